"""Marking up the values inside a leaf: each stands as an element around its own characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from cableconv.writers.tei.escape import Escape

_DIGITS = re.compile(r"[0-9]+")
"""Matches "0123" in "DE RUEHZZ #0123/01"."""
_LONGEST_NUMBER = 18
"""Digits of a number of 64 bits."""


class Part(NamedTuple):
    """One value of a leaf.

    Attributes:
        tag: its element.
        attributes: of the element, as XML, without ``n``.
        words: the value as it should stand in the leaf's ``raw``.
        number: instead of ``words``, a number that stands there with or without leading zeros.
        inner: content of the element as XML, where parts stand inside the part.
    """

    tag: str
    attributes: str
    words: str = ""
    number: int | None = None
    inner: str | None = None


Span = tuple[int, int]


def marked_up(raw: str, parts: Sequence[Part], escape: Escape) -> str:
    """``raw`` as XML with each part as an element around its words.

    A part that ``raw`` does not hold is an empty element at the end, which keeps the value in
    ``n``, so that no value of the leaf is lost.
    """
    plain = escape.lines(raw) == raw
    if plain:
        usual = _in_order(raw, parts)
        if usual is not None:
            return usual
    out: list[str] = []
    at = 0
    placed, missing = _placed(raw, parts)
    for start, end, part in placed:
        before, inner = raw[at:start], raw[start:end]
        if not plain:
            before, inner = escape.lines(before), escape.lines(inner)
        out.append(f"{before}{_element(part, raw[start:end], inner, escape)}")
        at = end
    out.append(raw[at:] if plain else escape.lines(raw[at:]))
    out += [_absent(part, escape) for part in missing]
    return "".join(out)


def _element(part: Part, spelled: str, inner: str, escape: Escape) -> str:
    """The element of a part, with its value where the source spells that otherwise."""
    tag, attributes, words, number, marked = part
    opened = f"{tag} {attributes}" if attributes else tag
    if words and spelled != words and number is None:
        # The source runs the value over other blanks than the value has.
        opened += f' n="{escape.value(words)}"'
    return f"<{opened}>{inner if marked is None else marked}</{tag}>"


def _in_order(raw: str, parts: Sequence[Part]) -> str | None:
    """The usual case in one pass: ``raw`` holds all parts in their order; None for others."""
    out = ""
    at = 0
    for tag, attributes, words, number, marked in parts:
        if number is None:
            start = raw.find(words, at) if words else -1
            end = start + len(words)
        else:
            found = _DIGITS.search(raw, at)
            start, end = found.span() if found else (-1, -1)
            if end - start > _LONGEST_NUMBER or int(raw[start:end] or -1) != number:
                return None
            words = raw[start:end]  # noqa: PLW2901 - as it is spelled
        if start < 0:
            return None
        space = " " if attributes else ""
        inner = words if marked is None else marked
        out += f"{raw[at:start]}<{tag}{space}{attributes}>{inner}</{tag}>"
        at = end
    return out + raw[at:]


def _placed(raw: str, parts: Sequence[Part]) -> tuple[list[tuple[int, int, Part]], list[Part]]:
    """Start, end and part for each part that ``raw`` holds, in order, and the parts it does not."""
    placed: list[tuple[int, int, Part]] = []
    others: list[Part] = []
    at = 0
    for part in parts:
        # Nearly always the values stand in the order of the parts.
        start = raw.find(part.words, at) if part.words else -1
        if start < 0:
            others.append(part)
            continue
        at = start + len(part.words)
        placed.append((start, at, part))
    missing: list[Part] = []
    for part in others:
        span = _find(raw, part, placed)
        if span is None:
            missing.append(part)
        else:
            placed.append((*span, part))
    if others:
        placed.sort(key=itemgetter(0, 1))
    return placed, missing


def _absent(part: Part, escape: Escape) -> str:
    stated = not part.words or part.attributes.startswith("n=") or " n=" in part.attributes
    value = "" if stated else f' n="{escape.value(part.words)}"'
    return f"<{part.tag}{_spaced(part.attributes)}{value}/>"


def _spaced(attributes: str) -> str:
    return f" {attributes}" if attributes else ""


def _find(raw: str, part: Part, taken: Iterable[tuple[int, int, Part]]) -> Span | None:
    spans = _number_spans(raw, part.number) if part.number is not None else _spans(raw, part.words)
    for start, end in spans:
        if not [first for first, last, _ in taken if first < end and start < last]:
            return start, end
    return None


def _spans(raw: str, words: str) -> Iterable[Span]:
    if not words:
        return
    start = raw.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = raw.find(words, start + 1)
    if " " in words:
        # Values are single-spaced; the source may run over blanks or a line end.
        spaced = r"\s+".join(map(re.escape, words.split()))
        yield from (match.span() for match in re.finditer(spaced, raw))


def _number_spans(raw: str, number: int) -> Iterable[Span]:
    for match in _DIGITS.finditer(raw):
        if len(match[0]) <= _LONGEST_NUMBER and int(match[0]) == number:
            yield match.span()
