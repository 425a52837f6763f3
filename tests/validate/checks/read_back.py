"""What was written is read back: TEI and JSON to the same cable, text and DOCX to its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cableconv.conversion import loads, loads_all
from cableconv.errors import CableconvError
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.markings import Level, PortionMark
from sameness import differences, hints
from validate.check import Check, Failure, Output, written_as

_ADDED = Paragraph((PortionMark("(TS)", Level.TS), Text(" A paragraph that was made up.")))


def _equal(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        try:
            again = list(loads_all(output.data))
        except CableconvError as error:
            yield Failure(output, f"it is not read back: {error}")
            continue
        if len(again) != len(output.cables):
            yield Failure(output, f"{len(again)} cables are read back, not {len(output.cables)}")
        for one, other in zip(output.cables, again, strict=False):
            if one != other:
                yield Failure(output, f"another cable is read back: {_told(one, other)}")
            elif one.provenance != other.provenance:
                yield Failure(output, "another provenance is read back")


def _same_content(outputs: Sequence[Output]) -> Iterator[Failure]:
    """Read with MRN and year as hints, for which these formats have no line (``sameness``)."""
    for output in outputs:
        again = _read(output, **hints(output.cable))
        if isinstance(again, Failure):
            yield again
        elif told := _told(output.cable, again):
            yield Failure(output, told)


def _read(output: Output, **hints: Any) -> Cable | Failure:
    try:
        return loads(output.data, **hints)
    except CableconvError as error:
        return Failure(output, f"it is not read back: {error}")


def _told(one: Cable, other: Cable) -> str:
    found = differences(one, other).items()
    return "; ".join(f"{name}: {a!s:.120} is read back as {b!s:.120}" for name, (a, b) in found)


def _spoil(output: Output) -> Output:
    blocks = (*output.cable.blocks, _ADDED)
    return written_as(output, attrs.evolve(output.cable, blocks=blocks))


EQUAL = Check(
    "read back equal",
    ("tei", "tei corpus", "json", "docx with source", "pdf with tei"),
    _equal,
    _spoil,
)
CONTENT = Check("read back, same content", ("txt", "docx"), _same_content, _spoil)
