"""The "Message Attributes" of a telegram in the National Archives' AAD database, as fields.

Each is ``Key: value`` from the left margin; a value may run on over lines. All keys are kept; those
whose values the standards know get typed leaves (standards E1; aad_txt_layout, aad_pdf).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.reference import scan_references
from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.grammar.subject import scan_subject
from cableconv.model.blocks import Block, Field, FieldKind, Inline, PageBreak, reading_text
from cableconv.model.header import Addressee, Originator, Tag
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.model.markings import Declassification
from cableconv.structure.lines import BLANKS, split_lines
from cableconv.structure.paging import STAMP, page_break
from cableconv.structure.slices import split_tail

HEADING = re.compile(r"^[ \t\f]*Message Attributes[ \t]*$", re.MULTILINE)
"""Matches the line "            Message Attributes" over the attributes."""

_KEY = re.compile(r"([ \t\f]{0,80})([A-Za-z][A-Za-z ]{1,60}):(?=[ \t]|$)")
"""Matches the head of "Original Classification: CONFIDENTIAL"."""

_OTHER_KEY = re.compile(r"[A-Z][a-z]+(?: (?:[A-Z][A-Za-z]*|on|of|or)){0,5}")
"""Matches a key that is not in the list: "Review Panel Date"; never a value, which is capitals."""

KEYS = frozenset(
    (
        "Automatic Decaptioning", "Capture Date", "Channel Indicators", "Concepts",
        "Control Number", "Copy", "Current Classification", "Decaption Date", "Decaption Note",
        "Disposition Action", "Disposition Approved on Date", "Disposition Authority",
        "Disposition Case Number", "Disposition Comment", "Disposition Date",
        "Disposition Event", "Disposition History", "Disposition Reason", "Disposition Remarks",
        "Document Number", "Document Source", "Document Unique ID", "Draft Date", "Drafter",
        "Enclosure", "Errors", "Executive Order", "Expiration", "Film Number", "Format", "From",
        "Handling Restrictions", "ISecure", "Image Path", "Legacy Key", "Line Count",
        "Litigation Code IDs", "Litigation Codes", "Litigation History", "Locator", "Markings",
        "Message ID", "Office", "Original Classification", "Original Handling Restrictions",
        "Original Previous Classification", "Original Previous Handling Restrictions",
        "Page Count", "Previous Channel Indicators", "Previous Classification",
        "Previous Handling Restrictions", "Reference", "Retention", "Review Action",
        "Review Authority", "Review Comment", "Review Content Flags", "Review Date",
        "Review Event", "Review Exemptions", "Review History", "Review Markings",
        "Review Media Identifier", "Review Referrals", "Review Release Date",
        "Review Release Event", "Review Transfer Date", "Review Withdrawn Fields", "SAS ID",
        "Secure", "Sent Date", "Status", "Subject", "TAGS", "To", "Type", "vdkvgwkey",
    )
)  # fmt: skip
"""Keys of the database, 1973 to 1979 (standards E1, and aad_txt_layout)."""

_NOTHING = frozenset(("", "n/a", "N/A"))


@attrs.frozen
class Attribute:
    """One attribute as it stands in the source.

    Attributes:
        key: as the holder spells it.
        raw: from the line of the key to the next attribute, blank lines included.
    """

    key: str
    raw: str

    @property
    def value(self) -> str:
        """The value on one line, without stamps of page ends; empty for ``n/a``."""
        raw = self.raw.rstrip(BLANKS)
        words = reading_text(_untyped(raw)) if "\n" in raw else " ".join(raw.split())
        value = words.partition(":")[2].strip()
        return "" if value in _NOTHING else value


@attrs.frozen
class Stamps:
    """Stamps and form feeds of a page's end between two attributes."""

    raw: str


@attrs.frozen
class Attributes:
    """All attributes of a telegram.

    Attributes:
        heading: the lines up to the first attribute.
        parts: attributes and page ends, in order; their ``raw`` and the heading are the source.
    """

    heading: str = ""
    parts: tuple[Attribute | Stamps, ...] = ()

    def value(self, key: str) -> str:
        """The first value of a key that states something; empty where there is none."""
        of_key = (part for part in self.parts if isinstance(part, Attribute) and part.key == key)
        return next((part.value for part in of_key if part.value), "")


