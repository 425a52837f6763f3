"""Words that stand for text taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.excision import find_excisions
from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.leaf import Excision


@pytest.mark.parametrize(
    ("raw", "reasons"),
    [
        ("XXXX", ()),
        ("XXXXXXXXXXXX", ()),
        ("XXXXXXXXXXXX B1, 1.4(D)", ("B1", "1.4(D)")),
        ("XXXXXXXXXXXX (B6)", ("B6",)),
        ("[1 line not declassified]", ()),
        ("[less than 1 line not declassified]", ()),
        ("[1 paragraph (4 lines) not\ndeclassified]", ()),
        ("[text not declassified]", ()),
        ("[NAME REDACTED]", ()),
        ("[excised]", ()),
        ("[B1]", ("B1",)),
        ("[B1, 1.4(D)]", ("B1", "1.4(D)")),
        ("[1.4 (b)]", ("1.4(B)",)),
        ("[(b)(6)]", ("(B)(6)",)),
        ("[B7(C) redacted]", ("B7(C)",)),
        ("[XXXXXX redacted]", ()),
    ],
)
def test_excisions(raw: str, reasons: tuple[str, ...]) -> None:
    assert find_excisions(f"Words {raw}, words") == [(6, Excision(raw, reasons))]
    assert find_excisions(raw) == [(0, Excision(raw, reasons))]


@pytest.mark.parametrize(
    "text",
    ["", "XXX", "xxxx", "AXXXX", "XXXXs", "(XXX)", "[...]", "[sic]", "[Ambassador]", "(B)", "B1",
     "1.4(D)", "[not", "not declassified", "[B]", "[1]", "[B10]", "[" + "a" * 200 + " redacted]"],
)  # fmt: skip
def test_ordinary_text(text: str) -> None:
    assert find_excisions(text) == []


def test_several_in_order() -> None:
    text = "[1 line not declassified] of XXXXXXXX and [B6] and [[B1]"
    assert [leaf.raw for _, leaf in find_excisions(text)] == [
        "[1 line not declassified]", "XXXXXXXX", "[B6]", "[B1]",
    ]  # fmt: skip


@given(st.text("XB1.4D[]() not declassified", max_size=50))
def test_excisions_stand_where_they_are_said_to(text: str) -> None:
    end = 0
    for at, leaf in find_excisions(text):
        assert at >= end
        assert text.startswith(leaf.raw, at)
        assert parse_portion_mark(leaf.raw) is None
        end = at + len(leaf.raw)
