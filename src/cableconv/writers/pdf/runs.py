"""From leaves to what is set: stretches of text, with each mark in a run of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cableconv.model.content import divides_word, reading_text
from cableconv.model.leaf import Excision, Leaf, LineBreak, Text, one_line
from cableconv.model.markings import Marking, PortionMark
from cableconv.writers.pdf.lines import Excised, Mark, Piece, piece_text
from cableconv.writers.spoken import spoken
from cableconv.writers.tables import cells


def mark_of(mark: Marking) -> Mark:
    """A marking as it is set: as written but on one line, with its words for a screen reader."""
    return Mark(one_line(mark.raw), spoken(mark))


def mark_leaf(mark: Marking) -> PortionMark:
    """A foreign kind of marking as a portion mark, so that it is set apart as one."""
    return PortionMark(mark.raw, mark.level, mark.controls, mark.rel_to)


def runs(content: Sequence[Leaf]) -> list[Piece]:
    """Content as stretches of text, read on, with each mark and excision in a piece of its own."""
    pieces: list[Piece] = []
    start = 0
    for at, leaf in enumerate(content):
        if isinstance(leaf, (PortionMark, Excision)):
            pieces.append(_stretch(content[start:at]))
            apart = mark_of(leaf) if isinstance(leaf, PortionMark) else Excised(one_line(leaf.raw))
            pieces.append(apart)
            start = at + 1
    pieces.append(_stretch(content[start:]))
    return [piece for piece in pieces if piece]


def _stretch(content: Sequence[Leaf]) -> str:
    """A stretch of text between marks; a blank stays at an end that has one."""
    if not content:
        return ""
    text = reading_text(tuple(content))  # type: ignore[arg-type]  # foreign leaves are leaves too
    head = " " if isinstance(content[0], LineBreak) or content[0].raw[:1].isspace() else ""
    end = content[-1]
    # A word that a hyphen divides at the end of a line is joined.
    broken = isinstance(end, LineBreak) and not divides_word(text)
    tail = " " if broken or (not isinstance(end, LineBreak) and end.raw[-1:].isspace()) else ""
    return f"{head}{text}{tail}" if text else head or tail


def split_head(content: list[Leaf], kind: type[Leaf]) -> tuple[Leaf | None, list[Leaf]]:
    """The number or label at the head, and what follows it; None where there is none."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, kind):
            return leaf, content[at + 1 :]
        if not isinstance(leaf, (Text, LineBreak)) or leaf.raw.strip():
            break
    return None, content


def row_cells(content: Iterable[Leaf]) -> list[list[Piece]]:
    """The cells of a row, each as its pieces."""
    found = cells((leaf, runs([leaf])) for leaf in content)
    return [[piece for _, pieces in cell for piece in (*pieces, " ")] for cell in found]


def text_of(line: Iterable[Piece]) -> str:
    """The characters of a line, marks included."""
    return "".join(map(piece_text, line))
