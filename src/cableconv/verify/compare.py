"""Comparing the words that a cable demands with those of an output, and naming each difference."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import attrs

from cableconv.verify.alignment import Span, Words, differences
from cableconv.verify.demand import Unit
from cableconv.verify.finding import Finding, FindingKind, differing, excerpt, quoted
from cableconv.verify.words import marks_in, words

_MOST_FINDINGS = 50
"""Findings of one comparison; an output of another cable would give thousands."""

_SAME_PLACE = 3
"""Fewer equal words than this between two differences make them one."""


@attrs.frozen
class Stream:
    """The words of an output in order.

    Attributes:
        words: all of them.
        starts: positions of words that begin a line or paragraph.
        divided: whether ``starts`` are paragraphs, so that a new one inside a part is a fault.
    """

    words: Words
    starts: Collection[int]
    divided: bool = False


def stream(texts: Sequence[str], *, divided: bool) -> Stream:
    """The words of some lines or paragraphs."""
    found: list[str] = []
    starts: set[int] = set()
    for text in texts:
        starts.add(len(found))
        found.extend(words(text))
    return Stream(found, starts, divided)


@attrs.frozen
class _Demand:
    """The words that are demanded, with the unit of each."""

    units: Sequence[Unit]
    words: Words
    firsts: Sequence[int]

    def unit_at(self, word: int) -> int:
        return max(bisect_right(self.firsts, word) - 1, 0)

    def end_of(self, unit: int) -> int:
        return self.firsts[unit + 1] if unit + 1 < len(self.firsts) else len(self.words)

    def place(self, word: int) -> str:
        return self.units[self.unit_at(word)].place if self.units else "the text"


def _demand(units: Sequence[Unit]) -> _Demand:
    kept: list[Unit] = []
    found: list[str] = []
    firsts: list[int] = []
    for unit in units:
        own = words(unit.text)
        if own:
            kept.append(unit)
            firsts.append(len(found))
            found.extend(own)
    return _Demand(kept, found, firsts)


def compare(units: Sequence[Unit], shown: Stream) -> list[Finding]:
    """Each difference between the parts of a cable, in order, and the words of an output."""
    demand = _demand(units)
    spans = _differences(demand.words, shown.words)
    whole = f" {' '.join(shown.words)} " if spans else ""
    findings = [one for span in spans for one in _told(demand, shown.words, whole, span)]
    findings = _without_arrivals(findings)
    if not findings:
        findings = list(_beginnings(demand, shown))
    return findings[:_MOST_FINDINGS]


def _differences(demanded: Words, found: Words) -> list[Span]:
    """The stretches that differ, in order; those that are near to each other are one."""
    spans: list[Span] = []
    for span in differences(demanded, found):
        i1, i2, j1, j2 = span
        if spans and i1 - spans[-1][1] < _SAME_PLACE and j1 - spans[-1][3] < _SAME_PLACE:
            i1, _, j1, _ = spans.pop()
        spans.append((i1, i2, j1, j2))
    return spans


def _told(demand: _Demand, found: Words, whole: str, span: Span) -> Iterator[Finding]:
    """The findings of one stretch: whole parts that are gone, then what is left of it."""
    i1, i2, j1, j2 = span
    at = i1
    while j1 == j2 and at < i2 and _is_whole(demand, at, i2):
        unit = demand.unit_at(at)
        yield _gone(demand.units[unit], whole)
        at = demand.end_of(unit)
    if at < i2 or j1 < j2:
        yield _changed(demand, at, " ".join(demand.words[at:i2]), " ".join(found[j1:j2]))


def _is_whole(demand: _Demand, at: int, end: int) -> bool:
    unit = demand.unit_at(at)
    return demand.firsts[unit] == at and demand.end_of(unit) <= end


def _gone(unit: Unit, whole: str) -> Finding:
    text = " ".join(words(unit.text))
    if f" {text} " in whole:
        message = f"it stands in another place: {quoted(text)}"
        return Finding(FindingKind.MOVED, unit.place, text, text, message)
    return Finding(FindingKind.TEXT_MISSING, unit.place, text, "", f"it is missing: {quoted(text)}")


def _changed(demand: _Demand, at: int, expected: str, found: str) -> Finding:
    marks = marks_in(expected) or _torn_marks(demand, at, expected)
    others = marks_in(found)
    if marks != others:
        place = demand.place(at if expected else min(at, len(demand.words) - 1))
        return _mark(place, "".join(marks[:1]), "".join(others[:1]), expected, found)
    if not expected:
        place = f"after {demand.place(at - 1)}" if at in demand.firsts and at else demand.place(at)
        message = f"words that the cable does not have: {quoted(found)}"
        return Finding(FindingKind.TEXT_ADDED, place, "", found, message)
    if not found:
        message = f"words are missing: {quoted(expected)}"
        return Finding(FindingKind.TEXT_MISSING, demand.place(at), expected, "", message)
    kind = FindingKind.TEXT_CHANGED
    return differing(kind, demand.place(at), expected, found, "the words differ")


def _torn_marks(demand: _Demand, at: int, expected: str) -> list[str]:
    """Marks of the part of which the stretch holds a piece: ``(S//REL`` of a longer one."""
    if not demand.units or not expected:
        return []
    torn = set(expected.split())
    marks = demand.units[demand.unit_at(at)].marks
    return [mark for mark in marks if any(word in torn for word in mark.split())]


def _mark(place: str, mark: str, other: str, expected: str, found: str) -> Finding:
    near = f" ({excerpt(expected or found)})" if (expected or found) not in (mark, other) else ""
    if not other:
        message = f"the mark {mark} is missing{near}"
        return Finding(FindingKind.MARK_MISSING, place, mark, "", message)
    if not mark:
        message = f"the cable has no mark here, the output has {other}{near}"
        return Finding(FindingKind.MARK_ADDED, place, "", other, message)
    message = f"the mark is {mark}, and the output has {other}"
    return Finding(FindingKind.MARK_CHANGED, place, mark, other, message)


def _without_arrivals(findings: list[Finding]) -> list[Finding]:
    """The findings without the additions that are parts told as moved already."""
    moved = {one.expected for one in findings if one.kind is FindingKind.MOVED}
    return [
        one for one in findings if one.kind is not FindingKind.TEXT_ADDED or one.found not in moved
    ]


def _beginnings(demand: _Demand, shown: Stream) -> Iterator[Finding]:
    """Parts that do not begin where a line does; the words are known to be equal."""
    for unit, first in zip(demand.units, demand.firsts, strict=True):
        if first not in shown.starts:
            message = f"it is joined to what stands before it: {quoted(unit.text)}"
            yield Finding(FindingKind.MOVED, unit.place, unit.text, "", message)
    if not shown.divided:
        return
    firsts = set(demand.firsts)
    for start in sorted(shown.starts):
        if start in firsts or start >= len(demand.words):
            continue
        unit = demand.units[demand.unit_at(start)]
        if unit.whole:
            rest = " ".join(demand.words[start : start + 12])
            message = f"it is divided: a paragraph begins at {quoted(rest)}"
            yield Finding(FindingKind.MOVED, unit.place, unit.text, rest, message)
