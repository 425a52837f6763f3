from __future__ import annotations

from hypothesis import given, settings

import strategies
from cableconv.model.blocks import Block, FieldKind, Table
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import LineBreak, Text
from cableconv.model.walk import iter_blocks, iter_leaves, source_text
from cableconv.writers.base import NODES


@settings(max_examples=100)
@given(strategies.cables())
def test_text_holds_no_line_end_and_tails_are_blank(cable: Cable) -> None:
    for leaf in iter_leaves(cable.blocks):
        assert leaf.raw
        assert isinstance(leaf, LineBreak) == ("\n" in leaf.raw)
    for block in iter_blocks(cable.blocks):
        assert not getattr(block, "tail", "").strip()
    source_text(cable).encode("utf-8")


@settings(max_examples=100)
@given(strategies.cables())
def test_no_two_texts_stand_side_by_side(cable: Cable) -> None:
    for block in iter_blocks(cable.blocks):
        rows = block.rows if isinstance(block, Table) else (block,)
        for row in rows:
            content = getattr(row, "content", ())
            assert not strategies.text_side_by_side(content)
            assert not isinstance(content[:1], LineBreak)


def test_every_node_and_field_kind_is_drawn() -> None:
    seen: set[object] = set()

    @settings(max_examples=1000, database=None, derandomize=True)
    @given(strategies.cables())
    def collect(cable: Cable) -> None:
        nodes: list[Block | Inline] = [*iter_blocks(cable.blocks), *iter_leaves(cable.blocks)]
        seen.update(type(node) for node in nodes)
        seen.update(field.kind for field in cable.fields)

    collect()
    assert set(NODES) <= seen
    assert set(FieldKind) <= seen
    assert Text in seen
