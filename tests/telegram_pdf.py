"""A small maker of PDF files for tests: pages of lines as the Archives' AAD draws them.

Each page draws its stamp at the foot first, then that at the head, then the lines; so that a reader
that trusts the order of drawing puts both stamps before the text.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

STAMP = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"
CREATOR = "nara.aad.servlet.PDFServlet"

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def telegram_pdf(pages: Sequence[str], *, stamp: str = STAMP, creator: str = CREATOR) -> bytes:
    """A PDF with one page for each text; its lines stand below each other."""
    streams = [_stream(_drawn(page, stamp)) for page in pages]
    return pdf_of(streams, creator=creator)


def pdf_of(
    contents: Sequence[bytes],
    *,
    more: Sequence[bytes] = (),
    resources: bytes = b"<</Font<</F1 3 0 R>>>>",
    creator: str = "",
) -> bytes:
    """A PDF whose pages have these content streams.

    Objects 1 to 3 are catalog, page tree and font; ``more`` come next, from object 4 on.
    """
    first = 4 + len(more)
    pages = [first + 2 * at for at in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        _FONT,
        *more,
    ]
    for number, content in zip(pages, contents, strict=True):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources %s/Contents %d 0 R>>"
            % (resources, number + 1)
        )
        objects.append(content)
    objects.append(b"<</Creator(%s)>>" % creator.encode("latin-1"))
    return file_of(objects)


def file_of(objects: Sequence[bytes]) -> bytes:
    """Objects 1, 2, 3 ... with their cross-reference table; the last is the information."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def stream_of(data: bytes, *, entries: bytes = b"") -> bytes:
    """A stream, compressed."""
    packed = zlib.compress(data, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), entries)
    return head + b"stream\n" + packed + b"\nendstream"


_stream = stream_of


def _drawn(page: str, stamp: str) -> bytes:
    drawn = [b"BT /F1 10 Tf"]
    if stamp:
        mark = _escaped(f" \t{stamp}")
        drawn.extend(b"1 0 0 1 78 %d Tm (%s) Tj" % (height, mark) for height in (36, 756))
    for at, line in enumerate(page.strip("\n").split("\n")):
        drawn.append(b"1 0 0 1 36 %d Tm (%s) Tj" % (735 - 9 * at, _escaped(line or " ")))
    return b"\n".join([*drawn, b"ET"])


def _escaped(text: str) -> bytes:
    for sign in "\\()":
        text = text.replace(sign, "\\" + sign)
    return text.encode("latin-1")
