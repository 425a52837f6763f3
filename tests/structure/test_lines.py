"""Lines of a telegram, and the places where structure is glued into one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.errors import LimitExceededError
from cableconv.structure import lines as subject
from cableconv.structure.lines import Line, LineNumbers, split_lines

LONG = "The harbor master told us at length that the barge would sail when the wind allows it. "


def parts(text: str) -> list[str]:
    found = split_lines(text)
    assert "".join(line.text + line.eol for line in found) == text
    return [line.text for line in found]


@given(st.text(alphabet="ab \n\t\f-/1.()¶OFSECTIONUNCLAS:", max_size=300))
def test_lines_joined_are_the_text(text: str) -> None:
    assert "".join(line.text + line.eol for line in split_lines(text)) == text


def test_only_a_line_feed_ends_a_line() -> None:
    assert parts("a\u2028b\x0bc\nd") == ["a\u2028b\x0bc", "d"]
    assert parts("") == []
    assert parts("\n") == [""]


def test_words_are_the_text_without_blanks_around_it() -> None:
    line, blank = split_lines("  \ta b\xa0 \n \xa0\t\n")
    assert (line.words, line.eol, blank.words) == ("a b", "\n", "")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (LONG * 2 + "End Summary.  2. (SBU) In May", ["2. (SBU) In May"]),
        (LONG * 2 + "¶3.(C) In May", ["¶3.(C) In May"]),
        (
            LONG * 2 + "He left.  BACK TO THE BARGE  4. (U) In May",
            ["BACK TO THE BARGE  ", "4. (U) In May"],
        ),
        ("BARGE TALKS GO ON ------------ -----", ["------------ -----"]),
        ("------------ 3. (C) The minister", [" 3. (C) The minister"]),
        ("E.O. 12958: N/A TAGS: PREL SUBJECT: BARGES", ["TAGS: PREL ", "SUBJECT: BARGES"]),
        ("SUBJECT: BARGES REF: STATE 1", ["REF: STATE 1"]),
        ("SUBJECT: BARGES Classified By: DCM Roe", ["Classified By: DCM Roe"]),
        ("RMKS/1. PER REF A", ["1. PER REF A"]),
        ("GENTEXT/REMARKS/1. THE BARGE", ["1. THE BARGE"]),
        (
            "SECDEF WASHDC//ISA//UNCLAS SECTION 01 OF 02 EXAMPLEVILLE 003294",
            ["UNCLAS SECTION 01 OF 02 EXAMPLEVILLE 003294"],
        ),
        (
            "he said LAKEPORT 00000123  002 OF 004 \\ that it would",
            ["LAKEPORT 00000123  002 OF 004 \\", " that it would"],
        ),
        ("(FORMERLY PAGE 02 RUEXAAA6406 UNCLAS KNOWN", ["PAGE 02 RUEXAAA6406 UNCLAS", " KNOWN"]),
        ("\fPAGE 02", ["PAGE 02"]),
        (f"He will do so.\n{LONG * 2}End comment.  ROE", ["ROE"]),
    ],
)
def test_structure_that_is_glued_gets_a_line_of_its_own(text: str, cut: list[str]) -> None:
    assert parts(text)[-len(cut) :] == cut


def test_text_that_is_glued_to_references_begins_with_its_mark() -> None:
    assert parts(f"SUBJECT: X REF: STATE 12 (SBU) On May 1 {LONG}{LONG}")[:2] == [
        "SUBJECT: X ",
        "REF: STATE 12 ",
    ]
    assert len(parts(f"REF: (C) STATE 12 {LONG}{LONG}")) == 1
    assert len(parts(f"REF: STATE 12 (SEE) On May 1 {LONG}{LONG}")) == 1
    assert len(parts(f"REF: STATE 12 {LONG}{LONG}")) == 1


def test_a_name_three_blanks_after_the_text_is_the_signature_above_a_banner() -> None:
    assert parts("He will move\nforward.   ROE\n\n   UNCLASSIFIED\n")[2:3] == ["ROE"]
    assert parts("He will move\nforward. ROE\n")[1:2] == ["forward. ROE"]


@pytest.mark.parametrize(
    "text",
    [
        "It costs 1.3 million, 2. (not 3) he said",
        "a - b -- c --- d",
        "TAGS OF THE 2 SECTIONS OF THE FLEET",
        "--------------------------------------------- ----",
        "------------------4E3A9C  201049Z /38",
        "LAKEPORT 00000123  002 OF 004 \\",
    ],
)
def test_a_line_without_glued_structure_stays_whole(text: str) -> None:
    assert parts(text) == [text]


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MAX_LINES", 3)
    assert len(split_lines("a\n\n\n")) == 3
    with pytest.raises(LimitExceededError, match="more than 3 lines"):
        split_lines("\n\n\n\n")


def test_parts_of_a_line_have_its_number() -> None:
    lines = [Line("a", "\n", "a"), Line("b", "", "b"), Line("c", "\n", "c"), Line("d", "", "d")]
    numbers = LineNumbers(lines)
    assert [numbers.of(at) for at in range(4)] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    "after", ["2. (S) Two.", "2. Two.", "(S) Two.", "-- (S) Two.", " ¶2. (S) Two."]
)
def test_a_form_feed_before_a_paragraph_is_cut_out(after: str) -> None:
    lines = split_lines(f"1. (C) One.\f{after}\n")
    assert [line.words.strip("\f") for line in lines] == ["1. (C) One.", "", after.strip()]
    [notice] = subject.cut_notices(lines)
    assert notice.message.endswith(f"set apart: {after.strip()!r}")


@pytest.mark.parametrize("after", ["and so", "2.5 million", "(U.S.) so", "", "2 boats"])
def test_another_form_feed_stays_in_its_line(after: str) -> None:
    assert len(split_lines(f"1. (C) One\f{after}\n")) == 1
