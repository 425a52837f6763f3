"""Statements on the entire text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.entire_text import (
    entire_text_follows,
    format_entire_text,
    match_entire_text,
    parse_entire_text,
)
from cableconv.model.markings import EntireText, Level

U, C, S = Level.U, Level.C, Level.S


@pytest.mark.parametrize(
    ("raw", "level", "controls"),
    [
        ("Sensitive but unclassified, entire text.", U, ("SBU",)),
        ("Sensitive but unclassified,\nentire text.", U, ("SBU",)),
        ("SENSITIVE BUT UNCLASSIFIED -- ENTIRE TEXT", U, ("SBU",)),
        ("SBU - entire text", U, ("SBU",)),
        ("CONFIDENTIAL - ENTIRE TEXT.", C, ()),
        ("C-ENTIRE TEXT.", C, ()),
        ("C - ENTIRE TEXT", C, ()),
        ("S \u2014 Entire text.", S, ()),
        ("SECRET- ENTIRE TEXT.", S, ()),
        ("S/NF - entire text.", S, ("NOFORN",)),
        ("LIMITED OFFICIAL USE - ENTIRE TEXT", U, ("LOU",)),
        ("Unclassified entire cable.", U, ()),
        ("Entire text confidential.", C, ()),
        ("Entire text is SBU.", U, ("SBU",)),
        ("ENTIRE TEXT: SENSITIVE BUT UNCLASSIFIED", U, ("SBU",)),
        ("SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY", U, ("SBU",)),
        ("Sensitive but unclassified; handle accordingly.", U, ("SBU",)),
        ("SBU - entire text. Please protect accordingly.", U, ("SBU",)),
    ],
)
def test_statements(raw: str, level: Level, controls: tuple[str, ...]) -> None:
    statement = parse_entire_text(raw)
    assert statement == EntireText(raw, level, controls)
    assert parse_entire_text(f"  {raw} \n") == statement
    again = parse_entire_text(format_entire_text(statement))
    assert again is not None
    assert (again.level, again.controls) == (level, controls)


@pytest.mark.parametrize(
    "line",
    [
        "", "Entire text.", "The entire text follows.", "THIS IS THE ENTIRE TEXT.",
        "(C - ENTIRE TEXT)", "We read the entire text.", "NOFORN - ENTIRE TEXT",
        "C-ENTIRE TEXTS", "Confidential sources said the entire text was known.",
        "Entire text of the statement follows.", "SIPDIS - ENTIRE TEXT",
        "Officials will act and treat accordingly.", "CONFIDENTIAL - ENTIRE TEXT. More words.",
    ],
)  # fmt: skip
def test_other_lines_are_no_statements(line: str) -> None:
    assert parse_entire_text(line) is None


def test_a_statement_at_the_head_of_a_paragraph() -> None:
    text = "1. C-ENTIRE TEXT. WORDS FOLLOW. S - ENTIRE TEXT."
    assert match_entire_text(text, 3) == EntireText("C-ENTIRE TEXT.", C)
    assert match_entire_text(text) is None
    assert match_entire_text("Words. C-ENTIRE TEXT.") is None


def test_the_words_after_a_mark() -> None:
    assert entire_text_follows("(C) Entire text.", 3)
    assert entire_text_follows(" - entire text")
    assert not entire_text_follows("(C) The entire text.", 3)
    assert not entire_text_follows(" Entire textbook")


@given(
    st.sampled_from([U, C, S, Level.TS]),
    st.lists(st.sampled_from(["NOFORN", "EXDIS", "ORCON"]), unique=True, max_size=2),
)
def test_format_and_parse_are_inverse(level: Level, controls: list[str]) -> None:
    written = format_entire_text(EntireText("", level, tuple(controls)))
    assert parse_entire_text(written) == EntireText(written, level, tuple(controls))


@given(st.text(max_size=150))
def test_any_text_can_be_asked(text: str) -> None:
    statement = match_entire_text(text)
    assert statement is None or text.startswith(statement.raw)
