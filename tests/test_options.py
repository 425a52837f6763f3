"""Options of writers, from texts and from Python values."""

from __future__ import annotations

import enum
from typing import Literal

import attrs
import pytest

from cableconv.errors import OptionError
from cableconv.options import Option, changed, described, pairs


class Paper(enum.Enum):
    A4 = "a4"
    LETTER = "letter"


@attrs.frozen
class Options:
    paper: Paper = Paper.A4
    wrap_at: int = 72
    key_block: bool = True
    font: str = "serif"
    marks: Literal["style", "plain"] = "style"
    title: str | None = None
    size: int | None = None
    kind: str = attrs.field(default="fixed", init=False)


DEFAULT = Options()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"paper": "letter"}, Options(paper=Paper.LETTER)),
        ({"paper": Paper.LETTER}, Options(paper=Paper.LETTER)),
        ({"wrap_at": "100", "font": "100"}, Options(wrap_at=100, font="100")),
        ({"wrap-at": "-1"}, Options(wrap_at=-1)),
        ({"wrap_at": 3}, Options(wrap_at=3)),
        ({"key_block": "no"}, Options(key_block=False)),
        ({"key-block": "Yes"}, DEFAULT),
        ({"key_block": False}, Options(key_block=False)),
        ({"marks": "plain"}, Options(marks="plain")),
        ({"title": "none"}, DEFAULT),
        ({"title": "A title"}, Options(title="A title")),
        ({"size": "12"}, Options(size=12)),
        ({"size": None}, DEFAULT),
        ({}, DEFAULT),
    ],
)
def test_values_become_the_type_of_their_field(given: dict[str, object], expected: Options) -> None:
    assert changed(DEFAULT, given, writer="pdf") == expected


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("paper", "a5", "a4, letter"),
        ("wrap_at", "many", "a whole number"),
        ("wrap_at", "", "a whole number"),
        ("wrap_at", "٣", "a whole number"),
        ("wrap_at", True, "a whole number"),
        ("wrap_at", 1.5, "a whole number"),
        ("wrap_at", "9" * 5000, "a whole number"),
        ("key_block", "maybe", "true, false"),
        ("key_block", 1, "true, false"),
        ("marks", "bold", "style, plain"),
        ("font", 3, "a text"),
        ("size", "x", "a whole number, none"),
    ],
)
def test_a_wrong_value_names_the_allowed_ones(key: str, value: object, allowed: str) -> None:
    with pytest.raises(OptionError) as caught:
        changed(DEFAULT, {key: value}, writer="pdf")
    assert caught.value.hint == f"It can be: {allowed}."
    assert f"{key!r} of pdf" in caught.value.message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("key", ["colour", "kind", "", "__class__"])
def test_an_unknown_option_names_the_known_ones(key: str) -> None:
    with pytest.raises(OptionError) as caught:
        changed(DEFAULT, {key: "1"}, writer="pdf")
    assert "font, key_block, marks, paper, size, title, wrap_at" in caught.value.hint


def test_a_writer_without_options_says_so() -> None:
    with pytest.raises(OptionError) as caught:
        changed(attrs.make_class("None_", [])(), {"x": "1"}, writer="txt")
    assert caught.value.hint == "It has none."


def test_what_the_class_itself_refuses_is_an_option_error() -> None:
    def refuse(_instance: object, _attribute: object, value: int) -> None:
        if value > 5:
            raise ValueError("at most 5")

    kind = attrs.make_class("Few", {"times": attrs.field(default=1, type=int, validator=refuse)})
    with pytest.raises(OptionError, match="at most 5"):
        changed(kind(), {"times": "6"}, writer="txt")


def test_a_field_of_another_class_takes_only_its_instances() -> None:
    kind = attrs.make_class("Odd", {"ratio": attrs.field(default=0.5, type=float)})
    assert changed(kind(), {"ratio": 0.25}, writer="x").ratio == 0.25
    with pytest.raises(OptionError) as caught:
        changed(kind(), {"ratio": "0.25"}, writer="x")
    assert caught.value.hint == "It can be: a float given from Python."


def test_options_are_described_in_order() -> None:
    assert described(DEFAULT) == (
        Option("paper", ("a4", "letter"), "a4"),
        Option("wrap_at", ("a whole number",), "72"),
        Option("key_block", ("true", "false"), "true"),
        Option("font", ("a text",), "serif"),
        Option("marks", ("style", "plain"), "style"),
        Option("title", ("a text", "none"), "none"),
        Option("size", ("a whole number", "none"), "none"),
    )


def test_described_of_an_object_that_is_no_attrs_class() -> None:
    assert described(object()) == ()


def test_pairs() -> None:
    texts = ["a=1", "b = x=y ", "a=2", "c="]
    assert pairs(texts) == {"a": "2", "b": "x=y", "c": ""}


@pytest.mark.parametrize("text", ["a", "=1", "", " = "])
def test_what_is_no_pair(text: str) -> None:
    with pytest.raises(OptionError) as caught:
        pairs([text])
    assert "key=value" in caught.value.hint
