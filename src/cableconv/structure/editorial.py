"""The lines in brackets that the text writer puts over a telegram, and how they are read back.

They say what the official layout has no line for: a marking that was concluded or stands in a note
or on page lines, a stamp of release, the title, dateline and number of an edited document, the
entries of a holder's record, a date or originator in words. What was concluded is read as
furniture, because it will be concluded again; what the source states is read as what it states.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.scan import plain, without_seams
from cableconv.grammar.subject import scan_subject
from cableconv.model.blocks import Block, Field, FieldKind, Paratext
from cableconv.model.content import Inline
from cableconv.model.header import DateTimeGroup, Originator, Precedence
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Text
from cableconv.structure.lines import Line
from cableconv.structure.record import attribute
from cableconv.structure.slices import joined, split_tail

NOTED = " (from a note)"
PAGED = " (from a page line)"
"""What follows a marking that the source states, but on no line of the layout."""

_LINE = re.compile(
    r"\[(?P<name>Title|Note|Classification|Captions|Date|Dateline|From|Message number"
    r"|On page lines|Release stamp"
    r"|Record, [^:\]\n]{1,60}): "
    r"(?P<words>[^\n]{1,20000})\][ \t]*$"
    r"|\[No classification marking\][ \t]*$"
)
"""Matches "[Classification: SECRET (from the portion marks)]"."""

_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}) UTC((?:, [A-Z]{5,9}){0,2})")
"""Matches "1984-11-07 15:29 UTC, IMMEDIATE"."""


def line(name: str, words: str) -> str:
    """``[Captions: NODIS]``, on one line."""
    return f"[{name}: {' '.join(words.split())}]"


_SITE = re.compile(r"(?:Cablegate:|Viewing cable [0-9A-Z]{1,40},)")
"""Matches "Viewing cable 06EXAMPLEVILLE713,", which sites put before the words of a title."""


def date_line(group: DateTimeGroup) -> str:
    """``[Date: 1984-11-07 15:29 UTC]`` for a date in words; empty without a time."""
    when = group.utc
    names = "".join(f", {sign.name}" for sign in group.precedence)
    return "" if when is None else line("Date", f"{when:%Y-%m-%d %H:%M} UTC{names}")


def record_line(name: str, value: str) -> str:
    """``[Record, Created: 2/8/2006 21:47]``: an entry of a holder's record, by name."""
    return line(f"Record, {name}", value)


def is_editorial(text: str) -> bool:
    """Whether a line is one of those that the text writer puts."""
    return text.startswith("[") and _LINE.match(text) is not None


def editorial_block(text: str, tail: str) -> Block:
    """The block of such a line.

    Args:
        text: the line.
        tail: what follows it up to the next block.
    """
    found = _LINE.match(text)
    name = str(found["name"]) if found is not None and found["name"] else ""
    make = _MADE.get("Record" if name.startswith("Record, ") else name)
    if found is not None and make is not None:
        block = make(name, text[: found.start("words")], found["words"], text[found.end("words") :])
        if block is not None:
            return attrs.evolve(block, tail=tail)
    return Paratext((Furniture(text, FurnitureKind.EDITORIAL),), tail=tail)


def editorial_blocks(lines: Sequence[Line], start: int) -> tuple[list[Block], int]:
    """The blocks of such lines from ``start`` on, and the line after them."""
    blocks: list[Block] = []
    while start < len(lines) and is_editorial(lines[start].text):
        end = start + 1
        while end < len(lines) and not lines[end].words:
            end += 1
        blocks.append(editorial_block(*split_tail(joined(lines[start:end]))))
        start = end
    return blocks, start


def _classification(_: str, before: str, words: str, after: str) -> Field | None:
    """A marking that the source states; None for one that was concluded from its text."""
    for basis in (NOTED, PAGED):
        stated = words.removesuffix(basis)
        banner = parse_banner(stated) if stated != words else None
        if banner is not None:
            return _field(FieldKind.CLASSIFICATION, before, (banner,), basis + after)
    return None


def _captions(_: str, before: str, words: str, after: str) -> Field | None:
    stated = words.removesuffix(NOTED)
    leaves: list[Inline] = []
    for at, name in enumerate(stated.split(", ")):
        caption = parse_caption(name)
        if caption is None:
            return None
        leaves += [Text(", ")] if at else []
        leaves.append(caption)
    return _field(FieldKind.CAPTION, before, leaves, words[len(stated) :] + after)


def _date(_: str, before: str, words: str, after: str) -> Field | None:
    found = _MOMENT.fullmatch(words)
    if found is None:
        return None
    year, month, day, hour, minute = map(int, found.groups()[:5])
    names = found[6].split(", ")[1:]
    try:
        dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
        signs = tuple(Precedence[name] for name in names)
    except (ValueError, KeyError):
        return None
    group = DateTimeGroup(words, signs, day, hour, minute, "Z", month, year)
    return _field(FieldKind.DTG, before, (group,), after)


def _title(_: str, before: str, words: str, after: str) -> Field:
    named = _SITE.match(words)
    label = named[0] if named else ""
    leaves = [Label(label)] if named else []
    return _field(FieldKind.TITLE, before, [*leaves, *scan_subject(words[len(label) :])], after)


def _dateline(_: str, before: str, words: str, after: str) -> Field:
    return _field(FieldKind.DTG, before, plain(words), after)


def _number(_: str, before: str, words: str, after: str) -> Field:
    return _field(FieldKind.MESSAGE_ID, before, plain(words), after)


def _note(_: str, before: str, words: str, after: str) -> Field:
    return _field(FieldKind.NOTE, before, plain(words), after)


def _from(_: str, before: str, words: str, after: str) -> Field:
    return _field(FieldKind.ORIGINATOR, before, (Originator(words, words),), after)


def _record(name: str, before: str, words: str, after: str) -> Field:
    made = attribute(name.removeprefix("Record, "), words, tail="")
    return _field(FieldKind.ATTRIBUTE, before, made.content, made.tail + after, made.name)


def _stamp(_: str, before: str, words: str, after: str) -> Paratext:
    around = [Furniture(text, FurnitureKind.EDITORIAL) for text in (before, after)]
    return Paratext((around[0], Furniture(words, FurnitureKind.STAMP), around[1]))


def _field(
    kind: FieldKind, before: str, leaves: Sequence[Inline], after: str, name: str = ""
) -> Field:
    label = before.rstrip(" ")
    gap = plain(before[len(label) :])
    return Field(kind, without_seams((Label(label), *gap, *leaves, Label(after))), name)


_Make = Callable[[str, str, str, str], Field | Paratext | None]

_MADE: dict[str, _Make] = {
    "Title": _title,
    "Note": _note,
    "Classification": _classification,
    "Captions": _captions,
    "Date": _date,
    "Dateline": _dateline,
    "From": _from,
    "Message number": _number,
    "Record": _record,
    "Release stamp": _stamp,
}
"""Makers by name, of the name, the text before the words, the words, and what is after them."""
