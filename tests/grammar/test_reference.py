"""References."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.reference import (
    continues_list,
    format_reference,
    is_references_line,
    last_letter,
    parse_reference,
    scan_references,
)
from cableconv.model.content import raw_text
from cableconv.model.header import PageMarker, Reference, ReferenceKind
from cableconv.model.leaf import Furniture, FurnitureKind, Label
from cableconv.model.markings import Caption, EntireText

CABLE, OTHER = ReferenceKind.CABLE, ReferenceKind.OTHER


@pytest.mark.parametrize(
    ("raw", "kind", "letter", "mrn", "notal"),
    [
        ("STATE 015541", CABLE, None, "06STATE15541", False),
        ("A. STATE 015541", CABLE, "A", "06STATE15541", False),
        ("B. 05 MEXICO 862 (NOTAL)", CABLE, "B", "05MEXICO862", True),
        ("(A) MEXICO 862", CABLE, "A", "06MEXICO862", False),
        ("(A)MEXICO 862", CABLE, "A", "06MEXICO862", False),
        ("(A), LA PAZ 0862", CABLE, "A", "06LAPAZ862", False),
        ("A) Mexico 862", CABLE, "A", "06MEXICO862", False),
        ("A: MEXICO 862", CABLE, "A", "06MEXICO862", False),
        ("A. A) MEXICO 862", CABLE, "A", "06MEXICO862", False),
        ("A 05 MEXICO 862", CABLE, "A", "05MEXICO862", False),
        ("b. 08STATE1234", CABLE, "B", "08STATE1234", False),
        ("2005 PORT OF SPAIN 12", CABLE, None, "05PORTOFSPAIN12", False),
        ("Port of Spain 12", CABLE, None, "06PORTOFSPAIN12", False),
        ("THE HAGUE 588", CABLE, None, "06THEHAGUE588", False),
        ("USUN NEW\n   YORK 588", CABLE, None, "06USUNNEWYORK588", False),
        ("AMEMBASSY MEXICO 862", CABLE, None, "06MEXICO862", False),
        ("SECSTATE 862", CABLE, None, "06STATE862", False),
        ("BONN 14355 (DTG 031628Z SEP 75)", CABLE, None, "75BONN14355", False),
        ("MEXICO 862 AND PREVIOUS", CABLE, None, "06MEXICO862", False),
        ("MEXICO A-50", CABLE, None, "06MEXICO-A50", False),
        ("ROE-DOE EMAIL OF MAY 12", ReferenceKind.EMAIL, None, None, False),
        ("C. E-MAIL ROE/DOE 05/12/06", ReferenceKind.EMAIL, "C", None, False),
        ("ROE/DOE TELCON", ReferenceKind.TELCON, None, None, False),
        ("ROE/DOE PHONECON 3/27", ReferenceKind.TELCON, None, None, False),
        ("IIR 6 812 0123 07", ReferenceKind.REPORT, None, None, False),
        ("TD-314/12345", ReferenceKind.REPORT, None, None, False),
        ("UNSCR 1701", OTHER, None, None, False),
        ("A-034 OF FEBRUARY 18", OTHER, None, None, False),
        ("POST'S A-077 OF MAY 15", OTHER, None, None, False),
        ("LETTER OF MAY 12", OTHER, None, None, False),
        ("ROE 12 MAY 2006 MEMO", OTHER, None, None, False),
        ("word of mouth 12", OTHER, None, None, False),
        ("PREVIOUS", OTHER, None, None, False),
        ("", OTHER, None, None, False),
    ],
)
def test_references(
    raw: str, kind: ReferenceKind, letter: str | None, mrn: str | None, *, notal: bool
) -> None:
    assert parse_reference(raw, 2006) == Reference(raw, kind, letter, mrn, notal)


def test_a_number_needs_a_year() -> None:
    assert parse_reference("MEXICO 862").mrn is None
    assert parse_reference("MEXICO 862").kind is CABLE
    assert parse_reference("05 MEXICO 862").mrn == "05MEXICO862"


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    leaves = scan_references(text, 2006)
    assert raw_text(leaves) == text
    return [(leaf.raw, leaf.letter, leaf.mrn) for leaf in leaves if isinstance(leaf, Reference)]


A, B = ("A. STATE 1234", "A", "06STATE1234"), ("B. 05 MEXICO 862 (NOTAL)", "B", "05MEXICO862")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REF: STATE 1234", [("STATE 1234", None, "06STATE1234")]),
        ("REF: A. STATE 1234  B. 05 MEXICO 862 (NOTAL)", [A, B]),
        ("REFS: A. STATE 1234\n      B. 05 MEXICO 862 (NOTAL)", [A, B]),
        ("REFTEL: A. STATE 1234, B. 05 MEXICO 862 (NOTAL)", [A, B]),
        ("Ref: A. STATE 1234 AND B. 05 MEXICO 862 (NOTAL)", [A, B]),
        ("REF A. STATE 1234; B. 05 MEXICO 862 (NOTAL).", [A, (B[0] + ".", *B[1:])]),
        ("REF: (A)STATE 1234, (B)STATE 1250",
         [("(A)STATE 1234", "A", "06STATE1234"), ("(B)STATE 1250", "B", "06STATE1250")]),
        ("REF: A 05 BONN 12 B 06 BONN 13",
         [("A 05 BONN 12", "A", "05BONN12"), ("B 06 BONN 13", "B", "06BONN13")]),
        ("REF: STATE 1234, 05 MEXICO 862",
         [("STATE 1234", None, "06STATE1234"), ("05 MEXICO 862", None, "05MEXICO862")]),
        ("REF: STATE 1234\n     MEXICO 862",
         [("STATE 1234", None, "06STATE1234"), ("MEXICO 862", None, "06MEXICO862")]),
        ("REF: STATE 1234, 1250 AND 1260",
         [("STATE 1234", None, "06STATE1234"), ("1250", None, "06STATE1250"),
          ("1260", None, "06STATE1260")]),
        ("REF: A. STATE 1234, 1250",
         [("A. STATE 1234", "A", "06STATE1234"), ("1250", "A", "06STATE1250")]),
        ("REF: A. STATE 106 CIRCULAR; STATE LETTER 12",
         [("A. STATE 106 CIRCULAR", "A", "06STATE106"), ("STATE LETTER 12", None, None)]),
        ("REF: MEXICO 12 OF MAY 5, 1974", [("MEXICO 12 OF MAY 5, 1974", None, "74MEXICO12")]),
        ("REF: A. U.S. NOTE OF MAY 5", [("A. U.S. NOTE OF MAY 5", "A", None)]),
        ("REF: (B) STATE 1, (C) STATE 2",
         [("(B) STATE 1", "B", "06STATE1"), ("(C) STATE 2", "C", "06STATE2")]),
        ("REF:", []),
        ("REF: -", []),
        ("", []),
    ],
)  # fmt: skip
def test_lists(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert found(text) == expected


def test_page_lines_stay_apart() -> None:
    text = "REF: A. STATE 1234\n\nMEXICO 00004390  002 OF 004\n\n     B. 05 MEXICO 862 (NOTAL)"
    assert found(text) == [A, B]
    assert any(isinstance(leaf, PageMarker) for leaf in scan_references(text, 2006))


def test_pilcrows_are_furniture() -> None:
    text = "REF: A. STATE 1234\n \u00b6B. 05 MEXICO 862 (NOTAL)"
    assert found(text) == [A, B]
    assert Furniture("\u00b6", FurnitureKind.PILCROW) in scan_references(text, 2006)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY", EntireText),
        ("SBU - ENTIRE TEXT.", EntireText),
        ("SENSITIVE", Caption),
        ("SENSITIVE BUT UNCLASSIFIED.", Caption),
    ],
)
def test_a_marking_glued_to_the_last_reference_is_no_part_of_it(
    words: str, kind: type[EntireText | Caption]
) -> None:
    text = f"REF: A. STATE 1234 B. 05 MEXICO 862 (NOTAL) {words}"
    assert found(text) == [A, B]
    assert isinstance([x for x in scan_references(text, 2006) if x.raw.strip(" .")][-1], kind)


@pytest.mark.parametrize(
    "line",
    ["REF: X", "REFS: X", "REFTEL: X", "Ref: x", "REFERENCE: X", "REF(S): X", "REF A. STATE 1",
     "REF (A) STATE 1", "REF 05 MEXICO 1", "REF STATE 1234", "REFTEL"],
)  # fmt: skip
def test_references_lines(line: str) -> None:
    assert is_references_line(line)


@pytest.mark.parametrize(
    "line", ["", "Ref A says so", "REFUGEES: X", "Reference was made", "REF THE TALKS", "PREF: X"]
)
def test_other_lines(line: str) -> None:
    assert not is_references_line(line)


def test_labels_are_leaves() -> None:
    assert scan_references("REFTEL: STATE 1", 2006)[0] == Label("REFTEL:")


@given(
    letter=st.one_of(st.none(), st.sampled_from(("A", "B", "C", "Z", "AA", "BB"))),
    year=st.integers(1973, 2012),
    post=st.sampled_from(["STATE", "LAPAZ", "MEXICO"]),
    serial=st.integers(1, 999999),
    notal=st.booleans(),
)
def test_format_and_parse_are_inverse(
    letter: str | None, year: int, post: str, serial: int, *, notal: bool
) -> None:
    leaf = Reference("", CABLE, letter, f"{year % 100:02}{post}{serial}", notal)
    written = format_reference(leaf)
    assert parse_reference(written) == attrs.evolve(leaf, raw=written)


def test_other_kinds_keep_their_words() -> None:
    assert format_reference(parse_reference("(C)  ROE/DOE\nEMAIL")) == "C. ROE/DOE EMAIL"
    assert format_reference(Reference("MEXICO 1", notal=True)) == "MEXICO 1 (NOTAL)"


@given(st.text("REFAB:().,;\n 0123STATE\u00b6", max_size=60), st.none() | st.just(2006))
def test_no_character_is_lost(text: str, year: int | None) -> None:
    assert raw_text(scan_references(text, year)) == text
    assert parse_reference(text, year).raw == text


@pytest.mark.parametrize(
    ("raw", "mrn"),
    [
        ("LAKEPORT 123 (05)", "05LAKEPORT123"),
        ("LAKEPORT 123 (2005)", "05LAKEPORT123"),
        ("LAKEPORT 123 OF 2005", "05LAKEPORT123"),
        ("LAKEPORT 123 OF MAY 5, 1974", "74LAKEPORT123"),
        ("LAKEPORT 123 (NOTAL)", "06LAKEPORT123"),
        ("LAKEPORT 123 AND PREVIOUS", "06LAKEPORT123"),
    ],
)
def test_a_year_after_the_number_counts(raw: str, mrn: str) -> None:
    assert parse_reference(raw, 2006).mrn == mrn


def test_a_colon_separates_two_cables() -> None:
    leaves = scan_references("REF: (A) LA PAZ 3504: LA PAZ 3295", 1974)
    found = [leaf for leaf in leaves if isinstance(leaf, Reference)]
    assert [(r.letter, r.mrn) for r in found] == [("A", "74LAPAZ3504"), ("A", "74LAPAZ3295")]


@pytest.mark.parametrize("beyond", [("AA", "BB", "CC"), ("AA", "AB", "AC")])
def test_a_list_goes_on_beyond_z(beyond: tuple[str, ...]) -> None:
    letters = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *beyond)
    lines = [f"{name}. 06 EXAMPLEVILLE {at}" for at, name in enumerate(letters, 1)]
    text = "REF: " + "\n".join(lines)
    found = [leaf for leaf in scan_references(text, 2007) if isinstance(leaf, Reference)]
    assert [(r.letter, r.mrn) for r in found] == [
        (name, f"06EXAMPLEVILLE{at}") for at, name in enumerate(letters, 1)
    ]
    assert continues_list("Z", "AA. STATE 200")
    assert last_letter("AA. STATE 200", "Z") == "AA"
    assert continues_list("AA", f"({beyond[1]}) STATE 200")


@pytest.mark.parametrize("raw", ["ST. PETERSBURG 12", "U.S. MISSION 12", "MR. ROE"])
def test_an_abbreviation_is_no_letter(raw: str) -> None:
    assert parse_reference(raw, 2007).letter is None
