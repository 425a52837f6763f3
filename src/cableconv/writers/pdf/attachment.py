"""Files that a PDF carries inside (ISO 19005-3, 6.8), and the checksum of its pages.

The pages leave out what is not read, and show a redaction as the source does; the attached file
holds the whole source text. Who attaches it gives all of it away.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable

import attrs

from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.writers.base import in_utf8
from cableconv.writers.pdf.syntax import printable, stream, text_string

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
"""Matches " / " in "06 EXAMPLEVILLE / 123": what a file name should not hold."""

_LONGEST_NAME = 80


@attrs.frozen
class Attachment:
    """A file to be carried.

    Attributes:
        name: of the file, in ASCII.
        media_type: MIME type.
        relation: ``Alternative`` for the cable in another format, ``Source`` for what the pages
            were made from (ISO 19005-3, Annex E).
        description: what it is, for people.
        data: its bytes.
    """

    name: str
    media_type: str
    relation: str
    description: str
    data: bytes


def tei_attachment(data: bytes, identifier: str) -> Attachment:
    """The cable as TEI.

    Args:
        data: the TEI file.
        identifier: the message reference number; empty where not known.
    """
    return Attachment(
        f"{_file_name(identifier)}.tei.xml",
        "application/tei+xml",
        "Alternative",
        "This cable as TEI P5: the whole source text, with what the pages leave out.",
        data,
    )


def source_attachment(cable: Cable, identifier: str) -> Attachment:
    """The text that a cable was read from; of one built by hand, the text of its parts."""
    origin = cable.provenance
    words = "The source text of this cable as it was decoded, in UTF-8 with LF as line end."
    if origin is not None and origin.sha256:
        name = printable(origin.source)
        words += f" Not the file itself: that was {name}, {origin.size} bytes, SHA-256 "
        words += f"{origin.sha256}."
    data = in_utf8(source_text(cable))
    return Attachment(f"{_file_name(identifier)}.txt", "text/plain", "Source", words, data)


def _file_name(identifier: str) -> str:
    return _UNSAFE.sub("-", identifier).strip("-.")[:_LONGEST_NAME] or "cable"


def embed(attachment: Attachment, date: str, put: Callable[[bytes], int]) -> int:
    """Register the objects of an attached file.

    Args:
        attachment: the file.
        date: of the file, as PDF writes it.
        put: registers the body of an indirect object and gives its number.

    Returns:
        The number of its file specification.
    """
    data = zlib.compress(attachment.data)
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest().encode("ascii")
    when = text_string(date)
    kind = attachment.media_type.replace("/", "#2F").replace("+", "#2B").encode("ascii")
    facts = b"/Size %d /CreationDate %s /ModDate %s /CheckSum <%s>" % (
        len(attachment.data), when, when, checksum)  # fmt: skip
    head = b"/Type /EmbeddedFile /Subtype /%s /Filter /FlateDecode /Params <<%s>> " % (kind, facts)
    file = put(stream(head, data))
    name = text_string(attachment.name)
    words = text_string(attachment.description)
    relation = attachment.relation.encode("ascii")
    return put(
        b"<</Type /Filespec /F %s /UF %s /Desc %s /AFRelationship /%s "
        b" /EF <</F %d 0 R /UF %d 0 R>>>>" % (name, name, words, relation, file, file)
    )


def own_data(pages: str, date: str) -> bytes:
    """What the file keeps for its reader (ISO 32000-1, 14.5): the checksum of its pages.

    Args:
        pages: SHA-256 of the operators of all pages one after the other, in hex.
        date: of the file, as PDF writes it.
    """
    private = b"<</PagesSHA256 (%s)>>" % pages.encode("ascii")
    return b"<</cableconv <</LastModified %s /Private %s>>>>" % (text_string(date), private)
