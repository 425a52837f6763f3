"""Checking an output folder against its ledger: each file by its hash, or by its cable again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator

import attrs

from cableconv import __version__
from cableconv.batch.engines import Engine, Stop
from cableconv.batch.inputs import Unreachable, named, recorded
from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.ledger import DONE, Ledger
from cableconv.batch.outputs import OutputFolder, files_below
from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.batch.sources import Sources
from cableconv.batch.task import Task
from cableconv.errors import EnvironmentFailure, UsageError


@attrs.frozen
class Fault:
    """Something that is wrong with an output folder.

    Attributes:
        path: of a file below it; or id of a cable; or a place where inputs should be.
        reason: ``missing``, ``changed``, ``unknown`` (no run wrote it), or what a proof found.
    """

    path: str
    reason: str


@attrs.define
class Checked:
    """How much was looked at, and whether inputs could not be reached."""

    files: int = 0
    bytes: int = 0
    cables: int = 0
    unreached: bool = False


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
    out: str,
    ledger: Ledger,
    engine: Engine,
    *,
    checked: Checked,
    sample: int | None = None,
    against: tuple[str, ...] = (),
) -> Generator[Fault]:
    """Read the inputs again, and prove that each output holds what its cable demands.

    Args:
        out: the output folder.
        ledger: of it.
        engine: does the work.
        checked: counted up.
        sample: do so many inputs only, spread over the corpus; None for all.
        against: where the inputs lie now, named as for the run; empty for where they lay then.

    Yields:
        Faults of cables as they are found; at the end those of inputs that cannot be reached,
        one for each place that is at fault.

    Raises:
        UsageError: the outputs are of another version, or of a format without a proof.
        EnvironmentFailure: what is named is not there.
    """
    job = _job(out, ledger)
    sources = Sources(against, from_format=job.from_format, follow=True, leave_out=job.out)
    if against:
        sources.check()
    refs = named(ledger, sources, sample) if against else recorded(ledger, sample)
    pending: dict[str, Ref] = {}
    unreachable = Unreachable()
    for receipt in engine.run(job, _tasks(refs, sample, pending), Stop()):
        ref = pending.pop(receipt.ref) if receipt.last else pending[receipt.ref]
        if receipt.code == EnvironmentFailure.__name__ and not receipt.in_sha256:
            unreachable.add(ref, receipt.message)
            continue
        before = _before(ledger, receipt)
        if before is None or not before.status.is_done:
            continue  # it failed before, as it does now
        checked.cables += 1
        if receipt.in_sha256 and receipt.in_sha256 != before.in_sha256:
            yield Fault(receipt.id, "the input has changed since")
        elif receipt.status is not Status.OK:
            yield Fault(receipt.id, receipt.message)
    for place, reason in unreachable.told():
        checked.unreached = True
        yield Fault(place, reason)
    if against:
        yield from _absent(ledger, against, checked)


def _tasks(refs: Iterator[Ref], sample: int | None, pending: dict[str, Ref]) -> Iterator[Task]:
    """Tasks, as many as wanted; all references are drawn, so that all ids are known."""
    for number, ref in enumerate(refs):
        if sample is None or number < sample:
            pending[ref.id] = ref
            yield Task(ref)


def _before(ledger: Ledger, receipt: Receipt) -> Receipt | None:
    """What the ledger has of a cable; of another of its input where that has other ones now."""
    found = ledger.receipt(receipt.id)
    if found is None:
        done = (one for one, _ in ledger.of_ref(receipt.ref) if one.status.is_done)
        found = next(done, None)
    return found


def _absent(ledger: Ledger, against: tuple[str, ...], checked: Checked) -> Iterator[Fault]:
    """One fault for all inputs of the run that the place that was named does not hold."""
    count, first = ledger.unclaimed(DONE)
    if count:
        checked.unreached = True
        what = "1 input of the run is" if count == 1 else f"{count:,} inputs of the run are"
        name = first if count == 1 else f"the first is {first}"
        yield Fault(" ".join(against), f"{what} not in it: {name}")


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
