"""Embedded fonts: subset programs, widths and ToUnicode maps, as bodies of PDF objects.

A program is made once a process for each set of characters of a face.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

import attrs

from cableconv.writers.pdf.composite import composite_font
from cableconv.writers.pdf.encoding import Encoder, resource_name
from cableconv.writers.pdf.fonts import FontSet
from cableconv.writers.pdf.syntax import MAP_BLOCK, stream

Put = Callable[[bytes], int]
"""Registers the body of an indirect object and gives its number."""

_LETTER_A = ord("A")
_SUBSETTING = threading.Lock()
"""A face reads its file through one position, which threads must not move under each other."""


@attrs.frozen
class FontProgram:
    """A subset of a face, ready to be embedded.

    Attributes:
        name: PostScript name with the tag of the subset (``ABCDEF+FiraSans-SemiBold``).
        data: the TrueType program, deflated; ``size`` is its length before.
        widths: from ``first`` to the last code, in thousandths of the type size.
        to_unicode: the character map, deflated.
    """

    name: bytes
    data: bytes
    size: int
    first: int
    widths: bytes
    to_unicode: bytes


@lru_cache(maxsize=256)
def _program(fonts: FontSet, key: str, subset: tuple[int, ...]) -> FontProgram:
    face = fonts.face(key)
    with _SUBSETTING:
        raw: bytes = face.makeSubset(list(subset))
    first = 32 if len(subset) > 32 and not any(subset[:32]) else 1  # noqa: PLR2004 - the space
    widths = [round(face.getCharWidth(point)) if point else 0 for point in subset[first:]]
    digest = hashlib.md5(repr(subset).encode("ascii"), usedforsecurity=False).digest()
    tag = bytes(_LETTER_A + byte % 26 for byte in digest[:6])
    return FontProgram(
        name=tag + b"+" + face.name,
        data=zlib.compress(raw, 9),
        size=len(raw),
        first=first,
        widths=b" ".join(b"%d" % width for width in widths),
        to_unicode=zlib.compress(_character_map(subset), 9),
    )


def _character_map(subset: tuple[int, ...]) -> bytes:
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for at in range(0, len(entries), MAP_BLOCK):
        block = entries[at : at + MAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def embed_fonts(encoder: Encoder, put: Put) -> bytes:
    """Register all fonts that a document uses; give its resource dictionary."""
    fonts = b" ".join(_embedded(encoder, put))
    return b"<</Font <<%s>>>>" % fonts


def _embedded(encoder: Encoder, put: Put) -> Iterator[bytes]:
    for key, codes in encoder.codes.items():
        for at, subset in enumerate(codes.subsets()):
            font = _font(encoder.fonts, key, subset, put)
            yield b"/%s %d 0 R" % (resource_name(key, at), font)
    for key, glyphs in encoder.glyphs.items():
        font = composite_font(encoder.fonts.script(key), glyphs, put)
        yield b"/%s %d 0 R" % (key.encode("ascii"), font)


def _font(fonts: FontSet, key: str, subset: tuple[int, ...], put: Put) -> int:
    program = _program(fonts, key, subset)
    face = fonts.face(key)
    data = put(stream(b"/Filter /FlateDecode /Length1 %d " % program.size, program.data))
    to_unicode = put(stream(b"/Filter /FlateDecode ", program.to_unicode))
    # Flag 4: symbolic, for the codes are our own and the program has a (1, 0) character map.
    descriptor = put(
        b"<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %g"
        b" /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R>>"
        % (
            program.name,
            *map(round, face.bbox),
            face.italicAngle,
            *map(round, (face.ascent, face.descent, face.capHeight, face.stemV)),
            data,
        )
    )
    return put(
        b"<</Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar %d /LastChar %d /Widths [%s]"
        b" /ToUnicode %d 0 R /FontDescriptor %d 0 R>>"
        % (program.name, program.first, len(subset) - 1, program.widths, to_unicode, descriptor)
    )
