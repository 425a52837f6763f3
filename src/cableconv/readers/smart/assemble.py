"""The blocks of one SMART cable, from the mails before it to the stamps after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.months import month_number
from cableconv.grammar.mrn import Mrn, format_mrn
from cableconv.grammar.scan import plain
from cableconv.grammar.subject import is_subject_line
from cableconv.grammar.tags import is_tags_line
from cableconv.model.blocks import Block, Field, FieldKind, PageBreak, Signature
from cableconv.model.content import Inline
from cableconv.model.header import DateTimeGroup, MessageSerial
from cableconv.model.leaf import Excision, Label
from cableconv.model.markings import Caption, Declassification
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.smart.fields import stated_dtg, stated_mrn, value_leaves
from cableconv.readers.smart.labels import HEADER, OF_CABLE, SIGNATURE, TRAILER, labelled
from cableconv.readers.smart.layout import (
    field_end,
    header_start,
    is_blank,
    is_page,
    layout,
    split_lines,
)
from cableconv.readers.smart.mail import Surroundings
from cableconv.readers.smart.margin import floating
from cableconv.structure.floating import covered, restored
from cableconv.structure.paging import page_leaves
from cableconv.structure.slices import split_tail
from cableconv.structure.starts import paragraph_start
from cableconv.structure.telegram import Parsed, parse, parse_body


def assembled(text: str, year: int | None) -> tuple[Parsed, str | None]:
    """The blocks of one cable with what surrounds it, and the MRN it states.

    Args:
        text: with LF as line end.
        year: four digits, where the caller knows it.
    """
    builder = _Builder(text, year)
    return builder.parsed(), builder.mrn


class _Builder:
    """Builds the parts in order; each notice gets the line of the whole text."""

    def __init__(self, text: str, year: int | None) -> None:
        self.lines = split_lines(text)
        self.year = year
        self.mrn: str | None = None
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []

    def parsed(self) -> Parsed:
        lead = 0
        while lead < len(self.lines) and is_blank(self.lines[lead]):
            lead += 1
        has_header = header_start(self.lines, 0) is not None
        front = 0 if has_header else self._front(lead)
        parts = layout(self.lines, front)
        if has_header:
            self._around(lead, parts.header, before=True)
            self._labels(parts.header, parts.body)
        self._body(parts.body, parts.trailer)
        self._labels(parts.trailer, parts.rest)
        self._around(parts.rest, len(self.lines), before=False)
        self._say_unmarked(has_header=has_header)
        return Parsed(
            "".join(self.lines[:lead]), tuple(self.blocks), tuple(self.notices), self.year
        )

    def _front(self, at: int) -> int:
        """Stamps and headers of mails before a text without a block of labels."""
        around = Surroundings(self.lines[at:])
        found = list(around.blocks(head=True))
        self.blocks.extend(block for _, block in found)
        return at + found[-1][0] if found else at

    def _around(self, first: int, last: int, *, before: bool) -> None:
        around = Surroundings(self.lines[first:last], released=not before)
        self.blocks.extend(block for _, block in around.blocks(before=before))
        self._told(around.notices, first)

    def _told(self, notices: Sequence[Notice], first: int) -> None:
        self.notices.extend(
            attrs.evolve(n, line=n.line + first if n.line else None) for n in notices
        )

    def _say(self, kind: NoticeKind, message: str, at: int) -> None:
        self.notices.append(Notice(kind, message, Severity.WARNING, at + 1))

    # -- the blocks of labels ----------------------------------------------------------------------

    def _labels(self, first: int, last: int) -> None:
        """The fields of a block of labels; lines without a label stay text."""
        fields = list(self._fields(first, last))
        self._dated(fields)
        for at, end, name, label in fields:
            self.blocks.append(self._made(at, end, name, label))

    def _fields(self, first: int, last: int) -> Iterator[tuple[int, int, str, str]]:
        """First line, line after it, name and label of each field; both empty for loose lines."""
        at = first
        while at < last:
            found = labelled(self.lines[at])
            known = found is not None and found.name in OF_CABLE
            paged = is_page(self.lines[at])
            end = min(last, field_end(self.lines, at)) if known else at + 1
            while end < last and (
                is_blank(self.lines[end]) or (paged and is_page(self.lines[end]))
            ):
                end += 1
            yield at, end, *((found.name, found.label) if found and known else ("", ""))
            at = end

    def _made(self, at: int, end: int, name: str, label: str) -> Block:
        content, tail = split_tail("".join(self.lines[at:end]))
        if is_page(self.lines[at]):
            return PageBreak(page_leaves(content), tail)
        if not name:
            self._say(NoticeKind.UNPARSED, f"no label beside {content.strip()[:60]!r}", at)
            return Field(FieldKind.UNPARSED, tuple(plain(content)), tail=tail)
        if name == SIGNATURE:
            return Signature(value_leaves(FieldKind.NOTE, content, label, self.year), tail)
        kind = HEADER.get(name) or TRAILER[name]
        leaves = value_leaves(kind, content, label, self.year)
        for value in _not_understood(kind, leaves):
            self._say(NoticeKind.UNPARSED, f"{name} {value[:40]!r} was not understood", at)
        return Field(kind, leaves, name if kind is FieldKind.ATTRIBUTE else "", tail)

    def _dated(self, fields: list[tuple[int, int, str, str]]) -> None:
        """Year and MRN, which other fields need; told where they do not agree."""
        values = {
            name: (at, "".join(self.lines[at:end]).partition(label)[2])
            for at, end, name, label in fields
            if label
        }
        at, text = values.get("MRN", (0, ""))
        mrn = stated_mrn(text)
        if mrn is not None:
            self.mrn = format_mrn(mrn.year, mrn.post, mrn.serial)
            self.year = self.year or mrn.year
        at, text = values.get("Date/DTG", (0, ""))
        stated = stated_dtg(text.rstrip(), self.year)
        if stated is not None:
            self.year = self.year or stated[1].year
            self._compare(at, text[: stated[0]], stated[1], mrn)

    def _compare(self, at: int, printed: str, group: DateTimeGroup, mrn: Mrn | None) -> None:
        found = _PRINTED.search(printed)
        day = f"{group.day:02} {group.month:02} {group.year}" if group.month else ""
        if found:
            date = _date(found)
            if date and day != f"{date:%d %m %Y}":
                self._say(
                    NoticeKind.CONFLICT,
                    f"the date is {found[0]}, the date-time group {group.raw}",
                    at,
                )
        if mrn is not None and group.year is not None and mrn.year != group.year:
            self._say(
                NoticeKind.CONFLICT,
                f"the MRN is of {mrn.year}, the date-time group of {group.year}",
                at,
            )

    # -- the text ----------------------------------------------------------------------------------

    def _body(self, first: int, last: int) -> None:
        lines = self.lines[first:last]
        text = "".join(lines)
        if not text:
            return
        found = floating(lines)
        read = parse if _has_head(lines) else parse_body
        parsed = read(covered(text, found), year=self.year)
        _, blocks = restored(parsed.lead, parsed.blocks, found)
        self.blocks.extend(blocks)
        self._told(parsed.notices, first)
        self.year = self.year or parsed.year
        codes = sum(isinstance(leaf, Excision) for _, leaf in found)
        if codes:
            message = f"{codes} exemption codes in the margin taken out of the text"
            self.notices.append(Notice(NoticeKind.FURNITURE, message))

    def _say_unmarked(self, *, has_header: bool) -> None:
        if not has_header:
            message = "no block of SMART's labels (MRN:, From: ...) was found; read as a telegram"
            self.notices.append(Notice(NoticeKind.UNPARSED, message, Severity.WARNING))


_TYPED: dict[FieldKind, tuple[type[Inline], ...]] = {
    FieldKind.MESSAGE_ID: (MessageSerial,),
    FieldKind.DTG: (DateTimeGroup,),
    FieldKind.EXECUTIVE_ORDER: (Declassification,),
    FieldKind.CAPTION: (Caption,),
}
"""Values that have one form; another is kept as text and told."""


def _not_understood(kind: FieldKind, leaves: Sequence[Inline]) -> Iterator[str]:
    """The value of a field that has no typed leaf; of captions, each piece that is none."""
    if kind not in _TYPED:
        return
    if kind is not FieldKind.CAPTION and any(isinstance(leaf, _TYPED[kind]) for leaf in leaves):
        return
    known = (Label, *_TYPED[kind])
    texts = [leaf.raw for leaf in leaves if not isinstance(leaf, known)]
    pieces = re.split("[,;]", ",".join(texts)) if kind is FieldKind.CAPTION else ["".join(texts)]
    yield from (piece.strip() for piece in pieces if any(map(str.isalnum, piece)))


_PRINTED = re.compile(r"([A-Z][a-z]{2}) ([0-9]{1,2}), ?([0-9]{4})")
"""Matches the printed date in "Jun 17, 2012 / 172335Z JUN 12"."""


def _date(found: re.Match[str]) -> dt.date | None:
    """The printed date; None where there is no such day."""
    month = month_number(found[1])
    if month is None:
        return None
    try:
        return dt.date(int(found[3]), month, int(found[2]))
    except ValueError:
        return None


_HEAD_LINES = 60


def _has_head(lines: Sequence[str]) -> bool:
    """Whether the text begins with header lines of a telegram, as assignment cables have again."""
    for line in lines[:_HEAD_LINES]:
        words = line.strip()
        start = paragraph_start(line.rstrip("\n"))
        if start is not None and (start.mark is not None or start.number == 1):
            return False
        if any(test(words) for test in _HEAD_SIGNS):
            return True
    return False


_HEAD_SIGNS: tuple[Callable[[str], object], ...] = (
    is_subject_line,
    is_tags_line,
    scan_executive_order_line,
    scan_classification_line,
)
