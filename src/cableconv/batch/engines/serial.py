"""The engine that does all work in this process: for debugging, and where processes are forbidden.

It cannot end an input that hangs, and an input that crashes ends the run, which can be resumed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

import attrs

from cableconv.batch.engines import Stop
from cableconv.batch.job import JobSpec
from cableconv.batch.receipt import Receipt
from cableconv.batch.task import Task
from cableconv.batch.work import Work, worker_of


class SerialEngine:
    """See the module."""

    def __init__(self, jobs: int = 1, scheduler: str | None = None) -> None:
        """Take what all engines take, and need none of it."""
        del jobs, scheduler

    def run(self, job: JobSpec, tasks: Iterable[Task], stop: Stop) -> Generator[Receipt]:
        """See ``Engine``."""
        work = worker_of(job)
        try:
            for task in tasks:
                yield from _marked(work, task)
                if stop.level:
                    return
        finally:
            work.close()


def _marked(work: Work, task: Task) -> Iterator[Receipt]:
    """The receipts of a task, the last one marked."""
    held: Receipt | None = None
    for told in work.receipts(task):
        if isinstance(told, Receipt):
            if held is not None:
                yield attrs.evolve(held, last=False)
            held = told
    if held is not None:
        yield attrs.evolve(held, last=True)
