"""Lines of running text: how wide they are, where they are broken, and where never."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.writers.txt.wrap import (
    LOOKS_LIKE_STRUCTURE,
    _lines_by_chunk,
    _lines_by_pattern,
    columns,
    wrap,
)

GLUE = "\ufdd0"


@settings(max_examples=150)
@given(st.text("ab -.(1)C漢é\u0301", max_size=200), st.integers(20, 40))
def test_lines_keep_to_the_width_but_for_what_cannot_be_broken(text: str, width: int) -> None:
    glue = GLUE
    for line in wrap(text, width, glue).split("\n"):
        first, *rest = line.strip(" ").split(" ")
        held = any(_held(a, b) for a, b in zip([first, *rest], rest, strict=False) if b)
        assert columns(line) <= width or not rest or held or line.startswith(" ")


def _held(before: str, word: str) -> bool:
    return not before or before[-1] in "-.:)" or bool(LOOKS_LIKE_STRUCTURE.match(word))


@settings(max_examples=100)
@given(st.lists(st.sampled_from(("word", "1.", "--", "(SBU)", "REF:", "pre-", "A.", "o", "longer")),
                min_size=1, max_size=40))  # fmt: skip
def test_no_line_begins_like_structure_or_ends_with_a_hyphen(words: list[str]) -> None:
    first, *others = wrap("x " + " ".join(words), 20, "\ufdd0").split("\n")
    for line in others:
        assert not LOOKS_LIKE_STRUCTURE.match(line)
    for line in (first, *others[:-1]) if others else ():
        assert not (line.endswith("-") and line[-2:-1].isalnum())


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert columns("漢字") == 4
    assert columns("e\u0301\u200d") == 1
    assert columns("naïve") == 5
    assert wrap("漢字漢字 漢字漢字 漢字漢字", 20, "\ufdd0").split("\n") == [
        "漢字漢字 漢字漢字",
        "漢字漢字",
    ]


def test_blanks_are_kept_but_where_a_line_is_broken() -> None:
    assert wrap("  two  blanks   here and  on", 20, "\ufdd0") == "  two  blanks   here\nand  on"
    assert wrap("short  ", 20, "\ufdd0") == "short  "


def test_later_lines_are_set_in() -> None:
    assert wrap("-- one two three four five", 20, "\ufdd0", "   ").split("\n") == [
        "-- one two three",
        "   four five",
    ]


def test_a_line_does_not_begin_a_sentence() -> None:
    assert wrap("ONE TWO THREE FOUR FIVE. SIX SEVEN", 24, GLUE).split("\n") == [
        "ONE TWO THREE FOUR",
        "FIVE. SIX SEVEN",
    ]
    many = wrap("A.B. " * 40, 24, "\ufdd0").split("\n")
    assert max(map(len, many)) <= 24


PIECES = [
    "word",
    "of",
    "a.",
    'b."',
    "c.))))",
    "End?",
    "(U)",
    "1.",
    "pre-",
    "-",
    "--",
    "REF:",
    "o",
    "x_-",
]
"""Words that the rules treat differently."""


@settings(max_examples=400)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.integers(1, 3)), min_size=1, max_size=60),
    st.integers(4, 40),
    st.integers(0, 3),
)
def test_the_pattern_breaks_lines_where_the_words_do(
    words: list[tuple[str, int]], width: int, indent: int
) -> None:
    text = "".join(word + " " * gap for word, gap in words).strip(" ")
    quick = _lines_by_pattern(text, width, " " * indent)
    assert quick in (None, _lines_by_chunk(text, width, " " * indent))


def test_the_pattern_is_sure_of_ordinary_sentences() -> None:
    text = "These are words of a sentence.  Another one follows it (and ends). " * 20
    lines = _lines_by_pattern(text.strip(), 69, "")
    assert lines is not None
    assert lines == _lines_by_chunk(text.strip(), 69, "")


def test_a_glue_takes_one_column() -> None:
    assert columns(GLUE) == 1
    text = f"1.{GLUE}(SBU)" + " word" * 10
    assert wrap(text, len(text) - 1, GLUE).split("\n")[1] == "word"
