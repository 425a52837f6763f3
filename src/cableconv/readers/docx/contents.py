"""Which way a Word file is read."""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.readers.base import Source
from cableconv.readers.docx.document import word_text
from cableconv.readers.docx.foreign import foreign
from cableconv.readers.docx.own import is_own, own
from cableconv.readers.docx.volume import is_volume, volume


def cables(data: bytes, source: Source, origin: Provenance) -> Iterator[Cable]:
    """The cables of a Word file; errors as of ``DocxReader.read``."""
    found = word_text(data)
    if is_volume(found):
        yield from volume(found, source, origin)
    elif is_own(found):
        yield own(found, source, origin)
    else:
        yield foreign(found, source, origin)
