"""What the leaves and blocks of a cable must be as markup of TEI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cableconv.model.blocks import (
    Block,
    Heading,
    Item,
    Paragraph,
    Paratext,
    Quoted,
    Row,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import raw_text
from cableconv.model.effective import security_level
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PageMarker,
    PassingInstruction,
    Reference,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import Excision, Furniture, FurnitureKind, Leaf, Marker, Number
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    PortionMark,
    Reasons,
)
from cableconv.verify.tei_tagged import WITHOUT_PLACE, Facts, Tagged, instant, pointed, told


def expected(cable: Cable) -> Iterator[Tagged]:
    """The leaves of a cable that are markup, in order, and the blocks that say their mark."""
    for at, block in _blocks(cable.blocks, len(cable.lead)):
        if isinstance(block, (Paragraph, Item, Heading)):
            yield Tagged(_MARKED[type(block)], "", at, _of_block(block))
        elif isinstance(block, Paratext) and raw_text(block.content):
            yield Tagged("paratext", raw_text(block.content), at, ())
        for start, leaf in _leaves(block, at):
            if not (isinstance(leaf, Furniture) and isinstance(block, Paratext)):
                yield from _of_leaf(leaf, start)


_MARKED: Mapping[type, str] = {Paragraph: "paragraph", Item: "item", Heading: "heading"}
"""Blocks that say the mark at their head; their characters, which may go on, are not looked at."""


def _of_leaf(leaf: Leaf, at: int) -> Iterator[Tagged]:
    is_stamp = isinstance(leaf, Furniture) and leaf.kind is FurnitureKind.STAMP
    kind = "stamp" if is_stamp else _KIND_OF.get(type(leaf), "")
    if not kind:  # text and line ends, which nearly all leaves are
        return
    facts = _EXPECTED.get(type(leaf), _none)(leaf)
    if kind in WITHOUT_PLACE:
        yield Tagged(kind, "", 0, facts)
    else:
        yield Tagged(kind, leaf.raw, at, facts)
    if isinstance(leaf, (Routing, DateTimeGroup, Addressee)):
        yield from _precedences(leaf)


def _blocks(blocks: Iterable[Block], at: int) -> Iterator[tuple[int, Block]]:
    """Each block with leaves of its own, and the place where it begins in the text."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _blocks((block.heading, *block.blocks), at)
        elif isinstance(block, Quoted):
            yield from _blocks(block.blocks, at)
        else:
            yield at, block
        if isinstance(block, Paragraph):
            own = len(raw_text(block.content)) + len(block.tail)
            yield from _blocks(block.blocks, at + own)
        at += len(block.raw)


def _leaves(block: Block, at: int) -> Iterator[tuple[int, Leaf]]:
    """The leaves of a block itself, and the place where each begins."""
    rows = block.rows if isinstance(block, Table) else (block,)
    for row in rows:
        for leaf in () if isinstance(row, (Section, Quoted, Table)) else row.content:
            yield at, leaf
            at += len(leaf.raw)
        at += len(row.tail) if isinstance(row, Row) else 0


def _of_block(block: Paragraph | Item | Heading) -> Facts:
    mark = block.portion_mark
    own = () if mark is None else pointed(mark.level, mark.controls, mark.rel_to)
    if not isinstance(block, Paragraph):
        return told((), own)
    begun = [leaf.part for leaf in block.content if isinstance(leaf, Marker) and not leaf.end]
    parts = [("parts", part) for part in dict.fromkeys(begun)]
    return told([("n", block.number)], [*own, *parts])


def _precedences(leaf: Routing | DateTimeGroup | Addressee) -> Iterator[Tagged]:
    """Precedences stand in other leaves; where, is not compared."""
    found = leaf.precedence if isinstance(leaf.precedence, tuple) else (leaf.precedence,)
    niact = isinstance(leaf, Addressee) and leaf.niact
    for one in found:
        if one is not None:
            yield Tagged("precedence", "", 0, (("ana", one.value), ("niact", str(niact))))


def _of_marking(leaf: Banner | EntireText) -> Facts:
    return told((), pointed(leaf.level, leaf.controls, leaf.rel_to))


def _of_portion_mark(leaf: PortionMark) -> Facts:
    whole = "entire-text" if leaf.entire_text else ""
    return told([("subtype", whole)], pointed(leaf.level, leaf.controls, leaf.rel_to))


def _of_security(leaf: Security) -> Facts:
    level = security_level(leaf)
    parts = [("prosign", leaf.prosign), ("redundancy-letters", leaf.letters)]
    signals = [("operating-signal", signal) for signal in leaf.signals]
    return told([*parts, *signals], () if level is None else pointed(level, ()))


