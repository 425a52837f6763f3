"""Nothing on a page may hide, replace or add words: only what our pages are made of may stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import get_args

import pytest

from cableconv.conversion import dumps, read
from cableconv.verify import FindingKind, html_form, verify, verify_alone
from cableconv.writers.html.options import HtmlOptions, Theme
from cableconv.writers.html.page import style
from console import ROOT

K = FindingKind
CABLE = read(ROOT / "samples" / "secret-noforn-derivative.txt")
PAGE = dumps(CABLE, "html").decode()
MARK = '<abbr class="mark" title="Confidential">(C)</abbr>'
HEARD = '<span class="heard"> [Confidential]</span>'
START = '<div class="paragraph" id="para-2">'

Change = Callable[[str], str]


def swap(old: str, new: str, count: int = 1) -> Change:
    return lambda page: page.replace(old, new, count)


def before(new: str, old: str = START) -> Change:
    return swap(old, new + old)


def styled(rule: str) -> Change:
    return swap("</style>", f"{rule}\n</style>")


def attribute(text: str) -> Change:
    return swap(START, f"{START[:-1]} {text}>")


INVENTED = "(U) The whole cable was declassified in 2020."

DAMAGES: dict[str, tuple[Change, FindingKind]] = {
    "banner among the text": (before(f'<p class="banner">{INVENTED}</p>'), K.MARK_ADDED),
    "banner as a section": (before(f'<section class="banner">{INVENTED}</section>'), K.MARK_ADDED),
    "banner in the body": (before(f'<div class="banner">{INVENTED}</div>', "<main>"), K.MARK_ADDED),
    "second banner": (before("<header class='banner'>SECRET</header>", "<main>"), K.BANNER),
    "link that skips": (before(f'<a class="skip" href="#text">{INVENTED}</a>'), K.MARK_ADDED),
    "link with other words": (swap(">Skip to the text<", ">(U) Invented<"), K.MARK_ADDED),
    "words as a link that skips": (
        swap("hums", '<a class="skip" href="#text">hums</a>'),
        K.INVALID,
    ),
    "words as a rule": (swap("hums", '<div class="rule" role="separator">hums</div>'), K.INVALID),
    "paragraph as a rule": (
        swap('<p class="numbered">', '</div><div class="rule" role="separator">'),
        K.INVALID,
    ),
    "heard anywhere": (swap("hums", '<span class="heard"> [Top Secret]</span>hums'), K.INVALID),
    "words only heard": (swap("hums", '<span class="heard">hums</span>'), K.INVALID),
    "heard after words": (swap(HEARD, f"x{HEARD}"), K.INVALID),
    "mark hidden by a rule": (styled(".mark { display: none; }"), K.INVALID),
    "words added by a rule": (styled('p::before { content: "(U) "; }'), K.INVALID),
    "a rule changed": (swap("--fill: #c8102e", "--fill: #007a33"), K.INVALID),
    "second style sheet": (swap("</head>", "<style>p { opacity: 0 }</style></head>"), K.INVALID),
    "style sheet in the body": (before("<style>p { opacity: 0 }</style>"), K.INVALID),
    "no colour": (attribute('style="opacity:0"'), K.INVALID),
    "no size": (attribute('style="font-size:0"'), K.INVALID),
    "closed part": (
        swap(START, f"<details><summary>x</summary>{START}", 1),
        K.INVALID,
    ),
    "dialog": (before("<dialog>(U) Invented.</dialog>"), K.INVALID),
    "script": (before("<script>document.body.hidden = true</script>", "</body>"), K.INVALID),
    "event": (attribute('onclick="x()"'), K.INVALID),
    "picture": (before('<img src="x.png" alt="(U)">'), K.INVALID),
    "name of a mark": (swap(MARK, MARK[:5] + ' aria-label="Unclassified"' + MARK[5:]), K.INVALID),
    "role": (attribute('role="none"'), K.INVALID),
    "editable": (attribute('contenteditable="true"'), K.INVALID),
    "name of a table": (swap('aria-label="Message lines"', 'aria-label="(U) All"'), K.INVALID),
    "name of a part": (
        swap('aria-labelledby="received-heading"', 'aria-label="Unclassified"'),
        K.INVALID,
    ),
    "comment that a browser ends at once": (before("<!--> (U) Invented. <!-- -->"), K.INVALID),
    "instruction": (before("<?x (U) Invented. ?>"), K.INVALID),
    "words in a row, beside its value": (
        swap("</dd></div>", "</dd><p>(U) Invented</p></div>"),
        K.INVALID,
    ),
    "words between label and value": (swap("</dt><dd>", "</dt>(U) Invented<dd>"), K.INVALID),
    "element not ended": (before("<p>"), K.INVALID),
    "base": (swap("</head>", '<base href="https://example.org/"></head>'), K.INVALID),
    "no encoding": (swap('<meta charset="utf-8">', ""), K.INVALID),
    "leads elsewhere": (
        swap("</head>", '<meta http-equiv="refresh" content="0"></head>'),
        K.INVALID,
    ),
    "words after the page": (swap("</html>", "</html>(U) Invented."), K.INVALID),
    "parts turned round": (
        lambda page: page.replace("<main>", '<footer class="banner"></footer><main>'),
        K.INVALID,
    ),
    "title of the window": (swap("<title>", "<title>UNCLASSIFIED "), K.TEXT_CHANGED),
    "mark in the title": (
        swap("<title>09EXAMPLEVILLE", "<title>(U) 09EXAMPLEVILLE"),
        K.TEXT_CHANGED,
    ),
    "words as a mark": (
        swap("hums", '<abbr class="mark" title="Top Secret">hums</abbr>'),
        K.MARK_CHANGED,
    ),
    "reason of an excision": (
        swap(
            "hums",
            '<span class="excision" title="Stands for text taken out: UNCLASSIFIED">hums</span>',
        ),
        K.TEXT_ADDED,
    ),
    "character by its number": (swap("hums", "&#104;ums"), K.INVALID),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_no_page_has_is_found(name: str) -> None:
    change, kind = DAMAGES[name]
    damaged = change(PAGE)
    assert damaged != PAGE
    found = verify(damaged.encode(), CABLE, "html")
    assert kind in {finding.kind for finding in found}, found


def test_what_no_page_has_is_found_without_the_input() -> None:
    damaged = DAMAGES["mark hidden by a rule"][0](PAGE)
    assert [one.kind for one in verify_alone(damaged.encode(), "html").findings] == [K.INVALID]


def test_a_page_of_nothing_but_faults_is_told_in_few_findings() -> None:
    found = list(html_form.misformed("<x>" * 100_000))
    assert len(found) == 20


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_style_sheets_are_those_that_are_shipped(theme: Theme) -> None:
    shipped = hashlib.sha256(style(theme).encode()).hexdigest()
    assert html_form.STYLES[theme] == shipped, "page.css was changed: look at it, then take this"
    options = HtmlOptions(theme=theme, lang="fr")
    assert verify(dumps(CABLE, "html", options), CABLE, "html", options) == []
