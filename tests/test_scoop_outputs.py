"""The page this project was given, in four formats, read by tools that are not ours."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from lxml import etree

from cableconv.conversion import dumps, read
from cableconv.model.cable import Cable

BANNER = "SENSITIVE BUT UNCLASSIFIED"
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def cable(corpus: Path) -> Cable:
    return read(next((corpus / "scoop_txt").glob("*.txt")))


def beginnings(cable: Cable) -> list[str]:
    """Number, mark and first three words of each paragraph, as they must stand together."""
    return [f"{p.number}. (SBU) {' '.join(p.text.split()[:3])}" for p in cable.paragraphs]


def string_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def in_order(text: str, wanted: list[str]) -> None:
    words = " ".join(text.split())
    at = 0
    for begin in wanted:
        found = words.find(begin, at)
        assert found >= 0, begin
        at = found + len(begin)


def test_docx_by_python_docx(cable: Cable) -> None:
    document = docx.Document(io.BytesIO(dumps(cable, "docx")))
    in_order("\n".join(p.text for p in document.paragraphs), beginnings(cable))
    marks = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if (run.style.name or "").startswith("Portion Mark")
    ]
    assert marks == ["(SBU)"] * 16
    section = document.sections[0]
    assert not section.different_first_page_header_footer
    assert BANNER in "\n".join(p.text for p in section.header.paragraphs)
    assert BANNER in "\n".join(p.text for p in section.footer.paragraphs)
    assert any(BANNER in p.text for p in document.paragraphs)


@pytest.mark.tools
def test_pdf_by_pdftotext(cable: Cable, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("THE PDF IS NOT READ: pdftotext is missing; install poppler-utils")
    path = tmp_path / "page.pdf"
    path.write_bytes(dumps(cable, "pdf"))
    run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    pages = run.stdout.decode("utf-8").split("\f")[:-1]
    assert len(pages) > 1
    for page in pages:
        assert page.count(BANNER) >= 2
    assert "\n".join(pages).count(BANNER) > 2 * len(pages)  # and once in the key block
    body = "\n".join(page.replace(BANNER, "") for page in pages)
    in_order(body, beginnings(cable))
    assert body.count("(SBU)") == 16


def test_tei_by_lxml(cable: Cable) -> None:
    root = etree.fromstring(dumps(cable, "tei"))
    paragraphs = root.findall(f".//{TEI}body//{TEI}p[@n]")
    assert [p.get("n") for p in paragraphs] == [str(n) for n in range(1, 17)]
    in_order("\n".join(map(string_of, paragraphs)), beginnings(cable))
    for paragraph in paragraphs:
        [mark] = paragraph.findall(f"{TEI}seg[@type='portion-mark']")
        assert (mark.text, mark.get("ana")) == ("(SBU)", "#cls-SBU")
    [overall] = root.findall(f".//{TEI}catRef[@scheme='#classification']")
    category = root.find(f".//{TEI}category[@{{http://www.w3.org/XML/1998/namespace}}id='cls-SBU']")
    assert overall.get("target") == "#cls-SBU"
    assert category is not None
    assert string_of(category).strip() == BANNER


@pytest.mark.parametrize("style", ["telegram", "reading", "facsimile"])
def test_text_by_reading_it(cable: Cable, style: str) -> None:
    text = dumps(cable, "txt", {"style": style}).decode("utf-8")
    in_order(text, beginnings(cable))
    assert len(re.findall(r"^\d+\. \(SBU\) ", text, flags=re.MULTILINE)) == 16
    said = "Sensitive but unclassified, entire text." if style == "facsimile" else BANNER
    assert said in text
    assert "World Headlines" not in text
