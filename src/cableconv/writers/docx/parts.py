"""The parts of a file that differ from cable to cable, as XML text, and what was noticed."""

from __future__ import annotations

import attrs

from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking, overall_marking
from cableconv.notices import Notice
from cableconv.writers.docx.body import BodyRenderer
from cableconv.writers.docx.front import back_matter, front_matter
from cableconv.writers.docx.levels import banner_style
from cableconv.writers.docx.options import MARGIN, PAGES, DocxOptions
from cableconv.writers.docx.properties import core_xml, custom_xml
from cableconv.writers.docx.text import DECLARATION, TAB, W_NAMESPACE, Runs, field, paragraph_open
from cableconv.writers.keyblock import banner_stamps, dtg_words, key_rows

R_NAMESPACE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEADER_ID, FOOTER_ID = "rId4", "rId5"


@attrs.frozen
class Parts:
    """The XML of the parts of one cable, and what was noticed on the way.

    Attributes:
        document, header, footer, core, custom: whole parts with their XML declaration.
        notices: what could not be expressed or was left out by rule.
    """

    document: str
    header: str
    footer: str
    core: str
    custom: str
    notices: tuple[Notice, ...]


def build_parts(cable: Cable, options: DocxOptions) -> Parts:
    """Render a cable.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is needed and is not a number of seconds.
    """
    body = BodyRenderer(options)
    overall = overall_marking(cable)
    rows = key_rows(cable)
    front_matter(cable, rows, overall.text, body)
    for block in cable.blocks:
        body.render(block)
    back_matter(cable, rows, body)
    runs = body.runs
    banner = _banner(overall, runs)
    stamps = "".join(_stamp(words, runs) for words in banner_stamps(cable))
    return Parts(
        document=_document(body, options),
        header=f"{DECLARATION}<w:hdr {W_NAMESPACE}>{banner}{stamps}</w:hdr>",
        footer=(f"{DECLARATION}<w:ftr {W_NAMESPACE}>{_foot(cable, runs)}{stamps}{banner}</w:ftr>"),
        core=core_xml(cable, runs),
        custom=custom_xml(cable, overall, runs),
        notices=tuple(body.left_out.notices("XML", runs.replaced)),
    )


def _document(body: BodyRenderer, options: DocxOptions) -> str:
    page = PAGES[options.page]
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOTER_ID}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{MARGIN}" '
        f'w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="576" w:footer="576" '
        'w:gutter="0"/><w:cols w:space="720"/></w:sectPr>'
    )
    head = f"{DECLARATION}<w:document {W_NAMESPACE} {R_NAMESPACE}><w:body>"
    return "".join([head, *body.out, section, "</w:body></w:document>"])


def _banner(overall: OverallMarking, runs: Runs) -> str:
    return f"{paragraph_open(banner_style(overall))}{runs.run('', overall.text)}</w:p>"


def _stamp(words: str, runs: Runs) -> str:
    """What a stamp of release says, beside the banner: no page shows the old marking alone."""
    return f"{paragraph_open('ReleaseStamp')}{runs.run('', words)}</w:p>"


def _foot(cable: Cable, runs: Runs) -> str:
    left, middle = (
        runs.run("", text) if text else "" for text in (cable.mrn, dtg_words(cable.dtg))
    )
    pages = runs.run("", "Page ") + field("PAGE") + runs.run("", " of ") + field("NUMPAGES")
    return f"{paragraph_open('Footer')}{left}{TAB}{middle}{TAB}{pages}</w:p>"
