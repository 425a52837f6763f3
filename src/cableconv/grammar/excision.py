"""Words that stand for text taken out: ``XXXXXXXXXXXX``, ``[1 line not declassified]``.

Sources: field guide 2a.5 (1,026 pages with four or more X); FRUS notes; standards P05.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.model.leaf import Excision

_CODE = (
    r"(?:B ?[1-9](?: ?\([A-F]\))?|\([bB]\) ?\([1-9]\)(?: ?\([A-F]\))?"
    r"|1\.[456] ?\(?[A-Ha-h]\)?|3\.[35] ?\(?[A-Ha-h]\)?|(?:25|50)X[1-9])(?![A-Za-z0-9])"
)
"""Matches ``B1``, ``B7(C)``, ``(b)(6)``, ``1.4(D)``, ``25X1``: FOIA and order exemptions."""

_CODES = re.compile(_CODE)

_ONLY_CODES = re.compile(rf"{_CODE}(?:[ ,;/]{{1,3}}{_CODE}){{0,9}}")
"""Matches ``B1, 1.4(D)``."""

_CROSSES = re.compile(
    rf"(?<![A-Za-z0-9])X{{4,}}+(?![A-Za-z0-9])(?: ?[\[(]?{_ONLY_CODES.pattern}[\])]?)?"
)
"""Matches ``XXXXXXXXXXXX`` and ``XXXXXXXXXXXX B1, 1.4(D)``."""

_LONGEST = 120

_WORDS = re.compile(
    r"not\s+declassified|\bredact(?:ed|ion)\b|\bexcised\b|\bexcision\b|\bname\s+withheld\b"
    r"|\bsource\s+deleted\b|\btext\s+(?:deleted|removed|withheld)\b",
    re.IGNORECASE,
)
"""Matches in ``less than 1 line not declassified``, ``NAME REDACTED``."""


def find_excisions(text: str) -> list[tuple[int, Excision]]:
    """Excisions with their positions, in order.

    Exemption codes count inside brackets or right after crosses only; a code that stands alone in
    the text is no excision, and none is ever a portion mark.
    """
    found: list[tuple[int, Excision]] = []
    if "XXXX" in text:
        found.extend(_crosses(text))
    if "[" in text:
        found.extend(_brackets(text))
    if len(found) > 1:
        found.sort(key=lambda pair: pair[0])
        found = _without_overlap(found)
    return found


def parse_codes(text: str) -> tuple[str, ...]:
    """The exemption codes of a text that holds nothing else: ``B1``, ``1.4(D)``; empty otherwise.

    So they float in the margin of released pages (field guide 2h).
    """
    words = text.strip()
    return _reasons(words) if len(words) <= _LONGEST and _ONLY_CODES.fullmatch(words) else ()


def _crosses(text: str) -> Iterator[tuple[int, Excision]]:
    for match in _CROSSES.finditer(text):
        yield match.start(), Excision(match[0], _reasons(match[0]))


def _brackets(text: str) -> Iterator[tuple[int, Excision]]:
    at = text.find("[")
    while at >= 0:
        end = text.find("]", at, at + _LONGEST)
        after = text.find("[", at + 1)
        if end >= 0 and not at < after < end:
            inside = text[at + 1 : end]
            if _WORDS.search(inside) or _ONLY_CODES.fullmatch(inside.strip()):
                raw = text[at : end + 1]
                yield at, Excision(raw, _reasons(raw))
        at = after


def _reasons(raw: str) -> tuple[str, ...]:
    codes = (match[0].replace(" ", "").upper() for match in _CODES.finditer(raw))
    return tuple(dict.fromkeys(codes))


def _without_overlap(found: list[tuple[int, Excision]]) -> list[tuple[int, Excision]]:
    # Crosses inside brackets, [XXXX not declassified], are part of what the brackets say.
    kept: list[tuple[int, Excision]] = []
    for at, leaf in found:
        if not kept or at >= kept[-1][0] + len(kept[-1][1].raw):
            kept.append((at, leaf))
    return kept
