"""Where fields of the head are glued into one line: ``UNCLAS X 000123 SIPDIS E.O. 12958: N/A``.

Unwrapped copies have the whole head on a few lines, sometimes without a blank between two fields
(``000123SIPDISE.O. 12958:``; field guide, 2a.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.grammar.entire_text import match_entire_text

_HEAD = re.compile(
    r"[ \t]{0,8}(?:UNCLAS|CONFIDENTIAL|SECRET|C O N F I D E N T I A L|S E C R E T|E\.?O\.? ?1"
    r"|SIPDIS|SENSITIVE|NOFORN)"
)
"""Matches the first words of a line in which the fields below it may be glued."""

_FIELDS = (
    re.compile(r"(?:(?<=[A-Z0-9])|[ \t]{1,8})(?=E\.?O\.? ?1[0-9]{4})"),
    re.compile(r"(?:(?<=[A-Z0-9/)])|[ \t]{1,8})(?=TAGS:? [A-Z])"),
    re.compile(r"(?:(?<=[A-Z0-9)])|[ \t]{1,8})(?=SUBJ(?:ECT)?:)"),
    re.compile(r"[ \t]{1,8}(?=REF(?:S|TELS?)?: )"),
)
"""Match before each field, in the order that the fields have."""

_ROOM = 1000
"""In so many characters of a line the glued fields stand."""

_SIPDIS = re.compile(r"(?<=[0-9])(?=SIPDIS)|(?<=SIPDIS)(?=E\.?O\.? ?1)")
"""Matches on both sides of the caption in ``000123SIPDISE.O. 12958:``."""

_REFERENCES = re.compile(
    r"(?:(?<=[A-Z)?!.\"]) {1,8}|(?<=\S) {2,8})"
    r"(?=REF(?:S|TELS?)?: (?:\(?[A-Z][.)] ?|[0-9]{2} [A-Z]|[A-Z]{3,12} [0-9]))"
)
"""Matches the gap in ``(PART THREE OF THREE)  REF: A. LAKEPORT 2198``, the end of a subject."""


def glued_fields(text: str) -> Iterator[int]:
    """Where a line of the head is to be cut before the next fields of it."""
    head = text[:_ROOM]
    if _HEAD.match(head):
        yield from (found.end() for found in _SIPDIS.finditer(head))
        at = 1
        for field in _FIELDS:
            found = field.search(head, at)
            if found:
                yield found.end()
                at = found.end() + 1
    elif "REF" in head and not head.startswith("REF"):
        yield from (found.end() for found in _REFERENCES.finditer(head))


def statement_cut(text: str) -> int:
    """Where a statement on the entire text ends, if a heading or paragraph is glued to it; else 0.

    ``SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY Summary``
    """
    begin = len(text) - len(text.lstrip(" \t"))
    found = match_entire_text(text, begin)
    end = begin + len(found.raw) if found else 0
    rest = text[end:].lstrip(" \t")
    return len(text) - len(rest) if found and (rest[:1].isupper() or rest[:1].isdigit()) else 0
