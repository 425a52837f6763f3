"""The TAGS line: ``TAGS: PREL, PGOV, MX``, ``TAGS: UNESCO (ROE, JANE Q)``.

Sources: TAGS manual of 1974, 4 and 7; field guide 2c (203 lines run on, 600 without colon).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.header import Tag
from cableconv.model.leaf import Label

_LABEL = re.compile(r"\s{0,80}(?P<label>TAGS?\s{0,3}:|TAGS(?=[\s,]|$))", re.IGNORECASE)
"""Matches ``TAGS:``, ``TAGS`` (without colon: 600 pages), ``Tags:``"""

_LINE = re.compile(
    r"\s{0,80}(?:TAGS?\s{0,3}:|(?:TAGS|Tags)(?:\s{1,9}[A-Z(]|\s{0,9}$))", re.IGNORECASE
)

_SENTENCE = re.compile(r"\s{0,80}(?:TAGS|Tags)\s{1,9}[A-Za-z]{0,30}[a-z]")
"""Matches a sentence that only begins with the word: ``Tags were``."""

_TERM = re.compile(
    r"\((?P<person>[A-Za-z][^()]{1,60})(?:\)|(?=\n|$))"
    r"|(?P<none>N/A)(?![A-Za-z0-9])"
    r"|(?P<plan>COLOMBO PLAN)"
    r"|(?P<term>[A-Za-z0-9][A-Za-z0-9&'-]*)",
    re.IGNORECASE,
)
"""Matches ``(ROE, JANE Q)``, ``PREL``, ``AFL-CIO``, ``GM-1``, ``COLOMBO PLAN``."""


def is_tags_line(line: str) -> bool:
    """Whether a line begins with the label TAGS, with or without a colon."""
    return _LINE.match(line) is not None and _SENTENCE.match(line) is None


def scan_tags(text: str) -> tuple[Inline, ...]:
    """A TAGS field as leaves.

    Args:
        text: the field, with its label if it has one, and the lines that continue it.

    Returns:
        Label, one ``Tag`` a term, separators as text; their ``raw`` joined is ``text``. A personal
        name is one tag: its ``raw`` holds the parentheses, its ``name`` does not. ``N/A`` is text.
    """
    found: list[tuple[int, Inline]] = []
    match = _LABEL.match(text)
    if match is not None:
        found.append((match.start("label"), Label(match["label"])))
    found.extend(_terms(text, match.end() if match else 0))
    return interleave(text, found)


def _terms(text: str, start: int) -> Iterator[tuple[int, Tag]]:
    for match in _TERM.finditer(text, start):
        if match["none"]:
            continue
        name = match["person"] or match["plan"] or match["term"]
        yield match.start(), Tag(match[0], " ".join(name.split()).upper())


_PERSON = re.compile(r"[ ,]")


def format_tags(tags: Iterable[Tag]) -> str:
    """Terms as a TAGS line lists them, without its label: ``PREL, PGOV, (ROE, JANE Q)``."""
    return ", ".join(_term(tag.name) for tag in tags)


def _term(name: str) -> str:
    return f"({name})" if _PERSON.search(name) and name != "COLOMBO PLAN" else name
