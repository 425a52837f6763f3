"""A leaf of a cable as markup of TEI (docs/tei.md): its element, pointers and values.

Both sides, the leaves of the cable and the elements of a file, become ``Tagged``, and must be the
same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from cableconv.model.markings import Level
from cableconv.verify.tei_file import Pointed
from cableconv.verify.words import words

Facts = tuple[tuple[str, str], ...]

_STAND_FOR_U = frozenset({"SBU", "LOU", "FOUO", "OUO", "EFTO", "CUI"})
"""Controls that stand in the place of the level of an unclassified text (docs/tei.md)."""


@attrs.frozen
class Tagged:
    """A leaf as markup.

    Attributes:
        kind: ``portion-mark``.
        raw: its characters.
        at: where it begins in the text.
        facts: what its element and those in it say, in order of their names.
    """

    kind: str
    raw: str
    at: int
    facts: Facts


def pointed(
    level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...] = ()
) -> tuple[Pointed, ...]:
    """What the pointers of a marking must name."""
    stated = [] if level is None else [level.name]
    if level is Level.U and controls[:1] and controls[0] in _STAND_FOR_U:
        stated, controls = [controls[0]], controls[1:]
    return (
        *(("classification", name) for name in stated),
        *(("captions", name) for name in controls),
        *(("releasability", name) for name in rel_to),
    )


def instant(when: dt.datetime | None) -> str:
    """A time in UTC as XML has it; empty for None."""
    return "" if when is None else f"{when.isoformat()[:19]}Z"


def told(pairs: Iterable[tuple[str, object]], pointers: Iterable[Pointed] = ()) -> Facts:
    """Facts in order of their names; those without a value left out, blanks made single."""
    marks = " ".join(":".join(pair) for pair in pointers)
    every = (*pairs, ("ana", marks))
    stated = [(name, str(value)) for name, value in every if value not in (None, "")]
    return tuple(sorted((name, " ".join(words(value))) for name, value in stated))


WITHOUT_PLACE = frozenset({"precedence", "dtg"})
"""Kinds whose elements hold only a part of their leaf."""
