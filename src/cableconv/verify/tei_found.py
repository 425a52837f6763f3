"""What the elements of a TEI file say of the leaves and blocks that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from cableconv.model.header import ReferenceKind
from cableconv.verify.tei_file import Document, T, characters, placed
from cableconv.verify.tei_tagged import Tagged, told


def found(document: Document) -> Iterator[Tagged]:
    """The elements of a file that stand for leaves, in order."""
    for at, element in placed(document.text):
        kind = _kind(element)
        if kind == "dtg":
            yield Tagged(kind, "", 0, told(_date(element)))
        elif kind == "precedence":
            named = " ".join(value for _, value in document.pointed(element.get("ana")))
            niact = str(element.get("subtype") == "niact")
            yield Tagged(kind, "", 0, (("ana", named), ("niact", niact)))
        elif kind in _BLOCKS:
            number = [("n", element.get("n"))] if kind == "paragraph" else []
            yield Tagged(kind, "", at, told(number, document.pointed(element.get("ana"))))
        elif kind and not (kind == "paratext" and not characters(element)):
            raw = characters(element)
            ana = document.pointed(element.get("ana"))
            yield Tagged(kind, raw, at, told(_said(element, kind), ana))


def _kind(element: etree._Element) -> str:
    """The kind of leaf that an element stands for; empty for none."""
    name, kind = str(element.tag).removeprefix(T), element.get("type") or ""
    if name == "ref":
        return "reference" if kind in _REFERENCES else ""
    if name == "head":
        return "" if kind == "editorial" else "heading"
    if kind in ("furniture", "release") and _in_paratext(element):
        return ""
    return _KINDS.get((name, kind), "")


_REFERENCES = frozenset(kind.value for kind in ReferenceKind)

_SEGMENTS = (
    "portion-mark", "caption", "handling", "reason", "security-prosign", "declassify",
    "originator", "addressee", "marker", "excision", "classified-by", "derived-from",
    "message-serial", "transmission-id", "routing", "de-line", "section-of",
    "passing-instruction", "precedence", "furniture",
)  # fmt: skip
_KINDS: Mapping[tuple[str, str], str] = {
    **{("seg", kind): kind for kind in _SEGMENTS},
    ("ab", "handling"): "handling",
    ("ab", "caption"): "caption",
    ("ab", "security-prosign"): "security-prosign",
    ("ab", "transmission-id"): "transmission-id",
    ("ab", "routing"): "routing",
    ("ab", "de-line"): "de-line",
    ("ab", "passing-instruction"): "passing-instruction",
    ("p", ""): "paragraph",
    ("seg", "paragraph"): "paragraph",
    ("item", ""): "item",
    ("label", "heading"): "heading",
    ("ab", "paratext"): "paratext",
    ("seg", "paratext"): "paratext",
    ("seg", "classification"): "banner",
    ("fw", "banner"): "banner",
    ("fw", "header"): "page-line",
    ("date", "dtg"): "dtg",
    ("label", "number"): "number",
    ("label", "run-in"): "marker",
    ("term", "tag"): "tag",
    ("stamp", "release"): "stamp",
}
"""Kinds by the name and type of an element."""


_BLOCKS = frozenset({"paragraph", "item", "heading"})


def _in_paratext(element: etree._Element) -> bool:
    return any(
        parent.get("type") == "paratext" and parent.tag in (f"{T}ab", f"{T}seg")
        for parent in element.iterancestors()
    )


def _said(element: etree._Element, kind: str) -> Iterator[tuple[str, object]]:
    """What an element and those in it say."""
    yield from _OWN.get(kind, _nothing)(element)
    for child in element.iter(f"{T}*"):
        name = child.get("type") or str(child.tag).removeprefix(T)
        if child is not element and name in _PARTS.get(kind, ()):
            yield _PARTS_NAMED.get(name, name), _value(child)


def _value(part: etree._Element) -> str:
    """The value of a part of a leaf: as it is stated, else as it stands."""
    for attribute in ("when", "key", "value", "n"):
        found = part.get(attribute)
        if found is not None and not (attribute == "key" and part.get("type") != "station"):
            return str(found)
    return characters(part)


_PARTS: Mapping[str, tuple[str, ...]] = {
    "security-prosign": ("prosign", "redundancy-letters", "operating-signal"),
    "declassify": ("declassify", "event", "officer"),
    "originator": ("name", "routing-indicator"),
    "addressee": ("name", "routing-indicator", "mcn", "office-symbol"),
    "classified-by": ("persName", "roleName"),
    "message-serial": ("post", "serial"),
    "transmission-id": ("channel", "channel-serial"),
    "routing": ("station",),
    "de-line": ("station", "station-serial", "section"),
    "section-of": ("section", "sections"),
    "page-line": ("post", "serial", "page", "pages"),
}
"""Parts of each kind of leaf, by type or name of their elements."""

_PARTS_NAMED = {"name": "orgName"}


def _nothing(_: etree._Element) -> Iterator[tuple[str, object]]:
    yield from ()


def _subtype(element: etree._Element) -> Iterator[tuple[str, object]]:
    yield "subtype", element.get("subtype")


def _organisation(element: etree._Element) -> Iterator[tuple[str, object]]:
    """A name that stands right in its element; where an indicator stands with it, ``name`` does."""
    for child in element.iter(f"{T}orgName"):
        if child.find(f"{T}name") is None:
            yield "orgName", child.get("n") or characters(child)


def _reference(element: etree._Element) -> Iterator[tuple[str, object]]:
    for name in ("type", "subtype", "n"):
        yield name, element.get(name)
    yield "mrn", unquote(str(element.get("target") or "").removeprefix("mrn:"))


def _date(element: etree._Element) -> Iterator[tuple[str, object]]:
    name = "n" if element.get("when") is None else "when"
    yield name, element.get(name)
    parent = element.getparent()
    for signal in () if parent is None else parent.iterchildren(f"{T}seg"):
        if signal.get("type") == "operating-signal":
            yield "signal", signal.get("n") or characters(signal)


def _number(element: etree._Element) -> Iterator[tuple[str, object]]:
    digits = characters(element).strip(" \t.):-(")
    yield "number", element.get("n") or (str(int(digits)) if digits.isdigit() else digits)


def _marker(element: etree._Element) -> Iterator[tuple[str, object]]:
    yield "end", element.get("subtype") == "end"


def _page(element: etree._Element) -> Iterator[tuple[str, object]]:
    before = element.getprevious()
    if before is not None and before.tag == f"{T}pb":
        yield "pb", before.get("n")


_OWN: Mapping[str, Callable[[etree._Element], Iterator[tuple[str, object]]]] = {
    "portion-mark": _subtype,
    "section-of": _subtype,
    "furniture": _subtype,
    "originator": _organisation,
    "addressee": _organisation,
    "reference": _reference,
    "number": _number,
    "tag": lambda element: iter([("key", element.get("key"))]),
    "marker": _marker,
    "page-line": _page,
}
"""What the attributes of an element say."""
