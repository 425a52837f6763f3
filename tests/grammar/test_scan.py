"""Cutting a stretch of text into leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.model.leaf import Label, LineBreak, Marker, Text

TEXTS = st.text(alphabet="ab \t\n\xa0\f\u2028", max_size=60)


@given(TEXTS)
def test_plain_text_keeps_every_character(text: str) -> None:
    leaves = plain(text)
    assert "".join(leaf.raw for leaf in leaves) == text
    assert all(leaf.raw for leaf in leaves)
    assert not any("\n" in leaf.raw for leaf in leaves if isinstance(leaf, Text))


def test_blanks_around_a_line_end_are_its_own() -> None:
    assert plain(" a b  \n\n  c\t\n d ") == [
        Text(" a b"),
        LineBreak("  \n\n  "),
        Text("c"),
        LineBreak("\t\n "),
        Text("d "),
    ]
    assert plain("") == []
    assert plain("\n") == [LineBreak("\n")]
    assert plain("  \na") == [LineBreak("  \n"), Text("a")]


def test_what_was_found_stands_between_text() -> None:
    text = "End summary. He\nwent"
    marker = Marker("End summary.", "summary", end=True)
    leaves = interleave(text, [(0, marker)])
    assert leaves == (marker, Text(" He"), LineBreak("\n"), Text("went"))
    assert interleave("", []) == ()


def test_texts_that_touch_are_joined() -> None:
    leaves = without_seams((Text(""), Text("a"), Text("b"), Label("c"), Label(""), Text("d")))
    assert leaves == (Text("ab"), Label("c"), Text("d"))
