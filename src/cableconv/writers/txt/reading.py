"""The cable as a text to read: banner, title, key block, running text, lines as received."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model.blocks import Field, Heading, Item, Quoted
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import Label, Text
from cableconv.notices import Notice
from cableconv.writers.base import renders
from cableconv.writers.keyblock import (
    KeyRow,
    authority_rows,
    banner_stamps,
    classification_words,
    key_rows,
    provenance_rows,
    title_words,
)
from cableconv.writers.received import field_name, received_fields
from cableconv.writers.txt.flow import choose_glue
from cableconv.writers.txt.marks import hidden_lines, omitted
from cableconv.writers.txt.telegram import Telegram
from cableconv.writers.txt.wrap import columns, wrap


def reading(cable: Cable, *, width: int, page_lines: bool) -> tuple[str, list[Notice]]:
    """The text, ending in one line end, and the writer's notices.

    Page lines are never kept in this style: ``page_lines`` changes nothing.
    """
    del page_lines
    marking = classification_words(overall_marking(cable))
    banner = "\n".join([marking, *(_lines(stamp, width) for stamp in banner_stamps(cable))])
    title = _lines(title_words(cable), width)
    rows = key_rows(cable)
    keys = _rows((*rows, *authority_rows(cable)), width)
    body = Reading(width)
    body.all(cable.blocks)
    received = _received(cable, body, rows)
    provenance = _rows(provenance_rows(cable), width)
    also = "\n".join(hidden_lines(cable, pages=False))
    parts = (banner, also, title, keys, body.text, received, provenance, banner)
    text = "\n\n".join(part for part in parts if part.strip(" \n")) + "\n"
    return text, omitted(cable, pages=False) + body.notices


class Reading(Telegram, complete=True):
    """Gathers the text without its header lines; items and headings are broken into lines, too."""

    _in_quotation = False

    @renders(Field)
    def header_line(self, field: Field) -> None:
        """Nothing here: the key block and the lines as received show it, unless it is quoted."""
        if self._in_quotation:
            self.field(field)

    @renders(Quoted)
    def quotation(self, quoted: Quoted) -> None:
        """The quoted blocks, with the header lines of a quoted message."""
        before, self._in_quotation = self._in_quotation, True
        self.all(quoted.blocks)
        self._in_quotation = before

    @renders(Heading, Item)
    def running_lines(self, block: Heading | Item) -> None:
        """A heading or item in lines of the width, the lines of an item set in."""
        indent = _indent(block) if isinstance(block, Item) else ""
        content = block.content
        self.put(self.running(content, indent), block.tail)


def _indent(item: Item) -> str:
    """Blanks as wide as the item's own indent and label."""
    wide = 0
    for leaf in item.content:
        if not isinstance(leaf, Label) and not (isinstance(leaf, Text) and not leaf.raw.strip()):
            break
        wide += columns(leaf.raw)
    return " " * min(wide, 12)


def _rows(rows: Iterable[KeyRow], width: int) -> str:
    """Rows as ``label: value``, values one below the other in a column of their own."""
    rows = tuple(rows)
    column = min(max((columns(row.label) for row in rows), default=0) + 3, 20)
    lines = []
    for row in rows:
        label = f"{row.label}: "
        for value in row.values:
            padded = label + " " * (column - columns(label))
            lines.append(padded + _lines(value, width, " " * max(column, columns(padded))))
            label = ""
    return "\n".join(lines)


def _lines(text: str, width: int, indent: str = "") -> str:
    left = max(width - len(indent), 20) if width else 0
    lines = wrap(" ".join(text.split("\n")), left, choose_glue(text))
    return lines.replace("\n", "\n" + indent)


def _received(cable: Cable, body: Reading, rows: Iterable[KeyRow]) -> str:
    """Lines of procedure as received, and header lines that the rows do not show in full."""
    lines = [
        field_name(field) + body.verbatim(field.content, close=True)
        for field in received_fields(cable, rows)
    ]
    return "\n".join(["As received:", *lines]) if lines else ""
