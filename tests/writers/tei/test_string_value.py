"""Reading the source text back."""

from __future__ import annotations

import pytest

from cableconv.errors import NotACableError
from cableconv.writers.tei import string_value

_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>no</teiHeader>{}</TEI>'


def test_elements_add_nothing_and_lose_nothing() -> None:
    text = "<text>a<p>b<lb/>c</p>d<ab><seg>e</seg>f</ab></text>"
    assert string_value(_TEI.format(text).encode()) == "abcdef"


def test_supplied_text_is_left_out_and_what_follows_it_is_not() -> None:
    text = "<text><head>a<supplied>b<hi>c</hi></supplied>d</head></text>"
    assert string_value(_TEI.format(text).encode()) == "ad"


def test_special_characters_are_put_back() -> None:
    text = '<text>a<g ref="#char-000C"/>b&#13;&lt;</text>'
    assert string_value(_TEI.format(text).encode()) == "a\x0cb\r<"


@pytest.mark.parametrize("data", [b"", b"no xml", b"<TEI/>", b"<x>&e;</x>"])
def test_what_is_no_tei_is_refused(data: bytes) -> None:
    with pytest.raises(NotACableError):
        string_value(data)
