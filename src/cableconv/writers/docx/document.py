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
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from cableconv.model.cable import Cable
from cableconv.writers.docx import archive
from cableconv.writers.docx import package as opc
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.parts import build_content


class _Styles(StylesPart):
    """The styles, parsed when somebody asks for one: most people do not, and all files share them.

    Until then they are saved as the bytes that they are.
    """

    _parsed: BaseOxmlElement | None = None

    def __init__(self, name: PackURI, content_type: str, data: bytes, package: Package) -> None:
        self._unparsed = data
        super().__init__(name, content_type, cast("BaseOxmlElement", None), package)

    @property
    def _element(self) -> BaseOxmlElement:
        if self._parsed is None:
            self._parsed = parse_xml(self._unparsed)
        return self._parsed

    @_element.setter
    def _element(self, element: BaseOxmlElement | None) -> None:
        self._parsed = element

    @property
    def blob(self) -> bytes:
        """The bytes of the part."""
        if self._parsed is None:
            return self._unparsed
        serialised: bytes = super().blob
        return serialised


_CLASSES: dict[str, type[XmlPart]] = {
    opc.DOCUMENT.content_type: DocumentPart,
    opc.SETTINGS.content_type: SettingsPart,
    opc.NUMBERING.content_type: NumberingPart,
    opc.header(1).content_type: HeaderPart,
    opc.footer(1).content_type: FooterPart,
    opc.CORE.content_type: CorePropertiesPart,
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
            pack = archive.pack_static if opc.is_static(name) else archive.pack
            entries.append((name, pack(part.blob)))
            if len(part.rels):
                entries.append((part.partname.rels_uri.membername, _relations(part.rels)))
        return entries


def _relations(rels: Relationships) -> archive.Packed:
    found = ((rel.rId, rel.reltype, rel.target_ref, rel.is_external) for rel in rels.values())
    return archive.pack_static(opc.relationships(found).encode())


def _load(part: opc.Part, package: CablePackage) -> Part:
    name = PackURI("/" + part.kind.name)
    content_type = part.kind.content_type or "application/xml"
    parsed = _CLASSES.get(content_type)
    loaded: Part
    if part.kind is opc.STYLES:
        loaded = _Styles(name, content_type, part.data, package)
    elif parsed is None:
        loaded = Part(name, content_type, part.data, package)
    else:
        loaded = parsed(name, content_type, parse_xml(part.data), package)
    for inner in part.related:
        loaded.load_rel(inner.kind.relation, _load(inner, package), inner.kind.rid)
    return loaded


def to_docx(cable: Cable, options: DocxOptions | None = None) -> Document:
    """The cable as a document of python-docx; ``save`` gives the bytes that the writer gives.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    return as_document(build_content(cable, options or DocxOptions()))


def as_document(content: opc.Content) -> Document:
    """A document of python-docx that holds this content."""
    package = CablePackage()
    for part in content.parts:
        package.load_rel(part.kind.relation, _load(part, package), part.kind.rid)
    return cast("Document", package.main_document_part.document)