def _of_declassification(leaf: Declassification) -> Facts:
    pairs = (
        ("orders", leaf.executive_order),
        ("declassification", "NA" if leaf.not_applicable else None),
        ("declassification", leaf.schedule),
        *(("exemptions", exemption) for exemption in leaf.exemptions),
    )
    day = None if leaf.declassify_on is None else leaf.declassify_on.isoformat()
    parts = [("declassify", day), ("event", leaf.event), ("officer", leaf.officer)]
    return told(parts, [(name, value) for name, value in pairs if value])


def _of_named(leaf: Originator | Addressee) -> Facts:
    parts = [("orgName", leaf.name), ("routing-indicator", leaf.routing_indicator)]
    if isinstance(leaf, Addressee):
        parts += [("mcn", leaf.mcn), *(("office-symbol", x) for x in leaf.office_symbols)]
    return told(parts)


def _of_reference(leaf: Reference) -> Facts:
    notal = "notal" if leaf.notal else ""
    parts = [("type", leaf.kind.value), ("subtype", notal), ("n", leaf.letter)]
    return told([*parts, ("mrn", leaf.mrn)])


def _of_date_time(leaf: DateTimeGroup) -> Facts:
    month = "" if leaf.month is None else f" {_MONTHS[leaf.month - 1]}"
    year = "" if leaf.year is None else f" {leaf.year:04}"
    group = f"{leaf.day:02}{leaf.hour:02}{leaf.minute:02}{leaf.zone}{month}{year}"
    when = [("when", instant(leaf.utc))] if leaf.utc else [("n", group)]
    return told([*when, *(("signal", x) for x in leaf.signals)])


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _none(_: Leaf) -> Facts:
    return ()


_EXPECTED: Mapping[type, Callable[[Any], Facts]] = {
    PortionMark: _of_portion_mark,
    Banner: _of_marking,
    EntireText: _of_marking,
    Caption: lambda leaf: told((), [("captions", leaf.name)]),
    Reasons: lambda leaf: told((), [("reasons", value) for value in leaf.values]),
    Security: _of_security,
    Declassification: _of_declassification,
    Originator: _of_named,
    Addressee: _of_named,
    Reference: _of_reference,
    DateTimeGroup: _of_date_time,
    Number: lambda leaf: told([("number", leaf.value)]),
    Tag: lambda leaf: told([("key", leaf.name)]),
    Marker: lambda leaf: told([("end", leaf.end)], [("parts", leaf.part)]),
    Excision: lambda leaf: told((), [("exemptions", reason) for reason in leaf.reasons]),
    ClassifiedBy: lambda leaf: told(
        [("roleName", leaf.title), *(("persName", name) for name in leaf.names)]
    ),
    MessageSerial: lambda leaf: told([("post", leaf.post), ("serial", leaf.serial)]),
    TransmissionId: lambda leaf: told(
        [("channel", leaf.channel), ("channel-serial", leaf.serial)]
    ),
    Routing: lambda leaf: told([("station", indicator) for indicator in leaf.indicators]),
    Station: lambda leaf: told(
        [("station", leaf.routing_indicator), ("station-serial", leaf.serial),
         ("section", leaf.section)]
    ),
    SectionOf: lambda leaf: told(
        [("subtype", "final" if leaf.final else ""), ("section", leaf.section),
         ("sections", leaf.sections)]
    ),
    PageMarker: lambda leaf: told(
        [("post", leaf.post), ("serial", leaf.serial), ("page", leaf.page), ("pages", leaf.pages),
         ("pb", leaf.page)]
    ),
    Furniture: lambda leaf: told(
        [("subtype", "" if leaf.kind is FurnitureKind.STAMP else leaf.kind.value)]
    ),
}  # fmt: skip

_KIND_OF: Mapping[type, str] = {
    PortionMark: "portion-mark", Banner: "banner", EntireText: "handling", Caption: "caption",
    Reasons: "reason", Security: "security-prosign", Declassification: "declassify",
    Originator: "originator", Addressee: "addressee", Reference: "reference",
    DateTimeGroup: "dtg", Number: "number", Tag: "tag", Marker: "marker", Excision: "excision",
    ClassifiedBy: "classified-by", DerivedFrom: "derived-from", MessageSerial: "message-serial",
    TransmissionId: "transmission-id", Routing: "routing", Station: "de-line",
    SectionOf: "section-of", PageMarker: "page-line", PassingInstruction: "passing-instruction",
    Furniture: "furniture",
}  # fmt: skip
