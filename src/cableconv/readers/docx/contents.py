"""Which way a Word file is read."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notation.word_package import Package
from cableconv.notices import Notice
from cableconv.readers.base import Source
from cableconv.readers.docx.document import WordText, word_text
from cableconv.readers.docx.embedded import embedded
from cableconv.readers.docx.foreign import foreign
from cableconv.readers.docx.own import is_own, own
from cableconv.readers.docx.volume import is_volume, volume


def cables(data: bytes, source: Source, origin: Provenance) -> Iterator[Cable]:
    """The cables of a Word file; errors as of ``DocxReader.read``."""
    package = Package(data)
    found = word_text(package)
    told: tuple[Notice, ...] = ()
    if is_own(found):
        whole, told = embedded(package)
        if whole:
            yield from whole
            return
    for cable in _visible(found, source, origin):
        yield attrs.evolve(cable, notices=(*told, *cable.notices)) if told else cable
        told = ()


def _visible(found: WordText, source: Source, origin: Provenance) -> Iterator[Cable]:
    """The cables as the text shows them."""
    if is_volume(found):
        yield from volume(found, source, origin)
    elif is_own(found):
        yield own(found, source, origin)
    else:
        yield foreign(found, source, origin)
