"""What a cable demands of any output: its parts in order, their words and marks, its header lines.

Everything here is read from the model's leaves. The writers' own arrangement of rows and lines is
not asked, nor the model's rule of how leaves are read on, so that what these forget is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

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
from cableconv.model.content import Inline, raw_text
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Excision, Furniture, Label, Leaf, Number, Text
from cableconv.model.markings import Banner, PortionMark
from cableconv.model.walk import iter_blocks


@attrs.frozen
class Unit:
    """A part of the text that begins on a line of its own.

    Attributes:
        place: what a person calls it: ``paragraph 3``, ``item B. of paragraph 3``.
        text: all its characters that are read, its number and marks included.
        marks: the marks in it as written, in order.
        whole: True where the output must not divide it into two paragraphs.
    """

    place: str
    text: str
    marks: tuple[str, ...] = ()
    whole: bool = True


@attrs.frozen
class Scope:
    """Which parts of a cable a kind of output shows in its running text.

    Attributes:
        fields: header lines in their place in the text; else only those of quoted messages.
        rules: lines of dashes.
        page_lines: page lines and the banners printed with them.
        stamps: all that is printed with page lines, stamps of release too.
        pipes: the signs between the cells of a row.
        apart: the number or label of a part is set apart from words that touch it.
        kinds: kinds of header lines in their place in the text, where not all are.
        labels: the label of a signature.
        withheld: what stands for words taken out that left only blanks.
    """

    fields: bool = False
    rules: bool = True
    page_lines: bool = False
    stamps: bool = False
    pipes: bool = False
    apart: bool = False
    kinds: frozenset[FieldKind] = frozenset()
    labels: bool = True
    withheld: str = ""


def units(cable: Cable, scope: Scope) -> Iterator[Unit]:
    """The parts of the running text in order; parts without a word are left out."""
    for unit in _Walk(scope).units(cable.blocks):
        if unit.text.strip():
            yield unit


@attrs.define
class _Walk:
    """One walk over the blocks; remembers how to call places."""

    scope: Scope
    paragraphs: int = 0
    quotes: int = 0
    inside: str = ""

    def units(self, blocks: Iterable[Block]) -> Iterator[Unit]:
        for block in blocks:
            render = _RENDER.get(type(block))
            if render is not None:
                yield from render(self, block)
            else:
                yield Unit(type(block).__name__.lower(), str(getattr(block, "raw", "")))

    def content(self, content: Sequence[Inline]) -> str:
        """The characters that are read on, page lines with them where the output shows them."""
        if self.scope.page_lines:
            return self.verbatim(content)
        if self.scope.apart:
            content = _apart(content)
        if self.scope.withheld:
            content = [_withheld(leaf, self.scope.withheld) for leaf in content]
        return self.verbatim(leaf for leaf in content if not isinstance(leaf, Banner))

    def verbatim(self, content: Iterable[Inline]) -> str:
        parts = []
        for leaf in content:
            if isinstance(leaf, PageMarker):
                parts.append(f" {leaf.raw} " if self.scope.page_lines else "")
            elif not isinstance(leaf, Furniture):
                parts.append(leaf.raw)
        return "".join(parts)

    def field(self, block: Field) -> Iterator[Unit]:
        if self.scope.fields or self.quotes or block.kind in self.scope.kinds:
            place = f"{'quoted ' if self.quotes else ''}{block.kind.value} line"
            yield Unit(place, self.verbatim(block.content), _marks(block.content), whole=False)

    def section(self, block: Section) -> Iterator[Unit]:
        yield from self.units((block.heading, *block.blocks))

    def heading(self, block: Heading) -> Iterator[Unit]:
        place = f"heading {_short(block.text)}"
        yield Unit(place, self.content(block.content), _marks(block.content))

    def paragraph(self, block: Paragraph) -> Iterator[Unit]:
        self.paragraphs += 1
        name = f"paragraph {block.number}"
        if block.number is None:
            name = f"paragraph without a number ({self.paragraphs} of the text)"
        yield Unit(name, self.content(block.content), _marks(block.content))
        before, self.inside = self.inside, f" of {name}"
        yield from self.units(block.blocks)
        self.inside = before

    def item(self, block: Item) -> Iterator[Unit]:
        place = f"item {block.label or _short(block.text)}{self.inside}"
        yield Unit(place, self.content(block.content), _marks(block.content))

    def table(self, block: Table) -> Iterator[Unit]:
        for at, row in enumerate(block.rows, 1):
            place = f"table{self.inside}, row {at}"
            text = self.verbatim(row.content) if self.scope.pipes else _cells(row.content)
            yield Unit(place, text, _marks(row.content), whole=False)

    def preformatted(self, block: Preformatted) -> Iterator[Unit]:
        place = f"preformatted text{self.inside}"
        yield Unit(place, self.verbatim(block.content), _marks(block.content), whole=False)

    def quoted(self, block: Quoted) -> Iterator[Unit]:
        self.quotes += 1
        yield from self.units(block.blocks)
        self.quotes -= 1

    def rule(self, block: Rule) -> Iterator[Unit]:
        if self.scope.rules:
            yield Unit("rule", self.verbatim(block.content), whole=False)

    def signature(self, block: Signature) -> Iterator[Unit]:
        kept = (x for x in block.content if self.scope.labels or not isinstance(x, Label))
        yield Unit("signature", self.verbatim(kept), whole=False)

    def page_break(self, block: PageBreak) -> Iterator[Unit]:
        if self.scope.page_lines:
            whole = self.scope.stamps
            text = raw_text(block.content) if whole else self.verbatim(block.content)
            yield Unit("page line", text, whole=False)

    def paratext(self, _: Paratext) -> Iterator[Unit]:
        yield from ()


_Render = Callable[..., Iterator[Unit]]

_RENDER: dict[type, _Render] = {
    Field: _Walk.field,
    Section: _Walk.section,
    Heading: _Walk.heading,
    Paragraph: _Walk.paragraph,
    Item: _Walk.item,
    Table: _Walk.table,
    Preformatted: _Walk.preformatted,
    Quoted: _Walk.quoted,
    Rule: _Walk.rule,
    Signature: _Walk.signature,
    PageBreak: _Walk.page_break,
    Paratext: _Walk.paratext,
}


def all_parts(blocks: Iterable[Block]) -> Iterator[Unit]:
    """All blocks with all their characters; those that hold others, only what is their own."""
    paragraphs = 0
    for block in iter_blocks(blocks):
        if isinstance(block, (Section, Quoted)):
            continue
        place = type(block).__name__.lower()
        place = f"{block.kind.value} line" if isinstance(block, Field) else place
        raw = block.raw
        if isinstance(block, Paragraph):
            paragraphs += 1
            number = block.number
            place = f"paragraph {number}" if number is not None else f"{place} {paragraphs}"
            raw = "".join([leaf.raw for leaf in block.content])
        yield Unit(place, raw, _marks(getattr(block, "content", ())), whole=False)


def _apart(content: Sequence[Inline]) -> Sequence[Inline]:
    """The leaves with a blank after the number or label at their head."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, (Number, Label)):
            return (*content[: at + 1], Text(" "), *content[at + 1 :])
        if leaf.raw.strip() and not isinstance(leaf, (PageMarker, Furniture, Banner)):
            break
    return content


