"""Running a check over all outputs of its forms, with a spoilt one among them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import attrs

from validate.check import Check, Failure, Output


@attrs.frozen
class Result:
    """What a check says of the outputs of one form.

    Attributes:
        check: its name.
        form: name of the form.
        count: how many outputs there are.
        failures: what it has against them.
        skipped: why it was not run; empty where it was.
        trouble: what is wrong with the check itself: it let the spoilt file pass, or broke off.
        seconds: how long it took.
    """

    check: str
    form: str
    count: int
    failures: tuple[Failure, ...] = ()
    skipped: str = ""
    trouble: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """How many outputs it refuses."""
        return len({one.output.path for one in self.failures})

    @property
    def bad(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.failed or self.trouble)


def results(checks: Sequence[Check], outputs: Sequence[Output]) -> Iterator[Result]:
    """The result of each check and form, as they come."""
    for check in checks:
        reason = check.needs()
        for form in check.forms:
            mine = [output for output in outputs if output.form == form]
            if mine:
                yield _skipped(check, form, mine, reason) if reason else _result(check, form, mine)


def _skipped(check: Check, form: str, outputs: Sequence[Output], reason: str) -> Result:
    return Result(check.name, form, len(outputs), skipped=reason)


def _result(check: Check, form: str, outputs: Sequence[Output]) -> Result:
    start = time.monotonic()
    failures: tuple[Failure, ...] = ()
    try:
        spoilt = check.spoil(outputs[0])
        told = list(check.run([*outputs, spoilt]))
    except Exception as error:  # noqa: BLE001 - a check that breaks off must not end the others
        trouble = f"it broke off: {type(error).__name__}: {error}"
    else:
        failures = tuple(one for one in told if one.output is not spoilt)
        blind = len(failures) == len(told)
        trouble = "it lets a spoilt file pass" if blind else ""
    seconds = time.monotonic() - start
    return Result(check.name, form, len(outputs), failures, "", trouble, seconds)
