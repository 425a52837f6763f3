"""What a PDF file may be made of: the objects, operators and colours of our files.

What is drawn by other means than text operators, lies over the text, outside of the page or beside
it (forms, notes, clips, boxes) is not read, so it is refused wherever our files have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import attrs
from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    PdfObject,
)

from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.pdf_text import Font, fonts_of, strings_of

_MOST = 20
"""Findings on the form of a file."""

_CATALOG = frozenset({
    "/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences", "/PageMode",
    "/Outlines", "/PageLabels", "/Metadata", "/OutputIntents", "/PieceInfo", "/AF", "/Names",
})  # fmt: skip
_PAGES = frozenset({"/Type", "/Count", "/Kids", "/Parent"})
_PAGE = frozenset({
    "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs",
})  # fmt: skip
_RESOURCES = frozenset({"/Font"})
_FONTS = frozenset({"/TrueType", "/Type0"})
_NAMES = frozenset({"/EmbeddedFiles"})
_TREE = frozenset({"/Type", "/K", "/ParentTree", "/ParentTreeNextKey"})
_ELEMENT = frozenset({"/Type", "/S", "/P", "/Pg", "/A", "/K", "/MCID"})
_OUTLINE = frozenset({
    "/Type", "/Title", "/Dest", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count",
})  # fmt: skip
_MARKED = frozenset({"/MCID", "/Type", "/Subtype", "/Attached", "/E", "/ActualText"})

_ATTRIBUTE = re.compile(
    r"/O (?:/Table|/List)|/Scope /Row|/ListNumbering /[A-Za-z]+"
    r"|/Summary (?:Message header|Classification authority|Source of this copy)"
)
"""Matches "/Summary Source of this copy", an attribute of an element of the tag tree."""

_OPERATORS = frozenset({
    "BT", "ET", "Tf", "Tm", "Td", "TD", "T*", "TL", "Tc", "Tj", "TJ", "Tr", "'", '"', "cm", "q",
    "Q", "BDC", "BMC", "EMC", "m", "l", "S", "w", "g", "G", "rg", "RG", "re", "f", "Ts",
})  # fmt: skip
"""Operators that text, thin lines and shaded words need: no picture, form, clip or state."""

_WIDEST_LINE = 2.0
_SMALLEST_TYPE = 1.9
_WIDEST_TRACKING = 2.0
_HIGHEST_RISE = 12.0
"""Signs over and under a letter are raised and lowered, such as those of Arabic."""

_PALEST_TEXT = 0.25
"""Luminance, of which white has 1; text that is darker than this stands out from it 3.5 to 1."""

_PALEST_LINE = 0.75
_DARKEST_SHADE = 0.6


def misformed(reader: PdfReader, contents: Sequence[ContentStream | None]) -> Iterator[Finding]:
    """What a file has that no file of ours has.

    Args:
        reader: the file.
        contents: the content stream of each page.
    """
    faults = (*_objects(reader), *_on_pages(reader.pages, contents))
    for place, message in islice(dict.fromkeys(faults), _MOST):
        yield Finding(FindingKind.INVALID, place, "", "", message)


Fault = tuple[str, str]
"""A place, and what is wrong there."""


def _objects(reader: PdfReader) -> Iterator[Fault]:
    root = reader.root_object
    yield from _others("catalog", root, _CATALOG)
    yield from _others("names", _of(root, "/Names"), _NAMES)
    tree = _of(root, "/StructTreeRoot")
    yield from _others("tag tree", tree, _TREE)
    for element in _below(tree.get("/K"), "/K"):
        yield from _others("tag tree", element, _ELEMENT)
        yield from _attributes(element.get("/A"))
    for entry in outline_of(reader):
        yield from _others("outline", entry, _OUTLINE)


def outline_of(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The root and the entries of the outline."""
    return _below(reader.root_object.get("/Outlines"), "/First", "/Next")


def _of(holder: DictionaryObject, name: str) -> DictionaryObject:
    found = holder.get(name)
    target = found.get_object() if isinstance(found, PdfObject) else None
    return target if isinstance(target, DictionaryObject) else DictionaryObject()


def _others(place: str, found: DictionaryObject, known: frozenset[str]) -> Iterator[Fault]:
    for name in found:
        if name not in known:
            yield place, f"it has {name}, which no file of cableconv has"


def _attributes(found: object) -> Iterator[Fault]:
    target = found.get_object() if isinstance(found, PdfObject) else None
    for one in target if isinstance(target, ArrayObject) else [target]:
        for name, value in one.items() if isinstance(one, DictionaryObject) else ():
            if _ATTRIBUTE.fullmatch(f"{name} {value}") is None:
                yield "tag tree", f"an element has the attribute {name} {value}"


