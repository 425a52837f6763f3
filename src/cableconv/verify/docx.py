"""Proving a DOCX file with zipfile and lxml: its visible text, what hides text, what it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
from lxml import etree

from cableconv.model.cable import Cable
from cableconv.model.effective import highest_marking, overall_marking
from cableconv.verify import data
from cableconv.verify.demand import Scope
from cableconv.verify.docx_known import unknown
from cableconv.verify.docx_numbering import numbered_marks
from cableconv.verify.docx_package import DamagedError, Package, R, W, is_on
from cableconv.verify.docx_styles import Styles
from cableconv.verify.docx_volume import Volume, prove_volume, volume_agreement
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.printed import Line, Printed, Sheet, Zone, agreement, labelled, prove
from cableconv.verify.words import words

_ZONES = {
    "Title": Zone.TITLE,
    "CableVolumeTitle": Zone.TITLE,
    "CableHeader": Zone.ROW,
    "DeclassificationBlock": Zone.RECEIVED,
    "CableProvenance": Zone.ROW,
}
"""Zones by paragraph style, without blanks; docs/docx-styles.md promises the names."""

_TITLE = "Title"
_CONTENTS = "CableContents"
_VOLUME_TITLE = "CableVolumeTitle"

_APPENDIX = "CableAppendixHeading"
_ON_THE_SAME_PAGE = frozenset({"continuous", "nextColumn"})


def check(output: bytes, cable: Cable, *, embed: str = "none") -> list[Finding]:
    """The differences between a DOCX file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        embed: ``source`` where it must carry the cable as data, too.
    """
    try:
        package = Package(output)
        printed = _printed(package)
    except DamagedError as error:
        return [error.finding()]
    return [
        *prove(printed, cable, Scope()),
        *_property(package, overall_marking(cable).text),
        *_carried(package.sources(), (cable,), demanded=embed == "source"),
    ]


def check_volume(output: bytes, cables: Sequence[Cable], *, embed: str = "none") -> list[Finding]:
    """The differences between a volume and its cables; places begin with the cable's number."""
    try:
        package = Package(output)
        volume = _volume(package)
    except DamagedError as error:
        return [error.finding()]
    if not volume.cables:
        message = "it is no volume: no title of a cable stands in it"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    found = prove_volume(volume, cables)
    if cables:
        highest = highest_marking([overall_marking(cable) for cable in cables]).text
        found += _property(package, highest)
    return [*found, *_carried(package.sources(), cables, demanded=embed == "source")]


