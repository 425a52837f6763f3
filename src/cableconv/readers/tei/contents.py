"""What a TEI file contains: each document by the reader for its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.readers.base import Source
from cableconv.readers.tei.document import parts
from cableconv.readers.tei.edition import edition, is_edition
from cableconv.readers.tei.frus import document
from cableconv.readers.tei.letter import letter


def cables(stream: BinaryIO, source: Source, origin: Provenance, limit: int) -> Iterator[Cable]:
    """The cables of a file; errors as of ``TeiReader.read``."""
    for part in parts(stream, limit):
        if part.is_document:
            yield document(part, source, origin)
        elif is_edition(part):
            yield edition(part)
        else:
            yield letter(part, source, origin)
