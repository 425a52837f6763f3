"""The floor for the TEI writer: f-strings over the same cable, as somebody would write them.

``bare`` walks the blocks, escapes, and puts an element around each leaf. ``full`` tells besides
what our file tells: the facts of the header, and the values of each leaf, here as attributes.
Neither looks where a value stands, declares the categories that are used, keeps blanks apart, or
divides the text as TEI asks, so that neither is valid. On the other hand each leaf is escaped by
itself, and the values are a list of cases: a script that is made for speed would be faster.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

import cableconv as cc
from cableconv.model.blocks import Block, Field, Item, Paragraph, Quoted, Row, Section, Table
from cableconv.model.content import Inline
from cableconv.model.effective import overall_marking
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PageMarker,
    Reference,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import Furniture, LineBreak, Marker, Number, Text
from cableconv.model.markings import Caption, Declassification, Marking, Reasons
from cableconv.model.walk import source_text

Values = Callable[[Inline], str]


def bare(cable: cc.Cable) -> bytes:
    """Elements around blocks and leaves, and a few facts."""
    return _document(cable, _head(cable), _no_values)


def full(cable: cc.Cable) -> bytes:
    """The same with the values of the leaves and the facts of the header."""
    return _document(cable, _head(cable) + _facts(cable), _values)


def _document(cable: cc.Cable, head: str, values: Values) -> bytes:
    body = _blocks(cable.blocks, values)
    start = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{head}</teiHeader>'
    return f"{start}<text><body>{body}</body></text></TEI>".encode()


def _blocks(blocks: Iterable[Block], values: Values) -> str:
    return "".join([_block(block, values) for block in blocks])


def _block(block: Block, values: Values) -> str:
    if isinstance(block, Section):
        head = _content(block.heading.content, values)
        inner = _blocks(block.blocks, values)
        return f"<div><head>{head}</head>{block.heading.tail}{inner}</div>"
    if isinstance(block, Quoted):
        return f"<floatingText><body>{_blocks(block.blocks, values)}</body></floatingText>"
    if isinstance(block, Paragraph):
        words = _content(block.content, values) + _blocks(block.blocks, values)
        mark = block.portion_mark
        own = values(mark) if mark else ""
        return f'<p n="{block.number}"{own}>{words}</p>{block.tail}'
    if isinstance(block, Table):
        return f"<table>{''.join([_row(row, values) for row in block.rows])}</table>"
    words = _content(block.content, values)
    kind = "" if values is _no_values else _kind(block)
    return f'<seg type="{type(block).__name__}"{kind}>{words}</seg>{block.tail}'


def _kind(block: Block) -> str:
    if isinstance(block, Field):
        name = f" n={quoteattr(block.name)}" if block.name else ""
        return f' subtype="{block.kind.value}"{name}'
    return f' n="{block.depth}"' if isinstance(block, Item) else ""


def _row(row: Row, values: Values) -> str:
    return f"<row>{_content(row.content, values)}</row>{row.tail}"


def _content(leaves: Iterable[Inline], values: Values) -> str:
    return "".join([_leaf(leaf, values) for leaf in leaves])


def _leaf(leaf: Inline, values: Values) -> str:
    kind = type(leaf)
    if kind is LineBreak:
        return leaf.raw.replace("\n", "\n<lb/>")
    if kind is Text:
        return escape(leaf.raw)
    raw = escape(leaf.raw).replace("\n", "\n<lb/>")
    return f'<seg type="{kind.__name__}"{values(leaf)}>{raw}</seg>'


def _no_values(_leaf: Inline) -> str:
    return ""


def _values(leaf: Inline) -> str:  # noqa: C901, PLR0912 - a list of cases, as a script has it
    if isinstance(leaf, Marking):
        level = leaf.level.name if leaf.level is not None else ""
        controls = " ".join(f"#cap-{name}" for name in leaf.controls)
        return f' ana="#cls-{level} {controls}"'
    if isinstance(leaf, Number):
        return f' n="{leaf.value}"'
    if isinstance(leaf, Marker):
        return f' ana="#part-{escape(leaf.part)}" subtype="{"end" if leaf.end else "begin"}"'
    if isinstance(leaf, Furniture):
        return f' subtype="{leaf.kind.value}"'
    if isinstance(leaf, Caption):
        return f' ana="#cap-{leaf.name}"'
    if isinstance(leaf, Addressee):
        sign = leaf.precedence.value if leaf.precedence else ""
        key = escape(leaf.routing_indicator or "")
        return f' key="{key}" name={quoteattr(leaf.name)} ana="#prec-{sign}" mcn="{leaf.mcn}"'
    if isinstance(leaf, Originator):
        return f" name={quoteattr(leaf.name)}"
    if isinstance(leaf, DateTimeGroup):
        signs = " ".join(f"#prec-{sign.value}" for sign in leaf.precedence)
        return f' when="{leaf.utc}" ana="{signs}"'
    if isinstance(leaf, Station):
        filed = f"{leaf.day_of_year}{leaf.hour}{leaf.minute}"
        return f' key="{escape(leaf.routing_indicator)}" serial="{leaf.serial}" filed="{filed}"'
    if isinstance(leaf, Routing):
        stations = " ".join(escape(name) for name in leaf.indicators)
        return f' stations="{stations}" ana="#prec-{leaf.precedence}"'
    if isinstance(leaf, Security):
        return f' prosign="{leaf.prosign}" letters="{leaf.letters}"'
    if isinstance(leaf, TransmissionId):
        return f' channel="{leaf.channel}" serial="{leaf.serial}"'
    if isinstance(leaf, (MessageSerial, PageMarker)):
        return f' post={quoteattr(leaf.post)} serial="{leaf.serial}"'
    if isinstance(leaf, SectionOf):
        return f' n="{leaf.section}" of="{leaf.sections}"'
    if isinstance(leaf, Reference):
        return f' target="mrn:{leaf.mrn}" n="{leaf.letter}" subtype="{leaf.kind.value}"'
    if isinstance(leaf, Tag):
        return f" key={quoteattr(leaf.name)}"
    if isinstance(leaf, Reasons):
        return f' ana="{" ".join(leaf.values)}"'
    if isinstance(leaf, Declassification):
        return f' when="{leaf.declassify_on}" eo="{leaf.executive_order}"'
    return ""


def _head(cable: cc.Cable) -> str:
    header = cable.header
    digest = hashlib.sha256(source_text(cable).encode()).hexdigest()
    title = cable.subject.text if cable.subject else cable.mrn
    sender = escape(header.originator.name) if header.originator else ""
    banner = cable.markings.banner
    level = banner.level.name if banner and banner.level is not None else ""
    return (
        f"<title>{escape(title or '')}</title><idno>{cable.mrn}</idno><idno>{digest}</idno>"
        f'<date when="{cable.dtg and cable.dtg.utc}"/><catRef target="#cls-{level}"/>'
        f"<orgName>{sender}</orgName>"
    )


_CATEGORIES = "".join(
    f'<category xml:id="cls-{name}"><catDesc>{name}</catDesc></category>'
    for name in ("TS", "S", "C", "U", "SBU", "NOFORN", "SIPDIS", "Z", "O", "P", "R")
)


def _facts(cable: cc.Cable) -> str:
    header, origin = cable.header, cable.provenance
    overall = overall_marking(cable)
    notes = "".join(
        f'<note type="{n.kind.value}" n="{n.line}">{escape(n.message)}</note>'
        for n in cable.notices
    )
    source = ""
    if origin is not None:
        source = (
            f"<bibl><title>{escape(origin.source)}</title><idno>{origin.sha256}</idno>"
            f"<note>{origin.encoding}</note><note>{origin.newlines}</note>"
            f'<note>{origin.reader}</note><measure quantity="{origin.size}"/></bibl>'
        )
    terms = "".join(f"<term>{escape(tag.name)}</term>" for tag in cable.tags)
    references = "".join(f'<ref target="mrn:{ref.mrn}"/>' for ref in cable.references if ref.mrn)
    addressees = (*header.action_addressees, *header.info_addressees, *header.exempted)
    received = "".join(f"<orgName>{escape(one.name)}</orgName>" for one in addressees)
    stations = "".join(
        f'<org xml:id="{one.routing_indicator}"><orgName>{escape(one.name)}</orgName></org>'
        for one in addressees
        if one.routing_indicator
    )
    captions = " ".join(caption.name for caption in cable.markings.captions)
    reasons = " ".join(cable.markings.authority.reasons)
    return (
        f"<note>{escape(overall.text)}</note>{notes}{source}<taxonomy>{_CATEGORIES}</taxonomy>"
        f'<catRef target="{captions}"/><catRef target="{reasons}"/><keywords>{terms}</keywords>'
        f"<correspDesc>{received}<correspContext>{references}</correspContext></correspDesc>"
        f"<listOrg>{stations}</listOrg>"
    )
