"""Points as lists in lists."""

from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from cableconv.writers.html.listing import nested_list
from writers.html.inspection import found_all

Tree = list[tuple[str, "Tree"]]


def tree(node: HtmlElement) -> Tree:
    return [
        (item.text or "", [pair for inner in item.findall("ul") for pair in tree(inner)])
        for item in node.findall("li")
    ]


def listed(*depths: int) -> Tree:
    html = nested_list((depth, "", str(at)) for at, depth in enumerate(depths))
    (whole,) = lxml.html.fragments_fromstring(html.replace("\n", ""))
    return tree(whole)


def test_nothing_gives_nothing() -> None:
    assert nested_list(()) == ""


def test_points_of_points_are_lists_inside() -> None:
    assert listed(1, 2, 2, 1) == [("0", [("1", []), ("2", [])]), ("3", [])]
    assert listed(1, 3, 2, 1) == [("0", [("1", []), ("2", [])]), ("3", [])]
    assert listed(2, 1) == [("0", []), ("1", [])]
    assert listed(1, 2, 3, 2) == [("0", [("1", [("2", [])]), ("3", [])])]


def test_attributes_stand_in_the_point() -> None:
    html = nested_list([(1, ' dir="rtl"', "x")])
    assert '<li dir="rtl">x</li>' in html


@given(st.lists(st.integers(-1, 12), min_size=1))
def test_every_point_is_there_once_in_order(depths: list[int]) -> None:
    html = nested_list((depth, "", f"<b>{at}</b>") for at, depth in enumerate(depths))
    (whole,) = lxml.html.fragments_fromstring(html.replace("\n", ""))
    assert [b.text for b in whole.iter("b")] == [str(at) for at in range(len(depths))]
    assert len(found_all(whole, "descendant-or-self::ul/li")) == len(depths)
    assert not found_all(whole, "descendant::ul[not(parent::li)]")
    assert html.count("<li>") == html.count("</li>") == len(depths)
