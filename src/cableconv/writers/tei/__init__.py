"""TEI P5: the source text, character for character, with its structure as markup around it.

The file is valid against unmodified tei_all (TEI 4.3 and later). ``string_value`` reads the source
text back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.model.furniture import without_furniture
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.writers.tei.correspondence import stations
from cableconv.writers.tei.divisions import DivisionRenderer
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.escape import CarefulEscape, Escape, holds_illegal
from cableconv.writers.tei.header import HeaderWriter, telegram_title
from cableconv.writers.tei.options import TeiOptions
from cableconv.writers.tei.string_value import string_value

__all__ = ["TeiOptions", "TeiWriter", "string_value"]

_SCHEMA = "https://vault.tei-c.org/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<?xml-model href="{_SCHEMA}" type="application/xml" '
    'schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    f'<?xml-model href="{_SCHEMA}" type="application/xml" '
    'schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
)


@attrs.frozen
class TeiWriter:
    """Writes a cable as a TEI P5 document."""

    name: ClassVar[str] = "tei"
    suffix: ClassVar[str] = ".tei.xml"
    media_type: ClassVar[str] = "application/tei+xml"

    options: TeiOptions = attrs.field(factory=TeiOptions)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; return what was left out or replaced."""
        kept = without_furniture(cable) if self.options.furniture == "drop" else cable
        left_out = len(cable.furniture) - len(kept.furniture) if kept is not cable else 0
        edition = Edition(kept, Escape(), left_out=left_out)
        try:
            data = _document(edition).encode()
            illegal = holds_illegal(data)
        except UnicodeEncodeError:  # a lone surrogate
            illegal = True
        if illegal:
            edition = Edition(kept, CarefulEscape(), left_out=left_out)
            data = _document(edition).encode()
        out.write(data)
        return list(_notices(edition))


def _document(edition: Edition) -> str:
    title = edition.escape.value(telegram_title(edition.cable))
    text = DivisionRenderer(edition).whole_text(title)
    header = HeaderWriter(edition).header()
    name = f' xml:id="{edition.document_id}"' if edition.document_id else ""
    root = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{name}>\n'
    return f"{_HEAD}{root}{header}{stations(edition)}{text}\n</TEI>\n"


def _notices(edition: Edition) -> Iterator[Notice]:
    replaced = edition.escape.replaced
    if replaced:
        message = (
            f"{replaced} control characters stand as pictures in attributes or header, "
            "where XML cannot hold them; the text has them all"
        )
        yield Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING)
    for name in dict.fromkeys(edition.unknown):
        message = f"TEI output knows no {name}; its characters are kept without its meaning"
        yield Notice(NoticeKind.UNKNOWN_NODE, message, Severity.WARNING)
    if edition.left_out:
        message = f"pieces of text left out that are the carrier's: {edition.left_out}"
        yield Notice(NoticeKind.OMITTED, message)
