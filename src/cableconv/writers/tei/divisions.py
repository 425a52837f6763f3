"""Where blocks stand: front, opener, paragraphs, divisions, closer, back.

TEI wants a division to hold an opener first, then paragraphs and the like, then divisions, then a
closer. Header lines at the start are the opener; signature and lines of procedure at the end are
the closer. Text that follows a section has a division of its own, without a head.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Rule,
    Section,
    Signature,
)
from cableconv.writers.base import renders
from cableconv.writers.tei.blocks import DIVISION, FREE, PARAGRAPH, Piece
from cableconv.writers.tei.edition import CABLE_ID, FILE_ID, SOFTWARE_ID, TELEGRAM_ID, Edition
from cableconv.writers.tei.fields import field_line
from cableconv.writers.tei.lines import CloserRenderer, Divisions, InnerRenderer, LineRenderer

_TITLE, _ENTIRE_TEXT = FieldKind.TITLE, FieldKind.ENTIRE_TEXT
_IN_OPENER = (Field, PageBreak, Rule, Paratext)
_IN_CLOSER = (Signature, Field, PageBreak, Rule, Paratext)
_BEGINS_CLOSER = (Signature, Field)


class DivisionRenderer(Divisions, complete=True):
    """Renders blocks between paragraphs, and the text as a whole.

    Attributes:
        lines: renders the lines of an opener.
        within: renders blocks inside a paragraph.
        closing: renders the lines of a closer.
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.lines = LineRenderer(self)
        self.within = InnerRenderer(self)
        self.closing = CloserRenderer(self)

    def whole_text(self, title: str) -> str:
        """The ``text`` element.

        Args:
            title: editorial heading of the telegram, which is no part of the source.
        """
        cable = self.edition.cable
        front, telegram, back = _in_three(cable.blocks)
        pieces = [
            *self._carried_around("front", front),
            self._telegram(telegram, title),
            *self._carried_around("back", back),
        ]
        inner, tail = self.joined(pieces, before=cable.lead)
        prefix = self.edition.prefix
        opened = (
            f'<text type="telegram" xml:id="{prefix}{CABLE_ID}" xml:lang="en" xml:space="preserve"'
        )
        # A line end inside a tag is no character of the text.
        return f"{opened}\n>{inner}{self.tail(tail)}</text>"

    def _carried_around(self, tag: str, blocks: Sequence[Block]) -> list[Piece]:
        inner, tail = self.joined(self.runs(blocks))
        if not inner:
            return []
        source = (
            f' decls="#{self.edition.prefix}{FILE_ID}"' if self.edition.cable.provenance else ""
        )
        return [Piece(f'<{tag}><div type="paratext"{source}>{inner}</div></{tag}>', tail)]

    def _telegram(self, blocks: Sequence[Block], title: str) -> Piece:
        number = self.attribute("n", self.edition.cable.mrn)
        inner, tail = self.joined(self._flow(blocks, opens=True))
        prefix = self.edition.prefix
        supplied = (
            f'<supplied resp="#{prefix}{SOFTWARE_ID}" reason="editorial-heading">{title}</supplied>'
        )
        opened = f'<body><div type="telegram"{number} decls="#{prefix}{TELEGRAM_ID}"'
        head = f'<head type="editorial">{supplied}</head\n>'
        return Piece(f"{opened}\n>{head}{inner}</div></body>", tail)

    def _flow(self, blocks: Sequence[Block], *, opens: bool) -> list[Piece]:
        """The content of a division: opener, paragraphs, divisions, closer."""
        start = _opener_end(blocks) if opens else 0
        end = _closer_start(blocks, start)
        opener = self._wrapped("opener", self.lines, blocks[:start])
        middle = _divided(self, self.runs(blocks[start:end]))
        if _is_free(middle):
            # TEI allows no closer without something to close.
            end = len(blocks)
            middle = _divided(self, self.runs(blocks[start:end]))
        return [*opener, *middle, *self._wrapped("closer", self.closing, blocks[end:])]

    def _wrapped(self, tag: str, lines: LineRenderer, blocks: Sequence[Block]) -> list[Piece]:
        if not blocks:
            return []
        inner, tail = self.joined(lines.inner(blocks))
        return [Piece(f"<{tag}>{inner}</{tag}>", tail, place=FREE)]

    def floating(self, kind: str, blocks: Sequence[Block]) -> Piece:
        """Blocks as a text of this type inside the text; an empty ``ab`` where it has none."""
        pieces = self._flow(blocks, opens=True)
        if _is_free(pieces):
            pieces.append(Piece("<ab/>", ""))
        inner, tail = self.joined(pieces)
        return Piece(f'<floatingText type="{kind}"><body>{inner}</body></floatingText>', tail)

    def inner(self, blocks: Sequence[Block]) -> list[Piece]:
        """Blocks inside a paragraph."""
        return self.within.inner(blocks)

    # -- blocks between paragraphs ---------------------------------------------------------------

    @renders(Field)
    def field(self, block: Field) -> Piece:
        """A header line that does not stand in the opener."""
        line = field_line(self, block)
        place = FREE if line.tag == "fw" else PARAGRAPH
        return Piece(line.block(), block.tail, place=place)

    @renders(PageBreak)
    def page_break_between(self, block: PageBreak) -> Piece:
        """A page line between paragraphs, where lines need no ``lb``."""
        xml, tail, _, place = self.page_break(block)
        return Piece(xml, tail, place=place)

    @renders(Section)
    def section(self, block: Section) -> Piece:
        """A heading and what stands under it."""
        heading = block.heading
        head = f"<head{self.mark(heading)}>{self.content(heading.content)}</head>"
        flow = self._flow(block.blocks, opens=False)
        inner, tail = self.joined((Piece(head, heading.tail), *flow))
        return Piece(f'<div type="section">{inner}</div>', tail, place=DIVISION)

    @renders(Paragraph)
    def paragraph(self, block: Paragraph) -> Piece:
        """A paragraph with its items and tables."""
        return self.paragraph_of(block, "p", "")

    @renders(Quoted)
    def quoted(self, block: Quoted) -> Piece:
        """A quoted message."""
        return self.floating("quoted-message", block.blocks)

    @renders(Preformatted)
    def preformatted(self, block: Preformatted) -> Piece:
        """Lines whose blanks carry meaning."""
        content = self.verbatim(block.content)
        return Piece(f'<ab type="preformatted" rend="monospace">{content}</ab>', block.tail)

    @renders(Rule)
    def rule(self, block: Rule) -> Piece:
        """A line of signs."""
        return Piece(f'<ab type="rule">{self.content(block.content)}</ab>', block.tail)

    @renders(Signature)
    def signature(self, block: Signature) -> Piece:
        """A closing name that text follows."""
        return Piece(f'<ab type="signature">{self.signed_name(block)}</ab>', block.tail)

    @renders(Paratext)
    def paratext(self, block: Paratext) -> Piece:
        """Words of the carrier."""
        kind, content = self.carried(block)
        return Piece(f'<ab type="paratext"{kind}>{content}</ab>', block.tail)


