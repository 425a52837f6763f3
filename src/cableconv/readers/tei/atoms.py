"""Pieces of a line of foreign TEI: characters, line ends, pages, anchors of footnotes.

A ``pb`` is ``[Page n]``; the number of a footnote stands in brackets where it is anchored, as on
the publisher's own pages. Runs of blanks collapse: line ends in such files are the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from cableconv.grammar.running import scan_running
from cableconv.grammar.scan import without_seams
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak
from cableconv.readers.tei.elements import Element, local

_BLANKS = re.compile(r"[ \t\r\n]+")


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
    if name == "note":
        yield Anchor(element)
        return
    if name == "lb":
        yield LineBreak("\n")
    elif name == "pb":
        yield page_of(element)
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


def on_one_line(atoms: Iterable[Atom]) -> str:
    """The characters of some pieces on one line, with pages and anchors."""
    return _BLANKS.sub(" ", "".join(_words(atoms))).strip()


def _words(atoms: Iterable[Atom]) -> Iterator[str]:
    for piece in atoms:
        yield (
            piece if isinstance(piece, str) else " " if isinstance(piece, LineBreak) else piece.raw
        )
