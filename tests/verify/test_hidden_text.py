"""DOCX files whose words are there and not seen, or seen and not there; and where Word looks."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import console
from cableconv.conversion import dumps, read
from cableconv.model.cable import Cable
from cableconv.verify import Finding, FindingKind, verify, verify_alone
from damaged import with_part

K = FindingKind
Change = Callable[[bytes], bytes]

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
HEADER = "word/header1.xml"
SAMPLE = console.ROOT / "samples" / "secret-noforn-derivative.txt"


@cache
def cable() -> Cable:
    return read(SAMPLE)


@cache
def written() -> bytes:
    return dumps(cable(), "docx")


def swap(old: str, new: str, name: str = DOCUMENT, count: int = 1) -> Change:
    def change(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, count)

    return lambda data: with_part(data, change, name)


def style(name: str, run: str, paragraph: str = "") -> Change:
    """Properties added to a style, at the head of those that it has."""

    def change(xml: str) -> str:
        found = re.search(rf'<w:style [^>]*w:styleId="{name}">.*?</w:style>', xml)
        assert found is not None
        inner = found[0]
        for tag, added in (("pPr", paragraph), ("rPr", run)):
            if added and f"<w:{tag}>" in inner:
                inner = inner.replace(f"<w:{tag}>", f"<w:{tag}>{added}")
            elif added:
                inner = inner.replace("</w:style>", f"<w:{tag}>{added}</w:{tag}></w:style>")
        return xml.replace(found[0], inner)

    return lambda data: with_part(data, change, STYLES)


MARK = (
    '<w:r><w:rPr><w:rStyle w:val="PortionMarkS"/></w:rPr>'
    '<w:t xml:space="preserve">(S//NF)</w:t></w:r>'
)
WORDS = "The lamp is the old one"
PARAGRAPH = "<w:p><w:r><w:t>(U) Invented.</w:t></w:r></w:p>"
LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NO_LIST = '<w:numPr><w:numId w:val="0"/></w:numPr>'
BOUND = "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>"
LAST = '<w:p><w:pPr><w:pStyle w:val="CableParagraph"/></w:pPr>'


def in_mark(properties: str) -> str:
    return MARK.replace("</w:rPr>", f"{properties}</w:rPr>")


HIDDEN: dict[str, tuple[Change, FindingKind]] = {
    "style of the mark": (style("PortionMarkS", "<w:vanish/>"), K.MARK_MISSING),
    "style that the style of the mark is based on": (
        style("PortionMark", "<w:vanish/>"),
        K.MARK_MISSING,
    ),
    "style of paragraphs": (style("CableParagraph", "<w:vanish/>"), K.TEXT_MISSING),
    "style of all": (style("Normal", "<w:vanish/>"), K.TEXT_MISSING),
    "defaults": (
        swap("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>", STYLES),
        K.TEXT_MISSING,
    ),
    "style of the banner": (style("ClassificationBanner", "<w:vanish/>"), K.BANNER),
    "run": (swap(MARK, in_mark("<w:vanish/>")), K.MARK_MISSING),
    "run, white": (swap(MARK, in_mark('<w:color w:val="FFFFFF"/>')), K.MARK_MISSING),
    "run, nearly white": (swap(MARK, in_mark('<w:color w:val="FEFEFA"/>')), K.MARK_MISSING),
    "run, black on black": (
        swap(MARK, in_mark('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
        K.MARK_MISSING,
    ),
    "run, as small as a dot": (swap(MARK, in_mark('<w:sz w:val="2"/>')), K.MARK_MISSING),
    "style, white": (style("PortionMarkS", '<w:color w:val="FFFFFF"/>'), K.MARK_MISSING),
    "style, white by the theme": (
        style("PortionMarkS", '<w:color w:val="1F1F1F" w:themeColor="background1"/>'),
        K.MARK_MISSING,
    ),
    "banner of the colour of its band": (
        style(
            "ClassificationBannerSecret", '<w:color w:val="C8102E"/>', '<w:shd w:fill="C8102E"/>'
        ),
        K.BANNER,
    ),
    "deleted in a tag": (
        swap(MARK, f'<w:del w:id="9" w:author="x"><w:smartTag>{MARK}</w:smartTag></w:del>'),
        K.MARK_MISSING,
    ),
    "moved away in a link": (
        swap(
            MARK,
            f'<w:moveFrom w:id="9" w:author="x"><w:hyperlink>{MARK}</w:hyperlink></w:moveFrom>',
        ),
        K.MARK_MISSING,
    ),
    "hidden words that the cable does not have": (
        swap(MARK, f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>UNCLASSIFIED</w:t></w:r>{MARK}"),
        K.TEXT_ADDED,
    ),
    "end of a paragraph": (
        swap(LAST, LAST.replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>")),
        K.TEXT_ADDED,
    ),
    "letters over each other": (swap(MARK, in_mark('<w:spacing w:val="-200"/>')), K.TEXT_ADDED),
    "signs for letters": (swap(MARK, in_mark('<w:rFonts w:ascii="Wingdings"/>')), K.TEXT_ADDED),
}

ADDED: dict[str, tuple[Change, FindingKind]] = {
    "paragraph in custom XML": (
        swap(LAST, f'<w:customXml w:element="x">{PARAGRAPH}</w:customXml>{LAST}'),
        K.MARK_ADDED,
    ),
    "paragraph that was moved here": (
        swap(LAST, f'<w:moveTo w:id="9" w:author="x">{PARAGRAPH}</w:moveTo>{LAST}'),
        K.MARK_ADDED,
    ),
    "part of another format": (swap(LAST, f'<w:altChunk r:id="rId99"/>{LAST}'), K.TEXT_ADDED),
    "mark of symbols": (
        swap(WORDS, f'</w:t><w:sym w:font="Arial" w:char="F028"/><w:t>{WORDS}'),
        K.TEXT_ADDED,
    ),
    "number of a list": (
        swap(LAST, LAST.replace("</w:pPr>", f"{LIST}</w:pPr>")),
        K.TEXT_ADDED,
    ),
    "box": (swap(WORDS, f"</w:t><w:pict>{PARAGRAPH}</w:pict><w:t>{WORDS}"), K.TEXT_ADDED),
    "footnote": (swap(WORDS, f'</w:t><w:footnoteReference w:id="2"/><w:t>{WORDS}'), K.TEXT_ADDED),
    "page of a background": (
        swap("<w:body>", '<w:background w:color="FFFFFF"/><w:body>'),
        K.TEXT_ADDED,
    ),
    "alternative in the head": (
        swap("<w:r>", '<mc:AlternateContent xmlns:mc="urn:mc"/><w:r>', HEADER),
        K.TEXT_ADDED,
    ),
    "field that is counted anew": (
        swap(" PAGE ", ' QUOTE "UNCLASSIFIED" ', "word/footer1.xml"),
        K.TEXT_ADDED,
    ),
    "field in one element": (
        swap(MARK, f'<w:fldSimple w:instr="QUOTE (U)">{MARK}</w:fldSimple>'),
        K.TEXT_ADDED,
    ),
    "words bound to data": (
        swap(MARK, f"{BOUND}{MARK}</w:sdtContent></w:sdt>"),
        K.TEXT_ADDED,
    ),
}


def kinds(findings: list[Finding]) -> set[FindingKind]:
    return {finding.kind for finding in findings}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_missed(name: str) -> None:
    change, kind = HIDDEN[name]
    assert kind in kinds(verify(change(written()), cable(), "docx"))


@pytest.mark.parametrize("name", ADDED)
def test_what_is_shown_by_other_means_is_found(name: str) -> None:
    change, kind = ADDED[name]
    assert kind in kinds(verify(change(written()), cable(), "docx"))


HARMLESS: dict[str, Change] = {
    "switch that is off": swap(MARK, in_mark('<w:vanish w:val="0"/>')),
    "switch of a run against that of its style": lambda data: swap(
        'w:val="PortionMarkS"/>', 'w:val="PortionMarkS"/><w:vanish w:val="0"/>', count=9
    )(style("PortionMarkS", "<w:vanish/>")(data)),
    "style that nothing uses": style("CableRule", '<w:color w:val="404040"/>'),
    "white on a band": swap(MARK, in_mark('<w:color w:val="FFFFFF"/><w:shd w:fill="C8102E"/>')),
    "tags of Word": swap(MARK, f'<w:proofErr w:type="spellStart"/><w:smartTag>{MARK}</w:smartTag>'),
    "content control": swap(MARK, f"<w:sdt><w:sdtContent>{MARK}</w:sdtContent></w:sdt>"),
    "no list": swap(LAST, LAST.replace("</w:pPr>", f"{NO_LIST}</w:pPr>")),
    "comment of XML": swap(MARK, f"<!-- (U) -->{MARK}"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_hides_nothing_is_no_fault(name: str) -> None:
    assert verify(HARMLESS[name](written()), cable(), "docx") == []


NUMBERING = """\
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="19"/>
<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""
RELATION = (
    '<Relationship Id="rId50" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/numbering" Target="numbering.xml"/></Relationships>'
)


