"""Around the text: title, key block, banner on each page, lines as received, source."""

from __future__ import annotations

import pytest

import examples
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import Reference, Tag
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import Caption, Level, PortionMark
from examples import SBU, U, line
from writers.docx.inspection import opened, runs, styled, write

NEUTRAL = "Classification Banner None"


@pytest.mark.parametrize(
    ("name", "text", "style"),
    [
        ("full", "CONFIDENTIAL//NOFORN", "Classification Banner Confidential"),
        ("reprint", "SENSITIVE BUT UNCLASSIFIED", "Classification Banner Controlled"),
        ("unmarked", "No classification marking", NEUTRAL),
        ("empty", "No classification marking", NEUTRAL),
    ],
)
def test_the_banner_is_in_header_footer_and_key_block(name: str, text: str, style: str) -> None:
    document = opened(examples.ALL[name])
    section = document.sections[0]
    for banner in (section.header.paragraphs[0], section.footer.paragraphs[-1]):
        assert banner.text == text
        assert banner.style is not None
        assert banner.style.name == style
    assert len(section.header.paragraphs) == 1
    assert f"Classification:\t{text}" in "\n".join(p.text for p in document.paragraphs)
    assert runs(document, "Classification Statement")[0] == text


def test_the_footer_names_the_cable_and_counts_pages() -> None:
    foot = opened(examples.FULL).sections[0].footer.paragraphs[0]
    expected = "06EXAMPLEVILLE123\t14 February 2006, 15:30 UTC (141530Z FEB 06 ZDK)\tPage 1 of 1"
    assert foot.text == expected


def test_the_title_is_the_subject_with_its_mark() -> None:
    document = opened(examples.FULL)
    title = document.paragraphs[0]
    assert title.style is not None
    assert title.style.name == "Title"
    assert [(run.style.name, run.text) for run in title.runs] == [
        ("Portion Mark U", "(U)"),
        ("Default Paragraph Font", " AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"),
    ]


def test_a_reprints_title_leads_without_its_label() -> None:
    assert styled(opened(examples.REPRINT))[0] == (
        "Title",
        "Notional Visit of a Notional Delegation",
    )


def test_a_cable_without_subject_has_no_made_up_title() -> None:
    assert styled(opened(examples.UNMARKED))[0][0] == "Cable Header"


def test_the_key_block() -> None:
    rows = [text for style, text in styled(opened(examples.FULL)) if style == "Cable Header"]
    assert rows == [
        "Cable:\t06EXAMPLEVILLE123",
        "From:\tAMEMBASSY EXAMPLEVILLE",
        "To:\tSECSTATE WASHDC PRIORITY 0456 (RUEHC)",
        "Info:\tEU MEMBER STATES COLLECTIVE (RUCNMEM)\nJOINT STAFF WASHDC//J5// (RUEKJCS)",
        "Date:\t14 February 2006, 15:30 UTC (141530Z FEB 06 ZDK)",
        "Precedence:\tPriority (action), Routine (info)",
        "Classification:\tCONFIDENTIAL//NOFORN",
        "Captions:\tSIPDIS, NOFORN",
        "Pass:\tDEPT FOR EUR/ERA",
        "E.O. 12958:\tDECL: 02/14/2016",
        "TAGS:\tPREL, PGOV, XX",
        "Subject:\t(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES",
        "Ref:\tA. STATE 1234\nB. 05 EXAMPLEVILLE 999 (NOTAL)",
    ]


def test_the_basis_of_a_concluded_banner_is_told() -> None:
    rows = [text for _style, text in styled(opened(examples.REPRINT))]
    assert (
        "Classification:\tSENSITIVE BUT UNCLASSIFIED (from the statement on the entire text)"
        in rows
    )


def test_statements_of_authority_are_shown_in_full() -> None:
    document = opened(examples.FULL)
    blocks = [
        p for p in document.paragraphs if p.style and p.style.name == "Declassification Block"
    ]
    assert [p.text for p in blocks] == [
        "Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d)."
    ]
    assert blocks[0].runs[0].style.name == "Cable Header Label"


def test_lines_of_procedure_and_source_close_the_file() -> None:
    found = styled(opened(examples.FULL))
    at = found.index(("Cable Appendix Heading", "Message lines as received"))
    lines = (
        "VZCZCXRO1234\nPP RUEHDBU\nDE RUEHZZ #0123/01 0451530\nZNY CCCCC ZZH\n"
        "P R 141530Z FEB 06 ZDK\nBT\n"
        "C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE 000123\n\nBT\n#0123\nNNNN"
    )
    assert found[at + 1] == ("Cable Preformatted", lines)
    assert found[at + 2] == ("Cable Appendix Heading", "Source of this copy")
    assert ("Cable Provenance", "Source:\tfull.txt") in found
    assert ("Cable Provenance", f"SHA-256:\t{'0' * 64}") in found


def test_the_rows_on_the_source_stay_on_one_page() -> None:
    style = opened(examples.FULL).styles["Cable Provenance"]
    assert style.element.xpath("w:pPr/w:keepNext")


def received(*fields: Field) -> list[str]:
    found = styled(opened(Cable(blocks=fields)))
    return [text for style, text in found if style == "Cable Preformatted"]


def test_what_the_key_block_does_not_show_is_printed_as_received() -> None:
    ref = line(FieldKind.REFERENCES, Label("REF:"), Text(" "), Reference("STATE 1"),
               Text(" and the talk on Monday"))  # fmt: skip
    assert received(ref) == ["REF: STATE 1 and the talk on Monday"]
    first = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), SBU, Text(" FIRST"))
    second = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), U, Text(" SECOND"))
    assert received(first, second) == ["SUBJECT: (U) SECOND"]
    spaced = line(FieldKind.CAPTION, Caption("C O R R E C T E D  C O P Y", "CORRECTED COPY"))
    assert received(spaced) == ["C O R R E C T E D  C O P Y"]


def test_what_it_does_show_is_not_printed_twice() -> None:
    assert received(line(FieldKind.CAPTION, Caption("SIPDIS", "SIPDIS"))) == []
    tags = line(FieldKind.TAGS, Label("TAGS:"), Text(" "), Tag("PREL"), Text(","), Tag("PGOV"))
    assert received(tags) == []


def test_a_mark_on_a_line_without_a_row_for_it_is_a_styled_run() -> None:
    tags = line(FieldKind.TAGS, Label("TAGS:"), Text(" "), SBU, Text(" "), Tag("PREL"))
    subject = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), SBU, Text(" WORDS"))
    document = opened(Cable(blocks=(tags, subject)))
    # In the title, in the row Subject, and on the TAGS line as received.
    assert runs(document, "Portion Mark SBU") == ["(SBU)"] * 3


def test_a_mark_in_a_statement_for_the_entire_text_is_a_run() -> None:
    mark = PortionMark("(C - ENTIRE TEXT)", Level.C, entire_text=True)
    document = opened(Cable(blocks=(line(FieldKind.ENTIRE_TEXT, mark),)))
    assert runs(document, "Portion Mark C") == ["(C - ENTIRE TEXT)"]
    assert document.sections[0].header.paragraphs[0].text == "CONFIDENTIAL"


def test_characters_that_xml_cannot_hold_are_noted_once() -> None:
    cable = Cable(blocks=(line(FieldKind.SUBJECT, Text("BELL\x07 AND\x0c PAGE")),))
    _data, notices = write(cable)
    said = (
        "warning: XML cannot hold these characters, and signs stand for them: "
        "U+0007, U+000C [not-expressible]"
    )
    assert [str(n) for n in notices] == [said]
