from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.leaf import Furniture
from cableconv.model.markings import Declassification
from cableconv.readers.nara.attributes import (
    KEYS,
    Attribute,
    attribute_blocks,
    read_attributes,
)

STAMP = (
    "    Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review\n"
)
HEAD = "      Message Attributes\n"


def fields(text: str) -> dict[str, Field]:
    attributes = read_attributes(HEAD + text)
    blocks = list(attribute_blocks(attributes, set(FieldKind), 1975))
    assert "".join(block.raw for block in blocks) == HEAD + text
    return {block.name: block for block in blocks if isinstance(block, Field) and block.name}


def test_a_value_that_runs_on() -> None:
    found = fields("Concepts: BARLEY, BARGES,\nICE: ROADS OVER\nControl Number: n/a\n")
    assert found["Concepts"].value_text == "BARLEY, BARGES, ICE: ROADS OVER"
    assert list(found) == ["Concepts", "Control Number"]


def test_a_value_below_its_key() -> None:
    found = fields("Review Markings:\n\nDeclassified/Released\nUS Department of State\n\n\nTo: X\n")
    assert found["Review Markings"].value_text == "Declassified/Released US Department of State"


def test_a_page_end_inside_a_value() -> None:
    found = fields(f"Concepts: BARLEY,\n\n{STAMP}\f{STAMP}\nBARGES\nTo: X\n")
    assert found["Concepts"].value_text == "BARLEY, BARGES"
    stamps = [leaf for leaf in found["Concepts"].content if isinstance(leaf, Furniture)]
    assert len(stamps) == 2


def test_a_page_end_between_two_attributes() -> None:
    found = fields(f"Concepts: BARLEY\n\n{STAMP}\f{STAMP}\nTo: X\n")
    assert found["Concepts"].value_text == "BARLEY"
    assert found["To"].value_text == "X"


def test_a_key_that_is_not_in_the_list() -> None:
    assert fields("Review Panel Date: 01 JAN 1999\n")["Review Panel Date"].value_text


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key(key: str) -> None:
    assert list(fields(f"{key}: n/a\n")) == [key]


@pytest.mark.parametrize("value", ["", " n/a", " N/A", "\n\n"])
def test_values_that_state_nothing(value: str) -> None:
    assert Attribute("Film Number", f"Film Number:{value}\n").value == ""


@pytest.mark.parametrize(
    ("value", "schedule", "date", "officer"),
    [
        ("GS", "GDS", None, None),
        ("X4", "XGDS-4", None, None),
        ("AS 19741231", "ADS", dt.date(1974, 12, 31), None),
        ("GS 19810331 ROE, JANE Q", "GDS", dt.date(1981, 3, 31), "ROE, JANE Q"),
        ("GS 19811399", "GDS", None, None),
    ],
)
def test_codes_of_executive_orders(
    value: str, schedule: str, date: dt.date | None, officer: str | None
) -> None:
    (leaf,) = [
        leaf
        for leaf in fields(f"Executive Order: {value}\n")["Executive Order"].content
        if isinstance(leaf, Declassification)
    ]
    assert (leaf.schedule, leaf.declassify_on, leaf.officer) == (schedule, date, officer)


@pytest.mark.parametrize("value", ["RR", "OA", "GDS"])
def test_codes_that_nobody_explains_stay_text(value: str) -> None:
    content = fields(f"Executive Order: {value}\n")["Executive Order"].content
    assert not any(isinstance(leaf, Declassification) for leaf in content)


def test_addressees_apart_by_blanks() -> None:
    names = [
        getattr(leaf, "name", "")
        for leaf in fields("To: STATE     USUN NEW YORK\n")["To"].content
        if type(leaf).__name__ == "Addressee"
    ]
    assert names == ["STATE", "USUN NEW YORK"]


LINES = st.one_of(
    st.sampled_from(
        [STAMP, "\f\n", "\n", "  \n", "To: A  B\n", "TAGS: (A, B), C (\n", "From: X\n"]
    ),
    st.sampled_from(sorted(KEYS)).map(lambda key: f"{key}:\n"),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30).map(
        lambda line: line + "\n"
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_every_character_is_kept(lines: list[str]) -> None:
    fields("".join(lines))
