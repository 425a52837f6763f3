"""Any Word file as the text of a telegram.

The text, by rule: a paragraph is a line; a number that Word makes stands before it; ``w:br`` ends a
line, a page break is a form feed on a line of its own; a row of a table is a line with tabs between
its cells; a paragraph longer than a telegram's line has a blank line after it. Headers stand before
the text; footers, notes and comments after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cableconv.errors import NotACableError
from cableconv.grammar.banner import parse_banner
from cableconv.grammar.pageline import page_line_leaves, parse_page_line
from cableconv.model.blocks import Block, PageBreak, Paratext
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.docx.document import WordText
from cableconv.readers.docx.story import Grid, Line, Part
from cableconv.structure.telegram import Parsed, finished, parse

_LONG = 100
"""A longer paragraph was not broken into lines by hand (ACP 127(G), 138f: lines of 69)."""


def foreign(found: WordText, source: Source, origin: Provenance) -> Cable:
    """The cable of any Word file.

    Raises:
        NotACableError: it holds no text.
    """
    text = "".join(_lines(found.body))
    if not text.strip() and not found.headers:
        raise NotACableError("the Word file holds no text")
    parsed = parse(text, year=source.year)
    before = [_around(line) for line in found.headers]
    after = [*(_around(line) for line in found.footers), *note_blocks(found)]
    head = "".join([block.raw for block in before])
    foot = "".join([block.raw for block in after])
    if before:
        before[-1] = attrs.evolve(before[-1], tail=before[-1].tail + parsed.lead)
    shift = head.count("\n")
    told = (attrs.evolve(n, line=n.line + shift if n.line else None) for n in parsed.notices)
    notices = (*told, *word_notices(found))
    blocks = (*before, *parsed.blocks, *after)
    whole = Parsed("" if before else parsed.lead, blocks, notices, parsed.year)
    return finished(whole, head + text + foot, origin, mrn=source.mrn)


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    long_before = False
    for part in parts:
        if isinstance(part, Grid):
            yield from (f"{row}\n" for row in grid_lines(part))
            continue
        text = part.text
        is_long = max(map(len, text.split("\n"))) > _LONG
        if is_long and not long_before and text.strip():
            yield "\n"
        yield from _broken(text)
        yield "\n\n" if is_long else "\n"
        long_before = is_long or not text.strip()


def _broken(text: str) -> Iterator[str]:
    """The text with each form feed on a line of its own."""
    pieces = text.split("\f")
    for at, piece in enumerate(pieces):
        if at:
            yield "\f\n" if at == 1 and not pieces[0] else "\n\f\n"
        yield piece


def grid_lines(grid: Grid) -> Iterator[str]:
    """The rows of a table, a line each; a table in a cell gives rows after the row."""
    for row in grid.rows:
        inner = [part for cell in row for part in cell if isinstance(part, Grid)]
        yield "\t".join(_cell(cell) for cell in row)
        for table in inner:
            yield from grid_lines(table)


def _cell(cell: list[Part]) -> str:
    lines = (part.text for part in cell if isinstance(part, Line))
    return " ".join(" ".join(line.split()) for line in lines if line.strip())


def _around(text: str) -> PageBreak | Paratext:
    """A line of a header or footer: a banner, a page line, or the carrier's words."""
    words = text.strip()
    leaf: Inline | None = parse_banner(words) or parse_page_line(words)
    if leaf is not None and "\n" not in words:
        parts = page_line_leaves(leaf) if isinstance(leaf, PageMarker) else (leaf,)
        return PageBreak(parts, "\n")
    return paratext([words], FurnitureKind.SITE, "\n")


def paratext(lines: Iterable[str], kind: FurnitureKind, tail: str = "\n\n") -> Paratext:
    """Lines that are not the cable's text."""
    content: list[Inline] = []
    for line in (piece for text in lines for piece in text.split("\n")):
        content += [LineBreak("\n")] if content else []
        content += [Furniture(line, kind)] if line else []
    return Paratext(tuple(content), tail)


def note_blocks(found: WordText) -> Iterator[Block]:
    """Foot- and endnotes, numbered in the order of their anchors, and comments, as paratext."""
    for at, lines in enumerate(found.notes, 1):
        if lines:
            yield paratext((f"[{at}] {lines[0]}", *lines[1:]), FurnitureKind.EDITORIAL)
    for comment in found.comments:
        yield paratext((comment,), FurnitureKind.EDITORIAL)


def word_notices(found: WordText) -> Iterator[Notice]:
    """What Word hides or was deleted."""
    if found.hidden:
        message = f"{found.hidden} characters are hidden in Word; they are kept"
        yield Notice(NoticeKind.CONFLICT, message, Severity.WARNING)
    if found.deleted:
        message = f"pieces deleted with changes tracked are left out: {found.deleted}"
        yield Notice(NoticeKind.OMITTED, message, Severity.WARNING)
    if found.comments:
        message = f"comments set apart from the text: {len(found.comments)}"
        yield Notice(NoticeKind.FURNITURE, message)
