"""What a PDF file says of itself: title, originator, subject, terms, outline, attached files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from cableconv.model.blocks import Heading
from cableconv.model.cable import Cable
from cableconv.model.leaf import Furniture
from cableconv.model.markings import Banner
from cableconv.model.walk import iter_blocks
from cableconv.verify.around import titles
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.pdf_form import outline_of
from cableconv.verify.rows import squeezed

Form = Callable[[str], str]

_PARTS = ("Source of this copy", "Message lines as received", "Classification authority")
"""Titles of the blocks after the text."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"

_STATED = {
    f"{_DC}title": "/Title",
    f"{_DC}creator": "/Author",
    f"{_DC}description": "/Subject",
    f"{_DC}identifier": "identifier",
    f"{_PDF}Keywords": "/Keywords",
    f"{_DC}language": "language",
}
"""Elements of the packet that say what an entry of the information dictionary says."""

_MOMENT = r"(?:D:\d{14}Z|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"

_OF_PROGRAM = re.compile(
    rf"application/pdf|cableconv(?: [\w.+]+)?|{_MOMENT}|[1-4]|[AB]|part|Integer|internal"
    r"|PDF/UA identification schema|http://www\.aiim\.org/pdfua/ns/id/|pdfuaid"
    r"|Part of ISO 14289 to which the file conforms"
)
"""Matches "cableconv 0.1.0" and "2006-03-07T15:10:00Z", which tell of the file and no cable."""

_ATTRIBUTES = frozenset({"x-default", "Resource", ""})
"""Values of attributes in the packet."""


def about(reader: PdfReader, cable: Cable, form: Form) -> Iterator[Finding]:
    """What a file says of itself, in its dictionary, its packet and its outline, that is not so.

    Args:
        reader: the file.
        cable: what it must hold.
        form: what the format makes of the characters of a text.
    """
    facts = {**_facts(cable), "language": [str(reader.root_object.get("/Lang", ""))]}
    expected = {name: {squeezed(form(text)) for text in texts} for name, texts in facts.items()}
    for name, text in (*_information(reader), *_packet(reader)):
        if squeezed(form(text)) not in expected.get(name, set()):
            what = "the file says another of itself"
            allowed = facts.get(name, [""])[0]
            yield differing(FindingKind.TEXT_CHANGED, f"metadata, {name}", allowed, text, what)
    known = {squeezed(form(text)) for text in (*facts["/Title"], *_headings(cable))}
    for entry in outline_of(reader):
        text = str(entry.get("/Title", ""))
        if text and squeezed(form(text)) not in known:
            message = f'the cable has no such title: "{text}"'
            yield Finding(FindingKind.TEXT_ADDED, "outline", "", text, message)


def _facts(cable: Cable) -> Mapping[str, list[str]]:
    originator = cable.header.originator
    named = [cable.title or cable.mrn or "Untitled cable", *titles(cable), "Untitled cable"]
    return {
        "/Title": named,
        "/Author": [originator.name if originator else ""],
        "/Subject": [f"Diplomatic cable {cable.mrn or ''}"],
        "/Keywords": [", ".join(tag.raw for tag in cable.tags)],
        "identifier": [cable.mrn or ""],
    }


def _headings(cable: Cable) -> Iterator[str]:
    yield from _PARTS
    for block in iter_blocks(cable.blocks):
        if isinstance(block, Heading):
            yield block.text
            kept = (x for x in block.content if not isinstance(x, (Banner, Furniture)))
            yield "".join(leaf.raw for leaf in kept)


def _information(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Entries of the information dictionary that do not tell of the program."""
    found = reader.trailer.get("/Info")
    entries = found.get_object() if found is not None else None
    for name, value in entries.items() if isinstance(entries, DictionaryObject) else ():
        ours = name in ("/Creator", "/Producer", "/CreationDate", "/ModDate")
        if not (ours and _OF_PROGRAM.fullmatch(str(value))):
            yield name, str(value)


def _packet(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Texts and attributes of the XMP packet that do not tell of the program."""
    found = reader.root_object.get("/Metadata")
    stream = found.get_object() if found is not None else None
    if not isinstance(stream, StreamObject):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(stream.get_data(), parser)
    except etree.XMLSyntaxError as error:
        yield "packet", str(error)
        return
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        around = (_STATED.get(str(one.tag), "") for one in (element, *element.iterancestors()))
        name = next(filter(None, around), "")
        text = (element.text or "").strip()
        if text and (name or not _OF_PROGRAM.fullmatch(text)):
            yield name or "packet", text
        others = [str(value) for value in element.attrib.values() if value not in _ATTRIBUTES]
        for one in (*others, (element.tail or "").strip()):
            if one:
                yield "packet", one
