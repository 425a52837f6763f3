"""Walking a cable: all blocks, all leaves, source text, and the line where a block begins."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from cableconv.model.blocks import Block, Paragraph, Quoted, Section, Table
from cableconv.model.content import Inline, raw_text
from cableconv.model.leaf import LineBreak, Text

if TYPE_CHECKING:
    from cableconv.model.cable import Cable

LeafT = TypeVar("LeafT")


def iter_blocks(blocks: Iterable[Block], *, quoted: bool = True) -> Iterator[Block]:
    """Each block in document order, a parent before its children.

    Args:
        blocks: in order, such as ``cable.blocks``.
        quoted: False to leave out quotations, whose fields, banners and captions are another
            message's. Their portion marks do count for the cable, which holds their text.
    """
    for block in blocks:
        if not isinstance(block, _PARENTS):
            yield block
            continue
        if isinstance(block, Quoted) and not quoted:
            continue
        yield block
        if isinstance(block, Section):
            yield block.heading
        if block.blocks:
            yield from iter_blocks(block.blocks, quoted=quoted)


_PARENTS = (Paragraph, Section, Quoted)
"""Blocks that hold blocks."""


def own_content(block: Block) -> tuple[Inline, ...]:
    """The leaves of a block, without those of the blocks in it."""
    if not isinstance(block, _WITHOUT_CONTENT):
        return block.content
    if isinstance(block, Table):
        return tuple([leaf for row in block.rows for leaf in row.content])
    return ()


_WITHOUT_CONTENT = (Section, Quoted, Table)
"""Blocks whose leaves all stand in the blocks or rows in them."""


def iter_leaves(blocks: Iterable[Block], *, quoted: bool = True) -> Iterator[Inline]:
    """Each leaf in document order; ``quoted`` as for ``iter_blocks``."""
    return chain.from_iterable(map(own_content, iter_blocks(blocks, quoted=quoted)))


class Leaves:
    """The leaves of some blocks, without running text, which nearly all leaves are; by their kind.

    Args:
        blocks: each of them, nested ones included, as ``iter_blocks`` gives them.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._leaves: list[Inline] = [
            leaf
            for block in blocks
            for leaf in own_content(block)
            if type(leaf) is not Text and type(leaf) is not LineBreak
        ]
        self._by_class: dict[type, list[Any]] = {}
        for leaf in self._leaves:
            self._by_class.setdefault(type(leaf), []).append(leaf)

    def of(self, kind: type[LeafT]) -> tuple[LeafT, ...]:
        """Those of a kind, in order."""
        if kind.__subclasses__():
            return tuple([leaf for leaf in self._leaves if isinstance(leaf, kind)])
        return tuple(self._by_class.get(kind, ()))

    def first(self, kind: type[LeafT]) -> LeafT | None:
        """The first of a kind; None where there is none."""
        found = self.of(kind)
        return found[0] if found else None


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


def line_of(cable: Cable, leaf: object) -> int | None:
    """The 1-based line of the source on which a leaf begins; None where the cable has it not.

    A leaf that stands in several places, as a frozen mark may, is found in the first.
    """
    for line, block in line_numbers(cable.blocks, 1 + cable.lead.count("\n")):
        before = _before(block, leaf)
        if before is not None:
            return line + before.count("\n")
    return None


def _before(block: Block, leaf: object) -> str | None:
    """The characters of a block before a leaf of its own; None where it has it not."""
    if isinstance(block, (Section, Quoted)):
        return None
    raw = ""
    for part in block.rows if isinstance(block, Table) else (block,):
        for at, found in enumerate(part.content):
            if found is leaf:
                return raw + raw_text(part.content[:at])
        raw += part.raw if isinstance(block, Table) else ""
    return None
