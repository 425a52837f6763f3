"""The rows of our own key block as header fields: "To: SECSTATE WASHDC PRIORITY 0456 (RUEHC)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import attrs

from cableconv.grammar.address import parse_addressee
from cableconv.grammar.authority import scan_authority
from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.entire_text import parse_entire_text
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.months import month_number
from cableconv.grammar.reference import parse_reference
from cableconv.grammar.scan import plain, without_seams
from cableconv.grammar.set_reference import parse_set_reference
from cableconv.grammar.tags import scan_tags
from cableconv.model.blocks import Block, Field, FieldKind, Paratext
from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    Originator,
    PassingInstruction,
    Precedence,
    Tag,
)
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.model.markings import Caption
from cableconv.notation.key_block import PRECEDENCE_WORDS
from cableconv.readers.docx.runs import RunReader
from cableconv.readers.docx.story import Line, Run

LABEL = "Cable Header Label"

_STATION = re.compile(r" \(([A-Z0-9]{3,8})\)$")
"""Matches the routing indicator of "SECSTATE WASHDC PRIORITY 0456 (RUEHC)"."""

_GROUP = re.compile(r"\t(?:[^(\t]{0,80}\()?([0-9]{6}[A-Z][^()]{0,40})\)?$")
"""Matches the group of "16 August 2007, 18:31 UTC (161831Z AUG 07)"."""

_WORDS = re.compile(r"\t([0-9]{1,2}) ([A-Z][a-z]{2,8}) ([0-9]{4}), ([0-9]{2}):([0-9]{2}) UTC")
"""Matches "16 August 2007, 18:31 UTC"."""


def row_of(line: Line) -> tuple[str, list[Run]] | None:
    """Label with its colon, and the runs after it; None for a paragraph that has no label."""
    for at, run in enumerate(line.runs):
        if run.style == LABEL:
            label = "".join(r.text for r in line.runs[: at + 1])
            return label, line.runs[at + 1 :]
        if run.text.strip():
            return None
    return None


class RowReader:
    """Makes a block of each row.

    Attributes:
        runs: reads runs, and knows the year.
        precedence: of the cable, where the row ``Date`` gives its date-time group; None where
            a line as received does.
    """

    def __init__(self, runs: RunReader, precedence: tuple[Precedence, ...] | None = None) -> None:
        self.runs = runs
        self.precedence = precedence

    def block(self, line: Line) -> Block:
        """The field of a row; paratext for rows that only say what other lines say."""
        row = row_of(line)
        if row is None:
            return Field(FieldKind.UNPARSED, tuple(plain(line.text)))
        label, rest = row
        name = label.rstrip(": ")
        text = "".join(run.text for run in rest)
        read = _ROWS.get(name)
        if read is not None:
            return read(self, label, text, rest)
        leaves = scan_executive_order_line(label + text)
        if leaves is not None:
            return Field(FieldKind.EXECUTIVE_ORDER, leaves)
        return Field(FieldKind.UNPARSED, without_seams((Label(label), *plain(text))))

    def authority(self, line: Line) -> Field:
        """A statement of who classified the cable, or on the entire text."""
        text = line.text
        statement = parse_entire_text(text)
        if statement is not None and statement.raw == text:
            return Field(FieldKind.ENTIRE_TEXT, (statement,))
        return Field(FieldKind.AUTHORITY, scan_authority(text))


def editorial(text: str, *leaves: Inline) -> Paratext:
    """Words that the writer of the file added, with leaves after them."""
    found = [
        Furniture(leaf.raw, FurnitureKind.EDITORIAL) if isinstance(leaf, Text) else leaf
        for leaf in plain(text)
    ]
    return Paratext((*found, *leaves), "\n")


def _listed(
    label: str,
    text: str,
    make: Callable[[str], Inline],
    kind: FieldKind,
    sign: str = "\n",
    parted: Callable[[str], list[str]] | None = None,
) -> Field:
    """A row of values, each on a line or parted by a sign."""
    content: list[Inline] = [Label(label)]
    words = text.lstrip("\t ")
    content += plain(text[: len(text) - len(words)])
    each = (words.split(sign) if parted is None else parted(words)) if words else []
    for at, value in enumerate(each):
        if at:
            content.append(LineBreak(sign) if sign == "\n" else Text(sign))
        content += [make(value)] if value else []
    return Field(kind, without_seams(content))


def addressee_of(value: str) -> Addressee:
    """The addressee that ``keyblock.addressee_words`` wrote."""
    station = _STATION.search(value)
    words = value[: station.start()] if station else value
    indicator = station[1] if station else None
    found = parse_addressee(words)
    if found is None or found.routing_indicator is not None:
        found = _by_words(words)
    return attrs.evolve(found, raw=value, routing_indicator=indicator)


def _by_words(words: str) -> Addressee:
    parts = words.split(" ")
    mcn: str | None = None
    precedence: Precedence | None = None
    if len(parts) > 1 and parts[-1].isdecimal():
        mcn = parts.pop()
    if len(parts) > 1 and parts[-1] in Precedence.__members__:
        precedence = Precedence[parts.pop()]
    niact = precedence is not None and parts[-1] == "NIACT"
    if niact:
        parts.pop()
    name, _, offices = " ".join(parts).partition("//")
    symbols = tuple(s for s in offices.removesuffix("//").split("/") if s)
    return Addressee(words, name, None, precedence, niact, mcn, symbols)


def _address(kind: FieldKind) -> Callable[[RowReader, str, str, Sequence[Run]], Block]:
    return lambda _, label, text, __: _listed(label, text, addressee_of, kind)


def _from(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    return _listed(label, text, lambda name: Originator(name, name), FieldKind.ORIGINATOR)


def _captions(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    def make(name: str) -> Inline:
        return parse_caption(name) or Caption(name, name)

    return _listed(label, text, make, FieldKind.CAPTION, ", ")


def _passing(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    return _listed(label, text, PassingInstruction, FieldKind.PASSING)


def _references(reader: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    year = reader.runs.year

    def make(raw: str) -> Inline:
        # The slash of a set stands where no other reference has one.
        of_set = parse_set_reference(raw) if raw[1:2] == "/" or raw[2:3] == "/" else None
        return of_set or parse_reference(raw, year)

    return _listed(label, text, make, FieldKind.REFERENCES)


def _tags(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    return _listed(label, text, _tag, FieldKind.TAGS, ", ", _terms)


def _terms(text: str) -> list[str]:
    """The terms of a row: a comma inside parentheses belongs to a name."""
    terms: list[str] = []
    for part in text.split(", "):
        if terms and terms[-1].count("(") > terms[-1].count(")"):
            terms[-1] += ", " + part
        else:
            terms.append(part)
    return terms


def _tag(raw: str) -> Inline:
    """A term, typed as in a TAGS line where it is one term there too."""
    found = [leaf for leaf in scan_tags(raw) if isinstance(leaf, Tag)]
    if len(found) == 1 and found[0].raw == raw:
        return found[0]
    return Tag(raw, " ".join(raw.split()).upper())


def _subject(reader: RowReader, label: str, _: str, rest: Sequence[Run]) -> Block:
    return Field(FieldKind.SUBJECT, without_seams((Label(label), *reader.runs.leaves(rest))))


def _derived(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    return editorial(label + text)


def _date(reader: RowReader, label: str, text: str, _: Sequence[Run]) -> Block:
    """The date, which stands as words and as the group that it was read from."""
    found = None if reader.precedence is None else _date_time(text, reader.runs.year)
    if found is None:
        return editorial(label + text)
    at, group = found
    group = attrs.evolve(group, precedence=reader.precedence or ())
    before, after = text[:at], text[at + len(group.raw) :]
    return Field(FieldKind.DTG, without_seams((Label(label), Text(before), group, Text(after))))


def _date_time(text: str, year: int | None) -> tuple[int, DateTimeGroup] | None:
    """Place and value of the group in the row, else of the words before it."""
    words, found = _WORDS.match(text), _GROUP.search(text)
    stated = int(words[3]) if words else year
    group = None if found is None else parse_dtg(found[1], year=stated)
    if found is not None and group is not None:
        return found.start(1), attrs.evolve(group, raw=found[1], year=group.year and stated)
    month = month_number(words[2]) if words else None
    if words is None or month is None:
        return None
    day, hour, minute = int(words[1]), int(words[4]), int(words[5])
    raw = words[0].lstrip("\t")
    return 1, DateTimeGroup(raw, (), day, hour, minute, "Z", month, stated)


def year_of(text: str) -> int | None:
    """The year of the words of a date: ``16 August 2007, 18:31 UTC``."""
    words = _WORDS.match("\t" + text)
    return int(words[3]) if words else None


def precedences(text: str) -> tuple[Precedence, ...]:
    """The precedences of a row: ``Immediate (action), Routine (info)``."""
    known = {words: sign for sign, words in PRECEDENCE_WORDS.items()}
    found = (known.get(part.partition(" (")[0]) for part in text.split(", "))
    return tuple(sign for sign in found if sign is not None)


def _release(_: RowReader, label: str, text: str, __: Sequence[Run]) -> Block:
    words = text.lstrip("\t ")
    gap = text[: len(text) - len(words)]
    stamps = [
        Furniture(leaf.raw, FurnitureKind.STAMP) if isinstance(leaf, Text) else leaf
        for leaf in plain(words)
    ]
    return editorial(label + gap, *stamps)


_ROWS: dict[str, Callable[[RowReader, str, str, Sequence[Run]], Block]] = {
    "Cable": _derived,
    "From": _from,
    "To": _address(FieldKind.ACTION),
    "Info": _address(FieldKind.INFO),
    "Exempted": _address(FieldKind.EXEMPTED),
    "Date": _date,
    "Precedence": _derived,
    "Classification": _derived,
    "Release": _release,
    "Captions": _captions,
    "Pass": _passing,
    "TAGS": _tags,
    "Subject": _subject,
    "Ref": _references,
}


def stated_banner(text: str) -> Field | None:
    """A classification row as a field with its banner; None where it states no marking.

    "SECRET (from the portion marks)" states none: that was concluded.
    """
    label, gap, words = text.partition("\t")
    banner = parse_banner(words)
    if banner is None or label != "Classification:":
        return None
    return Field(FieldKind.CLASSIFICATION, (Label(label), Text(gap), banner))
