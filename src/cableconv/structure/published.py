"""A cable whose header and body come apart, as on a WikiLeaks page and in a row of cables.csv.

Header and body are read as one telegram. What an editor put between them is furniture; the sentence
that stands for the header of a partial extract is a note.
"""

from __future__ import annotations

import re

import attrs

from cableconv.grammar.scan import plain
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Paragraph,
    Paratext,
    Quoted,
    Section,
    Table,
)
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.copies import Copied, find_copied
from cableconv.structure.slices import split_tail
from cableconv.structure.telegram import Parsed, parse

_EXTRACT = re.compile(r"\s{0,80}This record is a partial extract of the original cable\b")
"""Matches what stands for the header of 694 in 6,712 pages (field guide, 2b)."""

_CABLE_ENDS = re.compile(r"^[ \t]{0,40}={4,60} ?CABLE ENDS ?={4,60}[ \t\n]{0,40}\Z", re.MULTILINE)
"""Matches "====================CABLE ENDS====================", the last line of a copy."""

_CLOSE = 240
"""Characters from the end in which that line stands."""

_GAP = "\n\n"
"""Stands between header and body."""

_MOST_MISSING = 5


@attrs.frozen
class Published:
    """Header and body of a cable, read.

    Attributes:
        parsed: blocks of header and body; lines of its notices count from the header's first.
        text: the source text of both, which the blocks give back.
        copied: the copy in the body that was set apart; None where there is none.
    """

    parsed: Parsed
    text: str
    copied: Copied | None


def read_published(header: str, body: str, *, year: int | None) -> Published:
    """Read header and body as one telegram.

    Args:
        header: with LF as line end; empty, ``null`` and the note of an extract are no header.
        body: with LF as line end.
        year: four-digit year of the record; None where it is not known.
    """
    copied = find_copied(header, body)
    end = copied.end if copied else 0
    head = header + _GAP if header.strip() else header
    close = _close(body, end)
    dump, kept = _dump(body[:end]), body[end:close]
    note = _note(head)
    parsed = _apart((note,), dump, kept, year) if note else _together(head, dump, kept, year)
    shift = head.count("\n")
    notices = (*parsed.notices, *_copied_notices(copied, shift + 1))
    own = without_pilcrows(parsed.blocks) if "¶" in kept or "¶" in head else parsed.blocks
    blocks = (*own, *_dump(body[close:]))
    return Published(attrs.evolve(parsed, blocks=blocks, notices=notices), head + body, copied)


def _close(body: str, start: int) -> int:
    """Where the line begins that an editor's copy ends with; the end of the body without one."""
    found = _CABLE_ENDS.search(body, max(start, len(body) - _CLOSE))
    return found.start() if found else len(body)


def _note(head: str) -> Block | None:
    """The block of what is no header: the note of a partial extract, or the word ``null``."""
    content, tail = split_tail(head)
    if _EXTRACT.match(content):
        return Field(FieldKind.NOTE, tuple(plain(content)), tail=tail)
    if content == "null":
        return Paratext((Furniture(content, FurnitureKind.SITE),), tail=tail)
    return None


def _dump(text: str) -> tuple[Block, ...]:
    if not text:
        return ()
    content, tail = split_tail(text)
    leaves = (
        Furniture(x.raw, FurnitureKind.DUMP) if isinstance(x, Text) else x for x in plain(content)
    )
    return (Paratext(tuple(leaves), tail=tail),)


def _together(head: str, dump: tuple[Block, ...], kept: str, year: int | None) -> Parsed:
    """Header and body read as one text, with the copy put between them again."""
    parsed = parse(head + kept, year=year)
    if not dump:
        return parsed
    size = len(parsed.lead)
    for at, block in enumerate(parsed.blocks):
        if size == len(head):
            blocks = (*parsed.blocks[:at], *dump, *parsed.blocks[at:])
            lines = head.count("\n")
            moved = _moved(parsed.notices, lines, dump[0].raw.count("\n"))
            return attrs.evolve(parsed, blocks=blocks, notices=moved)
        size += len(block.raw)
    # No block begins where the body does: they are read each for itself.
    before = parse(head, year=year)
    after = _apart(before.blocks, dump, kept, before.year)
    return attrs.evolve(after, lead=before.lead, notices=(*before.notices, *after.notices))


def _apart(
    before: tuple[Block, ...], dump: tuple[Block, ...], kept: str, year: int | None
) -> Parsed:
    """The body read for itself, after blocks that are there already."""
    parsed = parse(kept, year=year)
    blocks = (*before, *dump)
    shift = sum(block.raw.count("\n") for block in blocks)
    if blocks:
        blocks = (*blocks[:-1], with_tail(blocks[-1], parsed.lead))
    lead = "" if blocks else parsed.lead
    moved = _moved(parsed.notices, 0, shift)
    return Parsed(lead, (*blocks, *parsed.blocks), moved, parsed.year)


def _moved(notices: tuple[Notice, ...], after: int, shift: int) -> tuple[Notice, ...]:
    """The notices, those of lines further down than ``after`` moved down."""
    return tuple(
        attrs.evolve(n, line=n.line + shift) if n.line and n.line > after else n for n in notices
    )


def with_tail(block: Block, more: str) -> Block:
    """The block with more blanks and line ends after it."""
    if not more:
        return block
    if isinstance(block, Section) and not block.blocks:
        heading = attrs.evolve(block.heading, tail=block.heading.tail + more)
        return attrs.evolve(block, heading=heading)
    if isinstance(block, (Section, Quoted)) or (isinstance(block, Paragraph) and block.blocks):
        return attrs.evolve(block, blocks=(*block.blocks[:-1], with_tail(block.blocks[-1], more)))
    return attrs.evolve(block, tail=block.tail + more)


def _copied_notices(copied: Copied | None, line: int) -> list[Notice]:
    if copied is None:
        return []
    said = "a second copy of the cable, or a list of fields, was set apart; the last copy is kept"
    notices = [Notice(NoticeKind.FURNITURE, said, Severity.WARNING, line)]
    for words in copied.missing[:_MOST_MISSING]:
        said = f"the copy that was set apart has a line that the last copy has not: {words[:80]!r}"
        notices.append(Notice(NoticeKind.CONFLICT, said, Severity.WARNING, line))
    return notices


def without_pilcrows(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each pilcrow in running text as furniture: the site put it there."""
    return tuple(map(_without_pilcrows, blocks))


def _without_pilcrows(block: Block) -> Block:
    if "¶" not in block.raw or isinstance(block, Table):
        return block
    if isinstance(block, Quoted):
        return attrs.evolve(block, blocks=without_pilcrows(block.blocks))
    if isinstance(block, Section):
        heading = attrs.evolve(block.heading, content=_split(block.heading.content))
        return attrs.evolve(block, heading=heading, blocks=without_pilcrows(block.blocks))
    if isinstance(block, Paragraph):
        return attrs.evolve(
            block, content=_split(block.content), blocks=without_pilcrows(block.blocks)
        )
    return attrs.evolve(block, content=_split(block.content))


def _split(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for leaf in content:
        if type(leaf) is not Text or "¶" not in leaf.raw:
            out.append(leaf)
            continue
        for part in _PILCROW.split(leaf.raw):
            if part == "¶":
                out.append(Furniture(part, FurnitureKind.PILCROW))
            elif part:
                out.append(Text(part))
    return tuple(out)


_PILCROW = re.compile("(¶)")
