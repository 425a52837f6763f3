"""Looks into DOCX files from outside: python-docx for text, lxml for what no validator checks."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # ships no types

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.docx import DocxOptions, DocxWriter
from cableconv.writers.docx.text import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
VALIDATOR = OpenXmlValidator()


def write(cable: Cable, options: DocxOptions | None = None) -> tuple[bytes, list[Notice]]:
    out = io.BytesIO()
    notices = DocxWriter(options or DocxOptions()).write(cable, out)
    return out.getvalue(), notices


def opened(cable: Cable, options: DocxOptions | None = None) -> Document:
    return docx.Document(io.BytesIO(write(cable, options)[0]))


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Each paragraph of the body in order, those in table cells included."""
    for found in document.iter_inner_content():
        if isinstance(found, Paragraph):
            yield found
        else:
            for row in found.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def styled(document: Document) -> list[tuple[str, str]]:
    """Style name and text of each paragraph of the body."""
    return [(p.style.name or "" if p.style else "", p.text) for p in paragraphs(document)]


def runs(document: Document, style: str) -> list[str]:
    """Texts of the runs whose character style has this name or begins with it."""
    return [
        run.text
        for paragraph in paragraphs(document)
        for run in paragraph.runs
        if run.style.name and run.style.name.startswith(style)
    ]


def shown(text: str) -> str:
    """A text of the model as a reader sees it: signs for illegal characters, single blanks."""
    signs = (c if c in "\t\n\r" or not illegal(c) else visible(c) for c in text)
    return " ".join("".join(signs).split())


def illegal(character: str) -> bool:
    point = ord(character)
    return point < 0x20 or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF)


def read_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def audit(data: bytes) -> list[str]:
    """Findings of openxml-audit, a port of the schema rules of the Open XML SDK."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "audited.docx")
        path.write_bytes(data)
        return [str(error.description) for error in VALIDATOR.validate(path).errors]


def violations(data: bytes) -> list[str]:
    """What no validator of the field finds (docs: unclosed fields, names used twice ...)."""
    parts = read_parts(data)
    trees = {name: etree.fromstring(xml) for name, xml in parts.items()}
    found = [f"part twice: {name}" for name in _twice(list(parts))]
    found += _style_violations(trees)
    found += _bookmark_violations(trees["word/document.xml"])
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        found += _field_violations(name, trees[name])
    found += _package_violations(parts, trees)
    return found


def _twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _style_violations(trees: dict[str, etree._Element]) -> list[str]:
    styles = trees["word/styles.xml"].findall(f"{W}style")
    ids = [str(style.get(f"{W}styleId")) for style in styles]
    names = [style.find(f"{W}name") for style in styles]
    found = [f"style id twice: {x}" for x in _twice(ids)]
    found += [f"style without a name: {i}" for i, n in zip(ids, names, strict=True) if n is None]
    found += [
        f"style name twice: {x}"
        for x in _twice([str(n.get(f"{W}val")) for n in names if n is not None])
    ]
    used = {
        str(node.get(f"{W}val"))
        for tree in trees.values()
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for node in tree.iter(f"{W}{tag}")
    }
    return found + [f"style unknown: {x}" for x in sorted(used.difference(ids))]


def _bookmark_violations(document: etree._Element) -> list[str]:
    starts = list(document.iter(f"{W}bookmarkStart"))
    ids = [str(start.get(f"{W}id")) for start in starts]
    ends = [str(end.get(f"{W}id")) for end in document.iter(f"{W}bookmarkEnd")]
    names = [str(start.get(f"{W}name")) for start in starts]
    found = [f"bookmark id twice: {x}" for x in _twice(ids)]
    found += [f"bookmark name twice: {x}" for x in _twice(names)]
    found += [f"bookmark name too long or odd: {x}" for x in names if not _good_name(x)]
    if sorted(ids) != sorted(ends):
        found.append("bookmarks not closed")
    anchors = {str(link.get(f"{W}anchor")) for link in document.iter(f"{W}hyperlink")}
    return found + [f"anchor without bookmark: {x}" for x in sorted(anchors.difference(names))]


def _good_name(name: str) -> bool:
    return name[:1].isalpha() and len(name) <= 40 and name.replace("_", "").isalnum()


def _field_violations(name: str, tree: etree._Element) -> list[str]:
    states = {"begin": ["begin"], "separate": ["begin", "separate"], "end": []}
    found = []
    for paragraph in tree.iter(f"{W}p"):
        state: list[str] = []
        for mark in paragraph.iter(f"{W}fldChar"):
            kind = str(mark.get(f"{W}fldCharType"))
            if (kind == "begin") != (not state):
                found.append(f"{name}: field out of order")
            state = states[kind]
        if state:
            found.append(f"{name}: field not closed")
    return found


def _package_violations(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> list[str]:
    overrides = {
        str(node.get("PartName")) for node in trees["[Content_Types].xml"].iter(f"{TYPES}Override")
    }
    contents = {
        f"/{name}" for name in parts if not name.endswith(".rels") and not name.startswith("[")
    }
    found = [f"content type: {name}" for name in sorted(overrides ^ contents)]
    targets = set()
    for name, tree in trees.items():
        if name.endswith(".rels"):
            base = name.replace("_rels/", "").rpartition("/")[0]
            for node in tree.iter(f"{RELS}Relationship"):
                targets.add(f"/{base}/{node.get('Target')}".replace("//", "/"))
    found += [f"relationship: {name}" for name in sorted(targets ^ contents)]
    known = {str(n.get("Id")) for n in trees["word/_rels/document.xml.rels"].iter()}
    used = {str(n.get(f"{R}id")) for n in trees["word/document.xml"].iter() if n.get(f"{R}id")}
    return found + [f"relationship id: {x}" for x in sorted(used.difference(known))]
