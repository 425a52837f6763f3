"""Date-time groups: ``P 161831Z AUG 07``, format line 5 with its prosigns and operating signals.

Also the year that two digits stand for, and the filing time of a DE line.
"""

from __future__ import annotations

import datetime as dt
import re

from cableconv.grammar.months import MONTH_NAMES, SHORT_MONTHS, month_number
from cableconv.grammar.procedure import is_signal, operating_signals, prosign
from cableconv.model.header import DateTimeGroup, Precedence, Station

_SPELLINGS = "|".join(MONTH_NAMES)

_GROUP = re.compile(
    rf"([YZOPR]?)([YZOPR]?)([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})([A-Z])"
    rf"(?:({_SPELLINGS})((?:19|20)[0-9]{{2}}|[0-9]{{2}})?)?",
    re.IGNORECASE | re.ASCII,
)
"""Matches ``P161831ZAUG07``, the line without its blanks: blanks stray into groups of the 1970s."""

_HEAD = re.compile(r"\s*(?:[YZOPR]\s*){0,2}[0-9]", re.IGNORECASE)
"""Matches the head of ``P R 141530Z FEB 06``; other lines are not looked at closely."""

_SIGNAL_WORD = re.compile(r"[A-Z0-9/().,#:-]+")
"""Matches ``ZDK``, ``060348K21``; a word with small letters belongs to a sentence."""

_LONGEST = 40
"""Characters of the longest group without blanks, with room to spare."""

_WIDEST = 200
"""Characters of a line in which the group must end, blanks included."""

_MOST_SIGNAL_WORDS = 16
_FIRST_OF_1900S = 41


def parse_dtg(raw: str, *, year: int | None = None) -> DateTimeGroup | None:
    """A whole line 5: ``P R 141530Z FEB 06 ZDK``, ``R 201606Z OCT 04 PSN 060348K21``.

    Blanks between any characters are allowed (``P 251346 Z JUN 7 3``: NARA's texts of 1973).
    Impossible days and times are kept as stated; ``utc`` of the result is then None.

    Args:
        raw: the line.
        year: four-digit year of the cable where it is known; see ``full_year``. It also supplies
            the year where the line states a month but no year.

    Returns:
        None where the line is no date-time group.
    """
    if not _HEAD.match(raw):
        return None
    group, rest = _without_blanks(raw)
    match = _GROUP.match(group)
    if match is None:
        return None
    signals = _signals(raw, rest[match.end() - 1] + 1)
    if signals is None:
        return None
    month = month_number(match[7]) if match[7] else None
    return DateTimeGroup(
        raw,
        _precedence(match[1], match[2]),
        int(match[3]),
        int(match[4]),
        int(match[5]),
        match[6].upper(),
        month,
        None if month is None else _year(match[8], year),
        signals,
    )


def _without_blanks(raw: str) -> tuple[str, list[int]]:
    """The first characters of the line without blanks, and the place of each in the line."""
    places: list[int] = []
    for place, character in enumerate(raw[:_WIDEST]):
        if not character.isspace():
            places.append(place)
            if len(places) == _LONGEST:
                break
    return "".join([raw[place] for place in places]), places


def _precedence(first: str, second: str) -> tuple[Precedence, ...]:
    found = (prosign(letter.upper()) for letter in (first, second))
    return tuple(precedence for precedence in found if precedence is not None)


def _signals(raw: str, start: int) -> tuple[str, ...] | None:
    """The operating signals after the group; None where other words follow it."""
    rest = raw[start:].rstrip(" \t\r\n\\")
    # "O 131200Z AUG 74R": a letter strays to the end of the group in one file of the corpus.
    glued = len(rest) > 0 and rest[0] in "YZOPR" and (len(rest) == 1 or rest[1].isspace())
    words = rest[1:].split() if glued else rest.split()
    if not words:
        return ()
    proper = len(words) <= _MOST_SIGNAL_WORDS and is_signal(words[0])
    return operating_signals(words) if proper and all(map(_SIGNAL_WORD.fullmatch, words)) else None


def _year(digits: str | None, hint: int | None) -> int | None:
    if not digits:
        return hint
    return full_year(digits, hint) if len(digits) == 2 else int(digits)  # noqa: PLR2004


def full_year(two_digits: str, hint: int | None) -> int:
    """The year that two digits stand for.

    Telegrams with such groups run from the 1940s on: 41 to 99 are of the 1900s, 00 to 40 of the
    2000s. (ACP 127(G), 113, asks for four digits from 2006; the State Department kept two.)

    Args:
        two_digits: ``07``.
        hint: a four-digit year known from elsewhere; it wins where its last two digits agree.
    """
    number = int(two_digits)
    if hint is not None and hint % 100 == number:
        return hint
    return number + (1900 if number >= _FIRST_OF_1900S else 2000)


def format_dtg(dtg: DateTimeGroup) -> str:
    """``P R 141530Z FEB 06 ZDK``; the year in four digits where two would be read otherwise."""
    words = [precedence.value for precedence in dtg.precedence]
    words.append(f"{dtg.day:02}{dtg.hour:02}{dtg.minute:02}{dtg.zone}")
    if dtg.month is not None:
        words.append(SHORT_MONTHS[dtg.month - 1])
        if dtg.year is not None:
            short = f"{dtg.year % 100:02}"
            words.append(short if full_year(short, None) == dtg.year else str(dtg.year))
    return " ".join([*words, *dtg.signals])


def filing_time(station: Station, year: int) -> dt.datetime | None:
    """When a message was filed, in UTC: day of the year and time of its DE line.

    Returns:
        None where the line states no day of the year, or one that ``year`` does not have.
    """
    day, hour, minute = station.day_of_year, station.hour, station.minute
    if day is None or hour is None or minute is None:
        return None
    try:
        first = dt.datetime(year, 1, 1, hour, minute, tzinfo=dt.UTC)
        filed = first + dt.timedelta(days=day - 1)
    except (ValueError, OverflowError):
        return None
    return filed if filed.year == year else None
