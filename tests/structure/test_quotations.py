"""Quotations between the words that open and close them."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.blocks import Block, Paragraph, Quoted
from cableconv.model.cable import Cable
from cableconv.model.effective import portion_marks
from cableconv.model.markings import Level
from cableconv.model.walk import iter_blocks, source_text


def body(text: str) -> Cable:
    text = f"CONFIDENTIAL LAKEPORT 000123\n\nSUBJECT: BARGES\n\n{text}"
    cable = cc.loads(text, format="telegram")
    assert source_text(cable) == text
    return cable


def quoted(cable: Cable) -> list[Quoted]:
    return [block for block in iter_blocks(cable.blocks) if isinstance(block, Quoted)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("BEGIN TEXT:", "END TEXT."),
        ("Begin translation:", "End translation."),
        ("(begin non-paper)", "(end non-paper)"),
        ("Begin press release", "End press release"),
        ("BEGIN TEXT OF THE LETTER:", "END TEXT"),
        ("Begin letter:", "End text."),
    ],
)
def test_what_stands_between_the_words_is_quoted(begin: str, end: str) -> None:
    cable = body(f"1. (U) Here.\n\n2. (U) {begin}\n\nSir,\n\nThe mast.\n\n{end}\n\n3. (U) Out.\n")
    (quotation,) = quoted(cable)
    assert texts(quotation.blocks) == [begin, "Sir,", "The mast.", end]
    assert [p.number for p in cable.paragraphs] == [1, 2, None, None, None, 3]
    assert cable.headings == ()


def test_words_that_end_a_paragraph_open_a_quotation_below_it() -> None:
    cable = body(
        "1. (U) A letter came. Begin text:\n\nSir,\n\nThe mast. End text.\n\n2. (U) Out.\n"
    )
    (quotation,) = quoted(cable)
    assert texts(quotation.blocks) == ["Sir,", "The mast. End text."]


def test_headings_and_points_are_quoted_with_their_text() -> None:
    cable = body("1. BEGIN TEXT:\n\nMasts\n-----\n\nSir:\n-- one\n-- two\n\nEND TEXT.\n\n2. Out.\n")
    assert len(quoted(cable)) == 1
    assert [h.text for h in cable.headings] == ["Masts"]


@pytest.mark.parametrize(
    "text",
    [
        "1. BEGIN TEXT:\n\nSir,\n\n2. Out.\n",
        "1. Sir,\n\nEND TEXT.\n\n2. Out.\n",
        "1. BEGIN TEXT: Sir. END TEXT. He left.\n",
        "1. BEGIN TEXT:\n\nSir,\n\nSo. END TEXT. He then left.\n",
        "1. BEGIN STATEMENT:\n\nSir,\n\nEND LETTER.\n",
        "1. BEGIN TEXT:\n\nSir,\n\nCONFIDENTIAL SECTION 02 OF 02 LAKEPORT 000123\n\nEND TEXT.\n",
        "1. BEGIN SUMMARY:\n\nSir,\n\nEND SUMMARY.\n",
    ],
)
def test_what_does_not_certainly_close_is_not_quoted(text: str) -> None:
    assert quoted(body(text)) == []


def test_words_that_open_nothing_do_not_take_in_what_follows() -> None:
    cable = body("1. Begin text of it:\n\nA.\n\n2. (begin non-paper)\n\nB.\n\n(end non-paper)\n")
    (quotation,) = quoted(cable)
    assert texts(quotation.blocks) == ["(begin non-paper)", "B.", "(end non-paper)"]


def test_marks_of_quoted_paragraphs_count() -> None:
    cable = body("1. (U) BEGIN TEXT:\n\n(S) The mast.\n\nEND TEXT.\n\n2. (U) Out.\n")
    assert len(quoted(cable)) == 1
    assert max(mark.level or Level.U for mark in portion_marks(cable)) is Level.S
