"""PDF: files of this library by the TEI or source that they carry, any other PDF by its text.

The text is given to the reader that recognises it. Whether the pages of a file of ours were changed
since it was written is told by the checksum that the writer left in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

import attrs

from cableconv.errors import NotACableError
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.pdf_text import (
    content_of,
    holds_telegram,
    is_pdf,
    only_feeds,
    opened,
    pdf_text,
)

if TYPE_CHECKING:
    from pypdf import PdfReader as Document
    from pypdf.generic import DictionaryObject

MAX_CARRIED = 64 * 1024 * 1024
"""Bytes that a carried file may become when it is unpacked."""

_FORMATS = {"/application/tei+xml": "tei", "/text/plain": None}
"""Reader of a carried file by its type; the readers look at the text of a source themselves."""

_CHANGED = (
    "the pages were changed after the PDF was written; "
    "the cable was read from {}, which the PDF carries, and may differ from what the pages show"
)
_NOT_CARRIED = (
    "this PDF was written without its TEI (attach=tei): the cable was read from what its pages show"
)
_CARRIED_CHANGED = "{}, which the PDF carries, was changed after it was written"
_NOT_READ = "the PDF carries files that were not read: {}"


@attrs.frozen
class _Carried:
    """A file that a PDF carries.

    Attributes:
        name: of the file.
        kind: its type as a PDF name (``/text/plain``).
        data: its bytes.
        changed: whether its checksum is not the one that stands beside it.
    """

    name: str
    kind: str
    data: bytes
    changed: bool


@attrs.frozen
class _Own:
    """What a PDF of this library says of itself.

    Attributes:
        carried: the file that the cable is read from; None where it carries none.
        changed: whether the pages are not those that were written.
    """

    carried: _Carried | None
    changed: bool

    def warnings(self) -> Iterator[Notice]:
        """What a reader of the file must know."""
        if self.carried is None:
            yield _warning(_NOT_CARRIED)
            return
        if self.changed:
            yield _warning(_CHANGED.format(self.carried.name))
        if self.carried.changed:
            yield _warning(_CARRIED_CHANGED.format(self.carried.name))


@attrs.frozen
class PdfReader:
    """Reads one PDF."""

    name: ClassVar[str] = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def sniff(self, head: bytes, name: str) -> int:
        """60 for any PDF, 0 for anything else."""
        del name
        return 60 if is_pdf(head) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """Each cable of the file: one, as far as its text or the TEI in it holds no more.

        Raises:
            NotACableError: it is damaged, encrypted, without text, or holds no telegram.
            LimitExceededError: it is too large, or what it carries is.
        """
        with opened(data, source.name) as (document, _):
            own = _own(document, source.name)
            others = [] if own else [str(found) for found in document.attachments]
        told = list(own.warnings()) if own else []
        if own is not None and own.carried is not None:
            found = source.inside(own.carried.data, _FORMATS[own.carried.kind])
        else:
            text = pdf_text(data, source.name)
            found = source.inside(_encoded(text.text), None)
            told += _told(len(text.pages), text.warnings, others)
        for cable in found:
            if own is None and not holds_telegram(cable):
                raise NotACableError(
                    "the PDF holds text, but no telegram that can be told",
                    source=source.name,
                    hint="If it is one, extract its text and read that with -f telegram.",
                )
            notices = (*told, *(one for one in cable.notices if not only_feeds(one)))
            origin = cable.provenance
            if own is None or own.carried is None or _FORMATS[own.carried.kind] is None:
                origin = _provenance(origin, data, source)
            yield attrs.evolve(cable, notices=notices, provenance=origin)


def _warning(message: str) -> Notice:
    return Notice(NoticeKind.ENCODING, message, Severity.WARNING)


def _told(pages: int, warnings: Sequence[str], others: Sequence[str]) -> list[Notice]:
    message = f"text taken from {pages} page{'s' * (pages > 1)} of a PDF"
    told = [Notice(NoticeKind.ENCODING, message), *(_warning(f"PDF: {w}") for w in warnings)]
    if others:
        told.append(_warning(_NOT_READ.format(", ".join(others))))
    return told


def _encoded(text: str) -> bytes:
    # A damaged character map gives halves of surrogate pairs, which no text holds.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _provenance(inner: Provenance | None, data: bytes, source: Source) -> Provenance:
    return attrs.evolve(
        inner or Provenance(),
        source=source.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        reader=PdfReader.name,
        hints=source.hints,
    )


# --- files of this library ----------------------------------------------------------------------


def _own(document: Document, name: str) -> _Own | None:
    """What a file of this library says of itself; None for any other."""
    facts = _dictionary(document.root_object, "/PieceInfo", "/cableconv", "/Private")
    checksum = facts.get("/PagesSHA256") if facts is not None else None
    if checksum is None:
        return None
    return _Own(_carried(document), str(checksum) != _pages_checksum(document, name))


def _dictionary(found: DictionaryObject, *path: str) -> DictionaryObject | None:
    from pypdf.generic import DictionaryObject  # noqa: PLC0415 - only who reads PDF pays for it

    for key in path:
        inner = found.get(key)
        target = inner.get_object() if inner is not None else None
        if not isinstance(target, DictionaryObject):
            return None
        found = target
    return found


def _pages_checksum(document: Document, name: str) -> str:
    """SHA-256 of what the pages draw, one after the other."""
    digest = hashlib.sha256()
    for content in content_of(document, name):
        digest.update(content)
    return digest.hexdigest()


def _carried(document: Document) -> _Carried | None:
    """The first associated file of a type that is read."""
    from pypdf import apply_configuration  # noqa: PLC0415 - as above
    from pypdf.generic import StreamObject  # noqa: PLC0415 - as above

    associated = document.root_object.get("/AF")
    for one in associated.get_object() if associated is not None else ():
        specification = one.get_object()
        file = _dictionary(specification, "/EF", "/F")
        kind = str(file.get("/Subtype", "")) if isinstance(file, StreamObject) else ""
        if isinstance(file, StreamObject) and kind in _FORMATS:
            with apply_configuration(zlib_maximum_output_length=MAX_CARRIED):
                data = file.get_data()
            name = str(specification.get("/UF", "a file"))
            return _Carried(name, kind, data, _is_other(data, _dictionary(file, "/Params")))
    return None


def _is_other(data: bytes, facts: DictionaryObject | None) -> bool:
    """Whether a file has another checksum than its parameters say (ISO 32000-1, 7.11.4)."""
    stated = facts.get("/CheckSum") if facts is not None else None
    stated = getattr(stated, "original_bytes", stated)
    return stated != hashlib.md5(data, usedforsecurity=False).digest()
