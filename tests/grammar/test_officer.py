"""Name and position in an authority line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.officer import read_officer
from cableconv.model.markings import ClassifiedBy


@pytest.mark.parametrize(
    ("raw", "names", "title"),
    [
        ("DCM John Doe", ("John Doe",), "DCM"),
        ("Ambassador Jane Roe", ("Jane Roe",), "Ambassador"),
        ("A/DCM Jane Q. Roe", ("Jane Q. Roe",), "A/DCM"),
        ("Deputy Chief of Mission John Doe", ("John Doe",), "Deputy Chief of Mission"),
        ("Charge d'Affaires a.i. Jane Roe", ("Jane Roe",), "Charge d'Affaires a.i."),
        ("Pol/Econ Counselor John Doe", ("John Doe",), "Pol/Econ Counselor"),
        ("Acting Minister-Counselor for Economic Affairs J. Doe", ("J. Doe",),
         "Acting Minister-Counselor for Economic Affairs"),
        ("POLITICAL COUNSELOR JOHN Q. PUBLIC JR.", ("JOHN Q. PUBLIC JR.",), "POLITICAL COUNSELOR"),
        ("John Doe, Jr., DCM", ("John Doe, Jr.",), "DCM"),
        ("Rose Doe, Assistant Secretary, Department of State, VCI", ("Rose Doe",),
         "Assistant Secretary, Department of State, VCI"),
        ("John Doe", ("John Doe",), None),
        ("EUR A/S Jane Roe", ("Jane Roe",), "EUR A/S"),
        ("E/P Counselor John Doe", ("John Doe",), "E/P Counselor"),
        ("Ambassador", (), "Ambassador"),
        ("DCM, John Doe", ("John Doe",), "DCM"),
        ("Doe, John, DCM", ("Doe, John",), "DCM"),
        ("Political\nCounselor John\n   Doe", ("John Doe",), "Political Counselor"),
        ("JANE 0. ROE, DIRECTOR SA/XYZ", ("JANE 0. ROE",), "DIRECTOR SA/XYZ"),
        ("the officer named in the first paragraph of it", (),
         "the officer named in the first paragraph of it"),
        ("", (), None),
    ],
)  # fmt: skip
def test_officers(raw: str, names: tuple[str, ...], title: str | None) -> None:
    assert read_officer(raw) == ClassifiedBy(raw, names, title)


TITLES = st.sampled_from(["Ambassador", "DCM", "Political Counselor", "Deputy Chief of Mission"])
PEOPLE = st.sampled_from(["John Doe", "Jane Q. Roe", "Mary O'Roe", "JOHN DOE III"])


@given(TITLES, PEOPLE, st.sampled_from([" ", "\n", "  ", " \n "]))
def test_blanks_and_order_do_not_count(title: str, person: str, blank: str) -> None:
    for words in (f"{title} {person}", f"{person}, {title}"):
        leaf = read_officer(words.replace(" ", blank))
        assert (leaf.names, leaf.title) == ((person,), title)


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    assert read_officer(text).raw == text


@pytest.mark.parametrize(
    ("raw", "name", "title"),
    [
        (
            "Acting Assistant Secretary of State for European Affairs J. Roe",
            "J. Roe",
            "Acting Assistant Secretary of State for European Affairs",
        ),
        ("Charge d'Affaires, a.i. Jane Roe", "Jane Roe", "Charge d'Affaires, a.i."),
    ],
)
def test_positions_of_several_parts(raw: str, name: str, title: str) -> None:
    officer = read_officer(raw)
    assert (officer.names, officer.title) == ((name,), title)
