"""Portion marks: ``(C)``, ``(S/NF)``, ``(SBU/NOFORN)``, ``(S//REL TO USA, FVEY)``.

A parenthesis is a mark only where each of its parts is known; all others stay text.
Sources: CAPCO register 2016, A.6, D.1 and H; 5 FAH-1 H-246.2; field guide 2d (102 spellings).
"""

from __future__ import annotations

import functools

from cableconv.grammar.marking_words import format_words, parse_words
from cableconv.model.markings import PortionMark

_LONGEST = 160
"""No mark is longer; a parenthesis that does not close by then is not looked at."""

_LOWER_LETTERS = frozenset("cus")
"""Single small letters that are counted as marks: (c) 58, (u) 10, (s) 8 (field guide 2d)."""


def parse_portion_mark(raw: str, *, lower: bool = True) -> PortionMark | None:
    """The mark that ``raw``, parentheses included, spells.

    Args:
        raw: ``(S/NF)``, ``( C )``, ``(C - ENTIRE TEXT)``.
        lower: whether a single small letter, ``(c)``, counts. Give False where lettered points,
            ``(a)`` to ``(g)``, may stand.

    Returns:
        The mark with ``raw`` as given, or None where any part of it is unknown.
    """
    if len(raw) > _LONGEST or not (raw.startswith("(") and raw.endswith(")")):
        return None
    mark = _parse(raw)
    if mark is None or lower:
        return mark
    return None if raw[1:-1].strip() in _LOWER_LETTERS else mark


def match_portion_mark(text: str, at: int = 0, *, lower: bool = True) -> PortionMark | None:
    """The mark that begins exactly at ``at``; None where none does.

    Args:
        text: any text.
        at: where the opening parenthesis must stand.
        lower: as for ``parse_portion_mark``.

    Returns:
        The mark; its ``raw`` is the text from ``at`` to the closing parenthesis.
    """
    if not text.startswith("(", at):
        return None
    end = text.find(")", at, at + _LONGEST)
    return None if end < 0 else parse_portion_mark(text[at : end + 1], lower=lower)


@functools.lru_cache(maxsize=4096)
def _parse(raw: str) -> PortionMark | None:
    # A corpus repeats a hundred spellings fifty thousand times; frozen leaves may be shared.
    words = parse_words(raw[1:-1])
    if words is None or (words.entire and words.level is None):
        return None
    return PortionMark(raw, words.level, words.controls, words.rel_to, words.entire)


def format_portion_mark(mark: PortionMark) -> str:
    """The mark in the canonical spelling of cables, whatever its ``raw``.

    Returns:
        ``(S//NF)``, ``(SBU)``, ``(S//REL TO USA, FVEY)``, ``(C - ENTIRE TEXT)``; for a mark with
        neither level nor control its ``raw``.
    """
    words = format_words(mark)
    if not words:
        return mark.raw
    return f"({words} - ENTIRE TEXT)" if mark.entire_text else f"({words})"
