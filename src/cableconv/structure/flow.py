"""Whether a line of text reads on from the one above it: the ends of sentences and of lines."""

from __future__ import annotations

import re
from collections.abc import Collection

from cableconv.structure.lines import LONG_LINE
from cableconv.structure.roles import TEXT, Roles
from cableconv.structure.starts import may_be_numbered

_NARROW = 45
"""No telegram is wrapped at fewer characters; a shorter line was ended by somebody."""

_SENTENCE_END = re.compile(
    r"(?:[.!?:;][\"”')\]]{0,3}|\b(?:END|End) (?i:SUMMARY|COMMENTS?|NOTE|TEXT))$"
)
"""Matches the end of "in doing so.", of 'a "great success."', and "END SUMMARY" without a stop."""

_LONGEST_END = 16
"""Characters at the end of a line that say whether a sentence ends there."""

_CLOSING = ".!?:;\"”')]"
"""The last sign of a line whose sentence may have ended with it."""

_ANY_HEAD = re.compile(r"[-\d(¶*•·]|o\s|[A-Za-z]{1,4}[.)]")
"""Matches the head of every line that may begin a numbered paragraph or an item."""


class Flow:
    """What is asked about the flow of the text, whatever piece a line belongs to.

    Args:
        roles: of the lines of the telegram.
        tabular: indices of the lines with columns.

    Attributes:
        steady: True for lines that begin as only the middle of a sentence does, below a line of
            text. One more stands for the end, where nothing goes on.
    """

    def __init__(self, roles: Roles, tabular: Collection[int]) -> None:
        self.roles = roles
        self.lines = roles.lines
        self.first = roles.first
        self._tabular = tabular
        self.steady = self._steady_lines()

    def _steady_lines(self) -> list[bool]:
        told, lines = self.roles.told, self.lines
        steady = [
            runs
            and told[at] is TEXT
            and len(lines[at - 1].text) <= LONG_LINE
            and lines[at - 1].eol != ""
            for at, runs in enumerate(self.roles.runs)
        ]
        for at in (*self._tabular, self.roles.last_text):
            if at >= 0:
                steady[at] = False
        return [*steady, False]

    def reads_on(self, at: int) -> bool:
        """Whether line ``at`` plainly reads on from the text on the line above it.

        Most do, and are spared the many questions of ``Cutter``. Those that are steady are not
        asked for at all.
        """
        if self.roles.told[at] is not TEXT or at == self.roles.last_text:
            return False
        above = self.lines[at - 1]
        if len(above.text) > LONG_LINE or not above.eol or at in self._tabular:
            return False
        if _ANY_HEAD.match(self.lines[at].words):
            return False
        return above.words[-1:] not in _CLOSING or self._text_follows(at)

    def _text_follows(self, at: int) -> bool:
        """Whether text without numbers stands on the next two lines, so that this is no heading."""
        told, lines = self.roles.told, self.lines
        return (
            told[at + 1] is TEXT
            and told[at + 2] is TEXT
            and not may_be_numbered(lines[at + 1].words)
            and not may_be_numbered(lines[at + 2].words)
        )

    def greets(self, at: int, words: str) -> bool:
        """Whether a line stands alone and is short, as "Excellency," does above a letter."""
        return len(words) < _NARROW and self.roles.of(at - 1) is not TEXT

    def ended(self, at: int) -> bool:
        """Whether the last text before line ``at`` ends a sentence."""
        before = self.roles.text_before(at)
        words = self.roles.words(before)[-_LONGEST_END:]
        return before < self.first or _SENTENCE_END.search(words) is not None

    def full(self, last: int, words: str) -> bool:
        """Whether the next word had no room on line ``last``, so that no one ended the line."""
        nearby = self.lines[max(self.first, last - 12) : last]
        width = max([len(line.words) for line in nearby], default=0)
        needed = len(self.roles.words(last)) + 1 + len(words.split(" ", 1)[0])
        return needed > max(min(width, LONG_LINE), _NARROW)
