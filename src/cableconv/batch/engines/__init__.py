"""Engines: ways to get tasks done. All give the same bytes; they differ in where the work is done.

``serial`` does it in this process, ``local`` in processes of this machine that it watches over,
``dask`` on the workers of a dask cluster, each of which watches over a process of its own.
"""

from __future__ import annotations

import importlib
from collections.abc import Generator, Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from cableconv.batch.job import JobSpec
from cableconv.batch.receipt import Receipt
from cableconv.batch.task import Task
from cableconv.errors import UsageError


class Stop:
    """How a run is told to end early, from a signal or another thread.

    Attributes:
        level: 0 to go on, 1 to finish what is in work, 2 to end now.
    """

    def __init__(self) -> None:
        self.level = 0

    def ask(self) -> None:
        """Ask to finish what is in work; asked again, to end now."""
        self.level = min(2, self.level + 1)


class Engine(Protocol):
    """Gets tasks done."""

    def run(self, job: JobSpec, tasks: Iterable[Task], stop: Stop) -> Generator[Receipt]:
        """Do each task, in any order.

        Few more tasks are drawn than are in work, and only while receipts are taken: a slow
        consumer slows the engine down. Closing the iterator ends all work.

        Yields:
            A receipt for each cable; those of one input in order, with ``last`` set.

        Raises:
            UsageError: the job cannot be done at all.
            EnvironmentFailure: the output folder takes no more, or the engine is lost.
        """
        ...


_ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "local": "cableconv.batch.engines.local:LocalEngine",
        "serial": "cableconv.batch.engines.serial:SerialEngine",
        "dask": "cableconv.batch.engines.dask:DaskEngine",
    }
)

ENGINE_NAMES = tuple(_ENGINES)


def engine(name: str, jobs: int, scheduler: str | None = None) -> Engine:
    """The engine of a name.

    Args:
        name: one of ``ENGINE_NAMES``.
        jobs: number of processes; of an own dask cluster, where no scheduler is named.
        scheduler: address of a dask scheduler (``tcp://host:8786``), or a scheduler file.

    Raises:
        UsageError: there is no such engine, or what it needs is not installed.
    """
    if name not in _ENGINES:
        raise UsageError(
            f"there is no engine {name!r}", hint=f"There are: {', '.join(ENGINE_NAMES)}."
        )
    if scheduler is not None and name != "dask":
        raise UsageError("a scheduler is for the engine 'dask'", hint="Add --engine dask.")
    module, _, kind = _ENGINES[name].partition(":")
    made: Engine = getattr(importlib.import_module(module), kind)(jobs, scheduler)
    return made
