"""Message reference numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.mrn import Mrn, format_mrn, parse_mrn


@pytest.mark.parametrize(
    ("raw", "mrn"),
    [
        ("07MEXICO4390", Mrn(2007, "MEXICO", "4390")),
        ("07 MEXICO 4390", Mrn(2007, "MEXICO", "4390")),
        ("1979LAPAZ05838", Mrn(1979, "LAPAZ", "5838")),
        ("12 CAIRO 1208", Mrn(2012, "CAIRO", "1208")),
        (" 06 LA PAZ 000123 ", Mrn(2006, "LAPAZ", "123")),
        ("73BANGKOK-A50", Mrn(1973, "BANGKOK", "A50")),
        ("73BANGKOKA-50", Mrn(1973, "BANGKOK", "A50")),
        ("74STATE000", Mrn(1974, "STATE", "0")),
    ],
)
def test_reference_numbers(raw: str, mrn: Mrn) -> None:
    assert parse_mrn(raw) == mrn


@pytest.mark.parametrize(
    "raw",
    ["", "MEXICO 4390", "7575LIBREVILLE1895", "07MEXICO", "074390", "07mexico4390", "07 TEXT 1 2."],
)
def test_other_words_are_no_reference_number(raw: str) -> None:
    assert parse_mrn(raw) is None


@pytest.mark.parametrize(
    ("year", "post", "serial", "mrn"),
    [
        (2007, "MEXICO", "004390", "07MEXICO4390"),
        (1979, "LA PAZ", "05838", "79LAPAZ5838"),
        (2006, "USUN New York", "0001", "06USUNNEWYORK1"),
        (2006, "São Paulo", "12", "06SAOPAULO12"),
        (2006, "PORT-AU-PRINCE", "#0", "06PORTAUPRINCE0"),
        (1973, "BANGKOK", "A-50", "73BANGKOK-A50"),
    ],
)
def test_reference_numbers_are_put_together(year: int, post: str, serial: str, mrn: str) -> None:
    assert format_mrn(year, post, serial) == mrn


@given(
    st.integers(1941, 2040),
    st.from_regex(r"[A-Z]{2,20}", fullmatch=True),
    st.integers(0, 999_999),
    st.sampled_from(["", "A"]),
)
def test_a_reference_number_is_read_back(year: int, post: str, serial: int, letter: str) -> None:
    number = f"{letter}{serial}"
    assert parse_mrn(format_mrn(year, post, number)) == Mrn(year, post, number)
