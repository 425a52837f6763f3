"""From pieces to blocks: leaves for each piece, items under paragraphs, text under headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from cableconv.grammar.running import scan_running
from cableconv.grammar.scan import plain, without_seams
from cableconv.model.blocks import (
    Block,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Preformatted,
    Quoted,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak
from cableconv.structure.cut import Cutter, Kind, Piece
from cableconv.structure.entire_text import with_entire_text
from cableconv.structure.names import without_junk
from cableconv.structure.paging import page_break, page_leaves
from cableconv.structure.quotations import with_quotations
from cableconv.structure.roles import PAGE
from cableconv.structure.slices import joined, split_tail
from cableconv.structure.tables import table_block


class Builder:
    """Builds the blocks of the pieces that a cutter has cut."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self.lines = cutter.lines
        self.roles = cutter.roles
        self._styles: list[str] = []

    def blocks(self) -> list[Block]:
        """All blocks in order, not yet nested."""
        return [_MAKERS[piece.kind](self, piece) for piece in self.cutter.pieces]

    def _raw(self, piece: Piece) -> tuple[str, str]:
        return split_tail(joined(self.lines[piece.first : piece.last]))

    def paragraph(self, piece: Piece) -> Paragraph:
        """A paragraph; a new one closes the lists of the last."""
        self._styles = []
        head = piece.start.leaves if piece.start else ()
        taken = piece.start.length if piece.start else 0
        content, tail = self._content(piece, taken)
        return Paragraph(with_entire_text(_headed(head, content)), tail=tail)

    def item(self, piece: Piece) -> Item:
        """An item, as deep as the lists that are open when its style of label comes."""
        head = piece.item
        if head is None:
            raise AssertionError(piece)
        if head.style in self._styles:
            del self._styles[self._styles.index(head.style) + 1 :]
        else:
            self._styles.append(head.style)
        content, tail = self._content(piece, head.length)
        return Item(_headed(head.leaves, content), depth=len(self._styles), tail=tail)

    def _content(self, piece: Piece, taken: int) -> tuple[tuple[Inline, ...], str]:
        """Leaves and tail of running text with page regions in it, after ``taken`` characters."""
        raw, tail = self._raw(piece)
        if PAGE not in self.roles.told[piece.first : piece.last]:
            return scan_running(raw[taken:]), tail
        leaves: list[Inline] = []
        at = piece.first
        while at < piece.last:
            end = self._run_end(at, piece.last)
            part = joined(self.lines[at:end])
            if end == piece.last:
                part = part[: len(part) - len(tail)]
            paged = self.roles.of(at) is PAGE
            leaves.extend(_paged(part) if paged else scan_running(part[taken:]))
            taken = 0
            at = end
        return tuple(leaves), tail

    def _run_end(self, at: int, last: int) -> int:
        """The line after a page region, or after text up to the next one."""
        if self.roles.of(at) is PAGE:
            return min(self.roles.after_page(at), last)
        while at < last and self.roles.of(at) is not PAGE:
            at += 1
        return at

    def heading(self, piece: Piece) -> Heading:
        """A heading, perhaps with a mark."""
        self._styles = []
        raw, tail = self._raw(piece)
        head = piece.start.leaves if piece.start else ()
        taken = piece.start.length if piece.start else 0
        return Heading(without_seams((*head, *plain(raw[taken:]))), tail=tail)

    def rule(self, piece: Piece) -> Rule:
        """A rule."""
        raw, tail = self._raw(piece)
        return Rule(tuple(plain(raw)), tail=tail)

    def signature(self, piece: Piece) -> Signature:
        """The signature."""
        raw, tail = self._raw(piece)
        name = without_junk(raw).removesuffix(".")
        junk = Furniture(raw[len(name) :], FurnitureKind.STRAY)
        return Signature((*plain(name), *([junk] if junk.raw else [])), tail=tail)

    def table(self, piece: Piece) -> Table | Preformatted:
        """A table or preformatted lines."""
        return table_block(self.lines[piece.first : piece.last])

    def page(self, piece: Piece) -> PageBreak:
        """Page lines between blocks."""
        return page_break(self.lines[piece.first : piece.last])

    def procedure(self, piece: Piece) -> Block:
        """A line of procedure."""
        return self.roles.procedure[piece.first][0]


_MAKERS: dict[Kind, Callable[[Builder, Piece], Block]] = {
    Kind.PARAGRAPH: Builder.paragraph,
    Kind.HEADING: Builder.heading,
    Kind.ITEM: Builder.item,
    Kind.TABLE: Builder.table,
    Kind.RULE: Builder.rule,
    Kind.PAGE: Builder.page,
    Kind.SIGNATURE: Builder.signature,
    Kind.PROCEDURE: Builder.procedure,
}


def _headed(head: tuple[Inline, ...], content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (*without_seams((*head, *content[:1])), *content[1:])


def _paged(raw: str) -> tuple[Inline, ...]:
    content, tail = split_tail(raw)
    return (*page_leaves(content), *([LineBreak(tail)] if tail else []))


def nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Quotations made, items and tables under their paragraph, and blocks under their heading."""
    return _nested(with_quotations(blocks))


def _nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    top: list[Block] = []
    section: list[Block] = []
    heading: Heading | None = None
    for block in _with_children(blocks):
        if isinstance(block, Quoted):
            block = Quoted(_nested(block.blocks))  # noqa: PLW2901 - the same, nested
        if isinstance(block, Heading):
            top.extend(_closed(heading, section))
            heading, section = block, []
        elif heading is not None and isinstance(block, _TEXT):
            section.append(block)
        else:
            top.extend(_closed(heading, section))
            heading, section = None, []
            top.append(block)
    top.extend(_closed(heading, section))
    return tuple(top)


_CHILDREN = (Item, Table, Preformatted)
_TEXT = (Paragraph, Item, Table, Preformatted, Quoted, Rule, PageBreak)
"""What stays in a section; a signature or line of procedure closes it."""


def _closed(heading: Heading | None, blocks: list[Block]) -> list[Block]:
    return [] if heading is None else [Section(heading, tuple(blocks))]


def _with_children(blocks: Sequence[Block]) -> list[Block]:
    """Items and tables moved into the paragraph before them, with page breaks in between."""
    out: list[Block] = []
    children: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            waiting.append(block)
        elif isinstance(block, _CHILDREN) and out and isinstance(out[-1], Paragraph):
            children.extend([*waiting, block])
            waiting = []
        else:
            _adopt(out, children)
            out.extend([*waiting, block])
            children, waiting = [], []
    _adopt(out, children)
    return [*out, *waiting]


def _adopt(out: list[Block], children: list[Block]) -> None:
    if children and isinstance(out[-1], Paragraph):
        out[-1] = attrs.evolve(out[-1], blocks=tuple(children))
