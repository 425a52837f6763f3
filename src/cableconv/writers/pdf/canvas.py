"""reportlab's Canvas with what archival and accessible files need beyond it.

Own here: pages with structure, stream ends as PDF/A wants them, output intent, content as file
identifier, and no Helvetica that nobody asked for.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFObject,
    PDFObjectReference,
    PDFPage,
)
from reportlab.pdfgen.canvas import Canvas

from cableconv.writers.pdf.attachment import Attachment, embed, own_data
from cableconv.writers.pdf.icc import srgb_profile
from cableconv.writers.pdf.metadata import Metadata, xmp_packet
from cableconv.writers.pdf.syntax import stream, text_string


class _Formatted(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An indirect object whose body is written already."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = b""

    def format(self, _: object) -> bytes:
        return self.body


class _Catalog(PDFCatalog):  # type: ignore[misc]  # reportlab has no types
    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents", "AF", "PieceInfo")


class _Page(PDFPage):  # type: ignore[misc]  # reportlab has no types
    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")
    Override_default_compilation = 1


def _reference(number: int) -> Any:  # noqa: ANN401 - reportlab has no types
    # PDFDocument.Reference names an object without a name of its own by its number.
    return PDFObjectReference(f"R{number}")


class ArchivalCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that takes finished pages and objects.

    Attributes:
        page_numbers: object numbers of the pages added so far.
    """

    def __init__(self, size: tuple[float, float], lang: str) -> None:
        super().__init__(
            io.BytesIO(), pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7),
            lang=lang,
        )  # fmt: skip
        self.page_numbers: list[int] = []
        self._digest = hashlib.md5(usedforsecurity=False)
        self._pages_digest = hashlib.sha256()
        self._attached: list[tuple[Attachment, int]] = []
        catalog = _Catalog()
        catalog.__dict__.update(self._doc.Catalog.__dict__)
        self._doc.Catalog = self._doc._catalog = catalog  # noqa: SLF001 - both names are used

    def _make_preamble(self) -> None:
        # The base class chooses Helvetica here, which would stand in the file, not embedded.
        self._preamble = ""

    def reserve(self) -> int:
        """The number of a new indirect object, to be filled later."""
        reference = self._doc.Reference(_Formatted())
        number: int = self._doc.idToObjectNumberAndVersion[reference.name][0]
        return number

    def fill(self, number: int, body: bytes) -> None:
        """Give a reserved object its body."""
        self._digest.update(body)
        self._doc.idToObject[f"R{number}"].body = body

    def put(self, body: bytes) -> int:
        """Register an indirect object with its body; its number."""
        number = self.reserve()
        self.fill(number, body)
        return number

    def add_page(self, content: bytes, resources: int) -> None:
        """Add a page.

        Args:
            content: its operators.
            resources: number of its resource dictionary.
        """
        document = self._doc
        self._digest.update(content)
        self._pages_digest.update(content)
        page = _Page()
        page.MediaBox = PDFArray([0, 0, *self._pagesize])
        page.Resources = _reference(resources)
        page.Contents = _reference(
            self.put(stream(b"/Filter /FlateDecode ", zlib.compress(content)))
        )
        page.Parent = document.Reference(document.Pages)
        page.StructParents = len(self.page_numbers)
        page.Tabs = "/S"
        document.inPage()
        document.addPage(page)
        number = document.idToObjectNumberAndVersion[page.__InternalName__][0]
        self.page_numbers.append(number)
        self._startPage()

    def bookmark(self, entries: Sequence[tuple[int, str, float]]) -> None:
        """Add outline entries that lead to the page that is added next.

        Args:
            entries: depth from 0, title, and height on the page in points.
        """
        for depth, title, top in entries:
            key = f"o{len(self._destinations)}"
            self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2))
            self.addOutlineEntry(title, key, depth)

    def attach(self, attachment: Attachment, date: str) -> None:
        """Add an associated file of the whole document, with its date as PDF writes it."""
        self._attached.append((attachment, embed(attachment, date, self.put)))

    def finish(self, tree: int, data: Metadata, *, level: str, lang: str) -> bytes:
        """Add what belongs to the whole file; the file.

        Args:
            tree: number of the structure tree root.
            data: what the file says of itself.
            level: PDF/A part and conformance.
            lang: language tag.
        """
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = _reference(tree)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        packet = xmp_packet(data, level=level, lang=lang)
        # No filter on it, and no empty list of filters: tools read metadata without inflating.
        catalog.Metadata = _reference(self.put(stream(b"/Type /Metadata /Subtype /XML ", packet)))
        catalog.OutputIntents = PDFArray([_reference(self._output_intent())])
        self._name_attached(catalog)
        facts = own_data(self._pages_digest.hexdigest(), data.pdf_date)
        catalog.PieceInfo = _reference(self.put(facts))
        catalog.setPageMode("UseOutlines")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.addPageLabel(0, style="ARABIC", start=1)
        self.setTitle(data.title)
        self.setAuthor(data.author)
        self.setSubject(data.subject)
        self.setKeywords(data.keywords)
        self.setCreator("cableconv")
        self.setProducer(data.producer)
        self.setDateFormatter(lambda *_: data.pdf_date)
        digest = self._digest.hexdigest().encode("ascii")
        self._doc._ID = b"[<%s><%s>]" % (digest, digest)  # noqa: SLF001 - reportlab's is the same
        # for all documents of one title: it does not take the content in.
        file: bytes = self.getpdfdata()
        return file

    def _name_attached(self, catalog: Any) -> None:  # noqa: ANN401 - reportlab has no types
        if self._attached:
            catalog.AF = PDFArray([_reference(number) for _, number in self._attached])
            names = b" ".join(
                b"%s %d 0 R" % (text_string(attachment.name), number)
                for attachment, number in sorted(self._attached, key=lambda pair: pair[0].name)
            )
            tree = b"<</EmbeddedFiles <</Names [%s]>>>>" % names
            catalog.Names = _reference(self.put(tree))

    def _output_intent(self) -> int:
        profile = stream(b"/N 3 /Filter /FlateDecode ", zlib.compress(srgb_profile(), 9))
        return self.put(
            b"<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
            b" /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R>>" % self.put(profile)
        )
