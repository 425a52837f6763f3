"""Tables with real rows and cells; a header row only where its words show that it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cableconv.model.content import Inline
from cableconv.model.leaf import Cell, Leaf
from cableconv.writers.tables import cells, has_header

Html = tuple[Leaf, str]
"""A leaf, and its HTML."""


def table_html(rows: Iterable[Iterable[Inline]], shown: Callable[[Inline], str]) -> str:
    """The table; empty where no row has a cell.

    Args:
        rows: the leaves of each row.
        shown: gives the HTML of one leaf, empty where it is left out.
    """
    found = [row for row in (cells(_shown(content, shown)) for content in rows) if row]
    if not found:
        return ""
    header = has_header([[" ".join(leaf.raw for leaf, _ in cell) for cell in row] for row in found])
    width = max(map(len, found))
    lines = [_row(row, width, header=header and not at) for at, row in enumerate(found)]
    head = f"<thead>\n{lines.pop(0)}</thead>\n" if header else ""
    return f"<table>\n{head}<tbody>\n{''.join(lines)}</tbody>\n</table>"


def _shown(content: Iterable[Inline], shown: Callable[[Inline], str]) -> Iterator[Html]:
    for leaf in content:
        html = shown(leaf).strip(" ")
        if html or isinstance(leaf, Cell):
            yield leaf, html


def _row(row: Sequence[Sequence[Html]], width: int, *, header: bool) -> str:
    start, end = ('<th scope="col">', "</th>") if header else ("<td>", "</td>")
    filled = [" ".join([html for _, html in cell if html]) for cell in row]
    filled += [""] * (width - len(row))
    # An empty heading would name nothing: the cell stays a plain one.
    return (
        "<tr>"
        + "".join([f"{start}{html}{end}" if html else "<td></td>" for html in filled])
        + "</tr>\n"
    )
