"""What ``--verify`` does with an output before it takes its place."""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.cli.console import say
from cableconv.errors import VerificationError
from cableconv.model.cable import Cable
from cableconv.verify import Finding, verify
from cableconv.writers.base import Writer


def refuse_unproven(data: bytes, cable: Cable, writer: Writer, target: str) -> None:
    """Tell what an output lacks, a line each, and refuse it; errors as of ``refuse_findings``."""
    refuse_findings(verify(data, cable, writer.name, writer.options), target)


def refuse_findings(findings: Sequence[Finding], target: str) -> None:
    """Tell what was found in an output, a line each, and refuse it.

    Raises:
        VerificationError: something was found.
    """
    for finding in findings:
        say(f"{target}: {finding}")
    if findings:
        count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        raise VerificationError(
            f"{target} was not written: {count}",
            hint="This is a bug of the writer. Please report it, with the input if you can.",
        )
