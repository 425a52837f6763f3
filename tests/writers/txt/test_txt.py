from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cableconv as cc
import examples
import strategies
from cableconv.errors import OptionError, WriteError
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Quoted,
    Rule,
    Section,
    Table,
    block_text,
)
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text, without_banners
from cableconv.model.effective import overall_marking
from cableconv.model.header import DateTimeGroup, PageMarker, Security
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Leaf, LineBreak, Text
from cableconv.model.markings import Banner, Caption, EntireText, Level, PortionMark
from cableconv.model.walk import iter_blocks, iter_leaves, source_text
from cableconv.notices import Notice, NoticeKind
from cableconv.writers.base import Writer
from cableconv.writers.txt import Style, TxtOptions, TxtWriter

GOLDEN = Path(__file__).parents[2] / "golden"
STYLES: tuple[Style, ...] = ("telegram", "reading", "facsimile")


def written(cable: Cable, style: Style = "telegram", **options: Any) -> tuple[str, list[Notice]]:
    out = io.BytesIO()
    notices = TxtWriter(TxtOptions(style, **options)).write(cable, out)
    return out.getvalue().decode(), notices


def text_of(cable: Cable, style: Style = "telegram", **options: Any) -> str:
    return written(cable, style, **options)[0]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", sorted(examples.ALL))
def test_the_text_stays_as_it_was(name: str, style: Style) -> None:
    golden = (GOLDEN / f"{name}.{style}.txt").read_bytes().decode()
    assert text_of(examples.ALL[name], style) == golden


# --- nothing is lost --------------------------------------------------------------------------


def fragments(block: Block) -> list[str]:
    """What a block alone says, without its children."""
    if isinstance(block, (Section, Quoted)):
        return []
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row.cells]
    if isinstance(block, Paragraph):
        return [reading_text(without_banners(block.content))]
    if isinstance(block, Field) and block.kind is FieldKind.TITLE:
        return [block.value_text]
    return [block_text(block)]


def assert_in_order(found: list[str], text: str) -> None:
    at = 0
    for fragment in map(squeezed, found):
        start = text.find(fragment, at)
        assert start >= 0, fragment
        at = start + len(fragment)


@settings(max_examples=120)
@given(strategies.cables(), st.sampled_from((0, 20, 69)), st.booleans())
def test_the_telegram_says_all_blocks_in_order(cable: Cable, width: int, pages: bool) -> None:  # noqa: FBT001
    blocks = list(iter_blocks(cable.blocks))
    if pages:  # a page line may then stand in the middle of a paragraph
        blocks = [block for block in blocks if not _interrupted(block)]
    text = squeezed(text_of(cable, width=width, page_lines=pages))
    assert_in_order([fragment for block in blocks for fragment in fragments(block)], text)


def _interrupted(block: Block) -> bool:
    return any(isinstance(x, (PageMarker, Banner)) for x in getattr(block, "content", ()))


@settings(max_examples=60)
@given(strategies.cables())
def test_the_reading_text_says_all_blocks_of_the_body_in_order(cable: Cable) -> None:
    text = text_of(cable, "reading")
    body = [b for b in iter_blocks(cable.blocks) if not isinstance(b, Field)]
    assert_in_order([fragment for block in body for fragment in fragments(block)], squeezed(text))
    words = set(re.findall(r"\w+", text))
    for field in cable.fields:
        assert words.issuperset(re.findall(r"\w+", field.value_text))


@settings(max_examples=60)
@given(strategies.cables())
def test_the_facsimile_is_the_source_without_what_is_not_the_cables(cable: Cable) -> None:
    text = text_of(cable, "facsimile")
    if not cable.furniture:
        assert text.rstrip("\n").endswith(source_text(cable).rstrip("\n"))
    assert_in_order(
        [x.raw for x in iter_leaves(cable.blocks) if not isinstance(x, Furniture)], squeezed(text)
    )


