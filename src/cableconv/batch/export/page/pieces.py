"""The index in pieces that a page from disk can load: scripts, each with some thousand cables.

A piece holds columns, not rows. Values that come again and again (banners, originators, TAGS,
captions, kinds of files) are numbers of tables, which the page itself holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import attrs

from cableconv.batch.export.base import Record
from cableconv.batch.export.page.summary import Summary, banner_of
from cableconv.batch.receipt import Output, Receipt
from cableconv.errors import UsageError
from cableconv.registry import writer_class

SIZE = 4000
"""Cables of a piece: about half a megabyte."""

T = TypeVar("T")


@attrs.frozen
class Pieces:
    """What the page must know of its pieces.

    Attributes:
        names: of the files, in order.
        suffixes: the kinds of files, as ``(format, suffix)``, by their numbers.
    """

    names: tuple[str, ...]
    suffixes: tuple[tuple[str, str], ...]


def write_pieces(record: Record, summary: Summary, folder: Path) -> Pieces:
    """Write all pieces of a run's cables."""
    numbers = _Numbers(summary)
    receipts = (one for one in record.receipts() if one.status.is_done)
    names: list[str] = []
    while some := list(islice(receipts, SIZE)):
        name = f"piece-{len(names) + 1:05}.js"
        columns = json.dumps(numbers.columns(some), separators=(",", ":"))
        # A string to be parsed loads faster than the same as a script, and cannot act.
        (folder / name).write_text(f"cables({json.dumps(columns)});\n", encoding="ascii")
        names.append(name)
    return Pieces(tuple(names), tuple(numbers.suffixes))


class _Numbers:
    """Numbers for what comes again and again."""

    def __init__(self, summary: Summary) -> None:
        self.banners = _numbered([banner for banner, _ in summary.banners.most_common()])
        self.posts = _numbered(list(summary.posts))
        self.tags = _numbered(list(summary.tags))
        self.captions = _numbered(list(summary.captions))
        self.suffixes: dict[tuple[str, str], int] = {}

    def columns(self, receipts: Sequence[Receipt]) -> dict[str, list[Any]]:
        """The columns of some cables; ``search.js`` knows them by the same names."""
        facts = [receipt.facts for receipt in receipts]
        return {
            "number": [receipt.facts.get("mrn") or receipt.id for receipt in receipts],
            "when": [(one.get("dtg") or "")[:16] for one in facts],
            "banner": [self.banners[banner_of(receipt)] for receipt in receipts],
            "post": [self.posts[one.get("originator") or ""] for one in facts],
            "tags": [[self.tags[tag] for tag in one.get("tags") or ()] for one in facts],
            "captions": [[self.captions[c] for c in one.get("captions") or ()] for one in facts],
            "mark": [one.get("subject_mark") or "" for one in facts],
            "subject": [one.get("subject") or one.get("title") or "" for one in facts],
            "files": [self._files(receipt) for receipt in receipts],
        }

    def _files(self, receipt: Receipt) -> list[Any]:
        """Stem and numbers of suffixes, again where a stem differs: ``["2006/03/X", [0, 1]]``."""
        found: dict[str, list[int]] = {}
        for output in receipt.outputs:
            stem, suffix = cut(output)
            number = self.suffixes.setdefault((output.format, suffix), len(self.suffixes))
            found.setdefault(stem, []).append(number)
        return [part for pair in found.items() for part in pair]


def _numbered(values: Sequence[T]) -> dict[T, int]:
    return {value: number for number, value in enumerate(values)}


def cut(output: Output) -> tuple[str, str]:
    """Path and suffix of an output: ``("2006/03/06SAMPLETON12", ".tei.xml")``."""
    suffix = _suffix(output.format)
    if suffix and output.relpath.endswith(suffix):
        return output.relpath.removesuffix(suffix), suffix
    stem, dot, rest = output.relpath.rpartition(".")
    return stem, dot + rest


@cache
def _suffix(name: str) -> str:
    try:
        return writer_class(name)().suffix
    except UsageError:  # a plug-in that is not here any more
        return ""


def tables(summary: Summary) -> Iterator[tuple[str, list[Any]]]:
    """The tables that the numbers of pieces lead to, with how many cables have each value."""
    yield (
        "banners",
        [[banner.text, banner.css, count] for banner, count in summary.banners.most_common()],
    )
    for name in ("posts", "tags", "captions"):
        yield name, list(map(list, getattr(summary, name).items()))
