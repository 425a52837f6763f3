"""Pages of HTML: what is text and what is markup, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.readers.html_text import html_text, is_html


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<p>two", "One\n\ntwo\n"),
        ("<div>a <b>b</b>\n c</div>", "a b c\n"),
        ("a<br>b<br/>c", "a\nb\nc\n"),
        ("<pre>x   y\n  z</pre>after", "x   y\n  z\n\nafter\n"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo\n"),
        ("<TD>x</TD><td class='a'>y</td>", "xy\n"),
        ("&para;&#182;&lt;b&gt; &amp;", "¶¶<b> &\n"),
        ("<a title='x > y' href=\"z\">w</a>", "w\n"),
        ("<a title='not closed>w</a>", "w\n"),
        ("<a\nhref=x\n>w</a >", "w\n"),
    ],
)
def test_text_and_breaks(page: str, text: str) -> None:
    assert html_text(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>t</title><meta x></head>y",
        "<script>if (a<b) { '<p>' }</script>y",
        "<STYLE>p{}</STYLE>y",
        "<!-- <p>no</p> -->y",
        "<?xml version='1.0'?><!DOCTYPE html>y",
        "<noscript>n<svg>s</svg></noscript>y",
        "<svg/>y",
        "<o:p>y</o:p>",
        "<my-menu open>y</my-menu>",
    ],
)
def test_what_is_no_text(page: str) -> None:
    assert html_text(page) == "y\n"


@pytest.mark.parametrize(
    "page",
    [
        "in <Israel> and <220571> and <_protect>",
        "a < b > c",
        "ends in <",
        "ends in <a href",
        "not closed <!-- here",
        "not closed <! here",
        "an empty </> tag",
        "the <Port-Notional> talks",
    ],
)
def test_what_only_looks_like_markup_is_text(page: str) -> None:
    assert html_text(page) == page + "\n"


def test_a_script_that_is_not_closed_takes_the_rest() -> None:
    assert html_text("a<script>b<p>c") == "a\n"


def test_signs_of_the_collector_do_not_reach_the_text() -> None:
    assert html_text("a\0b\1c") == "a�b�c\n"


@given(st.text(alphabet="<>/!-?ab \n\"'=&;#pre", max_size=200))
def test_any_page_has_a_text(page: str) -> None:
    text = html_text(page)
    assert text.endswith("\n")
    assert not {"\0", "\1"} & set(text)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", ["<!--", "<!", "<a ", "<a '", "</", "<pre>", "&#", "<x:a ", "<script", "<br>", "\n"]
)
def test_time_grows_linearly(piece: str) -> None:
    def cost(size: int) -> float:
        page = piece * (size // len(piece))
        start = time.process_time()
        html_text(page)
        return time.process_time() - start

    small = min(cost(20_000) for _ in range(3))
    assert cost(160_000) < 8 * 5 * max(small, 0.002)


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (b"<!DOCTYPE html><p>", True),
        (b"\xef\xbb\xbf  <html>", True),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<HTML>", True),
        (b"<TEI xmlns='x'>", False),
        (b"UNCLAS <html>", False),
    ],
)
def test_sniffing(data: bytes, is_page: object) -> None:
    assert is_html(data) is is_page
