"""Microseconds a KB to read each format in full, beside naive code (``make bench``).

Naive is the shortest parser of header fields that one would write: a dozen regular expressions,
each searched for in the whole text, and a split into paragraphs. It keeps no character, tells no
marking, and is given the text of the cable, without the work of taking it out of HTML or CSV.

The template is the time in which an f-string makes a TEI document of the reprint page: a measure of
the machine. Reading at 26 times its cost is reading at 120 microseconds a KB where that document
takes 80.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.bench import ROOT, naive_fields, naive_tei, paragraphs
from cableconv.model.walk import source_text
from cableconv.readers.base import Reader, Source
from cableconv.readers.cables_csv.rows import rows
from cableconv.registry import reader_for

ROUNDS = 7


class Format(NamedTuple):
    """What is read.

    Attributes:
        reader: name of the reader.
        corpus: pattern of real files, in the folder of the corpus.
        sample: pattern of notional ones, in ``samples``, where no corpus is here.
        most: so many files are read.
    """

    reader: str
    corpus: str
    sample: str
    most: int


FORMATS = {
    "reprint page": Format("scoop", "scoop_txt/*.txt", "scoop-reprint.txt", 1),
    "WikiLeaks page": Format("wikileaks", "wl_html_2011/*.html", "wikileaks-page.html", 20),
    "row of cables.csv": Format("cables_csv", "cables_csv/*.csv", "cables-rows.csv", 1),
    "NARA text": Format("nara", "aad_txt_layout/*.txt", "confidential-1978-nara.txt", 20),
    "SMART release": Format("smart", "foia_email_txt/*.txt", "smart-release.txt", 10),
    "military message": Format("military", "navadmin/*.txt", "navy-genadmin.txt", 10),
}


class Cost(NamedTuple):
    """Seconds and KB.

    Attributes:
        cables: how many were read.
        size: KB of their source texts.
        read: seconds to read them.
        naive: seconds of the naive parser on these texts.
    """

    cables: int
    size: float
    read: float
    naive: float


def inputs(form: Format) -> list[bytes]:
    """The files of a format; for cables.csv its rows."""
    corpus = Path(os.environ.get("CABLECONV_CORPUS", ROOT.parent / "shared" / "corpus"))
    found = sorted(corpus.glob(form.corpus)) or sorted((ROOT / "samples").glob(form.sample))
    data = [path.read_bytes() for path in found[: form.most]]
    if form.reader == "cables_csv":
        return [row.data for row in rows(io.BytesIO(data[0]))]
    return data


def known(reader: Reader, data: Sequence[bytes]) -> list[bytes]:
    """The inputs that the reader recognises: a folder may hold others."""
    return [one for one in data if reader.sniff(one[:65536], "")] or list(data)


def naive(text: bytes) -> object:
    """What the naive parser does with the text of a cable."""
    return naive_fields(text), paragraphs(text.decode())


def cost(form: Format, rounds: int) -> Cost:
    """The least cost of some rounds; both sides take turns, so that noise hits both."""
    reader = reader_for(form.reader)
    data = known(reader, inputs(form))
    source = Source("bench")
    texts = [
        source_text(cable).encode() for one in data for cable in reader.read(one, source=source)
    ]
    read = parsed = float("inf")
    for _ in range(rounds + 1):
        read = min(read, timed(lambda: [list(reader.read(one, source=source)) for one in data]))
        parsed = min(parsed, timed(lambda: [naive(text) for text in texts]))
    return Cost(len(texts), sum(map(len, texts)) / 1024, read, parsed)


def template(rounds: int) -> float:
    """Seconds a KB of the reprint page that the template takes."""
    (page,) = inputs(FORMATS["reprint page"])
    parts = paragraphs(page.decode())
    return min(timed(lambda: naive_tei(parts)) for _ in range(10 * rounds)) / (len(page) / 1024)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def line(what: str, found: Cost, floor: float) -> str:
    """One line of the table."""
    ours, theirs = found.read / found.size, found.naive / found.size
    return (
        f"{what:20}{found.cables:7}{found.size / found.cables:10.1f}"
        f"{found.read / found.cables * 1e3:10.2f}{ours * 1e6:10.1f}{theirs * 1e6:10.1f}"
        f"{ours / theirs:10.2f}{ours / floor:12.1f}"
    )


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args(arguments).rounds
    floor = template(rounds)
    say = sys.stdout.write
    say(f"microseconds a KB of source text, the least of {rounds} rounds; 26 times the template\n")
    say(f"is 120 where it takes 80 for the reprint page; it took {floor * 1e6:.2f} a KB\n")
    heads = ("cables", "KB each", "ms each", "us/KB", "naive", "ratio", "template x")
    say(f"{'format':20}{heads[0]:>7}" + "".join(f"{head:>10}" for head in heads[1:-1]))
    say(f"{heads[-1]:>12}\n")
    for what, form in FORMATS.items():
        say(line(what, cost(form, rounds), min(floor, template(rounds))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
