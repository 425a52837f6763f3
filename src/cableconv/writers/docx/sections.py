"""Sections of a document: the page, and the header and footer that each page of it shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking
from cableconv.writers.docx.levels import banner_style
from cableconv.writers.docx.options import PageSize
from cableconv.writers.docx.package import PartKind
from cableconv.writers.docx.text import DECLARATION, TAB, W_NAMESPACE, Runs, field, paragraph_open
from cableconv.writers.keyblock import dtg_words


def header_xml(overall: OverallMarking, stamps: Iterable[str], runs: Runs) -> str:
    """A header part: the banner, then the stamps of a release."""
    inner = _banner(overall, runs) + _stamps(stamps, runs)
    return f"{DECLARATION}<w:hdr {W_NAMESPACE}>{inner}</w:hdr>"


def footer_xml(foot: str, overall: OverallMarking, stamps: Iterable[str], runs: Runs) -> str:
    """A footer part: the line about the cable and page, then stamps, and the banner outermost."""
    inner = foot + _stamps(stamps, runs) + _banner(overall, runs)
    return f"{DECLARATION}<w:ftr {W_NAMESPACE}>{inner}</w:ftr>"


def foot_line(cable: Cable, runs: Runs, *, total: bool = True) -> str:
    """The paragraph with MRN, date and page.

    Args:
        cable: the cable.
        runs: builds the runs.
        total: True for ``Page 2 of 5``; in volumes the field counts the pages of all cables.
    """
    left, middle = (
        runs.run("", text) if text else "" for text in (cable.mrn, dtg_words(cable.dtg))
    )
    return f"{paragraph_open('CableFooter')}{left}{TAB}{middle}{TAB}{pages(total=total)}</w:p>"


def volume_foot_line(title: str, runs: Runs) -> str:
    """The paragraph with the volume's title and page, under the list of its cables."""
    left = runs.run("", title)
    return f"{paragraph_open('CableFooter')}{left}{TAB}{TAB}{pages(total=False)}</w:p>"


@cache
def pages(*, total: bool) -> str:
    """``Page 2``, or ``Page 2 of 5``, as fields."""
    runs = Runs()
    of = runs.run("", " of ") + field("NUMPAGES") if total else ""
    return runs.run("", "Page ") + field("PAGE") + of


def _banner(overall: OverallMarking, runs: Runs) -> str:
    return f"{paragraph_open(banner_style(overall))}{runs.run('', overall.text)}</w:p>"


def _stamps(stamps: Iterable[str], runs: Runs) -> str:
    """What stamps of release say, beside the banner: no page shows the old marking alone."""
    opening = paragraph_open("ReleaseStamp")
    return "".join(f"{opening}{runs.run('', words)}</w:p>" for words in stamps)


def section_xml(
    page: PageSize, header: PartKind, footer: PartKind, *, restart: bool = False
) -> str:
    """The properties of a section.

    There is no other first page and no even page, so that none can miss its banner.

    Args:
        page: its size and margins.
        header: its header part.
        footer: its footer part.
        restart: True to count its pages from 1.
    """
    count = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header.rid}"/>'
        f'<w:footerReference w:type="default" r:id="{footer.rid}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}" '
        f'w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>{count}'
        '<w:cols w:space="720"/></w:sectPr>'
    )
