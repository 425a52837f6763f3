from __future__ import annotations

import io
import os
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from cableconv.errors import LimitExceededError, NotACableError, ReadError
from cableconv.readers import pdf_text as module
from cableconv.readers.pdf_text import is_pdf, pdf_text
from telegram_pdf import STAMP, file_of, pdf_of, stream_of, telegram_pdf

LINES = "FIRST LINE\nTHE PRE-\nCONFIDENTIAL\n\nSUMED  KITCHEN"


def test_lines_stand_as_on_the_page() -> None:
    found = pdf_text(telegram_pdf([LINES], stamp=""), "a.pdf")
    assert found.pages == (LINES,)
    assert found.creator == "nara.aad.servlet.PDFServlet"
    assert found.warnings == ()


def test_no_word_is_joined_to_a_banner() -> None:
    text = pdf_text(telegram_pdf([LINES]), "a.pdf").text
    assert "PRECONFIDENTIAL" not in text
    assert "PRE-\nCONFIDENTIAL\n" in text


def test_what_is_drawn_first_but_stands_below_is_read_last() -> None:
    page = pdf_text(telegram_pdf(["TEXT"]), "a.pdf").pages[0]
    assert [line.strip() for line in page.split("\n")] == [STAMP, "TEXT", STAMP]


def test_pieces_on_one_line_stay_in_order() -> None:
    drawn = b"BT /F1 8 Tf 36 700 Td (Document Number: ) Tj (1979EXAMPL00001) Tj ET"
    assert pdf_text(pdf_of([stream_of(drawn)]), "a").pages == ("Document Number: 1979EXAMPL00001",)


def test_a_matrix_of_the_page_moves_lines() -> None:
    drawn = (
        b"q 1 0 0 1 0 100 cm BT /F1 8 Tf 36 100 Td (ABOVE) Tj ET Q "
        b"BT /F1 8 Tf 36 150 Td (BELOW) Tj ET"
    )
    assert pdf_text(pdf_of([stream_of(drawn)]), "a").pages == ("ABOVE\nBELOW",)


def test_pages_begin_with_a_form_feed() -> None:
    text = pdf_text(telegram_pdf(["ONE", "TWO"], stamp=""), "a").text
    assert text == "ONE\n\n\fTWO\n"


@pytest.mark.parametrize("head", [b"%PDF-1.4\n...", b"\r\n %PDF-1.7"])
def test_knows_a_pdf(head: bytes) -> None:
    assert is_pdf(head)


def test_knows_what_is_no_pdf() -> None:
    assert not is_pdf(b"SECRET %PDF-1.4")


# -- hostile files: a clear error, soon ------------------------------------------------------------


def refused(data: bytes, kind: type[ReadError] = ReadError) -> str:
    start = time.perf_counter()
    with pytest.raises(kind) as caught:
        pdf_text(data, "bad.pdf")
    assert time.perf_counter() - start < 20
    assert caught.value.source == "bad.pdf"
    assert caught.value.hint
    return caught.value.message


@pytest.mark.timing
def test_a_deflate_bomb() -> None:
    refused(pdf_of([stream_of(b"\0" * 50_000_000)]), LimitExceededError)


@pytest.mark.timing
def test_a_deflate_bomb_within_a_bomb() -> None:
    inner = zlib.compress(b"\0" * 50_000_000)
    content = stream_of(inner).replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]")
    refused(pdf_of([content]), LimitExceededError)


@pytest.mark.timing
def test_too_many_operations() -> None:
    refused(pdf_of([stream_of(b"BT /F1 1 Tf " + b"T* " * 1_000_000)]), LimitExceededError)


@pytest.mark.timing
def test_operations_count_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_OPERATIONS", 100)
    refused(telegram_pdf(["A\nB\nC"] * 20), LimitExceededError)


@pytest.mark.timing
def test_bytes_count_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CONTENTS", 1000)
    refused(telegram_pdf(["A\nB\nC"] * 20), LimitExceededError)


@pytest.mark.timing
def test_characters_count_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TEXT", 1000)
    refused(telegram_pdf(["A" * 200] * 20), LimitExceededError)


@pytest.mark.timing
def test_forms_within_forms() -> None:
    levels = []
    for number in range(4, 12):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (
            number + 1
        )
        levels.append(stream_of(b"/X Do " * 10, entries=entries))
    last = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>"
    levels.append(stream_of(b"BT /F1 9 Tf (HA) Tj ET", entries=last))
    resources = b"<</XObject<</X 4 0 R>>/Font<</F1 3 0 R>>>>"
    data = pdf_of([stream_of(b"/X Do ")], more=levels, resources=resources)
    assert "forms" in refused(data, LimitExceededError)


@pytest.mark.timing
def test_too_many_pages() -> None:
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = b"3 0 R " * 2500
    tree = b"<</Type/Pages/Kids[%s]/Count 2500>>" % kids
    data = file_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, one, b"<<>>"])
    assert "2500 pages" in refused(data, LimitExceededError)


@pytest.mark.timing
def test_pages_that_hold_themselves() -> None:
    tree = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    refused(file_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, b"<<>>"]), NotACableError)


@pytest.mark.timing
def test_deep_arrays() -> None:
    refused(pdf_of([stream_of(b"[" * 100_000)]))


@pytest.mark.parametrize("cut", [9, 60, 300, -40])
def test_a_file_that_was_cut_off(cut: int) -> None:
    whole = telegram_pdf([LINES])
    assert read_or_refused(whole[:cut]) in {pdf_text(whole, "a").text, "damaged"}


def read_or_refused(data: bytes) -> str:
    """The text of a PDF, or what is said of it."""
    try:
        return pdf_text(data, "bad.pdf").text
    except ReadError as error:
        return "damaged" if error.hint and "damaged" in error.message else error.message


def test_a_broken_table_of_places_is_mended() -> None:
    broken = telegram_pdf([LINES]).replace(b"startxref\n", b"startxref\n9")
    found = pdf_text(broken, "a")
    assert "SUMED  KITCHEN" in found.text
    assert found.warnings


@pytest.mark.timing
def test_random_bytes() -> None:
    refused(b"%PDF-1.4\n" + os.urandom(200_000), NotACableError)


@pytest.mark.timing
def test_an_encrypted_file() -> None:
    assert "encrypted" in refused(encrypted("secret"), NotACableError)


def test_a_file_encrypted_without_a_password_is_read() -> None:
    assert "FIRST LINE" in pdf_text(encrypted(""), "a").text


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(telegram_pdf([LINES]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a test
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.timing
def test_a_file_without_text() -> None:
    assert "no text" in refused(pdf_of([stream_of(b"0 0 m 9 9 l S")]), NotACableError)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(telegram_pdf([LINES, "SECOND PAGE"]))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(9, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    assert read_or_refused(bytes(whole))
