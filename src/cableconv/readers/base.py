"""The contract of a reader, and what a caller tells it about an input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

import attrs

from cableconv.model.cable import Cable


@attrs.frozen
class Source:
    """An input as the reader is told about it.

    Attributes:
        name: file name without folders, ``-`` for standard input; used in messages.
        mrn: message reference number, where the caller knows it.
        year: four-digit year of the cable, where the caller knows it.
    """

    name: str = "-"
    mrn: str | None = None
    year: int | None = None

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
