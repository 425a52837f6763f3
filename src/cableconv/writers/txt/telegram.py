"""The cable in the official layout of a telegram, so that it can be read again (5 FAH-1 H-246)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import get_args

from cableconv.errors import WriteError
from cableconv.grammar.dtg import parse_dtg
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
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, LineBreak, Text
from cableconv.model.markings import Banner, Caption
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.editorial import is_editorial, line, record_line
from cableconv.structure.record import RECORD_NAMES
from cableconv.writers.base import Renderer, renders
from cableconv.writers.txt.flow import choose_glue, flow
from cableconv.writers.txt.marks import head_lines, omitted
from cableconv.writers.txt.wrap import wrap


def _names_itself(field: Field) -> bool:
    """Whether an attribute's line begins with its name, as a label or set that is read again."""
    after = field.text.removeprefix(field.name)
    return after != field.text and after.startswith((":", "/"))


_EDITED = {
    FieldKind.NOTE: "Note",
    FieldKind.DTG: "Dateline",
    FieldKind.MESSAGE_ID: "Message number",
}
"""Lines over the text of an edited document that are not those of a telegram, by their names."""


def _is_sent(field: Field) -> bool:
    """Whether a line is the date-time group of a telegram, as it was sent."""
    return field.kind is FieldKind.DTG and parse_dtg(field.text) is not None


_PLAIN = tuple(kind for kind in get_args(Inline) if kind not in (Furniture, PageMarker, LineBreak))
_VERBATIM = frozenset({*_PLAIN, LineBreak})
_PAGE_LEAVES = (PageMarker, Banner)


def telegram(cable: Cable, *, width: int, page_lines: bool) -> tuple[str, list[Notice]]:
    """The text, ending in one line end, and the writer's notices."""
    lines, notices = head_lines(cable, pages=page_lines)
    renderer = Telegram(width, page_lines=page_lines)
    renderer.titled = bool(cable.fields_of(FieldKind.TITLE))
    attributes = cable.fields_of(FieldKind.ATTRIBUTE)
    entries = [field for field in attributes if field.name in RECORD_NAMES]
    renderer.entries = not all(map(_names_itself, entries))
    for head_line in lines:
        renderer.put(head_line, "\n\n")
    renderer.all(cable.blocks)
    notices += omitted(cable, pages=page_lines) + renderer.notices
    return renderer.text + "\n", notices


