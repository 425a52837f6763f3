"""Which words belong to which cell, and which row names the columns."""

from __future__ import annotations

import io

import docx
import pytest

import cableconv as cc
from cableconv.model.blocks import Row, Table
from cableconv.model.cable import Cable
from cableconv.model.leaf import Cell, Excision, Leaf, LineBreak, Text
from cableconv.writers.tables import cells, has_header
from examples import SBU
from writers.pdf.tagged import read_tagged


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Year", "Value"], ["2004", "10"]], True),
        ([["Name", "Visas"], ["Roe", "10"], ["Doe", "12"]], True),
        ([["Roe", "Ambassador"], ["Doe", "DCM"]], False),
        ([["2004", "10"], ["2005", "12"]], False),
        ([["Year", ""], ["2004", "10"]], False),
        ([["Name", "Visas"], ["Roe", "10"], ["Doe", "none"]], False),
        ([["Year", "Value"]], False),
        ([[], ["1"]], False),
        ([], False),
    ],
)
def test_a_header_needs_words_over_figures(rows: list[list[str]], *, header: bool) -> None:
    assert has_header(rows) is header


def words(*content: Leaf) -> list[str]:
    return [" ".join(raw for _, raw in cell) for cell in cells((x, x.raw) for x in content)]


def test_words_and_marks_between_cells_join_the_cell_before_or_the_first() -> None:
    content = (SBU, Text(" "), Cell("one"), Text(" | so to say "), Cell("two"), Text(" |"))
    assert words(*content) == ["(SBU) one  | so to say ", "two"]
    assert words(Text("alone")) == ["alone"]
    assert words(Cell("a"), Excision("____"), LineBreak(), Cell("b")) == ["a ____", "b"]
    assert words(Text(" | ")) == []


def test_pdf_and_docx_put_them_into_that_cell() -> None:
    content = (SBU, Text(" "), Cell("one"), Text(" | so to say "), Cell("two"))
    cable = Cable((Table((Row(content),)),))
    shown = ["(SBU) one | so to say", "two"]
    (table,) = docx.Document(io.BytesIO(cc.dumps(cable, "docx"))).tables
    assert [cell.text for cell in table.rows[0].cells] == shown
    found = read_tagged(cc.dumps(cable, "pdf")).document.find("TD")
    assert [" ".join(cell.text.split()) for cell in found[-2:]] == shown


def test_rows_of_names_have_no_header_in_any_format() -> None:
    rows = (("Alpha", "Bravo"), ("Roe", "Doe"))
    table = Table(tuple(Row((Cell(a), Text(" | "), Cell(b))) for a, b in rows))
    cable = Cable((table,))
    (found,) = docx.Document(io.BytesIO(cc.dumps(cable, "docx"))).tables
    assert "tblHeader" not in found._tbl.xml
    assert "CableTableHeading" not in found._tbl.xml
    assert b"<th" not in cc.dumps(cable, "html").partition(b"<table>")[2]
