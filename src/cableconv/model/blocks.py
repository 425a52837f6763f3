"""Blocks: the header fields and the parts of the text, in the order of the source.

A block ends in ``tail``, the line ends and blanks up to the next block, so that the blocks' ``raw``
joined are the source again.
"""

from __future__ import annotations

import enum
from typing import Protocol, TypeAlias

import attrs

from cableconv.model.content import (
    Inline,
    head_mark,
    raw_text,
    reading_text,
    without_banners,
    without_head,
)
from cableconv.model.header import (
    PageMarker,
)
from cableconv.model.leaf import (
    Cell,
    Furniture,
    Label,
    Number,
)
from cableconv.model.markings import (
    PortionMark,
)


class FieldKind(enum.Enum):
    """What a header field, or a line around the text, states."""

    TITLE = "title"
    TRANSMISSION = "transmission"
    ROUTING = "routing"
    STATION = "station"
    SECURITY = "security"
    DTG = "dtg"
    ORIGINATOR = "originator"
    ACTION = "action"
    INFO = "info"
    EXEMPTED = "exempted"
    ACCOUNTING = "accounting"
    BREAK = "break"
    DISTRIBUTION = "distribution"
    DRAFTING = "drafting"
    MESSAGE_ID = "message-id"
    CLASSIFICATION = "classification"
    CAPTION = "caption"
    PASSING = "passing"
    EXECUTIVE_ORDER = "executive-order"
    TAGS = "tags"
    SUBJECT = "subject"
    REFERENCES = "references"
    AUTHORITY = "authority"
    ENTIRE_TEXT = "entire-text"
    ATTRIBUTE = "attribute"
    RELEASE = "release"
    NOTE = "note"
    CHECK = "check"
    END = "end"
    UNPARSED = "unparsed"

    # A member is there once: its identity will do, and costs a tenth of hashing its name.
    __hash__ = object.__hash__


class _Lines:
    """What blocks of leaves share: they stand in the source as their leaves and their tail."""

    __slots__ = ()

    @property
    def raw(self: _HasLeaves) -> str:
        """The block as it stands in the source, with its tail."""
        return raw_text(self.content) + self.tail


class _HasLeaves(Protocol):
    @property
    def content(self) -> tuple[Inline, ...]: ...

    @property
    def tail(self) -> str: ...


@attrs.frozen
class Field(_Lines):
    """One header field or line of procedure, with label and values as leaves.

    Attributes:
        kind: what it states.
        content: the leaves, label first: ``(Label("FM"), Text(" "), Originator(...))``.
        name: name of an ``ATTRIBUTE`` as the holder spells it (``Original Classification``).
        tail: line ends and blanks up to the next block.
    """

    kind: FieldKind
    content: tuple[Inline, ...]
    name: str = ""
    tail: str = "\n"

    @property
    def text(self) -> str:
        """The field read on, with its label."""
        return reading_text(self.content)

    @property
    def value_text(self) -> str:
        """The field read on, without its label."""
        return reading_text(tuple(x for x in self.content if not isinstance(x, Label)))


@attrs.frozen
class Heading(_Lines):
    """A heading over paragraphs.

    Attributes:
        content: its leaves; may begin with a portion mark.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n\n"

    @property
    def portion_mark(self) -> PortionMark | None:
        """The mark before the heading's words; None where there is none."""
        return head_mark(self.content)

    @property
    def text(self) -> str:
        """The words without the portion mark."""
        return reading_text(without_head(self.content))


@attrs.frozen
class Paragraph:
    """A paragraph, numbered or not, with the items and tables that belong to it.

    Attributes:
        content: its leaves: number, portion mark, text, line breaks, page lines in between.
        blocks: items, tables, preformatted text up to the next paragraph or heading.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    tail: str = "\n\n"

    @property
    def raw(self) -> str:
        """The paragraph as it stands in the source, with its blocks and tail."""
        return raw_text(self.content) + self.tail + "".join([block.raw for block in self.blocks])

    @property
    def number(self) -> int | None:
        """The paragraph's number; None where it has none."""
        for leaf in self.content:
            if isinstance(leaf, Number):
                return leaf.value
            if leaf.raw.strip() and not isinstance(leaf, Furniture):  # a site's pilcrow
                return None
        return None

    @property
    def portion_mark(self) -> PortionMark | None:
        """The mark at the head of the paragraph; None where there is none, never inherited."""
        return head_mark(self.content)

    @property
    def text(self) -> str:
        """The text read on, without number and portion mark, blocks included, a line each."""
        own = reading_text(without_head(self.content))
        return "\n".join([own, *(block_text(block) for block in self.blocks)]).strip("\n")


@attrs.frozen
class Item(_Lines):
    """A dashed or lettered point.

    Attributes:
        content: its leaves: label (``--``, ``A.``, ``(1)``), portion mark, text.
        depth: 1 for a point of a paragraph, 2 for a point of a point.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    depth: int = 1
    tail: str = "\n"

    @property
    def label(self) -> str:
        """The dash, letter or number as written; empty where there is none."""
        for leaf in self.content:
            if isinstance(leaf, Label):
                return leaf.raw
            if leaf.raw.strip() and not isinstance(leaf, Furniture):  # a site's pilcrow
                return ""
        return ""

    @property
    def portion_mark(self) -> PortionMark | None:
        """The item's own mark; None where there is none."""
        return head_mark(self.content)

    @property
    def text(self) -> str:
        """The text read on, without label and portion mark."""
        return reading_text(without_head(self.content))


