"""The DOCX writer: real styles, banner on each page, marks as runs of their own, stable bytes.

Writing bytes needs neither python-docx nor lxml; only ``to_docx`` does, and loads them then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, ClassVar, overload

import attrs

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.docx.labels import Label, Labels
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.package import write_content
from cableconv.writers.docx.parts import build_content
from cableconv.writers.docx.volume import build_volume

if TYPE_CHECKING:
    from docx.document import Document

__all__ = [
    "DocxOptions",
    "DocxWriter",
    "Label",
    "Labels",
    "strip_source",
    "to_docx",
    "write_volume",
]


@attrs.frozen
class DocxWriter:
    """Writes a cable as a Word document (ISO/IEC 29500, transitional)."""

    name: ClassVar[str] = "docx"
    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    options: DocxOptions = attrs.field(factory=DocxOptions)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; ``out`` need not be seekable.

        Returns:
            What was left out of the running text by rule, and characters XML cannot hold.

        Raises:
            OptionError: SOURCE_DATE_EPOCH is not a number of seconds.
            WriteError: the file would pass 4 GiB.
        """
        content = build_content(cable, self.options)
        write_content(out, content)
        return list(content.notices)


def write_volume(
    cables: Iterable[Cable],
    out: BinaryIO,
    options: DocxOptions | None = None,
    *,
    title: str = "",
) -> list[Notice]:
    """Write many cables into one document, each in a section with its own banner.

    Args:
        cables: at least one, in order.
        out: need not be seekable.
        options: as for one cable.
        title: of the volume; without one it says how many cables there are.

    Returns:
        The notices of all cables, each with the cable's MRN or number.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds.
        WriteError: there is no cable, or the file would pass 4 GiB or 65,535 entries.
    """
    content = build_volume(cables, options or DocxOptions(), title)
    write_content(out, content)
    return list(content.notices)


@overload
def strip_source(document: bytes) -> bytes: ...
@overload
def strip_source(document: Document) -> Document: ...
def strip_source(document: bytes | Document) -> bytes | Document:
    """A DOCX without the source that ``embed=source`` put into it; all else stays as it is.

    Properties (title, MRN, classification ...) are no source and stay.

    Args:
        document: the bytes of a file, or a document of python-docx, which is changed.

    Raises:
        NotACableError, LimitExceededError, ReadError: the bytes are no Word file that is read.
    """
    from cableconv.writers.docx import embedding  # noqa: PLC0415 - loads lxml, so not sooner

    return embedding.strip_source(document)


def to_docx(cable: Cable, options: DocxOptions | None = None) -> Document:
    """The cable as a document of python-docx, to be worked on; its ``save`` gives stable bytes.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    from cableconv.writers.docx import document  # noqa: PLC0415 - loads python-docx, so not sooner

    return document.to_docx(cable, options)
