"""Runs: escaping, characters that XML cannot hold, direction, and linear cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cableconv.writers.docx.text import (
    LONGEST_TEXT,
    W_NAMESPACE,
    Runs,
    field,
    paragraph_open,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(f"<w:p {W_NAMESPACE}>{xml}</w:p>")


def read(xml: str) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(signs.get(str(node.tag), node.text or "") for node in parsed(xml).iter())


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\r"), min_size=1), st.booleans())
def test_text_comes_back_with_signs_for_what_xml_cannot_hold(text: str, rtl: bool) -> None:  # noqa: FBT001 - Hypothesis passes by position
    runs = Runs()
    back = read(runs.run("", text, rtl=rtl))
    changed = {a for a, b in zip(text, back, strict=True) if a != b}
    assert changed == runs.replaced
    assert all(ord(c) < 0x20 or 0xD800 <= ord(c) < 0xE000 or ord(c) >= 0xFFFE for c in changed)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_markup_is_spelled_as_lxml_spells_it(text: str) -> None:
    xml = f"<w:p {W_NAMESPACE}>{Runs().run('X', text)}</w:p>"
    assert etree.tostring(etree.fromstring(xml), encoding="unicode") == xml


def test_markup_signs_and_controls() -> None:
    runs = Runs()
    assert ">A&amp;B &lt;c&gt;\u2407<" in runs.run("", "A&B <c>\x07")
    assert ">\ufffd<" in runs.run("", "\ud800")
    assert runs.replaced == {"\x07", "\ud800"}


def test_tabs_and_line_ends_become_elements() -> None:
    assert read(Runs().run("", "\ta\n\nb\r")) == "\ta\n\nb\n"
    assert 'preserve"></w:t>' not in Runs().run("", "\n\n")


def test_blanks_are_kept() -> None:
    assert '<w:t xml:space="preserve">  two  </w:t>' in Runs().run("", "  two  ")


def test_a_very_long_text_is_cut_into_elements() -> None:
    text = "x" * (2 * LONGEST_TEXT + 5)
    texts = parsed(Runs().run("", text)).findall(f".//{W}t")
    assert [len(node.text or "") for node in texts] == [LONGEST_TEXT, LONGEST_TEXT, 5]


def directions(xml: str) -> list[tuple[bool, str]]:
    return [
        (run.find(f"{W}rPr/{W}rtl") is not None, "".join(str(t) for t in run.itertext()))
        for run in parsed(xml).findall(f"{W}r")
    ]


def test_arabic_and_hebrew_in_english_text_run_from_right_to_left() -> None:
    xml = Runs().run("", "said سلام عليكم, and שלום.")
    assert directions(xml) == [
        (False, "said "),
        (True, "سلام عليكم"),
        (False, ", and "),
        (True, "שלום"),
        (False, "."),
    ]


def test_english_in_an_arabic_paragraph_runs_from_left_to_right() -> None:
    xml = Runs().run("", "قال USUN New York اليوم.", rtl=True)
    assert directions(xml) == [(True, "قال "), (False, "USUN New York"), (True, " اليوم.")]


def test_a_mark_stays_one_run_in_an_arabic_paragraph() -> None:
    assert directions(Runs().run("PortionMarkC", "(C)", rtl=True)) == [(False, "(C)")]


def test_property_values_stand_on_one_line() -> None:
    assert Runs().value(" A & B\n\t<c>\x07 ") == "A &amp; B &lt;c&gt;\u2407"


def test_paragraph_properties_stand_in_schema_order() -> None:
    xml = paragraph_open("X", rtl=True, indent=432)
    assert xml.index("pStyle") < xml.index("w:bidi") < xml.index("w:ind ")


def test_a_field_has_begin_code_separator_result_end() -> None:
    node = parsed(field("PAGE"))
    kinds = [mark.get(f"{W}fldCharType") for mark in node.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert node.findtext(f".//{W}instrText") == " PAGE "


HOSTILE = {
    "arabic and latin by turns": "سa",
    "arabic and digits by turns": "س1 ",
    "controls": "\x07&",
    "breaks": "\n\t",
}


@pytest.mark.timing
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_cost_grows_with_size_only(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        Runs().run("", text)
        return time.process_time() - start

    small = min(cost(10_000) for _ in range(3))
    assert cost(1_000_000) < 100 * max(small, 0.001) * 8
