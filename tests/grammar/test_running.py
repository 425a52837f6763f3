"""Running text."""

from __future__ import annotations

import timeit

from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.running import scan_running
from cableconv.model.content import raw_text
from cableconv.model.leaf import Excision, LineBreak, Marker, Text


def test_markers_and_excisions_by_position() -> None:
    text = " SUMMARY: One XXXXXXXX\ntwo [1 line not declassified]. END\nSUMMARY. [B1]"
    assert scan_running(text) == (
        Text(" "),
        Marker("SUMMARY:", "summary"),
        Text(" One "),
        Excision("XXXXXXXX"),
        LineBreak(),
        Text("two "),
        Excision("[1 line not declassified]"),
        Text(". "),
        Marker("END\nSUMMARY.", "summary", end=True),
        Text(" "),
        Excision("[B1]", ("B1",)),
    )


def test_plain_text() -> None:
    assert scan_running("") == ()
    assert scan_running("words (C) words") == (Text("words (C) words"),)
    assert scan_running("one\n\n two") == (Text("one"), LineBreak("\n\n "), Text("two"))


WORDS = st.sampled_from(
    ["SUMMARY:", "END SUMMARY.", "End", "Comment", "XXXXX", "[B1]", "[", "]", "\n", " ", "word"]
)


@given(st.lists(WORDS, max_size=20))
def test_no_character_is_lost(words: list[str]) -> None:
    text = "".join(words)
    leaves = scan_running(text)
    assert raw_text(leaves) == text
    assert all("\n" not in leaf.raw for leaf in leaves if isinstance(leaf, Text))


def test_text_without_any_find_costs_little() -> None:
    # The aim is 5 microseconds on an idle machine; the bound leaves room for a busy one.
    text = "The minister said that words would follow in due course. " * 12
    best = min(timeit.repeat(lambda: scan_running(text), number=1000, repeat=5))
    assert best < 0.05
