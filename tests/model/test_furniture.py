"""What a cable is without the words of its carrier."""

from __future__ import annotations

import pytest
from hypothesis import given

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Paragraph,
    Paratext,
    Quoted,
    Row,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.furniture import CARRIED, without_furniture
from cableconv.model.leaf import Cell, Furniture, FurnitureKind, Label, LineBreak, Number, Text
from cableconv.model.walk import iter_leaves, source_text

SITE = Furniture("site")
STAMP = Furniture("RELEASED IN FULL", FurnitureKind.STAMP)


def left(*blocks: Block) -> tuple[Block, ...]:
    return without_furniture(Cable(blocks)).blocks


def words(*leaves: Inline) -> Paragraph:
    return Paragraph(leaves)


@pytest.mark.parametrize("kind", [kind for kind in FurnitureKind if kind not in CARRIED])
def test_what_may_state_a_marking_stays(kind: FurnitureKind) -> None:
    block = Paratext((Furniture("SECRET", kind),))
    assert left(block, words(SITE, Text("a"))) == (block, words(Text("a")))


def test_a_block_of_furniture_alone_goes() -> None:
    end = words(Text("end"))
    title = Field(FieldKind.TITLE, (SITE,))
    lines = Paratext((SITE, LineBreak(), Text(" "), SITE))
    assert left(lines, title, words(SITE), end) == (end,)


def test_a_stamp_stays_where_a_site_stood_around_it() -> None:
    block = Paratext((SITE, LineBreak(), STAMP, LineBreak("\n\n"), SITE, LineBreak(), SITE))
    assert left(block) == (Paratext((STAMP,)),)


def test_a_sign_in_a_line_goes_and_texts_join() -> None:
    pilcrow = Furniture("¶", FurnitureKind.PILCROW)
    content = (pilcrow, Number("1.", 1), Text(" a"), pilcrow, Text("b"))
    assert left(words(*content)) == (words(Number("1.", 1), Text(" ab")),)


def test_all_kinds_of_blocks_are_cleared() -> None:
    inner = words(Text("a"), SITE)
    row = Row((Cell("x"), SITE))
    blocks = (
        Section(Heading((Text("H"), SITE)), (inner,)),
        Quoted((inner,)),
        Table((row,)),
        Paragraph((SITE,), (inner,)),
    )
    clear = words(Text("a"))
    assert left(*blocks) == (
        Section(Heading((Text("H"),)), (clear,)),
        Quoted((clear,)),
        Table((Row((Cell("x"),)),)),
        Paragraph((), (clear,)),
    )


def test_a_cable_without_furniture_is_itself() -> None:
    assert without_furniture(examples.FULL) is examples.FULL


def test_an_empty_block_that_was_empty_stays() -> None:
    empty = Field(FieldKind.NOTE, (Label(""),))
    assert left(Paragraph(()), empty, words(SITE)) == (Paragraph(()), empty)


@given(strategies.cables())
def test_nothing_but_furniture_goes(cable: Cable) -> None:
    kept = without_furniture(cable)
    gone = [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, Furniture)]
    assert not [leaf for leaf in kept.furniture if leaf.kind in CARRIED]
    assert kept.markings == cable.markings
    lost = sorted(_letters(source_text(cable)))
    for character in sorted(
        _letters(source_text(kept)) + "".join(_letters(x.raw) for x in gone if x.kind in CARRIED)
    ):
        lost.remove(character)
    assert lost == []


def _letters(text: str) -> str:
    return "".join(text.split())
