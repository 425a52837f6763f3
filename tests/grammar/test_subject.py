"""The SUBJECT line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.subject import is_subject_line, scan_subject
from cableconv.model.content import raw_text
from cableconv.model.leaf import Label, LineBreak, Text
from cableconv.model.markings import Level, PortionMark


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("SUBJECT: WORDS", (Label("SUBJECT:"), Text(" WORDS"))),
        ("SUBJ: WORDS", (Label("SUBJ:"), Text(" WORDS"))),
        ("Subject: Words", (Label("Subject:"), Text(" Words"))),
        ("SUBJECT WORDS", (Label("SUBJECT"), Text(" WORDS"))),
        ("SUBJECT:", (Label("SUBJECT:"),)),
        ("SUBJECT: (U) WORDS\n         MORE",
         (Label("SUBJECT:"), Text(" "), PortionMark("(U)", Level.U), Text(" WORDS"),
          LineBreak("\n         "), Text("MORE"))),
        ("(S/NF) WORDS", (PortionMark("(S/NF)", Level.S, ("NOFORN",)), Text(" WORDS"))),
        ("SUBJECT: WORDS (U) MORE", (Label("SUBJECT:"), Text(" WORDS (U) MORE"))),
        ("SUBJECT: (Iran) WORDS", (Label("SUBJECT:"), Text(" (Iran) WORDS"))),
        ("", ()),
    ],
)  # fmt: skip
def test_subjects(text: str, leaves: tuple[object, ...]) -> None:
    assert scan_subject(text) == leaves


@pytest.mark.parametrize("line", ["SUBJECT: X", "SUBJ: X", "Subject: x", " SUBJECT X", "SUBJ/X//"])
def test_subject_lines(line: str) -> None:
    assert is_subject_line(line)


@pytest.mark.parametrize("line", ["", "Subject to approval", "SUBJECTS: X", "THE SUBJECT: X"])
def test_other_lines(line: str) -> None:
    assert not is_subject_line(line)


@given(st.text("SUBJECT: (CN/F)ab\n", max_size=50))
def test_no_character_is_lost(text: str) -> None:
    assert raw_text(scan_subject(text)) == text
