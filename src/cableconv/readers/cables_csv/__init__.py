r"""Reader of cables.csv, a file of 251,287 cables: eight columns a row, ``\"`` for a quote.

The source text of a row is its columns, a line each, then a blank line, the header, a blank line
and the body. A row is held in memory at a time: ``read_stream`` reads a file of any size. A row
that cannot be read loses only itself: it gives a cable with its text and an error notice.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, ClassVar

import attrs

from cableconv.errors import CableconvError
from cableconv.grammar.scan import plain
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.cables_csv.rows import MAX_ROW_BYTES, RawRow, Row, parse_row, rows
from cableconv.readers.decode import Decoded, decode
from cableconv.structure.published import read_published
from cableconv.structure.record import (
    CLASSIFICATION,
    CREATED,
    ID,
    ORIGIN,
    REFERENCES,
    Record,
    attribute,
    proven_time,
    record_notices,
    timed,
)
from cableconv.structure.sheet import Sheet
from cableconv.structure.slices import split_tail
from cableconv.structure.telegram import finished

_ROW = re.compile(
    rb'(?:\xef\xbb\xbf)?"[0-9]{1,9}","[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}","'
)
"""Matches the beginning of the file: ``"1","12/28/1966 18:48","``."""

_NAMES = ("Number", CREATED, ID, ORIGIN, CLASSIFICATION, REFERENCES)
"""The columns before header and body, in their order."""

_HEADING = re.compile(r"[A-Za-z][A-Za-z _-]{0,40}")
"""Matches a column of a heading, ``refid``, which copies of the file may have got."""

_WITHOUT_ID = 2
"""A row of so few columns has no reference id; it is read as plain text."""


@attrs.frozen
class CablesCsvReader:
    """Reads all rows, one after the other.

    Attributes:
        max_row_bytes: what a row has beyond it is skipped, with an error notice.
    """

    name: ClassVar[str] = "cables_csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    max_row_bytes: int = MAX_ROW_BYTES

    def sniff(self, head: bytes, name: str) -> int:
        """95 for an input that begins with number and date in quotes."""
        del name
        return 95 if _ROW.match(head) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The cable of each row; none is an error, see the module.

        The hint of an MRN is not used, because each row states its own.
        """
        yield from self.read_stream(io.BytesIO(data), source=source)

    def read_stream(self, stream: BinaryIO, *, source: Source) -> Iterator[Cable]:
        """As ``read``, of a file of any size that is open for reading in binary.

        Args:
            stream: the file; a row and a megabyte of it are held at a time.
            source: the file; the year is a hint for rows without a date.
        """
        for raw in rows(stream, limit=self.max_row_bytes):
            cable = self.read_row(raw, source=source)
            if cable is not None:
                yield cable

    def read_row(self, raw: RawRow, *, source: Source) -> Cable | None:
        """The cable of one row out of ``rows.rows``; None for a heading of the whole file."""
        place = _Place(raw, source)
        try:
            decoded = decode(raw.data, source)
        except CableconvError as error:
            return _unreadable(place, error.message)
        row = parse_row(decoded.text)
        return None if raw.number == 1 and _is_heading(row) else _cable(place, row, decoded)


@attrs.frozen
class _Place:
    """Where a row stands.

    Attributes:
        raw: the bytes.
        source: the file.
    """

    raw: RawRow
    source: Source


def _is_heading(row: Row) -> bool:
    return bool(row.columns) and all(map(_HEADING.fullmatch, row.columns))


def _cable(place: _Place, row: Row, decoded: Decoded) -> Cable:
    """The cable of a row; one with the row's text and an error notice where that fails."""
    row_name = f"row {place.raw.number}"
    provenance = attrs.evolve(decoded.provenance, reader=CablesCsvReader.name, member=row_name)
    faults = list(_faults(place, row))
    try:
        cable = _read(place.source, row, provenance)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a row must not end the reading of the others
        faults.append(_error(f"cannot be read ({error}); its text is kept. Please report this"))
        content, tail = split_tail(row.text)
        block = Field(FieldKind.UNPARSED, tuple(plain(content)), tail=tail)
        cable = Cable((block,), provenance=provenance)
    told = (*faults, *decoded.notices, *cable.notices)
    numbered = [Notice(n.kind, f"{row_name}: {n.message}", n.severity, n.line) for n in told]
    return Cable(cable.blocks, cable.mrn, cable.lead, tuple(numbered), provenance)


def _faults(place: _Place, row: Row) -> Iterator[Notice]:
    for fault in row.faults:
        yield _error(f"{fault} (line {place.raw.line} of the file)")
    over = place.raw.size - len(place.raw.data)
    if over:
        yield _error(f"is over the limit of {len(place.raw.data)} bytes; {over} are skipped")


def _error(said: str) -> Notice:
    return Notice(NoticeKind.UNPARSED, said, Severity.ERROR)


def _unreadable(place: _Place, reason: str) -> Cable:
    """A cable without text, for bytes that are no text."""
    said = f"row {place.raw.number}: {reason} (line {place.raw.line} of the file)"
    provenance = Provenance(
        source=place.source.name,
        size=place.raw.size,
        reader=CablesCsvReader.name,
        member=f"row {place.raw.number}",
        hints=place.source.hints,
    )
    return Cable(notices=(_error(said),), provenance=provenance)


def _read(source: Source, row: Row, provenance: Provenance) -> Cable:
    if len(row.columns) <= _WITHOUT_ID:
        published = read_published("", row.text, year=source.year)
        return finished(published.parsed, published.text, provenance)
    values = (*row.columns, *[""] * 8)
    _, created, mark, origin, classification, _, header, body = values[:8]
    record = Record(mark.strip(), created, classification, origin)
    published = read_published(header, body, year=record.year or source.year)
    found = Cable(published.parsed.blocks, lead=published.parsed.lead)
    copied = published.copied.created if published.copied else ""
    proof = proven_time(found, record, copied)

    sheet = Sheet()
    for name, value in zip(_NAMES, values[:6], strict=True):
        made, told = timed(attribute(name, value), proof, sheet.line)
        sheet.notices.extend(told)
        sheet.attribute(value, made)
    sheet.gap("\n")
    sheet.telegram(published.parsed, published.text)
    parsed = sheet.parsed(published.parsed.year)
    further = partial(record_notices, record)
    return finished(parsed, sheet.text, provenance, mrn=record.id or None, further=further)
