"""Cutting a stretch of text into leaves without losing a character between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cableconv.model.content import Inline
from cableconv.model.leaf import LineBreak, Text

_LINE_END = re.compile(r"(\n\s*)")
"""Matches the line end after "of the visit", with the blank lines and blanks that follow it."""


def interleave(text: str, found: Iterable[tuple[int, Inline]]) -> tuple[Inline, ...]:
    """The leaves found in ``text``, with what stands between them as text and line breaks.

    Args:
        text: the whole stretch.
        found: pairs of start position and leaf, in order, not overlapping; each leaf's ``raw`` is
            the text at its position.

    Returns:
        Leaves whose ``raw`` joined is ``text``.
    """
    leaves: list[Inline] = []
    at = 0
    for start, leaf in found:
        if start > at:
            leaves += plain(text[at:start])
        leaves.append(leaf)
        at = start + len(leaf.raw)
    if at < len(text):
        leaves += plain(text[at:])
    return tuple(leaves)


def placed(at: int, leaves: Iterable[Inline]) -> Iterator[tuple[int, Inline]]:
    """Leaves that follow each other from a place on, each with its own place."""
    for leaf in leaves:
        yield at, leaf
        at += len(leaf.raw)


def plain(text: str) -> list[Inline]:
    """The text as ``Text`` and ``LineBreak`` leaves, blanks at line ends in the latter."""
    if "\n" not in text:
        return [Text(text)] if text else []
    first, *further = text.split("\n")
    if list(map(str.lstrip, further)) == further and "" not in further and first.strip():
        return _broken_at_ends([first, *further])
    leaves: list[Inline] = []
    *parts, last = _LINE_END.split(text)
    pieces = iter(parts)
    for line, end in zip(pieces, pieces, strict=True):
        words = line.rstrip(" \t")
        if words:
            leaves.append(Text(words))
        raw = line[len(words) :] + end
        leaves.append(_line_break(raw))
    if last:
        leaves.append(Text(last))
    return leaves


def _broken_at_ends(lines: list[str]) -> list[Inline]:
    """Lines that follow each other without blank lines or indents: what most text is."""
    *broken, last = lines
    words = [line.rstrip(" \t") for line in broken]
    leaves: list[Inline] = [ONE_LINE_BREAK] * (2 * len(lines) - 1)
    leaves[::2] = map(Text, [*words, last])
    if words != broken:
        pairs = zip(words, broken, strict=True)
        leaves[1::2] = [_line_break(line[len(word) :] + "\n") for word, line in pairs]
    return leaves


def _line_break(raw: str) -> LineBreak:
    return _LINE_BREAKS.get(raw) or LineBreak(raw)


_LINE_BREAKS = {raw: LineBreak(raw) for raw in ("\n", " \n", "\n\n", " \n \n", " \n\n")}
"""Half of all leaves are line breaks of few spellings; frozen leaves may be shared."""

ONE_LINE_BREAK = _LINE_BREAKS["\n"]
"""The one that nearly all of them are, shared."""


def without_seams(leaves: Iterable[Inline]) -> tuple[Inline, ...]:
    """The leaves with texts that touch each other joined, and empty ones left out."""
    out: list[Inline] = []
    for leaf in leaves:
        if type(leaf) is Text and out and type(out[-1]) is Text:
            out[-1] = Text(out[-1].raw + leaf.raw)
        elif leaf.raw:
            out.append(leaf)
    return tuple(out)
