"""``cableconv inspect``: a screen within the width of the terminal, and JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cableconv as cc
from cableconv.cli import run
from cableconv.cli.console import one_line, printable
from cableconv.cli.layout import columns, fitted, wrapped
from cableconv.cli.screen import Screen
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from examples import ALL, FULL, REPRINT, UNMARKED
from strategies import cables

PLAIN = Screen(80, colour=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "full.json"
    path.write_bytes(cc.dumps(FULL, "json"))
    return path


def test_json_is_the_summary(source: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["inspect", str(source), "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == cc.summarize(FULL)


def test_json_keeps_letters_as_they_are(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes("1. (U) Łódź 大使館.".encode())
    assert run(["inspect", str(path), "--json"]) == 0
    assert "Łódź 大使館." in capsysbinary.readouterr().out.decode()


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1. (U) Text.")))
    assert run(["inspect", "-"]) == 0
    assert "   1 (U) Text." in capsys.readouterr().out


def test_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(tmp_path)]) == 4
    assert "this is a folder" in capsys.readouterr().err
    assert run(["inspect", "a", "b"]) == 2


def test_the_screen_follows_the_width_of_the_terminal(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for width in (40, 61, 132):
        monkeypatch.setenv("COLUMNS", str(width))
        assert run(["inspect", str(source)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(map(columns, lines)) <= width
        assert width < 100 or max(map(columns, lines)) > 61


def test_the_screen_of_a_full_cable() -> None:
    lines = PLAIN.show(FULL).splitlines()
    assert lines[0] == "CONFIDENTIAL//NOFORN"
    assert lines[1].startswith("06EXAMPLEVILLE123 AN EXAMPLE SUBJECT")
    assert "From            AMEMBASSY EXAMPLEVILLE" in lines
    assert "Classified By   Ambassador Jane Roe for reasons 1.4 (b) and (d)." in lines
    assert "6 paragraphs (3 without a mark), 2 headings, 2 page lines" in lines
    assert "   2 (S/NF) Points follow for the attorney general and others:" in lines
    assert "A HEADING" in lines
    assert "(U) Comment" in lines
    assert any(line.split() == ["A.", "(U)", "nested", "point"] for line in lines)
    assert "     [table, 2 rows]" in lines
    assert "     [preformatted, 2 lines]" in lines
    assert "     ROE" in lines
    assert "warning         line 44: page 003 of 002 [conflict]" in lines


def test_a_cable_without_marking_says_so() -> None:
    assert PLAIN.show(UNMARKED).splitlines()[0] == "No classification marking"
    assert "UNCLASSIFIED" not in PLAIN.show(UNMARKED)


def test_furniture_is_counted() -> None:
    assert "1 paragraph, 2 pieces of furniture" in PLAIN.show(REPRINT)


def test_colours_only_colour() -> None:
    for cable in ALL.values():
        coloured = Screen(80, colour=True).show(cable)
        plain = "".join(part.partition("m")[2] for part in ("m" + coloured).split("\x1b["))
        assert plain == PLAIN.show(cable)
    assert "\x1b[34m(C)" in Screen(80, colour=True).show(FULL)


@given(cables(), st.integers(40, 120))
@settings(max_examples=60, deadline=None)
def test_any_cable_fits_and_shows_each_mark(cable: Cable, width: int) -> None:
    text = Screen(width, colour=False).show(cable)
    assert all(columns(line) <= width for line in text.split("\n"))
    assert text == printable(text)
    shown = "".join(text.split())
    for paragraph in cable.paragraphs:
        mark = paragraph.portion_mark
        if mark is not None and len(mark.raw) < width // 3:
            assert "".join(mark.raw.split()) in shown


def test_control_characters_never_reach_the_terminal() -> None:
    words = Text("red \x1b[31m alert \x07\x9b\u2028\u202e end")
    cable = attrs.evolve(UNMARKED, blocks=(Paragraph((words,)),), mrn="\x1b]0;title\x07")
    assert not set(PLAIN.show(cable)) & set("\x1b\x07\x9b\u2028\u202e")
    assert one_line("a\nb\tc\x1b") == "a b c\ufffd"


# --- layout -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("大使館", 6), ("e\u0301", 1), ("a\u200bb", 2), ("", 0)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("a  bcd", 4, "a…"),
        ("大使館", 5, "大使…"),
        ("大使館", 4, "大…"),
        ("大使館", 1, "…"),
    ],
)
def test_fitted(text: str, width: int, expected: str) -> None:
    assert fitted(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("  one\n two ", 20, ["one two"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("大使館 大使", 4, ["大使", "館", "大使"]),
        ("", 5, []),
    ],
)
def test_wrapped(text: str, width: int, expected: list[str]) -> None:
    assert list(wrapped(text, width)) == expected


@given(st.text(), st.integers(2, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(columns(line) <= width for line in lines)
