"""Trap 3: table, classification line, security line and portion marks disagree."""

from __future__ import annotations

import pytest

import wikileaks_pages as pages
from cableconv.model.effective import overall_marking, portion_marks
from cableconv.model.markings import Level
from cableconv.notices import NoticeKind
from traps.telegrams import HEAD, body, read


@pytest.mark.parametrize(
    ("table", "line", "level"),
    [
        ("CONFIDENTIAL", "S E C R E T EXAMPLEVILLE 000680", Level.S),
        ("SECRET//NOFORN", "UNCLAS EXAMPLEVILLE 000680", Level.S),
    ],
)
def test_table_and_line_are_both_kept_and_none_is_lowered(
    table: str, line: str, level: Level
) -> None:
    text = f"{line}\n\nSUBJECT: X\n\n1. Text.\n\nROE"
    cable = pages.read(pages.page(body=text, classification=table))
    assert overall_marking(cable).level is level
    assert {b.level for b in cable.markings.banners} >= {level}
    assert any(n.kind is NoticeKind.CONFLICT for n in cable.notices)


def test_the_security_line_disagrees() -> None:
    cable = read(HEAD.replace("ZNR UUUUU", "ZNY SSSSS") + "1. (U) Text.\n")
    assert [n.message for n in cable.notices if n.kind is NoticeKind.CONFLICT] == [
        "the security line says SECRET, the classification line UNCLASSIFIED; both are kept"
    ]


def test_efto_is_unclassified() -> None:
    cable = read(HEAD.replace("ZNR UUUUU", "ZNY EEEEE") + "1. (U) Text.\n")
    assert not any(n.kind is NoticeKind.CONFLICT for n in cable.notices)


def test_an_enumeration_is_no_portion_mark() -> None:
    cable = body("1. (SBU) He wants (A) a mast, (B) a barge and\n(C) a ferry, (S) for short.\n")
    assert [m.raw for m in portion_marks(cable)] == ["(SBU)"]


def test_a_portion_that_is_higher_than_the_banner_is_told_and_kept() -> None:
    cable = body("1. (S) Text.\n")
    assert cable.paragraphs[0].portion_mark is not None
    assert cable.markings.banner is not None
    assert cable.markings.banner.level is Level.U
    assert any("a portion is marked SECRET" in n.message for n in cable.notices)


def test_without_line_and_table_the_text_is_asked_and_that_is_told() -> None:
    cable = read("SUBJECT: X\n\nSensitive but unclassified, entire text.\n\n1. (SBU) Text.\n")
    assert cable.markings.banner is None
    assert overall_marking(cable).controls == ("SBU",)
    assert any(n.kind is NoticeKind.BANNER_DERIVED for n in cable.notices)
