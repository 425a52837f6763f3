"""Proving a volume in DOCX: the list of its cables, and each cable under its own banner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from cableconv.model.cable import Cable
from cableconv.model.effective import highest_marking, overall_marking
from cableconv.verify.around import of_marked_line
from cableconv.verify.demand import Scope
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.printed import (
    Printed,
    Sheet,
    Zone,
    agreement,
    banners,
    labelled,
    marking_shown,
    prove,
)
from cableconv.verify.rows import MONTHS, squeezed, stamps_of
from cableconv.verify.volume import Expected, Shown, prove_each, within
from cableconv.verify.words import marks_in, words

_LIST = "list of cables"
_HIGHEST = "Highest classification:"
_UNTITLED = "Untitled cable"


@attrs.frozen
class Volume:
    """What a volume shows.

    Attributes:
        sheets: heads and feet of the pages with the list.
        titles: lines set as a title before the first cable.
        entries: lines of the list: the highest marking, then one for each cable.
        others: other lines before the first cable.
        cables: what each cable shows.
    """

    sheets: Sequence[Sheet]
    titles: Sequence[str]
    entries: Sequence[str]
    others: Sequence[str]
    cables: Sequence[Printed]


def prove_volume(volume: Volume, cables: Sequence[Cable]) -> list[Finding]:
    """The differences between a volume and the cables that it must hold, in order."""
    shown = [Shown(_name(printed), partial(_proof, printed)) for printed in volume.cables]
    expected = [Expected(cable, _names(cable)) for cable in cables]
    listed = within(_LIST, _list(volume, cables)) if cables else ()
    return [*listed, *prove_each(shown, expected)]


def _proof(printed: Printed, expected: Expected) -> list[Finding]:
    return prove(printed, expected.cable, Scope())


def _name(printed: Printed) -> str:
    """What a cable of a volume is called: its MRN, else its title."""
    numbers = labelled(printed, "cable")
    titles = [line.text for line in printed.lines if line.zone is Zone.TITLE]
    return " ".join(words(" ".join(numbers or titles)))


def _names(cable: Cable) -> tuple[str, ...]:
    if cable.mrn:
        return (" ".join(words(cable.mrn)),)
    subject = cable.subject
    mark = subject.portion_mark.raw if subject and subject.portion_mark else ""
    title = cable.title or ""
    names = (title, f"{mark} {title}", _UNTITLED) if title else (_UNTITLED,)
    return tuple(" ".join(words(name)) for name in names)


# --- the list of cables --------------------------------------------------------------------------


def _list(volume: Volume, cables: Sequence[Cable]) -> Iterator[Finding]:
    """What is wrong before the first cable."""
    highest = highest_marking([overall_marking(cable) for cable in cables]).text
    each = [stamps_of(cable) for cable in cables]
    # Only where each cable is released is all of the list.
    stamps = [stamp for stamps in each for stamp in stamps] if all(each) else []
    yield from banners(_untitled(volume), highest, stamps)
    head, entries = _parted(volume)
    if words(head) != words(f"{_HIGHEST} {highest}"):
        what = "the highest marking is another"
        yield differing(FindingKind.BANNER, "first line", f"{_HIGHEST} {highest}", head, what)
    shown = [Shown(_cells(entry)[0], partial(_entry, entry)) for entry in entries]
    expected = [
        Expected(cable, (cable.mrn or f"Cable {number}",)) for number, cable in enumerate(cables, 1)
    ]
    yield from prove_each(shown, expected, "entry")
    for line in volume.others:
        kind = FindingKind.MARK_ADDED if marks_in(line) else FindingKind.TEXT_ADDED
        yield Finding(kind, "text", "", line, f"words that are of no cable: {quoted(line)}")


def _parted(volume: Volume) -> tuple[str, Sequence[str]]:
    """The line with the highest marking, and the entries."""
    return next(iter(volume.entries), ""), volume.entries[1:]


def _cells(entry: str) -> tuple[str, str, str]:
    """What the first line of an entry has: what the cable is called, date, marking."""
    name, date, marking = [*entry.partition("\n")[0].split("\t"), "", ""][:3]
    return " ".join(words(name)), date, marking


def _untitled(volume: Volume) -> list[Sheet]:
    """The heads and feet without the title of the volume, which may hold any word."""
    titles = [title for title in volume.titles if title]
    return [
        attrs.evolve(sheet, foot=[_without(titles, line) for line in sheet.foot])
        for sheet in volume.sheets
    ]


def _without(titles: Sequence[str], line: str) -> str:
    found = next((title for title in titles if line.startswith(f"{title}\t")), "")
    return line.removeprefix(found)


def _entry(entry: str, expected: Expected) -> Iterator[Finding]:
    """Name, date and marking in a line; below it the subject with its mark, and stamps."""
    cable = expected.cable
    name, date, marking = _cells(entry)
    overall = overall_marking(cable).text
    if words(marking) != words(overall):
        what = "the marking of the cable is another"
        yield differing(FindingKind.BANNER, "marking", overall, marking, what)
    if words(name) != words(expected.names[0]):
        what = "it is called otherwise"
        yield differing(FindingKind.TEXT_CHANGED, "name", expected.names[0], name, what)
    if words(date) != words(_date(cable)):
        yield differing(FindingKind.HEADER, "date", _date(cable), date, "it is another")
    mark = cable.subject.portion_mark if cable.subject else None
    title = cable.subject.text if cable.subject else cable.title or ""
    below = entry.partition("\n")[2]
    told = " ".join((*([mark.raw] if mark else ()), title, *dict.fromkeys(stamps_of(cable))))
    if words(below) != words(told):
        yield of_marked_line("subject", told, below)


def _date(cable: Cable) -> str:
    """``16 August 2007, 18:31 UTC``; where it is no date, the group as written."""
    dtg = cable.dtg
    if dtg is None:
        return ""
    if dtg.utc is None:
        signs = " ".join(precedence.value for precedence in dtg.precedence)
        return dtg.raw.removeprefix(signs).partition(" (")[0]
    return f"{dtg.utc.day} {MONTHS[dtg.utc.month - 1]} {dtg.utc:%Y, %H:%M} UTC"


# --- agreement of a volume with itself -----------------------------------------------------------


def volume_agreement(volume: Volume) -> Iterator[Finding]:
    """Where pages, list and cables of a volume do not agree; no cable is needed for it."""
    yield from within(_LIST, _list_agreement(volume))
    for number, printed in enumerate(volume.cables, 1):
        yield from within(f"cable {number}", agreement(printed))


def _list_agreement(volume: Volume) -> Iterator[Finding]:
    head, entries = _parted(volume)
    highest = " ".join(words(head)).removeprefix(_HIGHEST).strip()
    for sheet in _untitled(volume):
        for place, lines in (("top", sheet.top), ("foot", sheet.foot)):
            if not marking_shown(lines, highest):
                what = "the page shows another marking than the list"
                where = f"{sheet.place}, {place}"
                yield differing(FindingKind.BANNER, where, highest, " | ".join(lines), what)
    if len(entries) != len(volume.cables):
        message = f"it names {len(entries)} cables, and {len(volume.cables)} follow"
        yield Finding(FindingKind.TEXT_MISSING, "entries", "", "", message)
        return
    for number, (entry, printed) in enumerate(zip(entries, volume.cables, strict=True), 1):
        marking = _cells(entry)[2]
        row = " | ".join(labelled(printed, "classification")).partition(" (from the ")[0]
        if squeezed(marking) != squeezed(row):
            what = "it gives another marking than the cable"
            yield differing(FindingKind.BANNER, f"entry {number}", row, marking, what)
