"""A cable as a ``docx.document.Document`` of python-docx, to be worked on and saved.

The parts are python-docx's own classes over the same XML that the bytes hold; only saving differs:
it gives the same bytes for the same content. This is the only module that needs python-docx.
"""

from __future__ import annotations

import os
from typing import IO, BinaryIO, cast

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.rel import Relationships
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from cableconv.model.cable import Cable
from cableconv.writers.docx import archive
from cableconv.writers.docx import package as opc
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.parts import build_parts

_CLASSES: dict[str, type[XmlPart]] = {
    "word/document.xml": DocumentPart,
    "word/styles.xml": StylesPart,
    "word/settings.xml": SettingsPart,
    "word/header1.xml": HeaderPart,
    "word/footer1.xml": FooterPart,
    "docProps/core.xml": CorePropertiesPart,
}
"""Parts that python-docx holds parsed; the others stay bytes."""


class CablePackage(Package):
    """A python-docx package that saves to the same bytes for the same content."""

    def save(self, pkg_file: str | IO[bytes]) -> None:
        """Write the package to a path or binary stream.

        Raises:
            WriteError: the file would pass 4 GiB.
        """
        if isinstance(pkg_file, (str, os.PathLike)):
            with open(pkg_file, "wb") as out:  # noqa: PTH123 - takes what python-docx takes
                archive.write_zip(out, self._entries())
        else:
            archive.write_zip(cast("BinaryIO", pkg_file), self._entries())

    def _entries(self) -> list[tuple[str, archive.Packed]]:
        parts = self.parts
        for part in parts:
            part.before_marshal()  # type: ignore[no-untyped-call]  # python-docx gives it no type
        types = opc.content_types((part.partname.membername, part.content_type) for part in parts)
        entries = [
            ("[Content_Types].xml", archive.pack_static(types.encode())),
            ("_rels/.rels", _relations(self.rels)),
        ]
        for part in parts:
            name = part.partname.membername
            pack = archive.pack_static if name in opc.STATIC_NAMES else archive.pack
            entries.append((name, pack(part.blob)))
            if len(part.rels):
                entries.append((part.partname.rels_uri.membername, _relations(part.rels)))
        return entries


def _relations(rels: Relationships) -> archive.Packed:
    found = ((rel.rId, rel.reltype, rel.target_ref, rel.is_external) for rel in rels.values())
    return archive.pack_static(opc.relationships(found).encode())


def _part(kind: opc.PartKind, xml: bytes, package: CablePackage) -> Part:
    name = PackURI("/" + kind.name)
    parsed = _CLASSES.get(kind.name)
    if parsed is None:
        return Part(name, kind.content_type, xml, package)
    return parsed(name, kind.content_type, parse_xml(xml), package)


def to_docx(cable: Cable, options: DocxOptions | None = None) -> Document:
    """The cable as a document of python-docx; ``save`` gives the bytes that the writer gives.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is needed and is not a number of seconds.
    """
    options = options or DocxOptions()
    parts = build_parts(cable, options)
    xml = opc.static_parts(options) | {
        name: text.encode() for name, text in opc.dynamic_parts(parts).items()
    }
    package = CablePackage()
    document = cast("DocumentPart", _part(opc.DOCUMENT, xml[opc.DOCUMENT.name], package))
    package.load_rel(opc.DOCUMENT.relation, document, opc.DOCUMENT.rid)
    for kind in opc.WORD_PARTS:
        document.load_rel(kind.relation, _part(kind, xml[kind.name], package), kind.rid)
    for kind in opc.PROPERTY_PARTS:
        package.load_rel(kind.relation, _part(kind, xml[kind.name], package), kind.rid)
    return cast("Document", document.document)
