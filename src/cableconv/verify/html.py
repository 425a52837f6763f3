"""Reading an HTML page for verification with lxml: what it shows, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from cableconv.model.blocks import Rule
from cableconv.model.cable import Cable
from cableconv.model.content import raw_text
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Excision, Furniture
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.verify import html_form
from cableconv.verify.around import is_titled, titles
from cableconv.verify.demand import Scope
from cableconv.verify.finding import Finding, FindingKind, differing, excerpt
from cableconv.verify.printed import (
    Line,
    Meanings,
    Printed,
    Sheet,
    Zone,
    agreement,
    meanings_in,
    prove,
    said_otherwise,
)
from cableconv.verify.rows import squeezed
from cableconv.verify.words import joined

_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd"})
"""Elements whose text is one line or paragraph."""

_LISTS = ("ul", "ol")

_UNSEEN = frozenset({"script", "style", "template", "head", "title"})

_UNREADABLE = "it cannot be read as an HTML page: "


class _DamagedError(Exception):
    """The page cannot be read; the message says why."""


def check(output: bytes, cable: Cable, *, page_lines: bool = False) -> list[Finding]:
    """The differences between an HTML page and its cable.

    Args:
        output: the page.
        cable: what it must hold.
        page_lines: whether page lines are shown, with banners and stamps printed with them.
    """
    try:
        printed = read(output, meanings_in(cable))
    except _DamagedError as error:
        return [Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}{error}")]
    scope = Scope(page_lines=page_lines, stamps=page_lines)
    page = output.decode("utf-8")
    return [
        *prove(printed, cable, scope, _without_next_line),
        *_window(page, cable),
        *_excisions(page, cable),
        *_rules(page, cable),
    ]


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with an HTML page without its cable."""
    try:
        return list(agreement(read(output)))
    except _DamagedError as error:
        return [Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}{error}")]


def _window(page: str, cable: Cable) -> Iterator[Finding]:
    """The title of the browser's window: number, and title with its mark."""
    found = unescape(html_form.title(page))
    names = titles(cable)
    expected = [f"{cable.mrn or ''} {name}" for name in names]
    if not any(is_titled(_without_next_line(one), found) for one in (*expected, *names)):
        what = "the title of the window is another"
        yield differing(FindingKind.TEXT_CHANGED, "page", expected[-1], found, what)


_EXCISION = re.compile(r'<span class="excision" title="Stands for text taken out:? ?([^"<]*)"')
"""Matches '<span class="excision" title="Stands for text taken out: B1"'."""


def _excisions(page: str, cable: Cable) -> Iterator[Finding]:
    """Reasons that are told of an excision and that the cable does not give."""
    leaves = (leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, Excision))
    own = {joined(", ".join(leaf.reasons)) for leaf in leaves}
    for told in map(unescape, _EXCISION.findall(page)):
        if joined(told) not in own:
            message = f"the cable does not give this reason of an excision: {excerpt(told)}"
            yield Finding(FindingKind.TEXT_ADDED, "page", "", told, message)


_RULE = re.compile(r'<div class="rule" role="separator">(.*?)</div>', re.DOTALL)
"""Matches '<div class="rule" role="separator">-----</div>'; linear, for "</div>" ends it."""

_TAG = re.compile(r"<[^>]*>")
"""Matches '<span class="label">'."""


def _rules(page: str, cable: Cable) -> Iterator[Finding]:
    """Words set as a rule, which is cut off at the edge of the page."""
    rules = [block.content for block in iter_blocks(cable.blocks) if isinstance(block, Rule)]
    read = [tuple(x for x in rule if not isinstance(x, (Furniture, PageMarker))) for rule in rules]
    own = {squeezed(_without_next_line(raw_text(content))) for content in (*rules, *read)}
    for shown in _RULE.findall(page):
        text = unescape(_TAG.sub("", shown))
        if squeezed(text) not in own:
            message = f"it is set as a rule, and is none: {excerpt(text)}"
            yield Finding(FindingKind.INVALID, "page", "", text, message)


def _without_next_line(text: str) -> str:
    # A page cannot hold this control, which parts words, and shows the sign for no character.
    return text.replace("\x85", "")


