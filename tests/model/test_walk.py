from __future__ import annotations

from hypothesis import given, settings

import examples
import strategies
from cableconv.model.blocks import Heading, Paragraph, Quoted, Section, Table
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.walk import iter_blocks, iter_leaves, line_numbers, line_of, source_text


@settings(max_examples=100)
@given(strategies.cables())
def test_leaves_and_tails_in_order_are_the_source(cable: Cable) -> None:
    parts = [cable.lead]
    for block in iter_blocks(cable.blocks):
        if isinstance(block, Table):
            parts += ["".join(x.raw for x in row.content) + row.tail for row in block.rows]
            parts.append(block.tail)
        elif not isinstance(block, (Section, Quoted)):
            parts += [*(leaf.raw for leaf in block.content), block.tail]
    assert "".join(parts) == source_text(cable)


@settings(max_examples=60)
@given(strategies.cables())
def test_leaves_are_those_of_the_blocks_in_order(cable: Cable) -> None:
    raw = source_text(cable)
    at = 0
    for leaf in iter_leaves(cable.blocks):
        found = raw.find(leaf.raw, at)
        assert found >= at
        assert not raw[at:found].strip()
        at = found + len(leaf.raw)


def test_parents_come_before_their_children() -> None:
    names = [type(block).__name__ for block in iter_blocks(examples.BODY)]
    assert names[:8] == [
        "Paragraph",
        "Section",
        "Heading",
        "Rule",
        "Paragraph",
        "Item",
        "Item",
        "Item",
    ]
    assert "Quoted" in names


@settings(max_examples=60)
@given(strategies.cables())
def test_blocks_begin_on_the_lines_that_are_told(cable: Cable) -> None:
    lines = source_text(cable).split("\n")
    told = list(line_numbers(cable.blocks, 1 + cable.lead.count("\n")))
    assert [block for _, block in told] == list(iter_blocks(cable.blocks))
    for number, block in told:
        first = block.raw.split("\n")[0]
        assert lines[number - 1].endswith(first)


def test_line_numbers_count_what_stands_before() -> None:
    cable = Cable((Paragraph((Text("a"),)), Section(Heading((Text("b"),)), ())), lead="\n\n")
    assert [number for number, _ in line_numbers(cable.blocks)] == [1, 3, 3]
    assert [number for number, _ in line_numbers(cable.blocks, 3)] == [3, 5, 5]


@settings(max_examples=60)
@given(strategies.cables())
def test_a_leaf_begins_on_the_line_that_is_told(cable: Cable) -> None:
    lines = source_text(cable).split("\n")
    for leaf in iter_leaves(cable.blocks):
        line = line_of(cable, leaf)
        assert line is not None
        assert leaf.raw.split("\n", maxsplit=1)[0] in lines[line - 1]
    assert line_of(cable, Text("of no cable")) is None
