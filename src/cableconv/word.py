"""What only DOCX has: a document to go on with in python-docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cableconv.conversion import Options, chosen_writer
from cableconv.errors import OptionError
from cableconv.model.cable import Cable

if TYPE_CHECKING:
    from docx.document import Document

    from cableconv.writers.docx import DocxOptions


def to_docx(cable: Cable, options: Options = None) -> Document:
    """The cable as a document of python-docx, to go on with; ``save`` gives stable bytes.

    Saved as it is, it has the bytes of ``dumps(cable, "docx")``.

    Args:
        cable: what to write.
        options: of the DOCX writer, as a mapping or a ``DocxOptions``.

    Returns:
        A ``docx.document.Document`` of stock parts. Its package saves deterministically.

    Raises:
        OptionError: the writer has no such option or value.
    """
    from cableconv.writers import docx  # noqa: PLC0415 - writers load when they are used

    return docx.to_docx(cable, _docx_options(options))


def _docx_options(options: Options) -> DocxOptions:
    from cableconv.writers.docx import DocxOptions  # noqa: PLC0415 - writers load when used

    chosen = chosen_writer("docx", options).options
    if not isinstance(chosen, DocxOptions):
        raise OptionError(
            "the writer docx is that of another package, and gives bytes only",
            hint="Write the file, and open it with python-docx.",
        )
    return chosen