def read_attributes(text: str) -> Attributes:
    """Cut the part of the source that begins with the heading into attributes.

    A page's end between two lines of one value belongs to that value.

    Args:
        text: from the heading to the end; empty where the source has no attributes.
    """
    parts: list[Attribute | Stamps] = []
    heading = ""
    for key, line in _keyed(text):
        if key == _STAMP and parts:
            parts.append(Stamps(line))
        elif key and key != _STAMP:
            parts.append(Attribute(key, line))
        elif not parts:
            heading += line
        else:
            _continue(parts, line)
    return Attributes(heading, tuple(parts))


def _continue(parts: list[Attribute | Stamps], line: str) -> None:
    """Add a line without a key to what it continues."""
    last = parts[-1]
    if not line.strip(BLANKS) or not any(isinstance(part, Attribute) for part in parts):
        parts[-1] = attrs.evolve(last, raw=last.raw + line)
        return
    tail = ""
    while isinstance(parts[-1], Stamps):
        tail = parts.pop().raw + tail
    parts[-1] = attrs.evolve(parts[-1], raw=parts[-1].raw + tail + line)


_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""Matches a line with its end. Only LF ends one: form feeds stand inside lines."""

_STAMP = "\f"
"""Stands for a key on lines of stamps and form feeds."""


def _keyed(text: str) -> Iterator[tuple[str, str]]:
    """Each line with its key; the key is empty on lines without one."""
    for line in _LINE.findall(text):
        words = line.strip(BLANKS + "\f")
        if STAMP.match(words) or (not words and "\f" in line):
            yield _STAMP, line
            continue
        match = _KEY.match(line.rstrip("\n"))
        known = match is not None and (match[2] in KEYS or _OTHER_KEY.fullmatch(match[2]))
        yield (match[2] if match and known else ""), line


def attribute_blocks(
    attributes: Attributes, stated: AbstractSet[FieldKind], year: int | None
) -> Iterator[Block]:
    """The blocks of all attributes, in order.

    Args:
        attributes: as read.
        stated: kinds of fields that the text of the telegram has. An attribute stands in for a
            field that the text lacks: it is of that kind then, else an ``ATTRIBUTE``.
        year: of the telegram, for references.
    """
    if attributes.heading:
        content, tail = split_tail(attributes.heading)
        yield Field(FieldKind.NOTE, tuple(plain(content)), tail=tail)
    for part in attributes.parts:
        if isinstance(part, Stamps):
            yield _page_end(part.raw)
        else:
            yield _field(part, stated, year)


def stands_in(attribute: Attribute, stated: AbstractSet[FieldKind]) -> FieldKind | None:
    """The kind of field that this attribute replaces, because the text has none; else None."""
    typed = _TYPED.get(attribute.key)
    if typed is None or typed.kind is None or typed.kind in stated or not attribute.value:
        return None
    return typed.kind


def original_marking(attributes: Attributes) -> tuple[Inline, ...]:
    """Leaves of what the holder says was the marking of the telegram: level and captions."""
    keys = {key for key, typed in _TYPED.items() if typed.kind is None}
    return tuple(
        leaf
        for part in attributes.parts
        if isinstance(part, Attribute) and part.key in keys
        for leaf in _leaves(part.raw.rstrip(BLANKS), part, None)
    )


def _page_end(raw: str) -> PageBreak:
    return page_break(split_lines(raw))


def _field(attribute: Attribute, stated: AbstractSet[FieldKind], year: int | None) -> Field:
    content, tail = split_tail(attribute.raw)
    kind = stands_in(attribute, stated) or FieldKind.ATTRIBUTE
    return Field(kind, _leaves(content, attribute, year), name=attribute.key, tail=tail)


def _leaves(content: str, attribute: Attribute, year: int | None) -> tuple[Inline, ...]:
    typed = _TYPED.get(attribute.key)
    head, sign, value = content.partition(":")
    words = value.strip(BLANKS)
    if typed is None or (not attribute.value and typed.kind is not FieldKind.EXECUTIVE_ORDER):
        return _untyped(content)
    if "\f" in value or any(STAMP.match(line.strip(BLANKS)) for line in value.split("\n")[1:]):
        return _untyped(content)
    gap = value[: len(value) - len(value.lstrip(BLANKS))]
    leaves = (*plain(gap), *(typed.scan(words, year) or plain(words)))
    return without_seams((*_label(head + sign), *leaves))


def _label(head: str) -> tuple[Inline, ...]:
    words = head.lstrip(BLANKS + "\f")
    return (Text(head[: len(head) - len(words)]), Label(words))


def _untyped(content: str) -> tuple[Inline, ...]:
    """An attribute as label and text, with the stamps that a page's end put into it."""
    head, sign, value = content.partition(":")
    leaves: list[Inline] = list(_label(head + sign))
    if "\n" not in value:
        return without_seams((*leaves, Text(value)))
    for at, part in enumerate(re.split(r"(\n[ \t\n\xa0\f]*)", value)):
        if part.startswith("\n"):
            leaves.append(LineBreak(part))
        elif at and STAMP.match(part):
            leaves.append(Furniture(part, FurnitureKind.STAMP))
        else:
            leaves.append(Text(part))
    return without_seams(leaves)


