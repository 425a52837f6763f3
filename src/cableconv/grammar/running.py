"""Running text of a paragraph: opening and closing words, excisions, and plain text between.

It is called for each paragraph of a corpus, so that text without any of them must cost little.
"""

from __future__ import annotations

from cableconv.grammar.excision import find_excisions
from cableconv.grammar.marker import find_markers
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline


def scan_running(text: str) -> tuple[Inline, ...]:
    """Text after a paragraph's number and mark as leaves.

    Returns:
        Markers and excisions at their places, text and line breaks between them; their ``raw``
        joined is ``text``.
    """
    found: list[tuple[int, Inline]] = [*find_markers(text)]
    if "XXXX" in text or "[" in text:
        found.extend(find_excisions(text))
        found.sort(key=lambda pair: pair[0])
    return interleave(text, found)
