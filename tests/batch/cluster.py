"""A real dask cluster of separate processes on the loopback, for tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from batch.corpora import environment


@attrs.define
class Cluster:
    """A scheduler, and its workers without their nannies."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        env=environment(),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster, for as long as it is needed; its processes are ended by their ids."""
    address = f"tcp://127.0.0.1:{_free_port()}"
    host = ("--host", "127.0.0.1")
    scheduler = _started(
        folder, "dask_scheduler", *host, "--port", address.rpartition(":")[2], "--no-dashboard"
    )
    started = [
        _started(
            folder,
            "dask_worker",
            address,
            *host,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
            "--name",
            f"worker-{number}",
            "--local-directory",
            str(folder),
        )
        for number in range(workers)
    ]
    try:
        yield Cluster(address, scheduler, started)
    finally:
        for process in (*started, scheduler):
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
            process.wait()
