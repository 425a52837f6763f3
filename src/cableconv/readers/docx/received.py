"""The lines as received at the end of our own files, from which the header takes its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.grammar.scan import plain, without_seams
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import DateTimeGroup
from cableconv.model.markings import Banner, Caption, EntireText, PortionMark
from cableconv.model.walk import iter_leaves
from cableconv.notation.key_block import PROCEDURE_KINDS
from cableconv.readers.docx.rows import LABEL
from cableconv.readers.docx.story import Line, Part, Run
from cableconv.structure.record import attribute
from cableconv.structure.telegram import Parsed, parse

_MARKINGS = (Banner, Caption, EntireText)
"""Statements of marking, which keep their values wherever they stand."""


def received_text(parts: Sequence[Part]) -> tuple[list[Field], str]:
    """The lines as received, at the end: entries of a holder's record, and the text of the others.

    A name of an entry stands in the style of labels, because its line in the source has none.
    """
    entries: list[Field] = []
    lines: list[str] = []
    inside = False
    for part in parts:
        if isinstance(part, Line) and part.style == "Cable Appendix Heading":
            inside = part.text == "Message lines as received"
        elif inside and isinstance(part, Line) and part.style == "Cable Preformatted":
            for runs in _broken(part.runs):
                name = runs[0] if runs and runs[0].style == LABEL else None
                text = "".join(run.text for run in runs)
                if name is None:
                    lines.append(text + "\n")
                else:
                    value = text.removeprefix(name.text)
                    label = name.text.rstrip(": ")
                    entries.append(attribute(label, value, label=name.text))
    return entries, "".join(lines)


def _broken(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line of a paragraph."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        for at, text in enumerate((first, *more)):
            if at:
                lines.append([])
            if text:
                lines[-1].append(Run(text, run.style))
    return lines


def received_fields(parsed: Parsed, subject: str) -> list[Field]:
    """The lines as received: fields as they are, anything else as an unparsed line.

    Lines of kinds that the key block shows are a holder's copy of them (the attributes of the
    National Archives), or only a part that the rows left out: their text is kept, not their values.
    """
    return [kept for block in parsed.blocks for kept in _as_fields(block, subject)]


def _as_fields(block: Block, subject: str) -> Iterator[Field]:
    if isinstance(block, Field) and block.kind is not FieldKind.UNPARSED:
        yield _kept(block, subject)
        return
    text = block.raw.rstrip("\n")
    *lines, last = text.split("\n")
    tails = ["\n"] * len(lines) + [block.raw[len(text) :]]
    for line, tail in zip((*lines, last), tails, strict=True):
        yield _by_itself(line, tail, subject)


def _by_itself(line: str, tail: str, subject: str) -> Field:
    """One line by itself, where the lines around it hid what it is."""
    found = parse(line).blocks
    alone = found[0] if len(found) == 1 else None
    if isinstance(alone, Field) and alone.kind is not FieldKind.UNPARSED:
        return _kept(attrs.evolve(alone, tail=alone.tail + tail), subject)
    return Field(FieldKind.UNPARSED, tuple(plain(line)), tail=tail)


def _kept(field: Field, subject: str) -> Field:
    """The field whole, or as text in which statements of marking stay what they are.

    A second subject line counts only for a mark that the row does not show.
    """
    if field.kind in PROCEDURE_KINDS:
        return field
    if field.kind is FieldKind.SUBJECT and subject:
        marked = any(isinstance(leaf, PortionMark) for leaf in field.content)
        if marked and field.value_text != " ".join(subject.split()):
            return field
    leaves: list[Inline] = []
    for leaf in field.content:
        leaves += [leaf] if isinstance(leaf, _MARKINGS) else plain(leaf.raw)
    return Field(FieldKind.UNPARSED, without_seams(leaves), tail=field.tail)


def has_date(parsed: Parsed | None) -> bool:
    """Whether the lines as received hold a date-time group."""
    blocks = () if parsed is None else parsed.blocks
    return any(isinstance(leaf, DateTimeGroup) for leaf in iter_leaves(blocks))
