"""Blocks as XML: the source with elements around it, character for character.

Markup adds no characters. A block's element holds its content; the tail stands after it, outside
of every element that the block ends. Within a block each line but the first begins with ``lb``.
Tails that hold more than XML white space stand in ``fw`` of type ``blank``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cableconv.model.blocks import (
    Block,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Row,
    Signature,
    Table,
)
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Furniture, Label, LineBreak, Marker, Text
from cableconv.model.markings import Banner
from cableconv.writers.base import renders
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.header_leaves import HeaderLeafRenderer
from cableconv.writers.tei.parts import in_lines

_XML_BLANKS = " \t\n"


class Place(enum.Enum):
    """Where in a division TEI allows an element."""

    PARAGRAPH = "paragraph"
    """Before divisions (``model.common``)."""
    DIVISION = "division"
    """After paragraphs (``model.divLike``)."""
    FREE = "free"
    """Anywhere (``model.global``)."""


class Piece(NamedTuple):
    """A rendered block.

    Attributes:
        xml: its element or elements.
        tail: what follows it in the source, up to the next block.
        inline: True where it stands in a line, so that line ends before it need ``lb``.
        place: where in a division it may stand.
    """

    xml: str
    tail: str
    inline: bool = False
    place: Place = Place.PARAGRAPH


class PhraseRenderer(HeaderLeafRenderer):
    """Renders leaves where TEI allows phrases only, and so no ``label``."""

    @renders(Label)
    def phrase_label(self, leaf: Label) -> str:
        """``TO``, ``BT``."""
        return f'<seg type="label">{self.text(leaf.raw)}</seg>'

    @renders(Marker)
    def phrase_marker(self, leaf: Marker) -> str:
        """A marker, begin or end."""
        pointer = self.edition.categories.pointer("parts", leaf.part)
        end = "end" if leaf.end else "begin"
        return f'<seg type="marker" subtype="{end}" ana="{pointer}">{self.text(leaf.raw)}</seg>'


class FieldLeafRenderer(HeaderLeafRenderer):
    """Renders leaves of header lines, where a banner is the classification itself."""

    @renders(Banner)
    def classification(self, leaf: Banner) -> str:
        """``C O N F I D E N T I A L``."""
        pointers = self.edition.categories.marking(leaf.level, leaf.controls, leaf.rel_to)
        return f'<seg type="classification"{self.ana(pointers)}>{self.text(leaf.raw)}</seg>'


class BlockRenderer(HeaderLeafRenderer):
    """Renders what blocks of the text have in common, wherever they stand.

    Attributes:
        phrases: renders leaves where labels are not allowed.
        fields: renders leaves of header lines.
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.phrases = PhraseRenderer(edition)
        self.fields = FieldLeafRenderer(edition)

    # -- putting pieces together -----------------------------------------------------------------

    def tail(self, tail: str, *, inline: bool = False) -> str:
        """The characters between two blocks."""
        if tail.strip(_XML_BLANKS):
            return f'<fw type="blank">{in_lines(self.escape.text(tail))}</fw>'
        return in_lines(tail) if inline else tail

    def joined(self, pieces: Iterable[Piece], before: str = "") -> tuple[str, str]:
        """The pieces with the tails between them, and the last tail, which is not yet written.

        Args:
            pieces: in order.
            before: a tail that stands before the first.
        """
        out: list[str] = []
        tail = before
        for piece in pieces:
            if tail:
                out.append(self.tail(tail, inline=piece.inline))
            out.append(piece.xml)
            tail = piece.tail
        return "".join(out), tail

    # -- blocks that look the same everywhere ----------------------------------------------------

    @renders(Heading)
    def heading(self, block: Heading) -> Piece:
        """A heading without a section, which cannot be a ``head``."""
        words = self.phrases.content(block.content)
        return Piece(f'<label type="heading"{self.mark(block)}>{words}</label>', block.tail)

    @renders(PageBreak)
    def page_break(self, block: PageBreak) -> Piece:
        """A page line between blocks; with its banner, all of it in one ``fw``."""
        content = block.content
        if len(content) == 1 and type(content[0]) is PageMarker:
            return Piece(self.page_marker(content[0]), block.tail, inline=True, place=Place.FREE)
        lines = self.phrases.content(content)
        xml = f'<fw type="page-lines" place="top">{lines}</fw>'
        return Piece(xml, block.tail, inline=True, place=Place.FREE)

    @renders(Table)
    def table(self, block: Table) -> Piece:
        """Rows and cells; separators in the cell before them."""
        columns = max(len(row.cells) for row in block.rows) if block.rows else 0
        rows = "".join([self._row(row) + self.tail(row.tail) for row in block.rows])
        size = f'rows="{len(block.rows)}" cols="{columns}"'
        return Piece(f'<table {size} rend="monospace">{rows}</table>', block.tail)

    def _row(self, row: Row) -> str:
        cells: list[str] = []
        before = ""
        for leaf in row.content:
            if isinstance(leaf, Cell):
                cells.append(before + self.text(leaf.raw))
                before = ""
            elif cells:
                cells[-1] += self._separator(leaf)
            else:
                before += self._separator(leaf)
        if not cells:
            return f'<row><cell role="separator">{before}</cell></row>'
        return "<row>" + "".join(f"<cell>{cell}</cell>" for cell in cells) + "</row>"

    def _separator(self, leaf: object) -> str:
        if isinstance(leaf, (Text, LineBreak)):
            return f'<seg type="separator">{self.text(leaf.raw)}</seg>'
        return str(self.render(leaf))

    @renders(Item)
    def item(self, block: Item) -> Piece:
        """A list of one item."""
        return self.list_of((block,), 0)

    def list_of(self, run: Sequence[Item | PageBreak], outer: int) -> Piece:
        """Items that follow each other, with the page lines between them, as nested lists.

        Args:
            run: begins with an item; no item is less deep than the first.
            outer: depth of the list around it; 0 for none.
        """
        first = run[0]
        depth = first.depth if isinstance(first, Item) else 1
        pieces = []
        start = 0
        for end in range(1, len(run) + 1):
            if end < len(run) and _deeper(run, end, depth):
                continue
            pieces.append(self._list_part(run[start:end], depth))
            start = end
        inner, tail = self.joined(pieces)
        jump = "" if depth == outer + 1 else f' n="{depth}"'
        style = _style(first.label if isinstance(first, Item) else "")
        return Piece(f"<list{style}{jump}>{inner}</list>", tail)

    def _list_part(self, run: Sequence[Item | PageBreak], depth: int) -> Piece:
        head, inner = run[0], run[1:]
        if not isinstance(head, Item):
            return self.page_break(head)._replace(inline=False)
        words = head.label.strip(" \t().-:")
        name = f' n="{self.escape.value(words)}"' if words.isalnum() else ""
        opened = f"<item{name}{self.mark(head)}>"
        if not inner:
            return Piece(f"{opened}{self.content(head.content)}</item>", head.tail)
        nested = self.list_of(inner, depth)
        body, tail = self.joined((nested,), before=head.tail)
        return Piece(f"{opened}{self.content(head.content, tail_follows=True)}{body}</item>", tail)

    def mark(self, block: Heading | Item) -> str:
        """The block's own portion mark, as pointers in ``ana``."""
        mark = block.portion_mark
        if mark is None:
            return ""
        return self.ana(self.edition.categories.marking(mark.level, mark.controls, mark.rel_to))

    def paragraph_of(self, block: Paragraph, tag: str, kind: str) -> Piece:
        """A paragraph with its blocks as an element of this name and type."""
        number = block.number
        opened = f"<{tag}{kind}{self._numbering(number, tag)}{self._meaning(block)}>"
        if not block.blocks:
            return Piece(f"{opened}{self.content(block.content)}</{tag}>", block.tail)
        content = self.content(block.content, tail_follows=True)
        body, tail = self.joined(self.inner(block.blocks), before=block.tail)
        return Piece(f"{opened}{content}{body}</{tag}>", tail)

    def _numbering(self, number: int | None, tag: str) -> str:
        if number is None:
            return ""
        name = f' xml:id="{self.edition.ids.unique(f"p{number}")}"' if tag == "p" else ""
        return f' n="{number}"{name}'

    def _meaning(self, block: Paragraph) -> str:
        mark = block.portion_mark
        categories = self.edition.categories
        pointers = (
            "" if mark is None else categories.marking(mark.level, mark.controls, mark.rel_to)
        )
        for leaf in block.content:
            if type(leaf) is Marker and not leaf.end:
                pointers += " " + categories.pointer("parts", leaf.part)
        return self.ana(" ".join(dict.fromkeys(pointers.split())))

    def signed_name(self, block: Signature) -> str:
        """The name that closes a cable."""
        return f"<persName>{self.phrases.content(block.content)}</persName>"

    def carried(self, block: Paratext) -> tuple[str, str]:
        """The kind of words of the carrier, as an attribute, and the words.

        Lines of one kind are plain text in an element of this ``subtype``; else each is a segment.
        """
        kinds = {leaf.kind for leaf in block.content if isinstance(leaf, Furniture)}
        plain = all(isinstance(leaf, (Furniture, LineBreak)) for leaf in block.content)
        if len(kinds) != 1 or not plain:
            return "", self.content(block.content)
        texts = [Text(x.raw) if isinstance(x, Furniture) else x for x in block.content]
        return f' subtype="{kinds.pop().value}"', self.content(texts)

    def inner(self, blocks: Sequence[Block]) -> list[Piece]:
        """Blocks inside a paragraph."""
        raise NotImplementedError

    def runs(self, blocks: Sequence[Block]) -> Iterable[Piece]:
        """Each block rendered; items that follow each other as one list."""
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if type(block) is not Item:
                yield self.render(block)
                at += 1
                continue
            end = _end_of_list(blocks, at)
            yield self.list_of(blocks[at:end], 0)  # type: ignore[arg-type]  # items and page breaks
            at = end


def _deeper(run: Sequence[Item | PageBreak], at: int, depth: int) -> bool:
    """Whether the item at ``at``, or the next after page lines, is deeper than ``depth``."""
    while at < len(run):
        block = run[at]
        if isinstance(block, Item):
            return block.depth > depth
        at += 1
    return False


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    first = blocks[start]
    depth = first.depth if isinstance(first, Item) else 1
    end = at = start + 1
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Item) and block.depth >= depth:
            end = at
        elif not isinstance(block, PageBreak):
            break
    return end


_STYLES = (
    ("-", "dash"), ("*", "bullet"), ("o", "bullet"), ("•", "bullet"),
)  # fmt: skip


def _style(label: str) -> str:
    words = label.strip(" \t().:")
    for sign, style in _STYLES:
        if words.strip(sign) == "" and words:
            return f' rend="{style}"'
    if words.isdigit():
        return ' rend="decimal"'
    if words.isascii() and words.isalpha() and len(words) == 1:
        return f' rend="{"upper" if words.isupper() else "lower"}-alpha"'
    return ""
