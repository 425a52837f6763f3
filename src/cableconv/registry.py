"""Names of formats to readers and writers: listed without importing, loaded one at a time.

Built-in formats and those of third parties enter by the same door, the entry-point groups
``cableconv.readers`` and ``cableconv.writers``.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from cableconv.errors import (
    CableconvError,
    EnvironmentFailure,
    InternalError,
    LimitExceededError,
    PluginError,
    UnknownFormatError,
    WriteError,
)
from cableconv.readers.base import Reader
from cableconv.writers.base import Writer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS = "cableconv.readers"
WRITERS = "cableconv.writers"

FALLBACK = "telegram"
"""The reader for whatever no reader recognises: it reads any text, or says why it is none."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {".tei.xml": "tei", ".xml": "tei", ".tei": "tei", ".text": "txt"}
)
"""Suffixes of the built-in writers that are not a dot and the writer's name."""

HEAD = 65536
"""How many bytes of an input a reader sees to recognise it."""


@attrs.frozen
class Format:
    """A reader or writer, as its distribution declares it.

    Attributes:
        name: what ``-f`` or ``-t`` takes.
        module: where it lives (``cableconv.writers.tei``); not imported.
        distribution: name and version of the package that brings it (``cableconv 0.1.0``).
    """

    name: str
    module: str
    distribution: str


@attrs.frozen
class Formats:
    """All formats that are installed, each mapping in the order of names.

    Attributes:
        readers: by name.
        writers: by name.
    """

    readers: Mapping[str, Format]
    writers: Mapping[str, Format]


def formats() -> Formats:
    """The readers and writers that are installed; imports none of them.

    Raises:
        PluginError: two distributions claim one name.
    """
    return Formats(_described(READERS), _described(WRITERS))


def reader_names() -> tuple[str, ...]:
    """Names of all readers, sorted."""
    return tuple(_entries(READERS))


def writer_names() -> tuple[str, ...]:
    """Names of all writers, sorted."""
    return tuple(_entries(WRITERS))


def _described(group: str) -> Mapping[str, Format]:
    entries = _entries(group).items()
    return MappingProxyType({n: Format(n, e.module, distribution_of(e)) for n, e in entries})


@cache
def _entries(group: str) -> Mapping[str, EntryPoint]:
    # Reading the metadata of all packages costs some 20 ms: not for `--help`, and only once.
    metadata = importlib.import_module("importlib.metadata")
    found: dict[str, EntryPoint] = {}
    for entry in metadata.entry_points(group=group):
        other = found.setdefault(entry.name, entry)
        if other.value != entry.value:
            _refuse_twins(group, other, entry)
    return MappingProxyType(dict(sorted(found.items())))


def _refuse_twins(group: str, one: EntryPoint, two: EntryPoint) -> None:
    raise PluginError(
        f"two {group.rpartition('.')[2]} are named {one.name!r}: {one.value} of "
        f"{distribution_of(one)}, and {two.value} of {distribution_of(two)}",
        hint="Uninstall one of the two packages.",
    )


def distribution_of(entry: EntryPoint) -> str:
    """Name and version of the package that declares an entry point."""
    if entry.dist is None:
        return "an unknown package"
    return f"{entry.dist.name} {entry.dist.version}"


def reader_for(name: str) -> Reader:
    """The reader of this name; only its module is imported.

    Raises:
        UnknownFormatError: no reader has this name.
        PluginError: it cannot be loaded, or two claim the name.
    """
    if name not in _entries(READERS):
        raise _unknown("reader", name, reader_names())
    reader = _load(READERS, name)()
    if not isinstance(reader, Reader):
        raise _not_fit(READERS, name, "sniff, read, name and suffixes")
    return reader


def writer_class(name: str) -> Callable[..., Writer]:
    """The class of the writer of this name; only its module is imported.

    A writer's class is called with no argument, or with ``options=``.

    Raises:
        UnknownFormatError: no writer has this name.
        PluginError: it cannot be loaded, or two claim the name.
    """
    if name not in _entries(WRITERS):
        raise _unknown("writer", name, writer_names())
    kind = _load(WRITERS, name)
    if not _writes(kind):
        raise _not_fit(WRITERS, name, "write, name, suffix, media_type and options")
    return kind


@cache
def _writes(kind: Callable[[], Any]) -> bool:
    """Whether its instances are writers; to ask a protocol costs as much as a page's text."""
    return isinstance(kind(), Writer)


def writer_for(name_or_suffix: str) -> Writer:
    """The writer of this name (``tei``), suffix (``.tei.xml``) or file (``out/a.docx``).

    Raises:
        UnknownFormatError: no writer has this name or suffix.
        PluginError: it cannot be loaded, or two claim the name.
    """
    return writer_class(writer_name(name_or_suffix))()


def writer_name(name_or_suffix: str) -> str:
    """The name of the writer that ``writer_for`` gives; errors as of ``writer_for``."""
    if name_or_suffix in _entries(WRITERS):
        return name_or_suffix
    if "." in name_or_suffix:
        return writer_name_for_file(name_or_suffix)
    raise _unknown("writer", name_or_suffix, writer_names())


