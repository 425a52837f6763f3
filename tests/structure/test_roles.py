"""The role of each line, told once."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.structure.lines import split_lines
from cableconv.structure.roles import Role, Roles


def roles(text: str, first: int = 0) -> Roles:
    return Roles(split_lines(text), first)


def told(text: str) -> list[Role]:
    lines = split_lines(text)
    return Roles(lines, 0).told[: len(lines)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("and so on", Role.TEXT),
        ("The minister", Role.TEXT),
        ("o a point", Role.TEXT),
        ("", Role.BLANK),
        (" \xa0", Role.BLANK),
        ("-----", Role.RULE),
        ("   *** ***", Role.RULE),
        ("CONFIDENTIAL", Role.PAGE),
        ("\f", Role.PAGE),
        ("LAKEPORT 00000123  002 OF 004", Role.PAGE),
        ("00000123  002 OF 004", Role.PAGE),
        ("PAGE 02        LAKEPORT  03294  01 OF 02  201049Z", Role.PAGE),
        ("Declassified/Released US Department of State EO Systematic Review", Role.PAGE),
        ("Margaret P. Grafeld Declassified/Released US Department of State", Role.PAGE),
        ("Sheryl P. Walter Declassified/Released US Department of State", Role.PAGE),
        ("BT", Role.PROCEDURE),
        ("#0123", Role.PROCEDURE),
        ("NNNN", Role.PROCEDURE),
        ("<< END OF DOCUMENT >>", Role.PROCEDURE),
        ("Message Text", Role.PROCEDURE),
        ("Visit Embassy Lakeport's Web Site at", Role.PROCEDURE),
        ("NOTE BY OC/T: PASSED ABOVE ADDRESSEE", Role.PROCEDURE),
        ("(*) #AS RECEIVED", Role.PROCEDURE),
        ("S E C R E T SECTION 02 OF 02 LAKEPORT 000123", Role.PROCEDURE),
        ("UNCLAS LAKEPORT 000123", Role.PROCEDURE),
        ("SECRET talks went on", Role.TEXT),
        ("SIPDIS", Role.TEXT),
    ],
)
def test_roles_of_single_lines(line: str, role: Role) -> None:
    assert told(line + "\n") == [role]


def test_lines_before_the_first_and_beyond_the_last_are_blank() -> None:
    found = roles("head\ntext\n", first=1)
    assert [found.of(n) for n in range(-1, 4)] == [
        Role.BLANK,
        Role.BLANK,
        Role.TEXT,
        Role.BLANK,
        Role.BLANK,
    ]
    assert (found.words(1), found.words(2), found.words(-1)) == ("text", "", "")


def test_text_before_looks_over_blanks_and_page_lines() -> None:
    found = roles("and one\n\nLAKEPORT 00000123  002 OF 004\n\ntwo\n")
    assert (found.text_before(4), found.text_before(0), found.last_text) == (0, -1, 4)
    assert (found.after_blanks(1), found.after_page(2), found.after_page(0)) == (2, 4, 0)
    assert roles("\n\n").last_text == -1


def test_a_caption_far_behind_the_head_is_no_text() -> None:
    long = "and the minister went on and on about his barge\n" * 60
    lines = split_lines(long + " \nSIPDIS \n\nuntil noon.\n")
    found = Roles(lines, 0)
    assert found.told[60:64] == [Role.BLANK, Role.PAGE, Role.BLANK, Role.TEXT]
    assert found.after_page(61) == 63


def test_captions_right_below_a_further_classification_line_are_its_own() -> None:
    found = roles("UNCLAS LAKEPORT 000123\n\nSENSITIVE\nSIPDIS\n\nText.\nSENSITIVE\n")
    assert found.told[:7] == [
        Role.PROCEDURE,
        Role.BLANK,
        Role.PROCEDURE,
        Role.PROCEDURE,
        Role.BLANK,
        Role.TEXT,
        Role.TEXT,
    ]


@pytest.mark.parametrize("line", ["NOFORN", "EXDIS", "SENSITIVE", "NODIS  NOFORN"])
def test_captions_alone_between_paragraphs_are_captions(line: str) -> None:
    lines = split_lines(f"1. (C) He rowed.\n\n{line}\n\n2. (C) She rowed.\n")
    field, after = Roles(lines, 0).procedure[2]
    assert (field.kind, field.text, after) == (FieldKind.CAPTION, line, 4)


@pytest.mark.parametrize(
    "text",
    [
        "1. (C) The paper is marked:\n\nNOFORN\n\n2. (C) She rowed.\n",
        "1. (C) The paper is\n\nNOFORN\n\nand old.\n",
        "1. (C) The paper\nNOFORN\n\n2. (C) She rowed.\n",
        "1. (C) He rowed.\n\nNOFORN\nit said.\n",
        "1. (C) He rowed.\n\nNoforn\n\n2. (C) She rowed.\n",
        "1. (C) He rowed.\n\nONLY\n\n2. (C) She rowed.\n",
    ],
)
def test_words_of_captions_within_the_text_stay_text(text: str) -> None:
    assert Roles(split_lines(text), 0).procedure == {}
