"""Blocks out of the elements of our own TEI profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
    Row,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.content import Inline
from cableconv.model.leaf import Cell, Furniture, FurnitureKind, Label, Text
from cableconv.readers.tei.elements import (
    Element,
    Token,
    first,
    join,
    local,
    string_value,
    tokens,
    typed,
)
from cableconv.readers.tei.flat import Entry, Flattener
from cableconv.readers.tei.leaves import LeafReader, verbatim
from cableconv.structure.entire_text import with_spoken_mark
from cableconv.structure.starts import marked_start, paragraph_start

_LINES = {
    "title": FieldKind.TITLE,
    "transmission-line": FieldKind.TRANSMISSION,
    "routing-line": FieldKind.ROUTING,
    "station-line": FieldKind.STATION,
    "security-line": FieldKind.SECURITY,
    "from": FieldKind.ORIGINATOR,
    "accounting": FieldKind.ACCOUNTING,
    "break-line": FieldKind.BREAK,
    "distribution": FieldKind.DISTRIBUTION,
    "drafting": FieldKind.DRAFTING,
    "message-id": FieldKind.MESSAGE_ID,
    "classification-line": FieldKind.CLASSIFICATION,
    "caption-line": FieldKind.CAPTION,
    "passing-line": FieldKind.PASSING,
    "declassification": FieldKind.EXECUTIVE_ORDER,
    "tags": FieldKind.TAGS,
    "subject": FieldKind.SUBJECT,
    "references": FieldKind.REFERENCES,
    "authority": FieldKind.AUTHORITY,
    "handling-line": FieldKind.ENTIRE_TEXT,
    "attribute": FieldKind.ATTRIBUTE,
    "release": FieldKind.RELEASE,
    "note": FieldKind.NOTE,
    "check-line": FieldKind.CHECK,
    "end-line": FieldKind.END,
    "unparsed": FieldKind.UNPARSED,
}
"""The kind of a header line by the type of its ``seg`` or ``ab``."""

_ALONE = {
    "transmission-id": FieldKind.TRANSMISSION,
    "routing": FieldKind.ROUTING,
    "de-line": FieldKind.STATION,
    "security-prosign": FieldKind.SECURITY,
    "caption": FieldKind.CAPTION,
    "passing-instruction": FieldKind.PASSING,
    "handling": FieldKind.ENTIRE_TEXT,
}
"""The kind of a line that is the element of its only leaf."""

_FORME_WORK = {
    "break": FieldKind.BREAK,
    "check": FieldKind.CHECK,
    "end-of-message": FieldKind.END,
}

_ADDRESSES = {
    "to": FieldKind.ACTION,
    "info": FieldKind.INFO,
    "exempted": FieldKind.EXEMPTED,
}


class BlockReader:
    """Reads the blocks of one document.

    Attributes:
        leaves: reads what stands inside them.
    """

    def __init__(self, leaves: LeafReader) -> None:
        self.leaves = leaves
        self._flattener = Flattener(_LINES)

    def document(self, text: Element) -> tuple[str, tuple[Block, ...]]:
        """What stands before the first block of a ``text``, and its blocks."""
        lead, entries = self._flattener.entries(tokens(text))
        return lead, self.blocks(entries)

    def blocks(self, entries: Iterable[Entry]) -> tuple[Block, ...]:
        """The blocks of some entries."""
        return tuple(self._block(entry) for entry in entries)

    def _block(self, entry: Entry) -> Block:
        element = entry.element
        if element is None:
            return self._paragraph(entry)
        name, kind = local(element), typed(element)
        made = _BY_NAME.get(name)
        if made is None and name in {"ab", "seg", "fw"}:
            made = _BY_TYPE.get(kind)
        if made is not None:
            return made(self, entry)
        line = self._line(entry, element, name, kind)
        return line or self._paragraph(entry)

    def content(self, entry: Entry) -> tuple[Inline, ...]:
        """The leaves of an entry."""
        return tuple(self.leaves.content(entry.content))

    # -- header lines ------------------------------------------------------------------------------

    def _line(self, entry: Entry, element: Element, name: str, kind: str) -> Field | None:
        if name == "fw" and kind in _FORME_WORK:
            leaf = Text if kind == "check" else Label
            return Field(_FORME_WORK[kind], (leaf(string_value(element)),), tail=entry.tail)
        if name == "addrLine":
            to = self.leaves.categories.value(element, "addressees") or "to"
            known = _ADDRESSES.get(to, FieldKind.ACTION)
            return Field(known, self.content(entry), tail=entry.tail)
        if name == "dateline" or (name in {"ab", "seg"} and kind == "dateline"):
            return Field(FieldKind.DTG, self._dateline(entry, element), tail=entry.tail)
        if name in {"ab", "seg"} and kind in _ALONE:
            return Field(_ALONE[kind], tuple(self.leaves.leaves(element)), tail=entry.tail)
        if name in {"ab", "seg"} and kind in _LINES:
            named = str(element.get("n") or "")
            return Field(_LINES[kind], self._words(entry), named, entry.tail)
        return None

    def _dateline(self, entry: Entry, element: Element) -> tuple[Inline, ...]:
        date = first(element, "date", "dtg")
        alone = date is not None and date.getparent() is element
        return tuple(self.leaves.leaves(element)) if alone else self.content(entry)

    def _words(self, entry: Entry) -> tuple[Inline, ...]:
        """A line whose words may stand in ``title``.

        Those of a subject run on from the blank before them; those of a headline do not.
        """
        runs: list[list[Token]] = [[]]
        headline = entry.element is not None and typed(entry.element) == "title"
        for token in entry.content:
            if isinstance(token, str) or local(token) != "title":
                join(runs[-1], [token])
            elif headline:
                runs += [tokens(token), []]
            else:
                join(runs[-1], tokens(token))
        return tuple(leaf for run in runs for leaf in self.leaves.content(run))

    # -- blocks of the text ------------------------------------------------------------------------

    def _paragraph(self, entry: Entry) -> Block:
        content = self.content(entry)
        if self.leaves.edited and content and isinstance(content[0], Text):
            content = with_spoken_mark(_begun(content[0].raw) + content[1:])
        return Paragraph(content, self.blocks(entry.inner), entry.tail)

    def _section(self, entry: Entry) -> Block:
        """A heading and what stands under it; page lines before the heading stay in the section."""
        _, inner = self._flattener.entries(entry.content)
        at = next(n for n, e in enumerate(inner) if _is_head(e))
        head = inner.pop(at)
        if not inner:
            head.follow(entry.tail)
        else:
            inner[-1].follow(entry.tail)
        return Section(Heading(self.content(head), head.tail), self.blocks(inner))

    def _quoted(self, entry: Entry) -> Block:
        _, inner = self._flattener.entries(entry.content)
        if inner:
            inner[-1].follow(entry.tail)
        return Quoted(self.blocks(inner))

    def _heading(self, entry: Entry) -> Block:
        return Heading(self.content(entry), entry.tail)

    def _item(self, entry: Entry) -> Block:
        return Item(self.content(entry), entry.depth, entry.tail)

    def _preformatted(self, entry: Entry) -> Block:
        return Preformatted(tuple(verbatim(entry.content, self.leaves)), entry.tail)

    def _rule(self, entry: Entry) -> Block:
        return Rule(self.content(entry), entry.tail)

    def _signature(self, entry: Entry) -> Block:
        return Signature(self.content(entry), entry.tail)

    def _page_break(self, entry: Entry) -> Block:
        element = entry.element
        if element is None or typed(element) == "page-lines":
            return PageBreak(self.content(entry), entry.tail)
        return PageBreak(tuple(self.leaves.leaves(element, entry.page)), entry.tail)

    def _lone_page(self, entry: Entry) -> Block:
        found = () if entry.element is None else self.leaves.content((entry.element,))
        return PageBreak(tuple(found), entry.tail)

    def _paratext(self, entry: Entry) -> Block:
        kind = "" if entry.element is None else str(entry.element.get("subtype") or "")
        content = self.content(entry)
        if kind in {k.value for k in FurnitureKind}:
            found = FurnitureKind(kind)
            content = tuple(Furniture(x.raw, found) if isinstance(x, Text) else x for x in content)
        return Paratext(content, entry.tail)

    def _table(self, entry: Entry) -> Block:
        rows: list[Row] = []
        for token in entry.content:
            if isinstance(token, str):
                rows[-1:] = [Row(row.content, row.tail + token) for row in rows[-1:]]
            elif local(token) == "row":
                rows.append(Row(tuple(self._cells(token)), ""))
            elif rows:
                tail = rows[-1].tail + string_value(token)
                rows[-1] = Row(rows[-1].content, tail)
        return Table(tuple(rows), entry.tail)

    def _cells(self, row: Element) -> Iterable[Inline]:
        for cell in row:
            found = tokens(cell)
            lone = typed_role(cell) == "separator"
            if not lone and not any(isinstance(t, str) or _is_cell(t) for t in found):
                yield Cell("")
            for token in found:
                if isinstance(token, str):
                    yield Cell(token)
                else:
                    yield from self.leaves.content((token,))


def typed_role(cell: Element) -> str:
    """The cell's ``role``; empty without."""
    return str(cell.get("role") or "")


