"""The blocks of one message: its head, the text, and the lines after it."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.header import SectionOf
from cableconv.model.leaf import Label
from cableconv.readers.military.head import Head, classified
from cableconv.readers.military.taking import as_text
from cableconv.readers.military.text import text_blocks
from cableconv.structure.lines import BLANKS
from cableconv.structure.telegram import Parsed


def assembled(text: str, year: int | None) -> Parsed:
    """The blocks of a message.

    Args:
        text: with LF as line end.
        year: four digits, where the caller knows it.
    """
    reader = _Message(text, year)
    reader.head()
    reader.text()
    reader.end()
    return Parsed(reader.lead, tuple(reader.blocks), tuple(reader.notices), reader.year)


_CHECK = re.compile(r"#[0-9]{4,5}$")
"""Matches "#0001", the station serial after the text."""


class _Message(Head):
    """Reads the head, then the text, then what follows it."""

    def text(self) -> None:
        """The text, to the last line BT, or to the lines of procedure at the end."""
        end = self._text_end()
        raw = "".join(self.pieces[self.at : end])
        if not raw:
            return
        blocks, notices = text_blocks(raw, self.year, continued=self._continued())
        self.blocks.extend(blocks)
        first = self.line - 1
        self.notices.extend(
            attrs.evolve(n, line=n.line + first if n.line else None) for n in notices
        )
        self.line += raw.count("\n")
        self.at = end

    def _continued(self) -> bool:
        """Whether this is a later section of a message."""
        leaves = [x for b in self.blocks if isinstance(b, Field) for x in b.content]
        return any(isinstance(x, SectionOf) and x.section > 1 for x in leaves)

    def _text_end(self) -> int:
        rest = range(self.at, len(self.pieces))
        words = [self.pieces[n].strip(BLANKS) for n in rest]
        if "BT" in words:
            return self.at + len(words) - 1 - words[::-1].index("BT")
        for n, word in enumerate(words):
            if _CHECK.match(word) or word == "NNNN":
                return self.at + n
        return len(self.pieces)

    def end(self) -> None:
        """BT, serial, NNNN, the banner again, and what a gateway added."""
        while self.at < len(self.pieces):
            words = self.words()
            for known, kind, scan in _END:
                if known(words) and self.add(kind, scan):
                    break


_END: tuple[tuple[Callable[[str], object], FieldKind, Callable[[str], object]], ...] = (
    (lambda words: words == "BT", FieldKind.BREAK, Label),
    (lambda words: words == "NNNN", FieldKind.END, Label),
    (_CHECK.match, FieldKind.CHECK, as_text),
    (classified, FieldKind.CLASSIFICATION, classified),
    (lambda _: True, FieldKind.NOTE, as_text),
)
"""What stands after the text; the last takes any line."""
