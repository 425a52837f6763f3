"""The text of TEI that others encoded, by one documented rule, as leaves and blocks.

The text is the string value of the document's elements in their order, with these additions and no
others, as the publisher's own pages show them: a ``pb`` is ``[Page n]``; the number of a footnote
stands in brackets at its anchor, and again before the note, which follows the block it is anchored
in. Runs of blanks collapse to one, because line ends in such files are the editor's. An ``lb`` is a
line end, and each block ends its line. Unknown elements give their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import attrs

from cableconv.grammar.running import scan_running
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import (
    Block,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Row,
    Signature,
    Table,
)
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.readers.tei.elements import Element, local
from cableconv.structure.starts import item_start, marked_start, paragraph_start

_BLANKS = re.compile(r"[ \t\r\n]+")

_BLOCKS = frozenset((
    "p", "ab", "list", "table", "head", "closer", "opener", "signed", "dateline", "salute", "lg",
    "l", "div", "postscript", "attachment", "trailer", "argument", "byline", "item", "row",
    "floatingText", "body", "front", "back", "group", "text", "titlePage", "docTitle", "epigraph",
    "quote", "cit", "sp", "stage", "figure", "listBibl", "address", "addrLine", "note", "label",
))  # fmt: skip
"""Elements that may stand on lines of their own; the others are parts of a line."""

_LINES = frozenset(("p", "ab", "head", "signed", "dateline", "salute", "l", "trailer", "byline",
                    "addrLine", "item", "label", "argument"))  # fmt: skip
"""Elements whose content is one run of text, unless blocks stand in it."""

_ALWAYS_BLOCK = frozenset(("list", "table", "p", "lg", "floatingText", "div", "attachment"))
"""What is a block even inside a paragraph."""


@attrs.frozen
class Anchor:
    """Where a footnote is anchored; its number stands in brackets there."""

    note: Element

    @property
    def raw(self) -> str:
        """``[2]``, or an asterisk for a note without a number."""
        return f"[{self.note.get('n') or '*'}]"


Atom: TypeAlias = str | LineBreak | PageMarker | Anchor
"""A piece of a line: characters, a line end, a page, or an anchor."""

Run: TypeAlias = "list[Atom] | Element"
"""Pieces that follow each other, or a block between such runs."""


def inline_atoms(element: Element) -> Iterator[Atom]:
    """The pieces of an element that is part of a line, those of inner elements included."""
    if element.text:
        yield element.text
    for child in element:
        yield from atom(child)
        if child.tail:
            yield child.tail


def atom(element: Element) -> Iterator[Atom]:
    """The pieces that one element in a line gives."""
    name = local(element)
    if name == "lb":
        yield LineBreak("\n")
    elif name == "pb":
        yield page_of(element)
    elif name == "note":
        yield Anchor(element)
    else:
        yield from inline_atoms(element)


def page_of(element: Element) -> PageMarker:
    """The page that a ``pb`` opens: ``[Page 1095]``; without a number where it has none."""
    number = str(element.get("n") or "")
    raw = f"[Page {number}]" if number else "[Page]"
    return PageMarker(raw, int(number) if number.isdecimal() and len(number) < 9 else None)  # noqa: PLR2004


def plain_text(atoms: Iterable[Atom]) -> str:
    """The characters of some pieces on one line, pages and anchors left out."""
    return _BLANKS.sub(" ", "".join(a if isinstance(a, str) else _blank(a) for a in atoms)).strip()


def _blank(piece: LineBreak | PageMarker | Anchor) -> str:
    return " " if isinstance(piece, LineBreak) else ""


def leaves(atoms: Iterable[Atom]) -> tuple[Inline, ...]:
    """The pieces as leaves: blanks collapsed, none at the ends; pages on lines of their own."""
    out: list[Inline] = []
    for piece in _collapsed(atoms):
        if isinstance(piece, str):
            out += scan_running(piece)
        elif isinstance(piece, Anchor):
            out.append(Furniture(piece.raw, FurnitureKind.EDITORIAL))
        else:
            out.append(piece)
    return without_seams(out)


def _collapsed(atoms: Iterable[Atom]) -> list[Atom]:
    """Pieces with blanks collapsed; blanks beside a line end or page become the line end."""
    merged: list[Atom] = []
    for piece in atoms:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    out: list[Atom] = []
    for at, piece in enumerate(merged):
        if not isinstance(piece, str):
            _line_end_once(out, piece)
            continue
        text = _BLANKS.sub(" ", piece)
        after = merged[at + 1] if at + 1 < len(merged) else None
        _place(out, text, after)
    return _trimmed(out)


def _place(out: list[Atom], text: str, after: Atom | None) -> None:
    before = out[-1] if out else None
    if text.startswith(" ") and isinstance(before, (PageMarker, LineBreak)):
        text = text[1:]
        _line_end_once(out, LineBreak("\n"))
    ends = text.endswith(" ") and isinstance(after, (PageMarker, LineBreak))
    words = text[:-1] if ends else text
    if words:
        out.append(words)
    if ends:
        _line_end_once(out, LineBreak("\n"))


def _line_end_once(out: list[Atom], piece: Atom) -> None:
    if isinstance(piece, LineBreak) and out and isinstance(out[-1], LineBreak):
        return
    out.append(piece)


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    while atoms and (isinstance(atoms[0], LineBreak) or atoms[0] == " "):
        del atoms[0]
    while atoms and (isinstance(atoms[-1], LineBreak) or atoms[-1] == " "):
        del atoms[-1]
    if atoms and isinstance(atoms[0], str):
        atoms[0] = atoms[0].lstrip(" ")
    if atoms and isinstance(atoms[-1], str):
        atoms[-1] = atoms[-1].rstrip(" ")
    return atoms


def notes_in(atoms: Iterable[Atom]) -> list[Element]:
    """The footnotes anchored in some pieces."""
    return [piece.note for piece in atoms if isinstance(piece, Anchor)]


def runs(element: Element) -> list[Run]:
    """What stands in an element: runs of pieces, and blocks between them, in order."""
    out: list[Run] = []
    _add(out, [element.text] if element.text else [])
    for child in element:
        if is_block(child, inside=local(element) in _LINES):
            out.append(child)
        elif local(child) == "note" or not _holds_blocks(child):
            _add(out, atom(child))
        else:
            for run in runs(child):
                _add(out, run) if isinstance(run, list) else out.append(run)
        _add(out, [child.tail] if child.tail else [])
    return [run for run in out if not isinstance(run, list) or _says(run)]


def _add(out: list[Run], pieces: Iterable[Atom]) -> None:
    """Add pieces to the last run; a new one begins after a block."""
    last = out[-1] if out else None
    if isinstance(last, list):
        last.extend(pieces)
    elif run := list(pieces):
        out.append(run)


def _holds_blocks(element: Element) -> bool:
    return any(local(found) in _ALWAYS_BLOCK for found in element.iter())


def _says(run: list[Atom]) -> bool:
    return any(not isinstance(piece, str) or piece.strip() for piece in run)


def is_block(element: Element, *, inside: bool) -> bool:
    """Whether an element stands on lines of its own.

    Args:
        element: any.
        inside: whether it stands in an element whose content is one run of text.
    """
    name = local(element)
    if inside:
        return name in _ALWAYS_BLOCK
    return name in _BLOCKS


class PlainBlocks:
    """Makes blocks of the elements of a text, footnotes after the block they are anchored in."""

    def blocks(self, element: Element) -> list[Block]:
        """The blocks of what stands in a container."""
        out: list[Block] = []
        for run in runs(element):
            if isinstance(run, list):
                out += self.loose(run)
            else:
                out += self.block(run)
        return out

    def loose(self, run: list[Atom]) -> list[Block]:
        """Pieces between blocks: pages become page breaks, words a paragraph."""
        pages = [piece for piece in run if isinstance(piece, PageMarker)]
        if pages and not plain_text(run) and not notes_in(run):
            return [PageBreak((page,), "\n\n") for page in pages]
        return self.paragraph(run)

    def block(self, element: Element) -> list[Block]:
        """The blocks of one element."""
        name = local(element)
        if name == "note":
            return note_blocks([element])
        if name == "list":
            return self._items(element, 1)
        if name == "table":
            return self._table(element)
        if name == "head" or _is_heading(element):
            return self._with_notes(element, Heading)
        if name == "signed":
            return self._with_notes(element, lambda found: Signature(found, "\n\n"))
        if name in _LINES:
            return self._paragraphs(element)
        return self.blocks(element)

    def paragraph(self, run: list[Atom]) -> list[Block]:
        """One run of pieces as a paragraph, with its number and mark; then its notes."""
        content = begun(leaves(run))
        return [Paragraph(content), *note_blocks(notes_in(run))] if content else []

    def _paragraphs(self, element: Element) -> list[Block]:
        """A paragraph; lists and tables in it are its blocks, words after them a new paragraph."""
        out: list[Block] = []
        for run in runs(element):
            if isinstance(run, list):
                out += self.paragraph(run)
                continue
            inner = self.block(run)
            owner = out[-1] if out else None
            if isinstance(owner, Paragraph) and all(isinstance(b, (Item, Table)) for b in inner):
                out[-1] = attrs.evolve(owner, blocks=(*owner.blocks, *inner))
            else:
                out += inner
        return out

    def _with_notes(
        self, element: Element, make: Callable[[tuple[Inline, ...]], Block]
    ) -> list[Block]:
        atoms = list(inline_atoms(element))
        found = leaves(atoms)
        made: list[Block] = [make(found)] if found else []
        return made + note_blocks(notes_in(atoms))

    def _items(self, element: Element, depth: int) -> list[Block]:
        """The items of a list; a ``label`` before an item is its label."""
        out: list[Block] = []
        label: str | None = None
        for child in element:
            name = local(child)
            if name == "label":
                label = plain_text(inline_atoms(child))
            elif name == "item":
                out += self._item(child, label, depth)
                label = None
            elif name == "pb":
                out.append(PageBreak((page_of(child),), "\n"))
            else:
                out += self.block(child)
        if label:
            out.append(Item((Label(label),), depth))
        return out

    def _item(self, element: Element, label: str | None, depth: int) -> list[Block]:
        out: list[Block] = []
        head: tuple[Inline, ...] = (Label(label), Text(" ")) if label else ()
        for run in runs(element):
            if isinstance(run, list):
                found = leaves(run)
                content = without_seams((*head, *(found if head else _item_begun(found))))
                out += [Item(content, depth), *note_blocks(notes_in(run))]
                head = ()
            elif local(run) == "list":
                out += self._items(run, depth + 1)
            elif local(run) == "p":
                content = without_seams((*head, *leaves(inline_atoms(run))))
                out += [Item(content, depth), *note_blocks(notes_in(inline_atoms(run)))]
                head = ()
            else:
                out += self.block(run)
        if head:
            out.append(Item(head[:1], depth))
        return out

    def _table(self, element: Element) -> list[Block]:
        rows: list[Row] = []
        others: list[Block] = []
        notes: list[Element] = []
        for child in element:
            if local(child) != "row":
                others += self.block(child)
                continue
            cells: list[Inline] = []
            for cell in child:
                atoms = list(inline_atoms(cell))
                notes += notes_in(atoms)
                words = _BLANKS.sub(" ", "".join(_cell_words(atoms))).strip()
                cells += [Text("\t"), Cell(words)] if cells else [Cell(words)]
            if cells:
                rows.append(Row(tuple(cells)))
        table: list[Block] = [Table(tuple(rows), "\n")] if rows else []
        return [*others, *table, *note_blocks(notes)]


def _cell_words(atoms: Iterable[Atom]) -> Iterator[str]:
    for piece in atoms:
        yield (
            piece if isinstance(piece, str) else " " if isinstance(piece, LineBreak) else piece.raw
        )


def _is_heading(element: Element) -> bool:
    return local(element) == "p" and str(element.get("rend") or "").startswith("sectiontitle")


def note_blocks(notes: Iterable[Element]) -> list[Block]:
    """Footnotes, each a paratext of one line a paragraph, begun by its number."""
    out: list[Block] = []
    for note in notes:
        lines = list(_note_lines(note))
        if not lines:
            continue
        lines[0] = f"{Anchor(note).raw} {lines[0]}"
        content: list[Inline] = []
        for line in lines:
            content += [LineBreak("\n")] if content else []
            content.append(Furniture(line, FurnitureKind.EDITORIAL))
        out.append(Paratext(tuple(content)))
    return out


def _note_lines(note: Element) -> Iterator[str]:
    for run in runs(note):
        atoms = run if isinstance(run, list) else list(inline_atoms(run))
        line = _BLANKS.sub(" ", "".join(_cell_words(atoms))).strip()
        if line:
            yield line
        for inner in notes_in(atoms):
            yield from _note_lines(inner)


def begun(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's content with number and portion mark as leaves, where it begins so."""
    if not content or not isinstance(content[0], Text):
        return content
    text = content[0].raw
    start = paragraph_start(text) or marked_start(text)
    if start is None:
        return content
    return without_seams((*start.leaves, Text(text[start.length :]), *content[1:]))


def _item_begun(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not content or not isinstance(content[0], Text):
        return content
    text = content[0].raw
    start = item_start(text)
    if start is None:
        return content
    return without_seams((*start.leaves, Text(text[start.length :]), *content[1:]))
