"""A worker process: ``python -m cableconv.batch.worker``, with messages on its standard streams.

It ends when its engine does, ignores the signals of a terminal (the engine decides), and refuses
memory beyond its limit.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
from typing import BinaryIO

from cableconv.batch.engines.wire import Message, decode, encode, error_to_plain
from cableconv.batch.job import JobSpec
from cableconv.batch.task import Task
from cableconv.batch.work import Stage, Work, worker_of
from cableconv.errors import CableconvError, InternalError

LARGE = 2**20
"""Inputs beyond so many bytes are told of: they may take longer."""

IDLE_SECONDS = 600

_PDEATHSIG = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


def main() -> None:
    """Do what comes on standard input until it ends."""
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    _die_with(parent)
    inbox, outbox = _own_streams()
    try:
        job = JobSpec.from_plain(decode(inbox.readline())["job"])
        _limit_memory(job.limits.memory_mb)
        work = worker_of(job)
        gc.freeze()  # what is loaded by now stays: it is not looked through for garbage again
        _send(outbox, {"ready": True})
        while line := _awaited(inbox):
            _do(Task.from_plain(decode(line)["task"]), work, outbox)
    except BrokenPipeError:
        return
    except CableconvError as error:
        _tell_lost(outbox, error)
    except Exception as error:  # noqa: BLE001 - the engine must know why its worker ended
        _tell_lost(outbox, InternalError(f"a worker failed: {type(error).__name__}: {error}"))


def _awaited(inbox: BinaryIO) -> bytes:
    """The next line; nobody needs a process that has had nothing to do for so long."""
    signal.alarm(IDLE_SECONDS)
    line = inbox.readline()
    signal.alarm(0)
    return line


def _do(task: Task, work: Work, outbox: BinaryIO) -> None:
    size = task.ref.length
    if size is None and task.ref.member is None:
        size = _size(task.ref.uri)
    if size is not None and size > LARGE:
        _send(outbox, {"large": size})
    for told in work.receipts(task):
        _send(outbox, {"many": True} if told is Stage.MANY else {"receipt": told.to_plain()})
    _send(outbox, {"end": True})


def _send(outbox: BinaryIO, message: Message) -> None:
    outbox.write(encode(message))
    outbox.flush()


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - a name that may be a URL
    except (OSError, ValueError):
        return None


def _tell_lost(outbox: BinaryIO, error: CableconvError) -> None:
    try:
        _send(outbox, {"lost": error_to_plain(error)})
    except OSError:
        return


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of whatever prints to standard output."""
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return inbox, outbox


def _die_with(parent: int) -> None:
    """Let the system kill this process when its parent dies, even inside a C library (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _limit_memory(megabytes: int) -> None:
    if megabytes:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = megabytes * 2**20
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
