"""Plain lists of all cables, a thousand a page, by year; and one of the inputs that failed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import attrs

from cableconv.batch.export.base import Record
from cableconv.batch.export.page.rows import COLUMNS, escape, framed, row, table
from cableconv.batch.export.page.summary import (
    Summary,
    banner_of_list,
    marking_of,
    year_of,
)
from cableconv.batch.receipt import Receipt
from cableconv.model.effective import OverallMarking

SIZE = 1000
"""Cables of a page: about 400 KB."""

FAILED = "failed"


@attrs.frozen
class Chapter:
    """The pages of a year, or of the failures.

    Attributes:
        name: ``2006``, ``undated`` or ``failed``.
        count: number of cables.
        pages: names of the files.
    """

    name: str
    count: int
    pages: tuple[str, ...]


@attrs.define
class _Open:
    """A page that is being filled."""

    number: int = 1
    rows: list[str] = attrs.Factory(list)
    markings: set[OverallMarking] = attrs.Factory(set)


def write_lists(record: Record, summary: Summary, folder: Path, base: str) -> tuple[Chapter, ...]:
    """Write the lists; what there is, by year.

    In memory is one page of each year at a time.
    """
    counts = dict(sorted(summary.years.items()))
    if summary.failed:
        counts[FAILED] = summary.failed
    chapters = {name: _chapter(name, count) for name, count in counts.items()}
    pages: defaultdict[str, _Open] = defaultdict(_Open)
    for receipt in record.receipts():
        name = year_of(receipt) if receipt.status.is_done else FAILED
        page = pages[name]
        page.rows.append(row(receipt, base) if receipt.status.is_done else _failure(receipt))
        if receipt.status.is_done:
            page.markings.add(marking_of(receipt))
        if len(page.rows) == SIZE:
            _write(folder, chapters[name], page)
            pages[name] = _Open(page.number + 1)
    for name, page in pages.items():
        if page.rows:
            _write(folder, chapters[name], page)
    return tuple(chapters.values())


def _chapter(name: str, count: int) -> Chapter:
    pages = -(-count // SIZE)
    return Chapter(name, count, tuple(f"list-{name}-{n:04}.html" for n in range(1, pages + 1)))


def _failure(receipt: Receipt) -> str:
    cells = (receipt.id, receipt.status.value, receipt.code, receipt.message)
    return "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in cells) + "</tr>"


def _write(folder: Path, chapter: Chapter, page: _Open) -> None:
    failed = chapter.name == FAILED
    what = "Inputs that failed" if failed else f"Cables, {chapter.name}"
    title = f"{what}: page {page.number} of {len(chapter.pages)}"
    heads = ("Input", "Status", "Code", "Reason") if failed else COLUMNS
    content = (
        f'<main class="list"><h1>{escape(title)}</h1>\n{_ways(chapter, page.number)}\n'
        f"{table(title, heads, page.rows)}\n{_ways(chapter, page.number)}</main>"
    )
    text = framed(title, banner_of_list(page.markings), content)
    (folder / chapter.pages[page.number - 1]).write_text(text, encoding="utf-8", newline="\n")


def _ways(chapter: Chapter, number: int) -> str:
    """Links to the page before, the next one, and the front."""
    ways = ['<a href="index.html">Index</a>']
    if number > 1:
        ways.append(f'<a href="{chapter.pages[number - 2]}" rel="prev">Page {number - 1}</a>')
    if number < len(chapter.pages):
        ways.append(f'<a href="{chapter.pages[number]}" rel="next">Page {number + 1}</a>')
    return f"<p>{' · '.join(ways)}</p>"
