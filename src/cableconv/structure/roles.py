"""The role of each line of the text, told once: blank, page line, procedure, or text."""

from __future__ import annotations

import enum
import re
import string
from collections.abc import Sequence
from itertools import accumulate

from cableconv.model.blocks import Field, FieldKind
from cableconv.structure.head_lines import is_marking_caption
from cableconv.structure.lines import Line
from cableconv.structure.paging import STRAY_CAPTION, page_region
from cableconv.structure.procedure import caption_field, end_field, repeated_field, section_field
from cableconv.structure.starts import is_rule

_REPEATED = frozenset(
    (
        FieldKind.CLASSIFICATION,
        FieldKind.CAPTION,
        FieldKind.EXECUTIVE_ORDER,
        FieldKind.TAGS,
        FieldKind.SUBJECT,
    )
)
"""Fields that may follow each other below a classification line that is repeated in the text."""


class Role(enum.Enum):
    """What a line is, before its neighbours are asked."""

    BLANK = "blank"
    PAGE = "page"
    PROCEDURE = "procedure"
    RULE = "rule"
    TEXT = "text"


BLANK, PAGE, PROCEDURE, RULE, TEXT = Role
"""The members by themselves: Python 3.11 takes ten times as long to find them in the class."""

_SPECIAL = re.compile(r"[^a-z](?![a-z])|Declassified/|Margaret |Sheryl |Message |Visit ")
"""Matches the head of every line that may be more than text: "PAGE 02", "#4390", "---", "Visit ".

Most lines begin in small letters, and this one test spares them all others.
"""

_DIGITS = frozenset(string.digits)

_RUNNING = re.compile(r"(?!o )[a-z]+[ ,]")
"""Matches the head of "and the minister said": such a line begins nothing."""

_BEYOND = 3
"""Lines beyond the last that may be asked for, the one before the first among them."""

_FAR = 2500
"""Characters from the first on, after which a caption on its own line is a stray one."""

_READ = (TEXT, RULE)


class Roles:
    """Roles of the lines from ``first`` on, with what is looked up again and again.

    Attributes:
        lines: all lines of the telegram.
        first: index of the first line of the text.
        runs: True for a line that begins as only the middle of a sentence does.
        told: role of each line; BLANK before ``first`` and beyond the last line.
        last_text: index of the last line that is text; ``first - 1`` without any.
        procedure: field and following line, by the index of a line of procedure.
    """

    def __init__(self, lines: Sequence[Line], first: int) -> None:
        self.lines = lines
        self.first = first
        self.runs = [False] * first + [_RUNNING.match(x.words) is not None for x in lines[first:]]
        self.told = [BLANK] * first
        self.told += [TEXT if line.words else BLANK for line in lines[first:]]
        self.told += [BLANK] * _BEYOND
        self._words = [line.words for line in lines] + [""] * _BEYOND
        self.procedure: dict[int, tuple[Field, int]] = {}
        self._far = -1
        self._below = -1
        self._page_ends: dict[int, int] = {}
        end = first
        for at in range(first, len(lines)):
            special = not self.runs[at] and _SPECIAL.match(lines[at].words)
            if special and at >= end:
                end = self._tell(at)
        self.last_text = self.text_before(len(lines))

    def _tell(self, at: int) -> int:
        """Tell the role of line ``at``, and of those that share its fate; the line after them."""
        words = self.lines[at].words
        if words[0] in _DIGITS and "OF" not in words:
            return at + 1  # a paragraph with a number, and no page line that lost its post
        role, end = self._special(at)
        if end > at:
            self.told[at:end] = [role if x.words else BLANK for x in self.lines[at:end]]
            return end
        if is_rule(self.lines[at].words):
            self.told[at] = RULE
        return at + 1

    def _special(self, at: int) -> tuple[Role, int]:
        """PAGE or PROCEDURE with the line after it; the line itself where it is neither."""
        region = page_region(self.lines, at, lone=True)
        if self.lines[at].words == STRAY_CAPTION and self._amid(at):
            region = self._after_blank_lines(at + 1)
        if region > at:
            self._page_ends[at] = region
            return PAGE, region
        made = self._field(at)
        if made is None:
            return TEXT, at
        self.procedure[at] = made
        return PROCEDURE, made[1]

    def _field(self, at: int) -> tuple[Field, int] | None:
        """A line of procedure, a further classification line, or a caption right below one."""
        made = end_field(self.lines, at) or section_field(self.lines, at) or self._caption(at)
        if made is None and at == self._below:
            made = caption_field(self.lines, at) or repeated_field(self.lines, at)
        if made is not None and made[0].kind in _REPEATED:
            self._below = made[1]
        return made

    def _caption(self, at: int) -> tuple[Field, int] | None:
        """Captions alone between paragraphs: NOFORN. One below "is marked:" is words of a text."""
        words = self.lines[at].words
        if not (words.isupper() and is_marking_caption(words)):
            return None
        above = at - 1
        while above >= self.first and not self.lines[above].words:
            above -= 1
        if above < self.first and words == STRAY_CAPTION:
            return None
        below = self._after_blank_lines(at + 1)
        alone = self.told[at - 1] is not TEXT and (below > at + 1 or below == len(self.lines))
        open_above = above >= self.first and self._words[above][-1:] in {":", ",", "-"}
        inside = (open_above and self.told[above] is TEXT) or self._words[below][:1].islower()
        return caption_field(self.lines, at) if alone and not inside else None

    def _after_blank_lines(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].words:
            at += 1
        return at

    def _amid(self, at: int) -> bool:
        """Whether line ``at`` stands far behind the head, where no caption belongs."""
        if self._far < 0:
            lengths = accumulate(len(x.text) + len(x.eol) for x in self.lines)
            far = (n for n, length in enumerate(lengths) if length > _FAR)
            self._far = next(far, len(self.lines))
        return at > self._far

    def of(self, at: int) -> Role:
        """The role of a line; BLANK for one or two lines beyond the last."""
        return self.told[at]

    def after_page(self, at: int) -> int:
        """The line after the page region that begins at ``at``; ``at`` where none does."""
        return self._page_ends.get(at, at)

    def text_before(self, at: int) -> int:
        """Index of the last line of text before ``at``; ``first - 1`` where there is none."""
        at -= 1
        while at >= self.first and self.told[at] not in _READ:
            at -= 1
        return max(at, self.first - 1)

    def words(self, at: int) -> str:
        """A line's text without the blanks around it; empty beyond the last."""
        return self._words[at]

    def after_blanks(self, at: int) -> int:
        """The first line from ``at`` on that is not blank."""
        while at < len(self.lines) and self.told[at] is BLANK:
            at += 1
        return at
