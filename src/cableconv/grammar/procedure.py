"""Words of procedure lines: routing indicators, precedence prosigns, operating signals.

The transmission, station, date-time and address lines are all made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cableconv.model.header import Precedence

ROUTING_INDICATOR = re.compile(r"[QRU][A-IK-QS-UW-Z][A-Z]{2,6}")
"""Matches ``RUEHME``, ``RCCIC``, ``RHMFIUU``. Source: 5 FAH-2 H-231; first letters of ACP 121."""

_SIGNAL = re.compile(r"Z[A-Z]{2}[0-9]{0,2}|PSN|CITE|MID[0-9]{6,20}[A-Z]?")
"""Matches ``ZZH``, ``ZFF4``, and the words ``PSN`` and ``CITE`` that take a number after them.

Also ``MID200001234567U``, the number that naval gateways put there from 2022 on.
"""

LINE_END = " \t\r\n\\"


def line_words(raw: str) -> list[str]:
    r"""The words of a line, without the backslash that some copies leave at its end.

    Source: the corpus has ``ZNR UUUUU ZZH\`` and ``MEXICO 00004390  002 OF 004 \``.
    """
    return raw.rstrip(LINE_END).split()


def is_routing_indicator(word: str) -> bool:
    """True for a word that has the shape of a routing indicator."""
    return ROUTING_INDICATOR.fullmatch(word) is not None


def is_us_routing_indicator(word: str) -> bool:
    """True for an indicator of the US networks, which begin with RU or RH (``RUEHME``)."""
    return word.startswith(("RU", "RH")) and is_routing_indicator(word)


def prosign(letter: str) -> Precedence | None:
    """The precedence of a prosign; None for any other word."""
    return _PROSIGNS.get(letter)


_PROSIGNS = {precedence.value: precedence for precedence in Precedence}


def is_signal(word: str) -> bool:
    """True for an operating signal (``ZDK``), and for ``PSN`` and ``CITE``."""
    return _SIGNAL.fullmatch(word) is not None


def operating_signals(words: Iterable[str]) -> tuple[str, ...]:
    """The operating signals of a line, each with the words that belong to it.

    ``ZDS CITE RUEHZZ 0123`` gives ``("ZDS", "CITE RUEHZZ 0123")``.
    """
    groups: list[list[str]] = []
    for word in words:
        if is_signal(word) or not groups:
            groups.append([word])
        else:
            groups[-1].append(word)
    return tuple(" ".join(group) for group in groups)
