"""What belongs to a head: lines that certainly do, and lines with which a field begins.

Each test is asked only about lines that begin with one of its signs: a line of a head is of one
kind in twenty, and most tests are spared by the first letter.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from cableconv.grammar.authority import is_authority_start
from cableconv.grammar.banner import FIRST_LETTERS
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
from cableconv.model.markings import Caption
from cableconv.structure.lines import BLANKS, Line
from cableconv.structure.starts import may_be_numbered, paragraph_start

_HEAD_LINES = 400
"""Lines in which the head is looked for; the longest address list of the corpus has 160."""

T = TypeVar("T")
Test = Callable[[str], object]
"""Gives None or False for a line that it does not know."""


class ByFirstSign(Generic[T]):
    """Things by the signs with which the lines begin that they can know, in the order given.

    A line that begins otherwise than in printable ASCII is given all of them.
    """

    def __init__(self, table: Iterable[tuple[T, str]]) -> None:
        entries = tuple(table)
        self._all = tuple(thing for thing, _ in entries)
        self._some = {
            sign: tuple(thing for thing, signs in entries if sign in signs)
            for sign in string.printable
            if not sign.isspace()
        }

    def of(self, words: str) -> tuple[T, ...]:
        """What may know a line, given without the blanks before it."""
        return self._some.get(words[:1], self._all)


_BELOW: tuple[tuple[Test, str], ...] = (
    (scan_executive_order_line, "Ee"),
    (lambda text: is_tags_line(text) or None, "Tt"),
    (lambda text: is_subject_line(text) or None, "Ss"),
    (lambda text: text.startswith(("MSGID/", "REF: ", "REFS: ")) or None, "MR"),
)
"""Lines that certainly belong to the head, and stand below the classification line."""

CERTAIN: tuple[tuple[Test, str], ...] = (
    *_BELOW,
    (parse_station, "D"),
    (parse_dtg, "YZOPRyzopr" + string.digits),
    (lambda text: text.startswith("FM ") or None, "F"),
)

_TESTS_BELOW = ByFirstSign(_BELOW)
_TESTS = ByFirstSign(CERTAIN)


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
        start = paragraph_start(text) if last >= 0 and may_be_numbered(text) else None
        if start is not None and (start.mark or start.number == 1):
            break
        leaves = scan_classification_line(text) if text[0] in FIRST_LETTERS else None
        if leaves is not None:
            named = any(isinstance(leaf, (SectionOf, MessageSerial)) for leaf in leaves)
            certain = not whole and (named or not classified)
            classified, whole = True, whole or named
        else:
            tests = (_TESTS_BELOW if whole else _TESTS).of(text)
            certain = any(test(text) is not None for test in tests) if tests else False
        if certain:
            last = at
    return last


BEGINS_FIELD: tuple[tuple[Test, str], ...] = (
    (is_tags_line, "Tt"),
    (is_subject_line, "Ss"),
    (is_references_line, "Rr"),
    (is_authority_start, "CDR("),
    (parse_entire_text, string.ascii_letters),
    (scan_executive_order_line, "Ee"),
    (scan_caption_line, string.ascii_letters + string.punctuation),
)

_TESTS_OF_FIELD = ByFirstSign(BEGINS_FIELD)


def begins_field(text: str) -> bool:
    """True where a field of the head, or a numbered paragraph, begins with this line."""
    words = text.strip(BLANKS)
    known = any(test(words) for test in _TESTS_OF_FIELD.of(words))
    return known or paragraph_start(text) is not None


_COINED = frozenset(
    ("SIPDIS", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "CONDIS", "SPECAT", "NOCONTRACT",
     "WNINTEL", "ORCON", "PROPIN", "EFTO", "FOUO", "AIDAC")
)  # fmt: skip
"""Captions that are no words of a sentence, as SENSITIVE and ONLY are."""


_MARKING = _COINED | {"SENSITIVE", "SBU", "SENSITIVE BUT UNCLASSIFIED", "ROGER CHANNEL"}
"""Captions that are a marking where they stand alone, even amid the text."""


def is_coined_caption(words: str) -> bool:
    """Whether a line says nothing but captions, one of which no sentence has as a word."""
    return any(name in _COINED for name in _captions(words))


def is_marking_caption(words: str) -> bool:
    """Whether a line says nothing but captions that mark what they stand over."""
    captions = _captions(words)
    return bool(captions) and _MARKING.issuperset(captions)


def _captions(words: str) -> list[str]:
    return [leaf.name for leaf in scan_caption_line(words) or () if isinstance(leaf, Caption)]


def ends_subject(text: str) -> bool:
    """As ``begins_field``, right below a line of a subject, of which SENSITIVE may be a word."""
    words = text.strip(BLANKS)
    return begins_field(text) and (not scan_caption_line(words) or is_coined_caption(words))
