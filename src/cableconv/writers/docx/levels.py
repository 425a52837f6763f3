"""Which style a marking takes: banners by level, portion marks by level or control."""

from __future__ import annotations

from cableconv.model.effective import OverallMarking
from cableconv.model.markings import Level, Marking
from cableconv.writers.level_look import level_look

BANNERS = {
    "unmarked": "None",
    "unclassified": "Unclassified",
    "controlled": "Controlled",
    "restricted": "Restricted",
    "confidential": "Confidential",
    "secret": "Secret",
    "top-secret": "Top Secret",
    "compartmented": "TSSCI",
}
"""The last word of the name of a banner's style, by its look."""


def banner_style(overall: OverallMarking) -> str:
    """Id of the paragraph style of a banner; the neutral one where no level is known."""
    return "ClassificationBanner" + BANNERS[level_look(overall).key].replace(" ", "")


PORTION_MARKS = ("U", "SBU", "LOU", "FOUO", "CUI", "C", "S", "TS")
"""Marks with a style of their own, all based on ``Portion Mark``."""

_PORTION_LEVELS = {Level.C: "C", Level.S: "S", Level.TS: "TS"}


def portion_style(mark: Marking) -> str:
    """Id of the character style of a portion mark; the base style where none of its own is there.

    ``(S/NF)`` takes S and ``(SBU/NF)`` SBU. ``(R)``, ``(OUO)`` and ``(EFTO)`` take the base style.
    """
    level = _PORTION_LEVELS.get(mark.level) if mark.level else None
    if level is None:
        level = next((control for control in mark.controls if control in PORTION_MARKS), None)
    if level is None and mark.level is Level.U and not {"OUO", "EFTO"}.intersection(mark.controls):
        level = "U"
    return "PortionMark" + (level or "")
