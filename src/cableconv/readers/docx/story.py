"""The text of a Word story (body, header, note) as paragraphs and tables with hints.

Content controls, insertions, moved-in text, smart tags, hyperlinks and simple fields give their
text; deleted and moved-away text and field codes do not. Of alternate content the first choice
counts. Text boxes stand after the paragraph they are anchored in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from cableconv.notation.word_package import Element
from cableconv.readers.docx.markup import attribute, child, is_on, local, number
from cableconv.readers.docx.numbering import Numbering
from cableconv.readers.docx.styles import Styles

_SILENT = frozenset((
    "del", "moveFrom", "rPrChange", "pPrChange", "pPr", "rPr", "instrText", "delText",
    "delInstrText", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
    "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "permStart", "permEnd",
    "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator", "fldChar",
))  # fmt: skip

_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}

_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}

_PRIVATE = 0xF000
"""Signs of symbol fonts stand from here on; which sign it is only the font knows."""


@attrs.frozen
class Run:
    """Characters of one look.

    Attributes:
        text: tabs and line ends as characters, a page break as a form feed.
        style: name of its character style; empty without.
    """

    text: str
    style: str = ""


@attrs.define
class Line:
    """One paragraph.

    Attributes:
        style: name of its style.
        label: number that Word makes, with what follows it; empty without.
        runs: its text.
        indent: left indent set on the paragraph itself, in twips.
        section: properties of the section that ends with it; None for most paragraphs.
    """

    style: str
    label: str = ""
    runs: list[Run] = attrs.Factory(list)
    indent: int = 0
    section: Element | None = None

    @property
    def text(self) -> str:
        """Its characters, with the number that Word makes."""
        return self.label + "".join(run.text for run in self.runs)


@attrs.define
class Grid:
    """A table: rows of cells, each with its paragraphs and tables.

    Attributes:
        rows: cells by row.
        indent: from the left margin, in twips.
    """

    rows: list[list[list[Line | Grid]]] = attrs.Factory(list)
    indent: int = 0


Part: TypeAlias = Line | Grid


class Story:
    """Walks through stories of one document; numbers count on from one to the next.

    Attributes:
        hidden: characters that Word hides, which are kept.
        deleted: pieces of text that were deleted with changes tracked, which are not.
        notes: ids of foot- and endnotes in the order of their anchors, with their kind.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[Element] = []
        self.hidden = 0
        self.deleted = 0
        self.notes: list[tuple[str, str]] = []

    def parts(self, element: Element) -> Iterator[Part]:
        """The paragraphs and tables of a body, cell or note, in order."""
        for found in element:
            name = local(found)
            if name == "p":
                yield self._line(found)
                yield from self._box_parts()
            elif name == "tbl":
                yield self._grid(found)
            elif name == "AlternateContent":
                yield from self.parts(_chosen(found))
            elif name in {"del", "moveFrom"}:
                self.deleted += 1
            elif name and name not in _SILENT:
                yield from self.parts(found)

    def _box_parts(self) -> Iterator[Part]:
        while self._boxes:
            yield from self.parts(self._boxes.pop(0))

    def _grid(self, table: Element) -> Grid:
        indent = number(attribute(child(table, "tblPr", "tblInd"), "w"))
        rows = [
            [list(self.parts(cell)) for cell in _inside(row, "tc")] for row in _inside(table, "tr")
        ]
        return Grid(rows, indent)

    def _line(self, paragraph: Element) -> Line:
        properties = child(paragraph, "pPr")
        key = attribute(child(properties, "pStyle")) or self._styles.default
        inherited = self._styles.numbering(key)
        own = child(properties, "numPr")
        label = ""
        if own is not None or inherited is not None:
            label = self._numbering.label(own, inherited)
        indent = number(attribute(child(properties, "ind"), "left"))
        section = child(properties, "sectPr")
        line = Line(self._styles.name(key), label, indent=indent, section=section)
        if is_on(child(properties, "pageBreakBefore")):
            line.runs.append(Run("\f"))
        self._text(paragraph, line.runs, "")
        return line

    def _text(self, element: Element, runs: list[Run], style: str) -> None:
        for found in element:
            name = local(found)
            if name in {"del", "moveFrom"}:
                self.deleted += 1
            elif not name or name in _SILENT:
                continue
            elif name == "t":
                runs.append(Run(found.text or "", style))
            elif name == "r":
                self._run(found, runs)
            elif name == "txbxContent":
                self._boxes.append(found)
            elif name == "AlternateContent":
                self._text(_chosen(found), runs, style)
            else:
                sign = self._sign(found, name)
                if sign is None:
                    self._text(found, runs, style)
                else:
                    runs.append(Run(sign, style))

    def _run(self, run: Element, runs: list[Run]) -> None:
        properties = child(run, "rPr")
        key = attribute(child(properties, "rStyle"))
        before = len(runs)
        self._text(run, runs, self._styles.name(key))
        if is_on(child(properties, "vanish")) or self._styles.hidden(key):
            self.hidden += sum(len(found.text) for found in runs[before:])

    def _sign(self, element: Element, name: str) -> str | None:
        """The character that an element stands for; None for one that holds text."""
        if name in _SIGNS:
            return _SIGNS[name]
        if name == "br":
            return "\f" if attribute(element, "type") == "page" else "\n"
        if name == "sym":
            return _symbol(attribute(element, "char") or "")
        if name in _NOTES:
            self.notes.append((_NOTES[name], attribute(element, "id") or ""))
            return f"[{len(self.notes)}]"
        return None


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return "\ufffd"
    return chr(point) if 0x20 <= point < _PRIVATE and not 0xD800 <= point < 0xE000 else "\ufffd"  # noqa: PLR2004


def _chosen(element: Element) -> Element:
    """The first choice of alternate content, else its fallback, else nothing."""
    for name in ("Choice", "Fallback"):
        found = child(element, name)
        if found is not None:
            return found
    return element


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows or cells of this table, through content controls and changes, not of inner tables."""
    for found in element:
        if local(found) == name:
            yield found
        elif local(found) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            yield from _inside(found, name)
