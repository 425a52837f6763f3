from __future__ import annotations

from typing import get_args

import attrs
import pytest

from cableconv.model.content import Inline
from cableconv.model.leaf import (
    Cell,
    Furniture,
    FurnitureKind,
    Leaf,
    LineBreak,
    Marker,
    Text,
    one_line,
)


@pytest.mark.parametrize("cls", get_args(Inline))
def test_each_inline_class_is_a_leaf_with_slots(cls: type) -> None:
    assert issubclass(cls, Leaf)
    assert attrs.fields(cls).raw.name == "raw"
    assert "__slots__" in vars(cls)


def test_leaves_are_frozen_and_compare_by_class_and_value() -> None:
    text = Text("a")
    assert text == Text("a")
    others: list[Leaf] = [LineBreak("a"), Text("b")]
    assert text not in others
    assert hash(text) == hash(Text("a"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        text.raw = "b"  # type: ignore[misc]  # that it is refused is the point


def test_defaults() -> None:
    assert LineBreak().raw == "\n"
    assert Furniture("x").kind is FurnitureKind.SITE
    assert Marker("SUMMARY:", "summary").end is False


def test_a_cell_without_its_padding() -> None:
    assert Cell("  2004\t ").text == "2004"
    assert Cell("   ").text == ""


LINES = [
    ("one line", "one line"),
    ("END\nSUMMARY.", "END SUMMARY."),
    ("06 EXAMPLE  \n\t  862", "06 EXAMPLE 862"),
    ("a\x0bb\u2028c", "a\x0bb\u2028c"),
    (" a ", " a "),
]


@pytest.mark.parametrize(("raw", "line"), LINES)
def test_a_leaf_of_two_lines_is_read_on_one(raw: str, line: str) -> None:
    assert one_line(raw) == line