def numbered(form: str, text: str) -> bytes:
    """The file with a list by which its style numbers each paragraph."""
    data = style("CableParagraph", "", '<w:numPr><w:numId w:val="3"/></w:numPr>')(written())
    data = swap("</Relationships>", RELATION, "word/_rels/document.xml.rels")(data)
    return with_entry(data, "word/numbering.xml", NUMBERING.format(form=form, text=text))


def with_entry(data: bytes, name: str, text: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(("form", "text"), [("decimal", "%1. (U)"), ("upperLetter", "(%1)")])
def test_marks_that_a_style_counts_are_found(form: str, text: str) -> None:
    assert kinds(verify(numbered(form, text), cable(), "docx")) == {K.MARK_ADDED}


def test_numbers_that_a_style_of_a_template_counts_are_no_marks() -> None:
    assert verify(numbered("decimal", "%1."), cable(), "docx") == []


# --- properties, and where Word looks ----------------------------------------------------------

CUSTOM = "docProps/custom.xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [("SECRET//NOFORN", "UNCLASSIFIED"), ('name="Classification"', 'name="Kind"')],
)
def test_the_property_of_the_classification_must_be_that_of_the_whole(old: str, new: str) -> None:
    damaged = swap(old, new, CUSTOM)(written())
    (finding,) = verify(damaged, cable(), "docx")
    assert (finding.kind, finding.place) == (K.BANNER, "property Classification")
    assert kinds(list(verify_alone(damaged, "docx").findings)) == {K.BANNER}


def test_the_document_is_the_one_that_word_opens() -> None:
    """A right document lies in its old place, and the package leads to another one."""
    damaged = swap("word/document.xml", "word/other.xml", "_rels/.rels")(written())
    assert kinds(verify(damaged, cable(), "docx")) == {K.UNREADABLE}


def test_two_parts_of_one_name_are_refused() -> None:
    damaged = with_entry(written(), "Word/Document.xml", "<x/>")
    assert kinds(verify(damaged, cable(), "docx")) == {K.UNREADABLE}


@pytest.mark.tools
def test_a_file_that_libreoffice_saved_anew_passes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cable.docx").write_bytes(written())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, tmp_path, tmp_path / "in" / "cable.docx"], check=True, timeout=180)
    assert verify((tmp_path / "cable.docx").read_bytes(), cable(), "docx") == []
