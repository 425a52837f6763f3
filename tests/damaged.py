"""Outputs of an invented cable, damaged in their own format by means that are not the writers'.

``PIECES`` takes the texts out of an output of each format, and puts changed ones in their places.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import pypdf
from lxml import etree
from lxml import html as lxml_html
from pypdf.generic import NameObject, StreamObject

from cableconv.conversion import loads

FILLERS = "\n\n".join(f"{n}. (U) Filler {n} fills a page." for n in range(5, 80))

SOURCE = f"""\
VZCZCXYZ0042
PP RUEHC
DE RUEHEX #0029/01 0201415
ZNY SSSSS ZZH
P 201415Z JAN 09
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 0051
BT
S E C R E T EXAMPLEVILLE 000029

NOFORN
SIPDIS

E.O. 12958: DECL: 01/20/2019
TAGS: PREL, XX
SUBJECT: (C) A NOTIONAL SUBJECT

Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).

1. (C) Alpha barley was early.

2. (S/NF) Bravo gauge stands at a rock. It hums at night.

3. Charlie paper has no mark here.

4. (U) Delta regatta has 25 boats. It is in June.

{FILLERS}
ROE
BT
#0029
NNNN
"""

CABLE = loads(SOURCE)


@attrs.frozen
class Piece:
    """A text of an output that stands in one node, line or operator.

    Attributes:
        place: ``body``, ``head`` or ``foot``; of PDF the index of the page.
        text: its characters.
    """

    place: str | int
    text: str


Take = Callable[[bytes], list[Piece]]
Put = Callable[[bytes, Sequence[str]], bytes]

# --- text -------------------------------------------------------------------------------------


def take_lines(data: bytes) -> list[Piece]:
    return [Piece("body", line) for line in data.decode().split("\n")]


def put_lines(_: bytes, texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode()


# --- TEI --------------------------------------------------------------------------------------

TEI = "{http://www.tei-c.org/ns/1.0}"

Node = tuple[etree._Element, str]
"""An element, and which of its two texts: ``text`` or ``tail``."""


def nodes(root: etree._Element) -> Iterator[Node]:
    """The text nodes below an element in order."""
    if root.text and not isinstance(root, etree._Comment):
        yield root, "text"
    for child in root:
        yield from nodes(child)
        if child.tail:
            yield child, "tail"


def fill(found: Sequence[Node], texts: Sequence[str]) -> None:
    for (element, name), text in zip(found, texts, strict=True):
        setattr(element, name, text)


def tei_nodes(root: etree._Element) -> list[Node]:
    text = root.find(f"{TEI}text")
    assert text is not None
    return [(e, name) for e, name in nodes(text) if not (name == "text" and e.tag == f"{TEI}g")]


def take_tei(data: bytes) -> list[Piece]:
    return [Piece("body", getattr(e, name)) for e, name in tei_nodes(etree.fromstring(data))]


def put_tei(data: bytes, texts: Sequence[str]) -> bytes:
    root = etree.fromstring(data)
    fill(tei_nodes(root), texts)
    return with_checksum(root)


def with_checksum(root: etree._Element) -> bytes:
    """The file with the checksum of its damaged text: a forger would put it right."""
    text = root.find(f"{TEI}text")
    stated = root.find(f".//{TEI}idno[@subtype='text']")
    assert text is not None
    if stated is not None:
        stated.text = hashlib.sha256(string_value(text).encode()).hexdigest()
    return etree.tostring(root)


def string_value(element: etree._Element) -> str:
    if element.tag == f"{TEI}supplied":
        return ""
    if element.tag == f"{TEI}g":
        return chr(int(str(element.get("ref")).rpartition("-")[2], 16))
    parts = [element.text or ""]
    for child in element:
        parts += (string_value(child), child.tail or "")
    return "".join(parts)


# --- JSON -------------------------------------------------------------------------------------


def json_leaves(node: object) -> Iterator[dict[str, object]]:
    """The objects that hold characters of the source, in order."""
    if isinstance(node, dict):
        if isinstance(node.get("raw"), str):
            yield node
        for value in node.values():
            yield from json_leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from json_leaves(value)


def take_json(data: bytes) -> list[Piece]:
    return [Piece("body", str(leaf["raw"])) for leaf in json_leaves(json.loads(data)["blocks"])]


def put_json(data: bytes, texts: Sequence[str]) -> bytes:
    root = json.loads(data)
    for leaf, text in zip(list(json_leaves(root["blocks"])), texts, strict=True):
        leaf["raw"] = text
    return json.dumps(root).encode()


# --- DOCX -------------------------------------------------------------------------------------

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = {"document": "body", "header1": "head", "footer1": "foot"}


def docx_texts(root: etree._Element) -> list[etree._Element]:
    return [node for node in root.iter(f"{W}t") if node.text]


def take_docx(data: bytes) -> list[Piece]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [
            Piece(place, str(node.text))
            for name, place in STORIES.items()
            for node in docx_texts(etree.fromstring(package.read(f"word/{name}.xml")))
        ]


def put_docx(data: bytes, texts: Sequence[str]) -> bytes:
    left = list(texts)
    for name in STORIES:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(f"word/{name}.xml"))
        for node in docx_texts(root):
            node.text = left.pop(0)
        data = with_parts(data, {f"word/{name}.xml": etree.tostring(root)})
    assert not left
    return data


def with_part(data: bytes, change: Callable[[str], str], name: str) -> bytes:
    """The package with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        old = package.read(name)
    new = change(old.decode()).encode()
    assert new != old
    return with_parts(data, {name: new})


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, parts.get(entry, old.read(entry)))
    return out.getvalue()


