"""How files look: page, styles and fonts, which many files share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import attrs

from cableconv.writers.docx import package
from cableconv.writers.docx.options import PAGES, Banner, DocxOptions, Lines, PageSize
from cableconv.writers.docx.package import Part
from cableconv.writers.docx.settings import APP_XML, font_table_xml, settings_xml
from cableconv.writers.docx.styles import SANS, SERIF, styles_xml
from cableconv.writers.docx.theme import theme_xml


@attrs.frozen
class Look:
    """What all files of the same options have.

    Attributes:
        page: size and margins.
        parts: styles, settings, fonts and theme, in the order of their relations.
        last: parts that stand after headers and footers.
        styles: for the ids of our styles that have another id in these parts, that id.
    """

    page: PageSize
    parts: tuple[Part, ...]
    last: tuple[Part, ...]
    styles: Mapping[str, str] = MappingProxyType({})

    def restyled(self, xml: str) -> bytes:
        """A part with the ids of styles as they are in this look."""
        if self.styles:
            xml = _STYLED.sub(lambda m: m[1] + self.styles.get(m[2], m[2]), xml)
        return xml.encode()


_STYLED = re.compile(r'(<w:[prt](?:bl)?Style w:val=")([^"]*)')
"""Matches ``<w:pStyle w:val="CableParagraph``; text never holds a bare ``<``."""


APP_PART = Part(package.APP, APP_XML.encode())
"""The same in every file."""


def look_of(options: DocxOptions) -> Look:
    """The look for these options.

    Raises:
        OptionError: the template cannot be read, or is refused.
    """
    page = PAGES[options.page]
    if options.reference:
        # lxml is loaded only for a template.
        from cableconv.writers.docx import template  # noqa: PLC0415

        return template.template_look(options.reference, page, options.banner, options.lines)
    return _plain(page, options.banner, options.lines)


@lru_cache(maxsize=16)
def _plain(page: PageSize, banner: Banner, lines: Lines) -> Look:
    styles = styles_xml(banner, lines, page.text_width).encode()
    return look(page, styles, theme_xml(SANS, SERIF).encode())


def look(page: PageSize, styles: bytes, theme: bytes, numbering: bytes | None = None) -> Look:
    """A look of these parts, with the settings and fonts that all have."""
    parts = (
        Part(package.STYLES, styles),
        Part(package.SETTINGS, settings_xml().encode()),
        Part(package.FONT_TABLE, font_table_xml().encode()),
        Part(package.THEME, theme),
    )
    last = () if numbering is None else (Part(package.NUMBERING, numbering),)
    return Look(page, parts, last)
