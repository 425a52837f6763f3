"""Outputs of an invented cable, damaged in their own format by means that are not the writers'."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable

import attrs
import pypdf
from lxml import etree
from pypdf.generic import NameObject, StreamObject

from cableconv.conversion import loads

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


MARKED = re.compile(
    r'(?P<head>">[1-4]\.</a> )(?:<abbr[^>]*>(?P<mark>[^<]*)</abbr><span[^>]*>[^<]*</span> )?'
    r"(?P<words>[^<]*)"
)


def damage_html(data: bytes, damage: Damage) -> bytes:
    page = data.decode()
    found = list(MARKED.finditer(page))
    assert len(found) == 4
    paras = damage([Para(one["mark"] or "", one["words"]) for one in found])
    for one, para in reversed(list(zip(found, paras, strict=True))):
        page = page[: one.start()] + f"{one['head']}{para.mark} {para.words}" + page[one.end() :]
    return page.encode()


DAMAGERS = {
    "html": damage_html,
    "txt": damage_txt,
    "tei": damage_tei,
    "docx": damage_docx,
    "pdf": damage_pdf,
}
