"""What the PDF writer is measured against: the least code for such a file, and platypus.

Both begin with the cable, as the writer does, and make a document of the same kind with the same
words: banner and footer on each page, title, key block, headings, numbered paragraphs with their
marks in another face, lines as received. The floor is tagged and conforms to PDF/A-2a and PDF/UA-1
too, but divides whatever stands at the foot of a page, and has no outline, no information
dictionary and no words for what a mark means; fonts and their encoding are ours. Platypus cannot
tag.
"""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from xml.sax.saxutils import escape

import attrs
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as FlowingText
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

import cableconv as cc
from cableconv.model.effective import overall_marking
from cableconv.writers.keyblock import authority_rows, key_rows, provenance_rows
from cableconv.writers.pdf import fonts
from cableconv.writers.pdf.embedding import embed_fonts
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.file import PdfFile
from cableconv.writers.pdf.icc import srgb_profile
from cableconv.writers.pdf.metadata import Metadata, describe, xmp_packet
from cableconv.writers.received import received_lines


@attrs.frozen
class Words:
    """The text of a cable.

    Attributes:
        banner: its marking.
        rows: label and value of each row of the key block, and of those after the text.
        parts: heading texts, with an empty number and mark; number, mark and text of paragraphs;
            and the lines as received.
        data: what the file says of itself.
    """

    banner: str
    rows: list[tuple[str, str]]
    parts: list[tuple[str, str, str]]
    data: Metadata


def words_of(cable: cc.Cable) -> Words:
    """The words of a cable."""
    parts = [("", "", heading.text) for heading in cable.headings]
    for one in cable.paragraphs:
        mark = one.portion_mark.raw if one.portion_mark else ""
        text = " ".join(one.text.split())
        number = f"{one.number}." if one.number is not None else ""
        parts.append((number, mark, text.removeprefix(number).strip().removeprefix(mark).strip()))
    rows = key_rows(cable)
    parts += [("", "-", line) for line in received_lines(cable, rows)]
    rows = (*rows, *authority_rows(cable), *provenance_rows(cable))
    shown = [(row.label.upper(), value) for row in rows for value in row.values]
    return Words(overall_marking(cable).text, shown, parts, describe(cable))


# --- the floor -----------------------------------------------------------------------------------


def floor(cable: cc.Cable) -> bytes:
    """A tagged file from the least code: lines, content streams, tags and objects as bytes."""
    given = words_of(cable)
    sheet = _Sheet()
    document = sheet.element(b"Document", -1)
    sheet.place(sheet.element(b"H1", document), fonts.TEXT, 18, 72, given.data.title.split())
    table = sheet.element(b"Table", document)
    for label, value in given.rows:
        row = sheet.element(b"TR", table)
        head = sheet.element(b"TH /A <</O /Table /Scope /Row>>", row)
        sheet.beside(head, fonts.STRONG, 7.6, 72, label.split())
        sheet.place(sheet.element(b"TD", row), fonts.TEXT, 9.6, 164, value.split())
        below = sheet.y - 2
        sheet.pages[-1].append(b"/Artifact BMC .3 w 72 %g m 540 %g l S EMC" % (below, below))
    for number, mark, text in given.parts:
        sheet.y -= 6
        if not number and not mark:
            sheet.place(sheet.element(b"H2", document), fonts.STRONG, 10, 112, text.split())
            continue
        own = sheet.element(b"P", document)
        if number:
            sheet.beside(own, fonts.TEXT, 10, 90, [number])
        words = [mark, *text.split()] if mark else text.split()
        sheet.place(own, fonts.TEXT, 10, 112, words, mark)
    return _file(given, sheet)


