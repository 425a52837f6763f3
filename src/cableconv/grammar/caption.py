"""Handling captions: ``SIPDIS``, ``NOFORN``, ``ROGER CHANNEL``, ``C O R R E C T E D  C O P Y``.

Sources: 5 FAH-2 H-442; standards A2; field guide 2c (captions alone on a line, in any order).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.grammar.remembered import remembered
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.markings import Caption

_NAMES = (
    "SIPDIS", "SENSITIVE", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "CONDIS", "SPECAT",
    "SPECAT EXCLUSIVE", "AGRMENT", "OFFICIAL INFORMAL", "EYES ONLY", "ONLY", "TERREP", "CODEL",
    "STAFFDEL", "AIDAC", "TOSEC", "SECTO", "ROGER CHANNEL", "DISSENT CHANNEL", "DS CHANNEL",
    "HR CHANNEL", "MED CHANNEL", "TM CHANNEL", "SY CHANNEL", "FI CHANNEL", "STR CHANNEL",
    "CA CHANNEL", "INR CHANNEL", "OIG CHANNEL", "DIRECTOR GENERAL CHANNEL", "NOCONTRACT",
    "WNINTEL", "ORCON", "PROPIN", "EFTO", "FOUO", "FOR OFFICIAL USE ONLY",
    "LIMITED OFFICIAL USE", "SBU", "SENSITIVE BUT UNCLASSIFIED", "CORRECTED COPY",
    "NOT FOR INTERNET DISTRIBUTION",
)  # fmt: skip
"""Captions by their canonical names."""

_OTHER_SPELLINGS = {
    "AGREMENT": "AGRMENT",
    "AGREEMENT CHANNEL": "AGRMENT",
    "AGRMENT CHANNEL": "AGRMENT",
    "OFFICIAL-INFORMAL": "OFFICIAL INFORMAL",
    "NO FOREIGN": "NOFORN",
    "NO FOREIGN DISSEM": "NOFORN",
    "NO FOREIGN DISSEMINATION": "NOFORN",
    "NOT RELEASABLE TO FOREIGN NATIONALS": "NOFORN",
    "MEDICAL CHANNEL": "MED CHANNEL",
    "NOT FOR INTERNET PUBLICATION": "NOT FOR INTERNET DISTRIBUTION",
}

_NUMBERED = frozenset(("TOSEC", "SECTO"))
"""Captions that carry a number: ``TOSEC 040123``."""

_TABLE = {name.replace(" ", ""): name for name in _NAMES} | {
    spelling.replace(" ", ""): name for spelling, name in _OTHER_SPELLINGS.items()
}
"""Canonical names by their letters, so that blanks inside do not count: ``SI PDIS``."""

_HEADS = frozenset(letters[:2] for letters in _TABLE)
"""First letters of captions; a word of one letter may begin any that is letter-spaced."""

_WORDS_AT_MOST = 20
"""Words that one caption may have: each letter is one in ``C O R R E C T E D  C O P Y``."""

_LONGEST_LINE = 400

_WORD = re.compile(r"[^\s,/;.:*\\]+")
"""Matches one word of a caption; the signs between are separators, or damage at the end."""

_SEPARATOR = re.compile(r"[,/;.:*\\]")

_CORRECTED = re.compile(
    r"[\"']?C ?O ?R ?R ?E ?C ?T ?E ?D {1,3}C ?O ?P ?Y(?![A-Za-z])", re.IGNORECASE
)
"""Matches the head of ``C O R R E C T E D  C O P Y (PARA 4)`` and ``CORRECTED COPY``."""

_LONGEST_REASON = 120

_EDGES = "\"'.:*\\()[]"
"""Signs that stand around a caption and do not belong to its name."""


@remembered
def parse_caption(raw: str) -> Caption | None:
    """The one caption that ``raw`` is; None where it is none, or more than one.

    Case, blanks inside, and quotation marks do not count: ``SI PDIS``, ``"ROGER CHANNEL"``.
    CORRECTED COPY may be followed by its reason.
    """
    name = _name(raw) or _corrected(raw)
    return Caption(raw, name) if name else None


def _name(raw: str) -> str | None:
    words = raw.split()
    if not words or len(words) > _WORDS_AT_MOST:
        return None
    if len(words) > 1 and words[-1].isdigit():
        name = _TABLE.get("".join(words[:-1]).upper())
        return name if name in _NUMBERED else None
    return _TABLE.get("".join(words).upper().strip(_EDGES))


def _corrected(raw: str) -> str | None:
    line = raw.strip()
    match = _CORRECTED.match(line)
    if match is None or "\n" in line or len(line) - match.end() > _LONGEST_REASON:
        return None
    return "CORRECTED COPY"


def scan_caption_line(line: str) -> tuple[Inline, ...] | None:
    """The captions of a line that holds nothing else.

    Captions are separated by blanks, commas or slashes; slashes may also fill the line
    (``STADIS//////``).

    Returns:
        Leaves whose ``raw`` joined is the line; None for an empty line or any other line.
    """
    return _scanned(line) if len(line) <= _LONGEST_LINE and _may_begin(line) else None


@remembered
def _scanned(line: str) -> tuple[Inline, ...] | None:
    words = list(_WORD.finditer(line))
    found = _captions(line, words)
    if found is None:
        head = len(line) - len(line.lstrip())
        whole = line.strip()
        if not _corrected(whole):
            return None
        found = [(head, Caption(whole, "CORRECTED COPY"))]
    return interleave(line, found)


def _may_begin(line: str) -> bool:
    """False for most lines: those whose first word cannot be the first of a caption."""
    first = _WORD.search(line)
    if first is None:
        return False
    head = first[0].lstrip(_EDGES)[:2].upper()
    return len(head) < 2 or head in _HEADS or not any(map(str.isalnum, first[0]))  # noqa: PLR2004


def _captions(line: str, words: list[re.Match[str]]) -> list[tuple[int, Inline]] | None:
    found: list[tuple[int, Inline]] = []
    at = 0
    while at < len(words):
        longest = next(_readings(line, words, at), None)
        if longest is None:
            if any(map(str.isalnum, words[at][0])):
                return None
            at += 1  # a dash between, or a stray quotation mark (field guide 2d)
            continue
        caption, at = longest
        found.append((words[at - 1].end() - len(caption.raw), caption))
    return found or None


def _readings(line: str, words: list[re.Match[str]], at: int) -> Iterator[tuple[Caption, int]]:
    head = words[at][0].lstrip(_EDGES)[:2].upper()
    if len(head) > 1 and head not in _HEADS:  # most lines: spare the longer readings
        return
    for last in range(min(len(words), at + _WORDS_AT_MOST), at, -1):
        raw = line[words[at].start() : words[last - 1].end()]
        if not _SEPARATOR.search(raw):
            name = _name(raw)
            if name:
                yield Caption(raw, name), last


def format_caption(caption: Caption) -> str:
    """The caption's canonical name, as it stands on a line of its own."""
    return caption.name