def marks_cell(leaf: object, after: object) -> bool:
    """Whether a leaf is the mark at the head of the cell after it."""
    return isinstance(leaf, PortionMark) and isinstance(after, Cell)


def _marked(before: object, cell: Cell) -> str:
    mark = before.raw if isinstance(before, PortionMark) else ""
    return mark + cell.raw


@attrs.frozen
class Row(_Lines):
    """One row of a table: cells, with the separators between them as text.

    Attributes:
        content: ``Cell`` leaves, each with the mark at its head before it, and separators.
        tail: the line end.
    """

    content: tuple[Inline, ...]
    tail: str = "\n"

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells' text without padding, with the mark at the head of each."""
        pairs = zip((None, *self.content), self.content, strict=False)
        return tuple([_marked(before, x).strip() for before, x in pairs if isinstance(x, Cell)])


@attrs.frozen
class Table:
    """A table whose columns are certain (separated by pipes or tabs).

    Attributes:
        rows: at least one.
        tail: line ends and blanks after the last row's line end.
    """

    rows: tuple[Row, ...]
    tail: str = ""

    @property
    def raw(self) -> str:
        """The table as it stands in the source."""
        return "".join([row.raw for row in self.rows]) + self.tail

    @property
    def text(self) -> str:
        """Rows a line each, cells joined by a tab."""
        return "\n".join("\t".join(row.cells) for row in self.rows)


@attrs.frozen
class Preformatted(_Lines):
    """Lines whose blanks carry meaning: aligned columns, dot leaders, addresses.

    Attributes:
        content: ``Text``, ``LineBreak``, and ``PortionMark`` where a line or cell begins with one.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n\n"

    @property
    def text(self) -> str:
        """The lines, verbatim; page lines and furniture left out."""
        return "".join([x.raw for x in self.content if not isinstance(x, (PageMarker, Furniture))])


@attrs.frozen
class Rule(_Lines):
    """A line of dashes, equals signs, stars or underscores.

    Attributes:
        content: the signs, as text.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n"

    @property
    def text(self) -> str:
        """The signs."""
        return raw_text(self.content)


@attrs.frozen
class Signature(_Lines):
    """The name or names that close a cable: ``GARZA``.

    Attributes:
        content: its leaves.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n"

    @property
    def text(self) -> str:
        """The name as written, without a label before it (``Signature:``)."""
        return reading_text(tuple([x for x in self.content if not isinstance(x, Label)]))


@attrs.frozen
class Quoted:
    """A message or text quoted in the cable (BEGIN TEXT ... END TEXT).

    Attributes:
        blocks: what is quoted, the opening and closing words included.
    """

    blocks: tuple[Block, ...]

    @property
    def raw(self) -> str:
        """The quotation as it stands in the source."""
        return "".join([block.raw for block in self.blocks])

    @property
    def text(self) -> str:
        """The quoted blocks read on, a line each."""
        return "\n".join([block_text(block) for block in self.blocks])


@attrs.frozen
class Section:
    """A heading with the blocks under it, up to the next heading.

    Attributes:
        heading: the heading.
        blocks: what follows it.
    """

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def raw(self) -> str:
        """The section as it stands in the source."""
        return self.heading.raw + "".join([block.raw for block in self.blocks])

    @property
    def text(self) -> str:
        """Heading and blocks read on, a line each."""
        return "\n".join([block_text(block) for block in (self.heading, *self.blocks)])


@attrs.frozen
class PageBreak(_Lines):
    """A page line between blocks, with the banners that were printed with it.

    Attributes:
        content: a ``PageMarker``, and what stands on the lines around it.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n\n"

    @property
    def text(self) -> str:
        """Empty: a page line is not read on."""
        return ""


@attrs.frozen
class Paratext(_Lines):
    """Text around the cable that is not the cable's: a site's menu, a stamp, a second copy.

    Attributes:
        content: ``Furniture`` leaves, and line breaks between them.
        tail: line ends and blanks up to the next block.
    """

    content: tuple[Inline, ...]
    tail: str = "\n\n"

    @property
    def text(self) -> str:
        """Empty: it is not the cable's text."""
        return ""


Block: TypeAlias = (
    Field
    | Section
    | Heading
    | Paragraph
    | Item
    | Table
    | Preformatted
    | Quoted
    | Rule
    | Signature
    | PageBreak
    | Paratext
)
"""Every node that may stand in ``Cable.blocks``."""


def block_text(block: Block) -> str:
    """A block read on with its label, number and mark; empty for page lines and paratext."""
    if isinstance(block, (Paragraph, Item, Heading)):
        head = reading_text(without_banners(block.content))
        rest = [block_text(child) for child in getattr(block, "blocks", ())]
        return "\n".join([head, *rest])
    return block.text
