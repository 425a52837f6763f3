"""Trap 10: partial extracts have no routing header, but a signature and the table's date."""

from __future__ import annotations

import datetime as dt

import wikileaks_pages as pages
from cableconv.model.blocks import FieldKind
from cableconv.notices import NoticeKind

NOTE = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)


def test_an_extract_is_dated_by_its_table_and_that_is_told() -> None:
    cable = pages.read(pages.page(header=NOTE))
    assert cable.header.station is None
    assert cable.dtg is not None
    assert cable.dtg.utc == dt.datetime(2006, 2, 8, 21, 9, tzinfo=dt.UTC)
    assert any(
        n.kind is NoticeKind.DERIVED and "minutes only repeat the hour" in n.message
        for n in cable.notices
    )


def test_the_note_is_a_note_and_no_header_line() -> None:
    cable = pages.read(pages.page(header=NOTE))
    assert [f.text for f in cable.fields_of(FieldKind.NOTE)] == [NOTE]
    assert not cable.fields_of(FieldKind.UNPARSED)


def test_an_extract_has_its_signature_and_its_marks() -> None:
    cable = pages.read(pages.page(header=NOTE))
    assert cable.signature == ("ROE",)
    assert [p.portion_mark is not None for p in cable.paragraphs] == [True, True]
