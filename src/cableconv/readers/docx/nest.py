"""From paragraphs in order to nested blocks: items under paragraphs, sections, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

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
    return tuple(_sections(_quoted(placed, 0)))


def _quoted(placed: Sequence[Placed], depth: int) -> list[Placed]:
    """Runs of deeper quoted blocks as quotations; items under the paragraph before them."""
    return list(_with_children(_quotations(placed, depth)))


def _quotations(placed: Sequence[Placed], depth: int) -> Iterator[Placed]:
    for deeper, run in groupby(placed, lambda found: found.quoted > depth):
        if deeper:
            yield Placed(Quoted(tuple(_sections(_quoted(list(run), depth + 1)))), depth)
        else:
            yield from run


def _with_children(placed: Iterable[Placed]) -> Iterator[Placed]:
    head: Placed | None = None
    children: list[Block] = []
    for found in placed:
        if head is not None and isinstance(found.block, _CHILDREN):
            children.append(found.block)
            continue
        yield from _grown(head, children)
        head, children = (found, []) if isinstance(found.block, Paragraph) else (None, [])
        if head is None:
            yield found
    yield from _grown(head, children)


def _grown(head: Placed | None, children: Sequence[Block]) -> Iterator[Placed]:
    """A paragraph with the blocks that belong to it."""
    if head is None or not isinstance(head.block, Paragraph):
        return
    blocks = (*head.block.blocks, *children)
    yield attrs.evolve(head, block=attrs.evolve(head.block, blocks=blocks)) if children else head


def _sections(placed: Sequence[Placed]) -> list[Block]:
    """Headings with what follows them, deeper headings included, as sections."""
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
        out.append(Section(head.block, tuple(_sections(placed[at:end]))))
        at = end
    return out


def _belongs(found: Placed, level: int) -> bool:
    if isinstance(found.block, Heading):
        return found.heading > level
    return isinstance(found.block, _IN_SECTION)
