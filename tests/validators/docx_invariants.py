"""What must hold in a DOCX file and no validator of the field looks at.

Names used twice, references that lead nowhere, dates and fields in bad form: openxml-audit and the
Open XML SDK pass them, and Word then repairs, renumbers or misleads. ``test_ooxml.py`` damages a
file in each of these ways.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

Trees = Mapping[str, etree._Element]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DCTERMS = "{http://purl.org/dc/terms/}"
CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"

STORIES = re.compile(r"word/(document|header\d+|footer\d+|footnotes|endnotes|comments)\.xml")
"""Matches "word/header2.xml": parts that hold paragraphs."""

W3CDTF = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ")
"""Matches "2007-08-16T18:31:00Z": a date as the core properties hold it."""

LONGEST_NAME = 40
"""Of a bookmark; the Open XML SDK refuses longer ones."""


def read_parts(data: bytes) -> dict[str, bytes]:
    """The entries of the package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def violations(data: bytes) -> list[str]:
    """Each fault in words; empty for a file that is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    parts = read_parts(data)
    trees = {
        name: etree.fromstring(xml)
        for name, xml in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    stories = {name: tree for name, tree in trees.items() if STORIES.fullmatch(name)}
    found = [f"part twice: {name}" for name in _twice(names)]
    found += _styles(trees)
    found += _numbering(trees, stories)
    found += _bookmarks(stories)
    found += _controls(stories)
    for name, tree in stories.items():
        found += [f"{name}: {fault}" for fault in _fields(tree)]
    found += _properties(trees)
    found += _package(parts, trees)
    return found


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _values(trees: Iterable[etree._Element], *tags: str, attribute: str = "val") -> list[str]:
    return [
        str(node.get(f"{W}{attribute}"))
        for tree in trees
        for tag in tags
        for node in tree.iter(f"{W}{tag}")
    ]


def _styles(trees: Trees) -> list[str]:
    styles = trees["word/styles.xml"].findall(f"{W}style")
    ids = [str(style.get(f"{W}styleId")) for style in styles]
    names = [style.find(f"{W}name") for style in styles]
    found = [f"style id twice: {x}" for x in _twice(ids)]
    found += [f"style without a name: {i}" for i, n in zip(ids, names, strict=True) if n is None]
    known = [str(n.get(f"{W}val")).lower() for n in names if n is not None]
    found += [f"style name twice: {x}" for x in _twice(known)]
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    used = set(_values(trees.values(), *tags))
    return found + [f"style unknown: {x}" for x in sorted(used.difference(ids))]


def _numbering(trees: Trees, stories: Trees) -> list[str]:
    numbering = trees.get("word/numbering.xml")
    known = {"0"} | {
        str(node.get(f"{W}numId"))
        for node in ([] if numbering is None else numbering.iter(f"{W}num"))
    }
    used = set(_values([*stories.values(), trees["word/styles.xml"]], "numId"))
    return [f"numbering unknown: {x}" for x in sorted(used.difference(known))]


def _bookmarks(stories: Trees) -> list[str]:
    trees = stories.values()
    ids = _values(trees, "bookmarkStart", attribute="id")
    ends = _values(trees, "bookmarkEnd", attribute="id")
    names = _values(trees, "bookmarkStart", attribute="name")
    # Word takes names without regard to case.
    found = [f"bookmark id twice: {x}" for x in _twice(ids)]
    found += [f"bookmark name twice: {x}" for x in _twice(name.lower() for name in names)]
    found += [f"bookmark name too long or odd: {x}" for x in names if not _good_name(x)]
    if sorted(ids) != sorted(ends):
        found.append("bookmarks not closed")
    anchors = set(_values(trees, "hyperlink", attribute="anchor")) - {"None"}
    anchors |= {code.split()[1] for code in _codes(trees) if code.startswith(("PAGEREF ", "REF "))}
    return found + [f"anchor without bookmark: {x}" for x in sorted(anchors.difference(names))]


def _codes(trees: Iterable[etree._Element]) -> Iterator[str]:
    for tree in trees:
        for node in tree.iter(f"{W}instrText"):
            yield str(node.text or "").strip()


def _good_name(name: str) -> bool:
    plain = name.lstrip("_")
    return plain[:1].isalpha() and len(name) <= LONGEST_NAME and plain.replace("_", "").isalnum()


def _controls(stories: Trees) -> list[str]:
    ids = [
        str(node.get(f"{W}val"))
        for tree in stories.values()
        for control in tree.iter(f"{W}sdtPr")
        for node in control.findall(f"{W}id")
    ]
    return [f"content control id twice: {x}" for x in _twice(ids)]


def _fields(tree: etree._Element) -> list[str]:
    """Complex fields may nest and run over paragraphs, but each begins, separates and ends."""
    found = []
    state: list[str] = []
    for mark in tree.iter(f"{W}fldChar"):
        kind = str(mark.get(f"{W}fldCharType"))
        if kind == "begin":
            state.append(kind)
        elif not state or (kind == "separate" and state[-1] != "begin"):
            found.append("field out of order")
        elif kind == "separate":
            state[-1] = kind
        else:
            state.pop()
    return [*found, *(["field not closed"] if state else [])]


def _properties(trees: Trees) -> list[str]:
    core = trees["docProps/core.xml"]
    found = [f"core property twice: {x}" for x in _twice(str(node.tag) for node in core)]
    dates = [node.text or "" for node in core if str(node.tag).startswith(DCTERMS)]
    found += [f"date not in W3C form: {x}" for x in dates if not W3CDTF.fullmatch(x)]
    custom = trees.get("docProps/custom.xml")
    nodes = [] if custom is None else list(custom.iter(f"{CUSTOM}property"))
    ids = [str(node.get("pid")) for node in nodes]
    if ids != [str(pid) for pid in range(2, len(ids) + 2)]:
        found.append(f"ids of custom properties are not 2, 3 ...: {', '.join(ids)}")
    names = [str(node.get("name")).lower() for node in nodes]
    return found + [f"custom property twice: {x}" for x in _twice(names)]


def _package(parts: Mapping[str, bytes], trees: Trees) -> list[str]:
    contents = {name for name in parts if not name.endswith(".rels") and not name.startswith("[")}
    types = trees["[Content_Types].xml"]
    overrides = {str(node.get("PartName"))[1:] for node in types.iter(f"{TYPES}Override")}
    suffixes = {str(node.get("Extension")) for node in types.iter(f"{TYPES}Default")} - {"xml"}
    plain = {name for name in contents if name.startswith("customXml/item")}  # any XML
    known = overrides | plain
    untyped = {name for name in contents if name.rpartition(".")[2] not in suffixes} - known
    found = [f"content type: {name}" for name in sorted(untyped | (overrides - contents))]
    targets = set()
    for name, tree in trees.items():
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            targets |= {_target(base, node) for node in tree if node.get("TargetMode") is None}
    found += [f"relationship: {name}" for name in sorted(targets ^ contents)]
    for name, tree in trees.items():
        found += _ids(name, tree, trees.get(_relations_of(name)))
    return found


def _target(base: str, node: etree._Element) -> str:
    target = str(node.get("Target"))
    return target[1:] if target[:1] == "/" else posixpath.normpath(posixpath.join(base, target))


def _relations_of(name: str) -> str:
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _ids(name: str, tree: etree._Element, relations: etree._Element | None) -> list[str]:
    known = set() if relations is None else {str(node.get("Id")) for node in relations}
    used = {
        str(x) for node in tree.iter() for x in (node.get(f"{R}id"), node.get(f"{R}embed")) if x
    }
    return [f"{name}: relationship id: {x}" for x in sorted(used.difference(known))]
