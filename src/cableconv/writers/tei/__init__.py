"""TEI P5: the source text, character for character, with its structure as markup around it.

The file is valid against unmodified tei_all (TEI 4.3 and later). ``string_value`` reads the source
text back; docs/tei.md says which element stands for what.
"""

from __future__ import annotations

from typing import BinaryIO, ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.writers.tei.correspondence import stations
from cableconv.writers.tei.divisions import DivisionRenderer
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.escape import CarefulEscape, Escape, holds_illegal
from cableconv.writers.tei.header import HeaderWriter, telegram_title
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
class TeiOptions:
    """Options of the TEI writer.

    Attributes:
        paratext: write the text of the carrier around the telegram too; without it the string
            value is no longer the whole source, and the header says so.
    """

    paratext: bool = True


@attrs.frozen
class TeiWriter:
    """Writes a cable as a TEI P5 document."""

    name: ClassVar[str] = "tei"
    suffix: ClassVar[str] = ".tei.xml"
    media_type: ClassVar[str] = "application/tei+xml"

    options: TeiOptions = TeiOptions()

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; return what was left out or replaced."""
        escape = Escape()
        try:
            text = self._document(cable, escape)
            data = b"" if holds_illegal(text) else text.encode()
        except UnicodeEncodeError:  # a lone surrogate
            data = b""
        if not data:
            escape = CarefulEscape()
            data = self._document(cable, escape).encode()
        out.write(data)
        return self._notices(cable, escape)

    def _document(self, cable: Cable, escape: Escape) -> str:
        edition = Edition(cable, escape, paratext=self.options.paratext)
        text = DivisionRenderer(edition).whole_text(escape.value(telegram_title(cable)))
        header = HeaderWriter(edition).header()
        name = f' xml:id="{edition.document_id}"' if edition.document_id else ""
        root = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{name}>\n'
        return f"{_HEAD}{root}{header}{stations(edition)}{text}\n</TEI>\n"

    def _notices(self, cable: Cable, escape: Escape) -> list[Notice]:
        notices = []
        if escape.replaced:
            message = (
                f"{escape.replaced} control characters stand as pictures in attributes or header, "
                "where XML cannot hold them; the text has them all"
            )
            notices.append(Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING))
        if cable.furniture and not self.options.paratext:
            message = "the text of the carrier around the telegram is left out"
            notices.append(Notice(NoticeKind.OMITTED, message))
        return notices
