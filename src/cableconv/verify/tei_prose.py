"""Proving the words of a TEI header: titles, words on a release, notices, what tells no marking."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.verify.around import is_titled, marked_subject, of_marked_line
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.printed import LEVEL_WORDS
from cableconv.verify.rows import stamps_of
from cableconv.verify.tei_file import Document, T, characters
from cableconv.verify.tei_header import lists
from cableconv.verify.words import vocabulary, words

_OWN_WORDS = vocabulary("""
    Telegram January February March April May June July August September October November December
""")
"""Words that titles may add to those of the cable."""

_NAMES = frozenset({"title", "author", "msName", "supplied", "orgName"})
"""Elements around the text that hold words of the cable."""


def prose(document: Document, cable: Cable) -> Iterator[Finding]:
    """What the words of the header, and of the heading, say that the cable does not."""
    yield from _names(document, cable)
    yield from _titles(document, cable)
    yield from _releases(document, cable)
    yield from _notices(document, cable)
    yield from _levels(document)


def _names(document: Document, cable: Cable) -> Iterator[Finding]:
    """Titles, names and the heading that was supplied may hold words of the cable only."""
    known = vocabulary(" ".join(_own(cable))) | _OWN_WORDS
    stand_off = document.root.iterfind(f"{T}standOff//{T}orgName")
    for element in (*document.header.iter(), *document.text.iter(f"{T}supplied"), *stand_off):
        name = etree.QName(element).localname
        if name not in _NAMES or _is_of_the_file(element):
            continue
        text = "".join(map(str, element.itertext()))
        added = " ".join(sorted(vocabulary(text) - known))
        if added:
            what = "words that the cable does not have"
            yield differing(FindingKind.TEXT_ADDED, name, "", added, what)


def _titles(document: Document, cable: Cable) -> Iterator[Finding]:
    """The main title must be the subject with its mark, else the headline."""
    named = marked_subject(cable) or cable.title or ""
    for element in document.header.iterfind(f".//{T}title[@type='main']"):
        if named and not is_titled(named, characters(element)):
            yield of_marked_line("title", named, characters(element))


def _own(cable: Cable) -> Iterator[str]:
    """The words of a cable, as they stand and as they are read on."""
    yield source_text(cable)
    yield cable.mrn or ""
    yield cable.subject.text if cable.subject else ""
    yield cable.title or ""
    for names in lists(cable).values():
        yield from names
    when = cable.dtg.utc if cable.dtg else None
    yield f"{when.day} {when.year}" if when else ""
    station = cable.header.station
    yield station.routing_indicator if station else ""


def _is_of_the_file(element: etree._Element) -> bool:
    return any(one.get("type") == "file" for one in element.iterancestors(f"{T}bibl"))


def _releases(document: Document, cable: Cable) -> Iterator[Finding]:
    """Words on a release: only those of stamps."""
    known = {words(stamp) for stamp in stamps_of(cable)}
    for name in ("custEvent", "q"):
        for element in document.header.iter(f"{T}{name}"):
            if words(characters(element)) not in known:
                what = "the source says nothing of this release"
                yield differing(FindingKind.HEADER, name, "", characters(element), what)


def _notices(document: Document, cable: Cable) -> Iterator[Finding]:
    """All that the reader guessed or found."""
    expected = [
        (one.kind.value, one.severity.value, str(one.line or ""), words(one.message))
        for one in cable.notices
    ]
    holder = document.header.find(f".//{T}notesStmt")
    found = [
        (str(one.get("type")), str(one.get("subtype")), one.get("n") or "", words(characters(one)))
        for one in (() if holder is None else holder.iterchildren(f"{T}note"))
        if one.get("type") != "classification"
    ]
    if expected != found:
        what = "the number of notices" if len(expected) != len(found) else "another notice"
        yield differing(
            FindingKind.TEXT_CHANGED, "notes", str(len(expected)), str(len(found)), what
        )


_MAY_TELL = _NAMES | {"note", "catDesc", "q", "custEvent", "term", "idno"}
"""Elements that may tell a marking, each compared with the cable; but for these none may."""


def _levels(document: Document) -> Iterator[Finding]:
    """Markings in the prose of the header, which says only how the file was made."""
    for element in document.header.iter(f"{T}*"):
        name = etree.QName(element).localname
        told = " ".join((element.text or "", *(child.tail or "" for child in element)))
        found = vocabulary(told) & LEVEL_WORDS
        if found and name not in _MAY_TELL and not _is_of_the_file(element):
            what = "a marking where none belongs"
            yield differing(FindingKind.BANNER, f"header, {name}", "", told, what)
