"""Which way a Word file is read."""

from __future__ import annotations

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.readers.base import Source
from cableconv.readers.docx.document import word_text
from cableconv.readers.docx.foreign import foreign
from cableconv.readers.docx.own import is_own, own


def cable(data: bytes, source: Source, origin: Provenance) -> Cable:
    """The cable of a Word file; errors as of ``DocxReader.read``."""
    found = word_text(data)
    if is_own(found):
        return own(found, source, origin)
    return foreign(found, source, origin)
