"""Reader of telegrams of 1973 to 1979 as the National Archives give them: PDF, or text made of it.

A document is stamps, the heading "Message Text", the telegram, the heading "Message Attributes" and
some seventy attributes. The text of the telegram is read as any other; attributes stand in only for
fields that it lacks (field guide 2g). PlusD's flattened copies lack headings and attributes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.errors import NotACableError
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.markings import Banner, Caption
from cableconv.model.source import Provenance
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.notices import Notice, NoticeKind, Severity, conflict
from cableconv.readers.base import Source
from cableconv.readers.decode import decode
from cableconv.readers.nara.attributes import (
    HEADING,
    Attribute,
    Attributes,
    attribute_blocks,
    original_marking,
    read_attributes,
    stands_in,
    unknown_markings,
)
from cableconv.readers.nara.identity import Identity, identity, parse_document_number, stated
from cableconv.readers.pdf_text import holds_telegram, is_pdf, only_feeds, pdf_text
from cableconv.structure.sections import find_heads, folded, told, unfolded
from cableconv.structure.telegram import Parsed, finished, parse

_HEADINGS = re.compile(rb"\n[ \t\f]*Message (?:Text|Attributes)[ \t\r]*$", re.MULTILINE)
"""Matches the line "            Message Text"."""

_STAMPED = re.compile(
    rb"\n[ \t\f]*(?:[A-Z][A-Za-z. ]{0,40} )?Declassified/Released US Dep", re.MULTILINE
)
"""Matches "  Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"."""

_FIRST_PAGE = re.compile(rb"\n[ \t\f]*PAGE 01(?:[ \t]|[ \t\r]*$)", re.MULTILINE)
"""Matches "PAGE 01    LA PAZ 05838 01 OF 02 082005Z"."""

_OFFICES = re.compile(rb"\n[ \t]*(?:ACTION|ORIGIN) {1,4}[A-Z][A-Z/]{0,5}-[0-9]{2}", re.MULTILINE)
"""Matches "ACTION SS-25"."""

_MAKER = b"nara.aad"
"""Stands in what the Archives' PDFs say of their maker."""

_LOST = re.compile(r"ERROR READING TEXT|EXPAND ERROR ENCOUNTERED")
"""Words of the database where its text is damaged (standards P02)."""


