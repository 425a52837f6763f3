"""Text to content stream: 8-bit codes of the subsets that one document embeds.

Subset 0 of a face keeps ASCII at its own codes, so that most cables share one embedded program;
further characters fill its free codes and then overflow subsets. A character that no face has is
shown by its code point, with the character itself as ``ActualText`` for copying and for readers.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, groupby

import attrs

from cableconv.writers.pdf.bidi import (
    has_left,
    is_right_to_left,
    levels,
    mirrored,
    visual_order,
)
from cableconv.writers.pdf.composite import GlyphCodes, shown
from cableconv.writers.pdf.fonts import FontSet, invisible
from cableconv.writers.pdf.segments import Segment
from cableconv.writers.pdf.syntax import code_point, escape, escape_printable, number, text_string

_ASCII = {code: code for code in range(32, 127)}
_ASCII_SUBSET = (*[0] * 32, *range(32, 127))
_FREE = (*range(31, 0, -1), *range(255, 126, -1))
"""Codes of subset 0 that ASCII leaves free; taken from the end, so 127 to 255 go first."""
_SUBSET_SIZE = 256


class FaceCodes:
    """The codes that one document gives to the characters of one face.

    Attributes:
        main: from code point to code, in subset 0.
    """

    def __init__(self) -> None:
        self.main: dict[int, int] = dict(_ASCII)
        self._free = list(_FREE)
        self._overflow: list[list[int]] = []
        self._overflow_codes: dict[int, tuple[int, int]] = {}

    def place(self, point: int) -> tuple[int, int]:
        """Subset and code of a code point that the face has; a new code where it has none yet."""
        if point in self.main:
            return 0, self.main[point]
        if point in self._overflow_codes:
            return self._overflow_codes[point]
        if self._free:
            self.main[point] = self._free.pop()
            return 0, self.main[point]
        if not self._overflow or len(self._overflow[-1]) >= _SUBSET_SIZE:
            self._overflow.append([0])
        self._overflow[-1].append(point)
        placed = (len(self._overflow), len(self._overflow[-1]) - 1)
        self._overflow_codes[point] = placed
        return placed

    def subsets(self) -> list[tuple[int, ...]]:
        """For each subset its code points by code; 0 where a code is not used."""
        if len(self.main) == len(_ASCII):
            return [_ASCII_SUBSET]
        points = {code: point for point, code in self.main.items()}
        main = tuple(points.get(code, 0) for code in range(max(points) + 1))
        return [main, *map(tuple, self._overflow)]


_NO_BREAK_SPACE = "\xa0"


@attrs.frozen
class _Shown:
    """How one character is shown: by a code of a font resource, or by its code point."""

    resource: bytes
    code: int


_BY_CODE_POINT = _Shown(b"", 0)
_BY_CODE_POINT_ONLY = _Shown(b"", 1)
_NOT_SHOWN = _Shown(b"", -1)


class Encoder:
    """Encodes the text of one document.

    Attributes:
        fonts: the faces to choose from.
        codes: for each face in use, its codes.
        glyphs: for each shaping face in use, the codes of its glyphs.
        missing: characters that no face has, with how often each was shown by its code point.
        hidden: characters without ink, with how often each occurred.
    """

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self.codes: dict[str, FaceCodes] = {}
        self.glyphs: dict[str, GlyphCodes] = {}
        self.missing: Counter[str] = Counter()
        self.hidden: Counter[str] = Counter()

    def show(self, key: str, text: str, size: float, *, rtl: bool = False) -> bytes:
        """Operators that show a line, or a part of one.

        They may choose another font in between, and choose the first one again at the end.

        Args:
            key: the face, which is set already.
            text: what is shown.
            size: of the type in points, which is set already.
            rtl: whether the paragraph is written from right to left.
        """
        if key not in self.codes:
            self.codes[key] = FaceCodes()
        if text.isascii() and text.isprintable():
            return b"(%s) Tj" % escape_printable(text.encode())
        try:
            data = codecs.charmap_encode(text, "strict", self.codes[key].main)[0]
        except UnicodeEncodeError:
            if self.fonts.scripts and any(map(self.fonts.widths[key].script, text)):
                return self._show_scripts(key, text, size, rtl=rtl)
            return self._show_runs(key, text, size)
        return b"(%s) Tj" % escape(data)

    def show_lines(self, key: str, lines: str) -> bytes:
        """Operators that show lines one below the other; empty where not all of them are ASCII."""
        if not (lines.isascii() and lines.replace("\n", "").isprintable()):
            return b""
        if key not in self.codes:
            self.codes[key] = FaceCodes()
        return b"(%s) Tj" % escape_printable(lines.encode()).replace(b"\n", b") Tj\nT*\n(")

    def _show_scripts(self, key: str, text: str, size: float, *, rtl: bool) -> bytes:
        """Operators for a line with parts that are shaped, or written from right to left.

        The parts are shown in the order in which they are read, each moved to its place.
        """
        widths = self.fonts.widths[key]
        level = [0] * len(text)
        if any(map(is_right_to_left, text)):
            level = levels(text, rtl=rtl or not has_left(text))
        found = widths.segments(text, level)
        wide = list(map(widths.of_segment, found))
        order = visual_order([one.level for one in found])
        starts = accumulate((wide[at] for at in order), initial=0.0)
        lefts = dict(zip(order, starts, strict=False))
        pen = 0.0
        parts: list[bytes] = []
        for at, segment in enumerate(found):
            parts += _moved(pen, lefts[at])
            parts.append(self._segment(key, segment, size))
            pen = lefts[at] + wide[at]
        return b" ".join((*parts, *_moved(pen, sum(wide))))

    def _segment(self, key: str, segment: Segment, size: float) -> bytes:
        text, rtl = segment.text, bool(segment.level % 2)
        if not segment.script:
            said = "".join([char for char in text if not invisible(char)])
            if not rtl or not all(map(_speakable, said)):
                return self._show_runs(key, text, size)
            turned = self._show_runs(key, mirrored(text), size)
            return _replaced(said, turned) if said.strip() else turned
        glyphs = self.fonts.script(segment.script).shaped(text, rtl)
        codes = self.glyphs.setdefault(segment.script, GlyphCodes())
        face = segment.script.encode("ascii")
        made = shown(glyphs, codes, size, rtl=rtl)
        if "".join([glyph.text for glyph in (reversed(glyphs) if rtl else glyphs)]) != text:
            made = _replaced(text, made)
        return b"/%s %s Tf %s /%s %s Tf" % (
            face, number(size), made, key.encode("ascii"), number(size))  # fmt: skip

    def _show_runs(self, key: str, text: str, size: float) -> bytes:
        own = key.encode("ascii")
        current = own
        parts: list[bytes] = []
        pairs = [(self._shown(key, char), char) for char in text]
        for (resource, kind), group in groupby(pairs, key=_run):
            run = list(group)
            if kind is _NOT_SHOWN:
                self.hidden.update(char for _, char in run)
                continue
            wanted = resource or own
            if wanted != current:
                parts.append(b"/%s %s Tf" % (wanted, number(size)))
                current = wanted
            if resource:
                data = bytes([one.code for one, _ in run])
                parts.append(b"(%s) Tj" % escape(data))
            else:
                chars = "".join([char for _, char in run])
                parts.append(self._by_code_point(chars, named=kind is _BY_CODE_POINT_ONLY))
        if current != own:
            parts.append(b"/%s %s Tf" % (own, number(size)))
        return b" ".join(parts)

    def _shown(self, key: str, char: str) -> _Shown:
        if char == _NO_BREAK_SPACE:
            char = " "
        place = self.fonts.places[key][char]
        if not place:
            if invisible(char):
                return _NOT_SHOWN
            return _BY_CODE_POINT if _speakable(char) else _BY_CODE_POINT_ONLY
        if place not in self.codes:
            self.codes[place] = FaceCodes()
        subset, code = self.codes[place].place(ord(char))
        return _Shown(resource_name(place, subset), code)

    def _by_code_point(self, chars: str, *, named: bool) -> bytes:
        self.missing.update(chars)
        points = "".join(map(code_point, chars)).encode("ascii")
        if named:
            return b"(%s) Tj" % points
        return _replaced(chars, b"(%s) Tj" % points)


def _replaced(text: str, operators: bytes) -> bytes:
    """Operators whose text is to be copied and read as ``text``."""
    return b"/Span <</ActualText %s>> BDC %s EMC" % (text_string(text), operators)


def _moved(pen: float, left: float) -> Iterator[bytes]:
    """The operator that moves from one place on the line to another, if they are two."""
    if abs(left - pen) >= _LEAST_MOVE:
        yield b"[%s] TJ" % number(pen - left)


_LEAST_MOVE = 0.5
"""In thousandths of the type size."""


def _run(pair: tuple[_Shown, str]) -> tuple[bytes, _Shown | None]:
    """What characters of one run have in common: a font, or the way they are shown without one."""
    place = pair[0]
    return place.resource, None if place.resource else place


def _speakable(char: str) -> bool:
    # Surrogates are no characters, and private use has no meaning that could be read aloud.
    point = ord(char)
    private = 0xE000 <= point <= 0xF8FF or point >= 0xF0000  # noqa: PLR2004 - Unicode's ranges
    surrogate = 0xD800 <= point <= 0xDFFF  # noqa: PLR2004
    return not private and not surrogate and point & 0xFFFE != 0xFFFE  # noqa: PLR2004


def resource_name(key: str, subset: int) -> bytes:
    """Name of a font resource: ``R`` for subset 0 of face ``R``, then ``R1``."""
    return (f"{key}{subset}" if subset else key).encode("ascii")
