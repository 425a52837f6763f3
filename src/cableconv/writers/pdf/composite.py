"""Embedded faces of ``shaping``: composite fonts with a code for each glyph and what it says.

A glyph that shows several texts has a code for each, so that copying gives the right one. A map
leads from codes to the glyphs of the subset: of a TrueType face the one that all readers know, of a
CFF face, which has no such map, an embedded encoding (ISO 32000-1, 9.7.4 and 9.7.5).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from cableconv.writers.pdf.shaping import Glyph, ScriptFace, deflated_subset
from cableconv.writers.pdf.syntax import MAP_BLOCK, number, stream

Put = Callable[[bytes], int]

_SYSTEM = b"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
_LETTER_A = ord("A")
_NO_NAME = re.compile(r"[^A-Za-z0-9+-]")


class GlyphCodes:
    """The codes that one document gives to the glyphs of one face: 1 for the first."""

    def __init__(self) -> None:
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: Glyph) -> int:
        """The code of a glyph with its text; a new one where it has none yet."""
        return self._codes.setdefault((glyph.number, glyph.text), len(self._codes) + 1)

    def items(self) -> list[tuple[int, int, str]]:
        """Code, glyph and text of each, in the order of codes."""
        return [(code, glyph, text) for (glyph, text), code in self._codes.items()]


def shown(glyphs: Sequence[Glyph], codes: GlyphCodes, size: float, *, rtl: bool) -> bytes:
    """Operators that show the glyphs of a word, in the face and size that are set.

    Args:
        glyphs: from left to right.
        codes: of the document.
        size: of the type in points.
        rtl: whether they are read from right to left; they are shown in the order of reading, for
            that is the order in which programs take text out of a file.
    """
    lefts = list(accumulate((glyph.advance for glyph in glyphs), initial=0.0))
    placed = list(zip(glyphs, lefts, strict=False))
    line = _Line(size)
    for glyph, left in reversed(placed) if rtl else placed:
        line.show(codes.code(glyph), left + glyph.right, glyph.width, glyph.up)
    return line.ended(lefts[-1])


class _Line:
    """Collects codes and moves into operators."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._pen = self._up = 0.0
        self._codes = b""
        self._strings: list[bytes] = []
        self._operators: list[bytes] = []

    def show(self, code: int, left: float, width: float, up: float) -> None:
        if up != self._up:
            self._end_string()
            self._operators.append(b"%s Ts" % number(up * self._size / 1000))
            self._up = up
        self._move(left)
        self._codes += b"%04X" % code
        self._pen = left + width

    def _move(self, left: float) -> None:
        if abs(left - self._pen) >= _LEAST:
            if self._codes:
                self._strings.append(b"<%s>" % self._codes)
                self._codes = b""
            self._strings.append(number(self._pen - left))
            self._pen = left

    def _end_string(self) -> None:
        if self._strings:
            last = [b"<%s>" % self._codes] if self._codes else []
            self._operators.append(b"[%s] TJ" % b" ".join((*self._strings, *last)))
        elif self._codes:
            self._operators.append(b"<%s> Tj" % self._codes)
        self._codes = b""
        self._strings = []

    def ended(self, right: float) -> bytes:
        """The operators, the last of which leads to the right end."""
        self._move(right)
        self._end_string()
        if self._up:
            self._operators.append(b"0 Ts")
        return b" ".join(self._operators)


_LEAST = 0.5
"""Moves that are smaller, in thousandths of the type size, are not made."""


