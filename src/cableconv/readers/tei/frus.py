"""A document of a volume of Foreign Relations of the United States (FRUS) as a cable.

The editors put number, subject and references of a telegram into its first paragraph, time and
place into a dateline, and classification, precedence and captions into the source note alone.
What is certain becomes header fields; the text stays the editors', word for word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import attrs

from cableconv.grammar.mrn import format_mrn
from cableconv.grammar.reference import scan_references
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Block, Field, FieldKind, Inline, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PassingInstruction,
    Precedence,
    Routing,
)
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.tei.elements import Element, attribute, every, first, local, typed
from cableconv.readers.tei.plain import (
    Anchor,
    Atom,
    PlainBlocks,
    begun,
    inline_atoms,
    leaves,
    note_blocks,
    notes_in,
    plain_text,
    runs,
)
from cableconv.readers.tei.source_note import scan_source_note
from cableconv.structure.conclude import conclusions

_FROM = re.compile(r"\b[Tt]elegram\b[^\n]{0,60}? [Ff]rom (?=the )|^(?=The )")
"""Matches the head of "303. Telegram from the Embassy in the Soviet Union to the Department of
State", and nothing before "The Ambassador in China to the Secretary of State"."""

_LONGEST_TITLE = 400

_SERIAL = re.compile(r"(\d{1,6})(\.)( )")
"""Matches the number of "14297. For the President and the Secretary."."""

_NUMBERED = re.compile(r"(\d{1,3})[.)] ")

_LABEL = re.compile(r"(?<![A-Za-z])(Subject|Subj|References|Reference|Refs|Ref|Reftel|Reftels):")
"""Matches the labels of "Subject: National Day in Moscow. Ref: State 330956."."""

_FOR = re.compile(r"(?:For|Pass|Please pass|From) (?=[A-Z]|the )[^.]{1,160}")
"""Matches "For the President and the Secretary"."""

_POST = re.compile(r"the (Embassy|Consulate General|Consulate|Legation|Department of State)\b")


@attrs.define
class _Document:
    """What was found in one document, on the way."""

    element: Element
    source: Source
    year: int | None
    telegram: bool
    blocks: list[Block] = attrs.Factory(list)
    notices: list[Notice] = attrs.Factory(list)
    precedence: tuple[Precedence, ...] = ()
    place: str = ""
    sender: str = ""
    serial: str = ""
    body_begun: bool = False


def document(element: Element, source: Source, origin: Provenance) -> Cable:
    """The cable of a ``div`` of type ``document``; other documents than telegrams are kept too."""
    found = _Document(element, source, source.year or _year(element), is_telegram(element))
    found.precedence = _precedence(element)
    for run in runs(element):
        if isinstance(run, list):
            found.blocks += PlainBlocks().loose(run)
        else:
            _READERS.get(local(run), _text)(found, run)
    name = str(attribute(element, "id") or element.get("n") or "")
    return _finished(found, attrs.evolve(origin, member=name))


def is_telegram(element: Element) -> bool:
    """Whether the heading or the source note calls the document a telegram."""
    head = next((child for child in element if local(child) == "head"), None)
    title = "" if head is None else plain_text(inline_atoms(head))
    if re.search(r"\btelegram\b", title, re.IGNORECASE):
        return True
    notes = (plain_text(inline_atoms(note)) for note in every(element, "note", "source"))
    return any(re.search(r": (?:Circular )?Telegram\b", note) for note in notes)


def _finished(found: _Document, origin: Provenance) -> Cable:
    blocks = tuple(found.blocks)
    mrn = found.source.mrn or _mrn(found)
    if not found.telegram:
        message = "the document is not called a telegram; it has no header of one"
        found.notices.append(Notice(NoticeKind.UNPARSED, message))
    cable = Cable(blocks, mrn, provenance=origin)
    told = (*found.notices, *conclusions(cable))
    return attrs.evolve(cable, notices=told)


def _mrn(found: _Document) -> str | None:
    """The reference number that year, post and telegram number prove; None where one is open."""
    post = _POST.match(found.sender)
    if found.year is None or post is None or not found.serial:
        return None
    name = "STATE" if post[1] == "Department of State" else found.place
    if not name:
        return None
    mrn = format_mrn(found.year, name, found.serial)
    message = f"MRN {mrn} taken from the telegram's number, its place and the year"
    found.notices.append(Notice(NoticeKind.DERIVED, message))
    return mrn


# --- head and notes -----------------------------------------------------------------------------


def _head(found: _Document, element: Element) -> None:
    """The title, with sender and addressee where it names them, then the notes inside of it."""
    atoms = [a for a in inline_atoms(element) if not (isinstance(a, Anchor) and _is_source(a.note))]
    if found.body_begun or any(_is_title(block) for block in found.blocks):
        found.blocks += PlainBlocks().block(element)
        return
    content = leaves(atoms)
    found.blocks.append(Field(FieldKind.TITLE, _titled(found, content), tail="\n\n"))
    for atom in inline_atoms(element):
        if isinstance(atom, Anchor):
            _note(found, atom.note)


