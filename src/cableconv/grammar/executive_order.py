"""The E.O. line and declassification instructions of orders 11652 to 13526.

``E.O. 12958: DECL: 08/16/2017``, ``E.O. 12065: GDS 8/12/85 (ROE, JANE Q.) OR-M``, ``EO 12958 N/A``.
Sources: TAGS manual of 1974, 3a; 32 CFR 2001; ISOO notice of 2003; field guide 2c (164 shapes).
"""

from __future__ import annotations

import datetime as dt
import re

import attrs

from cableconv.grammar.months import month_number
from cableconv.grammar.remembered import remembered
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.leaf import Label
from cableconv.model.markings import Declassification

_LABEL = re.compile(
    r"\s{0,40}(?P<label>(?:E\.O[A-Z](?= [0-9]{5}:)|E\. ?[O0]\.?|E[O0]\.?|EXECUTIVE ORDER)"
    r"(?P<colon>:?)"
    r"(?: {0,9}(?P<order>[0-9]{2}[),.]?[0-9]{2,3})(?![0-9])(?P<end>[:;]?))?)",
    re.IGNORECASE,
)
"""Matches ``E.O. 12958:``, ``EO 12958``, ``E. O. 11652:``, ``E.O.:``, ``E.O. 11)652:``; with a
letter for the second point, ``E.OM 11652:``, before a whole number and its colon only.
"""

_BARE_SCHEDULE = re.compile(r" {1,4}X?GDS(?:-?[1-4])?[ .]*$")
"""Matches the rest of "E.O. XGDS", which names no order."""

_NEXT_FIELD = re.compile(
    r"\s{0,9}(?<![A-Za-z])"
    r"(?=(?:TAGS|CLASSIFIED BY|DERIVED FROM)\b|(?:SUBJECT|SUBJ|REFS?|REFTELS?|REASONS?) {0,2}:)"
    r"|[\s\\\"]{1,40}$",
    re.IGNORECASE,
)
"""Matches the blanks before ``TAGS:`` on the same line, and blanks or ``\\`` at the line's end.

Words that an event may hold are a label with a colon only: ``DECL: UPON DEATH OF SUBJECT``.
"""


@remembered
def scan_executive_order_line(line: str) -> tuple[Inline, ...] | None:
    """An E.O. line as label and declassification; other fields glued to it stay text.

    Returns:
        Leaves whose ``raw`` joined is the line; None where the line is no E.O. line: another line,
        or a sentence that begins with the words ``E.O. 12958``.
    """
    match = _LABEL.match(line)
    if match is None:
        return None
    if not (match["order"] or match["colon"] or _BARE_SCHEDULE.match(line, match.end("label"))):
        return None
    end = match.end("label")
    if match["colon"] and match["order"] and not line[end:].strip():
        end = match.end("colon")  # E.O.: 13526 of SMART cables: the number is the value
    label = line[match.start("label") : end]
    found: list[tuple[int, Inline]] = [(match.start("label"), Label(label))]
    start = len(line) - len(line[end:].lstrip(" \t:;"))
    cut = _NEXT_FIELD.search(line, start)
    value = line[start : cut.start() if cut else len(line)]
    if value.strip():
        order = match["order"] and "".join(filter(str.isdigit, match["order"]))
        leaf = _value(value, order)
        if not (match["colon"] or match["end"] or _states_something(leaf)):
            return None
        found.append((start, leaf))
    return interleave(line, found)


_BARE_ORDER = re.compile(r"[0-9]{5}\.?")


def _value(value: str, order: str | None) -> Declassification:
    if _BARE_ORDER.fullmatch(value.strip()):
        return Declassification(value, executive_order=value.strip().rstrip("."))
    return parse_declassification(value, order)


def _states_something(leaf: Declassification) -> bool:
    """Whether anything beyond an event in free words could be read from the instruction."""
    known = (leaf.not_applicable, leaf.declassify_on, leaf.schedule, leaf.exemptions)
    return any(known) or (leaf.event is not None and bool(_EVENT_HEAD.match(leaf.raw)))


_EVENT_HEAD = re.compile(
    r"\W{0,3}(?:DECL|DNG|[0-9]{1,2} YEARS|(?:TEN|FIFTEEN|TWENTY|TWENTY[- ]FIVE) YEARS)",
    re.IGNORECASE,
)
"""Matches ``DECL:``, ``TWENTY YEARS``, ``DNG: CO``: instructions that name an event."""

