"""Reads a tagged PDF back by its structure tree, on pypdf and independent of the writer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import attrs
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


@attrs.define
class Node:
    """An element of the structure tree with the text of its own content."""

    tag: str
    text: str = ""
    spoken: list[str] = attrs.field(factory=list)
    kids: list[Node] = attrs.field(factory=list)
    attributes: dict[str, Any] = attrs.field(factory=dict)

    @property
    def all_text(self) -> str:
        return self.text + "".join(kid.all_text for kid in self.kids)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def find(self, tag: str) -> list[Node]:
        return [node for node in self.walk() if node.tag == tag]


@attrs.define
class Marked:
    """A marked-content sequence: its text, and what is to be spoken for parts of it."""

    text: str = ""
    spoken: list[str] = attrs.field(factory=list)


@attrs.define
class Tagged:
    """A PDF read back.

    ``marked`` holds for each page the sequences by MCID, ``artifacts`` the texts outside the tree.
    """

    reader: PdfReader
    document: Node
    marked: list[dict[int, Marked]]
    artifacts: list[list[str]]


@attrs.frozen
class Codes:
    """How the strings of a font are read: bytes a code, and text by code."""

    size: int
    texts: dict[int, str]

    def decode(self, raw: bytes) -> str:
        found = (raw[at : at + self.size] for at in range(0, len(raw), self.size))
        return "".join(self.texts[int.from_bytes(code, "big")] for code in found)


def character_map(font: DictionaryObject) -> Codes:
    data = font["/ToUnicode"].get_object().get_data().decode("ascii")  # type: ignore[union-attr]
    # <41> <0041>, in a composite font <0041> <0041>
    pairs = re.findall(r"<([0-9A-F]{2}|[0-9A-F]{4})> <([0-9A-F]+)>\n", data)
    texts = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return Codes(2 if str(font["/Subtype"]) == "/Type0" else 1, texts)


def read_tagged(data: bytes) -> Tagged:
    reader = PdfReader(io.BytesIO(data), strict=True)
    marked: list[dict[int, Marked]] = []
    artifacts: list[list[str]] = []
    for page in reader.pages:
        fonts = {
            name: character_map(font.get_object())
            for name, font in page["/Resources"]["/Font"].items()  # type: ignore[index]
        }
        found, outside = _page_content(ContentStream(page["/Contents"], reader), fonts)
        marked.append(found)
        artifacts.append(outside)
    root = reader.root_object["/StructTreeRoot"].get_object()
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    document = _element(root["/K"].get_object(), marked, numbers)  # type: ignore[index]
    return Tagged(reader, document, marked, artifacts)


def _page_content(
    stream: ContentStream, fonts: dict[str, Codes]
) -> tuple[dict[int, Marked], list[str]]:
    reading = _Reading(fonts)
    for operands, operator in stream.operations:
        if operator in (b"BDC", b"BMC"):
            reading.begin(operands[0], operands[1] if operator == b"BDC" else {})
        elif operator == b"EMC":
            reading.stack.pop()
        elif operator == b"Tf":
            reading.font = fonts[operands[0]]
        elif operator == b"Tj":
            reading.show(getattr(operands[0], "original_bytes", operands[0]))
        elif operator == b"TJ":
            for one in operands[0]:
                if isinstance(one, ByteStringObject | TextStringObject):
                    reading.show(one.original_bytes)
    assert not reading.stack
    return reading.marked, [piece.text for piece in reading.artifacts]


class _Reading:
    def __init__(self, fonts: dict[str, Codes]) -> None:
        self.fonts = fonts
        self.font = Codes(1, {})
        self.marked: dict[int, Marked] = {}
        self.artifacts: list[Marked] = []
        self.stack: list[tuple[Marked, Any]] = []

    def begin(self, tag: str, properties: Any) -> None:
        if tag == "/Artifact":
            assert not self.stack, "an artifact inside tagged content"
            piece = Marked()
            self.artifacts.append(piece)
        elif "/MCID" in properties:
            assert not self.stack, "tagged content inside other content"
            assert properties["/MCID"] not in self.marked, "an MCID used twice"
            piece = self.marked[properties["/MCID"]] = Marked()
        else:
            piece = self.stack[-1][0]
        piece.text += str(properties.get("/ActualText", ""))
        if "/E" in properties:
            piece.spoken.append(str(properties["/E"]))
        self.stack.append((piece, properties))

    def show(self, raw: bytes) -> None:
        assert self.stack, "text outside marked content"
        if not any("/ActualText" in properties for _, properties in self.stack):
            self.stack[-1][0].text += self.font.decode(raw)


def _element(
    element: DictionaryObject, marked: list[dict[int, Marked]], pages: dict[int, int]
) -> Node:
    node = Node(str(element["/S"])[1:], attributes=dict(element.get("/A", {})))
    kids = element.get("/K", ArrayObject())
    if not isinstance(kids, ArrayObject):
        kids = ArrayObject([kids])
    own = pages[element.raw_get("/Pg").idnum] if "/Pg" in element else None
    for kid in kids:
        target = kid.get_object()
        if isinstance(target, DictionaryObject) and target.get("/Type") != NameObject("/MCR"):
            node.kids.append(_element(target, marked, pages))
            continue
        if isinstance(target, DictionaryObject):
            piece = marked[pages[target.raw_get("/Pg").idnum]][int(str(target["/MCID"]))]
        else:
            assert own is not None
            piece = marked[own][int(target)]
        node.text += piece.text
        node.spoken += piece.spoken
    return node
