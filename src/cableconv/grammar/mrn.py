"""Message reference numbers: ``07MEXICO4390`` is message 4390 of 2007 from Mexico."""

from __future__ import annotations

import re
import unicodedata

import attrs

from cableconv.grammar.dtg import full_year

_YEAR = r"((?:19|20)?[0-9]{2})"

_MRN = re.compile(_YEAR + r"-?([A-Z]{2,40})-?([0-9]{1,9})")
"""Matches ``07MEXICO4390`` and ``1979LAPAZ05838``."""

_AIRGRAM = re.compile(_YEAR + r"-?([A-Z]{2,40}?)(?:-A-?|A-)([0-9]{1,9})")
"""Matches ``73BANGKOK-A50`` and ``73BANGKOKA-50``."""

_LONGEST = 64


@attrs.frozen
class Mrn:
    """The parts of a message reference number.

    Attributes:
        year: four digits.
        post: in capitals, without blanks and punctuation (``LAPAZ``).
        serial: without leading zeros (``5838``); with its ``A`` for an airgram (``A50``).
    """

    year: int
    post: str
    serial: str


def parse_mrn(raw: str) -> Mrn | None:
    """The parts of ``07MEXICO4390``, ``07 MEXICO 4390``, ``12 CAIRO 1208``, ``1979LAPAZ05838``.

    Two digits of a year are read by ``full_year``. Airgrams put ``A-`` before the number.

    Returns:
        None for anything else, such as the ``7575LIBREVILLE1895`` of some lists.
    """
    if len(raw) > _LONGEST:
        return None
    compact = "".join(raw.split())
    match = _AIRGRAM.fullmatch(compact)
    letter = "A" if match else ""
    match = match or _MRN.fullmatch(compact)
    if match is None:
        return None
    digits = match[1]
    year = full_year(digits, None) if len(digits) == 2 else int(digits)  # noqa: PLR2004
    return Mrn(year, match[2], letter + _unpadded(match[3]))


def format_mrn(year: int, post: str, serial: str) -> str:
    """The reference number in its usual form: ``07MEXICO4390``.

    Args:
        year: four digits; the last two are printed.
        post: as written; blanks, punctuation and accents are dropped, letters capitalised.
        serial: as written; leading zeros are dropped. With an ``A`` it is an airgram's.
    """
    name = "".join(filter(str.isalpha, _ascii(post))).upper()
    number = "".join(filter(str.isalnum, _ascii(serial))).upper()
    if number.startswith("A"):
        return f"{year % 100:02}{name}-A{_unpadded(number[1:])}"
    return f"{year % 100:02}{name}{_unpadded(number)}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _unpadded(digits: str) -> str:
    return digits.lstrip("0") or "0"
