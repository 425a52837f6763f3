"""Each level has its style, and nothing takes the look of a lower level."""

from __future__ import annotations

import pytest

from cableconv.model.effective import Basis, OverallMarking
from cableconv.model.markings import Level, PortionMark
from cableconv.writers.docx.levels import banner_style, portion_style


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
