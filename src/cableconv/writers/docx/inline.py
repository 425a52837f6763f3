"""The content of a block as pieces: a character style, and the text that takes it.

The pieces' text joined is what ``model.blocks.reading_text`` gives, so that a sentence reads on
over lines and pages, while each mark keeps a run of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model.content import Inline, divides_word
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PageMarker,
    PassingInstruction,
    Reference,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import (
    Cell,
    Excision,
    Furniture,
    Label,
    Leaf,
    LineBreak,
    Marker,
    Number,
    Text,
    one_line,
)
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    Marking,
    PortionMark,
    Reasons,
)
from cableconv.writers.base import Renderer, renders
from cableconv.writers.docx.levels import portion_style
from cableconv.writers.left_out import LeftOut

Piece = tuple[str, str]
"""Id of a character style, empty for the paragraph's own look, and text."""

NUMBER_STYLE = "ParagraphNumber"


class InlineRenderer(Renderer):
    """Answers for each leaf its character style; None for a leaf that is not read on.

    Attributes:
        left_out: what was not read on so far.
        keep_lines: True where the lines of the source are kept.
    """

    def __init__(self, *, keep_lines: bool = False) -> None:
        self.left_out = LeftOut()
        self.keep_lines = keep_lines

    def pieces(  # noqa: C901, PLR0912 - one loop, so that nothing is called for each line of a cable
        self, content: Iterable[Inline], *, sentence: bool = True
    ) -> list[Piece]:
        """The content read on, each mark, number and reference as a piece of its own.

        Args:
            content: leaves of one block.
            sentence: True for paragraphs, items and headings, where a banner can only have come
                in with a page line.
        """
        pieces: list[Piece] = []
        plain: list[str] = []
        add = plain.append
        keep_lines = self.keep_lines
        last = ""  # the text before a line break, of which the last two characters count
        broken: Inline | None = None
        # Text and line breaks are most of a cable, so they do not go through the table.
        for leaf in content:
            kind = type(leaf)
            if kind is LineBreak:
                broken = leaf
                continue
            text = leaf.raw
            if kind is Text:
                style: str | None = ""
            else:
                style = _KNOWN.get(kind)
                if style is None:
                    style = self._style(leaf, sentence=sentence)
                if "\n" in text and not keep_lines:
                    text = one_line(text)
            if style is None or not text:
                continue
            if broken is not None:
                if keep_lines:
                    add("\n" + broken.raw.rpartition("\n")[2])
                else:
                    if text[0] == " ":
                        text = text.lstrip(" ")
                    # After a hyphen inside a word the next line goes on without a blank.
                    if last and not (last[-1] == "-" and divides_word(last)):
                        add(" ")
                        last = " "
                broken = None
            if not style:
                add(text)
            elif text:
                _take(plain, pieces)
                pieces.append((style, text))
            if len(text) > 1:
                last = text
            elif text:
                last = last[-1:] + text
        _take(plain, pieces)
        return _stripped(pieces)

    def _style(self, leaf: Inline, *, sentence: bool) -> str | None:
        if sentence and isinstance(leaf, Banner):
            self.left_out.banners += 1
            return None
        style: str | None = self.render(leaf)
        return style

    def as_received(self, content: Iterable[Inline]) -> list[Piece]:
        """Every leaf as it stands in the source, page lines and furniture included."""
        shown = ((leaf, isinstance(leaf, (PageMarker, Furniture))) for leaf in content)
        return merged(("" if bare else self.render(leaf), leaf.raw) for leaf, bare in shown)

    def verbatim(self, content: Iterable[Inline]) -> list[Piece]:
        """The leaves as they stand, without page lines and furniture."""
        styles = ((self.render(leaf), leaf.raw) for leaf in content)
        return merged((style, raw) for style, raw in styles if style is not None)

    @renders(
        Text, LineBreak, Label, Cell, SectionOf, MessageSerial, TransmissionId, Routing, Station,
        Security, DateTimeGroup, Originator, Addressee, PassingInstruction, Declassification,
        ClassifiedBy, DerivedFrom, Reasons, Tag,
    )  # fmt: skip
    def _plain(self, _leaf: Leaf) -> str:
        return ""

    @renders(Number)
    def _number(self, _leaf: Number) -> str:
        return NUMBER_STYLE

    @renders(PortionMark)
    def _portion_mark(self, leaf: PortionMark) -> str:
        return portion_style(leaf)

    @renders(Banner, EntireText)
    def _statement(self, _leaf: Marking) -> str:
        return "ClassificationStatement"

    @renders(Caption)
    def _caption(self, _leaf: Caption) -> str:
        return "HandlingCaption"

    @renders(Marker)
    def _marker(self, _leaf: Marker) -> str:
        return "CableMarker"

    @renders(Excision)
    def _excision(self, _leaf: Excision) -> str:
        return "Redaction"

    @renders(Reference)
    def _reference(self, _leaf: Reference) -> str:
        return "CableReference"

    @renders(PageMarker)
    def _page_marker(self, _leaf: PageMarker) -> None:
        self.left_out.page_lines += 1

    @renders(Furniture)
    def _furniture(self, _leaf: Furniture) -> None:
        self.left_out.furniture += 1


_KNOWN = {
    Label: "",
    Cell: "",
    Number: NUMBER_STYLE,
    Marker: "CableMarker",
    Reference: "CableReference",
    Excision: "Redaction",
}
"""Styles of leaves that are frequent and take the same style wherever they stand."""


def _take(plain: list[str], pieces: list[Piece]) -> None:
    """Plain neighbours become one piece; marks stay apart even where they touch."""
    text = "".join(plain)
    plain.clear()
    if text:
        pieces.append(("", text))


def merged(leaves: Iterable[Piece]) -> list[Piece]:
    """Pieces without a style that touch as one; pieces without text are left out."""
    pieces: list[Piece] = []
    plain: list[str] = []
    for style, text in leaves:
        if not style:
            plain.append(text)
        elif text:
            _take(plain, pieces)
            pieces.append((style, text))
    _take(plain, pieces)
    return pieces


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """The pieces without blanks at both ends of the whole."""
    while pieces and not pieces[0][1].strip():
        del pieces[0]
    while pieces and not pieces[-1][1].strip():
        pieces.pop()
    if pieces:
        pieces[0] = (pieces[0][0], pieces[0][1].lstrip())
        pieces[-1] = (pieces[-1][0], pieces[-1][1].rstrip())
    return pieces
