"""Lists of names: a line each, or parted by zero bytes as ``find -print0`` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cableconv.errors import ReadError
from cableconv.files import failure

_LONGEST = 65536
_CHUNK = 65536


def listed(place: str, *, zero: bool) -> Iterator[str]:
    """Each name of a list, in order; empty ones are left out.

    Args:
        place: a file, or ``-`` for standard input.
        zero: whether zero bytes part the names, else line ends.

    Raises:
        EnvironmentFailure: the list cannot be read.
        ReadError: a name is longer than any path can be.
    """
    try:
        if place == "-":
            yield from _names(sys.stdin.buffer, b"\0" if zero else b"\n", place)
            return
        with Path(place).open("rb") as stream:
            yield from _names(stream, b"\0" if zero else b"\n", place)
    except OSError as error:
        raise failure(error, place, "read") from error


def _names(stream: BinaryIO, end: bytes, place: str) -> Iterator[str]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *names, rest = (rest + chunk).split(end)
        if len(rest) > _LONGEST:
            raise ReadError(
                "a name in the list is longer than any path", source=place, hint="Is -0 missing?"
            )
        yield from filter(None, map(_name, names))
    yield from filter(None, (_name(rest),))


def _name(data: bytes) -> str:
    return os.fsdecode(data.removesuffix(b"\r"))
