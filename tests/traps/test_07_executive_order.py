"""Trap 7: the E.O. line has more than 160 shapes; what is not certain stays as written."""

from __future__ import annotations

import datetime as dt

import pytest

from cableconv.model.markings import Declassification
from traps.telegrams import HEAD, read

DAY = dt.date(2017, 8, 16)


def stated(line: str) -> Declassification:
    cable = read(HEAD.replace("E.O. 12958: N/A", line) + "1. (U) Text.\n")
    (found,) = cable.markings.declassification
    assert found.raw in line
    return found


@pytest.mark.parametrize(
    "line",
    [
        "E.O. 12958: DECL: 08/16/2017",
        "EO 12958 DECL: 08/16/2017",
        "E.o. 12958: decl: 08/16/2017",
        "E.O. 12958: DECL: 2017/08/16",
        "E.O. 12958: DECL: 16 AUG 2017",
        "E.O. 12958: DECL: AUGUST 16, 2017",
        "E.O. 12598: DECL: 08/16/2017",
    ],
)
def test_dates_in_three_orders(line: str) -> None:
    assert stated(line).declassify_on == DAY


@pytest.mark.parametrize(
    ("line", "schedule", "exemptions"),
    [
        ("E.O. 12958: DECL: X1", None, ("X1",)),
        ("E.O. 12958: DECL: 1.6 X1, X6", None, ("X1", "X6")),
        ("E.O. 13526: DECL: 25X1-human", None, ("25X1-HUM",)),
        ("E.O. 12356: DECL:OADR", "OADR", ()),
        ("E.O. 13526: DECL: MR", "MR", ()),
        ("E.O. 11652: GDS", "GDS", ()),
        ("E.O. 11652: XGDS-1", "XGDS-1", ()),
    ],
)
def test_schedules_and_exemptions(
    line: str, schedule: str | None, exemptions: tuple[str, ...]
) -> None:
    found = stated(line)
    assert (found.schedule, found.exemptions) == (schedule, exemptions)


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (
            "E.O. 12958: DECL: TEN YEARS AFTER THE MAST IS BUILT",
            "TEN YEARS AFTER THE MAST IS BUILT",
        ),
        ("E.O. 12958: TWENTY YEARS", "TWENTY YEARS"),
    ],
)
def test_events_stay_words(line: str, event: str) -> None:
    assert (stated(line).event, stated(line).declassify_on) == (event, None)


def test_an_officer_and_his_authority() -> None:
    found = stated("E.O. 12065: GDS 8/12/85 (ROE, JANE Q.) OR-P")
    assert (found.schedule, found.declassify_on) == ("GDS", dt.date(1985, 8, 12))
    assert found.officer == "ROE, JANE Q."


def test_a_date_with_a_slip_is_none_and_stays_as_written() -> None:
    found = stated("E.O. 12958: DECL: 13/45/2017")
    assert (found.declassify_on, found.raw) == (None, "DECL: 13/45/2017")


def test_other_fields_on_its_line_are_theirs() -> None:
    cable = read("E.O. 12958: N/A TAGS: PREL, XX SUBJECT: THE MAST\n\n1. (U) Text.\n")
    assert cable.markings.declassification[0].not_applicable
    assert [tag.name for tag in cable.tags] == ["PREL", "XX"]
