"""Header values: one leaf for each thing that a header line states."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from cableconv.model.leaf import Leaf


class Precedence(enum.Enum):
    """Message precedence, by prosign. NIACT IMMEDIATE is ``IMMEDIATE`` with ``niact`` set.

    Source: ACP 127(G), 151-152; 5 FAH-1 H-221.
    """

    EMERGENCY = "Y"
    FLASH = "Z"
    IMMEDIATE = "O"
    PRIORITY = "P"
    ROUTINE = "R"


@attrs.frozen
class TransmissionId(Leaf):
    """Format line 1: ``VZCZCXRO5008``.

    Attributes:
        channel: letters after ``VZCZC`` (``XRO``).
        serial: digits after them, as written.
    """

    channel: str = ""
    serial: str = ""


@attrs.frozen
class Routing(Leaf):
    """Format line 2, or a line that continues it: ``PP RUEHBC RUEHDE RUEHKUK``.

    Attributes:
        precedence: None on a continuation line.
        indicators: routing indicators in order.
    """

    precedence: Precedence | None = None
    indicators: tuple[str, ...] = ()


@attrs.frozen
class Station(Leaf):
    """Format line 3, the DE line: ``DE RUEHME #4390/01 2281831``.

    Attributes:
        routing_indicator: of the sending station (``RUEHME``).
        serial: station serial number as written, without ``#`` (``4390``).
        section: number after the slash; None where there is none.
        day_of_year: 1 to 366, or None where the line gives no filing time.
        hour, minute: filing time in UTC, or None.
    """

    routing_indicator: str = ""
    serial: str = ""
    section: int | None = None
    day_of_year: int | None = None
    hour: int | None = None
    minute: int | None = None


@attrs.frozen
class Security(Leaf):
    """Format line 4, the security warning: ``ZNY CCCCC ZZH``.

    Attributes:
        prosign: ``ZNR`` or ``ZNY``.
        letters: redundancy letters as written (``CCCCC``, ``SSSSS/BBBBB``).
        signals: operating signals after them.
    """

    prosign: str = ""
    letters: str = ""
    signals: tuple[str, ...] = ()


@attrs.frozen
class DateTimeGroup(Leaf):
    """Format line 5: ``P 161831Z AUG 07``, with precedence prosigns and operating signals.

    Attributes:
        precedence: one or two prosigns (action, info); empty where the line has none.
        day, hour, minute: as stated, in the stated zone.
        zone: zone letter, ``Z`` for UTC.
        month: 1 to 12; None where not stated.
        year: four digits; None where it is not stated and no text proves it.
        signals: operating signals after it (``ZDK``).
    """

    precedence: tuple[Precedence, ...] = ()
    day: int = 1
    hour: int = 0
    minute: int = 0
    zone: str = "Z"
    month: int | None = None
    year: int | None = None
    signals: tuple[str, ...] = ()

    @property
    def utc(self) -> dt.datetime | None:
        """The instant in UTC; None where month or year is unknown or the date is impossible."""
        if self.month is None or self.year is None:
            return None
        try:
            stated = dt.datetime(
                self.year, self.month, self.day, self.hour, self.minute, tzinfo=dt.UTC
            )
            return stated - dt.timedelta(hours=zone_offset(self.zone))
        except (ValueError, OverflowError):
            return None


def zone_offset(letter: str) -> int:
    """Hours ahead of UTC for a zone letter: A-I +1 to +9, K-M +10 to +12, N-Y -1 to -12, Z 0.

    ``J``, local time, and anything unknown count as 0. Source: ACP 121, annex on time zones.
    """
    if len(letter) == 1 and "A" <= letter <= "M" and letter != "J":
        return "ABCDEFGHIKLM".index(letter) + 1
    if len(letter) == 1 and "N" <= letter <= "Y":
        return -("NOPQRSTUVWXY".index(letter) + 1)
    return 0


@attrs.frozen
class Originator(Leaf):
    """The originator on the FM line: ``AMEMBASSY MEXICO``.

    Attributes:
        name: plain language address as written, single-spaced.
        routing_indicator: where the line gives one before a slash.
    """

    name: str = ""
    routing_indicator: str | None = None


@attrs.frozen
class Addressee(Leaf):
    """One addressee: ``RUEHC/SECSTATE WASHDC PRIORITY 8511``.

    Attributes:
        name: plain language address (PLAD), single-spaced, without routing indicator,
            precedence and number.
        routing_indicator: ``RUEHC``; None where not given.
        precedence: where the line gives the addressee a precedence of its own.
        niact: True for ``NIACT IMMEDIATE``.
        mcn: message continuity number as written (``8511``); None where not given.
        office_symbols: between double slashes (``J5``, ``ISA``).
    """

    name: str = ""
    routing_indicator: str | None = None
    precedence: Precedence | None = None
    niact: bool = False
    mcn: str | None = None
    office_symbols: tuple[str, ...] = ()


@attrs.frozen
class PassingInstruction(Leaf):
    """``DEPT FOR WHA/BSC``, ``STATE PASS USTR``: for whom the text is, beyond the addressees."""


@attrs.frozen
class SectionOf(Leaf):
    """``SECTION 01 OF 04`` or ``FINAL SECTION OF 04`` on a classification line.

    Attributes:
        section: this section's number.
        sections: how many there are; None where not stated.
        final: True where the words are FINAL SECTION.
    """

    section: int
    sections: int | None = None
    final: bool = False


@attrs.frozen
class MessageSerial(Leaf):
    """Post and serial number on a classification line: ``MEXICO 004390``.

    Attributes:
        post: as written, single-spaced.
        serial: digits as written, with leading zeros.
    """

    post: str = ""
    serial: str = ""


@attrs.frozen
class PageMarker(Leaf):
    """A page line: ``MEXICO 00004390  002 OF 004``, ``PAGE 02  LA PAZ 05838  082005Z``.

    Stands inside a paragraph that it interrupts, or between blocks in a ``PageBreak``.

    Attributes:
        page: number of the page or section that begins here; None where it cannot be told.
        pages: how many there are; None where not stated.
        post, serial: as written; empty where not stated.
    """

    page: int | None = None
    pages: int | None = None
    post: str = ""
    serial: str = ""


@attrs.frozen
class Tag(Leaf):
    """One TAGS term as written.

    Attributes:
        name: canonical form in capitals: ``PREL``; a personal name without its parentheses.
    """

    name: str = ""


class ReferenceKind(enum.Enum):
    """What a reference points at."""

    CABLE = "cable"
    EMAIL = "email"
    TELCON = "telcon"
    REPORT = "report"
    OTHER = "other"


@attrs.frozen
class Reference(Leaf):
    """One reference: ``B. 06 MEXICO 862 (NOTAL)``.

    Attributes:
        kind: what it points at.
        letter: ``B`` without punctuation; None where the list has no letters.
        mrn: message reference number of a cable (``06MEXICO862``), zero padding taken off; None
            for other kinds, or where the year is unknown.
        notal: True where it says NOTAL, "not to all".
    """

    kind: ReferenceKind = ReferenceKind.OTHER
    letter: str | None = None
    mrn: str | None = None
    notal: bool = False
