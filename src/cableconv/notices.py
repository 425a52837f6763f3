"""Notices: every guess, repair, conflict and drop, said aloud with its kind, severity and place.

A reader or writer never decides anything silently. What it decides is a ``Notice`` on the cable,
or in the list that a writer gives back.
"""

from __future__ import annotations

import enum

import attrs


class Severity(enum.Enum):
    """How much a notice matters to somebody who relies on the output."""

    INFO = "info"
    """A normal step, told for the record (a page line taken out of a sentence)."""
    WARNING = "warning"
    """A guess or a repair that a careful reader would check."""
    ERROR = "error"
    """A contradiction in the source, or something that an output does not hold."""


class NoticeKind(enum.Enum):
    """What was done, or found. docs/notices.md says for each what it means and what to do."""

    DERIVED = "derived"
    """A value the source does not state was taken from text that proves it."""
    BANNER_DERIVED = "banner-derived"
    """The source has no banner; the one shown is what its text proves."""
    UNMARKED = "unmarked"
    """The source states no classification marking anywhere."""
    CONFLICT = "conflict"
    """Two places of the source contradict each other; both are kept."""
    UNKNOWN_MARK = "unknown-mark"
    """A parenthesis that stands where a portion mark stands, and is none that is known."""
    UNPARSED = "unparsed"
    """A header line or field value that the grammar does not know; kept as text."""
    NUMBERING = "numbering"
    """Paragraph numbers that are skipped, repeated, or do not start at 1."""
    PAGE_LINE = "page-line"
    """A page line was taken out of the running text."""
    JOINED = "joined"
    """A paragraph was joined over a blank line."""
    SPLIT = "split"
    """Structure that a copy has glued into one line was set apart."""
    FURNITURE = "furniture"
    """Text that is not the cable's was set apart."""
    ENCODING = "encoding"
    """The bytes were decoded in another way than plain UTF-8."""
    NEWLINES = "newlines"
    """Line ends were changed to LF."""
    CONTROL_CHARACTERS = "control-characters"
    """The text holds control characters; they are kept."""
    NOT_EXPRESSIBLE = "not-expressible"
    """A character or node that this format cannot show as it is."""
    OMITTED = "omitted"
    """Something was left out of this output, on purpose and by rule."""
    UNKNOWN_NODE = "unknown-node"
    """A writer met a node it does not know, and wrote its text."""


@attrs.frozen
class Notice:
    """One thing that was guessed, repaired, found in conflict, or left out.

    Attributes:
        kind: what was done or found.
        message: one sentence for a person, without the place.
        severity: how much it matters.
        line: 1-based line of the decoded source; None where no line is concerned.
    """

    kind: NoticeKind
    message: str
    severity: Severity = Severity.INFO
    line: int | None = None

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}: "
        return f"{self.severity.value}: {place}{self.message} [{self.kind.value}]"


def conflict(message: str, line: int | None = None) -> Notice:
    """The notice that two places of a source contradict each other, which are both kept.

    Args:
        message: what each of them says.
        line: of one of them, where it is known.
    """
    return Notice(NoticeKind.CONFLICT, message + "; both are kept", Severity.WARNING, line)
