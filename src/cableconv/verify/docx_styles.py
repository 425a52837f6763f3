"""What hides text in a DOCX file: switches and colours, of a run itself or of its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import attrs
from lxml import etree

from cableconv.verify.docx_package import W, is_on

_FAINT = 1.25
"""Contrast of ink and ground (WCAG 2.1, 1.4.3) below which nobody reads a word; black has 21."""

_TINY = 4
"""Half points below which a letter is a dot."""

_PAPER = "FFFFFF"
_PAPER_THEMES = frozenset({"background1", "light1"})


class Styles:
    """The styles of a file.

    Attributes:
        names: names of styles, without blanks, by id.
    """

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {str(style.get(f"{W}styleId")): style for style in found}
        self._usual = {
            str(style.get(f"{W}type")): key
            for key, style in self._by_id.items()
            if style.get(f"{W}default") not in (None, "0", "false", "off")
        }
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault")
        self.names: Mapping[str, str] = {
            key: str(name.get(f"{W}val")).replace(" ", "")
            for key, style in self._by_id.items()
            if (name := style.find(f"{W}name")) is not None
        }
        self._known: dict[tuple[str, str], str] = {}

    def of(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style without blanks; a program may have changed its id."""
        key = _value(paragraph, "pPr/pStyle")
        return self.names.get(key, key)

    def hiding(self, run: etree._Element, paragraph: etree._Element) -> str:
        """What hides a run, in words; empty where it is seen.

        Runs that have no properties but a style are asked for once.
        """
        own = _at(run, "rPr")
        style = _value(run, "rPr/rStyle")
        bare = own is None or all(one.tag in _HARMLESS for one in own)
        if not bare or _at(paragraph, "pPr/shd") is not None or _cell(run) is not None:
            return self._hiding(run, paragraph)
        key = (style, _value(paragraph, "pPr/pStyle"))
        if key not in self._known:
            self._known[key] = self._hiding(run, paragraph)
        return self._known[key]

    def _hiding(self, run: etree._Element, paragraph: etree._Element) -> str:
        levels = self._levels(run, paragraph)
        if levels.is_hidden():
            return "hidden"
        size = levels.value("sz", "val")
        if size.isdigit() and int(size) < _TINY:
            return "too small to be seen"
        ink, ground = levels.ink(), levels.ground(self._cell_ground(run))
        return "of the colour of its ground" if _contrast(ink, ground) < _FAINT else ""

    def _levels(self, run: etree._Element, paragraph: etree._Element) -> _Levels:
        marks = _value(run, "rPr/rStyle") or self._usual.get("character", "")
        style = _value(paragraph, "pPr/pStyle") or self._usual.get("paragraph", "")
        return _Levels(
            _at(run, "rPr"),
            tuple(self._chain(marks)),
            tuple(self._chain(style)),
            self._defaults,
            _at(paragraph, "pPr"),
        )

    def _chain(self, key: str) -> Iterator[etree._Element]:
        """A style, and those that it is based on."""
        seen: set[str] = set()
        while key in self._by_id and key not in seen:
            seen.add(key)
            yield self._by_id[key]
            key = _value(self._by_id[key], "basedOn")

    def _cell_ground(self, run: etree._Element) -> str:
        """The fill of the cell around a run; empty where a style of the table may give one."""
        cell = _cell(run)
        if cell is None:
            return _PAPER
        fill = _fill(cell.find(f"{W}tcPr"))
        table = next(run.iterancestors(f"{W}tbl"), None)
        chain = self._chain("" if table is None else _value(table, "tblPr/tblStyle"))
        filled = any(_fill(shaded.getparent()) for one in chain for shaded in one.iter(f"{W}shd"))
        return fill or ("" if filled else _PAPER)

    def numbering(self, paragraph: etree._Element) -> tuple[str, str]:
        """Id of the list and level that number a paragraph; empty where its style has none."""
        style = _value(paragraph, "pPr/pStyle") or self._usual.get("paragraph", "")
        for one in self._chain(style):
            number = _value(one, "pPr/numPr/numId")
            if number:
                return ("", "") if number == "0" else (number, _value(one, "pPr/numPr/ilvl") or "0")
        return "", ""


@attrs.frozen
class _Levels:
    """Where the looks of a run come from, the nearest first."""

    own: etree._Element | None
    marks: tuple[etree._Element, ...]
    style: tuple[etree._Element, ...]
    defaults: etree._Element | None
    paragraph: etree._Element | None

    def is_hidden(self) -> bool:
        """Whether a switch hides the run, or may: programs differ where two styles have it on."""
        own = None if self.own is None else _at(self.own, "vanish")
        if own is not None:
            return is_on(own)
        chains = (self.marks, self.style, () if self.defaults is None else (self.defaults,))
        return any(is_on(_first(chain, "rPr/vanish")) for chain in chains)

    def _property(self, name: str) -> etree._Element | None:
        own = None if self.own is None else _at(self.own, name)
        defaults = () if self.defaults is None else (self.defaults,)
        chains = (self.marks, self.style, defaults)
        found = (_first(chain, f"rPr/{name}") for chain in chains)
        return own if own is not None else next((x for x in found if x is not None), None)

    def value(self, name: str, attribute: str) -> str:
        """A value of a property of the run; empty where it has none."""
        found = self._property(name)
        return "" if found is None else str(found.get(f"{W}{attribute}") or "")

    def ink(self) -> str:
        """The colour of the letters; empty where the program picks one that is seen."""
        if self.value("color", "themeColor") in _PAPER_THEMES:
            return _PAPER
        return self.value("color", "val")

    def ground(self, around: str) -> str:
        """The colour behind the letters.

        Args:
            around: the one of the cell, or of the paper.
        """
        if self._property("highlight") is not None:
            return ""
        places = [
            self.own,
            *(_at(style, "rPr") for style in self.marks),
            *(_at(style, "rPr") for style in self.style),
            self.paragraph,
            *(_at(style, "pPr") for style in self.style),
        ]
        return next(filter(None, map(_fill, places)), around)


def _first(chain: tuple[etree._Element, ...], path: str) -> etree._Element | None:
    found = (_at(one, path) for one in chain)
    return next((x for x in found if x is not None), None)


def _at(element: etree._Element, path: str) -> etree._Element | None:
    """The first element at a path of names: what ``find`` gives, in a third of its time."""
    found: etree._Element | None = element
    for step in _steps(path):
        found = None if found is None else next(found.iterchildren(step), None)
    return found


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(f"{W}{step}" for step in path.split("/"))


def _value(element: etree._Element, path: str) -> str:
    found = _at(element, path)
    return "" if found is None else str(found.get(f"{W}val") or "")


def _fill(properties: etree._Element | None) -> str:
    """The colour of a shading; empty for none."""
    shading = None if properties is None else _at(properties, "shd")
    fill = "" if shading is None else str(shading.get(f"{W}fill") or "")
    return "" if fill == "auto" else fill


def _cell(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(f"{W}tc"), None)


def _contrast(one: str, two: str) -> float:
    """The contrast of two colours in hexadecimal digits, 1 to 21; 21 where one is not known."""
    first, second = _luminance(one), _luminance(two)
    if first is None or second is None:
        return 21.0
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(color: str) -> float | None:
    if len(color) != 6 or color.strip("0123456789abcdefABCDEF"):  # noqa: PLR2004 - RRGGBB
        return None
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)  # noqa: PLR2004 - WCAG's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_HARMLESS = frozenset(f"{W}{name}" for name in ("rStyle", "b", "bCs", "i", "iCs", "rtl", "lang"))
"""Properties of a run that hide nothing."""
