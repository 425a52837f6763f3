"""What a PDF carries inside: named, described, checked, and only where it was asked for."""

from __future__ import annotations

import hashlib
import io

import attrs
import pypdf
import pytest
from pypdf.generic import ArrayObject

import cableconv as cc
import examples
from cableconv.conversion import chosen_writer, render
from cableconv.errors import OptionError, WriteError
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Leaf, Text
from cableconv.model.walk import source_text
from cableconv.verify import FindingKind, verify
from cableconv.writers.base import Carrier
from cableconv.writers.pdf import PdfOptions, PdfWriter
from writers.pdf.cases import ALL
from writers.pdf.checks import assert_valid


def specification(data: bytes) -> dict[str, object]:
    root = pypdf.PdfReader(io.BytesIO(data)).root_object
    associated = root["/AF"]
    assert isinstance(associated, ArrayObject)
    (found,) = associated
    return {key: found.get_object()[key] for key in found.get_object()}


def carried(data: bytes) -> dict[str, list[bytes]]:
    return dict(pypdf.PdfReader(io.BytesIO(data)).attachments)


def test_nothing_is_attached_unless_asked_for() -> None:
    data = cc.dumps(examples.FULL, "pdf")
    assert carried(data) == {}
    assert b"pdfaid:part>2<" in data


def test_the_tei_is_the_one_that_the_tei_writer_writes() -> None:
    data = cc.dumps(examples.FULL, "pdf", {"attach": "tei"})
    assert carried(data) == {"06EXAMPLEVILLE123.tei.xml": [cc.dumps(examples.FULL, "tei")]}
    found = specification(data)
    assert found["/AFRelationship"] == "/Alternative"
    file = found["/EF"]["/F"]  # type: ignore[index]
    assert file["/Subtype"] == "/application/tei+xml"
    tei = cc.dumps(examples.FULL, "tei")
    assert file["/Params"]["/Size"] == len(tei)
    checksum = hashlib.md5(tei, usedforsecurity=False).digest()
    assert file["/Params"]["/CheckSum"].original_bytes == checksum
    assert str(file["/Params"]["/ModDate"]) == "D:20060214153000Z"
    assert b"pdfaid:part>3<" in data


def test_the_source_is_its_text_and_says_that_it_is_not_the_file() -> None:
    data = cc.dumps(examples.FULL, "pdf", {"attach": "source"})
    assert carried(data) == {"06EXAMPLEVILLE123.txt": [source_text(examples.FULL).encode()]}
    found = specification(data)
    assert found["/AFRelationship"] == "/Source"
    origin = examples.FULL.provenance
    assert origin is not None
    assert str(found["/Desc"]) == (
        "The source text of this cable as it was decoded, in UTF-8 with LF as line end. "
        f"Not the file itself: that was {origin.source}, {origin.size} bytes, "
        f"SHA-256 {origin.sha256}."
    )


def test_a_cable_built_by_hand_has_its_text() -> None:
    cable = attrs.evolve(examples.FULL, provenance=None, mrn="06 A/B:1")
    data = cc.dumps(cable, "pdf", {"attach": "source"})
    assert list(carried(data)) == ["06-A-B-1.txt"]
    assert "Not the file" not in str(specification(data)["/Desc"])
    nameless = cc.dumps(attrs.evolve(cable, mrn=None), "pdf", {"attach": "tei"})
    assert list(carried(nameless)) == ["cable.tei.xml"]


@pytest.mark.parametrize("name", [name for name in ALL if name != "ugly"])
@pytest.mark.parametrize("attach", ["tei", "source"])
def test_files_that_carry_others_conform(name: str, attach: str) -> None:
    assert_valid(cc.dumps(ALL[name], "pdf", {"attach": attach}), "3a", "ua1")


def test_half_a_character_cannot_be_attached() -> None:
    with pytest.raises(WriteError, match=r"U\+DC80"):
        cc.dumps(ALL["ugly"], "pdf", {"attach": "source"})


def test_level_2a_takes_no_attachment() -> None:
    with pytest.raises(OptionError, match="cannot hold an attached file"):
        PdfOptions(attach="tei", pdfa="2a")
    assert PdfOptions(attach="tei", pdfa="3a").level == "3a"
    assert PdfOptions(pdfa="3a").level == "3a"


def test_the_writer_alone_has_no_tei() -> None:
    writer = PdfWriter(PdfOptions(attach="tei"))
    assert isinstance(writer, Carrier)
    with pytest.raises(WriteError, match="no TEI to attach"):
        writer.write(examples.FULL, io.BytesIO())


def test_the_script_attaches_too() -> None:
    assert chosen_writer("pdf", {"attach": "tei"}).options.level == "3a"
    assert chosen_writer("pdf", {"attach": "none"}).options.attach is None


def test_notices_of_the_carried_format_are_told() -> None:
    foreign = Paragraph((Text("A "), Foreign("star"), Text(".")))  # type: ignore[arg-type]
    cable = Cable((foreign,), mrn="06X1")
    tei = render(cable, chosen_writer("tei"))[1]
    both = render(cable, chosen_writer("pdf", {"attach": "tei"}))[1]
    assert tei
    assert both[: len(tei)] == tei


@attrs.frozen
class Foreign(Leaf):
    """A leaf of a plug-in."""


def test_same_bytes_twice() -> None:
    one, two = (cc.dumps(examples.FULL, "pdf", {"attach": "tei"}) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("attach", ["tei", "source"])
def test_verification_proves_what_is_carried(attach: str) -> None:
    options = PdfOptions(attach=attach)  # type: ignore[arg-type]
    data = cc.dumps(examples.FULL, "pdf", options)
    assert verify(data, examples.FULL, "pdf", options) == []
    plain = cc.dumps(examples.FULL, "pdf")
    assert [f.kind for f in verify(plain, examples.FULL, "pdf", options)] == [
        FindingKind.TEXT_MISSING
    ]
    other = attrs.evolve(
        examples.FULL, blocks=(*examples.FULL.blocks, examples.numbered(99, examples.S_NF))
    )
    pages_of_one_file_of_other = PdfWriter(options).carrying(cc.dumps(other, "tei"))
    if attach == "tei":
        mixed = render_carrying(pages_of_one_file_of_other)
        found = verify(mixed, examples.FULL, "pdf", options)
        assert found
        assert all(f.place.startswith("06EXAMPLEVILLE123.tei.xml, ") for f in found)


def render_carrying(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(examples.FULL, out)
    return out.getvalue()