# --- HTML -------------------------------------------------------------------------------------

UNSEEN = frozenset({"script", "style"})


def html_nodes(root: etree._Element) -> list[Node]:
    body = root.find("body")
    assert body is not None
    return [(e, name) for e, name in nodes(body) if name == "tail" or e.tag not in UNSEEN]


def html_root(data: bytes) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml_html.document_fromstring(data, parser=parser)


def take_html(data: bytes) -> list[Piece]:
    return [Piece("body", getattr(e, name)) for e, name in html_nodes(html_root(data))]


def put_html(data: bytes, texts: Sequence[str]) -> bytes:
    root = html_root(data)
    fill(html_nodes(root), texts)
    page = lxml_html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    assert isinstance(page, bytes)
    return page


# --- PDF --------------------------------------------------------------------------------------

STRING = re.compile(r"\(((?:[^()\\]|\\.)*)\) Tj")
"""Matches "(Page 1) Tj", the operator that shows a string."""


def take_pdf(data: bytes) -> list[Piece]:
    return [
        Piece(at, found[1].replace("\\(", "(").replace("\\)", ")"))
        for at, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages)
        for found in STRING.finditer(stream_of(page))
    ]


def put_pdf(data: bytes, texts: Sequence[str]) -> bytes:
    left = iter(texts)

    def filled(_: re.Match[str]) -> str:
        text = next(left).replace("(", "\\(").replace(")", "\\)")
        return f"({text}) Tj"

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        set_stream(writer, page, STRING.sub(filled, stream_of(page)))
    return bytes_of(writer)


def stream_of(page: pypdf.PageObject) -> str:
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def set_stream(writer: pypdf.PdfWriter, page: pypdf.PageObject, content: str) -> None:
    stream = StreamObject()
    stream.set_data(content.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)


def bytes_of(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_streams(data: bytes, change: Callable[[str], str], *, pages: slice) -> bytes:
    """The file with the content streams of some pages changed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages[pages]:
        old = stream_of(page)
        new = change(old)
        assert new != old
        set_stream(writer, page, new)
    return bytes_of(writer)


PIECES: dict[str, tuple[Take, Put]] = {
    "txt": (take_lines, put_lines),
    "tei": (take_tei, put_tei),
    "json": (take_json, put_json),
    "docx": (take_docx, put_docx),
    "html": (take_html, put_html),
    "pdf": (take_pdf, put_pdf),
}
