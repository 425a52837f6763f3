"""The heads of telegrams: their lines, whole, glued, broken off and repeated."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import parse
from telegram_texts import body, read


def test_head_is_read_line_by_line() -> None:
    cable = body("1. (C) Text.\n")
    assert [field.kind for field in cable.fields] == [
        FieldKind.TRANSMISSION,
        FieldKind.ROUTING,
        FieldKind.STATION,
        FieldKind.SECURITY,
        FieldKind.DTG,
        FieldKind.ORIGINATOR,
        FieldKind.ACTION,
        FieldKind.BREAK,
        FieldKind.CLASSIFICATION,
        FieldKind.CAPTION,
        FieldKind.EXECUTIVE_ORDER,
        FieldKind.TAGS,
        FieldKind.SUBJECT,
        FieldKind.AUTHORITY,
    ]
    assert cable.mrn == "06EXAMPLEVILLE123"
    assert cable.markings.authority.reasons == ("1.4(b)", "1.4(d)")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SUBJECT: ALONE", FieldKind.SUBJECT),
        ("TAGS: PREL", FieldKind.TAGS),
        ("E.O. 12958: N/A\n", FieldKind.EXECUTIVE_ORDER),
        ("FM AMEMBASSY EXAMPLEVILLE", FieldKind.ORIGINATOR),
        ("DE RUEHZZ #0123 0451530", FieldKind.STATION),
        ("UNCLASSIFIED", FieldKind.CLASSIFICATION),
    ],
)
def test_a_fragment_of_a_head_is_a_cable(text: str, kind: FieldKind) -> None:
    assert [field.kind for field in read(text).fields] == [kind]


def test_text_without_head_is_a_cable() -> None:
    cable = read("1. (C) One.\n\n2. (U) Two.\n")
    assert [(p.number, p.portion_mark and p.portion_mark.raw) for p in cable.paragraphs] == [
        (1, "(C)"),
        (2, "(U)"),
    ]
    assert not cable.fields


def test_head_lines_glued_together_are_told_apart() -> None:
    cable = read("E.O. 12958: N/A TAGS: PREL, XX SUBJECT: GLUED REF: STATE 1234\n\n1. Text.\n")
    assert cable.subject is not None
    assert (cable.subject.text, [t.name for t in cable.tags]) == ("GLUED", ["PREL", "XX"])
    assert [reference.raw for reference in cable.references] == ["STATE 1234"]


def test_references_go_on_after_a_blank_line() -> None:
    cable = read("SUBJECT: X\n\nREF: A. STATE 1\n\n     B. STATE 2\n\n1. (U) Text.\n")
    assert [reference.letter for reference in cable.references] == ["A", "B"]


def test_unknown_head_lines_are_kept_and_told() -> None:
    cable = read("%% odd line %%\nTAGS: PREL\nSUBJECT: X\n\n1. (U) Text.\n")
    assert [f.text for f in cable.fields_of(FieldKind.UNPARSED)] == ["%% odd line %%"]
    assert [n.line for n in cable.notices if n.kind is NoticeKind.UNPARSED] == [1]


def test_page_line_in_the_address_block() -> None:
    text = "FM SECSTATE WASHDC\nTO AMEMBASSY X PRIORITY\nPAGE 02        STATE   015113  182333Z\n"
    cable = read(text + "AMEMBASSY Y\nUNCLAS STATE 015113\nSUBJECT: X\n\n1. (U) Text.\n")
    assert [a.name for a in cable.header.action_addressees] == ["AMEMBASSY X", "AMEMBASSY Y"]


def test_distribution_block_of_the_seventies() -> None:
    text = (
        "CONFIDENTIAL\n\nPAGE 01        EXAMPL 05838  082005Z\n60\nACTION SS-25\n"
        "INFO OCT-01 ADS-00 /026 W\n   ------------------103473 082010Z /62\n"
        "O 081931Z JUL 79\nFM AMEMBASSY EXAMPLEVILLE\nTO SECSTATE WASHDC NIACT IMMEDIATE 7151\n"
        "C O N F I D E N T I A L EXAMPLEVILLE 5838\nE.O. 12065: GDS 7/8/85 (ROE, JANE) OR-M\n"
        "TAGS: PINT, XX\nSUBJECT: X\n1. C-ENTIRE TEXT.\n2. TEXT.\n"
    )
    cable = read(text)
    assert len(cable.fields_of(FieldKind.DISTRIBUTION)) == 4
    assert cable.mrn == "79EXAMPLEVILLE5838"
    assert cable.header.action_addressees[0].niact


@pytest.mark.parametrize(
    "line",
    [
        "SIPDIS SENSITIVE SIPDIS DEPT FOR WHA/MEX DEPT PASS TO USTR",
        "SOUTHCOM ALSO FOR POLAD SENSITIVE SIPDIS ",
        "SENSITIVE EEB FOR CBA/ROE DEPARTMENT OF COMMERCE FOR DOE",
    ],
)
def test_captions_glued_to_passing_instructions_are_captions(line: str) -> None:
    text = f"UNCLAS EXAMPLEVILLE 000123\n{line}\nE.O. 12958: N/A\nSUBJECT: X\n\n1. A text.\n"
    parsed = parse(text)
    cable = Cable(parsed.blocks, lead=parsed.lead)
    assert source_text(cable) == text
    assert "SENSITIVE" in [caption.name for caption in cable.markings.captions]


def test_the_word_sensitive_in_a_sentence_is_no_caption() -> None:
    parsed = parse("SUBJECT: X\n\n1. IT IS A\nSENSITIVE ISSUE FOR ALL AND NOT SENSITIVE SIPDIS\n")
    assert Cable(parsed.blocks).markings.captions == ()


def test_references_take_no_text_with_a_mark() -> None:
    cable = read(
        "SUBJECT: X\nREF: STATE 1234 (SBU) \nWe told the minister on May 1 that it is so.\n"
    )
    assert [r.raw for r in cable.references] == ["STATE 1234"]
    assert [(p.portion_mark and p.portion_mark.raw, p.text) for p in cable.paragraphs] == [
        ("(SBU)", "We told the minister on May 1 that it is so.")
    ]


def test_references_take_no_paragraph_on_one_line() -> None:
    long = "We told the minister on May 1 that the matter is as it always was. " * 4
    cable = read(f"SUBJECT: X\nREF: STATE 1234\n{long}\n")
    assert [r.raw for r in cable.references] == ["STATE 1234"]
    assert [p.text for p in cable.paragraphs] == [long.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY\n\n2. Text.\n",
        "SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY Summary -------\n\n2. Text.\n",
    ],
)
def test_a_statement_on_the_entire_text_below_the_head(text: str) -> None:
    cable = read(f"UNCLAS LAKEPORT 000123\n\nSUBJECT: X\n\n1. One.\n\n{text}")
    statement = cable.markings.entire_text
    assert statement is not None
    assert statement.raw == "SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY"
    assert all("SENSITIVE" not in heading.text for heading in cable.headings)


def test_a_sentence_in_a_paragraph_that_says_so_is_no_statement() -> None:
    cable = read("UNCLAS LAKEPORT 000123\n\nSUBJECT: X\n\nSBU - entire text. He left.\n")
    assert cable.markings.entire_text is None


def test_fields_that_are_glued_to_the_classification_line() -> None:
    cable = read(
        "UNCLAS LAKEPORT 000123SIPDISE.O. 12958: N/ATAGS: PREL, XXSUBJECT: THE MAST\n\n1. Text.\n"
    )
    assert [c.name for c in cable.markings.captions] == ["SIPDIS"]
    assert [d.not_applicable for d in cable.markings.declassification] == [True]
    assert [t.name for t in cable.tags] == ["PREL", "XX"]
    assert cable.subject is not None
    assert cable.subject.text == "THE MAST"


@pytest.mark.parametrize("glue", [" ", "  "])
def test_a_reference_list_that_is_glued_to_a_subject(glue: str) -> None:
    cable = read(f"SUBJECT: THE MAST OF THE\nFERRY{glue}REF: A. STATE 12\n\n1. Text.\n", year=2006)
    assert cable.subject is not None
    assert cable.subject.text == "THE MAST OF THE FERRY"
    assert [r.mrn for r in cable.references] == ["06STATE12"]


def test_a_caption_that_is_glued_to_the_executive_order() -> None:
    cable = read("UNCLAS LAKEPORT 000123\n\nSIPDIS E.O. 12958: N/A\n\nSUBJECT: X\n\n1. Text.\n")
    assert [c.name for c in cable.markings.captions] == ["SIPDIS"]
    assert cable.markings.declassification[0].not_applicable


def test_a_classification_line_never_reads_on_in_a_subject() -> None:
    cable = read(
        "UNCLAS LAKEPORT 000494\n\nSUBJECT: THE FERRY HAS A NEW MA...\n"
        "UNCLAS LAKEPORT 000494 SENSITIVE SIPDIS STATE FOR EUR/XX\n\n1. (SBU) Text.\n"
    )
    assert cable.subject is not None
    assert cable.subject.text == "THE FERRY HAS A NEW MA..."
    assert {c.name for c in cable.markings.captions} == {"SENSITIVE", "SIPDIS"}


@pytest.mark.parametrize(
    "lines",
    [
        "DEPT FOR EUR/XX (ROE), EUR/YY\n(DOE), PM",
        "DEPT ALSO FOR EUR/XX, EUR/YY,\nAND EB",
        "COMMERCE FOR JANE\nROE",
        "FOR IO/XX - JANE ROE",
        "For EUR/XX (Roe)",
        "USDOC FOR 4332/ITA",
        "STATE PASS to EEB",
        "Department for EUR/XX and PM",
    ],
)
def test_passing_instructions_and_the_lines_that_go_on_with_them(lines: str) -> None:
    cable = read(f"UNCLAS LAKEPORT 000123\n\n{lines}\n\nE.O. 12958: N/A\nSUBJECT: X\n\n1. Text.\n")
    assert [p.raw for p in cable.header.passing_instructions] == [lines]
    assert not any(n.kind is NoticeKind.UNPARSED for n in cable.notices)


def test_a_reference_that_breaks_off_after_its_year() -> None:
    text = "SUBJECT: X\n\nREF: A. 08 LAKEPORT 43; B. 08\n\nNEW LAKEPORT 0590\n\n1. Text.\n"
    cable = read(text, year=2009)
    assert [r.mrn for r in cable.references] == ["08LAKEPORT43", "08NEWLAKEPORT590"]


def test_a_paragraph_that_is_glued_to_the_references_keeps_its_number_and_mark() -> None:
    long = "The ferry has a new mast, and the harbor has a new light. " * 5
    cable = read(f"SUBJECT: X\nREF: A) STATE 474; B) STATE  597  1. (SBU) {long}2. (U) {long}\n")
    assert [(p.number, p.portion_mark is not None) for p in cable.paragraphs] == [
        (1, True),
        (2, True),
    ]


def test_a_later_section_repeats_fields_of_the_head() -> None:
    head = "E.O. 12958: N/A\nTAGS: PREL, XX\nSUBJECT: THE MAST OF\nTHE FERRY\n\n"
    line = "UNCLAS SECTION {} OF 02 LAKEPORT 000123\n\nSIPDIS\n\n"
    text = f"{line.format('01')}{head}1. (U) One.\n\n{line.format('02')}{head}2. (U) Two.\n"
    cable = read(text)
    assert [p.text for p in cable.paragraphs] == ["One.", "Two."]
    assert [tag.name for tag in cable.tags] == ["PREL", "XX"]
    assert len(cable.markings.declassification) == 1
    assert [f.kind for f in cable.fields].count(FieldKind.SUBJECT) == 2
    more = read(text.replace("XX\nSUBJECT", "YY\nSUBJECT", 2).replace("YY", "XX", 1))
    assert [tag.name for tag in more.tags] == ["PREL", "XX", "YY"]
