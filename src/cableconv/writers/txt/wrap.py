"""Lines of running text: broken at blanks only, and never where it would harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cableconv.model.content import divides_word

_HELD = 8
"""Pieces of a chunk (words and blanks) up to which a new sentence is held to the one before."""

_STRUCTURE = (
    r"(?:\(?[0-9]{1,3}[.)]"  # "15." would be read as a paragraph number
    r"|\(?[A-Za-z]{1,2}[.)](?!\S)"  # "B." as an item or a reference
    r"|\([A-Za-z/]{1,12}\)"  # "(SBU)" as a portion mark
    r"|[-*=_~#•·¶]"  # "--" as an item or a rule
    r"|[A-Za-z./]{1,16}:(?!\S)"  # "REF:" as a header line
    r"|(?:o|BT|NNNN?|PAGE|SECTION|E\.O\.|SIPDIS|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|SENSITIVE)"
    r"(?!\S))"
)
LOOKS_LIKE_STRUCTURE = re.compile(_STRUCTURE)
"""Matches a word that must not begin a line, because a reader would take it for structure."""

_CLOSING = "\"')]”’"
_MOST_CLOSING = 3


def wrap(text: str, width: int, glue: str, indent: str = "") -> str:
    """Lines of at most ``width`` columns, broken at blanks.

    The blanks at which a line is broken become the line end; no other character is changed. A
    word wider than a line stands alone on one. A line neither ends after a word's hyphen, where a
    reader would join it to the next, nor begins with what looks like structure, nor, if it can be
    helped, with a new sentence.

    Args:
        text: one line, from ``flow``.
        width: columns; 0 for no breaking.
        glue: the character that ``flow`` was given.
        indent: put before each line but the first.
    """
    if not width or (len(text) <= width and columns(text) <= width):
        return text.replace(glue, " ")
    lines = None
    if text[-1] != " " and len(indent) < width and _one_column_each(text, glue):
        lines = _lines_by_pattern(text, width, indent)
    if lines is None:
        lines = _lines_by_chunk(text, width, indent)
    return "\n".join(lines).replace(glue, " ")


def columns(text: str) -> int:
    """Columns that a text takes: wide characters of East Asia count two, combining signs none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _one_column_each(text: str, glue: str) -> bool:
    return text.replace(glue, " ").isascii() or all(_columns_of(c) == 1 for c in set(text))


@lru_cache(4096)
def _columns_of(character: str) -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    # Python 3.11 calls characters that are not assigned, the glue among them, fullwidth.
    return 2 if category != "Cn" and unicodedata.east_asian_width(character) in "WF" else 1


# --- the quick way: a pattern finds the last blank of a line that no rule holds ------------------


def _lines_by_pattern(text: str, width: int, indent: str) -> list[str] | None:
    """The lines, where each character takes one column; None where the pattern cannot be sure."""
    lines: list[str] = []
    start, room, match = 0, width, _line(width).match
    while len(text) - start > room:
        found = match(text, start)
        if found is None:
            return None
        end, full = found.end(), start + room + 1
        # Behind it stand only blanks that hold. A chain of many sentences would not hold whole.
        if full - end > _HELD // 2 and text.count(" ", end, full) > _HELD // 2:
            return None
        lines.append(found[1])
        start = end
        if indent and room == width:
            room = width - len(indent)
            match = _line(room).match
    first, *rest = (*lines, text[start:])
    return [first, *[indent + line for line in rest]]


@lru_cache(32)
def _line(room: int) -> re.Pattern[str]:
    """Matches ``the first words of`` in "the first words of ended. B. not", with the blank.

    The line is as long as there is room, up to a blank that does not follow a blank, the end of a
    sentence (``_ends_sentence``) or a word's hyphen, and does not stand before structure.
    """
    closing = f"[{re.escape(_CLOSING)}]"
    ends = "".join(f"(?<![.?!:]{closing * count} )" for count in range(_MOST_CLOSING + 1))
    unheld = rf"(?<! [ ]){ends}(?<![^\W_]- )"
    # After most words one look tells that no rule holds: after "words " in the line above.
    plain = rf"(?<=[^\s.?!:{re.escape(_CLOSING)}-] )"
    return re.compile(rf"(.{{1,{room}}}) (?:{plain}|{unheld}) *+(?!{_STRUCTURE})", re.DOTALL)


# --- the sure way: word for word -----------------------------------------------------------------


def _lines_by_chunk(text: str, width: int, indent: str) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for gap, chunk in _chunks(text):
        size = columns(chunk)
        if used and used + gap + size > width and line[-1].strip(" "):
            lines.append("".join(line))
            line = [indent + chunk]
            used = len(indent) + size
        else:
            line += (" " * gap, chunk)
            used += gap + size
    lines.append("".join(line))
    return lines


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Words, or words that must stay on one line, each with the number of blanks before it."""
    chunk: list[str] = []
    before = gap = 0
    last = ""
    for word in text.split(" "):
        if not word:
            gap += 1
            continue
        if last and (_must_hold(last, word) or (len(chunk) < _HELD and _ends_sentence(last))):
            chunk += (" " * gap, word)
        else:
            if chunk:
                yield before, "".join(chunk)
            chunk, before = [word], gap
        last, gap = word, 1
    if chunk:
        yield before, "".join(chunk)
    if gap > 1:
        yield gap - 1, ""


def _must_hold(last: str, word: str) -> bool:
    return divides_word(last) or LOOKS_LIKE_STRUCTURE.match(word) is not None


def _ends_sentence(word: str) -> bool:
    # A line that begins a sentence after a full one looks like a heading, in capitals above all.
    return word[-_MOST_CLOSING - 1 :].rstrip(_CLOSING)[-1:] in {".", "?", "!", ":"}
