"""Leaves read on as one line, and its lines together with the rules that break them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from cableconv.model.content import Inline, reading_text
from cableconv.model.header import Reference
from cableconv.model.leaf import Furniture, LineBreak, Marker, Number, Text
from cableconv.model.markings import Level, PortionMark
from cableconv.writers.txt.flow import choose_glue, flow
from cableconv.writers.txt.wrap import wrap


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


@pytest.mark.timing
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


def test_a_hyphen_inside_a_word_joins_it_to_the_next_line() -> None:
    leaves = (Text("a right-of-"), LineBreak(), Text("center --"), LineBreak(), Text("party"))
    assert flow(leaves, "\ufdd0") == "a right-of-center -- party"


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(["a", "b-", "-", "", " c", "d ", "e\nf", "\t"]), max_size=8),
    st.lists(st.sampled_from(["\n", "\n  ", " \n"]), min_size=8, max_size=8),
)
def test_full_lines_are_read_on_like_any(texts: list[str], ends: list[str]) -> None:
    plain: list[Inline] = []
    for text, end in zip(texts, ends, strict=False):
        plain += [Text(text), LineBreak(end)]
    # A leaf of another kind at the end keeps the lines from being joined at one go.
    one_by_one = flow([*plain, Text("z"), Furniture("")], "\ufdd0")
    assert flow([*plain, Text("z")], "\ufdd0") == one_by_one


@pytest.mark.timing
def test_many_lines_cost_as_much_as_they_are() -> None:
    def cost(count: int) -> float:
        lines = [leaf for _ in range(count) for leaf in (Text("words"), LineBreak())]
        started = time.process_time()
        flow([*lines, Text(" odd")], "\ufdd0")
        return time.process_time() - started

    cost(1_000)
    assert cost(20_000) < 30 * max(cost(2_000), 0.005)
