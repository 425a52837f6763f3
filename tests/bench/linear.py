"""Milliseconds to read hostile input of 10 KB, 100 KB and 1 MB, and the growth (``make bench``).

The lines are those that hang naive parsers. Ten times the input may cost ten times the time; a step
that goes through the rest of the text at each line would cost a hundred times as much.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

import cableconv as cc

SIZES = (10_000, 100_000, 1_000_000)

HOSTILE = {
    "80 blanks after REF:": "REF:" + " " * 80 + "\n",
    "REF on one line": "REF ",
    "A on one line": "A ",
    "digits": "1",
    "blanks": " ",
    "Classified By: on one line": "Classified By: ",
    "page lines on one line": "EXAMPLEVIL 00004390  002 OF 004 ",
    "page lines": "EXAMPLEVIL 00004390  002 OF 004\n",
    "banners": "CONFIDENTIAL\n",
    "numbers with marks": "1. (C) \n",
    "points of a list": "-- x\n",
    "headings": "Heading\n\n",
    "rows of a table": "a | b\n",
    "dashes": "- - ",
    "open parentheses": "(",
    "excisions": "XXXX ",
    "ends of a summary": "END SUMMARY ",
    "tags of HTML": "<pre>",
    "comments of HTML": "<!--",
    "entities of HTML": "&#",
}
"""Pieces of text that are repeated to the size, by what they are."""


def hostile(piece: str, size: int) -> bytes:
    """A telegram, or a page where the piece is of HTML, that goes on with the piece to a size."""
    head = "<!DOCTYPE html><body>" if piece[0] in "<&" else "SUBJECT: HOSTILE\n\n1. (C) Text\n"
    return (head + piece * (size // len(piece)))[:size].encode()


def cost(piece: str, size: int) -> float:
    """Seconds of processor time to read such an input by its own reader."""
    data = hostile(piece, size)
    reader = "scoop" if data.startswith(b"<") else "telegram"
    start = time.process_time()
    cc.loads(data, format=reader)
    return time.process_time() - start


def line(what: str, sizes: Sequence[int]) -> str:
    """Milliseconds by size, and how much more a byte costs in the largest than in the smallest."""
    costs = [min(cost(HOSTILE[what], size) for _ in range(2)) for size in sizes]
    growth = (costs[-1] / sizes[-1]) / (costs[0] / sizes[0])
    return f"{what:28}" + "".join(f"{x * 1000:10.1f}" for x in costs) + f"{growth:9.2f}"


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    sizes = parser.parse_args(arguments).sizes
    sys.stdout.write("milliseconds to read hostile input; growth 1 is linear\n")
    heads = "".join(f"{size:10,}" for size in sizes)
    sys.stdout.write(f"{'bytes':28}{heads}{'growth':>9}\n")
    for what in HOSTILE:
        sys.stdout.write(line(what, sizes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
