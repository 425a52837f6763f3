"""Blocks as XML: the source with elements around it, character for character.

Markup adds no characters. A block's element holds its content; the tail stands after it, outside
of every element that the block ends. Within a block each line but the first begins with ``lb``.
Tails that hold more than XML white space stand in ``fw`` of type ``blank``.
"""

from __future__ import annotations

import abc
import enum
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

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
    marks_cell,
)
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import (
    Cell,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
)
from cableconv.model.markings import Banner, PortionMark
from cableconv.writers.base import renders
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.header_leaves import HeaderLeafRenderer
from cableconv.writers.tei.leaves import PLAIN

_STAMP = FurnitureKind.STAMP
_XML_BLANKS = " \t\n"
_USUAL_TAILS = {"\n": "\n<lb/>", "\n\n": "\n<lb/>\n<lb/>", "": ""}
"""Tails as they stand in a line."""
_BARE_TAILS = {tail: tail for tail in _USUAL_TAILS}
"""The same where no line ends in them."""
_USUAL_HEAD = 3
"""Leaves before the words of most paragraphs: number, blank and mark."""


class Place(enum.Enum):
    """Where in a division TEI allows an element."""

    PARAGRAPH = "paragraph"
    """Before divisions (``model.common``)."""
    DIVISION = "division"
    """After paragraphs (``model.divLike``)."""
    FREE = "free"
    """Anywhere (``model.global``)."""


PARAGRAPH, DIVISION, FREE = Place
"""The members by name: finding one in its class is Python code before Python 3.12."""


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
    place: Place = PARAGRAPH


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


