"""A document of a volume of Foreign Relations of the United States (FRUS) as a cable.

The editors put number, subject and references of a telegram into its first paragraph, time and
place into a dateline, and classification, precedence and captions into the source note alone.
What is certain becomes header fields; the text stays the editors', word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cableconv.grammar.mrn import format_mrn
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Block, Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    Originator,
    Precedence,
    Routing,
)
from cableconv.model.leaf import Text
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.tei.atoms import Anchor, Atom, inline_atoms, leaves, notes_in, plain_text
from cableconv.readers.tei.document import Part
from cableconv.readers.tei.elements import Element, attribute, every, first, local, typed
from cableconv.readers.tei.moment import moment
from cableconv.readers.tei.opening import opened
from cableconv.readers.tei.plain import block_of, loose, note_blocks, paragraph, runs
from cableconv.readers.tei.source_note import scan_source_note
from cableconv.structure.conclude import conclusions

_FROM = re.compile(r"\b[Tt]elegram\b[^\n]{0,60}? [Ff]rom (?=the |[A-Z]{3})|^(?=The )")
"""Matches the head of "303. Telegram from the Embassy in the Soviet Union to the Department of
State", that of "Telegram 4390 From AMEMBASSY EXAMPLEVILLE to SECSTATE WASHDC", and nothing before
"The Ambassador in China to the Secretary of State"."""

_LONGEST_TITLE = 400

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


def document(part: Part, source: Source, origin: Provenance) -> Cable:
    """The cable of a ``div`` of type ``document``; other documents than telegrams are kept too."""
    element = part.element
    found = _Document(element, source, source.year or _year(element), is_telegram(element))
    found.precedence = _precedence(element)
    for run in runs(element):
        if isinstance(run, list):
            found.blocks += loose(run)
        else:
            _READERS.get(local(run), _text)(found, run)
    name = str(attribute(element, "id") or element.get("n") or "")
    return _finished(found, attrs.evolve(origin, member=name), _stated_mrn(part))


def _stated_mrn(part: Part) -> str | None:
    """The reference number in the header of the document's own file; volumes have none."""
    for header in part.headers[:1]:
        published = first(header, "publicationStmt")
        found = None if published is None else first(published, "idno", "mrn")
        if found is not None:
            return plain_text(inline_atoms(found))
    return None


def is_telegram(element: Element) -> bool:
    """Whether the heading or the source note calls the document a telegram."""
    head = next((child for child in element if local(child) == "head"), None)
    title = "" if head is None else plain_text(inline_atoms(head))
    if re.search(r"\btelegram\b", title, re.IGNORECASE):
        return True
    notes = (plain_text(inline_atoms(note)) for note in every(element, "note", "source"))
    return any(re.search(r": (?:Circular )?Telegram\b", note) for note in notes)


def _finished(found: _Document, origin: Provenance, stated: str | None) -> Cable:
    blocks = tuple(found.blocks)
    mrn = found.source.mrn or stated or _mrn(found)
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
        found.blocks += block_of(element)
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
    article = "" if match is not None and text[match.end() :][:4].isupper() else "the "
    between = -1 if match is None else text.lower().find(f" to {article}", match.end())
    if match is None or between < 0:
        return content
    begin, to = match.end(), between + len(" to ")
    found.sender = text[begin:between]
    parts = (
        Text(text[:begin]),
        Originator(text[begin:between], _named(text[begin:between])),
        Text(text[between:to]),
        Addressee(text[to:], _named(text[to:])),
    )
    return without_seams(parts)


def _named(words: str) -> str:
    """A sender or addressee without its article."""
    return words[len("the ") :] if words[:4].lower() == "the " else words


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
            found.blocks += paragraph(run)
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
        if (found := moment(str(value or ""))) is not None:
            return found
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
    made = block_of(element)
    if local(element) == "p" and not found.body_begun:
        found.body_begun = True
        begins = isinstance(next(iter(runs(element)), None), list)
        if found.telegram and begins and made and isinstance(made[0], Paragraph):
            opening, found.serial = opened(element, found.year)
            made[:1] = _with_blocks(opening, made[0].blocks)
    found.blocks += made


def _with_blocks(opening: list[Block], inner: tuple[Block, ...]) -> list[Block]:
    """The opening, with lists and tables of the paragraph in its last part."""
    last = opening[-1]
    if isinstance(last, Paragraph):
        return [*opening[:-1], attrs.evolve(last, blocks=inner)]
    return [*opening, *inner]


_READERS = {
    "head": _head,
    "note": _note,
    "opener": _opener,
    "dateline": _dateline,
}
