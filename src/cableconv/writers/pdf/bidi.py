"""Right-to-left writing in a line: levels, and the order in which parts stand on the page.

The levels come from python-bidi (the extra ``scripts``), which follows the Unicode Bidirectional
Algorithm (UAX 9).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_RIGHT = frozenset(("R", "AL"))
_REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
"""Classes that the algorithm takes out (rule X9)."""
_ISOLATES = "\u2066\u2067\u2068\u2069"


def is_right_to_left(char: str) -> bool:
    """Whether a character is written from right to left."""
    return unicodedata.bidirectional(char) in _RIGHT


def has_left(text: str) -> bool:
    """Whether a text has a letter that is written from left to right."""
    return any(unicodedata.bidirectional(char) == "L" for char in text)


def levels(text: str, *, rtl: bool) -> list[int]:
    """The embedding level of each character: even for left to right, odd for right to left.

    Args:
        text: a line, or a part of it.
        rtl: whether the paragraph is written from right to left.
    """
    from bidi import algorithm  # noqa: PLC0415 - only who has such text pays for it

    base = int(rtl)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    # Isolates are younger than the library, and it stops at what has no class: both are as blanks.
    kept = "".join([char if _has_class(char) else " " for char in text])
    algorithm.get_embedding_levels(kept, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)  # noqa: FBT003 - the library's own form
    algorithm.resolve_implicit_levels(storage, False)  # noqa: FBT003
    resolved = iter([found["level"] for found in storage["chars"]])
    result: list[int] = []
    for char in kept:
        removed = unicodedata.bidirectional(char) in _REMOVED
        result.append((result[-1] if result else base) if removed else next(resolved, base))
    for at in range(len(kept) - 1, -1, -1):  # rule L1: blanks at the end of a line
        if not kept[at].isspace():
            break
        result[at] = base
    return result


def _has_class(char: str) -> bool:
    return char not in _ISOLATES and unicodedata.bidirectional(char) != ""


def visual_order(found: Sequence[int]) -> list[int]:
    """Positions of the parts of a line from left to right, by their levels (rule L2)."""
    order = list(range(len(found)))
    odd = [level for level in found if level % 2]
    for level in range(max(found, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def mirrored(text: str) -> str:
    """The characters as a right-to-left run shows them from left to right: brackets are turned."""
    from bidi.mirror import MIRRORED  # noqa: PLC0415 - as above

    return "".join(MIRRORED.get(char, char) for char in reversed(text))
