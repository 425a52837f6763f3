"""Running text from leaves, and its lines: broken at blanks only, and never where it would harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cableconv.model.blocks import Inline, divides_word
from cableconv.model.header import MessageSerial, Reference, SectionOf
from cableconv.model.leaf import Excision, Label, LineBreak, Marker, Number, Text, one_line
from cableconv.model.markings import Banner, Caption, EntireText, PortionMark

KEPT_WHOLE = frozenset(
    {
        PortionMark,
        Reference,
        Excision,
        Marker,
        EntireText,
        Banner,
        Caption,
        SectionOf,
        MessageSerial,
    }
)
"""Leaves that are not broken over two lines where they fit on one."""

_HEAD = frozenset({Number, Label})
_LONGEST_WHOLE = 60
"""Longer leaves are broken like text; a portion mark never is."""

_HELD = 8
"""Pieces of a chunk (words and blanks) up to which a new sentence is held to the one before."""

_GLUES = tuple(map(chr, range(0xFDD0, 0xFDF0)))
"""Code points that Unicode keeps out of text: they stand for blanks that hold together."""

_LOOKS_LIKE_STRUCTURE = re.compile(
    r"\(?[0-9]{1,3}[.)]"  # "15." would be read as a paragraph number
    r"|\(?[A-Za-z]{1,2}[.)](?!\S)"  # "B." as an item or a reference
    r"|\([A-Za-z/]{1,12}\)"  # "(SBU)" as a portion mark
    r"|[-*=_~#•·¶]"  # "--" as an item or a rule
    r"|[A-Za-z./]{1,16}:(?!\S)"  # "REF:" as a header line
    r"|(?:o|BT|NNNN?|PAGE|SECTION|E\.O\.|SIPDIS|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|SENSITIVE)(?!\S)"
)
"""Matches a word that must not begin a line, because a reader would take it for structure."""


def choose_glue(text: str) -> str:
    """A character that does not stand in ``text``, to hold words together; else a blank."""
    return next((glue for glue in _GLUES if glue not in text), " ")


def flow(leaves: Iterable[Inline], glue: str) -> str:
    """The leaves read on as one line, as ``model.blocks.reading_text`` does.

    Args:
        leaves: without page lines and furniture.
        glue: stands in the result for blanks inside leaves that hold together, between a
            paragraph's number and its mark, and before words that close a part (``END SUMMARY.``),
            which on a line of their own would be a heading.
    """
    parts: list[str] = []
    last = ""
    broken = in_head = False
    for leaf in leaves:
        kind = type(leaf)
        if kind is LineBreak:
            broken = True
            continue
        text = one_line(leaf.raw)
        blank = kind is Text and not text.strip(" ")
        if kind in KEPT_WHOLE and (len(text) <= _LONGEST_WHOLE or kind is PortionMark):
            text = text.replace(" ", glue)
        hold = (in_head and not blank) or (isinstance(leaf, Marker) and leaf.end)
        if broken:
            broken = False
            text = text.lstrip(" ")
            if last and last[-1] not in (" ", glue) and not divides_word(last):
                text = (glue if hold else " ") + text
        elif in_head and blank:
            text = text.replace(" ", glue)
        elif hold and last[-1:] == " ":
            before = parts[-1].rstrip(" ")
            parts[-1] = before + glue * (len(parts[-1]) - len(before))
        parts.append(text)
        last = (last + text)[-2:]
        in_head = kind in _HEAD or (in_head and blank)
    return "".join(parts)


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
    return "\n".join(lines).replace(glue, " ")


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
    return divides_word(last) or _LOOKS_LIKE_STRUCTURE.match(word) is not None


def _ends_sentence(word: str) -> bool:
    # A line that begins a sentence after a full one looks like a heading, in capitals above all.
    return word.rstrip("\"')]”’")[-1:] in {".", "?", "!", ":"}


def columns(text: str) -> int:
    """Columns that a text takes: wide characters of East Asia count two, combining signs none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@lru_cache(4096)
def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
