"""HTML in headless Chromium under axe-core, in light, in dark and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validate.check import Check, Failure, Output, with_text
from writers.html import browser


def _needs() -> str:
    try:
        browser.programs()
        browser.install()
    except browser.BrowserUnavailableError as error:
        return str(error)
    return ""


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    """One browser for all pages."""
    seen = browser.look([output.path for output in outputs])
    for output in outputs:
        for view, facts in seen[output.path].items():
            for violation in facts["violations"]:
                yield Failure(output, f"{view}: {violation}")
            if facts["requested"]:
                yield Failure(output, f"{view}: it asks for {facts['requested']}")
            if facts["wider"] > 0:
                yield Failure(output, f"{view}: text is wider than the window")
            if abs(facts["top"]) >= 1 or abs(facts["foot"]) >= 1:
                yield Failure(output, f"{view}: a banner does not stay at the edge")


def _spoil(output: Output) -> Output:
    return with_text(output, "<main", '<img src="data:,"><main')


CHECK = Check("axe", ("html",), _run, _spoil, _needs)
