"""The counts of all checks as a table, and failures as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validate.running import Result

_COLUMNS = ("outputs", "passed", "failed", "skipped")
_MOST_TOLD = 6


def heading(width: int) -> str:
    """The line above the counts."""
    return _line("check", "form", _COLUMNS, width) + "  seconds"


def row(result: Result, width: int) -> str:
    """The counts of one result."""
    skipped = result.count if result.skipped else 0
    passed = 0 if result.trouble else result.count - result.failed - skipped
    numbers = map(str, (result.count, passed, result.failed, skipped))
    line = _line(result.check, result.form, tuple(numbers), width)
    told = f"SKIPPED: {result.skipped}" if skipped else f"{result.seconds:7.1f}"
    return f"{line}  {told}{'  BROKEN' if result.trouble else ''}"


def _line(check: str, form: str, numbers: Sequence[str], width: int) -> str:
    return f"{check:{width}} {form:21}" + "".join(f"{number:>9}" for number in numbers)


def details(results: Sequence[Result]) -> Iterator[str]:
    """A line for each failure, the first of each check; then what was not run, and the sum."""
    for result in results:
        for failure in result.failures[:_MOST_TOLD]:
            yield f"FAILED {result.check}: {failure.output.case.name} ({failure.output.path})"
            yield f"    {failure.message[:600]}"
        if len(result.failures) > _MOST_TOLD:
            yield f"    and {len(result.failures) - _MOST_TOLD} more of {result.check}"
        if result.trouble:
            yield f"FAILED {result.check} ({result.form}): {result.trouble}"
    for reason in dict.fromkeys(one.skipped for one in results if one.skipped):
        names = ", ".join(dict.fromkeys(one.check for one in results if one.skipped == reason))
        yield f"NOT CHECKED: {names}: {reason}"
