"""Text in columns of a terminal: measured, cut and wrapped by the width that letters take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def columns(text: str) -> int:
    """How many columns a text takes: two for a wide letter (CJK), none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def fitted(text: str, width: int) -> str:
    """The text, cut to ``width`` columns with an ellipsis at its end where it is longer."""
    if columns(text) <= width:
        return text
    return _cut(text, width - 1)[0].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _cut(text: str, width: int) -> tuple[str, str]:
    """As much of a text as ``width`` columns hold, and the rest; the text must be wider."""
    at = 0
    room = width - _width(text[0])
    while room >= 0:
        at += 1
        room -= _width(text[at])
    return text[:at], text[at:]


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text, broken at blanks, and inside a word only where it is too long.

    Args:
        text: words; its blanks and line ends count as one blank.
        width: at least 2 columns.
    """
    line = ""
    room = width
    for word in text.split():
        need = columns(word)
        if line and need < room:
            line += " " + word
            room -= need + 1
            continue
        if line:
            yield line
        *full, line = _pieces(word, width)
        yield from full
        room = width - columns(line)
    if line:
        yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    rest = word
    while columns(rest) > width:
        piece, rest = _cut(rest, width)
        yield piece
    yield rest
