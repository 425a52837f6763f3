"""A cable as the content of a file: its document, header, footer and properties."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.writers.docx import package
from cableconv.writers.docx.body import BodyRenderer
from cableconv.writers.docx.front import back_matter, front_matter
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
        OptionError: SOURCE_DATE_EPOCH is needed and is not a number of seconds.
    """
    look = look_of(options)
    body = BodyRenderer(look.page, options.lines)
    overall = overall_marking(cable)
    render(cable, body)
    runs = body.runs
    header, footer = package.header(1), package.footer(1)
    stamps = banner_stamps(cable)
    around = (
        Part(header, header_xml(overall, stamps, runs).encode()),
        Part(footer, footer_xml(foot_line(cable, runs), overall, stamps, runs).encode()),
    )
    document = document_part((*body.out, section_xml(look.page, header, footer)), look, around)
    parts = (
        document,
        Part(package.CORE, core_xml(cable, runs).encode()),
        APP_PART,
        Part(package.CUSTOM, custom_xml(cable, overall, runs).encode()),
    )
    return Content(parts, tuple(body.left_out.notices("XML", runs.replaced)))


def render(cable: Cable, body: BodyRenderer) -> None:
    """Add all of a cable to the body: what is around the text, and the text."""
    rows = key_rows(cable)
    front_matter(cable, rows, overall_marking(cable).text, body)
    for block in cable.blocks:
        body.render(block)
    back_matter(cable, rows, body)


def document_part(body: Iterable[str], look: Look, around: tuple[Part, ...]) -> Part:
    """The document with all that it leads to.

    Args:
        body: its paragraphs, tables and sections.
        look: its styles and page.
        around: header and footer parts.
    """
    head = f"{DECLARATION}<w:document {W_NAMESPACE} {R_NAMESPACE}><w:body>"
    xml = "".join([head, *body, "</w:body></w:document>"]).encode()
    return Part(package.DOCUMENT, xml, (*look.parts, *around, *look.last))
