"""One function for each element that is a leaf: its values from attributes and inner elements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import unquote

from cableconv.grammar.months import month_number
from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PageMarker,
    PassingInstruction,
    Precedence,
    Reference,
    ReferenceKind,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import (
    Cell,
    Excision,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
)
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    PortionMark,
    Reasons,
)
from cableconv.readers.tei.categories import Categories
from cableconv.readers.tei.elements import Element, every, first, local, string_value, typed

Read: TypeAlias = Callable[[Element, str, Categories, "Element | None"], Inline]
"""From element, its characters, the categories and the ``pb`` before it."""


_GROUP = re.compile(r"(\d{2})(\d{2})(\d{2})([A-Z]?)(?: ([A-Z]{3}))?(?: (\d{2,4}))?")
"""Matches "161831Z AUG 07", "161831Z AUG 2007" and "161831Z"."""

_FILED = re.compile(r"(\d*)/(\d*)/(\d*)")
"""Matches "228/18/31", the day, hour and minute of a filing time."""


def leaf_key(element: Element) -> tuple[str, str]:
    """The key of ``READ``: name and type; ``ab`` counts as ``seg``, a ``ref`` is of any type."""
    name = local(element)
    return ("seg" if name == "ab" else name), ("" if name == "ref" else typed(element))


def _value(part: Element | None) -> str | None:
    """A part's value: ``n``, else its characters; None for a part not there."""
    if part is None:
        return None
    stated = part.get("n")
    return string_value(part) if stated is None else str(stated)


def _text(element: Element, name: str, kind: str | None = None) -> str:
    return _value(first(element, name, kind)) or ""


def _number(element: Element, kind: str) -> int | None:
    part = first(element, "num", kind)
    if part is None:
        return None
    return int(str(part.get("value") or string_value(part)))


def _all(element: Element, name: str, kind: str | None = None) -> tuple[str, ...]:
    return tuple(_value(part) or "" for part in every(element, name, kind))


def _precedences(element: Element, categories: Categories) -> tuple[Precedence, ...]:
    parts = every(element, "seg", "precedence")
    return tuple(Precedence(categories.value(part, "precedence")) for part in parts)


# --- leaves of the text -------------------------------------------------------------------------


def _line_or_text(_: Element, raw: str, __: Categories, ___: Element | None) -> Inline:
    return LineBreak(raw) if "\n" in raw and not raw.strip(" \t\n") else Text(raw)


