from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given

import strategies
from cableconv.model.header import DateTimeGroup, zone_offset

ZONES = {
    "Z": 0, "A": 1, "I": 9, "J": 0, "K": 10, "M": 12, "N": -1, "R": -5, "Y": -12,
    "": 0, "z": 0, "AA": 0, "1": 0, "é": 0,
}  # fmt: skip


@pytest.mark.parametrize(("letter", "hours"), ZONES.items())
def test_zone_offsets(letter: str, hours: int) -> None:
    assert zone_offset(letter) == hours


def test_each_zone_letter_but_j_has_an_offset_of_its_own() -> None:
    offsets = [zone_offset(letter) for letter in "ABCDEFGHIKLMNOPQRSTUVWXYZ"]
    assert sorted(offsets) == list(range(-12, 13))


GROUP = DateTimeGroup("161831Z AUG 07", (), 16, 18, 31, "Z", 8, 2007)

UTC = [
    ({}, dt.datetime(2007, 8, 16, 18, 31, tzinfo=dt.UTC)),
    ({"zone": "R"}, dt.datetime(2007, 8, 16, 23, 31, tzinfo=dt.UTC)),
    ({"zone": "K"}, dt.datetime(2007, 8, 16, 8, 31, tzinfo=dt.UTC)),
    ({"zone": "Y", "day": 31, "month": 12}, dt.datetime(2008, 1, 1, 6, 31, tzinfo=dt.UTC)),
    ({"month": 2, "day": 29, "year": 2008}, dt.datetime(2008, 2, 29, 18, 31, tzinfo=dt.UTC)),
    ({"month": 2, "day": 29}, None),
    ({"month": 2, "day": 30}, None),
    ({"day": 0}, None),
    ({"hour": 24}, None),
    ({"minute": 60}, None),
    ({"month": 13}, None),
    ({"month": 0}, None),
    ({"year": 0}, None),
    ({"year": 1, "month": 1, "day": 1, "hour": 0, "zone": "M"}, None),
    ({"month": None}, None),
    ({"year": None}, None),
]


@pytest.mark.parametrize(("change", "when"), UTC)
def test_the_instant_in_utc(change: dict[str, object], when: dt.datetime | None) -> None:
    group: DateTimeGroup = attrs.evolve(GROUP, **change)  # type: ignore[arg-type]  # by name
    assert group.utc == when


@given(strategies.date_time_groups())
def test_an_instant_is_at_most_half_a_day_from_what_is_stated(group: DateTimeGroup) -> None:
    if group.utc is None:
        return
    assert group.year is not None
    assert group.month is not None
    stated = dt.datetime(
        group.year, group.month, group.day, group.hour, group.minute, tzinfo=dt.UTC
    )
    assert stated - group.utc == dt.timedelta(hours=zone_offset(group.zone))
