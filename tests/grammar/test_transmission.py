"""Format lines 1, 2 and 4."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.transmission import (
    format_routing,
    format_security,
    format_transmission_id,
    parse_routing,
    parse_security,
    parse_transmission_id,
)
from cableconv.model.header import Precedence, Routing, Security, TransmissionId

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INDICATORS = st.from_regex(r"R[HU][A-Z]{2,6}", fullmatch=True).filter(str.isascii)
SIGNALS = st.from_regex(r"Z[A-Z]{2}( [0-9]{4})?", fullmatch=True)


@pytest.mark.parametrize(
    ("raw", "channel", "serial"),
    [
        ("VZCZCXRO0123", "XRO", "0123"),
        ("VZCZCLOI278", "LOI", "278"),
        ("VV   ABC027", "ABC", "027"),
        ("RTTUZYUW RUEWXYZ3647 2941606-UUUU--RHMFXYZ.", "", "3647"),
        ("RAAUZYUW RUENXYZ0001 2941606-UUUU--RHMFXYZ RUENABC.", "", "0001"),
        ("VZCZCXRO0123\\", "XRO", "0123"),
    ],
)
def test_transmission_identifiers(raw: str, channel: str, serial: str) -> None:
    assert parse_transmission_id(raw) == TransmissionId(raw, channel, serial)


@pytest.mark.parametrize(
    "raw",
    ["", "VZCZC", "VZCZC123", "VZCZCXRO0123 MORE", "RESPONDS REGIONAL 2941606", "VV", "SUMMARY"],
)
def test_other_lines_are_no_transmission_identifier(raw: str) -> None:
    assert parse_transmission_id(raw) is None


@given(st.text(CAPITALS, min_size=2, max_size=4), st.integers(0, 9999))
def test_transmission_identifier_is_read_back(channel: str, serial: int) -> None:
    line = format_transmission_id(TransmissionId("", channel, f"{serial:04}"))
    assert parse_transmission_id(line) == TransmissionId(line, channel, f"{serial:04}")


def test_a_naval_first_line_stays_as_written() -> None:
    raw = "RTTUZYUW RUEWXYZ3647 2941606-UUUU--RHMFXYZ."
    identifier = parse_transmission_id(raw)
    assert identifier is not None
    assert format_transmission_id(identifier) == raw


@pytest.mark.parametrize(
    ("raw", "precedence", "indicators"),
    [
        ("PP RUEHBC RUEHDE", Precedence.PRIORITY, ("RUEHBC", "RUEHDE")),
        ("ZZ RUEHZZ", Precedence.FLASH, ("RUEHZZ",)),
        ("RR RUEHWEB\\", Precedence.ROUTINE, ("RUEHWEB",)),
        ("OO RBDTRQ RCCIC", Precedence.IMMEDIATE, ("RBDTRQ", "RCCIC")),
        ("RR", Precedence.ROUTINE, ()),
        ("RUEHBC RBDTRQ ", None, ("RUEHBC", "RBDTRQ")),
    ],
)
def test_routing_lines(
    raw: str, precedence: Precedence | None, indicators: tuple[str, ...]
) -> None:
    assert parse_routing(raw) == Routing(raw, precedence, indicators)


@pytest.mark.parametrize(
    "raw", ["", "PO RUEHBC", "P RUEHBC", "REGARDS", "RECENTLY", "PP Deputy of it", "ROE", "QUITO"]
)
def test_other_lines_are_no_routing(raw: str) -> None:
    assert parse_routing(raw) is None


@given(st.none() | st.sampled_from(Precedence), st.lists(INDICATORS, min_size=1, max_size=9))
def test_routing_is_read_back(precedence: Precedence | None, indicators: list[str]) -> None:
    kept = tuple(word for word in indicators if word[1] in "HU")
    line = format_routing(Routing("", precedence, kept))
    assert parse_routing(line) == Routing(line, precedence, kept)


@pytest.mark.parametrize(
    ("raw", "prosign", "letters", "signals"),
    [
        ("ZNY CCCCC ZZH", "ZNY", "CCCCC", ("ZZH",)),
        ("ZNR UUUUU", "ZNR", "UUUUU", ()),
        ("ZNY CCCC ZZH", "ZNY", "CCCC", ("ZZH",)),
        ("ZNY SSSSS/BBBBB", "ZNY", "SSSSS/BBBBB", ()),
        ("ZNY EEEEE ZZH\\", "ZNY", "EEEEE", ("ZZH",)),
        ("ZNR UUUUU ZUI RUEWXYZ1234 2281831", "ZNR", "UUUUU", ("ZUI RUEWXYZ1234 2281831",)),
        ("ZNR UUUUU ZZH (CCY AD0123)", "ZNR", "UUUUU", ("ZZH (CCY AD0123)",)),
    ],
)
def test_security_lines(raw: str, prosign: str, letters: str, signals: tuple[str, ...]) -> None:
    assert parse_security(raw) == Security(raw, prosign, letters, signals)


@pytest.mark.parametrize("raw", ["", "ZNR", "ZNY C", "ZNX CCCCC", "CCCCC ZZH", "ZNY cccccc"])
def test_other_lines_are_no_security_line(raw: str) -> None:
    assert parse_security(raw) is None


@given(
    st.sampled_from(["ZNR", "ZNY"]),
    st.sampled_from(["UUUUU", "CCCCC", "SSSSS/BBBBB", "UUUAA"]),
    st.lists(SIGNALS, max_size=4),
)
def test_security_is_read_back(prosign: str, letters: str, signals: list[str]) -> None:
    security = Security("", prosign, letters, tuple(signals))
    line = format_security(security)
    assert parse_security(line) == attrs.evolve(security, raw=line)