def _below(top: object, *names: str) -> Iterator[DictionaryObject]:
    """All dictionaries that are reached from one by some of its entries, each once."""
    met: set[int] = set()
    left = [top]
    while left:
        found = left.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in met:
                continue
            met.add(found.idnum)
        target = found.get_object() if isinstance(found, PdfObject) else None
        if isinstance(target, ArrayObject):
            left += list(target)
        elif isinstance(target, DictionaryObject):
            yield target
            left += [target.raw_get(name) for name in names if name in target]


# --- pages -------------------------------------------------------------------------------------


def _on_pages(
    pages: Sequence[PageObject], contents: Sequence[ContentStream | None]
) -> Iterator[Fault]:
    for number, (page, content) in enumerate(zip(pages, contents, strict=True), 1):
        place = f"page {number}"
        yield from _others(place, page, _PAGE)
        for above in _below(page.raw_get("/Parent") if "/Parent" in page else None, "/Parent"):
            yield from _others(place, above, _PAGES)
        resources = _of(page, "/Resources")
        yield from _others(place, resources, _RESOURCES)
        for font in _of(resources, "/Font").values():
            kind = str(font.get_object().get("/Subtype"))
            if kind not in _FONTS:
                yield place, f"it has a font of the kind {kind}"
        box = [float(str(edge)) for edge in page.mediabox]
        drawing = _Drawing(fonts_of(page), (box[0], box[1], box[2], box[3]))
        if content is not None:
            yield from ((place, message) for message in drawing.faults(content))


@attrs.define
class _Drawing:
    """Follows where text stands on a page, by the widths that its fonts state."""

    fonts: Mapping[str, Font]
    box: tuple[float, float, float, float]
    font: Font | None = None
    size: float = 0.0
    tracking: float = 0.0
    leading: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)
    line: tuple[float, float] = (0.0, 0.0)
    x: float = 0.0
    fill: float = 0.0
    area: tuple[float, float, float, float] | None = None
    shown: list[tuple[float, float, float]] = attrs.field(factory=list)
    kept: list[tuple[tuple[float, float], float]] = attrs.field(factory=list)

    def faults(self, content: ContentStream) -> Iterator[str]:
        for operands, operator in content.operations:
            name = operator.decode("latin-1")
            if name not in _OPERATORS:
                yield f"the operator {name} draws or hides what is not read"
                continue
            act = _ACTS.get(name)
            if act is not None:
                yield from act(self, operands)

    def show(self, operands: Sequence[object]) -> Iterator[str]:
        last = operands[-1] if operands else b""
        for one in last if isinstance(last, list) else [last]:
            if isinstance(one, (int, float)):
                self.x -= float(one) * self.size / 1000
                continue
            if self.font is None:
                yield "text is shown without a font"
                return
            codes = self.font.codes(strings_of(one))
            start, self.x = self.x, self.x + sum(map(self.advance, codes))
            if any(code not in self.font.text for code in codes):
                yield "a code of a font says no character"
            if codes and not self.is_inside(start, self.x):
                yield "text stands outside of the page"
            if codes and self.fill > _PALEST_TEXT:
                yield "the colour of text is too pale"
            left, base = self.origin
            self.shown.append((left + start, left + self.x, base + self.line[1]))

    def advance(self, code: int) -> float:
        width = self.font.widths.get(code, self.font.width) if self.font is not None else 0.0
        return width * self.size / 1000 + self.tracking

    def is_inside(self, start: float, end: float) -> bool:
        left, bottom, right, top = self.box
        x, y = self.origin
        return left <= x + start and x + end <= right + 1 and bottom <= y + self.line[1] <= top

    def show_below(self, operands: Sequence[object]) -> Iterator[str]:
        self.go(0, -self.leading)
        yield from self.show(operands)

    def set_font(self, operands: Sequence[object]) -> Iterator[str]:
        self.font = self.fonts.get(str(operands[0]))
        self.size = float(str(operands[1]))
        if self.size < _SMALLEST_TYPE:
            yield "the type is too small"

    def set_matrix(self, operands: Sequence[object]) -> Iterator[str]:
        yield from _upright(operands)
        self.line = (float(str(operands[4])), float(str(operands[5])))
        self.x = self.line[0]

    def concatenate(self, operands: Sequence[object]) -> Iterator[str]:
        yield from _upright(operands)
        x, y = self.origin
        self.origin = (x + float(str(operands[4])), y + float(str(operands[5])))

    def begin(self, _: Sequence[object]) -> Iterator[str]:
        self.line, self.x = (0.0, 0.0), 0.0
        yield from ()

    def move(self, operands: Sequence[object]) -> Iterator[str]:
        self.go(float(str(operands[0])), float(str(operands[1])))
        yield from ()

    def move_and_lead(self, operands: Sequence[object]) -> Iterator[str]:
        self.leading = -float(str(operands[1]))
        yield from self.move(operands)

    def next_line(self, _: Sequence[object]) -> Iterator[str]:
        self.go(0, -self.leading)
        yield from ()

    def lead(self, operands: Sequence[object]) -> Iterator[str]:
        self.leading = float(str(operands[0]))
        yield from ()

    def track(self, operands: Sequence[object]) -> Iterator[str]:
        self.tracking = float(str(operands[0]))
        if not 0 <= self.tracking <= _WIDEST_TRACKING:
            yield "letters stand upon each other, or far apart"

    def keep(self, _: Sequence[object]) -> Iterator[str]:
        self.kept.append((self.origin, self.fill))
        yield from ()

    def restore(self, _: Sequence[object]) -> Iterator[str]:
        self.origin, self.fill = self.kept.pop() if self.kept else (self.origin, self.fill)
        yield from ()

    def colour(self, operands: Sequence[object]) -> Iterator[str]:
        self.fill = _luminance(operands)
        yield from ()

    def outline(self, operands: Sequence[object]) -> Iterator[str]:
        x, y, width, height = (float(str(value)) for value in operands)
        self.area = (x + self.origin[0], y + self.origin[1], width, height)
        yield from ()

    def shade(self, _: Sequence[object]) -> Iterator[str]:
        """An area may lie under words, as pale as a shade; over words it hides them."""
        if self.area is None or self.fill < _DARKEST_SHADE:
            yield "an area is filled that is no shade of words"
            return
        left, bottom, width, height = self.area
        self.area = None
        for start, end, base in self.shown:
            apart = end <= left + 1 or start >= left + width - 1
            if not apart and bottom <= base <= bottom + height:
                yield "an area lies over text"
                return

    def go(self, x: float, y: float) -> None:
        self.line = (self.line[0] + x, self.line[1] + y)
        self.x = self.line[0]


