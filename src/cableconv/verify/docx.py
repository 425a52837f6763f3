"""Reading a DOCX file for verification: its parts with zipfile and lxml, visible text only."""

from __future__ import annotations

import contextlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from lxml import etree

from cableconv.model.cable import Cable
from cableconv.verify import data
from cableconv.verify.demand import Scope
from cableconv.verify.docx_volume import Volume, prove_volume, volume_agreement
from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.printed import Line, Printed, Sheet, Zone, agreement, prove

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_S = "{urn:cableconv:source:1}"
_MAIN = "word/document.xml"
_SETTINGS = "word/settings.xml"
_STYLES = "word/styles.xml"
_RELATIONS = "word/_rels/document.xml.rels"

_LARGEST_PART = 1 << 28

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
_OFF = frozenset({"0", "false", "off"})


class _DamagedError(Exception):
    """The file cannot be read; the message says why."""


def check(output: bytes, cable: Cable, *, embed: str = "none") -> list[Finding]:
    """The differences between a DOCX file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        embed: ``source`` where it must carry the cable as data, too.
    """
    try:
        printed, sources = read(output), embedded(output)
    except _DamagedError as error:
        return [_unreadable(error)]
    found = prove(printed, cable, Scope(), stamped=True)
    return [*found, *_carried(sources, (cable,), demanded=embed == "source")]


def check_volume(output: bytes, cables: Sequence[Cable], *, embed: str = "none") -> list[Finding]:
    """The differences between a volume and its cables; places begin with the cable's number."""
    try:
        volume, sources = read_volume(output), embedded(output)
    except _DamagedError as error:
        return [_unreadable(error)]
    if not volume.cables:
        message = "it is no volume: no title of a cable stands in it"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    demanded = embed == "source"
    return [*prove_volume(volume, cables), *_carried(sources, cables, demanded=demanded)]


