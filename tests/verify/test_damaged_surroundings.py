"""Damage to banners, captions, authority, rows and whole files is found, in each format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pypdf
import pytest

from cableconv.conversion import dumps
from cableconv.verify import FindingKind, verify
from damaged import CABLE, with_part, with_streams

K = FindingKind

Change = Callable[[bytes], bytes]
Case = tuple[Change, FindingKind]

DOCUMENT = "word/document.xml"
HEADER = "word/header1.xml"
FOOTER = "word/footer1.xml"
BANNER = "SECRET//NOFORN"
AUTHORITY = "Ambassador Jane Roe"


def swap(old: str, new: str, count: int = 1) -> Change:
    return lambda data: data.decode().replace(old, new, count).encode()


def docx(old: str, new: str, name: str = DOCUMENT, count: int = 1) -> Change:
    return lambda data: with_part(data, lambda xml: xml.replace(old, new, count), name)


def docx_with_even_pages(data: bytes) -> bytes:
    def change(xml: str) -> str:
        return re.sub("(<w:settings[^>]*>)", r"\1<w:evenAndOddHeaders/>", xml)

    return with_part(data, change, "word/settings.xml")


def other_package(_: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(HEADER, "<x/>")
    return out.getvalue()


def pdf(old: str, new: str, page: int = 0) -> Change:
    pages = slice(page, page + 1)
    return lambda data: with_streams(data, lambda text: text.replace(old, new, 1), pages=pages)


def pdf_foot(new: str) -> Change:
    """Changes the banner at the foot of the second page, the last words that are set on it."""

    def change(stream: str) -> str:
        head, _, rest = stream.rpartition(f"({BANNER}) Tj")
        return f"{head}({new}) Tj{rest}"

    return lambda data: with_streams(data, change, pages=slice(1, 2))


def pdf_row(data: bytes) -> bytes:
    def change(stream: str) -> str:
        return stream[:200] + stream[200:].replace(BANNER, "CONFIDENTIAL", 1)

    return with_streams(data, change, pages=slice(0, 1))


def pdf_where(words: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        at = next(n for n, page in enumerate(pages) if words in page.extract_text())
        return pdf(words, new, at)(data)

    return change


def pdf_with(operators: str) -> Change:
    return lambda data: with_streams(data, lambda text: text + operators, pages=slice(0, 1))


TXT: dict[str, Case] = {
    "banner lost": (swap("S E C R E T EXAMP", "EXAMP"), K.TEXT_MISSING),
    "banner changed": (swap("S E C R E T", "C O N F I D E N T I A L"), K.TEXT_CHANGED),
    "banner made up": (swap("VZCZC", "[Classification: SECRET]\nVZCZC"), K.BANNER),
    "hidden marking made up": (swap("VZCZC", "[On page lines: SECRET]\nVZCZC"), K.BANNER),
    "caption lost": (swap("NOFORN\n", ""), K.TEXT_MISSING),
    "authority lost": (swap(f"Classified By: {AUTHORITY} for ", ""), K.TEXT_MISSING),
    "mark of the subject": (swap("SUBJECT: (C)", "SUBJECT: (U)"), K.MARK_CHANGED),
    "paragraphs joined": (swap("early.\n\n2.", "early. 2."), K.MOVED),
    "not UTF-8": (lambda data: data + b"\xff", K.UNREADABLE),
}

CLASS = 'type="classification"'

TEI: dict[str, Case] = {
    "banner lost": (swap(">S E C R E T<", "><"), K.TEXT_MISSING),
    "banner's pointer": (swap(f'{CLASS} ana="#cls-S', f'{CLASS} ana="#cls-C'), K.BANNER),
    "banner of the header": (swap(f"{CLASS}>SECRET", f"{CLASS}>CONFIDENTIAL"), K.BANNER),
    "banner's category": (
        swap('#classification" target="#cls-S', '#classification" target="#cls-C'),
        K.BANNER,
    ),
    "level of a category": (
        swap("<catDesc>SECRET<", "<catDesc>CONFIDENTIAL<"),
        K.MARK_CHANGED,
    ),
    "mark's pointer": (
        swap('"portion-mark" ana="#cls-S ', '"portion-mark" ana="#cls-C '),
        K.MARK_CHANGED,
    ),
    "paragraph's pointer": (swap('xml:id="p3"', 'xml:id="p3" ana="#cls-C"'), K.MARK_ADDED),
    "mark not tagged": (swap('type="portion-mark"', 'type="x"'), K.MARK_MISSING),
    "mark tagged that is none": (
        swap("Charlie", '<seg type="portion-mark">Charlie</seg>'),
        K.MARK_ADDED,
    ),
    "caption lost": (swap(">NOFORN</seg>", "></seg>"), K.TEXT_MISSING),
    "caption not tagged": (swap('type="caption"', 'type="x"'), K.CAPTION),
    "authority lost": (swap("Jane Roe", ""), K.TEXT_MISSING),
    "a blank": (swap("TAGS:</label> ", "TAGS:</label>  "), K.TEXT_CHANGED),
    "not well formed": (swap("</TEI>", ""), K.UNREADABLE),
    "no text": (lambda _: b"<TEI/>", K.UNREADABLE),
}

DOCX: dict[str, Case] = {
    "banner of the head lost": (docx(BANNER, "", HEADER), K.BANNER),
    "banner of the foot changed": (docx(BANNER, "SECRET", FOOTER), K.BANNER),
    "no foot": (docx("<w:footerReference", "<w:footerReferenc3"), K.BANNER),
    "first page without banner": (docx("<w:pgSz ", "<w:titlePg/><w:pgSz "), K.BANNER),
    "even pages without banner": (docx_with_even_pages, K.BANNER),
    "another level beside the banner": (docx("Page ", "UNCLASSIFIED ", FOOTER), K.BANNER),
    "no section": (docx("w:sectPr", "w:sectPx", count=2), K.BANNER),
    "banner of the body changed": (docx(BANNER, "CONFIDENTIAL"), K.BANNER),
    "caption lost": (docx("NOFORN, SIPDIS", "SIPDIS"), K.CAPTION),
    "authority lost": (docx(AUTHORITY, ""), K.AUTHORITY),
    "declassification changed": (docx("01/20/2019", "01/20/2029"), K.DECLASSIFICATION),
    "addressee lost": (docx("SECSTATE WASHDC", ""), K.HEADER),
    "line as received lost": (docx("ZNY SSSSS ZZH", ""), K.HEADER),
    "mark hidden": (docx('<w:rStyle w:val="PortionMarkS"/>', "<w:vanish/>"), K.MARK_MISSING),
    "mark of title and subject": (docx(">(C)<", ">(U)<", count=2), K.MARK_CHANGED),
    "mark of the subject lost": (docx(">(C)<", "><", count=2), K.MARK_MISSING),
    "mark made up in a row": (docx("AMEMBASSY EX", "(TS) AMEMBASSY EX"), K.MARK_ADDED),
    "words made up in a row": (docx("AMEMBASSY EX", "FORMERLY AMEMBASSY EX"), K.TEXT_ADDED),
    "paragraph divided": (
        docx(
            '</w:t></w:r><w:r><w:rPr><w:rStyle w:val="PortionMarkS"/>',
            '</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val="PortionMarkS"/>',
        ),
        K.MOVED,
    ),
    "part missing": (other_package, K.UNREADABLE),
    "no package": (lambda data: data[:500], K.UNREADABLE),
    "no XML": (docx("</w:document>", ""), K.UNREADABLE),
    "no body": (docx("w:body>", "w:bod>", count=2), K.UNREADABLE),
}

HEIGHT = re.compile(r"1 0 0 1 112 [\d.]+ Tm")


def pdf_swapped(data: bytes) -> bytes:
    """Two paragraphs set at each other's place; in the tag tree they stand as they should."""

    def change(stream: str) -> str:
        one, two = HEIGHT.findall(stream)[1:3]
        return stream.replace(one, "@").replace(two, one).replace("@", two)

    return with_streams(data, change, pages=slice(0, 1))


