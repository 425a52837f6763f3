"""Lines that are asked for again and again are parsed once: banners, captions, E.O. lines, labels.

One telegram asks for its classification line four times, and the next one has the same captions.
What a parser gives is frozen, so that many cables may share it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_LINES = 1024

_LONGEST = 160
"""Longer lines are not kept, so that a text without line ends does not stay in memory."""


def remembered(parse: Callable[[str], T]) -> Callable[[str], T]:
    """The parser, which remembers what it gave for the last lines of usual length."""
    known = lru_cache(maxsize=_LINES)(parse)

    @wraps(parse)
    def parsed(line: str) -> T:
        return known(line) if len(line) <= _LONGEST else parse(line)

    return parsed
