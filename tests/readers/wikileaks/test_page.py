from __future__ import annotations

import time

import pytest

import wikileaks_pages as pages
from cableconv.readers.wikileaks.page import pre_text, site_text, split_page


def test_parts_of_a_page() -> None:
    page = split_page(pages.page(articles=pages.ARTICLES))
    assert page is not None
    assert page.before.split("\n") == [
        "Currently released so far... 3 / 7",
        "Browse by creation date",
        "ZO ZU",
    ]
    assert page.heading == ("06EXAMPLEVILLE680, THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE")
    assert page.intro == "Understanding cables\nEvery cable message consists of three parts."
    assert page.columns == (
        ("Reference ID", "06EXAMPLEVILLE680"),
        ("Created", "2006-02-08 21:09"),
        ("Released", "2011-03-17 12:12"),
        ("Classification", "UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
        ("Origin", "Embassy Exampleville"),
    )
    assert page.articles == ("Appears in these articles:\nhttp://news.example/bridge",)
    assert len(page.texts) == 2
    assert page.texts[0] == pages.HEADER
    assert page.after == ""
    assert page.closed


def test_page_without_header_has_one_text() -> None:
    page = split_page(pages.page(header=None, body="SUBJECT: X"))
    assert page is not None
    assert page.texts == ("SUBJECT: X",)


def test_page_without_pre_holds_no_cable() -> None:
    assert split_page("<html><h3>Viewing cable 06X1, Y</h3><p>gone</p></html>") is None


def test_page_that_is_cut_off_says_so() -> None:
    markup = pages.page()
    page = split_page(markup[: markup.rindex("</pre>") - 20])
    assert page is not None
    assert not page.closed
    assert "All were glad" in page.texts[1]


def test_text_between_and_after_is_kept() -> None:
    page = split_page("<pre>A</pre><p>between</p><pre>B</pre><p>after</p>")
    assert page is not None
    assert page.texts == ("A", "between", "B")
    assert page.after == "after"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("one&#x000A;two", "one\ntwo"),
        ("one&#xA;two&#10;three", "one\ntwo\nthree"),
        ("one&#x000D;&#x000A;two", "one\ntwo"),
        ("one<br>two<br />three", "one\ntwo\nthree"),
        ("one<br>\ntwo<br/>&#x000A;three", "one\ntwo\nthree"),
        ("<a id='par3' href='#par3'>¶</a>3. Text", "¶3. Text"),
        ("TAGS: <a href='/tag/PREL_0.html'>PREL</a>", "TAGS: PREL"),
        ("the end</td></tr></table>", "the end"),
        ("see <Israel> and <220571> and <_protect> and <A> here", None),
        ("price &D; and &processes8; and &notit; and A&B;C and &", None),
        ("a < b and c > d <", None),
        ("<a onclick='x'>kept", None),
        ("&amp; &lt;b&gt; &quot;c&quot; &#8220;d&#x201D;", '& <b> "c" “d”'),
        ("&#0; &#x1; &#xD800; &#x110000; &#9999999;", None),
    ],
)
def test_text_of_pre(markup: str, text: str | None) -> None:
    assert pre_text(markup) == (markup if text is None else text)


def test_site_text_has_a_line_for_each_block() -> None:
    markup = (
        "<head><title>no</title></head><script>if (a < b) {}</script><style>p {}</style>"
        "<!-- no --><div class='sort'>\n<a href='x'>One</a>\n<a>Two</a></div>"
        "<p>A &amp; B<br />C</p>"
    )
    assert site_text(markup) == "One Two\nA & B\nC"


def test_script_that_never_ends_is_kept_as_text() -> None:
    assert "alert" in site_text("<p>x</p><script>alert()")


HOSTILE = {
    "pre": "<pre>",
    "closed pre": "<pre>x</pre>",
    "open tags": "<a href='",
    "links": "<a id='par1' href='#par1'>",
    "angles": "<",
    "ampersands": "&#x",
    "breaks": "<br />",
    "scripts": "<script",
    "comments": "<!--",
    "rows": "<tr><td>",
    "headings": "<h3>Viewing cable ",
    "blanks": " ",
    "line ends": "&#x000A;",
}


@pytest.mark.timing
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_cost_grows_linearly(piece: str) -> None:
    times = []
    for size in (100_000, 1_000_000):
        markup = "<table class='cable'>" + piece * (size // len(piece)) + "<pre>x"
        start = time.perf_counter()
        split_page(markup)
        times.append(time.perf_counter() - start)
    assert times[1] < 40 * times[0] + 0.2, times
