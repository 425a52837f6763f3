"""Trap 9: the dialect of cables.csv, encodings, byte order marks, line ends."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.cables_csv import CablesCsvReader
from traps.telegrams import HEAD

TEXT = HEAD + "\u00b61. (SBU) The \u201cnew\u201d mast costs 5 \u00a3.\n\nROE\n"


def kinds(data: bytes) -> set[NoticeKind]:
    return {notice.kind for notice in cc.loads(data).notices}


def test_escaped_quotes_are_quotes_and_rows_run_over_lines() -> None:
    row = (
        b'"7","2/14/2006 15:30","06LAKEPORT123","Embassy Lakeport","UNCLASSIFIED","",'
        b'"R 141530Z FEB 06\nFM AMEMBASSY LAKEPORT","UNCLAS LAKEPORT 000123\n\n'
        b'SUBJECT: THE \\"MAST\\", AS IT IS\n\n1. (U) He said \\"so\\", and left."\n'
    )
    cables = list(CablesCsvReader().read(row * 2, source=Source("cables.csv")))
    assert [c.subject.text for c in cables if c.subject] == ['THE "MAST", AS IT IS'] * 2
    assert cables[0].paragraphs[0].text == 'He said "so", and left.'


def test_a_latin_pilcrow_is_a_pilcrow() -> None:
    cable = cc.loads(TEXT.replace("\u201c", '"').replace("\u201d", '"').encode("latin-1"))
    assert cable.paragraphs[0].number == 1
    assert any(n.kind is NoticeKind.ENCODING for n in cable.notices)


def test_windows_quotation_marks_are_decoded_and_told() -> None:
    cable = cc.loads(TEXT.encode("cp1252"))
    assert "\u201cnew\u201d" in cable.paragraphs[0].text
    assert any(n.kind is NoticeKind.ENCODING for n in cable.notices)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_are_told(end: str) -> None:
    assert NoticeKind.NEWLINES in kinds(TEXT.replace("\n", end).encode())
    mixed = TEXT.replace("\n", end, 3).encode()
    assert NoticeKind.NEWLINES in kinds(mixed)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(encoding: str) -> None:
    cable = cc.loads(TEXT.encode(encoding))
    assert cable.header.transmission_id is not None
    assert any(n.kind is NoticeKind.ENCODING for n in cable.notices)


def test_a_line_separator_inside_a_line_ends_no_line() -> None:
    text = HEAD + "1. (SBU) The new\u2028mast.\n\n2. (U) Text.\n"
    cable = cc.loads(text)
    assert len(cable.paragraphs) == 2
    assert "new\u2028mast" in cable.paragraphs[0].raw
