from __future__ import annotations

import pytest

from cableconv.notices import NoticeKind
from cableconv.readers.nara.identity import (
    DocumentNumber,
    Stated,
    identity,
    parse_document_number,
)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("1979OSLO05838", DocumentNumber(1979, "OSLO", 5838)),
        (" 1974 PRETOR 00012 ", DocumentNumber(1974, "PRETOR", 12)),
        ("1976STATE290286_b", DocumentNumber(1976, "STATE", 290286)),
        ("79OSLO5838", None),
        ("1979PRETORIA05838", None),
        ("n/a", None),
    ],
)
def test_document_numbers(raw: str, number: DocumentNumber | None) -> None:
    assert parse_document_number(raw) == number


def mrn(number: str, text: Stated) -> str | None:
    parsed = parse_document_number(number)
    assert parsed is not None
    return identity(parsed, text).mrn


FULL = Stated("MODELTOWN", 417, "MODELT", 417, "MODELTOWN", 1975)


def test_all_agree() -> None:
    assert mrn("1975MODELT00417", FULL) == "75MODELTOWN417"


def test_a_short_post_needs_no_text() -> None:
    assert mrn("1975OSLO00417", Stated()) == "75OSLO417"


def test_a_post_of_six_letters_may_be_cut() -> None:
    parsed = parse_document_number("1975MODELT00417")
    assert parsed is not None
    found = identity(parsed, Stated(page_post="MODELT", page_serial=417))
    assert found.mrn is None
    assert [notice.kind for notice in found.notices] == [NoticeKind.UNPARSED]


@pytest.mark.parametrize(
    "text",
    [
        Stated(line_post="MODELTOWN", line_serial=417),
        Stated(from_post="MODELTOWN"),
        Stated(line_serial=417, from_post="MODELTOWN", page_post="MODELT", page_serial=417),
    ],
)
def test_the_text_completes_a_post(text: Stated) -> None:
    assert mrn("1975MODELT00417", text) == "75MODELTOWN417"


def test_a_post_that_has_six_letters() -> None:
    assert mrn("1975MOSCOW00417", Stated(from_post="MOSCOW")) == "75MOSCOW417"


def test_a_line_without_post() -> None:
    assert mrn("1975OSLO00417", Stated("", 417, "OSLO", 417, "OSLO", 1975)) == "75OSLO417"


@pytest.mark.parametrize(
    ("line", "page", "serial"), [(471, 417, "417"), (471, 471, "471"), (417, 471, "417")]
)
def test_two_of_three_serials_count(line: int, page: int, serial: str) -> None:
    parsed = parse_document_number("1975OSLO00417")
    assert parsed is not None
    found = identity(parsed, Stated("OSLO", line, "OSLO", page, "OSLO", 1975))
    assert found.mrn == f"75OSLO{serial}"
    assert NoticeKind.CONFLICT in {notice.kind for notice in found.notices}


@pytest.mark.parametrize("page", [None, 999])
def test_serials_that_all_differ_give_no_number(page: int | None) -> None:
    parsed = parse_document_number("1975OSLO00417")
    assert parsed is not None
    found = identity(parsed, Stated("OSLO", 471, "OSLO", page, "OSLO", 1975))
    assert found.mrn is None
    assert {notice.kind for notice in found.notices} == {NoticeKind.CONFLICT}


def test_another_post_is_a_conflict() -> None:
    parsed = parse_document_number("1975OSLO00417")
    assert parsed is not None
    found = identity(parsed, Stated("BERGEN", 417, "OSLO", 417, "OSLO", 1975))
    assert found.mrn == "75OSLO417"
    assert any("BERGEN" in notice.message for notice in found.notices)


def test_another_year_is_a_conflict() -> None:
    parsed = parse_document_number("1975OSLO00417")
    assert parsed is not None
    found = identity(parsed, Stated("OSLO", 417, "OSLO", 417, "OSLO", 1974))
    assert any("1974" in notice.message for notice in found.notices)
