"""Tables: key blocks with their labels, and tables of the cable."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cableconv.writers.keyblock import KeyRow
from cableconv.writers.pdf.fonts import SMALL, STRONG, TEXT
from cableconv.writers.pdf.layout import Block, Flow, Style
from cableconv.writers.pdf.lines import Mark, Passage, Piece, passage
from cableconv.writers.pdf.page import MARGIN
from cableconv.writers.pdf.structure import ROW_HEADER, Element
from cableconv.writers.pdf.syntax import text_string

_LABEL = Style(STRONG, 7.6, 12.6, 0.3)
_VALUE = Style(TEXT, 9.6, 12.9)
_LABEL_WIDTH = 84.0
_VALUE_INDENT = 92.0
_LABEL_DROP = 3.0
_VALUE_DROP = 1.9
_ROW_FOOT = 2.6
_FRAME_WEIGHT = 0.9
_HAIRLINE = 0.3
_HAIRLINE_GREY = 0.72
_LONG_ROW_LINES = 12
"""Rows of more lines than this may be divided between pages."""


_LISTED = Style(SMALL, 8.2, 11.4)
_MANY_VALUES = 8
"""Values from which a row is set in columns, in smaller type."""
_MOST_COLUMNS = 3
_COLUMN_GAP = 12.0
_RUN_OVER = 8.0
_MOSTLY = 0.85
"""This part of the values fits on one line of a column; others run over."""
_MOST_OVER = 3
"""Lines that the longest value may take in a column."""


@attrs.frozen
class _SetRow:
    """A row whose lines are broken."""

    label: Block
    values: tuple[Block, ...]
    columns: int = 1

    @property
    def lines(self) -> int:
        """Lines of the highest column."""
        return _even(list(map(_length, self.values)), self.columns)

    @property
    def height(self) -> float:
        leading = self.values[0].style.leading
        values = self.lines * leading + _VALUE_DROP
        return max(values, self.label.height + _LABEL_DROP) + _ROW_FOOT


def _length(block: Block) -> int:
    return len(block.lines)


def _even(lengths: Sequence[int], columns: int) -> int:
    """Lines of the highest of some columns that are as even as their values allow."""
    lines = -(-sum(lengths) // columns)
    if columns == 1:
        return lines
    while len(_bands(lengths, lines)) > columns:
        lines += 1
    return lines


def _bands(lengths: Sequence[int], most: int) -> list[int]:
    """How many values go into each column of at most so many lines, and at least one into each."""
    counts: list[int] = []
    used = most
    for length in lengths:
        if used + length > most:
            counts.append(0)
            used = 0
        counts[-1] += 1
        used += length
    return counts


def key_block(
    flow: Flow,
    parent: Element,
    rows: Sequence[KeyRow],
    summary: str,
    *,
    above: float = 0.0,
    mark: Mark | None = None,
) -> None:
    """Set rows of label and values, on one page where they fit on one.

    Args:
        flow: the document.
        parent: element that the table goes into.
        rows: the rows; nothing is set where there is none.
        summary: what the table is, for a screen reader.
        above: height already kept together with the table by the caller, in points.
        mark: the subject's; a value that begins with it shows it as a mark.
    """
    if not rows:
        return
    set_rows = [_set_row(flow, row, mark) for row in rows]
    height = sum(row.height for row in set_rows)
    if height + above <= flow.frame.top - flow.frame.bottom:
        flow.need(height)
    table = parent.add("Table", b"/A <</O /Table /Summary %s>>" % text_string(summary))
    _frame_rule(flow)
    for at, row in enumerate(set_rows):
        flow.need(row.height if row.lines <= _LONG_ROW_LINES else 40)
        _place_row(flow, table, row)
        if at + 1 < len(set_rows):
            flow.rule(MARGIN, flow.frame.right, _HAIRLINE, _HAIRLINE_GREY)
    _frame_rule(flow)


def _frame_rule(flow: Flow) -> None:
    flow.rule(MARGIN, flow.frame.right, _FRAME_WEIGHT)


def _set_row(flow: Flow, row: KeyRow, mark: Mark | None) -> _SetRow:
    label = flow.broken(Passage(row.label.upper().split()), _LABEL, _LABEL_WIDTH)
    room = flow.frame.measure - _VALUE_INDENT
    texts = [_value(value, mark) for value in row.values]
    columns = _columns(flow, row.values, room) if len(texts) >= _MANY_VALUES else 1
    if columns == 1:
        return _SetRow(label, tuple([flow.broken(text, _VALUE, room) for text in texts]))
    width = (room + _COLUMN_GAP) / columns - _COLUMN_GAP
    return _SetRow(label, tuple([_listed(flow, text, width) for text in texts]), columns)


def _listed(flow: Flow, text: Passage, width: float) -> Block:
    """A value in a column; what runs over is set in, so that it is not taken for another value."""
    block = flow.broken(text, _LISTED, width)
    if len(block.lines) == 1:
        return block
    block = flow.broken(text, _LISTED, width - _RUN_OVER)
    shifts = block.shifts or [0.0, *[_RUN_OVER] * (len(block.lines) - 1)]
    return attrs.evolve(block, shifts=shifts)


def _columns(flow: Flow, values: Sequence[str], room: float) -> int:
    """How many columns hold nearly all of the values on one line each."""
    widths = flow.encoder.fonts.widths[_LISTED.key]
    found = sorted(widths.of(value) for value in values)
    scale = _LISTED.size / 1000
    typical = max(found[int(len(found) * _MOSTLY)] * scale, found[-1] * scale / _MOST_OVER)
    return max(1, min(_MOST_COLUMNS, int((room + _COLUMN_GAP) // (typical + _COLUMN_GAP))))


def _value(value: str, mark: Mark | None) -> Passage:
    if mark and value.startswith(mark.text):
        return passage([mark, value[len(mark.text) :]])
    return Passage(value.split())


def _place_row(flow: Flow, table: Element, row: _SetRow) -> None:
    line = table.add("TR")
    page, top = len(flow.pages), flow.y
    flow.y = top - _LABEL_DROP
    flow.place(line.add("TH", ROW_HEADER), row.label, MARGIN)
    below = flow.y
    if len(flow.pages) > page:
        page, top = len(flow.pages), flow.frame.top
    flow.y = top - _VALUE_DROP
    cell = line.add("TD")
    if row.columns > 1:
        _place_columns(flow, cell, row)
    else:
        for value in row.values:
            # Several values are paragraphs of their own: a screen reader tells them apart.
            below_cell = cell.add("P") if len(row.values) > 1 else cell
            flow.place(below_cell, value, MARGIN + _VALUE_INDENT)
    if len(flow.pages) == page:
        flow.y = min(flow.y, below)
    flow.y -= _ROW_FOOT


def _place_columns(flow: Flow, cell: Element, row: _SetRow) -> None:
    """Set values down one column after the other, on as many pages as they take."""
    step = (flow.frame.measure - _VALUE_INDENT + _COLUMN_GAP) / row.columns
    lengths = list(map(_length, row.values))
    at = 0
    while at < len(lengths):
        room = int((flow.room + 0.01) // _LISTED.leading)
        if room < max(lengths[at : at + row.columns]):
            flow.new_page()
            continue
        here = lengths[at : at + room * row.columns]
        top = low = flow.y
        counts = _bands(here, min(room, _even(here, row.columns)))[: row.columns]
        for column, count in enumerate(counts):
            flow.y = top
            for value in row.values[at : at + count]:
                flow.place(cell.add("P"), value, MARGIN + _VALUE_INDENT + column * step)
            low = min(low, flow.y)
            at += count
        flow.y = low


_CELL = Style(SMALL, 8.5, 11.6)
_CELL_SMALL = Style(SMALL, 7.0, 9.4)
_MANY_COLUMNS = 9
_GUTTER = 10.0
_CELL_PAD = 2.0
_NARROWEST = 12.0

Cell = Sequence[Piece]
"""The pieces of a cell's text."""


