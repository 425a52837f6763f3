"""The blocks of the text as HTML: headings, paragraphs, points, tables, quotations."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

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
from cableconv.model.content import Inline, raw_text
from cableconv.model.leaf import Leaf, Number
from cableconv.model.markings import Marking, PortionMark
from cableconv.writers.base import renders
from cableconv.writers.html.inline import InlineRenderer, Tags
from cableconv.writers.html.listing import nested_list
from cableconv.writers.html.options import HtmlOptions
from cableconv.writers.html.table import table_html
from cableconv.writers.html.text import direction

_FIRST_HEADING = 2
_DEEPEST_HEADING = 6

_LONGEST_NUMBER = 32
"""Digits of a paragraph number that go into its id."""


class BodyRenderer(InlineRenderer, complete=True):
    """Renders each block to HTML that ends in a line end; empty where nothing is shown.

    One instance renders one cable. Header fields give nothing here, but for those of a quoted
    message: the key block and the lines as received show them.
    """

    def __init__(self, options: HtmlOptions) -> None:
        super().__init__(page_lines=options.page_lines)
        self._sections = 0
        self._quotes = 0
        self._ids: dict[str, int] = {}

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks one after another; points that follow one another make one list."""
        shown = [block for block in blocks if not self._is_left_out(block)]
        parts: list[str] = []
        for is_point, run in groupby(shown, key=lambda block: type(block) is Item):
            if is_point:
                points = [block for block in run if isinstance(block, Item)]
                parts.append(self._list(points))
            else:
                parts.extend(self.render(block) for block in run)
        return "".join(parts)

    def _is_left_out(self, block: Block) -> bool:
        """True, and counted, for what must not part the points before and after it."""
        left_out = type(block) is Paratext or (type(block) is PageBreak and not self._page_lines)
        if left_out:
            self.render(block)
        return left_out

    def element(self, tag: str, name: str, html: str, content: tuple[Inline, ...]) -> str:
        """A block with its class and direction; empty where it shows nothing.

        Args:
            tag: of the element.
            name: its class, perhaps empty.
            html: what it holds.
            content: the leaves that this was made of.
        """
        if not html:
            return ""
        named = f' class="{name}"' if name else ""
        return f"<{tag}{named}{direction(_words(content))}>{html}</{tag}>\n"

    def _id(self, name: str) -> str:
        """``para-3``, then ``para-3-2`` where a number comes again."""
        again = self._ids.get(name, 0) + 1
        self._ids[name] = again
        return name if again == 1 else f"{name}-{again}"

    @renders(Field)
    def _field(self, block: Field) -> str:
        if not self._quotes:
            return ""
        html = self.sentence(block.content, banners=True)
        return self.element("p", "quoted-line", html, block.content)

    @renders(Section)
    def _section(self, block: Section) -> str:
        heading = self._heading(block.heading)
        self._sections += bool(heading)
        inner = self.blocks(block.blocks)
        self._sections -= bool(heading)
        return heading + inner

    @renders(Heading)
    def _heading(self, block: Heading) -> str:
        level = min(_FIRST_HEADING + self._sections, _DEEPEST_HEADING)
        return self.element(f"h{level}", "", self.sentence(block.content), block.content)

    @renders(Paragraph)
    def _paragraph(self, block: Paragraph) -> str:
        anchor = ""
        if block.number is not None:
            name = "quoted-para" if self._quotes else "para"
            anchor = self._id(f"{name}-{block.number}"[:_LONGEST_NUMBER])
        self._anchor = anchor
        html = self.sentence(block.content)
        self._anchor = ""
        own = self.element("p", "numbered" if anchor else "", html, block.content)
        inner = self.blocks(block.blocks)
        if not own and not inner:
            return ""
        identity = f' id="{anchor}"' if anchor else ""
        return f'<div class="paragraph"{identity}>\n{own}{inner}</div>\n'

    @renders(Item)
    def _item(self, block: Item) -> str:
        return self._list([block])

    def _list(self, items: Iterable[Item]) -> str:
        points = ((i.depth, direction(_words(i.content)), self.sentence(i.content)) for i in items)
        return nested_list(point for point in points if point[2])

    @renders(Table)
    def _table(self, block: Table) -> str:
        html = table_html((row.content for row in block.rows), self._alone)
        return _scrolled("Table", html) if html else ""

    def _alone(self, leaf: Inline) -> str:
        return self.sentence((leaf,), banners=True)

    @renders(Preformatted)
    def _preformatted(self, block: Preformatted) -> str:
        html = self.verbatim(block.content)
        return _scrolled("Preformatted lines", preformatted(html)) if html.strip() else ""

    @renders(Quoted)
    def _quoted(self, block: Quoted) -> str:
        self._quotes += 1
        inner = self.blocks(block.blocks)
        self._quotes -= 1
        return f"<blockquote>\n{inner}</blockquote>\n" if inner else ""

    @renders(Rule)
    def _rule(self, block: Rule) -> str:
        html = self.verbatim(block.content).strip()
        return f'<div class="rule" role="separator">{html}</div>\n' if html else ""

    @renders(Signature)
    def _signature(self, block: Signature) -> str:
        html = self.sentence(block.content, banners=True)
        return self.element("p", "signature", html, block.content)

    @renders(PageBreak)
    def _page_break(self, block: PageBreak) -> str:
        if self._page_lines:
            html = self.escape(" ".join(raw_text(block.content).split()))
            return f'<p class="page-line">{html}</p>\n' if html else ""
        self.left_out.page_break(block)
        return ""

    @renders(Paratext)
    def _paratext(self, block: Paratext) -> str:
        self.left_out.paratext(block)
        return ""

    def unknown(self, node: object) -> Tags | str:
        """The tags of a leaf of a foreign class, or a foreign block by its text; both are noted."""
        self.left_out.unknown.add(type(node).__name__)
        if isinstance(node, Marking):
            return self._marking(node)
        if isinstance(node, Leaf):
            return "", ""
        html = self.sentence(getattr(node, "content", ()))
        text = str(getattr(node, "text", None) or getattr(node, "raw", ""))
        html = html or self.escape(text)
        return f"<p>{html}</p>\n" if html else ""


def _words(content: tuple[Inline, ...]) -> str:
    """What decides the direction of a block: its text without number and marks."""
    return "".join([leaf.raw for leaf in content if not isinstance(leaf, (PortionMark, Number))])


def preformatted(html: str) -> str:
    """Lines as they stand. A line end at the start is written twice, because parsers drop one."""
    start = "\n" if html.startswith("\n") else ""
    return f"<pre>{start}{html}</pre>"


def _scrolled(name: str, html: str) -> str:
    """What may be wider than the page: it is scrolled by itself, with the keyboard too."""
    return f'<div class="wide" role="group" tabindex="0" aria-label="{name}">{html}</div>\n'
