"""A reader and a writer that do on purpose what bad inputs and bad libraries do.

An input is a line a cable, ``faulty: WHAT more words``. WHAT names a fault of the table; with
``read-`` before it the reader has it, else the writer. Any other word is no fault.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.walk import source_text
from cableconv.notices import Notice
from cableconv.readers.base import Source

MAGIC = "faulty: "


def _raise(words: list[str]) -> None:
    raise ValueError(" ".join(words))


def _leave(words: list[str]) -> None:
    del words
    os._exit(3)


def _system_exit(words: list[str]) -> None:
    del words
    sys.exit(4)


def _segfault(words: list[str]) -> None:
    del words
    ctypes.string_at(0)


def _kill(words: list[str]) -> None:
    del words
    os.kill(os.getpid(), signal.SIGKILL)


def _hang(words: list[str]) -> None:
    del words
    time.sleep(3600)


def _match(words: list[str]) -> None:
    """A regular expression in C, which holds the interpreter's lock for ever."""
    del words
    re.match(r"(a+)+$", "a" * 64 + "b")


def _eat(words: list[str]) -> None:
    del words
    eaten = []
    while True:
        eaten.append(bytes(2**26))  # not touched, it costs address space only


def _deep(words: list[str]) -> None:
    _deep(words)


def _once(words: list[str]) -> None:
    """Crash the first time only; the word after it is a file that remembers."""
    with contextlib.suppress(FileExistsError):
        Path(words[1]).touch(exist_ok=False)
        _kill(words)


def _noise(words: list[str]) -> None:
    os.write(1, b'{"receipt": {}}\nnoise\n')
    os.write(2, words[1].encode())
    sys.stdout.write("noise\n")


def _slow(words: list[str]) -> None:
    time.sleep(float(words[1]))


def _mark(words: list[str]) -> None:
    """Note that it was done: a line in the file of the word after it."""
    with Path(words[1]).open("a") as stream:
        stream.write(" ".join(words[2:]) + "\n")


FAULTS: Mapping[str, Callable[[list[str]], None]] = {
    "raise": _raise,
    "leave": _leave,
    "system-exit": _system_exit,
    "segfault": _segfault,
    "kill": _kill,
    "hang": _hang,
    "match": _match,
    "eat": _eat,
    "deep": _deep,
    "once": _once,
    "noise": _noise,
    "slow": _slow,
    "mark": _mark,
}


class FaultyReader:
    name: ClassVar[str] = "faulty"
    suffixes: ClassVar[tuple[str, ...]] = (".faulty",)

    def sniff(self, head: bytes, name: str) -> int:
        del name
        return 100 if head.startswith(MAGIC.encode()) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        del source
        for line in data.decode().splitlines():
            words = line.removeprefix(MAGIC).split()
            if words[0].startswith("read-"):
                FAULTS[words[0].removeprefix("read-")](words)
            mrn: Any = object() if words[0] == "unsendable" else None
            yield Cable((Paragraph((Text(" ".join(words)),), tail=""),), mrn=mrn)


class FaultyWriter:
    name: ClassVar[str] = "faulty"
    suffix: ClassVar[str] = ".out"
    media_type: ClassVar[str] = "text/plain"
    options: None = None

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        text = source_text(cable)
        words = text.split()
        fault = FAULTS.get(words[0]) if words else None
        if fault is not None:
            fault(words)
        size = int(words[1]) if words and words[0] == "large" else 0
        out.write(text.encode() + b"\n" + b"x" * size)
        return []
