"""Text that XML can hold, and text that it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.writers.tei.escape import (
    CarefulEscape,
    Escape,
    character_declarations,
    holds_illegal,
)


@pytest.mark.parametrize("escape", [Escape(), CarefulEscape()])
def test_markup_signs_are_escaped(escape: Escape) -> None:
    assert escape.text("<a> & ]]>") == "&lt;a&gt; &amp; ]]&gt;"


@pytest.mark.parametrize("escape", [Escape(), CarefulEscape()])
def test_white_space_of_an_attribute_survives_normalisation(escape: Escape) -> None:
    assert escape.value('a "b"\tc\nd') == "a &quot;b&quot;&#9;c&#10;d"


def test_a_carriage_return_is_a_reference() -> None:
    assert CarefulEscape().text("a\rb") == "a&#13;b"


def test_a_control_character_is_an_element_and_declared() -> None:
    escape = CarefulEscape()
    assert escape.text("a\x0cb") == 'a<g ref="#char-000C"/>b'
    declarations = character_declarations(escape)
    assert 'xml:id="char-000C"' in declarations
    assert "FORM FEED" in declarations


def test_a_control_character_in_an_attribute_is_a_picture_and_counted() -> None:
    escape = CarefulEscape()
    assert escape.value("a\x0cb\ufffe") == "a\u240cb\ufffd"
    assert escape.replaced == 2


def test_surrogates_and_noncharacters_are_declared_by_kind() -> None:
    escape = CarefulEscape()
    escape.text("\ud800 \uffff")
    declarations = character_declarations(escape)
    assert "SURROGATE" in declarations
    assert "NONCHARACTER" in declarations


def test_nothing_is_declared_for_nothing() -> None:
    assert character_declarations(Escape()) == ""


@pytest.mark.parametrize("character", ["\x00", "\x0c", "\r", "\x1f", "\ufffe", "\uffff"])
def test_illegal_characters_are_seen(character: str) -> None:
    assert holds_illegal(f"before{character}after".encode())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_legal_text_is_not_called_illegal(text: str) -> None:
    assert not holds_illegal(f"{text}\t\n\x7f\x85\ufeff\ufffd".encode())
