"""Date-time groups, years of two digits, filing times."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.dtg import filing_time, format_dtg, full_year, parse_dtg
from cableconv.model.header import DateTimeGroup, Precedence, Station

O, P, R = Precedence.IMMEDIATE, Precedence.PRIORITY, Precedence.ROUTINE  # noqa: E741


@pytest.mark.parametrize(
    ("raw", "precedence", "when", "signals"),
    [
        ("P 161831Z AUG 07", (P,), (16, 18, 31, 8, 2007), ()),
        ("P R 141530Z FEB 06 ZDK", (P, R), (14, 15, 30, 2, 2006), ("ZDK",)),
        ("O 081931Z JUL 79", (O,), (8, 19, 31, 7, 1979), ()),
        ("R 201606Z OCT 04 PSN 060348K21", (R,), (20, 16, 6, 10, 2004), ("PSN 060348K21",)),
        ("R 151413Z MAR 1971 ZEX", (R,), (15, 14, 13, 3, 1971), ("ZEX",)),
        ("161831Z AUG 07", (), (16, 18, 31, 8, 2007), ()),
        ("P 251346 Z JUN 7 3", (P,), (25, 13, 46, 6, 1973), ()),
        ("P 2 51 346Z J UN 73 ", (P,), (25, 13, 46, 6, 1973), ()),
        ("R 010203Z MAR 05\\", (R,), (1, 2, 3, 3, 2005), ()),
        ("O 010203Z MAR 05 ZDS CITE RUEHZZ 0123", (O,), (1, 2, 3, 3, 2005),
         ("ZDS", "CITE RUEHZZ 0123")),
        ("O 010203Z MAR 74R", (O,), (1, 2, 3, 3, 1974), ()),
        ("R 010203Z JUNE 76", (R,), (1, 2, 3, 6, 1976), ()),
        ("R 010203z Sept 76", (R,), (1, 2, 3, 9, 1976), ()),
    ],
)  # fmt: skip
def test_groups(
    raw: str,
    precedence: tuple[Precedence, ...],
    when: tuple[int, int, int, int, int],
    signals: tuple[str, ...],
) -> None:
    day, hour, minute, month, year = when
    wanted = DateTimeGroup(raw, precedence, day, hour, minute, "Z", month, year, signals)
    assert parse_dtg(raw) == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "P",
        "161831",
        "P 161831 AUG 07",
        "P 16183Z AUG 07",
        "X 161831Z AUG 07",
        "DTG 161831Z AUG 07",
        "161831Z AUG 07 the talks went on",
        "161831Z AUG 07 THE TALKS WENT ON",
        "P 161831Z AUG 07 ZDK and more",
        "P O R 161831Z AUG 07",
        "P ١٦١٨٣١Z AUG 07",
    ],
)
def test_other_lines_are_no_group(raw: str) -> None:
    assert parse_dtg(raw) is None


@pytest.mark.parametrize("raw", ["P 321831Z AUG 07", "P 162431Z AUG 07", "P 300000Z FEB 07"])
def test_impossible_groups_are_kept_but_are_no_instant(raw: str) -> None:
    group = parse_dtg(raw)
    assert group is not None
    assert group.raw == raw
    assert group.utc is None


def test_a_group_without_month_has_no_instant() -> None:
    group = parse_dtg("P R 012345Z", year=2007)
    assert group == DateTimeGroup("P R 012345Z", (P, R), 1, 23, 45, "Z")


def test_a_hint_supplies_the_year() -> None:
    group = parse_dtg("P 161831Z AUG", year=2007)
    assert group is not None
    assert group.utc == dt.datetime(2007, 8, 16, 18, 31, tzinfo=dt.UTC)
    without = parse_dtg("P 161831Z AUG")
    assert without is not None
    assert without.year is None


def test_a_zone_counts() -> None:
    group = parse_dtg("P 010030A JAN 07")
    assert group is not None
    assert group.utc == dt.datetime(2006, 12, 31, 23, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("digits", "hint", "year"),
    [
        ("07", None, 2007),
        ("40", None, 2040),
        ("41", None, 1941),
        ("79", None, 1979),
        ("38", 1938, 1938),
        ("07", 1907, 1907),
        ("07", 1979, 2007),
    ],
)
def test_years_of_two_digits(digits: str, hint: int | None, year: int) -> None:
    assert full_year(digits, hint) == year


GROUPS = st.builds(
    DateTimeGroup,
    raw=st.just(""),
    precedence=st.lists(st.sampled_from(Precedence), max_size=2).map(tuple),
    day=st.integers(0, 99),
    hour=st.integers(0, 99),
    minute=st.integers(0, 99),
    zone=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    month=st.integers(1, 12),
    year=st.none() | st.integers(1900, 2099),
    signals=st.lists(st.sampled_from(["ZDK", "ZFF4", "CITE RUEHZZ 0123"]), max_size=3).map(tuple),
)


@given(GROUPS)
def test_a_group_is_read_back(group: DateTimeGroup) -> None:
    line = format_dtg(group)
    assert parse_dtg(line) == attrs.evolve(group, raw=line)


@given(GROUPS, st.data())
def test_blanks_may_stand_anywhere_in_a_group(group: DateTimeGroup, data: st.DataObject) -> None:
    bare = attrs.evolve(group, signals=())
    line = format_dtg(bare)
    at = data.draw(st.integers(0, len(line)))
    raw = f"{line[:at]} {line[at:]}"
    assert parse_dtg(raw) == attrs.evolve(bare, raw=raw)


@pytest.mark.parametrize(
    ("day", "year", "when"),
    [
        (228, 2007, dt.datetime(2007, 8, 16, 18, 31, tzinfo=dt.UTC)),
        (366, 2008, dt.datetime(2008, 12, 31, 18, 31, tzinfo=dt.UTC)),
        (366, 2007, None),
        (0, 2007, None),
        (999, 2007, None),
        (1, 0, None),
    ],
)
def test_filing_times(day: int, year: int, when: dt.datetime | None) -> None:
    assert filing_time(Station("", "RUEHZZ", "1", None, day, 18, 31), year) == when


def test_no_filing_time() -> None:
    assert filing_time(Station("", "RUEHZZ", "1"), 2007) is None
    assert filing_time(Station("", "RUEHZZ", "1", None, None, 0, 9), 2007) is None
    assert filing_time(Station("", "RUEHZZ", "1", None, 45, 25, 0), 2007) is None
    assert filing_time(Station("", "RUEHZZ", "1", None, 365, 0, 0), 9999) is not None
