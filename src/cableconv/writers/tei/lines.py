"""Blocks inside a paragraph, an opener or a closer: all of them as phrases or nested texts."""

from __future__ import annotations

import abc
from collections.abc import Iterable, Sequence
from typing import ClassVar

from cableconv.model.blocks import (
    Block,
    Field,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Rule,
    Section,
    Signature,
)
from cableconv.writers.base import renders
from cableconv.writers.tei.blocks import BlockRenderer, Piece
from cableconv.writers.tei.fields import ADDRESSES, field_line


class Divisions(BlockRenderer, abc.ABC):
    """What renders texts inside the text."""

    @abc.abstractmethod
    def floating(self, kind: str, blocks: Sequence[Block]) -> Piece:
        """Blocks as a text of this type inside the text; an empty ``ab`` where it has none."""


class LineRenderer(BlockRenderer, complete=True):
    """Renders blocks where lines stand, not paragraphs."""

    own_tag: ClassVar[str] = "seg"

    def __init__(self, divisions: Divisions) -> None:
        super().__init__(divisions.edition, divisions)
        self._divisions = divisions

    def inner(self, blocks: Sequence[Block]) -> list[Piece]:
        """Blocks in order; address lines that follow each other as one address."""
        addresses = list(map(_is_address, blocks))
        if True not in addresses:
            return self.runs(blocks)
        pieces: list[Piece] = []
        start = 0
        for end in range(1, len(blocks) + 1):
            if end < len(blocks) and addresses[end - 1] == addresses[end]:
                continue
            run = blocks[start:end]
            pieces += [self._address(run)] if addresses[start] else self.runs(run)
            start = end
        return pieces

    def _address(self, run: Iterable[Block]) -> Piece:
        inner, tail = self.joined(map(self.block, run), inline=False)
        return Piece(f"<address>{inner}</address>", tail, inline=True)

    @renders(Field)
    def field(self, block: Field) -> Piece:
        """A header line."""
        return Piece(field_line(self, block).element(), block.tail, inline=True)

    @renders(Paragraph)
    def paragraph(self, block: Paragraph) -> Piece:
        """A paragraph in a paragraph, which cannot be ``p``."""
        return self.paragraph_of(block, "seg", ' type="paragraph"')._replace(inline=True)

    @renders(Section)
    def section(self, block: Section) -> Piece:
        """A section in a paragraph, as a text in the text."""
        return self._divisions.floating("section", (block,))

    @renders(Quoted)
    def quoted(self, block: Quoted) -> Piece:
        """A quoted message, as a text in the text."""
        return self._divisions.floating("quoted-message", block.blocks)

    @renders(Preformatted)
    def preformatted(self, block: Preformatted) -> Piece:
        """Lines whose blanks carry meaning."""
        content = self.verbatim(block.content)
        return _segment('type="preformatted" rend="monospace"', content, block.tail)

    @renders(Rule)
    def rule(self, block: Rule) -> Piece:
        """A line of signs."""
        return _segment('type="rule"', self.content(block.content), block.tail)

    @renders(Signature)
    def signature(self, block: Signature) -> Piece:
        """A closing name that stands inside a paragraph."""
        return _segment('type="signature"', self.signed_name(block), block.tail)

    @renders(Paratext)
    def paratext(self, block: Paratext) -> Piece:
        """Words of the carrier."""
        kind, content = self.carried(block)
        return _segment(f'type="paratext"{kind}', content, block.tail)


class InnerRenderer(LineRenderer, complete=True):
    """Renders blocks inside a paragraph, where each must differ from a leaf of the sentence."""

    @renders(Field)
    def inner_field(self, block: Field) -> Piece:
        """A header line; around its leaf where that alone would look like one of the sentence."""
        line = field_line(self, block)
        if line.tag != "fw":
            line = field_line(self, block, alone=False)
        return Piece(line.element(), block.tail, inline=True)

    @renders(PageBreak)
    def inner_page_break(self, block: PageBreak) -> Piece:
        """A page line between items."""
        return self.page_lines(block)


class CloserRenderer(LineRenderer, complete=True):
    """Renders the lines of a closer, where a name is a signature."""

    @renders(Signature)
    def signed(self, block: Signature) -> Piece:
        """``ROE``."""
        return Piece(f"<signed>{self.signed_name(block)}</signed>", block.tail, inline=True)


def _is_address(block: Block) -> bool:
    return isinstance(block, Field) and block.kind in ADDRESSES


def _segment(attributes: str, content: str, tail: str) -> Piece:
    return Piece(f"<seg {attributes}>{content}</seg>", tail, inline=True)
