"""Passages of text, and breaking them into lines: greedy, ragged right, without hyphenation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import attrs

from cableconv.writers.pdf.fonts import STRONG, WordWidths

MARK_SCALE = 0.82
"""Size of a mark beside the text that it stands in."""


@attrs.frozen
class Mark:
    """A marking inside a passage; one word, whatever blanks it holds.

    Attributes:
        text: as written (``(S/NF)``).
        spoken: what a screen reader says for it; empty where the text itself is to be read.
        key: face it is set in.
        scale: its size, as a part of the size of the text around it.
    """

    text: str
    spoken: str = ""
    key: str = STRONG
    scale: float = MARK_SCALE


@attrs.frozen
class Excised:
    """Words of a passage that stand for text taken out; they are shaded.

    They break into lines as other words do, and stay with what touches them.
    """

    text: str


Piece = str | Mark | Excised
"""A stretch of text, or what is set apart in it."""


def piece_text(piece: Piece) -> str:
    """The characters of a piece."""
    return piece if isinstance(piece, str) else piece.text


Place = tuple[int, int]
"""A place between characters: position of the word, and of the character in it."""


@attrs.frozen
class Shade:
    """Words of a passage that are shaded, from one place to another."""

    start: Place
    end: Place


@attrs.frozen
class Passage:
    """Words to be set as one run of text.

    Attributes:
        words: the words in order, a mark's text included.
        marks: the words that are marks, by position.
        tight: positions of words that no space follows.
        shades: what is shaded, in order; nothing in a mark.
        plain_from: position after the last mark and the last tight word.
    """

    words: Sequence[str]
    marks: dict[int, Mark] = attrs.field(factory=dict)
    tight: frozenset[int] = frozenset()
    shades: Sequence[Shade] = ()
    plain_from: int = attrs.field(init=False)

    @plain_from.default
    def _plain_from(self) -> int:
        return max((*self.marks, *self.tight), default=-1) + 1


Line = tuple[int, int]
"""The words of a line: position of the first, and position after the last."""


def passage(pieces: Sequence[Piece]) -> Passage:
    """A passage from stretches of text, marks and words that stand for text taken out, in order.

    Where a stretch neither begins nor ends in a blank at a mark, no space comes between them.
    """
    words: list[str] = []
    marks: dict[int, Mark] = {}
    tight: set[int] = set()
    shades: list[Shade] = []
    open_end = False
    for piece in pieces:
        text = piece_text(piece)
        if not text:
            continue
        touches = bool(words) and open_end and not text[:1].isspace()
        open_end = not text[-1:].isspace()
        if isinstance(piece, Mark):
            tight.update((len(words) - 1,) if touches else ())
            marks[len(words)] = piece
            words.append(text)
            continue
        joined = touches and len(words) - 1 not in marks
        start = (len(words) - 1, len(words[-1])) if joined else (len(words), 0)
        first, *rest = text.split() or [""]
        if joined:
            words[-1] += first
        else:
            tight.update((len(words) - 1,) if touches else ())
            words.extend((first,) if first else ())
        words.extend(rest)
        if first and isinstance(piece, Excised):
            shades.append(Shade(start, (len(words) - 1, len(words[-1]))))
    return Passage(words, marks, frozenset(tight), shades)


def shades_of_line(text: Passage, line: Line) -> Iterator[Shade]:
    """What is shaded on a line."""
    first, after = line
    begin, end = (first, 0), (after - 1, len(text.words[after - 1]))
    nearest = bisect_right(text.shades, begin, key=lambda shade: shade.end)
    for at in range(nearest, len(text.shades)):
        shade = text.shades[at]
        if shade.start >= end:
            return
        yield Shade(max(shade.start, begin), min(shade.end, end))


def width_to(
    text: Passage, widths: dict[str, WordWidths], key: str, first: int, place: Place
) -> float:
    """From the beginning of a line to a place on it, in thousandths of the type size.

    Args:
        text: what is set.
        widths: of words, for each face.
        key: the face of the text.
        first: position of the first word of the line.
        place: a place in one of its words that is no mark.
    """
    own = widths[key]
    word, char = place
    found = own.alone(text.words[word][:char])
    for at in range(first, word):
        mark = text.marks.get(at)
        found += (
            widths[mark.key].alone(mark.text) * mark.scale + own.space
            if mark
            else own[text.words[at]]
        )
        found -= own.space if at in text.tight else 0.0
    return found


def word_widths(text: Passage, widths: dict[str, WordWidths], key: str) -> list[float]:
    """Width of each word with the space after it, in thousandths of the type size."""
    own = widths[key]
    found = list(map(own.__getitem__, text.words))
    for at, mark in text.marks.items():
        found[at] = widths[mark.key].alone(mark.text) * mark.scale + own.space
    for at in text.tight:
        found[at] -= own.space
    return found


def break_lines(widths: Sequence[float], space: float, measure: float) -> list[Line]:
    """Fill lines one after another.

    Args:
        widths: of the words, each with the space after it.
        space: width of a space, which does not count at the end of a line.
        measure: width of a line, in the same unit.

    Returns:
        At least one word a line, even where the word is wider than the line.
    """
    limit = measure + space
    if sum(widths) <= limit:
        return [(0, len(widths))] if widths else []
    sums = list(accumulate(widths, initial=0.0))
    lines: list[Line] = []
    at, end = 0, len(widths)
    while at < end:
        after = max(bisect_right(sums, sums[at] + limit, at + 1) - 1, at + 1)
        lines.append((at, after))
        at = after
    return lines


def fitted(text: Passage, widths: dict[str, WordWidths], key: str, measure: float) -> Passage:
    """The passage with words that are wider than a line cut into pieces that fit.

    Args:
        text: the passage.
        widths: of words, for each face.
        key: the face of the text.
        measure: width of a line, in thousandths of the type size.
    """
    found = word_widths(text, widths, key)
    space = widths[key].space
    if not found or max(found) - space <= measure:
        return text
    words: list[str] = []
    marks: dict[int, Mark] = {}
    tight: set[int] = set()
    firsts: list[int] = []
    for at, word in enumerate(text.words):
        firsts.append(len(words))
        mark = text.marks.get(at)
        if found[at] - space <= measure:
            pieces = [word]
        elif mark:
            pieces = word.split(" ") if " " in word else _cut(word, widths[mark.key], measure)
            # A mark in pieces is read as it is written: its expansion belongs to all of it.
            mark = attrs.evolve(mark, spoken="")
        else:
            pieces = _cut(word, widths[key], measure)
        first = len(words)
        words.extend(pieces)
        if mark:
            marks.update((n, attrs.evolve(mark, text=words[n])) for n in range(first, len(words)))
        if mark is None or " " not in word:
            tight.update(range(first, len(words) - 1))
        if at in text.tight:
            tight.add(len(words) - 1)
    return Passage(words, marks, frozenset(tight), _moved(text.shades, firsts, words))


def _moved(shades: Sequence[Shade], firsts: Sequence[int], words: Sequence[str]) -> list[Shade]:
    """What is shaded of a passage whose words were cut.

    Args:
        shades: as they were before.
        firsts: for each word, the position of its first piece.
        words: the pieces.
    """

    def moved(place: Place) -> Place:
        at, char = firsts[place[0]], place[1]
        while char > len(words[at]):
            char -= len(words[at])
            at += 1
        return at, char

    return [Shade(moved(shade.start), moved(shade.end)) for shade in shades]


_OPENING = "〈《「『【〔〖〘（［｛(\\[“‘«"
_CLOSING = "、。〉》」』】〕〗〙・ー！），．：；？］｝),.:;!?\\]”’»"
_SIGNS = "\u2e80-\u3007\u3012\u3013\u301a-\u30fa\u30fd-\u312f\u31a0-\u9fff\uf900-\ufaff"
_SIGNS += "\U00020000-\U0003fffd"
_SIGN = re.compile(f"[{_SIGNS}]")
"""Matches "中"; linear."""
_PIECE = re.compile(
    f"[{_OPENING}]*(?:(?![{_OPENING}{_CLOSING}])[{_SIGNS}]|[^{_SIGNS}{_OPENING}{_CLOSING}]+)?"
    f"[{_CLOSING}]*"
)
"""Matches each of "中", "文。" and "text," in "中文。text,"; linear, for the classes are apart."""


def between_ideographs(text: Passage) -> Passage:
    """The passage with each Chinese or Japanese sign as a word that no space follows.

    A line may end after each; not before a closing sign, and not after an opening one (JIS X 4051).
    """
    words: list[str] = []
    marks: dict[int, Mark] = {}
    tight: set[int] = set()
    firsts: list[int] = []
    for at, word in enumerate(text.words):
        firsts.append(len(words))
        mark = text.marks.get(at)
        if mark:
            marks[len(words)] = mark
        cut = mark is None and _SIGN.search(word)
        pieces = [one for one in _PIECE.findall(word) if one] if cut else [word]
        first = len(words)
        words.extend(pieces)
        tight.update(range(first, len(words) - 1))
        if at in text.tight:
            tight.add(len(words) - 1)
    return Passage(words, marks, frozenset(tight), _moved(text.shades, firsts, words))


def _cut(word: str, widths: WordWidths, measure: float) -> list[str]:
    pieces: list[str] = []
    start, width = 0, 0.0
    for at, char in enumerate(word):
        width += widths.alone(char)
        if width > measure and at > start:
            pieces.append(word[start:at])
            start, width = at, widths.alone(char)
    pieces.append(word[start:])
    return pieces
