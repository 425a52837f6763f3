"""Many cables in one file: a DOCX with a section for each, or a TEI corpus."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from cableconv.conversion import Options, chosen_writer
from cableconv.errors import OptionError, UsageError
from cableconv.files import StrPath, refuse_existing, replacing, save
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.registry import writer_name, writer_name_for_file


def write_volume(
    cables: Iterable[Cable],
    path: StrPath,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    title: str = "",
    options: Options = None,
    overwrite: bool = True,
) -> list[Notice]:
    """Write many cables into one file; ``read_all`` reads them back.

    In a DOCX each is a section with its own banner on each page. A list of the cables stands
    before them, under the highest marking among them. Pages count from 1 in each cable. A TEI
    file is a ``teiCorpus``, of any size: a cable at a time is in memory.

    Args:
        cables: at least one, in order.
        path: the file; its folder must be there.
        format: name of the writer; None to tell it by the suffix of ``path``.
        title: of the volume; without one a DOCX says how many cables there are, and a TEI file
            what they are.
        options: of the writer, as a mapping or an instance of its options class.
        overwrite: False to refuse a file that is there already.

    Returns:
        What was left out by rule or could not be expressed, each with the cable's MRN or number.

    Raises:
        UsageError: the format has no volumes.
        OptionError: the writer has no such option or value.
        WriteError: there is no cable, or the file would be too large.
        OutputExistsError, EnvironmentFailure: as of ``write``.
    """
    name = volume_format(path, format)
    if not overwrite:
        refuse_existing(path)
    if name in _STREAMED:
        with replacing(path) as part, part.open("wb") as out:
            return _WRITERS[name](cables, out, title, options)
    data, notices = render_volume(cables, name, title=title, options=options)
    save(path, data)
    return notices


def volume_format(path: StrPath, format: str | None = None) -> str:  # noqa: A002
    """The format of a volume, by its name, else by the suffix of its path.

    Raises:
        UnknownFormatError: no writer has this name or suffix.
        UsageError: the format has no volumes.
    """
    name = writer_name(format) if format else writer_name_for_file(str(path))
    if name not in _WRITERS:
        raise UsageError(
            f"there are no volumes in the format {name!r}",
            source=str(path),
            hint=f"There are in: {', '.join(_WRITERS)}.",
        )
    return name


def render_volume(
    cables: Iterable[Cable],
    format: str,  # noqa: A002 - the name that users type
    *,
    title: str = "",
    options: Options = None,
) -> tuple[bytes, list[Notice]]:
    """The bytes of a volume, and its notices; parameters and errors as of ``write_volume``."""
    out = io.BytesIO()
    notices = _WRITERS[format](cables, out, title, options)
    return out.getvalue(), notices


def _docx(cables: Iterable[Cable], out: BinaryIO, title: str, options: Options) -> list[Notice]:
    from cableconv.writers import docx  # noqa: PLC0415 - writers load when they are used

    chosen = chosen_writer("docx", options).options
    if not isinstance(chosen, docx.DocxOptions):
        raise _foreign("docx")
    return docx.write_volume(cables, out, chosen, title=title)


def _foreign(format_: str) -> OptionError:
    return OptionError(
        f"the writer {format_} is that of another package, and writes single cables only",
        hint="Write the cables to files of their own.",
    )


def _tei(cables: Iterable[Cable], out: BinaryIO, title: str, options: Options) -> list[Notice]:
    from cableconv.writers import tei  # noqa: PLC0415 - writers load when they are used

    chosen = chosen_writer("tei", options).options
    if not isinstance(chosen, tei.TeiOptions):
        raise _foreign("tei")
    named = {"title": title} if title else {}
    return tei.write_corpus(cables, out, chosen, **named)


_Write = Callable[[Iterable[Cable], BinaryIO, str, Options], list[Notice]]

_WRITERS: Mapping[str, _Write] = MappingProxyType({"docx": _docx, "tei": _tei})
"""What writes the volumes of each format."""

_STREAMED = frozenset({"tei"})
"""Formats whose volumes are written a cable at a time, and may be larger than the memory."""
