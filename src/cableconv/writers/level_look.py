"""How the level of a cable looks: in each format, and on each page of an index, the same colours.

The words of a banner say the level; its colour only helps to see it.
"""

from __future__ import annotations

import attrs

from cableconv.model.effective import OverallMarking
from cableconv.model.markings import Level


@attrs.frozen
class LevelLook:
    """The look of a banner.

    Attributes:
        key: names it: ``top-secret``; a class of HTML pages.
        fill: colour under the words, in hex.
        ink: colour of the words on ``fill``.
        on_white: colour of the words where nothing lies under them: ``fill`` where that can be
            read on white, else the same colour darkened.
    """

    key: str
    fill: str
    ink: str
    on_white: str


LOOKS = (
    LevelLook("unmarked", "FFFFFF", "262626", "262626"),
    LevelLook("unclassified", "007A33", "FFFFFF", "007A33"),
    LevelLook("controlled", "502B85", "FFFFFF", "502B85"),
    LevelLook("restricted", "4A4A4A", "FFFFFF", "4A4A4A"),
    LevelLook("confidential", "0033A0", "FFFFFF", "0033A0"),
    LevelLook("secret", "C8102E", "FFFFFF", "C8102E"),
    LevelLook("top-secret", "FF8C00", "000000", "A64A00"),
    LevelLook("compartmented", "FCE83A", "000000", "7A6500"),
)
"""By rising level; contrast 4.5:1 or more (WCAG 2.1, 1.4.3). Colours: SF 703-712, SF 902."""

_BY_KEY = {look.key: look for look in LOOKS}
_LEVELS = {
    Level.U: "unclassified",
    Level.R: "restricted",
    Level.C: "confidential",
    Level.S: "secret",
    Level.TS: "top-secret",
}
_INTELLIGENCE = frozenset({"SCI", "SI", "HCS", "TK", "COMINT", "G", "KDK"})


def level_look(overall: OverallMarking) -> LevelLook:
    """The look of a banner; that of ``unmarked`` where no level is known.

    Unclassified text with any control never takes the colour of plain UNCLASSIFIED.
    """
    return _BY_KEY[_key(overall)]


def _key(overall: OverallMarking) -> str:
    if overall.level is None:
        return "unmarked"
    if overall.level is Level.U and overall.controls:
        return "controlled"
    if overall.level is Level.TS and _INTELLIGENCE.intersection(overall.controls):
        return "compartmented"
    return _LEVELS[overall.level]
