"""Leaves of the header lines as XML: stations, addressees, dates, authority, declassification."""

from __future__ import annotations

import datetime as dt

from cableconv.grammar.months import SHORT_MONTHS
from cableconv.model.effective import security_level
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PassingInstruction,
    Routing,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.markings import ClassifiedBy, Declassification, DerivedFrom, Reasons
from cableconv.writers.base import renders
from cableconv.writers.tei.edition import instant
from cableconv.writers.tei.leaves import LeafRenderer, numbered
from cableconv.writers.tei.parts import Part


class HeaderLeafRenderer(LeafRenderer):
    """Renders every leaf, those of the header lines included."""

    def seg(self, kind: str, inner: str, ana: str = "") -> str:
        """A segment of a type."""
        return f'<seg type="{kind}"{self.ana(ana)}>{inner}</seg>'

    @renders(TransmissionId)
    def transmission_id(self, leaf: TransmissionId) -> str:
        """``VZCZCXRO5008``."""
        channel = Part("seg", 'type="channel"', leaf.channel) if leaf.channel else None
        serial = Part("num", 'type="channel-serial"', leaf.serial) if leaf.serial else None
        return self.seg("transmission-id", self.parts(leaf.raw, channel, serial))

    @renders(Routing)
    def routing(self, leaf: Routing) -> str:
        """``PP RUEHBC RUEHDE``."""
        sign = leaf.precedence
        words = "" if sign is None else sign.value * (2 if sign.value * 2 in leaf.raw else 1)
        inner = self.parts(
            leaf.raw,
            None if sign is None else self.precedence(sign, words),
            *(self._station(indicator) for indicator in leaf.indicators),
        )
        return self.seg("routing", inner)

    def _station(self, indicator: str) -> Part:
        attributes = f'type="station"{self.edition.station(indicator)}'
        return Part("orgName", attributes, indicator)

    @renders(Station)
    def station(self, leaf: Station) -> str:
        """``DE RUEHME #4390/01 2281831``."""
        indicator = leaf.routing_indicator
        inner = self.parts(
            leaf.raw,
            self._station(indicator) if indicator else None,
            Part("idno", 'type="station-serial"', leaf.serial) if leaf.serial else None,
            numbered("section", leaf.section),
            self._filing_time(leaf),
        )
        return self.seg("de-line", inner)

    def _filing_time(self, leaf: Station) -> Part | None:
        parts = (leaf.day_of_year, leaf.hour, leaf.minute)
        if parts == (None, None, None):
            return None
        day, hour, minute = ("" if part is None else str(part) for part in parts)
        words = f"{day:0>3}{hour:0>2}{minute:0>2}"
        # The digits tell day, hour and minute; only where they stand otherwise, n does.
        told = None not in parts and words in leaf.raw
        value = "" if told else f' n="{day}/{hour}/{minute}"'
        when = self.attribute("when", filing_time(leaf, self.edition.sent_at))
        return Part("date", f'type="filing-time"{when}{value}', words if told else "")

    @renders(Security)
    def security(self, leaf: Security) -> str:
        """``ZNY CCCCC ZZH``; its level in ``ana``, where the letters tell one."""
        level = security_level(leaf)
        inner = self.parts(
            leaf.raw,
            Part("seg", 'type="prosign"', leaf.prosign) if leaf.prosign else None,
            Part("seg", 'type="redundancy-letters"', leaf.letters) if leaf.letters else None,
            *(Part("seg", 'type="operating-signal"', signal) for signal in leaf.signals),
        )
        ana = "" if level is None else self.edition.categories.marking(level, ())
        return self.seg("security-prosign", inner, ana)

    @renders(DateTimeGroup)
    def date_time_group(self, leaf: DateTimeGroup) -> str:
        """``P R 141530Z FEB 06 ZDK``."""
        return self.seg("dtg", self.date_time_parts(leaf))

    def date_time_parts(self, leaf: DateTimeGroup) -> str:
        """Precedence, date and operating signals of a date-time group."""
        start = leaf.raw.find(f"{leaf.day:02d}{leaf.hour:02d}{leaf.minute:02d}")
        ends = [at for signal in leaf.signals if (at := leaf.raw.find(signal, start + 6)) > 0]
        words = leaf.raw[start : min(ends, default=len(leaf.raw))].rstrip() if start >= 0 else ""
        roles = ("action", "info") if len(leaf.precedence) > 1 else ("",)
        precedences = zip(leaf.precedence, (*roles, *[""] * len(leaf.precedence)), strict=False)
        return self.parts(
            leaf.raw,
            *(self.precedence(sign, sign.value, role) for sign, role in precedences),
            Part("date", f'type="dtg"{self._dated(leaf, words)}', words),
            *(Part("seg", 'type="operating-signal"', signal) for signal in leaf.signals),
        )

    def _dated(self, leaf: DateTimeGroup, words: str) -> str:
        group = f"{leaf.day:02d}{leaf.hour:02d}{leaf.minute:02d}{leaf.zone}"
        month = "" if leaf.month is None else f" {SHORT_MONTHS[leaf.month - 1]}"
        year = "" if leaf.year is None else f" {leaf.year:04d}"
        sent = self.edition.sent_at if leaf is self.edition.dtg else leaf.utc
        when = "" if sent is None else f' when="{instant(sent)}"'
        if when and words == f"{group}{month} {year[-2:]}":
            return when
        return f'{when} n="{self.escape.value(group + month + year)}"'

    @renders(Originator)
    def originator(self, leaf: Originator) -> str:
        """``AMEMBASSY EXAMPLEVILLE``."""
        return self._organisation("originator", leaf.raw, leaf.name, leaf.routing_indicator)

    @renders(Addressee)
    def addressee(self, leaf: Addressee) -> str:
        """``RUEHC/SECSTATE WASHDC PRIORITY 8511``."""
        sign = leaf.precedence
        words = "" if sign is None else ("NIACT " if leaf.niact else "") + sign.name
        niact = "niact" if leaf.niact else ""
        return self._organisation(
            "addressee",
            leaf.raw,
            leaf.name,
            leaf.routing_indicator,
            *(Part("seg", 'type="office-symbol"', symbol) for symbol in leaf.office_symbols),
            None if sign is None else self.precedence(sign, words, niact),
            Part("num", 'type="mcn"', leaf.mcn) if leaf.mcn else None,
        )

    def _organisation(
        self, kind: str, raw: str, name: str, indicator: str | None, *others: Part | None
    ) -> str:
        station = "" if indicator is None else self.edition.station(indicator)
        both = f"{indicator}/{name}"
        if indicator and name and both in raw:
            label = f'<idno type="routing-indicator">{self.text(indicator)}</idno>'
            inner = f"{label}/<name>{self.text(name)}</name>"
            organisation = [Part("orgName", station.strip(), both, inner=inner)]
        else:
            number = Part("idno", 'type="routing-indicator"', indicator) if indicator else None
            own = Part("orgName", station.strip(), name) if name else None
            organisation = [part for part in (number, own) if part is not None]
        return self.seg(kind, self.parts(raw, *organisation, *others))

    @renders(PassingInstruction)
    def passing_instruction(self, leaf: PassingInstruction) -> str:
        """``DEPT FOR WHA/BSC``."""
        return self.seg("passing-instruction", self.text(leaf.raw))

    @renders(MessageSerial)
    def message_serial(self, leaf: MessageSerial) -> str:
        """``MEXICO 004390``."""
        post = Part("name", 'type="post"', leaf.post) if leaf.post else None
        serial = Part("idno", 'type="serial"', leaf.serial) if leaf.serial else None
        return self.seg("message-serial", self.parts(leaf.raw, post, serial))

    @renders(Tag)
    def tag(self, leaf: Tag) -> str:
        """``PREL``."""
        return f'<term type="tag"{self.attribute("key", leaf.name)}>{self.text(leaf.raw)}</term>'

    @renders(ClassifiedBy)
    def classified_by(self, leaf: ClassifiedBy) -> str:
        """``DCM John Doe``."""
        title = Part("roleName", "", leaf.title) if leaf.title else None
        names = (Part("persName", "", name) for name in leaf.names)
        return self.seg("classified-by", self.parts(leaf.raw, title, *names))

    @renders(DerivedFrom)
    def derived_from(self, leaf: DerivedFrom) -> str:
        """``Multiple Sources``."""
        return self.seg("derived-from", self.text(leaf.raw))

    @renders(Reasons)
    def reasons(self, leaf: Reasons) -> str:
        """``1.4 (b) and (d)``, with a category for each."""
        pointers = " ".join(self.edition.categories.pointer("reasons", v) for v in leaf.values)
        return self.seg("reason", self.text(leaf.raw), pointers)

    @renders(Declassification)
    def declassification(self, leaf: Declassification) -> str:
        """``DECL: 02/14/2016``, ``N/A``, ``GDS``, ``DECL: 25X1``."""
        pointer = self.edition.categories.pointer
        order = leaf.executive_order
        pointers = [pointer("orders", order)] if order else []
        pointers += [pointer("declassification", "NA")] if leaf.not_applicable else []
        pointers += [pointer("declassification", leaf.schedule)] if leaf.schedule else []
        pointers += [pointer("exemptions", exemption) for exemption in leaf.exemptions]
        inner = self.parts(
            leaf.raw,
            _declassify_on(leaf),
            Part("seg", 'type="event"', leaf.event) if leaf.event else None,
            Part("persName", 'type="officer"', leaf.officer) if leaf.officer else None,
        )
        return self.seg("declassify", inner, " ".join(pointers))


