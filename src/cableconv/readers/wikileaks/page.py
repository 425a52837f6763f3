"""The parts of a WikiLeaks page as text, by a rule that drops markup only.

The source text of a page is, in order and a blank line apart: the site's text before the heading,
the heading, the site's text before the table, the table by columns (heading, tab, value, a column a
line), its further rows, the text of each ``pre``, the site's text after them. Inside ``pre`` only
the site's own markup is dropped: its links, ``br`` (a line end), ends of table cells; five entities
and numeric references are resolved. Everything else there is text, ``<Israel>`` and ``&D;`` too,
because the site never escaped the text of a cable (field guide, 2a.4).
"""

from __future__ import annotations

import html
import re

import attrs

_HEADING = re.compile(r"<h3>\s{0,80}Viewing cable ([^<]{0,2000})</h3>")
"""Matches "<h3>Viewing cable 06EXAMPLEVILLE680, A SUBJECT</h3>"."""

_TABLE = re.compile(r"<table class=['\"]cable['\"]>")
_PRE = re.compile(r"<pre(?: [^<>]{0,200})?>\n?")
_ROW = re.compile(r"<tr\b[^<>]{0,200}>")
_CELL = re.compile(r"<t[hd]\b[^<>]{0,200}>")

_BLOCK = re.compile(
    r"</?(?:address|blockquote|body|center|div|d[dlt]|form|h[1-6]|hr|html|li|ol|p|pre|t(?:able|body|"
    r"[dhr]|foot|head)|ul|br)\b[^<>]*>"
)
"""Matches "<div class='pane small'>", which ends a line."""

_INLINE = re.compile(r"<[a-zA-Z/!?][^<>]*>")
"""Matches "<a href='/tag/PREL_0.html'>"."""

_SILENT = (("<head>", "</head>"), ("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"))

_MARKUP = re.compile(
    r"<a (?:id|href)=[^<>]{0,300}>|</a>|</?(?:code|table|tbody|tr|td)>|(<br ?/?>\n?)"
    r"|&(?:(amp|lt|gt|quot|apos|nbsp)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));"
)
"""Matches "<a id='par3' href='#par3'>", "<br />" and "&#x000A;"."""

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0"}
_LINE_END = "&#x000A;"


@attrs.frozen
class Page:
    """The parts of a page, each as text without blank lines around it.

    Attributes:
        before: the site's text before the heading.
        heading: what follows "Viewing cable": id and first line of the subject; None without one.
        intro: the site's text between heading and table.
        columns: heading and value of each column of the table.
        articles: further rows of the table, each its lines.
        texts: of the ``pre`` elements: header and body. One page in 8,000 has only one.
        after: the site's text after the last ``pre``.
        closed: False where the last ``pre`` does not end: the page is cut off.
    """

    before: str
    heading: str | None
    intro: str
    columns: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]
    texts: tuple[str, ...]
    after: str
    closed: bool = True


def split_page(page: str) -> Page | None:
    """The parts of a page; None where it has no ``pre``, and so no cable.

    Args:
        page: the markup, with LF as line end.
    """
    texts, first, last, closed = _texts(page, _table_start(page))
    if not texts:
        return None
    heading = _HEADING.search(page, 0, first)
    table = _table_start(page)
    table = table if 0 <= table < first else first
    start = heading.start() if heading else table
    columns, articles = _table(page[table:first])
    return Page(
        before=site_text(page[:start]),
        heading=site_text(heading[1]) if heading else None,
        intro=site_text(page[heading.end() : table]) if heading else "",
        columns=columns,
        articles=articles,
        texts=texts,
        after=site_text(page[last:]),
        closed=closed,
    )


def _table_start(page: str) -> int:
    found = _TABLE.search(page)
    return found.start() if found else -1


def _texts(page: str, at: int) -> tuple[tuple[str, ...], int, int, bool]:
    """The texts of all ``pre``, where the first begins and the last ends, and whether it ends."""
    texts: list[str] = []
    first, at = len(page), max(at, 0)
    while (opening := _PRE.search(page, at)) is not None:
        # What stands between two of them is text of the page too; it is never markup alone.
        between = site_text(page[at : opening.start()]) if texts else ""
        texts.extend([between] if between else [])
        first = min(first, opening.start())
        end = page.find("</pre>", opening.end())
        if end < 0:
            return (*texts, pre_text(page[opening.end() :])), first, len(page), False
        texts.append(pre_text(page[opening.end() : end]))
        at = end + len("</pre>")
    return tuple(texts), first, at, True


def _table(markup: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Headings with their values, and the text of the rows after them."""
    rows = _ROW.split(markup)[1:]
    cells = [[site_text(cell) for cell in _CELL.split(row)[1:]] for row in rows[:2]]
    while len(cells) < 2:  # noqa: PLR2004 - headings and values
        cells.append([])
    names, values = cells
    width = max(len(names), len(values))
    names += [""] * (width - len(names))
    values += [""] * (width - len(values))
    rest = [site_text(row) for row in rows[2:]]
    return tuple(zip(names, values, strict=True)), tuple(text for text in rest if text)


def pre_text(markup: str) -> str:
    """The text of a ``pre`` element, with LF as line end."""
    text = markup.replace(_LINE_END, "\n")
    if "<" in text or "&" in text:
        text = _MARKUP.sub(_resolved, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _resolved(found: re.Match[str]) -> str:
    line_end, name, decimal, digits = found.groups()
    if line_end:
        return "\n"
    if name:
        return _ENTITIES[name]
    if not decimal and not digits:
        return ""
    code = int(decimal) if decimal else int(digits, 16)
    return chr(code) if _is_text(code) else found[0]


def _is_text(code: int) -> bool:
    # The characters of XML 1.0, 2.2; a reference to any other stays as it is written.
    return code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF  # noqa: PLR2004


def site_text(markup: str) -> str:
    """The text of markup around a cable: a line for each block element, no blank lines.

    Scripts, styles, the ``head`` and comments are no text.
    """
    for opening, closing in _SILENT:
        markup = _without(markup, opening, closing)
    text = _BLOCK.sub("\n", markup.replace("\n", " "))
    text = html.unescape(_INLINE.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without(markup: str, opening: str, closing: str) -> str:
    if opening not in markup:
        return markup
    parts: list[str] = []
    at = 0
    while (start := markup.find(opening, at)) >= 0:
        end = markup.find(closing, start)
        if end < 0:
            break
        parts.append(markup[at:start])
        at = end + len(closing)
    return "".join([*parts, markup[at:]])
