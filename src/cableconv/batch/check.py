"""Checking an output folder against its ledger: each file by its hash, or by its cable again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator
from itertools import islice

import attrs

from cableconv import __version__
from cableconv.batch.engines import Engine, Stop
from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.ledger import Ledger
from cableconv.batch.outputs import OutputFolder, files_below
from cableconv.batch.receipt import Status
from cableconv.batch.task import Task
from cableconv.errors import UsageError


@attrs.frozen
class Fault:
    """Something that is wrong with an output folder.

    Attributes:
        path: of a file below it, or id of a cable.
        reason: ``missing``, ``changed``, ``unknown`` (no run wrote it), or what a proof found.
    """

    path: str
    reason: str


@attrs.define
class Checked:
    """How much was looked at."""

    files: int = 0
    bytes: int = 0
    cables: int = 0


def check_files(out: str, ledger: Ledger, checked: Checked) -> Iterator[Fault]:
    """Read each file again: those that are missing, have changed, or that no run wrote.

    Args:
        out: the output folder.
        ledger: of it.
        checked: counted up.
    """
    with OutputFolder(out) as folder:
        for output in ledger.outputs():
            data = folder.read(output.relpath)
            checked.files += 1
            if data is None:
                yield Fault(output.relpath, "missing")
                continue
            checked.bytes += len(data)
            if hashlib.sha256(data).hexdigest() != output.sha256:
                yield Fault(output.relpath, "changed")
    for path in files_below(out):
        if not ledger.knows(path):
            yield Fault(path, "unknown")


def check_cables(
    out: str, ledger: Ledger, engine: Engine, checked: Checked, sample: int | None = None
) -> Generator[Fault]:
    """Read the inputs again, and prove that each output holds what its cable demands.

    Args:
        out: the output folder.
        ledger: of it.
        engine: does the work.
        checked: counted up.
        sample: do so many inputs only, spread over the corpus; None for all.

    Raises:
        UsageError: the outputs are of another version, or of a format without a proof.
    """
    job = _job(out, ledger)
    done = ledger.places("status IN ('ok', 'warned')", spread=sample)
    tasks = (Task(ref) for ref in islice(done, sample))
    for receipt in engine.run(job, tasks, Stop()):
        before = ledger.receipt(receipt.id)
        if before is None or not before.status.is_done:
            continue  # it failed before, as it does now
        checked.cables += 1
        if receipt.in_sha256 and receipt.in_sha256 != before.in_sha256:
            yield Fault(receipt.id, "the input has changed since")
        elif receipt.status is not Status.OK:
            yield Fault(receipt.id, receipt.message)


def _job(out: str, ledger: Ledger) -> JobSpec:
    """The job of the last run, to be proved."""
    configuration = dict(ledger.runs()[-1].configuration)
    if configuration["version"] != __version__:
        raise UsageError(
            f"the outputs are of cableconv {configuration['version']}, and this is {__version__}",
            source=out,
            hint="Use that version, or check the files only, without --deep.",
        )
    plain = {**configuration, "verify": True, "prove": True, "out": os.path.abspath(out)}  # noqa: PTH100
    return JobSpec.from_plain({**plain, "limits": attrs.asdict(Limits())})
