"""Page lines with the banners, stamps and form feeds around them, which interrupt the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.pageline import page_line_leaves, parse_page_line
from cableconv.grammar.scan import plain, without_seams
from cableconv.model.blocks import PageBreak
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text
from cableconv.structure.lines import BLANKS, Line
from cableconv.structure.slices import joined, split_tail

STAMP = re.compile(
    r"(?:(?:Margaret P\. Grafeld|Sheryl P\. Walter) {1,4})?"
    r"Declassified/Released {1,4}US Department of State"
    r"|UNCLASSIFIED {1,3}U\.S\. Department of State {1,3}Case No\."
)
"""Matches "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005".

Also "UNCLASSIFIED U.S. Department of State Case No. F-2014-00000 Doc No. C00000000 Date: ...": its
first word is the release's, and no banner of the cable.
"""

_PAGE_OF = re.compile(r"Page ([0-9]{1,3}) of ([0-9]{1,3})")
"""Matches "Page 1 of 5" at the foot of a page of an e-mail."""

_LABEL = "CLASSIFICATION:"
"""Stands before the banner of a page of an e-mail (field guide 2h)."""

STRAY_CAPTION = "SIPDIS"
"""The one caption that copies have amid the text, for an unknown reason (108 pages of 6,712)."""

_BEFORE_PAGE_LINE = 8
"""So many banners and stamps may stand before a page line (two or three do in aad_txt_layout)."""

_LONGEST = 120
"""No page line, banner or stamp is longer."""

_AROUND = BLANKS + "\f"


def page_leaf(text: str) -> Inline | None:
    """A page line, bare banner, stamp or form feed as its leaf; None for any other line."""
    words = text.strip(_AROUND)
    if len(words) > _LONGEST:
        return None
    if not words:
        return PageMarker(text.strip(BLANKS)) if "\f" in text else None
    sign = words[0]
    if sign in "DMSU" and STAMP.match(words):
        return Furniture(words, FurnitureKind.STAMP)
    if sign == "P" and (number := _PAGE_OF.fullmatch(words)):
        return PageMarker(words, int(number[1]), int(number[2]))
    if sign == "C":
        words = words.removeprefix(_LABEL).lstrip(BLANKS)
    return parse_page_line(words) or parse_banner(words)


def page_region(lines: Sequence[Line], at: int, *, lone: bool = False) -> int:
    """The line after the page region that begins at line ``at``; ``at`` itself if none does.

    A region is one page line, with bare banners, stamps and form feeds around it and the blank
    lines between and after them.

    Args:
        lines: all lines of the telegram.
        at: index of the first line.
        lone: True where a bare banner without a page line is a region too, as in the running text.
    """
    end = at
    certain = False
    waiting = 0
    while end < len(lines) and (certain or waiting < _BEFORE_PAGE_LINE):
        line = lines[end]
        if not line.words:
            if end == at:
                return at
            end += 1
            continue
        leaf = page_leaf(line.text)
        if leaf is None:
            break
        certain = certain or isinstance(leaf, PageMarker)
        waiting += 1
        end += 1
    return end if certain or (lone and end > at) else at


def page_leaves(raw: str) -> tuple[Inline, ...]:
    """The leaves of a page region, line by line."""
    leaves: list[Inline] = []
    for part in re.split(r"(\n[ \t\n\xa0]*)", raw):
        leaf = page_leaf(part) or _stray(part)
        if part.startswith("\n"):
            leaves.append(LineBreak(part))
        elif leaf is None:
            leaves.extend(plain(part))
        else:
            head, _, rest = part.partition(leaf.raw)
            parts = page_line_leaves(leaf) if isinstance(leaf, PageMarker) else (leaf,)
            leaves.extend((_before(head), *parts, Text(rest)))
    return without_seams(leaves)


def _stray(text: str) -> Furniture | None:
    """A caption that stands amid the text, on a line of its own (field guide, 2c)."""
    words = text.strip(BLANKS)
    return Furniture(words, FurnitureKind.STRAY) if words == STRAY_CAPTION else None


def _before(head: str) -> Inline:
    """What stands on the line before a leaf: a form feed, a label, or blanks."""
    if "\f" in head:
        return PageMarker(head)
    return Furniture(head, FurnitureKind.STAMP) if head.strip(BLANKS) else Text(head)


def page_break(lines: Sequence[Line]) -> PageBreak:
    """The block for a page region that stands between blocks."""
    content, tail = split_tail(joined(lines))
    return PageBreak(page_leaves(content), tail=tail)
