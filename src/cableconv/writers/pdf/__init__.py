"""The PDF writer: tagged PDF/A and PDF/UA-1 at once, set by an own layout on reportlab's objects.

This module is light; reportlab and the fonts are loaded when the first cable is written.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO, ClassVar, Literal, get_args

import attrs

from cableconv.errors import OptionError
from cableconv.model.cable import Cable
from cableconv.notices import Notice

PageSize = Literal["letter", "a4"]
"""Names of page sizes, North American and ISO 216."""

ArchivalLevel = Literal["2a", "3a"]
"""PDF/A levels that can stand beside PDF/UA-1 (ISO 19005-2 and -3, conformance A)."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""Matches a language tag such as ``en-US`` (BCP 47, in the form that PDF asks for).

Linear: each repetition begins with a hyphen, which nothing before it can take.
"""


def _one_of(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    values = get_args(attribute.metadata["values"])
    if value not in values:
        raise OptionError(
            f"the option {attribute.name!r} of pdf cannot be {value!r}",
            hint=f"It can be: {', '.join(values)}.",
        )


def _language(_: object, __: attrs.Attribute[str], value: str) -> None:
    if not _LANGUAGE_TAG.fullmatch(value):
        raise OptionError(
            f"the option 'lang' of pdf cannot be {value!r}", hint="It is a tag such as en-US."
        )


@attrs.frozen
class PdfOptions:
    """Options of the PDF writer.

    Attributes:
        page: ``letter`` or ``a4``.
        pdfa: PDF/A level that the file conforms to beside PDF/UA-1: ``2a`` or ``3a``.
        lang: language of the cable as a tag; screen readers choose the voice by it.
        fonts: TrueType files to take characters from that the built-in faces lack, in order, with
            the separator of the system's search path between them (``:`` or ``;``). For scripts
            that need neither shaping nor right-to-left order, as Chinese and Japanese.

    Raises:
        OptionError: a value is not known.
    """

    page: PageSize = attrs.field(default="letter", validator=_one_of, metadata={"values": PageSize})
    pdfa: ArchivalLevel = attrs.field(
        default="2a", validator=_one_of, metadata={"values": ArchivalLevel}
    )
    lang: str = attrs.field(default="en-US", validator=_language)
    fonts: str = ""

    @property
    def font_files(self) -> tuple[str, ...]:
        """The files of ``fonts``."""
        return tuple(path for path in self.fonts.split(os.pathsep) if path)


@attrs.frozen
class PdfWriter:
    """Writes a cable as an archival, accessible PDF.

    The same cable gives the same bytes, for one version of the font packages and one build of zlib.
    """

    name: ClassVar[str] = "pdf"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    options: PdfOptions = attrs.field(factory=PdfOptions)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable as one PDF file.

        Returns:
            Notices on characters shown by code point, and on what was left out by rule.

        Raises:
            EnvironmentFailure: a font package is missing.
            OptionError: a font of the options cannot be used, or SOURCE_DATE_EPOCH is no number.
        """
        from cableconv.writers.pdf.document import compose  # noqa: PLC0415 - loads reportlab

        data, notices = compose(cable, self.options)
        out.write(data)
        return notices
