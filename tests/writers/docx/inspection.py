"""Writes DOCX files and looks into them from outside, by python-docx and openxml-audit."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.docx import DocxOptions, DocxWriter
from cableconv.writers.docx.text import visible
from validators import ooxml


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


def audit(data: bytes) -> list[str]:
    """Findings of openxml-audit, a port of the schema rules of the Open XML SDK."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "audited.docx")
        path.write_bytes(data)
        return ooxml.audit(path)
