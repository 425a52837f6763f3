"""From a label and its value to a field with typed leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs

from cableconv.grammar.authority import scan_authority
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.mrn import Mrn, parse_mrn
from cableconv.grammar.reference import scan_references
from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.grammar.subject import scan_subject
from cableconv.grammar.tags import scan_tags
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PassingInstruction,
    Precedence,
)
from cableconv.model.leaf import Label, LineBreak, Text, one_line
from cableconv.structure.paging import page_leaf, page_leaves

Scan = Callable[[str, int | None], tuple[Inline, ...]]
"""The leaves of a label with its value, or of a value's further lines; the year of the cable."""

_BREAK = re.compile(r"(\n[ \t\n\xa0]*)")


def value_leaves(kind: FieldKind, raw: str, label: str, year: int | None) -> tuple[Inline, ...]:
    """The leaves of a field: label, typed values, and the ends of pages inside it.

    Args:
        kind: of the field.
        raw: label and value, without the blanks after it.
        label: as it stands in ``raw``.
        year: four digits, for references that give none.
    """
    head = raw.index(label)
    before = (Text(raw[:head]), Label(label))
    if kind in _WITH_LABEL:
        whole = _scanned(kind, raw, year)
        if any(isinstance(leaf, Label) for leaf in whole):
            return whole
    return without_seams((*before, *_scanned(kind, raw[head + len(label) :], year)))


def _scanned(kind: FieldKind, raw: str, year: int | None) -> tuple[Inline, ...]:
    scan = _SCANS.get(kind, _plain)
    runs = [list(page_leaves(part) if paged else scan(part, year)) for paged, part in _runs(raw)]
    if scan is _addressees:
        for before, after in zip(runs[::2], runs[2::2], strict=False):
            _rejoin(before, after)
    return without_seams(leaf for run in runs for leaf in run)


def _rejoin(before: list[Inline], after: list[Inline]) -> None:
    """Give the addressee that the end of a page cuts in two the words of its other half."""
    cut = before[-1] if before else None
    if not isinstance(cut, Addressee) or cut.precedence is not None:
        return
    first = next((leaf for leaf in after if leaf.raw.strip()), None)
    rest = _LAST.fullmatch(first.raw.split(";")[0].strip()) if isinstance(first, Text) else None
    if rest is not None:
        precedence = _PRECEDENCES[rest[2]]
        before[-1] = attrs.evolve(cut, precedence=precedence, niact=rest[1] is not None)
    elif isinstance(first, Addressee):
        name = f"{cut.name} {first.name}"
        before[-1] = attrs.evolve(cut, name=name, precedence=first.precedence, niact=first.niact)
        at = after.index(first)
        after[at : at + 1] = plain(first.raw)


def _runs(raw: str) -> Iterator[tuple[bool, str]]:
    """Text and ends of pages in turn; the line ends between them stand with the pages."""
    run = ""
    paged = False
    waiting = ""
    for n, part in enumerate(_BREAK.split(raw)):
        if n % 2:
            waiting = part
            continue
        now = page_leaf(part) is not None and n > 0
        if now is paged:
            run += waiting + part
        else:
            # The line end belongs to the page: text does not end in one.
            yield paged, run if now else run + waiting
            run = waiting + part if now else part
            paged = now
        waiting = ""
    yield paged, run + waiting


def _plain(text: str, year: int | None) -> tuple[Inline, ...]:
    del year
    return tuple(plain(text))


def stated_mrn(text: str) -> Mrn | None:
    """The number in "12 CAIRO 1208"; None where the words are none."""
    return parse_mrn(one_line(text).strip())


_SERIAL = re.compile(r"(?P<post>[A-Z][A-Z .'-]{0,40}[A-Z]) (?P<serial>[0-9]{1,8})(?=\s*\Z)")
"""Matches "CAIRO 1208" in "12 CAIRO 1208"."""


def _message_id(text: str, year: int | None) -> tuple[Inline, ...]:
    found = _SERIAL.search(text) if stated_mrn(text) else None
    if found is None:
        return _plain(text, year)
    leaf = MessageSerial(found[0], " ".join(found["post"].split()), found["serial"])
    return interleave(text, [(found.start(), leaf)])


_GROUP = re.compile(r"[0-9]{6}Z [A-Z]{3} [0-9]{2}(?:[0-9]{2})?(?=\s*\Z)")
"""Matches the group in "Jun 17, 2012 / 172335Z JUN 12", and in one whose slash was read as 1."""


