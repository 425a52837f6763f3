"""Volumes: many cables in one document, each in a section with its own banner, page count, names.

Joining finished files does not do: Word and the usual libraries keep the header of the first file,
and so put its banner over the text of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from cableconv.errors import WriteError
from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking, highest_marking, overall_marking
from cableconv.notices import Notice
from cableconv.writers.docx import package
from cableconv.writers.docx.body import BodyRenderer, Bookmarks
from cableconv.writers.docx.look import APP_PART, Look, look_of
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.package import Content, Part, PartKind
from cableconv.writers.docx.parts import document_part, label_of, label_parts, render
from cableconv.writers.docx.properties import volume_core_xml, volume_custom_xml
from cableconv.writers.docx.sections import (
    foot_line,
    footer_xml,
    header_xml,
    section_xml,
    volume_foot_line,
)
from cableconv.writers.docx.text import BREAK, TAB, Runs, link, paragraph_open
from cableconv.writers.keyblock import banner_stamps, dtg_words, release_stamps, subject_words

UNTITLED = "Untitled cable"
"""Title of a cable that has neither a title nor an MRN."""

VOLUME_TITLE = "CableVolumeTitle"
"""Style of a cable's title in a volume; the reader parts the cables by it."""


@attrs.define
class _Volume:
    """A volume as it grows.

    Attributes:
        look: its page and styles.
        runs: builds the runs of all cables.
        bookmarks: gives ids and names that are there once.
        around: header and footer parts so far.
        sections: XML of the finished sections.
        notices: what was noticed so far.
    """

    look: Look
    runs: Runs = attrs.Factory(Runs)
    bookmarks: Bookmarks = attrs.Factory(Bookmarks)
    around: list[Part] = attrs.Factory(list)
    sections: list[str] = attrs.Factory(list)
    notices: list[Notice] = attrs.Factory(list)
    _headers: dict[bytes, PartKind] = attrs.Factory(dict)
    _footers: int = 0

    def header(self, overall: OverallMarking, stamps: Sequence[str]) -> PartKind:
        """The header part with this banner; sections with the same one share it."""
        xml = self.look.restyled(header_xml(overall, stamps, self.runs))
        kind = self._headers.get(xml)
        if kind is None:
            kind = package.header(len(self._headers) + 1)
            self._headers[xml] = kind
            self.around.append(Part(kind, xml))
        return kind

    def footer(self, foot: str, overall: OverallMarking, stamps: Sequence[str]) -> PartKind:
        """A footer part of its own."""
        self._footers += 1
        kind = package.footer(self._footers)
        xml = self.look.restyled(footer_xml(foot, overall, stamps, self.runs))
        self.around.append(Part(kind, xml))
        return kind

    def section(
        self, body: Sequence[str], foot: str, overall: OverallMarking, stamps: Sequence[str]
    ) -> None:
        """Add a section; its properties stand in its last paragraph."""
        header = self.header(overall, stamps)
        footer = self.footer(foot, overall, stamps)
        properties = section_xml(self.look.page, header, footer, restart=True)
        # Each section ends with a paragraph, also after a table, and each paragraph has properties.
        before, end, after = "".join(body).rpartition("</w:pPr>")
        self.sections.append(f"{before}{properties}{end}{after}")

    def cable(self, cable: Cable, number: int, options: DocxOptions) -> None:
        """Add a cable as a section of its own."""
        body = BodyRenderer(self.look.page, options.lines, depth=1, runs=self.runs)
        self.bookmarks.prefix = f"c{number}_"
        body.bookmarks = self.bookmarks
        body.title = (VOLUME_TITLE, cable.mrn or UNTITLED, bookmark_of(number))
        overall = overall_marking(cable)
        render(cable, overall, body)
        foot = foot_line(cable, self.runs, total=False)
        self.section(body.out, foot, overall, banner_stamps(cable))
        name = name_of(cable, number)
        told = body.left_out.notices("XML", self.runs.replaced)
        self.runs.replaced.clear()
        self.notices += [attrs.evolve(n, message=f"{name}: {n.message}") for n in told]


