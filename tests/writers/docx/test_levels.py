"""Each level has its style, and nothing takes the look of a lower level."""

from __future__ import annotations

import pytest

from cableconv.model.effective import Basis, OverallMarking
from cableconv.model.markings import Level, PortionMark
from cableconv.writers.docx.levels import BANNER_COLORS, banner_style, portion_style


@pytest.mark.parametrize(
    ("level", "controls", "style"),
    [
        (None, (), "None"),
        (None, ("NODIS",), "None"),
        (Level.U, (), "Unclassified"),
        (Level.U, ("SBU",), "Controlled"),
        (Level.U, ("NOFORN",), "Controlled"),
        (Level.R, (), "Restricted"),
        (Level.C, ("NOFORN",), "Confidential"),
        (Level.S, (), "Secret"),
        (Level.TS, ("NOFORN",), "TopSecret"),
        (Level.TS, ("SI", "NOFORN"), "TSSCI"),
    ],
)
def test_banner_style(level: Level | None, controls: tuple[str, ...], style: str) -> None:
    overall = OverallMarking("", level, controls, Basis.STATED)
    assert banner_style(overall) == f"ClassificationBanner{style}"


@pytest.mark.parametrize(
    ("mark", "style"),
    [
        (PortionMark("(U)", Level.U), "U"),
        (PortionMark("(SBU/NF)", Level.U, ("SBU", "NOFORN")), "SBU"),
        (PortionMark("(LOU)", Level.U, ("LOU",)), "LOU"),
        (PortionMark("(U//FOUO)", Level.U, ("FOUO",)), "FOUO"),
        (PortionMark("(FOUO)", None, ("FOUO",)), "FOUO"),
        (PortionMark("(CUI)", Level.U, ("CUI",)), "CUI"),
        (PortionMark("(OUO)", Level.U, ("OUO",)), ""),
        (PortionMark("(R)", Level.R), ""),
        (PortionMark("(C)", Level.C), "C"),
        (PortionMark("(C/SBU)", Level.C, ("SBU",)), "C"),
        (PortionMark("(S/NF)", Level.S, ("NOFORN",)), "S"),
        (PortionMark("(TS)", Level.TS), "TS"),
        (PortionMark("(NF)", None, ("NOFORN",)), ""),
    ],
)
def test_portion_style(mark: PortionMark, style: str) -> None:
    assert portion_style(mark) == f"PortionMark{style}"


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", BANNER_COLORS)
def test_banner_words_stand_out_by_wcag(name: str) -> None:
    low, high = sorted(luminance(color) for color in BANNER_COLORS[name])
    assert (high + 0.05) / (low + 0.05) >= 4.5
