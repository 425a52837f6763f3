"""Bytes to text: encodings, marks, line ends, and what is refused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.errors import CableconvError, NotACableError
from cableconv.notices import NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.decode import Decoded, decode

SOURCE = Source("x.txt", mrn="07LAKEPORT1", year=2007)
TEXT = "1. (C) The café said “yes”.\n"


def read(data: bytes) -> Decoded:
    return decode(data, SOURCE)


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
        (TEXT.encode("cp1252"), "cp1252", False),
        (b"\xef\xbb\xbf" + TEXT.encode("cp1252"), "cp1252", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le", True),
        (TEXT.encode("utf-16-le"), "utf-16-le", False),
        (TEXT.encode("utf-16-be"), "utf-16-be", False),
    ],
)
def test_encodings(data: bytes, encoding: str, *, bom: bool) -> None:
    found = read(data)
    assert found.text == TEXT
    assert (found.provenance.encoding, found.provenance.bom) == (encoding, bom)
    told = [notice for notice in found.notices if notice.kind is NoticeKind.ENCODING]
    assert bool(told) is (encoding != "utf-8" or bom)


def test_bytes_that_are_no_windows_text_are_latin_1() -> None:
    found = read(b"\xb6 1. caf\xe9 \x81\n")
    assert found.text == "¶ 1. café \x81\n"
    assert found.provenance.encoding == "latin-1"
    assert found.notices[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("data", "newlines", "text"),
    [
        (b"a\nb\n", "LF", "a\nb\n"),
        (b"a\r\nb\r\n", "CRLF", "a\nb\n"),
        (b"a\rb\r", "CR", "a\nb\n"),
        (b"a\r\nb\nc\rd", "mixed", "a\nb\nc\nd"),
        (b"a", "none", "a"),
    ],
)
def test_line_ends(data: bytes, newlines: str, text: str) -> None:
    found = read(data)
    assert (found.provenance.newlines, found.text) == (newlines, text)
    told = [notice.kind for notice in found.notices]
    assert (NoticeKind.NEWLINES in told) is (newlines in {"CRLF", "CR", "mixed"})


def test_provenance_states_the_bytes_and_the_hints() -> None:
    data = b"\xef\xbb\xbfa\r\n"
    found = read(data).provenance
    assert (found.source, found.size) == ("x.txt", 6)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.hints == ("mrn=07LAKEPORT1", "year=2007")


def test_controls_are_kept_and_told() -> None:
    found = read(b"a long enough line of text\n\x07b\x0cc\x7f\x07\n")
    assert found.text.endswith("\x07b\x0cc\x7f\x07\n")
    (told,) = [n for n in found.notices if n.kind is NoticeKind.CONTROL_CHARACTERS]
    assert told.message == "3 control characters are kept (U+0007, U+007F)"
    assert told.line == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"PK\x03\x04x", "a ZIP archive"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\x7fELF", "a program"),
        (b"\x01\x02\x03\x04abc", "binary data"),
        (b"\xff\xfea", "byte 2 does not fit"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(NotACableError, match=words) as caught:
        read(data)
    assert caught.value.source == "x.txt"
    assert caught.value.hint


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except CableconvError:
        return
    assert found.text.strip()
    assert "\r" not in found.text


def test_next_lines_end_lines_where_nothing_else_does() -> None:
    found = read("1. (C) One.\x85\x852. (S) Two.\x85".encode())
    assert (found.text, found.provenance.newlines) == ("1. (C) One.\n\n2. (S) Two.\n", "NEL")
    assert [notice.kind for notice in found.notices] == [NoticeKind.NEWLINES]
    assert read("1. (C) One\x85two.\n".encode()).text == "1. (C) One\x85two.\n"
