"""Lines set as they stand, in a face of one width: nothing is reflowed and no blank is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cableconv.writers.pdf.fonts import MONO, WordWidths
from cableconv.writers.pdf.layout import Block, Flow, Style
from cableconv.writers.pdf.lines import Excised, Line, Mark, Passage, Piece, Shade, piece_text

_SMALLEST = 6.0
"""Type size below which lines are turned over instead of made smaller, in points."""
_LEADING = 1.25
_TAB = 8

_PARTING = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029\u202f]")
"""Matches a form feed: characters that part words and that no face shows."""


def verbatim_block(flow: Flow, lines: Iterable[Sequence[Piece]], size: float, room: float) -> Block:
    """Lines ready to be placed, made smaller where one is too wide, and turned over beyond that.

    Args:
        flow: the document.
        lines: each line as its pieces.
        size: type size in points, where nothing is too wide.
        room: width to keep, in points.
    """
    widths = flow.encoder.fonts.widths[MONO]
    expanded = [_expanded(line) for line in lines]
    widest = max((_width(line, widths) for line in expanded), default=0.0)
    if widest * size > room * 1000:
        size = max(_SMALLEST, room * 1000 / widest)
    words: list[str] = []
    marks: dict[int, Mark] = {}
    tight: set[int] = set()
    broken: list[Line] = []
    turned: set[int] = set()
    shades: list[Shade] = []
    for line in expanded:
        for at, part in enumerate(_turned_over(line, widths, room * 1000 / size)):
            if at:
                turned.add(len(broken))
                # A word that is cut must be one word again where the text is copied.
                tight.add(len(words) - 1)
            start = len(words)
            for piece in part:
                if isinstance(piece, Mark):
                    marks[len(words)] = piece
                elif isinstance(piece, Excised) and piece.text:
                    shades.append(Shade((len(words), 0), (len(words), len(piece.text))))
                words.append(piece_text(piece))
            tight.update(range(start, len(words) - 1))
            broken.append((start, len(words)))
    style = Style(MONO, size, size * _LEADING)
    text = Passage(words, marks, frozenset(tight), shades)
    return Block(style, text, broken, frozenset(turned))


def _width(line: Sequence[Piece], widths: WordWidths) -> float:
    return sum(widths.of(piece_text(piece)) for piece in line)


def _expanded(line: Sequence[Piece]) -> list[Piece]:
    """The line with tabs made blanks, up to the next column that eight divides.

    Controls that part words as blanks do, such as a form feed, are blanks: they have no ink.
    """
    pieces: list[Piece] = []
    column = 0
    for piece in line:
        if isinstance(piece, str):
            piece = _PARTING.sub(" ", piece)  # noqa: PLW2901
            # expandtabs counts columns from the start of a string: give it what stands before.
            piece = (" " * column + piece).expandtabs(_TAB)[column:]  # noqa: PLW2901
        pieces.append(piece)
        column += len(piece_text(piece))
    return pieces or [""]


def _turned_over(
    line: list[Piece], widths: WordWidths, measure: float
) -> Iterable[Sequence[Piece]]:
    """The line in parts no wider than ``measure``, cut after a blank where there is one."""
    if _width(line, widths) <= measure:
        return [line]
    parts: list[list[Piece]] = [[]]
    left = measure
    for piece in line:
        if isinstance(piece, Mark):
            parts[-1].append(piece)
            left -= widths.of(piece.text)
            continue
        text, at = piece_text(piece), 0
        while at < len(text):
            end, used = _end_of_part(text, at, widths, left, whole=not parts[-1])
            if end > at:
                part = text[at:end]
                parts[-1].append(part if isinstance(piece, str) else Excised(part))
            left -= used
            at = end
            if at < len(text):
                parts.append([])
                left = measure
    return parts


def _end_of_part(
    text: str, start: int, widths: WordWidths, room: float, *, whole: bool
) -> tuple[int, float]:
    """Where the part that begins at ``start`` ends, and its width where the text ends with it.

    Args:
        text: a stretch of a line.
        start: where the part begins.
        widths: of its characters.
        room: that is left on the line.
        whole: whether the line is still empty, so that at least one character must go on it.
    """
    used = 0.0
    for at in range(start, len(text)):
        used += widths.of(text[at])
        if used > room:
            blank = text.rfind(" ", start, at) + 1
            return blank or max(at, start + int(whole)), used
    return len(text), used
