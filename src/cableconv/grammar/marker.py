"""Words that open and close parts of the text: ``SUMMARY:``, ``END COMMENT.``, ``Begin text:``.

Source: field guide 2d (``1. (C) Summary:`` 3,341 pages; end marks about 5,000).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from cableconv.model.leaf import Marker

_PART = (
    r"(?:SUMMARY|(?:EMBASSY |POST |MISSION |CONGEN )?COMMENTS?|(?:BIO |BIOGRAPHIC )?NOTE"
    r"|INTRODUCTION|(?:(?:UNOFFICIAL|INFORMAL|EMBASSY) )?TRANSLATION|ACTION REQUEST|QUOTE"
    r"|BACKGROUND|(?:FINAL |FULL |OFFICIAL )?TEXT|NON-?PAPER|PRESS RELEASE"
    r"|(?:TALKING )?POINTS|EXCERPTS?|DEMARCHE|GUIDANCE|LETTER|ARTICLE|STATEMENT|DOCUMENT|MESSAGE"
    r"|ELEMENTS)"
)

_PARTS = rf"{_PART}(?:\s(?:AND|&)\s{_PART})?"

_HEAD = re.compile(
    rf"\s{{0,40}}(?P<marker>(?:BEGIN\s{{1,9}}(?P<begun>{_PARTS})|(?P<part>{_PARTS}))(?:\s?[:.]|(?=\s?--)))",
    re.IGNORECASE,
)
"""Matches ``Summary:``, ``SUMMARY AND COMMENT.``, ``Begin text:``, ``SUMMARY --``."""

_BEGIN = re.compile(
    rf"(?:(?<![\w'-])(?:BEGIN|Begin)|(?<=\()begin)\s{{1,9}}(?P<part>(?i:{_PARTS}))"
    r"(?:\s?[:.](?![\w])|(?=\))|(?=\s{0,40}$)| (?i:of) [^:.\n()]{1,80}:)"
)
"""Matches ``Begin text:`` behind other words, ``(begin non-paper)``, ``Begin Text of it:``."""

_HEAD_LETTERS = frozenset("ABCDEGILMNPQSTU \t\n")

_END = re.compile(
    rf"(?:(?<![\w'-])(?:END|End)|(?<=\()end)(?:\s{{1,9}}(?i:OF))?"
    rf"\s{{1,9}}(?P<part>(?i:{_PARTS}))(?![\w-])[.:]?"
)
"""Matches ``END SUMMARY.``, ``End Summary``, ``End comment.``, also over a line end."""

_ONLY_BEGUN = frozenset(
    ("TEXT", "LETTER", "ARTICLE", "STATEMENT", "DOCUMENT", "MESSAGE", "QUOTE", "POINTS", "EXCERPT",
     "PRESS RELEASE", "DEMARCHE", "ELEMENTS")
)  # fmt: skip
"""Parts that open with BEGIN only: ``Text:`` and ``Letter.`` are headings or ordinary words."""


def find_markers(text: str) -> list[tuple[int, Marker]]:
    """Opening words at the head of ``text``, and closing words anywhere in it.

    Args:
        text: a paragraph after its number and portion mark; may hold line ends.

    Returns:
        Positions and markers, in order.
    """
    found: list[tuple[int, Marker]] = []
    head = _HEAD.match(text) if text[:1] in _HEAD_LETTERS else None
    if head is not None and _opens(head):
        part = _name(head["begun"] or head["part"])
        found.append((head.start("marker"), Marker(head["marker"], part)))
    begins = _beginning_with(_BEGIN_WORDS, _BEGIN, text, found[0][0] + 1 if found else 0)
    ends = _beginning_with(_END_WORDS, _END, text)
    found += [(begin.start(), Marker(begin[0], _name(begin["part"]))) for begin in begins]
    found += [(end.start(), Marker(end[0], _name(end["part"]), end=True)) for end in ends]
    return sorted(found, key=itemgetter(0)) if len(found) > 1 else found


_BEGIN_WORDS = ("BEGIN", "Begin", "(begin")
_END_WORDS = ("END", "End", "(end")
"""How the matches begin, behind the parenthesis: most texts have none of these words."""


def _beginning_with(
    words: tuple[str, ...], pattern: re.Pattern[str], text: str, start: int = 0
) -> Iterator[re.Match[str]]:
    """All matches of a pattern, which is tried only where one of its first words stands."""
    places: list[int] = []
    for word in words:
        at = text.find(word, max(0, start - 1))
        while at >= 0:
            places.append(at + word.startswith("("))
            at = text.find(word, at + len(word))
    end = start
    for place in sorted(places):
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            yield match
            end = match.end()


def is_marker_line(words: str) -> bool:
    """Whether a line says nothing but that a part of the text begins or ends."""
    if not [word for word in (*_BEGIN_WORDS, *_END_WORDS) if word in words]:  # most lines
        return False
    begins = _beginning_with(_BEGIN_WORDS, _BEGIN, words)
    found = next(begins, None) or next(_beginning_with(_END_WORDS, _END, words), None)
    return found is not None and not words.replace(found[0], "", 1).strip("(). :*-")


QUOTING = frozenset(
    ("text", "letter", "article", "statement", "document", "message", "quote", "points", "excerpt",
     "non-paper", "translation", "press release", "demarche", "elements")
)  # fmt: skip
"""Parts whose words are not the drafter's own."""


def _opens(head: re.Match[str]) -> bool:
    if not head["marker"][0].isupper():
        return False
    return head["part"] is None or _name(head["part"]).upper() not in _ONLY_BEGUN


_PLURALS = {"comments": "comment", "excerpts": "excerpt", "nonpaper": "non-paper"}


def _name(words: str) -> str:
    """The part in lower case, without the office before it: ``summary and comment``."""
    parts = " ".join(words.lower().replace("&", "and").split()).split(" and ")
    return " and ".join(_one(part) for part in parts)


def _one(part: str) -> str:
    if part in {"action request", "talking points", "press release"}:
        return part.removeprefix("talking ")
    last = part.rsplit(" ", maxsplit=1)[-1]
    return _PLURALS.get(last, last)


def format_marker(marker: Marker) -> str:
    """The marker in capitals, as in ``SUMMARY:``, ``BEGIN TEXT:``, ``END COMMENT.`` of a cable."""
    words = marker.part.upper()
    if marker.end:
        return f"END {words}."
    return f"BEGIN {words}:" if words in _ONLY_BEGUN else f"{words}:"
