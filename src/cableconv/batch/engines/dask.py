"""The engine of a dask cluster: shards of tasks, each done by a watched process beside its worker.

dask can neither end a task that hangs nor tell which input of a shard crashed; the processes of
the ``local`` engine can, so each thread of a dask worker watches over one.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from cableconv.batch.engines import Stop
from cableconv.batch.engines.local import Crew
from cableconv.batch.engines.wire import Message, error_from_plain, error_to_plain
from cableconv.batch.job import JobSpec
from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.task import Task
from cableconv.errors import CableconvError, EnvironmentFailure, UsageError

FIRST_SHARD = 8
SHARD = 64
"""Tasks of a shard: the first ones are small, so that all threads are soon busy."""

CONNECT_SECONDS = 30
_TICK = 0.25


class DaskEngine:
    """See the module."""

    def __init__(self, jobs: int = 1, scheduler: str | None = None) -> None:
        """Name the cluster: an own one of ``jobs`` threads, where no scheduler is named.

        Raises:
            UsageError: dask.distributed is not installed.
        """
        self._jobs = max(1, jobs)
        self._scheduler = scheduler
        try:
            self._distributed: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise UsageError(
                "the engine 'dask' needs the package distributed",
                hint="Install it: pip install 'cableconv[dask]'",
            ) from error

    def run(self, job: JobSpec, tasks: Iterable[Task], stop: Stop) -> Generator[Receipt]:
        """See ``Engine``."""
        with self._client() as client:
            try:
                yield from _Coordination(self._distributed, client, job, tasks, stop).receipts()
            finally:
                if client.status == "running":
                    with contextlib.suppress(Exception):  # it may be lost just now
                        client.run(dismiss)

    @contextlib.contextmanager
    def _client(self) -> Iterator[Any]:
        with contextlib.ExitStack() as stack:
            try:
                client = stack.enter_context(self._connected(stack))
            except (OSError, TimeoutError, ValueError) as error:
                raise EnvironmentFailure(
                    f"the dask scheduler cannot be reached: {error}",
                    source=self._scheduler,
                    hint="Look whether it runs: dask scheduler",
                ) from error
            yield client

    def _connected(self, stack: contextlib.ExitStack) -> Any:  # noqa: ANN401 - dask has no types
        if self._scheduler is None:
            # Threads are enough: the work is done in processes of our own.
            cluster = self._distributed.LocalCluster(
                n_workers=1,
                threads_per_worker=self._jobs,
                processes=False,
                dashboard_address=None,
            )
            return self._distributed.Client(stack.enter_context(cluster))
        if self._scheduler.endswith(".json"):
            place: dict[str, Any] = {"scheduler_file": self._scheduler}
        else:
            place = {"address": self._scheduler}
        return self._distributed.Client(timeout=CONNECT_SECONDS, **place)


@attrs.define(eq=False)
class _Coordination:
    """Hands out shards and takes in what comes back."""

    distributed: Any
    client: Any
    job: JobSpec
    tasks: Iterable[Task]
    stop: Stop

    def receipts(self) -> Iterator[Receipt]:
        source = iter(self.tasks)
        job = self.job.to_plain()
        size = FIRST_SHARD
        out: dict[Any, list[Task]] = {}
        single: list[Task] = []
        while True:
            window = 2 * self._threads()
            while len(out) < window and not self.stop.level:
                shard = [single.pop()] if single else list(islice(source, size))
                if not shard:
                    break
                if len(out) >= window // 2:
                    size = min(SHARD, 2 * size)
                plain = [task.to_plain() for task in shard]
                out[self.client.submit(do_shard, job, plain, pure=False)] = shard
            if not out or self.stop.level > 1:
                return
            for future in self._finished(list(out)):
                yield from self._taken(future, out.pop(future), single)

    def _threads(self) -> int:
        """Threads of the cluster; it is an error where there are none for long."""
        if self.client.status != "running":
            raise _lost("the connection is closed")
        try:
            threads = sum(self.client.nthreads().values())
            if not threads:
                self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError) as error:
            raise _lost(str(error) or "no worker is there") from error
        return threads or 1

    def _finished(self, futures: list[Any]) -> list[Any]:
        try:
            done, _ = self.distributed.wait(futures, timeout=_TICK, return_when="FIRST_COMPLETED")
        except (TimeoutError, self.distributed.TimeoutError):
            return []
        except Exception as error:
            raise _lost(f"{type(error).__name__}: {error}") from error
        return list(done)

    def _taken(self, future: Any, shard: list[Task], single: list[Task]) -> Iterator[Receipt]:  # noqa: ANN401
        try:
            result: Message = future.result()
        except self.distributed.KilledWorker:
            # Its workers died under it, again and again: one by one, to see who does that.
            if len(shard) > 1:
                single.extend(shard)
                return
            yield from (_killed(task) for task in shard)
            return
        except Exception as error:
            raise _lost(f"{type(error).__name__}: {error}") from error
        if result["lost"]:
            raise error_from_plain(result["lost"])
        for plain in result["receipts"]:
            yield Receipt.from_plain(plain)


def _killed(task: Task) -> Receipt:
    said = "the dask workers that did it died"
    return Receipt(task.ref.id, task.ref.id, Status.CRASHED, code="KilledWorker", message=said)


def _lost(reason: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        f"the dask cluster is lost: {reason}",
        hint="What is done is kept. Go on with --resume, here or with --engine local.",
    )


# On the workers

_LOCK = threading.Lock()
_CREWS: dict[int, tuple[Message, Crew]] = {}
"""The crew of each thread, with its job: it is kept from one shard to the next."""


def do_shard(job: Message, tasks: list[Message]) -> Message:
    """Do a shard on a worker of the cluster.

    Returns:
        ``receipts``, as plain data; and ``lost``, an error that ends the run, or None.
    """
    thread = threading.get_ident()
    crew = _crew(thread, job)
    receipts: list[Message] = []
    try:
        done = crew.run(map(Task.from_plain, tasks), Stop())
        receipts.extend(receipt.to_plain() for receipt in done)
    except CableconvError as error:
        _dismiss(thread)
        return {"receipts": [], "lost": error_to_plain(error)}
    except BaseException:
        _dismiss(thread)
        raise
    return {"receipts": receipts, "lost": None}


def _crew(thread: int, job: Message) -> Crew:
    with _LOCK:
        found = _CREWS.get(thread)
    if found is not None and found[0] == job:
        return found[1]
    _dismiss(thread)
    crew = Crew(JobSpec.from_plain(job), 1)
    with _LOCK:
        _CREWS[thread] = (job, crew)
    return crew


def _dismiss(thread: int) -> None:
    with _LOCK:
        found = _CREWS.pop(thread, None)
    if found is not None:
        found[1].close()


def dismiss() -> None:
    """End the processes of this worker of the cluster."""
    for thread in list(_CREWS):
        _dismiss(thread)
