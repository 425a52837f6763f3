"""From pages, tags and fonts to the file: catalog, outline, metadata and what is attached.

The entries are those that PDF/A-2a or -3a (ISO 19005) and PDF/UA-1 (ISO 14289-1) ask for.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from functools import cache

from cableconv.writers.pdf.attachment import Attachment, embed, own_data
from cableconv.writers.pdf.embedding import embed_fonts
from cableconv.writers.pdf.file import PdfFile
from cableconv.writers.pdf.icc import srgb_profile
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.metadata import Metadata, xmp_packet
from cableconv.writers.pdf.outline import write_outline
from cableconv.writers.pdf.structure import TreeWriter
from cableconv.writers.pdf.syntax import number, stream, text_string


def assemble(
    flow: Flow, data: Metadata, *, level: str, lang: str, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The bytes of a file.

    Args:
        flow: the pages, with banner and footer on each.
        data: what the file says of itself.
        level: PDF/A part and conformance (``2a``).
        lang: language tag.
        attachments: files that it carries inside.
    """
    file = PdfFile()
    contents = [b"\n".join(page) for page in flow.pages]
    tree = file.reserve()
    pages, parent = _pages(file, contents, flow)
    TreeWriter(pages, file.reserve, file.fill).write(tree, flow.document, flow.parents)
    catalog = [
        b"/Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /MarkInfo <</Marked true>>"
        % (parent, tree),
        b"/Lang %s /ViewerPreferences <</DisplayDocTitle true>> /PageMode /UseOutlines"
        % text_string(lang),
        b"/Outlines %d 0 R" % write_outline(file, flow.bookmarks, pages),
        b"/PageLabels <</Nums [0 <</S /D /St 1>>]>>",
        # No filter on it, and no empty list of filters: tools read metadata without inflating.
        b"/Metadata %d 0 R"
        % file.put(
            stream(b"/Type /Metadata /Subtype /XML ", xmp_packet(data, level=level, lang=lang))
        ),
        b"/OutputIntents [%d 0 R]" % _output_intent(file),
        *_attached(file, attachments, data),
        b"/PieceInfo %d 0 R" % file.put(own_data(_checksum(contents), data.pdf_date)),
    ]
    return file.finished(file.put(b"<<%s>>" % b"\n".join(catalog)), file.put(_info(data)))


def _pages(file: PdfFile, contents: Sequence[bytes], flow: Flow) -> tuple[list[int], int]:
    """Add the pages; their numbers, and that of their parent."""
    parent = file.reserve()
    fonts = file.put(embed_fonts(flow.encoder, file.put))
    box = b"%s %s" % (number(flow.frame.width), number(flow.frame.height))
    pages = [
        file.put(
            b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 %s] /Resources %d 0 R /Contents %d 0 R"
            b" /StructParents %d /Tabs /S>>"
            % (
                parent, box, fonts,
                file.put(stream(b"/Filter /FlateDecode ", zlib.compress(content))), at,
            )
        )
        for at, content in enumerate(contents)
    ]  # fmt: skip
    kids = b" ".join([b"%d 0 R" % page for page in pages])
    file.fill(parent, b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(pages), kids))
    return pages, parent


def _checksum(contents: Sequence[bytes]) -> str:
    """SHA-256 of what all pages draw; the reader compares it."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()


def _output_intent(file: PdfFile) -> int:
    return file.put(
        b"<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        b" /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R>>" % file.put(_profile())
    )


@cache
def _profile() -> bytes:
    return stream(b"/N 3 /Filter /FlateDecode ", zlib.compress(srgb_profile(), 9))


def _attached(
    file: PdfFile, attachments: Sequence[Attachment], data: Metadata
) -> tuple[bytes, ...]:
    """The entries of the catalog for files inside; none where there are none."""
    if not attachments:
        return ()
    found = [(one.name, embed(one, data.pdf_date, file.put)) for one in attachments]
    names = b" ".join([b"%s %d 0 R" % (text_string(name), at) for name, at in sorted(found)])
    associated = b" ".join([b"%d 0 R" % at for _, at in found])
    return (
        b"/AF [%s]" % associated,
        b"/Names %d 0 R" % file.put(b"<</EmbeddedFiles <</Names [%s]>>>>" % names),
    )


def _info(data: Metadata) -> bytes:
    """The information dictionary; it must say what the XMP packet says (ISO 19005-2, 6.6.3)."""
    rows = (
        (b"Title", data.title), (b"Author", data.author), (b"Subject", data.subject),
        (b"Keywords", data.keywords), (b"Creator", "cableconv"), (b"Producer", data.producer),
        (b"CreationDate", data.pdf_date), (b"ModDate", data.pdf_date),
    )  # fmt: skip
    return b"<<%s>>" % b" ".join([b"/%s %s" % (name, text_string(v)) for name, v in rows if v])
