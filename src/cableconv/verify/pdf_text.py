"""Reading the text of PDF pages for verification: what is shown, where, and how it is marked.

pypdf gives objects and operators; the text itself is decoded here by the fonts' ToUnicode maps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import attrs
from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, PdfObject, StreamObject

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_INVISIBLE_MODE = 3

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
"""Matches "beginbfchar <20> <0020> endbf"; linear, for "endbf" ends it."""

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")
"""Matches "<0041>" and the brackets of a range."""


@attrs.frozen
class Shown:
    """A stretch of text that one operator shows.

    Attributes:
        text: what it says; of replaced text what it is replaced by.
        inked: what the page itself shows, from left to right.
        turned: the same from right to left, as right-to-left writing is read.
        y: height of its baseline on the page, in points from below.
        mcid: identifier of the marked content it belongs to; None outside of any.
        artifact: whether it belongs to the page and not to the document.
        spoken: what a screen reader says instead; empty where nothing is given.
    """

    text: str
    inked: str
    y: float
    mcid: int | None
    artifact: bool
    spoken: str = ""
    turned: str = ""


@attrs.define
class _Replaced:
    """Text that stands for what a marked content shows: the text, and the glyphs so far."""

    text: str
    glyphs: list[str] = attrs.field(factory=list)
    height: float | None = None


@attrs.frozen
class _Content:
    """One marked content around text; each takes over what it does not say from outside."""

    mcid: int | None = None
    artifact: bool = False
    replaced: _Replaced | None = None
    spoken: str = ""


@attrs.frozen
class Font:
    """How the bytes of a string are read: code length, text by code, and width by code.

    Attributes:
        length: bytes of a code.
        text: what each code says.
        widths: width of each glyph, in thousandths of the size.
        width: of those that ``widths`` does not name.
    """

    length: int
    text: Mapping[int, str]
    widths: Mapping[int, float] = attrs.field(factory=dict)
    width: float = 0.0

    def codes(self, data: bytes) -> list[int]:
        """The codes of a string."""
        size = self.length
        return [int.from_bytes(data[at : at + size], "big") for at in range(0, len(data), size)]

    def decode(self, data: bytes) -> list[str]:
        """What each glyph says."""
        return [self.text.get(code, "\N{REPLACEMENT CHARACTER}") for code in self.codes(data)]


def shown_on(page: PageObject, contents: ContentStream | None = None) -> Iterator[Shown]:
    """The stretches of text of a page in the order in which they are shown.

    Args:
        page: the page.
        contents: its content stream, where the caller has read it.
    """
    contents = contents or page.get_contents()
    if contents is None:
        return
    yield from _Interpreter(fonts_of(page)).run(contents)


def fonts_of(page: PageObject) -> dict[str, Font]:
    """The fonts of a page by their names."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    return {name: _font(font.get_object()) for name, font in fonts.items()}


def _font(font: DictionaryObject) -> Font:
    stream = font.get("/ToUnicode")
    found = stream.get_object() if stream is not None else None
    text = dict(_mapped(found.get_data() if isinstance(found, StreamObject) else b""))
    if font.get("/Subtype") == "/Type0":
        fonts = font.get("/DescendantFonts", ArrayObject()).get_object()
        below = fonts[0].get_object() if fonts else DictionaryObject()
        listed = below.get("/W", ArrayObject()).get_object()
        return Font(2, text, dict(_listed(listed)), float(str(below.get("/DW", 1000))))
    first = int(str(font.get("/FirstChar", 0)))
    widths = font.get("/Widths", ArrayObject()).get_object()
    return Font(1, text, {first + at: float(str(width)) for at, width in enumerate(widths)})


def _listed(listed: Sequence[PdfObject]) -> Iterator[tuple[int, float]]:
    """Codes and widths of ``1 [500 600] 7 9 250`` (ISO 32000-1, 9.7.4.3)."""
    values = [one.get_object() for one in listed]
    at = 0
    while at + 1 < len(values):
        first, second = int(str(values[at])), values[at + 1]
        if isinstance(second, ArrayObject):
            yield from ((first + n, float(str(width))) for n, width in enumerate(second))
            at += 2
            continue
        for code in range(first, min(int(str(second)), 0xFFFF) + 1):
            yield code, float(str(values[at + 2]))
        at += 3


