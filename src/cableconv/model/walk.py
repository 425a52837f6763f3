"""Walking a cable: all blocks, all leaves, source text, and the line where a block begins."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from cableconv.model.blocks import Block, Paragraph, Quoted, Section, Table
from cableconv.model.content import Inline, raw_text

if TYPE_CHECKING:
    from cableconv.model.cable import Cable


def iter_blocks(blocks: Iterable[Block], *, quoted: bool = True) -> Iterator[Block]:
    """Each block in document order, a parent before its children.

    Args:
        blocks: in order, such as ``cable.blocks``.
        quoted: False to leave out quotations, whose fields and marks are not the cable's own.
    """
    for block in blocks:
        if isinstance(block, Quoted) and not quoted:
            continue
        yield block
        if isinstance(block, Section):
            yield block.heading
            yield from iter_blocks(block.blocks, quoted=quoted)
        elif isinstance(block, (Paragraph, Quoted)) and block.blocks:
            yield from iter_blocks(block.blocks, quoted=quoted)


def own_content(block: Block) -> tuple[Inline, ...]:
    """The leaves of a block, without those of the blocks in it."""
    if isinstance(block, (Section, Quoted)):
        return ()
    if isinstance(block, Table):
        return tuple([leaf for row in block.rows for leaf in row.content])
    return block.content


def iter_leaves(blocks: Iterable[Block], *, quoted: bool = True) -> Iterator[Inline]:
    """Each leaf in document order; ``quoted`` as for ``iter_blocks``."""
    return chain.from_iterable(map(own_content, iter_blocks(blocks, quoted=quoted)))


def source_text(cable: Cable) -> str:
    """The decoded source, character for character, with line ends as LF (invariant 1)."""
    return cable.lead + "".join([block.raw for block in cable.blocks])


def line_numbers(blocks: Iterable[Block], line: int = 1) -> Generator[tuple[int, Block], None, int]:
    """Each block, nested ones included, with the 1-based line of the source on which it begins.

    Args:
        blocks: in order, such as ``cable.blocks``.
        line: the line of the first block: 1, or more where blank lines stand before it.

    Returns:
        As a generator's value, the line after the last block.
    """
    for block in blocks:
        yield line, block
        if isinstance(block, Section):
            line = yield from line_numbers((block.heading, *block.blocks), line)
        elif isinstance(block, Quoted):
            line = yield from line_numbers(block.blocks, line)
        elif isinstance(block, Paragraph) and block.blocks:
            line += (raw_text(block.content) + block.tail).count("\n")
            line = yield from line_numbers(block.blocks, line)
        else:
            line += block.raw.count("\n")
    return line
