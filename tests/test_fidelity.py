"""The fidelity matrix of the documentation: each cell is proven by tools that are not ours."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pypdf
import pytest
from lxml import etree

import cableconv as cc
from writers.pdf.tagged import read_tagged

ROOT = Path(__file__).resolve().parent.parent
MATRIX = ROOT / "docs" / "fidelity.md"

PROBES: dict[str, tuple[str, str, str]] = {
    # row: sample, the words as written, the words as another spelling would show them
    "Classification line": (
        "confidential-full.txt",
        "C O N F I D E N T I A L SECTION 01 OF 03 EXAMPLEVILLE 000713",
        "CONFIDENTIAL",
    ),
    "Banner on each page": ("confidential-full.txt", "CONFIDENTIAL//NOFORN", ""),
    "Banner that is derived": ("scoop-reprint.txt", "SENSITIVE BUT UNCLASSIFIED", ""),
    "Mark of a paragraph": ("secret-noforn-derivative.txt", "3. (S//REL TO USA, FVEY) Pilots", ""),
    "Mark of an item": ("confidential-full.txt", "C. (C//NF) One telephone", ""),
    "Mark of the subject": ("top-secret.txt", "(U) NOTIONAL SAMPLE: THE HIGHEST LEVEL", ""),
    "Statement on the entire text": (
        "scoop-reprint.txt",
        "Sensitive but unclassified, entire text.",
        "",
    ),
    "Mark for the entire text": ("confidential-1979.txt", "(C - ENTIRE TEXT)", ""),
    "Caption": ("confidential-full.txt", "NOFORN SIPDIS", "NOFORN, SIPDIS"),
    "Classified by": ("confidential-full.txt", "Ambassador Jane Roe for reasons", ""),
    "Reasons": ("top-secret.txt", "1.4 (a), (c) and (d)", ""),
    "Derived from": ("secret-noforn-derivative.txt", "Multiple Sources", ""),
    "Declassify on": ("secret-noforn-derivative.txt", "Declassify On: 25X1", "25X1"),
    "Line of the executive order": (
        "confidential-full.txt",
        "E.O. 12958: DECL: 03/07/2016",
        "DECL",
    ),
    "Security line": ("confidential-full.txt", "ZNY CCCCC ZZH", ""),
    "Reference not to all": ("confidential-full.txt", "05 EXAMPLEVILLE 2871 (NOTAL)", ""),
    "Page line": ("confidential-full.txt", "EXAMPLEVIL 00000713 002 OF 003", "002 OF 003"),
    "Banner inside a sentence": (
        "lou-1975.txt",
        "NO MINISTER OF LIMITED OFFICIAL USE LIMITED OFFICIAL USE",
        "",
    ),
    "Release stamp": ("lou-1975.txt", "EO Systematic Review 30 JUN 2005", ""),
    "Words of a site": ("scoop-reprint.txt", "Lighthouse Keeper Retires", ""),
    "Greek, Cyrillic": ("scripts.txt", "γέφυρα, мост", ""),
    "Arabic, Hebrew": ("scripts.txt", "جسر, גשר", "[U+062C]"),
    "Chinese, Japanese, Korean": ("scripts.txt", "橋, 桥 and 다리", "[U+6A4B]"),
}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def of_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    parts = [document.element, document.sections[0].header._element]
    lines = [p for part in parts for p in part.iter("{*}p")]
    return "\n".join(
        "".join(node.text or " " for node in line.iter("{*}t", "{*}tab", "{*}br")) for line in lines
    )


def of_pdf(data: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    # The text by the tags and character maps, too: pypdf's own mixes the order of other scripts.
    return "\n".join((*pages, read_tagged(data).document.all_text))


def of_tei(data: bytes) -> str:
    (text,) = etree.fromstring(data).findall("{*}text")
    return "".join(str(part) for part in text.itertext())


def of_json(data: bytes) -> str:
    def raws(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield str(node.get("raw", ""))
            for value in node.values():
                yield from raws(value)
            yield str(node.get("tail", "\n"))
        elif isinstance(node, list):
            for value in node:
                yield from raws(value)

    return "".join(raws(json.loads(data)))


def of_html(data: bytes) -> str:
    tree: Any = lxml.html.document_fromstring(data.decode())  # lxml-stubs do not know lxml.html
    for node in tree.xpath("//style | //*[@class='heard'] | //*[@class='skip'] | //title"):
        node.drop_tree()
    for node in tree.iter("p", "div", "dd", "dt", "li", "td", "th", "pre"):
        node.tail = f" {node.tail or ''}"
    return str(tree.text_content())


EXTRACT: dict[str, Callable[[bytes], str]] = {
    "txt": bytes.decode,
    "docx": of_docx,
    "html": of_html,
    "pdf": of_pdf,
    "tei": of_tei,
    "json": of_json,
}


@cache
def extracted(sample: str, to: str) -> str:
    return plain(EXTRACT[to](cc.dumps(cc.read(ROOT / "samples" / sample), to)))


def verdict(row: str, to: str) -> str:
    sample, written, shown = PROBES[row]
    text = extracted(sample, to)
    if plain(written) in text:
        return "kept"
    return "rendered" if shown and plain(shown) in text else "dropped"


def cells() -> Iterator[tuple[str, str, str]]:
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    names = rows[0][1:]
    for row in rows[2:]:
        for name, stated in zip(names, row[1:], strict=True):
            yield row[0], name, stated


def test_the_matrix_has_every_row_and_format() -> None:
    found = [(row, to) for row, to, _ in cells()]
    assert found == [(row, to) for row in PROBES for to in EXTRACT]


@pytest.mark.parametrize(("row", "to", "stated"), list(cells()))
def test_a_format_does_with_a_marking_what_the_matrix_says(row: str, to: str, stated: str) -> None:
    assert verdict(row, to) == stated
