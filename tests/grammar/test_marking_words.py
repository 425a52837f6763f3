"""The words inside a mark, and what they stand for."""

from __future__ import annotations

import pytest

from cableconv.grammar.marking_words import format_words, parse_words
from cableconv.model.markings import Level, PortionMark


@pytest.mark.parametrize(
    ("words", "level", "controls", "rel_to"),
    [
        ("C", Level.C, (), ()),
        (" s / noforn ", Level.S, ("NOFORN",), ()),
        ("SBU/N", Level.U, ("SBU", "NOFORN"), ()),
        ("TOP SECRET", Level.TS, (), ()),
        ("S//REL TO USA,\nAUS and GBR", Level.S, ("REL",), ("USA", "AUS", "GBR")),
        ("S//REL TO USA AUS GBR", Level.S, ("REL",), ("USA", "AUS", "GBR")),
        ("C\u2014NF, OC", Level.C, ("NOFORN", "ORCON"), ()),
        ("//NC//REL", Level.C, ("NC", "REL"), ()),
        ("NOFORN", None, ("NOFORN",), ()),
        ("L", Level.U, ("LOU",), ()),
    ],
)
def test_words_that_are_known(
    words: str, level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...]
) -> None:
    found = parse_words(words)
    assert found is not None
    assert (found.level, found.controls, found.rel_to) == (level, controls, rel_to)
    assert not found.entire


@pytest.mark.parametrize(
    "words", ["", " ", "SE", "C and NF", "S//XX", "Lou", "NC", "//XX", "S -", "C\xe9", "Iran"]
)
def test_words_that_are_not_known(words: str) -> None:
    assert parse_words(words) is None


def test_words_on_the_entire_text() -> None:
    whole, own = parse_words("C - ENTIRE TEXT"), parse_words("C - ENTIRE PARAGRAPH")
    assert whole is not None
    assert own is not None
    assert (whole.level, whole.entire, own.level, own.entire) == (Level.C, True, Level.C, False)


@pytest.mark.parametrize(
    "words", ["S//NF", "SBU", "SBU//NF", "TS//SI/TK//NF", "C//REL TO USA, AUS", "//NS", "LOU"]
)
def test_canonical_words_are_written_as_they_are_read(words: str) -> None:
    found = parse_words(words)
    assert found is not None
    assert format_words(PortionMark("", found.level, found.controls, found.rel_to)) == words


def test_no_words_for_nothing() -> None:
    assert format_words(PortionMark("", None)) == ""
