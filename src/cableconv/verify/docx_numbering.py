"""Marks that a program puts before paragraphs by itself: numbers of lists, by style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cableconv.verify.docx_package import W
from cableconv.verify.docx_styles import Styles
from cableconv.verify.finding import Finding, FindingKind, quoted
from cableconv.verify.printed import LEVEL_WORDS
from cableconv.verify.words import marks_in, vocabulary

_PLACE = re.compile(r"%[1-9]")
"""Matches "%1", the place of a number or letter."""


def numbered_marks(
    root: etree._Element, styles: Styles, numbering: etree._Element | None
) -> Iterator[Finding]:
    """Marks, or what can count up to one, that the numbering of a style puts before a paragraph.

    Args:
        root: a part with paragraphs.
        styles: those of the file.
        numbering: its lists; None where it has none.
    """
    used = {styles.numbering(paragraph) for paragraph in root.iter(f"{W}p")}
    for number, level in sorted(used - {("", "")}):
        shown = _shown(numbering, number, level)
        if marks_in(shown) or vocabulary(shown) & LEVEL_WORDS:
            message = f"a style numbers paragraphs with {quoted(shown)}"
            yield Finding(FindingKind.MARK_ADDED, "numbering", "", shown, message)


def _shown(numbering: etree._Element | None, number: str, level: str) -> str:
    """What a level of a list shows, with a letter that is a mark in the place of a letter."""
    if numbering is None:
        return ""
    for one in numbering.iterchildren(f"{W}num"):
        if one.get(f"{W}numId") == number:
            link = one.find(f"{W}abstractNumId")
            places = [one, *_abstract(numbering, "" if link is None else str(link.get(f"{W}val")))]
            return next((text for place in places for text in _texts(place, level)), "")
    return ""


def _abstract(numbering: etree._Element, key: str) -> Iterator[etree._Element]:
    for one in numbering.iterchildren(f"{W}abstractNum"):
        if one.get(f"{W}abstractNumId") == key:
            yield one


def _texts(place: etree._Element, level: str) -> Iterator[str]:
    for one in place.iter(f"{W}lvl"):
        text, form = one.find(f"{W}lvlText"), one.find(f"{W}numFmt")
        if one.get(f"{W}ilvl") == level and text is not None:
            letters = form is not None and str(form.get(f"{W}val")).endswith("Letter")
            yield _PLACE.sub("S" if letters else "1", str(text.get(f"{W}val")))
