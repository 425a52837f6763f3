"""Lines whose blanks carry meaning."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import Item, Paragraph, Preformatted, Table
from cableconv.model.markings import PortionMark
from cableconv.structure.lines import split_lines
from cableconv.structure.tables import is_tabular, table_block, tabular_run
from cableconv.structure.telegram import parse


@pytest.mark.parametrize(
    "text", ["Lakeport   12", "Visas .... 12", "Visas.......12", "Visas\t12", "Visas | 12", "|"]
)
def test_columns_are_seen(text: str) -> None:
    assert is_tabular(split_lines(text)[0])


@pytest.mark.parametrize(
    "text", ["End.  Then", "   indented", "and so on...", "a. . .b", " ", "x   y" * 40, "x    "]
)
def test_no_columns_are_seen(text: str) -> None:
    assert not is_tabular(split_lines(text)[0])


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("a | b\nc | d\ntext\n", 2),
        ("a   b\n----\nc   d\n====\n", 4),
        ("a | b\ntext\n", 0),
        ("a | b\n----\ntext\n", 0),
        ("text\na | b\nc | d\n", 0),
    ],
)
def test_two_rows_make_a_run(text: str, end: int) -> None:
    assert tabular_run(split_lines(text), 0) == end


def test_pipes_in_equal_number_make_a_table() -> None:
    table = table_block(split_lines("a | b\nc | d\n\n"))
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("a", "b"), ("c", "d")]
    assert table.raw == "a | b\nc | d\n\n"


def test_tabs_in_equal_number_make_a_table() -> None:
    table = table_block(split_lines("a\tb\nc\t\td"))
    assert isinstance(table, Table)
    assert table.text == "a\tb\nc\td"


def test_other_columns_stay_verbatim() -> None:
    raw = "Lakeport   12\n(U) Port    3\n\n"
    block = table_block(split_lines(raw))
    assert isinstance(block, Preformatted)
    assert (block.raw, block.tail) == (raw, "\n\n")
    assert [leaf.raw for leaf in block.content if isinstance(leaf, PortionMark)] == ["(U)"]


def test_rows_of_unequal_number_stay_verbatim() -> None:
    assert isinstance(table_block(split_lines("a | b\nc | d | e\n")), Preformatted)


def test_a_blank_line_amid_verbatim_lines_is_kept() -> None:
    block = table_block(split_lines("a   b\n\nc   d\n"))
    assert block.raw == "a   b\n\nc   d\n"


def test_a_tab_after_a_label_makes_no_column() -> None:
    text = "1.\t(C) Points:\n\n(a)\t(S/NF) first\n(b)\t(U) second\n\n--\tone\n--\ttwo\n"
    [paragraph] = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    items = [block for block in paragraph.blocks if isinstance(block, Item)]
    assert [(item.label, item.portion_mark and item.portion_mark.raw) for item in items] == [
        ("(a)", "(S/NF)"), ("(b)", "(U)"), ("--", None), ("--", None),
    ]  # fmt: skip
    [table] = parse("A)\t12\t13\nB)\t14\t15\n").blocks
    assert isinstance(table, Table)


def test_an_entry_of_two_lines_belongs_to_its_table() -> None:
    text = "MAST    12    OAK\nBARGE OF THE\nHARBOR  9     PINE\nOAR     40    ASH\nHe rowed.\n"
    assert tabular_run(split_lines(text), 0) == 4
    broken = "MAST    12    OAK\nHe rowed so.\nOAR     40    ASH\n"
    assert tabular_run(split_lines(broken), 0) == 0


def rows(text: str) -> list[list[tuple[str, str]]]:
    table = table_block(split_lines(text))
    assert isinstance(table, Table)
    assert table.raw == text
    return [[(type(x).__name__, x.raw) for x in row.content] for row in table.rows]


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_marks_at_the_head_of_cells_are_leaves(sign: str) -> None:
    first, second = rows(f"(S//NF) Mast{sign}12\nBoat{sign}(C) 13\n")
    assert first == [
        ("PortionMark", "(S//NF)"), ("Cell", " Mast"), ("Text", sign), ("Cell", "12"),
    ]  # fmt: skip
    assert second == [
        ("Cell", "Boat"), ("Text", sign), ("PortionMark", "(C)"), ("Cell", " 13"),
    ]  # fmt: skip


def test_a_cell_that_is_a_mark_stays_a_cell() -> None:
    table = table_block(split_lines("| (S) | Mast\n| (C) | Boat |"[:-2] + "\n"))
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("(S)", "Mast"), ("(C)", "Boat")]
    assert table.text == "(S)\tMast\n(C)\tBoat"


def test_a_letter_that_counts_in_a_cell_is_no_mark() -> None:
    assert rows("(c) | a\nb | (s)\n")[1][-1] == ("Cell", " (s)")


def test_marks_behind_pipes_in_unequal_number_are_leaves() -> None:
    block = table_block(split_lines("(S) a | b\nc | (C) d | (U) e\n"))
    assert isinstance(block, Preformatted)
    assert [x.raw for x in block.content if isinstance(x, PortionMark)] == ["(S)", "(C)", "(U)"]
