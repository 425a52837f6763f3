"""The page: its size and type area, and the banner and footer that stand on each, as artifacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.model.effective import OverallMarking
from cableconv.writers.level_look import level_look
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import SMALL, STRONG
from cableconv.writers.pdf.lines import Passage, break_lines, fitted, word_widths
from cableconv.writers.pdf.syntax import number

SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height in points by name."""

MARGIN = 72.0
"""Side margins, in points."""
INDENT = 40.0
"""From the margin to the column of the text; paragraph numbers hang in it."""

_BANNER_SIZE = 10.0
_BANNER_LEADING = 1.5
_BANNER_SIZES = (8.0, 6.0, 4.0, 2.0)
"""Sizes for a banner that is longer than a line."""
_HIGHEST_BANNER = 150.0
_STAMP_SIZES = (8.0, 6.0, 4.0, 2.0)
_STAMP_LEADING = 1.3
_HIGHEST_STAMP = 45.0
_TRACKING = 0.8
_FOOTER_SIZE = 8.0
_HEAD_RULE = 56.0
_HEAD_ROOM = 84.0
_FOOT_RULE = 56.0
_FOOT_ROOM = 72.0


def banner_colour(overall: OverallMarking) -> bytes:
    """The colour of a banner's words and rule: by level, as operands of a colour operator."""
    colour = level_look(overall).on_white
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return b" ".join(map(number, parts))


@attrs.frozen
class Banner:
    """A banner broken into lines.

    Attributes:
        lines: its text; more than one line only where it is longer than the page is wide.
        size, leading: of the type, in points.
        colour: operands of a colour operator.
        stamp: lines of the release stamps that stand with it, none where the source has none.
        stamp_size: of their type, in points.
    """

    lines: tuple[str, ...]
    size: float
    colour: bytes
    stamp: tuple[str, ...] = ()
    stamp_size: float = _STAMP_SIZES[0]

    @property
    def leading(self) -> float:
        """From line to line, in points."""
        return self.size * _BANNER_LEADING

    @property
    def stamp_leading(self) -> float:
        """From line to line of the stamp, in points."""
        return self.stamp_size * _STAMP_LEADING

    @property
    def extra(self) -> float:
        """What it is higher than a banner of one line without a stamp, in points."""
        return (len(self.lines) - 1) * self.leading + len(self.stamp) * self.stamp_leading


@attrs.frozen
class Frame:
    """The page and its type area, in points from the lower left corner."""

    width: float
    height: float
    extra: float = 0.0

    @property
    def top(self) -> float:
        """Upper edge of the type area."""
        return self.height - _HEAD_ROOM - self.extra

    @property
    def bottom(self) -> float:
        """Lower edge of the type area."""
        return _FOOT_ROOM + self.extra

    @property
    def right(self) -> float:
        """Right edge of the type area."""
        return self.width - MARGIN

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - 2 * MARGIN


def make_banner(
    overall: OverallMarking, encoder: Encoder, measure: float, stamps: Sequence[str] = ()
) -> Banner:
    """Break a banner into lines of at most ``measure`` points.

    Args:
        overall: the marking of the whole cable.
        encoder: measures text.
        measure: width to keep, in points.
        stamps: words of release stamps to stand with it.
    """
    colour = banner_colour(overall)
    widths = encoder.fonts.widths[STRONG]
    text = overall.text
    banner = Banner((text,), _BANNER_SIZE, colour)
    if widths.alone(text) * _BANNER_SIZE / 1000 + len(text) * _TRACKING > measure:
        for size in _BANNER_SIZES:
            # Letters are spaced by a fixed width, which is a larger part of small type.
            room = measure * 1000 / size / (1 + _TRACKING * 2 / size)
            lines = tuple(_broken(text.replace("/", "/ "), encoder, STRONG, room))
            banner = Banner(tuple(line.replace("/ ", "/") for line in lines), size, colour)
            if len(banner.lines) * banner.leading <= _HIGHEST_BANNER:
                break
    return _stamped(banner, stamps, encoder, measure) if stamps else banner