PDF: dict[str, Case] = {
    "paragraphs at each other's place": (pdf_swapped, K.MOVED),
    "banner of one page lost": (pdf(f"({BANNER}) Tj", "() Tj", 2), K.BANNER),
    "banner of one foot lost": (pdf_foot(""), K.BANNER),
    "banner of one foot changed": (pdf_foot("SECRET"), K.BANNER),
    "banner out of its place": (pdf("746 Tm", "400 Tm", 1), K.BANNER),
    "banner invisible": (pdf("BT 0.78", "BT 3 Tr 0.78", 1), K.BANNER),
    "banner that only copies as it should": (
        pdf(f"({BANNER}) Tj", f"/Span <</ActualText ({BANNER})>> BDC (SECRET) Tj EMC", 1),
        K.TEXT_CHANGED,
    ),
    "another level beside the banner": (pdf("(Page 1", "(UNCLASSIFIED 1"), K.BANNER),
    "banner of the body changed": (pdf_row, K.BANNER),
    "caption lost": (pdf("NOFORN, SIPDIS", "SIPDIS"), K.CAPTION),
    "authority lost": (pdf_where(AUTHORITY, ""), K.AUTHORITY),
    "read aloud as another": (
        pdf("/E (Confidential)", "/E (Unclassified)"),
        K.MARK_CHANGED,
    ),
    "copied as another": (
        pdf("(Charlie", "/Span <</ActualText (Delta)>> BDC (Charlie"),
        K.TEXT_CHANGED,
    ),
    "mark without a tag": (
        pdf_with("\nBT /R 10 Tf 1 0 0 1 100 300 Tm (\\(S\\)) Tj ET"),
        K.MARK_ADDED,
    ),
    "not a PDF": (lambda data: data[200:900], K.UNREADABLE),
}

