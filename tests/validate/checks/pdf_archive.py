"""PDF against PDF/A and PDF/UA under veraPDF, the reference, and under page-validation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import page

from validate.check import Check, Failure, Output, with_bytes
from validators import verapdf
from writers.pdf.checks import is_mistaken

_PDF = ("pdf", "pdf with tei")


def _profiles(output: Output) -> tuple[str, ...]:
    """A file with an attachment declares PDF/A-3a, any other PDF/A-2a."""
    return ("3a" if "attach" in output.of.options else "2a", "ua1")


def _by_vera(outputs: Sequence[Output]) -> Iterator[Failure]:
    """One Java machine for all files."""
    found = verapdf.run([output.path for output in outputs], _profiles(outputs[0]))
    for output in outputs:
        for one in found[output.path]:
            yield Failure(output, f"{one.flavour} {one.rule}, {one.count} times: {one.message}")


def _by_page(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        data = output.data
        for profile in _profiles(output):
            report = page.validate_pdf_bytes(data, profile=profile)
            for failure in [one for one in report.failures if not is_mistaken(str(one))][:3]:
                yield Failure(output, f"{profile}: {failure}")
            if not report.failures and not report.is_compliant:
                yield Failure(output, f"{profile}: not compliant")


def _vera_is_missing() -> str:
    return verapdf.missing() or ""


def _untagged(output: Output) -> Output:
    return with_bytes(output, output.data.replace(b"/MarkInfo", b"/MarkInfx"))


VERA = Check("veraPDF", _PDF, _by_vera, _untagged, _vera_is_missing)
PAGE = Check("page-validation", _PDF, _by_page, _untagged)
