"""Parts of pages: the frame with its marking, and rows of cables. All text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from cableconv import __version__
from cableconv.batch.export.page.pieces import cut
from cableconv.batch.export.page.summary import UNDATED, Banner, banner_of
from cableconv.batch.receipt import Receipt
from cableconv.writers.html.text import Escaper

POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:"
"""Nothing but the page's own scripts and style, from where it stands."""

COLUMNS = ("Date", "Number", "Marking", "From", "Subject and TAGS")

escape = Escaper()


def framed(title: str, banner: Banner, content: str, *, scripts: str = "") -> str:
    """A whole page with the highest marking that it lists at top and foot."""
    said = escape(banner.text)
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="cableconv {escape(__version__)}">
<title>{escape(title)}</title>
<link rel="stylesheet" href="page.css">
</head>
<body>
<header class="banner {banner.css}"><p><span class="heard">Highest marking listed here: </span>\
{said}</p></header>
{content}
<footer class="banner {banner.css}"><p><span class="heard">Highest marking listed here: </span>\
{said}</p></footer>
{scripts}</body>
</html>
"""


def table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table with its head."""
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join(rows)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table>"
    )


def row(receipt: Receipt, base: str) -> str:
    """The row of a cable, with its marking and links to its outputs."""
    facts = receipt.facts
    banner = banner_of(receipt)
    tags = " ".join(facts.get("tags") or ())
    name = escape(facts.get("mrn") or receipt.id)
    mark = facts.get("subject_mark")
    captions = " ".join(facts.get("captions") or ())
    when = (facts.get("dtg") or UNDATED)[:16].replace("T", " ")
    marked = f'<span class="mark">{escape(mark)}</span> ' if mark else ""
    # A marking breaks between its words only.
    words = escape(banner.text).replace("/", "/<wbr>")
    marking = f'<span class="level {banner.css}">{words}</span>'
    marking += f' <span class="captions">{escape(captions)}</span>' if captions else ""
    subject = facts.get("subject") or facts.get("title") or ""
    cells = (
        escape(when),
        f'{name}<span class="files">{links(receipt, base)}</span>',
        marking,
        escape(facts.get("originator") or ""),
        f'{marked}{escape(subject)}<span class="tags">{escape(tags)}</span>',
    )
    return "<tr>" + "".join(f"<td>{one}</td>" for one in cells) + "</tr>"


def links(receipt: Receipt, base: str) -> str:
    """Links to the outputs of a cable; each says of which cable it is."""
    name = escape(receipt.facts.get("mrn") or receipt.id)
    found = []
    for output in receipt.outputs:
        stem, suffix = cut(output)
        href = escape(quote(base + stem + suffix))
        label = f'{escape(output.format)}<span class="heard"> of {name}</span>'
        found.append(f'<a href="{href}">{label}</a>')
    return " ".join(found)
