"""Looks into pages from outside: lxml for the tree and its text."""

from __future__ import annotations

import io

import lxml.html
from lxml.html import HtmlElement

from cableconv.model.blocks import (
    Block,
    Field,
    Paragraph,
    Quoted,
    Section,
    Table,
    block_text,
)
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.html import HtmlOptions, HtmlWriter
from cableconv.writers.html.text import visible


def write(cable: Cable, options: HtmlOptions | None = None) -> tuple[str, list[Notice]]:
    out = io.BytesIO()
    notices = HtmlWriter(options or HtmlOptions()).write(cable, out)
    return out.getvalue().decode(), notices


def opened(cable: Cable, options: HtmlOptions | None = None) -> HtmlElement:
    return lxml.html.document_fromstring(write(cable, options)[0])


def one(tree: HtmlElement, path: str) -> HtmlElement:
    (found,) = found_all(tree, path)
    return found


def found_all(tree: HtmlElement, path: str) -> list[HtmlElement]:
    nodes = tree.xpath(path)
    assert isinstance(nodes, list)
    return [node for node in nodes if isinstance(node, HtmlElement)]


def classed(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return found_all(tree, f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


_BLOCKS = ("p", "div", "dt", "dd", "li", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6")


def seen(tree: HtmlElement, *, notes: bool = False) -> str:
    """What somebody sees on the page, single-spaced: blocks apart, meanings of marks left out.

    Args:
        tree: a page or a part of it; not changed.
        notes: True to keep page lines.
    """
    parts: list[str] = []
    _walk(tree, parts, {"heard", "skip"} | (set() if notes else {"page-line"}))
    return " ".join("".join(parts).split())


def _walk(node: HtmlElement, parts: list[str], hidden: set[str]) -> None:
    if not isinstance(node.tag, str) or node.tag == "head" or node.get("class") in hidden:
        return
    apart = " " if node.tag in _BLOCKS else ""
    parts.append(apart + (node.text or ""))
    for child in node:
        _walk(child, parts, hidden)
        parts.append(child.tail or "")
    parts.append(apart)


def shown(text: str) -> str:
    """A text of the model as a reader sees it: signs for illegal characters, single blanks."""
    return " ".join("".join(visible(c) if forbidden(c) else c for c in text).split())


def forbidden(character: str) -> bool:
    point = ord(character)
    control = point < 0x20 or 0x7F <= point < 0xA0
    return (control and character not in "\t\n\r") or (
        0xD800 <= point < 0xE000 or 0xFDD0 <= point < 0xFDF0 or point & 0xFFFE == 0xFFFE
    )


def own_texts(block: Block) -> list[str]:
    """What a block says itself, without its children; a table cell by cell."""
    if isinstance(block, (Section, Quoted, Field)):
        return []
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row.cells]
    if isinstance(block, Paragraph):
        return [block_text(Paragraph(block.content))]
    return [block_text(block)]
