"""Cutting the text of a telegram into pieces: paragraphs, headings, items, tables, page breaks.

Paragraph starts are found by the expected number and the mark. Page lines never end a paragraph,
and a blank line inside a sentence does not either (scoop_txt, paragraph 8).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from cableconv.grammar.entire_text import parse_entire_text
from cableconv.grammar.marker import is_marker_line
from cableconv.model.leaf import Furniture, Number
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.flow import Flow
from cableconv.structure.lines import LONG_LINE, Line, LineNumbers
from cableconv.structure.names import is_mixed_name, is_upper_name, may_precede_name, without_junk
from cableconv.structure.roles import RULE, TEXT, Roles
from cableconv.structure.slices import joined
from cableconv.structure.starts import (
    ItemStart,
    Start,
    head_goes_on,
    item_follows,
    item_start,
    marked_start,
    may_be_numbered,
    paragraph_start,
)
from cableconv.structure.tables import tabular_lines, tabular_run

_HEADING_LENGTH = 90
"""A longer line is no heading."""

_MISCOUNTED = 1
"""A rule that alone tells a heading is at most so much longer or shorter than it."""


_MARK_LINES = 2
"""A mark may go on over so many lines below the one that it begins on."""

_Head = TypeVar("_Head", Start, ItemStart)


class Kind(enum.Enum):
    """What a piece of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    RULE = "rule"
    PAGE = "page"
    SIGNATURE = "signature"
    PROCEDURE = "procedure"


_HEADING, _RULE = Kind.HEADING, Kind.RULE


class Piece(NamedTuple):
    """A run of whole lines that becomes one block.

    Attributes:
        kind: what it is.
        first: index of its first line.
        last: index after its last line, the blank lines that follow it included.
        start: the head of a paragraph, where it has one.
        item: the head of an item.
    """

    kind: Kind
    first: int
    last: int
    start: Start | None = None
    item: ItemStart | None = None


def _closed(words: str) -> bool:
    """True where no heading ends so; one may end in an ellipsis."""
    bare = words.rstrip("\"”')")
    return bare.endswith((".", ",", ";")) and not bare.endswith("...")


def _has_pilcrow(start: Start) -> bool:
    return any(isinstance(leaf, Furniture) for leaf in start.leaves)