def _is_title(block: Block) -> bool:
    return isinstance(block, Field) and block.kind is FieldKind.TITLE


def _titled(found: _Document, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The title's leaves; sender and addressee apart where the title is one text."""
    if len(content) != 1 or not isinstance(content[0], Text):
        return content
    text = content[0].raw
    match = _FROM.search(text) if found.telegram and len(text) <= _LONGEST_TITLE else None
    between = -1 if match is None else text.lower().find(" to the ", match.end())
    if match is None or between < 0:
        return content
    begin, to = match.end(), between + len(" to ")
    found.sender = text[begin:between]
    parts = (
        Text(text[:begin]),
        Originator(text[begin:between], text[begin + len("the ") : between]),
        Text(text[between:to]),
        Addressee(text[to:], text[to + len("the ") :]),
    )
    return without_seams(parts)


def _is_source(note: Element) -> bool:
    """Whether a note tells where the document was taken from."""
    if typed(note) == "source" or first(note, "seg", "source") is not None:
        return True
    return plain_text(inline_atoms(note)).startswith("Source:")


def _note(found: _Document, note: Element) -> None:
    if not _is_source(note):
        found.blocks += note_blocks([note])
        return
    inner: list[Element] = []
    for atoms in _note_runs(note):
        inner += notes_in(atoms)
        content = scan_source_note(plain_text(atoms))
        if content:
            found.blocks.append(Field(FieldKind.NOTE, content, tail="\n\n"))
    found.blocks += note_blocks(inner)


def _note_runs(note: Element) -> Iterator[list[Atom]]:
    for run in runs(note):
        yield run if isinstance(run, list) else list(inline_atoms(run))


def _precedence(element: Element) -> tuple[Precedence, ...]:
    for note in every(element, "note"):
        if _is_source(note):
            content = scan_source_note(plain_text(inline_atoms(note)))
            signs = [leaf.precedence for leaf in content if isinstance(leaf, Routing)]
            return tuple(sign for sign in signs if sign is not None)[:2]
    return ()


# --- dateline -----------------------------------------------------------------------------------


def _opener(found: _Document, element: Element) -> None:
    for run in runs(element):
        if isinstance(run, list):
            found.blocks += PlainBlocks().paragraph(run)
        else:
            _READERS.get(local(run), _text)(found, run)


def _dateline(found: _Document, element: Element) -> None:
    """Place and time; the time is a leaf where it is stated to the minute."""
    atoms = list(inline_atoms(element))
    place = first(element, "placeName")
    found.place = "" if place is None else plain_text(inline_atoms(place)).strip(" ,.")
    content = leaves(atoms)
    date = first(element, "date")
    if date is not None:
        content = _dated(found, content, date)
    if content:
        found.blocks.append(Field(FieldKind.DTG, content, tail="\n\n"))
    found.blocks += note_blocks(notes_in(atoms))


def _dated(found: _Document, content: tuple[Inline, ...], date: Element) -> tuple[Inline, ...]:
    words = plain_text(inline_atoms(date))
    stated = _moment(date, found.element)
    if stated is None or not words:
        return content
    out: list[Inline] = []
    done = False
    for leaf in content:
        at = leaf.raw.find(words) if isinstance(leaf, Text) and not done else -1
        if at < 0:
            out.append(leaf)
            continue
        done = True
        group = attrs.evolve(stated, raw=words, precedence=found.precedence)
        out += [Text(leaf.raw[:at]), group, Text(leaf.raw[at + len(words) :])]
    if done:
        _tell_date(found, stated)
    return without_seams(out)


def _tell_date(found: _Document, stated: DateTimeGroup) -> None:
    if stated.zone == "J":
        message = "the dateline states local time; its distance from UTC is not known"
        found.notices.append(Notice(NoticeKind.DERIVED, message, Severity.WARNING))
    if found.precedence:
        words = ", ".join(sign.name for sign in found.precedence)
        message = f"precedence {words} taken from the source note"
        found.notices.append(Notice(NoticeKind.DERIVED, message))


def _moment(date: Element, element: Element) -> DateTimeGroup | None:
    """The time of a dateline; zone J, local time, where the encoding gives none; else None."""
    for value in (date.get("when"), _exact(element)):
        text = str(value or "")
        if "T" not in text:
            continue
        try:
            when = dt.datetime.fromisoformat(text)
        except ValueError:
            continue
        zone = "J" if when.tzinfo is None else "Z"
        when = when if when.tzinfo is None else when.astimezone(dt.UTC)
        return DateTimeGroup("", (), when.day, when.hour, when.minute, zone, when.month, when.year)
    return None


def _exact(element: Element) -> str | None:
    """FRUS's own time of the document, where it is one moment and not a span."""
    low, high = attribute(element, "doc-dateTime-min"), attribute(element, "doc-dateTime-max")
    return low if low == high else None


def _year(element: Element) -> int | None:
    date = first(element, "date")
    stated = None if date is None else date.get("when") or date.get("from")
    for value in (stated, attribute(element, "doc-dateTime-min")):
        if value and str(value)[:4].isdecimal():
            return int(str(value)[:4])
    return None


# --- text ---------------------------------------------------------------------------------------


def _text(found: _Document, element: Element) -> None:
    made = PlainBlocks().block(element)
    if local(element) == "p" and not found.body_begun:
        found.body_begun = True
        if found.telegram and made and isinstance(made[0], Paragraph):
            made[:1] = _first_paragraph(found, element)
    found.blocks += made


def _first_paragraph(found: _Document, element: Element) -> list[Block]:
    """The first paragraph of a telegram: its number, for whom it is, subject, references, text."""
    atoms = next(run for run in runs(element) if isinstance(run, list))
    content = leaves(atoms)
    head = content[0] if content else None
    if not isinstance(head, Text):
        return PlainBlocks().paragraph(atoms)[:1]
    blocks: list[Block] = []
    text = head.raw
    serial = _SERIAL.match(text)
    if serial is not None and _is_serial(element, serial[1]):
        found.serial = serial[1]
        leaf = MessageSerial(serial[1], "", serial[1])
        blocks.append(Field(FieldKind.MESSAGE_ID, (leaf, Text(".")), tail=" "))
        text = text[serial.end() :]
    fields, rest = _fields(text, found.year)
    blocks += fields
    remaining = without_seams((Text(rest), *content[1:]))
    return _closed(blocks, remaining)


def _closed(blocks: list[Block], remaining: tuple[Inline, ...]) -> list[Block]:
    """The fields, and the words after them as a paragraph; anchors alone stay with the fields."""
    words = [leaf for leaf in remaining if not isinstance(leaf, (Furniture, LineBreak))]
    if words or not blocks:
        return [*blocks, Paragraph(_begun_again(remaining, blocks))]
    last = blocks[-1]
    assert isinstance(last, Field)  # noqa: S101 - all blocks here are fields
    gap = (Text(last.tail),) if remaining and last.tail.strip("\n") else ()
    blocks[-1] = Field(last.kind, (*last.content, *gap, *remaining), tail="\n\n")
    return blocks


def _begun_again(content: tuple[Inline, ...], blocks: Sequence[Block]) -> tuple[Inline, ...]:
    return content if blocks else begun(content)


def _is_serial(element: Element, digits: str) -> bool:
    """Whether the number that opens the text is the telegram's, not that of paragraph 1.

    Paragraphs are numbered from 1: another number is the telegram's, and so is 1 before a 1.
    """
    if len(digits) > 3 or int(digits) != 1:  # noqa: PLR2004 - no telegram has 1,000 paragraphs
        return True
    for after in element.itersiblings("{*}p", "p"):
        number = _NUMBERED.match(plain_text(inline_atoms(after)))
        if number is not None:
            return number[1] == "1"
    return False


def _fields(text: str, year: int | None) -> tuple[list[Block], str]:
    """Fields that the editors ran together at the head of the text, and the rest of it."""
    labels = list(_LABEL.finditer(text))
    blocks: list[Block] = []
    start = labels[0].start() if labels else 0
    before = text[:start]
    if before.strip():
        passing = _FOR.fullmatch(before.strip(" ").rstrip("."))
        if passing is None:
            return [], text
        blocks.append(_passing(before))
    elif before:
        return [], text
    ends = [label.start() for label in labels[1:]]
    for label, end in zip(labels, [*ends, None], strict=False):
        piece = text[label.start() : end]
        words, rest = (piece, "") if end is not None else _cut(piece, label)
        blocks.append(_labelled(words, label[1], year))
        if end is None:
            return blocks, rest
    return blocks, text[start:]


def _cut(piece: str, label: re.Match[str]) -> tuple[str, str]:
    """The last field up to its full stop, and the text after it."""
    stop = re.compile(r"\.(?= [A-Z1-9(])").search(piece, len(label[0]))
    if stop is None:
        return piece, ""
    at = stop.end()
    gap = len(piece[at:]) - len(piece[at:].lstrip(" "))
    return piece[: at + gap], piece[at + gap :]


def _passing(text: str) -> Field:
    words = text.rstrip(" ")
    kept = words.rstrip(".")
    stop = (Text(words[len(kept) :]),) if words != kept else ()
    return Field(FieldKind.PASSING, (PassingInstruction(kept), *stop), tail=text[len(words) :])


def _labelled(text: str, label: str, year: int | None) -> Field:
    words = text.rstrip(" ")
    tail = text[len(words) :]
    if label.startswith("Sub"):
        return Field(FieldKind.SUBJECT, _subject(words, len(label) + 1), tail=tail)
    return Field(FieldKind.REFERENCES, scan_references(words, year), tail=tail)


def _subject(words: str, at: int) -> tuple[Inline, ...]:
    """Label and words; the full stop before the next field is the editors'."""
    kept = words.rstrip(".")
    stop = words[len(kept) :]
    return without_seams(
        (Label(words[:at]), Text(kept[at:]), Furniture(stop, FurnitureKind.EDITORIAL))
    )


_READERS = {
    "head": _head,
    "note": _note,
    "opener": _opener,
    "dateline": _dateline,
}
