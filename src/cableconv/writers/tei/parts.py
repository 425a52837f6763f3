"""Marking up the values inside a leaf: each stands as an element around its own characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def marked_up(raw: str, parts: Iterable[Part], escape: Escape) -> str:
    """``raw`` as XML with each part as an element around its words.

    A part that ``raw`` does not hold is an empty element at the end, which keeps the value in
    ``n``, so that no value of the leaf is lost.
    """
    placed: list[tuple[Span, Part]] = []
    missing: list[Part] = []
    for part in parts:
        span = _find(raw, part, [span for span, _ in placed])
        if span is None:
            missing.append(part)
        else:
            placed.append((span, part))
    placed.sort(key=lambda pair: pair[0])
    out = []
    at = 0
    for (start, end), part in placed:
        inner = in_lines(escape.text(raw[start:end])) if part.inner is None else part.inner
        before = in_lines(escape.text(raw[at:start]))
        out.append(f"{before}<{part.tag}{_spaced(part.attributes)}>{inner}</{part.tag}>")
        at = end
    out.append(in_lines(escape.text(raw[at:])))
    out += [_absent(part, escape) for part in missing]
    return "".join(out)


def _absent(part: Part, escape: Escape) -> str:
    stated = not part.words or part.attributes.startswith("n=") or " n=" in part.attributes
    value = "" if stated else f' n="{escape.value(part.words)}"'
    return f"<{part.tag}{_spaced(part.attributes)}{value}/>"


def _spaced(attributes: str) -> str:
    return f" {attributes}" if attributes else ""


def in_lines(text: str) -> str:
    """Escaped text with ``lb`` at the beginning of each line but the first."""
    return text.replace("\n", "\n<lb/>") if "\n" in text else text


def _find(raw: str, part: Part, taken: list[Span]) -> Span | None:
    spans = _number_spans(raw, part.number) if part.number is not None else _spans(raw, part.words)
    for start, end in spans:
        if all(end <= first or start >= last for first, last in taken):
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
