"""Marks that speak for points without a mark of their own: those of what they stand under."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model.blocks import Block, Item, Paragraph, Quoted, Section
from cableconv.model.markings import PortionMark


def inherited_marks(blocks: Iterable[Block]) -> dict[int, PortionMark]:
    """The mark above each item that has none, by the item's ``id``; one pass over all blocks.

    A point stands under the last point before it that is less deep, and the first points under
    their paragraph. Points beside each other say nothing for each other.
    """
    found: dict[int, PortionMark] = {}
    _inherit(blocks, None, found)
    return found


def _inherit(
    blocks: Iterable[Block], above: PortionMark | None, found: dict[int, PortionMark]
) -> None:
    open_points: list[tuple[int, PortionMark | None]] = []
    for block in blocks:
        if isinstance(block, Item):
            while open_points and open_points[-1][0] >= block.depth:
                open_points.pop()
            over = open_points[-1][1] if open_points else above
            own = block.portion_mark
            if own is None and over is not None:
                found.setdefault(id(block), over)
            open_points.append((block.depth, own or over))
        elif isinstance(block, Paragraph):
            open_points.clear()
            _inherit(block.blocks, block.portion_mark or above, found)
        elif isinstance(block, (Section, Quoted)):
            _inherit(block.blocks, above, found)
