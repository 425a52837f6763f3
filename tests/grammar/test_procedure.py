"""Words of procedure lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.procedure import (
    is_routing_indicator,
    is_us_routing_indicator,
    line_words,
    operating_signals,
    prosign,
)
from cableconv.model.header import Precedence


@pytest.mark.parametrize("word", ["RUEHZZ", "RCCIC", "RHMFXYZ", "RBDTRQ"])
def test_shapes_of_routing_indicators(word: str) -> None:
    assert is_routing_indicator(word)


@pytest.mark.parametrize("word", ["", "RU", "SECSTATE", "RJXXX", "RUEHZZZZZ", "ruehzz", "RUEH1"])
def test_other_words_are_no_routing_indicators(word: str) -> None:
    assert not is_routing_indicator(word)


def test_us_networks() -> None:
    assert is_us_routing_indicator("RUEHZZ")
    assert is_us_routing_indicator("RHEHNSC")
    assert not is_us_routing_indicator("RBDTRQ")


@pytest.mark.parametrize("precedence", Precedence)
def test_each_prosign(precedence: Precedence) -> None:
    assert prosign(precedence.value) is precedence


def test_unknown_prosign() -> None:
    assert prosign("X") is None


def test_a_signal_takes_the_words_after_it() -> None:
    words = ["ZDS", "CITE", "RUEHZZ", "0123", "ZDK", "PSN", "060348K21"]
    assert operating_signals(words) == ("ZDS", "CITE RUEHZZ 0123", "ZDK", "PSN 060348K21")


@given(st.lists(st.sampled_from(["ZDK", "ZFF4", "0123", "AB", "PSN"]), max_size=12))
def test_signals_keep_every_word(words: list[str]) -> None:
    assert " ".join(operating_signals(words)) == " ".join(words)


def test_a_closing_backslash_is_no_word() -> None:
    assert line_words("ZNR UUUUU  ZZH \\ ") == ["ZNR", "UUUUU", "ZZH"]
