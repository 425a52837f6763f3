"""What a finished cable lets one conclude, each conclusion told as a notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from cableconv.grammar.executive_order import is_day_first
from cableconv.grammar.mrn import format_mrn
from cableconv.grammar.scan import ONE_LINE_BREAK
from cableconv.model.blocks import Block, Field, FieldKind, Item, Paragraph, Signature
from cableconv.model.cable import Cable
from cableconv.model.content import Inline, raw_text
from cableconv.model.effective import Basis, overall_marking
from cableconv.model.header import MessageSerial, PageMarker, Tag
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text
from cableconv.model.markings import Banner, Declassification
from cableconv.model.walk import line_numbers
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.conflicts import captions_of_text, conflicts
from cableconv.structure.paging import STRAY_CAPTION
from cableconv.structure.unknown_marks import MAY_BE_MARKED, unknown_mark

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
"""Matches a blank line."""

_CUT_POST = 10
"""Page lines hold no more letters of a post's name."""


def derived_mrn(cable: Cable, year: int | None) -> tuple[str | None, tuple[Notice, ...]]:
    """The MRN that year, post and serial prove, with the notice that says so; None without proof.

    Post and serial come from the classification line, else from a page line of the 2000s, where
    posts are cut at ten letters: one of ten letters proves nothing (field guide, 2f).
    """
    if year is None:
        return None, ()
    for field in cable.fields_of(FieldKind.CLASSIFICATION):
        for leaf in field.content:
            if isinstance(leaf, MessageSerial) and leaf.post and leaf.serial:
                mrn = format_mrn(year, leaf.post, leaf.serial)
                return mrn, (_derived(mrn, "the classification line and the year"),)
    for page in cable.page_markers:
        whole = 0 < len(page.post) < _CUT_POST and page.pages is not None
        if whole and page.serial.isdigit() and not page.raw.startswith("PAGE"):
            mrn = format_mrn(year, page.post, page.serial)
            station = cable.header.station
            agrees = station is not None and station.serial.lstrip("0") == page.serial.lstrip("0")
            proof = (
                "the DE line, the year and the page lines" if agrees else "a page line and the year"
            )
            return mrn, (_derived(mrn, proof),)
    return None, ()


def _derived(mrn: str, proof: str) -> Notice:
    return Notice(NoticeKind.DERIVED, f"MRN {mrn} taken from {proof}")


def conclusions(cable: Cable) -> Iterator[Notice]:
    """Notices on the banner, on contradictions, and on what was joined or taken out."""
    yield from _banner(cable)
    yield from conflicts(cable)
    yield from captions_of_text(cable)
    yield from _summed(_of_blocks(cable))


def _of_blocks(cable: Cable) -> Iterator[Notice]:
    telling = (block for block in cable.all_blocks if isinstance(block, _TELLING))
    told = [(block, found) for block in telling if (found := list(_told(0, block)))]
    # Lines are counted as far as something is told: about many cables nothing is.
    places = line_numbers(cable.blocks, 1 + cable.lead.count("\n"))
    for block, found in told:
        first = next(line for line, other in places if other is block)
        for n in found:
            yield Notice(n.kind, n.message, n.severity, first + (n.line or 0))


_MANY = 8
"""So many sentences over blank lines mean a text that is double-spaced."""

_SHOWN = 12


def _summed(notices: Iterable[Notice]) -> Iterator[Notice]:
    """The notices; those on joined sentences as one where the text is double-spaced."""
    joined: list[Notice] = []
    for notice in notices:
        if notice.kind is NoticeKind.JOINED:
            joined.append(notice)
        else:
            yield notice
    if len(joined) < _MANY:
        yield from joined
        return
    lines = ", ".join(str(notice.line) for notice in joined[1:_SHOWN])
    more = f" and {len(joined) - _SHOWN} more" if len(joined) > _SHOWN else ""
    said = f"{len(joined)} sentences were joined over blank lines, also at lines {lines}{more}"
    yield Notice(NoticeKind.JOINED, said, Severity.WARNING, joined[0].line)


_TELLING = (*MAY_BE_MARKED, Signature)


def _told(line: int, block: Block) -> Iterator[Notice]:
    """What is to be told about a block that begins on a line."""
    if isinstance(block, (Paragraph, Item)) and _is_interrupted(block.content):
        yield from _joins(line, block)
    if isinstance(block, MAY_BE_MARKED):
        unknown = unknown_mark(line, block)
        yield from [unknown] if unknown else []
    if isinstance(block, Signature):
        yield from _stray_signs(line, block)
    if isinstance(block, Field) and block.kind in _OF_FIELDS:
        yield from _OF_FIELDS[block.kind](line, block)


