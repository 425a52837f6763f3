"""Tables: real rows and cells; a header row only where its words show that it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cableconv.model.content import Inline
from cableconv.model.leaf import Leaf
from cableconv.writers.docx.inline import Piece, merged
from cableconv.writers.docx.text import Runs, paragraph_open
from cableconv.writers.tables import cells, has_header

_BLANKS = " \t\n\xa0"
"""Around a cell. Python would strip some controls with them, which must be shown."""

MOST_COLUMNS = 63
"""Word opens no table with more columns (Word specifications)."""

_NARROWEST, _WIDEST = 4, 40

_AFTER = paragraph_open("CableTableEnd") + "</w:p>"
# Two tables side by side would be one table in Word, so a thin paragraph ends each.

Cells = list[list[Piece]]


def table_cells(content: Iterable[Inline], style_of: Callable[[Inline], str | None]) -> Cells:
    """The cells of a row as pieces.

    Args:
        content: the leaves of the row.
        style_of: gives the character style of a leaf, None where it is left out.
    """
    styled = ((leaf, style_of(leaf)) for leaf in content)
    shown = ((leaf, style) for leaf, style in styled if style is not None)
    return [merged(_pieces(cell)) for cell in cells(shown)]


def _pieces(cell: Iterable[tuple[Leaf, str]]) -> Iterator[Piece]:
    gap = ""
    for leaf, style in cell:
        text = leaf.raw.strip(_BLANKS)
        if text:
            yield "", gap
            yield style, text
            gap = " "


def columns(rows: list[Cells]) -> int:
    """The number of cells of the longest row."""
    return max(map(len, rows), default=0)


def _widths(rows: list[Cells], count: int, width: int) -> list[int]:
    weights = [_NARROWEST] * count
    for row in rows:
        for at, cell in enumerate(row):
            length = sum(len(text) for _style, text in cell)
            weights[at] = max(weights[at], min(length, _WIDEST))
    total = sum(weights)
    widths = [width * weight // total for weight in weights]
    widths[-1] += width - sum(widths)
    return widths


def _row_xml(row: Cells, widths: list[int], runs: Runs, *, header: bool) -> str:
    mark = "<w:tblHeader/>" if header else ""
    opening = paragraph_open("CableTableHeading" if header else "CableTableText")
    parts = [f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>"]
    for at, width in enumerate(widths):
        pieces = row[at] if at < len(row) else ()
        inner = "".join([runs.run(style, text) for style, text in pieces])
        size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        parts.append(f"<w:tc>{size}{opening}{inner}</w:p></w:tc>")
    parts.append("</w:tr>")
    return "".join(parts)


def table_xml(rows: list[Cells], runs: Runs, *, width: int, indent: int) -> str:
    """The table with the thin paragraph that ends it; empty where no row has a cell.

    Args:
        rows: cells of each row; short rows are filled with empty cells.
        runs: builds the runs.
        width: of the whole table, in twips.
        indent: from the left margin, in twips.
    """
    count = columns(rows)
    if not count:
        return ""
    widths = _widths(rows, count, width)
    header = has_header([["".join([text for _, text in cell]) for cell in row] for row in rows])
    look = f'<w:tblLook w:val="{"0020" if header else "0000"}"/>'
    grid = "".join([f'<w:gridCol w:w="{one}"/>' for one in widths])
    body = [_row_xml(row, widths, runs, header=header and not at) for at, row in enumerate(rows)]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="CableTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>{_AFTER}"
    )
