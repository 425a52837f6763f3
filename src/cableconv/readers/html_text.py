"""The text of an HTML page by one documented rule, which drops markup and nothing else.

The text is that of the body. Blanks collapse as in a browser, except inside ``pre``. A ``br`` ends
a line; a block element stands on lines of its own with a blank line around it. Scripts, styles and
comments are no text. What only looks like a tag, such as a name in angle brackets, is text: pages
of cables hold many unescaped ones (field guide, 2a.4).
"""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "br",
    "button", "canvas", "caption", "cite", "code", "col", "colgroup", "data", "datalist", "del",
    "dfn", "em", "embed", "font", "frame", "frameset", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "link", "map", "mark", "menu", "meta", "meter", "nobr", "noframes",
    "object", "optgroup", "option", "output", "param", "picture", "progress", "q", "rp", "rt",
    "ruby", "s", "samp", "select", "small", "source", "span", "strike", "strong", "sub", "summary",
    "sup", "td", "textarea", "th", "time", "track", "tt", "u", "var", "video", "wbr",
))  # fmt: skip
_EDGE = "\0"
"""Stands for the edge of a block while text is collected."""
_SOFT = "\1"
"""Stands for blanks that collapse; those inside ``pre`` do not."""
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "title", "svg"))
_UNREAD = frozenset(("script", "style"))
"""Elements in which no tag counts but their own end."""
_ELEMENTS = _BLOCKS | _INLINE | _SILENT

_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})"
    r"(?:[^<>\"'A-Za-z0-9](?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)?>"
)
"""Matches ``<a href="x">`` and ``</p>``; none goes over a further ``<``, so that all are linear."""
_BROKEN_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?:[^<>A-Za-z0-9][^<>]*+)?>")
"""Matches ``<a title="x>``, whose quotation mark is not closed."""
_FOREIGN = re.compile(
    r"</?(?:[A-Za-z][A-Za-z0-9]{0,20}:[A-Za-z]|[a-z][a-z0-9]{0,20}-[a-z])[^<>]*+>"
)
"""Matches ``<o:p>`` and ``<my-menu>``: elements of office programs and of a site's own."""
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype html|html|head|body|div|article)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Matches the begin of "<!DOCTYPE html>"."""


def is_html(data: bytes) -> bool:
    """True where the input begins as an HTML page or a part of one."""
    return _PAGE.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def html_text(page: str) -> str:
    """The text of the page, lines ended by LF. Any page has one, and it takes linear time."""
    collected = _Collected()
    at = 0
    while at < len(page):
        begin = page.find("<", at)
        begin = len(page) if begin < 0 else begin
        collected.data(unescape(page[at:begin]))
        at = _markup(page, begin, collected)
    return collected.text()


def _markup(page: str, at: int, collected: _Collected) -> int:
    """The place after the tag or comment that begins at ``at``; a lone ``<`` is text."""
    tag = _TAG.match(page, at) or _BROKEN_TAG.match(page, at)
    if tag is None or tag[2].lower() not in _ELEMENTS:
        end = collected.skips.after(page, at)
        if end == at:
            collected.data(page[at : at + 1])
        return max(end, at + 1)
    name = tag[2].lower()
    if tag[1]:
        collected.end(name)
    elif not (page[tag.end() - 2] == "/" and name in _SILENT):
        collected.start(name)
        if name in _UNREAD:
            close = re.compile(f"</{name}\\b", re.IGNORECASE).search(page, tag.end())
            return close.start() if close else len(page)
    return tag.end()


class _Skips:
    """Comments, declarations and elements of other languages, which are no text.

    A sign that is not closed any more is asked for once only; that keeps hostile pages linear.
    """

    def __init__(self) -> None:
        self._missing: set[str] = set()

    def after(self, page: str, at: int) -> int:
        """The place after what is skipped at ``at``; ``at`` itself where nothing is."""
        for begin, end in (("<!--", "-->"), ("<!", ">"), ("<?", ">")):
            if page.startswith(begin, at) and end not in self._missing:
                found = page.find(end, at + len(begin))
                if found >= 0:
                    return found + len(end)
                self._missing.add(end)
        foreign = _FOREIGN.match(page, at)
        return foreign.end() if foreign else at


class _Collected:
    """Collects text; knows blocks, line breaks and preformatted parts."""

    def __init__(self) -> None:
        self.skips = _Skips()
        self._parts: list[str] = []
        self._silent = 0
        self._pre = 0

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._parts.append(_EDGE)
            self._pre += tag == "pre"

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._parts.append(_EDGE)
            self._pre = max(0, self._pre - (tag == "pre"))

    def data(self, data: str) -> None:
        """Characters between tags."""
        if self._silent or not data:
            return
        data = data.replace(_EDGE, "\ufffd").replace(_SOFT, "\ufffd")
        if not self._pre:
            data = re.sub(r"[ \t\n\f]+", _SOFT, data)
        self._parts.append(data)

    def text(self) -> str:
        """What was collected: blocks apart by a blank line, no blanks at line ends."""
        # The look-behinds keep this linear: a run is tried once, from its start.
        text = re.sub(
            f"(?<![{_SOFT}\n])[{_SOFT}\n]*{_EDGE}[{_EDGE}{_SOFT}\n]*", "\n\n", "".join(self._parts)
        )
        text = re.sub(f"(?<!{_SOFT}){_SOFT}*\n{_SOFT}*", "\n", text)
        return re.sub(f"{_SOFT}+", " ", text).strip("\n") + "\n"