def _is_interrupted(content: tuple[Inline, ...]) -> bool:
    """False for most text: words and single line ends, in which nothing is joined or set apart."""
    odd = [leaf for leaf in content if leaf is not ONE_LINE_BREAK and type(leaf) is not Text]
    return any(isinstance(x, (PageMarker, Furniture)) or x.raw.count("\n") > 1 for x in odd)


def _banner(cable: Cable) -> Iterator[Notice]:
    overall = overall_marking(cable)
    if overall.basis is Basis.NONE:
        yield Notice(
            NoticeKind.UNMARKED, "the source states no classification marking", Severity.WARNING
        )
    elif overall.basis is not Basis.STATED:
        basis = overall.basis.value.replace("-", " ")
        yield Notice(
            NoticeKind.BANNER_DERIVED,
            f"the source has no classification line; {overall.text} rests on the {basis}",
            Severity.WARNING,
        )


def _joins(line: int, block: Paragraph | Item) -> Iterator[Notice]:
    leaves = block.content
    raw = raw_text(leaves)
    stray = STRAY_CAPTION in raw
    if not (stray or PageMarker in map(type, leaves) or _BLANK_LINE.search(raw)):
        return
    paged = False
    for leaf, after in zip_longest(leaves, leaves[1:]):
        if type(leaf) is Text:
            paged = paged and not leaf.raw.strip()
            continue
        if leaf is ONE_LINE_BREAK:  # most others
            line += 1
            continue
        if isinstance(leaf, PageMarker):
            paged = True
            what = f"page line taken out of the text: {leaf.raw.strip() or 'a form feed'}"
            yield Notice(NoticeKind.PAGE_LINE, what, line=line)
        elif isinstance(leaf, Furniture):
            paged = paged or leaf.kind in {FurnitureKind.STAMP, FurnitureKind.STRAY}
            if (
                leaf.kind is FurnitureKind.STRAY and leaf.raw.strip() != "\\"
            ):  # they are told of at once
                what = f"{leaf.raw.strip()} amid a sentence set apart"
                yield Notice(NoticeKind.FURNITURE, what, line=line)
        elif not isinstance(leaf, (LineBreak, Banner)):
            paged = False
        elif leaf.raw.count("\n") > 1 and not paged and _has_words(after):
            what = "a sentence was joined over a blank line"
            yield Notice(NoticeKind.JOINED, what, Severity.WARNING, line)
        line += leaf.raw.count("\n")


def _days_first(line: int, block: Field) -> Iterator[Notice]:
    for leaf in block.content:
        if isinstance(leaf, Declassification) and is_day_first(leaf):
            words = " ".join(leaf.raw.split())
            said = f"{words} read as {leaf.declassify_on}: E.O. lines write the month first"
            yield Notice(NoticeKind.DERIVED, said, Severity.WARNING, line)
        line += leaf.raw.count("\n")


def _glued_tags(line: int, block: Field) -> Iterator[Notice]:
    names: list[str] = []
    for leaf, after in zip_longest(block.content, block.content[1:]):
        if isinstance(leaf, Tag):
            names.append(leaf.name)
        if not isinstance(after, Tag):
            if len(names) > 1:
                said = f"TAGS {''.join(names)!r} read as {', '.join(names)}"
                yield Notice(NoticeKind.SPLIT, said, Severity.WARNING, line)
            names = []
        line += leaf.raw.count("\n") if leaf else 0


_OF_FIELDS: dict[FieldKind, Callable[[int, Field], Iterator[Notice]]] = {
    FieldKind.TAGS: _glued_tags,
    FieldKind.EXECUTIVE_ORDER: _days_first,
    FieldKind.AUTHORITY: _days_first,
}
"""What is looked for in lines of the head."""


def _stray_signs(line: int, block: Signature) -> Iterator[Notice]:
    for leaf in block.content:
        if isinstance(leaf, Furniture) and leaf.raw.strip() != "\\":
            what = f"{leaf.raw.strip()!r} after the name that signs was set apart"
            yield Notice(NoticeKind.FURNITURE, what, Severity.WARNING, line)


def _has_words(leaf: Inline | None) -> bool:
    return isinstance(leaf, Text) and bool(leaf.raw.strip())
