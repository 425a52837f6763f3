"""The same bytes in two processes with different seeds of Python's hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validate.check import Check, Failure, Output, sha256, with_bytes
from validate.forms import ALL


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        if sha256(output.data) != output.twin:
            yield Failure(output, "another process wrote other bytes")


def _spoil(output: Output) -> Output:
    return with_bytes(output, output.data + b"\n")


CHECK = Check("same bytes twice", ALL, _run, _spoil)
