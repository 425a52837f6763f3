"""A cable without the words of its carrier: a site's menu, a mail's head, pilcrows, second copies.

Only what is certainly not the telegram's goes. Stamps of a release, heads of later sections, and
what strayed into a line may state markings, and stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cableconv.model.blocks import Block, Paragraph, Paratext, Quoted, Section, Table
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text

CARRIED = frozenset(
    {
        FurnitureKind.SITE,
        FurnitureKind.MAIL,
        FurnitureKind.PILCROW,
        FurnitureKind.DUMP,
        FurnitureKind.EDITORIAL,
    }
)
"""The kinds of furniture that are the carrier's alone."""


def without_furniture(cable: Cable) -> Cable:
    """The cable without furniture of the kinds in ``CARRIED``; itself where it has none.

    A block that held nothing else goes with it, and a line end that would then stand first, last
    or twice in its block. Every other character stays.
    """
    if not any(leaf.kind in CARRIED for leaf in cable.furniture):
        return cable
    return attrs.evolve(cable, blocks=tuple(_kept(cable.blocks)))


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        kept = _without(block)
        if kept is not None:
            yield kept


def _without(block: Block) -> Block | None:
    """The block without furniture; None where nothing of it is left."""
    if isinstance(block, Quoted):
        return attrs.evolve(block, blocks=tuple(_kept(block.blocks)))
    if isinstance(block, Section):
        heading = attrs.evolve(block.heading, content=_cleared(block.heading.content))
        return Section(heading, tuple(_kept(block.blocks)))
    if isinstance(block, Table):
        rows = (attrs.evolve(row, content=_cleared(row.content)) for row in block.rows)
        return attrs.evolve(block, rows=tuple(rows))
    content = _cleared(block.content)
    if isinstance(block, Paragraph):
        inner = tuple(_kept(block.blocks))
        gone = not content and not inner and bool(block.content or block.blocks)
        return None if gone else attrs.evolve(block, content=content, blocks=inner)
    if isinstance(block, Paratext) and not any(_says(leaf) for leaf in content):
        return None
    if not content and block.content:
        return None
    return attrs.evolve(block, content=content)


def _says(leaf: Inline) -> bool:
    return not isinstance(leaf, LineBreak) and bool(leaf.raw.strip())


def _cleared(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The leaves without furniture; texts and line ends that then touch are one."""
    if not any(isinstance(leaf, Furniture) and leaf.kind in CARRIED for leaf in content):
        return content
    out: list[Inline] = []
    for leaf in content:
        if isinstance(leaf, Furniture) and leaf.kind in CARRIED:
            continue
        last = out[-1] if out else None
        if isinstance(leaf, LineBreak) and (last is None or isinstance(last, LineBreak)):
            continue
        if isinstance(leaf, Text) and isinstance(last, Text):
            out[-1] = Text(last.raw + leaf.raw)
        else:
            out.append(leaf)
    while out and isinstance(out[-1], LineBreak):
        out.pop()
    return tuple(out)
