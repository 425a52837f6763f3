"""Tables: real rows and cells, and a header only where the words show one."""

from __future__ import annotations

from cableconv.model.blocks import Row, Table
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import Cell, Furniture, Text
from cableconv.writers.html.table import table_html
from examples import SBU
from writers.html.inspection import found_all, one, opened, seen


def row(*cells: str) -> Row:
    content: list[Inline] = []
    for cell in cells:
        content += [Text("|"), Cell(cell)]
    return Row(tuple(content[1:]))


def cells(*rows: Row) -> list[list[str]]:
    tree = opened(Cable(blocks=(Table(rows),)))
    return [[seen(cell) for cell in found_all(r, "./th|./td")] for r in found_all(tree, "//tr")]


def test_a_header_row_speaks_for_its_columns() -> None:
    tree = opened(Cable(blocks=(Table((row("Name ", " Number "), row("one", "1"))),)))
    assert [(h.get("scope"), h.text) for h in tree.iter("th")] == [
        ("col", "Name"),
        ("col", "Number"),
    ]
    assert one(tree, "//thead/tr") is not None
    assert [seen(cell) for cell in tree.iter("td")] == ["one", "1"]


def test_short_rows_are_filled() -> None:
    assert cells(row("a", "b"), row("c")) == [["a", "b"], ["c", ""]]


def test_a_mark_or_words_between_cells_join_a_cell() -> None:
    content = (SBU, Text(" "), Cell("one"), Text(" | so to say "), Cell("two"))
    assert cells(Row(content)) == [["(SBU) one | so to say", "two"]]
    assert cells(Row((Text("alone"),))) == [["alone"]]


def test_a_mark_stands_in_the_cell_that_it_heads() -> None:
    content = (Cell("one"), Text("|"), SBU, Cell(" two"), Text("|"), SBU, Cell(""))
    assert cells(Row(content)) == [["one", "(SBU) two", "(SBU)"]]


def test_furniture_between_cells_is_left_out() -> None:
    assert cells(Row((Cell("one"), Furniture("site"), Cell("two")))) == [["one", "two"]]


def test_no_cell_gives_no_table() -> None:
    assert table_html([(Text(" | "),)], lambda leaf: leaf.raw) == ""


def test_a_table_scrolls_by_itself() -> None:
    tree = opened(Cable(blocks=(Table((row("a", "b"),)),)))
    outer = one(tree, "//table/..")
    assert {k: outer.get(k) for k in ("role", "tabindex", "aria-label")} == {
        "role": "group",
        "tabindex": "0",
        "aria-label": "Table",
    }
