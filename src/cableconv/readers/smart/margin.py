"""What floats in the margin of a page: exemption codes, and banners that were read wrongly.

They would tear a sentence; ``structure.floating`` puts them aside and back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.excision import parse_codes
from cableconv.model.content import Inline
from cableconv.model.leaf import Excision, Furniture, FurnitureKind
from cableconv.structure.floating import Floating
from cableconv.structure.lines import BLANKS

_GAP = " " * 8
"""At least so many blanks part a code from the text beside it."""

_LONGEST = 60
"""Codes and banners are shorter."""

_DAMAGED = re.compile(r"(?:SENSITIVE BUT )?UNCLASSIFI[A-Za-z ]{1,4}")
"""Matches "SENSITIVE BUT UNCLASSIFI JD" at the foot of a page (C05792129)."""


def floating(lines: Sequence[str]) -> list[Floating]:
    """The codes and damaged banners of some lines, in order."""
    found: list[Floating] = []
    at = 0
    for line in lines:
        leaf = margin_leaf(line)
        if leaf is not None:
            found.append((at + line.rindex(leaf.raw), leaf))
        at += len(line)
    return found


def margin_leaf(line: str) -> Inline | None:
    """The code at the end of a line after a wide gap, or alone on it; or a damaged banner."""
    words = line.strip(BLANKS)
    if not words:
        return None
    gap = words.rfind(_GAP)
    last = words[gap + len(_GAP) :].lstrip() if gap >= 0 else words
    if len(last) > _LONGEST:
        return None
    if gap < 0 and _DAMAGED.fullmatch(words) and parse_banner(words) is None:
        return Furniture(words, FurnitureKind.STRAY)
    reasons = parse_codes(last)
    return Excision(last, reasons) if reasons else None
