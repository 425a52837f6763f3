"""Reader of bare telegram text, whole or in fragments. It is total: any text gives a cable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.decode import decode
from cableconv.structure.telegram import finished, parse

_SIGNS = (
    re.compile(rb"^VZCZC[A-Z]{2,4}\d{3,4}", re.MULTILINE),
    re.compile(rb"^DE [A-Z]{4,8} #?\d{3,4}", re.MULTILINE),
    re.compile(rb"^[ZOPRY] (?:[OPRY] )?\d{6}Z [A-Z]{3} \d{2}", re.MULTILINE),
    re.compile(rb"^E\.?O\.? ?1\d{4}", re.MULTILINE),
    re.compile(rb"^TAGS:? ", re.MULTILINE),
    re.compile(rb"^SUBJ(?:ECT)?[:/]", re.MULTILINE),
    re.compile(rb"^FM [A-Z]", re.MULTILINE),
)
"""Lines of a telegram: "VZCZCXRO5008", "DE RUEHME #4390/01 2281831", "TAGS: PREL" ..."""


@attrs.frozen
class TelegramReader:
    """Reads the text of one telegram."""

    name: ClassVar[str] = "telegram"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def sniff(self, head: bytes, name: str) -> int:
        """50 with two lines of a telegram, 30 with one, 1 for any other text."""
        signs = sum(sign.search(head) is not None for sign in _SIGNS)
        if signs:
            return 50 if signs > 1 else 30
        return 5 if name.endswith(self.suffixes) else 1

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one cable of the input.

        Raises:
            NotACableError: the input is empty, or is not text.
        """
        decoded = decode(data, source)
        parsed = parse(decoded.text, year=source.year)
        provenance = attrs.evolve(decoded.provenance, reader=self.name)
        yield finished(parsed, decoded.text, provenance, decoded.notices, mrn=source.mrn)
