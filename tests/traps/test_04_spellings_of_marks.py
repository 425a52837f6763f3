"""Trap 4: marks in a hundred spellings, and parentheses that only look like marks."""

from __future__ import annotations

import pytest

import wikileaks_pages as pages
from cableconv.model.effective import overall_marking
from cableconv.model.markings import Level
from cableconv.notices import NoticeKind
from traps.telegrams import body


@pytest.mark.parametrize(
    ("raw", "level", "controls"),
    [
        ("(C/NF)", Level.C, ("NOFORN",)),
        ("(C//NF)", Level.C, ("NOFORN",)),
        ("(S-NF)", Level.S, ("NOFORN",)),
        ("(S/Noforn)", Level.S, ("NOFORN",)),
        ("(c)", Level.C, ()),
        ("( C )", Level.C, ()),
        ("(SBU/NF)", Level.U, ("SBU", "NOFORN")),
        ("(S/REL UK)", Level.S, ("REL",)),
        ("(S//REL TO USA, FVEY)", Level.S, ("REL",)),
    ],
)
def test_a_mark_keeps_its_spelling_beside_its_value(
    raw: str, level: Level, controls: tuple[str, ...]
) -> None:
    mark = body(f"1. {raw} Text.\n").paragraphs[0].portion_mark
    assert mark is not None
    assert (mark.raw, mark.level, mark.controls) == (raw, level, controls)


@pytest.mark.parametrize("raw", ["(SE)", "(NC)", "(C/F)", "(UN)"])
def test_an_unknown_mark_stays_text_and_is_told(raw: str) -> None:
    cable = body(f"1. {raw} Text.\n")
    assert cable.paragraphs[0].portion_mark is None
    assert raw in cable.paragraphs[0].text
    assert any(n.kind is NoticeKind.UNKNOWN_MARK for n in cable.notices)


@pytest.mark.parametrize("raw", ["(Lakeport)", "(Economic)", "(U.S.)", "(a)", "(g)"])
def test_other_parentheses_are_text(raw: str) -> None:
    paragraph = body(f"1. {raw} Text.\n").paragraphs[0]
    assert paragraph.portion_mark is None
    assert raw in paragraph.text


def test_the_line_sensitive_and_the_tables_fouo_are_one_control() -> None:
    marking = overall_marking(pages.read(pages.page()))
    assert (marking.level, marking.controls) == (Level.U, ("SBU",))
