"""The PDF writer: tagged PDF/A and PDF/UA-1 at once, set by an own layout on reportlab's objects.

This module is light; reportlab and the fonts are loaded when the first cable is written.
"""

from __future__ import annotations

import re
from typing import BinaryIO, ClassVar

import attrs

from cableconv.errors import OptionError
from cableconv.model.cable import Cable
from cableconv.notices import Notice

PAGES = ("letter", "a4")
"""Names of page sizes, North American and ISO 216."""

LEVELS = ("2a", "3a")
"""PDF/A levels that can stand beside PDF/UA-1 (ISO 19005-2 and -3, conformance A)."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""Matches a language tag such as ``en-US`` (BCP 47, in the form that PDF asks for).

Linear: each repetition begins with a hyphen, which nothing before it can take.
"""


def _one_of(*values: str) -> attrs._ValidatorType[str]:
    def check(_: object, attribute: attrs.Attribute[str], value: str) -> None:
        if value not in values:
            raise OptionError(
                f"{attribute.name}={value!r} is not a value of the PDF writer",
                hint=f"Use one of {', '.join(values)}.",
            )

    return check


def _language(_: object, __: attrs.Attribute[str], value: str) -> None:
    if not _LANGUAGE_TAG.fullmatch(value):
        raise OptionError(f"lang={value!r} is not a language tag", hint="Use one such as en-US.")


@attrs.frozen
class PdfOptions:
    """Options of the PDF writer.

    Attributes:
        page: ``letter`` or ``a4``.
        pdfa: PDF/A level that the file conforms to beside PDF/UA-1: ``2a`` or ``3a``.
        lang: language of the cable as a tag; screen readers choose the voice by it.
        fonts: paths of TrueType files to take characters from that the built-in faces lack, in
            order. Only for scripts that need neither shaping nor right-to-left order.

    Raises:
        OptionError: a value is not known.
    """

    page: str = attrs.field(default="letter", validator=_one_of(*PAGES))
    pdfa: str = attrs.field(default="2a", validator=_one_of(*LEVELS))
    lang: str = attrs.field(default="en-US", validator=_language)
    fonts: tuple[str, ...] = attrs.field(default=(), converter=tuple)


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
