"""Cutting a stretch of text into leaves without losing a character between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cableconv.model.blocks import Inline
from cableconv.model.leaf import LineBreak, Text

_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n\s*")
"""Matches the line end after "of the visit  ", with the blanks and blank lines around it.

The look-behind keeps it linear: a run of blanks is tried once, from its start.
"""


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
        leaves.extend(plain(text[at:start]))
        leaves.append(leaf)
        at = start + len(leaf.raw)
    leaves.extend(plain(text[at:]))
    return tuple(leaves)


def plain(text: str) -> Iterator[Inline]:
    """The text as ``Text`` and ``LineBreak`` leaves."""
    if "\n" not in text:
        if text:
            yield Text(text)
        return
    at = 0
    for match in _LINE_END.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        yield LineBreak(match[0])
        at = match.end()
    if at < len(text):
        yield Text(text[at:])


def without_seams(leaves: Iterable[Inline]) -> tuple[Inline, ...]:
    """The leaves with texts that touch each other joined, and empty ones left out."""
    out: list[Inline] = []
    for leaf in leaves:
        if type(leaf) is Text and out and type(out[-1]) is Text:
            out[-1] = Text(out[-1].raw + leaf.raw)
        elif leaf.raw:
            out.append(leaf)
    return tuple(out)
