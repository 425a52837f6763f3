"""Carrying out a run of the script: signals, progress, failures as they come, and the summary."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TextIO

import attrs
import click

from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.request import Corpus
from cableconv.batch.run import CorpusRun
from cableconv.batch.work import chosen_writers
from cableconv.cli.console import counted, report, say
from cableconv.cli.progress import Progress, Total, duration, progress
from cableconv.errors import CableconvError
from cableconv.files import failure

TOLD_FAILURES = 20
"""Failures that are told as they come, unless all are asked for."""

_MODES = {"--resume", "--fresh", "--retry-failed"}
_UNTOLD = ("facts", "outputs")


class Telling:
    """What is told, and how.

    Attributes:
        passed_over: number of paths that were no inputs, by reason.
    """

    def __init__(
        self,
        kind: str,
        log: str | None,
        as_json: bool,  # noqa: FBT001 - one place calls it
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> None:
        self.kind = "none" if quiet and kind == "auto" else kind
        self.log = log
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self.passed_over: Counter[str] = Counter()

    def pass_over(self, place: str, reason: str) -> None:
        """Count a path that is no input, and tell of it where that is wanted."""
        self.passed_over[reason] += 1
        if self.verbose:
            say(f"{place}: passed over: {reason}")


def show_plan(corpus: Corpus, telling: Telling) -> int:
    """Tell what a run would do; return the exit code."""
    corpus.sources.check()
    chosen_writers(corpus.job)
    count = size = 0
    first: list[str] = []
    for ref in corpus.refs():
        count += 1
        size += ref.length or _size(ref.uri)
        if len(first) < 5:  # noqa: PLR2004 - examples
            first.append(ref.id)
    formats = len(corpus.job.formats)
    click.echo(
        f"{counted(count, 'input')}, {size / 1e6:,.1f} MB, to {', '.join(corpus.job.formats)}"
    )
    click.echo(f"{count * formats:,} files or more would be written to {corpus.job.out}")
    for name in first:
        click.echo(f"  {name}")
    if count > len(first):
        click.echo(f"  and {count - len(first):,} more")
    _tell_passed_over(telling)
    return 0


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - it may be a URL
    except (OSError, ValueError):
        return 0


def carry_out(corpus: Corpus, telling: Telling) -> int:
    """Run, tell how it goes, and return the exit code."""
    begun = time.monotonic()
    run = CorpusRun(corpus)
    _tell_beginning(run, telling)
    listed = corpus.sources.files_from == "-" or telling.kind == "none"
    shown = progress(telling.kind, Total(None if listed else lambda: _counted(corpus)))
    try:
        with run, _signals(run), _log(telling.log) as log:
            _follow(run, telling, shown, log)
    except CableconvError as error:
        shown.close()
        report(error)
        if run.done:
            say(f"what was done is kept; go on with: {_again(corpus, '--resume')}")
        return error.exit_code
    shown.close()
    _tell_end(run, corpus, telling, time.monotonic() - begun)
    return run.exit_code


def _counted(corpus: Corpus) -> Iterator[object]:
    quiet = attrs.evolve(corpus.sources, pass_over=lambda place, reason: None)  # noqa: ARG005
    return attrs.evolve(corpus, sources=quiet).refs()


def _follow(run: CorpusRun, telling: Telling, shown: Progress, log: TextIO | None) -> None:
    for receipt in run:
        shown.step(run.failed)
        if log is not None:
            _write_line(log, receipt, str(telling.log))
        if receipt.status.is_done or telling.quiet:
            continue
        if telling.verbose or run.failed <= TOLD_FAILURES:
            shown.tell(f"{receipt.id}: {receipt.status.value}: {receipt.message}")
        elif run.failed == TOLD_FAILURES + 1:
            shown.tell("further failures are not told here (-v tells all)")


def _write_line(log: TextIO, receipt: Receipt, place: str) -> None:
    plain = {key: value for key, value in receipt.to_plain().items() if key not in _UNTOLD}
    try:
        log.write(json.dumps(plain) + "\n")
    except OSError as error:
        raise failure(error, place, "write") from error


@contextlib.contextmanager
def _log(path: str | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        stream = Path(path).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115 - closed below
    except OSError as error:
        raise failure(error, path, "write") from error
    with stream:
        yield stream


@contextlib.contextmanager
def _signals(run: CorpusRun) -> Iterator[None]:
    """Give Ctrl-C and SIGTERM to the run: once to finish, twice to end now."""

    def take(number: int, _frame: FrameType | None) -> None:
        run.interrupt(number)
        once = run.stop.level == 1
        told = b"finishing what is in work; once more ends it now" if once else b"ending"
        # Not by a buffered stream, which may be the very thing that was interrupted.
        with contextlib.suppress(OSError):
            os.write(2, b"\ncableconv: " + told + b"\n")

    before = {number: signal.signal(number, take) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_beginning(run: CorpusRun, telling: Telling) -> None:
    if telling.quiet:
        return
    if run.reconfigured:
        say("the configuration differs from that of the last run: all is converted again")
    if run.swept:
        say(f"{run.swept} temporary files of a run that was killed are removed")


def _tell_end(run: CorpusRun, corpus: Corpus, telling: Telling, seconds: float) -> None:
    if telling.as_json:
        counts = {status.value: run.counts[status] for status in Status}
        found = {
            "out": corpus.job.out,
            "counts": counts,
            "passed_over": dict(telling.passed_over),
            "seconds": round(seconds, 1),
            "aborted": run.aborted or None,
            "exit_code": run.exit_code,
        }
        click.echo(json.dumps(found))
    if telling.quiet:
        return
    total = run.counts.total()
    new = run.done - run.counts[Status.SKIPPED]
    parts = [f"{new:,} converted"]
    parts += [f"{run.counts[Status.WARNED]:,} of them with warnings"] * bool(
        run.counts[Status.WARNED]
    )
    parts += [f"{run.counts[Status.SKIPPED]:,} done before"] * bool(run.counts[Status.SKIPPED])
    parts += [f"{run.failed:,} failed"]
    rate = f" ({total / seconds:.1f} a second)" if seconds else ""
    say(f"{counted(total, 'cable')} in {duration(seconds)}{rate}: {', '.join(parts)}")
    _tell_passed_over(telling)
    if run.aborted:
        say(f"the run was ended: {run.aborted}")
    if run.failed:
        say(f"see what failed: cableconv failed {shlex.quote(corpus.job.out)}")
    if run.aborted or run.signal:
        say(f"go on with: {_again(corpus, '--resume')}")
    elif run.failed:
        say(f"try it again: {_again(corpus, '--retry-failed')}")


def _tell_passed_over(telling: Telling) -> None:
    if telling.passed_over and not telling.quiet:
        found = ", ".join(f"{count:,} {reason}" for reason, count in telling.passed_over.items())
        say(f"passed over: {found}")


def _again(corpus: Corpus, mode: str) -> str:
    """The command of this run, with another mode."""
    return shlex.join([*(word for word in corpus.argv if word not in _MODES), mode])
