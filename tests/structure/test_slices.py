"""From lines to the content and tail of a block."""

from __future__ import annotations

from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.leaf import Label, Text
from cableconv.structure.lines import split_lines
from cableconv.structure.slices import field, indented, joined, split_tail


def label(text: str) -> tuple[Inline, ...] | None:
    return (Label(text),) if text.isupper() else None


def test_lines_joined() -> None:
    assert joined(split_lines("a\n\n b")) == "a\n\n b"


def test_the_tail_is_the_blanks_at_the_end() -> None:
    assert split_tail(" a b \xa0\n\t\n") == (" a b", " \xa0\n\t\n")
    assert split_tail("") == ("", "")
    assert split_tail("\f\n") == ("\f", "\n")


def test_an_indent_is_text_before_what_is_found() -> None:
    assert indented("  BT", label) == (Text("  "), Label("BT"))
    assert indented("BT", label) == (Label("BT"),)
    assert indented("  bt", label) is None


def test_an_indent_joins_the_text_that_follows_it() -> None:
    assert indented(" x", lambda text: (Text(text),)) == (Text(" x"),)


def test_a_field_of_lines() -> None:
    made = field(FieldKind.BREAK, split_lines(" BT\n\n"), label)
    assert made is not None
    assert (made.content, made.tail, made.raw) == ((Text(" "), Label("BT")), "\n\n", " BT\n\n")
    assert field(FieldKind.BREAK, split_lines("bt\n"), label) is None
