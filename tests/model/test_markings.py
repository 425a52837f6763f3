from __future__ import annotations

import pytest
from hypothesis import given

import strategies
from cableconv.model.markings import (
    CONTROL_WORDS,
    Banner,
    Level,
    PortionMark,
    marking_words,
)


def test_levels_rise() -> None:
    assert Level.U < Level.R < Level.C < Level.S < Level.TS
    assert [level.word for level in Level] == [
        "UNCLASSIFIED",
        "RESTRICTED",
        "CONFIDENTIAL",
        "SECRET",
        "TOP SECRET",
    ]


WORDS = [
    (Level.U, (), (), "UNCLASSIFIED"),
    (Level.U, ("SBU",), (), "SENSITIVE BUT UNCLASSIFIED"),
    (Level.U, ("SBU", "NOFORN"), (), "SENSITIVE BUT UNCLASSIFIED//NOFORN"),
    (Level.U, ("LOU",), (), "LIMITED OFFICIAL USE"),
    (Level.U, ("FOUO",), (), "UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
    (None, ("SBU",), (), "SENSITIVE BUT UNCLASSIFIED"),
    (None, ("NODIS",), (), "NODIS"),
    (None, (), (), ""),
    (Level.C, ("SBU",), (), "CONFIDENTIAL//SENSITIVE BUT UNCLASSIFIED"),
    (Level.S, ("NOFORN",), (), "SECRET//NOFORN"),
    (Level.S, ("ORCON", "NOFORN"), (), "SECRET//ORCON/NOFORN"),
    (Level.S, ("REL",), ("USA", "GBR"), "SECRET//REL TO USA, GBR"),
    (Level.S, ("REL",), (), "SECRET//REL"),
    (Level.TS, (), (), "TOP SECRET"),
    (Level.TS, ("SI", "TK", "ORCON", "NOFORN"), (), "TOP SECRET//SI/TK//ORCON/NOFORN"),
    (Level.S, ("NOFORN", "X1"), (), "SECRET//NOFORN//X1"),
    (Level.S, ("NOFORN", "20301231"), (), "SECRET//NOFORN//20301231"),
    (Level.S, ("RD-CNWDI", "FGI DEU", "NOFORN", "EXDIS"), (),
     "SECRET//RD-CNWDI//FGI DEU//NOFORN//EXDIS"),
    (Level.S, ("DEA SENSITIVE", "NOFORN"), (), "SECRET//DEA SENSITIVE/NOFORN"),
]  # fmt: skip


@pytest.mark.parametrize(("level", "controls", "rel_to", "words"), WORDS)
def test_markings_are_spelled_out(
    level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...], words: str
) -> None:
    assert marking_words(level, controls, rel_to) == words
    assert Banner("as written", level, controls, rel_to).words == words


@given(strategies.portion_marks())
def test_the_words_of_a_mark_hold_level_and_controls(mark: PortionMark) -> None:
    for control in mark.controls:
        assert CONTROL_WORDS.get(control, control) in mark.words
    if mark.level not in (None, Level.U):
        assert mark.level is not None
        assert mark.words.startswith(mark.level.word)
