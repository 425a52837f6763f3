"""TEI P5: our own profile (exact), the documents of FRUS volumes, and any other letter.

The XML library is loaded when something is read, not when an input is looked at.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

import attrs

from cableconv import __version__
from cableconv.errors import CableconvError, LimitExceededError, NotACableError
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.readers.base import Source

_NAMESPACE = b"http://www.tei-c.org/ns/1.0"
_DOCUMENT = re.compile(rb"\s*<div\b[^>]{0,400}type=\"document\"")
"""Matches ``<div type="document" xml:id="d65"``: an excerpt of a FRUS volume."""
_CHUNK = 2**20
_BOM = b"\xef\xbb\xbf"


@attrs.frozen
class TeiReader:
    """Reads each document of a TEI file.

    Attributes:
        max_bytes: refuse a larger file; of a file that is read from disk, a larger document.
    """

    name: ClassVar[str] = "tei"
    suffixes: ClassVar[tuple[str, ...]] = (".tei.xml", ".tei", ".xml")

    max_bytes: int = 64 * 2**20

    def sniff(self, head: bytes, name: str) -> int:
        """95 for XML that names the TEI namespace, 90 for an excerpt of a FRUS volume, else 0."""
        del name
        # UTF-16 has a zero beside each letter.
        start = head.replace(b"\0", b"").removeprefix(_BOM).lstrip(b"\xfe\xff \t\r\n")
        if not start.startswith(b"<"):
            return 0
        if (_NAMESPACE in start and b"<TEI" in start) or b"<teiCorpus" in start:
            return 95
        return 90 if _DOCUMENT.match(start) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """Each cable of the file, in order.

        Raises:
            NotACableError: the input is not XML, not TEI, or a volume without documents.
            LimitExceededError: it is too large or nested too deeply.
            ReadError: it has a document type declaration.
        """
        if len(data) > self.max_bytes:
            raise LimitExceededError(
                f"a TEI file of {len(data)} bytes is over the limit of {self.max_bytes}",
                source=source.name,
                hint="Cut it into volumes.",
            )
        if not data.strip():
            raise NotACableError("the input is empty", source=source.name)
        yield from self.read_stream(io.BytesIO(data), source=source)

    def read_stream(self, stream: BinaryIO, *, source: Source) -> Iterator[Cable]:
        """As ``read``, of a file of any size that is open for reading in binary.

        A document of it is in memory at a time. The file is read twice where it can be, the first
        time for its checksum; a stream that cannot be read again is held.
        """
        from cableconv.readers.tei.contents import cables  # noqa: PLC0415 - lxml when needed

        if not stream.seekable():
            stream = io.BytesIO(stream.read(self.max_bytes + 1))
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
        stream.seek(0)
        origin = Provenance(
            source=source.name,
            sha256=digest.hexdigest(),
            size=size,
            reader=self.name,
            version=__version__,
            hints=source.hints,
        )
        try:
            yield from cables(stream, source, origin, self.max_bytes)
        except CableconvError as error:
            error.source = error.source or source.name
            raise
