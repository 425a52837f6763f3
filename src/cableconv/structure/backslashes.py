"""Backslashes that end the lines of a copy which has escaped its line ends (66 pages).

They are covered with blanks before the text is read, and put back as furniture.
"""

from __future__ import annotations

import re

from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.floating import Floating

_BACKSLASH = re.compile(r"[ \t]{0,8}\\(?=[ \t]{0,8}(?:\n|\Z))")
"""Matches the blank and the backslash at the end of ``TAGS: PREL \\``."""

_FEWEST = 5
"""Fewer backslashes at line ends are left where they are."""

_SHARE = 3
"""One line in so many, or more, ends with one in such a copy."""


def backslashes(text: str) -> list[Floating]:
    """The backslashes at the ends of lines, where they end many; empty for any other text."""
    if text.count("\\\n") < _FEWEST:
        return []
    found: list[Floating] = [
        (match.start(), Furniture(match[0], FurnitureKind.STRAY))
        for match in _BACKSLASH.finditer(text)
    ]
    return found if len(found) * _SHARE >= text.count("\n") else []


def backslash_notice(text: str, found: list[Floating]) -> Notice:
    """What is told about them: how many, from which line on."""
    said = f"{len(found)} backslashes at the ends of lines were set apart"
    line = 1 + text.count("\n", 0, found[0][0])
    return Notice(NoticeKind.FURNITURE, said, Severity.WARNING, line)
