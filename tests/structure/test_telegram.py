"""The structure of telegrams: conservation, totality, linear time, and the traps of real pages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cableconv.model.blocks import (
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Preformatted,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.model.walk import iter_blocks, source_text
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse

HEAD = """\
VZCZCXRO1234
PP RUEHDBU
DE RUEHZZ #0123/01 0451530
ZNY CCCCC ZZH
P 141530Z FEB 06
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 0456
BT
C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE 000123

SIPDIS

E.O. 12958: DECL: 02/14/2016
TAGS: PREL, XX
SUBJECT: AN EXAMPLE

Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).

"""


def read(text: str, year: int | None = None) -> Cable:
    """The cable of some telegram text; fails where a character is lost."""
    return finished(parse(text, year=year), text, Provenance(source="test"))


def body(text: str) -> Cable:
    return read(HEAD + text)


def kinds(cable: Cable) -> list[str]:
    return [type(b).__name__ for b in iter_blocks(cable.blocks) if not isinstance(b, Field)]


def notice_kinds(cable: Cable) -> set[NoticeKind]:
    return {notice.kind for notice in cable.notices}


# -- every text is a telegram -------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *HEAD.split("\n"),
        "1. (C) The minister said that he would come.",
        "2. (S/NF) Points:",
        "3. ",
        "1) ",
        "¶3.  (U) He did",
        "4.(C)no blank",
        "1.3 million people",
        "-- a point",
        "   A.  (C) nested",
        "(1) one",
        "EXAMPLEVIL 00000123  002 OF 002",
        "PAGE 02        HANOI  03294  01 OF 02  201049Z",
        "CONFIDENTIAL",
        "---------",
        "--------------------------------------------- ----",
        "SUMMARY",
        "A Heading",
        "Year   2004    2005",
        "a | b",
        "ROE",
        "BT",
        "#0123",
        "NNNN",
        "NARR/REF A IS A TEXT",
        "RMKS/1. TEXT",
        "\f",
        "",
        " ",
        "and lower case goes on",
    ]
)


@given(st.lists(PIECES, max_size=40).map("\n".join))
@settings(max_examples=150, deadline=None)
@example("")
@example("\n\n")
@example("1. (C)")
def test_any_sequence_of_lines_is_kept(text: str) -> None:
    assert source_text(read(text)) == text


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_kept(text: str) -> None:
    clean = text.replace("\r", "\n")
    assert source_text(read(clean)) == clean


@pytest.mark.timing
@pytest.mark.parametrize(
    "line",
    [
        " " * 2000 + "\n",
        "REF " * 500,
        "REF:" + " " * 80 + "\n",
        "A " * 1000,
        "1" * 2000,
        "Classified By: " * 100,
        "-" * 2000 + "x",
        "1. (C) \n",
        "-- x\n",
        "\n",
        "MEXICO 00004390 002 OF 004\n",
        "PAGE 02        HANOI  03294  01 OF 02  201049Z\n",
        "CONFIDENTIAL\n",
        "a | b\n",
        "TAGS: A\n",
        "(((((",
        "¶",
        "A.\n",
        "SUBJECT: x\n",
        "Heading\n\n",
        "- - ",
        "Begin text:\n\nx\n\nEND TEXT.\n\n",
        "-------- A ",
        "SENSITIVE BUT UNCLASSIFIED PLEASE PROTECT ACCORDINGLY X ",
        "REF: A. STATE 1\n",
        "UNCLAS SECTION 01 OF 02 LAKEPORT 000123\n\nTAGS: PREL\n\n",
        "a    b\nRADIO\n",
        "the new\n\nmast\n\n",
    ],
)
def test_time_grows_linearly(line: str) -> None:
    def cost(size: int) -> float:
        text = (line * (size // len(line) + 1))[:size]
        start = time.process_time()
        read(text)
        return time.process_time() - start

    small = min(cost(16_000) for _ in range(2))
    assert cost(128_000) < 8 * 6 * max(small, 0.004)


# -- heads ----------------------------------------------------------------------------------------


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


# -- paragraphs -----------------------------------------------------------------------------------


def test_blank_line_inside_a_sentence_ends_no_paragraph() -> None:
    cable = body(
        "1. (C) During his February trip the Secretary heard from\n"
        "the attorney of the republic and from Attorney General Anna\n"
        "\n"
        "Roe that the matter is closed.\n"
    )
    assert len(cable.paragraphs) == 1
    assert "Attorney General Anna Roe that the matter" in cable.paragraphs[0].text
    assert NoticeKind.JOINED in notice_kinds(cable)


def test_blank_line_after_a_sentence_ends_the_paragraph() -> None:
    cable = body("1. (C) One.\n\nTwo has no number.\n\n2. (C) Three.\n")
    assert [p.number for p in cable.paragraphs] == [1, None, 2]


@pytest.mark.parametrize(
    "page",
    [
        "EXAMPLEVIL 00000123  002 OF 002\n",
        "\nEXAMPLEVIL 00000123 002 OF 002 \\\n\n",
        "\n\nCONFIDENTIAL\n\nCONFIDENTIAL\n\nPAGE 02        EXAMPL 05838  082005Z\n\n",
        "\f\nPAGE 02        EXAMPL 05838  082005Z\n",
    ],
)
def test_page_line_inside_a_sentence_ends_no_paragraph(page: str) -> None:
    cable = body(f"1. (C) The minister said\n{page}that he would come.\n")
    assert [p.text for p in cable.paragraphs] == ["The minister said that he would come."]
    assert len([m for m in cable.page_markers if m.page]) == 1
    assert NoticeKind.PAGE_LINE in notice_kinds(cable)


def test_page_line_between_heading_and_paragraph() -> None:
    cable = body(
        "1. (C) Text.\n\nConsular Issues\nEXAMPLEVIL 00000123 002 OF 002\n\n2. (C) More.\n"
    )
    assert [heading.text for heading in cable.headings] == ["Consular Issues"]
    assert kinds(cable) == ["Paragraph", "Section", "Heading", "PageBreak", "Paragraph"]


def test_a_number_that_is_none() -> None:
    cable = body("1. (C) There were\n15. December and about\n1.3 million people.\n")
    assert [p.number for p in cable.paragraphs] == [1]


def test_numbered_list_inside_a_marked_paragraph() -> None:
    cable = body("1. (C) Three steps:\n\n1. one;\n2. two;\n3. three.\n\n2. (C) Next.\n")
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert [i.label for i in cable.paragraphs[0].blocks if isinstance(i, Item)] == [
        "1.",
        "2.",
        "3.",
    ]


def test_skipped_number_is_told() -> None:
    cable = body("1. (C) One.\n\n3. (C) Three.\n")
    assert [p.number for p in cable.paragraphs] == [1, 3]
    [notice] = [n for n in cable.notices if n.kind is NoticeKind.NUMBERING]
    assert notice.line == HEAD.count("\n") + 3


def test_unknown_mark_stays_text() -> None:
    cable = body("1. (SE) Typed wrongly.\n")
    assert cable.paragraphs[0].portion_mark is None
    assert cable.paragraphs[0].text == "(SE) Typed wrongly."
    assert NoticeKind.UNKNOWN_MARK in notice_kinds(cable)


def test_pilcrows_are_furniture() -> None:
    cable = body("¶1. (C) One.\n\n¶2.  (U) Two.\n")
    assert [p.text for p in cable.paragraphs] == ["One.", "Two."]
    assert [leaf.raw for leaf in cable.furniture] == ["¶", "¶"]


def test_starts_inside_a_long_line() -> None:
    long = "The minister spoke at length about the matter and about its history. " * 4
    cable = body(f"1. (C) Summary: {long}End Summary.  2. (S/NF) {long}\n3. (U) Short.\n")
    marks = [p.portion_mark.raw for p in cable.paragraphs if p.portion_mark]
    assert marks == ["(C)", "(S/NF)", "(U)"]


def test_heading_glued_before_a_number() -> None:
    long = "The minister spoke at length about the matter and about its history. " * 4
    cable = body(f"1. (C) {long}End Summary.  DONE DEAL - AT LAST  2. (SBU)  {long}\n")
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert [h.text for h in cable.headings] == ["DONE DEAL - AT LAST"]


def test_signature_glued_to_a_long_last_line() -> None:
    long = "The minister spoke at length about the matter and about its history. " * 4
    assert body(f"1. (C) Comment: {long}End comment.  VAN ROE\n\n").signature == ("VAN ROE",)


def test_page_line_inside_a_long_line() -> None:
    long = "The minister spoke at length about the matter and its history " * 4
    cable = body(f"1. (C) {long} EXAMPLEVIL 00000123  002 OF 002 {long}\n")
    assert len(cable.paragraphs) == 1
    assert "002 OF 002" not in cable.paragraphs[0].text
    assert len(cable.page_markers) == 1


def test_entire_text_mark() -> None:
    cable = body("1. (C - Entire text.) One.\n\n2. Two.\n")
    assert cable.markings.entire_text is not None
    assert cable.paragraphs[1].portion_mark is None


# -- headings, items, tables, ends ----------------------------------------------------------------


def test_boxed_heading() -> None:
    cable = body("1. (C) One.\n\n-------\nMONEY\n-------\n\n2. (C) Two.\n")
    assert kinds(cable) == ["Paragraph", "Rule", "Section", "Heading", "Rule", "Paragraph"]


def test_rule_in_two_runs_and_glued() -> None:
    cable = body("1. (C) One.\n\nTHE BASIN DISCUSSED ------------------- ----\n\n2. (C) Two.\n")
    assert [h.text for h in cable.headings] == ["THE BASIN DISCUSSED"]
    assert any(isinstance(block, Rule) for block in iter_blocks(cable.blocks))


def test_short_rule_beside_its_heading() -> None:
    cable = body("1. (C) One.\n\nMoney ----- \n\n2. (C) Two.\n")
    assert [h.text for h in cable.headings] == ["Money"]
    assert any(isinstance(block, Rule) for block in iter_blocks(cable.blocks))
    other = body("1. (C) One.\n\nMoney ----\n\n2. (C) Two.\n")
    assert not any(isinstance(block, Rule) for block in iter_blocks(other.blocks))


def test_rule_beside_a_heading_with_a_mark() -> None:
    cable = body("1. (C) One.\n\n(SBU) Money Is Late -------------------\n\n2. (C) Two.\n")
    [heading] = cable.headings
    assert heading.portion_mark is not None
    assert heading.portion_mark.raw == "(SBU)"
    assert heading.text == "Money Is Late"
    assert any(isinstance(block, Rule) for block in iter_blocks(cable.blocks))


def test_heading_with_a_mark() -> None:
    cable = body("1. (C) One.\n\n(U) Money\n---------\n\n2. (C) Two.\n")
    [heading] = cable.headings
    assert isinstance(heading, Heading)
    assert (heading.portion_mark and heading.portion_mark.raw, heading.text) == ("(U)", "Money")


def test_items_nest_by_label() -> None:
    cable = body(
        "1. (C) Points:\n\n-- (U) one\n   goes on;\n-- two:\n   A. (S) nested\n   B. again\n"
        "-- three.\n\n2. (C) Next.\n"
    )
    items = [b for b in cable.paragraphs[0].blocks if isinstance(b, Item)]
    assert [(i.label, i.depth) for i in items] == [
        ("--", 1),
        ("--", 1),
        ("A.", 2),
        ("B.", 2),
        ("--", 1),
    ]
    assert [i.portion_mark.raw for i in items if i.portion_mark] == ["(U)", "(S)"]
    assert items[0].text == "one goes on;"


def test_a_dash_inside_a_sentence_is_no_item() -> None:
    cable = body(
        "1. (C) With respect to the weapons of the other side, the government\n"
        "-- on its own initiative -- has asked.\n"
    )
    assert cable.paragraphs[0].blocks == ()


def test_an_initial_is_no_item() -> None:
    cable = body("1. (C) He spoke of the\nU.S. position and of\nB. Roe at length.\n")
    assert cable.paragraphs[0].blocks == ()


def test_tables() -> None:
    cable = body(
        "1. (C) Figures:\n\nYear      2004      2005\nVisas       10        12\n\n"
        "2. (C) More:\n\nPost | Visas\nX    | 10\n\n3. (C) End.\n"
    )
    aligned, piped = (p.blocks[0] for p in cable.paragraphs[:2])
    assert isinstance(aligned, Preformatted)
    assert isinstance(piped, Table)
    assert [row.cells for row in piped.rows] == [("Post", "Visas"), ("X", "10")]


def test_end_of_a_telegram() -> None:
    cable = body("1. (C) Text.\nVAN ROE\n\nBT\n#0123\n\nNNNN\n")
    assert cable.signature == ("VAN ROE",)
    assert [f.kind for f in cable.fields[-3:]] == [FieldKind.BREAK, FieldKind.CHECK, FieldKind.END]


def test_mixed_case_signature_stands_apart() -> None:
    assert body("1. (C) Text.\n\nLeBaron\n").signature == ("LeBaron",)
    assert body("1. (C) He met\nLeBaron\n").signature == ()


def test_pages_between_paragraphs() -> None:
    cable = body("1. (C) One.\n\nEXAMPLEVIL 00000123 002 OF 002\n\n2. (C) Two.\n")
    assert any(isinstance(block, PageBreak) for block in cable.blocks)
    assert [p.text for p in cable.paragraphs] == ["One.", "Two."]


def test_section_holds_what_follows() -> None:
    cable = body("First\n\n1. (C) One.\n\nSecond\n\n2. (C) Two.\nROE\n")
    sections = [b for b in cable.blocks if isinstance(b, Section)]
    assert [s.heading.text for s in sections] == ["First", "Second"]
    assert isinstance(cable.blocks[-1], Signature)
    assert all(isinstance(s.blocks[0], Paragraph) for s in sections)


# -- what is concluded ----------------------------------------------------------------------------


def test_no_banner_is_told() -> None:
    cable = read("SUBJECT: X\n\n1. (SBU) Text.\n")
    assert cable.markings.banner is None
    assert NoticeKind.BANNER_DERIVED in notice_kinds(cable)


def test_no_marking_at_all_is_told() -> None:
    assert NoticeKind.UNMARKED in notice_kinds(read("SUBJECT: X\n\n1. Text.\n"))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1. (S) Higher than the line.\n",
        HEAD.replace("ZNY CCCCC", "ZNY SSSSS") + "1. (C) Text.\n",
    ],
)
def test_contradictions_are_told(text: str) -> None:
    assert NoticeKind.CONFLICT in notice_kinds(read(text))


def test_mrn_needs_proof() -> None:
    assert read("1. Text.\nEXAMPLE 00000123 002 OF 002\nmore.\n").mrn is None
    dated = "P 141530Z FEB 06\nSUBJECT: X\n\n1. Text\n{post} 00000123 002 OF 002\nmore.\n"
    assert read(dated.format(post="EXAMPLE")).mrn == "06EXAMPLE123"
    # Page lines cut the post at ten letters, so that one of ten proves nothing.
    assert read(dated.format(post="EXAMPLEVIL")).mrn is None


def test_every_corpus_text_is_kept(corpus: Path) -> None:
    texts = sorted((corpus).glob("*_txt*/*.txt")) + sorted((corpus / "navadmin").glob("*"))
    assert texts
    for path in texts:
        text = path.read_bytes().decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
        assert source_text(read(text)) == text, path.name


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
