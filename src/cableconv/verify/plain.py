"""Proving a text file with the lines of a telegram: each part at its place, on lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cableconv.model.blocks import Block, Field, FieldKind, Paratext, Quoted, Section, Table
from cableconv.model.cable import Cable
from cableconv.model.leaf import Furniture
from cableconv.model.walk import iter_blocks
from cableconv.verify import plain_head, plain_reading
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, Unit, units
from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.words import words


def check(
    output: bytes, cable: Cable, *, page_lines: bool = False, style: str = "telegram"
) -> list[Finding]:
    """The differences between a text file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        page_lines: whether page lines, and the banners printed with them, are kept in it.
        style: ``telegram``, ``reading``, or ``facsimile``, which always keeps them.
    """
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"it is no text in UTF-8: {error}"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    if style == "reading":
        return plain_reading.check(text, cable)
    page_lines = page_lines or style == "facsimile"
    lines = text.split("\n")
    added = plain_head.added_lines(lines, cable)
    if style == "facsimile":
        parts = list(_lines_of_source(cable))
    else:
        parts = list(units(cable, Scope(fields=True, page_lines=page_lines, pipes=True)))
    shown = lines[_end(lines, len(added)) :]
    if style != "facsimile":
        shown = _without_names(shown, cable)
    return [
        *plain_head.head(cable, added, page_lines=page_lines),
        *compare(parts, stream(shown, divided=False)),
    ]


def _lines_of_source(cable: Cable) -> Iterator[Unit]:
    """The lines of the source without furniture; parts may share one."""
    text = cable.lead + "".join(_kept(cable.blocks))
    for number, line in enumerate(text.split("\n"), 1):
        yield Unit(f"line {number}", line, whole=False)


def _kept(blocks: Iterable[Block]) -> Iterator[str]:
    for block in iter_blocks(blocks):
        if isinstance(block, (Paratext, Section, Quoted)):
            continue
        for row in block.rows if isinstance(block, Table) else ():
            yield from (leaf.raw for leaf in row.content)
            yield row.tail
        content = () if isinstance(block, Table) else block.content
        yield from (leaf.raw for leaf in content if not isinstance(leaf, Furniture))
        yield block.tail


_ENTRY = re.compile(
    r"\[(?P<name>Record, [^:\n]{1,60}|Title|Note|Dateline|Message number): (?P<words>[^\n]*)\]"
)
"""Matches "[Record, Created: 2/8/2006 21:47]": an entry of a holder's record, or a title."""

_NAMES = {
    FieldKind.TITLE: "Title",
    FieldKind.NOTE: "Note",
    FieldKind.DTG: "Dateline",
    FieldKind.MESSAGE_ID: "Message number",
}
"""Names that a line of each kind may be given, which its own words do not hold."""


def _without_names(lines: Iterable[str], cable: Cable) -> list[str]:
    """The lines, each that a writer gave a name and brackets as the cable has it."""
    left: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for field in cable.fields:
        if not field.raw.startswith("["):  # else it was read so
            for name, told, own in _entries(field):
                left.setdefault((name, words(told)), []).append(own)
    out = []
    for line in lines:
        found = _ENTRY.fullmatch(line)
        known = left.get((found["name"], words(found["words"])), []) if found else []
        out.append(known.pop(0) if known else line)
    return out


def _entries(field: Field) -> Iterator[tuple[str, str, str]]:
    """The name that a line may be given, the words with it, and what the cable has for both."""
    if field.kind is FieldKind.ATTRIBUTE:
        value = field.text.removeprefix(field.name).lstrip(": \t")
        yield f"Record, {field.name}", value, field.text
    elif field.kind in _NAMES:
        told = field.text if field.kind is FieldKind.TITLE else field.value_text
        yield _NAMES[field.kind], told, told


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a text file without its cable: only that it is no text."""
    try:
        output.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"it is no text in UTF-8: {error}"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    return []


def _end(lines: Sequence[str], count: int) -> int:
    """How many lines stand up to the end of the first ``count`` that are not blank."""
    at = 0
    while count:
        count -= bool(lines[at].strip())
        at += 1
    return at
