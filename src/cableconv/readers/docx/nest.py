"""From paragraphs in order to nested blocks: items under paragraphs, sections, quotations."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

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
    Table,
)


@attrs.frozen
class Placed:
    """A block with what its style says of its place.

    Attributes:
        block: not yet nested.
        quoted: how many quotations it stands in.
        heading: level of a heading, from 1; 0 for other blocks.
    """

    block: Block
    quoted: int = 0
    heading: int = 0


_CHILDREN = (Item, Table, Preformatted)
_IN_SECTION = (Paragraph, Item, Table, Preformatted, Rule, PageBreak, Quoted, Section)
"""What stays under a heading; a signature or a header line closes the section."""


def nested(placed: Sequence[Placed]) -> tuple[Block, ...]:
    """The blocks with everything in its place; their ``raw`` joined stays the same."""
    return tuple(_sections(_quoted(placed, 0), 1))


def _quoted(placed: Sequence[Placed], depth: int) -> list[Placed]:
    """Runs of deeper quoted blocks as quotations; items under the paragraph before them."""
    out: list[Placed] = []
    at = 0
    while at < len(placed):
        if placed[at].quoted <= depth:
            _take(out, placed[at])
            at += 1
            continue
        end = at
        while end < len(placed) and placed[end].quoted > depth:
            end += 1
        inner = _sections(_quoted(placed[at:end], depth + 1), 1)
        out.append(Placed(Quoted(tuple(inner)), depth))
        at = end
    return out


def _take(out: list[Placed], found: Placed) -> None:
    last = out[-1].block if out else None
    if isinstance(found.block, _CHILDREN) and isinstance(last, Paragraph):
        grown = attrs.evolve(last, blocks=(*last.blocks, found.block))
        out[-1] = attrs.evolve(out[-1], block=grown)
    else:
        out.append(found)


def _sections(placed: Sequence[Placed], level: int) -> list[Block]:
    """Headings of a level or deeper with what follows them as sections."""
    out: list[Block] = []
    at = 0
    while at < len(placed):
        head = placed[at]
        at += 1
        if not isinstance(head.block, Heading):
            out.append(head.block)
            continue
        end = at
        while end < len(placed) and _belongs(placed[end], head.heading):
            end += 1
        out.append(Section(head.block, tuple(_sections(placed[at:end], level + 1))))
        at = end
    return out


def _belongs(found: Placed, level: int) -> bool:
    if isinstance(found.block, Heading):
        return found.heading > level
    return isinstance(found.block, _IN_SECTION)
