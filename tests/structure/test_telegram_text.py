"""The text of telegrams: paragraphs, headings, items, tables, ends, and the traps of real pages."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import (
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
from cableconv.model.walk import iter_blocks
from cableconv.notices import NoticeKind
from telegram_texts import HEAD, body, kinds, notice_kinds

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
