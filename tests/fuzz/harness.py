"""What must hold for any bytes a reader is given, and the inputs that fuzzing begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cableconv as cc
from cableconv.errors import CableconvError, InternalError
from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.registry import reader_for, sniff

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"

CABLE = (
    b"VZCZCXRO1234\nPP RUEHDBU\nDE RUEHZZ #0123/01 0451530\nZNY CCCCC ZZH\nP 141530Z FEB 06\n"
    b"FM AMEMBASSY LAKEPORT\nTO RUEHC/SECSTATE WASHDC PRIORITY 0456\nBT\n"
    b"C O N F I D E N T I A L SECTION 01 OF 02 LAKEPORT 000123\n\nSIPDIS\n\n"
    b"E.O. 12958: DECL: 02/14/2016\nTAGS: PREL, XX\nSUBJECT: AN EXAMPLE\n\n"
    b"REF: A. 05 LAKEPORT 9\n\n"
    b"Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).\n\n"
    b"1. (C) Summary: He came.  End summary.\n\nLAKEPORT 00000123  002 OF 002\n\n2. (S/NF) a:\n"
    b"-- one | two\n   A. (U) x\n\nROE\nBT\n#0123\nNNNN\n"
)
"""A whole telegram, for readers of which there is no sample."""


def samples() -> list[bytes]:
    """The inputs to begin with: each sample, the telegram, and the samples as files of formats."""
    found = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix != ".md"]
    cable = cc.loads(CABLE)
    written = [cc.dumps(cable, name) for name in ("json", "tei", "docx", "pdf")]
    written.append(cc.dumps(cable, "pdf", {"attach": "tei"}))
    return [CABLE, *found, *written]


def own_samples(reader: str) -> list[bytes]:
    """The inputs that sniffing gives to this reader; all others where it is given none."""
    everything = samples()
    own = [data for data in everything if sniff(data[:65536], "").name == reader]
    return own or everything


def _inside(data: bytes, name: str | None) -> Iterator[Cable]:
    found = reader_for(name) if name else sniff(data[:65536], "")
    return found.read(data, source=Source("fuzz"))


def read_all(reader: str, data: bytes) -> int:
    """Read the bytes with a reader as far as it goes; how many cables came.

    Raises:
        AssertionError: something is wrong with the library: it lost a character, or an error came
            that is none of its own.
    """
    count = 0
    found = reader_for(reader)
    try:
        found.sniff(data[:65536], "fuzz.txt")
        for _ in found.read(data, source=Source("fuzz", inside=_inside)):
            count += 1
    except InternalError as error:
        raise AssertionError(f"{reader}: {error}") from error
    except CableconvError:
        pass
    except Exception as error:
        raise AssertionError(f"{reader}: {type(error).__name__} left it") from error
    return count
