"""The text of a message: paragraphs, with page lines inside sentences and the seams of sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.grammar.banner import match_banner
from cableconv.grammar.pageline import page_line_leaves
from cableconv.grammar.scan import placed
from cableconv.model.blocks import Block
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.notices import Notice, NoticeKind
from cableconv.readers.military.pieces import PAGE
from cableconv.structure.floating import Floating, covered, restored
from cableconv.structure.lines import BLANKS
from cableconv.structure.telegram import parse_body

_SEAM = re.compile(
    r"^UNCLAS[ \t]{1,4}(?P<final>FINAL )?SECTION (?:(?P<section>[0-9]{1,2}) )?OF (?P<of>[0-9]{1,2})"
    r"[ \t]{0,80}\n(?:(?P<subject>SUBJ: [^\n]{1,160})\n)?",
    re.MULTILINE,
)
"""Matches "UNCLAS FINAL SECTION OF 2" and the subject under it, where sections were joined."""

_COVER = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands for a page line amid words while the text is cut."""

_PAGE_END = "\f"
"""Stands for the seam of two sections, which is the end of a page to the cutter."""

_LINE_ENDS = re.compile(r"[ \t]*(?:\n|\Z)")
"""Matches what stands after a page line that fills its line."""

_PART = re.compile(r"[^ \t\n](?:[^\n]*[^ \t\n])?")


def text_blocks(
    text: str, year: int | None, *, continued: bool
) -> tuple[tuple[Block, ...], list[Notice]]:
    """The blocks of a text, and notices with lines counted from its first.

    Args:
        text: from where the text begins, which is no blank, to the line before BT.
        year: four digits, or None.
        continued: True for a later section of a message.
    """
    seams = list(_seams(text))
    pages = list(_pages(text))
    covering = covered(covered(text, seams, _PAGE_END), pages, _COVER)
    parsed = parse_body(covering, year=year, continued=continued)
    found = sorted((*seams, *pages), key=lambda pair: pair[0])
    notices = list(parsed.notices)
    for at, leaf in seams:
        if isinstance(leaf, PageMarker):
            line = 1 + text.count("\n", 0, at)
            notices.append(Notice(NoticeKind.FURNITURE, "sections were joined here", line=line))
    _, blocks = restored(parsed.lead, parsed.blocks, found)
    return blocks, notices


def _seams(text: str) -> Iterator[Floating]:
    for match in _SEAM.finditer(text):
        section = int(match["section"] or match["of"])
        raw = match[0].split("\n", 1)[0].rstrip(BLANKS)
        yield match.start(), PageMarker(raw, section, int(match["of"]))
        if match["subject"]:
            words = match["subject"].rstrip(BLANKS)
            yield match.start("subject"), Furniture(words, FurnitureKind.DUMP)


def _pages(text: str) -> Iterator[Floating]:
    """Page lines amid words; one that fills a line is found by the cutter itself."""
    for match in PAGE.finditer(text):
        begins = text[max(0, match.start() - 1) : match.start()] in {"\n", ""}
        if begins and "\n" not in match[0] and _LINE_ENDS.match(text, match.end()):
            continue
        yield from _parts(match)


def _parts(match: re.Match[str]) -> Iterator[Floating]:
    """The page line and its banner, which a line end may part anywhere."""
    number, station = match[0].split()[1:3]
    for part in _PART.finditer(match[0]):
        banner = match_banner(part[0])
        if banner is not None:
            yield match.start() + part.start(), banner
            continue
        page = int(number) if part.start() == 0 else None
        named = station in part[0]
        post, serial = (station[:-4], station[-4:]) if named else ("", "")
        marker = PageMarker(part[0], page, None, post, serial)
        yield from placed(match.start() + part.start(), page_line_leaves(marker))
