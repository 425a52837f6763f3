"""Where a heading and the rules around it are glued into a line with the text before them.

Unwrapped copies write ``of 1540. ---------- Opening Remarks ----------`` on one line (field guide,
2a.8: 1,124 pages), and hard-wrapped ones ``------- SUMMARY -------``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULE = re.compile(r"(?<!-)-{4,}+(?: -++){0,4}(?![\w-])")
"""Matches a rule: more than 45 signs are printed in two runs or more."""

_MARKED = re.compile(r"\([A-Z][A-Z/ -]{0,14}\) {0,2}[A-Z\"“]")
"""Matches the head of "(SBU) The Water Board"."""

_LEAST_AMID, _LEAST_AT_END = 8, 5
"""Signs of a rule amid a long line, and at its end behind a full stop."""

_SURE = 8
"""A rule of so many signs may be of any length beside its heading; a short one must fit."""

_LONGEST = 90
"""A longer text is no heading."""

_OVERHANG = 5
"""A heading is at most so much longer than the rule under it; drafters count badly."""

_SENTENCE_END = re.compile(r"[.!?:][\"”')\]]{0,2} {1,4}|[\"”)] {2,4}")
"""Matches the end of a sentence with the blanks before the heading."""

_IN_CAPITALS = re.compile(
    r"[.!?)][\"”)]? {1,4}(?=[A-Z][A-Z'-]{2,20}(?: [A-Z0-9&/,'-]{1,20}){1,10}[ \t]*$)"
)
"""Matches the gap in "by Libyans). CONVERSION AND TRANSFER POLICIES" at the end of a line."""

_NUMBERED = re.compile(r"(?:¶ ?)?\d{1,3}[.)]")

_COLUMNS = re.compile(r"[^ ] {3,}[^ ]")


def rule_cuts(text: str, *, long: bool) -> Iterator[int]:
    """Where to cut a line at its rules, and before a heading that stands over one.

    Args:
        text: the line; holds three dashes or more.
        long: True for a line of the unwrapped regime.
    """
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if not long and not _is_boxed(text, begin, end):
        return
    last = begin
    for rule in _RULE.finditer(text, begin, end):
        if not _stands_apart(text, rule, begin, end, long=long):
            continue
        if rule.start() > last:
            heading = _heading_start(text[last : rule.start()], rule[0].count("-"))
            yield from [last + heading] if heading else []
        yield from (at for at in (rule.start(), _after(text, rule.end())) if begin < at < end)
        last = rule.end()


def _stands_apart(text: str, rule: re.Match[str], begin: int, end: int, *, long: bool) -> bool:
    """Whether dashes are long enough for a rule, with a blank or a letter before them."""
    at = rule.start()
    if at > begin and not (text[at - 1].isspace() or text[at - 1].isalnum()):
        return False
    closes = rule.end() == end and text[max(0, at - 2) : at].strip()[-1:] in {".", '"', ")"}
    return not long or rule[0].count("-") >= (_LEAST_AT_END if closes else _LEAST_AMID)


def _is_boxed(text: str, begin: int, end: int) -> bool:
    """Whether a short line is a heading with a rule beside it, and no row of a table."""
    words = text[begin:end]
    heading = _RULE.sub("", words).strip()
    rules = _RULE.findall(words)
    beside = bool(rules) and (words.startswith(rules[0]) or words.endswith(rules[-1]))
    letters = heading[:1].isupper() or heading[:1] in '"“' or _MARKED.match(heading)
    if not (letters and beside and len(heading) <= _LONGEST) or _COLUMNS.search(words):
        return False
    return all(_fits(len(heading), rule.count("-")) for rule in rules)


def _fits(letters: int, dashes: int) -> bool:
    if dashes >= _SURE:
        return True
    return abs(letters - dashes) <= (2 if dashes >= _LEAST_AT_END + 1 else 0)


def _after(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _heading_start(text: str, dashes: int) -> int:
    """Where the heading begins behind the last sentence of a text; 0 where there is none."""
    for gap in _SENTENCE_END.finditer(text, max(0, len(text) - _LONGEST - 8)):
        words = text[gap.end() :].strip()
        opens = words[:1].isupper() or words[:1] in '"“'
        room = _LONGEST if words.isupper() else min(_LONGEST, dashes + _OVERHANG)
        if opens and 1 < len(words) <= room and words[-1] not in ".,;:":
            return gap.end()
    return 0


def capitals_cut(text: str, following: str) -> int:
    """Where a heading in capitals begins at the end of a long line; 0 where none does.

    Args:
        text: the line, in which other words are not in capitals.
        following: the next line that is not blank; a numbered paragraph must begin there.
    """
    if not _NUMBERED.match(following):
        return 0
    found = _IN_CAPITALS.search(text, max(0, len(text) - _LONGEST))
    mixed = found is not None and any(map(str.islower, text[max(0, found.start() - 200) :]))
    return found.end() if found and mixed else 0
