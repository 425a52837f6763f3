"""Words at the head of a paragraph that speak for all paragraphs."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import Paragraph
from cableconv.model.content import raw_text
from cableconv.model.header import PageMarker
from cableconv.model.leaf import LineBreak, Number, Text
from cableconv.model.markings import EntireText, Level
from cableconv.structure.entire_text import with_entire_text, with_spoken_mark
from cableconv.structure.telegram import parse_body

TEXT = "\n\n2. The barge sailed.\n"


def first(text: str) -> Paragraph:
    found = parse_body(text + TEXT).blocks[0]
    assert isinstance(found, Paragraph)
    return found


@pytest.mark.parametrize(
    "statement",
    [
        "SENSITIVE BUT UNCLASSIFIED, ENTIRE\nTEXT.",
        "SENSITIVE BUT\nUNCLASSIFIED - ENTIRE TEXT.",
        "SBU -\nentire text.",
        "SBU - entire text.",
        "THIS CABLE IS SENSITIVE BUT UNCLASSIFIED.  PLEASE \nPROTECT ACCORDINGLY.",
    ],
)
@pytest.mark.parametrize("number", ["1. ", "1.\n", ""])
def test_a_statement_over_a_line_end(number: str, statement: str) -> None:
    paragraph = first(number + statement)
    [found] = [leaf for leaf in paragraph.content if isinstance(leaf, EntireText)]
    assert (found.raw, found.level, found.controls) == (statement, Level.U, ("SBU",))
    assert raw_text(paragraph.content) == number + statement


@pytest.mark.parametrize(
    "text",
    ["1. (C) Entire text.", "1. (C) Entire\ntext.", "1.\n(C)\nEntire text.", "(C) Entire\ntext."],
)
def test_a_mark_speaks_for_the_entire_text_over_a_line_end(text: str) -> None:
    mark = first(text).portion_mark
    assert mark is not None
    assert mark.entire_text


@pytest.mark.parametrize(
    "text", ["1. (C) The entire\ntext.", "1. (C) Entire\ntextile.", "1. The SBU, entire\ntext."]
)
def test_other_words_speak_for_themselves(text: str) -> None:
    paragraph = first(text)
    assert not [leaf for leaf in paragraph.content if isinstance(leaf, EntireText)]
    assert not (paragraph.portion_mark and paragraph.portion_mark.entire_text)


def test_words_after_a_statement_stay() -> None:
    paragraph = first("1. SBU - entire\ntext. The barge\nsailed.")
    assert paragraph.text == "SBU - entire text. The barge sailed."
    assert parse_body("SBU - entire\ntext. The barge sailed.\n").blocks[0] == Paragraph(
        (Text("SBU - entire"), LineBreak("\n"), Text("text. The barge sailed.")), tail="\n"
    )


def test_a_page_line_ends_the_words() -> None:
    content = (Number("1.", 1), Text(" SBU - entire"), PageMarker("PAGE 2"), Text("text."))
    assert with_entire_text(content) == content
    assert with_spoken_mark(content) == content
