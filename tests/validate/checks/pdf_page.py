"""PDF against PDF/A and PDF/UA under page-validation (Python)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import page

from validate.check import Check, Failure, Output, with_bytes

_PROFILES = ("2a", "ua1")


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        data = output.data
        for profile in _PROFILES:
            report = page.validate_pdf_bytes(data, profile=profile)
            for failure in report.failures[:3]:
                yield Failure(output, f"{profile}: {failure}")
            if not report.failures and not report.is_compliant:
                yield Failure(output, f"{profile}: not compliant")


def _spoil(output: Output) -> Output:
    return with_bytes(output, output.data.replace(b"/MarkInfo", b"/MarkInfx"))


CHECK = Check("page-validation", ("pdf",), _run, _spoil)