def data_table(flow: Flow, parent: Element, rows: Sequence[Sequence[Cell]], left: float) -> None:
    """Set a table of the cable, from ``left`` to the right margin.

    Rows that are shorter than others are filled up with empty cells. No cell is tagged as a
    heading, for a cable does not say which of its rows is one.
    """
    columns = max(map(len, rows), default=0)
    if not columns:
        return
    style = _CELL if columns < _MANY_COLUMNS else _CELL_SMALL
    texts = [[passage(cell) for cell in row] for row in rows]
    room = flow.frame.right - left
    gutter = min(_GUTTER, room / columns / 4)
    widths = _column_widths(flow, texts, style, room - gutter * (columns - 1), columns)
    lefts = _lefts(left, widths, gutter)
    table = parent.add("Table")
    set_rows = [[flow.broken(text, style, widths[at]) for at, text in enumerate(r)] for r in texts]
    flow.keep(5 + sum(map(_row_height, set_rows)))
    # A row alone at the foot of a page is most often the heads of the columns.
    flow.keep(5 + sum(map(_row_height, set_rows[:2])))
    flow.skip(5)
    for row, blocks in zip(texts, set_rows, strict=True):
        line = table.add("TR")
        if room / columns < _NARROWEST or _row_height(blocks) > flow.frame.top - flow.frame.bottom:
            # Columns too narrow, or higher than a page: one cell below the other.
            for text in row:
                flow.place(line.add("TD"), flow.broken(text, style, room), left)
        else:
            _place_cells(flow, line, blocks, lefts)
        for _ in range(columns - len(row)):
            line.add("TD")
    flow.skip(3)


def _row_height(blocks: Sequence[Block]) -> float:
    return max((block.height for block in blocks), default=0.0) + 2 * _CELL_PAD


def _lefts(left: float, widths: Sequence[float], gutter: float) -> list[float]:
    lefts = [left]
    for width in widths[:-1]:
        lefts.append(lefts[-1] + width + gutter)
    return lefts


def _column_widths(
    flow: Flow, rows: Sequence[Sequence[Passage]], style: Style, room: float, columns: int
) -> list[float]:
    """A width for each column in points: what it needs, or a share where that is too much."""
    widths = flow.encoder.fonts.widths[style.key]
    natural = [_NARROWEST] * columns
    for row in rows:
        for at, text in enumerate(row):
            width = widths.of(" ".join(text.words)) * style.size / 1000 + 2
            natural[at] = max(natural[at], width)
    left, open_columns = room, list(range(columns))
    settled = dict.fromkeys(open_columns, 0.0)
    # Narrow columns take what they need; the others share what is left, which makes more narrow.
    while open_columns:
        share = left / len(open_columns)
        narrow = {at: None for at in open_columns if natural[at] <= share}
        for at in narrow or open_columns:
            settled[at] = min(natural[at], share)
            left -= settled[at]
        open_columns = [at for at in open_columns if at not in narrow] if narrow else []
    return [settled[at] for at in range(columns)]


def _place_cells(flow: Flow, line: Element, blocks: Sequence[Block], lefts: list[float]) -> None:
    height = _row_height(blocks)
    flow.need(height)
    top = flow.y
    for block, left in zip(blocks, lefts, strict=False):
        flow.y = top - _CELL_PAD
        flow.place(line.add("TD"), block, left)
    flow.y = top - height
    flow.rule(lefts[0], flow.frame.right, _HAIRLINE, _HAIRLINE_GREY)
