"""Words as they are compared: what no layout may change is kept, blanks and line ends are not.

Both sides of each comparison, what a cable demands and what an output shows, go through the same
function, so that a layout may break lines where it likes.
"""

from __future__ import annotations

import re
import unicodedata

from cableconv.grammar.portion import parse_portion_mark

_HYPHEN = re.compile(r"(?<=[^\W_])-(?=\S)")
"""Matches the hyphens of "right-of-center": lines may end after them."""

_PARENTHESIS = re.compile(r"\([^()]{1,150}\)")
"""Matches "(S//NF)"."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)

_CONTROL = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2400-\u2421\ud800-\udfff\ufffd{_NONCHARACTERS}]"
)
"""Matches a control character, the picture of one, and what stands for no character at all."""

_WORD = re.compile(r"\w+")

_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85"
"""Controls that Python counts as blanks."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text; a parenthesis is parted from its neighbours, a compound after hyphens.

    Control characters, and the signs that stand for them where a format has no place for them,
    are left out: they are no words.
    """
    text = _without_controls(text)
    if "-" in text:
        text = _HYPHEN.sub("- ", text)
    if "(" in text or ")" in text:
        text = text.replace("(", " (").replace(")", ") ")
    return tuple(text.split())


def _without_controls(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(_without_control, text)


def _without_control(match: re.Match[str]) -> str:
    character = match[0]
    if "\u2400" <= character <= "\u241f":
        character = chr(ord(character) - 0x2400)
    return " " if character in _SPACES else ""


def joined(text: str) -> str:
    """The words of a text with a blank between them and at both ends: ``holds`` looks in it."""
    return f" {' '.join(words(text))} "


def letters(text: str) -> str:
    """The letters and digits of a text as words between blanks, without any other sign."""
    return f" {' '.join(_WORD.findall(_without_controls(text)))} "


def vocabulary(text: str) -> set[str]:
    """The letters and digits of a text as words in small letters: ``{"decl", "25x1"}``."""
    return {word.casefold() for word in _WORD.findall(_without_controls(text))}


def marks_in(text: str) -> list[str]:
    """The parentheses of a text that spell a portion mark, in order, as written."""
    return [one for one in _PARENTHESIS.findall(text) if _is_mark(one)]


def _is_mark(parenthesis: str) -> bool:
    mark = parse_portion_mark(" ".join(parenthesis.split()))
    return mark is not None


def visible(text: str) -> str:
    """The text without format characters, which leave no ink on paper (PDF shows none)."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf" and not _selector(c))


def _selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e01ff"
