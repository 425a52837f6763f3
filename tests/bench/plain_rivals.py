"""What the DOCX, text and JSON writers are measured against: the least code over the same model.

- DOCX: strings for each paragraph and leaf, and the standard library's ``zipfile`` at its usual
  level over the same parts, those that never change ready as bytes; and python-docx as its manual
  shows it, with the same words, styles by name, header, footer and properties.
- Text: the characters of each block joined, without and with ``textwrap``. The first breaks no
  lines, which is most of the work: only the second makes a text of the kind that ours is.
- JSON: each node as a dict of all its fields, and ``json.dumps``.

None of them drops page lines, replaces characters that XML cannot hold, or keeps defaults out. The
DOCX floor tells title and date in no properties, but deflates all parts anew, as ``zipfile`` does:
ours has the parts that never change ready, and deflates the others at a lower level.
"""

from __future__ import annotations

import datetime as dt
import enum
import io
import json
import textwrap
import zipfile
from collections.abc import Iterable
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import attrs
import docx

import cableconv as cc
from cableconv.model.blocks import Block, Paragraph, Table
from cableconv.model.content import Inline
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import LineBreak, Number
from cableconv.model.markings import PortionMark
from cableconv.model.walk import iter_blocks
from cableconv.writers.keyblock import dtg_words, key_rows, provenance_rows
from cableconv.writers.received import received_lines

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CHANGING = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/custom.xml")


@cache
def _ready() -> dict[str, bytes]:
    """The parts of a file of ours, of which the floor writes some anew."""
    data = cc.dumps(cc.Cable(), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _content(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Table):
        return tuple(leaf for row in block.rows for leaf in row.content)
    return getattr(block, "content", ())


def _run(style: str, text: str) -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _style(leaf: Inline) -> str:
    if isinstance(leaf, PortionMark):
        return "PortionMark"
    return "ParagraphNumber" if isinstance(leaf, Number) else ""


def _words(leaf: Inline) -> str:
    return " " if isinstance(leaf, LineBreak) else leaf.raw


def _paragraph(style: str, runs: Iterable[str]) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def docx_floor(cable: cc.Cable) -> bytes:
    """A DOCX of the same parts."""
    banner = overall_marking(cable).text
    rows = key_rows(cable)
    key = [
        _paragraph(
            "CableHeader", (_run("CableHeaderLabel", row.label), _run("", "; ".join(row.values)))
        )
        for row in (*rows, *provenance_rows(cable))
    ]
    text = [
        _paragraph("CableParagraph", [_run(_style(leaf), _words(leaf)) for leaf in content])
        for block in cable.blocks
        for one in iter_blocks((block,))
        if (content := _content(one))
    ]
    lines = _paragraph("CablePreformatted", [_run("", "\n".join(received_lines(cable, rows)))])
    head = _paragraph("ClassificationBanner", [_run("", banner)])
    foot = _paragraph("CableFooter", [_run("", f"{cable.mrn} {dtg_words(cable.dtg)}")])
    title = _paragraph("Title", [_run("", cable.title or "")])
    new = (
        "".join(
            [f"<w:document {_W} {_R}><w:body>", title, *key, *text, lines, "</w:body></w:document>"]
        ),
        f"<w:hdr {_W}>{head}</w:hdr>",
        f"<w:ftr {_W}>{foot}{head}</w:ftr>",
        f"<Properties>{escape(banner)}{escape(cable.mrn or '')}</Properties>",
    )
    parts = _ready() | {name: xml.encode() for name, xml in zip(_CHANGING, new, strict=True)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def python_docx(cable: cc.Cable) -> bytes:
    """A DOCX by python-docx, from its default template."""
    document = docx.Document()
    banner = overall_marking(cable).text
    for part in (document.sections[0].header, document.sections[0].footer):
        part.paragraphs[0].add_run(banner).bold = True
    document.add_heading(cable.title or "", 0)
    rows = key_rows(cable)
    for row in (*rows, *provenance_rows(cable)):
        paragraph = document.add_paragraph(style="Body Text")
        paragraph.add_run(row.label, style="Strong")
        paragraph.add_run("; ".join(row.values))
    for block in iter_blocks(cable.blocks):
        content = _content(block)
        if content:
            paragraph = document.add_paragraph(style="Normal")
            for leaf in content:
                style = "Strong" if _style(leaf) else None
                paragraph.add_run(_words(leaf), style=style)
    document.add_paragraph("\n".join(received_lines(cable, rows)))
    document.core_properties.title = (cable.title or "")[:255]
    document.core_properties.identifier = cable.mrn or ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def joins(cable: cc.Cable) -> bytes:
    """The characters of all blocks, joined."""
    parts = [
        "".join([leaf.raw for leaf in _content(block)]) + getattr(block, "tail", "\n")
        for block in iter_blocks(cable.blocks)
    ]
    return "".join(parts).encode()


def wrapped(cable: cc.Cable) -> bytes:
    """The same with the lines of paragraphs broken again by ``textwrap``."""
    parts = []
    for block in iter_blocks(cable.blocks):
        text = "".join([leaf.raw for leaf in _content(block)])
        if isinstance(block, Paragraph):
            text = textwrap.fill(text, 69, break_long_words=False, break_on_hyphens=False)
        parts.append(text + getattr(block, "tail", "\n"))
    return "".join(parts).encode()


_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names(kind: type[Any]) -> tuple[str, ...]:
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(field.name for field in attrs.fields(kind))
    return found


_SIMPLE = frozenset({str, int, bool, type(None), dt.date, dt.datetime})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return value.value
    kind: type[Any] = type(value)
    if kind in _SIMPLE:
        return value
    return {"type": kind.__name__, **{n: _plain(getattr(value, n)) for n in _names(kind)}}


def dicts(cable: cc.Cable) -> bytes:
    """Dicts of all fields, dumped."""
    return json.dumps(_plain(cable), ensure_ascii=False, default=str).encode()
