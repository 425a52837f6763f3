"""Tables of a cable: what belongs to which cell, and whether the first row names the columns.

DOCX, HTML and PDF answer both alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TypeVar

from cableconv.model.blocks import marks_cell
from cableconv.model.leaf import Cell, Leaf, Text

# Matches "10" in "    10": a column of figures under a word has a heading.
_DIGIT = re.compile(r"[0-9]")

SetT = TypeVar("SetT")


def cells(content: Iterable[tuple[Leaf, SetT]]) -> list[list[tuple[Leaf, SetT]]]:
    """The cells of a row, each as its leaves; what only parts cells is left out.

    A mark joins the cell that it stands right before. Other words and marks between cells join
    the cell before them (the next where none is before), so that none gets lost.

    Args:
        content: the leaves that are shown, each with what the writer made of it.
    """
    found: list[list[tuple[Leaf, SetT]]] = []
    waiting: list[tuple[Leaf, SetT]] = []
    pairs = list(content)
    for pair, after in zip_longest(pairs, pairs[1:]):
        if isinstance(pair[0], Cell):
            found.append([*waiting, pair])
            waiting = []
        elif not _parts(pair[0]):
            joins = found and not (after and marks_cell(pair[0], after[0]))
            (found[-1] if joins else waiting).append(pair)
    return [*found, waiting] if waiting else found


def _parts(leaf: Leaf) -> bool:
    """Whether a leaf only parts cells: blanks, pipes."""
    signs = isinstance(leaf, Text) and not any(char.isalnum() for char in leaf.raw)
    return signs or not leaf.raw.strip()


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns.

    True where each of its cells holds words without a digit, and under at least one of them every
    cell holds a figure. The source does not say what a row is, so a guess must be safe.

    Args:
        rows: the words of the cells.
    """
    if len(rows) < 2:  # noqa: PLR2004 - a header, and a row under it
        return False
    first, *rest = rows
    if not first or any(not words.strip() or _DIGIT.search(words) for words in first):
        return False
    columns = ([row[at] for row in rest if at < len(row)] for at in range(len(first)))
    return any(column and all(map(_DIGIT.search, column)) for column in columns)