_NOT_APPLICABLE = re.compile(r"\(?N\s?[/.\\]?\s?A\.?\)?|NOT APPLICABLE\.?", re.IGNORECASE)

_PREFIX = re.compile(
    r"(?:DECL(?:ASS(?:IF(?:Y|ICATION)?)?|AS)?(?: ON(?= ?:?[\s0-9X]))?"
    r"(?![A-Za-z])\.?|DECLASSIFY ON)\s{0,9}[:;,.]?\s{0,9}",
    re.IGNORECASE,
)
"""Matches ``DECL: ``, ``DECLAS ``, ``Declassify on: ``"""

_SCHEDULE = re.compile(
    r"\(?(?P<name>XGDS|GDS|ADS|RDS|XDS)(?: ?-? ?(?P<number>[1-8])(?![0-9/]))?"
    r"(?![A-Za-z])[,:; ]{0,3}"
    r"|(?P<plain>OADR|MR)(?![A-Za-z])\.?",
    re.IGNORECASE,
)
"""Matches ``GDS ``, ``XGDS-1``, ``XGDS2``, ``ADS, ``, ``OADR``."""

_EXEMPTION = re.compile(
    r"(?<![A-Za-z0-9])(?:1\.[456] ?\(?)?"
    r"(?P<code>(?:25|50|75)?X ?-? ?[1-9])(?P<of>-(?:HUM(?:AN)?|WMD))?"
    r"(?![A-Za-z0-9])\)?",
    re.IGNORECASE,
)
"""Matches ``X1``, ``1.6X1``, ``25X1-human``, ``50X1-HUM``; not the end of ``ANNEX 1``."""

_OFFICER = re.compile(r"\((?P<name>[A-Z][A-Za-z.,' -]{1,60})\)")
"""Matches ``(ROE, JANE Q.)`` of an E.O. 12065 line."""

_AUTHORITY = re.compile(r"[, ]{0,3}(?:OR|O)-[A-Z](?:/[A-Z])?", re.IGNORECASE)
"""Matches ``OR-M``, ``OR-P/E``: by whose authority (E.O. 12065)."""


def parse_declassification(raw: str, executive_order: str | None = None) -> Declassification:
    """What a declassification instruction states; with certainty, or not at all.

    Args:
        raw: ``DECL: 08/16/2017``, ``N/A``, ``XGDS-1``, ``DECL: X1``, ``TWENTY YEARS``.
        executive_order: the order that the line names; decides the century of a two-digit year.

    Returns:
        The instruction. What cannot be read is left unset and stands in ``raw`` only; a date is
        given where it is the whole of the instruction's time, else the words are the event.
    """
    leaf = Declassification(raw, executive_order)
    words = " ".join(raw.split()).rstrip('\\" ')
    if _NOT_APPLICABLE.fullmatch(words):
        return attrs.evolve(leaf, not_applicable=True)
    if words[:4].upper().startswith("DNG"):  # a downgrading is no declassification
        return attrs.evolve(leaf, event=words)
    prefix = _PREFIX.match(words)
    rest = words[prefix.end() :] if prefix else words
    schedule = _SCHEDULE.match(rest)
    if schedule:
        return _scheduled(leaf, schedule, rest[schedule.end() :])
    return _dated(leaf, rest)


def _scheduled(leaf: Declassification, match: re.Match[str], rest: str) -> Declassification:
    name = (match["plain"] or match["name"]).upper()
    if match["number"]:
        name = f"{name}-{match['number']}"
    leaf = attrs.evolve(leaf, schedule=name)
    officer = _OFFICER.search(rest)
    if officer:
        leaf = attrs.evolve(leaf, officer=officer["name"])
        rest = rest[: officer.start()] + rest[officer.end() :]
    prefix = _PREFIX.match(rest)
    if prefix:
        rest = rest[prefix.end() :]
    return _dated(leaf, _AUTHORITY.sub("", rest))


def _dated(leaf: Declassification, rest: str) -> Declassification:
    codes = [_code(match) for match in _EXEMPTION.finditer(rest)]
    if codes:
        leaf = attrs.evolve(leaf, exemptions=tuple(dict.fromkeys(codes)))
        rest = _EXEMPTION.sub("", rest)
    words = rest.strip(" ,;.:()")
    date = read_date(words, leaf.executive_order)
    if date is not None:
        return attrs.evolve(leaf, declassify_on=date)
    return attrs.evolve(leaf, event=words) if _SAYS_WORDS.search(words) else leaf