class Cutter:
    """Cuts the lines from ``first`` on into pieces that follow each other without a gap.

    Args:
        lines: of the whole telegram.
        first: index of the first line of the text.
        continued: True for a later section, whose paragraphs may begin with any number.
    """

    def __init__(self, lines: Sequence[Line], first: int, *, continued: bool = False) -> None:
        self.roles = Roles(lines, first)
        self.lines = lines
        self.first = first
        self.pieces: list[Piece] = []
        self.notices: list[Notice] = []
        self._expected = 1
        self._continued = continued
        self._marked = False
        self._labels: dict[str, str] = {}
        self._line_numbers = LineNumbers(lines)
        self._starts: dict[int, Start | None] = {}
        self._tabular = tabular_lines(lines, first)
        self._flow = Flow(self.roles, self._tabular)

    def cut(self) -> list[Piece]:
        """The pieces, in order."""
        at = self.first
        while at < len(self.lines):
            at = self._piece(at)
        return self.pieces

    def _piece(self, at: int) -> int:
        for kind, find in _FINDERS:
            end, start, item = find(self, at)
            if end > at:
                self.pieces.append(Piece(kind, at, end, start, item))
                return end
        raise AssertionError(at)  # the last finder takes any line

    # -- finders: each returns the line after its piece, or `at`; with the head it found ----------

    def page(self, at: int) -> _Found:
        """Page lines between blocks."""
        return self.roles.after_page(at), None, None

    def procedure(self, at: int) -> _Found:
        """BT, serial check, NNNN, stamps, a post's web-site line."""
        made = self.roles.procedure.get(at)
        return (made[1] if made else at), None, None

    def rule(self, at: int) -> _Found:
        """A line of dashes."""
        is_rule = self.roles.of(at) is RULE
        return (self.roles.after_blanks(at + 1) if is_rule else at), None, None

    def signature(self, at: int) -> _Found:
        """The last line of the text, where it is a name; the line above it, where it is the same.

        Where a name had room on the line above, somebody ended that line.
        """
        words = self.roles.words(at)
        before = self.pieces[-1] if self.pieces else None
        under_heading = before and before.kind is _HEADING and before.last == at
        if at == self.first or under_heading or not self._is_last(at, words):
            return at, None, None
        above = self.roles.words(at - 1)
        apart = self.roles.of(at - 1) is not TEXT or self.lines[at - 1].eol == ""
        closed = may_precede_name(above)
        roomy = closed or len(above) > LONG_LINE or not self._flow.full(at - 1, words)
        name = words.removesuffix(".") if apart or roomy else words
        ended = apart or closed or self._flow.ended(at)
        upper = is_upper_name(name) and (ended or (name.isalpha() and roomy))
        mixed = is_mixed_name(without_junk(name)) and (apart or (ended and roomy))
        return (self.roles.after_blanks(at + 1) if upper or mixed else at), None, None

    def _is_last(self, at: int, words: str) -> bool:
        """Whether a line is the last of the text, or stands there twice."""
        last = self.roles.last_text
        twice = words == self.roles.words(last) and self.roles.text_before(last) == at
        return at == last or twice

    def numbered(self, at: int) -> _Found:
        """A numbered paragraph."""
        start = self._accepted(at)
        if start is None or start.number is None:
            return at, None, None
        if start.number != self._expected:
            self._say(at, start.number)
        self._expected = start.number + 1
        self._continued = False
        self._marked = self._marked or start.mark is not None
        self._labels = {}
        return self._end(at, start), start, None

    def table(self, at: int) -> _Found:
        """Two or more lines with columns."""
        end = tabular_run(self.lines, at) if at in self._tabular else at
        return (self.roles.after_blanks(end) if end > at else at), None, None

    def item(self, at: int) -> _Found:
        """A dashed, lettered or numbered point of a paragraph."""
        found = self._point(at)
        if found is None:
            return at, None, None
        self._labels[found.style] = found.label
        return self._end(at, found), None, found

    def heading(self, at: int) -> _Found:
        """A heading of one or two lines."""
        end = self._heading_end(at)
        if end == at:
            return at, None, None
        self._labels = {}
        return self.roles.after_blanks(end), self._head(marked_start, at), None

    def marked(self, at: int) -> _Found:
        """An unnumbered paragraph with a mark."""
        start = self._head(marked_start, at)
        return (self._end(at, start) if start else at), start, None

    def paragraph(self, at: int) -> _Found:
        """Any other text."""
        return self._end(at), None, None

    # -- what ends a piece -------------------------------------------------------------------------

    def _end(self, at: int, head: Start | ItemStart | None = None) -> int:
        """The line after a paragraph or item that begins at ``at``, blank lines included."""
        end = at + 1 + (sum([leaf.raw.count("\n") for leaf in head.leaves]) if head else 0)
        while (end := self._flow.steady.index(False, end)) < len(self.lines):
            if self._flow.reads_on(end):
                end += 1
                continue
            after = self.roles.after_blanks(end)
            beyond = self.roles.after_page(after)
            if self.roles.of(beyond) is not TEXT:
                return after
            if not self._continues(end - 1, beyond, paged=beyond > after):
                return after
            end = beyond + 1
        return end

    def _continues(self, last: int, at: int, *, paged: bool) -> bool:
        """Whether line ``at`` reads on from line ``last``, over blank lines or page lines."""
        apart = at > last + 1
        if self._begins_piece(at, last, apart=apart):
            return False
        if not apart:
            cut = self.lines[last].eol == ""
            return not cut and (len(self.lines[last].text) <= LONG_LINE or not self._flow.ended(at))
        words = self.roles.words(at)
        if paged or words[:1].islower():
            return True
        before = self.roles.words(last)
        if before[-1:] in {",", "-"} and not self._flow.greets(last, before):
            return True
        return not self._flow.ended(at) and self._flow.full(last, words)

    def _begins_piece(self, at: int, last: int, *, apart: bool) -> bool:
        if self._accepted(at) is not None or self.table(at)[0] > at:
            return True
        if self._is_item(at, apart=apart) or self.signature(at)[0] > at:
            return True
        if apart and (self._head(marked_start, at) is not None or self._is_underlined(at)):
            return True
        # Right under a colon stands what it announces, such as a list of names.
        ended = self._flow.ended(at) and (apart or not self.roles.words(last).endswith(":"))
        finished = ended or (apart and not self._flow.full(last, self.roles.words(at)))
        return finished and self._heading_end(at) > at

    def _is_item(self, at: int, *, apart: bool) -> bool:
        found = self._point(at)
        if found is None:
            return False
        if apart or found.mark is not None:
            return True
        before = self.roles.words(at - 1)
        if before[-1:] in set('.:;,?!")') or before.endswith((" and", " or")):
            return True
        # There was room for the label on the line before: somebody ended that line.
        return not self._flow.full(at - 1, found.label)

    def _head(self, find: Callable[[str], _Head | None], at: int) -> _Head | None:
        """The head that is found at line ``at``, over line ends where its mark stands so."""
        text = self.lines[at].text
        if head_goes_on(text):
            found = find(self._with_lines_below(at))
            if found is not None and found.mark is not None and found.length > len(text):
                return found
        return find(text)

    def _with_lines_below(self, at: int) -> str:
        """Line ``at`` with the next lines of text, up to one that closes a parenthesis."""
        end = at + 1
        while end <= at + _MARK_LINES and self.roles.of(end) is TEXT and self.lines[end - 1].eol:
            end += 1
            if ")" in self.lines[end - 1].text:
                break
        return joined(self.lines[at:end])

    def _point(self, at: int) -> ItemStart | None:
        """The head of a point at line ``at``; its label follows the last, or has a mark."""
        found = self._head(item_start, at)
        if found is None or found.mark is not None:
            return found
        return found if item_follows(found.label, self._labels.get(found.style)) else None

    def _accepted(self, at: int) -> Start | None:
        """The head of a numbered paragraph at line ``at``, if it is one in this place."""
        start = self._start(at)
        if start is None or start.number is None:
            return None
        apart = at == self.first or self.roles.of(at - 1) is not TEXT
        if start.mark is not None:
            # Publishers put a pilcrow before numbers of paragraphs; garbled text may precede one.
            certain = apart or start.number == self._expected or _has_pilcrow(start)
            return start if certain or self._flow.ended(at) else None
        if start.number != self._expected:
            opens = apart and not self._marked and (not self.pieces or self._continued)
            return start if opens else None
        sign = next(leaf.raw for leaf in start.leaves if isinstance(leaf, Number)).lstrip(
            "0123456789"
        )
        listed = f"{start.number - 1}{sign}" in self._labels.values()
        unmarked = apart or (self._flow.ended(at) and not self._marked)
        return start if unmarked and not listed else None

    def _start(self, at: int) -> Start | None:
        """The numbered head of line ``at``; kept, because it is asked for three times."""
        if not may_be_numbered(self.lines[at].words):
            return None
        if at not in self._starts:
            self._starts[at] = self._head(paragraph_start, at)
        return self._starts[at]

    # -- headings ----------------------------------------------------------------------------------

    def _heading_end(self, at: int) -> int:
        """The line after a heading that begins at ``at``; ``at`` where it is none."""
        words = self.roles.words(at)
        if not words or len(words) > _HEADING_LENGTH or words[:1].islower():
            return at
        if is_marker_line(words) or parse_entire_text(words):
            return at
        if at in self._tabular or self._is_marked_point(at) or (self._labels and self._point(at)):
            return at
        for end in (at + 1, at + 2):
            if self.roles.of(end) is RULE and self._short(at, end):
                return end
            if self._is_boxed(at, end):
                return end
        if _closed(words) or (words.endswith(":") and not words.isupper()):
            return at
        for end in (at + 1, at + 2):
            opens = self._opens_paragraph(end) and not _closed(self.roles.words(end - 1))
            if opens and self._short(at, end):
                return end
        return at

    def _is_marked_point(self, at: int) -> bool:
        """Whether a mark stands behind a label: "-- (S//NF) the treaty" is no heading."""
        found = self._head(item_start, at)
        return found is not None and found.mark is not None

    def _is_boxed(self, at: int, end: int) -> bool:
        """Whether the lines stand between two rules, over blank lines and page lines."""
        before = self.pieces[-1] if self.pieces else None
        under = before is not None and before.kind is _RULE and before.last == at
        over = under and self.roles.of(self._beyond(end)) is RULE
        return over and self._short(at, end)

    def _beyond(self, at: int) -> int:
        """The first line from ``at`` on that is neither blank nor of a page."""
        return self.roles.after_page(self.roles.after_blanks(at))

    def _is_underlined(self, at: int) -> bool:
        """Whether a rule as long as line ``at`` stands right under it, as under a heading."""
        if self.roles.of(at + 1) is not RULE:
            return False
        letters, signs = len(self.roles.words(at)), len(self.roles.words(at + 1))
        return abs(letters - signs) <= _MISCOUNTED and self._heading_end(at) > at

    def _short(self, at: int, end: int) -> bool:
        """Whether the lines from ``at`` to ``end`` are all short text."""
        return all(
            self.roles.of(n) is TEXT
            and len(self.roles.words(n)) <= _HEADING_LENGTH
            and (n == at or not (self._accepted(n) or self._is_marked_point(n)))
            for n in range(at, end)
        )

    def _opens_paragraph(self, end: int) -> bool:
        """Whether a numbered paragraph follows, at once or after blank lines and page lines."""
        after = self._beyond(end)
        if self.roles.of(after) is not TEXT:
            return False
        start = self._start(after)
        return start is not None and (start.mark is not None or start.number == self._expected)

    def _say(self, at: int, number: int) -> None:
        message = f"paragraph {number} where {self._expected} was expected"
        self.notices.append(
            Notice(NoticeKind.NUMBERING, message, Severity.WARNING, self._line_numbers.of(at))
        )


_Found = tuple[int, Start | None, ItemStart | None]

_FINDERS = (
    (Kind.PAGE, Cutter.page),
    (Kind.PROCEDURE, Cutter.procedure),
    (Kind.RULE, Cutter.rule),
    (Kind.SIGNATURE, Cutter.signature),
    (Kind.PARAGRAPH, Cutter.numbered),
    (Kind.HEADING, Cutter.heading),
    (Kind.TABLE, Cutter.table),
    (Kind.ITEM, Cutter.item),
    (Kind.PARAGRAPH, Cutter.marked),
    (Kind.PARAGRAPH, Cutter.paragraph),
)
"""Tried in this order at the first line of each piece; the last one takes any line."""
