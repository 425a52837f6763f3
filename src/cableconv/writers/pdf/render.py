"""From the nodes of a cable to the flow of the document: head, text, and the blocks at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import attrs

from cableconv.model.blocks import (
    Block,
    Field,
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
from cableconv.model.header import (
    PageMarker,
)
from cableconv.model.leaf import Excision, Furniture, Label, Leaf, Number, Text
from cableconv.model.markings import Banner, Marking, PortionMark
from cableconv.notices import Notice
from cableconv.writers.base import Renderer, renders
from cableconv.writers.keyblock import (
    SOURCE_HEADING,
    KeyRow,
    authority_rows,
    key_rows,
    provenance_rows,
    title_parts,
)
from cableconv.writers.left_out import LeftOut
from cableconv.writers.pdf.fonts import MONO, STRONG, TEXT
from cableconv.writers.pdf.layout import BODY, Flow, Hanging, Style
from cableconv.writers.pdf.layout import Block as SetBlock
from cableconv.writers.pdf.lines import Excised, Mark, Piece, passage
from cableconv.writers.pdf.listing import ListSetter
from cableconv.writers.pdf.page import INDENT, MARGIN
from cableconv.writers.pdf.runs import mark_leaf, mark_of, row_cells, runs, split_head, text_of
from cableconv.writers.pdf.syntax import printable
from cableconv.writers.pdf.tables import data_table, key_block
from cableconv.writers.pdf.verbatim import verbatim_block
from cableconv.writers.received import RECEIVED_HEADING, received_lines
from cableconv.writers.spoken import spoken

_KICKER = Style(STRONG, 8, 12, 0.3)
_TITLE = Style(TEXT, 18, 22.5)
_TITLE_SMALL = Style(TEXT, 13, 17)
_LONG_TITLE = 120
"""Characters from which a title is set smaller."""
_TITLE_MARK_SCALE = 0.66
_HEADING = Style(STRONG, 10, 14)
_BLOCK_TITLE = Style(STRONG, 8.5, 12)
_PREFORMATTED = 9.0
_AS_RECEIVED = 8.0
_QUOTE_INDENT = 18.0
_DEEPEST_QUOTE = 4
_SIGNATURE = 10.0 + BODY.leading
"""Room for a name below the text, in points."""
_ROW = 16.0
"""Height of a row, or of a verbatim line with room to spare, in points."""
_ROWS_TOGETHER = 12
"""So many of them stand on the page of the words that announce them."""
_KEEP_WITH_NEXT = 50.0
"""Room for the first lines of what follows a heading, in points."""
_RULE = 12.0
"""Room for a rule, in points."""
_DEEPEST_HEADING = 6
_SIGN_WIDTH = 5.0
"""Width that a rule is drawn for each of its signs, in points."""

_READ = tuple(
    kind for kind in get_args(Inline) if kind not in (PageMarker, Furniture, Banner, PortionMark)
)

_READ_AS_IS = frozenset((*_READ, PortionMark))


class PdfRenderer(Renderer, complete=True):
    """Sets one cable into a flow.

    A block's method sets it and gives None; a leaf's method gives the leaf that is read, or None
    where it is left out.
    """

    def __init__(self, flow: Flow, cable: Cable) -> None:
        self._flow = flow
        self._cable = cable
        self._rows = key_rows(cable)
        self._parent = flow.document
        self._left = MARGIN + INDENT
        self._heading_level = 2
        self._quotes = 0
        self._next: Block | None = None
        self.left_out = LeftOut()

    # ---- the document ----

    def render_cable(self, title: str) -> None:
        """Set the whole cable under ``title``."""
        self._head(title)
        self._sequence(self._cable.blocks)
        self._end_block("Classification authority", authority_rows(self._cable))
        self._as_received()
        self._end_block(SOURCE_HEADING, provenance_rows(self._cable))

    def notices(self) -> list[Notice]:
        """What was left out by rule, and nodes of which only the text was known."""
        return self.left_out.notices("PDF", set())

    def _head(self, title: str) -> None:
        flow = self._flow
        kicker = f"Diplomatic cable {self._cable.mrn or ''}".upper()
        self._text("P", [kicker], _KICKER, MARGIN)
        flow.skip(2)
        flow.bookmark(0, title, 12)
        style = _TITLE if len(title) <= _LONG_TITLE else _TITLE_SMALL
        self._text("H1", self._title(title), style, MARGIN)
        flow.skip(7)
        subject = self._cable.subject
        mark = mark_of(subject.portion_mark) if subject and subject.portion_mark else None
        key_block(flow, flow.document, self._rows, "Message header", mark=mark)
        flow.skip(6)

    def _title(self, title: str) -> list[Piece]:
        mark, words = title_parts(self._cable)
        if mark is None:
            return [title]
        return [attrs.evolve(mark_of(mark), scale=_TITLE_MARK_SCALE), " ", printable(words)]

    def _end_block(self, title: str, rows: Sequence[KeyRow]) -> None:
        if rows:
            self._block_title(title, 20.0 * min(len(rows), 4))
            key_block(self._flow, self._flow.document, rows, title, above=40)

    def _block_title(self, title: str, keep: float) -> None:
        self._flow.need(28 + keep)
        self._flow.skip(16)
        self._flow.bookmark(1, title, 14)
        self._text("H2", [title], _BLOCK_TITLE, MARGIN)
        self._flow.skip(2)

    def _as_received(self) -> None:
        lines = received_lines(self._cable, self._rows)
        if lines:
            flow = self._flow
            block = verbatim_block(
                flow, [[line] for line in lines], _AS_RECEIVED, flow.frame.measure
            )
            self._block_title(RECEIVED_HEADING, min(block.height, 40))
            flow.place(flow.document.add("P"), block, MARGIN)

    # ---- blocks ----

    def _sequence(self, blocks: Sequence[Block], then: Block | None = None) -> None:
        """Set blocks; ``then`` is what comes after the last of them."""
        items: list[Item] = []
        for block, following in zip(blocks, self._followers(blocks, then), strict=True):
            if items and not isinstance(block, Item):
                self._list(items)
                items = []
            self._next = following
            if isinstance(block, Item):
                items.append(block)
            else:
                self.render(block)
        if items:
            self._list(items)

    def _followers(self, blocks: Sequence[Block], then: Block | None) -> list[Block | None]:
        """For each block the next one that is seen."""
        unseen = (PageBreak, Paratext) if self._quotes else (PageBreak, Paratext, Field)
        found = []
        for block in reversed(blocks):
            found.append(then)
            then = then if isinstance(block, unseen) else block
        return found[::-1]

    @property
    def _after(self) -> float:
        """Room to keep below a block: a name alone at the head of a page would sign nothing."""
        return _SIGNATURE if isinstance(self._next, Signature) else 0.0

    @renders(Field)
    def _field(self, field: Field) -> None:
        # The header is set as key block and as lines received. A quoted message keeps its own.
        if self._quotes:
            self._text("P", self._pieces(field.content), BODY, self._left, above=2)

    @renders(Section)
    def _section(self, section: Section) -> None:
        then = self._next
        self._heading_block(section.heading, following=_headings_in_a_row(section.blocks))
        self._heading_level += 1
        self._sequence(section.blocks, then)
        self._heading_level -= 1

    @renders(Heading)
    def _heading(self, heading: Heading) -> None:
        self._heading_block(heading, following=0)

    def _heading_block(self, heading: Heading, following: int) -> None:
        flow = self._flow
        text = passage(self._pieces(heading.content))
        if not text.words:
            return
        block = flow.broken(text, _HEADING, flow.frame.right - self._left)
        flow.need(_heading_room(block, following))
        flow.skip(13)
        words = reading_text(without_banners(heading.content))
        flow.bookmark(min(self._heading_level, _DEEPEST_HEADING) - 1, words, 12)
        tag = f"H{min(self._heading_level, _DEEPEST_HEADING)}"
        flow.place(self._parent.add(tag), block, self._left)
        flow.skip(2)

    @renders(Paragraph)
    def _paragraph(self, paragraph: Paragraph) -> None:
        number, content = split_head(self._read(paragraph.content), Number)
        pieces = runs(content)
        then = self._next
        after = _opening(paragraph.blocks) if paragraph.blocks else self._after
        if number is not None and pieces:
            hanging = Hanging(number.raw.strip())
            self._text("P", pieces, BODY, self._left, above=6, hanging=hanging, after=after)
        else:
            words = [number.raw] if number else pieces
            self._text("P", words, BODY, self._left, above=6, after=after)
        self._sequence(paragraph.blocks, then)

    @renders(Item)
    def _item(self, item: Item) -> None:
        self._list([item])

    def _list(self, items: Sequence[Item]) -> None:
        lists = ListSetter(self._flow, self._parent, self._left)
        for item in items:
            label, content = split_head(self._read(item.content), Label)
            after = self._after if item is items[-1] else 0.0
            lists.add(item.depth, label.raw.strip() if label else "", runs(content), after)

    @renders(Table)
    def _table(self, table: Table) -> None:
        rows = [row_cells(self._read(row.content)) for row in table.rows]
        data_table(self._flow, self._parent, rows, self._left)

    @renders(Preformatted)
    def _preformatted(self, block: Preformatted) -> None:
        flow = self._flow
        lines: list[list[Piece]] = [[]]
        for leaf in block.content:
            if isinstance(leaf, (PageMarker, Furniture)):
                self.render(leaf)
            elif isinstance(leaf, PortionMark):
                lines[-1].append(Mark(leaf.raw, spoken(leaf), MONO, 1.0))
            else:
                parts = leaf.raw.split("\n")
                taken_out = isinstance(leaf, Excision)
                first, *rest = map(Excised, parts) if taken_out else parts
                lines[-1].append(first)
                lines.extend([[part] for part in rest])
        if not any(text_of(line).strip() for line in lines):
            return
        set_lines = verbatim_block(flow, lines, _PREFORMATTED, flow.frame.right - self._left)
        flow.keep(6 + set_lines.height)
        flow.skip(6)
        flow.place(self._parent.add("P"), set_lines, self._left)
        flow.skip(2)

    @renders(Quoted)
    def _quoted(self, quoted: Quoted) -> None:
        above, left, level = self._parent, self._left, self._heading_level
        self._parent = above.add("BlockQuote")
        if self._quotes < _DEEPEST_QUOTE:
            self._left += _QUOTE_INDENT
        then = self._next
        self._quotes += 1
        self._sequence(quoted.blocks, then)
        self._quotes -= 1
        self._parent, self._left, self._heading_level = above, left, level

    @renders(Rule)
    def _rule(self, rule: Rule) -> None:
        flow = self._flow
        flow.need(_RULE + self._begun(self._next))
        flow.skip(4)
        width = min(len(rule.text.strip()) * _SIGN_WIDTH, flow.frame.right - self._left)
        flow.rule(self._left, self._left + width, 0.5, 0.4)
        flow.skip(3)

    def _begun(self, block: Block | None) -> float:
        """Room for the beginning of what a rule stands over, which must not part from it."""
        heading = block.heading if isinstance(block, Section) else block
        if block is None or not isinstance(heading, Heading):
            return 0.0 if block is None else _KEEP_WITH_NEXT
        room = self._flow.frame.right - self._left
        lines = self._flow.broken(passage(runs(heading.content)), _HEADING, room)
        return _heading_room(lines, _headings_in_a_row((block,)) - 1)

    @renders(Signature)
    def _signature(self, signature: Signature) -> None:
        self._text("P", self._pieces(signature.content), BODY, self._left, above=10)

    @renders(PageBreak)
    def _page_break(self, block: PageBreak) -> None:
        self.left_out.page_break(block)

    @renders(Paratext)
    def _paratext(self, block: Paratext) -> None:
        self.left_out.paratext(block)

    def unknown(self, node: object) -> object:
        """Set a foreign block by its text; read a foreign leaf by its raw text."""
        self.left_out.unknown.add(type(node).__name__)
        if isinstance(node, Leaf):
            return mark_leaf(node) if isinstance(node, Marking) else Text(node.raw)
        pieces = self._pieces(tuple(getattr(node, "content", ())))
        text = getattr(node, "text", None) or getattr(node, "raw", "")
        self._text("P", pieces or [str(text)], BODY, self._left, above=6)
        return None

    # ---- leaves ----

    @renders(*_READ)
    def _leaf(self, leaf: Leaf) -> Leaf:
        return leaf

    @renders(PortionMark)
    def _portion_mark(self, mark: PortionMark) -> Leaf:
        return mark

    @renders(PageMarker)
    def _page_marker(self, _: PageMarker) -> None:
        self.left_out.page_lines += 1

    @renders(Banner)
    def _banner(self, _: Banner) -> None:
        # Inside a sentence it is part of the page line beside it.
        self.left_out.banners += 1

    @renders(Furniture)
    def _furniture(self, leaf: Furniture) -> None:
        if leaf.raw.strip():
            self.left_out.furniture += 1

    def _read(self, content: Sequence[Leaf]) -> list[Leaf]:
        """The leaves that are read, page lines and furniture taken out and counted."""
        # Nearly all leaves are read as they are: they need not go through the table.
        if _READ_AS_IS.issuperset(map(type, content)):
            return list(content)
        read = [leaf if type(leaf) in _READ_AS_IS else self.render(leaf) for leaf in content]
        return [leaf for leaf in read if isinstance(leaf, Leaf)]

    def _pieces(self, content: Sequence[Leaf]) -> list[Piece]:
        return runs(self._read(content))

    def _text(
        self, tag: str, pieces: Sequence[Piece], style: Style, left: float, *,
        above: float = 0.0, hanging: Hanging | None = None, after: float = 0.0,
    ) -> None:  # fmt: skip
        text = passage(pieces)
        if text.words:
            flow = self._flow
            block = flow.broken(text, style, flow.frame.right - left)
            flow.skip(above)
            flow.place(self._parent.add(tag), block, left, hanging=hanging, after=after)


def _opening(blocks: Sequence[Block]) -> float:
    """Room to keep below words for what they announce: a short table, or the head of a long one."""
    first = next((block for block in blocks if not isinstance(block, (PageBreak, Paratext))), None)
    count = 0
    if isinstance(first, Table):
        count = len(first.rows)
    elif isinstance(first, Preformatted):
        count = first.raw.count("\n")
    return _ROW * (count if count <= _ROWS_TOGETHER else 2)


def _heading_room(block: SetBlock, following: int) -> float:
    """What must fit on a page with a heading: those that follow it at once, and two lines."""
    return 13 + block.height + following * 29 + _KEEP_WITH_NEXT


def _headings_in_a_row(blocks: Sequence[Block]) -> int:
    """How many headings follow before anything else does."""
    count = 0
    while blocks and isinstance(blocks[0], (Section, Heading)):
        count += 1
        blocks = blocks[0].blocks if isinstance(blocks[0], Section) else blocks[1:]
    return count
