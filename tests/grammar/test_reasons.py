"""Reasons for classification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.reasons import format_reasons, match_reasons, parse_reasons
from cableconv.model.markings import Reasons

BOTH = ("1.4(b)", "1.4(d)")


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("1.4 (b) and (d)", BOTH), ("1.4 (b), (d)", BOTH), ("1.4(b,d)", BOTH), ("1.4 (B/D)", BOTH),
        ("1.4 b and d", BOTH), ("1.4 B, D", BOTH), ("1.4 (b)(d)", BOTH),
        ("1.4(b) and 1.4(d)", BOTH),
        ("1.4 (b and d)", BOTH), ("1.4 (B) AND (D)", BOTH), ("1.4 (b) & (d)", BOTH),
        ("1.4 (b).(d)", BOTH), ("1.4. (b) and (d)", BOTH), ("1.4 (b),\n(d).", BOTH),
        ("1.4 (bd)", BOTH), ("1.5 (b) and (d)", ("1.5(b)", "1.5(d)")),
        ("1.4 (b) and 1.5 (d)", ("1.4(b)", "1.5(d)")), ("1.4 (b", ("1.4(b)",)),
        ("E.O. 12958, 1.4 (b)", ("1.4(b)",)), ("E.O. 12958 section 1.5 (a)", ("1.5(a)",)),
        ("Section 1.5 (b) and (d).", ("1.5(b)", "1.5(d)")), ("para 1.4 (b)", ("1.4(b)",)),
        ("1.4", ("1.4",)), ("1.4 a, b", ("1.4(a)", "1.4(b)")), ("1.4 (b), (b)", ("1.4(b)",)),
        ("1.4 (a)-(d)", ("1.4(a)", "1.4(d)")),
    ],
)  # fmt: skip
def test_shapes(raw: str, values: tuple[str, ...]) -> None:
    assert parse_reasons(raw) == Reasons(raw, values)


@pytest.mark.parametrize(
    "raw",
    ["", "(b)", "b and d", "1.40", "2.4 (b)", "1.4 (b) a copy", "1.4 by the Department",
     "1.4 (based on it)", "1.4 (b) as amended", "1.7 (b)", "1.4 (b). A copy", "words"],
)  # fmt: skip
def test_other_words_are_no_reasons(raw: str) -> None:
    assert parse_reasons(raw) is None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("1.4 (b) and (d).  A copy", "1.4 (b) and (d)"),
        ("1.4 (b) a copy", "1.4 (b)"),
        ("1.4 b a copy", "1.4 b"),
        ("1.4 (b) and deliver", "1.4 (b)"),
        ("1.4 (based on", "1.4"),
        ("1.4 (b)) More", "1.4 (b)"),
    ],
)
def test_reasons_end_where_a_sentence_goes_on(text: str, raw: str) -> None:
    found = match_reasons("x " + text, 2)
    assert found is not None
    assert found.raw == raw


@given(
    st.dictionaries(
        st.sampled_from(["1.4", "1.5", "1.6"]),
        st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5),
        min_size=1,
        max_size=2,
    )
)
def test_format_and_parse_are_inverse(sections: dict[str, list[str]]) -> None:
    values = tuple(
        f"{name}({letter})" if letter else name
        for name, letters in sections.items()
        for letter in letters or [""]
    )
    written = format_reasons(Reasons("", values))
    assert parse_reasons(written) == Reasons(written, values)


def test_no_reasons_are_written_as_nothing() -> None:
    assert format_reasons(Reasons("")) == ""


@given(st.text("1.456abdg ()/,;&E.O-\n", max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    found = match_reasons(text)
    assert found is None or text.startswith(found.raw)