@settings(max_examples=100)
@given(strategies.cables(), st.sampled_from(STYLES))
def test_all_marks_stand_in_each_style(cable: Cable, style: Style) -> None:
    text = squeezed(text_of(cable, style))
    marks = [x for x in iter_leaves(cable.blocks) if isinstance(x, (PortionMark, EntireText))]
    for raw in {squeezed(mark.raw) for mark in marks}:
        assert text.count(raw) >= sum(squeezed(mark.raw) == raw for mark in marks)
    for caption in cable.markings.captions:
        assert squeezed(caption.raw) in text or squeezed(caption.name) in text
    for leaf in (*cable.markings.authority.classified_by, *cable.markings.declassification):
        assert squeezed(leaf.raw) in text
    for banner in cable.markings.banners:
        assert squeezed(banner.raw) in text or squeezed(overall_marking(cable).text) in text


@settings(max_examples=40)
@given(strategies.cables(), st.sampled_from(STYLES))
def test_the_same_cable_gives_the_same_bytes(cable: Cable, style: Style) -> None:
    text = text_of(cable, style)
    assert text == text_of(attrs.evolve(cable), style)
    assert text.endswith("\n")
    assert "\n\n\n" not in text or style == "facsimile" or "\n\n\n" in source_text(cable)


# --- the layout -------------------------------------------------------------------------------


def paragraph(*content: Any, **more: Any) -> Cable:
    return Cable((Paragraph(content, **more),))


def body(cable: Cable, **options: Any) -> str:
    return text_of(cable, **options).partition("]\n\n")[2]


def test_paragraphs_are_wrapped_and_parted_by_a_blank_line() -> None:
    one = examples.numbered(1, examples.C, Text(" word" * 20), tail="\n")
    two = examples.numbered(2, examples.U, Text(" word" * 3), tail="\n")
    lines = text_of(Cable((one, two))).splitlines()[2:]
    assert lines == [
        "1. (C)" + " word" * 12,
        "word" + " word" * 7,
        "",
        "2. (U) word word word",
    ]
    assert text_of(Cable((one,)), width=0).splitlines()[2] == "1. (C)" + " word" * 20


def test_captions_stand_one_a_line() -> None:
    field = Field(
        FieldKind.CAPTION, (Caption("SIPDIS", "SIPDIS"), Text(" "), Caption("NOFORN", "NOFORN"))
    )
    assert "\nSIPDIS\nNOFORN\n" in text_of(Cable((field,)))


def test_captions_with_other_words_stay_as_received() -> None:
    field = Field(FieldKind.CAPTION, (Caption("SIPDIS", "SIPDIS"), Text(" FOR THE RECORD")))
    assert "\nSIPDIS FOR THE RECORD\n" in text_of(Cable((field,)))


def test_a_page_line_in_a_sentence_is_left_out_and_told() -> None:
    text, notices = written(examples.FULL)
    assert "for the attorney general and others:" in text
    assert "002 OF 002" not in text
    assert [n.message for n in notices] == ["2 page lines left out"]


def test_page_lines_can_be_kept_on_lines_of_their_own() -> None:
    text, notices = written(examples.FULL, page_lines=True)
    lines = text.splitlines()
    for marker in examples.FULL.page_markers:
        assert marker.raw in lines
    assert notices == []


BREAK = LineBreak("\n\n")
PAGE = PageMarker("PAGE 02  LA PAZ 05838  082005Z", 2)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (lambda *x: Item((Label("--"), Text(" one"), *x, Text("two"))), "-- one\ntwo\n"),
        (lambda *x: Item((Text("one"), BREAK, Text(" "), *x, Text("two"))), "one\ntwo\n"),
        (lambda *x: Paragraph((Text("one"), *x, Text("two"))), "one two\n"),
        (lambda *x: Paragraph((Text("pre-"), *x, Text("sumes"))), "pre-sumes\n"),
        (lambda *x: Field(FieldKind.ACTION, (Label("TO"), *x, Text("two"))), "TO\ntwo\n"),
    ],
)
def test_a_page_line_leaves_no_hole(kind: Any, expected: str) -> None:
    assert body(Cable((kind(BREAK, PAGE, BREAK),))) == expected