def stated_dtg(text: str, year: int | None) -> tuple[int, DateTimeGroup] | None:
    """Place and date-time group at the end of some text; None without one."""
    found = _GROUP.search(text)
    group = parse_dtg(found[0], year=year) if found else None
    return (found.start(), group) if found and group else None


def _date(text: str, year: int | None) -> tuple[Inline, ...]:
    found = stated_dtg(text, year)
    return interleave(text, [found] if found else [])


def _originator(text: str, year: int | None) -> tuple[Inline, ...]:
    del year
    return _whole(text, lambda raw: Originator(raw, " ".join(raw.split())))


def _whole(text: str, make: Callable[[str], Inline]) -> tuple[Inline, ...]:
    raw = text.strip()
    return interleave(text, [(text.index(raw), make(raw))] if raw else [])


_PRECEDENCES = {p.name: p for p in Precedence}
_LAST = re.compile(r"(?:^|(?<=\s))(?:(NIACT)\s{1,40})?(FLASH|IMMEDIATE|PRIORITY|ROUTINE)\Z")
"""Matches the end of "CAIRO, AMEMBASSY NIACT IMMEDIATE"."""

_APART = re.compile(r";|(?:(?<=ROUTINE)|(?<=PRIORITY)|(?<=IMMEDIATE)|(?<=FLASH)),")
"""Matches what parts addressees: a semicolon, or the comma that one became (C05785861)."""


def _addressees(text: str, year: int | None) -> tuple[Inline, ...]:
    del year
    found: list[tuple[int, Inline]] = []
    at = 0
    for end in (*(match.start() for match in _APART.finditer(text)), len(text)):
        piece = text[at:end].lstrip(";,")
        raw = piece.strip()
        if raw:
            place = end - len(piece) + piece.index(raw)
            leaf = _addressee(raw)
            found.extend([(place, leaf)] if leaf else [])
        at = end
    return interleave(text, found)


def _addressee(raw: str) -> Addressee | None:
    """None for a precedence alone, whose addressee stands on the page before."""
    last = _LAST.search(raw)
    name = " ".join(raw[: last.start()].split() if last else raw.split())
    if not name:
        return None
    return Addressee(
        raw,
        name,
        precedence=_PRECEDENCES[last[2]] if last else None,
        niact=bool(last and last[1]),
    )


def _captions(text: str, year: int | None) -> tuple[Inline, ...]:
    del year
    found: list[tuple[int, Inline]] = []
    at = 0
    for piece in text.split(","):
        raw = piece.strip()
        caption = parse_caption(raw)
        if caption is not None:
            found.append((at + piece.index(raw), caption))
        at += len(piece) + 1
    return interleave(text, found)


def _passing(text: str, year: int | None) -> tuple[Inline, ...]:
    del year
    leaves: list[Inline] = []
    for leaf in plain(text):
        if isinstance(leaf, LineBreak):
            leaves.append(leaf)
        else:
            leaves.extend(_whole(leaf.raw, PassingInstruction))
    return tuple(leaves)


def _order(text: str, year: int | None) -> tuple[Inline, ...]:
    return scan_executive_order_line(text) or _plain(text, year)


_SCANS: dict[FieldKind, Scan] = {
    FieldKind.MESSAGE_ID: _message_id,
    FieldKind.DTG: _date,
    FieldKind.ORIGINATOR: _originator,
    FieldKind.ACTION: _addressees,
    FieldKind.INFO: _addressees,
    FieldKind.EXEMPTED: _addressees,
    FieldKind.EXECUTIVE_ORDER: _order,
    FieldKind.TAGS: lambda text, _: scan_tags(text),
    FieldKind.CAPTION: _captions,
    FieldKind.REFERENCES: scan_references,
    FieldKind.PASSING: _passing,
    FieldKind.AUTHORITY: lambda text, _: scan_authority(text),
    FieldKind.SUBJECT: lambda text, _: scan_subject(text),
}

_WITH_LABEL = frozenset(
    (
        FieldKind.EXECUTIVE_ORDER,
        FieldKind.TAGS,
        FieldKind.REFERENCES,
        FieldKind.AUTHORITY,
        FieldKind.SUBJECT,
    )
)
"""Kinds whose grammar reads the label too."""
