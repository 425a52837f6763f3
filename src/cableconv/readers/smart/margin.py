"""What floats in the margin of a page: exemption codes, and banners that were read wrongly.

They would tear a sentence, so they are blanked before the text is cut into blocks, and put back
afterwards as leaves of their own in the same places.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.excision import parse_codes
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import (
    Block,
    Inline,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
)
from cableconv.model.leaf import Excision, Furniture, FurnitureKind, LineBreak, Text
from cableconv.structure.lines import BLANKS

_GAP = " " * 8
"""At least so many blanks part a code from the text beside it."""

_LONGEST = 60
"""Codes and banners are shorter."""

_DAMAGED = re.compile(r"(?:SENSITIVE BUT )?UNCLASSIFI[A-Za-z ]{1,4}")
"""Matches "SENSITIVE BUT UNCLASSIFI JD" at the foot of a page (C05792129)."""

Floating = tuple[int, Inline]
"""A place in the text and the leaf that stands there."""


def floating(lines: Sequence[str]) -> list[Floating]:
    """The codes and damaged banners of some lines, in order."""
    found: list[Floating] = []
    at = 0
    for line in lines:
        leaf = margin_leaf(line)
        if leaf is not None:
            found.append((at + line.rindex(leaf.raw), leaf))
        at += len(line)
    return found


def margin_leaf(line: str) -> Inline | None:
    """The code at the end of a line after a wide gap, or alone on it; or a damaged banner."""
    words = line.strip(BLANKS)
    if not words:
        return None
    gap = words.rfind(_GAP)
    last = words[gap + len(_GAP) :].lstrip() if gap >= 0 else words
    if len(last) > _LONGEST:
        return None
    if gap < 0 and _DAMAGED.fullmatch(words) and parse_banner(words) is None:
        return Furniture(words, FurnitureKind.STRAY)
    reasons = parse_codes(last)
    return Excision(last, reasons) if reasons else None


def blanked(text: str, found: Sequence[Floating]) -> str:
    """The text with blanks in the place of what floats."""
    parts: list[str] = []
    end = 0
    for at, leaf in found:
        parts.extend((text[end:at], " " * len(leaf.raw)))
        end = at + len(leaf.raw)
    return "".join([*parts, text[end:]])


def restored(blocks: Sequence[Block], found: Sequence[Floating]) -> tuple[Block, ...]:
    """The blocks of a blanked text, with what floats in its place again."""
    return _Restorer(found).blocks(blocks) if found else tuple(blocks)


BlockT = TypeVar("BlockT", bound="Block | Row")


class _Restorer:
    """Walks blocks in the order of the source and counts characters."""

    def __init__(self, found: Sequence[Floating]) -> None:
        self._found = deque(found)
        self._at = 0

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Each block, in order."""
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Section):
            heading = self._flat(block.heading)
            return Section(heading, self.blocks(block.blocks))
        if isinstance(block, Quoted):
            return Quoted(self.blocks(block.blocks))
        if isinstance(block, Table):
            return self._table(block)
        made = self._flat(block)
        if isinstance(made, Paragraph) and made.blocks:
            return attrs.evolve(made, blocks=self.blocks(made.blocks))
        return made

    def _flat(self, block: BlockT) -> BlockT:
        """A block with content and tail; what floats in its tail joins the content."""
        if isinstance(block, (Section, Quoted, Table)):
            raise TypeError(type(block).__name__)
        leaves = [made for leaf in block.content for made in self._leaf(leaf)]
        tail = list(self._leaf(LineBreak(block.tail)))
        kept = tail.pop().raw if tail and isinstance(tail[-1], (LineBreak, Text)) else ""
        if not tail and len(leaves) == len(block.content):
            return block
        return attrs.evolve(block, content=without_seams((*leaves, *tail)), tail=kept)

    def _table(self, table: Table) -> Table:
        rows = tuple(map(self._flat, table.rows))
        tail = list(self._leaf(LineBreak(table.tail)))
        if len(tail) < 2:  # noqa: PLR2004 - nothing floats in it
            return attrs.evolve(table, rows=rows)
        return Table((*rows, Row(tuple(tail), tail="")), tail="")

    def _leaf(self, leaf: Inline) -> Iterator[Inline]:
        """A leaf, cut where something floats in its blanks."""
        begin, self._at = self._at, self._at + len(leaf.raw)
        if not self._found or self._found[0][0] >= self._at:
            yield leaf
            return
        if not isinstance(leaf, (Text, LineBreak)):
            yield self._filled(leaf, begin)
            return
        done = begin
        while self._found and self._found[0][0] < self._at:
            place, floats = self._found.popleft()
            yield from _part(leaf, leaf.raw[done - begin : place - begin])
            yield floats
            done = place + len(floats.raw)
        yield from _part(leaf, leaf.raw[done - begin :])

    def _filled(self, leaf: Inline, begin: int) -> Inline:
        """A value that runs over the line end keeps its type, and the code among its words."""
        raw = leaf.raw
        while self._found and self._found[0][0] < self._at:
            place, floats = self._found.popleft()
            at = place - begin
            raw = raw[:at] + floats.raw + raw[at + len(floats.raw) :]
        return attrs.evolve(leaf, raw=raw)


def _part(leaf: Inline, raw: str) -> Iterator[Inline]:
    """A part of a text or line end."""
    if raw:
        broken = isinstance(leaf, LineBreak) and "\n" in raw
        yield LineBreak(raw) if broken else Text(raw)
