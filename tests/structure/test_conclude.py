"""What a finished cable lets one conclude."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import NoticeKind
from cableconv.structure.conclude import derived_mrn
from cableconv.structure.telegram import finished, parse

BODY = "1. (C) The minister went\nto the barge.\n"
PAGE = "LAKEPORT 00000123  002 OF 004"


def read(text: str, year: int | None = None) -> Cable:
    return finished(parse(text, year=year), text, Provenance(source="test"))


def told(cable: Cable, kind: NoticeKind) -> list[tuple[str, int | None]]:
    return [(notice.message, notice.line) for notice in cable.notices if notice.kind is kind]


@pytest.mark.parametrize(
    ("text", "year", "mrn"),
    [
        ("UNCLAS LAKEPORT 000123\n\n" + BODY, 2007, "07LAKEPORT123"),
        ("UNCLAS LAKEPORT 000123\n\n" + BODY, None, None),
        (f"1. (C) One\n{PAGE}\ntwo.\n", 2007, "07LAKEPORT123"),
        (f"1. (C) One\n{PAGE}\ntwo.\n", None, None),
        ("1. (C) One\nEXAMPLEVIL 00000123  002 OF 004\ntwo.\n", 2007, None),
        ("1. (C) One\nPAGE 02  LAKEPORT  03294  201049Z\ntwo.\n", 1979, None),
        (BODY, 2007, None),
    ],
)
def test_the_reference_number_needs_proof(text: str, year: int | None, mrn: str | None) -> None:
    cable = read(text, year)
    assert cable.mrn == mrn
    assert derived_mrn(cable, year)[0] == mrn


def test_the_station_line_may_agree_with_the_page_lines() -> None:
    cable = read(f"DE RUEHZZ #0123/01 0451530\nP 141530Z FEB 06\n\n1. (C) One\n{PAGE}\ntwo.\n")
    assert told(cable, NoticeKind.DERIVED) == [
        ("MRN 06LAKEPORT123 taken from the DE line, the year and the page lines", None)
    ]


def test_a_source_without_a_marking_is_told() -> None:
    assert len(told(read("The barge.\n"), NoticeKind.UNMARKED)) == 1


def test_a_banner_that_rests_on_marks_is_told() -> None:
    ((message, _),) = told(read(BODY), NoticeKind.BANNER_DERIVED)
    assert "CONFIDENTIAL rests on the portions" in message


def test_joins_are_told_with_their_lines() -> None:
    text = f"1. (C) He went\n\non and on\n\n{PAGE}\n\nto the barge.\n"
    cable = read(text)
    assert told(cable, NoticeKind.JOINED) == [("a sentence was joined over a blank line", 1)]
    assert told(cable, NoticeKind.PAGE_LINE) == [(f"page line taken out of the text: {PAGE}", 5)]


def test_a_stray_caption_is_told() -> None:
    long = "and the minister went on and on about his barge\n" * 60
    cable = read(f"1. (C) He went\n{long}\nSIPDIS\nuntil noon.\n")
    assert told(cable, NoticeKind.FURNITURE) == [("SIPDIS amid a sentence set apart", 63)]
    assert cable.paragraphs[0].text.endswith("his barge until noon.")
    assert cable.markings.captions == ()


def test_an_unknown_mark_is_told_and_kept() -> None:
    cable = read("1. (C) One.\n\n2. (SE) Two.\n")
    ((message, line),) = told(cable, NoticeKind.UNKNOWN_MARK)
    assert (message[:6], line) == ("(SE) a", 3)
    assert cable.paragraphs[1].text == "(SE) Two."


def test_an_ordinary_word_in_parentheses_is_no_mark() -> None:
    assert told(read("1. (C) One.\n\n2. (Iran) Two.\n"), NoticeKind.UNKNOWN_MARK) == []


def test_glued_tags_are_told() -> None:
    cable = cc.loads("TAGS: PREL, EFINECONCS\nSUBJECT: X\n\n1. Text.\n", format="telegram")
    assert [tag.name for tag in cable.tags] == ["PREL", "EFIN", "ECON", "CS"]
    said = [n.message for n in cable.notices if n.kind is NoticeKind.SPLIT]
    assert said == ["TAGS 'EFINECONCS' read as EFIN, ECON, CS"]


def test_a_double_spaced_text_is_told_once() -> None:
    line = "The harbor master spoke at length about the ferry and the new\n\nmast of it.\n\n"
    text = "SUBJECT: X\n\n" + "".join(f"{n}. {line}" for n in range(1, 21))
    joined = [n for n in cc.loads(text, format="telegram").notices if n.kind is NoticeKind.JOINED]
    (notice,) = joined
    assert notice.line == 3
    assert notice.message == (
        "20 sentences were joined over blank lines, also at lines "
        "7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47 and 8 more"
    )
    few = cc.loads("SUBJECT: X\n\n" + f"1. {line}", format="telegram")
    assert [n.message for n in few.notices if n.kind is NoticeKind.JOINED] == [
        "a sentence was joined over a blank line"
    ]


def test_a_date_that_is_read_day_first_is_told() -> None:
    head = "C O N F I D E N T I A L LAKEPORT 000123\n\nE.O. 12958: DECL: 16/08/2017\n\n"
    messages = told(read(head + BODY), NoticeKind.DERIVED)
    said = "DECL: 16/08/2017 read as 2017-08-16: E.O. lines write the month first"
    assert messages == [(said, 3)]


def test_a_caption_amid_the_text_that_the_head_lacks_is_told() -> None:
    head = "CONFIDENTIAL LAKEPORT 000123\n\nNOFORN\n\nSUBJECT: MASTS\n\n"
    cable = read(f"{head}{BODY}\nNOFORN\n\n2. (C) Two.\n\nEXDIS\n\n3. (C) Three.\n")
    said = "the caption EXDIS stands amid the text and not in the head; it is kept"
    assert told(cable, NoticeKind.CONFLICT) == [(said, None)]
