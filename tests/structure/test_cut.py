"""Cutting the text of telegrams: headings, signatures and starts that real pages get wrong."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import Heading, Item, Paragraph, Signature
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.model.walk import iter_blocks, source_text
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse_body

WIDE = "The minister of the barge said that masts are stepped by four"


def body(text: str) -> Cable:
    cable = finished(parse_body(text), text, Provenance(source="test"))
    assert source_text(cable) == text
    return cable


def headings(cable: Cable) -> list[str]:
    return [block.text for block in iter_blocks(cable.blocks) if isinstance(block, Heading)]


def test_a_heading_after_words_that_close_a_summary_without_a_full_stop() -> None:
    text = f"1. (SBU) SUMMARY: {WIDE}\nor more persons, who are trained for it.  END SUMMARY \n \n"
    cable = body(f"{text}INTERNATIONAL AGREEMENTS ON MASTS \n \n2. (SBU) The barge signed.\n")
    assert headings(cable) == ["INTERNATIONAL AGREEMENTS ON MASTS"]


def test_lines_under_a_colon_are_no_heading() -> None:
    cable = body("1. The winners are:\nAugust: J. Roe, Barge\nMay: J. Poe, Boat\n\n2. They row.\n")
    assert headings(cable) == []
    assert [p.number for p in cable.paragraphs] == [1, 2]


def test_a_heading_may_end_in_an_ellipsis() -> None:
    cable = body("1. (U) He rowed.\n\nThe barge sails on...\n\n2. (U) She rowed.\n")
    assert headings(cable) == ["The barge sails on..."]


def test_a_heading_with_a_rule_of_its_length_after_a_line_that_was_not_ended() -> None:
    for rule in ("------", "-----", "-------"):
        cable = body(f"1. (U) {WIDE}\n\nBoats.\n{rule}\n\n2. (U) He rowed.\n")
        assert headings(cable) == ["Boats."]
    cable = body(f"1. (U) {WIDE}\n\nor more\n-------\n\n2. (U) He rowed.\n")
    assert headings(cable) == []


def test_a_page_line_does_not_part_a_heading_from_its_rule() -> None:
    page = "LAKEPORT 00000123  002 OF 003"
    cable = body(f"1. (U) He rowed.\n\n-----\nBOATS\n\n{page}\n\n-----\n\n2. (U) She rowed.\n")
    assert headings(cable) == ["BOATS"]


def test_words_that_close_a_text_are_no_signature() -> None:
    for last in ("END TEXT.", "END ELEMENTS.", "END NOTE"):
        cable = body(f"1. (U) BEGIN TEXT:\n\nHe rowed.\n\n{last}\n")
        assert not [b for b in iter_blocks(cable.blocks) if isinstance(b, Signature)]


def test_a_pilcrow_and_a_mark_begin_a_paragraph_amid_garbled_text() -> None:
    garbled = "¶1. (U) The barge.\n\nmost compressed, with tded into\nequipmnd and safety (Q \n"
    cable = body(garbled + "¶3. (U) Commission and barge agreed.\n")
    assert [p.number for p in cable.paragraphs if p.number] == [1, 3]


def test_a_text_without_a_head_keeps_header_words_in_its_paragraphs() -> None:
    text = "1. (U) The note follows.\n\nSUBJECT: Barges\nE.O. 12958: N/A\n\n2. (U) End.\n"
    cable = body(text)
    assert (cable.fields, cable.subject) == ((), None)
    assert [p.number for p in cable.paragraphs] == [1, 2]


@pytest.mark.parametrize(
    "points",
    [
        "-- (S//NF) the barge is lost",
        "A. (S//NF) The barge is lost",
        "C. (S//NF) The barge is lost",
        "-- (C) the mast stands\n-- (S//NF) the barge is lost",
        "the points\n-- (S//NF) the barge is lost",
    ],
)
def test_the_last_point_before_a_number_keeps_its_mark(points: str) -> None:
    cable = body(f"1. (C) He made points:\n\n{points}\n\n2. (U) Next.\n")
    items = [block for block in iter_blocks(cable.blocks) if isinstance(block, Item)]
    assert items[-1].portion_mark is not None
    assert (items[-1].portion_mark.raw, items[-1].text.lower()) == ("(S//NF)", "the barge is lost")
    assert headings(cable) == []


def test_a_mark_behind_a_label_begins_a_point_below_a_full_line() -> None:
    cable = body(f"1. (C) {WIDE}\nand {WIDE[4:]}\n-- (S//NF) the barge is lost\n\n2. (U) Next.\n")
    (item,) = [block for block in iter_blocks(cable.blocks) if isinstance(block, Item)]
    assert item.portion_mark is not None


def test_words_between_dashes_stay_a_heading() -> None:
    assert headings(body("1. (C) He rowed.\n\n-- Masts --\n\n2. (U) Next.\n")) == ["-- Masts --"]


def marks(cable: Cable) -> list[str]:
    blocks = [b for b in iter_blocks(cable.blocks) if isinstance(b, Heading | Item | Paragraph)]
    return [block.portion_mark.raw for block in blocks if block.portion_mark]


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("1. ", "(S//REL TO USA,\nAUS, GBR)"),
        ("1. ", "(S//REL TO USA, AUS,\n  CAN, GBR,\n  NZL)"),
        ("1. ", "(SBU\n)"),
        ("", "(S//REL TO USA,\nAUS, GBR)"),
        ("-- ", "(S//REL TO USA,\nAUS, GBR)"),
        ("(a) ", "(S//REL TO USA,\nAUS, GBR)"),
    ],
)
@pytest.mark.parametrize("words", [WIDE, "He rowed.", "MASTS\n\n2. (U) He rowed."])
def test_a_mark_goes_on_over_a_line_end(label: str, mark: str, words: str) -> None:
    assert marks(body(f"{label}{mark} {words}\n"))[0] == mark


@pytest.mark.parametrize("gap", ["\n", " \n", "\n  "])
@pytest.mark.parametrize("words", [WIDE, "He rowed", "MASTS"])
def test_a_mark_below_a_number_that_stands_alone(gap: str, words: str) -> None:
    cable = body(f"1.{gap}(S) {words}\n\n2.{gap}(SBU/\nNF) {words}\n\n3. (C) She rowed.\n")
    assert [p.number for p in cable.paragraphs] == [1, 2, 3]
    assert marks(cable) == ["(S)", "(SBU/\nNF)", "(C)"]
    assert not [n for n in cable.notices if n.kind is NoticeKind.UNKNOWN_MARK]


@pytest.mark.parametrize("text", ["1.\n(Iran) rowed.\n", "1. (S//REL TO USA,\n\nAUS) rowed.\n"])
def test_what_is_no_mark_over_a_line_end_is_text(text: str) -> None:
    assert marks(body(text)) == []
