"""The text of an HTML page by one documented rule, which drops markup and nothing else.

The text is that of the body. Blanks collapse as in a browser, except inside ``pre``. A ``br`` ends
a line; a block element stands on lines of its own with a blank line around it. Scripts, styles and
comments are no text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_EDGE = "\0"
"""Stands for the edge of a block while text is collected."""
_SOFT = "\1"
"""Stands for blanks that collapse; those inside ``pre`` do not."""
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "title", "svg"))
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
    """The text of the page, lines ended by LF."""
    parser = _TextOf()
    parser.feed(page)
    parser.close()
    return parser.text()


class _TextOf(HTMLParser):
    """Collects text; knows blocks, line breaks and preformatted parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._parts.append(_EDGE)
            self._pre += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._parts.append(_EDGE)
            self._pre = max(0, self._pre - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._silent:
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