def test_what_a_page_line_parts_stays_parted() -> None:
    above = Field(FieldKind.REFERENCES, (Label("REF:"), Text(" STATE 12")), tail=" ")
    for tail, blank in (("\n\n", "\n"), ("\n", "")):
        page = PageBreak((PAGE,), tail=tail)
        cable = Cable((above, page, Rule((Text("-----"),), tail="\n")))
        assert text_of(cable).endswith(f"REF: STATE 12\n{blank}-----\n")


def test_the_lines_over_an_edited_text_are_named() -> None:
    group = DateTimeGroup("May 1, 1938, 2 p.m.", day=1, month=5, year=1938)
    cable = Cable((
        Field(FieldKind.TITLE, (Text("A Letter"),), tail="\n\n"),
        Field(FieldKind.DTG, (Text("Lakeport, "), group), tail="\n\n"),
        Field(FieldKind.MESSAGE_ID, (Text("61."),), tail=" "),
        Paragraph((Text("He rowed."),)),
    ))  # fmt: skip
    text = text_of(cable)
    assert "[Dateline: Lakeport, May 1, 1938, 2 p.m.]\n\n[Message number: 61.]\n" in text
    again = cc.loads(text)
    assert [p.text for p in again.paragraphs] == ["He rowed."]
    assert text_of(again) == text


def test_the_group_of_a_telegram_stays_a_line_of_its_own() -> None:
    cable = Cable((
        Field(FieldKind.TITLE, (Text("A page"),), tail="\n\n"),
        Field(FieldKind.DTG, (DateTimeGroup("P 141530Z FEB 06", day=14),), tail="\n\n"),
    ))  # fmt: skip
    assert "\nP 141530Z FEB 06\n" in text_of(cable)


def test_the_banner_of_a_page_line_goes_with_it() -> None:
    stated = Field(FieldKind.CLASSIFICATION, (Banner("S E C R E T", Level.S),))
    broken = Paragraph((Text("one"), BREAK, Banner("SECRET", Level.S), BREAK, PAGE, BREAK,
                        Text("two")))  # fmt: skip
    assert text_of(Cable((stated, broken))) == "S E C R E T\n\none two\n"


# --- markings that no line states -------------------------------------------------------------


def first_line(*blocks: Block, style: Style = "telegram") -> str:
    return text_of(Cable(blocks), style).splitlines()[0]


HEADS: list[tuple[Block, str]] = [
    (Paragraph((Text("x"),)), "[No classification marking]"),
    (
        Field(FieldKind.ENTIRE_TEXT, (EntireText("SBU, entire text.", Level.U, ("SBU",)),)),
        "[Classification: SENSITIVE BUT UNCLASSIFIED (from the statement on the entire text)]",
    ),
    (
        Field(FieldKind.SECURITY, (Security("ZNY SSSSS", "ZNY", "SSSSS"),)),
        "[Classification: SECRET (from the security line)]",
    ),
    (
        examples.numbered(1, examples.S_NF, Text(" x")),
        "[Classification: SECRET//NOFORN (from the portion marks)]",
    ),
    (
        Field(FieldKind.CAPTION, (Caption("EXDIS", "EXDIS"),)),
        "[Classification: EXDIS (from the captions)]",
    ),
    (
        PageBreak((Banner("CONFIDENTIAL", Level.C), BREAK, PAGE)),
        "[Classification: CONFIDENTIAL (from a page line)]",
    ),
]


@pytest.mark.parametrize(("block", "line"), HEADS)
def test_a_marking_that_is_proven_but_not_stated_comes_first(block: Block, line: str) -> None:
    assert first_line(block) == line