def writer_name_for_file(path: str) -> str:
    """Name of the writer for a file of this name.

    Looked up in this order, the longest suffix first, capitals like small letters: the table
    ``SUFFIXES``; a dot and a writer's name (``.docx``), which imports nothing; the ``suffix`` of
    the writers of third parties, which are imported only now.

    Raises:
        UnknownFormatError: no writer has the suffix.
    """
    file_name = path.replace("\\", "/").rpartition("/")[2].lower()
    suffixes = tuple(_suffixes(file_name))
    for suffix in suffixes:
        name = SUFFIXES.get(suffix, suffix[1:])
        if name in _entries(WRITERS):
            return name
    claimed = _foreign_suffixes() if suffixes else {}
    for suffix in suffixes:
        if suffix in claimed:
            return claimed[suffix]
    if not suffixes:
        raise UnknownFormatError(
            f"the output {path!r} has no suffix that tells its format",
            hint=f"Name the format ({', '.join(writer_names())}) with -t, or give a suffix.",
        )
    raise _unknown("writer", suffixes[-1], writer_names())


def _suffixes(file_name: str) -> Iterator[str]:
    """All that may be a suffix, the longest first: ``.tei.xml`` and ``.xml``; none is a dot."""
    start = file_name.find(".")
    while start >= 0:
        if file_name[start + 1 : start + 2] not in {"", "."}:
            yield file_name[start:]
        start = file_name.find(".", start + 1)


def _foreign_suffixes() -> dict[str, str]:
    claimed: dict[str, str] = {}
    for name, entry in _entries(WRITERS).items():
        if not entry.value.startswith("cableconv."):
            claimed.setdefault(writer_class(name)().suffix.lower(), name)
    return claimed


def sniff(head: bytes, name: str) -> Reader:
    """The reader that is surest that the input is of its kind.

    Args:
        head: the first bytes of the input, ``HEAD`` of them at most.
        name: its file name, perhaps empty.

    Raises:
        UnknownFormatError: two readers are equally sure, or none is and the reader for any text
            is not installed.
    """
    readers = {known: reader_for(known) for known in reader_names()}
    scores = {known: _score(known, reader, head, name) for known, reader in readers.items()}
    best = max(scores.values(), default=0)
    winners = [known for known, score in scores.items() if score == best]
    if best <= 0:
        # Empty and binary inputs end here; the reader for any text says what is wrong with them.
        winners = [FALLBACK] if FALLBACK in readers else []
    if len(winners) == 1:
        return readers[winners[0]]
    message = "no reader recognises the input"
    if winners:
        message = f"the readers {' and '.join(winners)} recognise the input equally well"
    raise UnknownFormatError(
        message, source=name or None, hint=f"Name one of {', '.join(readers)} with -f (format=)."
    )


def _score(known: str, reader: Reader, head: bytes, name: str) -> int:
    with guarded(READERS, known):
        return reader.sniff(head, name)


@contextmanager
def guarded(group: str, name: str) -> Iterator[None]:
    """Turn what a reader or writer throws beside our own errors into one of ours.

    Raises:
        EnvironmentFailure: the machine failed it: a file of its own is missing, memory is full.
        LimitExceededError, WriteError: the cable is nested deeper than Python can go.
        InternalError: anything else; the message names the package at fault.
    """
    what = f"the {_noun(group)} {name!r}"
    try:
        yield
    except CableconvError:
        raise
    except (OSError, MemoryError) as error:
        reason = str(error) or "not enough memory"
        raise EnvironmentFailure(
            f"{what} failed: {reason}", hint="Check the disk, the memory and the installation."
        ) from error
    except RecursionError as error:
        kind = LimitExceededError if group == READERS else WriteError
        raise kind(f"{what} met parts nested too deeply", hint="Look for damage.") from error
    except Exception as error:
        raise _broken(group, name, error) from error


def _broken(group: str, name: str, error: Exception) -> InternalError:
    entry = _entries(group).get(name)
    owner = distribution_of(entry) if entry else "cableconv"
    return InternalError(
        f"the {_noun(group)} {name!r} of {owner} failed: {type(error).__name__}: {error}",
        hint=f"Please report this to the makers of {owner.partition(' ')[0]}, "
        "with the input if you can.",
    )


@cache
def _load(group: str, name: str) -> Callable[[], Any]:
    entry = _entries(group)[name]
    try:
        loaded = entry.load()
        loaded()
    except Exception as error:
        owner = distribution_of(entry)
        raise PluginError(
            f"the {_noun(group)} {name!r} of {owner} cannot be loaded: "
            f"{type(error).__name__}: {error}",
            hint=f"Install {owner.partition(' ')[0]} again, or uninstall it.",
        ) from error
    return loaded  # type: ignore[no-any-return]  # an entry point's value has no type


def _not_fit(group: str, name: str, needs: str) -> PluginError:
    owner = distribution_of(_entries(group)[name])
    return PluginError(
        f"the {_noun(group)} {name!r} of {owner} is none: it must have {needs}",
        hint=f"Update {owner.partition(' ')[0]}, or uninstall it.",
    )


def _noun(group: str) -> str:
    return group.rpartition(".")[2].removesuffix("s")


def _unknown(kind: str, name: str, known: Iterable[str]) -> UnknownFormatError:
    names = tuple(known)
    near = difflib.get_close_matches(name.lower().lstrip("."), names, n=1, cutoff=0.5)
    asked = f"Did you mean {near[0]}? " if near else ""
    what = f"has the suffix {name!r}" if name.startswith(".") else f"is named {name!r}"
    return UnknownFormatError(
        f"no {kind} {what}",
        hint=f"{asked}There are: {', '.join(names)}.",
    )
