"""The role of each line of the text, told once: blank, page line, procedure, or text."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from cableconv.model.blocks import Field
from cableconv.structure.lines import BLANKS, Line
from cableconv.structure.paging import page_region
from cableconv.structure.procedure import end_field, release_field
from cableconv.structure.starts import is_rule


class Role(enum.Enum):
    """What a line is, before its neighbours are asked."""

    BLANK = "blank"
    PAGE = "page"
    PROCEDURE = "procedure"
    RULE = "rule"
    TEXT = "text"


class Roles:
    """Roles of the lines from ``first`` on, with what is looked up again and again.

    Attributes:
        lines: all lines of the telegram.
        first: index of the first line of the text.
        last_text: index of the last line that is text; ``first - 1`` without any.
        procedure: field and following line, by the index of a line of procedure.
    """

    def __init__(self, lines: Sequence[Line], first: int) -> None:
        self.lines = lines
        self.first = first
        self.procedure: dict[int, tuple[Field, int]] = {}
        self._roles: dict[int, Role] = {}
        self._ends: dict[int, int] = {}
        self._text_before: dict[int, int] = {}
        self.last_text = first - 1
        at = first
        while at < len(lines):
            at = self._assign(at)

    def _assign(self, at: int) -> int:
        role, end = self._told(at)
        self._ends[at] = end
        for n in range(at, end):
            self._roles[n] = Role.BLANK if self.lines[n].blank else role
            self._text_before[n] = self.last_text
        if role in {Role.TEXT, Role.RULE}:
            self.last_text = at
        return end

    def _told(self, at: int) -> tuple[Role, int]:
        line = self.lines[at]
        if line.blank:
            return Role.BLANK, at + 1
        region = page_region(self.lines, at, lone=True)
        if region > at:
            return Role.PAGE, region
        made = end_field(self.lines, at) or release_field(self.lines, at)
        if made is not None:
            self.procedure[at] = made
            return Role.PROCEDURE, made[1]
        return (Role.RULE if is_rule(line.text) else Role.TEXT), at + 1

    def of(self, at: int) -> Role:
        """The role of a line; BLANK beyond the last."""
        return self._roles.get(at, Role.BLANK)

    def after_page(self, at: int) -> int:
        """The line after the page region that begins at ``at``; ``at`` where none does."""
        return self._ends[at] if self.of(at) is Role.PAGE and at in self._ends else at

    def text_before(self, at: int) -> int:
        """Index of the last line of text before ``at``; ``first - 1`` where there is none."""
        return self._text_before.get(at, self.last_text)

    def words(self, at: int) -> str:
        """A line's text without the blanks around it; empty beyond the last."""
        return self.lines[at].text.strip(BLANKS) if 0 <= at < len(self.lines) else ""

    def after_blanks(self, at: int) -> int:
        """The first line from ``at`` on that is not blank."""
        while at < len(self.lines) and self.of(at) is Role.BLANK:
            at += 1
        return at