def is_volume(output: bytes) -> bool:
    """Whether a file holds cables each under the title of a volume's cable."""
    try:
        return bool(_volume(Package(output)).cables)
    except DamagedError:
        return False


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a DOCX file, or a volume, without its cables."""
    try:
        package = Package(output)
        volume = _volume(package)
        printed = None if volume.cables else _printed(package)
    except DamagedError as error:
        return [error.finding()]
    if printed is None:
        return list(volume_agreement(volume))
    rows = labelled(printed, "classification")
    stated = rows[0].partition(" (from the ")[0] if len(rows) == 1 else None
    of_row = () if stated is None else _property(package, stated)
    return [*agreement(printed), *of_row]


def _carried(
    sources: Sequence[Sequence[str]], cables: Sequence[Cable], *, demanded: bool
) -> Iterator[Finding]:
    """What is wrong with each source that a file carries: JSON, one text a cable."""
    if demanded and not sources:
        message = "the file carries no source"
        yield Finding(FindingKind.TEXT_MISSING, "embedded source", "source", "", message)
    for texts in sources:
        if len(texts) != len(cables):
            message = f"it holds {len(texts)} cables, and not {len(cables)}"
            yield Finding(FindingKind.TEXT_CHANGED, "embedded source", "", "", message)
        for text, cable in zip(texts, cables, strict=False):
            for found in data.check(text, cable):
                yield attrs.evolve(found, place=f"embedded source, {found.place}")


def _property(package: Package, expected: str) -> Iterator[Finding]:
    """The property ``Classification``, by which systems of records sort files."""
    root = package.related("custom-properties", "")
    named = () if root is None else root.iterchildren("{*}property")
    found = [
        "".join(map(str, one.itertext())) for one in named if one.get("name") == "Classification"
    ]
    if [words(one) for one in found] != [words(expected)]:
        what = "it must be there once, with the marking of the whole"
        yield differing(
            FindingKind.BANNER, "property Classification", expected, " | ".join(found), what
        )


def read(output: bytes) -> Printed:
    """What a DOCX file shows. Raises ``DamagedError``."""
    return _printed(Package(output))


def _printed(package: Package) -> Printed:
    text = _Text(package)
    sections = list(text.sections())
    sheets = [sheet for section in sections for sheet in section.sheets]
    lines = tuple(text.lines(package.body()))
    if not any(section.properties is not None for section in sections):
        message = "the document has no section, and so no banner on its pages"
        text.troubles.append(Finding(FindingKind.BANNER, "each page", "", "", message))
        sheets = []
    return Printed(sheets, lines, text.found())


def _volume(package: Package) -> Volume:
    """What a volume shows; without cables for a file that is none."""
    text = _Text(package)
    sheets: list[Sheet] = []
    before: list[tuple[str, str]] = []
    every: list[Printed] = []
    for section in text.sections():
        lines = tuple(text.lines(section.blocks))
        if any(text.styles.of(p) == _VOLUME_TITLE for p in section.blocks):
            shared = bool(sheets) and not section.begins_a_page
            every.append(Printed(section.sheets, lines, [_shared_page()] if shared else []))
        elif every:
            last = every[-1]
            joined = Printed((*last.sheets, *section.sheets), (*last.lines, *lines))
            every[-1] = attrs.evolve(joined, troubles=last.troubles)
        else:
            sheets += section.sheets
            before += ((text.styles.of(p), text.of(p)) for p in _blocks(section.blocks))
    if every:  # what hides words somewhere in the file is told once, with the first cable
        every[0] = attrs.evolve(every[0], troubles=[*every[0].troubles, *text.found()])
    return Volume(
        sheets,
        [line for style, line in before if style == _TITLE],
        [line for style, line in before if style == _CONTENTS],
        [line for style, line in before if style not in {_TITLE, _CONTENTS} and line.strip()],
        every,
    )


def _shared_page() -> Finding:
    message = "the cable begins on a page that has the banner of what stands before it"
    return Finding(FindingKind.BANNER, "section", "", "", message)


@attrs.frozen
class _Section:
    """The blocks of a section, the heads and feet of its pages, and its properties, if any."""

    blocks: list[etree._Element]
    sheets: list[Sheet]
    properties: etree._Element | None

    @property
    def begins_a_page(self) -> bool:
        """Whether it does not go on on the page of the section before it."""
        kind = None if self.properties is None else self.properties.find(f"{W}type")
        return kind is None or kind.get(f"{W}val") not in _ON_THE_SAME_PAGE


class _Text:
    """The text of a file.

    Attributes:
        styles: its styles.
        troubles: what was found to hide or to add words while it was read.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.related("styles"))
        self.troubles: list[Finding] = []
        self._shown: dict[str, etree._Element] = {}

    def found(self) -> tuple[Finding, ...]:
        """What is wrong with what was read, each thing once."""
        root = self.package.part(self.package.main)
        numbering = self.package.related("numbering")
        places = {"document": root, **self._shown}
        others = [
            finding
            for place, part in places.items()
            for finding in (*unknown(part, place), *numbered_marks(part, self.styles, numbering))
        ]
        return tuple(dict.fromkeys((*self.troubles, *others)))

    def sections(self) -> Iterator[_Section]:
        """The sections; one that names no header or footer has those of the one before it."""
        body = self.package.body()
        even = self._even()
        current: dict[tuple[str, str], str] = {}
        many = sum(1 for _ in body.iter(f"{W}sectPr")) > 1
        blocks: list[etree._Element] = []
        number = 0
        for block in body:
            found = next(block.iter(f"{W}sectPr"), None)
            if block is not found:
                blocks.append(block)
            if found is None:
                continue
            number += 1
            for tag in ("header", "footer"):
                for one in found.findall(f"{W}{tag}Reference"):
                    kind = one.get(f"{W}type") or "default"
                    rid = str(one.get(f"{R}id"))
                    current[tag, kind] = self.package.targets.get(rid, "")
            first = is_on(found.find(f"{W}titlePg"))
            kinds = ["default", *(["first"] if first else []), *(["even"] if even else [])]
            after = f" of section {number}" if many else ""
            sheets = [self._sheet(_PAGES[kind] + after, current, kind) for kind in kinds]
            yield _Section(blocks, sheets, found)
            blocks = []
        if blocks:
            # What stands after the last section has no banner of its own.
            bare = any(self.of(block).strip() for block in blocks)
            yield _Section(blocks, [Sheet("pages of the end", [], [])] if bare else [], None)

    def _even(self) -> bool:
        settings = self.package.related("settings")
        return settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))

    def _sheet(self, place: str, parts: dict[tuple[str, str], str], kind: str) -> Sheet:
        head, foot = (self._texts(parts.get((tag, kind), "")) for tag in ("header", "footer"))
        return Sheet(place, head, foot)

    def _texts(self, name: str) -> list[str]:
        """The lines of a header or footer part; none where there is no such part."""
        part = self.package.known(name)
        if part is None:
            return []
        self._shown[name] = part
        return [text for p in part.iter(f"{W}p") if (text := self.of(p)).strip()]

    def lines(self, body: Iterable[etree._Element]) -> Iterator[Line]:
        """The paragraphs and rows in order; after the appendix's heading all is as received."""
        appendix = False
        for block in _blocks(body):
            if block.tag == f"{W}tr":
                cells = (self.of(cell) for cell in _cells(block))
                zone, line = Zone.TEXT, " ".join(cells)
                if line.strip():
                    yield Line(Zone.RECEIVED if appendix else zone, line)
                continue
            style = self.styles.of(block)
            appendix = appendix or style == _APPENDIX
            zone = _ZONES.get(style, Zone.RECEIVED if appendix else Zone.TEXT)
            text = self.of(block)
            if not text.strip():
                continue
            if zone is Zone.ROW:
                label, tab, value = text.partition("\t")
                yield Line(zone, value if tab else text, label.rstrip(": ") if tab else "")
            else:
                yield Line(zone, text)

    def of(self, element: etree._Element) -> str:
        """The visible text of a paragraph or cell: no field codes, deletions or hidden runs."""
        parts: list[str] = []
        for run in element.iter(f"{W}r"):
            text = "".join([_sign(node) for node in run])
            if not text or _is_deleted(run):
                continue
            hiding = self._hiding(run) if text.strip() else ""
            if hiding:
                message = f"words that are {hiding}: {quoted(text)}"
                self.troubles.append(Finding(FindingKind.TEXT_ADDED, "text", "", text, message))
            else:
                parts.append(text)
        return "".join(parts)

    def _hiding(self, run: etree._Element) -> str:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        return "" if paragraph is None else self.styles.hiding(run, paragraph)


_PAGES = {"default": "each page", "first": "first page", "even": "even pages"}

_AROUND_BLOCKS = frozenset(
    f"{W}{name}" for name in ("tbl", "sdt", "sdtContent", "ins", "customXml", "moveTo")
)


def _blocks(parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Paragraphs and table rows in order, those in content controls and the like too."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tr"):
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _blocks(child)


def _cells(row: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The cells of a row in order."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _cells(child)


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})


def _sign(node: etree._Element) -> str:
    return node.text or "" if node.tag == f"{W}t" else _SIGNS.get(str(node.tag), "")


def _is_deleted(run: etree._Element) -> bool:
    return any(parent.tag in _GONE for parent in run.iterancestors())