def _paragraph_number(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    return Number(raw, int(str(element.get("n") or raw.strip(" \t.):-("))))


def _marker(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return Marker(raw, known.values(element, "parts")[0], end=element.get("subtype") == "end")


def _portion_mark(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    entire = element.get("subtype") == "entire-text"
    return PortionMark(raw, *known.marking(element), entire_text=entire)


def _banner(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return Banner(raw, *known.marking(element))


def _entire_text(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return EntireText(raw, *known.marking(element))


def _caption(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return Caption(raw, known.values(element, "captions")[0])


def _excision(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return Excision(raw, known.values(element, "exemptions"))


def _page(element: Element, raw: str, _: Categories, page: Element | None) -> Inline:
    number = _number(element, "page")
    if number is None and page is not None and str(page.get("n") or "").isdecimal():
        number = int(str(page.get("n")))
    post, serial = _text(element, "name", "post"), _text(element, "idno", "serial")
    return PageMarker(raw, number, _number(element, "pages"), post, serial)


def _lone_page(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    number = str(element.get("n") or "")
    return PageMarker(raw, int(number) if number.isdecimal() else None)


def _section(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    section = _number(element, "section")
    if section is None:
        raise ValueError("no section")
    final = element.get("subtype") == "final"
    return SectionOf(raw, section, _number(element, "sections"), final=final)


def _reference(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    target = element.get("target")
    mrn = None if target is None else unquote(str(target).removeprefix("mrn:"))
    letter = element.get("n")
    notal = element.get("subtype") == "notal"
    kind = ReferenceKind(typed(element))
    return Reference(raw, kind, None if letter is None else str(letter), mrn, notal=notal)


def _furniture(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    return Furniture(raw, FurnitureKind(str(element.get("subtype"))))


# --- leaves of header lines ---------------------------------------------------------------------


def _transmission(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    channel = _text(element, "seg", "channel")
    return TransmissionId(raw, channel, _text(element, "num", "channel-serial"))


def _routing(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    found = _precedences(element, known)
    stations = every(element, "orgName", "station")
    indicators = tuple(str(station.get("key") or "") for station in stations)
    return Routing(raw, found[0] if found else None, indicators)


def _station(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    sender = first(element, "orgName", "station")
    indicator = "" if sender is None else str(sender.get("key") or string_value(sender))
    serial = _text(element, "idno", "station-serial")
    filed = _filed(_value(first(element, "date", "filing-time")))
    return Station(raw, indicator, serial, _number(element, "section"), *filed)


def _filed(words: str | None) -> tuple[int | None, int | None, int | None]:
    if words is None:
        return None, None, None
    stated = _FILED.fullmatch(words)
    if stated is None:
        return int(words[:3]), int(words[3:5]), int(words[5:7])
    day, hour, minute = (int(part) if part else None for part in stated.groups())
    return day, hour, minute


def _security(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    prosign = _text(element, "seg", "prosign")
    letters = _text(element, "seg", "redundancy-letters")
    return Security(raw, prosign, letters, _all(element, "seg", "operating-signal"))


def _dtg(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    date = first(element, "date", "dtg")
    group = _GROUP.fullmatch(_value(date) or "")
    if date is None or group is None:
        raise ValueError("no date-time group")
    day, hour, minute, zone, name, digits = group.groups()
    month = None if name is None else month_number(name)
    if month is None and name is not None:
        raise ValueError(f"no month: {name}")
    when = date.get("when")
    year = _year(digits, None if when is None else int(str(when)[:4]))
    signals = _all(element, "seg", "operating-signal")
    prosigns = _precedences(element, known)
    return DateTimeGroup(
        raw, prosigns, int(day), int(hour), int(minute), zone, month, year, signals
    )


def _year(digits: str | None, near: int | None) -> int | None:
    """Four digits as they are; two as the year nearest to the one in ``when``."""
    if digits is None:
        return None
    if len(digits) == 4 or near is None:  # noqa: PLR2004 - digits of a year
        return int(digits)
    century = near - near % 100
    return min(
        (century + int(digits) + shift for shift in (-100, 0, 100)), key=lambda y: abs(y - near)
    )


def _originator(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    name, indicator = _named(element)
    return Originator(raw, name, indicator)


def _named(element: Element) -> tuple[str, str | None]:
    """Name and routing indicator of a sender or addressee."""
    station = first(element, "orgName")
    label = _value(first(element, "idno", "routing-indicator"))
    if station is None:
        return "", label
    key = station.get("key")
    name = first(station, "name")
    return _value(station if name is None else name) or "", label if key is None else str(key)


def _addressee(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    name, indicator = _named(element)
    found = _precedences(element, known)
    part = first(element, "seg", "precedence")
    niact = part is not None and part.get("subtype") == "niact"
    mcn = _value(first(element, "num", "mcn"))
    offices = _all(element, "seg", "office-symbol")
    return Addressee(raw, name, indicator, found[0] if found else None, niact, mcn, offices)


def _serial(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    return MessageSerial(raw, _text(element, "name", "post"), _text(element, "idno", "serial"))


def _classified_by(element: Element, raw: str, _: Categories, __: Element | None) -> Inline:
    return ClassifiedBy(raw, _all(element, "persName"), _value(first(element, "roleName")))


def _reasons(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    return Reasons(raw, known.values(element, "reasons"))


def _declassification(element: Element, raw: str, known: Categories, _: Element | None) -> Inline:
    date = first(element, "date", "declassify")
    schedules = known.values(element, "declassification")
    return Declassification(
        raw,
        known.value(element, "orders"),
        not_applicable="NA" in schedules,
        declassify_on=None if date is None else dt.date.fromisoformat(str(date.get("when"))),
        event=_value(first(element, "seg", "event")),
        schedule=next((name for name in schedules if name != "NA"), None),
        exemptions=known.values(element, "exemptions"),
        officer=_value(first(element, "persName", "officer")),
    )


READ: dict[tuple[str, str], Read] = {
    ("seg", "text"): lambda _, raw, __, ___: Text(raw),
    ("seg", "line-end"): lambda _, raw, __, ___: LineBreak(raw),
    ("seg", "separator"): _line_or_text,
    ("label", ""): lambda _, raw, __, ___: Label(raw),
    ("seg", "label"): lambda _, raw, __, ___: Label(raw),
    ("label", "number"): _paragraph_number,
    ("label", "run-in"): _marker,
    ("seg", "marker"): _marker,
    ("seg", "portion-mark"): _portion_mark,
    ("fw", "banner"): _banner,
    ("seg", "classification"): _banner,
    ("seg", "handling"): _entire_text,
    ("seg", "caption"): _caption,
    ("seg", "excision"): _excision,
    ("seg", "cell"): lambda _, raw, __, ___: Cell(raw),
    ("seg", "furniture"): _furniture,
    ("stamp", "release"): lambda _, raw, __, ___: Furniture(raw, FurnitureKind.STAMP),
    ("fw", "header"): _page,
    ("pb", ""): _lone_page,
    ("seg", "section-of"): _section,
    ("ref", ""): _reference,
    ("seg", "transmission-id"): _transmission,
    ("seg", "routing"): _routing,
    ("seg", "de-line"): _station,
    ("seg", "security-prosign"): _security,
    ("seg", "dtg"): _dtg,
    ("dateline", ""): _dtg,
    ("seg", "dateline"): _dtg,
    ("seg", "originator"): _originator,
    ("seg", "addressee"): _addressee,
    ("seg", "passing-instruction"): lambda _, raw, __, ___: PassingInstruction(raw),
    ("seg", "message-serial"): _serial,
    ("term", "tag"): lambda element, raw, _, __: Tag(raw, str(element.get("key") or "")),
    ("seg", "classified-by"): _classified_by,
    ("seg", "derived-from"): lambda _, raw, __, ___: DerivedFrom(raw),
    ("seg", "reason"): _reasons,
    ("seg", "declassify"): _declassification,
}
"""The elements that are leaves, by name and type."""