def test_a_banner_on_a_page_line_that_is_kept_needs_no_line() -> None:
    cable = Cable((PageBreak((Banner("CONFIDENTIAL", Level.C), BREAK, PAGE)),))
    assert text_of(cable, page_lines=True).startswith("CONFIDENTIAL\n")
    assert text_of(cable, "facsimile").startswith("CONFIDENTIAL\n")


@pytest.mark.parametrize("style", ["telegram", "reading"])
def test_another_marking_on_a_page_line_is_not_lost(style: Style) -> None:
    stated = Field(FieldKind.CLASSIFICATION, (Banner("C O N F I D E N T I A L", Level.C),))
    page = PageBreak((Banner("S E C R E T", Level.S), BREAK, Caption("EXDIS", "EXDIS"), PAGE))
    assert "[On page lines: S E C R E T; EXDIS]\n" in text_of(Cable((stated, page)), style)


def test_the_reading_text_begins_and_ends_with_the_banner() -> None:
    text = text_of(examples.FULL, "reading")
    assert text.startswith("CONFIDENTIAL//NOFORN\n\n")
    assert text.endswith("\n\nCONFIDENTIAL//NOFORN\n")


# --- notices and errors -----------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_furniture_is_left_out_and_told(style: Style) -> None:
    text, notices = written(examples.REPRINT, style)
    assert "News Site" not in text
    assert "2 pieces of furniture left out: site" in [notice.message for notice in notices]


def test_an_editorial_line_is_written_anew_and_not_told() -> None:
    line = Furniture("[No classification marking]", FurnitureKind.EDITORIAL)
    text, notices = written(Cable((Paratext((line,)), *examples.UNMARKED.blocks)))
    assert text == text_of(examples.UNMARKED)
    assert [notice.kind for notice in notices] == [NoticeKind.UNMARKED]


@attrs.frozen
class Stamp:
    raw: str = "A STAMP"
    content: tuple[()] = ()
    tail: str = "\n\n"


@attrs.frozen
class Sticker(Leaf):
    """A leaf that the model does not have."""


@attrs.frozen
class Seal:
    content: tuple[()] = ()


@pytest.mark.parametrize("style", STYLES)
def test_the_text_of_a_foreign_node_is_written_and_told(style: Style) -> None:
    block: Any = Stamp()
    leaf: Any = Sticker("A STAMP")
    for foreign in (block, Paragraph((Text("x "), leaf)), Item((leaf,))):
        cable = Cable((foreign,))
        text, notices = written(cable, style)
        assert text.count("A STAMP") == 1
        assert [n.kind for n in notices].count(NoticeKind.UNKNOWN_NODE) == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_foreign_node_without_text_is_an_error(style: Style) -> None:
    foreign: Any = Seal()
    with pytest.raises(WriteError, match="Seal"):
        text_of(Cable((foreign,)), style)


def test_half_a_surrogate_pair_is_an_error() -> None:
    with pytest.raises(WriteError, match=r"U\+D83D"):
        text_of(paragraph(Text("\ud83d")))


@pytest.mark.parametrize("options", [{"style": "odd"}, {"width": 5}, {"width": -1}])
def test_odd_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=r"style|width"):
        TxtOptions(**options)


def test_it_is_a_writer() -> None:
    assert isinstance(TxtWriter(), Writer)


def test_a_heading_in_a_section_is_not_wrapped() -> None:
    words = "word " * 30 + "end"
    assert words in body(Cable((Section(Heading((Text(words),)), ()),)))


@pytest.mark.parametrize("style", STYLES)
def test_the_header_of_a_quoted_message_stands_in_the_quotation(style: Style) -> None:
    secret = Field(FieldKind.CLASSIFICATION, (Banner("S E C R E T", Level.S),))
    quoted = Quoted((Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" Lamps"))), secret))
    start, end = Paragraph((Text("Begin."),)), Paragraph((Text("End."),))
    text = squeezed(text_of(Cable((start, quoted, end)), style))
    assert "Begin.SUBJECT:LampsSECRETEnd." in text
