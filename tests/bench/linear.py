"""Milliseconds to read hostile input of 10 KB, 100 KB and 1 MB, and the growth (``make bench``).

The lines are those that hang naive parsers, and what stands often in each format. Ten times the
input may cost ten times the time; a step that goes through the rest of the text at each line would
cost a hundred times as much. An input that is refused costs what it takes to refuse it.

Python's search for garbage is off meanwhile: it goes through all leaves that there are again and
again, so that a megabyte of short ones takes up to 1.9 times as much a byte, in any program.

With ``--large``, inputs of the largest size that is read at all, each in a process of its own, with
the memory that it takes.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import cableconv as cc
from cableconv.errors import CableconvError
from cableconv.files import MAX_BYTES
from cableconv.readers.base import Source
from cableconv.registry import reader_for

SIZES = (10_000, 100_000, 1_000_000)
SAMPLES = Path(cc.__file__).parents[2] / "samples"

TELEGRAM = "SUBJECT: HOSTILE\n\n1. (C) Text\n"
REPRINT = "<!DOCTYPE html><body>"
ROW = '"1","2/8/2006 21:47","06EXAMPLEVILLE1","Embassy X","UNCLASSIFIED","","'
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'


def sample(name: str, until: str) -> str:
    """A sample up to some words of it, after which the hostile part comes."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return text[: text.index(until)]


NARA = sample("confidential-1978-nara.txt", "1. ")
NARA_HEAD = sample("confidential-1978-nara.txt", "O 141645Z")
SMART = sample("smart-release.txt", "For the file.")
MILITARY = sample("navy-genadmin.txt", "POC/")
WIKILEAKS = sample("wikileaks-page.html", "SIPDIS")

HOSTILE = {
    "80 blanks after REF:": ("telegram", TELEGRAM, "REF:" + " " * 80 + "\n"),
    "REF on one line": ("telegram", TELEGRAM, "REF "),
    "A on one line": ("telegram", TELEGRAM, "A "),
    "digits": ("telegram", TELEGRAM, "1"),
    "blanks": ("telegram", TELEGRAM, " "),
    "Classified By: on one line": ("telegram", TELEGRAM, "Classified By: "),
    "page lines on one line": ("telegram", TELEGRAM, "EXAMPLEVIL 00004390  002 OF 004 "),
    "page lines": ("telegram", TELEGRAM, "EXAMPLEVIL 00004390  002 OF 004\n"),
    "banners": ("telegram", TELEGRAM, "CONFIDENTIAL\n"),
    "numbers with marks": ("telegram", TELEGRAM, "1. (C) \n"),
    "numbers on one line": ("telegram", TELEGRAM, "so.  2. (C) "),
    "points of a list": ("telegram", TELEGRAM, "-- x\n"),
    "headings": ("telegram", TELEGRAM, "Heading\n\n"),
    "rows of a table": ("telegram", TELEGRAM, "a | b\n"),
    "dashes": ("telegram", TELEGRAM, "- - "),
    "open parentheses": ("telegram", TELEGRAM, "("),
    "excisions": ("telegram", TELEGRAM, "XXXX "),
    "ends of a summary": ("telegram", TELEGRAM, "END SUMMARY "),
    "addressees": ("telegram", "FM X\nTO STATE\n", "RUEHC/SECSTATE WASHDC 0123\n"),
    "references": ("telegram", "SUBJECT: X\nREF: A. STATE 1\n", "     B. 06 LAKEPORT 12\n"),
    "a list of TAGS": ("telegram", "TAGS: ", "PREL, "),
    "tags of HTML": ("scoop", REPRINT, "<pre>"),
    "comments of HTML": ("scoop", REPRINT, "<!--"),
    "entities of HTML": ("scoop", REPRINT, "&#"),
    "parts of a page": ("wikileaks", WIKILEAKS, "</pre><pre>"),
    "line ends of a page": ("wikileaks", WIKILEAKS, "&#x000A;"),
    "pilcrows of a page": ("wikileaks", WIKILEAKS, "<a id='par1' href='#par1'>¶</a>"),
    "signs of tags in a page": ("wikileaks", WIKILEAKS, "<Israel>"),
    "field lists in a page": (
        "wikileaks",
        WIKILEAKS,
        "id: 1&#x000A;date: 2006-02-08&#x000A;refid: 06X1&#x000A;",
    ),
    "quotes in a row": ("cables_csv", ROW, '"'),
    "escaped quotes in a row": ("cables_csv", ROW, '\\"'),
    "ends of rows": ("cables_csv", ROW, '"\n"x' + "x" * 60),
    "page lines, NARA": ("nara", NARA, "PAGE 02   EXAMPL 02208 01 OF 02 141712Z\n\n"),
    "hyphens, NARA": ("nara", NARA, "divided-\n\n\n"),
    "stamps, NARA": ("nara", NARA, "Declassified/Released US Department of State\n"),
    "attributes, NARA": ("nara", NARA, "Message Attributes\n\nOffice: ACTION SS\n"),
    "distribution, NARA": ("nara", NARA_HEAD, "INFO OCT-01 ISO-00 SSO-00 /026 W\n"),
    "mails, SMART": ("smart", SMART, "From: Roe, Jane\nSent: Friday\nTo: Poe\n\n"),
    "labels, SMART": ("smart", SMART, "MRN:\nDate/DTG:\n"),
    "codes in the margin, SMART": ("smart", SMART, "A line of text.          B6\n"),
    "stamps, SMART": ("smart", SMART, "UNCLASSIFIED U.S. Department of State Case No. F-1\n"),
    "page lines, military": (
        "military",
        MILITARY + "RMKS/1. TEXT\n",
        "PAGE 02 RUEXAAA6406 UNCLAS\n",
    ),
    "sets": ("military", MILITARY, "REF/A/DOC/COMNOTIONALFLT//\n"),
    "slashes in a set": ("military", MILITARY, "/"),
    "remarks": ("military", MILITARY, "RMKS/1. "),
    "sections": ("military", MILITARY, "UNCLAS SECTION 01 OF 02 "),
    "nested elements of TEI": ("tei", TEI, "<div>"),
    "paragraphs of TEI": ("tei", TEI, "<p>x</p>"),
    "brackets of JSON": ("json", "", "["),
}
"""Reader, beginning, and the piece that is repeated to the size, by what it is."""


