"""The front page: what the corpus holds, the search, and links to the plain lists."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cableconv.batch.export.base import Record, ended
from cableconv.batch.export.page.lists import FAILED, Chapter
from cableconv.batch.export.page.pieces import Pieces, tables
from cableconv.batch.export.page.rows import COLUMNS, escape, framed
from cableconv.batch.export.page.summary import Summary

_FACETS = (("banner", "Classification"), ("year", "Year"), ("post", "From"), ("tag", "TAGS"))


def front_page(
    record: Record, summary: Summary, pieces: Pieces, lists: Sequence[Chapter], base: str
) -> str:
    """The whole page.

    Args:
        record: the ledger.
        summary: numbers of all cables.
        pieces: what the search loads.
        lists: the plain lists.
        base: from the page to the output folder.
    """
    date = (ended(record) or "")[:10]
    made = f" Converted until {escape(date)}." if date else ""
    content = f"""\
<a class="skip" href="#results">Skip to the cables</a>
<main>
<h1>Index of {summary.done:,} cables</h1>
<p class="quiet">Each row shows the marking of its cable. The line at the top and foot is the
highest marking of all that is listed.{made}</p>
{_search()}
{_lists(lists)}
</main>"""
    facts = {
        "done": summary.done,
        "base": base,
        "pieces": len(pieces.names),
        "suffixes": pieces.suffixes,
        **dict(tables(summary)),
    }
    # "<" could end the element; JSON may spell it in another way.
    data = json.dumps(facts, separators=(",", ":")).replace("<", "\\u003c")
    scripts = f'<script type="application/json" id="facts">{data}</script>\n'
    scripts += '<script src="search.js"></script>\n'
    title = f"Index of {summary.done:,} cables"
    return framed(title, summary.banner, content, scripts=scripts)


def _search() -> str:
    facets = "\n".join(
        f'<details class="facet" open><summary><h2>{name}</h2></summary>'
        f'<div class="values" id="facet-{key}" role="group" aria-label="{name}" tabindex="0"></div>'
        f"</details>"
        for key, name in _FACETS
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in COLUMNS)
    return f"""\
<form class="search" id="search" role="search" hidden>
<p><label for="words">Words in number, subject, originator and TAGS</label>
<input type="search" id="words" autocomplete="off" spellcheck="false"></p>
<p><label for="order">Order</label>
<select id="order"><option value="up">oldest first</option>
<option value="down">newest first</option></select></p>
<p><button type="reset">Show all</button></p>
</form>
<p id="loading" hidden><label for="loaded">Loading the index</label>
<progress id="loaded" max="1" value="0"></progress></p>
<div class="columns" id="columns" hidden>
<section class="facets" aria-label="Choose">
{facets}
</section>
<section id="results" tabindex="-1" aria-labelledby="count">
<p id="count" role="status"></p>
<div class="wide" tabindex="0" role="region" aria-label="Cables"><table id="table">
<caption class="heard">Cables that were found</caption>
<thead><tr>{heads}</tr></thead><tbody id="rows"></tbody></table></div>
<nav class="turn" aria-label="Pages of the result"><button type="button" id="before">Earlier page\
</button> <span id="page"></span> <button type="button" id="next">Next page</button></nav>
</section>
</div>"""


def _lists(lists: Sequence[Chapter]) -> str:
    items = []
    for chapter in lists:
        links = " ".join(
            f'<a href="{page}">{number}</a>' for number, page in enumerate(chapter.pages, 1)
        )
        name = "not converted" if chapter.name == FAILED else chapter.name
        items.append(f"<li>{escape(name)}: {chapter.count:,}, pages {links}</li>")
    return f"""\
<section class="lists" aria-labelledby="lists">
<h2 id="lists">Plain lists, by year</h2>
<ul>
{chr(10).join(items)}
</ul>
</section>"""
