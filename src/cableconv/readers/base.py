"""The contract of a reader, and what a caller tells it about an input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

import attrs

from cableconv.errors import NotACableError
from cableconv.model.cable import Cable

Inside = Callable[[bytes, str | None], Iterator[Cable]]
"""Reads a document that an input carries: its bytes, and the name of a reader, or None to let the
readers look at it."""


def _refused(_: bytes, __: str | None) -> Iterator[Cable]:
    raise NotACableError(
        "the input holds another document inside, which cannot be read from here",
        hint="Take it out and read it by itself.",
    )


@attrs.frozen
class Source:
    """An input as the reader is told about it.

    Attributes:
        name: file name without folders, ``-`` for standard input; used in messages.
        mrn: message reference number, where the caller knows it.
        year: four-digit year of the cable, where the caller knows it.
        inside: reads what the input carries inside, for readers do not know each other; it
            refuses where the caller has no other readers, and inside of what was inside.
    """

    name: str = "-"
    mrn: str | None = None
    year: int | None = None
    inside: Inside = attrs.field(default=_refused, eq=False, repr=False)

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints given, as ``name=value``."""
        given = (("mrn", self.mrn), ("year", self.year))
        return tuple(f"{name}={value}" for name, value in given if value is not None)


@runtime_checkable
class Reader(Protocol):
    """Turns bytes into cables. Readers do no input or output and keep no state between calls.

    Attributes:
        name: what ``-f`` takes (``scoop``).
        suffixes: of its files, with the dot; a hint for sniffing only.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def sniff(self, head: bytes, name: str) -> int:
        """How sure it is that this is its format: 0 no, 100 certain.

        Args:
            head: the first 64 KiB of the input.
            name: its file name, perhaps empty.
        """
        ...

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """Each cable of the input, in order.

        Raises:
            ReadError: the input is not of this kind, or over a limit.
        """
        ...


@runtime_checkable
class StreamingReader(Reader, Protocol):
    """A reader of files that hold many cables; it needs one of them in memory at a time."""

    def read_stream(self, stream: BinaryIO, *, source: Source) -> Iterator[Cable]:
        """As ``read``, of an input that is open for reading in binary, and of any size."""
        ...
