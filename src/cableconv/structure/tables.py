"""Lines whose blanks carry meaning: aligned columns, dot leaders, tabs, pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.grammar.portion import match_portion_mark
from cableconv.grammar.scan import interleave, plain
from cableconv.model.blocks import Preformatted, Row, Table
from cableconv.model.content import Inline
from cableconv.model.leaf import Cell, LineBreak, Text
from cableconv.structure.lines import BLANKS, LONG_LINE, Line
from cableconv.structure.slices import joined, split_tail
from cableconv.structure.starts import is_rule, item_start

_TABULAR = re.compile(r"[^ \t.] {3,}[^ ]|[^. ] ?\.{4,}|[^ \t]\t+[^ \t]|\|")
"""Matches within "Exampleville   12", "Visas .... 12", "Visas<tab>12", "Visas | 12"."""

_SIGNS = ("   ", "|", "\t", "....")
"""One of these stands in each tabular line."""

_CELL_HEAD = re.compile(r"(?:^|[|\t])[ \t\xa0]{0,40}(?=\()")
"""Matches what stands before the marks of "(C) Visas | (U) 12"."""

_PIPES = re.compile(r"\|")
_TABS = re.compile(r"\t+")


def is_tabular(line: Line) -> bool:
    """True where columns can be seen in a line (of the hard-wrapped regime)."""
    words = line.words
    if (
        not ("   " in words or "|" in words or "\t" in words or "...." in words)
        or len(words) > LONG_LINE
        or _TABULAR.search(words) is None
    ):
        return False
    # The tab after a label makes no column: "(a)<tab>(C) first point" is typed so everywhere.
    start = item_start(words) if "\t" in words else None
    return start is None or _TABULAR.search(words[start.length - 1 :]) is not None


def tabular_lines(lines: Sequence[Line], first: int) -> frozenset[int]:
    """Indexes of the tabular lines from ``first`` on; one look at a text mostly finds none."""
    text = "\n".join([line.words for line in lines[first:]])
    if not any(sign in text for sign in _SIGNS):
        return frozenset()
    return frozenset([n for n in range(first, len(lines)) if is_tabular(lines[n])])


def tabular_run(lines: Sequence[Line], at: int) -> int:
    """The line after a run of two or more tabular lines that begins at ``at``; else ``at``.

    Rules between or right under the rows belong to the run, and so does a short line between two
    rows: the first half of an entry that takes two lines.
    """
    if not is_tabular(lines[at]):
        return at
    end = at
    rows = 0
    while end < len(lines):
        rule = rows > 0 and is_rule(lines[end].words)
        if not (rule or is_tabular(lines[end]) or _is_half(lines, end)):
            break
        rows += not rule
        end += 1
    return end if rows >= 2 else at  # noqa: PLR2004 - one line alone proves no columns


_LONGEST_HALF = 36


def _is_half(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first half of a row, between two others: ``RADIO SET TACTICAL``."""
    words = lines[at].words
    if not 0 < len(words) <= _LONGEST_HALF or at == 0 or at + 1 >= len(lines):
        return False
    if item_start(words) is not None or words[-1] in ".:;,":
        return False
    return is_tabular(lines[at - 1]) and is_tabular(lines[at + 1])


def table_block(lines: Sequence[Line]) -> Table | Preformatted:
    """A table where pipes or tabs make the columns certain, else preformatted lines."""
    texts = [line.words for line in lines if line.words]
    for separator in (_PIPES, _TABS):
        counts = {len(separator.findall(text)) for text in texts}
        if len(counts) == 1 and counts != {0}:
            return _table(lines, separator)
    return preformatted(lines)


def preformatted(lines: Sequence[Line]) -> Preformatted:
    """The lines verbatim; a portion mark at the head of a line or cell keeps its type."""
    content, tail = split_tail(joined(lines))
    leaves: list[Inline] = []
    for part in content.split("\n"):
        if leaves:
            leaves.append(LineBreak("\n"))
        leaves += _with_marks(part)
    return Preformatted(tuple(leaves), tail=tail)


def _with_marks(line: str) -> tuple[Inline, ...]:
    """A line with the marks at the head of it, and at the head of its cells between pipes."""
    heads = (found.end() for found in _CELL_HEAD.finditer(line)) if "(" in line else ()
    marks = ((at, match_portion_mark(line, at, lower=False)) for at in heads)
    return interleave(line, [(at, mark) for at, mark in marks if mark is not None])


def _table(lines: Sequence[Line], separator: re.Pattern[str]) -> Table:
    filled = [line for line in lines if line.words]
    blank = lines[len(filled) :]
    rows = tuple(Row(_cells(line.text, separator), tail=line.eol) for line in filled)
    return Table(rows, tail=joined(blank))


def _cells(text: str, separator: re.Pattern[str]) -> tuple[Inline, ...]:
    leaves: list[Inline] = []
    at = 0
    for found in separator.finditer(text):
        if found.start() > at:
            leaves += cell_leaves(text[at : found.start()])
        leaves += plain(found[0])
        at = found.end()
    if at < len(text):
        leaves += cell_leaves(text[at:])
    return tuple(leaves)


def cell_leaves(text: str) -> tuple[Inline, ...]:
    """A cell; a mark at its head stands before it, the blanks before the mark with the sign."""
    bare = len(text) - len(text.lstrip(BLANKS))
    mark = match_portion_mark(text, bare, lower=False)
    if mark is None:
        return (Cell(text),)
    blanks = (Text(text[:bare]),) if bare else ()
    return (*blanks, mark, Cell(text[bare + len(mark.raw) :]))
