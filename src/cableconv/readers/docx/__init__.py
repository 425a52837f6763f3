"""DOCX: files of this library by their styles, any other Word file as lines of a telegram.

The walker is our own, because the usual library loses content controls, insertions, text boxes,
notes and numbers. lxml is loaded when something is read, not when an input is looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv import __version__
from cableconv.errors import CableconvError, LimitExceededError
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.readers.base import Source

_ZIP = b"PK\x03\x04"


@attrs.frozen
class DocxReader:
    """Reads one Word file (.docx, .docm, .dotx, .dotm).

    Attributes:
        max_bytes: refuse a larger file.
    """

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx", ".dotm")

    max_bytes: int = 64 * 2**20

    def sniff(self, head: bytes, name: str) -> int:
        """95 for a ZIP archive that names a Word part, 40 for one with a name of such files."""
        if not head.startswith(_ZIP):
            return 0
        if b"word/" in head:
            return 95
        return 40 if name.lower().endswith(self.suffixes) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The cable of the file, or each cable of a volume in order.

        Raises:
            NotACableError: the file is no Word file, damaged, encrypted, or empty.
            LimitExceededError: it is too large, or unpacks to too much.
            ReadError: it has entries outside of the archive, or a document type declaration.
        """
        if len(data) > self.max_bytes:
            raise LimitExceededError(
                f"a Word file of {len(data)} bytes is over the limit of {self.max_bytes}",
                source=source.name,
            )
        from cableconv.readers.docx.contents import cables  # noqa: PLC0415 - lxml when needed

        origin = Provenance(
            source=source.name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            newlines="none",
            reader=self.name,
            version=__version__,
            hints=source.hints,
        )
        try:
            yield from cables(data, source, origin)
        except CableconvError as error:
            error.source = error.source or source.name
            raise