def _upright(operands: Sequence[object]) -> Iterator[str]:
    if [float(str(value)) for value in operands[:4]] != [1, 0, 0, 1]:
        yield "text or lines are turned, or made smaller or larger"


def _mode(_: _Drawing, operands: Sequence[object]) -> Iterator[str]:
    if float(str(operands[0])) != 0:
        yield "text is shown by its outline, or not at all"


def _rise(_: _Drawing, operands: Sequence[object]) -> Iterator[str]:
    if abs(float(str(operands[0]))) > _HIGHEST_RISE:
        yield "text is raised out of its line"


def _line_colour(_: _Drawing, operands: Sequence[object]) -> Iterator[str]:
    if _luminance(operands) > _PALEST_LINE:
        yield "the colour of a line is that of paper"


def _line_width(_: _Drawing, operands: Sequence[object]) -> Iterator[str]:
    if not 0 <= float(str(operands[0])) <= _WIDEST_LINE:
        yield "a line is so wide that it covers text"


def _mark(_: _Drawing, operands: Sequence[object]) -> Iterator[str]:
    values = operands[1] if len(operands) > 1 else {}
    if not isinstance(values, dict) or not _MARKED.issuperset(values):
        yield "a marked content has properties that no file of cableconv has"


def _luminance(operands: Sequence[object]) -> float:
    """How light a grey or a colour is, from 0 to 1 (about as WCAG 2 has it)."""
    red, green, blue = [float(str(x)) for x in operands] * (3 // len(operands))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


_ACTS: Mapping[str, Callable[[_Drawing, Sequence[object]], Iterator[str]]] = {
    "Tj": _Drawing.show,
    "TJ": _Drawing.show,
    "'": _Drawing.show_below,
    '"': _Drawing.show_below,
    "Tf": _Drawing.set_font,
    "Tm": _Drawing.set_matrix,
    "BT": _Drawing.begin,
    "Td": _Drawing.move,
    "TD": _Drawing.move_and_lead,
    "T*": _Drawing.next_line,
    "TL": _Drawing.lead,
    "Tc": _Drawing.track,
    "Tr": _mode,
    "Ts": _rise,
    "cm": _Drawing.concatenate,
    "q": _Drawing.keep,
    "Q": _Drawing.restore,
    "BDC": _mark,
    "g": _Drawing.colour,
    "rg": _Drawing.colour,
    "re": _Drawing.outline,
    "f": _Drawing.shade,
    "G": _line_colour,
    "RG": _line_colour,
    "w": _line_width,
}
