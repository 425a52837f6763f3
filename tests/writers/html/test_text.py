"""Escaping, characters that a page cannot hold, direction."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.writers.html.text import Escaper, direction, visible
from writers.html.inspection import forbidden


@given(st.text())
def test_a_parser_reads_back_what_was_escaped(text: str) -> None:
    escape = Escaper()
    page = f'<html><body><p title="{escape(text)}">x{escape(text)}x</p></body></html>'
    read = str(lxml.html.document_fromstring(page).xpath("string(//p)"))
    wanted = "".join(visible(c) if forbidden(c) else c for c in text)
    wanted = wanted.replace("\r\n", "\n").replace("\r", "\n")
    assert read.replace("\r\n", "\n").replace("\r", "\n") == f"x{wanted}x"
    assert escape.replaced == {c for c in text if forbidden(c)}


@pytest.mark.parametrize(
    ("character", "sign"),
    [
        ("\x00", "␀"), ("\x07", "␇"), ("\x0c", "␌"), ("\x1f", "␟"), ("\x7f", "␡"),
        ("\x85", "�"), ("\ud800", "�"), ("\ufdd0", "�"), ("\U0010ffff", "�"),
    ],
)  # fmt: skip
def test_what_a_page_cannot_hold_is_shown_by_a_sign(character: str, sign: str) -> None:
    escape = Escaper()
    assert escape(f"a{character}b") == f"a{sign}b"
    assert escape.replaced == {character}


def test_markup_in_a_text_stays_text() -> None:
    escape = Escaper()
    assert escape('<script>"&"</script>') == "&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;"
    assert escape("\t\n plain ’ text") == "\t\n plain ’ text"
    assert not escape.replaced


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("", ""),
        ("plain", ""),
        ("Ελλάδα, Москва", ""),
        ("قال السفير إن الحكومة موافقة.", ' dir="rtl"'),
        ("שלום עליכם", ' dir="rtl"'),
        ("نموذج بن مثال, whose title was “الكلمة أمانة”;", ""),
        ("The word سلام was used.", ""),
        ("123 ـ", ' dir="rtl"'),
    ],
)
def test_direction_goes_by_most_letters(text: str, way: str) -> None:
    assert direction(text) == way
