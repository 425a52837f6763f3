"""What only DOCX has: a document to go on with in python-docx, and many cables in one file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cableconv.conversion import Options, chosen_writer
from cableconv.errors import OptionError
from cableconv.files import StrPath, refuse_existing, save
from cableconv.model.cable import Cable
from cableconv.notices import Notice

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


def write_volume(
    cables: Iterable[Cable],
    path: StrPath,
    *,
    title: str = "",
    options: Options = None,
    overwrite: bool = True,
) -> list[Notice]:
    """Write many cables into one DOCX, each in a section with its own banner on each page.

    A list of the cables stands before them, under the highest marking among them. Pages count
    from 1 in each cable. ``read_all`` reads the cables back.

    Args:
        cables: at least one, in order.
        path: the file; its folder must be there.
        title: of the volume; without one it says how many cables there are.
        options: of the DOCX writer, as a mapping or a ``DocxOptions``.
        overwrite: False to refuse a file that is there already.

    Returns:
        What was left out by rule or could not be expressed, each with the cable's MRN or number.

    Raises:
        OptionError: the writer has no such option or value.
        WriteError: there is no cable, or the file would be too large.
        OutputExistsError, EnvironmentFailure: as of ``write``.
    """
    from cableconv.writers import docx  # noqa: PLC0415 - writers load when they are used

    chosen = _docx_options(options)
    if not overwrite:
        refuse_existing(path)
    out = io.BytesIO()
    notices = docx.write_volume(cables, out, chosen, title=title)
    save(path, out.getvalue())
    return notices


def _docx_options(options: Options) -> DocxOptions:
    from cableconv.writers.docx import DocxOptions  # noqa: PLC0415 - writers load when used

    chosen = chosen_writer("docx", options).options
    if not isinstance(chosen, DocxOptions):
        raise OptionError(
            "the writer docx is that of another package, and gives bytes only",
            hint="Write the file, and open it with python-docx.",
        )
    return chosen
