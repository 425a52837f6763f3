"""The faces a document is set in, where each character is taken from, and how wide words are.

Faces and widths are loaded once a process: a corpus of cables shares them.
"""

from __future__ import annotations

import importlib.resources
import importlib.util
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from cableconv.errors import EnvironmentFailure
from cableconv.writers.pdf.bidi import is_right_to_left
from cableconv.writers.pdf.segments import Segment, segments
from cableconv.writers.pdf.shaping import ScriptFace, is_available, script_face
from cableconv.writers.pdf.syntax import code_point

TEXT: Final = "R"
"""Running text: Noto Serif. Its variable file gives the Regular instance."""
STRONG: Final = "B"
"""Labels, headings, marks and banners: Fira Sans SemiBold."""
SMALL: Final = "T"
"""Small text and tables: Fira Sans Regular."""
MONO: Final = "M"
"""Lines whose blanks carry meaning: Roboto Mono. Its variable file gives the Regular instance."""

_FILES = {
    TEXT: ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    STRONG: ("fontpkg_fira_sans", "FiraSans-SemiBold.ttf"),
    SMALL: ("fontpkg_fira_sans", "FiraSans-Regular.ttf"),
    MONO: ("fontpkg_roboto_mono", "RobotoMono[wght].ttf"),
}

_KEPT_WORDS = 200_000
"""Words whose width a process remembers for a face; a guard for corpora of noise."""
_LONGEST_KEPT = 60


def _mended(face: Any) -> Any:  # noqa: ANN401 - reportlab has no types
    """The face with the widths of its last glyphs in the font's own unit.

    reportlab takes the width that they share in thousandths, and writes it so into subsets: wrong
    wherever the unit is another one, as for all glyphs of a face of one width.
    """
    count = int.from_bytes(face.get_table("hhea")[34:36], "big")
    full = face.hmetrics[:count]
    face.hmetrics = full + [(full[-1][0], bearing) for _, bearing in face.hmetrics[count:]]
    return face


@cache
def _built_in(key: str) -> Any:  # noqa: ANN401 - reportlab has no types
    package, name = _FILES[key]
    try:
        resource = importlib.resources.files(package) / "files" / name
        with importlib.resources.as_file(resource) as path:
            return _mended(TTFontFace(str(path)))
    except (ModuleNotFoundError, OSError, TTFError) as error:
        raise EnvironmentFailure(
            f"the font {name} of the package {package} cannot be loaded: {error}",
            hint="Install cableconv with its dependencies again.",
        ) from error


_INVISIBLE = frozenset(
    chr(code)
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0200),
    )
)
"""Controls, joiners, directional marks, variation selectors and tags: they have no ink."""


def invisible(char: str) -> bool:
    """Whether a character is a control or format character, which leaves no ink."""
    return char in _INVISIBLE


def _needs_shaping(char: str) -> bool:
    # Right-to-left scripts need reordering, and the Brahmic ones from Devanagari to Khmer need
    # their vowel signs moved: without that a face would show a wrong word, so none is used.
    if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return True
    return "\u0900" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"


def _settable(char: str) -> bool:
    # A private use character means nothing outside its own system; PDF/A asks for real text.
    return unicodedata.category(char) not in ("Co", "Cs", "Cn")


class Places(dict[str, str]):
    """From a character to the key of the face that shows it; an empty string where none does.

    Filled on demand. ``order`` holds the keys in the order in which faces are asked; those that
    shape their text come last.
    """

    def __init__(self, order: tuple[str, ...], fonts: FontSet) -> None:
        super().__init__()
        self._order = order
        self._fonts = fonts

    def __missing__(self, char: str) -> str:
        place = ""
        if not invisible(char) and _settable(char):
            place = next((key for key in self._asked(char) if self._fonts.has(key, char)), "")
        self[char] = place
        return place

    def _asked(self, char: str) -> tuple[str, ...]:
        return self._fonts.scripts if _needs_shaping(char) else self._order


class ScriptPlaces(dict[str, str]):
    """From a character to the key of the shaping face that shows it, empty where none does."""

    def __init__(self, places: Places, fonts: FontSet) -> None:
        super().__init__()
        self._places = places
        self._fonts = fonts

    def __missing__(self, char: str) -> str:
        place = self._places[char]
        self[char] = found = place if place in self._fonts.scripts else ""
        return found


class _CharWidths(dict[str, float]):
    def __init__(self, places: Places, fonts: FontSet) -> None:
        super().__init__()
        self._places = places
        self._fonts = fonts

    def __missing__(self, char: str) -> float:
        place = self._places[char]
        if place in self._fonts.scripts:
            width = self._fonts.script(place).width(char, rtl=False)
        elif place:
            width = float(self._fonts.face(place).getCharWidth(ord(char)))
        elif char == "\xa0":
            width = self[" "]
        elif invisible(char):
            width = 0.0
        else:
            width = sum(map(self.__getitem__, code_point(char)))
        self[char] = width
        return width