_SAYS_WORDS = re.compile(r"[A-Za-z]{3}")


def _code(match: re.Match[str]) -> str:
    code = match["code"].upper().replace(" ", "").replace("-", "")
    return code + (match["of"] or "").upper().replace("-HUMAN", "-HUM")


_NUMERIC = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{2,4})")
"""Matches ``08/16/2017``, ``2020/02/23``, ``12-31-74``."""

_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
"""Matches ``20301231`` (ISOO marking booklet)."""

_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:ST|ND|RD|TH)?,? ([0-9]{2,4})")
"""Matches ``August 16, 2017``."""

_DAY_FIRST = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{2,4})")
"""Matches ``16 AUG 2017``."""


def read_date(words: str, executive_order: str | None = None) -> dt.date | None:
    """The date that the words are, in American, ISO or European order.

    Months come first unless the first number is greater than 12: so the E.O. line writes dates
    (3,500 of 3,500 readable ones in the field guide's count).

    Returns:
        None where the words are no date, or an impossible one.
    """
    if match := _NUMERIC.fullmatch(words):
        first, _, second, third = match.groups()
        if len(first) == _FULL_YEAR:
            return _date(first, second, third, executive_order)
        if len(first) > 2:  # noqa: PLR2004 - digits of a month or day
            return None
        month, day = (second, first) if int(first) > _MONTHS_A_YEAR else (first, second)
        return _date(third, month, day, executive_order)
    if match := _COMPACT.fullmatch(words):
        return _date(match[1], match[2], match[3], executive_order)
    if match := _MONTH_FIRST.fullmatch(words):
        return _date(match[3], match[1], match[2], executive_order)
    if match := _DAY_FIRST.fullmatch(words):
        return _date(match[3], match[2], match[1], executive_order)
    return None


def is_day_first(leaf: Declassification) -> bool:
    """Whether the date was read as day, month, year, since no month has the first number.

    E.O. lines write the month first; of ``16/08/2017`` the other order is a guess.
    """
    match = _NUMERIC.search(leaf.raw) if leaf.declassify_on else None
    return match is not None and len(match[1]) < _FULL_YEAR and int(match[1]) > _MONTHS_A_YEAR


_FULL_YEAR = 4
_MONTHS_A_YEAR = 12


def _date(year: str, month: str, day: str, order: str | None) -> dt.date | None:
    number = _month(month)
    full = _year(year, order)
    if number is None or full is None or len(day) > 2:  # noqa: PLR2004 - digits of a day
        return None
    try:
        return dt.date(full, number, int(day))
    except ValueError:
        return None


def _month(month: str) -> int | None:
    return int(month) if month.isdigit() else month_number(month)


_FIRST_YEARS = {"11652": 72, "12065": 78, "12356": 82, "12958": 95, "13526": 100}
"""Two-digit years from this one on belong to 19xx, under each order (standards A3)."""

_EARLIEST, _LATEST = 1972, 2110


def _year(year: str, order: str | None) -> int | None:
    if len(year) == 2:  # noqa: PLR2004 - digits
        number = int(year)
        return number + (1900 if number >= _FIRST_YEARS.get(order or "", 72) else 2000)
    if len(year) != _FULL_YEAR:
        return None
    return int(year) if _EARLIEST <= int(year) <= _LATEST else None


def format_declassification(leaf: Declassification) -> str:
    """The instruction in canonical spelling, without the order's label.

    Returns:
        ``N/A``, ``DECL: 08/16/2017``, ``DECL: X1, X6``, ``GDS 08/12/1985 (ROE, JANE Q.)``,
        ``ADS, DECLAS 12/31/1974``; ``raw`` where nothing is stated beside it.
    """
    if leaf.not_applicable:
        return "N/A"
    when = f"{leaf.declassify_on:%m/%d/%Y}" if leaf.declassify_on else leaf.event or ""
    parts = ", ".join(part for part in (", ".join(leaf.exemptions), when) if part)
    if leaf.event and leaf.event.upper().startswith("DNG"):
        return leaf.event
    if leaf.schedule in {"OADR", "MR"}:
        return " ".join(part for part in (f"DECL: {leaf.schedule}", parts) if part)
    if leaf.schedule:
        joint = ", DECLAS " if leaf.schedule == "ADS" or leaf.event else " "
        tail = f" ({leaf.officer})" if leaf.officer else ""
        return leaf.schedule + (joint + parts if parts else "") + tail
    return f"DECL: {parts}" if parts else leaf.raw
