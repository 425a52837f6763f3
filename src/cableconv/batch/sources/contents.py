"""What a file holds, as references: itself, or its rows, lines or members.

A file is looked into where its name says that it holds many inputs, and only as far as needed to
find where each begins.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO

import attrs

from cableconv.batch.fetch import damaged, is_bomb, is_zip, open_input, open_tar
from cableconv.batch.ref import Ref, id_part
from cableconv.batch.sources.walk import PassOver, is_hidden
from cableconv.batch.work import ROWS
from cableconv.errors import CableconvError, LimitExceededError
from cableconv.readers.base import Source
from cableconv.registry import HEAD

LINES = "json"
"""The reader whose files may hold a cable a line."""

_CHUNK = 2**20


def contents(name_id: str, uri: str, from_format: str | None, pass_over: PassOver) -> Iterator[Ref]:
    """The inputs of a file.

    Args:
        name_id: id of the file.
        uri: its absolute path, or a URL.
        from_format: name of the reader of all inputs; None to look.
        pass_over: told of members that are no inputs.
    """
    lower = uri.lower()
    for suffixes, look in _LOOKS.items():
        if lower.endswith(suffixes) or (from_format == ROWS and look is _rows):
            yield from look(Ref(name_id, uri), from_format, pass_over)
            return
    yield Ref(name_id, uri)


def _rows(whole: Ref, from_format: str | None, pass_over: PassOver) -> Iterator[Ref]:
    """A reference for each row of a cables.csv; the whole file where it is none, or unreadable."""
    from cableconv.readers.cables_csv import CablesCsvReader  # noqa: PLC0415 - where there is one
    from cableconv.readers.cables_csv.rows import rows  # noqa: PLC0415

    reader = CablesCsvReader()
    try:
        with open_input(whole.uri) as stream:
            if from_format not in {None, ROWS} or (
                from_format is None and not reader.sniff(stream.read(HEAD), whole.name)
            ):
                yield whole
                return
            stream.seek(0)
            for row in rows(stream):
                if row.number == 1 and reader.read_row(row, source=Source(whole.name)) is None:
                    pass_over(whole.id, "a heading")
                    continue
                yield Ref(
                    f"{whole.id}#{row.number}",
                    whole.uri,
                    offset=row.offset,
                    length=len(row.data),
                    row=row.number,
                    line=row.line,
                    format=ROWS,
                )
    except (OSError, CableconvError):
        yield whole


def _lines(whole: Ref, from_format: str | None, pass_over: PassOver) -> Iterator[Ref]:
    """A reference for each line of JSON lines; the whole file where it is another JSON."""
    del pass_over
    if from_format not in {None, LINES}:
        yield whole
        return
    try:
        with open_input(whole.uri) as stream:
            head = stream.read(HEAD).lstrip()
            first = head.partition(b"\n")[0].strip()
            if not first.startswith(b"{") or first == b"{":
                yield whole
                return
            stream.seek(0)
            for number, offset, length in _spans(stream):
                yield Ref(
                    f"{whole.id}#{number}",
                    whole.uri,
                    offset=offset,
                    length=length,
                    row=number,
                    format=LINES,
                )
    except (OSError, CableconvError):
        yield whole


def _spans(stream: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Number, offset and length of each line that is not blank; none is held in memory."""
    number, start, at, blank = 1, 0, 0, True
    for chunk in chain(iter(lambda: stream.read(_CHUNK), b""), (b"\n",)):
        begin = 0
        while (end := chunk.find(b"\n", begin)) >= 0:
            blank = blank and not chunk[begin:end].strip()
            if not blank:
                yield number, start, at + end - start
            number, start, begin, blank = number + 1, at + end + 1, end + 1, True
        blank = blank and not chunk[begin:].strip()
        at += len(chunk)


def _members(whole: Ref, from_format: str | None, pass_over: PassOver) -> Iterator[Ref]:
    """A reference for each file in a zip or tar file.

    An archive that is damaged gives a reference that fails with the reason.
    """
    del from_format
    found = _zip_members if is_zip(whole.uri) else _tar_members
    seen = 0
    try:
        with open_input(whole.uri) as stream, damaged("archive"):
            for ref in found(whole, stream):
                seen = ref.row or seen
                told = _no_input(ref)
                if told:
                    pass_over(ref.id, told)
                else:
                    yield ref
    except (OSError, CableconvError):
        yield Ref(f"{whole.id}#", whole.uri, "", row=seen + 1 if seen else None)


def _no_input(ref: Ref) -> str:
    """Why a member is no input; empty where it is one."""
    if ref.format is not None:
        return ref.format
    parts = (ref.member or "").replace("\\", "/").split("/")
    hidden = any(is_hidden(part) and part not in {".", ".."} for part in parts)
    return "hidden" if hidden else ""


def _zip_members(whole: Ref, stream: BinaryIO) -> Iterator[Ref]:
    with zipfile.ZipFile(stream) as archive:
        for row, info in enumerate(archive.infolist(), 1):
            if not info.is_dir():
                kind = "a link" if stat.S_ISLNK(info.external_attr >> 16) else None
                yield _member(whole, info.filename, info.file_size, row, kind)


def _tar_members(whole: Ref, stream: BinaryIO) -> Iterator[Ref]:
    """Members of a tar file by their place; of a compressed one by their number."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    archive, plain = open_tar(stream)
    with archive:
        row = 0
        while (info := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # else it remembers them all
            row += 1
            if is_bomb(info.offset_data + info.size, size):
                raise LimitExceededError("the archive shrinks as only a bomb does")
            if info.isdir():
                continue
            kind = "a link" if info.issym() or info.islnk() else "no file"
            ref = _member(whole, info.name, info.size, row, None if info.isreg() else kind)
            if plain and info.sparse is None:
                ref = attrs.evolve(ref, offset=info.offset_data)
            yield ref


def _member(whole: Ref, name: str, size: int, row: int, kind: str | None) -> Ref:
    """A member; ``format`` says for a moment why it is no input."""
    return Ref(f"{whole.id}#{id_part(name)}", whole.uri, name, length=size, row=row, format=kind)


_Look = Callable[[Ref, str | None, PassOver], Iterator[Ref]]

_LOOKS: Mapping[tuple[str, ...], _Look] = MappingProxyType(
    {
        (".csv",): _rows,
        (".jsonl", ".ndjson"): _lines,
        (".zip",): _members,
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"): _members,
    }
)
"""How to look into files, by suffix."""