class WordWidths(dict[str, float]):
    """From a word to its width with one space after it, in thousandths of the type size.

    Attributes:
        space: width of a space.
    """

    def __init__(self, places: Places, fonts: FontSet) -> None:
        super().__init__()
        self._chars = _CharWidths(places, fonts)
        self._fonts = fonts
        self._scripts = ScriptPlaces(places, fonts)
        self.space = self._chars[" "]

    def __missing__(self, word: str) -> float:
        width = self.of(word) + self.space
        if len(self) < _KEPT_WORDS and len(word) <= _LONGEST_KEPT:
            self[word] = width
        return width

    def of(self, text: str) -> float:
        """Width of a whole line, blanks included; it is not remembered."""
        if text.isascii() or not self._fonts.scripts or not any(map(self.script, text)):
            return sum(map(self._chars.__getitem__, text))
        return sum(map(self.of_segment, self.segments(text, [0] * len(text))))

    def script(self, char: str) -> str:
        """Key of the shaping face that shows a character; empty where none does."""
        return self._scripts[char]

    def segments(self, text: str, levels: Sequence[int]) -> list[Segment]:
        """The parts of a line that are set in one face and direction; levels of its characters."""
        return segments(text, self._scripts, self._fonts.has, levels)

    def of_segment(self, segment: Segment) -> float:
        """Width of a part of a line."""
        if not segment.script:
            return sum(map(self._chars.__getitem__, segment.text))
        rtl = bool(segment.level % 2) or is_right_to_left(segment.text[0])
        return self._fonts.script(segment.script).width(segment.text, rtl=rtl)

    def alone(self, text: str) -> float:
        """Width of a text without a space after it."""
        return self[text] - self.space


_PACKAGES = (
    ("fontpkg_amiri", "files/Amiri-Regular.ttf", 0),
    ("fontpkg_frank_ruhl_libre", "files/FrankRuhlLibre[wght].ttf", 0),
    ("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc", 2),
)
"""Faces of the extras ``scripts`` and ``cjk``: package, file, and face of a collection.

The third is Simplified Chinese; a user who wants the forms of another language names a font.
"""


@cache
def _installed() -> tuple[tuple[str, int], ...]:
    """The faces of the extras that are installed, as files and face numbers."""
    if not is_available():
        return ()
    found = []
    for package, name, index in _PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            found.append((str(Path(spec.origin).parent / name), index))
    return tuple(found)


def _file_and_face(path: str) -> tuple[str, int]:
    """``a.ttc#2`` as the file and the number of the face in it, 0 for the first."""
    head, sign, tail = path.rpartition("#")
    if sign and tail.isascii() and tail.isdigit() and len(tail) < _DIGITS and not _is_file(path):
        return head, int(tail)
    return path, 0


_DIGITS = 5


def _is_file(path: str) -> bool:
    return Path(path).is_file()


class FontSet:
    """The built-in faces and those that shape their text, with what is known of them so far.

    Attributes:
        scripts: keys of the shaping faces: those that the options name, then installed ones.
        places: for each built-in face, the face that shows each character in a text set in it.
        widths: for each built-in face, widths of words.
    """

    def __init__(self, paths: tuple[str, ...] = ()) -> None:
        named = [_file_and_face(path) for path in paths]
        self._files = (*named, *_installed())
        self.scripts = tuple(
            f"X{chr(65 + at % 26)}{at // 26 or ''}" for at in range(len(self._files))
        )
        self.places = {key: Places(tuple(self._order(key)), self) for key in _FILES}
        self.widths = {key: WordWidths(self.places[key], self) for key in _FILES}
        for key in self.scripts[: len(named)]:
            # A file that cannot be used is told at once, not when a character is looked for in it.
            self.script(key)

    def _order(self, key: str) -> Iterator[str]:
        yield key
        yield from (other for other in (TEXT, SMALL, MONO, STRONG) if other != key)
        yield from self.scripts

    def has(self, key: str, char: str) -> bool:
        """Whether the face of a key has a glyph for a character."""
        if key in _FILES:
            return ord(char) in self.face(key).charToGlyph
        return self.script(key).has(char)

    def face(self, key: str) -> Any:  # noqa: ANN401 - reportlab has no types
        """The built-in face for a key, loaded when first asked for.

        Raises:
            EnvironmentFailure: its package is missing.
        """
        return _built_in(key)

    def script(self, key: str) -> ScriptFace:
        """The shaping face for a key, loaded when first asked for.

        Raises:
            EnvironmentFailure: HarfBuzz is not installed.
            OptionError: it is named by the options and cannot be used.
        """
        return script_face(*self._files[self.scripts.index(key)])


@lru_cache(maxsize=8)
def font_set(paths: tuple[str, ...] = ()) -> FontSet:
    """The faces for these options; one set a process for each choice of extra files."""
    return FontSet(paths)