def name_of(cable: Cable, number: int) -> str:
    """What a volume calls a cable: its MRN, or its place in the volume."""
    return cable.mrn or f"Cable {number}"


def bookmark_of(number: int) -> str:
    """Name of the bookmark at the head of a cable."""
    return f"cable{number}"


def build_volume(cables: Iterable[Cable], options: DocxOptions, title: str = "") -> Content:
    """Render cables, in order, after a list of them.

    Args:
        cables: at least one.
        options: as for one cable.
        title: of the volume; without one it says how many cables there are.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds, or the template
            cannot be used.
        WriteError: there is no cable, or the source is to be embedded and cannot be.
    """
    kept = list(cables)
    if not kept:
        raise WriteError("a volume needs at least one cable")
    title = title or (f"{len(kept)} cables" if len(kept) > 1 else "1 cable")
    overall = highest_marking([overall_marking(cable) for cable in kept])
    volume = _Volume(look_of(options))
    stamps = _common_stamps(kept)
    contents = _contents(kept, title, overall, volume.runs)
    volume.section(contents, volume_foot_line(title, volume.runs), overall, stamps)
    for number, cable in enumerate(kept, 1):
        volume.cable(cable, number, options)
    *inner, last = volume.sections
    embedded = kept if options.embed == "source" else ()
    label, told = label_of(overall, options)
    text = (*inner, _closed(last))
    parts = (
        document_part(text, volume.look, tuple(volume.around), embedded),
        Part(package.CORE, volume_core_xml(kept, title, volume.runs).encode()),
        APP_PART,
        Part(package.CUSTOM, volume_custom_xml(kept, overall, volume.runs, label).encode()),
        *label_parts(label),
    )
    return Content(parts, (*volume.notices, *told))


def _closed(section: str) -> str:
    """The last section: its properties stand at the end of the body."""
    before, begin, rest = section.rpartition("<w:sectPr>")
    inner, end, after = rest.partition("</w:sectPr>")
    return f"{before}{after}{begin}{inner}{end}"


def _common_stamps(cables: Sequence[Cable]) -> tuple[str, ...]:
    """The stamps for the list of cables: only where each cable has one is all of it released."""
    each = [banner_stamps(cable) for cable in cables]
    found = dict.fromkeys(stamp for stamps in each for stamp in stamps)
    return tuple(found)[: len(max(each, key=len))] if all(each) else ()


# --- the list of cables --------------------------------------------------------------------------


def _contents(
    cables: Sequence[Cable], title: str, overall: OverallMarking, runs: Runs
) -> list[str]:
    """The first section: what the volume is, the highest marking in it, and each cable."""
    head = runs.run("CableHeaderLabel", "Highest classification:")
    statement = runs.run("ClassificationStatement", overall.text)
    return [
        f"{paragraph_open('Title')}{runs.run('', title)}</w:p>",
        f"{paragraph_open('CableContents')}{head}{runs.run('', ' ')}{statement}</w:p>",
        *(_entry(cable, number, runs) for number, cable in enumerate(cables, 1)),
    ]


def _entry(cable: Cable, number: int, runs: Runs) -> str:
    """``07MEXICO1 <tab> date <tab> marking``, then the subject and the words of stamps."""
    name = link(bookmark_of(number), runs.run("Hyperlink", name_of(cable, number)))
    date = dtg_words(cable.dtg).partition(" (")[0]
    marking = runs.run("ClassificationStatement", overall_marking(cable).text)
    words = subject_words(cable) or cable.title
    below = [runs.run("", line) for line in (words, *release_stamps(cable)) if line]
    first = f"{name}{TAB}{runs.run('', date) if date else ''}{TAB}{marking}"
    return f"{paragraph_open('CableContents')}{BREAK.join([first, *below])}</w:p>"
