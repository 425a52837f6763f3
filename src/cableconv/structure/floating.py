"""Putting things aside that float in a text, and putting them back as leaves of their own.

Exemption codes in the margin of a page, or a page line inside a sentence, would tear the text into
wrong blocks. A reader covers them with other characters, has the text cut into blocks, and restores
each in its place; no character moves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import attrs

from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Block, Paragraph, Paratext, Quoted, Row, Section, Table
from cableconv.model.content import Inline
from cableconv.model.leaf import LineBreak, Text

Floating = tuple[int, Inline]
"""A place in the text and the leaf that stands there; its ``raw`` holds no line end."""


def covered(text: str, found: Sequence[Floating], cover: str = " ") -> str:
    """The text with ``cover`` for each character of what floats.

    Args:
        text: any text.
        found: in order, not overlapping.
        cover: one character: a blank where a margin is to look empty, another sign amid words.
    """
    parts: list[str] = []
    end = 0
    for at, leaf in found:
        parts.extend((text[end:at], cover * len(leaf.raw)))
        end = at + len(leaf.raw)
    return "".join([*parts, text[end:]])


def restored(
    lead: str, blocks: Sequence[Block], found: Sequence[Floating]
) -> tuple[str, tuple[Block, ...]]:
    """Lead and blocks of a covered text, with what floats in its place again.

    Args:
        lead: blanks before the first block; what floats there becomes paratext.
        blocks: of the covered text, in order.
        found: what was covered.
    """
    if not found:
        return lead, tuple(blocks)
    restorer = _Restorer(found)
    lead, before = restorer.lead(lead)
    return lead, (*before, *restorer.blocks(blocks))


BlockT = TypeVar("BlockT", bound="Block | Row")


class _Restorer:
    """Walks blocks in the order of the source and counts characters."""

    def __init__(self, found: Sequence[Floating]) -> None:
        self._found = deque(found)
        self._at = 0

    def lead(self, lead: str) -> tuple[str, tuple[Block, ...]]:
        """The lead, or the paratext that it becomes because something floats in it."""
        leaves = list(self._leaf(LineBreak(lead))) if lead else []
        if all(map(_is_blank, leaves)):
            return lead, ()
        tail = leaves.pop().raw if _is_blank(leaves[-1]) else ""
        return "", (Paratext(without_seams(leaves), tail=tail),)

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
        if not tail and leaves == list(block.content):
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
        place, floats = self._found[0]
        if (place, len(floats.raw)) == (begin, len(leaf.raw)):
            self._found.popleft()
            yield floats
            return
        if not isinstance(leaf, (Text, LineBreak)):
            yield self._filled(leaf, begin)
            return
        done = begin
        while self._found and self._found[0][0] < self._at:
            place, floats = self._found.popleft()
            yield from _apart(_part(leaf, leaf.raw[done - begin : place - begin]))
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


def _apart(leaves: Iterable[Inline]) -> Iterator[Inline]:
    """Text before something that floats; a gap of blanks between them is read on as one blank."""
    for leaf in leaves:
        words = leaf.raw.rstrip(" ")
        if type(leaf) is not Text or len(words) in {0, len(leaf.raw)}:
            yield leaf
            continue
        yield Text(words)
        yield LineBreak(leaf.raw[len(words) :])


def _is_blank(leaf: Inline) -> bool:
    """True for a text or line end of blanks."""
    return isinstance(leaf, (Text, LineBreak)) and not leaf.raw.strip()


def _part(leaf: Inline, raw: str) -> Iterator[Inline]:
    """A part of a text or line end."""
    if raw:
        broken = isinstance(leaf, LineBreak) and "\n" in raw
        yield LineBreak(raw) if broken else Text(raw)
