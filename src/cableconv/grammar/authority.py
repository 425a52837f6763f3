"""Authority lines: ``Classified By:``, ``Derived From:``, ``Reason:``, ``Declassify On:``.

Sources: 32 CFR 2001.21-22; 5 FAH-1 H-246; standards A6; field guide 2c (3,429 lines).
"""

from __future__ import annotations

import re

from cableconv.grammar.executive_order import parse_declassification
from cableconv.grammar.officer import read_officer
from cableconv.grammar.portion import match_portion_mark
from cableconv.grammar.reasons import match_reasons
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.leaf import Label
from cableconv.model.markings import DerivedFrom

_Found = list[tuple[int, Inline]]

_LABEL = re.compile(
    r"(?<![A-Za-z])(?:"
    r"(?P<by>(?:D(?i:erivatively)\s{1,9}[Cc]|C)(?i:lassified\s{1,9}by))\s{0,3}(?::|(?![\w-]))"
    r"|(?P<from>D(?i:erived\s{1,9}from))\s{0,3}(?::|(?![\w-]))"
    r"|(?P<on>D(?i:eclassif(?:y|ied)\s{1,9}on))\s{0,3}(?::|(?![\w-]))"
    r"|(?P<reason>(?i:reasons?(?:\(s\))?)\s{0,3}:"
    r"|(?<!for )(?<!For )(?<!FOR )R(?i:easons?)(?=\s{1,9}[1E(]))"
    r")"
)
"""Matches ``Classified By:``, ``DERIVED FROM``, ``REASON(S):``, ``REASON 1.5`` without 1.5."""

_START = re.compile(
    r"[\s(]{0,20}(?:\([A-Za-z/ -]{1,12}\)\s{0,9})?\(?"
    r"(?:(?:D(?i:erivatively)\s{1,9}[Cc]|C)(?i:lassified\s{1,9}by)\b"
    r"|D(?i:erived\s{1,9}from)\b(?:\s{0,3}:|(?=\s{1,3}[A-Z0-9]))"
    r"|D(?i:eclassify\s{1,9}on)\s{0,3}:"
    r"|R(?i:easons?(?:\(s\))?)(?:\s{0,3}:|(?=\s{1,3}1\.)))"
)
"""Matches ``Classified By``, ``(U) Classified by``, ``(Derived from:``, ``REASON:``."""


def is_authority_start(line: str) -> bool:
    """Whether a line begins a statement of authority, with or without a portion mark before it."""
    return _START.match(line) is not None


def scan_authority(text: str) -> tuple[Inline, ...]:
    """A statement of authority as leaves.

    Args:
        text: from its label, or the mark before it, to its end; may run over several lines.

    Returns:
        Labels, portion marks before them, officer, reasons, source and declassification; what
        stands between them as text. Their ``raw`` joined is ``text``.
    """
    found: _Found = []
    labels = list(_LABEL.finditer(text))
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        mark = _mark_before(text, found[-1][0] if found else 0, label.start())
        if mark:
            found.append(mark)
        found.append((label.start(), Label(label[0])))
        end = _without_mark(text, after.start()) if after else len(text)
        found.extend(_values(label, text, end))
    return interleave(text, found)


def _values(label: re.Match[str], text: str, end: int) -> _Found:
    start = label.end() + _blank(text, label.end(), end)
    if label["by"]:
        return _officer(text, start, end)
    if label["reason"]:
        return _reasons(text, start, end)
    value = _value_end(text, start, end)
    if value == start:
        return []
    raw = text[start:value]
    if len(raw) > _LONGEST_VALUE:  # a sentence, not a source
        return []
    return [(start, DerivedFrom(raw) if label["from"] else parse_declassification(raw))]


_LONGEST_VALUE = 300

_BLANK = re.compile(r"[\s:;,]{0,200}")


def _blank(text: str, start: int, end: int) -> int:
    match = _BLANK.match(text, start, end)
    return len(match[0]) if match else 0


_VALUE_END = re.compile(r"\n[ \t]{0,40}\n|\.\s{1,9}(?=[A-Z0-9(])|;")
"""Matches where the value of ``Derived From: DSCG 05-1.  Declassify`` ends."""