def composite_font(face: ScriptFace, codes: GlyphCodes, put: Put) -> int:
    """Register a face with the glyphs of a document; the number of its font object."""
    items = codes.items()
    used = tuple(sorted({glyph for _, glyph, _ in items}))
    subset, program = deflated_subset(face, used)
    name = _name(face, used)
    if subset.kind == "glyf":
        file = put(stream(b"/Filter /FlateDecode /Length1 %d " % len(subset.program), program))
        kind, key = b"CIDFontType2", b"FontFile2"
    else:
        file = put(stream(b"/Filter /FlateDecode /Subtype /CIDFontType0C ", program))
        kind, key = b"CIDFontType0", b"FontFile3"
    sizes = face.metrics()
    descriptor = put(
        b"<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0"
        b" /Ascent %d /Descent %d /CapHeight %d /StemV 80 /%s %d 0 R>>"
        % (
            name, sizes["left"], sizes["low"], sizes["right"], sizes["high"], sizes["ascent"],
            sizes["descent"], sizes["ascent"], key, file,
        )
    )  # fmt: skip
    glyphs = [(code, subset.numbers[glyph]) for code, glyph, _ in items]
    if subset.kind == "glyf":
        encoding, more = b"/Identity-H", b" /CIDToGIDMap %d 0 R" % put(_glyph_map(glyphs))
        wide = [(code, glyph) for code, glyph, _ in items]
    else:
        encoding, more = b"%d 0 R" % put(_encoding(glyphs, name)), b""
        wide = [(subset.numbers[glyph], glyph) for glyph in used]
    widths = b" ".join([b"%d [%s]" % (cid, number(face.width_of(glyph))) for cid, glyph in wide])
    below = put(
        b"<</Type /Font /Subtype /%s /BaseFont /%s %s /FontDescriptor %d 0 R /W [%s]%s>>"
        % (kind, name, _SYSTEM, descriptor, widths, more)
    )
    texts = zlib.compress(_texts([(code, text) for code, _, text in items]), 9)
    to_unicode = put(stream(b"/Filter /FlateDecode ", texts))
    return put(
        b"<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding %s /DescendantFonts [%d 0 R]"
        b" /ToUnicode %d 0 R>>" % (name, encoding, below, to_unicode)
    )


def _name(face: ScriptFace, used: tuple[int, ...]) -> bytes:
    digest = hashlib.md5(repr(used).encode("ascii"), usedforsecurity=False).digest()
    tag = bytes(_LETTER_A + byte % 26 for byte in digest[:6])
    return tag + b"+" + _NO_NAME.sub("", face.name).encode("ascii")


def _glyph_map(glyphs: Sequence[tuple[int, int]]) -> bytes:
    """The glyph of each code from 0 on; code 0 is not used."""
    numbers = [0, *(glyph for _, glyph in glyphs)]
    data = b"".join([glyph.to_bytes(2, "big") for glyph in numbers])
    return stream(b"/Filter /FlateDecode ", zlib.compress(data, 9))


def _encoding(glyphs: Sequence[tuple[int, int]], name: bytes) -> bytes:
    entries = [b"<%04X> %d" % pair for pair in glyphs]
    own = b"%s-Codes" % name
    body = b"\n".join((
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        _SYSTEM + b" def",
        b"/CMapName /%s def /CMapType 1 def /WMode 0 def" % own,
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_blocks(entries, b"cidchar"),
        b"endcmap CMapName currentdict /CMap defineresource pop end end",
    ))  # fmt: skip
    head = b"/Type /CMap /CMapName /%s %s /WMode 0 /Filter /FlateDecode " % (own, _SYSTEM)
    return stream(head, zlib.compress(body, 9))


def _texts(items: Sequence[tuple[int, str]]) -> bytes:
    entries = [
        b"<%04X> <%s>" % (code, text.encode("utf-16-be").hex().upper().encode("ascii"))
        for code, text in items
    ]
    return b"\n".join((
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_blocks(entries, b"bfchar"),
        b"endcmap CMapName currentdict /CMap defineresource pop end end",
    ))  # fmt: skip


def _blocks(entries: Sequence[bytes], kind: bytes) -> Iterable[bytes]:
    for at in range(0, len(entries), MAP_BLOCK):
        block = entries[at : at + MAP_BLOCK]
        yield b"\n".join((b"%d begin%s" % (len(block), kind), *block, b"end%s" % kind))
