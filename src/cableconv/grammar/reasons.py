"""Reasons for classification: ``1.4 (b) and (d)``, ``1.4(b,d)``, ``1.5 (B/D)``.

Sections 1.5 (a-g) of E.O. 12958 and 1.4 (a-h) since 2003 and of E.O. 13526.
Sources: 32 CFR 2001.21; ISOO notice of 2003; field guide 2c.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from cableconv.model.markings import Reasons

_HEAD = re.compile(
    r"(?:E\. ?O\.? ?|EO ?)[0-9]{5}(?: AS AMENDED)?[,:;]?\s{0,9}"
    r"(?:(?:section|sec\.?|para(?:graph)?)\s{0,9})?"
    r"|(?:sections?|sec\.?|para(?:graph)?s?)\s{0,9}",
    re.IGNORECASE,
)
"""Matches what may stand before the section: ``E.O. 12958, ``, ``Section ``, ``para ``."""

_TOKEN = re.compile(
    r"(?P<section>1[.,] ?[4-6])(?![0-9])"
    r"|(?P<joint>(?:and|AND|And|or|OR)(?![A-Za-z])|[,;/&\-\u2013])"
    r"|(?P<letter>[A-Ha-h])"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<stop>\.)"
    r"|(?P<blank>\s{1,40})"
)
"""Matches one part of ``1.4 (b) and (d)``: section, letter, parenthesis, stop, what is between."""

_WORD_GOES_ON = re.compile(r"[A-Za-z']|\s{1,9}[A-Za-z]{2}")
"""Matches after a letter that is no reason: the ``a`` of ``a copy``, the ``b`` of ``by``."""


def parse_reasons(raw: str) -> Reasons | None:
    """The reasons that ``raw`` gives, and nothing else but blanks and a full stop.

    Returns:
        One value a letter: ``1.4 (b) and (d)`` gives ``("1.4(b)", "1.4(d)")``; a section without
        letters gives itself. None where ``raw`` is not wholly a statement of reasons.
    """
    words = raw.strip()
    found = match_reasons(words)
    if found is None or words[len(found.raw) :].strip(" .,;"):
        return None
    return Reasons(raw, found.values)


def match_reasons(text: str, at: int = 0, end: int = sys.maxsize) -> Reasons | None:
    """The reasons that begin exactly at ``at``, as far as they go; None where none do.

    Args:
        text: any text.
        at: where the reasons must begin, with ``E.O. 12958, `` or ``section`` before them or not.
        end: where they must end at the latest.
    """
    head = _HEAD.match(text, at, end)
    state = _Reading(head.end() if head else at)
    while (token := _TOKEN.match(text, state.at, end)) is not None:
        if not state.take(token, text):
            break
    values = tuple(dict.fromkeys(state.values))
    return Reasons(text[at : state.end], values) if values else None


class _Reading:
    """How far a statement of reasons has been read. Each token is looked at once."""

    def __init__(self, at: int) -> None:
        self.at = self.end = at
        self.values: list[str] = []
        self.section = ""
        self.open = self.stopped = self.joined = False

    def take(self, token: re.Match[str], text: str) -> bool:
        """Take the next token; False where the statement ends before it."""
        kind = token.lastgroup or ""
        if kind not in _STEPS or not _STEPS[kind](self, token, text):
            return False
        self.at = token.end()
        return True

    def take_section(self, token: re.Match[str], _text: str) -> bool:
        self.section = f"1.{token[0][-1]}"
        return self._value(self.section, token.end())

    def take_letter(self, token: re.Match[str], text: str) -> bool:
        if not self.section:
            return False
        if not (self.open or self._stands_bare(text, token.end())):
            return False
        return self._value(f"{self.section}({token[0].lower()})", token.end())

    def _stands_bare(self, text: str, end: int) -> bool:
        """Whether a letter without parentheses is a reason, and no word of a sentence."""
        if self.stopped or not (self.joined or self.values[-1] == self.section):
            return False
        return bool(_AND_NEXT.match(text, end)) or not _WORD_GOES_ON.match(text, end)

    def _value(self, value: str, end: int) -> bool:
        if self.values and self.values[-1] == self.section and value != self.section:
            self.values.pop()
        self.values.append(value)
        self.end = end
        self.stopped = self.joined = False
        return True

    def take_open(self, token: re.Match[str], text: str) -> bool:
        inside = _INSIDE.match(text, token.end())
        self.open = inside is not None
        return self.open and bool(self.section)

    def take_close(self, token: re.Match[str], _text: str) -> bool:
        was_open, self.open = self.open, False
        self.end = token.end() if was_open else self.end
        return was_open

    def take_stop(self, _token: re.Match[str], _text: str) -> bool:
        self.stopped = True
        return bool(self.section)

    def take_joint(self, _token: re.Match[str], _text: str) -> bool:
        self.joined = True
        return bool(self.section)

    def take_blank(self, _token: re.Match[str], _text: str) -> bool:
        return True


_STEPS: dict[str, Callable[[_Reading, re.Match[str], str], bool]] = {
    "section": _Reading.take_section,
    "letter": _Reading.take_letter,
    "open": _Reading.take_open,
    "close": _Reading.take_close,
    "stop": _Reading.take_stop,
    "joint": _Reading.take_joint,
    "blank": _Reading.take_blank,
}

_AND_NEXT = re.compile(r"\s{1,9}(?:and|AND|And|or|OR)\s")
"""Matches after the ``b`` of ``1.4 b and d``."""

_INSIDE = re.compile(
    r"(?:[A-Ha-h]|and(?![a-z])|AND(?![A-Z])|or(?![a-z])|[\s,;/&.\-\u2013()]){1,40}?(?:\)|$)"
)
"""Matches what parentheses of reasons hold, to where they close: ``b) and (d)``, ``B/D)``."""


def format_reasons(reasons: Reasons) -> str:
    """The reasons as authority lines give them: ``1.4 (b) and (d)``; empty for none."""
    sections: dict[str, list[str]] = {}
    for value in reasons.values:
        section, _, letter = value.partition("(")
        sections.setdefault(section, []).extend([f"({letter}"] if letter else [])
    return " and ".join(_section(name, letters) for name, letters in sections.items())


def _section(name: str, letters: list[str]) -> str:
    if not letters:
        return name
    listed = ", ".join(letters[:-1])
    return f"{name} {listed} and {letters[-1]}" if listed else f"{name} {letters[0]}"
