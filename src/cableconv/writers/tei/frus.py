"""A telegram as the volumes of Foreign Relations of the United States (FRUS) print one.

Head, source note, dateline, text read on without its lines, signature. Classification, captions,
precedence, addressees and authority stand in the source note, portion marks in the text. The lines
of the transmission, page lines and the carrier's words are left out, and a notice counts them.
Source: the encoding of the volumes (HistoryAtState/frus, schema and 1969-1976 volumes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from cableconv.grammar.months import MONTHS
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline, reading_text, without_banners
from cableconv.model.header import MessageSerial
from cableconv.model.leaf import Excision, Furniture, LineBreak, Text
from cableconv.model.walk import iter_leaves
from cableconv.writers.base import Renderer, renders
from cableconv.writers.tei.edition import Edition, instant
from cableconv.writers.tei.frus_note import source_note

_LEFT_OUT = {
    FieldKind.TRANSMISSION: "transmission lines",
    FieldKind.ROUTING: "transmission lines",
    FieldKind.STATION: "transmission lines",
    FieldKind.SECURITY: "transmission lines",
    FieldKind.ACCOUNTING: "transmission lines",
    FieldKind.BREAK: "transmission lines",
    FieldKind.CHECK: "transmission lines",
    FieldKind.END: "transmission lines",
    FieldKind.MESSAGE_ID: "transmission lines",
    FieldKind.DISTRIBUTION: "lines of distribution and drafting",
    FieldKind.DRAFTING: "lines of distribution and drafting",
    FieldKind.ATTRIBUTE: "attributes of the holder",
    FieldKind.TITLE: "titles of the carrier",
}
"""Header lines that FRUS does not print, by what a notice calls them."""

_TOLD_ELSEWHERE = frozenset(
    {
        FieldKind.DTG, FieldKind.ORIGINATOR, FieldKind.ACTION, FieldKind.INFO, FieldKind.EXEMPTED,
        FieldKind.CLASSIFICATION, FieldKind.CAPTION, FieldKind.PASSING, FieldKind.EXECUTIVE_ORDER,
        FieldKind.TAGS, FieldKind.SUBJECT, FieldKind.REFERENCES, FieldKind.AUTHORITY,
        FieldKind.RELEASE,
    }
)  # fmt: skip
"""Header lines whose words stand in head, source note, dateline or the first paragraph."""


_WITHHELD = "[text withheld]"


class FrusRenderer(Renderer):
    """Renders one cable as a document of FRUS.

    Attributes:
        edition: what the whole document shares.
        left_out: how many of each kind of thing are left out.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.cable: Cable = edition.cable
        self.left_out: dict[str, int] = {}
        self._quotes = 0

    def whole_text(self) -> str:
        """The ``text`` element."""
        pieces = list(self._blocks(self.cable.blocks))
        body, closer = _closed(pieces)
        furniture = sum(isinstance(leaf, Furniture) for leaf in iter_leaves(self.cable.blocks))
        self._leave_out("pieces of text that are not the cable's", furniture)
        name = f"{self.edition.prefix}d1"
        parts = (self._head(name), *self._dateline(), *self._opening(), *body)
        inner = "\n".join((*parts, *closer))
        if not body and not closer:
            inner += "\n<p/>"
        opened = '<text>\n<body>\n<div type="document" subtype="historical-document"'
        return f'{opened} n="1" xml:id="{name}">\n{inner}\n</div>\n</body>\n</text>'

    def words(self, text: str) -> str:
        """Text with single blanks, escaped."""
        return self.edition.escape.text(" ".join(text.split()))

    def _read_on(self, content: tuple[Inline, ...]) -> str:
        """The leaves of a block read on, with a sign where words taken out left only blanks."""
        blank = [isinstance(leaf, Excision) and not leaf.raw.strip() for leaf in content]
        if any(blank):
            content = tuple(
                Text(_WITHHELD) if gone else leaf for leaf, gone in zip(content, blank, strict=True)
            )
        return self.words(reading_text(without_banners(content)))

    def _leave_out(self, what: str, count: int = 1) -> None:
        if count:
            self.left_out[what] = self.left_out.get(what, 0) + count

    # -- what stands before the text -------------------------------------------------------------

    def _head(self, name: str) -> str:
        """``Telegram 713 From AMEMBASSY EXAMPLEVILLE to SECSTATE WASHDC``, and the source note."""
        header = self.cable.header
        serial = telegram_number(self.cable)
        words = f"Telegram {serial}" if serial else "Telegram"
        if header.originator and header.originator.name:
            words += f" From {header.originator.name}"
            if header.action_addressees and header.action_addressees[0].name:
                words += f" to {header.action_addressees[0].name}"
        paragraphs = "".join(f"<p>{self.words(p)}</p>" for p in source_note(self.cable))
        note = f'<note n="1" xml:id="{name}fn1" type="source">{paragraphs}</note>'
        return f"<head>{self.words(words)}{note}</head>"

    def _dateline(self) -> Iterator[str]:
        dtg = self.cable.dtg
        if dtg is None:
            return
        sent = dtg.utc
        if sent is None:
            date = f"<date>{self.words(reading_text((dtg,)))}</date>"
        else:
            day = f"{MONTHS[sent.month - 1]} {sent.day}, {sent.year}, {sent:%H%M}Z"
            date = f'<date when="{instant(sent)}">{day}</date>'
        yield f'<opener><dateline rend="right">{date}.</dateline></opener>'

    def _opening(self) -> Iterator[str]:
        """The first paragraph: number, subject and references, as the editors run them together."""
        parts: list[str] = []
        kinds = ((FieldKind.SUBJECT, "Subject"), (FieldKind.REFERENCES, "Ref"))
        for kind, label in kinds:
            for field in self.cable.fields_of(kind):
                value = field.value_text.rstrip(".")
                parts += [f"{label}: {value}."] if value else []
        serial = telegram_number(self.cable)
        if parts:
            words = " ".join([f"{serial}.", *parts] if serial else parts)
            yield f"<p>{self.words(words)}</p>"

    # -- the text --------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, Item):
                end = _end_of_items(blocks, at)
                yield self._list([b for b in blocks[at:end] if isinstance(b, Item)])
                at = end
                continue
            yield from self.render(block)
            at += 1

    @renders(Field)
    def _field(self, block: Field) -> Iterator[str]:
        if self._quotes:
            # A quoted message's own head is text of this telegram.
            words = self.words(block.text)
            yield f"<p>{words}</p>" if words else ""
        elif block.kind in _LEFT_OUT:
            self._leave_out(_LEFT_OUT[block.kind])
        elif block.kind not in _TOLD_ELSEWHERE and block.text:
            yield f"<p>{self.words(block.text)}</p>"

    @renders(Section)
    def _section(self, block: Section) -> Iterator[str]:
        yield from self.render(block.heading)
        yield from self._blocks(block.blocks)

    @renders(Heading)
    def _heading(self, block: Heading) -> Iterator[str]:
        words = self._read_on(block.content)
        if words:
            yield f'<p rend="sectiontitleital">{words}</p>'

    @renders(Paragraph)
    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        if block.number is not None:
            self.edition.paragraphs += 1
        words = self._read_on(block.content)
        inner = [piece for piece in self._blocks(block.blocks) if piece]
        # What follows a part that no paragraph can hold stands after it, in order.
        first = takewhile(lambda piece: piece.startswith(("<list", "<table")), inner)
        lists = list(first)
        yield f"<p>{words}{''.join(lists)}</p>" if words or lists else ""
        yield from inner[len(lists) :]

    def _list(self, items: Sequence[Item]) -> str:
        """Items, deeper ones as lists inside of the one before."""
        depth = items[0].depth
        out: list[str] = []
        at = 0
        while at < len(items):
            end = at + 1
            while end < len(items) and items[end].depth > depth:
                end += 1
            words = self._read_on(items[at].content)
            inner = self._list(items[at + 1 : end]) if end > at + 1 else ""
            out.append(f"<item>{words}{inner}</item>")
            at = end
        return f"<list>{''.join(out)}</list>"

    @renders(Table)
    def _table(self, block: Table) -> Iterator[str]:
        rows = "".join(
            "<row>" + "".join(f"<cell>{self.words(c)}</cell>" for c in row.cells) + "</row>"
            for row in block.rows
            if row.cells
        )
        if rows:
            yield f"<table>{rows}</table>"

    @renders(Preformatted)
    def _preformatted(self, block: Preformatted) -> Iterator[str]:
        lines: list[str] = [""]
        for leaf in block.content:
            if isinstance(leaf, LineBreak):
                lines += [""] * max(1, leaf.raw.count("\n"))
            elif not isinstance(leaf, Furniture):
                lines[-1] += leaf.raw
        kept = [self.edition.escape.text(line.rstrip()) for line in lines]
        yield f'<p rend="preformatted">{"<lb/>".join(kept)}</p>'

    @renders(Quoted)
    def _quoted(self, block: Quoted) -> Iterator[str]:
        self._quotes += 1
        yield from self._blocks(block.blocks)
        self._quotes -= 1

    @renders(Signature)
    def _signature(self, block: Signature) -> Iterator[str]:
        yield f"<signed><persName>{self.words(block.text)}</persName></signed>"

    @renders(PageBreak)
    def _page_break(self, _: PageBreak) -> Iterator[str]:
        self._leave_out("page lines between paragraphs")
        return iter(())

    @renders(Rule)
    def _rule(self, _: Rule) -> Iterator[str]:
        self._leave_out("rules")
        return iter(())

    @renders(Paratext)
    def _paratext(self, _: Paratext) -> Iterator[str]:
        return iter(())  # its furniture is counted with that of the lines

    def unknown(self, node: object) -> Iterator[str]:
        """A block of somebody else's class: its text, with a notice."""
        self.edition.unknown.append(type(node).__name__)
        words = " ".join(str(getattr(node, "text", "")).split())
        yield f"<p>{self.words(words)}</p>"


def _end_of_items(blocks: Sequence[Block], start: int) -> int:
    end = at = start + 1
    while at < len(blocks) and isinstance(blocks[at], (Item, PageBreak)):
        at += 1
        if isinstance(blocks[at - 1], Item):
            end = at
    return end


def _closed(pieces: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs, and the closer of the names that nothing but names follows."""
    kept = [piece for piece in pieces if piece]
    at = len(kept)
    while at and kept[at - 1].startswith("<signed>"):
        at -= 1
    names = kept[at:]
    # A name that text follows is a line of the text.
    body = [f"<p>{p[8:-9]}</p>" if p.startswith("<signed>") else p for p in kept[:at]]
    if not body:
        body = ["<p/>"] if names else []
    return body, [f"<closer>{''.join(names)}</closer>"] if names else []


def telegram_number(cable: Cable) -> str:
    """The telegram's number at its post, without zeros before it; empty where none is told."""
    leaves = iter_leaves(cable.blocks, quoted=False)
    serial = next((leaf.serial for leaf in leaves if isinstance(leaf, MessageSerial)), "")
    station = cable.header.station
    number = (serial or (station.serial if station else "")).lstrip("0")
    return number if number.isascii() and number.isdigit() else ""
