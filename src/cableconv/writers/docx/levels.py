"""Which style a marking takes: banners by level, portion marks by level or control."""

from __future__ import annotations

from cableconv.model.effective import OverallMarking
from cableconv.model.markings import Level, Marking

_BANNER_LEVELS = {
    Level.R: "Restricted",
    Level.C: "Confidential",
    Level.S: "Secret",
    Level.TS: "Top Secret",
}
_INTELLIGENCE = frozenset({"SCI", "SI", "HCS", "TK", "COMINT", "G", "KDK"})

BANNER_COLORS = {
    "None": ("FFFFFF", "262626"),
    "Unclassified": ("007A33", "FFFFFF"),
    "Controlled": ("502B85", "FFFFFF"),
    "Restricted": ("4A4A4A", "FFFFFF"),
    "Confidential": ("0033A0", "FFFFFF"),
    "Secret": ("C8102E", "FFFFFF"),
    "Top Secret": ("FF8C00", "000000"),
    "TSSCI": ("FCE83A", "000000"),
}
"""Fill and ink by banner; contrast 4.5:1 or more (WCAG 2.1, 1.4.3). Colours: SF 703-712, SF 902."""


def banner_style(overall: OverallMarking) -> str:
    """Id of the paragraph style of a banner; the neutral one where no level is known.

    Unclassified text with any control is never shown in the colour of plain UNCLASSIFIED.
    """
    name = "None"
    if overall.level is Level.U:
        name = "Controlled" if overall.controls else "Unclassified"
    elif overall.level is Level.TS and _INTELLIGENCE.intersection(overall.controls):
        name = "TSSCI"
    elif overall.level is not None:
        name = _BANNER_LEVELS[overall.level]
    return "ClassificationBanner" + name.replace(" ", "")


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