class BlockRenderer(HeaderLeafRenderer, abc.ABC):
    """Renders what blocks of the text have in common, wherever they stand.

    Attributes:
        phrases: renders leaves where labels are not allowed.
        fields: renders leaves of header lines.
        own_tag: element for lines of no kind of their own.
    """

    own_tag: ClassVar[str] = "ab"

    def __init__(self, edition: Edition, leaves: BlockRenderer | None = None) -> None:
        super().__init__(edition)
        self.phrases: PhraseRenderer = leaves.phrases if leaves else PhraseRenderer(edition)
        self.fields: FieldLeafRenderer = leaves.fields if leaves else FieldLeafRenderer(edition)

    # -- putting pieces together -----------------------------------------------------------------

    def tail(self, tail: str, *, inline: bool = False) -> str:
        """The characters between two blocks."""
        if tail.strip(_XML_BLANKS):
            return f'<fw type="blank">{self.text(tail)}</fw>'
        return tail.replace("\n", "\n<lb/>") if inline else tail

    def joined(
        self, pieces: Iterable[Piece], before: str = "", *, inline: bool = True
    ) -> tuple[str, str]:
        """The pieces with the tails between them, and the last tail, which is not yet written.

        Args:
            pieces: in order.
            before: a tail that stands before the first.
            inline: False where line ends need no ``lb`` before any piece.
        """
        out: list[str] = []
        tail = before
        for piece in pieces:
            xml, after, in_line, _ = piece
            between = _USUAL_TAILS.get(tail) if in_line and inline else _BARE_TAILS.get(tail)
            if between is None:
                between = self.tail(tail, inline=in_line and inline)
            out += (between, xml)
            tail = after
        return "".join(out), tail

    def block(self, node: object) -> Piece:
        """A block; one of somebody else's class as its characters, with a notice."""
        handler = self.handlers.get(type(node))
        if handler is not None:
            piece: Piece = handler(self, node)
            return piece
        tail = str(getattr(node, "tail", ""))
        raw = str(getattr(node, "raw", "")).removesuffix(tail)
        xml = f"<{self.own_tag}{self.foreign(node)}>{self.text(raw)}</{self.own_tag}>"
        return Piece(xml, tail, inline=self.own_tag == "seg")

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
            return Piece(self.page_marker(content[0]), block.tail, inline=True, place=FREE)
        return self.page_lines(block)

    def page_lines(self, block: PageBreak) -> Piece:
        """A page line as it stands inside a paragraph, where it is no leaf of the sentence."""
        lines = self.phrases.content(block.content)
        xml = f'<fw type="page-lines" place="top">{lines}</fw>'
        return Piece(xml, block.tail, inline=True, place=FREE)

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
        for leaf, after in zip_longest(row.content, row.content[1:]):
            if isinstance(leaf, Cell):
                # An empty cell after a separator could not be told from one before it.
                words = self.text(leaf.raw) if leaf.raw or not before else self.cell(leaf)
                cells.append(before + words)
                before = ""
            elif cells and not marks_cell(leaf, after):
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
        return self._list((block,), 0)

    def lists(self, blocks: Sequence[Item | PageBreak], outer: int) -> list[Piece]:
        """Items that follow each other as lists; page lines inside of them where items go on.

        Args:
            blocks: in order.
            outer: depth of the list around them; 0 for none.
        """
        pieces: list[Piece] = []
        start = 0
        while start < len(blocks):
            first = blocks[start]
            if isinstance(first, PageBreak):
                pieces.append(self.page_lines(first))
                start += 1
                continue
            end = _end_of_list(blocks, start, first.depth)
            pieces.append(self._list(blocks[start:end], outer))
            start = end
        return pieces

    def _list(self, run: Sequence[Item | PageBreak], outer: int) -> Piece:
        """One list: its first block is an item, and no item is less deep than that."""
        first = run[0]
        assert isinstance(first, Item)  # noqa: S101 - see above
        starts = [at for at, block in enumerate(run) if _same_depth(block, first.depth)]
        parts = [
            self._item(run[start:end], first.depth)
            for start, end in zip(starts, [*starts[1:], len(run)], strict=True)
        ]
        inner, tail = self.joined(parts)
        jump = "" if first.depth == outer + 1 else f' n="{first.depth}"'
        return Piece(f"<list{_style(first.label)}{jump}>{inner}</list>", tail)

    def _item(self, run: Sequence[Item | PageBreak], depth: int) -> Piece:
        """An item with the deeper items and page lines up to the next one."""
        head, inner = run[0], run[1:]
        assert isinstance(head, Item)  # noqa: S101 - ``_list`` cuts where items begin
        words = head.label.strip(" \t().-:")
        name = f' n="{self.escape.value(words)}"' if words.isalnum() else ""
        opened = f"<item{name}{self.mark(head)}>"
        if not inner:
            return Piece(f"{opened}{self.content(head.content)}</item>", head.tail)
        body, tail = self.joined(self.lists(inner, depth), before=head.tail)
        return Piece(f"{opened}{self.content(head.content, tail_follows=True)}{body}</item>", tail)

    def mark(self, block: Heading | Item) -> str:
        """The block's own portion mark, as pointers in ``ana``."""
        mark = block.portion_mark
        if mark is None:
            return ""
        return self.ana(self.edition.categories.marking(mark.level, mark.controls, mark.rel_to))

    def paragraph_of(self, block: Paragraph, tag: str, kind: str) -> Piece:
        """A paragraph with its blocks as an element of this name and type."""
        content = block.content
        if not block.blocks:
            usual = self._usual(content, tag)
            if usual is not None:
                return Piece(f"<{tag}{kind}{usual}</{tag}>", block.tail)
        opened = f"<{tag}{kind}{self._numbering(block.number, tag)}{self._meaning(block)}>"
        if not block.blocks:
            return Piece(f"{opened}{self.content(content)}</{tag}>", block.tail)
        words = self.content(content, tail_follows=True)
        body, tail = self.joined(self.inner(block.blocks), before=block.tail)
        return Piece(f"{opened}{words}{body}</{tag}>", tail)

    def _usual(self, content: Sequence[Inline], tag: str) -> str | None:
        """What ``paragraph_of`` makes of most paragraphs, in fewer steps; None for others.

        They are a number, a blank, a mark, and then nothing but running text.
        """
        if len(content) < _USUAL_HEAD:
            return None
        number, between, mark = content[:_USUAL_HEAD]
        if type(number) is not Number or type(mark) is not PortionMark or between.raw != " ":
            return None
        rest = content[_USUAL_HEAD:]
        if type(between) not in PLAIN or not PLAIN.issuperset(map(type, rest)):
            return None
        pointers = self.edition.categories.marking(mark.level, mark.controls, mark.rel_to)
        opened = f"{self._numbering(number.value, tag)}{self.ana(pointers)}"
        head = f"{opened}>{self.number(number)} {self.marked(mark, pointers)}"
        return head + self.running(rest) if rest else head

    def _numbering(self, number: int | None, tag: str) -> str:
        if number is None:
            return ""
        self.edition.paragraphs += 1
        name = f' xml:id="{self.edition.ids.unique(f"p{number}")}"' if tag == "p" else ""
        return f' n="{number}"{name}'

    def _meaning(self, block: Paragraph) -> str:
        mark = block.portion_mark
        categories = self.edition.categories
        pointers = (
            "" if mark is None else categories.marking(mark.level, mark.controls, mark.rel_to)
        )
        begun = [leaf for leaf in block.content if type(leaf) is Marker and not leaf.end]
        if begun:
            parts = [categories.pointer("parts", leaf.part) for leaf in begun]
            pointers = " ".join(dict.fromkeys((*pointers.split(), *parts)))
        return self.ana(pointers)

    def signed_name(self, block: Signature) -> str:
        """The name that closes a cable."""
        return f"<persName>{self.phrases.content(block.content)}</persName>"

    def carried(self, block: Paratext) -> tuple[str, str]:
        """The kind of words of the carrier, as an attribute, and the words.

        Lines of one kind are plain text in an element of this ``subtype``; else each is a segment.
        """
        self.edition.carried = True
        content = block.content
        kinds = [leaf.kind for leaf in content if isinstance(leaf, Furniture)]
        if _STAMP in kinds:
            self.edition.released = True
        breaks = list(map(type, content)).count(LineBreak)
        alike = bool(kinds) and kinds.count(kinds[0]) + breaks == len(content)
        if not alike:
            return "", self.content(content)
        texts = [Text(x.raw) if isinstance(x, Furniture) else x for x in content]
        return f' subtype="{kinds[0].value}"', self.running(texts)

    @abc.abstractmethod
    def inner(self, blocks: Sequence[Block]) -> list[Piece]:
        """Blocks inside a paragraph."""

    def runs(self, blocks: Sequence[Block]) -> list[Piece]:
        """Each block rendered; items that follow each other as lists."""
        if Item not in map(type, blocks):
            return list(map(self.block, blocks))
        return list(self._with_lists(blocks))

    def _with_lists(self, blocks: Sequence[Block]) -> Iterable[Piece]:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if type(block) is not Item:
                yield self.block(block)
                at += 1
                continue
            end = _end_of_list(blocks, at, block.depth)
            run = [found for found in blocks[at:end] if isinstance(found, (Item, PageBreak))]
            yield self._list(run, 0)
            at = end


def _end_of_list(blocks: Sequence[Block], start: int, depth: int) -> int:
    """The block after the last item from ``start`` on that is at least so deep."""
    end = at = start + 1
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Item) and block.depth >= depth:
            end = at
        elif not isinstance(block, PageBreak):
            break
    return end


def _same_depth(block: Item | PageBreak, depth: int) -> bool:
    return isinstance(block, Item) and block.depth == depth


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
