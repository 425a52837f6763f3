"""How a paragraph, an item or a rule begins: what can be told without the lines around it.

The text that is looked at is one line; where its head goes on below it, the next lines too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cableconv.grammar.portion import match_portion_mark
from cableconv.grammar.scan import plain
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Number, Text
from cableconv.model.markings import PortionMark
from cableconv.structure.lines import BLANKS

_NUMBER = re.compile(
    r"([ \t\xa0]{0,24})(¶ ?)?(\d{1,3})([.)]?)([ \t\xa0]{0,8}(?:\n[ \t\xa0]{0,8}(?=\())?)"
)
"""Matches the head of "¶12.  (SBU) The minister", also where the number stands on its own line."""

_LONE_NUMBER = re.compile(r"[ \t\xa0]{0,24}(?:¶ ?)?\d{1,3}[.)][ \t\xa0]{0,8}$")
"""Matches "¶12. ", a number alone on its line."""

_OPENED = re.compile(r"[ \t\xa0]{0,40}(?:¶ ?)?[^\s]{0,4}[ \t\xa0]{0,8}\([^()]{1,120}$")
"""Matches "1. (S//REL TO USA,", whose parenthesis closes on a later line."""

_SECOND_NUMBER = re.compile(r"\d{1,3}[.)] {1,3}(?=[A-Z\"(])")
"""Matches what stands before the words or mark of "1. 1. (SBU) Summary" (09LAPAZ1784)."""

_UNNUMBERED = re.compile(r"([ \t\xa0]{0,24})(¶ ?)?(?=\()")
"""Matches what stands before the mark of "(SBU) The minister"."""

_ITEM = re.compile(
    r"([ \t\xa0]{0,40})(¶ ?)?"
    r"(---?|-(?=[ \t])|[*•·o](?=[ \t])|\((?:[A-Za-z]|[ivx]{2,4}|\d{1,2})\)(?=[ \t])"
    r"|(?:[A-Za-z]|[ivx]{2,4}|\d{1,2})[.)](?=[ \t]))([ \t\xa0]{0,8})(?=[^\s-])"
)
"""Matches the heads of "-- first point", "  A.  (C) nested", "(ii) second"."""


class Start(NamedTuple):
    """The head of a paragraph.

    Attributes:
        number: None for a paragraph that begins with a mark alone.
        mark: None for one that begins with a number alone.
        leaves: indent, pilcrow, number, blanks and mark, in order.
        length: how many characters the leaves take.
    """

    number: int | None
    mark: PortionMark | None
    leaves: tuple[Inline, ...]
    length: int


def may_be_numbered(words: str) -> bool:
    """False for most lines: those that do not begin as a number, or a pilcrow before one.

    Args:
        words: a line, without the blanks before it.
    """
    return words[:1].isdigit() or words[:1] == "\u00b6"


def head_goes_on(text: str) -> bool:
    """Whether the head of a line may go on below it: a lone number, a mark that is not closed."""
    if text.rfind("(") > text.rfind(")"):
        return _OPENED.match(text) is not None
    return _LONE_NUMBER.match(text) is not None


def paragraph_start(text: str) -> Start | None:
    """The numbered head of a line, or None. "1.3 million" and "2006, the" are none."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    indent, pilcrow, digits, sign, gap = found.groups()
    at = found.end()
    again = _SECOND_NUMBER.match(text, at) if sign and gap else None
    mark = match_portion_mark(text, at if again is None else again.end())
    after = text[at : at + 1]
    alone = mark is None and not text[at:].strip(BLANKS)
    # The site puts its pilcrow before numbers of paragraphs: "¶7. 6. The mast" is one.
    amount = after.isdigit() and not (again or (pilcrow and gap))
    if mark is None and (not sign or amount or not (gap or after.isupper() or not after)):
        return None
    leaves = [*_before(indent, pilcrow), Number(digits + sign, int(digits))]
    # Blanks at the end of a line belong to what follows: a line break, or the block's tail.
    if gap and not alone:
        leaves += plain(gap + again[0] if again and mark else gap)
    return _start(int(digits), mark, leaves)


def _before(indent: str, pilcrow: str | None) -> list[Inline]:
    """What stands before number, label or mark; nothing on most lines."""
    leaves: list[Inline] = [Text(indent)] if indent else []
    if pilcrow:
        leaves.append(Furniture(pilcrow, FurnitureKind.PILCROW))
    return leaves


def marked_start(text: str) -> Start | None:
    """The head of an unnumbered line that begins with a portion mark, or None."""
    found = _UNNUMBERED.match(text)
    # A lower-case letter in parentheses is more often a point of a list than a mark.
    mark = match_portion_mark(text, found.end(), lower=False) if found else None
    if found is None or mark is None:
        return None
    return _start(None, mark, _before(found[1], found[2]))


def _start(number: int | None, mark: PortionMark | None, leaves: list[Inline]) -> Start:
    if mark is not None:
        leaves.append(mark)
    return Start(number, mark, tuple(leaves), sum([len(leaf.raw) for leaf in leaves]))


class ItemStart(NamedTuple):
    """The head of an item.

    Attributes:
        label: as written: ``--``, ``A.``, ``(1)``.
        style: what labels of one list have in common: ``--``, ``A.``, ``(1)`` with A, a, i, 1.
        mark: None for a point without one.
        leaves: indent, pilcrow, label, blanks and mark, in order.
        length: how many characters the leaves take.
    """

    label: str
    style: str
    mark: PortionMark | None
    leaves: tuple[Inline, ...]
    length: int


def item_start(text: str) -> ItemStart | None:
    """The head of a dashed, lettered or numbered line, or None."""
    found = _ITEM.match(text)
    if found is None:
        return None
    indent, pilcrow, label, gap = found.groups()
    mark = match_portion_mark(text, found.end(), lower=False)
    leaves = [*_before(indent, pilcrow), Label(label), *([Text(gap)] if gap else [])]
    made = _start(None, mark, leaves)
    return ItemStart(label, _style(label), mark, made.leaves, made.length)


def _style(label: str) -> str:
    core = label.strip("().")
    if not core.isalnum() or core == "o":
        return label
    sign = "1" if core.isdigit() else "A" if core.isupper() else "a"
    return label.replace(core, sign)


def item_follows(label: str, last: str | None) -> bool:
    """True where ``label`` opens a list or is the next after ``last`` (None: no list is open).

    Dashes always follow. "B." follows "A.", never opens; so that "U." of "U.S." opens nothing.
    """
    core = label.strip("().")
    if not core.isalnum() or core == "o":
        return True
    if core.lower() in {"a", "i", "1"}:
        return True
    before = (last or "").strip("().")
    return bool(before) and core in _next(before)


def _next(core: str) -> tuple[str, ...]:
    if core.isdigit():
        return (str(int(core) + 1),)
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    found = []
    if core.lower() in romans[:-1]:
        roman = romans[romans.index(core.lower()) + 1]
        found.append(roman.upper() if core.isupper() else roman)
    if len(core) == 1:
        found.append(chr(ord(core) + 1))
    return tuple(found)


_RULES = frozenset(("---", "===", "***", "___", "###"))


def is_rule(text: str) -> bool:
    """True for a line of dashes, equals signs, stars or underscores, in one run or several.

    The line is given without the blanks around it.
    A rule longer than 45 is printed as 45 signs, a blank and the rest (field guide, 2d).
    """
    return text[:3] in _RULES and not text.strip(text[0] + " ")