def read(output: bytes, own: Meanings | None = None) -> Printed:
    """What an HTML page shows.

    Args:
        output: the page.
        own: the meanings of the marks of its cable; None where that is not known.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        page = output.decode("utf-8")
        root = lxml_html.document_fromstring(output, parser=parser)
    except (etree.LxmlError, UnicodeDecodeError, ValueError) as error:
        raise _DamagedError(str(error)) from error
    body = root.find("body")
    if body is None:
        raise _DamagedError("it has no body")
    sheet = Sheet("page", _banner(body, "header"), _banner(body, "footer"))
    troubles = list(html_form.misformed(page))
    troubles += [found for mark in body.iter("abbr") for found in _meaning(mark, own)]
    return Printed((sheet,), tuple(_lines(body, Zone.TEXT)), troubles)


def _banner(body: etree._Element, tag: str) -> list[str]:
    """The lines at the top or the foot of the page."""
    shown = (x for x in body.iterchildren(tag) if not _is_hidden(x))
    found = [x for x in shown if "banner" in _classes(x)]
    return [text for one in found for line in _lines(one, Zone.TEXT) if (text := line.text.strip())]


def _classes(element: etree._Element) -> list[str]:
    return str(element.get("class") or "").split()


def _lines(element: etree._Element, zone: Zone) -> Iterator[Line]:
    """The lines of what stands in an element; words between its parts are a line of their own."""
    yield from _seen(zone, element.text or "")
    for child in element:
        yield from _part(child, zone)
        yield from _seen(zone, child.tail or "")


def _part(element: etree._Element, zone: Zone) -> Iterator[Line]:
    if _is_hidden(element) or _is_apart(element):
        return
    if element.tag == "h1":
        yield Line(Zone.TITLE, text_of(element))
    elif element.tag == "div" and _is_row(element):
        values = "\n".join(text_of(value) for value in element.iterchildren("dd"))
        yield Line(Zone.ROW, values, " ".join(text_of(x) for x in element.iterchildren("dt")))
    elif element.tag == "tr":
        yield from _seen(zone, " ".join(text_of(cell) for cell in element))
    elif element.tag == "li":
        yield from _seen(zone, text_of(element, without=_LISTS))
        for inner in element.iterchildren(*_LISTS):
            yield from _lines(inner, zone)
    elif element.tag in _LINES or "rule" in _classes(element):
        yield from _seen(zone, text_of(element))
    else:
        yield from _lines(element, _zone(element, zone))


def _seen(zone: Zone, text: str) -> Iterator[Line]:
    if text.strip():
        yield Line(zone, text)


def _zone(element: etree._Element, zone: Zone) -> Zone:
    """The zone of what stands in an element: head and back are around the text."""
    classes = _classes(element)
    around = (element.tag == "header" and "head" in classes) or "back" in classes
    return Zone.RECEIVED if around else zone


def _is_row(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "dl"


def _is_apart(element: etree._Element) -> bool:
    """Whether it is a banner, which is looked at elsewhere, or the link that leads to the text."""
    parent = element.getparent()
    if parent is None or parent.tag != "body":
        return False
    if element.tag == "a":
        link = "skip" in _classes(element) and element.getprevious() is None
        return link and text_of(element) == html_form.SKIP
    return element.tag in ("header", "footer") and "banner" in _classes(element)


def _is_heard(element: etree._Element) -> bool:
    """Whether it is what a screen reader says for the mark right before it, and is not seen."""
    mark = element.getprevious()
    after = mark is not None and mark.tag == "abbr" and "mark" in _classes(mark) and not mark.tail
    return after and "heard" in _classes(element)


def _is_hidden(element: etree._Element) -> bool:
    style = str(element.get("style") or "").replace(" ", "").casefold()
    hidden = "display:none" in style or "visibility:hidden" in style
    return hidden or element.get("hidden") is not None or element.tag in _UNSEEN


def text_of(element: etree._Element, *, without: tuple[str, ...] = ()) -> str:
    """The text that an element shows; what only a screen reader says is left out.

    Args:
        element: of a page.
        without: tags of elements in it that are left out.
    """
    parts = [element.text or ""]
    for child in element:
        left_out = _is_hidden(child) or _is_heard(child) or child.tag in without
        parts.append("" if left_out else text_of(child))
        parts.append("\n" if child.tag in ("br", "p", *_LISTS) else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _meaning(mark: etree._Element, own: Meanings | None) -> Iterator[Finding]:
    """A mark whose meaning is not told, on hover or aloud, or is another than it shows."""
    following = mark.getnext()
    heard = following is not None and _is_heard(following)
    aloud = "".join(map(str, following.itertext())) if following is not None and heard else ""
    for told in (str(mark.get("title") or ""), aloud.strip(" []")):
        yield from said_otherwise(text_of(mark), told, "page", own, demanded=True)
