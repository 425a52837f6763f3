"""What a verification finds: one difference between an output and what its cable demands."""

from __future__ import annotations

import enum

import attrs


class FindingKind(enum.Enum):
    """What is wrong. docs/verify.md says for each what it means."""

    UNREADABLE = "unreadable"
    """The output cannot be read as a file of its format."""
    INVALID = "invalid"
    """The output breaks a rule of the schema of its format."""
    BANNER = "banner"
    """A place that must show the marking of the whole cable shows none, or another."""
    MARK_MISSING = "mark-missing"
    """A mark does not stand where the cable has it."""
    MARK_CHANGED = "mark-changed"
    """Another mark stands where the cable has one."""
    MARK_ADDED = "mark-added"
    """A mark stands where the cable has none."""
    CAPTION = "caption"
    """The captions are not those of the cable."""
    AUTHORITY = "authority"
    """A statement of authority, or on the entire text, is not there in full."""
    DECLASSIFICATION = "declassification"
    """The line of the executive order is not there in full."""
    HEADER = "header"
    """A header line, or a value of it, is missing."""
    TEXT_MISSING = "text-missing"
    """Words of the cable are missing."""
    TEXT_CHANGED = "text-changed"
    """Other words stand in the place of words of the cable."""
    TEXT_ADDED = "text-added"
    """Words stand in the output that the cable does not have."""
    MOVED = "moved"
    """A part of the text stands in another place, or is joined to another part."""


@attrs.frozen
class Finding:
    """One difference.

    Attributes:
        kind: what is wrong.
        place: where: ``paragraph 3``, ``page 2, top``, ``captions``.
        expected: what the cable demands there; empty for nothing.
        found: what the output has there; empty for nothing.
        message: one sentence for a person, without the place.
    """

    kind: FindingKind
    place: str
    expected: str
    found: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.kind.value}]"


_LONGEST = 80


def excerpt(text: str) -> str:
    """The text on one line, cut in its middle where it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    half = _LONGEST // 2 - 3
    return f"{line[:half]} ... {line[-half:]}"


def quoted(text: str) -> str:
    """An excerpt in quotation marks; ``nothing`` for an empty text."""
    return f'"{excerpt(text)}"' if text.strip() else "nothing"


def differing(kind: FindingKind, place: str, expected: str, found: str, what: str) -> Finding:
    """A finding whose message gives both sides: ``the banner is "X", not "Y"``."""
    message = f"{what}: expected {quoted(expected)}, found {quoted(found)}"
    return Finding(kind, place, expected, found, message)
