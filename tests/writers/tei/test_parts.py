"""Values as elements around their own characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cableconv.writers.tei.escape import Escape
from cableconv.writers.tei.parts import Part, marked_up


def word(words: str, tag: str = "name") -> Part:
    return Part(tag, "", words)


def test_parts_stand_around_their_words() -> None:
    parts = [word("LA PAZ"), Part("num", 'value="5838"', number=5838)]
    found = marked_up("PAGE 02  LA PAZ 05838", parts, Escape())
    assert found == 'PAGE 02  <name>LA PAZ</name> <num value="5838">05838</num>'


def test_parts_may_come_in_another_order() -> None:
    assert marked_up("B A", [word("A", "a"), word("B", "b")], Escape()) == "<b>B</b> <a>A</a>"


def test_equal_parts_stand_one_after_the_other() -> None:
    assert marked_up("A A", [word("A"), word("A")], Escape()) == "<name>A</name> <name>A</name>"


def test_a_part_over_a_line_end_is_found() -> None:
    found = marked_up("SECSTATE\n  WASHDC", [word("SECSTATE WASHDC")], Escape())
    assert found == '<name n="SECSTATE WASHDC">SECSTATE\n<lb/>  WASHDC</name>'


def test_a_part_that_is_not_there_keeps_its_value() -> None:
    assert marked_up("A", [word("B & C")], Escape()) == 'A<name n="B &amp; C"/>'


def test_a_part_that_states_its_value_states_it_once() -> None:
    assert marked_up("A", [Part("date", 'n="1"', "B")], Escape()) == 'A<date n="1"/>'


def test_a_number_is_no_part_of_a_longer_one() -> None:
    found = marked_up("102 2", [Part("num", "", number=2)], Escape())
    assert found == "102 <num>2</num>"


_TEXT = st.text("AB <&\n1", max_size=12)


@given(_TEXT, st.lists(_TEXT.filter(bool), max_size=4))
def test_parts_add_no_characters(raw: str, words: list[str]) -> None:
    xml = marked_up(raw, [word(w) for w in words], Escape())
    root = etree.fromstring(f"<x>{xml}</x>")
    assert "".join(str(text) for text in root.itertext()) == raw
    assert len(root.findall("name")) == len(words)
