"""Text as HTML: escaping, characters that HTML cannot hold, and direction."""

from __future__ import annotations

import re

from cableconv.writers.direction import is_right_to_left

# Control characters and noncharacters are errors in a page (HTML, 13.2.3.5); a form feed is none,
# but would not be seen.
_FORBIDDEN_CLASS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)

# Matches "&" in "AT&T", or a forbidden character.
_SPECIAL = re.compile(f'[&<>"{_FORBIDDEN_CLASS}]')

_PICTURE_OF_DELETE = "\u2421"
_REPLACEMENT = "\ufffd"


def visible(character: str) -> str:
    """The sign that stands for a character HTML cannot hold.

    C0 controls and DEL become their pictures (U+2400 and up); C1 controls, lone surrogates and
    noncharacters become U+FFFD.
    """
    if character < " ":
        return chr(0x2400 + ord(character))
    return _PICTURE_OF_DELETE if character == "\x7f" else _REPLACEMENT


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class Escaper:
    """Escapes text, and remembers which characters it had to replace.

    Attributes:
        replaced: the characters that HTML cannot hold, as they stood in the source.
    """

    def __init__(self) -> None:
        self.replaced: set[str] = set()

    def __call__(self, text: str) -> str:
        """The text for an element's content or a quoted attribute."""
        if _SPECIAL.search(text) is None:
            return text
        return _SPECIAL.sub(self._sign, text)

    def _sign(self, match: re.Match[str]) -> str:
        character = match.group()
        entity = _ENTITIES.get(character)
        if entity is None:
            self.replaced.add(character)
            return visible(character)
        return entity


def direction(text: str) -> str:
    """`` dir="rtl"`` where a text is read from right to left; else empty.

    ``dir="auto"`` would look at the first strong letter only.
    """
    return ' dir="rtl"' if is_right_to_left(text) else ""
