"""What belongs to a head: lines that certainly do, and lines with which a field begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cableconv.grammar.authority import is_authority_start
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.entire_text import parse_entire_text
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.reference import is_references_line
from cableconv.grammar.station import parse_station
from cableconv.grammar.subject import is_subject_line
from cableconv.grammar.tags import is_tags_line
from cableconv.model.header import MessageSerial, SectionOf
from cableconv.structure.lines import BLANKS, Line
from cableconv.structure.starts import paragraph_start

_HEAD_LINES = 400
"""Lines in which the head is looked for; the longest address list of the corpus has 160."""

_BELOW: tuple[Callable[[str], object], ...] = (
    scan_executive_order_line,
    lambda text: is_tags_line(text) or None,
    lambda text: is_subject_line(text) or None,
    lambda text: True if text.startswith(("MSGID/", "REF: ", "REFS: ")) else None,
)
"""Lines that certainly belong to the head, and stand below the classification line."""

_CERTAIN: tuple[Callable[[str], object], ...] = (
    *_BELOW,
    parse_station,
    parse_dtg,
    lambda text: True if text.startswith("FM ") else None,
)


def last_certain(lines: Sequence[Line]) -> int:
    """Index of the last line that certainly belongs to the head; -1 where there is none.

    A bare banner counts where it is the first: later ones are of pages. Below a classification
    line with post or section there is no other one; the next is that of the next section.
    """
    last = -1
    classified = whole = False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        text = line.words
        if not text or len(text) > 400:  # noqa: PLR2004 - no head line is that long
            continue
        start = paragraph_start(text)
        if start is not None and last >= 0 and (start.mark or start.number == 1):
            break
        leaves = scan_classification_line(text)
        if leaves is not None:
            named = any(isinstance(leaf, (SectionOf, MessageSerial)) for leaf in leaves)
            certain = not whole and (named or not classified)
            classified, whole = True, whole or named
        else:
            tests = _BELOW if whole else _CERTAIN
            certain = any(test(text) is not None for test in tests)
        if certain:
            last = at
    return last


def begins_field(text: str) -> bool:
    """True where a field of the head, or a numbered paragraph, begins with this line."""
    words = text.strip(BLANKS)
    return (
        is_tags_line(words)
        or is_subject_line(words)
        or is_references_line(words)
        or is_authority_start(words)
        or parse_entire_text(words) is not None
        or scan_executive_order_line(words) is not None
        or scan_caption_line(words) is not None
        or paragraph_start(text) is not None
    )
