"""Header lines as XML: a line is a segment whose type is the kind of field.

A line that is one leaf of the kind it is made for is that leaf's element alone: the DE line is
``<seg type="de-line">``, not a segment in a segment.
"""

from __future__ import annotations

from typing import NamedTuple

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import (
    DateTimeGroup,
    PassingInstruction,
    Routing,
    Security,
    Station,
    TransmissionId,
)
from cableconv.model.leaf import Label, LineBreak, Text
from cableconv.model.markings import Caption, EntireText, PortionMark
from cableconv.writers.tei.blocks import BlockRenderer

# Members of an enumeration are found by Python code before 3.12; these are asked for in each line.
_RELEASE, _DTG, _TITLE_LINE = FieldKind.RELEASE, FieldKind.DTG, FieldKind.TITLE


class Line(NamedTuple):
    """A rendered header line.

    Attributes:
        tag: ``seg``, ``fw``, ``dateline`` or ``addrLine``.
        attributes: with a space before each.
        inner: its content.
    """

    tag: str
    attributes: str
    inner: str

    def element(self) -> str:
        """The line as it stands among other lines."""
        return f"<{self.tag}{self.attributes}>{self.inner}</{self.tag}>"

    def block(self) -> str:
        """The line as it stands between paragraphs."""
        if self.tag == "fw":
            return self.element()
        if self.tag == "seg":
            return f"<ab{self.attributes}>{self.inner}</ab>"
        if self.tag == "dateline":
            return f'<ab type="dateline">{self.inner}</ab>'
        return f"<ab><address>{self.element()}</address></ab>"


_ALONE: dict[FieldKind, type] = {
    FieldKind.TRANSMISSION: TransmissionId,
    FieldKind.ROUTING: Routing,
    FieldKind.STATION: Station,
    FieldKind.SECURITY: Security,
    FieldKind.DTG: DateTimeGroup,
    FieldKind.CAPTION: Caption,
    FieldKind.PASSING: PassingInstruction,
    FieldKind.ENTIRE_TEXT: EntireText,
    FieldKind.BREAK: Label,
    FieldKind.CHECK: Text,
    FieldKind.END: Label,
}
"""The leaf that, alone on a line of this kind, is the line."""

_TYPES = {
    FieldKind.TITLE: "title",
    FieldKind.TRANSMISSION: "transmission-line",
    FieldKind.ROUTING: "routing-line",
    FieldKind.STATION: "station-line",
    FieldKind.SECURITY: "security-line",
    FieldKind.ORIGINATOR: "from",
    FieldKind.ACCOUNTING: "accounting",
    FieldKind.BREAK: "break-line",
    FieldKind.DISTRIBUTION: "distribution",
    FieldKind.DRAFTING: "drafting",
    FieldKind.MESSAGE_ID: "message-id",
    FieldKind.CLASSIFICATION: "classification-line",
    FieldKind.CAPTION: "caption-line",
    FieldKind.PASSING: "passing-line",
    FieldKind.EXECUTIVE_ORDER: "declassification",
    FieldKind.TAGS: "tags",
    FieldKind.SUBJECT: "subject",
    FieldKind.REFERENCES: "references",
    FieldKind.AUTHORITY: "authority",
    FieldKind.ENTIRE_TEXT: "handling-line",
    FieldKind.ATTRIBUTE: "attribute",
    FieldKind.RELEASE: "release",
    FieldKind.NOTE: "note",
    FieldKind.CHECK: "check-line",
    FieldKind.END: "end-line",
    FieldKind.UNPARSED: "unparsed",
}
"""The type of a line that holds more than its leaf."""

_FORME_WORK = {
    FieldKind.BREAK: "break",
    FieldKind.CHECK: "check",
    FieldKind.END: "end-of-message",
}
"""Lines of procedure that, alone, belong to no part of the text."""

ADDRESSES = {
    FieldKind.ACTION: "to",
    FieldKind.INFO: "info",
    FieldKind.EXEMPTED: "exempted",
}
"""The category of each kind of address line."""


def field_line(renderer: BlockRenderer, field: Field, *, alone: bool = True) -> Line:
    """A header line, to be set among lines or between paragraphs.

    Args:
        renderer: of the place where it stands.
        field: the line.
        alone: whether a leaf that is alone may stand for the line.
    """
    kind, content = field.kind, field.content
    if kind is _RELEASE:
        renderer.edition.released = True
    if kind in ADDRESSES:
        pointer = renderer.edition.categories.pointer("addressees", ADDRESSES[kind])
        return Line("addrLine", f' ana="{pointer}"', renderer.phrases.content(content))
    if alone and not field.name and len(content) == 1 and type(content[0]) is _ALONE.get(kind):
        return _alone(renderer, kind, content[0])
    if kind is _DTG:
        return Line("dateline", "", renderer.phrases.content(content))
    name = renderer.attribute("n", field.name)
    return Line("seg", f' type="{_TYPES[kind]}"{name}', _inner(renderer, field))


def _alone(renderer: BlockRenderer, kind: FieldKind, leaf: Inline) -> Line:
    if kind in _FORME_WORK:
        inner = renderer.text(leaf.raw)
        return Line("fw", f' type="{_FORME_WORK[kind]}"', inner)
    if isinstance(leaf, DateTimeGroup):
        return Line("dateline", "", renderer.date_time_parts(leaf))
    element: str = renderer.fields.render(leaf)
    head, _, rest = element.partition(">")
    return Line("seg", head.removeprefix("<seg"), rest.removesuffix("</seg>"))


def _inner(renderer: BlockRenderer, field: Field) -> str:
    leaves = renderer.fields
    at = _words_start(field.content) if field.kind in _TITLED else len(field.content)
    head, words = leaves.content(field.content[:at]), field.content[at:]
    if not words:
        return head
    if field.kind is _TITLE_LINE:
        # The words of a headline are leaves of their own.
        return f"{head}{_TITLE}{leaves.content(words)}</title>"
    # Those of a subject run on from the blank before them, which is no part of the title.
    inner = leaves.content(words, after=type(field.content[at - 1]) if at else object)
    title = inner.lstrip(" ")
    return f"{head}{inner[: len(inner) - len(title)]}{_TITLE}{title}</title>"


_TITLED = (FieldKind.SUBJECT, FieldKind.TITLE)
_TITLE = '<title type="subject" level="u">'


def _words_start(content: tuple[Inline, ...]) -> int:
    """Where the words begin, after label, mark and the blanks between them."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, (Label, PortionMark)):
            continue
        if isinstance(leaf, (Text, LineBreak)) and not leaf.raw.strip():
            continue
        return at
    return len(content)
