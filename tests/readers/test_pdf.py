"""The reader of PDF: files of ours by what they carry, others by their text."""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf.generic import ArrayObject, NameObject, StreamObject

import cableconv as cc
import console
import examples
import strategies
import telegram_pdf
from cableconv.errors import LimitExceededError, NotACableError
from cableconv.model.cable import Cable
from cableconv.notices import Severity
from cableconv.readers import pdf as pdf_reader
from cableconv.readers import pdf_text
from cableconv.readers.base import Source
from cableconv.readers.pdf import PdfReader
from cableconv.registry import sniff

SAMPLES = sorted(path for path in (console.ROOT / "samples").glob("*") if path.suffix != ".md")


def carrying(cable: Cable, attach: str | None = "tei") -> bytes:
    return cc.dumps(cable, "pdf", {"attach": attach})


def saved(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def messages(cable: Cable) -> list[str]:
    return [notice.message for notice in cable.notices]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_with_its_tei_reads_back_equal(path: Path) -> None:
    for cable in cc.read_all(path):
        again = cc.loads(carrying(cable), name="x.pdf")
        assert again == cable
        assert again.provenance == cable.provenance


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_any_cable_with_its_tei_reads_back_equal(cable: Cable) -> None:
    assert cc.loads(carrying(cable)) == cable


def test_a_text_that_is_carried_is_read_as_the_source_was() -> None:
    cable = cc.read(console.ROOT / "samples" / "confidential-full.txt")
    again = cc.loads(carrying(cable, "source"), name="x.pdf")
    assert again == cable
    assert again.provenance is not None
    assert (again.provenance.source, again.provenance.reader) == ("x.pdf", "pdf")


def test_real_cables_with_their_tei_read_back_equal(corpus: Path) -> None:
    paths = [p for p in sorted(corpus.glob("*/*")) if p.suffix in {".html", ".txt"}][::12]
    assert len(paths) > 10
    for path in paths:
        cable = next(iter(cc.read_all(path)))
        assert cc.loads(carrying(cable)) == cable, path.name


def test_pages_that_were_changed_are_told() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(examples.FULL)))
    stream = writer.pages[0]["/Contents"].get_object()
    assert isinstance(stream, StreamObject)
    stream.set_data(stream.get_data().replace(b"CONFIDENTIAL", b"UNCLASSIFIED"))
    again = cc.loads(saved(writer))
    assert again.blocks == examples.FULL.blocks
    first = again.notices[0]
    assert first.severity is Severity.WARNING
    assert first.message == (
        "the pages were changed after the PDF was written; the cable was read from "
        "06EXAMPLEVILLE123.tei.xml, which the PDF carries, and may differ from what the pages show"
    )


def test_a_page_that_was_taken_out_is_told() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(examples.FULL)))
    writer.remove_page(1)
    assert messages(cc.loads(saved(writer)))[0].startswith("the pages were changed")


def test_pages_that_were_only_packed_in_another_way_are_not_told() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(examples.FULL)))
    for page in writer.pages:
        content = StreamObject()
        content.set_data(page["/Contents"].get_object().get_data())  # type: ignore[union-attr]
        page[NameObject("/Contents")] = ArrayObject([writer._add_object(content)])
    assert cc.loads(saved(writer)) == examples.FULL


def with_file_changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The PDF with a text of its attached file replaced, and all else as it was."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    specification = writer.root_object["/AF"][0].get_object()  # type: ignore[index]
    file = specification["/EF"]["/F"].get_object()
    changed = file.get_data().replace(old, new)
    assert changed != file.get_data()
    file._data = zlib.compress(changed)
    file.decoded_self = None
    return saved(writer)


def test_a_carried_file_that_was_changed_is_told() -> None:
    data = with_file_changed(carrying(examples.FULL), b"Quoted words", b"Coated words")
    again = cc.loads(data)
    assert "Coated words" in "".join(block.raw for block in again.blocks)
    assert "06EXAMPLEVILLE123.tei.xml, which the PDF carries, was changed after it was written" in (
        messages(again)
    )


def test_a_file_of_ours_without_tei_is_read_from_its_pages() -> None:
    cable = cc.read(console.ROOT / "samples" / "confidential-full.txt")
    again = cc.loads(carrying(cable, None))
    assert any("written without its TEI (attach=tei)" in text for text in messages(again))
    letters = re.sub(r"\W", "", "".join(block.raw for block in again.blocks))
    for paragraph in cable.paragraphs:
        assert re.sub(r"\W", "", paragraph.text)[-40:] in letters


def test_files_that_another_program_attached_are_named_and_not_read() -> None:
    page = "FM AMEMBASSY MODELTOWN\nTAGS: PFOR\nSUBJECT: A MODEL\n1. WORDS."
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(telegram_pdf.telegram_pdf([page], creator="x")))
    writer.add_attachment("other.tei.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    found = cc.loads(saved(writer))
    assert found.subject is not None
    assert "the PDF carries files that were not read: other.tei.xml" in messages(found)


def test_a_carried_file_that_unpacks_to_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_CARRIED", 1000)
    with pytest.raises(LimitExceededError, match="larger than it seems"):
        cc.loads(carrying(examples.FULL))


def test_pages_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MAX_CONTENTS", 1000)
    with pytest.raises(LimitExceededError, match="bytes of pages"):
        cc.loads(carrying(examples.FULL))


def test_any_pdf_is_its_and_the_archives_have_their_own_reader() -> None:
    data = carrying(examples.FULL)
    assert sniff(data[:65536], "x").name == "pdf"
    assert PdfReader().sniff(b"VZCZC", "x.pdf") == 0


def test_a_reader_alone_says_that_it_needs_others() -> None:
    with pytest.raises(NotACableError, match="holds another document inside"):
        list(PdfReader().read(carrying(examples.FULL), source=Source("x.pdf")))