def _withheld(leaf: Inline, sign: str) -> Inline:
    gone = isinstance(leaf, Excision) and not leaf.raw.strip()
    return Text(sign) if gone else leaf


def _marks(content: Iterable[Inline]) -> tuple[str, ...]:
    return tuple(leaf.raw for leaf in content if isinstance(leaf, PortionMark))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line[:30]}"'


def _cells(content: Iterable[Leaf]) -> str:
    """The text of a row: cells, and separators that hold words; signs that only part are left out.

    A table that is set as one has no pipes.
    """
    kept = (x.raw for x in content if isinstance(x, Cell) or any(c.isalnum() for c in x.raw))
    return " ".join(kept)


@attrs.frozen
class HeaderLine:
    """A header line, and what of it an output must show.

    Attributes:
        field: the line.
        place: what a person calls it.
        text: its characters with its label.
        own: the same without furniture in it, which an output may leave out.
        value: the same without its label, read on.
        values: names and texts of its typed leaves, each to be shown as it stands.
        in_full: True where the line or its value must stand somewhere from end to end.
    """

    field: Field
    place: str
    text: str
    own: str
    value: str
    values: tuple[str, ...]
    in_full: bool


_ROWS = frozenset({
    FieldKind.ORIGINATOR, FieldKind.ACTION, FieldKind.INFO, FieldKind.EXEMPTED, FieldKind.CAPTION,
    FieldKind.PASSING, FieldKind.TAGS, FieldKind.SUBJECT, FieldKind.TITLE, FieldKind.REFERENCES,
})  # fmt: skip
"""Lines whose values an output may set in rows of another form."""

_TITLES = frozenset({FieldKind.SUBJECT, FieldKind.TITLE})
"""Lines that are shown as one text with their mark, which is looked at for itself."""

_VALUES = ("name", "mcn", "routing_indicator")
"""What of an addressee or originator must be shown where its line is not."""


def header_lines(cable: Cable) -> Iterator[HeaderLine]:
    """The cable's own header lines in order; those of quoted messages stand in the text."""
    for field in cable.fields:
        marked = any(isinstance(leaf, PortionMark) for leaf in field.content)
        titled = field.kind in _TITLES
        free = field.kind in _ROWS and (titled or not marked)
        yield HeaderLine(
            field,
            f"{field.kind.value} line",
            raw_text(field.content),
            raw_text(tuple(leaf for leaf in field.content if not isinstance(leaf, Furniture))),
            field.value_text,
            () if titled else tuple(_values(field)),
            in_full=not free,
        )


def _values(field: Field) -> Iterator[str]:
    for leaf in field.content:
        kind = type(leaf).__name__
        if kind in ("Addressee", "Originator"):
            yield from (str(getattr(leaf, name, None) or "") for name in _VALUES)
        elif kind in ("Tag", "Reference", "PassingInstruction") or _is_narrative(leaf):
            yield leaf.raw


_FEW_WORDS = 2


def _is_narrative(leaf: Leaf) -> bool:
    """Whether a text between values is more than ``and`` or ``by memo``: an account of them."""
    return isinstance(leaf, Text) and len(leaf.raw.split()) > _FEW_WORDS
