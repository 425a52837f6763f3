"""What the head of a paragraph says of all paragraphs, perhaps over a line end.

``1. (C) Entire text.`` has a mark that speaks for all; ``1. SBU - entire text.`` is a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cableconv.grammar.entire_text import entire_text_follows, match_entire_text
from cableconv.grammar.scan import plain
from cableconv.model.content import Inline, raw_text
from cableconv.model.leaf import Furniture, LineBreak, Number, Text
from cableconv.model.markings import EntireText, PortionMark

_LONGEST = 160
"""A statement takes fewer characters."""


def with_entire_text(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's content with its mark, or else its statement, that speaks for all paragraphs.

    A statement stands where a mark would. An unnumbered paragraph makes one only as a whole.
    """
    if any(isinstance(leaf, PortionMark) for leaf in content[: _head_end(content)]):
        return with_spoken_mark(content)
    at = _head_end(content)
    if at and not isinstance(content[at - 1], (Number, Furniture)):
        at -= 1  # the blank before the statement
    end = _words_end(content, at)
    raw = raw_text(content[at:end])
    gap = len(raw) - len(raw.lstrip())
    found = _statement(raw, gap)
    if found is None:
        return content
    rest = raw[gap + len(found.raw) :]
    numbered = any(isinstance(leaf, Number) for leaf in content[:at])
    if not numbered and (rest.strip() or end < len(content)):
        return content
    return (*content[:at], *plain(raw[:gap]), found, *plain(rest), *content[end:])


def with_spoken_mark(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content; the mark at its head speaks for all where the words after it say so."""
    end = _head_end(content)
    for at, leaf in enumerate(content[:end]):
        if isinstance(leaf, PortionMark):
            words = raw_text(content[at + 1 : _words_end(content, at + 1)])
            if not entire_text_follows(words):
                return content
            return (*content[:at], attrs.evolve(leaf, entire_text=True), *content[at + 1 :])
    return content


def _statement(raw: str, at: int) -> EntireText | None:
    found = match_entire_text(raw.replace("\n", " "), at)
    return found and attrs.evolve(found, raw=raw[at : at + len(found.raw)])


def _head_end(content: Sequence[Inline]) -> int:
    """Index of the first leaf after number and mark, and the blanks around them."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, (Number, PortionMark, Furniture)):
            continue
        if leaf.raw.strip() or not isinstance(leaf, (Text, LineBreak)):
            return at
    return len(content)


def _words_end(content: Sequence[Inline], at: int) -> int:
    """Index after the words and line ends from ``at`` on, as far as a statement may go."""
    length = 0
    while at < len(content) and length < _LONGEST and isinstance(content[at], (Text, LineBreak)):
        length += len(content[at].raw)
        at += 1
    return at
