"""Faces of scripts that need shaping, or that have thousands of signs: any OpenType font.

HarfBuzz (the extra ``scripts``) chooses and places the glyphs and cuts the fonts down. Outlines may
be TrueType or CFF, fonts may stand in collections, and variable fonts give their regular instance.
"""

from __future__ import annotations

import importlib.util
import zlib
from functools import lru_cache
from types import ModuleType
from typing import Any, Final

import attrs

from cableconv.errors import EnvironmentFailure, OptionError

NO_TEXT: Final = "\u200b"
"""What a glyph says that is only a part of a cluster: a space without width."""

_REGULAR = {"wght": 400.0, "wdth": 100.0}
_POSTSCRIPT_NAME = 6
_RESTRICTED = 2
_KEPT_WORDS = 20_000
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "OS/2", "cmap", "name",
                  "post", "kern", "morx", "DSIG", "STAT", "gasp", "meta")  # fmt: skip
"""Tables of a font that a PDF does not use: its text holds glyphs, already chosen and placed."""


@attrs.frozen
class Glyph:
    """A glyph in its place; lengths in thousandths of the type size.

    Attributes:
        number: in the font.
        text: the characters that it shows, ``NO_TEXT`` for a further glyph of the same ones.
        width: of the glyph itself.
        advance: from its origin to that of the next one.
        right, up: from its origin to where it is drawn.
    """

    number: int
    text: str
    width: float
    advance: float
    right: float
    up: float


@attrs.frozen
class Subset:
    """A font cut down to some glyphs.

    Attributes:
        kind: ``glyf`` or ``CFF``.
        program: what is embedded: the TrueType file, or the CFF table alone.
        numbers: from the number of a glyph in the font to its number here.
    """

    kind: str
    program: bytes
    numbers: dict[int, int]


def is_available() -> bool:
    """Whether the extra ``scripts`` is installed; imports nothing of it."""
    return all(importlib.util.find_spec(name) is not None for name in ("uharfbuzz", "bidi"))


def library() -> ModuleType | None:
    """HarfBuzz; None where the extra ``scripts`` is not installed."""
    return importlib.import_module("uharfbuzz") if is_available() else None


class ScriptFace:
    """One face of an OpenType font.

    Attributes:
        name: PostScript name.
        kind: ``glyf`` or ``CFF``.
    """

    def __init__(self, path: str, index: int = 0) -> None:
        hb = library()
        if hb is None:
            raise EnvironmentFailure(
                f"the font {path} cannot be used: HarfBuzz is not installed",
                hint="Install it with: pip install 'cableconv[scripts]'",
            )
        self._hb: Any = hb
        self._face = _face(hb, path, index)
        self._font = hb.Font(self._face)
        axes = {axis.tag: axis for axis in self._face.axis_infos}
        self._axes = {
            tag: min(max(value, axes[tag].min_value), axes[tag].max_value)
            for tag, value in _REGULAR.items()
            if tag in axes
        }
        if self._axes:
            self._font.set_variations(self._axes)
        self.name: str = self._face.get_name(_POSTSCRIPT_NAME) or "Font"
        self.kind = "glyf" if "glyf" in self._face.table_tags else "CFF"
        self.shaped = lru_cache(maxsize=_KEPT_WORDS)(self._shaped)

    def has(self, char: str) -> bool:
        """Whether the face has a glyph for a character."""
        return bool(self._font.get_nominal_glyph(ord(char)))

    def _scaled(self, value: float) -> float:
        units: int = self._face.upem
        return value * 1000 / units

    def _shaped(self, text: str, rtl: bool) -> tuple[Glyph, ...]:  # noqa: FBT001 - cached as it is
        """The glyphs of a text of one direction, from left to right."""
        hb = self._hb
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer, {})
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        glyphs = []
        for info, place in zip(infos, places, strict=True):
            end = ends.pop(info.cluster, None)
            glyphs.append(
                Glyph(
                    info.codepoint,
                    NO_TEXT if end is None else text[info.cluster : end],
                    self.width_of(info.codepoint),
                    self._scaled(place.x_advance),
                    self._scaled(place.x_offset),
                    self._scaled(place.y_offset),
                )
            )
        return tuple(glyphs)

    def width(self, text: str, *, rtl: bool) -> float:
        """Width of a text of one direction, in thousandths of the type size."""
        return sum(glyph.advance for glyph in self.shaped(text, rtl))

    def width_of(self, number: int) -> float:
        """Width of a glyph, in thousandths of the type size."""
        return self._scaled(self._font.get_glyph_h_advance(number))

    def metrics(self) -> dict[str, int]:
        """Ascent, descent and the box of all glyphs, in thousandths of the type size."""
        extents = self._font.get_font_extents("ltr")
        head = bytes(self._face.reference_table("head").data)
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        named = zip(("left", "low", "right", "high"), box, strict=True)
        values = {"ascent": extents.ascender, "descent": extents.descender, **dict(named)}
        return {name: round(self._scaled(value)) for name, value in values.items()}

    def subset(self, numbers: tuple[int, ...]) -> Subset:
        """The face with some glyphs only."""
        hb = self._hb
        wanted = hb.SubsetInput()
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NO_BIDI_CLOSURE
            | flags.NOTDEF_OUTLINE | flags.CFF_IDENTITY_CHARSET | flags.DOWNGRADE_CFF2
        )  # fmt: skip
        wanted.glyph_set.update(numbers)
        unused = (int.from_bytes(tag.encode("ascii").ljust(4), "big") for tag in _UNUSED_TABLES)
        wanted.drop_table_tag_set.update(unused)
        for axis in self._face.axis_infos:
            wanted.pin_axis_location(
                self._face, axis.tag, self._axes.get(axis.tag, axis.default_value)
            )
        plan = hb.SubsetPlan(self._face, wanted)
        made = plan.execute()
        found = made.blob if self.kind == "glyf" else made.reference_table("CFF ")
        return Subset(self.kind, bytes(found.data), dict(plan.old_to_new_glyph_mapping))


def _face(hb: Any, path: str, index: int) -> Any:  # noqa: ANN401 - HarfBuzz has no types
    try:
        face = hb.Face(hb.Blob.from_file_path(path), index)
    except (OSError, hb.HarfBuzzError) as error:
        raise OptionError(f"the font {path} cannot be used: {error}") from error
    tags = set(face.table_tags)
    if not tags & {"glyf", "CFF ", "CFF2"} or not face.glyph_count:
        raise OptionError(
            f"the font {path} cannot be used: it is no OpenType font with outlines",
            hint="Name a file such as a.ttf, a.otf, or a.ttc#2 for the third face of a collection.",
        )
    rights = bytes(face.reference_table("OS/2").data)[8:10] if "OS/2" in tags else b"\0\0"
    if rights[-1:] and rights[-1] & 0xF == _RESTRICTED:
        raise OptionError(f"the font {path} cannot be used: its licence forbids embedding")
    return face


@lru_cache(maxsize=16)
def script_face(path: str, index: int = 0) -> ScriptFace:
    """The face of a file, loaded once a process.

    Raises:
        EnvironmentFailure: HarfBuzz is not installed.
        OptionError: the file is missing, no font, or must not be embedded.
    """
    return ScriptFace(path, index)


@lru_cache(maxsize=64)
def deflated_subset(face: ScriptFace, numbers: tuple[int, ...]) -> tuple[Subset, bytes]:
    """A subset with its program deflated, made once a process."""
    subset = face.subset(numbers)
    return subset, zlib.compress(subset.program, 9)
