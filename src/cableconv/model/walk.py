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
    raw_text,
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


def line_numbers(blocks: Iterable[Block], line: int = 1) -> Iterator[tuple[int, Block]]:
    """Each block, nested ones included, with the 1-based line of the source on which it begins.

    Args:
        blocks: in order, such as ``cable.blocks``.
        line: the line of the first block: 1, or more where blank lines stand before it.
    """
    for block in blocks:
        yield line, block
        inner: tuple[Block, ...] = ()
        start = line
        if isinstance(block, Section):
            inner = (block.heading, *block.blocks)
        elif isinstance(block, (Paragraph, Quoted)):
            inner = block.blocks
            own = raw_text(block.content) + block.tail if isinstance(block, Paragraph) else ""
            start += own.count("\n")
        yield from line_numbers(inner, start)
        line += block.raw.count("\n")
