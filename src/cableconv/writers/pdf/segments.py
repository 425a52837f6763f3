"""A line of mixed scripts, cut into parts of one face and one direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

import attrs

_JOINERS = frozenset((0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""Characters without ink that change the form of their neighbours: joiners, variation selectors."""


@attrs.frozen
class Segment:
    """A part of a line.

    Attributes:
        text: its characters.
        script: key of the face that shapes it; empty where characters are set one by one.
        level: odd where it is written from right to left.
    """

    text: str
    script: str
    level: int


def segments(
    text: str,
    places: Mapping[str, str],
    has: Callable[[str, str], bool],
    levels: Sequence[int],
) -> list[Segment]:
    """Cut a text into segments, in the order of its characters.

    Args:
        text: a line, or a part of it.
        places: the key of the shaping face of each character, empty for none.
        has: whether the face of a key has a glyph for a character.
        levels: of the characters.
    """
    found: list[Segment] = []
    start, before = 0, ("", 0)
    for at, char in enumerate(text):
        here = (places[char], levels[at])
        if before[0] and _joined(char, before[0], has):
            here = before
        if here != before:
            if at > start:
                found.append(Segment(text[start:at], *before))
            start, before = at, here
    if text[start:]:
        found.append(Segment(text[start:], *before))
    return found


def _joined(char: str, key: str, has: Callable[[str, str], bool]) -> bool:
    """Whether a character belongs to the one before it, which is set in the face of this key."""
    if ord(char) in _JOINERS:
        return True
    return unicodedata.category(char)[0] == "M" and has(key, char)