@attrs.frozen
class NaraReader:
    """Reads one telegram."""

    name: ClassVar[str] = "nara"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".pdf")

    def sniff(self, head: bytes, name: str) -> int:
        """95 with the Archives' PDF maker, 90 with a heading, 70 for lines of 1970s copies."""
        del name
        if is_pdf(head):
            return 95 if _MAKER in head else 0
        head = b"\n" + head  # a sign begins with a line end, which is fast to look for
        if _HEADINGS.search(head):
            return 90
        paged = _FIRST_PAGE.search(head) is not None
        copied = _OFFICES.search(head) is not None or _STAMPED.search(head) is not None
        return 70 if paged and copied else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one telegram of the input.

        Raises:
            NotACableError: the input is empty or binary, or a PDF without text or telegram.
            LimitExceededError: the PDF is too large.
        """
        if is_pdf(data):
            yield _from_pdf(data, source, self.name)
            return
        decoded = decode(data, source)
        provenance = attrs.evolve(decoded.provenance, reader=self.name)
        notices = tuple(notice for notice in decoded.notices if not only_feeds(notice))
        yield _cable(decoded.text, source, provenance, notices)


def _from_pdf(data: bytes, source: Source, reader: str) -> Cable:
    found = pdf_text(data, source.name)
    provenance = Provenance(
        source=source.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        reader=reader,
        hints=source.hints,
    )
    pages = len(found.pages)
    told = Notice(NoticeKind.ENCODING, f"text taken from {pages} page{'s' * (pages > 1)} of a PDF")
    warned = [Notice(NoticeKind.ENCODING, f"PDF: {w}", Severity.WARNING) for w in found.warnings]
    cable = _cable(found.text, source, provenance, (told, *warned))
    if not holds_telegram(cable):
        raise NotACableError(
            "the PDF holds text, but no telegram that can be told",
            source=source.name,
            hint="If it is one, extract its text and read that with -f telegram.",
        )
    return cable


def _cable(text: str, source: Source, provenance: Provenance, notices: tuple[Notice, ...]) -> Cable:
    heading = HEADING.search(text)
    begin = heading.start() if heading else len(text)
    attributes = read_attributes(text[begin:])
    number = parse_document_number(attributes.value("Document Number"))
    body = _body(text[:begin], source.year or (number.year if number else None))
    found = identity(number, stated(body.blocks)) if number else None
    kinds = {block.kind for block in iter_blocks(body.blocks) if isinstance(block, Field)}
    year = body.year or (number.year if number else None)
    blocks = (*body.blocks, *attribute_blocks(attributes, kinds, year))
    notices_ = (*body.notices, *_told(attributes, body, kinds, text[:begin]))
    parsed = Parsed(body.lead, blocks, notices_, year)
    return _identified(parsed, text, provenance, notices, source.mrn, found)


def _body(text: str, year: int | None) -> Parsed:
    """The telegram above the attributes, with all its sections."""
    heads = find_heads(text)
    short = parse(folded(text, heads), year=year)
    blocks = unfolded(short.blocks, heads)
    if short.lead + "".join([block.raw for block in blocks]) != text:
        # A PAGE line that was not told as one: the heads stay in the text.
        return parse(text, year=year)
    return attrs.evolve(short, blocks=blocks, notices=tuple(told(short.notices, text, heads)))


def _identified(
    parsed: Parsed,
    text: str,
    provenance: Provenance,
    notices: tuple[Notice, ...],
    mrn: str | None,
    found: Identity | None,
) -> Cable:
    if mrn is not None or found is None:
        return finished(parsed, text, provenance, notices, mrn=mrn)
    parsed = attrs.evolve(parsed, notices=(*parsed.notices, *found.notices))
    if found.mrn is not None:
        return finished(parsed, text, provenance, notices, mrn=found.mrn)
    # Without a year nothing is derived from the classification line, which was heard already.
    return finished(attrs.evolve(parsed, year=None), text, provenance, notices)


def _told(
    attributes: Attributes, body: Parsed, kinds: set[FieldKind], text: str
) -> Iterator[Notice]:
    """What attributes stand in for, contradict, or say about lost text."""
    for part in attributes.parts:
        if isinstance(part, Attribute) and (kind := stands_in(part, kinds)):
            message = f"{kind.value} taken from the attribute {part.key}; the text has none"
            yield Notice(NoticeKind.DERIVED, message)
    locator = attributes.value("Locator")
    if locator and "ON-LINE" not in locator:
        message = f"the record holds no text (Locator: {locator})"
        yield Notice(NoticeKind.UNPARSED, message, Severity.WARNING)
    if (lost := _LOST.search(text)) is not None:
        line = 1 + text.count("\n", 0, lost.start())
        message = f"the database lost a part of the text ({lost[0]})"
        yield Notice(NoticeKind.UNPARSED, message, Severity.WARNING, line)
    for unknown in unknown_markings(attributes):
        message = f"{unknown.key} is no marking that is known: {unknown.value}"
        yield Notice(NoticeKind.UNPARSED, message, Severity.WARNING)
    yield from _markings(attributes, body.blocks)


def _markings(attributes: Attributes, blocks: tuple[Block, ...]) -> Iterator[Notice]:
    """Differences between captions and controls of text and attributes."""
    leaves = list(iter_leaves(blocks))
    held = original_marking(attributes)
    text = {leaf.name for leaf in leaves if isinstance(leaf, Caption)}
    stated_ = {leaf.name for leaf in held if isinstance(leaf, Caption)}
    for name in sorted(stated_ - text):
        yield conflict(f"Original Handling Restrictions says {name}, the text does not")
    banners = [leaf for leaf in leaves if isinstance(leaf, Banner)]
    for banner in (leaf for leaf in held if isinstance(leaf, Banner)):
        if not banners:
            message = f"banner {banner.words} taken from the attribute Original Classification"
            yield Notice(NoticeKind.DERIVED, message, Severity.WARNING)
        elif banner.words not in {other.words for other in banners}:
            words = banners[0].words
            yield conflict(f"Original Classification is {banner.words}, the text says {words}")
