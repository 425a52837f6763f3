"""Pages: sets passages, lines and rules one below the other, and tags them as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.writers.direction import is_right_to_left
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import TEXT
from cableconv.writers.pdf.lines import (
    Line,
    Passage,
    between_ideographs,
    break_lines,
    fitted,
    shades_of_line,
    width_to,
    word_widths,
)
from cableconv.writers.pdf.outline import Bookmark
from cableconv.writers.pdf.page import Frame
from cableconv.writers.pdf.structure import Element
from cableconv.writers.pdf.syntax import number, printable, text_string


@attrs.frozen
class Style:
    """How a passage is set.

    Attributes:
        key: face.
        size, leading: in points.
        grey: of the type, 0 for black.
        begin, end: operators before and after text that is set so.
    """

    key: str
    size: float
    leading: float
    grey: float = 0.0
    begin: bytes = attrs.field(init=False, eq=False)
    end: bytes = attrs.field(init=False, eq=False)

    @begin.default
    def _begin(self) -> bytes:
        grey = b"%s g " % number(self.grey) if self.grey else b""
        return b"BT %s/%s %s Tf %s TL" % (
            grey, self.key.encode("ascii"), number(self.size), number(self.leading))  # fmt: skip

    @end.default
    def _end(self) -> bytes:
        return b"0 g ET EMC" if self.grey else b"ET EMC"


BODY = Style(TEXT, 10, 13.9)
"""Running text."""


@attrs.frozen
class Block:
    """A passage broken into lines of a width, ready to be placed.

    Attributes:
        style: how it is set.
        text: what is set.
        lines: its words by line.
        turned: lines that go on with a line of the source that was too wide; a sign marks them.
        shifts: how far each line is moved to the right, in points; empty where none is.
        rtl: whether it is written from right to left.
    """

    style: Style
    text: Passage
    lines: Sequence[Line]
    turned: frozenset[int] = frozenset()
    shifts: Sequence[float] = ()
    rtl: bool = False

    @property
    def height(self) -> float:
        """Height of all lines, in points."""
        return len(self.lines) * self.style.leading


@attrs.frozen
class Hanging:
    """A number or label before the first line of a block.

    Attributes:
        text: as written.
        gap: from its right edge to the text, in points.
        element: its own element (a list's label); None where it belongs to the block's.
    """

    text: str
    gap: float = 9.0
    element: Element | None = None


_KEPT_WHOLE = 0.3
"""Tables and verbatim lines up to this part of a page are not divided."""


class Flow:
    """The document as it is set: pages of operators, their tags, and where the next line goes.

    Attributes:
        frame: size of page and type area.
        encoder: encodes text for the content streams.
        pages: the operators of each page.
        parents: for each page the elements of its marked content, by identifier.
        document: top of the structure tree.
        bookmarks: entries of the outline, in order.
        y: upper edge of what comes next, in points.
    """

    def __init__(self, frame: Frame, encoder: Encoder) -> None:
        self.frame = frame
        self.encoder = encoder
        self.document = Element("Document")
        self.pages: list[list[bytes]] = []
        self.parents: list[list[Element]] = []
        self.bookmarks: list[Bookmark] = []
        self.y = 0.0
        self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.parents.append([])
        self.y = self.frame.top

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= self.frame.top

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.y - self.frame.bottom

    def need(self, height: float) -> None:
        """Begin a page where less than ``height`` is left, unless the page is empty."""
        if self.room < height and not self.at_top:
            self.new_page()

    def keep(self, height: float) -> None:
        """Begin a page where a part of this height does not fit, if it is short enough for that."""
        if height <= _KEPT_WHOLE * (self.frame.top - self.frame.bottom):
            self.need(height)

    def skip(self, height: float) -> None:
        """Leave room, but not at the top of a page."""
        if not self.at_top:
            self.y -= height

    def open(self, element: Element) -> None:
        """Begin marked content that belongs to an element."""
        parents = self.parents[-1]
        element.kids.append((len(self.pages) - 1, len(parents)))
        self.pages[-1].append(b"/%s <</MCID %d>> BDC" % (element.tag.encode("ascii"), len(parents)))
        parents.append(element)

    def rule(self, left: float, right: float, weight: float, grey: float = 0.0) -> None:
        """Draw a line across at the present height, as an artifact."""
        self.pages[-1].append(
            b"/Artifact BMC %s G %s w %s %s m %s %s l S EMC"
            % (number(grey), number(weight), number(left), number(self.y), number(right),
               number(self.y))
        )  # fmt: skip

    def broken(self, text: Passage, style: Style, measure: float) -> Block:
        """Break a passage into lines of ``measure`` points."""
        fonts = self.encoder.fonts
        widths = fonts.widths
        room = measure * 1000 / style.size
        rtl = False
        if fonts.scripts and not "".join(text.words).isascii():
            text = between_ideographs(text)
            # A mark stands before its text on the left, as those who look for it expect. What is
            # shaded is measured from the left as well.
            rtl = not text.marks and not text.shades and is_right_to_left(" ".join(text.words))
        found = word_widths(text, widths, style.key)
        space = widths[style.key].space
        # A word that no space follows may end a line: then the line has no room for one.
        lines = break_lines(found, space, room - space if text.tight else room)
        # Only a word that stands alone on its line can be wider than it.
        if any(end - at == 1 and found[at] - space > room for at, end in lines):
            text = fitted(text, widths, style.key, room)
            found = word_widths(text, widths, style.key)
            lines = break_lines(found, space, room - space if text.tight else room)
        shifts: Sequence[float] = ()
        if rtl:
            scale = style.size / 1000
            shifts = [(room - sum(found[at:end]) + space) * scale for at, end in lines]
        return Block(style, text, lines, shifts=shifts, rtl=rtl)

    def place(
        self,
        element: Element,
        block: Block,
        x: float,
        *,
        hanging: Hanging | None = None,
        after: float = 0.0,
    ) -> None:
        """Set a block at ``x``, over as many pages as it takes.

        At least two lines stand together at the foot and at the head of a page.

        Args:
            element: what the block is.
            block: its lines.
            x: of its left edge, in points.
            hanging: number or label before its first line.
            after: height of what is to stand below its last two lines, in points.
        """
        total = len(block.lines)
        leading = block.style.leading
        at = 0
        while at < total:
            count = _lines_here(total - at, int((self.room + 0.01) // leading), at == 0)
            if after and count == total - at and self.room - count * leading < after:
                count = _without_two(count, at == 0, self.at_top)
            if count == 0:
                if not self.at_top:
                    self.new_page()
                    continue
                count = 1
            self._show(element, block, at, at + count, x, hanging if at == 0 else None)
            self.y -= count * leading
            at += count
            if at < total:
                self.new_page()

    def _show(
        self, element: Element, block: Block, start: int, end: int, x: float,
        hanging: Hanging | None,
    ) -> None:  # fmt: skip
        style = block.style
        baseline = self.y - style.size
        if hanging is not None:
            self._hang(hanging, element, style, x, baseline)
        page = self.pages[-1]
        if block.text.shades:
            page.extend(self._shades(block, start, end, x, baseline))
        self.open(element)
        page.append(b"%s 1 0 0 1 %s %s Tm" % (style.begin, number(x), number(baseline)))
        at = start
        while at < end:
            rest = self._plain_lines(block, at, end)
            if rest:
                page.append(rest if at == start else b"T*\n" + rest)
                break
            if block.shifts:
                left, below = x + block.shifts[at], baseline - (at - start) * style.leading
                page.append(b"1 0 0 1 %s %s Tm" % (number(left), number(below)))
            elif at > start:
                page.append(b"T*")
            page.append(self._line(block, at))
            at += 1
        page.append(style.end)
        for line in block.turned.intersection(range(start, end)):
            page.append(_turn_sign(x - 11, baseline - (line - start) * style.leading))

    def _shades(
        self, block: Block, start: int, end: int, x: float, baseline: float
    ) -> Iterator[bytes]:
        """What lies under the words of these lines that stand for text taken out, as artifacts."""
        text, style = block.text, block.style
        widths = self.encoder.fonts.widths
        for at in range(start, end):
            first = block.lines[at][0]
            left = x + (block.shifts[at] if block.shifts else 0.0)
            y = baseline - (at - start) * style.leading
            for shade in shades_of_line(text, block.lines[at]):
                begin, stop = (
                    left + width_to(text, widths, style.key, first, place) * style.size / 1000
                    for place in (shade.start, shade.end)
                )
                yield _shade(begin, stop, y, style.size)

    def _hang(
        self, hanging: Hanging, element: Element, style: Style, x: float, baseline: float
    ) -> None:
        width = self.encoder.fonts.widths[style.key].alone(hanging.text) * style.size / 1000
        shown = self.encoder.show(style.key, hanging.text + " ", style.size)
        self.open(hanging.element or element)
        self.pages[-1].append(
            b"BT /%s %s Tf 1 0 0 1 %s %s Tm %s ET EMC"
            % (style.key.encode("ascii"), number(style.size), number(x - hanging.gap - width),
               number(baseline), shown)
        )  # fmt: skip

    def _plain_lines(self, block: Block, at: int, end: int) -> bytes:
        """All these lines at once, where they are ASCII without marks; empty where they are not."""
        text = block.text
        if block.shifts or block.lines[at][0] < text.plain_from:
            return b""
        words = text.words
        lines = [" ".join(words[start:after]) for start, after in block.lines[at:end]]
        last = " " if block.lines[end - 1][1] < len(words) else ""
        return self.encoder.show_lines(block.style.key, " \n".join(lines) + last)

    def _line(self, block: Block, at: int) -> bytes:
        start, end = block.lines[at]
        text = block.text
        words = text.words
        style = block.style
        last = " " if end < len(words) and end - 1 not in text.tight else ""
        if start >= text.plain_from:
            return self.encoder.show(
                style.key, " ".join(words[start:end]) + last, style.size, rtl=block.rtl
            )
        parts: list[bytes] = []
        plain = ""
        for word in range(start, end):
            space = "" if word in text.tight else " " if word + 1 < end else last
            if word not in text.marks:
                plain += words[word] + space
                continue
            if plain:
                parts.append(self.encoder.show(style.key, plain, style.size, rtl=block.rtl))
            parts.append(self._mark(block, word))
            plain = space
        if plain:
            parts.append(self.encoder.show(style.key, plain, style.size, rtl=block.rtl))
        return b" ".join(parts)

    def _mark(self, block: Block, word: int) -> bytes:
        mark = block.text.marks[word]
        style = block.style
        size = style.size * mark.scale
        shown = self.encoder.show(mark.key, mark.text, size)
        if mark.spoken:
            shown = b"/Span <</E %s>> BDC %s EMC" % (text_string(mark.spoken), shown)
        if mark.key == style.key and size == style.size:
            return shown
        return b"/%s %s Tf %s /%s %s Tf" % (
            mark.key.encode("ascii"), number(size), shown, style.key.encode("ascii"),
            number(style.size),
        )  # fmt: skip

    def bookmark(self, depth: int, title: str, above: float) -> None:
        """Add an entry to the outline that leads ``above`` points over the present height."""
        if self.bookmarks:
            depth = min(depth, self.bookmarks[-1].depth + 1)
        self.bookmarks.append(
            Bookmark(depth, printable(title), len(self.pages) - 1, self.y + above)
        )


def _lines_here(left: int, room: int, first: bool) -> int:  # noqa: FBT001 - a plain question
    """How many of the lines left go on this page; 0 where they all go on the next one."""
    if left <= room:
        return left
    count = min(left, room)
    if left - count == 1:
        count -= 1
    if count < (2 if first else 1):
        return 0
    return count


def _without_two(count: int, first: bool, top: bool) -> int:  # noqa: FBT001 - plain questions
    """The lines of a block's end that stay, where its last two go to the next page."""
    if count >= (4 if first else 3):
        return count - 2
    return count if top else 0


def _shade(left: float, right: float, baseline: float, size: float) -> bytes:
    """What lies under shaded words: as grey as in a DOCX, so that black on it is read well."""
    return b"/Artifact BMC q .85 g %s %s %s %s re f Q EMC" % (
        number(left - _SHADE_SIDE), number(baseline - _SHADE_BELOW * size),
        number(right - left + 2 * _SHADE_SIDE), number((_SHADE_BELOW + _SHADE_ABOVE) * size),
    )  # fmt: skip


_SHADE_SIDE = 0.9
"""From a word to the edge of its shade, in points: less than half a blank."""
_SHADE_BELOW, _SHADE_ABOVE = 0.25, 0.86
"""From the baseline to the edges of a shade, as parts of the type size."""


def _turn_sign(x: float, y: float) -> bytes:
    """A hooked arrow before a line that was turned over: drawn, for it is no text of the cable."""
    return (
        b"/Artifact BMC q 1 0 0 1 %s %s cm .55 G .5 w 0 6 m 0 2 l 6 2 l S"
        b" 4 3.5 m 6 2 l 4 .5 l S Q EMC" % (number(x), number(y))
    )
