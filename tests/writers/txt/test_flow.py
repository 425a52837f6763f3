from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from cableconv.model.blocks import Inline, reading_text
from cableconv.model.header import Reference
from cableconv.model.leaf import Furniture, LineBreak, Marker, Number, Text
from cableconv.model.markings import Level, PortionMark
from cableconv.writers.txt.flow import _LOOKS_LIKE_STRUCTURE, choose_glue, columns, flow, wrap


def lines_of(*leaves: Inline, width: int = 30) -> list[str]:
    glue = choose_glue("".join(leaf.raw for leaf in leaves))
    return wrap(flow(leaves, glue), width, glue).split("\n")


@settings(max_examples=150)
@given(strategies.running_texts(pages=False), st.integers(20, 80))
def test_lines_say_what_the_leaves_say(content: tuple[Inline, ...], width: int) -> None:
    leaves = tuple(leaf for leaf in content if not isinstance(leaf, Furniture))
    lines = lines_of(*leaves, width=width)
    # Read on by the rule for line ends, the lines are the reading text but for runs of blanks.
    again = [leaf for line in lines for leaf in (LineBreak(), Text(line))][1:]
    assert reading_text(tuple(again)).split() == reading_text(content).split()


@settings(max_examples=150)
@given(st.text("ab -.(1)C漢é\u0301", max_size=200), st.integers(20, 40))
def test_lines_keep_to_the_width_but_for_what_cannot_be_broken(text: str, width: int) -> None:
    glue = choose_glue(text)
    for line in wrap(text, width, glue).split("\n"):
        first, *rest = line.strip(" ").split(" ")
        held = any(_held(a, b) for a, b in zip([first, *rest], rest, strict=False) if b)
        assert columns(line) <= width or not rest or held or line.startswith(" ")


def _held(before: str, word: str) -> bool:
    return not before or before[-1] in "-.:)" or bool(_LOOKS_LIKE_STRUCTURE.match(word))


@settings(max_examples=100)
@given(st.lists(st.sampled_from(("word", "1.", "--", "(SBU)", "REF:", "pre-", "A.", "o", "longer")),
                min_size=1, max_size=40))  # fmt: skip
def test_no_line_begins_like_structure_or_ends_with_a_hyphen(words: list[str]) -> None:
    first, *others = wrap("x " + " ".join(words), 20, "\ufdd0").split("\n")
    for line in others:
        assert not _LOOKS_LIKE_STRUCTURE.match(line)
    for line in (first, *others[:-1]) if others else ():
        assert not (line.endswith("-") and line[-2:-1].isalnum())


def test_marks_follow_their_number_and_are_never_broken() -> None:
    mark = PortionMark("(S//REL TO USA, GBR, AUS)", Level.S, ("REL",), ("USA", "GBR", "AUS"))
    lines = lines_of(
        Number("12.", 12), LineBreak("\n"), mark, Text(" and more words here"), width=20
    )
    assert lines == ["12. (S//REL TO USA, GBR, AUS)", "and more words here"]


def test_a_mark_of_any_length_stays_whole() -> None:
    long = "(S//REL TO USA, " + ", ".join(["NATO"] * 30) + ")"
    assert lines_of(
        Text("some words before"), Text(" "), PortionMark(long, Level.S), Text(" x y")
    ) == [
        "some words before",
        long,
        "x y",
    ]


def test_references_stay_whole_where_they_fit() -> None:
    lines = lines_of(
        Text("see the two cables, "), Reference("06 EXAMPLEVILLE 862"), Text(", again")
    )
    assert lines == ["see the two cables,", "06 EXAMPLEVILLE 862, again"]


def test_a_reference_over_two_lines_is_read_on() -> None:
    assert lines_of(Text("see "), Reference("06 EXAMPLE\n   862")) == ["see 06 EXAMPLE 862"]


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


def test_a_text_that_holds_all_glues_is_still_wrapped() -> None:
    odd = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    assert choose_glue(odd) == " "
    assert lines_of(Text(odd), Text(" a"), Number("1.", 1), Text(" b"))[-1].endswith("b")


def test_glues_in_the_text_are_not_changed() -> None:
    assert lines_of(Text("a\ufdd0b c")) == ["a\ufdd0b c"]


HOSTILE = [
    "1. ",
    "--- ",
    "a- ",
    "(C) ",
    " ",
    "x",
    "A.:/",
    "漢",
    "e\u0301 ",
    "[(. ",
    "\t",
    "a\n",
    "\n ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_cost_is_linear(piece: str) -> None:
    def cost(size: int) -> float:
        leaf = Reference(piece * (size // len(piece)))
        started = time.process_time()
        lines_of(Text("start "), leaf, Text(" end"), width=69)
        return time.process_time() - started

    cost(10_000)
    small = max(cost(100_000), 0.005)
    assert cost(1_000_000) < 30 * small


def test_closing_words_never_stand_on_a_line_of_their_own() -> None:
    end = Marker("End Summary.", "summary", end=True)
    for before in (Text("one two three "), Text("one two three  "), Text("one two three")):
        between = () if before.raw.endswith(" ") else (LineBreak(),)
        first, last = lines_of(before, *between, end, width=20)
        assert (first, last.split()) == ("one two", ["three", "End", "Summary."])


def test_a_line_does_not_begin_a_sentence() -> None:
    assert lines_of(Text("ONE TWO THREE FOUR FIVE. SIX SEVEN"), width=24) == [
        "ONE TWO THREE FOUR",
        "FIVE. SIX SEVEN",
    ]
    many = wrap("A.B. " * 40, 24, "\ufdd0").split("\n")
    assert max(map(len, many)) <= 24
