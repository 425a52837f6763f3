"""Format line 3, the DE line: sending station, serial number, section and filing time.

Source: ACP 127(G), Annex B; the ``#`` and the section after a slash are State Department practice.
"""

from __future__ import annotations

import re

from cableconv.grammar.procedure import (
    is_routing_indicator,
    is_us_routing_indicator,
    line_words,
)
from cableconv.model.header import Station

_SERIAL = re.compile(r"(#?)([0-9]{1,6}[A-Z]?)(?:/([0-9]{1,3}))?")
"""Matches ``#4390/01``, ``#0524``, ``167C``."""

_FILED = re.compile(r"(?:([0-9]{3})|[0-9]{2}/)?([0-9]{2})([0-9]{2})Z?")
"""Matches ``2281831`` (day of the year), ``02/0009Z`` (day of the month) and ``0009Z``."""

_WITHOUT_TIME = 3
_WITH_TIME = 4


def parse_station(raw: str) -> Station | None:
    """The DE line: ``DE RUEHME #4390/01 2281831``, ``DE RCCIC 134 02/0009Z``.

    A day of the month (``02/0009Z``) is no day of the year: hour and minute are given then, the
    day is None. Impossible days and times are kept as stated.

    Returns:
        None where the line is no DE line. A line without ``#`` and without a time counts only
        with an indicator of a US network, because ``DE`` also begins Spanish and French lines.
    """
    words = _station_words(raw)
    if len(words) not in (_WITHOUT_TIME, _WITH_TIME) or words[0] != "DE":
        return None
    serial = _SERIAL.fullmatch(words[2])
    if serial is None or not is_routing_indicator(words[1]):
        return None
    section = int(serial[3]) if serial[3] else None
    if len(words) == _WITHOUT_TIME:
        certain = serial[1] or is_us_routing_indicator(words[1])
        return Station(raw, words[1], serial[2], section) if certain else None
    filed = _FILED.fullmatch(words[3])
    if filed is None:
        return None
    day = int(filed[1]) if filed[1] else None
    return Station(raw, words[1], serial[2], section, day, int(filed[2]), int(filed[3]))


def _station_words(raw: str) -> list[str]:
    # "DE RUEHZZ # 0123" has a blank after the sign in some copies.
    words = line_words(raw)
    if len(words) > _WITHOUT_TIME and words[2] == "#":
        return [*words[:2], "#" + words[3], *words[4:]]
    return words


def format_station(station: Station) -> str:
    """``DE RUEHME #4390/01 2281831``, the form of the State Department."""
    section = "" if station.section is None else f"/{station.section:02}"
    words = ["DE", station.routing_indicator, f"#{station.serial}{section}"]
    if station.hour is not None and station.minute is not None:
        clock = f"{station.hour:02}{station.minute:02}"
        day = station.day_of_year
        words.append(f"{clock}Z" if day is None else f"{day:03}{clock}")
    return " ".join(words)
