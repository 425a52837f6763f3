r"""Rows of cables.csv out of bytes that come in pieces: a row at a time, whatever a row holds.

The dialect is the real file's: eight columns, each in double quotes, no heading; inside a column
``\"`` and ``\\`` stand for a quote and a backslash, quotes are never doubled, lines may end
(field guide, 2e). A row is first cut out by how every row begins, number, date and reference id,
which cannot stand inside a column because its quotes would be escaped; so a broken row ends where
the next one begins, and one that never ends costs no more memory than the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

COLUMNS = 8

_START = re.compile(
    rb'(?<=\n)"[0-9]{1,9}","[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}",'
    rb'"[0-9]{2}[A-Z0-9]'
)
"""Matches how a row begins: ``"1","2/8/2006 21:47","06E``."""

_LOOK = 64
"""Bytes that ``_START`` may need, with room to spare."""

_ESCAPED = re.compile(r'\\(["\\])')
"""Matches ``\\"`` in ``\\"economic issues\\"``."""


_EDGE = re.compile(r"[\n]+(?=\"|\Z)|\Z")
"""Matches the line end after a row: the next line begins with a quote, or there is none."""

_LAST = COLUMNS - 1


@attrs.frozen
class Piece:
    """The bytes from one beginning of a row to the next.

    Attributes:
        data: the bytes, up to the limit.
        line: 1-based line of the file on which they begin.
        size: how many bytes there were.
    """

    data: bytes
    line: int
    size: int


@attrs.frozen
class Row:
    """One row.

    Attributes:
        columns: unescaped; fewer than eight where the row breaks off.
        text: the row as it stands in the file, without its line end.
        line: line ends of the piece before it.
        faults: what is wrong with it, each the rest of a sentence; empty for a good row.
    """

    columns: tuple[str, ...]
    text: str
    line: int
    faults: tuple[str, ...] = ()


def pieces(chunks: Iterable[bytes | memoryview], limit: int) -> Iterator[Piece]:
    """Cut a stream of bytes where rows begin. Holds one piece and one chunk at a time.

    Args:
        chunks: the file's bytes, in pieces of any size.
        limit: bytes of a piece that are kept; what is over it is skipped.
    """
    buffer = bytearray()
    line, searched, over, lines_over = 1, 1, 0, 0
    for chunk in chunks:
        buffer += chunk
        while (found := _START.search(buffer, searched)) is not None:
            at = found.start()
            yield Piece(bytes(buffer[: min(at, limit)]), line, over + at)
            line += lines_over + buffer.count(b"\n", 0, at)
            del buffer[:at]
            searched, over, lines_over = 1, 0, 0
        if len(buffer) > limit + 2 * _LOOK:
            # The last bytes may be the first of the next row; what is between is not kept.
            cut = len(buffer) - _LOOK
            lines_over += buffer.count(b"\n", limit, cut)
            over += cut - limit
            del buffer[limit:cut]
        searched = max(1, len(buffer) - _LOOK)
    if buffer.strip():
        yield Piece(bytes(buffer[:limit]), line, over + len(buffer))


def split_rows(text: str) -> Iterator[Row]:
    """The rows of a piece: one, or more where a row does not begin as rows do.

    Args:
        text: of a piece, with LF as line end.
    """
    at, line = 0, 0
    while at < len(text):
        if text[at] == "\n":
            at, line = at + 1, line + 1
            continue
        columns, end, faults = _columns(text, at)
        row = text[at:end].rstrip("\n")
        yield Row(tuple(map(_plain, columns)), row, line, tuple(faults))
        line += text.count("\n", at, end)
        at = end


def _plain(column: str) -> str:
    return _ESCAPED.sub(r"\1", column) if "\\" in column else column


def _columns(text: str, at: int) -> tuple[list[str], int, list[str]]:
    """The columns of the row that begins at a place, where it ends, and its faults."""
    if text[at] != '"':
        return [], len(text), ["does not begin with a quote"]
    columns: list[str] = []
    strays = 0
    while True:
        start = at + 1
        close, found = _closing(text, start, last=len(columns) == _LAST)
        strays += found
        if close < 0:
            rest = text[start:].rstrip("\n")
            # A backslash that ends a text and is not doubled hides the quote after it.
            columns.append(rest.removesuffix('"'))
            return columns, len(text), [*_faults(columns, strays), "does not end with a quote"]
        columns.append(text[start:close])
        if len(columns) <= _LAST and text.startswith(',"', close + 1):
            at = close + 2
            continue
        edge = _EDGE.match(text, close + 1)
        end = edge.end() if edge else close + 1
        return columns, max(end, close + 1), _faults(columns, strays)


def _faults(columns: list[str], strays: int) -> list[str]:
    faults = []
    if len(columns) < COLUMNS:
        faults.append(f"has {len(columns)} columns of {COLUMNS}")
    if strays:
        faults.append(f"has {strays} quotes that are not escaped; they are kept as text")
    return faults


def _closing(text: str, start: int, *, last: bool) -> tuple[int, int]:
    """Where the quote is that closes a column, -1 if none does; and how many quotes do not."""
    strays = 0
    at = start
    while (quote := text.find('"', at)) >= 0:
        before = quote
        while before > at and text[before - 1] == "\\":
            before -= 1
        if (quote - before) % 2 == 0:
            if not last and text.startswith(',"', quote + 1):
                return quote, strays
            if _EDGE.match(text, quote + 1):
                return quote, strays
            strays += 1
        at = quote + 1
    return -1, strays
