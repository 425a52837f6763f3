"""Reading, writing and converting one document; only this and ``word`` reach single files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs

from cableconv.errors import (
    CableconvError,
    ManyCablesError,
    NotACableError,
    OptionError,
    UsageError,
)
from cableconv.files import (
    MAX_BYTES,
    StrPath,
    head,
    limited,
    load,
    opened,
    refuse_existing,
    refuse_same,
    save,
    too_large,
)
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.options import changed
from cableconv.readers.base import Reader, Source, StreamingReader
from cableconv.registry import (
    HEAD,
    READERS,
    WRITERS,
    guarded,
    reader_for,
    sniff,
    writer_class,
    writer_name,
    writer_name_for_file,
)
from cableconv.writers.base import Carrier, Writer

Options = Mapping[str, object] | object | None
"""Options of a writer: a mapping of names to values, or an instance of its options class."""


def read(
    path: StrPath,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    mrn: str | None = None,
    year: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Cable:
    """The one cable of a file.

    Args:
        path: the file.
        format: name of a reader; None to let the readers look at it.
        mrn: message reference number, where you know it and the text does not say.
        year: four-digit year, where you know it and the text does not say.
        max_bytes: refuse a larger input.

    Raises:
        ManyCablesError: the file holds more than one; ``read_all`` reads them.
        NotACableError: the file is empty, binary, or holds no cable.
        LimitExceededError: the file is too large.
        EnvironmentFailure: the file is missing, a folder, or not readable.
        UnknownFormatError: no reader has the name ``format``, or two recognise the file.
    """
    cables = read_all(path, format=format, mrn=mrn, year=year, max_bytes=max_bytes)
    return _only(cables, str(path))


def read_all(
    path: StrPath,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    mrn: str | None = None,
    year: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Cable]:
    """Each cable of a file, in order; parameters and errors as of ``read``.

    The file is opened by the call; a cable that cannot be read is an error when it is reached.
    A file that is read a cable at a time, such as cables.csv, is not held in memory, and may be
    larger than ``max_bytes``.
    """
    source, place = _source(Path(path).name, mrn, year), str(path)
    beginning = head(path, HEAD)
    if beginning is None:
        return _cables(load(path, max_bytes), format, source, place)
    reader = _reader(beginning, format, source, place)
    if isinstance(reader, StreamingReader):
        return _streaming(reader, path, source)
    return _reading(reader, load(path, max_bytes), source, place)


def read_stream(
    stream: BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    mrn: str | None = None,
    year: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Cable:
    """The one cable of an open binary stream, such as standard input; its name is ``-``."""
    data = limited(stream, "-", max_bytes)
    return _only(_cables(data, format, _source("-", mrn, year), "-"), "-")


def loads(
    data: bytes | str,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    mrn: str | None = None,
    year: int | None = None,
    name: str = "-",
    max_bytes: int = MAX_BYTES,
) -> Cable:
    """The one cable of some bytes or text.

    Args:
        data: the input; a ``str`` counts as UTF-8.
        format: as of ``read``.
        mrn: as of ``read``.
        year: as of ``read``.
        name: what messages and the provenance call it.
        max_bytes: as of ``read``.

    Raises:
        ManyCablesError, NotACableError, LimitExceededError, UnknownFormatError: as of ``read``.
    """
    raw = _encoded(data, name) if isinstance(data, str) else bytes(data)
    if len(raw) > max_bytes:
        raise too_large(name, max_bytes)
    return _only(_cables(raw, format, _source(name, mrn, year), name), name)


def loads_all(
    data: bytes,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    mrn: str | None = None,
    year: int | None = None,
    name: str = "-",
) -> Iterator[Cable]:
    """Each cable of some bytes, in order; parameters and errors as of ``loads``."""
    return _cables(data, format, _source(name, mrn, year), name)


def _encoded(text: str, name: str) -> bytes:
    # Text that was read with surrogateescape gets its own bytes back.
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise NotACableError(
            f"the text holds half a character (a lone surrogate) at position {error.start}",
            source=name,
            hint="Give the bytes that the text was decoded from.",
        ) from error


def _source(name: str, mrn: str | None, year: int | None) -> Source:
    if mrn is not None and not mrn.strip():
        raise UsageError("the message reference number is empty", hint="Leave mrn out.")
    if year is not None and not 1900 <= year <= 9999:  # noqa: PLR2004 - years of cables
        raise UsageError(f"{year} is no year", hint="Give the year with four digits: 2007.")
    # A file name may hold bytes that are no UTF-8; what is kept in the cable must be text.
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Source(text, mrn, year)


def _cables(data: bytes, format_: str | None, source: Source, place: str) -> Iterator[Cable]:
    reader = _reader(data[:HEAD], format_, source, place)
    return _reading(reader, data, source, place)


def _reader(beginning: bytes, format_: str | None, source: Source, place: str) -> Reader:
    with _placed(source.name, place):
        return reader_for(format_) if format_ else sniff(beginning, source.name)


def _reading(reader: Reader, data: bytes, source: Source, place: str) -> Iterator[Cable]:
    def inside(document: bytes, format_: str | None) -> Iterator[Cable]:
        found = reader_for(format_) if format_ else sniff(document[:HEAD], "")
        with guarded(READERS, found.name):
            yield from found.read(document, source=source)

    with _placed(source.name, place), guarded(READERS, reader.name):
        yield from reader.read(data, source=attrs.evolve(source, inside=inside))


def _streaming(reader: StreamingReader, path: StrPath, source: Source) -> Iterator[Cable]:
    with _placed(source.name, str(path)), guarded(READERS, reader.name), opened(path) as stream:
        yield from reader.read_stream(stream, source=source)


@contextmanager
def _placed(name: str, place: str) -> Iterator[None]:
    # A reader knows the file's name only; a person wants the path that was given.
    try:
        yield
    except CableconvError as error:
        unplaced = error.source is None and not isinstance(error, UsageError)
        if unplaced or error.source == name:
            error.source = place
        raise


def _only(cables: Iterator[Cable], place: str) -> Cable:
    first = next(cables, None)
    if first is None:
        raise NotACableError(
            "the input holds no cable", source=place, hint="Give a file with the text of a cable."
        )
    if next(cables, None) is not None:
        raise ManyCablesError(
            "the input holds more than one cable",
            source=place,
            hint="Read them one after the other with cableconv.read_all; from a shell, with "
            "cableconv batch, or into one file with cableconv volume.",
        )
    return first


def write(
    cable: Cable,
    path: StrPath,
    *,
    format: str | None = None,  # noqa: A002 - the name that users type
    options: Options = None,
    overwrite: bool = True,
) -> list[Notice]:
    """Write a cable to a file, which is there as a whole or not at all.

    Args:
        cable: what to write.
        path: the file; its folder must be there.
        format: name of a writer; None to tell it by the suffix of ``path``.
        options: of the writer, as a mapping or an instance of its options class.
        overwrite: False to refuse a file that is there already.

    Returns:
        What the format could not express, or was left out by rule.

    Raises:
        UnknownFormatError: no writer has this name or suffix.
        OptionError: the writer has no such option or value.
        OutputExistsError: the file is there, and ``overwrite`` is False.
        WriteError: the writer cannot express this cable.
        EnvironmentFailure: the place is missing, a folder, not writable, or full.
    """
    writer = chosen_writer(format or writer_name_for_file(os.fspath(path)), options)
    if not overwrite:
        refuse_existing(path)
    data, notices = render(cable, writer)
    save(path, data)
    return notices


def dumps(cable: Cable, format: str, options: Options = None) -> bytes:  # noqa: A002
    """The bytes of a cable in a format; parameters and errors as of ``write``."""
    return render(cable, chosen_writer(format, options))[0]


def chosen_writer(format_: str, options: Options = None) -> Writer:
    """The writer of this name or suffix, with these options; errors as of ``write``."""
    name = writer_name(format_)
    kind = writer_class(name)
    if options is None:
        return kind()
    default = kind().options
    if isinstance(options, Mapping):
        options = changed(default, options, writer=name)
    elif not isinstance(options, type(default)):
        raise OptionError(
            f"the options of {name} cannot be of the class {type(options).__name__}",
            hint=f"Give a mapping, or a {type(default).__name__}.",
        )
    with guarded(WRITERS, name):
        return kind(options=options)


def render(cable: Cable, writer: Writer) -> tuple[bytes, list[Notice]]:
    """The bytes that a writer gives for a cable, and its notices.

    Where its file carries another format (``Carrier``), that is written first, with its notices.
    """
    told: list[Notice] = []
    # Asking for the attribute first: of most writers, the protocol need not be looked through.
    carries = getattr(writer, "carries", None)
    if carries is not None and isinstance(writer, Carrier):
        carried, told = render(cable, chosen_writer(carries))
        writer = writer.carrying(carried)
    out = io.BytesIO()
    with guarded(WRITERS, writer.name):
        notices = writer.write(cable, out)
    return out.getvalue(), [*told, *notices]


def convert(  # noqa: PLR0913 - all but the first two are by name
    source: StrPath,
    target: StrPath,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    mrn: str | None = None,
    year: int | None = None,
    options: Options = None,
    overwrite: bool = True,
    max_bytes: int = MAX_BYTES,
) -> list[Notice]:
    """Convert one file to another; parameters and errors as of ``read`` and ``write``.

    Returns:
        The notices of the reader, then those of the writer.
    """
    chosen_writer(to_format or writer_name_for_file(os.fspath(target)), options)
    refuse_same(source, target)
    cable = read(source, format=from_format, mrn=mrn, year=year, max_bytes=max_bytes)
    written = write(cable, target, format=to_format, options=options, overwrite=overwrite)
    return [*cable.notices, *written]
