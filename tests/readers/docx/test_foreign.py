"""Word files of others: nothing is lost, numbers are made as Word makes them."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_BREAK

from cableconv.model.effective import Basis, overall_marking
from cableconv.model.markings import Level
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from word_files import STRICT, W, numbered, p, read, word_file

PASTED = """VZCZCXRO1234
OO RUEHC
DE RUEHZZ #0123/01 0451530
ZNY CCCCC ZZH
O 141530Z FEB 06
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC IMMEDIATE 0456
BT
C O N F I D E N T I A L EXAMPLEVILLE 000123

SIPDIS

E.O. 12958: DECL: 02/14/2016
TAGS: PREL, XX
SUBJECT: A NOTIONAL GAUGE

1. (C) The Minister said that the lake
was rising, and that he would
publish the level.

2. (U) He left.
ROE
BT
#0123
NNNN"""


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # python-docx has no public type for it
    return out.getvalue()


def test_a_telegram_pasted_line_by_line() -> None:
    document = docx.Document()
    for line in PASTED.split("\n"):
        document.add_paragraph(line)
    cable = read(saved(document))
    assert source_text(cable) == PASTED + "\n"
    assert cable.mrn == "06EXAMPLEVILLE123"
    assert [(par.number, par.text) for par in cable.paragraphs] == [
        (1, "The Minister said that the lake was rising, and that he would publish the level."),
        (2, "He left."),
    ]
    assert overall_marking(cable).text == "CONFIDENTIAL"
    assert cable.signature == ("ROE",)


def test_paragraphs_of_word_are_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("SUBJECT: A notional gauge")
    document.add_paragraph("The first paragraph is long. " * 8)
    document.add_paragraph("The second paragraph is long too. " * 8)
    cable = read(saved(document))
    assert [par.text[:10] for par in cable.paragraphs] == ["The first ", "The second"]


def test_numbers_that_word_makes_stand_before_the_text() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1">'
        '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/>'
        '<w:suff w:val="space"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        numbered("(C) One.")
        + numbered("deep", 1)
        + numbered("deeper", 1)
        + numbered("(SBU) Two.", 0, 2)
        + numbered("again", 1)
    )
    cable = read(word_file(body, numbering=levels))
    assert source_text(cable) == ("1. (C) One.\n(a) deep\n(b) deeper\n2. (SBU) Two.\n(a) again\n")
    found = [(par.number, par.portion_mark) for par in cable.paragraphs]
    assert [(number, mark and mark.raw) for number, mark in found] == [(1, "(C)"), (2, "(SBU)")]


def test_a_start_that_a_list_overrides_counts_at_its_first_use() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:suff w:val="space"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    )
    body = numbered("a") + numbered("b") + numbered("c", 0, 2) + numbered("d", 0, 2)
    assert source_text(read(word_file(body, numbering=levels))) == "I. a\nII. b\nIX. c\nX. d\n"


def test_numbers_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Para"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="Base"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/>'
        '<w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p(" a", '<w:pStyle w:val="A"/>') + p(" b", '<w:pStyle w:val="A"/>')
    assert source_text(read(word_file(body, styles=styles, numbering=levels))) == "1) a\n2) b\n"


ALTERNATE = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>{run}</w:p>"
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:p>{run}</w:p></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
TABLE_IN_TABLE = (
    "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc>"
    "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
)


@pytest.mark.parametrize(
    "markup",
    [
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>",
        "<w:p><w:ins>{run}</w:ins></w:p>",
        "<w:p><w:moveTo>{run}</w:moveTo></w:p>",
        "<w:p><w:smartTag><w:smartTag>{run}</w:smartTag></w:smartTag></w:p>",
        "<w:p><w:hyperlink>{run}</w:hyperlink></w:p>",
        "<w:p><w:fldSimple>{run}</w:fldSimple></w:p>",
        "<w:p><w:customXml>{run}</w:customXml></w:p>",
        ALTERNATE,
        "<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr></w:tbl>",
        TABLE_IN_TABLE,
        "<w:unknown><w:p>{run}</w:p></w:unknown>",
    ],
)
@pytest.mark.parametrize("namespace", [W, STRICT])
def test_text_inside_other_markup_is_read_once(markup: str, namespace: str) -> None:
    run = "<w:r><w:t>Notional words.</w:t></w:r>"
    cable = read(word_file(markup.format(run=run), namespace))
    assert source_text(cable).split() == ["Notional", "words."]


def test_deleted_text_is_left_out_and_said() -> None:
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    cable = read(word_file(f"<w:p><w:r><w:t>kept</w:t></w:r>{deleted}{field}</w:p>"))
    assert source_text(cable) == "kept\n"
    assert [n.kind for n in cable.notices if "deleted" in n.message] == [NoticeKind.OMITTED]


def test_hidden_text_is_kept_and_said() -> None:
    cable = read(word_file("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"))
    assert source_text(cable) == "hidden\n"
    assert any("6 characters are hidden" in notice.message for notice in cable.notices)


def test_signs_tabs_and_breaks() -> None:
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        '<w:sym w:char="00B6"/><w:sym w:char="F0B7"/><w:cr/><w:t>d</w:t></w:r>'
    )
    cable = read(word_file(f"<w:p>{run}</w:p>"))
    assert source_text(cable) == "a\tb\nc\u2011\u00b6\ufffd\nd\n"


def test_a_page_break_is_a_page_line() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. (C) The sentence goes on")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("on the next page.")
    cable = read(saved(document))
    assert "\f" in source_text(cable)
    assert cable.paragraphs[0].text == "The sentence goes on on the next page."


def test_a_banner_that_stands_in_the_header_alone_is_the_marking() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "SECRET//NOFORN"
    document.sections[0].footer.paragraphs[0].text = "Notional Office"
    document.add_paragraph("1. A paragraph without a mark.")
    cable = read(saved(document))
    overall = overall_marking(cable)
    assert (overall.text, overall.basis) == ("SECRET//NOFORN", Basis.STATED)
    assert cable.paragraphs[0].portion_mark is None
    assert [piece.raw for piece in cable.furniture] == ["Notional Office"]


def test_a_header_that_differs_from_the_text_is_a_conflict() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UNCLASSIFIED"
    for line in PASTED.split("\n"):
        document.add_paragraph(line)
    cable = read(saved(document))
    assert cable.markings.banner is not None
    assert cable.markings.banner.level is Level.C
    assert NoticeKind.CONFLICT in [notice.kind for notice in cable.notices]


def test_tables_are_lines_with_tabs() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Year", "Visas"), ("2004", "10")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    assert "Year\tVisas\n2004\t10\n" in source_text(read(saved(document)))


def test_notes_and_comments_stand_after_the_text() -> None:
    body = (
        '<w:p><w:r><w:t>Words</w:t><w:footnoteReference w:id="7"/></w:r><w:r>'
        '<w:endnoteReference w:id="2"/></w:r></w:p>'
    )
    note = '<w:{0}note w:id="{1}">{2}</w:{0}note>'
    separator = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    cable = read(
        word_file(
            body,
            footnotes=separator + note.format("foot", 7, p("a foot")),
            endnotes=note.format("end", 2, p("an end")),
            comments=f"<w:comment>{p('a comment')}</w:comment>",
        )
    )
    assert source_text(cable) == ("Words[1][2]\n[1] a foot\n\n[2] an end\n\na comment\n\n")
    assert len(cable.furniture) == 3


def test_a_text_box_stands_after_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r>"
    cable = read(word_file(f"<w:p>{box}<w:r><w:t>around</w:t></w:r></w:p>{p('after')}"))
    assert source_text(cable) == "around\nboxed\nafter\n"
