"""Real telegrams, read in place: text and attributes agree, text and PDF give one cable."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import nara_agreement
from cableconv.conversion import read
from cableconv.model.blocks import Block, Field, PageBreak, Paragraph, Quoted, Section, block_text
from cableconv.model.cable import Cable
from cableconv.model.content import raw_text, reading_text
from cableconv.model.walk import iter_blocks

MOST_DIFFERING = {
    # The keyers mended the text's TAGS (PGON to PGOV), or took another subject.
    "subject": 5,
    "TAGS (all of the text's are held)": 4,
    # Another day in the attribute, or a letter more.
    "executive order": 5,
    # EXDIS and NO FOREIGN DISSEM stand in the text only.
    "handling restrictions": 2,
    # The second of two references is missing, or its post is misspelt.
    "references": 2,
    # One text is cut off, one has no signature.
    "signature (one name found)": 2,
}


@cache
def telegram(path: Path) -> Cable:
    return read(path)


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[Path]:
    return sorted((corpus / "aad_txt_layout").glob("*.txt"))


@pytest.mark.parametrize("folder", ["aad_txt_layout", "aad_pdf"])
def test_text_and_attributes_agree(corpus: Path, folder: str) -> None:
    differing: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for path in sorted((corpus / folder).iterdir()):
        for name, compare in nara_agreement.FIELDS.items():
            verdict, _ = compare(telegram(path))
            differing[name] += verdict == nara_agreement.DIFFERS
            compared[name] += verdict != nara_agreement.NOT_BOTH
    assert +differing == Counter(MOST_DIFFERING)
    for name in ("document number", "originator", "original classification"):
        assert compared[name] == 40


def test_each_disagreement_has_a_known_cause(texts: list[Path]) -> None:
    lines = nara_agreement.report((path.name, telegram(path)) for path in texts)
    assert not [line for line in lines if nara_agreement.NOT_KNOWN in line]


def shape(cable: Cable) -> list[tuple[str, str]]:
    """What is read of each block, with its kind."""
    return [
        (f"{type(block).__name__} {getattr(block, 'kind', '')}", words(block))
        for block in iter_blocks(cable.blocks)
        if not isinstance(block, (Section, Quoted, PageBreak))
    ]


def words(block: Block) -> str:
    if isinstance(block, Field):
        return " ".join(block.text.split())
    own = reading_text(block.content) if isinstance(block, Paragraph) else block_text(block)
    return " ".join(own.split())


def test_text_and_pdf_give_one_cable(corpus: Path, texts: list[Path]) -> None:
    differing = set()
    for path in texts:
        text, pdf = telegram(path), telegram(corpus / "aad_pdf" / f"{path.stem}.pdf")
        assert text.mrn == pdf.mrn
        assert text.header.dtg == pdf.header.dtg
        assert text.markings.banner == pdf.markings.banner
        assert text.signature == pdf.signature
        assert [p.portion_mark for p in text.paragraphs if p.portion_mark] == [
            p.portion_mark for p in pdf.paragraphs if p.portion_mark
        ]
        if shape(text) != shape(pdf):
            differing.add(path.stem)
    # pdftotext narrows the columns of one, joins letters of one, and doubles blank lines.
    assert len(differing) <= 3


def test_no_line_of_a_text_is_taken_for_the_head(texts: list[Path]) -> None:
    unparsed = [
        raw_text(field.content).strip()
        for path in texts
        for field in telegram(path).fields
        if field.kind.value == "unparsed"
    ]
    assert len(unparsed) <= 6


def test_the_longest_has_all_its_paragraphs(corpus: Path) -> None:
    cable = telegram(corpus / "aad_txt_layout" / "1979LAPAZ04058.txt")
    numbers = [p.number for p in cable.paragraphs if p.number is not None]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert len(set(numbers)) >= 14
    assert sum(banner.raw == "S E C R E T" for banner in cable.markings.banners) == 8
