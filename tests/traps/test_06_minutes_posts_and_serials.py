"""Trap 6: wrong minutes, names of posts that forms cut, numbers padded with zeros."""

from __future__ import annotations

import datetime as dt

import pytest

import wikileaks_pages as pages
from cableconv.grammar.mrn import parse_mrn
from cableconv.grammar.reference import parse_reference
from cableconv.model.header import DateTimeGroup
from cableconv.notices import NoticeKind
from traps.telegrams import HEAD, read


def test_minutes_of_a_page_are_corrected_by_the_text_and_that_is_told() -> None:
    cable = pages.read(pages.page(created="2006-02-08 21:09"))
    created = next(f for f in cable.fields if f.name == "Created")
    stated = next(leaf for leaf in created.content if isinstance(leaf, DateTimeGroup))
    assert (stated.raw, stated.utc) == (
        "2006-02-08 21:09",
        dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC),
    )
    assert any(n.kind is NoticeKind.DERIVED and "21:47" in n.message for n in cable.notices)


@pytest.mark.parametrize("serial", ["000123", "00123", "0123", "123"])
def test_a_serial_is_one_whatever_its_zeros(serial: str) -> None:
    cable = read(HEAD.replace("000123", serial) + "1. (U) Text.\n")
    assert cable.mrn == "06LAKEPORT123"
    assert parse_reference(f"06 LAKEPORT {serial}").mrn == "06LAKEPORT123"


def test_names_of_posts_of_several_words_become_one() -> None:
    cable = read(HEAD.replace("LAKEPORT 000123", "USUN NEW LAKEPORT 000123") + "1. (U) Text.\n")
    assert cable.mrn == "06USUNNEWLAKEPORT123"


def test_a_post_that_a_page_line_may_have_cut_proves_no_number() -> None:
    text = "P 161831Z AUG 07\n\nSUBJECT: X\n\n1. (U) Text.\n\nNEW LAKEPO 00000123  002 OF 002\n\n"
    assert read(text + "2. (U) More.\n").mrn is None


@pytest.mark.parametrize("raw", ["7575LAKEPORT1895", "08SECTION01GF02LAKEPORT21"])
def test_a_malformed_id_is_kept_as_stated_and_told(raw: str) -> None:
    cable = pages.read(pages.page(id=raw))
    assert cable.mrn == raw
    known = parse_mrn(raw)
    assert known is None or any(n.kind is NoticeKind.CONFLICT for n in cable.notices)
