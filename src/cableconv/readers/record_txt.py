"""Reader of text files that begin with a cable's record: id, title, date, marking, origin.

Such files were made of the pages when the whole set was published (alx_txt): five lines, then the
header or the note of a partial extract, then the body. The date is a day; its clock is always
midnight. A time on a page line of the text tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import attrs

from cableconv.errors import NotACableError
from cableconv.grammar.banner import parse_banner
from cableconv.grammar.months import month_number
from cableconv.grammar.mrn import parse_mrn
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import DateTimeGroup
from cableconv.model.leaf import Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.decode import Decoded, decode
from cableconv.structure.published import read_published
from cableconv.structure.record import (
    CLASSIFICATION,
    CREATED,
    ID,
    ORIGIN,
    Record,
    attribute,
    page_times,
    record_notices,
)
from cableconv.structure.sheet import Sheet
from cableconv.structure.slices import split_tail
from cableconv.structure.telegram import finished

_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) \d{2}:\d{2}:\d{2} [+-]\d{4} (\d{4})[ \t]{0,8}$"
)
"""Matches "Thu Dec 20 00:00:00 +0100 2001"."""

_LINES = 5
_GAP = "\n\n"


@attrs.frozen
class RecordTxtReader:
    """Reads the one cable of a file."""

    name: ClassVar[str] = "record_txt"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def sniff(self, head: bytes, name: str) -> int:
        """90 where the first, third and fourth line are an id, a date and a classification."""
        del name
        lines = head[:4096].decode("utf-8", "replace").removeprefix("\ufeff").split("\n")[:_LINES]
        return 90 if _is_record([line.rstrip("\r") for line in lines]) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one cable of the input.

        Raises:
            NotACableError: the input is empty, is not text, or does not begin with a record.
        """
        decoded = decode(data, source)
        lines = decoded.text.split("\n", _LINES)
        if not _is_record(lines[:_LINES]) or len(lines) == _LINES:
            raise NotACableError(
                "the text does not begin with id, title, date, classification and origin",
                source=source.name,
                hint="Read it as a telegram, with -f telegram.",
            )
        yield _cable(lines, decoded, source)


def _is_record(lines: list[str]) -> bool:
    return (
        len(lines) == _LINES
        and parse_mrn(lines[0].strip()) is not None
        and _DATE.match(lines[2]) is not None
        and parse_banner(lines[3].strip()) is not None
    )


def _cable(lines: list[str], decoded: Decoded, source: Source) -> Cable:
    mark, title, date, classification, origin, rest = lines
    record = Record(mark.strip(), date, classification, origin)
    header, gap, body = rest.partition(_GAP)
    if not gap or not header.strip():
        header, body = "", rest
    published = read_published(header, body, year=source.year or record.year)
    found = Cable(published.parsed.blocks, lead=published.parsed.lead)

    sheet = Sheet()
    sheet.attribute(mark, attribute(ID, mark))
    words, tail = split_tail(title + "\n")
    if words:
        sheet.add(title + "\n", Field(FieldKind.TITLE, (Text(words),), tail=tail))
    else:
        sheet.gap(tail)
    created, told = _created(date, found, sheet.line)
    sheet.notices.extend(told)
    sheet.attribute(date, created)
    sheet.attribute(classification, attribute(CLASSIFICATION, classification))
    sheet.attribute(origin, attribute(ORIGIN, origin))
    sheet.telegram(published.parsed, published.text)
    parsed = sheet.parsed(published.parsed.year)
    provenance = attrs.evolve(decoded.provenance, reader=RecordTxtReader.name)
    mrn = source.mrn or record.id
    further = partial(record_notices, record)
    return finished(parsed, sheet.text, provenance, decoded.notices, mrn=mrn, further=further)


def _created(words: str, cable: Cable, line: int) -> tuple[Field, list[Notice]]:
    """The date, with the time that a page line of the text states."""
    field = attribute(CREATED, words)
    found = _DATE.match(words)
    month = month_number(found[1]) if found is not None else None
    if found is None or month is None or cable.dtg is not None:
        return field, []
    day, year = int(found[2]), int(found[3])
    for raw, sent, hour, minute in page_times(cable):
        if sent == day:
            stated = DateTimeGroup(words.strip(), (), day, hour, minute, "Z", month, year)
            said = f"the time of {words.strip()} is taken from {raw}"
            timed = attrs.evolve(field, content=(stated,))
            return timed, [Notice(NoticeKind.DERIVED, said, line=line)]
    said = f"the record states a day only, {words.strip()}; the text has no date-time group"
    return field, [Notice(NoticeKind.DERIVED, said, Severity.WARNING, line)]
