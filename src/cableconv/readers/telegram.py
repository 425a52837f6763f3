"""Reader of bare telegram text, whole or in fragments. It is total: any text gives a cable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.decode import decode
from cableconv.structure.messages import messages, second_heads
from cableconv.structure.telegram import finished, parse

_SIGNS = (
    re.compile(rb"\nVZCZC[A-Z]{2,4}\d{3,4}"),
    re.compile(rb"\nDE [A-Z]{4,8} #?\d{3,4}"),
    re.compile(rb"\n[ZOPRY] (?:[OPRY] )?\d{6}Z [A-Z]{3} \d{2}"),
    re.compile(rb"\nE\.?O\.? ?1\d{4}"),
    re.compile(rb"\nTAGS:? "),
    re.compile(rb"\nSUBJ(?:ECT)?[:/]"),
    re.compile(rb"\nFM [A-Z]"),
)
"""Lines of a telegram: "VZCZCXRO5008", "DE RUEHME #4390/01 2281831", "TAGS: PREL" ...

Each begins with the line end before it: that is three times as fast to look for as a line's start.
"""


@attrs.frozen
class TelegramReader:
    """Reads the text of a telegram, or of several whole ones."""

    name: ClassVar[str] = "telegram"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def sniff(self, head: bytes, name: str) -> int:
        """50 with two lines of a telegram, 30 with one, 1 for any other text."""
        signs = sum(sign.search(b"\n" + head) is not None for sign in _SIGNS)
        if signs:
            return 50 if signs > 1 else 30
        return 5 if name.endswith(self.suffixes) else 1

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The cable of the input; several where it certainly holds several whole messages.

        Raises:
            NotACableError: the input is empty, or is not text.
        """
        decoded = decode(data, source)
        provenance = attrs.evolve(decoded.provenance, reader=self.name)
        # An MRN is that of one cable: who gives it knows that there is one.
        texts = messages(decoded.text) if source.mrn is None else [decoded.text]
        above = 0
        for number, text in enumerate(texts, 1):
            member = str(number) if len(texts) > 1 else ""
            origin = attrs.evolve(provenance, member=member)
            parsed = parse(text, year=source.year)
            told = (*(decoded.notices if number == 1 else ()), *second_heads(text))
            cable = finished(parsed, text, origin, told, mrn=source.mrn)
            yield _lower(cable, above)
            above += text.count("\n")


def _lower(cable: Cable, lines: int) -> Cable:
    """The cable with the lines of its notices counted from the head of the input."""
    if not lines:
        return cable
    notices = (
        notice if notice.line is None else attrs.evolve(notice, line=notice.line + lines)
        for notice in cable.notices
    )
    return attrs.evolve(cable, notices=tuple(notices))
