"""Reading a TEI file for verification with lxml: its telegrams, categories, and string values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from cableconv.verify.finding import Finding, FindingKind

T = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

MARKINGS = frozenset({"classification", "captions", "releasability"})
"""Taxonomies of what a marking says."""

CORPUS = f"{T}teiCorpus"

_UNREADABLE = "it cannot be read as a TEI file: "


Pointed = tuple[str, str]
"""What a pointer names: a taxonomy and a value of it."""


_CHARACTER = re.compile(r"#(?:.*\.)?char-((?:10|[0-9A-F])?[0-9A-F]{4})")
"""Matches "#char-000C", the pointer of a character that XML cannot hold."""


@attrs.frozen
class Category:
    """A category of the header.

    Attributes:
        taxonomy: that it belongs to.
        value: that it stands for.
        said: its words.
    """

    taxonomy: str
    value: str
    said: str


Categories = dict[str, Category]
"""Categories by their pointers."""


@attrs.frozen
class File:
    """A file that was read.

    Attributes:
        root: its root element.
        documents: its telegrams, in order.
        categories: all that are declared in it.
    """

    root: etree._Element
    documents: Sequence[Document]
    categories: Categories

    @property
    def is_corpus(self) -> bool:
        """Whether it is made to hold many telegrams."""
        return bool(self.root.tag == CORPUS)


@attrs.frozen
class Document:
    """A telegram that was read.

    Attributes:
        root: its element ``TEI``.
        text: its element ``text``.
        header: its element ``teiHeader``.
        categories: those that it may point at.
    """

    root: etree._Element
    text: etree._Element
    header: etree._Element
    categories: Categories

    @property
    def profile(self) -> str:
        """``overlay`` where the text is the source's; ``frus`` for a text that is read on."""
        return "overlay" if self.text.get("type") == "telegram" else "frus"

    def values(self, pointers: str | None) -> tuple[str, ...]:
        """The marking values that pointers name: level, controls, countries; others left out."""
        known = (self.categories.get(one) for one in (pointers or "").split())
        return tuple(found.value for found in known if found and found.taxonomy in MARKINGS)

    def pointed(self, pointers: str | None) -> tuple[Pointed, ...]:
        """What pointers name; one that names no category has no taxonomy."""
        return tuple(map(self._one, (pointers or "").split()))

    def _one(self, pointer: str) -> Pointed:
        found = self.categories.get(pointer)
        return ("", pointer) if found is None else (found.taxonomy, found.value)


def read(output: bytes) -> File | Finding:
    """The telegrams of a file; what is wrong where it cannot be read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(output, parser)
    except etree.XMLSyntaxError as error:
        return Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}{error}")
    categories = dict(_categories(root))
    documents = []
    for telegram in root.findall(f"{T}TEI") if root.tag == CORPUS else [root]:
        text, header = telegram.find(f"{T}text"), telegram.find(f"{T}teiHeader")
        if text is None or header is None:
            lacking = "text" if text is None else "header"
            message = f"{_UNREADABLE}it has no {lacking}"
            return Finding(FindingKind.UNREADABLE, "file", "", "", message)
        documents.append(Document(telegram, text, header, categories))
    return File(root, documents, categories)


def _categories(root: etree._Element) -> Iterator[tuple[str, Category]]:
    for taxonomy in root.iter(f"{T}taxonomy"):
        name = str(taxonomy.get("n") or taxonomy.get(ID))
        for category in taxonomy.iter(f"{T}category"):
            key = str(category.get(ID))
            value = category.get("n") or key.partition("-")[2]
            said = "".join(map(str, category.itertext())).strip()
            yield f"#{key}", Category(name, value, said)


def characters(element: etree._Element) -> str:
    """The string value: ``g`` as its character, what the editor supplied left out."""
    if element.tag == f"{T}supplied":
        return ""
    if element.tag == f"{T}g":
        found = _CHARACTER.fullmatch(str(element.get("ref")))
        return chr(int(found[1], 16)) if found else ""
    parts = [element.text or ""]
    for child in element:
        parts += (characters(child), child.tail or "")
    return "".join(parts)


def placed(text: etree._Element) -> list[tuple[int, etree._Element]]:
    """Each element below the text, with the place in the string value where it begins."""
    found: list[tuple[int, etree._Element]] = []
    _place(text, 0, found)
    return found


def _place(element: etree._Element, at: int, found: list[tuple[int, etree._Element]]) -> int:
    if element.tag in (f"{T}supplied", f"{T}g"):
        return at + len(characters(element))
    at += len(element.text or "")
    for child in element:
        found.append((at, child))
        at = _place(child, at, found) + len(child.tail or "")
    return at


def checksum(document: Document) -> str:
    """The checksum of the source text: computed where the file has the text, else as stated."""
    if document.profile == "overlay":
        text = characters(document.text).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()
    path = f"{T}teiHeader//{T}idno[@type='sha256'][@subtype='source-text']"
    return " ".join(map(characters, document.root.iterfind(path)))
