"""What was written is read back: TEI and JSON to the same cable, text and DOCX to its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.conversion import loads
from cableconv.errors import CableconvError
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.markings import Level, PortionMark
from validate.check import Check, Failure, Output, written_as
from validate.content import differences

_ADDED = Paragraph((PortionMark("(TS)", Level.TS), Text(" A paragraph that was made up.")))


def _equal(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        again = _read(output)
        if isinstance(again, Failure):
            yield again
        elif again != output.cable:
            parts = ", ".join(differences(output.cable, again)) or "the nodes"
            yield Failure(output, f"another cable is read back: {parts}")
        elif again.provenance != output.cable.provenance:
            yield Failure(output, "another provenance is read back")


def _same_content(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        again = _read(output)
        if isinstance(again, Failure):
            yield again
        else:
            yield from (Failure(output, one) for one in differences(output.cable, again))


def _read(output: Output) -> Cable | Failure:
    try:
        return loads(output.data)
    except CableconvError as error:
        return Failure(output, f"it is not read back: {error}")


def _spoil(output: Output) -> Output:
    blocks = (*output.cable.blocks, _ADDED)
    return written_as(output, attrs.evolve(output.cable, blocks=blocks))


EQUAL = Check(
    "read back equal", ("tei", "json", "docx with source", "pdf with tei"), _equal, _spoil
)
CONTENT = Check("read back, same content", ("txt", "docx"), _same_content, _spoil)
