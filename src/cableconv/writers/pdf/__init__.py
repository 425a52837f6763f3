"""The PDF writer: tagged PDF/A and PDF/UA-1 at once, set by an own layout.

This module is light; reportlab and the fonts are loaded when the first cable is written.
"""

from __future__ import annotations

import os
from typing import BinaryIO, ClassVar, Literal

import attrs

from cableconv.errors import OptionError, WriteError
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.choices import language_tag, one_of

PageSize = Literal["letter", "a4"]
"""Names of page sizes, North American and ISO 216."""

ArchivalLevel = Literal["2a", "3a"]
"""PDF/A levels that can stand beside PDF/UA-1 (ISO 19005-2 and -3, conformance A)."""

Attach = Literal["tei", "source"]
"""What a file can carry inside: the cable as TEI, or the text that it was read from."""


@attrs.frozen
class PdfOptions:
    """Options of the PDF writer.

    Attributes:
        page: ``letter`` or ``a4``.
        pdfa: PDF/A level that the file conforms to beside PDF/UA-1: ``2a`` or ``3a``; None for
            ``3a`` where something is attached, which 2a forbids, and for ``2a`` elsewhere.
        attach: what the file carries inside, for machines and for reading back: ``tei``, or
            ``source``, the text that the cable was read from. Both hold what the pages leave out,
            redacted passages and stamps included. None attaches nothing.
        lang: language of the cable as a tag; screen readers choose the voice by it.
        fonts: TrueType files to take characters from that the built-in faces lack, in order, with
            the separator of the system's search path between them (``:`` or ``;``). For scripts
            that need neither shaping nor right-to-left order, as Chinese and Japanese.

    Raises:
        OptionError: a value is not known.
    """

    page: PageSize = attrs.field(default="letter", validator=one_of("pdf", PageSize))
    pdfa: ArchivalLevel | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of("pdf", ArchivalLevel))
    )
    attach: Attach | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of("pdf", Attach))
    )
    lang: str = attrs.field(default="en-US", validator=language_tag("pdf"))
    fonts: str = ""

    def __attrs_post_init__(self) -> None:
        if self.attach and self.pdfa == "2a":
            raise OptionError(
                f"PDF/A-2a cannot hold an attached file (attach={self.attach})",
                hint="Leave 'pdfa' out, or set it to 3a.",
            )

    @property
    def level(self) -> ArchivalLevel:
        """The PDF/A level, the option's or the one that suits what is attached."""
        return self.pdfa or ("3a" if self.attach else "2a")

    @property
    def font_files(self) -> tuple[str, ...]:
        """The files of ``fonts``."""
        return tuple(path for path in self.fonts.split(os.pathsep) if path)


@attrs.frozen
class PdfWriter:
    """Writes a cable as an archival, accessible PDF.

    The same cable gives the same bytes, for one version of the font packages and one build of zlib.

    Attributes:
        options: see ``PdfOptions``.
        carried: the cable as TEI, where ``attach`` asks for it; ``conversion.render`` gives it.
    """

    name: ClassVar[str] = "pdf"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    options: PdfOptions = attrs.field(factory=PdfOptions)
    carried: bytes | None = attrs.field(default=None, repr=False)

    @property
    def carries(self) -> str | None:
        """``tei`` where the options attach it."""
        return "tei" if self.options.attach == "tei" else None

    def carrying(self, data: bytes) -> PdfWriter:
        """The writer that attaches ``data``, the cable as TEI."""
        return attrs.evolve(self, carried=data)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable as one PDF file.

        Returns:
            Notices on characters shown by code point, and on what was left out by rule.

        Raises:
            EnvironmentFailure: a font package is missing.
            OptionError: a font of the options cannot be used, or SOURCE_DATE_EPOCH is no number.
            WriteError: TEI is to be attached, and this writer was not given it.
        """
        if self.carries and self.carried is None:
            raise WriteError(
                "the PDF writer alone has no TEI to attach",
                hint="Use cableconv.write or cableconv.dumps, which let the TEI writer write it.",
            )
        from cableconv.writers.pdf.document import compose  # noqa: PLC0415 - loads fonts

        data, notices = compose(cable, self.options, self.carried)
        out.write(data)
        return notices