def hostile(what: str, size: int) -> bytes:
    """An input that goes on with its piece to a size."""
    _, head, piece = HOSTILE[what]
    return (head.encode() + piece.encode() * (size // len(piece.encode())))[:size]


def cost(what: str, size: int) -> float:
    """Seconds of processor time to read such an input by its own reader, or to refuse it."""
    data = hostile(what, size)
    reader = reader_for(HOSTILE[what][0])
    gc.disable()
    start = time.process_time()
    try:
        for _ in reader.read(data, source=Source("hostile")):
            pass
    except CableconvError:
        pass
    finally:
        gc.enable()
    return time.process_time() - start


def line(what: str, sizes: Sequence[int]) -> str:
    """Milliseconds by size, and how much more a byte costs in the largest than in the smallest."""
    costs = [min(cost(what, size) for _ in range(2)) for size in sizes]
    growth = (costs[-1] / sizes[-1]) / (costs[0] / sizes[0])
    reader = HOSTILE[what][0]
    return f"{what:28}{reader:11}" + "".join(f"{x * 1000:10.1f}" for x in costs) + f"{growth:9.2f}"


class Large(NamedTuple):
    """An input of the largest size that a reader is given.

    Attributes:
        format: name of the reader.
        head: how it begins.
        piece: what is repeated.
        size: bytes.
    """

    format: str
    head: str
    piece: str
    size: int = MAX_BYTES


LARGE = {
    "64 MB on one line": Large("telegram", TELEGRAM, "A long line of words, "),
    "64 MB of digits": Large("telegram", TELEGRAM, "1"),
    "64 MB in lines": Large("telegram", TELEGRAM, "and a line of a telegram, " * 3 + "\n"),
    "64 MB in short lines": Large("telegram", TELEGRAM, "and a line\n"),
    "50 MB of <pre>": Large("wikileaks", WIKILEAKS, "</pre><pre>", 50 * 2**20),
    "50 MB in a <pre>": Large("wikileaks", WIKILEAKS, "A line of a page.&#x000A;", 50 * 2**20),
    "64 MB of <pre> in a reprint": Large("scoop", REPRINT, "<pre>"),
}


def large(what: str) -> str:
    """Seconds and megabytes for a large input, in this process, and what became of it."""
    one = LARGE[what]
    head, piece = one.head.encode(), one.piece.encode()
    data = (head + piece * (one.size // len(piece)))[: one.size]
    start = time.process_time()
    try:
        cable = cc.loads(data, format=one.format)
        outcome = f"read, {len(cable.blocks)} blocks"
    except CableconvError as error:
        outcome = f"refused: {error.message}"
    seconds = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return f"{what:28}{seconds:10.1f}{most:10.0f}  {outcome}"


def all_large() -> None:
    """The table of the large inputs."""
    sys.stdout.write(f"{'input':28}{'seconds':>10}{'MB':>10}  outcome\n")
    for what in LARGE:
        command = [sys.executable, __file__, "--one", what]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        lines = (done.stdout or done.stderr or "stopped, without a word\n").splitlines()
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", default="", help="inputs of a reader")
    parser.add_argument("--large", action="store_true", help="read inputs of up to 64 MB")
    parser.add_argument("--one", choices=LARGE, help="read one of them here")
    given = parser.parse_args(arguments)
    if given.one:
        sys.stdout.write(large(given.one) + "\n")
        return
    if given.large:
        all_large()
        return
    sizes = given.sizes
    sys.stdout.write("milliseconds to read hostile input; growth 1 is linear\n")
    heads = "".join(f"{size:10,}" for size in sizes)
    sys.stdout.write(f"{'bytes':39}{heads}{'growth':>9}\n")
    for what, (reader, _, _) in HOSTILE.items():
        if given.only in ("", reader):
            sys.stdout.write(line(what, sizes) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
