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
from pathlib import Path
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
                # Without a number they take ports that may be in use, and are open to the network.
                dashboard_address="127.0.0.1:0",
                worker_dashboard_address="127.0.0.1:0",
            )
            return self._distributed.Client(stack.enter_context(cluster))
        if self._scheduler.endswith(".json"):
            if not Path(self._scheduler).is_file():  # dask would wait for it for ever
                raise FileNotFoundError("there is no such file")
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
        out: dict[Any, list[Task]] = {}
        try:
            yield from self._all(out)
        finally:
            with contextlib.suppress(Exception):  # the cluster may be lost
                self.client.cancel(list(out))

    def _all(self, out: dict[Any, list[Task]]) -> Iterator[Receipt]:
        """All receipts; ``out`` holds the shards that are out, by their future."""
        source = iter(self.tasks)
        single: list[Task] = []
        size = FIRST_SHARD
        while True:
            window = 2 * self._threads()
            while len(out) < window and not self.stop.level:
                shard = [single.pop()] if single else list(islice(source, size))
                if not shard:
                    break
                if len(out) >= window // 2:
                    size = min(SHARD, 2 * size)
                out[self._submitted(shard)] = shard
            if not out or self.stop.level > 1:
                return
            for future in self._finished(list(out)):
                yield from self._taken(future, out.pop(future), single)

    def _submitted(self, shard: list[Task]) -> Any:  # noqa: ANN401 - dask has no types
        plain = [task.to_plain() for task in shard]
        return self.client.submit(do_shard, self.job.to_plain(), plain, pure=False)

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


@attrs.define(eq=False)
class _Post:
    """What a thread of a worker keeps from one shard to the next.

    Attributes:
        job: of the crew.
        crew: one process.
        stop: ends what is in work.
        lock: held while there is work.
    """

    job: Message
    crew: Crew
    stop: Stop = attrs.Factory(Stop)
    lock: threading.Lock = attrs.Factory(threading.Lock)


_POSTS: dict[int, _Post] = {}
"""By thread."""


def do_shard(job: Message, tasks: list[Message]) -> Message:
    """Do a shard on a worker of the cluster.

    Returns:
        ``receipts``, as plain data; and ``lost``, an error that ends the run, or None.
    """
    post = _post(threading.get_ident(), job)
    receipts: list[Message] = []
    with post.lock:
        try:
            done = post.crew.run(map(Task.from_plain, tasks), post.stop)
            receipts.extend(receipt.to_plain() for receipt in done)
        except CableconvError as error:
            _leave(post)
            return {"receipts": [], "lost": error_to_plain(error)}
        except BaseException:
            _leave(post)
            raise
        if post.stop.level:
            _leave(post)
    return {"receipts": receipts, "lost": None}


def _post(thread: int, job: Message) -> _Post:
    post = _POSTS.get(thread)
    if post is not None and post.job != job:
        _leave(post)
        post = None
    if post is None:
        post = _POSTS[thread] = _Post(job, Crew(JobSpec.from_plain(job), 1))
    return post


def _leave(post: _Post) -> None:
    for thread, found in list(_POSTS.items()):
        if found is post:
            del _POSTS[thread]
            post.crew.close()


def dismiss() -> None:
    """End the processes of this worker of the cluster, those that have work included."""
    for post in list(_POSTS.values()):
        post.stop.level = 2
        with post.lock:
            _leave(post)
