"""Reader of WikiLeaks' pages of 2010 and 2011: a table of fields, the header, the body.

The rule by which a page becomes text is in ``page``. The table's fields are attributes; the site's
own words, the pilcrows that it put before paragraphs, and second copies of a cable are furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.errors import LimitExceededError, NotACableError
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import DateTimeGroup
from cableconv.model.leaf import FurnitureKind, Label, Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.decode import Decoded, decode
from cableconv.readers.wikileaks.page import Page, split_page
from cableconv.structure.published import read_published
from cableconv.structure.record import (
    CLASSIFICATION,
    CREATED,
    ID,
    ORIGIN,
    Record,
    attribute,
    proven_time,
    record_notices,
    timed,
)
from cableconv.structure.sheet import GAP, Sheet
from cableconv.structure.telegram import finished

_SIGNS = (b"<title>Cable Viewer</title>", b"Viewing cable ", b"/static/css/cables.css")
"""Any two stand at the head of each page of the three layouts."""

_ARTICLES = "Appears in these articles"


@attrs.frozen
class WikileaksReader:
    """Reads the one cable of a page.

    Attributes:
        max_bytes: refuse a larger page; the largest of 8,017 has 200 KB.
    """

    name: ClassVar[str] = "wikileaks"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    max_bytes: int = 16 * 2**20

    def sniff(self, head: bytes, name: str) -> int:
        """95 for a page of the site, 80 where only one sign of it is found."""
        del name
        signs = sum(sign in head for sign in _SIGNS)
        if signs and b"<" in head[:512]:
            return 95 if signs > 1 else 80
        return 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one cable of the page.

        Raises:
            NotACableError: the input is empty, is not text, or holds no ``pre`` element.
            LimitExceededError: it is larger than ``max_bytes``.
        """
        if len(data) > self.max_bytes:
            said = f"a page of {len(data)} bytes is over the limit of {self.max_bytes}"
            raise LimitExceededError(said, source=source.name)
        decoded = decode(data, source)
        page = split_page(decoded.text)
        if page is None:
            raise NotACableError(
                "the page holds no cable: it has no pre element",
                source=source.name,
                hint="Give the page of one cable, or name another format with -f.",
            )
        yield _cable(page, decoded, source)


def _cable(page: Page, decoded: Decoded, source: Source) -> Cable:
    record = _record(page)
    header, body = _header_and_body(page.texts)
    published = read_published(header, body, year=source.year or record.year)
    inner = published.parsed
    found = Cable(inner.blocks, lead=inner.lead)
    copied = published.copied.created if published.copied else ""
    proof = proven_time(found, record, copied)

    sheet = _head(page, proof)
    sheet.telegram(inner, published.text)
    sheet.gap(GAP)
    sheet.furniture(page.after, FurnitureKind.SITE)
    parsed = sheet.parsed(inner.year)
    provenance = attrs.evolve(decoded.provenance, reader=WikileaksReader.name)
    mrn = source.mrn or record.id or None

    def further(cable: Cable) -> Iterator[Notice]:
        yield from record_notices(record, cable)
        yield from _page_notices(page, cable)

    return finished(parsed, sheet.text, provenance, decoded.notices, mrn=mrn, further=further)


def _head(page: Page, proof: DateTimeGroup | None) -> Sheet:
    """What stands before the telegram: the site's text, the heading, the table."""
    sheet = Sheet()
    sheet.furniture(page.before, FurnitureKind.SITE)
    if page.heading is not None:
        mark, comma, words = page.heading.partition(",")
        label = f"Viewing cable {mark}{comma}"
        title = without_seams((Label(label), Text(words)))
        sheet.add(label + words + GAP, Field(FieldKind.TITLE, title, tail=GAP))
    sheet.furniture(page.intro, FurnitureKind.SITE)
    for name, value in page.columns:
        made, told = timed(attribute(name, value, label=f"{name}\t"), proof, sheet.line)
        sheet.notices.extend(told)
        sheet.attribute(f"{name}\t{value}", made)
    for row in page.articles:
        sheet.attribute(row, attribute(_ARTICLES, row))
    if page.columns or page.articles:
        sheet.gap("\n")
    return sheet


def _record(page: Page) -> Record:
    columns = dict(page.columns)
    fields = (ID, CREATED, CLASSIFICATION, ORIGIN)
    return Record(*(columns.get(name, "") for name in fields))


def _header_and_body(texts: tuple[str, ...]) -> tuple[str, str]:
    """The header's text and the body's; a page with one text has no header."""
    return (texts[0], GAP.join(texts[1:])) if len(texts) > 1 else ("", texts[0])


def _page_notices(page: Page, cable: Cable) -> Iterator[Notice]:
    pieces = sum(map(bool, (page.before, page.intro, page.after)))
    if pieces:
        yield Notice(NoticeKind.FURNITURE, f"{pieces} pieces of the site's text set apart")
    if not page.closed:
        said = "the page ends inside the text: it is cut off"
        yield Notice(NoticeKind.CONFLICT, said, Severity.WARNING)
    if page.heading and not cable.fields_of(FieldKind.SUBJECT):
        said = "subject taken from the title of the page, which holds its first line only"
        yield Notice(NoticeKind.DERIVED, said, Severity.WARNING)
