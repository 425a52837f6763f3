"""Each way in which an output may be damaged is found, in each format; undamaged ones pass."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable

import attrs
import pypdf
import pytest
from lxml import etree
from pypdf.generic import NameObject, StreamObject

from cableconv.conversion import dumps, loads
from cableconv.verify import FindingKind, verify

FILLERS = "\n\n".join(f"{n}. (U) Filler {n} fills a page." for n in range(5, 80))

SOURCE = f"""\
VZCZCXYZ0042
PP RUEHC
DE RUEHEX #0029/01 0201415
ZNY SSSSS ZZH
P 201415Z JAN 09
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 0051
BT
S E C R E T EXAMPLEVILLE 000029

NOFORN
SIPDIS

E.O. 12958: DECL: 01/20/2019
TAGS: PREL, XX
SUBJECT: (C) A NOTIONAL SUBJECT

Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).

1. (C) Alpha barley was early.

2. (S/NF) Bravo gauge stands at a rock.

3. Charlie paper has no mark here.

4. (U) Delta regatta is in June.

{FILLERS}
ROE
BT
#0029
NNNN
"""

CABLE = loads(SOURCE)


@attrs.frozen
class Para:
    """What a damage may change of a paragraph: its mark, empty for none, and its words."""

    mark: str
    words: str


Damage = Callable[[list[Para]], list[Para]]


def marked(at: int, mark: str) -> Damage:
    return lambda paras: [
        attrs.evolve(para, mark=mark) if n == at else para for n, para in enumerate(paras)
    ]


def worded(at: int, words: str) -> Damage:
    return lambda paras: [
        attrs.evolve(para, words=words) if n == at else para for n, para in enumerate(paras)
    ]


def moved(paras: list[Para]) -> list[Para]:
    return marked(2, "(S/NF)")(marked(1, "")(paras))


def swapped(paras: list[Para]) -> list[Para]:
    return [paras[0], paras[3], paras[2], paras[1]]


K = FindingKind

DAMAGES: dict[str, tuple[Damage, set[FindingKind], str]] = {
    # name: the damage, kinds of which one must be found, where
    "mark removed": (marked(1, ""), {K.MARK_MISSING}, "paragraph 2"),
    "mark moved to another paragraph": (moved, {K.MARK_MISSING, K.MARK_ADDED}, "paragraph"),
    "level raised": (marked(0, "(S)"), {K.MARK_CHANGED}, "paragraph 1"),
    "level lowered": (marked(1, "(C/NF)"), {K.MARK_CHANGED}, "paragraph 2"),
    "control dropped": (marked(1, "(S)"), {K.MARK_CHANGED}, "paragraph 2"),
    "mark added where none is": (marked(2, "(U)"), {K.MARK_ADDED}, "paragraph 3"),
    "paragraph cut short": (worded(1, "Bravo gauge stands"), {K.TEXT_MISSING}, "paragraph 2"),
    "negation lost": (
        worded(2, "Charlie paper has mark here."),
        {K.TEXT_MISSING, K.TEXT_CHANGED},
        "paragraph 3",
    ),
    "words added": (worded(3, "Delta regatta is not in June."), {K.TEXT_ADDED}, "paragraph 4"),
    "paragraphs swapped": (swapped, set(K), "paragraph"),
}


# --- damage to the paragraphs of each format -----------------------------------------------------


def damage_txt(data: bytes, damage: Damage) -> bytes:
    lines = data.decode().split("\n")
    at = [n for n, line in enumerate(lines) if re.match(r"[1-4]\. ", line)]
    paras = []
    for n in at:
        found = re.fullmatch(r"\d\. (\([A-Z/]+\) )?(.*)", lines[n])
        assert found
        paras.append(Para((found[1] or "").strip(), found[2]))
    for number, (n, para) in enumerate(zip(at, damage(paras), strict=True), 1):
        lines[n] = " ".join(part for part in (f"{number}.", para.mark, para.words) if part)
    return "\n".join(lines).encode()


TEI = "{http://www.tei-c.org/ns/1.0}"


def damage_tei(data: bytes, damage: Damage) -> bytes:
    root = etree.fromstring(data)
    elements = [p for p in root.iter(f"{TEI}p") if p.get("n") in {"1", "2", "3", "4"}]
    paras = []
    pointers = {str(seg.text): str(seg.get("ana")) for p in elements for seg in p.iter(f"{TEI}seg")}
    for element in elements:
        seg = element.find(f"{TEI}seg")
        holder = element.find(f"{TEI}label") if seg is None else seg
        assert holder is not None
        mark = "" if seg is None else str(seg.text)
        paras.append(Para(mark, str(holder.tail).strip()))
    for element, para in zip(elements, damage(paras), strict=True):
        label = element.find(f"{TEI}label")
        assert label is not None
        for seg in element.findall(f"{TEI}seg"):
            element.remove(seg)
        label.tail = " " + para.words
        if para.mark:
            ana = pointers.get(para.mark, "")
            seg = etree.SubElement(element, f"{TEI}seg", type="portion-mark", ana=ana)
            seg.text, seg.tail, label.tail = para.mark, " " + para.words, " "
    return with_checksum(root)


def with_checksum(root: etree._Element) -> bytes:
    """The file with the checksum of its damaged text: a forger would put it right."""
    text = root.find(f"{TEI}text")
    stated = root.find(f".//{TEI}idno[@subtype='text']")
    assert text is not None
    assert stated is not None
    supplied = "".join("".join(map(str, one.itertext())) for one in text.iter(f"{TEI}supplied"))
    found = "".join(map(str, text.itertext())).replace(supplied, "", 1)
    stated.text = hashlib.sha256(found.encode()).hexdigest()
    return etree.tostring(root)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_part(data: bytes, change: Callable[[str], str], name: str) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == name:
                changed = change(content.decode()).encode()
                assert changed != content
                content = changed
            new.writestr(entry, content)
    return out.getvalue()


def damage_docx(data: bytes, damage: Damage) -> bytes:
    def change(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        elements = [p for p in root.iter(f"{W}p") if re.match(r"[1-4]\. ", text_of(p))]
        paras = []
        for element in elements:
            found = re.fullmatch(r"\d\. (\([A-Z/]+\) )?(.*)", text_of(element))
            assert found
            paras.append(Para((found[1] or "").strip(), found[2]))
        for element, para in zip(elements, damage(paras), strict=True):
            texts = list(element.iter(f"{W}t"))
            for text in texts[1:]:
                text.text = ""
            texts[-1].text = f" {para.mark} {para.words}"
        return etree.tostring(root).decode()

    return with_part(data, change, "word/document.xml")


def text_of(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def with_streams(data: bytes, change: Callable[[str], str], *, pages: slice) -> bytes:
    """The file with the content streams of some pages changed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages[pages]:
        contents = page.get_contents()
        assert contents is not None
        old = contents.get_data().decode("latin-1")
        new = change(old)
        assert new != old
        stream = StreamObject()
        stream.set_data(new.encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


NUMBERED = re.compile(
    r"(?P<head>Tm \([1-4]\. \) Tj ET EMC\n/P <</MCID \d+>> BDC\nBT [^\n]*\n)(?P<set>[^\n]*)"
)
SET = re.compile(
    r"(?:.*?BDC \(\\\((?P<mark>[A-Z/]+)\\\)\) Tj EMC /R 10 Tf )?\( ?(?P<words>.*)\) Tj"
)


def damage_pdf(data: bytes, damage: Damage) -> bytes:
    def change(stream: str) -> str:
        found = list(NUMBERED.finditer(stream))
        assert len(found) == 4
        paras = []
        for one in found:
            parts = SET.fullmatch(one["set"])
            assert parts
            paras.append(Para(f"({parts['mark']})" if parts["mark"] else "", parts["words"]))
        for one, para in reversed(list(zip(found, damage(paras), strict=True))):
            mark = para.mark.replace("(", "\\(").replace(")", "\\)")
            line = f"({mark} {para.words}) Tj"
            stream = stream[: one.start()] + one["head"] + line + stream[one.end() :]
        return stream

    return with_streams(data, change, pages=slice(0, 1))


DAMAGERS = {"txt": damage_txt, "tei": damage_tei, "docx": damage_docx, "pdf": damage_pdf}


@pytest.mark.parametrize("to", [*DAMAGERS, "json"])
def test_an_undamaged_output_has_no_finding(to: str) -> None:
    assert verify(dumps(CABLE, to), CABLE, to) == []


@pytest.mark.parametrize("to", DAMAGERS)
def test_the_damagers_change_nothing_by_themselves(to: str) -> None:
    data = DAMAGERS[to](dumps(CABLE, to), lambda paras: paras)
    assert verify(data, CABLE, to) == []


@pytest.mark.parametrize("to", DAMAGERS)
@pytest.mark.parametrize("name", DAMAGES)
def test_damage_to_a_paragraph_is_found_where_it_is(to: str, name: str) -> None:
    damage, kinds, place = DAMAGES[name]
    findings = verify(DAMAGERS[to](dumps(CABLE, to), damage), CABLE, to)
    told = [one for one in findings if one.kind in kinds and place in one.place]
    assert told, findings


@pytest.mark.parametrize("to", DAMAGERS)
def test_a_moved_mark_is_told_at_both_places(to: str) -> None:
    found = {
        one.place: one.kind for one in verify(DAMAGERS[to](dumps(CABLE, to), moved), CABLE, to)
    }
    assert found["paragraph 2"] is K.MARK_MISSING
    assert found["paragraph 3"] is K.MARK_ADDED


# --- what stands around the paragraphs -------------------------------------------------------------

DOCUMENT = "word/document.xml"


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def in_text(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    return lambda data: data.decode().replace(old, new, count).encode()


def in_docx(old: str, new: str, name: str = DOCUMENT, count: int = 1) -> Callable[[bytes], bytes]:
    return lambda data: with_part(data, replaced(old, new, count), name)


def in_pdf(old: str, new: str, page: int = 0) -> Callable[[bytes], bytes]:
    return lambda data: with_streams(data, replaced(old, new), pages=slice(page, page + 1))


def last_banner_of_pdf(new: str) -> Callable[[bytes], bytes]:
    """Changes the banner at the foot of the second page, the last words that are set on it."""

    def change(stream: str) -> str:
        head, _, rest = stream.rpartition("(SECRET//NOFORN) Tj")
        return f"{head}({new}) Tj{rest}"

    return lambda data: with_streams(data, change, pages=slice(1, 2))


FIRST_PAGE = '<w:titlePg/><w:pgSz w:w="12240"'

AROUND: dict[str, tuple[str, Callable[[bytes], bytes], FindingKind]] = {
    "txt, banner lost": ("txt", in_text("S E C R E T EXAMP", "EXAMP"), K.TEXT_MISSING),
    "txt, banner changed": ("txt", in_text("S E C R E T", "C O N F I D E N T I A L"), K.TEXT_CHANGED),
    "txt, banner made up": ("txt", in_text("VZCZC", "[Classification: SECRET]\nVZCZC"), K.BANNER),
    "txt, caption lost": ("txt", in_text("NOFORN\n", ""), K.TEXT_MISSING),
    "txt, authority lost": ("txt", in_text("Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).", ""), K.TEXT_MISSING),
    "txt, subject's mark": ("txt", in_text("SUBJECT: (C)", "SUBJECT: (U)"), K.MARK_CHANGED),
    "txt, paragraphs joined": ("txt", in_text("early.\n\n2.", "early. 2."), K.MOVED),
    "txt, bytes": ("txt", lambda data: data + b"\xff", K.UNREADABLE),
    "tei, banner lost": ("tei", in_text(">S E C R E T<", "><"), K.TEXT_MISSING),
    "tei, banner's pointer": ("tei", in_text('"classification" ana="#cls-S', '"classification" ana="#cls-C'), K.BANNER),
    "tei, banner of the header": ("tei", in_text('type="classification">SECRET', 'type="classification">CONFIDENTIAL'), K.BANNER),
    "tei, banner's category": ("tei", in_text('#classification" target="#cls-S', '#classification" target="#cls-C'), K.BANNER),
    "tei, level of a category": ("tei", in_text("<catDesc>SECRET<", "<catDesc>CONFIDENTIAL<"), K.MARK_CHANGED),
    "tei, mark's pointer": ("tei", in_text('"portion-mark" ana="#cls-S ', '"portion-mark" ana="#cls-C '), K.MARK_CHANGED),
    "tei, paragraph's pointer": ("tei", in_text('<p n="3" xml:id="p3"', '<p n="3" xml:id="p3" ana="#cls-C"'), K.MARK_ADDED),
    "tei, caption lost": ("tei", in_text(">NOFORN</seg>", "></seg>"), K.TEXT_MISSING),
    "tei, caption not tagged": ("tei", in_text('type="caption"', 'type="x"'), K.CAPTION),
    "tei, authority lost": ("tei", in_text("Jane Roe", ""), K.TEXT_MISSING),
    "tei, a blank": ("tei", in_text("TAGS:</label> ", "TAGS:</label>  "), K.TEXT_CHANGED),
    "tei, not XML": ("tei", in_text("</TEI>", ""), K.UNREADABLE),
    "docx, banner of the head lost": ("docx", in_docx("SECRET//NOFORN", "", "word/header1.xml"), K.BANNER),
    "docx, banner of the foot changed": ("docx", in_docx("SECRET//NOFORN", "SECRET", "word/footer1.xml"), K.BANNER),
    "docx, no foot": ("docx", in_docx("<w:footerReference", "<w:footerReferenc3"), K.BANNER),
    "docx, first page without banner": ("docx", in_docx('<w:pgSz w:w="12240"', FIRST_PAGE), K.BANNER),
    "docx, even pages without banner": ("docx", lambda data: with_part(data, lambda xml: re.sub("(<w:settings[^>]*>)", r"\1<w:evenAndOddHeaders/>", xml), "word/settings.xml"), K.BANNER),
    "docx, another level beside the banner": ("docx", in_docx("Page ", "UNCLASSIFIED ", "word/footer1.xml"), K.BANNER),
    "docx, banner of the body changed": ("docx", in_docx("SECRET//NOFORN", "CONFIDENTIAL"), K.BANNER),
    "docx, caption lost": ("docx", in_docx("NOFORN, SIPDIS", "SIPDIS"), K.CAPTION),
    "docx, authority lost": ("docx", in_docx("Ambassador Jane Roe", ""), K.AUTHORITY),
    "docx, declassification lost": ("docx", in_docx("DECL: 01/20/2019", "DECL: 01/20/2029"), K.DECLASSIFICATION),
    "docx, addressee lost": ("docx", in_docx("SECSTATE WASHDC", ""), K.HEADER),
    "docx, line received lost": ("docx", in_docx("ZNY SSSSS ZZH", ""), K.HEADER),
    "docx, mark hidden": ("docx", in_docx('<w:rStyle w:val="PortionMarkS"/>', '<w:vanish/>'), K.MARK_MISSING),
    "docx, subject's mark": ("docx", in_docx(">(C)<", ">(U)<", count=2), K.MARK_CHANGED),
    "docx, mark made up in a row": ("docx", in_docx("AMEMBASSY EXAMPLEVILLE", "(TS) AMEMBASSY EXAMPLEVILLE"), K.MARK_ADDED),
    "docx, part missing": ("docx", lambda data: zipped("word/header1.xml"), K.UNREADABLE),
    "docx, no zip": ("docx", lambda data: data[:500], K.UNREADABLE),
    "pdf, banner of one page lost": ("pdf", in_pdf("(SECRET//NOFORN) Tj", "() Tj", 2), K.BANNER),
    "pdf, banner of one foot lost": ("pdf", last_banner_of_pdf(""), K.BANNER),
    "pdf, banner of one foot changed": ("pdf", last_banner_of_pdf("SECRET"), K.BANNER),
    "pdf, banner out of its place": ("pdf", in_pdf("746 Tm", "400 Tm", 1), K.BANNER),
    "pdf, banner invisible": ("pdf", in_pdf("BT .72", "BT 3 Tr .72", 1), K.BANNER),
    "pdf, another level beside the banner": ("pdf", in_pdf("(Page 1", "(UNCLASSIFIED 1"), K.BANNER),
    "pdf, banner of the body changed": ("pdf", lambda data: with_streams(data, lambda s: s[:200] + s[200:].replace("(SECRET//NOFORN", "(CONFIDENTIAL", 1), pages=slice(0, 1)), K.BANNER),
    "pdf, caption lost": ("pdf", in_pdf("NOFORN, SIPDIS", "SIPDIS"), K.CAPTION),
    "pdf, authority lost": ("pdf", lambda data: in_pdf("Ambassador Jane Roe", "", page_with("Jane Roe", data))(data), K.AUTHORITY),
    "pdf, read aloud as another": ("pdf", in_pdf("/E (Confidential)", "/E (Unclassified)"), K.MARK_CHANGED),
    "pdf, copied as another": ("pdf", in_pdf("(Charlie", "/Span <</ActualText (Delta)>> BDC (Charlie"), K.TEXT_CHANGED),
    "pdf, text without a tag": ("pdf", lambda data: with_streams(data, lambda s: s + "\nBT /R 10 Tf 1 0 0 1 100 300 Tm (\\(S\\)) Tj ET", pages=slice(0, 1)), K.MARK_ADDED),
    "pdf, no pdf": ("pdf", lambda data: data[200:900], K.UNREADABLE),
}  # fmt: skip


def page_with(words: str, data: bytes) -> int:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return next(at for at, page in enumerate(pages) if words in page.extract_text())


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize("name", AROUND)
def test_damage_around_the_text_is_found(name: str) -> None:
    to, damage, kind = AROUND[name]
    data = dumps(CABLE, to)
    damaged = damage(data)
    assert damaged != data
    findings = verify(damaged, CABLE, to)
    assert kind in {finding.kind for finding in findings}, findings


def test_paragraphs_that_only_stand_at_each_others_place_are_found_in_pdf() -> None:
    def change(stream: str) -> str:
        one, two = HEIGHT.findall(stream)[1:3]
        return stream.replace(one, "@").replace(two, one).replace("@", two)

    data = with_streams(dumps(CABLE, "pdf"), change, pages=slice(0, 1))
    assert K.MOVED in {finding.kind for finding in verify(data, CABLE, "pdf")}


HEIGHT = re.compile(r"1 0 0 1 112 [\d.]+ Tm")
