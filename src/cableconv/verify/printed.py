"""Proving a printed output, DOCX or PDF: banner on each page, rows around the text, the text."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, filterfalse

import attrs

from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.markings import Marking
from cableconv.model.walk import iter_leaves
from cableconv.verify.around import beside_banner, surroundings
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, units
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.meaning import meanings
from cableconv.verify.rows import Row, squeezed, stamps_of
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
        top: the lines at the top of the page, from above.
        foot: the lines at its foot, from above.
    """

    place: str
    top: Sequence[str]
    foot: Sequence[str]


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
    printed: Printed,
    cable: Cable,
    scope: Scope,
    form: Callable[[str], str] = str,
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
    stamps = [form(stamp) for stamp in stamps_of(cable)]
    return [
        *printed.troubles,
        *banners(
            printed.sheets,
            overall_marking(cable).text,
            stamps,
            known=vocabulary(form(beside_banner(cable))),
        ),
        *surroundings(cable, tuple(_rows(printed.lines)), form),
        *compare(parts, stream(texts, divided=True)),
    ]


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    for line in lines:
        if line.zone is not Zone.TEXT:
            yield Row(line.zone.value, line.label, line.text)


def banners(
    sheets: Sequence[Sheet],
    banner: str,
    stamps: Sequence[str],
    *,
    known: set[str] | None = None,
) -> Iterator[Finding]:
    """Each head or foot that does not show the banner outermost, or shows another marking.

    Args:
        sheets: the heads and feet.
        banner: the marking of the whole cable.
        stamps: what stamps of release say, in order; the banner must not stand without them.
        known: words that may stand beside it, numbers aside; None where only markings are
            looked for.
    """
    runs = list(accumulate(dict.fromkeys(filter(None, map(squeezed, stamps)))))
    for sheet in sheets:
        for place, lines in (("top", sheet.top), ("foot", sheet.foot)):
            where = f"{sheet.place}, {place}"
            shown = " | ".join(line for line in lines if line.strip())
            rest = _beside(lines, banner, first=place == "top", runs=runs)
            if rest is None:
                yield differing(FindingKind.BANNER, where, banner, shown, "the banner is another")
                continue
            for kind, what in _wrong_beside(rest, runs, known):
                yield differing(kind, where, " | ".join((banner, *stamps)), shown, what)


def _wrong_beside(
    rest: Sequence[str], runs: Sequence[str], known: set[str] | None
) -> Iterator[tuple[FindingKind, str]]:
    """What is wrong with the lines beside a banner: a stamp lost, another marking, other words."""
    others = _without_stamps(rest, runs)
    said = vocabulary(" ".join(others))
    if runs and len(others) == len(rest):
        yield FindingKind.BANNER, "the marking stands without the stamp of its release"
    elif said & LEVEL_WORDS:
        yield FindingKind.BANNER, "a marking beside the banner"
    elif known is not None and not set(filterfalse(str.isdigit, said)) <= known:
        yield FindingKind.TEXT_ADDED, "words beside the banner"


def _beside(
    lines: Sequence[str], banner: str, *, first: bool, runs: Sequence[str]
) -> list[str] | None:
    """The lines beside the banner; None where it does not stand outermost but for stamps.

    A long banner stands on several lines.
    """
    for at in range(len(lines)):
        end = _end_of(lines, at, squeezed(banner))
        if end is None:
            continue
        outside = "".join(map(squeezed, lines[:at] if first else lines[end:]))
        return None if outside and outside not in runs else [*lines[:at], *lines[end:]]
    return None


def _without_stamps(lines: Sequence[str], runs: Sequence[str]) -> list[str]:
    """The lines without the first that spell one stamp or more; a long one is broken."""
    # One stamp may be the beginning of the next: the longest run is looked for first.
    for run in reversed(runs):
        for at in range(len(lines)):
            end = _end_of(lines, at, run)
            if end is not None:
                return [*lines[:at], *lines[end:]]
    return list(lines)


def _end_of(lines: Sequence[str], at: int, wanted: str) -> int | None:
    """Where the lines end that say exactly this; None where none do."""
    found = ""
    for end in range(at, len(lines)):
        found += squeezed(lines[end])
        if found == wanted:
            return end + 1
        if not wanted.startswith(found):
            break
    return None


def agreement(printed: Printed) -> Iterator[Finding]:
    """Where heads and feet of an output do not all show one banner; no cable is needed for it."""
    yield from printed.troubles
    rows = labelled(printed, "classification")
    if len(rows) != 1:
        message = "the marking of the whole cable does not stand once in the body"
        yield Finding(FindingKind.BANNER, "row Classification", "", " | ".join(rows), message)
        return
    banner = rows[0].partition(" (from the ")[0]
    stamps = [stamp for text in labelled(printed, "release") for stamp in text.split("\n")]
    yield from banners(printed.sheets, banner, stamps)


def labelled(printed: Printed, label: str) -> list[str]:
    """The values of the rows with a label, given in small letters."""
    return [line.text for line in printed.lines if line.label.casefold() == label]


def marking_shown(lines: Sequence[str], banner: str) -> bool:
    """Whether a head or foot shows a banner, whatever else it shows."""
    return any(_end_of(lines, at, squeezed(banner)) is not None for at in range(len(lines)))


Meanings = Mapping[str, frozenset[str]]
"""The ways in which the meaning of each mark of a cable may be told, by its letters."""


def meanings_in(cable: Cable) -> Meanings:
    """Those of all markings of a cable, whatever letters they have."""
    found: dict[str, frozenset[str]] = {}
    for leaf in iter_leaves(cable.blocks):
        if isinstance(leaf, Marking):
            mark = squeezed(leaf.raw)
            found[mark] = found.get(mark, frozenset()) | meanings(leaf)
    return found


def said_otherwise(
    shown: str, said: str, place: str, own: Meanings | None = None, *, demanded: bool = False
) -> Iterator[Finding]:
    """A mark that is read aloud, or explained, as another than it shows.

    Args:
        shown: the mark as written.
        said: what is said for it; empty where nothing is.
        place: where it stands.
        own: the meanings of the cable's marks; None where there is no cable.
        demanded: whether something must be said for it.
    """
    mark = parse_portion_mark(" ".join(shown.split())) if said or demanded else None
    known = meanings(mark) if mark is not None else frozenset()
    if own is not None:
        known |= own.get(squeezed(shown), frozenset())
    elif mark is None:
        return
    told = said.casefold()
    if not told and demanded and any(known):
        yield differing(FindingKind.MARK_CHANGED, place, shown, "", "its meaning is not told")
    elif told and told not in known:
        what = "its meaning is told as that of another mark"
        yield differing(FindingKind.MARK_CHANGED, place, shown, said, what)
