"""Words that open and close parts of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar import marker as subject
from cableconv.grammar.marker import find_markers, format_marker, is_marker_line
from cableconv.model.leaf import Marker


@pytest.mark.parametrize(
    ("text", "at", "raw", "part"),
    [
        ("SUMMARY: Words", 0, "SUMMARY:", "summary"),
        (" Summary: Words", 1, "Summary:", "summary"),
        (" Summary. Words", 1, "Summary.", "summary"),
        ("Summary -- Words", 0, "Summary", "summary"),
        ("SUMMARY AND COMMENT: Words", 0, "SUMMARY AND COMMENT:", "summary and comment"),
        ("Comment: Words", 0, "Comment:", "comment"),
        ("Embassy Comment: Words", 0, "Embassy Comment:", "comment"),
        ("COMMENTS: Words", 0, "COMMENTS:", "comment"),
        ("Introduction: Words", 0, "Introduction:", "introduction"),
        ("Action Request: Words", 0, "Action Request:", "action request"),
        ("Begin text:", 0, "Begin text:", "text"),
        ("\nBEGIN SUMMARY.", 1, "BEGIN SUMMARY.", "summary"),
        ("Words. Begin text:", 7, "Begin text:", "text"),
        ("Begin press release", 0, "Begin press release", "press release"),
        ("(begin non-paper)", 1, "begin non-paper", "non-paper"),
        ("BEGIN TEXT of the invitation:", 0, "BEGIN TEXT of the invitation:", "text"),
        ("Begin Final Text of the note: He", 0, "Begin Final Text of the note:", "text"),
    ],
)
def test_opening_words(text: str, at: int, raw: str, part: str) -> None:
    assert find_markers(text) == [(at, Marker(raw, part))]


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("END SUMMARY.", "summary"),
        ("End Summary", "summary"),
        ("End summary.", "summary"),
        ("End of Summary.", "summary"),
        ("END\nCOMMENT.", "comment"),
        ("End \n   Comment.", "comment"),
        ("END NOTE", "note"),
        ("END TEXT", "text"),
        ("End Bio Note.", "note"),
        ("END SUMMARY AND COMMENT.", "summary and comment"),
        ("End press release", "press release"),
    ],
)
def test_closing_words(raw: str, part: str) -> None:
    assert find_markers(f"Some words. {raw}") == [(12, Marker(raw, part, end=True))]
    assert find_markers(f"{raw} More.") == [(0, Marker(raw, part, end=True))]


@pytest.mark.parametrize(
    "text",
    [
        "", "Words: more", "The summary: words", "summary: words", " summary: words",
        "Summary", "Summary words",
        "SUMMARYS: x", "Text: words", "Letter. Words", "at the end note that", "End users",
        "WEEKEND NOTE", "Year-End Comment", "BEND TEXT", "End notebook", "Notes: x",
        "Words. SUMMARY: more", "We begin text work", "He would begin: text", "Begin textiles:",
        "to begin non-paper talks", "in the end text is all",
    ],
)  # fmt: skip
def test_ordinary_words(text: str) -> None:
    assert find_markers(text) == []


def test_several_in_one_paragraph() -> None:
    text = "SUMMARY: Words. END SUMMARY. Words. End Comment."
    markers = [marker for _, marker in find_markers(text)]
    assert [marker.end for marker in markers] == [False, True, True]


@given(
    part=st.sampled_from(
        ["summary", "comment", "note", "text", "introduction", "summary and comment"]
    ),
    end=st.booleans(),
)
def test_format_and_find_are_inverse(part: str, *, end: bool) -> None:
    written = format_marker(Marker("", part, end=end))
    assert find_markers(written) == [(0, Marker(written, part, end=end))]


@given(st.text("ENDSUMARYnd Coment:.\n-", max_size=60))
def test_markers_stand_where_they_are_said_to(text: str) -> None:
    for at, marker in find_markers(text):
        assert text.startswith(marker.raw, at)


def test_words_that_end_a_part_in_parentheses() -> None:
    assert find_markers("(end text)") == [(1, Marker("end text", "text", end=True))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("END SUMMARY", True),
        ("(end non-paper)", True),
        ("BEGIN TEXT:", True),
        ("END OF THE TEXT", False),
        ("COMMENT", False),
        ("The text ends. END TEXT.", False),
    ],
)
def test_lines_that_only_open_or_close(line: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_marker_line(line) is expected


WORDS = [
    "END", "End", "(end", "end", "BEGIN", "Begin", "(begin", "begin", " ", "\n", "SUMMARY",
    "text", ")", ".", ":", "OF", "of", "x", "'", "-", "note",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_matches_are_those_of_the_expressions(text: str) -> None:
    for first, pattern in (
        (subject._BEGIN_WORDS, subject._BEGIN),
        (subject._END_WORDS, subject._END),
    ):
        found = [match.span() for match in subject._beginning_with(first, pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)]
