"""Putting a source text and its blocks together part by part, with the lines of notices kept right.

For formats of which the source text is not the file's own: the parts that a reader extracts, in
order, each with the blocks that give it back.
"""

from __future__ import annotations

import attrs

from cableconv.grammar.scan import plain
from cableconv.model.blocks import Block, Field, Paratext
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.notices import Notice
from cableconv.structure.published import with_tail
from cableconv.structure.telegram import Parsed

GAP = "\n\n"
"""Stands between two parts."""


class Sheet:
    """The source text of one cable, so far.

    Attributes:
        lead: blank lines before the first block.
        blocks: in order.
        notices: of the parts; lines count from the first line of the sheet.
        line: 1-based line on which the next part begins.
    """

    def __init__(self) -> None:
        self.lead = ""
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.line = 1
        self._text: list[str] = []

    @property
    def text(self) -> str:
        """The source text, which the blocks must give back."""
        return "".join(self._text)

    def add(self, text: str, *blocks: Block) -> None:
        """A part, and the blocks that give it back."""
        self._text.append(text)
        self.line += text.count("\n")
        self.blocks.extend(blocks)

    def gap(self, blank: str) -> None:
        """Blanks and line ends, kept in the tail of the last block."""
        if self.blocks:
            self.blocks[-1] = with_tail(self.blocks[-1], blank)
        else:
            self.lead += blank
        self.add(blank)

    def attribute(self, text: str, field: Field) -> None:
        """A field of a record on a line of its own; an empty one is a blank line."""
        if field.content:
            self.add(text + "\n", field)
        else:
            self.gap(text + "\n")

    def furniture(self, text: str, kind: FurnitureKind) -> None:
        """Text that is not the cable's; nothing where it is empty."""
        if text:
            leaves = (Furniture(x.raw, kind) if isinstance(x, Text) else x for x in plain(text))
            self.add(text + GAP, Paratext(tuple(leaves), tail=GAP))

    def telegram(self, parsed: Parsed, text: str) -> None:
        """A telegram's text; its notices move to the lines where it stands."""
        shift = self.line - 1
        self.notices.extend(
            attrs.evolve(n, line=n.line + shift) if n.line else n for n in parsed.notices
        )
        self.gap(parsed.lead)
        self.add(text[len(parsed.lead) :], *parsed.blocks)

    def parsed(self, year: int | None) -> Parsed:
        """The sheet as it is finished."""
        return Parsed(self.lead, tuple(self.blocks), tuple(self.notices), year)