# -- values that the standards know ----------------------------------------------------------------


class _Typed(NamedTuple):
    """How the value of a key is read.

    Attributes:
        kind: the field of a telegram that states the same; None where it must never stand in.
        scan: leaves of a value, with the telegram's year; None where the value is not known.
    """

    kind: FieldKind | None
    scan: Callable[[str, int | None], tuple[Inline, ...] | None]


_TERM = re.compile(r"\((?P<person>[^()\n]{1,80})\)|(?P<term>[^,()\s][^,()\n]{0,80})")
"""Matches "(ROE, JANE Q)" and "EXAMPLE SMELTER PROJECT" between commas."""


def _tags(value: str, _: int | None) -> tuple[Inline, ...]:
    """TAGS of an attribute: commas alone separate them, so a term may have several words."""
    found: list[tuple[int, Inline]] = []
    for match in _TERM.finditer(value):
        raw = match[0].rstrip(BLANKS)
        name = " ".join((match["person"] or raw).split()).upper()
        found.append((match.start(), Tag(raw, name)))
    return interleave(value, found)


_OFFICER_CODE = re.compile(r"[ \t]{1,8}OR-[A-Z]$")
"""Matches the " OR-M" of "LA PAZ OR-M", which is of the E.O. line and not of the post."""


def _originator(value: str, _: int | None) -> tuple[Inline, ...] | None:
    if "\n" in value:
        return None
    code = _OFFICER_CODE.search(value)
    post = value[: code.start()] if code else value
    return (Originator(post, " ".join(post.split())), *plain(value[len(post) :]))


_POST = re.compile(r"\S+(?: \S+)*")
"""Matches the posts of "STATE     USUN NEW YORK", which two blanks or more part."""


def _addressees(value: str, _: int | None) -> tuple[Inline, ...] | None:
    # pdftotext makes one blank of several; then nothing says where a post ends.
    if "\n" in value:
        return None
    return interleave(value, ((m.start(), Addressee(m[0], m[0])) for m in _POST.finditer(value)))


_ORDER = re.compile(
    r"(?P<code>GS|AS|X[1-4]|N/A)"
    r"(?: (?P<date>[0-9]{8}))?(?: (?P<officer>[A-Z][A-Z.,' -]{1,60}))?",
)
"""Matches "GS 19850108 ROE, JANE Q", "X4", "N/A"."""

_SCHEDULES: Mapping[str, str] = {
    "GS": "GDS", "AS": "ADS", "X1": "XGDS-1", "X2": "XGDS-2", "X3": "XGDS-3", "X4": "XGDS-4",
}  # fmt: skip
"""The database's codes for schedules (standards A3). RR and OA are unexplained, and stay text."""


def _executive_order(value: str, _: int | None) -> tuple[Inline, ...] | None:
    match = _ORDER.fullmatch(value)
    if match is None:
        return None
    leaf = Declassification(
        value,
        not_applicable=match["code"] == "N/A",
        declassify_on=_date(match["date"]),
        schedule=_SCHEDULES.get(match["code"]),
        officer=match["officer"],
    )
    return (leaf,)


def _date(digits: str | None) -> dt.date | None:
    try:
        return dt.datetime.strptime(digits, "%Y%m%d").date() if digits else None  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None


def _banner(value: str, _: int | None) -> tuple[Inline, ...] | None:
    banner = parse_banner(value)
    return None if banner is None else (banner,)


_TYPED: Mapping[str, _Typed] = {
    "TAGS": _Typed(FieldKind.TAGS, _tags),
    "Subject": _Typed(FieldKind.SUBJECT, lambda value, _: scan_subject(value)),
    "Reference": _Typed(FieldKind.REFERENCES, scan_references),
    "From": _Typed(FieldKind.ORIGINATOR, _originator),
    "To": _Typed(FieldKind.ACTION, _addressees),
    "Executive Order": _Typed(FieldKind.EXECUTIVE_ORDER, _executive_order),
    "Original Classification": _Typed(None, _banner),
    "Original Handling Restrictions": _Typed(None, lambda value, _: scan_caption_line(value)),
}
"""Current and previous classifications are text: they are not the marking of the telegram."""
