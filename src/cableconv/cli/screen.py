"""The screen of ``cableconv inspect``: a cable as a person wants to look it over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
import click

from cableconv.cli.console import one_line
from cableconv.cli.layout import columns, fitted, wrapped
from cableconv.model.blocks import Block, Heading, Item, Paragraph, Preformatted, Table
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.markings import Level, PortionMark
from cableconv.model.walk import iter_blocks
from cableconv.notices import Notice, Severity
from cableconv.writers.keyblock import KeyRow, authority_rows, key_rows, provenance_rows

_LEVELS = {
    Level.U: "green",
    Level.R: "cyan",
    Level.C: "blue",
    Level.S: "red",
    Level.TS: "yellow",
}
"""Colours of US classification labels, as near as sixteen colours come: TS is orange there."""

_SEVERITIES = {Severity.INFO: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "red"}

_MIN_WIDTH = 40


@attrs.frozen
class Screen:
    """What the lines are made for.

    Attributes:
        width: columns of the terminal; at least 40 are used.
        colour: whether colours are wanted.
    """

    width: int
    colour: bool

    def show(self, cable: Cable) -> str:
        """All lines of a cable, with line ends."""
        width = max(self.width, _MIN_WIDTH)
        parts = (
            self._head(cable, width),
            self._rows((row for row in key_rows(cable) if row.label != "Cable"), width),
            self._rows(authority_rows(cable), width),
            self._text(cable, width),
            self._notices(cable.notices, width),
            self._rows(provenance_rows(cable), width),
        )
        texts = ("\n".join(lines) for lines in parts)
        return "\n\n".join(text for text in texts if text) + "\n"

    def _style(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold or None) if self.colour else text

    def _head(self, cable: Cable, width: int) -> Iterator[str]:
        marking = overall_marking(cable)
        colour = None if marking.level is None else _LEVELS[marking.level]
        for line in wrapped(one_line(marking.text), width):
            yield self._style(line, colour, bold=True)
        words = " ".join(word for word in (cable.mrn, cable.title) if word)
        for line in wrapped(one_line(words), width):
            yield self._style(line, bold=True)

    def _rows(self, rows: Iterable[KeyRow], width: int) -> Iterator[str]:
        for row in rows:
            label = one_line(row.label)
            for value in row.values:
                for line in wrapped(one_line(value), width - _LABEL):
                    yield self._style(_padded(fitted(label, _LABEL - 1), _LABEL), "cyan") + line
                    label = ""

    def _text(self, cable: Cable, width: int) -> Iterator[str]:
        bare = sum(1 for paragraph in cable.paragraphs if paragraph.portion_mark is None)
        marks = f" ({bare} without a mark)" if bare else ""
        counts = [_count(len(cable.paragraphs), "paragraph") + marks]
        further = (
            (len(cable.headings), "heading"),
            (len(cable.page_markers), "page line"),
            (len(cable.furniture), "piece of furniture"),
        )
        counts += [_count(number, noun) for number, noun in further if number]
        yield from wrapped(", ".join(counts), width)
        blocks = tuple(iter_blocks(cable.blocks))
        room = _mark_room(blocks, width)
        for block in blocks:
            yield from self._block(block, width, room)
        for name in cable.signature:
            yield " " * _INDENT + fitted(one_line(name), width - _INDENT)

    def _block(self, block: Block, width: int, room: int) -> Iterator[str]:
        if isinstance(block, Heading):
            words = f"{_raw(block.portion_mark)} {one_line(block.text)}".strip()
            yield self._style(fitted(words, width), bold=True)
        elif isinstance(block, Paragraph):
            number = "" if block.number is None else str(block.number)
            own = block.text.partition("\n")[0]
            yield self._portion(f"{number:>4}", block.portion_mark, own, width, room)
        elif isinstance(block, Item):
            label = " " * (2 + 2 * min(block.depth, 4)) + one_line(block.label)
            yield self._portion(label, block.portion_mark, block.text, width, room)
        elif isinstance(block, Table):
            yield " " * _INDENT + f"[table, {_count(len(block.rows), 'row')}]"
        elif isinstance(block, Preformatted):
            lines = 1 + block.text.strip("\n").count("\n")
            yield " " * _INDENT + f"[preformatted, {_count(lines, 'line')}]"

    def _portion(
        self, label: str, mark: PortionMark | None, text: str, width: int, room: int
    ) -> str:
        """One line: number or label, mark in ``room`` columns, first words."""
        level = mark.level if mark else None
        shown = _padded(fitted(_raw(mark), room), room)
        head = _padded(fitted(label, width // 3), 4) + " "
        words = fitted(one_line(text), max(width - columns(head + shown) - 1, 1))
        styled = self._style(shown, None if level is None else _LEVELS[level])
        return f"{head}{styled} {words}".rstrip()

    def _notices(self, notices: Iterable[Notice], width: int) -> Iterator[str]:
        for notice in notices:
            place = "" if notice.line is None else f"line {notice.line}: "
            words = f"{place}{notice.message} [{notice.kind.value}]"
            head = notice.severity.value
            for line in wrapped(one_line(words), width - _LABEL):
                yield self._style(_padded(head, _LABEL), _SEVERITIES[notice.severity]) + line
                head = ""


_LABEL = 16
_INDENT = 5


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _mark_room(blocks: Iterable[Block], width: int) -> int:
    """Columns for the widest mark, but not more than a third of the line."""
    marks = (block.portion_mark for block in blocks if isinstance(block, (Paragraph, Item)))
    return min(max((columns(_raw(mark)) for mark in marks), default=0), width // 3)


def _raw(mark: PortionMark | None) -> str:
    return one_line(mark.raw) if mark else ""


def _count(number: int, noun: str) -> str:
    head, space, rest = noun.partition(" of ")
    return f"{number} {noun}" if number == 1 else f"{number} {head}s{space}{rest}"