ABBR = '<abbr class="mark" title="Confidential">'

HTML: dict[str, Case] = {
    "banner of the head lost": (swap(BANNER, ""), K.BANNER),
    "banner of the foot changed": (
        swap(f'"banner"><p>{BANNER}</p></footer>', '"banner"><p>SECRET</p></footer>'),
        K.BANNER,
    ),
    "banner hidden": (swap('class="banner"', 'class="banner" hidden'), K.BANNER),
    "banner of the body changed": (swap(f'"level">{BANNER}', '"level">SECRET'), K.BANNER),
    "caption lost": (swap("NOFORN, SIPDIS", "SIPDIS"), K.CAPTION),
    "authority lost": (swap(AUTHORITY, ""), K.AUTHORITY),
    "mark hidden": (swap(ABBR, ABBR[:-1] + ' style="display: none">', 9), K.MARK_MISSING),
    "meaning of a mark": (swap('title="Confidential"', 'title="Unclassified"'), K.MARK_CHANGED),
    "words between paragraphs": (swap('id="para-2"', 'id="para-2">(TS)<i'), K.MARK_ADDED),
    "not UTF-8": (lambda data: data + b"\xff", K.UNREADABLE),
    "empty": (lambda _: b"", K.UNREADABLE),
}

SPACED = '"raw":"S E C R E T"'
BREAK = '{"type":"Field","kind":"break","content":[{"type":"Label","raw":"BT"}]}'

JSON: dict[str, Case] = {
    "mark lowered": (
        swap('"raw":"(S/NF)","level":"S"', '"raw":"(S/NF)","level":"C"'),
        K.MARK_CHANGED,
    ),
    "mark rewritten": (swap('"raw":"(S/NF)"', '"raw":"(C/NF)"'), K.MARK_CHANGED),
    "control dropped": (swap('"controls":["NOFORN"]', '"controls":[]'), K.MARK_CHANGED),
    "mark made text": (
        swap('{"type":"PortionMark","raw":"(U)","level":"U"}', '{"type":"Text","raw":"(U)"}'),
        K.MARK_CHANGED,
    ),
    "banner lowered": (swap(f'{SPACED},"level":"S"', f'{SPACED},"level":"U"'), K.MARK_CHANGED),
    "caption renamed": (swap('"name":"NOFORN"', '"name":"SIPDIS"'), K.MARK_CHANGED),
    "authority lost": (swap(AUTHORITY, ""), K.TEXT_MISSING),
    "paragraph made an item": (swap('"type":"Paragraph"', '"type":"Item"'), K.MOVED),
    "block lost": (swap(f"{BREAK},", ""), K.MOVED),
    "another cable": (swap('"mrn":"09', '"mrn":"10'), K.HEADER),
    "another schema": (swap("cableconv-cable", "x"), K.UNREADABLE),
    "not JSON": (lambda data: data[:-9], K.UNREADABLE),
}

CASES = {"txt": TXT, "tei": TEI, "docx": DOCX, "pdf": PDF, "html": HTML, "json": JSON}


@pytest.mark.parametrize(("to", "name"), [(to, name) for to in CASES for name in CASES[to]])
def test_damage_around_the_text_is_found(to: str, name: str) -> None:
    change, kind = CASES[to][name]
    data = dumps(CABLE, to)
    damaged = change(data)
    assert damaged != data
    findings = verify(damaged, CABLE, to)
    assert kind in {finding.kind for finding in findings}, findings
