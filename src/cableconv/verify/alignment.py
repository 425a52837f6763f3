"""Which stretches of two sequences of words differ, in time that grows with their length.

difflib's search is quadratic, so it only sees short stretches. Longer ones are first parted at runs
of words that both sides have exactly once, the longer runs before the shorter; where none are, a
window goes along them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Words = Sequence[str]
Span = tuple[int, int, int, int]
"""Start and end of a difference, first in the words demanded, then in those found."""

_FEW_WORDS = 600
"""Words of both sides together up to which difflib's search is quick enough, whatever they are."""

_RUNS = (6, 3, 1)
"""Lengths of the runs at which longer stretches are parted."""

_MOST_ROUNDS = 6
"""How often a stretch is parted again; then it is searched from its beginning on."""

_TOLD = 20
"""Words that are told of a stretch whose sides have nothing in common at its beginning."""


def differences(demanded: Words, found: Words) -> list[Span]:
    """The stretches that differ, in order; none where all words are the same."""
    spans: list[Span] = []
    left = [((0, len(demanded), 0, len(found)), 0)]
    while left:
        span, rounds = left.pop()
        i1, i2, j1, j2 = span = _trimmed(demanded, found, span)
        if i1 == i2 and j1 == j2:
            continue
        if i1 == i2 or j1 == j2:
            spans.append(span)
        elif i2 - i1 + j2 - j1 <= _FEW_WORDS:
            spans.extend(_searched(demanded, found, span))
        else:
            parts = _parted(demanded, found, span) if rounds < _MOST_ROUNDS else []
            left += [(part, rounds + 1) for part in reversed(parts)]
            if not parts:
                begun, rest = _begun(demanded, found, span)
                spans += begun
                left += [(rest, _MOST_ROUNDS)] if rest else []
    return spans


def _trimmed(demanded: Words, found: Words, span: Span) -> Span:
    """The stretch without the words that are the same at its beginning and end."""
    i1, i2, j1, j2 = span
    while i1 < i2 and j1 < j2 and demanded[i1] == found[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and demanded[i2 - 1] == found[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return i1, i2, j1, j2


def _searched(demanded: Words, found: Words, span: Span) -> Iterator[Span]:
    i, end, j, last = span
    search = SequenceMatcher(None, demanded[i:end], found[j:last], autojunk=False)
    for tag, i1, i2, j1, j2 in search.get_opcodes():
        if tag != "equal":
            yield i + i1, i + i2, j + j1, j + j2


def _begun(demanded: Words, found: Words, span: Span) -> tuple[list[Span], Span | None]:
    """The differences at the beginning of a stretch, and what follows them.

    Nothing follows where the beginnings have too little in common: then only they are told.
    """
    i1, i2, j1, j2 = span
    half = _FEW_WORDS // 2
    window = (i1, min(i2, i1 + half), j1, min(j2, j1 + half))
    begun = list(_searched(demanded, found, window))
    last = begun[-1]
    ended = last[1] == window[1] or last[3] == window[3]
    i, _, j, _ = last if ended else (window[1], 0, window[3], 0)
    if min(i - i1, j - j1) < half // 3:
        return [(i1, min(i2, i1 + _TOLD), j1, min(j2, j1 + _TOLD))], None
    return (begun[:-1] if ended else begun), (i, i2, j, j2)


def _parted(demanded: Words, found: Words, span: Span) -> list[Span]:
    """What stands between the words that belong together; empty where none surely do."""
    i1, i2, j1, j2 = span
    for length in _RUNS:
        one = _once(demanded, i1, i2, length)
        two = _once(found, j1, j2, length)
        pairs = _rising([(at, two[run]) for run, at in one.items() if run in two])
        if pairs:
            ends = [*pairs, (i2, j2)]
            starts = [(i1, j1), *((i + 1, j + 1) for i, j in pairs)]
            parts = [(i, end, j, last) for (i, j), (end, last) in zip(starts, ends, strict=True)]
            return [one for one in parts if one[0] < one[1] or one[2] < one[3]]
    return []


def _once(words: Words, start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """Where each run of words begins that stands in the stretch exactly once, in order."""
    places: dict[tuple[str, ...], int] = {}
    often: set[tuple[str, ...]] = set()
    for at in range(start, end - length + 1):
        run = tuple(words[at : at + length])
        if places.setdefault(run, at) != at:
            often.add(run)
    return {run: at for run, at in places.items() if run not in often}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs in which both places rise; the first of each pair does already."""
    lasts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        rank = bisect_left(lasts, place)
        before.append(ends[rank - 1] if rank else -1)
        lasts[rank : rank + 1] = [place]
        ends[rank : rank + 1] = [at]
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]
