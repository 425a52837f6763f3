"""The SUBJECT line: ``SUBJECT: (U) WORDS THAT MAY RUN OVER LINES``.

Source: 5 FAH-1 H-246; 32 CFR 2001.21(c) for its mark; field guide 2c.
"""

from __future__ import annotations

import re

from cableconv.grammar.portion import match_portion_mark
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.leaf import Label

_LABEL = re.compile(
    r"\s{0,80}(?P<label>(?:SUBJECT|SUBJ)\s{0,3}[:/]|(?-i:SUBJECT|SUBJ)(?=\s{1,9}[A-Z(\"']))\s{0,80}",
    re.IGNORECASE,
)
"""Matches ``SUBJECT: ``, ``SUBJ: ``, ``Subject: ``, ``SUBJ/``; in capitals also without colon."""


def is_subject_line(line: str) -> bool:
    """Whether a line begins with the label SUBJECT or SUBJ."""
    return _LABEL.match(line) is not None


def scan_subject(text: str) -> tuple[Inline, ...]:
    """A SUBJECT field as leaves: label, portion mark, words, line breaks.

    A mark counts where it is the first of the subject, nowhere else.
    """
    found: list[tuple[int, Inline]] = []
    match = _LABEL.match(text)
    at = 0
    if match is not None:
        found.append((match.start("label"), Label(match["label"])))
        at = match.end()
    mark = match_portion_mark(text, at)
    if mark is not None:
        found.append((at, mark))
    return interleave(text, found)