def is_volume(output: bytes) -> bool:
    """Whether a file holds cables each under the title of a volume's cable."""
    try:
        return bool(read_volume(output).cables)
    except _DamagedError:
        return False


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a DOCX file, or a volume, without its cables."""
    try:
        volume = read_volume(output)
        if volume.cables:
            return list(volume_agreement(volume))
        return list(agreement(read(output)))
    except _DamagedError as error:
        return [_unreadable(error)]


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


def _unreadable(error: _DamagedError) -> Finding:
    return Finding(FindingKind.UNREADABLE, "file", "", "", f"it is no DOCX file: {error}")


def read(output: bytes) -> Printed:
    """What a DOCX file shows."""
    package = _Package(_members(output))
    body = package.body()
    sections = list(package.sections(body))
    if not any(section.properties is not None for section in sections):
        message = "the document has no section, and so no banner on its pages"
        trouble = Finding(FindingKind.BANNER, "each page", "", "", message)
        return Printed([], tuple(_lines(body, package.styles())), [trouble])
    sheets = [sheet for section in sections for sheet in section.sheets]
    return Printed(sheets, tuple(_lines(body, package.styles())))


def read_volume(output: bytes) -> Volume:
    """What a volume shows; without cables for a file that is none."""
    package = _Package(_members(output))
    styles = package.styles()
    sheets: list[Sheet] = []
    before: list[tuple[str, str]] = []
    every: list[Printed] = []
    for section in package.sections(package.body()):
        lines = tuple(_lines(section.blocks, styles))
        if any(_style(p, styles) == _VOLUME_TITLE for p in section.blocks):
            shared = bool(sheets) and not section.begins_a_page
            every.append(Printed(section.sheets, lines, [_shared_page()] if shared else []))
        elif every:
            last = every[-1]
            joined = Printed((*last.sheets, *section.sheets), (*last.lines, *lines))
            every[-1] = attrs.evolve(joined, troubles=last.troubles)
        else:
            sheets += section.sheets
            before += ((_style(p, styles), text_of(p)) for p in _blocks(section.blocks))
    return Volume(
        sheets,
        [text for style, text in before if style == _TITLE],
        [text for style, text in before if style == _CONTENTS],
        [text for style, text in before if style not in {_TITLE, _CONTENTS} and text.strip()],
        every,
    )


def _shared_page() -> Finding:
    message = "the cable begins on a page that has the banner of what stands before it"
    return Finding(FindingKind.BANNER, "section", "", "", message)


def embedded(output: bytes) -> list[list[str]]:
    """The sources that a file carries, in whatever part: for each the JSON of its cables."""
    package = _Package(_members(output))
    return [
        ["".join(str(piece.text or "") for piece in cable) for cable in root.findall(f"{_S}cable")]
        for root in package.every()
        if root.tag == f"{_S}source"
    ]


def _members(output: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(output)) as package:
            if any(entry.file_size > _LARGEST_PART for entry in package.infolist()):
                raise _DamagedError("a part of it is too large")
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _DamagedError(str(error)) from error


@attrs.frozen
class _Section:
    """The blocks of a section, the heads and feet of its pages, and its properties, if any."""

    blocks: list[etree._Element]
    sheets: list[Sheet]
    properties: etree._Element | None

    @property
    def begins_a_page(self) -> bool:
        """Whether it does not go on on the page of the section before it."""
        kind = None if self.properties is None else self.properties.find(f"{_W}type")
        return kind is None or kind.get(f"{_W}val") not in _ON_THE_SAME_PAGE


@attrs.frozen
class _Package:
    """The parts of a file by name."""

    members: dict[str, bytes]

    def part(self, name: str) -> etree._Element:
        if name not in self.members:
            raise _DamagedError(f"the part {name} is missing")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return etree.fromstring(self.members[name], parser)
        except etree.XMLSyntaxError as error:
            raise _DamagedError(f"{name}: {error}") from error

    def every(self) -> Iterator[etree._Element]:
        """All parts that are XML: another program may have given any of them another name."""
        for name in self.members:
            with contextlib.suppress(_DamagedError):
                yield self.part(name)

    def relations(self) -> dict[str, str]:
        """Names of parts by relation id."""
        if _RELATIONS not in self.members:
            return {}
        found = self.part(_RELATIONS)
        return {
            str(one.get("Id")): posixpath.normpath(posixpath.join("word", str(one.get("Target"))))
            for one in found
        }

    def body(self) -> etree._Element:
        body = self.part(_MAIN).find(f"{_W}body")
        if body is None:
            raise _DamagedError("the document has no body")
        return body

    def styles(self) -> dict[str, str]:
        """Names of styles, without blanks, by id."""
        if _STYLES not in self.members:
            return {}
        found: dict[str, str] = {}
        for style in self.part(_STYLES).findall(f"{_W}style"):
            name = style.find(f"{_W}name")
            if name is not None:
                found[str(style.get(f"{_W}styleId"))] = _joined(str(name.get(f"{_W}val")))
        return found

    def sections(self, body: etree._Element) -> Iterator[_Section]:
        """The sections; one that names no header or footer has those of the one before it."""
        relations = self.relations()
        even = self._on("evenAndOddHeaders")
        current: dict[tuple[str, str], str] = {}
        many = sum(1 for _ in body.iter(f"{_W}sectPr")) > 1
        blocks: list[etree._Element] = []
        number = 0
        for block in body:
            found = next(block.iter(f"{_W}sectPr"), None)
            if block is not found:
                blocks.append(block)
            if found is None:
                continue
            number += 1
            for tag in ("header", "footer"):
                for one in found.findall(f"{_W}{tag}Reference"):
                    kind = one.get(f"{_W}type") or "default"
                    current[tag, kind] = relations.get(str(one.get(f"{_R}id")), "")
            first = _is_on(found.find(f"{_W}titlePg"))
            kinds = ["default", *(["first"] if first else []), *(["even"] if even else [])]
            after = f" of section {number}" if many else ""
            sheets = [self._sheet(_PAGES[kind] + after, current, kind) for kind in kinds]
            yield _Section(blocks, sheets, found)
            blocks = []
        if blocks:
            # What stands after the last section has no banner of its own.
            bare = any(text_of(block).strip() for block in blocks)
            yield _Section(blocks, [Sheet("pages of the end", [], [])] if bare else [], None)

    def _on(self, name: str) -> bool:
        return _SETTINGS in self.members and _is_on(self.part(_SETTINGS).find(f"{_W}{name}"))

    def _sheet(self, place: str, parts: dict[tuple[str, str], str], kind: str) -> Sheet:
        head, foot = (self._texts(parts.get((tag, kind), "")) for tag in ("header", "footer"))
        return Sheet(place, head, foot)

    def _texts(self, name: str) -> list[str]:
        """The lines of a header or footer part; none where there is no such part."""
        if name not in self.members:
            return []
        return [text for p in self.part(name).iter(f"{_W}p") if (text := text_of(p)).strip()]


_PAGES = {"default": "each page", "first": "first page", "even": "even pages"}


def _lines(body: Iterable[etree._Element], styles: Mapping[str, str]) -> Iterator[Line]:
    """The paragraphs and rows in order; after the appendix's heading all is as received."""
    appendix = False
    for block in _blocks(body):
        if block.tag == f"{_W}tr":
            cells = (text_of(cell) for cell in block.iterchildren(f"{_W}tc"))
            zone, line = Zone.TEXT, " ".join(cells)
            if line.strip():
                yield Line(Zone.RECEIVED if appendix else zone, line)
            continue
        style = _style(block, styles)
        appendix = appendix or style == _APPENDIX
        zone = _ZONES.get(style, Zone.RECEIVED if appendix else Zone.TEXT)
        text = text_of(block)
        if not text.strip():
            continue
        if zone is Zone.ROW:
            label, tab, value = text.partition("\t")
            yield Line(zone, value if tab else text, label.rstrip(": ") if tab else "")
        else:
            yield Line(zone, text)


def _blocks(parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Paragraphs and table rows in order, those in content controls too."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        elif child.tag in (f"{_W}tbl", f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(child)


def _style(paragraph: etree._Element, styles: Mapping[str, str]) -> str:
    """The name of a paragraph's style without blanks; another program may have changed its id."""
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    key = "" if found is None else str(found.get(f"{_W}val"))
    return styles.get(key, key)


def _joined(name: str) -> str:
    return name.replace(" ", "")


_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HIDING = (f"{_W}rPr/{_W}vanish", f"{_W}rPr/{_W}webHidden")
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})


def text_of(element: etree._Element) -> str:
    """The visible text of a paragraph, cell or part: no field codes, deletions or hidden runs."""
    parts: list[str] = []
    for run in element.iter(f"{_W}r"):
        if any(_is_on(run.find(path)) for path in _HIDING) or _is_deleted(run):
            continue
        for node in run:
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif isinstance(node.tag, str):
                parts.append(_SIGNS.get(node.tag, ""))
    return "".join(parts)


def _is_deleted(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and parent.tag in _GONE


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in _OFF