def _value_end(text: str, start: int, end: int) -> int:
    stop = end
    for match in _VALUE_END.finditer(text, start, end):
        # The stop of "U.S. Embassy" ends no value; of a sentence two blanks follow it mostly.
        one_blank = match[0][:1] == "." and len(match[0]) == len(". ")
        before = text[max(start, match.start() - _LONGEST_TITLE) : match.start() + 1]
        if not (one_blank and _ABBREVIATED.search(before)):
            stop = match.start()
            break
    return start + len(text[start:stop].rstrip(" \t\n.,;(\\"))


_OFFICER_END = re.compile(
    r"(?<![\w.])(?:for\s{1,9}(?:the\s{1,9})?(?:following\s{1,9})?reasons?|reasons?|for\s{1,9}1\.|per"
    r"|pursuant|under\s{1,9}(?:E\.|section)|E\.\s?O\.|EO\s?1|sections?\s{1,9}1|1\s?\.\s?[4-6])(?!\w*[a-z]{4})"
    r"|;|\n[ \t]{0,40}\n|\.\s{1,9}(?=[0-9]{1,2}\.)",
    re.IGNORECASE,
)
"""Matches where the officer ends in ``DCM John Doe for reasons 1.4 (b)``, ``Jane Roe, per 1.4``."""

_LONGEST_OFFICER = 240


def _officer(text: str, start: int, end: int) -> _Found:
    match = _OFFICER_END.search(text, start, end)
    stop = match.start() if match else end
    raw = _trimmed(text[start:stop])
    found: _Found = []
    if raw and len(raw) <= _LONGEST_OFFICER:
        found.append((start, read_officer(raw)))
    return found + _reasons(text, stop, end)


_ABBREVIATED = re.compile(
    r"(?<![A-Za-z])(?:JR|SR|MR|MRS|MS|DR|ST|GEN|COL|GOV|SEN|REP|AMB|SEC|NO|APP|DEPT|[A-Z])\.$",
    re.IGNORECASE,
)
"""Matches the full stop of an abbreviation: ``JOHN Q. PUBLIC JR.``, ``U.S.``, ``Mr.``"""

_LONGEST_TITLE = 6


_LONGEST_LINK = 12

_LINK = re.compile(r"[\s,]{1,4}(?:for|by|under|per|from|FOR|BY|UNDER|PER|FROM)$")
"""Matches the word between officer and reasons: ``DCM John Doe for`` ``reasons: 1.4``."""


def _trimmed(raw: str) -> str:
    raw = raw.rstrip(' \t\n,;:-(\\"')
    link = _LINK.search(raw[-_LONGEST_LINK:])
    if link:
        raw = raw[: len(raw) - len(link[0])]
    if _ABBREVIATED.search(raw[-_LONGEST_TITLE:]):
        return raw
    return raw.rstrip(' \t\n.,;:-()\\"')


_REASON_START = re.compile(
    r"(?<![\w.])(?=1\s?[.,]\s?[4-6](?![0-9])|E\.\s?O\.?\s?[0-9]|EO\s?[0-9]|section\s{1,9}1|para\s{1,9}1)",
    re.IGNORECASE,
)
"""Matches before ``1.4 (b)``, ``E.O. 12958, 1.4``, ``section 1.5``."""


def _reasons(text: str, start: int, end: int) -> _Found:
    for match in _REASON_START.finditer(text, start, end):
        reasons = match_reasons(text, match.start(), end)
        if reasons is not None:
            return [(match.start(), reasons)]
    return []


_LONGEST_MARK = 20


def _mark_before(text: str, start: int, label: int) -> tuple[int, Inline] | None:
    at = _without_mark(text, label)
    if at == label or at < start:
        return None
    mark = match_portion_mark(text, at)
    return (at, mark) if mark else None


def _without_mark(text: str, label: int) -> int:
    """Where the portion mark just before a label begins; the label's own place without one."""
    head = text[max(0, label - _LONGEST_MARK) : label]
    at = head.rfind("(")
    if at < 0 or not head.rstrip().endswith(")"):
        return label
    at += label - len(head)
    return at if match_portion_mark(text, at) else label
