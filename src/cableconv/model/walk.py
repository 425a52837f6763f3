"""Walking a cable: all blocks, all leaves, source text, and the line where a block begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cableconv.model.blocks import (
    Block,
    Inline,
    Paragraph,
    Quoted,
    Section,
    Table,
)

if TYPE_CHECKING:
    from cableconv.model.cable import Cable


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block in document order, a parent before its children."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield block.heading
            yield from iter_blocks(block.blocks)
        elif isinstance(block, (Paragraph, Quoted)):
            yield from iter_blocks(block.blocks)


def iter_leaves(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Each leaf in document order."""
    for block in iter_blocks(blocks):
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.content
        elif not isinstance(block, (Section, Quoted)):
            yield from block.content


def source_text(cable: Cable) -> str:
    """The decoded source, character for character, with line ends as LF (invariant 1)."""
    return cable.lead + "".join([block.raw for block in cable.blocks])


def line_numbers(cable: Cable) -> Iterator[tuple[int, Block]]:
    """Each top-level block with the 1-based line of the source on which it begins."""
    line = 1 + cable.lead.count("\n")
    for block in cable.blocks:
        yield line, block
        line += block.raw.count("\n")
