"""The source in the file: read back without loss, not believed after an edit, taken out whole."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings

import cableconv as cc
import console
import examples
import strategies
from cableconv.errors import NotACableError
from cableconv.model.cable import Cable
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.docx import DocxReader
from cableconv.writers.docx import DocxOptions
from damaged import with_part
from validators.docx_invariants import read_parts, violations
from writers.docx.inspection import audit, write

EMBED = DocxOptions(embed="source")
FULL = cc.read(console.ROOT / "samples" / "confidential-full.txt")
DOCUMENT = "word/document.xml"


def read_back(data: bytes) -> list[Cable]:
    return list(DocxReader().read(data, source=Source("made.docx")))


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def unused(cable: Cable) -> str:
    """Why the embedded source was not used; empty where nothing is said."""
    told = [n.message for n in cable.notices if "holds its source" in n.message]
    return told[0] if told else ""


SAMPLES = sorted((console.ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_back_equal(path: Path) -> None:
    cable = cc.read(path)
    (again,) = read_back(write(cable, EMBED)[0])
    assert again == cable
    assert again.provenance == cable.provenance


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_any_cable_reads_back_equal(cable: Cable) -> None:
    data = write(cable, EMBED)[0]
    if b"<source" in read_parts(data)["customXml/item1.xml"]:
        (again,) = read_back(data)
        assert again == cable or unused(again)


def test_it_is_valid_and_the_same_bytes_both_ways() -> None:
    data, _ = write(FULL, EMBED)
    assert audit(data) == []
    assert violations(data) == []
    assert saved(cc.to_docx(FULL, EMBED)) == data == write(FULL, EMBED)[0]


def test_nothing_is_embedded_unless_asked_for() -> None:
    assert not any(name.startswith("customXml") for name in read_parts(write(FULL)[0]))


def test_a_file_saved_anew_by_python_docx_is_still_believed() -> None:
    again = saved(docx.Document(io.BytesIO(write(FULL, EMBED)[0])))
    assert read_back(again) == [FULL]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("Foreign Minister", "[redacted]", 1),
        lambda xml: xml.replace(">(C)<", ">(S)<", 1),
        lambda xml: xml.replace(">(C)<", "><", 1),
        lambda xml: xml.replace("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t", 1),
        lambda xml: re.sub(r"(<w:r><w:t .*?</w:r>)", r"<w:del>\1</w:del>", xml, count=1),
        lambda xml: xml[: xml.rindex("<w:p>")] + xml[xml.index("<w:sectPr>") :],
    ],
    ids=["word", "level", "mark", "hidden", "deleted", "cut"],
)  # fmt: skip
def test_after_an_edit_the_visible_text_counts(change: object) -> None:
    edited = with_part(write(FULL, EMBED)[0], change, DOCUMENT)  # type: ignore[arg-type]  # str to str
    (again,) = read_back(edited)
    assert "was edited" in unused(again)
    assert again.notices[0].kind is NoticeKind.CONFLICT
    assert again != FULL


def test_what_was_cut_out_does_not_come_back() -> None:
    document = cc.to_docx(FULL, EMBED)
    paragraph = next(p for p in document.paragraphs if p.text.startswith("5. "))
    words = paragraph.text
    document.element.body.remove(paragraph._p)
    (again,) = read_back(saved(document))
    assert 5 not in [p.number for p in again.paragraphs]
    assert not any(words[8:] in p.text for p in again.paragraphs)


def test_a_changed_banner_is_an_edit() -> None:
    data = write(FULL, EMBED)[0]
    edited = with_part(data, lambda xml: xml.replace("CONFIDENTIAL", "SECRET"), "word/header1.xml")
    assert "was edited" in unused(read_back(edited)[0])


def test_a_page_number_and_another_style_are_none() -> None:
    document = docx.Document(io.BytesIO(write(FULL, EMBED)[0]))
    foot = document.sections[0].footer.paragraphs[0]
    numbers = [node for node in foot._p.iter("{*}t") if node.text == "1"]
    for node in numbers:
        node.text = "17"
    document.paragraphs[-1].style = "Cable Quotation"
    assert len(numbers) == 2
    assert read_back(saved(document)) == [FULL]


def test_damaged_or_forged_data_are_not_believed() -> None:
    item = "customXml/item1.xml"
    data = write(FULL, EMBED)[0]
    damaged = with_part(data, lambda xml: xml.replace('{"schema"', '{"schemo"', 1), item)
    assert "not used" in unused(read_back(damaged)[0])
    cut = with_part(data, lambda xml: xml.replace("}</json>", "</json>", 1), item)
    assert "damaged" in unused(read_back(cut)[0])
    other = read_parts(write(examples.FULL, EMBED)[0])[item].decode()
    inner = other[other.index("<cable>") : other.index("</source>")]

    def forged(xml: str) -> str:
        return xml[: xml.index("<cable>")] + inner.replace("NOFORN", "ORCON") + "</source>"

    assert "its marking is not that of the pages" in unused(
        read_back(with_part(data, forged, item))[0]
    )


def test_a_volume_embeds_all_its_cables(tmp_path: Path) -> None:
    path = tmp_path / "volume.docx"
    lou = cc.read(console.ROOT / "samples" / "lou-1975.txt")
    cc.write_volume([FULL, lou], path, options=EMBED)
    assert list(cc.read_all(path)) == [FULL, lou]


def test_a_text_of_many_megabytes() -> None:
    text = "1. (U) " + " & ".join(map(str, range(1_500_000)))
    cable = cc.loads(text)
    assert read_back(write(cable, EMBED)[0]) == [cable]


# --- taking it out --------------------------------------------------------------------------------


def test_strip_source_gives_the_file_without_it() -> None:
    plain = write(FULL)[0]
    stripped = cc.strip_source(write(FULL, EMBED)[0])
    assert stripped == plain
    assert violations(stripped) == []
    assert audit(stripped) == []
    assert cc.strip_source(plain) == plain
    assert cc.strip_source(stripped) == stripped


def test_strip_source_of_a_document_of_python_docx() -> None:
    document = cc.to_docx(FULL, EMBED)
    assert cc.strip_source(document) is document
    assert saved(document) == write(FULL)[0]
    loaded = cc.strip_source(docx.Document(io.BytesIO(write(FULL, EMBED)[0])))
    assert not any(name.startswith("customXml") for name in read_parts(saved(loaded)))


def test_no_word_of_the_text_is_left_after_redaction_and_stripping() -> None:
    document = cc.to_docx(FULL, EMBED)
    for paragraph in document.paragraphs:
        if "Port Notional" in paragraph.text:
            paragraph.text = "[redacted]"
    leaking = saved(document)
    assert any(b"Port Notional" in part for part in read_parts(leaking).values())
    clean = cc.strip_source(leaking)
    assert not any(b"Port Notional" in part for part in read_parts(clean).values())


def test_custom_xml_of_others_stays() -> None:
    data = write(FULL, EMBED)[0]
    document = docx.Document(io.BytesIO(data))
    out = read_parts(saved(document))
    assert "customXml/item1.xml" in out
    foreign = with_part(data, lambda _: "<other/>", "customXml/item1.xml")
    assert "customXml/item1.xml" in read_parts(cc.strip_source(foreign))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotACableError):
        cc.strip_source(b"text")


@pytest.mark.tools
def test_a_file_saved_anew_by_libreoffice_is_believed_and_can_be_stripped(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("EMBEDDED SOURCE NOT TAKEN THROUGH LIBREOFFICE: soffice is needed")
    Path(tmp_path, "made.docx").write_bytes(write(FULL, EMBED)[0])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "out"]
    subprocess.run(
        [*command, "made.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=300
    )
    data = Path(tmp_path, "out", "made.docx").read_bytes()
    assert read_back(data) == [FULL]
    stripped = cc.strip_source(data)
    assert not any(b"urn:cableconv:source" in part for part in read_parts(stripped).values())
    assert unused(read_back(stripped)[0]) == ""
