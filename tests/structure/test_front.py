"""The head of a telegram, line by line, and where the text begins."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.model.blocks import Block, Field, FieldKind, PageBreak, Paratext
from cableconv.model.header import Addressee
from cableconv.model.markings import PortionMark
from cableconv.notices import NoticeKind
from cableconv.structure import head_lines
from cableconv.structure.front import RECOGNISERS, Front
from cableconv.structure.lines import split_lines

SAMPLES = Path(__file__).parents[2] / "samples"
LINES = sorted(
    {
        line
        for sample in SAMPLES.glob("*.txt")
        for line in sample.read_text(encoding="utf-8").split("\n")
        if line.strip()
    }
)


def front(text: str, year: int | None = None) -> tuple[Front, int]:
    found = Front(split_lines(text), year)
    return found, found.read(0)


def fields(text: str) -> list[tuple[FieldKind, str]]:
    found, end = front(text)
    lines = split_lines(text)
    taken = "".join(block.raw for block in found.blocks)
    assert taken == "".join(line.text + line.eol for line in lines[:end])
    return [(b.kind, b.text) for b in found.blocks if isinstance(b, Field)]


def kinds(text: str) -> list[FieldKind]:
    return [kind for kind, _ in fields(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("VZCZCXRO1234", FieldKind.TRANSMISSION),
        ("RR RUEHRC", FieldKind.ROUTING),
        ("DE RUEHZZ #0123/01 0451530", FieldKind.STATION),
        ("ZNY CCCCC ZZH", FieldKind.SECURITY),
        ("P 141530Z FEB 06", FieldKind.DTG),
        ("FM AMEMBASSY LAKEPORT", FieldKind.ORIGINATOR),
        ("TO RUEHC/SECSTATE WASHDC", FieldKind.ACTION),
        ("INFO NATO COLLECTIVE", FieldKind.INFO),
        ("BT", FieldKind.BREAK),
        ("UNCLAS LAKEPORT 000123", FieldKind.CLASSIFICATION),
        ("SIPDIS", FieldKind.CAPTION),
        ("E.O. 12958: N/A", FieldKind.EXECUTIVE_ORDER),
        ("TAGS: PREL", FieldKind.TAGS),
        ("SUBJECT: BARGES", FieldKind.SUBJECT),
        ("REF: LAKEPORT 12", FieldKind.REFERENCES),
        ("Classified By: DCM Jane Roe", FieldKind.AUTHORITY),
        ("SENSITIVE BUT UNCLASSIFIED - ENTIRE TEXT", FieldKind.ENTIRE_TEXT),
        ("ACTION SS-25", FieldKind.DISTRIBUTION),
        ("MSGID/GENADMIN/CNO//", FieldKind.MESSAGE_ID),
    ],
)
def test_one_line_is_one_field(line: str, kind: FieldKind) -> None:
    assert fields(line + "\n\n1. The text.\n") == [(kind, line)]


def test_addressees_go_on_without_a_label() -> None:
    text = "TO SECSTATE WASHDC\nAMEMBASSY LAKEPORT\nINFO USUN NEW YORK\nAMEMBASSY NOTIONAL\nBT\n"
    assert kinds(text) == [
        FieldKind.ACTION,
        FieldKind.ACTION,
        FieldKind.INFO,
        FieldKind.INFO,
        FieldKind.BREAK,
    ]


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("TAGS: PREL, PGOV,\nMARR\n\nx", FieldKind.TAGS, "MARR"),
        ("SUBJECT: BARGES\nAND BOATS\n\nx", FieldKind.SUBJECT, "AND BOATS"),
        (
            "REF: A. STATE 1\n     B. STATE 2\n\n     C. STATE 3\n\nx",
            FieldKind.REFERENCES,
            "STATE 3",
        ),
        ("Classified By: DCM Roe for\nreasons 1.4 (b).\n\nx", FieldKind.AUTHORITY, "1.4 (b)."),
        ("SUBJECT: BARGES\n-------\nx", FieldKind.SUBJECT, "BARGES"),
        ("SUBJECT: BARGES\nREF: STATE 1\n\nx", FieldKind.REFERENCES, "STATE 1"),
        ("MSGID/GENADMIN/\nCNO//\nx", FieldKind.MESSAGE_ID, "CNO//"),
        ("SUBJ/BARGES\nAND BOATS//\nx", FieldKind.SUBJECT, "BOATS//"),
    ],
)
def test_a_field_goes_on_over_lines(text: str, kind: FieldKind, end: str) -> None:
    last = fields(text)[-1]
    assert last[0] is kind
    assert last[1].endswith(end)


def test_the_text_begins_at_its_first_number() -> None:
    _, end = front("SUBJECT: BARGES\n1. The barge.\n2. The boat.\n")
    assert end == 1


def test_the_text_begins_at_a_mark_glued_to_the_references() -> None:
    long = "we delivered the points to the minister of barges, " * 4
    found, end = front(f"SUBJECT: X\nREF: STATE 12 (SBU) On May 1 {long}\n")
    assert (end, found.blocks[-1].raw) == (2, "REF: STATE 12 ")


def test_an_unknown_line_amid_the_head_is_kept_and_told() -> None:
    found, _ = front("GIBBERISH #1\nTO THE POINT\nSUBJECT: BARGES\n\n1. Text.\n")
    assert next(b.kind for b in found.blocks if isinstance(b, Field)) is FieldKind.UNPARSED
    assert (found.notices[0].kind, found.notices[0].line) == (NoticeKind.UNPARSED, 1)


@pytest.mark.parametrize(
    "line", ["STATE FOR EUR/XX", "DEPT PASS USTR", "PLEASE PASS TO NSC", "STATE FOR EUR; NSC FOR X"]
)
def test_a_passing_instruction(line: str) -> None:
    assert (FieldKind.PASSING, line) in fields(
        f"UNCLAS LAKEPORT 000123\n{line}\nTAGS: PREL\n\n1. x"
    )


def test_a_passing_instruction_below_the_subject() -> None:
    assert fields("SUBJECT: BARGES\n\nSTATE PASS USTR\n\n1. Text.\n")[-1] == (
        FieldKind.PASSING,
        "STATE PASS USTR",
    )


def test_a_limit_on_distribution_below_the_references_is_text() -> None:
    limit = "THIS CABLE IS NOT FOR INTERNET\nDISTRIBUTION."
    found, end = front(f"SUBJECT: BARGES\nREF: STATE 12\n\n{limit}\n\n1. Text.\n")
    assert (end, found.blocks[-1].raw) == (3, "REF: STATE 12\n\n")


def test_the_group_gives_the_year_unless_the_caller_does() -> None:
    assert front("P 141530Z FEB 06\nP 141530Z FEB 07\n")[0].year == 2006
    assert front("P 141530Z FEB 06\n", year=1906)[0].year == 1906
    assert front("SUBJECT: BARGES\n")[0].year is None


def test_page_lines_amid_the_head_are_page_breaks() -> None:
    found, _ = front("FM AMEMBASSY LAKEPORT\nPAGE 02  LAKEPORT  03294  201049Z\nTAGS: PREL\n")
    assert [type(block) for block in found.blocks] == [Field, PageBreak, Field]


def test_a_line_of_the_text_writer_is_no_line_of_the_cable() -> None:
    text = "[Classification: SECRET (from the portion marks)]\n\nSUBJECT: BARGES\n"
    blocks: list[Block] = front(text)[0].blocks
    assert [type(block) for block in blocks] == [Paratext, Field]


def test_text_without_a_head_has_no_fields() -> None:
    found, end = front("The minister rowed.\n\nHe sang.\n")
    assert (found.blocks, end) == ([], 0)


def known_but_not_asked(line: str) -> list[str]:
    """The recognisers and tests that know a line, although its first sign keeps it from them."""
    sign = line.strip()[:1]
    if sign not in string.printable:
        return []
    found = Front(split_lines(f"TO STATE\n{line}\n"), 2006)
    found.read(0)
    wrong = [test.__name__ for test, signs in RECOGNISERS if sign not in signs and test(found, 1)]
    tables = (head_lines.CERTAIN, head_lines.BEGINS_FIELD)
    tests = [entry for table in tables for entry in table if sign not in entry[1]]
    return wrong + [repr(test) for test, _ in tests if test(line.strip()) not in (None, False)]


def test_no_line_of_a_sample_is_kept_from_who_knows_it() -> None:
    wrong = {line: found for line in LINES if (found := known_but_not_asked(line))}
    assert wrong == {}


@given(st.sampled_from(string.printable.strip()), st.sampled_from(LINES), st.booleans())
def test_no_other_line_is_kept_from_who_knows_it(sign: str, line: str, swap: bool) -> None:  # noqa: FBT001
    assert known_but_not_asked(sign + line[swap:]) == []


def test_a_line_that_begins_with_another_sign_is_shown_to_all() -> None:
    assert len(head_lines.ByFirstSign(RECOGNISERS).of("\x0bTAGS: PREL")) == len(RECOGNISERS)
    assert fields("\u2003TAGS: PREL\n") == [(FieldKind.TAGS, "TAGS: PREL")]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("REF: STATE 12\n\n", "(U) Econoff met the harbor master.\n"),
        ("REF: STATE 12\n", "(U) Econoff met the harbor master.\n"),
        ("REFS: A) STATE 12\n\nB) STATE 13\n\n", "(U) Econoff met the harbor master.\n"),
        ("REFS: A) STATE 12\n\nB) STATE 13\n\n", "(C) Econoff met the harbor master.\n"),
        ("REF: A. STATE 12\n     B. STATE 13\n\n", "D.C. was the place.\n"),
    ],
)
def test_the_text_after_a_list_of_references_is_no_reference(lines: str, text: str) -> None:
    found, end = front(f"SUBJECT: X\n{lines}{text}")
    assert "".join(line.text for line in found.lines[end:]) + "\n" == text


@pytest.mark.parametrize(
    "lines",
    [
        "REF: (A) STATE 12\n\n     (B) LAKEPORT 9\n\n     (C) 05 LAKEPORT 7 (NOTAL)\n\n",
        "REF: A. STATE 12\n\nLAKEPORT 00000123  002 OF 002\n\n     B. LAKEPORT 9\n\n",
        "REF: STATE 12\n\n     B. LAKEPORT 9\n\n",
    ],
)
def test_a_lettered_list_goes_on_over_blank_lines_and_page_lines(lines: str) -> None:
    found, end = front(f"SUBJECT: X\n{lines}The text.\n")
    assert found.lines[end].text == "The text."
    assert found.blocks[-1].raw == lines


@pytest.mark.parametrize("words", ["SENSITIVE", "ONLY", "EYES ONLY"])
def test_a_word_that_is_also_a_caption_reads_on_in_a_subject(words: str) -> None:
    found, _ = front(f"SUBJECT: A CLUB FOR MEMBERS\n{words}\n\nREF: LAKEPORT 1\n")
    subject, _ = found.blocks
    assert isinstance(subject, Field)
    assert (subject.kind, subject.text) == (
        FieldKind.SUBJECT,
        f"SUBJECT: A CLUB FOR MEMBERS {words}",
    )
    [notice] = found.notices
    assert (notice.kind, notice.line) == (NoticeKind.UNKNOWN_MARK, 2)


@pytest.mark.parametrize("line", ["SIPDIS", "NOFORN", "NODIS", "EXDIS, SIPDIS", "LIMDIS"])
def test_a_coined_caption_ends_a_subject(line: str) -> None:
    assert kinds(f"SUBJECT: MASTS\n{line}\n\nREF: LAKEPORT 1\n")[1] is FieldKind.CAPTION


@pytest.mark.parametrize("below", ["", "REF: LAKEPORT 1\n\n"])
def test_a_second_subject_keeps_its_mark_and_is_told(below: str) -> None:
    second = "SUBJECT: (S//NF) BOATS"
    found, _ = front(f"SUBJECT: MASTS\n\n{second}\n\n{below}1. (C) He rowed.\n")
    subjects = [b for b in found.blocks if isinstance(b, Field) and b.kind is FieldKind.SUBJECT]
    assert [subject.text for subject in subjects] == ["SUBJECT: MASTS", second]
    assert [leaf.raw for leaf in subjects[1].content if isinstance(leaf, PortionMark)] == [
        "(S//NF)"
    ]
    [notice] = found.notices
    assert (notice.kind, notice.line) == (NoticeKind.CONFLICT, 3)


def test_an_addressee_has_its_ending_on_the_line_below() -> None:
    lines = "TO RUEHC/SECSTATE WASHDC\n  PRIORITY 8537\nRUEAIIA/CIA\n  WASHDC\nINFO SECDEF\n"
    found, _ = front(f"FM AMEMBASSY LAKEPORT\n{lines}SUBJECT: MASTS\n")
    leaves = [leaf for b in found.blocks if isinstance(b, Field) for leaf in b.content]
    addressees = [leaf for leaf in leaves if isinstance(leaf, Addressee)]
    assert [x.name for x in addressees] == ["SECSTATE WASHDC", "CIA WASHDC", "SECDEF"]
    assert addressees[0].mcn == "8537"


@pytest.mark.parametrize(
    "lines",
    ["SENSITIVE\nSIPDIS", "SENSITIVE SIPDIS", "SIPDIS, SENSITIVE", "SENSITIVE\nSBU\nNOFORN"],
)
def test_captions_with_a_coined_one_end_a_subject(lines: str) -> None:
    found, _ = front(f"SUBJECT: MASTS\n{lines}\n\nREF: LAKEPORT 1\n")
    assert found.blocks[0].raw == "SUBJECT: MASTS\n"
    assert found.notices == []
