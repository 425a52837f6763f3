"""Proving a telegram in the manner of FRUS: head, source note, dateline, text read on.

What the profile leaves out (docs/tei.md) is not looked for: lines of the transmission, page lines,
rules, distribution, titles and words of the carrier.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import Addressee, MessageSerial
from cableconv.model.leaf import Text
from cableconv.model.walk import iter_leaves, source_text
from cableconv.verify.around import BASIS, of_marked_line
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, header_lines, units
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.rows import MONTHS, stamps_of
from cableconv.verify.tei_file import Document, T, characters, checksum
from cableconv.verify.tei_tagged import pointed
from cableconv.verify.words import joined, marks_in, words

_SCOPE = Scope(
    rules=False,
    kinds=frozenset({FieldKind.ENTIRE_TEXT, FieldKind.NOTE, FieldKind.UNPARSED}),
    labels=False,
    withheld="[text withheld]",
)
"""Rules and labels are left out, and few header lines stand in the text."""

_STATED = {
    FieldKind.CLASSIFICATION: (FindingKind.BANNER, "Classification line: "),
    FieldKind.CAPTION: (FindingKind.CAPTION, "Caption line: "),
    FieldKind.EXECUTIVE_ORDER: (FindingKind.DECLASSIFICATION, ""),
    FieldKind.AUTHORITY: (FindingKind.AUTHORITY, ""),
}
"""Header lines that are paragraphs of the source note: the kind of a finding, and what is put
before them."""


def differences(document: Document, cable: Cable) -> Iterator[Finding]:
    """The differences between a telegram and its cable."""
    shown = _shown(document.text)
    yield from _line("head", _head(cable), shown.head, FindingKind.HEADER)
    yield from _line("dateline", _dateline(cable), shown.dateline, FindingKind.HEADER)
    yield from _when(cable, document.text)
    yield from _note(cable, shown.note)
    opening = _opening(cable)
    texts = shown.texts
    if opening:
        first, texts = texts[:1], texts[1:]
        yield from _line("subject and references", opening, "".join(first), FindingKind.HEADER)
    yield from compare(list(units(cable, _SCOPE)), stream(texts, divided=True))
    yield from _checksum(document, cable)
    yield from _overall(document, cable)


def agreement(document: Document) -> Iterator[Finding]:
    """Where the source note and the header give another marking; no cable is needed for it."""
    notes = document.root.iterfind(f"{T}teiHeader//{T}note[@type='classification']")
    header = " | ".join(map(characters, notes))
    first = next(iter(_shown(document.text).note), "")
    wanted = joined(header.replace("/", " ")).casefold()
    if not wanted.strip() or wanted not in joined(_plain(first)).casefold():
        what = "it gives another marking than the header"
        yield differing(FindingKind.BANNER, "source note", header, first, what)


def _plain(sentence: str) -> str:
    """``Secret Noforn`` of ``Secret; Noforn.``: signs between markings are blanks."""
    return sentence.translate({ord(sign): " " for sign in ";./"})


# --- what the file shows -------------------------------------------------------------------------


@attrs.frozen
class _Shown:
    """The parts of a document.

    Attributes:
        head: of the document, without its note.
        note: the paragraphs of the source note.
        dateline: as it is printed.
        texts: paragraphs, points, rows and names after that, in order.
    """

    head: str
    note: Sequence[str]
    dateline: str
    texts: Sequence[str]


def _shown(text: etree._Element) -> _Shown:
    document = text.find(f"{T}body/{T}div")
    head = None if document is None else document.find(f"{T}head")
    opener = None if document is None else document.find(f"{T}opener")
    note = None if head is None else head.find(f"{T}note")
    apart = [part for part in (head, opener) if part is not None]
    return _Shown(
        "" if head is None else _own(head),
        [] if note is None else list(_texts(note, ())),
        "" if opener is None else _own(opener),
        [line for line in _texts(text, apart) if line.strip()],
    )


def _texts(parent: etree._Element, apart: Sequence[etree._Element]) -> Iterator[str]:
    """The texts of the parts of an element, in order; words between parts are one by themselves."""
    for child in parent:
        if child in apart:
            pass
        elif child.tag in _LINES:
            yield _own(child)
            yield from _texts_of_parts(child)
        elif child.tag == f"{T}row":
            yield " ".join(map(characters, child))
        else:
            yield child.text or ""
            yield from _texts(child, apart)
        yield child.tail or ""


def _texts_of_parts(line: etree._Element) -> Iterator[str]:
    for part in line:
        if part.tag in _PARTS:
            yield from _texts(part, ())


def _own(line: etree._Element) -> str:
    """The words of a paragraph or point itself; a line break is a blank."""
    parts = [line.text or ""]
    for child in line:
        if child.tag == f"{T}lb":
            parts.append(" ")
        elif child.tag not in _PARTS:
            parts.append(characters(child))
        parts.append(child.tail or "")
    return "".join(parts)


_LINES = frozenset({f"{T}p", f"{T}item", f"{T}signed", f"{T}head", f"{T}ab", f"{T}l"})
_PARTS = frozenset({f"{T}list", f"{T}table", f"{T}note"})


# --- what is demanded ----------------------------------------------------------------------------


def _line(place: str, expected: str, found: str, kind: FindingKind) -> Iterator[Finding]:
    if words(expected) == words(found):
        return
    if marks_in(expected) != marks_in(found):
        yield of_marked_line(place, expected, found)
    else:
        yield differing(kind, place, expected, found, "it is another")


def _serial(cable: Cable) -> str:
    """The number of the telegram at its post, without zeros before it; empty for none."""
    leaves = iter_leaves(cable.blocks, quoted=False)
    numbers = [leaf.serial for leaf in leaves if isinstance(leaf, MessageSerial)]
    station = cable.header.station
    if not any(numbers[:1]) and station is not None:
        numbers = [station.serial or ""]
    number = "".join(numbers[:1]).lstrip("0")
    return number if number.isascii() and number.isdigit() else ""


def _head(cable: Cable) -> str:
    header = cable.header
    told = f"Telegram {_serial(cable)}"
    if header.originator and header.originator.name:
        told += f" From {header.originator.name}"
        first = header.action_addressees[:1]
        told += "".join(f" to {one.name}" for one in first if one.name)
    return told


def _dateline(cable: Cable) -> str:
    dtg = cable.dtg
    if dtg is None:
        return ""
    if dtg.utc is None:
        return f"{dtg.raw}."
    sent = dtg.utc
    return f"{MONTHS[sent.month - 1]} {sent.day}, {sent.year}, {sent:%H%M}Z."


def _when(cable: Cable, text: etree._Element) -> Iterator[Finding]:
    """The date for programs."""
    sent = cable.dtg.utc if cable.dtg else None
    expected = "" if sent is None else f"{sent.isoformat()[:19]}Z"
    found = " ".join(str(date.get("when") or "") for date in text.iter(f"{T}date"))
    if expected != found.strip():
        yield differing(FindingKind.HEADER, "date/@when", expected, found, "it is another")


def _opening(cable: Cable) -> str:
    """Number, subject with its mark, and references as one paragraph; empty without these two."""
    kinds = ((FieldKind.SUBJECT, "Subject"), (FieldKind.REFERENCES, "Ref"))
    told = [
        f"{label}: {field.value_text.rstrip('.')}."
        for kind, label in kinds
        for field in cable.fields_of(kind)
        if field.value_text.rstrip(".")
    ]
    serial = _serial(cable)
    return " ".join([f"{serial}.", *told] if serial else told) if told else ""


def _checksum(document: Document, cable: Cable) -> Iterator[Finding]:
    found = checksum(document)
    expected = hashlib.sha256(source_text(cable).encode("utf-8", "surrogatepass")).hexdigest()
    if found != expected:
        message = "the header gives the checksum of another text"
        yield Finding(FindingKind.TEXT_CHANGED, "text", expected, found, message)


# --- the source note -----------------------------------------------------------------------------

_Demand = tuple[FindingKind, str]
"""The kind of a finding where it is missing, and what must be a paragraph of the note."""


def _note(cable: Cable, shown: Sequence[str]) -> Iterator[Finding]:
    """Each paragraph of the note, in order, and none that the cable does not have."""
    demands = [(kind, text) for kind, text in _demands(cable) if words(text)]
    expected = [_key(text) for _, text in demands]
    found = [text for text in shown if words(text)]
    left = [_key(text) for text in found]
    if left == expected:
        return
    missing = [demand for demand, key in zip(demands, expected, strict=True) if key not in left]
    added = [text for text in found if _key(text) not in expected]
    for at, (kind, text) in enumerate(missing):
        other = added[at] if len(added) == len(missing) else ""
        yield differing(kind, "source note", text, other, "it does not stand in full")
    for text in added if len(added) != len(missing) else ():
        kind = FindingKind.MARK_ADDED if marks_in(text) else FindingKind.TEXT_ADDED
        message = f"words that it must not have: {quoted(text)}"
        yield Finding(kind, "source note", "", text, message)
    if not missing and not added:
        message = "its paragraphs stand in another order, or twice"
        yield Finding(FindingKind.MOVED, "source note", "", "", message)


def _key(text: str) -> tuple[str, ...]:
    # FRUS writes "Secret; Noforn".
    return tuple(word.casefold() for word in words(text))


def _demands(cable: Cable) -> Iterator[_Demand]:
    header = cable.header
    yield FindingKind.BANNER, _source(cable)
    rows = (
        ("Sent to", header.action_addressees),
        ("Repeated for information to", header.info_addressees),
        ("Not sent to", header.exempted),
    )
    for told, stations in rows:
        if stations:
            yield FindingKind.HEADER, f"{told} {'; '.join(map(_station, stations))}."
    passing = [leaf.raw for leaf in header.passing_instructions]
    if passing:
        yield FindingKind.HEADER, f"Passing instructions: {'; '.join(passing)}."
    for line in header_lines(cable):
        named = line.field.kind is FieldKind.CAPTION and not _beside_captions(line.field)
        if line.field.kind in _STATED and not named:
            kind, label = _STATED[line.field.kind]
            yield kind, f"{label}{line.own}" if line.own.strip() else ""
    if cable.tags:
        yield FindingKind.HEADER, f"TAGS: {', '.join(tag.raw for tag in cable.tags)}."
    for stamp in dict.fromkeys(stamps_of(cable)):
        yield FindingKind.HEADER, f"Words on release in the source: {stamp}"


def _beside_captions(field: Field) -> bool:
    """Whether a caption line has words that are no caption."""
    texts = (leaf.raw for leaf in field.content if isinstance(leaf, Text))
    return any(character.isalnum() for text in texts for character in text)


def _station(one: Addressee) -> str:
    sign = [] if one.precedence is None else [*(["NIACT"] * one.niact), one.precedence.name]
    return " ".join((one.name or one.raw, *sign))


def _source(cable: Cable) -> str:
    """``Source: 07X1.txt, MRN 07X1. Secret; Noforn; Priority; Sipdis.``."""
    name = cable.provenance.source if cable.provenance else ""
    source = [*([name] if name else []), *([f"MRN {cable.mrn}"] if cable.mrn else [])]
    overall = overall_marking(cable)
    basis = BASIS.get(overall.basis, "")
    concluded = f"{overall.text} (from the {basis})" if basis else overall.text
    stated = cable.markings.banner is not None and not basis
    parts = overall.text.replace("//", "/").split("/") if stated else []
    signs = [sign.name for sign in cable.dtg.precedence] if cable.dtg else []
    captions = [one.name for one in cable.markings.captions if one.name not in parts]
    told = "; ".join((*parts, *signs, *captions))
    sentences = (", ".join(source) or "unknown", *([] if stated else [concluded]), told)
    return "Source: " + " ".join(f"{one}." for one in sentences if one)


def _overall(document: Document, cable: Cable) -> Iterator[Finding]:
    """The header must give the marking of the whole cable: as a note, and as pointers."""
    overall = overall_marking(cable)
    notes = document.root.iterfind(f"{T}teiHeader//{T}note[@type='classification']")
    said = " | ".join(characters(note) for note in notes)
    place = "note of type classification"
    if words(said)[: len(words(overall.text))] != words(overall.text):
        yield differing(FindingKind.BANNER, place, overall.text, said, "it is another marking")
    pointers = pointed(overall.level, overall.controls)
    expected = tuple(value for _, value in pointers) or ("none",)
    references = document.root.iterfind(f"{T}teiHeader//{T}catRef")
    found = [document.values(one.get("target")) for one in references]
    if not any(values[: len(expected)] == expected for values in found):
        shown = " | ".join(" ".join(values) for values in found)
        what = "no pointer of the header gives it"
        yield differing(FindingKind.BANNER, "catRef", " ".join(expected), shown, what)
