"""How often what stands in a cable: weights counted in 6,712 published cables (field guide, 2)."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """A choice among values, each as often as its weight says."""

    def __init__(self, *pairs: tuple[T, float]) -> None:
        self.values: Sequence[T] = [value for value, _ in pairs]
        self._sums = list(accumulate(weight for _, weight in pairs))

    def draw(self, rng: Random) -> T:
        """One of the values."""
        return self.values[bisect(self._sums, rng.random() * self._sums[-1])]


CLASSIFICATION = Weighted(
    ("UNCLASSIFIED", 870),
    ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", 1154),
    ("CONFIDENTIAL", 2830),
    ("CONFIDENTIAL//NOFORN", 360),
    ("SECRET", 710),
    ("SECRET//NOFORN", 475),
)
HEADER = Weighted(("XRO", 3488), ("XYZ", 2238), ("extract", 694), ("bare", 209))
REGIME = Weighted(("wrapped", 46), ("unwrapped", 50), ("mixed", 4))
YEAR = Weighted(*zip(range(2000, 2011), (1, 3, 5, 7, 10, 12, 13, 13, 13, 14, 9), strict=True))
PRECEDENCE = Weighted(("R", 45), ("P", 33), ("O", 14), ("Z", 1), ("O R", 2), ("O P", 2), ("P R", 3))
BETWEEN = Weighted((" ", 67), ("  ", 12.3), ("", 10.5), ("   ", 0.3))
"""From a paragraph's number to its mark."""

DOT = Weighted((".", 99), (")", 1))
SUBJECT_LINES = Weighted((30, 50), (80, 45), (150, 3))
"""Characters to have at least."""

REFERENCES = Weighted((0, 39), (1, 27), (2, 17), (3, 9), (4, 5), (6, 3))
LETTERS = Weighted(("{}. ", 60), ("({}) ", 30), ("{}) ", 10))
RULE = Weighted(("under", 2205), ("box", 861), ("none", 1400))
POINTS = Weighted(
    ("--", 5418), ("-", 1609), ("A.", 2500), ("A)", 300), ("a.", 322), ("o", 49), ("*", 16)
)
TABLE = Weighted(("blanks", 157), ("leaders", 54), ("tabs", 124), ("pipes", 133))

SITE = Weighted(
    (
        "{rule}\nVisit {post}'s Classified Web Site at \nhttp://www.example.sgov/{post}/\n{rule}\n",
        216,
    ),
    ("Visit {post}'s Classified Website: \nhttp://www.example.sgov/{post}\n", 59),
)
"""The note before the signature in 275 of 6,712 cables."""

_OWN = {
    "UNCLASSIFIED": (("(U)", 88), ("(SBU)", 12)),
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": (("(SBU)", 76), ("(U)", 23.6), ("(SBU/NF)", 0.6)),
    "CONFIDENTIAL": (("(C)", 80), ("(SBU)", 10), ("(U)", 9.5), ("(C/REL NATO)", 0.5)),
    "CONFIDENTIAL//NOFORN": (("(C/NF)", 55), ("(C)", 30), ("(SBU)", 5), ("(U)", 10)),
    "SECRET": (("(S)", 54), ("(C)", 30), ("(SBU)", 5), ("(U)", 10), ("(S/REL NATO)", 1)),
    "SECRET//NOFORN": (
        ("(S/NF)", 57), ("(S)", 12), ("(C)", 12), ("(C/NF)", 8), ("(SBU)", 2), ("(U)", 8),
    ),
}  # fmt: skip
MARK = {name: Weighted(*pairs) for name, pairs in _OWN.items()}
"""Portion marks of a cable that is classified so; together they come to the counted shares."""

SPELLING = Weighted(
    ("/NF", 86), ("//NF", 11), ("-NF", 0.3), (" NF", 0.3), ("/NOFORN", 0.6), ("/Noforn", 0.6)
)
"""How a cable spells NOFORN in its marks."""

UNMARKED = {
    "UNCLASSIFIED": 0.70,
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": 0.14,
    "CONFIDENTIAL": 0.02,
    "CONFIDENTIAL//NOFORN": 0.02,
    "SECRET": 0.02,
    "SECRET//NOFORN": 0.02,
}
"""How many cables have no mark at all: 868 of 6,712."""

MEDIAN, SPREAD, LONGEST = 6600, 0.63, 66_000


def length(rng: Random) -> int:
    """Characters of a body: median 6,600, 90 in 100 under 14,500, 99 under 30,000."""
    while True:
        drawn = MEDIAN * math.exp(rng.gauss(0.0, 1.0) * SPREAD)
        if 350 <= drawn <= LONGEST:
            return int(drawn)


FIRST_SECTION, SECTION = 7000, 3900
"""Characters of the first section and of each further one, by how many cables have 2, 3, 4, 5."""


def sections(characters: int) -> int:
    """Sections of a telegram of this length: 53 in 100 have one, 23 two, 13 three."""
    if characters < FIRST_SECTION:
        return 1
    return min(28, 2 + (characters - FIRST_SECTION) // SECTION)


def happens(rng: Random, share: float) -> bool:
    """True in this share of calls."""
    return rng.random() < share