class _Sheet:
    """Pages of operators, the element of each marked content, and the elements."""

    def __init__(self) -> None:
        self.encoder = Encoder(fonts.font_set())
        self.pages: list[list[bytes]] = [[]]
        self.owners: list[list[int]] = [[]]
        self.elements: list[tuple[bytes, int, list[tuple[int, int]]]] = []
        self.y = 708.0

    def element(self, tag: bytes, above: int) -> int:
        self.elements.append((tag, above, []))
        return len(self.elements) - 1

    def beside(self, own: int, key: str, size: float, x: float, words: list[str]) -> None:
        """Set words beside what comes next."""
        top, page = self.y, len(self.pages)
        self.place(own, key, size, x, words)
        if len(self.pages) == page:
            self.y = top

    def place(
        self, own: int, key: str, size: float, x: float, words: list[str], mark: str = ""
    ) -> None:  # fmt: skip
        widths, strong = (self.encoder.fonts.widths[k] for k in (key, fonts.STRONG))
        found = [widths[word] for word in words]
        if mark:
            found[0] = strong.alone(mark) * 0.82 + widths.space
        sums = [*accumulate(found, initial=0.0)]
        room = (540 - x) * 1000 / size + widths.space
        at, fresh, leading = 0, True, size * 1.39
        while at < len(words):
            end = max(bisect_right(sums, sums[at] + room, at + 1) - 1, at + 1)
            if self.y - leading < 72:
                self.pages[-1].append(b"" if fresh else b"ET EMC")
                self.pages.append([])
                self.owners.append([])
                self.y, fresh = 708.0, True
            self.pages[-1].append(self.begun(own, key, size, x) if fresh else b"T*")
            fresh = False
            marked = mark if at == 0 else ""
            self.pages[-1].append(self.line(key, size, words[at:end], marked))
            self.y -= leading
            at = end
        if not fresh:
            self.pages[-1].append(b"ET EMC")

    def begun(self, own: int, key: str, size: float, x: float) -> bytes:
        tag, _, marked = self.elements[own]
        marked.append((len(self.pages) - 1, len(self.owners[-1])))
        self.owners[-1].append(own)
        return b"/%s <</MCID %d>> BDC BT /%s %g Tf %g TL 1 0 0 1 %g %g Tm" % (
            tag.split(b" ")[0], marked[-1][1], key.encode(), size, size * 1.39, x, self.y - size,
        )  # fmt: skip

    def line(self, key: str, size: float, words: list[str], mark: str) -> bytes:
        show = self.encoder.show
        if not mark:
            return show(key, " ".join(words) + " ", size)
        return b"/%s %g Tf /Span <</E (Marked)>> BDC %s EMC /%s %g Tf %s" % (
            fonts.STRONG.encode(), size * 0.82, show(fonts.STRONG, mark, size), key.encode(), size,
            show(key, " " + " ".join(words[1:]) + " ", size),
        )  # fmt: skip