def _is_free(pieces: Sequence[Piece]) -> bool:
    """Whether all of them may stand anywhere, so that a division of them has no content."""
    return [piece.place for piece in pieces].count(FREE) == len(pieces)


def _in_three(
    blocks: Sequence[Block],
) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """What the carrier put before the telegram, the telegram, and what it put after."""
    start, end = 0, len(blocks)
    while start < end and _carrier(blocks[start]):
        start += 1
    while end > start and isinstance(blocks[end - 1], Paratext):
        end -= 1
    return blocks[:start], blocks[start:end], blocks[end:]


def _carrier(block: Block) -> bool:
    return isinstance(block, Paratext) or (isinstance(block, Field) and block.kind is _TITLE)


def _opener_end(blocks: Sequence[Block]) -> int:
    """The block after the last header line at the start.

    A statement on the entire text that ends the header is read as a paragraph.
    """
    end = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, _IN_OPENER):
            break
        if isinstance(block, Field) and block.kind is not _ENTIRE_TEXT:
            end = at + 1
    return end


def _closer_start(blocks: Sequence[Block], start: int) -> int:
    """The signature or line of procedure from which on nothing but such lines follows."""
    at = len(blocks)
    while at > start and isinstance(blocks[at - 1], _IN_CLOSER):
        at -= 1
    while at < len(blocks) and not isinstance(blocks[at], _BEGINS_CLOSER):
        at += 1
    return at


def _divided(renderer: DivisionRenderer, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, with text that follows a division in a division of its own."""
    if DIVISION not in [piece.place for piece in pieces]:
        return pieces
    placed: list[Piece] = []
    after: list[Piece] = []
    divided = False
    for piece in pieces:
        if piece.place is DIVISION:
            placed += _continuation(renderer, after)
            after = []
            divided = True
        if divided and (piece.place is PARAGRAPH or after):
            after.append(piece)
        else:
            placed.append(piece)
    return placed + _continuation(renderer, after)


def _continuation(renderer: DivisionRenderer, pieces: Sequence[Piece]) -> list[Piece]:
    if not pieces:
        return []
    inner, tail = renderer.joined(pieces)
    return [Piece(f'<div type="continuation">{inner}</div>', tail, place=DIVISION)]
