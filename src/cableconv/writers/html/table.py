"""Tables with real rows and cells; a header row only where its words show that it is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import attrs

from cableconv.model.content import Inline
from cableconv.model.leaf import Cell

# Matches "10" in "    10": a column of figures under a word has a heading.
_DIGIT = re.compile(r"[0-9]")


@attrs.define
class _Set:
    """A cell on its way: its words, and its HTML."""

    words: str
    html: str


def _cells(content: Iterable[Inline], shown: Callable[[Inline], str]) -> list[_Set]:
    """The cells of a row; separators are left out.

    Every other leaf that holds a letter or digit joins the cell before it (the next where none is
    before), so that no word and no mark gets lost.
    """
    cells: list[_Set] = []
    waiting = _Set("", "")
    for leaf in content:
        html = shown(leaf)
        if isinstance(leaf, Cell):
            cells.append(_Set(waiting.words + leaf.text, waiting.html + html.strip(" ")))
            waiting = _Set("", "")
        elif html and any(character.isalnum() for character in leaf.raw):
            target = cells[-1] if cells else waiting
            target.words += f" {leaf.raw} "
            target.html += f" {html}" if cells else f"{html} "
    return [*cells, waiting] if waiting.html else cells


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns.

    True where each of its cells holds words without a digit, and under at least one of them every
    cell holds a figure. The source does not say what a row is, so a guess must be safe.

    Args:
        rows: the words of the cells.
    """
    if len(rows) < 2:  # noqa: PLR2004 - a header, and a row under it
        return False
    first, *rest = rows
    if not first or any(not words.strip() or _DIGIT.search(words) for words in first):
        return False
    columns = ([row[at] for row in rest if at < len(row)] for at in range(len(first)))
    return any(column and all(map(_DIGIT.search, column)) for column in columns)


def table_html(rows: Iterable[Iterable[Inline]], shown: Callable[[Inline], str]) -> str:
    """The table; empty where no row has a cell.

    Args:
        rows: the leaves of each row.
        shown: gives the HTML of one leaf, empty where it is left out.
    """
    cells = [row for row in (_cells(content, shown) for content in rows) if row]
    if not cells:
        return ""
    header = has_header([[cell.words for cell in row] for row in cells])
    width = max(map(len, cells))
    lines = [_row(row, width, header=header and not at) for at, row in enumerate(cells)]
    head = f"<thead>\n{lines.pop(0)}</thead>\n" if header else ""
    return f"<table>\n{head}<tbody>\n{''.join(lines)}</tbody>\n</table>"


def _row(cells: Sequence[_Set], width: int, *, header: bool) -> str:
    start, end = ('<th scope="col">', "</th>") if header else ("<td>", "</td>")
    filled = [cell.html for cell in cells] + [""] * (width - len(cells))
    # An empty heading would name nothing: the cell stays a plain one.
    return (
        "<tr>"
        + "".join([f"{start}{html}{end}" if html else "<td></td>" for html in filled])
        + "</tr>\n"
    )
