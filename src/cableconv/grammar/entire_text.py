"""Statements that mark all paragraphs: ``Sensitive but unclassified, entire text``.

Paragraphs under such a statement carry no mark; ``model.effective`` answers for them.
Sources: field guide 2d; standards A7 (embassy telegrams of 1979 and 2007).
"""

from __future__ import annotations

import re

from cableconv.grammar.marking_words import format_words, parse_words
from cableconv.model.markings import CONTROL_WORDS, EntireText

_LONGEST = 120

_WHOLE = r"entire\s{1,9}(?:text|message|cable|telegram)"

_THIS = r"this\s{1,4}(?:cable|message|telegram)\s{1,4}is\s{1,4}"
"""Matches the first words of ``This cable is sensitive, but unclassified. Please protect ...``."""

_AGAIN = r"(?:\s{1,4}\([A-Z/]{1,9}\))?"
"""Matches the mark that repeats the words: ``Sensitive But Unclassified (SBU)``."""

_JOINT = r"\s{0,9}[-,:;.\u2013\u2014]{0,3}\s{0,9}"

_STATEMENT = re.compile(
    rf"(?:{_THIS})?(?P<before>[A-Za-z][A-Za-z/ ]{{0,60}}?){_AGAIN}{_JOINT}{_WHOLE}"
    r"(?![\w-])\.?(?:\s{1,4}Please\s{1,4}(?:protect|handle|treat)\s{1,4}accordingly\.?)?"
    rf"|(?:{_THIS})?(?P<told>[A-Za-z][A-Za-z/, ]{{0,40}}?){_AGAIN}{_JOINT}"
    r"(?:please\s{1,4})?(?:protect|handle|treat)\s{1,4}accordingly\.?"
    rf"|{_WHOLE}\s{{0,9}}(?:is\s{{1,9}}|[-,:\u2013\u2014]{{1,3}}\s{{0,9}})?"
    r"(?P<after>[A-Za-z][A-Za-z/]{0,20}(?: [A-Za-z/]{1,20}){0,3}?)(?:\.|(?=\s*$))",
    re.IGNORECASE,
)
"""Matches ``SBU - entire text``, ``C-ENTIRE TEXT.``, ``Entire text confidential.``,
``SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY``."""

_FOLLOWS = re.compile(
    rf"\s{{0,9}}[-,:\u2013\u2014]{{0,2}}\s{{0,9}}{_WHOLE}(?![\w-])", re.IGNORECASE
)
"""Matches `` Entire text`` after the mark of ``(C) Entire text.``"""


def parse_entire_text(line: str) -> EntireText | None:
    """The statement that a line makes; None unless the line says nothing else.

    Blanks around the statement count to neither: ``raw`` is the line without them.
    """
    line = line.strip()
    found = match_entire_text(line)
    return found if found is not None and len(found.raw) == len(line) else None


def match_entire_text(text: str, at: int = 0) -> EntireText | None:
    """The statement that begins exactly at ``at``, with its full stop; None where none does."""
    head = text[at : at + _LONGEST].upper()
    if "ENTIRE" not in head and "ACCORDINGLY" not in head:  # most paragraphs: spare the expression
        return None
    match = _STATEMENT.match(text, at, at + _LONGEST)
    if match is None:
        return None
    words = parse_words((match["before"] or match["after"] or match["told"]).replace(",", ""))
    if words is None or words.level is None:
        return None
    return EntireText(match[0], words.level, words.controls, words.rel_to)


def entire_text_follows(text: str, at: int = 0) -> bool:
    """Whether ``Entire text`` stands at ``at``, after a portion mark: ``(C) Entire text``.

    A mark before these words speaks for the whole text (14 pages of the 6,712).
    """
    return _FOLLOWS.match(text, at, at + _LONGEST) is not None


def format_entire_text(statement: EntireText) -> str:
    """The statement in canonical words: ``CONFIDENTIAL - ENTIRE TEXT``, with a full stop.

    Controls that have no words of their own are given as in a portion mark: ``S//NF``.
    """
    level, controls = statement.level, statement.controls
    if level is not None and not controls:
        return f"{level.word} - ENTIRE TEXT."
    if len(controls) == 1 and controls[0] in {"SBU", "LOU"}:
        return f"{CONTROL_WORDS[controls[0]]} - ENTIRE TEXT."
    return f"{format_words(statement)} - ENTIRE TEXT."
