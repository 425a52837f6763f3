"""A worker process as its engine holds it: its pipes, its work, and how long that takes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator

import attrs

from cableconv.batch.engines.wire import Message, decode, encode
from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.receipt import Receipt
from cableconv.batch.task import Task

STARTING_SECONDS = 120.0
"""A process that is not ready after so long counts as one that does not start."""

_ENDING_SECONDS = 2.0
_PIPE = 65536
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})


@attrs.define(eq=False)
class Errand:
    """A task in the hands of a worker.

    Attributes:
        task: what is to be done, from which cable on.
        many: whether the worker has told that the input has several cables, and has reached the
            first one to be done.
        told: number of the last cable that was told of.
        held: its receipt, kept until it is known whether another one follows.
        blamed: whether that is the receipt of a cable that ended its process.
    """

    task: Task
    many: bool = False
    told: int = 0
    held: Receipt | None = None
    blamed: bool = False

    def next_id(self) -> str:
        """The id of the cable in work."""
        several = self.many or self.told
        return f"{self.task.ref.id}#{self.told + 1}" if several else self.task.ref.id


class Hand:
    """One worker process, started for a job.

    Attributes:
        todo: its errands; it works on the first.
        alone: whether it has one errand that must be its only one.
        given: how many errands it was given.
        ready: whether it has started.
        spent: whether it is to be replaced when it is done.
        since: when the cable in work was begun, as far as is known (monotonic clock).
    """

    def __init__(self, job: JobSpec) -> None:
        """Start the process and send it the job."""
        self.limits: Limits = job.limits
        self.todo: deque[Errand] = deque()
        self.alone = self.ready = self.spent = False
        self.given = 0
        self.since = time.monotonic()
        self._size = 0
        self._rest = b""
        self._outbox = bytearray(encode({"job": job.to_plain()}))
        self.process = _started()
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        assert self.process.stdout is not None  # noqa: S101
        self.inlet = self.process.stdin.fileno()
        self.outlet = self.process.stdout.fileno()
        for pipe in (self.inlet, self.outlet):
            os.set_blocking(pipe, False)
        self.send()

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return not self.todo

    @property
    def unsent(self) -> bool:
        """Whether a part of what it was given waits for room in its pipe."""
        return bool(self._outbox)

    def give(self, errand: Errand) -> None:
        """Add an errand to its work."""
        if not self.todo:
            self.since = time.monotonic()
        errand.many = False
        self.todo.append(errand)
        self.given += 1
        self._outbox += encode({"task": errand.task.to_plain()})
        self.send()

    def send(self) -> None:
        """Send as much of what waits as the pipe takes."""
        try:
            while self._outbox:
                del self._outbox[: os.write(self.inlet, self._outbox[:_PIPE])]
        except BlockingIOError:
            return
        except BrokenPipeError:
            # It is dead; its other pipe tells so.
            self._outbox.clear()

    def messages(self) -> Iterator[Message | None]:
        """Each message that has arrived; None at the end of the process.

        Raises:
            ValueError: what arrived is no message.
        """
        while True:
            try:
                data = os.read(self.outlet, _PIPE)
            except BlockingIOError:
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                self.since = time.monotonic()
                yield decode(line)
            if not data:
                yield None
                return

    def began(self, size: int = 0) -> None:
        """Note that a cable is begun, in an input of so many bytes."""
        self._size = size

    @property
    def limit(self) -> float:
        """How many seconds the cable in work may take."""
        if not self.ready:
            return STARTING_SECONDS
        return self.limits.seconds + self.limits.seconds_per_mb * (self._size >> 20)

    def overdue(self, now: float) -> bool:
        """Whether the cable in work, or the start, takes too long."""
        return (bool(self.todo) or not self.ready) and now - self.since > self.limit

    def resident_mb(self) -> int:
        """Megabytes of memory that the process has; 0 where the system does not tell."""
        try:
            with open(f"/proc/{self.process.pid}/statm", "rb") as stream:  # noqa: PTH123 - often
                return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
        except (OSError, IndexError):
            return 0

    def dismiss(self) -> None:
        """Let the process end when it has done what it was given."""
        if self.process.stdin is not None:
            self.process.stdin.close()

    def kill(self) -> int:
        """End the process now; return its exit code, negative for a signal."""
        self.process.kill()
        return self.gone()

    def gone(self) -> int:
        """Wait for the end of a process that has ended or is ending; return its exit code."""
        try:
            code = self.process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        return code


def _started() -> subprocess.Popen[bytes]:
    # What this process can import, its worker can: plug-ins included. -P keeps the working
    # directory, which may be a folder of hostile inputs, out of that.
    path = os.pathsep.join(os.path.abspath(one) for one in sys.path if one)  # noqa: PTH100
    # A process that has not begun to ignore a signal must not get it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "cableconv.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's words there may be those of a cable
            env={**os.environ, "PYTHONPATH": path},
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
