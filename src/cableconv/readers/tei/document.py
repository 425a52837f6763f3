"""Reading XML safely, and cutting a TEI file into the parts that are documents.

No entity is resolved, no DTD is read and nothing is fetched; a document type declaration is
refused. Depth and size are limited. Parts come one at a time, and what was read is let go of, so
that a volume costs the memory of its largest document.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree

from cableconv.errors import LimitExceededError, NotACableError, ReadError
from cableconv.readers.tei.elements import Element, local, typed

MAX_DEPTH = 100
"""How deep elements may be nested. Editions nest some twenty deep; the rest is hostile."""

_NO_DTD = "Save it without the <!DOCTYPE ...> declaration, with its entities resolved."


class Part(NamedTuple):
    """A document of a TEI file.

    Attributes:
        element: a ``TEI``, or a ``div`` that is a document of a volume.
        headers: the ``teiHeader`` elements that speak of it, the nearest first.
        number: of the part in the file, from 1.
    """

    element: Element
    headers: tuple[Element, ...]
    number: int

    @property
    def is_document(self) -> bool:
        """True for a ``div`` of a volume."""
        return local(self.element) == "div"


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more bytes of one document than a limit."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._limit = limit
        self._given = 0

    def begin(self) -> None:
        """Count from here on: a document ended."""
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        """As of a stream.

        Raises:
            LimitExceededError: the document is over the limit.
        """
        found = self._stream.read(size)
        self._given += len(found)
        if self._given > self._limit:
            raise LimitExceededError(
                f"a document of more than {self._limit} bytes is over the limit",
                hint="Cut it into volumes.",
            )
        return found


def parts(stream: BinaryIO, limit: int) -> Iterator[Part]:
    """Each document of the file, in order; its element is emptied when the next one is asked for.

    A ``div`` of type ``document`` is one (FRUS); else each ``TEI`` is.

    Args:
        stream: the file, which may be of any size.
        limit: bytes that may be read before the next document ends.

    Raises:
        NotACableError: the input is not XML, or not TEI.
        LimitExceededError: it is nested too deeply, or over a limit of the parser.
        ReadError: it has a document type declaration.
    """
    bounded = _Bounded(stream, limit)
    events = etree.iterparse(
        bounded,
        events=("start", "end"),
        collect_ids=False,  # a corpus has millions, and none is looked up
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,  # the log of errors is looked at before anything is given out
    )
    cutter = _Cutter()
    try:
        for event, element in events:
            if event == "start":
                cutter.start(element)
                continue
            found = cutter.end(element)
            if found is not None:
                _refuse_errors(events)
                yield found
                _let_go(found.element)
                bounded.begin()
    except etree.XMLSyntaxError as error:
        _refuse_errors(events)
        raise NotACableError(f"this is not XML: {error.msg}", line=error.lineno) from None
    _refuse_errors(events)
    if not cutter.seen:
        raise NotACableError("this is not XML: it has no element")


class _Cutter:
    """Follows the events of a parser and tells which element is a document."""

    def __init__(self) -> None:
        self.seen = 0
        self._given = 0
        self._depth = 0
        self._document: Element | None = None
        self._given_before = 0

    def start(self, element: Element) -> None:
        self.seen += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LimitExceededError(f"elements are nested deeper than {MAX_DEPTH} levels")
        if self.seen == 1:
            _check_root(element)
        name = local(element)
        if name == "TEI":
            self._given_before = self._given
        elif name == "div" and self._document is None and typed(element) == "document":
            self._document = element

    def end(self, element: Element) -> Part | None:
        self._depth -= 1
        if element is self._document:
            self._document = None
            return self._part(element)
        if local(element) == "TEI" and self._given == self._given_before:
            return self._part(element)
        return None

    def _part(self, element: Element) -> Part:
        self._given += 1
        return Part(element, tuple(_headers(element)), self._given)


def _check_root(root: Element) -> None:
    info = root.getroottree().docinfo
    declared: object = info.internalDTD  # None without a declaration
    if declared is not None:
        raise ReadError("the XML has a document type declaration, which is not read", hint=_NO_DTD)
    if local(root) not in {"TEI", "teiCorpus"} and typed(root) != "document":
        raise NotACableError(
            f"this is XML but not TEI: its first element is {local(root)}",
            hint="Give a TEI document, or the plain text of the cable.",
        )


def _headers(element: Element) -> Iterator[Element]:
    for holder in (element, *element.iterancestors()):
        if local(holder) in {"TEI", "teiCorpus"}:
            yield from (child for child in holder if local(child) == "teiHeader")


def _let_go(element: Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
    parent = element.getparent()
    if parent is None or local(parent) == "TEI":
        return
    if local(parent) == "teiCorpus":
        while (before := element.getprevious()) is not None and local(before) == "TEI":
            parent.remove(before)
        return
    while (before := element.getprevious()) is not None:
        parent.remove(before)


def _refuse_errors(events: etree.iterparse[tuple[str, Element]]) -> None:
    for entry in events.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise LimitExceededError(f"a limit of XML is exceeded: {entry.message}")
        if entry.level_name != "FATAL":
            # An excerpt lost the declaration of a prefix, or two files of a corpus share an id:
            # nothing of the text is lost by that.
            continue
        raise NotACableError(
            f"this is not well-formed XML: {entry.message}",
            line=entry.line,
            hint="The file may be cut off or damaged.",
        )
