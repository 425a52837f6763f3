"""Volumes: the right banner over each cable, names that are there once, and the way back."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

import cableconv as cc
import console
import examples
from cableconv.errors import OutputExistsError, WriteError
from cableconv.model.cable import Cable
from cableconv.model.effective import highest_marking, overall_marking
from cableconv.readers.base import Source
from cableconv.readers.docx import DocxReader
from cableconv.writers.docx import DocxOptions, write_volume
from cableconv.writers.keyblock import banner_stamps
from sameness import content
from validators.docx_invariants import read_parts, violations
from writers.docx.inspection import audit

NAMES = (
    "confidential-full", "unclas-oneliner", "lou-1975", "secret-noforn-derivative",
    "tables-and-lists", "no-marking", "scripts",
)  # fmt: skip
CABLES = [cc.read(console.ROOT / "samples" / f"{name}.txt") for name in NAMES]


def volume(cables: list[Cable], title: str = "", options: DocxOptions | None = None) -> bytes:
    out = io.BytesIO()
    write_volume(cables, out, options, title=title)
    return out.getvalue()


DATA = volume(CABLES, "Notional cables")


def heads(data: bytes) -> list[list[str]]:
    sections = docx.Document(io.BytesIO(data)).sections
    return [[p.text for p in section.header.paragraphs] for section in sections]


def feet(data: bytes) -> list[list[str]]:
    sections = docx.Document(io.BytesIO(data)).sections
    return [[p.text for p in section.footer.paragraphs] for section in sections]


def expected() -> list[list[str]]:
    return [[overall_marking(cable).text, *banner_stamps(cable)] for cable in CABLES]


def test_each_section_has_the_banner_of_its_cable_in_header_and_footer() -> None:
    assert heads(DATA) == [["SECRET//NOFORN"], *expected()]
    for (line, *around), (banner, *stamps), cable in zip(
        feet(DATA)[1:], expected(), CABLES, strict=True
    ):
        assert around == [*stamps, banner]
        assert line.startswith(f"{cable.mrn or ''}\t")
        assert line.endswith("\tPage 1")


def test_the_text_between_two_section_ends_is_the_cable_of_that_banner() -> None:
    """What joined files get wrong: the banner of one cable over the text of another."""
    body = docx.Document(io.BytesIO(DATA)).element.body
    marks: list[list[str]] = [[]]
    for child in body:
        texts = [node.text or "" for node in child.iter("{*}t")]
        marks[-1] += re.findall(r"\((?:S|C|U|SBU)(?://?[A-Z ,/]+)?\)", "".join(texts))
        if any(True for _ in child.iter("{*}sectPr")):
            marks.append([])
    for section, cable in zip(marks[1:-1], CABLES, strict=True):
        own = {p.portion_mark.raw for p in cable.paragraphs if p.portion_mark}
        assert own <= set(section)


def test_pages_count_from_one_in_each_cable_and_no_page_kind_is_without_banner() -> None:
    xml = read_parts(DATA)["word/document.xml"].decode()
    assert xml.count('<w:pgNumType w:start="1"/>') == xml.count("<w:sectPr>") == len(CABLES) + 1
    assert "titlePg" not in xml
    assert 'w:type="first"' not in xml


def test_sections_with_the_same_banner_share_a_header() -> None:
    names = read_parts(DATA)
    kinds = {tuple(head) for head in heads(DATA)}
    assert sum(name.startswith("word/header") for name in names) == len(kinds) < len(CABLES)
    assert sum(name.startswith("word/footer") for name in names) == len(CABLES) + 1


def test_it_is_valid_and_names_are_there_once() -> None:
    twins = volume([CABLES[0], CABLES[0], Cable(), examples.FULL, examples.REPRINT])
    for data in (DATA, twins, volume([Cable()]), volume(CABLES, options=DocxOptions("a4"))):
        assert violations(data) == []
        assert audit(data) == []


def test_the_list_leads_to_each_cable_and_says_its_marking() -> None:
    document = docx.Document(io.BytesIO(DATA))
    assert document.core_properties.title == "Notional cables"
    first = [p for p in document.paragraphs if p.style and p.style.name == "Cable Contents"]
    assert first[0].text == "Highest classification: SECRET//NOFORN"
    for number, (entry, cable, (banner, *stamps)) in enumerate(
        zip(first[1:], CABLES, expected(), strict=True), 1
    ):
        head, *below = entry.text.split("\n")
        assert head.split("\t")[0] == (cable.mrn or f"Cable {number}")
        assert head.split("\t")[2] == banner
        assert below[1:] == stamps
        assert entry.hyperlinks[0].fragment == f"cable{number}"
    xml = read_parts(DATA)["word/document.xml"].decode()
    assert all(f'w:name="cable{n}"' in xml for n in range(1, len(CABLES) + 1))


def test_headings_stand_under_the_title_of_their_cable() -> None:
    styles = read_parts(DATA)["word/styles.xml"].decode()
    title = re.search(r'w:styleId="CableVolumeTitle".*?</w:style>', styles)
    assert title is not None
    assert '<w:outlineLvl w:val="0"/>' in title[0]
    names = {p.style.name for p in docx.Document(io.BytesIO(DATA)).paragraphs if p.style}
    assert "Heading 2" in names
    assert "Heading 1" not in names


def test_it_reads_back_as_the_cables_that_files_of_their_own_give() -> None:
    again = read_back(DATA)
    for found, cable in zip(again, CABLES, strict=True):
        assert found.mrn == cable.mrn
        assert content(found) == content(cc.loads(cc.dumps(cable, "docx")))
    assert "list of cables is left out" in again[0].notices[0].message


def read_back(data: bytes) -> list[Cable]:
    return list(DocxReader().read(data, source=Source("volume.docx")))


def test_a_cable_that_somebody_broke_into_sections_is_one_cable() -> None:
    document = docx.Document(io.BytesIO(DATA))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("3. "))
    section = next(document.element.body.iter("{*}sectPr"))
    paragraph._p.get_or_add_pPr().append(copy.deepcopy(section))
    out = io.BytesIO()
    document.save(out)
    again = read_back(out.getvalue())
    assert [cable.mrn for cable in again] == [cable.mrn for cable in CABLES]
    assert [p.text for p in again[0].paragraphs] == [p.text for p in read_back(DATA)[0].paragraphs]


def test_the_same_bytes_twice() -> None:
    assert volume(CABLES, "Notional cables") == DATA


def test_nothing_is_no_volume() -> None:
    with pytest.raises(WriteError, match="at least one cable"):
        volume([])


def test_write_volume_writes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "volume.docx"
    notices = cc.write_volume(iter(CABLES), path, title="Notional cables")
    assert path.read_bytes() == DATA
    assert notices
    assert all(notice.message.split(":")[0] in {c.mrn for c in CABLES} for notice in notices)
    with pytest.raises(OutputExistsError):
        cc.write_volume(CABLES, path, overwrite=False)
    assert len(list(cc.read_all(path))) == len(CABLES)


def test_many_cables() -> None:
    data = volume([CABLES[1]] * 300)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) > 300
    assert len(read_back(data)) == 300
    assert violations(data) == []


# --- the marking over the list --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("banners", "highest"),
    [
        (["UNCLASSIFIED", "UNCLASSIFIED"], "UNCLASSIFIED"),
        (["UNCLASSIFIED", "SECRET//NOFORN", "CONFIDENTIAL"], "SECRET//NOFORN"),
        (["UNCLASSIFIED//NOFORN", "SECRET"], "SECRET//NOFORN"),
        (["SENSITIVE BUT UNCLASSIFIED", "SECRET"], "SECRET"),
        (["SENSITIVE BUT UNCLASSIFIED", "UNCLASSIFIED"], "SENSITIVE BUT UNCLASSIFIED"),
        (["SECRET//REL TO USA, FVEY", "SECRET//REL TO USA, FVEY"], "SECRET//REL TO USA, FVEY"),
        (["SECRET//REL TO USA, FVEY", "UNCLASSIFIED"], "SECRET"),
        (["TOP SECRET//SI", "SECRET//NOFORN"], "TOP SECRET//SI//NOFORN"),
        (["SECRET//NOFORN", "SECRET//ORCON"], "SECRET//ORCON/NOFORN"),
    ],
)
def test_the_highest_marking(banners: list[str], highest: str) -> None:
    cables = [
        cc.loads(f"{banner} EXAMPLEVILLE 000001\n\nSUBJECT: X\n\n1. Text.") for banner in banners
    ]
    assert highest_marking([overall_marking(cable) for cable in cables]).text == highest


def test_unmarked_cables_have_no_highest_marking() -> None:
    assert highest_marking([overall_marking(Cable())] * 2).text == "No classification marking"
    data = volume([Cable(), CABLES[5]])
    assert heads(data) == [["No classification marking"]] * 3


def test_the_list_shows_stamps_only_where_all_is_released() -> None:
    released = cc.read(console.ROOT / "samples" / "confidential-1978-nara.txt")
    both = volume([CABLES[2], released])
    assert heads(both)[0] == ["CONFIDENTIAL//EXDIS", *banner_stamps(CABLES[2])]
    assert heads(volume([CABLES[2], CABLES[0]]))[0] == ["CONFIDENTIAL//NOFORN"]


@pytest.mark.tools
def test_each_page_of_the_printed_volume_has_the_banner_of_its_cable(tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("VOLUMES NOT PRINTED: LibreOffice and poppler are needed")
    Path(tmp_path, "volume.docx").write_bytes(DATA)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "volume.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "volume.pdf").pages]
    assert len(pages) > len(CABLES)
    seen = 0
    for page in pages[1:]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        cable = next((c for c in CABLES if c.mrn and f"{c.mrn} " in page), CABLES[5])
        banner = overall_marking(cable).text
        assert sum(line == banner for line in lines) >= 2, (banner, lines[:2], lines[-2:])
        seen += "Page 1" in page
    assert seen >= len(CABLES)
