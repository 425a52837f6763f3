"""Proving many cables in one file: each is there once, in order, and holds what it must."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from cableconv.model.cable import Cable
from cableconv.verify.finding import Finding, FindingKind, excerpt


@attrs.frozen
class Expected:
    """A cable that must stand in a volume.

    Attributes:
        cable: the cable.
        names: what it may be found by, the usual one first.
    """

    cable: Cable
    names: Sequence[str]


@attrs.frozen
class Shown:
    """A cable, or what stands for one, as a volume has it.

    Attributes:
        name: what it is found by.
        prove: gives its differences from what is expected.
        called: what a person calls it; empty for its name.
    """

    name: str
    prove: Callable[[Expected], Iterable[Finding]]
    called: str = ""


def prove_each(
    shown: Sequence[Shown], expected: Sequence[Expected], noun: str = "cable"
) -> Iterator[Finding]:
    """The differences between the cables of a volume and those that it must hold, in order.

    Cables are found by their names first, so that one that is missing does not make all that
    follow it different ones; what is left is compared by its place.

    Args:
        shown: what the volume has, in order.
        expected: what it must have, in order.
        noun: what each is called in a finding, with its number.
    """
    places = _places([one.name for one in shown], [one.names for one in expected])
    yield from _out_of_place(places, expected, shown, noun)
    for number, (place, one) in enumerate(zip(places, expected, strict=True), 1):
        if place is not None:
            yield from within(f"{noun} {number}", shown[place].prove(one))


def within(where: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the part of the file in which they are before their places."""
    for finding in findings:
        yield attrs.evolve(finding, place=f"{where}, {finding.place}")


def _places(shown: Sequence[str], expected: Sequence[Sequence[str]]) -> list[int | None]:
    """Where each cable stands; None where it does not."""
    waiting: dict[str, list[int]] = {}
    for place in reversed(range(len(shown))):
        waiting.setdefault(shown[place], []).append(place)
    places: list[int | None] = []
    for names in expected:
        found = [name for name in names if waiting.get(name)]
        places.append(waiting[found[0]].pop() if found else None)
    taken = set(places)
    free = [place for place in range(len(shown)) if place not in taken]
    if len(free) == places.count(None):
        rest = iter(free)
        return [next(rest) if place is None else place for place in places]
    return places


def _out_of_place(
    places: Sequence[int | None], expected: Sequence[Expected], shown: Sequence[Shown], noun: str
) -> Iterator[Finding]:
    """Cables that are missing, too many, or in another order."""
    ordered = _in_order([place for place in places if place is not None])
    for number, (place, one) in enumerate(zip(places, expected, strict=True), 1):
        name = excerpt(next(iter(one.names), ""))
        where = f"{noun} {number}"
        if place is None:
            yield Finding(FindingKind.TEXT_MISSING, where, name, "", f"it is missing: {name}")
        elif place not in ordered:
            message = f"it stands in another place, as {noun} {place + 1}: {name}"
            yield Finding(FindingKind.MOVED, where, name, name, message)
    for place in sorted(set(range(len(shown))) - set(places)):
        name = excerpt(shown[place].called or shown[place].name)
        where = f"{noun} {place + 1} of the output"
        yield Finding(FindingKind.TEXT_ADDED, where, "", name, f"it must not be there: {name}")


def _in_order(places: Sequence[int]) -> set[int]:
    """The most places that follow each other in order."""
    ends: list[int] = []  # the smallest last place of an ordered row of each length
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
