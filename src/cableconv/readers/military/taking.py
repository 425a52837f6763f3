"""Taking the pieces of a message one after another, and making fields of them."""

from __future__ import annotations

from collections.abc import Callable

from cableconv.grammar.scan import plain
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.leaf import Leaf, Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.military.pieces import pieces
from cableconv.structure.lines import BLANKS
from cableconv.structure.slices import split_tail


class Taking:
    """A place among the pieces of a message, and what was made of those before it.

    Attributes:
        lead: blank lines before the first piece.
        pieces: all of them.
        at: index of the next piece.
        line: its 1-based line.
        blocks: made so far, in order.
        notices: what was guessed or not recognised.
        seen: kinds of the fields made so far.
    """

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.seen: set[FieldKind] = set()
        self.pieces = pieces(text)
        self.at = 0
        while self.at < len(self.pieces) and not self.pieces[self.at].strip(BLANKS):
            self.at += 1
        self.lead = "".join(self.pieces[: self.at])
        self.line = 1 + self.lead.count("\n")

    def words(self, ahead: int = 0) -> str:
        """The next piece, or a later one, without blanks around it; empty beyond the last."""
        at = self.at + ahead
        return self.pieces[at].strip(BLANKS) if at < len(self.pieces) else ""

    def take(self, count: int = 1) -> tuple[str, str]:
        """The next pieces with the blank ones after them, as content and tail."""
        end = self.at + count
        while end < len(self.pieces) and not self.pieces[end].strip(BLANKS):
            end += 1
        raw = "".join(self.pieces[self.at : end])
        self.at = end
        self.line += raw.count("\n")
        return split_tail(raw)

    def add(
        self, kind: FieldKind, scan: Callable[[str], object], *, count: int = 1, name: str = ""
    ) -> bool:
        """Append the field of the next pieces, if ``scan`` knows them; say whether it does."""
        raw = "".join(self.pieces[self.at : self.at + count]).rstrip(BLANKS)
        words = raw.lstrip(BLANKS)
        leaves = _leaves(scan(words))
        if leaves is None:
            return False
        content, tail = self.take(count)
        indent = content[: len(content) - len(words)]
        leaves = (Text(indent), *leaves) if indent else leaves
        self.blocks.append(Field(kind, leaves, name, tail))
        self.seen.add(kind)
        return True

    def say(self, kind: NoticeKind, message: str, severity: Severity = Severity.WARNING) -> None:
        """Append a notice on the next piece."""
        self.notices.append(Notice(kind, message, severity, self.line))


def as_text(text: str) -> tuple[Inline, ...]:
    """The words as text."""
    return tuple(plain(text))


def _leaves(found: object) -> tuple[Inline, ...] | None:
    if found is None or isinstance(found, tuple):
        return found
    if isinstance(found, Leaf):
        return (found,)  # type: ignore[return-value]  # every leaf a parser gives is an Inline
    return None
