"""The outline: the tree of bookmarks that viewers show beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cableconv.writers.pdf.file import PdfFile
from cableconv.writers.pdf.syntax import number, text_string


@attrs.frozen
class Bookmark:
    """An entry of the outline: depth from 0, words, page index and height on the page."""

    depth: int
    title: str
    page: int
    top: float


@attrs.define(eq=False)
class _Entry:
    number: int
    bookmark: Bookmark | None
    kids: list[_Entry] = attrs.field(factory=list)


def write_outline(file: PdfFile, bookmarks: Sequence[Bookmark], pages: Sequence[int]) -> int:
    """Add the outline; the number of its root.

    Args:
        file: the file.
        bookmarks: in order; none is more than one deeper than the one before it.
        pages: numbers of the page objects.
    """
    root = _Entry(file.reserve(), None)
    line = [root]
    for bookmark in bookmarks:
        del line[bookmark.depth + 1 :]
        entry = _Entry(file.reserve(), bookmark)
        line[-1].kids.append(entry)
        line.append(entry)
    _write(file, root, b"/Type /Outlines", pages)
    return root.number


def _write(file: PdfFile, entry: _Entry, own: bytes, pages: Sequence[int]) -> int:
    """Fill an entry and those below it; how many they are."""
    kids = entry.kids
    count = len(kids)
    for at, kid in enumerate(kids):
        before = b" /Prev %d 0 R" % kids[at - 1].number if at else b""
        after = b" /Next %d 0 R" % kids[at + 1].number if at + 1 < len(kids) else b""
        words = _words(kid.bookmark, pages) if kid.bookmark else b""
        count += _write(file, kid, b"%s /Parent %d 0 R%s%s" % (words, entry.number, before, after),
                        pages)  # fmt: skip
    if kids:
        ends = (kids[0].number, kids[-1].number, count)
        own += b" /First %d 0 R /Last %d 0 R /Count %d" % ends
    file.fill(entry.number, b"<<%s>>" % own)
    return count


def _words(bookmark: Bookmark, pages: Sequence[int]) -> bytes:
    place = (pages[bookmark.page], number(bookmark.top))
    return b"/Title %s /Dest [%d 0 R /XYZ 0 %s null]" % (text_string(bookmark.title), *place)
