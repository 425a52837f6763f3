from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wikileaks_pages as pages
from cableconv.conversion import read_all
from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import DateTimeGroup, Reference, ReferenceKind
from cableconv.model.leaf import FurnitureKind
from cableconv.model.markings import Banner, Level
from cableconv.model.walk import source_text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.cables_csv import CablesCsvReader
from cableconv.readers.cables_csv.rows import rows
from cableconv.readers.wikileaks.page import pre_text
from cableconv.registry import sniff
from cableconv.structure import telegram

BODY = pre_text(pages.BODY).replace("¶", "")
COLUMNS = (
    "1",
    "2/8/2006 21:47",
    "06EXAMPLEVILLE680",
    "Embassy Exampleville",
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    "06EXAMPLEVILLE618|05SAMPLETON6432",
    pages.HEADER,
    BODY,
)


def row(*columns: str, **changed: str) -> bytes:
    names = ("number", "created", "mark", "origin", "marking", "refs", "header", "body")
    values = [
        changed.get(name, value) for name, value in zip(names, columns or COLUMNS, strict=True)
    ]
    escaped = (v.replace("\\", "\\\\").replace('"', '\\"') for v in values)
    return (",".join(f'"{value}"' for value in escaped) + "\n").encode()


def read(data: bytes) -> list[Cable]:
    return list(CablesCsvReader().read(data, source=Source("cables.csv")))


def errors(cable: Cable) -> list[str]:
    return [n.message for n in cable.notices if n.severity is Severity.ERROR]


def test_file_is_sniffed() -> None:
    assert sniff(row(), "cables.csv").name == "cables_csv"
    assert sniff(b"\xef\xbb\xbf" + row(), "cables").name == "cables_csv"
    assert CablesCsvReader().sniff(b'"a","b"\n"1","2"\n', "other.csv") == 0


def test_columns_are_typed_fields() -> None:
    (cable,) = read(row())
    assert cable.mrn == "06EXAMPLEVILLE680"
    fields = {f.name: f.content for f in cable.fields_of(FieldKind.ATTRIBUTE)}
    assert list(fields) == [
        "Number",
        "Created",
        "Reference ID",
        "Origin",
        "Classification",
        "References",
    ]
    (created,) = fields["Created"]
    assert isinstance(created, DateTimeGroup)
    assert created.utc == dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC)
    assert fields["Classification"] == (Banner(COLUMNS[4], Level.U, ("FOUO",)),)
    assert fields["References"][0] == Reference(
        "06EXAMPLEVILLE618", ReferenceKind.CABLE, mrn="06EXAMPLEVILLE618"
    )
    assert len([leaf for leaf in fields["References"] if isinstance(leaf, Reference)]) == 2


def test_references_of_the_column_stand_beside_those_of_the_text() -> None:
    (cable,) = read(row())
    assert [(ref.letter, ref.mrn) for ref in cable.references] == [
        ("A", "06EXAMPLEVILLE618"),
        ("B", "05SAMPLETON6432"),
    ]


def test_source_text_is_the_columns_a_line_each() -> None:
    (cable,) = read(row())
    assert source_text(cable) == "\n".join(COLUMNS[:6]) + f"\n\n{COLUMNS[6]}\n\n{COLUMNS[7]}"


def test_empty_columns_are_blank_lines() -> None:
    (cable,) = read(row(refs="", origin="", number=""))
    assert source_text(cable).startswith("\n2/8/2006 21:47\n06EXAMPLEVILLE680\n\nUNCLASSIFIED//")
    assert not any(f.name == "References" for f in cable.fields)
    assert errors(cable) == []


def test_body_reads_as_the_page_does() -> None:
    (cable,) = read(row())
    assert [p.text for p in cable.paragraphs] == [
        "Summary: The mayor opened the bridge.  End Summary.",
        "All were glad.",
    ]
    assert cable.signature == ("ROE",)
    assert cable.dtg is not None
    assert cable.dtg.raw == "R 082147Z FEB 06"


def test_quotes_and_line_ends_of_the_body() -> None:
    body = BODY.replace("All were glad.", 'All were "glad"\nabout C:\\TEMP.')
    (cable,) = read(row(body=body))
    assert cable.paragraphs[1].text == 'All were "glad" about C:\\TEMP.'


def test_rows_are_numbered_in_provenance_and_notices() -> None:
    cables = read(row() + row(number="2", created="2/8/2006 21:09") + row(number="9"))
    assert [c.provenance.member for c in cables if c.provenance] == ["row 1", "row 2", "row 3"]
    assert [n.message[:7] for n in cables[1].notices] == ["row 2: "]
    assert "21:47" in cables[1].notices[0].message


def test_line_ends_of_windows_and_blank_lines_between_rows() -> None:
    cables = read((row() + b"\n\n" + row(number="2")).replace(b"\n", b"\r\n"))
    assert [cable.blocks[1:] for cable in cables] == [read(row())[0].blocks[1:]] * 2


def test_heading_is_no_row() -> None:
    heading = b'"id","date","refid","origin","classification","references","header","body"\n'
    cables = read(heading + row())
    assert [cable.mrn for cable in cables] == ["06EXAMPLEVILLE680"]


def test_copy_in_the_body_is_a_dump() -> None:
    copy = "\n".join(("52287", "2006-02-08 21:47:00", *COLUMNS[2:6])) + "\n" + pages.HEADER + "\n\n"
    (cable,) = read(row(body=copy + BODY))
    assert any(leaf.kind is FurnitureKind.DUMP for leaf in cable.furniture)
    assert cable.paragraphs == read(row())[0].paragraphs


