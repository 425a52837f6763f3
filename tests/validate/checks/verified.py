"""``cableconv verify``: no false alarm on any output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cableconv.errors import UsageError
from cableconv.model.blocks import Paragraph
from cableconv.model.leaf import Text
from cableconv.model.markings import Level, PortionMark
from cableconv.verify import refuse_unverifiable, verify, verify_volume
from validate.check import Check, Failure, Output, written_as
from validate.forms import FORMS, Form

_ADDED = Paragraph((PortionMark("(TS)", Level.TS), Text(" A paragraph that was made up.")))


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        options = output.of.writer.options
        format_ = output.of.format
        if output.of.volume:
            findings = verify_volume(output.data, output.cables, format_, options)
        else:
            findings = verify(output.data, output.cable, format_, options)
        yield from (Failure(output, str(finding)) for finding in findings)


def _spoil(output: Output) -> Output:
    blocks = (*output.cable.blocks, _ADDED)
    return written_as(output, attrs.evolve(output.cable, blocks=blocks))


def _is_verifiable(form: Form) -> bool:
    try:
        refuse_unverifiable(form.format)
    except UsageError:
        return False
    return True


CHECK = Check(
    "cableconv verify", tuple(form.name for form in FORMS if _is_verifiable(form)), _run, _spoil
)