def _mapped(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Codes and texts of a ToUnicode map (ISO 32000-1, 9.10.3)."""
    for section in _SECTION.finditer(cmap):
        tokens = [one[0] if one[1] is None else one[1] for one in _HEX.finditer(section[2])]
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                yield int(code, 16), _utf16(text)
        else:
            yield from _ranges(tokens)


def _ranges(tokens: Sequence[bytes]) -> Iterator[tuple[int, str]]:
    at = 0
    while at + 2 < len(tokens):
        first, last = int(tokens[at], 16), min(int(tokens[at + 1], 16), 0xFFFF)
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at) if b"]" in tokens[at:] else len(tokens)
            yield from zip(range(first, last + 1), map(_utf16, tokens[at + 3 : end]), strict=False)
            at = end + 1
            continue
        text = _utf16(tokens[at + 2])
        for code in range(first, last + 1):
            yield code, text[:-1] + chr(ord(text[-1]) + code - first) if text else ""
        at += 3


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


class _Interpreter:
    """Runs the text operators of a content stream (ISO 32000-1, 9.4)."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self._fonts = fonts
        self._font = Font(1, {})
        self._ctm = _IDENTITY
        self._line = _IDENTITY
        self._leading = 0.0
        self._mode = 0
        self._kept: list[tuple[Matrix, Font, float, int]] = []
        self._marked: list[_Content] = [_Content()]
        self._actions: Mapping[str, Callable[[Sequence[object]], None]] = {
            "Tf": self.set_font,
            "BT": self.begin_text,
            "Tm": self.set_matrix,
            "Td": self.move,
            "TD": self.move_and_lead,
            "TL": self.lead,
            "T*": self.next_line,
            "Tr": self.set_mode,
            "cm": self.concatenate,
            "q": self.keep,
            "Q": self.restore,
            "BDC": self.begin_marked,
            "BMC": self.begin_marked,
        }

    def run(self, contents: ContentStream) -> Iterator[Shown]:
        for operands, operator in contents.operations:
            name = operator.decode("latin-1")
            if name in _SHOWING:
                if name in ("'", '"'):
                    self.next_line()
                yield from self._show(operands)
            elif name == "EMC":
                yield from self._end_marked()
            else:
                action = self._actions.get(name)
                if action is not None:
                    action(operands)

    def _show(self, operands: Sequence[object]) -> Iterator[Shown]:
        """The text of a string, or of the strings of an array; replaced text waits for its end."""
        if self._mode == _INVISIBLE_MODE:
            return
        last = operands[-1] if operands else b""
        strings = last if isinstance(last, list) else [last]
        glyphs = [text for one in strings for text in self._font.decode(strings_of(one))]
        around = self._marked[-1]
        height = _times(self._line, self._ctm)[5]
        if around.replaced is not None:
            around.replaced.glyphs += glyphs
            if around.replaced.height is None:
                around.replaced.height = height
        elif any(glyphs):
            yield _shown("".join(glyphs), glyphs, height, around)

    def set_font(self, operands: Sequence[object]) -> None:
        self._font = self._fonts.get(str(operands[0]), Font(1, {}))

    def begin_text(self, _: Sequence[object]) -> None:
        self._line = _IDENTITY

    def set_matrix(self, operands: Sequence[object]) -> None:
        self._line = _matrix(operands)

    def move(self, operands: Sequence[object]) -> None:
        x, y = (float(str(value)) for value in operands[:2])
        self._line = _times((1, 0, 0, 1, x, y), self._line)

    def move_and_lead(self, operands: Sequence[object]) -> None:
        self._leading = -float(str(operands[1]))
        self.move(operands)

    def lead(self, operands: Sequence[object]) -> None:
        self._leading = float(str(operands[0]))

    def next_line(self, _: Sequence[object] = ()) -> None:
        self._line = _times((1, 0, 0, 1, 0, -self._leading), self._line)

    def set_mode(self, operands: Sequence[object]) -> None:
        self._mode = int(str(operands[0]))

    def concatenate(self, operands: Sequence[object]) -> None:
        self._ctm = _times(_matrix(operands), self._ctm)

    def keep(self, _: Sequence[object]) -> None:
        self._kept.append((self._ctm, self._font, self._leading, self._mode))

    def restore(self, _: Sequence[object]) -> None:
        if self._kept:
            self._ctm, self._font, self._leading, self._mode = self._kept.pop()

    def begin_marked(self, operands: Sequence[object]) -> None:
        tag = str(operands[0]) if operands else ""
        given = operands[1] if len(operands) > 1 else None
        values = given if isinstance(given, dict) else {}
        around = self._marked[-1]
        mcid = values.get("/MCID")
        self._marked.append(
            _Content(
                around.mcid if mcid is None else int(mcid),
                around.artifact or tag == "/Artifact",
                _Replaced(str(values["/ActualText"]))
                if "/ActualText" in values
                else around.replaced,
                str(values.get("/E", around.spoken)),
            )
        )

    def _end_marked(self) -> Iterator[Shown]:
        if len(self._marked) == 1:
            return
        ended = self._marked.pop()
        found = ended.replaced
        outer = self._marked[-1].replaced
        if found is None or found is outer or found.height is None:
            return
        if outer is not None:  # what is around it says what both show
            outer.glyphs.append("".join(found.glyphs))
            outer.height = found.height if outer.height is None else outer.height
            return
        if found.text or any(found.glyphs):
            yield _shown(found.text, found.glyphs, found.height, ended)


def _shown(text: str, glyphs: Sequence[str], height: float, around: _Content) -> Shown:
    inked, turned = "".join(glyphs), "".join(reversed(glyphs))
    return Shown(text, inked, height, around.mcid, around.artifact, around.spoken, turned)


_SHOWING = frozenset({"Tj", "TJ", "'", '"'})


def strings_of(operand: object) -> bytes:
    """The bytes of a string operand, which pypdf may have taken for text; empty for a number."""
    if isinstance(operand, bytes):
        return operand
    original = getattr(operand, "original_bytes", b"")
    return original if isinstance(original, bytes) else b""


def _matrix(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (float(str(value)) for value in operands[:6])
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
