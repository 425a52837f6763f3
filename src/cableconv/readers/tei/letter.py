"""A letter that others encoded in TEI: sender, addressee and date of ``correspDesc``, and its text.

The header's words stand before the text, a line each: title, sender, addressees, place and date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.errors import NotACableError
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import Addressee, Originator
from cableconv.model.leaf import Text
from cableconv.model.source import Provenance
from cableconv.readers.base import Source
from cableconv.readers.tei.atoms import inline_atoms, plain_text
from cableconv.readers.tei.document import Part
from cableconv.readers.tei.elements import Element, every, first, local, typed
from cableconv.readers.tei.moment import moment
from cableconv.readers.tei.plain import blocks_of
from cableconv.structure.conclude import conclusions

_NAMES = ("persName", "orgName", "name", "rs")


def letter(part: Part, source: Source, origin: Provenance) -> Cable:
    """The cable of any TEI document.

    Raises:
        NotACableError: the document is a volume whose documents are not published, or holds no
            text.
    """
    status = _status(part.headers)
    text = next((child for child in part.element if local(child) == "text"), None)
    if _is_stub(part.headers, status):
        raise NotACableError(
            f"the volume holds no documents yet: its status is {status}",
            hint="Its text is published when it has been cleared.",
        )
    body = [] if text is None else blocks_of(text)
    if not body:
        raise NotACableError("the TEI document holds no text")
    blocks = (*_header(part.headers), *body)
    cable = Cable(blocks, source.mrn, provenance=_numbered(origin, part))
    return attrs.evolve(cable, notices=tuple(conclusions(cable)))


def _numbered(origin: Provenance, part: Part) -> Provenance:
    return attrs.evolve(origin, member=str(part.number)) if part.number > 1 else origin


def _status(headers: Sequence[Element]) -> str:
    for header in headers:
        found = first(header, "revisionDesc")
        if found is not None:
            return str(found.get("status") or "")
    return ""


def _is_stub(headers: Sequence[Element], status: str) -> bool:
    """Whether the file stands for a FRUS volume without its documents."""
    volumes = (found for header in headers for found in every(header, "idno", "frus"))
    return next(volumes, None) is not None and status not in {"", "published"}


def _header(headers: Sequence[Element]) -> Iterator[Block]:
    titles = (found for header in headers for found in _titles(header))
    title = next(titles, "")
    if title:
        yield Field(FieldKind.TITLE, (Text(title),), tail="\n\n")
    for header in headers:
        for action in every(header, "correspAction"):
            yield from _action(action)


def _titles(header: Element) -> Iterator[str]:
    statement = first(header, "titleStmt")
    if statement is None:
        return
    found = list(every(statement, "title"))
    main = [e for e in found if typed(e) == "main"]
    for element in (*main, *found):
        words = plain_text(inline_atoms(element))
        if words:
            yield words


def _action(action: Element) -> Iterator[Block]:
    kind, subtype = typed(action), str(action.get("subtype") or "")
    for child in action:
        words = plain_text(inline_atoms(child))
        name = local(child)
        if name in _NAMES and words:
            yield _named(kind, subtype, words)
        elif name == "date" and kind == "sent":
            yield from _dated(child, words)
        elif words:
            yield Field(FieldKind.NOTE, (Text(words),))


def _named(kind: str, subtype: str, words: str) -> Field:
    if kind == "sent":
        return Field(FieldKind.ORIGINATOR, (Originator(words, words),))
    if kind == "received":
        field = FieldKind.INFO if subtype == "cc" else FieldKind.ACTION
        return Field(field, (Addressee(words, words),))
    return Field(FieldKind.NOTE, (Text(words),))


def _dated(date: Element, words: str) -> Iterator[Block]:
    """The date of sending; to the minute it is a date-time group."""
    stated = next((str(v) for v in map(date.get, ("when", "notBefore", "from")) if v), "")
    raw = words or stated
    if not raw:
        return
    leaf: Inline | None = moment(str(date.get("when") or ""), raw)
    yield Field(FieldKind.DTG, (leaf or Text(raw),))