def _is_cell(token: Token) -> bool:
    return not isinstance(token, str) and local(token) == "seg" and typed(token) == "cell"


def _is_head(entry: Entry) -> bool:
    return entry.element is not None and local(entry.element) == "head"


def _begun(text: str) -> tuple[Inline, ...]:
    """The head of a paragraph that an editor typed as text, and the rest of its text."""
    start = paragraph_start(text) or marked_start(text)
    if start is None:
        return (Text(text),)
    rest = text[start.length :]
    return (*start.leaves, Text(rest)) if rest else start.leaves


_BY_NAME: dict[str, Callable[[BlockReader, Entry], Block]] = {
    "div": BlockReader._section,  # noqa: SLF001 - the class's own table
    "floatingText": BlockReader._quoted,  # noqa: SLF001
    "head": BlockReader._heading,  # noqa: SLF001
    "label": BlockReader._heading,  # noqa: SLF001
    "item": BlockReader._item,  # noqa: SLF001
    "signed": BlockReader._signature,  # noqa: SLF001
    "pb": BlockReader._lone_page,  # noqa: SLF001
    "table": BlockReader._table,  # noqa: SLF001
    "p": BlockReader._paragraph,  # noqa: SLF001
}
_BY_TYPE: dict[str, Callable[[BlockReader, Entry], Block]] = {
    "preformatted": BlockReader._preformatted,  # noqa: SLF001
    "rule": BlockReader._rule,  # noqa: SLF001
    "signature": BlockReader._signature,  # noqa: SLF001
    "paratext": BlockReader._paratext,  # noqa: SLF001
    "paragraph": BlockReader._paragraph,  # noqa: SLF001
    "page-lines": BlockReader._page_break,  # noqa: SLF001
    "header": BlockReader._page_break,  # noqa: SLF001
}
