"""A reader and a writer that are not cableconv's own: they enter by the same entry points."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Literal

import attrs

from cableconv.errors import NotACableError
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.walk import source_text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source

MAGIC = b"whisper:"


class WhisperReader:
    """Reads ``whisper: text``, a cable a line."""

    name: ClassVar[str] = "whisper"
    suffixes: ClassVar[tuple[str, ...]] = (".whisper",)

    def sniff(self, head: bytes, name: str) -> int:
        return 100 if head.startswith(MAGIC) or name.endswith(".whisper") else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        for number, line in enumerate(data.decode().splitlines(), 1):
            if not line.startswith(MAGIC.decode()):
                raise NotACableError("this is no whisper", source=source.name, line=number)
            notice = Notice(NoticeKind.UNMARKED, "hardly heard", Severity.WARNING, number)
            text = Text(line.removeprefix(MAGIC.decode()).strip())
            yield Cable((Paragraph((text,), tail=""),), mrn=source.mrn, notices=(notice,))


class Tone(enum.Enum):
    HIGH = "high"
    LOW = "low"


@attrs.frozen
class ShoutOptions:
    end: Literal["!", "?"] = "!"
    times: int = 1
    upper: bool = True
    tone: Tone = Tone.HIGH
    prefix: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.times < 1:
            raise ValueError("times must be at least 1")


@attrs.frozen
class ShoutWriter:
    """Writes the text in capitals."""

    name: ClassVar[str] = "shout"
    suffix: ClassVar[str] = ".loud"
    media_type: ClassVar[str] = "text/plain"

    options: ShoutOptions = ShoutOptions()

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        text = (self.options.prefix or "") + source_text(cable)
        if self.options.upper:
            text = text.upper()
        out.write((text + self.options.end * self.options.times + "\n").encode())
        return [Notice(NoticeKind.OMITTED, "the tone was left out", Severity.WARNING)]
