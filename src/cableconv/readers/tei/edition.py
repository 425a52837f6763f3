"""A cable out of our own TEI profile: exact where nobody touched it, else readable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from cableconv.errors import NotACableError
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.tei.blocks import BlockReader
from cableconv.readers.tei.categories import Categories
from cableconv.readers.tei.document import Part
from cableconv.readers.tei.elements import Element, every, first, local, string_value, typed
from cableconv.readers.tei.formatting import is_formatted, without_formatting
from cableconv.readers.tei.leaves import LeafReader

_KINDS = {kind.value: kind for kind in NoticeKind}


def is_edition(part: Part) -> bool:
    """Whether the document follows our own profile."""
    text = _text(part.element)
    if text is None or typed(text) != "telegram":
        return False
    applications = (a for header in part.headers for a in every(header, "application"))
    return any(application.get("ident") == "cableconv" for application in applications)


def edition(part: Part) -> Cable:
    """The cable of the document.

    The checksum of the text in the header tells whether the text is still the one that was
    written. Where it is not, the XML is believed, and a notice says so.

    Raises:
        NotACableError: it holds no ``text``.
    """
    text = _text(part.element)
    if text is None:
        raise NotACableError("the TEI document holds no text")
    stated = _checksum(part.headers)
    changed = _changed(text, stated)
    leaves = LeafReader(Categories(part.headers), edited=bool(changed))
    lead, blocks = BlockReader(leaves).document(text)
    told = (*_notices(part.headers), *changed, *leaves.notices)
    return Cable(blocks, _mrn(part.headers, text), lead, told, _provenance(part.headers))


def _text(element: Element) -> Element | None:
    return next((child for child in element if local(child) == "text"), None)


def _changed(text: Element, stated: str | None) -> tuple[Notice, ...]:
    """What was done to the text since it was written; formatting is taken out of the tree."""
    if stated is None or _digest(string_value(text)) == stated:
        return ()
    notices = []
    if is_formatted(text):
        without_formatting(text)
        message = "the XML was formatted by another program; line ends between blocks are made anew"
        notices.append(Notice(NoticeKind.NEWLINES, message, Severity.WARNING))
        if _letters(string_value(text)) == "":
            return tuple(notices)
    message = "the text is not the one whose checksum the header states; the XML is believed"
    notices.append(Notice(NoticeKind.CONFLICT, message, Severity.WARNING))
    return tuple(notices)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _letters(text: str) -> str:
    return "".join(text.split())


def _checksum(headers: Sequence[Element]) -> str | None:
    for header in headers:
        for found in every(header, "idno", "sha256"):
            if found.get("subtype") == "text":
                return string_value(found)
    return None


def _mrn(headers: Sequence[Element], text: Element) -> str | None:
    for header in headers:
        published = first(header, "publicationStmt")
        found = None if published is None else first(published, "idno", "mrn")
        if found is not None:
            return string_value(found)
    for division in every(text, "div", "telegram"):
        named = division.get("n")
        return None if named is None else str(named)
    return None


def _notices(headers: Sequence[Element]) -> Iterator[Notice]:
    for header in headers:
        for statement in every(header, "notesStmt"):
            for note in every(statement, "note"):
                if typed(note) in _KINDS:
                    yield _notice(note)


def _notice(note: Element) -> Notice:
    severities = {severity.value: severity for severity in Severity}
    severity = severities.get(str(note.get("subtype")), Severity.INFO)
    line = str(note.get("n") or "")
    number = int(line) if line.isdecimal() else None
    return Notice(_KINDS[typed(note)], string_value(note), severity, number)


def _provenance(headers: Sequence[Element]) -> Provenance | None:
    """Where the cable was first read from; None for one that was built by hand."""
    for header in headers:
        found = first(header, "bibl", "file")
        if found is not None:
            return _origin(found)
    return None


def _origin(bibl: Element) -> Provenance:
    facts: dict[str, str] = {}
    hints: list[str] = []
    for note in every(bibl, "note"):
        if typed(note) == "hint":
            hints.append(string_value(note))
        else:
            facts[typed(note)] = string_value(note)
    title, digest = first(bibl, "title"), first(bibl, "idno", "sha256")
    size = first(bibl, "measure")
    quantity = "" if size is None else str(size.get("quantity") or "")
    return Provenance(
        source="" if title is None else string_value(title),
        sha256="" if digest is None else string_value(digest),
        size=int(quantity) if quantity.isdecimal() else 0,
        encoding=facts.get("encoding", ""),
        newlines=facts.get("newlines", ""),
        bom=facts.get("byte-order-mark") == "yes",
        reader=facts.get("reader", ""),
        version=facts.get("version", ""),
        member=facts.get("member", ""),
        hints=tuple(hints),
    )
