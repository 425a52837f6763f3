"""TEI P5: the source text, character for character, with its structure as markup around it.

The file is valid against unmodified tei_all (TEI 4.3 and later). ``string_value`` reads the source
text back.
"""

from __future__ import annotations

from typing import BinaryIO, ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.tei.cmif import IndexEntry, IndexInfo, index_entry, write_index
from cableconv.writers.tei.corpus import write_corpus
from cableconv.writers.tei.document import document
from cableconv.writers.tei.options import TeiOptions
from cableconv.writers.tei.prolog import PROLOG
from cableconv.writers.tei.string_value import string_value

__all__ = [
    "IndexEntry",
    "IndexInfo",
    "TeiOptions",
    "TeiWriter",
    "index_entry",
    "string_value",
    "write_corpus",
    "write_index",
]

_PROLOG = PROLOG.encode()


@attrs.frozen
class TeiWriter:
    """Writes a cable as a TEI P5 document."""

    name: ClassVar[str] = "tei"
    suffix: ClassVar[str] = ".tei.xml"
    media_type: ClassVar[str] = "application/tei+xml"

    options: TeiOptions = attrs.field(factory=TeiOptions)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; return what was left out or replaced."""
        written = document(cable, self.options)
        out.write(_PROLOG)
        out.write(written.xml)
        return list(written.notices)
