"""The content of a block as HTML: read on over lines and pages, each mark an element of its own."""

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
from cableconv.writers.html.text import Escaper
from cableconv.writers.left_out import LeftOut
from cableconv.writers.spoken import spoken

Tags = tuple[str, str]
"""What stands before and after the text of a leaf."""

_BARE: Tags = ("", "")
_NOTE: Tags = ('<small class="page-line"> ', " </small>")


class InlineRenderer(Renderer):
    """Answers for each leaf the tags around its text; None for a leaf that is not shown.

    Attributes:
        left_out: what was not shown so far.
        escape: escapes text.
    """

    def __init__(self, *, page_lines: bool) -> None:
        self.left_out = LeftOut()
        self.escape = Escaper()
        self._page_lines = page_lines
        self._anchor = ""

    def sentence(self, content: Iterable[Inline], *, banners: bool = False) -> str:
        """The content read on, as ``model.blocks.reading_text`` does; empty where it is blank.

        Args:
            content: of a block.
            banners: False where a banner is a page's that interrupts the sentence.
        """
        parts: list[str] = []
        last = ""
        broken = False
        for leaf in content:
            if type(leaf) is LineBreak:
                broken = True
                continue
            page_banner = not banners and isinstance(leaf, Banner)
            tags = self._page_banner() if page_banner else self.render(leaf)
            if tags is None or not leaf.raw:
                continue
            text = one_line(leaf.raw)
            if tags is _NOTE:
                parts.append(self._within(tags, text))
                continue
            if broken:
                broken = False
                text = text.lstrip(" ")
                if last and not divides_word(last):
                    parts.append(" ")
            if last or text.strip():
                parts.append(self._within(tags, text))
                last = (last + text)[-2:]
        return "".join(parts).strip(" ")

    def _within(self, tags: Tags, text: str) -> str:
        before, after = tags
        return f"{before}{self.escape(text)}{after}"

    def as_received(self, content: Iterable[Inline]) -> str:
        """Every leaf as it stands in the source, page lines and furniture included."""
        shown = ((leaf, isinstance(leaf, (PageMarker, Furniture))) for leaf in content)
        return "".join(
            [self._within((None if bare else self.render(leaf)) or _BARE, leaf.raw)
             for leaf, bare in shown]
        )  # fmt: skip

    def verbatim(self, content: Iterable[Inline]) -> str:
        """The leaves as they stand, without page lines (unless they are shown) and furniture."""
        tagged = ((self.render(leaf), leaf.raw) for leaf in content)
        return "".join([self._within(tags, raw) for tags, raw in tagged if tags is not None])

    def mark(self, mark: Marking) -> str:
        """A portion mark with its meaning."""
        return self._within(self._marking(mark), one_line(mark.raw))

    def _marking(self, mark: Marking) -> Tags:
        words = self.escape(spoken(mark))
        if not words:
            return '<span class="mark">', "</span>"
        # The meaning is heard in place and shown on hover; it is neither seen nor copied.
        return (
            f'<abbr class="mark" title="{words}">',
            f'</abbr><span class="heard"> [{words}]</span>',
        )

    @renders(
        Text, LineBreak, Cell, SectionOf, MessageSerial, TransmissionId, Routing, Station,
        Security, DateTimeGroup, Originator, Addressee, PassingInstruction, Declassification,
        ClassifiedBy, DerivedFrom, Reasons, Tag,
    )  # fmt: skip
    def _plain(self, _leaf: Leaf) -> Tags:
        return _BARE

    @renders(Label)
    def _label(self, _leaf: Label) -> Tags:
        return '<span class="label">', "</span>"

    @renders(Number)
    def _number(self, _leaf: Number) -> Tags:
        if not self._anchor:
            return '<span class="number">', "</span>"
        anchor, self._anchor = self._anchor, ""
        return f'<a class="number" href="#{anchor}" title="Link to this paragraph">', "</a>"

    @renders(PortionMark)
    def _portion_mark(self, leaf: PortionMark) -> Tags:
        return self._marking(leaf)

    @renders(Banner, EntireText)
    def _statement(self, _leaf: Marking) -> Tags:
        return '<span class="statement">', "</span>"

    @renders(Caption)
    def _caption(self, _leaf: Caption) -> Tags:
        return '<span class="caption">', "</span>"

    @renders(Marker)
    def _marker(self, _leaf: Marker) -> Tags:
        return '<b class="marker">', "</b>"

    @renders(Excision)
    def _excision(self, leaf: Excision) -> Tags:
        reasons = f": {', '.join(leaf.reasons)}" if leaf.reasons else ""
        title = self.escape(f"Stands for text taken out{reasons}")
        return f'<span class="excision" title="{title}">', "</span>"

    @renders(Reference)
    def _reference(self, _leaf: Reference) -> Tags:
        return '<cite class="reference">', "</cite>"

    @renders(PageMarker)
    def _page_marker(self, _leaf: PageMarker) -> Tags | None:
        if self._page_lines:
            return _NOTE
        self.left_out.page_lines += 1
        return None

    def _page_banner(self) -> Tags | None:
        if self._page_lines:
            return _NOTE
        self.left_out.banners += 1
        return None

    @renders(Furniture)
    def _furniture(self, leaf: Furniture) -> None:
        self.left_out.furniture += bool(leaf.raw.strip())
