"""Format line 3, the DE line."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.station import format_station, parse_station
from cableconv.model.header import Station


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("DE RUEHZZ #4390/01 2281831", ("RUEHZZ", "4390", 1, 228, 18, 31)),
        ("DE RUEHZZ #0524 2351212", ("RUEHZZ", "0524", None, 235, 12, 12)),
        ("DE RUEAHQ 167C 0461425", ("RUEAHQ", "167C", None, 46, 14, 25)),
        ("DE RCCIC 134 02/0009Z", ("RCCIC", "134", None, None, 0, 9)),
        ("DE RUEHZZ #0123/02 0451530\\", ("RUEHZZ", "0123", 2, 45, 15, 30)),
        ("DE RUEHZZ # 0123 0451530 ", ("RUEHZZ", "0123", None, 45, 15, 30)),
        ("DE RUEHZZ 0123", ("RUEHZZ", "0123", None, None, None, None)),
        ("DE RBDTRQ #0123", ("RBDTRQ", "0123", None, None, None, None)),
    ],
)
def test_station_lines(
    raw: str, values: tuple[str, str, int | None, int | None, int | None, int | None]
) -> None:
    assert parse_station(raw) == Station(raw, *values)


def test_an_impossible_filing_time_is_kept_as_stated() -> None:
    raw = "DE RUEHZZ #0123 3992561"
    assert parse_station(raw) == Station(raw, "RUEHZZ", "0123", None, 399, 25, 61)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "DE",
        "DE RUEHZZ",
        "DE RIO 2016",
        "DE URUGUAY 1974",
        "DE LAS INSTITUCIONES 1974",
        "DE RUEHZZ #0123 0451530 MORE",
        "DE RUEHZZ #0123 later",
        "MADE RUEHZZ #0123",
    ],
)
def test_other_lines_are_no_station_line(raw: str) -> None:
    assert parse_station(raw) is None


def test_the_usual_form_is_written_as_read() -> None:
    raw = "DE RUEHZZ #0524/03 0051212"
    station = parse_station(raw)
    assert station is not None
    assert format_station(station) == raw


STATIONS = st.builds(
    Station,
    raw=st.just(""),
    routing_indicator=st.sampled_from(["RUEHZZ", "RHEHXY", "RUEABCD"]),
    serial=st.from_regex(r"[0-9]{1,6}[A-Z]?", fullmatch=True),
    section=st.none() | st.integers(0, 999),
    day_of_year=st.none() | st.integers(0, 999),
    hour=st.integers(0, 99),
    minute=st.integers(0, 99),
)


@given(STATIONS)
def test_station_is_read_back(station: Station) -> None:
    line = format_station(station)
    assert parse_station(line) == attrs.evolve(station, raw=line)


@given(STATIONS)
def test_station_without_time_is_read_back(station: Station) -> None:
    untimed = attrs.evolve(station, day_of_year=None, hour=None, minute=None)
    line = format_station(untimed)
    assert parse_station(line) == attrs.evolve(untimed, raw=line)
