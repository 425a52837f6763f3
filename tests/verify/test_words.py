"""Words are compared without what a layout may change, and with all that it may not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.verify.words import marks_in, visible, vocabulary, words

SAME = [
    ("right-of-center", "right-of-\ncenter"),
    ("a  b\n\n c", "a b c"),
    ("page\x0cbreak", "page\N{SYMBOL FOR FORM FEED}break"),
    ("bell\x07", "bell\N{SYMBOL FOR BELL}"),
    ("half \ud800 pair", "half \ufffd pair"),
    ("1.(C)Text", "1. (C) Text"),
]

DIFFERENT = [
    ("not able", "notable"),
    ("(S)", "(C)"),
    ("(S/NF)", "(S)"),
    ("no, light", "no light"),
    ("SECRET", "Secret"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_what_a_layout_may_change_does_not_count(one: str, two: str) -> None:
    assert words(one) == words(two)


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_what_it_may_not_counts(one: str, two: str) -> None:
    assert words(one) != words(two)


@given(st.text(), st.text())
def test_words_do_not_depend_on_the_blanks_between_them(one: str, two: str) -> None:
    assert words(f"{one} {two}") == words(f"{one}\n   {two}") == (*words(one), *words(two))


def test_marks_are_parentheses_that_spell_one() -> None:
    assert marks_in("1. (S//REL TO USA, FVEY) a (see ref B) and (C)") == [
        "(S//REL TO USA, FVEY)",
        "(C)",
    ]


def test_ink_is_what_a_page_shows() -> None:
    assert visible("a\u200bb\u00adc\ufe0fd") == "abcd"
    assert vocabulary("E.O. 12958: Decl") == {"e", "o", "12958", "decl"}


@pytest.mark.timing
@pytest.mark.parametrize("hostile", ["(", ")", "a-", "()", "(a ", "\x00", "- "])
def test_hostile_text_takes_time_in_proportion(hostile: str) -> None:
    def seconds(size: int) -> float:
        text = hostile * size
        start = time.perf_counter()
        words(text)
        marks_in(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(100_000) < 60 * max(seconds(10_000), 0.002)
