"""The source note of a FRUS document: classification, precedence and captions out of its prose.

"Source: Reagan Library, Country File; NLR-748-25. Secret; Immediate; Nodis." In any order, divided
by semicolons; a sentence counts where one of its parts is a level, or all are precedences and
captions. "No classification marking." states none, and stays text (field guide, 2j).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.header import Precedence, Routing
from cableconv.model.markings import Banner, Caption

_SENTENCE = re.compile(r"[^.]+(?:\.|$)")
"""Matches " Secret; Immediate; Nodis."; an abbreviation only makes more sentences."""

_PART = re.compile(r"[^;,]+")
"""Matches "Immediate" in "Secret; Immediate; Nodis"."""

_LONGEST = 200
"""Characters of a sentence that states a marking."""

_PRECEDENCES = {
    "EMERGENCY": Precedence.EMERGENCY,
    "FLASH": Precedence.FLASH,
    "IMMEDIATE": Precedence.IMMEDIATE,
    "NIACT IMMEDIATE": Precedence.IMMEDIATE,
    "OPERATIONAL IMMEDIATE": Precedence.IMMEDIATE,
    "NIACT": Precedence.IMMEDIATE,
    "PRIORITY": Precedence.PRIORITY,
    "ROUTINE": Precedence.ROUTINE,
}
"""Precedence in words. NIACT, night action, is of IMMEDIATE (5 FAH-1 H-221)."""

_LEVELS = frozenset((
    "TOP SECRET", "SECRET", "CONFIDENTIAL", "RESTRICTED", "UNCLASSIFIED", "LIMITED OFFICIAL USE",
    "OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY", "SENSITIVE BUT UNCLASSIFIED",
))  # fmt: skip

_CAPTIONS = frozenset((
    "EYES ONLY", "EXCLUSIVE EYES ONLY", "NO DISTRIBUTION", "LIMIT DISTRIBUTION",
    "LIMITED DISTRIBUTION", "EXCLUSIVE DISTRIBUTION", "PERSONAL", "CHEROKEE", "SENSITIVE",
))  # fmt: skip
"""Handling words of FRUS notes beside the captions of telegrams."""


def scan_source_note(text: str) -> tuple[Inline, ...]:
    """The note as leaves: banner, precedence and captions at their places, text between."""
    found: list[tuple[int, Inline]] = []
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0].rstrip(".")
        if len(words) <= _LONGEST:
            found += _stated(words, sentence.start())
    return interleave(text, found)


def _stated(words: str, start: int) -> list[tuple[int, Inline]]:
    parts = list(_parts(words, start))
    levels = [leaf for _, leaf in parts if isinstance(leaf, Banner)]
    if levels or all(leaf is not None for _, leaf in parts):
        return [(at, leaf) for at, leaf in parts if leaf is not None]
    return []


def _parts(words: str, start: int) -> Iterator[tuple[int, Inline | None]]:
    for part in _PART.finditer(words):
        raw = part[0].strip()
        if raw:
            yield start + part.start() + part[0].index(raw), _leaf(raw)


def _leaf(raw: str) -> Inline | None:
    """The marking that a part is; None for other words."""
    words = " ".join(raw.upper().split())
    if words in _LEVELS:
        banner = parse_banner(words)
        return None if banner is None else attrs.evolve(banner, raw=raw)
    if words in _PRECEDENCES:
        return Routing(raw, _PRECEDENCES[words])
    if words in _CAPTIONS:
        return Caption(raw, words)
    caption = parse_caption(words)
    return None if caption is None else attrs.evolve(caption, raw=raw)
