"""Marking up the values inside a leaf: each stands as an element around its own characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from cableconv.writers.tei.escape import Escape

_DIGITS = re.compile(r"[0-9]+")
"""Matches "0123" in "DE RUEHZZ #0123/01"."""


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
    clean = in_lines(escape.text(raw)) == raw
    out: list[str] = []
    at = 0
    placed, missing = _placed(raw, parts)
    for start, end, part in placed:
        tag, attributes, words, number, marked = part
        before, inner = raw[at:start], raw[start:end]
        opened = f"{tag} {attributes}" if attributes else tag
        if words and inner != words and number is None:
            # The source runs the value over other blanks than the value has.
            opened += f' n="{escape.value(words)}"'
        if not clean:
            before, inner = in_lines(escape.text(before)), in_lines(escape.text(inner))
        out.append(f"{before}<{opened}>{inner if marked is None else marked}</{tag}>")
        at = end
    out.append(raw[at:] if clean else in_lines(escape.text(raw[at:])))
    out += [_absent(part, escape) for part in missing]
    return "".join(out)


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


def in_lines(text: str) -> str:
    """Escaped text with ``lb`` at the beginning of each line but the first."""
    return text.replace("\n", "\n<lb/>") if "\n" in text else text


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
        if len(match[0]) < 19 and int(match[0]) == number:  # noqa: PLR2004 - digits of 64 bits
            yield match.span()
