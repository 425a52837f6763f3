"""Which class a level takes; the words say the level, its colour only helps to see it."""

from __future__ import annotations

from cableconv.model.effective import OverallMarking
from cableconv.model.markings import Level

_LEVELS = {
    Level.R: "restricted",
    Level.C: "confidential",
    Level.S: "secret",
    Level.TS: "top-secret",
}
_INTELLIGENCE = frozenset({"SCI", "SI", "HCS", "TK", "COMINT", "G", "KDK"})


def level_class(overall: OverallMarking) -> str:
    """Class of the page for its banner: ``secret``; ``unmarked`` where no level is known.

    Unclassified text with any control never takes the colour of plain UNCLASSIFIED. Colours in
    ``page.css`` follow SF 703-712 and SF 902.
    """
    if overall.level is None:
        return "unmarked"
    if overall.level is Level.U:
        return "controlled" if overall.controls else "unclassified"
    if overall.level is Level.TS and _INTELLIGENCE.intersection(overall.controls):
        return "compartmented"
    return _LEVELS[overall.level]
