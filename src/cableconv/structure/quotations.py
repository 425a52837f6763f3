"""Quotations: what stands between ``BEGIN TEXT:`` and ``END TEXT.`` is another's text.

Only a quotation that certainly closes is one: its last block ends with the words that close it, and
no header line, end mark, signature or other quotation stands within (field guide, 2d: 190 pages).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cableconv.grammar.marker import QUOTING
from cableconv.model.blocks import Block, Field, Item, PageBreak, Paragraph, Quoted, Signature
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, LineBreak, Marker, Number, Text
from cableconv.model.markings import PortionMark

_HEAD = (Number, PortionMark, Furniture, LineBreak)
_SIGNS = " \t\n\xa0().:\"'”’*-"


def with_quotations(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, not yet nested, with each quotation as one."""
    if not any(map(_opens, blocks)):  # most cables
        return list(blocks)
    closers = [n for n, block in enumerate(blocks) if _closes(block)]
    bars = [n for n, x in enumerate(blocks) if isinstance(x, (Field, Signature)) or _opens(x)]
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        opener = _opens(blocks[at])
        end = _end(at, opener, blocks, closers, bars) if opener else 0
        if opener is None or not end:
            out.append(blocks[at])
            at += 1
            continue
        first = at if _is_alone(blocks[at]) else at + 1
        out.extend(blocks[at:first])
        out.append(Quoted(tuple(blocks[first:end])))
        at = end
    return out


def _end(
    at: int, opener: Marker, blocks: Sequence[Block], closers: list[int], bars: list[int]
) -> int:
    """The block after the one that closes what ``opener`` opens; 0 where none certainly does."""
    place = bisect_right(closers, at)
    bar = bisect_right(bars, at)
    if place == len(closers) or (bar < len(bars) and bars[bar] < closers[place]):
        return 0
    closer = _closes(blocks[closers[place]])
    fits = closer is not None and (
        closer.part == opener.part or "text" in {closer.part, opener.part}
    )
    return closers[place] + 1 if fits else 0


def _opens(block: Block) -> Marker | None:
    """The words with which a paragraph or item ends, and a quotation begins."""
    last = _last(block)
    return last if last is not None and not last.end and _begins(last.raw) else None


def _begins(raw: str) -> bool:
    return raw[:5].casefold() == "begin"


def _closes(block: Block) -> Marker | None:
    last = _last(block)
    return last if last is not None and last.end else None


def _last(block: Block) -> Marker | None:
    """The marker of quoted words after which a block says nothing more."""
    if not isinstance(block, (Paragraph, Item)):
        return None
    for leaf in reversed(block.content):
        if isinstance(leaf, Marker):
            return leaf if leaf.part in QUOTING else None
        if not _is_blank(leaf):
            return None
    return None


def _is_blank(leaf: Inline) -> bool:
    blank = isinstance(leaf, Text) and not leaf.raw.strip(_SIGNS)
    return blank or isinstance(leaf, LineBreak)


def _is_alone(block: Block) -> bool:
    """Whether a block says nothing but that the quotation begins."""
    content = () if isinstance(block, PageBreak) else getattr(block, "content", ())
    return all(isinstance(leaf, (Marker, *_HEAD)) or _is_blank(leaf) for leaf in content)
