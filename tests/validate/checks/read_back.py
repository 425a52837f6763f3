"""What was written is read back: TEI and JSON to the same cable, text and DOCX to its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.conversion import loads
from cableconv.model.blocks import Paragraph
from cableconv.model.leaf import Text
from cableconv.model.markings import Level, PortionMark
from validate.check import Check, Failure, Output, written_as
from validate.content import differences

_ADDED = Paragraph((PortionMark("(TS)", Level.TS), Text(" A paragraph that was made up.")))


def _equal(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        again = loads(output.data)
        if again != output.cable:
            parts = ", ".join(differences(output.cable, again)) or "the nodes"
            yield Failure(output, f"another cable is read back: {parts}")
        if again.provenance != output.cable.provenance:
            yield Failure(output, "another provenance is read back")


def _same_content(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        for difference in differences(output.cable, loads(output.data)):
            yield Failure(output, difference)


def _spoil(output: Output) -> Output:
    blocks = (*output.cable.blocks, _ADDED)
    return written_as(output, attrs.evolve(output.cable, blocks=blocks))


EQUAL = Check("read back equal", ("tei", "json"), _equal, _spoil)
CONTENT = Check("read back, same content", ("txt", "docx"), _same_content, _spoil)
