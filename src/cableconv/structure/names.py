"""Names that close a telegram: ``GARZA``, ``VAN VOORST``, ``LeBaron``, and what clings to them.

The drafter's chief signs with the surname. Copies glue it to the last sentence, or put signs after
it (field guide, 2d).
"""

from __future__ import annotations

import re

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import scan_caption_line

_LONGEST = 40
"""A longer line is no signature."""

_MOST_WORDS = 4

_JUNK = re.compile(
    r"(?:[ \t]{0,8}[\"#\\]){1,8}[ \t]{0,8}$"
    r"|[ \t]{1,4}\d{1,2}[ \t]{1,4}\d{1,2}/\d{1,2}/\d{4}[ \t]{0,8}$"
)
"""Matches what follows the name in ``MULFORD "``, ``CONEWAY \\``, ``STEVENS 0 02/18/2008``."""

_MIXED = re.compile(
    r"(?:(?:van|von|de|du|di|da|la|le) )?[A-Z][A-Za-z'’-]{1,20}(?: [A-Z][A-Za-z'’-]{1,20})?$"
)
"""Matches "LeBaron" and "van Voorst"."""

_SIGNS = str.maketrans("", "", "'’.-")

_NO_NAMES = frozenset(
    ("END", "BEGIN", "TEXT", "SUMMARY", "COMMENT", "NOTE", "QUOTE", "UNQUOTE", "EMBASSY", "POST",
     "EMBOFFS", "USG", "GOVERNMENT")
)  # fmt: skip
"""Words in capitals that close or open a part of the text, or a sentence that was cut off."""


def without_junk(words: str) -> str:
    """The name without the signs that copies put after it."""
    found = _JUNK.search(words)
    return words[: found.start()] if found else words


def is_upper_name(words: str) -> bool:
    """True for "GARZA", "VAN VOORST", "ROE##", "ÉCHANTILLON"; not for "END TEXT"."""
    if len(words) > _LONGEST:
        return False
    names = without_junk(words).split(" ")
    if not _NO_NAMES.isdisjoint(names):
        return False
    return len(names) <= _MOST_WORDS and all(map(_is_upper_word, names))


def _is_upper_word(word: str) -> bool:
    letters = word.translate(_SIGNS)
    if word.endswith(".") and len(word) > len("Q.") and word not in {"JR.", "SR."}:
        return False
    named = letters.isalpha() and letters == letters.upper() and word[0].isalpha()
    return named and (len(set(letters)) > 1 or len(word) == len("Q."))  # "EEEE" ends damage


def is_mixed_name(words: str) -> bool:
    """True for "LeBaron" and "van Voorst": only where it stands says whether it signs."""
    if len(words) > _LONGEST or words.isupper() or _MIXED.match(words) is None:
        return False
    return _NO_NAMES.isdisjoint(words.upper().split(" "))


_AFTER_SENTENCE = re.compile(
    r"(?:(?:[A-Za-z0-9'’][a-z0-9]|[A-Z]{2}|[0-9]{2}|[)\"”'\]])[.!?][\"”')\]]?|\)|\]|X{4})"
    r"[ \t]{1,8}(?=(?P<name>[A-Za-z][A-Za-z'’-]{2,20}(?: [A-Z][A-Za-z'’-]{1,20}){0,2}\.?)"
    r"(?:[ \t]{0,8}[\"#\\]){0,8}[ \t]{0,8}$)"
)
"""Matches the end of the last sentence in "and signed up. GARZA" and "End comment. van Voorst".

The letters before its full stop are no initial: "the U.S. EMBASSY" is no sentence and a name.
"""

_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Amb|Sen|Rep|Gov|Prof|Rev|St|No|Jr|Sr|Min|Pres)\. *$"
)
"""Matches the word that makes "Dr. Roe" no end of a sentence."""

_END_MARKER = re.compile(r"(?i:\bEND (?:OF )?[A-Z ]{4,24})[.]?[ \t]*$|X{4}[ \t]*$")
"""Matches "End comment. ", after which nothing can stand but the name."""

_NO_SENTENCE = re.compile(r"(?:\]|X{4})$")
"""Matches the end of "Classified Website: XXXXXXXXXXXX" and of "[Exampleville Post, 12/13/08]"."""


def may_precede_name(words: str) -> bool:
    """True for a line under which a name may stand though it ends in no full stop."""
    return _NO_SENTENCE.search(words[-4:]) is not None


_ROOM = 80
"""So many characters from the end of the last line, name and end of the sentence stand."""

_BELOW = re.compile(r"BT$|#\d{4,5}$|N{3,4}$")
"""Matches the lines of procedure that may stand below the name."""


def stands_below_name(words: str) -> bool:
    """Whether a line may follow the signature: procedure, or the banner of the last page."""
    return _BELOW.match(words) is not None or parse_banner(words) is not None


def glued_name(text: str, *, wrapped: bool) -> int:
    """Where the name begins that is glued to the last line of a text; 0 where none is.

    Args:
        text: the line.
        wrapped: True where lines are broken by width, so that a capitalised word at the end of the
            last one is more likely one of a sentence that was cut off.
    """
    found = _AFTER_SENTENCE.search(text, max(0, len(text) - _ROOM))
    if found is None or found.start() == 0:
        return 0
    before, name = text[: found.end()][-_ROOM:], found["name"].removesuffix(".")
    if _ABBREVIATED.search(before) or scan_caption_line(name) or parse_banner(name):
        return 0
    if is_upper_name(name):
        apart = before.endswith("  ") or not wrapped or _END_MARKER.search(before)
        return found.end() if apart else 0
    certain = not wrapped or _END_MARKER.search(before)
    return found.end() if certain and is_mixed_name(name) and not _opens(name) else 0


_OPENERS = frozenset(
    ("The", "In", "As", "At", "On", "He", "She", "It", "We", "They", "This", "That", "These", "But",
     "And", "However", "Comment", "Post", "Embassy")
)  # fmt: skip
"""Words with which a sentence that was cut off may begin."""


def _opens(name: str) -> bool:
    return name.split(" ", maxsplit=1)[0] in _OPENERS
