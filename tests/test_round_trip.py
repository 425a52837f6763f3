"""Text and DOCX that were written read back to the same content and markings (invariant 3).

What "the same" means is in ``sameness``. Text is read with the MRN and year of its cable as hints,
because the official layout has no line for the one, and states the other in two digits at best.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

import console
from cableconv.conversion import dumps, loads, read, read_all
from cableconv.errors import NotACableError
from cableconv.model.blocks import Field, FieldKind, Item, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Label, Number, Text
from cableconv.model.markings import Banner, Caption, Level
from cableconv.writers.txt import TxtOptions
from sameness import again, differences

SAMPLES = sorted(p for p in (console.ROOT / "samples").glob("*.*") if p.suffix != ".md")
TEXTS = [path for path in SAMPLES if path.suffix == ".txt"]
ROWS = 60
"""Rows of a table that are tried."""


@cache
def cables(path: Path) -> dict[str, Cable]:
    """The first cables of a file, by name of the file and number of the row."""
    every = enumerate(islice(read_all(path), ROWS))
    return {f"{path.name}#{number}" if number else path.name: cable for number, cable in every}


@pytest.mark.parametrize("to", ["txt", "docx"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_reads_back_the_same(path: Path, to: str) -> None:
    for cable in cables(path).values():
        assert differences(cable, again(cable, to)) == {}


def readable(corpus: Path) -> Iterator[tuple[str, Cable]]:
    for path in sorted(corpus.glob("*/*")):
        try:
            yield from cables(path).items()
        except NotACableError:  # a volume of which only the head is here
            assert path.name.endswith("_stub.xml")


@pytest.mark.parametrize("to", ["txt", "docx"])
def test_the_corpus_reads_back_the_same(to: str, corpus: Path) -> None:
    found = {name: differences(cable, again(cable, to)) for name, cable in readable(corpus)}
    assert len(found) > 230
    assert {name: facts for name, facts in found.items() if facts} == {}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_telegram_text_of_a_telegram_reads_back_without_hints(path: Path) -> None:
    cable = read(path)
    text = dumps(cable, "txt", TxtOptions(style="telegram"))
    assert differences(cable, loads(text)) == {}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_text_that_was_read_back_is_written_with_the_same_words(path: Path) -> None:
    for cable in cables(path).values():
        once = dumps(cable, "txt")
        assert dumps(again(cable, "txt"), "txt").split() == once.split()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_json_of_a_sample_reads_back_equal(path: Path) -> None:
    cable = read(path)
    found = loads(dumps(cable, "json"))
    assert found == cable
    assert found.provenance == cable.provenance


@pytest.mark.parametrize("name", ["SENSITIVE", "NOFORN"])
def test_a_caption_below_a_subject_or_amid_the_text_reads_back(name: str) -> None:
    caption = Field(FieldKind.CAPTION, (Caption(name, name),))
    subject = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" MASTS")))
    banner = Field(FieldKind.CLASSIFICATION, (Banner("CONFIDENTIAL", Level.C),))
    points = (Item((Label("--"), Text(" one."))),)
    first = Paragraph((Number("1.", 1), Text(" Masts:")), points, tail="\n")
    second = Paragraph((Number("2.", 2), Text(" Boats.")))
    for blocks in ((banner, subject, caption, first), (banner, subject, first, caption, second)):
        for to in ("txt", "docx"):
            assert differences(Cable(blocks), again(Cable(blocks), to)) == {}
