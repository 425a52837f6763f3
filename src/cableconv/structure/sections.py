"""Heads of later sections: where a telegram of the 1970s repeats its whole head inside the text.

Each section was a transmission of its own: end mark, banner, PAGE 01, distribution, date-time
group, addresses, classification line, captions (aad_txt_layout). A sentence may run over all of
that. Here such a head is folded into its PAGE line before the text is read, and then unfolded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import attrs

from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.pageline import page_line_leaves, parse_page_line
from cableconv.grammar.scan import without_seams
from cableconv.grammar.subject import is_subject_line
from cableconv.grammar.tags import is_tags_line
from cableconv.model.blocks import (
    Block,
    Field,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Quoted,
    Section,
)
from cableconv.model.content import Inline
from cableconv.model.header import MessageSerial, PageMarker, SectionOf
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text
from cableconv.model.markings import Banner, Caption
from cableconv.notices import Notice, NoticeKind
from cableconv.structure.lines import BLANKS
from cableconv.structure.paging import page_leaf
from cableconv.structure.starts import paragraph_start

_END_MARK = re.compile(r"N{3,4}$")
"""Matches "NNN", the end of the section before."""

_PASSING = re.compile(
    r"[A-Z][A-Z0-9/,;&. -]{0,60} (?:FOR|PASS|PASS TO) [A-Z][A-Z0-9/,;&. -]{0,60}$"
)
"""Matches "USUN FOR ASSISTANT SECRETARY ROE" on a line of its own."""

_FIRST_PAGE = "PAGE 01"

_BARE_PAGE = re.compile(r"PAGE [0-9]{2}$")
"""Matches "PAGE 02", whose other half stands on the next line in copies without layout."""

_SPLIT_OFF = re.compile(
    r"[A-Z][A-Z.'-]{1,19}(?: [A-Z][A-Z.'-]{0,19}){0,3} {1,4}[0-9]{4,6}"
    r"(?: {1,4}[0-9]{2} OF [0-9]{2})?(?: {1,4}[0-9]{6}Z)?$"
)
"""Matches "STATE 028954  01 OF 02  030526Z", the other half (plusd_excerpt)."""

_LONGEST_HEAD = 240
"""Lines of a head, blank ones included."""

_BEFORE = 12
"""Lines between an end mark and the PAGE line of the next section."""


@attrs.frozen
class Head:
    """The head of a later section, or a PAGE line that a copy has split in two.

    Attributes:
        start: where it begins in the whole text: its end mark, else its PAGE line.
        before: the text from there to the PAGE line.
        page_line: the PAGE line without its banner, or the first half of one that is split.
        page_raw: the PAGE line as it stands in the source.
        after: the text from there to the end of the last line of the head.
        section: False for a split PAGE line alone.
    """

    start: int
    before: str
    page_line: str
    page_raw: str
    after: str
    section: bool = True

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.before + self.page_raw + self.after)

    @property
    def hidden_lines(self) -> int:
        """How many lines the folding takes out."""
        return (self.before + self.page_raw + self.after).count("\n")


class _Page(NamedTuple):
    """A PAGE line: its lines, its place, and its words on one line."""

    first: int
    last: int
    place: int
    line: str
    raw: str
    words: str


def find_heads(text: str) -> tuple[Head, ...]:
    """The heads of all sections but the first, and split PAGE lines, in order.

    A head begins with a PAGE line whose number is 1, which is not the first line of that kind, and
    reaches to a classification line with section, or post and number, and what follows it.
    """
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    heads: list[Head] = []
    first = ""
    for page in _pages(lines, starts):
        head = None
        if page.words.startswith(_FIRST_PAGE):
            if first and page.words != first:
                head = _head(text, lines, starts, page)
            first = first or page.words
        if head is None and page.last > page.first:
            head = Head(page.place, "", page.line, page.raw, "", section=False)
        if head is not None and (not heads or head.start >= heads[-1].end):
            heads.append(head)
    return tuple(heads)


def _pages(lines: Sequence[str], starts: Sequence[int]) -> Iterator[_Page]:
    for at, line in enumerate(lines):
        words = line.strip(BLANKS + "\f")
        page = parse_page_line(words) if words.startswith("PAGE ") else None
        if page is None:
            continue
        place = starts[at] + line.index(words)
        rest = lines[at + 1].strip(BLANKS) if at + 1 < len(lines) else ""
        if _BARE_PAGE.match(words) and _SPLIT_OFF.match(rest):
            half = line[line.index(words) :] + "\n" + lines[at + 1].rstrip(BLANKS)
            yield _Page(at, at + 1, place, words, half, f"{words} {rest}")
        else:
            yield _Page(at, at, place, _bare(page), words, words)


def _bare(page: PageMarker) -> str:
    """A PAGE line without the banner at its end."""
    return page_line_leaves(page)[0].raw.rstrip(BLANKS)


def _head(text: str, lines: Sequence[str], starts: Sequence[int], page: _Page) -> Head | None:
    end = _end(lines, page.last)
    if not end:
        return None
    begin = _begin(lines, page.first)
    start = starts[begin] if begin < page.first else page.place
    after = page.place + len(page.raw)
    last = starts[end - 1] + len(lines[end - 1].rstrip(BLANKS))
    return Head(start, text[start : page.place], page.line, page.raw, text[after:last])


def _begin(lines: Sequence[str], at: int) -> int:
    """The line of the end mark above a PAGE line, over banners and stamps; ``at`` without one."""
    for back in range(at - 1, max(at - _BEFORE, 0) - 1, -1):
        words = lines[back].strip(BLANKS)
        if _END_MARK.match(words):
            return back
        if words and page_leaf(lines[back]) is None:
            break
    return at


def _end(lines: Sequence[str], at: int) -> int:
    """The line after the head that begins with a PAGE line; 0 where none does."""
    for below in range(at + 1, min(at + _LONGEST_HEAD, len(lines))):
        words = lines[below].strip(BLANKS)
        if words.startswith(_FIRST_PAGE):
            return 0
        start = paragraph_start(words)
        if start is not None and start.mark is not None:
            return 0
        leaves = scan_classification_line(words) if words else None
        if leaves and any(isinstance(leaf, (SectionOf, MessageSerial)) for leaf in leaves):
            return _after(lines, below + 1)
    return 0


def _after(lines: Sequence[str], at: int) -> int:
    """The line after captions and other fields that are repeated under a classification line."""
    end = at
    while at < len(lines):
        words = lines[at].strip(BLANKS)
        at += 1
        if not words:
            continue
        alone = at >= len(lines) or not lines[at].strip(BLANKS)
        if not (_repeats(words) or (alone and _PASSING.match(words))):
            break
        end = at
    return end


def _repeats(words: str) -> bool:
    return (
        scan_caption_line(words) is not None
        or scan_executive_order_line(words) is not None
        or is_tags_line(words)
        or is_subject_line(words)
    )


def folded(text: str, heads: Sequence[Head]) -> str:
    """The text with each head reduced to its PAGE line."""
    parts: list[str] = []
    at = 0
    for head in heads:
        parts.extend((text[at : head.start], head.page_line))
        at = head.end
    return "".join((*parts, text[at:]))


def unfolded(blocks: Sequence[Block], heads: Sequence[Head]) -> tuple[Block, ...]:
    """The blocks of a folded text with the heads back in their places.

    Their lines are furniture, but for banners, page lines and, outside sentences, captions.
    """
    return tuple(_Unfolding(heads).blocks(blocks))


class _Unfolding:
    """Goes through blocks in document order, and puts each head where its PAGE line stands."""

    def __init__(self, heads: Sequence[Head]) -> None:
        self.waiting = deque(heads)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            yield self.block(block)

    def block(self, block: Block) -> Block:
        if isinstance(block, Section):
            heading = attrs.evolve(block.heading, content=self.content(block.heading.content))
            return Section(heading, tuple(self.blocks(block.blocks)))
        if isinstance(block, Quoted):
            return Quoted(tuple(self.blocks(block.blocks)))
        if isinstance(block, Paragraph):
            content = self.content(block.content)
            return attrs.evolve(block, content=content, blocks=tuple(self.blocks(block.blocks)))
        if isinstance(block, PageBreak):
            return attrs.evolve(block, content=self.content(block.content, captions=True))
        if isinstance(block, (Item, Field, Heading)):
            return attrs.evolve(block, content=self.content(block.content))
        return block

    def content(self, content: tuple[Inline, ...], *, captions: bool = False) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for leaf in content:
            head = self.waiting[0] if self.waiting else None
            if head and isinstance(leaf, PageMarker) and leaf.raw == head.page_line:
                self.waiting.popleft()
                out.extend(_head_leaves(head.before, captions=captions))
                out.extend(_page_leaves(head.page_raw))
                out.extend(_head_leaves(head.after, captions=captions))
            else:
                out.append(leaf)
        return without_seams(out)


def _page_leaves(raw: str) -> tuple[Inline, ...]:
    found = parse_page_line(" ".join(raw.split()))
    return page_line_leaves(attrs.evolve(found, raw=raw) if found else PageMarker(raw))


def _head_leaves(raw: str, *, captions: bool) -> Iterator[Inline]:
    for part in re.split(r"(\n[ \t\n\xa0]*)", raw):
        if part.startswith("\n"):
            yield LineBreak(part)
            continue
        words = part.lstrip(BLANKS + "\f")
        indent = part[: len(part) - len(words)]
        yield PageMarker(indent) if "\f" in indent else Text(indent)
        yield from _line_leaves(words, captions=captions)


def _line_leaves(words: str, *, captions: bool) -> Iterator[Inline]:
    leaf = page_leaf(words) if words else None
    if leaf is not None:
        yield from page_line_leaves(leaf) if isinstance(leaf, PageMarker) else (leaf,)
        yield _head_text(words[len(leaf.raw) :])
        return
    kept = (Banner, Caption) if captions else (Banner,)
    leaves = scan_classification_line(words) or scan_caption_line(words) or (Text(words),)
    for found in leaves:
        yield found if isinstance(found, kept) else _head_text(found.raw)


def _head_text(raw: str) -> Inline:
    return Furniture(raw, FurnitureKind.HEAD) if raw.strip() else Text(raw)


def told(notices: Sequence[Notice], text: str, heads: Sequence[Head]) -> Iterator[Notice]:
    """Notices of the folded text with the lines of the whole one, and one for each head."""
    places: list[int] = []
    shifts = [0]
    line, at = 1, 0
    for head in heads:
        line += text.count("\n", at, head.start)
        at = head.start
        places.append(line - shifts[-1])
        shifts.append(shifts[-1] + head.hidden_lines)
        if head.section:
            message = f"the head of a section set apart: {' '.join(head.page_raw.split())}"
            yield Notice(NoticeKind.FURNITURE, message, line=line)
    for notice in notices:
        if notice.line is None:
            yield notice
        else:
            more = shifts[bisect_left(places, notice.line)]
            yield attrs.evolve(notice, line=notice.line + more)
