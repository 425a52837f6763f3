"""The blocks of the text as WordprocessingML: headings, paragraphs, points, tables, quotations."""

from __future__ import annotations

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
from cableconv.model.leaf import Leaf
from cableconv.model.markings import Marking
from cableconv.writers.base import renders
from cableconv.writers.direction import is_right_to_left
from cableconv.writers.docx.inline import NUMBER_STYLE, InlineRenderer, Piece
from cableconv.writers.docx.options import Lines, PageSize
from cableconv.writers.docx.styles import ITEM_INDENTS, QUOTE_INDENT
from cableconv.writers.docx.table import MOST_COLUMNS, columns, table_cells, table_xml
from cableconv.writers.docx.text import Runs, paragraph_open

DEEPEST_HEADING = 4
"""Sections below this depth keep the heading style of this depth."""


@attrs.define
class Bookmarks:
    """Names and ids of bookmarks: ``para3``, and ``para3_2`` where a number comes again.

    Names are 40 characters at most (the Open XML SDK refuses longer ones).

    Attributes:
        prefix: before each name, so that cables of one volume have names of their own.
    """

    prefix: str = ""
    _seen: dict[str, int] = attrs.field(factory=dict)
    _last: int = 0

    def around(self, name: str, runs: str, *, plain: bool = False) -> str:
        """The runs between the start and end of a new bookmark; ``plain`` leaves out the prefix."""
        name = name if plain else f"{self.prefix}{name}"[:32]
        again = self._seen.get(name, 0) + 1
        self._seen[name] = again
        self._last += 1
        unique = name if again == 1 else f"{name}_{again}"
        start = f'<w:bookmarkStart w:id="{self._last}" w:name="{unique}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{self._last}"/>'


class BodyRenderer(InlineRenderer, complete=True):
    """Renders blocks, each to the end of ``out``; one instance renders one cable.

    Header fields give nothing here: the key block and the appendix show them.

    Attributes:
        out: the body's XML so far, in pieces.
        runs: builds the runs.
        bookmarks: gives names and ids.
        title: style of the title, words where the cable has none, and its bookmark's name.
    """

    def __init__(
        self, page: PageSize, lines: Lines = "flow", *, depth: int = 0, runs: Runs | None = None
    ) -> None:
        super().__init__(keep_lines=lines == "source")
        self.out: list[str] = []
        self.runs = runs or Runs()
        self.bookmarks = Bookmarks()
        self.title = ("Title", "", "")
        self._width = page.text_width
        self._sections = depth
        self._quotes = 0

    def emit(self, style: str, pieces: list[Piece], *, left: int = 0, bookmark: str = "") -> bool:
        """Add a paragraph; False where there is nothing to show.

        Args:
            style: id of its paragraph style.
            pieces: its text.
            left: left indent of the style, to which quotations add; in twips.
            bookmark: name for a bookmark around the number.
        """
        if not pieces:
            return False
        rtl = is_right_to_left("".join([text for style, text in pieces if not style]))
        run = self.runs.run
        runs = [run(name, text, rtl=rtl) for name, text in pieces]
        if bookmark and pieces[0][0] == NUMBER_STYLE:
            runs[0] = self.bookmarks.around(bookmark, runs[0])
        own = QUOTE_INDENT if style == "CableQuotation" else 0
        added = QUOTE_INDENT * self._quotes - own
        opening = paragraph_open(style, rtl=rtl, indent=left + own + added if added > 0 else 0)
        self.out.append(f"{opening}{''.join(runs)}</w:p>")
        return True

    @renders(Field)
    def _field(self, _block: Field) -> None:
        return

    @renders(Section)
    def _section(self, block: Section) -> None:
        raised = self._heading(block.heading)
        self._sections += raised
        self._blocks(block.blocks)
        self._sections -= raised

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self.render(block)

    @renders(Heading)
    def _heading(self, block: Heading) -> bool:
        level = min(self._sections + 1, DEEPEST_HEADING)
        return self.emit(f"Heading{level}", self.pieces(block.content))

    @renders(Paragraph)
    def _paragraph(self, block: Paragraph) -> None:
        style = "CableQuotation" if self._quotes else "CableParagraph"
        number = block.number
        name = "" if number is None else f"{'quoted_' if self._quotes else ''}para{number}"
        self.emit(style, self.pieces(block.content), bookmark=name)
        self._blocks(block.blocks)

    @renders(Item)
    def _item(self, block: Item) -> None:
        depth = min(max(block.depth, 1), len(ITEM_INDENTS))
        style = "CableSubparagraph" + (str(depth) if depth > 1 else "")
        self.emit(style, self.pieces(block.content), left=ITEM_INDENTS[depth - 1])

    @renders(Table)
    def _table(self, block: Table) -> None:
        rows = [table_cells(row.content, self.render) for row in block.rows]
        if columns(rows) > MOST_COLUMNS:
            content = [leaf for row in block.rows for leaf in row.content]
            self.emit("CablePreformatted", self.verbatim(content))
            return
        indent = QUOTE_INDENT * self._quotes
        self.out.append(table_xml(rows, self.runs, width=self._width - indent, indent=indent))

    @renders(Preformatted)
    def _preformatted(self, block: Preformatted) -> None:
        pieces = self.verbatim(block.content)
        if any(text.strip() for _style, text in pieces):
            self.emit("CablePreformatted", pieces)

    @renders(Quoted)
    def _quoted(self, block: Quoted) -> None:
        self._quotes += 1
        self._blocks(block.blocks)
        self._quotes -= 1

    @renders(Rule)
    def _rule(self, block: Rule) -> None:
        self.emit("CableRule", self.verbatim(block.content))

    @renders(Signature)
    def _signature(self, block: Signature) -> None:
        self.emit("CableSignature", self.pieces(block.content, sentence=False))

    @renders(PageBreak)
    def _page_break(self, block: PageBreak) -> None:
        self.left_out.page_break(block)

    @renders(Paratext)
    def _paratext(self, block: Paratext) -> None:
        self.left_out.paratext(block)

    def unknown(self, node: object) -> str | None:
        """A leaf of a foreign class as its text, a foreign block as a paragraph; both are noted."""
        self.left_out.unknown.add(type(node).__name__)
        if isinstance(node, Marking):
            return "PortionMark"
        if isinstance(node, Leaf):
            return ""
        self.emit("CableParagraph", self.pieces(getattr(node, "content", ())))
        return None