def _file(given: Words, sheet: _Sheet) -> bytes:
    encoder, elements = sheet.encoder, sheet.elements
    file = PdfFile()
    banner = encoder.show(fonts.STRONG, given.banner, 10)
    x = 306 - encoder.fonts.widths[fonts.STRONG].alone(given.banner) * 0.005
    edge = b"BT /%s 10 Tf 1 0 0 1 %g %%g Tm %s ET EMC" % (
        fonts.STRONG.encode(), x, banner.replace(b"%", b"%%"))  # fmt: skip
    head = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC " + edge % 746
    tree = file.reserve()
    numbers = [file.reserve() for _ in elements]
    font = file.put(embed_fonts(encoder, file.put))
    parent = file.reserve()
    page_numbers = []
    for at, page in enumerate(sheet.pages):
        count = encoder.show(fonts.STRONG, f"Page {at + 1} of {len(sheet.pages)}", 8)
        foot = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT /%s 8 Tf" % (
            fonts.STRONG.encode()) + b" 1 0 0 1 490 43 Tm %s ET " % count + edge % 30  # fmt: skip
        data = zlib.compress(b"\n".join((head, *page, foot)))
        content = file.put(
            b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream" % (len(data), data)
        )
        page_numbers.append(
            file.put(
                b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources %d 0 R"
                b" /Contents %d 0 R /StructParents %d /Tabs /S>>" % (parent, font, content, at)
            )
        )
    kids: list[list[bytes]] = [[] for _ in elements]
    for at, (_, above, _) in enumerate(elements):
        if above >= 0:
            kids[above].append(b"%d 0 R" % numbers[at])
    for at, (tag, above, own) in enumerate(elements):
        marked = [
            b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (page_numbers[page], mcid) for page, mcid in own
        ]
        file.fill(
            numbers[at],
            b"<</Type /StructElem /S /%s /P %d 0 R /K [%s]>>"
            % (tag, tree if above < 0 else numbers[above], b" ".join((*kids[at], *marked))),
        )
    arrays = [
        b"%d [%s]" % (at, b" ".join([b"%d 0 R" % numbers[own] for own in page]))
        for at, page in enumerate(sheet.owners)
    ]
    file.fill(
        tree,
        b"<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>"
        % (numbers[0], b" ".join(arrays), len(arrays)),
    )
    listed = b" ".join([b"%d 0 R" % page for page in page_numbers])
    file.fill(parent, b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(page_numbers), listed))
    packet = xmp_packet(given.data, level="2a", lang="en-US")
    metadata = file.put(
        b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\r\nendstream"
        % (len(packet), packet)
    )
    profile = zlib.compress(srgb_profile(), 9)
    intent = file.put(
        b"<</N 3 /Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream"
        % (len(profile), profile)
    )
    catalog = file.put(
        b"<</Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /MarkInfo <</Marked true>>"
        b" /Lang (en-US) /ViewerPreferences <</DisplayDocTitle true>> /Metadata %d 0 R"
        b" /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        b" /DestOutputProfile %d 0 R>>]>>" % (parent, tree, metadata, intent)
    )
    return file.finished(catalog, file.put(b"<</Producer (%s)>>" % given.data.producer.encode()))


# --- platypus ------------------------------------------------------------------------------------


@cache
def register() -> None:
    """Give platypus the faces that the writer uses, once a process."""
    for name, key in (("text", fonts.TEXT), ("strong", fonts.STRONG)):
        pdfmetrics.registerFont(TTFont(name, fonts.font_set().face(key).filename))


_TITLE = ParagraphStyle("title", fontName="text", fontSize=18, leading=22.5, spaceAfter=7)
_BODY = ParagraphStyle("body", fontName="text", fontSize=10, leading=13.9, leftIndent=40,
                       spaceBefore=6)  # fmt: skip
_HEADING = ParagraphStyle("heading", fontName="strong", fontSize=10, leading=14, leftIndent=40,
                          spaceBefore=13, keepWithNext=1)  # fmt: skip
_LABEL = ParagraphStyle("label", fontName="strong", fontSize=7.6, leading=12.6)
_VALUE = ParagraphStyle("value", fontName="text", fontSize=9.6, leading=12.9)


def platypus(cable: cc.Cable) -> bytes:
    """The same document by reportlab's platypus, as its guide shows it."""
    given = words_of(cable)
    register()

    def furnish(canvas: Canvas, _: object) -> None:
        canvas.setFillColor(HexColor("#0033a0"))
        canvas.setFont("strong", 10)
        for y in (746, 30):
            canvas.drawCentredString(306, y, given.banner)
        canvas.setFont("strong", 8)
        canvas.drawRightString(540, 43, f"Page {canvas.getPageNumber()}")

    rows = [
        [FlowingText(escape(label), _LABEL), FlowingText(escape(value), _VALUE)]
        for label, value in given.rows
    ]
    lines = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor("#b8b8b8"))])
    story = [
        FlowingText(escape(given.data.title), _TITLE),
        Table(rows, colWidths=[92, 376], style=lines),
    ]
    for number, mark, words in given.parts:
        if not number and not mark:
            story.append(FlowingText(escape(words), _HEADING))
            continue
        marked = f'<font name="strong" size="8.2">{escape(mark)}</font> ' if mark else ""
        bullet = {"bulletText": number} if number else {}
        story.append(FlowingText(marked + escape(words), _BODY, **bullet))
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=letter, leftMargin=72, rightMargin=72,
                                 topMargin=84, bottomMargin=72)  # fmt: skip
    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()