def _stamped(banner: Banner, stamps: Sequence[str], encoder: Encoder, measure: float) -> Banner:
    for size in _STAMP_SIZES:
        room = measure * 1000 / size
        lines = tuple(line for one in stamps for line in _broken(one, encoder, SMALL, room))
        banner = attrs.evolve(banner, stamp=lines, stamp_size=size)
        if len(lines) * banner.stamp_leading <= _HIGHEST_STAMP:
            break
    return banner


def _broken(text: str, encoder: Encoder, key: str, room: float) -> Iterator[str]:
    """The lines of a long text, broken at blanks; ``room`` in thousandths of the type size."""
    widths = encoder.fonts.widths
    words = fitted(Passage(text.split()), widths, key, room)
    found = word_widths(words, widths, key)
    for start, end in break_lines(found, widths[key].space, room):
        yield " ".join(words.words[start:end])


def make_frame(size: str, banner: Banner) -> Frame:
    """The page of this name, with room for a banner of more than one line."""
    width, height = SIZES[size]
    return Frame(width, height, banner.extra)


class Furnishing:
    """Puts banner and footer on pages, as artifacts outside the structure tree."""

    def __init__(self, frame: Frame, banner: Banner, encoder: Encoder, footer: str) -> None:
        self._frame = frame
        self._encoder = encoder
        self._head = self._banner(banner, frame.height - 46, frame.height - _HEAD_RULE, "head")
        self._foot = self._banner(banner, 30, _FOOT_RULE, "foot")
        self._left = encoder.show(SMALL, footer, _FOOTER_SIZE)

    def _banner(self, banner: Banner, baseline: float, rule: float, place: str) -> bytes:
        frame = self._frame
        first = baseline if place == "head" else baseline + frame.extra
        rule += frame.extra if place == "foot" else -frame.extra
        parts = [b"BT %s rg /%s %s Tf %s Tc" % (
            banner.colour, STRONG.encode(), number(banner.size), number(_TRACKING))]  # fmt: skip
        y = first
        for line in banner.lines:
            parts.append(self._centred(line, STRONG, banner.size, y, _TRACKING))
            y -= banner.leading
        parts.append(b"0 Tc 0 g")
        if banner.stamp:
            y += banner.leading - banner.stamp_leading
            parts.append(b"/%s %s Tf" % (SMALL.encode(), number(banner.stamp_size)))
            for line in banner.stamp:
                parts.append(self._centred(line, SMALL, banner.stamp_size, y))
                y -= banner.stamp_leading
        parts.append(b"ET %s RG 1.2 w" % banner.colour)
        parts.append(b"%s %s m %s %s l S" % (
            number(MARGIN), number(rule), number(frame.right), number(rule)))  # fmt: skip
        return b" ".join(parts)

    def _centred(self, line: str, key: str, size: float, y: float, tracking: float = 0.0) -> bytes:
        width = self._encoder.fonts.widths[key].alone(line) * size / 1000
        x = (self._frame.width - width - len(line) * tracking) / 2
        return b"1 0 0 1 %s %s Tm %s" % (number(x), number(y), self._encoder.show(key, line, size))

    def head(self) -> bytes:
        """Operators of the banner at the top of a page."""
        return b"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC %s EMC" % (
            self._head
        )

    def foot(self, page: int, pages: int) -> bytes:
        """Operators of footer and banner at the bottom of a page, 1-based."""
        words = f"Page {page} of {pages}"
        width = self._encoder.fonts.widths[SMALL].alone(words) * _FOOTER_SIZE / 1000
        y = number(43 + self._frame.extra)
        text = b"BT .33 g /%s %s Tf 1 0 0 1 %s %s Tm %s 1 0 0 1 %s %s Tm %s 0 g ET" % (
            SMALL.encode(),
            number(_FOOTER_SIZE),
            number(MARGIN),
            y,
            self._left,
            number(self._frame.right - width),
            y,
            self._encoder.show(SMALL, words, _FOOTER_SIZE),
        )
        head = b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC"
        return b"%s %s %s EMC" % (head, text, self._foot)
