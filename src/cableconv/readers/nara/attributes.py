"""The "Message Attributes" of a telegram in the National Archives' AAD database, as fields.

Each is ``Key: value`` from the left margin; a value may run on over lines. All keys are kept; those
whose values the standards know get typed leaves (standards E1; aad_txt_layout, aad_pdf).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import attrs

from cableconv.grammar.scan import plain, without_seams
from cableconv.model.blocks import Block, Field, FieldKind, PageBreak
from cableconv.model.content import Inline, reading_text
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.readers.nara.values import TYPED
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
    heading: list[str] = []
    parts: list[tuple[str, list[str]]] = []
    for key, line in _keyed(text):
        if key == _STAMP and parts and parts[-1][0] == _STAMP:
            parts[-1][1].append(line)
        elif key and (parts or key != _STAMP):
            parts.append((key, [line]))
        elif not parts:
            heading.append(line)
        else:
            _continue(parts, line)
    made = (
        Stamps("".join(raw)) if key == _STAMP else Attribute(key, "".join(raw))
        for key, raw in parts
    )
    return Attributes("".join(heading), tuple(made))


def _continue(parts: list[tuple[str, list[str]]], line: str) -> None:
    """Add a line without a key to what it continues: an attribute, over the end of a page."""
    inside = parts[-1][0] == _STAMP and line.strip(BLANKS)
    page_end = parts.pop()[1] if inside else []
    parts[-1][1].extend((*page_end, line))


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
    typed = TYPED.get(attribute.key)
    if typed is None or typed.kind is None or typed.kind in stated or not attribute.value:
        return None
    return typed.kind


def original_marking(attributes: Attributes) -> tuple[Inline, ...]:
    """Leaves of what the holder says was the marking of the telegram: level and captions."""
    keys = {key for key, typed in TYPED.items() if typed.kind is None}
    return tuple(
        leaf
        for part in attributes.parts
        if isinstance(part, Attribute) and part.key in keys
        for leaf in _leaves(part.raw.rstrip(BLANKS), part, None)
    )


def unknown_markings(attributes: Attributes) -> Iterator[Attribute]:
    """Attributes that state a marking in words that are none ("SECRETARY", standards P04)."""
    for part in attributes.parts:
        typed = TYPED.get(part.key) if isinstance(part, Attribute) else None
        if not isinstance(part, Attribute) or typed is None or typed.kind is not None:
            continue
        if part.value and typed.scan(part.value, None) is None:
            yield part


def _page_end(raw: str) -> PageBreak:
    return page_break(split_lines(raw))


def _field(attribute: Attribute, stated: AbstractSet[FieldKind], year: int | None) -> Field:
    content, tail = split_tail(attribute.raw)
    kind = stands_in(attribute, stated) or FieldKind.ATTRIBUTE
    return Field(kind, _leaves(content, attribute, year), name=attribute.key, tail=tail)


def _leaves(content: str, attribute: Attribute, year: int | None) -> tuple[Inline, ...]:
    typed = TYPED.get(attribute.key)
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
    if words == head:  # most attributes begin at the margin
        return (Label(words),)
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
