"""Portion marks: all counted spellings, and parentheses that are none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.portion import (
    format_portion_mark,
    match_portion_mark,
    parse_portion_mark,
)
from cableconv.model.markings import Level, PortionMark

U, R, C, S, TS = Level.U, Level.R, Level.C, Level.S, Level.TS


def value(mark: PortionMark | None) -> tuple[object, ...] | None:
    if mark is None:
        return None
    return mark.level, mark.controls, mark.rel_to, mark.entire_text


@pytest.mark.parametrize(
    ("raw", "level", "controls", "rel_to", "canonical"),
    [
        ("(C)", C, (), (), "(C)"),
        ("(U)", U, (), (), "(U)"),
        ("(S)", S, (), (), "(S)"),
        ("(TS)", TS, (), (), "(TS)"),
        ("(SBU)", U, ("SBU",), (), "(SBU)"),
        ("(c)", C, (), (), "(C)"),
        ("(u)", U, (), (), "(U)"),
        ("(s)", S, (), (), "(S)"),
        ("(sbu)", U, ("SBU",), (), "(SBU)"),
        ("(C )", C, (), (), "(C)"),
        ("( C )", C, (), (), "(C)"),
        ("(CONFIDENTIAL)", C, (), (), "(C)"),
        ("(UNCLASSIFIED)", U, (), (), "(U)"),
        ("(SENSITIVE BUT UNCLASSIFIED)", U, ("SBU",), (), "(SBU)"),
        ("(S/NF)", S, ("NOFORN",), (), "(S//NF)"),
        ("(C/NF)", C, ("NOFORN",), (), "(C//NF)"),
        ("(S//NF)", S, ("NOFORN",), (), "(S//NF)"),
        ("(C NF)", C, ("NOFORN",), (), "(C//NF)"),
        ("(S-NF)", S, ("NOFORN",), (), "(S//NF)"),
        ("(C/NOFORN)", C, ("NOFORN",), (), "(C//NF)"),
        ("(S/Noforn)", S, ("NOFORN",), (), "(S//NF)"),
        ("(S, NF, OC)", S, ("NOFORN", "ORCON"), (), "(S//NF/OC)"),
        ("(SBU/NF)", U, ("SBU", "NOFORN"), (), "(SBU//NF)"),
        ("(SBU/N)", U, ("SBU", "NOFORN"), (), "(SBU//NF)"),
        ("(SBU/NOFORN)", U, ("SBU", "NOFORN"), (), "(SBU//NF)"),
        ("(U//SBU-NF)", U, ("SBU", "NOFORN"), (), "(SBU//NF)"),
        ("(S/REL UK)", S, ("REL",), ("UK",), "(S//REL TO UK)"),
        ("(S/Rel UK)", S, ("REL",), ("UK",), "(S//REL TO UK)"),
        ("(S//REL TO USA, FVEY)", S, ("REL",), ("USA", "FVEY"), "(S//REL TO USA, FVEY)"),
        ("(C//REL TO USA, KEN, GBR//)", C, ("REL",), ("USA", "KEN", "GBR"),
         "(C//REL TO USA, KEN, GBR)"),
        ("(S//REL TO USA AUS GBR)", S, ("REL",), ("USA", "AUS", "GBR"),
         "(S//REL TO USA, AUS, GBR)"),
        ("(S//REL TO USA, AUS and GBR)", S, ("REL",), ("USA", "AUS", "GBR"),
         "(S//REL TO USA, AUS, GBR)"),
        ("(C/Releasable to Italy)", C, ("REL",), ("Italy",), "(C//REL TO Italy)"),
        ("(S/REL United Kingdom)", S, ("REL",), ("United Kingdom",),
         "(S//REL TO United Kingdom)"),
        ("(S/REL TO NATO/AUS)", S, ("REL",), ("NATO", "AUS"), "(S//REL TO NATO, AUS)"),
        ("(SBU/REL NATO)", U, ("SBU", "REL"), ("NATO",), "(SBU//REL TO NATO)"),
        ("(S/NF/rel Panama)", S, ("NOFORN", "REL"), ("Panama",), "(S//NF/REL TO Panama)"),
        ("(S//REL)", S, ("REL",), (), "(S//REL)"),
        ("(U//FOUO)", U, ("FOUO",), (), "(U//FOUO)"),
        ("(FOUO)", U, ("FOUO",), (), "(U//FOUO)"),
        ("(S//FGI//NF)", S, ("FGI", "NOFORN"), (), "(S//FGI//NF)"),
        ("(TS//FGI DEU GBR//REL TO USA, DEU)", TS, ("FGI DEU GBR", "REL"), ("USA", "DEU"),
         "(TS//FGI DEU GBR//REL TO USA, DEU)"),
        ("(LOU)", U, ("LOU",), (), "(LOU)"),
        ("(L)", U, ("LOU",), (), "(LOU)"),
        ("(CUI)", U, ("CUI",), (), "(CUI)"),
        ("(CUI//SP-CTI//NOFORN)", U, ("CUI", "SP-CTI", "NOFORN"), (), "(CUI//SP-CTI//NF)"),
        ("(S//NF//XD)", S, ("NOFORN", "EXDIS"), (), "(S//NF//XD)"),
        ("(S//NF//ND)", S, ("NOFORN", "NODIS"), (), "(S//NF//ND)"),
        ("(TS//SI/TK//NF)", TS, ("SI", "TK", "NOFORN"), (), "(TS//SI/TK//NF)"),
        ("(TS//SI-G ABCD//OC/NF)", TS, ("SI-G ABCD", "ORCON", "NOFORN"), (),
         "(TS//SI-G ABCD//OC/NF)"),
        ("(S//RD-CNWDI)", S, ("RD-CNWDI",), (), "(S//RD-CNWDI)"),
        ("(//CTS//BOHEMIA)", TS, ("CTS", "BOHEMIA"), (), "(//CTS//BOHEMIA)"),
        ("(//NC)", C, ("NC",), (), "(//NC)"),
        ("(C//SBU)", C, ("SBU",), (), "(C//SBU)"),
        ("(NOFORN)", None, ("NOFORN",), (), "(NOFORN)"),
        ("(RESTRICTED)", R, (), (), "(RESTRICTED)"),
        ("(S//REL TO USA,\nFVEY)", S, ("REL",), ("USA", "FVEY"), "(S//REL TO USA, FVEY)"),
    ],
)  # fmt: skip
def test_spellings(
    raw: str,
    level: Level | None,
    controls: tuple[str, ...],
    rel_to: tuple[str, ...],
    canonical: str,
) -> None:
    mark = parse_portion_mark(raw)
    assert mark == PortionMark(raw, level, controls, rel_to)
    assert format_portion_mark(mark) == canonical
    assert value(parse_portion_mark(canonical)) == value(mark)


@pytest.mark.parametrize(
    ("raw", "level", "controls"),
    [
        ("(C - ENTIRE TEXT)", C, ()),
        ("(C-ENTIRE TEXT)", C, ()),
        ("(S \u2014 Entire text)", S, ()),
        ("(S\u2014Entire text)", S, ()),
        ("(S - ENTIRE TEXT.)", S, ()),
        ("(CONFIDENTIAL - ENTIRE TEXT)", C, ()),
        ("(S/NF - ENTIRE TEXT)", S, ("NOFORN",)),
        ("(LOU, ENTIRE TEXT)", U, ("LOU",)),
    ],
)
def test_marks_for_the_entire_text(raw: str, level: Level, controls: tuple[str, ...]) -> None:
    mark = parse_portion_mark(raw)
    assert mark == PortionMark(raw, level, controls, entire_text=True)
    assert value(parse_portion_mark(format_portion_mark(mark))) == value(mark)


def test_a_mark_for_an_entire_paragraph_speaks_for_the_paragraph_only() -> None:
    mark = parse_portion_mark("(CONFIDENTIAL -- ENTIRE PARAGRAPH)")
    assert value(mark) == (C, (), (), False)


@pytest.mark.parametrize(
    "raw",
    [
        *(f"({letter})" for letter in "abdefghijklmnopqrtvwxyz"),
        *(f"({letter})" for letter in "ABDEFGHIJKMNOPQRTVWXYZ"),
        "(SE)", "(NC)", "(C/F)", "(UN)", "(SU)", "(Iran)", "(Economic)", "(EU)", "(U.S.)",
        "(U. S.)", "(U.K.)", "(S/S)", "(S/CT)", "(S/P)", "(C/PR)", "(C-130)", "(U-2)", "(C-)",
        "(C.)", "(Lou)", "(lou)", "(l)", "(cui)", "(NF)", "(REL)", "(REL TO USA)", "()", "(-)",
        "( )", "(//)", "(/C)", "(C and D)", "(U of X)", "(S. Roe)", "(C. Doe)", "(17)", "(1)",
        "(S/REL because of it)", "(C//REL TO 5)", "(//XX)", "(//NC//XYZZY)",
        "(//C)", "(S//XYZZY)", "(S/NF/XYZ)",
        "((C))", "(C) (", "C", "(C", "C)", "", "(ENTIRE TEXT)", "(NOFORN - ENTIRE TEXT)",
        "(\u017f)", "(\uff23)", "(S//\u212a)",
    ],
)  # fmt: skip
def test_other_parentheses_are_no_marks(raw: str) -> None:
    assert parse_portion_mark(raw) is None
    assert match_portion_mark(raw) is None or raw == "(C) ("


def test_small_letters_can_be_refused_where_points_are_lettered() -> None:
    assert parse_portion_mark("(c)", lower=False) is None
    assert match_portion_mark("( c) third point", lower=False) is None
    assert value(parse_portion_mark("(C)", lower=False)) == (C, (), (), False)
    assert value(parse_portion_mark("(s/nf)", lower=False)) == (S, ("NOFORN",), (), False)


def test_a_mark_is_matched_where_it_is_asked_for_only() -> None:
    text = "2. (S/NF) Words (C) more"
    assert match_portion_mark(text) is None
    assert match_portion_mark(text, 3) == PortionMark("(S/NF)", S, ("NOFORN",))
    assert match_portion_mark(text, 4) is None
    assert match_portion_mark(text, len(text)) is None
    assert match_portion_mark("(" + " " * 400 + "C)") is None


def test_a_mark_without_level_and_control_keeps_its_spelling() -> None:
    assert format_portion_mark(PortionMark("(?)", None)) == "(?)"


HEADS = st.sampled_from(
    [(U, ()), (C, ()), (S, ()), (TS, ()), (U, ("SBU",)), (U, ("LOU",)), (U, ("CUI",))]
)
CONTROLS = st.lists(
    st.sampled_from(
        ["NOFORN", "ORCON", "EXDIS", "NODIS", "FOUO", "FGI", "FGI DEU GBR", "SI", "TK", "HCS-P",
         "RD-CNWDI", "IMCON", "PROPIN", "RELIDO", "LES", "SSI", "FISA", "SAR-BP", "DOE UCNI"]
    ),
    unique=True,
    max_size=4,
)  # fmt: skip
COUNTRIES = st.lists(
    st.sampled_from(["USA", "GBR", "FVEY", "NATO", "Italy", "United Kingdom", "UK"]),
    unique=True,
    max_size=4,
)


@st.composite
def marks(draw: st.DrawFn) -> PortionMark:
    level, head = draw(HEADS)
    controls = draw(CONTROLS)
    rel_to: list[str] = []
    if draw(st.booleans()):
        controls.insert(draw(st.integers(0, len(controls))), "REL")
        rel_to = draw(COUNTRIES)
    return PortionMark("", level, (*head, *controls), tuple(rel_to), draw(st.booleans()))


@given(marks())
def test_format_and_parse_are_inverse(mark: PortionMark) -> None:
    written = format_portion_mark(mark)
    read = parse_portion_mark(written)
    assert value(read) == value(mark)
    assert read is not None
    assert read.raw == written
    assert format_portion_mark(read) == written


@given(
    st.sampled_from(["C", "S", "U", "TS", "SBU", "S/NF", "C//NF", "SBU/NOFORN", "S//NF//XD"]),
    st.data(),
)
def test_case_and_blanks_do_not_change_a_mark(words: str, data: st.DataObject) -> None:
    blanks = st.sampled_from(["", " ", "  "])
    cased = "".join(data.draw(st.sampled_from([c.upper(), c.lower()])) for c in words)
    raw = f"({data.draw(blanks)}{cased}{data.draw(blanks)})"
    mark = parse_portion_mark(raw)
    assert value(mark) == value(parse_portion_mark(f"({words})"))
    assert mark is not None
    assert mark.raw == raw


WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=12).filter(
    lambda word: word not in {"fouo", "efto", "secret", "unclas", "noforn", "restricted"}
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from([str, str.title, str.upper]))
def test_ordinary_parentheses_are_no_marks(words: list[str], case: type[str]) -> None:
    assert parse_portion_mark(f"({case(' '.join(words))})") is None


@given(st.text("CSUT/NFREL -,.()BOab\u2014\n", max_size=20))
def test_a_mark_keeps_its_text(text: str) -> None:
    mark = match_portion_mark(f"({text}")
    if mark is not None:
        assert f"({text}".startswith(mark.raw)
        assert mark.raw.endswith(")")
