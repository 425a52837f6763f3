"""Trap 11: the eight in a hundred whose head is not the usual one."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.blocks import FieldKind
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from traps.telegrams import HEAD, LONG, body, read


@pytest.mark.parametrize(
    "text",
    [
        "SUBJECT: THE MAST\n",
        "FM AMEMBASSY LAKEPORT\nTO SECSTATE WASHDC\n",
        "1. (SBU) Text.\n",
        "C O N F I D E N T I A L LAKEPORT 000123\n",
        "no cable at all\n",
    ],
)
def test_any_fragment_is_read(text: str) -> None:
    assert source_text(read(text)) == text


def test_the_head_of_a_mail_is_not_the_telegrams() -> None:
    mail = (
        "From: ROE\nSent: Monday, February 18, 2008 7:55 PM\nTo: DOE\nSubject: LAKEPORT 00000123\n"
    )
    cable = read(f"{mail}\nUNCLAS\n\n{HEAD}1. (SBU) Text.\n")
    assert [f.name for f in cable.fields_of(FieldKind.ATTRIBUTE)] == [
        "From", "Sent", "To", "Subject",
    ]  # fmt: skip
    assert cable.subject is not None
    assert cable.subject.text == "THE FERRY AND ITS MAST"
    assert cable.mrn == "06LAKEPORT123"


def test_the_last_addressee_is_glued_to_the_classification_line() -> None:
    head = HEAD.replace("WASHDC 0456\nBT\n", "WASHDC 0456\nINFO SECDEF WASHDC//ISA/XX//")
    cable = read(head + "1. (SBU) Text.\n")
    assert cable.markings.banner is not None
    assert [a.name for a in cable.header.info_addressees] == ["SECDEF WASHDC"]


def test_a_page_line_between_the_addressees() -> None:
    page = "TO PAGE 02        LAKEPORT   00123  182333Z \n"
    cable = read(HEAD.replace("TO RUEHC", f"{page}RUEHC") + "1. (SBU) Text.\n")
    assert [a.name for a in cable.header.action_addressees] == ["SECSTATE WASHDC"]


def test_no_line_begins_with_a_number() -> None:
    cable = body("The mast is new.\n\nThe ferry is old.\n\nROE\n")
    assert [p.number for p in cable.paragraphs] == [None, None]
    assert cable.signature == ("ROE",)


def test_names_that_were_cut_are_excisions() -> None:
    cable = body("1. (SBU) He met XXXXXXXXXXXX, who is of XXXXX.\n\nROE\n")
    assert "XXXXXXXXXXXX" in cable.paragraphs[0].text
    assert sum(type(leaf).__name__ == "Excision" for leaf in cable.paragraphs[0].content) == 2


def test_damaged_quotation_marks_are_kept_as_they_are() -> None:
    words = "The &new8 mast of Lakeport4s ferry, said Libya?s master, #so."
    assert body(f"1. (SBU) {words}\n").paragraphs[0].text == words


def test_a_whole_telegram_on_a_few_lines() -> None:
    text = (
        "UNCLAS LAKEPORT 000123 SENSITIVE SIPDIS E.O. 12958: N/A TAGS: PREL SUBJECT: THE MAST\n"
        f"1. (SBU) {LONG}2. (U) {LONG}ROE\n"
    )
    cable = cc.loads(text, format="telegram")
    assert source_text(cable) == text
    assert cable.subject is not None
    assert (cable.subject.text, cable.signature) == ("THE MAST", ("ROE",))
    assert {c.name for c in cable.markings.captions} == {"SENSITIVE", "SIPDIS"}
    assert [p.number for p in cable.paragraphs] == [1, 2]


def test_a_line_that_nobody_knows_is_kept_and_told() -> None:
    cable = read(HEAD.replace("SIPDIS", "ENSITIV") + "1. (SBU) Text.\n")
    assert [f.text for f in cable.fields_of(FieldKind.UNPARSED)] == ["ENSITIV"]
    assert any(n.kind is NoticeKind.UNPARSED for n in cable.notices)
