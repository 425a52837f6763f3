"""Rendering by a table of exact classes."""

from __future__ import annotations

import pytest

from cableconv.errors import WriteError
from cableconv.model.leaf import Label, Text
from cableconv.writers.base import NODES, NoOptions, Renderer, in_utf8, renders


class Loud(Renderer):
    @renders(Text)
    def text(self, leaf: Text) -> str:
        return leaf.raw.upper()


class Louder(Loud):
    @renders(Text)
    def text(self, leaf: Text) -> str:
        return leaf.raw.upper() + "!"

    @renders(Label)
    def label(self, leaf: Label) -> str:
        return f"[{leaf.raw}]"


class Shouted(Text):
    """A node of somebody else's."""


def test_a_node_goes_to_the_method_for_its_class() -> None:
    assert Loud().render(Text("word")) == "WORD"


def test_a_subclass_overrides_and_adds() -> None:
    assert Louder().render(Text("word")) == "WORD!"
    assert Louder().render(Label("FM")) == "[FM]"


def test_a_subclass_leaves_its_base_as_it_was() -> None:
    assert Label not in Loud.handlers
    assert Loud().render(Text("word")) == "WORD"


def test_only_the_exact_class_counts() -> None:
    with pytest.raises(TypeError, match="Loud cannot render Shouted"):
        Loud().render(Shouted("word"))


def test_a_foreign_renderer_may_take_what_it_does_not_know() -> None:
    class Kind(Loud):
        def unknown(self, node: object) -> str:
            return f"<{type(node).__name__}>"

    assert Kind().render(Shouted("word")) == "<Shouted>"


def test_a_renderer_that_claims_to_be_complete_must_be() -> None:
    with pytest.raises(TypeError, match=r"Half has no method for .*Paragraph"):
        type("Half", (Loud,), {}, complete=True)


def test_a_renderer_that_knows_all_nodes_is_complete() -> None:
    class Whole(Renderer, complete=True):
        @renders(*NODES)
        def name(self, node: object) -> str:
            return type(node).__name__

    assert {Whole().render(object.__new__(kind)) for kind in NODES} == {k.__name__ for k in NODES}


def test_a_writer_without_options_has_equal_ones() -> None:
    assert NoOptions() == NoOptions()


def test_half_a_surrogate_pair_has_no_bytes() -> None:
    assert in_utf8("é") == b"\xc3\xa9"
    with pytest.raises(WriteError, match=r"holds U\+D800, half"):
        in_utf8("a\ud800")
