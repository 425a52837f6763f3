"""A cable as the content of a file: its document, header, footer and properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking, overall_marking
from cableconv.notices import Notice
from cableconv.writers.docx import package
from cableconv.writers.docx.body import BodyRenderer
from cableconv.writers.docx.front import back_matter, front_matter
from cableconv.writers.docx.labels import Label, Labels, label_info_xml, unlabelled
from cableconv.writers.docx.look import APP_PART, Look, look_of
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.package import Content, Part
from cableconv.writers.docx.properties import core_xml, custom_xml
from cableconv.writers.docx.sections import foot_line, footer_xml, header_xml, section_xml
from cableconv.writers.docx.text import DECLARATION, W_NAMESPACE
from cableconv.writers.keyblock import banner_stamps, key_rows

R_NAMESPACE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def build_content(cable: Cable, options: DocxOptions) -> Content:
    """Render a cable.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds, or the template
            cannot be used.
        WriteError: the source is to be embedded, and cannot be.
    """
    look = look_of(options)
    body = BodyRenderer(look.page, options.lines)
    overall = overall_marking(cable)
    render(cable, overall, body)
    runs = body.runs
    header, footer = package.header(1), package.footer(1)
    stamps = banner_stamps(cable)
    foot = footer_xml(foot_line(cable, runs), overall, stamps, runs)
    around = (
        Part(header, look.restyled(header_xml(overall, stamps, runs))),
        Part(footer, look.restyled(foot)),
    )
    text = (*body.out, section_xml(look.page, header, footer))
    document = document_part(text, look, around, embedded=(cable,) if _embeds(options) else ())
    label, told = label_of(overall, options)
    parts = (
        document,
        Part(package.CORE, core_xml(cable, runs).encode()),
        APP_PART,
        Part(package.CUSTOM, custom_xml(cable, overall, runs, label).encode()),
        *label_parts(label),
    )
    return Content(parts, (*body.left_out.notices("XML", runs.replaced), *told))


def _embeds(options: DocxOptions) -> bool:
    return options.embed == "source"


def label_of(
    overall: OverallMarking, options: DocxOptions
) -> tuple[Label | None, tuple[Notice, ...]]:
    """The label for a marking, and a notice where there is a map and it has none."""
    labels = options.labels
    if not isinstance(labels, Labels):
        return None, ()
    label = labels.of(overall)
    return label, (unlabelled(overall),) if label is None else ()


def label_parts(label: Label | None) -> tuple[Part, ...]:
    """The part that names the label, if there is one."""
    return () if label is None else (Part(package.LABELS, label_info_xml(label).encode()),)


def render(cable: Cable, overall: OverallMarking, body: BodyRenderer) -> None:
    """Add all of a cable to the body: what is around the text, and the text."""
    rows = key_rows(cable, overall)
    front_matter(cable, rows, overall.text, body)
    for block in cable.blocks:
        body.render(block)
    back_matter(cable, rows, body)


def document_part(
    body: Iterable[str],
    look: Look,
    around: tuple[Part, ...],
    embedded: Sequence[Cable] = (),
) -> Part:
    """The document with all that it leads to.

    Args:
        body: its paragraphs, tables and sections.
        look: its styles and page.
        around: header and footer parts.
        embedded: cables whose source is put into the file.
    """
    head = f"{DECLARATION}<w:document {W_NAMESPACE} {R_NAMESPACE}><w:body>"
    xml = look.restyled("".join([head, *body, "</w:body></w:document>"]))
    source: tuple[Part, ...] = ()
    if embedded:
        # lxml and cattrs are loaded only for this.
        from cableconv.writers.docx import embedding  # noqa: PLC0415

        source = (embedding.source_part(embedded, xml, [part.data for part in around]),)
    return Part(package.DOCUMENT, xml, (*look.parts, *around, *look.last, *source))