class Telegram(Renderer, complete=True):
    """Gathers the text of blocks, one after the other.

    Attributes:
        width: columns of a paragraph's lines; 0 for lines of any length.
        page_lines: True to keep page lines.
        entries: True to write attributes as entries of a record, where some have no name of
            their own on their line.
        titled: True to write notes before the text as such: those of a page or edition, which
            has a title.
        notices: of nodes that are not known.
    """

    def __init__(self, width: int, *, page_lines: bool = False) -> None:
        self.width = width
        self.page_lines = page_lines
        self.entries = False
        self.titled = False
        self.notices: list[Notice] = []
        self._parts: list[str] = []
        self._gap = ""
        self._begun = False
        self._subject = False

    @property
    def text(self) -> str:
        """What was put so far, without a line end."""
        return "".join(self._parts)

    def put(self, text: str, tail: str) -> None:
        """Add a block's text; of its tail counts whether it leaves a line blank."""
        if not text or (text.isspace() and not text.strip(" \t\n")):
            return
        self._parts.append(self._gap)
        self._parts.append(text)
        self._gap = "\n" if tail == "\n" or tail.count("\n") < 2 else "\n\n"  # noqa: PLR2004 - a blank line has two

    def blank_line(self) -> None:
        """See that a blank line stands before the next text."""
        if self._parts:
            self._gap = "\n\n"

    def all(self, blocks: Iterable[Block]) -> None:
        """Render blocks in order."""
        # As ``render`` does, without a call for each of the many short lines.
        handler_of = self.handlers.get
        for block in blocks:
            handler = handler_of(type(block))
            if handler is None:
                self.unknown(block)
            else:
                handler(self, block)

    # --- blocks -------------------------------------------------------------------------------

    @renders(Field)
    def field(self, field: Field) -> None:
        """A header line as received; captions one a line."""
        content = field.content
        if field.kind is FieldKind.CAPTION:
            self._captions(field)
        elif is_editorial(field.raw.rstrip(" \n")):  # as it was read
            self.put(self.verbatim(content), field.tail)
        elif field.kind is FieldKind.TITLE:
            self.put(line("Title", field.text), field.tail)
        elif field.kind in _EDITED and self.titled and not self._begun and not _is_sent(field):
            self.put(line(_EDITED[field.kind], field.value_text), field.tail)
        elif field.kind is FieldKind.ATTRIBUTE and self.entries:
            value = field.text.removeprefix(field.name).lstrip(": \t")
            self.put(record_line(field.name, value), field.tail)
        else:
            self.put(self.verbatim(content), _below(content) + field.tail)

        self._subject = field.kind is FieldKind.SUBJECT

    def _captions(self, field: Field) -> None:
        """Captions, alone where they would else be read as words of a subject or of the text."""
        if self._subject or self._begun:
            self.blank_line()
        captions = [leaf.raw for leaf in field.content if isinstance(leaf, Caption)]
        split = len(field.content) > 1 and _only_captions(field.content)
        text = "\n".join(captions) if split else self.verbatim(field.content)
        tail = _below(field.content) + field.tail
        self.put(text, "\n\n" if self._begun else tail)

    @renders(Heading, Item)
    def lines_as_they_are(self, block: Heading | Item) -> None:
        """A heading or item; page lines and blank lines inside it are left out."""
        content = block.content
        if isinstance(block, Item) and not self.page_lines:
            content = tuple(leaf for leaf in content if not isinstance(leaf, Banner))
        tail = _below(content) + block.tail
        self.put(self.verbatim(content, close=not self.page_lines), tail)

    @renders(Preformatted, Rule, Signature)
    def verbatim_block(self, block: Preformatted | Rule | Signature) -> None:
        """Lines as they are."""
        self.put(self.verbatim(block.content), block.tail)

    @renders(Paragraph)
    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph in lines of the width, after a blank line, with its blocks below."""
        self._begun = True
        self.blank_line()
        self.put(self.running(paragraph.content), paragraph.tail if paragraph.blocks else "\n\n")
        self.all(paragraph.blocks)

    @renders(Table)
    def table(self, table: Table) -> None:
        """Rows as they are."""
        rows = [self.verbatim(row.content) + row.tail for row in table.rows]
        text = "".join(rows)
        ended = text.rstrip(" \n")
        self.put(ended, text[len(ended) :] + table.tail)

    @renders(Section)
    def section(self, section: Section) -> None:
        """The heading, then the blocks under it."""
        self.render(section.heading)
        self.all(section.blocks)

    @renders(Quoted)
    def quoted(self, quoted: Quoted) -> None:
        """The quoted blocks; their opening and closing words are among them."""
        self.all(quoted.blocks)

    @renders(PageBreak)
    def page_break(self, block: PageBreak) -> None:
        """Left out, unless page lines are to be kept; what it parts stays parted."""
        if self.page_lines:
            self.put(self.verbatim(block.content), block.tail)
        elif block.tail.count("\n") > 1:
            self.blank_line()

    @renders(Paratext)
    def paratext(self, _: Paratext) -> None:
        """Left out: it is not the cable's."""

    # --- content ------------------------------------------------------------------------------

    @renders(*_PLAIN)
    def leaf(self, leaf: Text) -> str:
        """The characters of the source."""
        return leaf.raw

    @renders(LineBreak)
    def line_break(self, leaf: LineBreak) -> str:
        """The line end of the source."""
        return leaf.raw

    @renders(PageMarker)
    def page_line(self, leaf: PageMarker) -> str:
        """Empty, unless page lines are to be kept."""
        return leaf.raw if self.page_lines else ""

    @renders(Furniture)
    def furniture(self, _: Furniture) -> str:
        """Empty: it is not the cable's."""
        return ""

    def unknown(self, node: object) -> str:
        """The text of a node of a foreign class, with a notice.

        Raises:
            WriteError: it has no text.
        """
        raw = getattr(node, "raw", None)
        if not isinstance(raw, str):
            raise WriteError(f"a {type(node).__name__} has no text")
        message = f"the text of a {type(node).__name__} was written, and nothing else of it"
        self.notices.append(Notice(NoticeKind.UNKNOWN_NODE, message, Severity.WARNING))
        tail = getattr(node, "tail", None)
        if isinstance(tail, str):
            self.put(raw.rstrip(" \n"), tail)
        return raw

    def verbatim(self, content: tuple[Inline, ...], *, close: bool = False) -> str:
        """The lines of some content as they stand, page lines and furniture left out.

        Args:
            content: the leaves.
            close: True to leave no blank line between the lines.
        """
        if not close and _VERBATIM.issuperset(map(type, content)):
            return "".join([leaf.raw for leaf in content])
        parts: list[str] = []
        broken = ""
        for leaf in content:
            if isinstance(leaf, LineBreak):
                # Where a page line between two breaks is gone, one line end is left.
                broken = _line_end(leaf.raw) if broken or close else leaf.raw
                continue
            text = self.render(leaf)
            if close and broken and not text.strip(" \t"):
                broken += text  # blanks around a page line that is gone set the next line in
            elif text:
                parts += (broken if parts else "", text)
                broken = ""
        return "".join(parts)

    def running(self, content: tuple[Inline, ...], indent: str = "") -> str:
        """Content read on and broken into lines; page lines that are kept part it."""
        if _READ_ON.issuperset(map(type, content)):
            return self._wrapped(content, indent)
        if not _KNOWN.issuperset(map(type, content)):
            for leaf in content:
                if type(leaf) not in _KNOWN:
                    self.unknown(leaf)
        read = [leaf for leaf in content if type(leaf) is not Furniture]
        if not self.page_lines:
            return self._wrapped([x for x in read if not _of_page(x)], indent)
        parts: list[str] = []
        for of_page, leaves in groupby(read, _of_page):
            if of_page:
                parts += [leaf.raw for leaf in leaves]
            else:
                parts.append(self._wrapped(list(leaves), indent))
        return "\n\n".join(part for part in parts if part)

    def _wrapped(self, leaves: Sequence[Inline], indent: str) -> str:
        glue = choose_glue("".join([leaf.raw for leaf in leaves]))
        return wrap(flow(leaves, glue), self.width, glue, indent)


_KNOWN = frozenset(Telegram.handlers)
_READ_ON = frozenset(_PLAIN) - {Banner} | {LineBreak}


def _of_page(leaf: Inline) -> bool:
    return isinstance(leaf, _PAGE_LEAVES)


def _line_end(raw: str) -> str:
    """One line end, and the blanks with which the next line begins."""
    return "\n" + raw.rpartition("\n")[2]


def _only_captions(content: tuple[Inline, ...]) -> bool:
    """True for captions with nothing but blanks between them."""
    return all(
        isinstance(leaf, (Caption, LineBreak)) or (isinstance(leaf, Text) and not leaf.raw.strip())
        for leaf in content
    )


def _below(content: tuple[Inline, ...]) -> str:
    """The line ends below a block's last words, where furniture stands on the lines below them."""
    found = ""
    for leaf in reversed(content):
        if isinstance(leaf, LineBreak):
            found += "\n" * leaf.raw.count("\n")
        elif not isinstance(leaf, Furniture):
            break
    return found
