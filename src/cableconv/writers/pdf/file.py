"""The file: its objects one after the other, the table of their places, and the trailer.

Written here and not by reportlab's canvas, which costs as much time as laying out the pages, and
knows no structure tree, associated files, output intents or identifier of the content.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes that tell transfer programs that the file is not text (7.5.2)."""


class PdfFile:
    """Indirect objects by number, from 1; each is reserved once and filled once."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """The number of a new object, to be filled later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def fill(self, number: int, body: bytes) -> None:
        """Give a reserved object its body."""
        self._bodies[number - 1] = body

    def put(self, body: bytes) -> int:
        """Add an object; its number."""
        self._bodies.append(body)
        return len(self._bodies)

    def finished(self, catalog: int, info: int) -> bytes:
        """The file; its identifier is a checksum of all objects, so that it is of the content.

        Args:
            catalog: number of the document catalog.
            info: number of the information dictionary.
        """
        objects = [
            b"%d 0 obj\n%s\nendobj\n" % (number, body)
            for number, body in enumerate(self._bodies, 1)
        ]
        *places, end = accumulate(map(len, objects), initial=len(_HEADER))
        body = b"".join(objects)
        digest = hashlib.md5(body, usedforsecurity=False).hexdigest().encode("ascii")
        size = len(objects) + 1
        table = b"".join([b"%010d 00000 n \n" % place for place in places])
        head = b"xref\n0 %d\n0000000000 65535 f \n" % size
        facts = (size, catalog, info, digest, digest)
        trailer = b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%s><%s>]>>\n" % facts
        return b"".join((_HEADER, body, head, table, trailer, b"startxref\n%d\n%%%%EOF\n" % end))
