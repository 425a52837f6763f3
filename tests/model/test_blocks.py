from __future__ import annotations

import time
from typing import get_args

import attrs
import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Row,
    Section,
    Table,
    block_text,
)
from cableconv.model.content import Inline, raw_text, reading_text, without_banners
from cableconv.model.header import PageMarker
from cableconv.model.leaf import (
    Cell,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
)
from cableconv.model.markings import Banner, Level, PortionMark

PAGE = PageMarker("PAGE 02  LA PAZ 05838  082005Z", 2)
BANNER = Banner("CONFIDENTIAL", Level.C)
PILCROW = Furniture("¶", FurnitureKind.PILCROW)
BREAK = LineBreak()
MARK = examples.C

READ: list[tuple[tuple[Inline, ...], str]] = [
    ((), ""),
    ((Text("one"), BREAK, Text("two")), "one two"),
    ((Text("one"), LineBreak("  \n\n  "), Text("  two")), "one two"),
    ((Text("right-of-"), BREAK, Text("center")), "right-of-center"),
    ((Text("one -"), BREAK, Text("two")), "one - two"),
    ((Text("one --"), BREAK, Text("two")), "one -- two"),
    ((Text("a"), Text("-"), BREAK, Text("b")), "a-b"),
    ((Text("pre-"), BREAK, PAGE, BREAK, Text("sumes")), "pre-sumes"),
    ((Text("one"), BREAK, BREAK, PAGE, BREAK, Text("two")), "one two"),
    ((PILCROW, Text("one"), PILCROW, Text(" two")), "one two"),
    ((BREAK, Text("one"), BREAK), "one"),
    ((Marker("END\n  SUMMARY.", "summary", end=True), Text(" x")), "END SUMMARY. x"),
    ((Text("two  blanks "), Text(" stay")), "two  blanks  stay"),
]


@pytest.mark.parametrize(("content", "text"), READ)
def test_content_is_read_on(content: tuple[Inline, ...], text: str) -> None:
    assert reading_text(content) == text


@settings(max_examples=150)
@given(strategies.running_texts())
def test_reading_on_changes_nothing_but_blanks(content: tuple[Inline, ...]) -> None:
    read = [leaf for leaf in content if not isinstance(leaf, (PageMarker, Furniture))]
    squeezed = "".join(raw_text(tuple(read)).split())
    assert "".join(reading_text(content).split()) == squeezed


@settings(max_examples=100)
@given(strategies.blocks())
def test_raw_is_the_raw_of_the_parts(block: Block) -> None:
    if isinstance(block, Section):
        assert block.raw == block.heading.raw + "".join(b.raw for b in block.blocks)
    elif isinstance(block, Quoted):
        assert block.raw == "".join(b.raw for b in block.blocks)
    elif isinstance(block, Table):
        assert block.raw == "".join(row.raw for row in block.rows) + block.tail
    else:
        inner = "".join(b.raw for b in getattr(block, "blocks", ()))
        assert block.raw == raw_text(block.content) + block.tail + inner


@pytest.mark.parametrize("cls", get_args(Block))
def test_each_block_is_frozen_and_has_raw_and_text(cls: type) -> None:
    assert attrs.has(cls)
    assert "__slots__" in vars(cls)
    assert isinstance(cls.raw, property)  # type: ignore[attr-defined]  # every block has both
    assert isinstance(cls.text, property)  # type: ignore[attr-defined]


HEADS: list[tuple[tuple[Inline, ...], PortionMark | None, str]] = [
    ((MARK, Text(" x")), MARK, "x"),
    ((Number("1.", 1), Text(" "), MARK, Text(" x")), MARK, "x"),
    ((Number("1.", 1), BREAK, MARK, Text(" x")), MARK, "x"),
    ((PILCROW, Number("1.", 1), MARK, Text("x")), MARK, "x"),
    ((Text("  "), Label("--"), Text(" "), MARK, Text(" x")), MARK, "x"),
    ((Text("x "), MARK), None, "x (C)"),
    ((Number("1.", 1), Text(" x "), MARK), None, "x (C)"),
    ((Number("1.", 1), Text(" x")), None, "x"),
    ((Number("1.", 1),), None, ""),
    ((), None, ""),
]


@pytest.mark.parametrize(("content", "mark", "text"), HEADS)
def test_a_mark_stands_at_the_head_or_nowhere(
    content: tuple[Inline, ...], mark: PortionMark | None, text: str
) -> None:
    for block in (Paragraph(content), Item(content), Heading(content)):
        assert block.portion_mark == mark
        assert block.text == text


def test_the_number_of_a_paragraph() -> None:
    assert Paragraph((Number("12)", 12), Text(" x"))).number == 12
    assert Paragraph((PILCROW, Number("3", 3))).number == 3
    assert Paragraph((Text("x"),)).number is None
    assert Paragraph((Text("see "), Text("x "), Number("3", 3))).number is None


def test_the_label_of_an_item() -> None:
    assert Item((Label("A."), Text(" x"))).label == "A."
    assert Item((Text("  "), Label("--"))).label == "--"
    assert Item((Text("  "), Furniture("¶", FurnitureKind.PILCROW), Label("A."))).label == "A."
    assert Item((Text("x"),)).label == ""
    assert Item((Text("x "), Label("--"))).label == ""


def test_a_banner_that_interrupts_a_paragraph_is_not_its_text() -> None:
    content = (Text("one"), BREAK, BANNER, BREAK, PAGE, BREAK, Text("two"))
    assert Paragraph(content).text == "one two"
    assert block_text(Paragraph(content)) == "one two"
    assert BANNER not in without_banners(content)


def test_a_paragraph_reads_on_to_its_blocks() -> None:
    item = Item((Label("--"), Text(" a"), BREAK, Text("b")))
    table = Table((Row((Cell(" 1 "), Text("|"), Cell("2"))),))
    block = Paragraph((Number("1.", 1), Text(" "), MARK, Text(" x:")), (item, table))
    assert block.text == "x:\n-- a b\n1\t2"
    assert block_text(block) == "1. (C) x:\n-- a b\n1\t2"


def test_page_lines_and_paratext_are_not_read() -> None:
    assert block_text(PageBreak((BANNER, BREAK, PAGE))) == ""
    assert block_text(Paratext((Furniture("menu"),))) == ""


def test_preformatted_text_keeps_its_lines() -> None:
    block = Preformatted((Text("a   1"), BREAK, PILCROW, Text("b   2")))
    assert block.text == "a   1\nb   2"


def test_sections_and_quotations_read_on_a_line_a_block() -> None:
    inner = (Paragraph((Text("one"),)), Paragraph((Text("two"),)))
    assert Quoted(inner).text == "one\ntwo"
    assert Section(Heading((MARK, Text(" Head"))), inner).text == "(C) Head\none\ntwo"


def test_a_field_with_and_without_its_label() -> None:
    field = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" x"), BREAK, Text("  y")))
    assert field.text == "SUBJECT: x y"
    assert field.value_text == "x y"


@pytest.mark.timing
def test_reading_on_is_linear() -> None:
    def cost(size: int) -> float:
        content = tuple(leaf for _ in range(size) for leaf in (Text("a-"), BREAK, Text(" ")))
        started = time.process_time()
        reading_text(content)
        return time.process_time() - started

    cost(1000)
    small = max(cost(10_000), 0.005)
    assert cost(100_000) < 30 * small
