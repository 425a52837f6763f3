from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wikileaks_pages as pages
from cableconv.errors import NotACableError
from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.record_txt import RecordTxtReader
from cableconv.readers.wikileaks.page import pre_text
from cableconv.registry import sniff

RECORD = """\
06EXAMPLEVILLE680
THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE
Wed Feb 08 00:00:00 +0100 2006
UNCLASSIFIED//FOR OFFICIAL USE ONLY
Embassy Exampleville
"""
EXTRACT = "This record is a partial extract of the original cable.\n\n"
BODY = pre_text(pages.BODY) + "\n"


def read(text: str) -> Cable:
    (cable,) = RecordTxtReader().read(text.encode(), source=Source("x.txt"))
    assert source_text(cable) == text
    return cable


def test_is_sniffed() -> None:
    assert sniff((RECORD + BODY).encode(), "x.txt").name == "record_txt"
    assert sniff(("\ufeff" + RECORD + BODY).replace("\n", "\r\n").encode(), "").name == "record_txt"
    assert RecordTxtReader().sniff(BODY.encode(), "x.txt") == 0


def test_record_and_text() -> None:
    cable = read(RECORD + EXTRACT + BODY)
    assert cable.mrn == "06EXAMPLEVILLE680"
    assert [f.name for f in cable.fields_of(FieldKind.ATTRIBUTE)] == [
        "Reference ID",
        "Created",
        "Classification",
        "Origin",
    ]
    assert cable.title == "THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE"
    assert cable.subject is not None
    assert cable.subject.text.endswith("LAST ONE")
    assert len(cable.fields_of(FieldKind.NOTE)) == 1
    assert [p.number for p in cable.paragraphs] == [1, 2]


def test_day_alone_is_no_date_time_group() -> None:
    cable = read(RECORD + EXTRACT + BODY)
    assert cable.dtg is None
    assert any("a day only" in n.message for n in cable.notices if n.kind is NoticeKind.DERIVED)


def test_page_line_tells_the_time_of_the_day() -> None:
    line = "PAGE 02        EXAMPLEVILLE  00680  082147Z"
    cable = read(RECORD + EXTRACT + BODY.replace("All were", f"All \n{line} \nwere"))
    assert cable.dtg is not None
    assert cable.dtg.utc == dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC)


def test_header_is_read_with_the_body() -> None:
    cable = read(RECORD + pages.HEADER + "\n\n" + BODY)
    assert cable.dtg is not None
    assert cable.dtg.raw == "R 082147Z FEB 06"
    assert cable.header.station is not None


@pytest.mark.parametrize("rest", ["", "\n", "\n\n\n1. Text.\n", "1. Text.", " \n \n1. Text."])
def test_any_rest_is_kept(rest: str) -> None:
    assert read(RECORD + rest).mrn == "06EXAMPLEVILLE680"


@pytest.mark.parametrize("text", ["1. Text.", RECORD.rstrip("\n"), RECORD.replace("Feb", "19 ")])
def test_other_text_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(NotACableError, match="does not begin with") as error:
        read(text)
    assert "-f telegram" in error.value.hint


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="1. (C)\nSUBJECT:¶ ", max_size=80))
def test_every_character_is_kept(rest: str) -> None:
    read(RECORD + rest)
    read(RECORD.replace("THE MAYOR", rest.split("\n", maxsplit=1)[0] + "THE MAYOR") + rest)


def test_the_file_of_the_corpus(corpus: Path) -> None:
    text = (corpus / "alx_txt" / "01HANOI3294.txt").read_text("utf-8")
    cable = read(text)
    assert cable.mrn == "01HANOI3294"
    assert cable.dtg is not None
    assert cable.dtg.utc == dt.datetime(2001, 12, 20, 10, 49, tzinfo=dt.UTC)
