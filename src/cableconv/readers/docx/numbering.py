"""The numbers that Word makes and no text holds: ``1.``, ``(a)``, ``IV.1``.

Counters belong to the abstract numbering, which several lists share; a start that a list overrides
counts at its first use; a number resets the levels below it (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from cableconv.notation.word_package import Element
from cableconv.readers.docx.markup import attribute, child, local, number

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_LARGEST = 9999
"""Larger numbers are shown as digits: a roman number of a million would be a bomb."""


def _roman(value: int) -> str:
    if not 0 < value <= _LARGEST:
        return str(value)
    out = ""
    for unit, sign in _ROMAN:
        out += sign * (value // unit)
        value %= unit
    return out


def _letter(value: int) -> str:
    if not 0 < value <= _LARGEST:
        return str(value)
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _ordinal(value: int) -> str:
    teen = 10 <= value % 100 <= 20  # noqa: PLR2004 - 11th to 13th
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "ordinal": _ordinal,
    "none": lambda _: "",
}

_SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}
"""A tab after a number is set as a blank: lines with tabs are tables in a telegram."""


@attrs.frozen
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    restart: str | None
    legal: bool


def _level(element: Element) -> _Level:
    return _Level(
        start=number(attribute(child(element, "start")), 1),
        form=attribute(child(element, "numFmt")) or "decimal",
        text=attribute(child(element, "lvlText")) or "",
        suffix=_SUFFIXES.get(attribute(child(element, "suff")) or "tab", " "),
        restart=attribute(child(element, "lvlRestart")),
        legal=child(element, "isLgl") is not None,
    )


@attrs.frozen
class _List:
    """A ``num``: its abstract numbering, and what it overrides."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts the numbered paragraphs of one text, in order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        for element in () if root is None else root:
            if local(element) == "abstractNum":
                levels = {_depth(e): _level(e) for e in element if local(e) == "lvl"}
                self._abstract[attribute(element, "abstractNumId") or ""] = levels
            elif local(element) == "num":
                self._lists[attribute(element, "numId") or ""] = _list(element)

    def label(self, properties: Element | None, inherited: Element | None) -> str:
        """The number of the next paragraph with what follows it; empty where it has none.

        Args:
            properties: the paragraph's own ``numPr``.
            inherited: that of its style.
        """
        key = attribute(child(properties, "numId")) or attribute(child(inherited, "numId"))
        found = self._lists.get(key or "")
        if key is None or found is None:
            return ""
        depth = child(properties, "ilvl")
        at = number(attribute(child(inherited, "ilvl") if depth is None else depth))
        level = self._of(found, at)
        if level is None:
            return ""
        self._count(key, found, at, level)
        if level.form == "bullet":
            return "\u2022" + (level.suffix or " ")
        text = self._text(found, at, level)
        return text + level.suffix if text else ""

    def _of(self, found: _List, at: int) -> _Level | None:
        return found.levels.get(at) or self._abstract.get(found.abstract, {}).get(at)

    def _count(self, key: str, found: _List, at: int, level: _Level) -> None:
        counts = self._counts.setdefault(found.abstract, {})
        if (key, at) not in self._used:
            self._used.add((key, at))
            if at in found.starts:
                counts[at] = found.starts[at] - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for below in [depth for depth in counts if depth > at]:
            inner = self._of(found, below)
            if inner is None or inner.restart != "0":
                del counts[below]

    def _text(self, found: _List, at: int, level: _Level) -> str:
        counts = self._counts[found.abstract]
        text = level.text
        for depth in range(min(at, 8) + 1):
            place = f"%{depth + 1}"
            if place in text:
                outer = self._of(found, depth) or level
                form = "decimal" if level.legal else outer.form
                value = counts.get(depth, outer.start)
                text = text.replace(place, _FORMATS.get(form, str)(value))
        return text


def _depth(element: Element) -> int:
    return number(attribute(element, "ilvl"))


def _list(element: Element) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in element:
        if local(override) != "lvlOverride":
            continue
        at = _depth(override)
        start, level = child(override, "startOverride"), child(override, "lvl")
        if start is not None:
            starts[at] = number(attribute(start))
        if level is not None:
            levels[at] = _level(level)
    return _List(attribute(child(element, "abstractNumId")) or "", starts, levels)
