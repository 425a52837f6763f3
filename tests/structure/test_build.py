"""From pieces to blocks, nested."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Rule,
    Section,
    Table,
)
from cableconv.model.header import PageMarker
from cableconv.model.leaf import LineBreak, Text
from cableconv.structure.build import Builder, nested
from cableconv.structure.cut import Cutter, Kind, Piece
from cableconv.structure.lines import split_lines

PAGE = "LAKEPORT 00000123  002 OF 004"


def built(text: str) -> list[Block]:
    cutter = Cutter(split_lines(text), 0)
    cutter.cut()
    blocks = Builder(cutter).blocks()
    assert "".join(block.raw for block in blocks) == text
    return blocks


def names(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    return [type(block).__name__ for block in blocks]


def test_a_page_line_inside_a_sentence_is_a_leaf() -> None:
    (block,) = built(f"1. (C) He went\n\n{PAGE}\n\nto the barge.\n")
    assert isinstance(block, Paragraph)
    assert block.text == "He went to the barge."
    assert [type(leaf) for leaf in block.content[3:]] == [
        Text,
        LineBreak,
        PageMarker,
        LineBreak,
        Text,
    ]


def test_texts_of_head_and_sentence_are_one_leaf() -> None:
    (block,) = built("4.  The barge.\n")
    assert [leaf.raw for leaf in block.content] == ["4.", "  The barge."]  # type: ignore[union-attr]  # a paragraph


def test_blanks_after_a_lone_number_are_its_tail() -> None:
    first, _ = built("1. \n2.")
    assert ([leaf.raw for leaf in first.content], first.tail) == (["1."], " \n")  # type: ignore[union-attr]  # a paragraph
    (whole,) = built("1. \nThe barge.")
    assert [leaf.raw for leaf in whole.content] == ["1.", " \n", "The barge."]  # type: ignore[union-attr]  # a paragraph


def test_the_depth_of_items_follows_their_labels() -> None:
    blocks = built("1. (C) Points:\n-- one\n   A. nested\n   B. nested\n-- two\n")
    items = [block for block in blocks if isinstance(block, Item)]
    assert [(item.label, item.depth) for item in items] == [
        ("--", 1),
        ("A.", 2),
        ("B.", 2),
        ("--", 1),
    ]


def test_a_mark_that_speaks_for_the_entire_text() -> None:
    (block,) = built("1. (C) Entire text.\n")
    assert isinstance(block, Paragraph)
    assert block.portion_mark is not None
    assert block.portion_mark.entire_text


def test_an_item_without_its_head_is_a_mistake_of_the_library() -> None:
    cutter = Cutter(split_lines("-- a\n"), 0)
    cutter.cut()
    with pytest.raises(AssertionError):
        Builder(cutter).item(Piece(Kind.ITEM, 0, 1))


HEADING = Heading((Text("H"),))
PARAGRAPH = Paragraph((Text("P"),))
ITEM = Item((Text("I"),))
PAGE_BREAK = PageBreak((PageMarker(PAGE),))
FIELD = Field(FieldKind.END, (Text("NNNN"),))


def test_items_belong_to_the_paragraph_before_them_over_page_lines() -> None:
    (paragraph,) = nested([PARAGRAPH, ITEM, PAGE_BREAK, ITEM])
    assert isinstance(paragraph, Paragraph)
    assert paragraph.blocks == (ITEM, PAGE_BREAK, ITEM)


def test_a_page_line_after_the_items_stays_between_the_blocks() -> None:
    assert names(nested([PARAGRAPH, ITEM, PAGE_BREAK, PARAGRAPH])) == [
        "Paragraph",
        "PageBreak",
        "Paragraph",
    ]
    assert names(nested([PARAGRAPH, PAGE_BREAK])) == ["Paragraph", "PageBreak"]


def test_items_without_a_paragraph_stay_where_they_are() -> None:
    table: list[Block] = [ITEM, Table(()), PARAGRAPH]
    assert names(nested(table)) == ["Item", "Table", "Paragraph"]


def test_text_belongs_to_the_heading_before_it() -> None:
    blocks = nested(
        [PARAGRAPH, HEADING, Rule((Text("---"),)), PARAGRAPH, HEADING, PARAGRAPH, FIELD]
    )
    assert names(blocks) == ["Paragraph", "Section", "Section", "Field"]
    first, second = blocks[1:3]
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    assert (names(first.blocks), names(second.blocks)) == (["Rule", "Paragraph"], ["Paragraph"])
