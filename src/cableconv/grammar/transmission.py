"""Format lines 1, 2 and 4: the transmission identifier, the routing and the security warning.

Source of the shapes: ACP 127(G), Annex B; JANAP 128 for the first line of naval messages.
"""

from __future__ import annotations

import re

from cableconv.grammar.procedure import (
    is_routing_indicator,
    is_us_routing_indicator,
    line_words,
    operating_signals,
    prosign,
)
from cableconv.model.header import Precedence, Routing, Security, TransmissionId

_IDENTIFIER = re.compile(r"V?ZCZC([A-Z]{2,4})([0-9]{1,6})")
"""Matches ``VZCZCXRO5008`` and ``VZCZCLOI278``."""

_MANUAL = re.compile(r"([A-Z]{2,4})([0-9]{1,6})")
"""Matches the second word of ``VV   ABC027``, the form of manual tape relay."""

_JANAP_HEAD = re.compile(r"[YZOPR][A-Z]{7}")
"""Matches ``RTTUZYUW``: precedence, media, class letter and content code."""

_JANAP_STATION = re.compile(r"([A-Z]{4,8})([0-9]{4})")
"""Matches ``RUEWMFU3647``: the originating station and its serial number."""

_JANAP_TIME = re.compile(r"[0-9]{7}-[A-Z]{4}--[A-Z]{4,8}\.?")
"""Matches ``2941606-UUUU--RHMFIUU.``: filing time, class letters, destination."""

_REDUNDANCY = re.compile(r"[A-Z]{5}(?:/[A-Z]{5})?|U{3,8}|E{3,8}|R{3,8}|C{3,8}|S{3,8}|T{3,8}")
"""Matches ``CCCCC`` and ``SSSSS/BBBBB`` (ACP 127(G), 124), and a letter too few or too many."""

_JANAP_WORDS = 3


def parse_transmission_id(raw: str) -> TransmissionId | None:
    """Format line 1: ``VZCZCXRO5008``, ``VV   ABC027``, or a JANAP 128 first line.

    A JANAP line (``RTTUZYUW RUEWMFU3647 2941606-UUUU--RHMFIUU.``) has no channel; its serial is
    the station serial number.

    Returns:
        None where the line is none of these.
    """
    if not ("ZCZC" in raw or "VV" in raw or "--" in raw):  # most lines that begin like one
        return None
    words = line_words(raw)
    if len(words) == 1 and (match := _IDENTIFIER.fullmatch(words[0])):
        return TransmissionId(raw, match[1], match[2])
    if words[:1] == ["VV"] and len(words[1:]) == 1 and (match := _MANUAL.fullmatch(words[1])):
        return TransmissionId(raw, match[1], match[2])
    serial = _janap_serial(words)
    return None if serial is None else TransmissionId(raw, "", serial)


def _janap_serial(words: list[str]) -> str | None:
    if len(words) < _JANAP_WORDS or not _JANAP_HEAD.fullmatch(words[0]):
        return None
    station = _JANAP_STATION.fullmatch(words[1])
    if station is None or not _JANAP_TIME.fullmatch(words[2]):
        return None
    further = (word.rstrip(".") for word in words[_JANAP_WORDS:])
    return station[2] if all(map(is_routing_indicator, further)) else None


def format_transmission_id(identifier: TransmissionId) -> str:
    """``VZCZCXRO5008``; the line as written where it has no channel (JANAP 128)."""
    if not identifier.channel:
        return identifier.raw
    return f"VZCZC{identifier.channel}{identifier.serial}"


def parse_routing(raw: str) -> Routing | None:
    """Format line 2: ``PP RUEHBC RUEHDE``, or a line that continues it.

    The prosign is doubled. A continuation holds routing indicators only, the first of a US
    network, so that no word of a text is taken for one; its precedence is None.

    Returns:
        None where the line is neither.
    """
    words = line_words(raw)
    if not words:
        return None
    precedence = _doubled_prosign(words[0])
    indicators = words[1:] if precedence else words
    if not all(map(is_routing_indicator, indicators)):
        return None
    if precedence is None and not is_us_routing_indicator(words[0]):
        return None
    return Routing(raw, precedence, tuple(indicators))


def _doubled_prosign(word: str) -> Precedence | None:
    doubled = len(word) == 2 and word[0] == word[1]  # noqa: PLR2004 - a letter twice
    return prosign(word[0]) if doubled else None


def format_routing(routing: Routing) -> str:
    """``PP RUEHBC RUEHDE``; without the prosign for a continuation."""
    head = (routing.precedence.value * 2,) if routing.precedence else ()
    return " ".join((*head, *routing.indicators))


def parse_security(raw: str) -> Security | None:
    """Format line 4: ``ZNY CCCCC ZZH``, ``ZNR UUUUU``, ``ZNY SSSSS/BBBBB``.

    Returns:
        None where the line does not begin with ZNR or ZNY and redundancy letters.
    """
    words = line_words(raw)
    if words[:1] not in (["ZNR"], ["ZNY"]) or len(words) == 1:
        return None
    if not _REDUNDANCY.fullmatch(words[1]):
        return None
    return Security(raw, words[0], words[1], operating_signals(words[2:]))


def format_security(security: Security) -> str:
    """``ZNY CCCCC ZZH``."""
    return " ".join((security.prosign, security.letters, *security.signals))