_DATES = (
    "{0:%m/%d/%Y}", "{0.month}/{0.day}/{0.year}", "{0:%Y/%m/%d}", "{0:%Y%m%d}", "{0:%m-%d-%Y}",
    "{0:%m/%d/%y}", "{0.month}/{0.day}/{0:%y}", "{0:%m-%d-%y}",
)  # fmt: skip
"""How declassification dates stand in cables."""


def _declassify_on(leaf: Declassification) -> Part | None:
    day = leaf.declassify_on
    if day is None:
        return None
    spellings = (spelling.format(day) for spelling in _DATES)
    words = next((words for words in spellings if words in leaf.raw), "")
    return Part("date", f'type="declassify" when="{day:%Y-%m-%d}"', words)


_NEAR = dt.timedelta(days=31)


def filing_time(station: Station, sent: dt.datetime | None) -> str | None:
    """The filing time in full, with the year it was sent in; None where that is unclear."""
    if sent is None or station.day_of_year is None:
        return None
    hour, minute = station.hour or 0, station.minute or 0
    if station.hour is None or hour > 23 or minute > 59:  # noqa: PLR2004 - hours and minutes
        return None
    offset = dt.timedelta(days=station.day_of_year - 1, hours=hour, minutes=minute)
    for year in (sent.year, sent.year + 1, sent.year - 1):
        filed = dt.datetime(year, 1, 1, tzinfo=dt.UTC) + offset
        if abs(filed - sent) <= _NEAR:
            return instant(filed)
    return None