BROKEN = {
    "short": b'"2","2/8/2006 21:47","06SAMPLETON2"\n',
    "nothing": b'"2","2/8/2006 21:47","06SAMPLETON2",,,,\n',
    "open": row(number="2", mark="06SAMPLETON2")[:-20] + b"\n",
    "cut early": row(number="2", mark="06SAMPLETON2")[:30] + b"\n",
    "stray quotes": row(number="2", mark="06SAMPLETON2").replace(b"All were", b'"All" were'),
    "long": row(number="2", mark="06SAMPLETON2")[:-1] + b',"more"\n',
    "binary": row(number="2", mark="06SAMPLETON2", body="x")[:-3] + bytes(range(32)) * 90 + b"\n",
    "no quotes": b"2,2/8/2006,06SAMPLETON2\n",
    "hidden quote": row(number="2", mark="06SAMPLETON2")[:-2] + b'\\"\n',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_broken_row_loses_only_itself(broken: bytes) -> None:
    good = read(row())[0].blocks[1:]
    cables = read(row() + broken + row(number="3"))
    whole = [cable for cable in cables if cable.blocks[1:] == good]
    # A row without its beginning cannot be told from the text of the row before it.
    assert len(whole) == (1 if broken.startswith(b"2,") else 2)
    told = [words for cable in cables for words in errors(cable)]
    assert told
    assert all(words.startswith("row ") for words in told)


def test_broken_row_is_read_as_far_as_it_goes() -> None:
    _, cable = read(row() + BROKEN["open"])
    assert cable.mrn == "06SAMPLETON2"
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert "does not end with a quote" in errors(cable)[0]
    line = 1 + row().count(b"\n")
    assert f"(line {line} of the file)" in errors(cable)[0]


def test_text_of_a_row_without_columns_is_kept() -> None:
    (cable,) = read(b"SUBJECT: A LOST ROW\n\n1. (C) Its text.\n")
    assert source_text(cable) == "SUBJECT: A LOST ROW\n\n1. (C) Its text."
    assert cable.subject is not None
    assert "does not begin with a quote" in errors(cable)[0]


def test_row_that_no_reader_can_read_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, *, year: int | None = None) -> telegram.Parsed:
        if "GLAD TIDINGS" in text:
            raise ValueError("a bug")
        return parse(text, year=year)

    parse = telegram.parse
    monkeypatch.setattr("cableconv.structure.published.parse", fail)
    cables = read(row() + row(number="2", body="GLAD TIDINGS") + row(number="3"))
    assert [bool(errors(cable)) for cable in cables] == [False, True, False]
    assert "GLAD TIDINGS" in source_text(cables[1])
    assert errors(cables[1])[0].startswith("row 2: cannot be read (a bug)")


@pytest.mark.parametrize("created", ["13/45/2006 10:00", "28/12/2006 10:00", "2/30/2006 10:00"])
def test_a_time_that_is_impossible_is_text_and_told(created: str) -> None:
    (cable,) = read(row(created=created))
    assert not errors(cable)
    assert cable.mrn == "06EXAMPLEVILLE680"
    field = next(field for field in cable.fields if field.name == "Created")
    assert field.value_text == created
    assert any(f"{created!r} is none that can be read" in n.message for n in cable.notices)


def test_row_in_another_encoding_is_told() -> None:
    data = row(body=BODY.replace("glad", "très glad")).decode().encode("latin-1")
    (first, second) = read(row() + data)
    assert "très" in second.paragraphs[1].text
    assert any(n.kind is NoticeKind.ENCODING for n in second.notices)
    assert not any(n.kind is NoticeKind.ENCODING for n in first.notices)


def test_row_over_the_limit_is_cut_with_an_error() -> None:
    reader = CablesCsvReader(max_row_bytes=2000)
    data = row(body="x" * 100_000) + row(number="2")
    first, second = reader.read(data, source=Source("cables.csv"))
    assert "over the limit of 2000 bytes" in " ".join(errors(first))
    assert errors(second) == []


class Dripping(io.RawIOBase):
    """A file of 100 rows that gives one at each reading, and counts them."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int | None = -1) -> bytes:
        del size
        self.taken += 1
        return row(number=str(self.taken)) if self.taken <= 100 else b""


def test_no_more_is_taken_than_the_row_needs() -> None:
    stream = Dripping()
    cables = CablesCsvReader().read_stream(stream, source=Source("cables.csv"))  # type: ignore[arg-type]  # only reads
    for expected in range(5):
        assert next(cables).provenance is not None
        # A row ends where the next one begins.
        assert stream.taken == expected + 2


def test_a_row_is_read_by_itself() -> None:
    data = row() + BROKEN["open"] + row(number="3")
    reader, source = CablesCsvReader(), Source("cables.csv")
    found = [reader.read_row(raw, source=source) for raw in rows(io.BytesIO(data))]
    assert found == read(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_gives_cables_and_no_error(data: st.DataObject) -> None:
    whole = row() + row(number="2") + row(number="3")
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, len(whole)))
    filling = data.draw(st.binary(max_size=30))
    for cable in read(whole[:start] + filling + whole[stop:]):
        assert all(isinstance(notice, Notice) for notice in cable.notices)
        assert cable.provenance is not None
        assert cable.provenance.member.startswith("row ")


def test_file_is_read_by_the_library(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_bytes(row() + row(number="2"))
    assert [cable.mrn for cable in read_all(path)] == ["06EXAMPLEVILLE680"] * 2


def test_file_may_be_larger_than_the_limit_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_bytes(row() + row(number="2"))
    limit = len(row()) // 2
    assert len(list(read_all(path, max_bytes=limit))) == 2
    assert len(list(read_all(path, max_bytes=limit, format="cables_csv"))) == 2
