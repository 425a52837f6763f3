"""Pieces of content: joined they are the reading text, and marks stay runs of their own."""

from __future__ import annotations

from hypothesis import given, settings

import strategies
from cableconv.model.blocks import Heading, Item, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.content import Inline, reading_text, without_banners
from cableconv.model.header import PageMarker, Tag
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Marker, Text
from cableconv.model.markings import Banner, Level, PortionMark
from cableconv.model.walk import iter_blocks
from cableconv.writers.docx.inline import InlineRenderer
from examples import S_NF, C


def joined(content: tuple[Inline, ...], *, sentence: bool = True) -> str:
    return "".join(text for _style, text in InlineRenderer().pieces(content, sentence=sentence))


@settings(max_examples=150, deadline=None)
@given(strategies.running_texts())
def test_pieces_joined_are_the_reading_text(content: tuple[Inline, ...]) -> None:
    assert joined(content) == reading_text(without_banners(content))
    assert joined(content, sentence=False) == reading_text(content)


@settings(max_examples=60, deadline=None)
@given(strategies.cables())
def test_every_block_reads_on_as_the_model_says(cable: Cable) -> None:
    for block in iter_blocks(cable.blocks):
        if isinstance(block, (Paragraph, Item, Heading)):
            assert joined(block.content) == reading_text(without_banners(block.content))


@settings(max_examples=60, deadline=None)
@given(strategies.cables())
def test_every_mark_is_a_piece_of_its_own(cable: Cable) -> None:
    for block in iter_blocks(cable.blocks):
        if isinstance(block, (Paragraph, Item, Heading)):
            marks = [leaf.raw for leaf in block.content if isinstance(leaf, PortionMark)]
            pieces = InlineRenderer().pieces(block.content)
            assert [text for style, text in pieces if style.startswith("PortionMark")] == marks


def test_marks_that_touch_stay_apart() -> None:
    pieces = InlineRenderer().pieces((C, S_NF, Text(" x")))
    assert pieces == [("PortionMarkC", "(C)"), ("PortionMarkS", "(S/NF)"), ("", " x")]


def test_a_hyphen_in_a_word_takes_no_blank_at_a_line_end() -> None:
    assert joined((Text("right-of-"), LineBreak(), Text("center"))) == "right-of-center"
    assert joined((Text("words --"), LineBreak(), Text("more"))) == "words -- more"
    dash = (Text("word"), LineBreak(), Text("-"), LineBreak(), Text("more"))
    assert joined(dash) == reading_text(dash) == "word - more"


def test_blanks_between_line_ends_do_not_hide_the_hyphen_before_them() -> None:
    blanks = (LineBreak(), Text("    "), LineBreak(), Text("center"))
    content = (Text("right-of-"), *blanks)
    assert joined(content) == reading_text(content) == "right-of-center"


def test_a_leaf_over_a_line_end_is_read_on_one_line() -> None:
    content = (Text("x. "), Marker("END\n   SUMMARY.", "summary", end=True))
    assert joined(content) == reading_text(content) == "x. END SUMMARY."
    assert joined((Tag("A\n B"),)) == reading_text((Tag("A\n B"),)) == "A B"


def test_page_lines_banners_and_furniture_are_counted_and_left_out() -> None:
    renderer = InlineRenderer()
    pieces = renderer.pieces(
        (
            Text("before"),
            LineBreak("\n\n"),
            Banner("SECRET", Level.S),
            LineBreak("\n\n"),
            PageMarker("PAGE 02  EXAMPLEVILLE 1", 2),
            LineBreak("\n\n"),
            Furniture("¶", FurnitureKind.PILCROW),
            Text("after"),
        )
    )
    assert pieces == [("", "before after")]
    left = renderer.left_out
    assert (left.page_lines, left.banners, left.furniture) == (1, 1, 1)


def test_lines_of_the_source_are_kept_on_request() -> None:
    content = (Text("one"), LineBreak("\n\n   "), Text("two"))
    assert InlineRenderer(keep_lines=True).pieces(content) == [("", "one\n   two")]
