"""Where a cable was read from: file, bytes, encoding, reader."""

from __future__ import annotations

import attrs


@attrs.frozen
class Provenance:
    """Facts about the input and the reading. They do not count when cables are compared.

    Attributes:
        source: name of the file or stream (``-`` for standard input), without folders.
        sha256: of the input's bytes, in hex.
        size: of the input, in bytes.
        encoding: as a Python codec name (``utf-8``, ``cp1252``).
        newlines: line ends of the input: ``LF``, ``CRLF``, ``CR``, ``NEL``, ``mixed`` or
            ``none``.
        bom: True where the input begins with a byte order mark.
        reader: name of the reader (``scoop``).
        version: version of cableconv.
        member: row, member or division of an input that holds many cables; empty for one.
        hints: what the caller said (``mrn=...``), as ``name=value``.
    """

    source: str = ""
    sha256: str = ""
    size: int = 0
    encoding: str = "utf-8"
    newlines: str = "LF"
    bom: bool = False
    reader: str = ""
    version: str = ""
    member: str = ""
    hints: tuple[str, ...] = ()
