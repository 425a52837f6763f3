"""Proving a printed output, DOCX or PDF: banner on each page, rows around the text, the text."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Sequence

import attrs

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.verify.around import Row, surroundings
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, units
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.words import vocabulary

LEVEL_WORDS = frozenset({
    "unclassified", "restricted", "confidential", "secret", "top", "sensitive", "noforn",
    "limited", "nodis", "exdis", "limdis", "stadis", "orcon", "declassified", "released",
})  # fmt: skip
"""Words that tell a marking in a head or foot of a page."""


class Zone(enum.Enum):
    """Where a line of a printed output stands."""

    TITLE = "title"
    ROW = "row"
    TEXT = "text"
    RECEIVED = "received"


@attrs.frozen
class Line:
    """A paragraph, row or point of an output.

    Attributes:
        zone: where it stands.
        text: its words; of a row the value.
        label: of a row; empty where it has none, or has it in its text.
    """

    zone: Zone
    text: str
    label: str = ""


@attrs.frozen
class Sheet:
    """The head and foot of a page, or of all pages of a kind.

    Attributes:
        place: ``page 2``.
        top: what stands at the top of the page.
        bottom: what stands at its foot in the banner's place.
        other: what else stands in head and foot.
    """

    place: str
    top: str
    bottom: str
    other: str = ""


@attrs.frozen
class Printed:
    """What was read from an output.

    Attributes:
        sheets: heads and feet, at least one.
        lines: the lines in the order of reading.
        troubles: what was found to be wrong while reading.
    """

    sheets: Sequence[Sheet]
    lines: Sequence[Line]
    troubles: Sequence[Finding] = ()


def prove(
    printed: Printed, cable: Cable, scope: Scope, form: Callable[[str], str] = str
) -> list[Finding]:
    """The differences between a printed output and its cable.

    Args:
        printed: what was read from the output.
        cable: what it must hold.
        scope: what the format shows in its running text.
        form: what this format makes of the characters of a text; given to both sides.
    """
    parts = [attrs.evolve(x, text=form(x.text)) for x in units(cable, scope)]
    texts = [form(line.text) for line in printed.lines if line.zone is Zone.TEXT]
    return [
        *printed.troubles,
        *banners(printed.sheets, overall_marking(cable).text),
        *surroundings(cable, tuple(_rows(printed.lines)), form),
        *compare(parts, stream(texts, divided=True)),
    ]


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    for line in lines:
        if line.zone is not Zone.TEXT:
            yield Row(line.zone.value, line.label, line.text)


def banners(sheets: Sequence[Sheet], banner: str) -> Iterator[Finding]:
    """Each head or foot that does not show exactly the banner, or another marking beside it."""
    for sheet in sheets:
        for place, shown in (("top", sheet.top), ("foot", sheet.bottom)):
            if squeezed(shown) != squeezed(banner):
                where = f"{sheet.place}, {place}"
                yield differing(FindingKind.BANNER, where, banner, shown, "the banner is another")
        foreign = vocabulary(sheet.other) & LEVEL_WORDS
        if foreign:
            what = "a marking beside the banner"
            yield differing(FindingKind.BANNER, sheet.place, "", sheet.other, what)


def squeezed(text: str) -> str:
    """The text without blanks: a long banner may be broken anywhere between its words."""
    return "".join(text.split())


def agreement(printed: Printed) -> Iterator[Finding]:
    """Where heads and feet of an output do not all show one banner; no cable is needed for it."""
    shown = [text for sheet in printed.sheets for text in (sheet.top, sheet.bottom)]
    banner = next((text for text in shown if text.strip()), "")
    yield from printed.troubles
    if not banner:
        message = "no page shows a banner"
        yield Finding(FindingKind.BANNER, "each page", "", "", message)
        return
    yield from banners(printed.sheets, banner)
    for line in printed.lines:
        if line.label.casefold() == "classification" and not line.text.startswith(banner):
            what = "the row says something else than the pages"
            yield differing(FindingKind.BANNER, "row Classification", banner, line.text, what)
