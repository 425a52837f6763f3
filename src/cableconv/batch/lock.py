"""The lock of an output folder: one run at a time."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import IO

from cableconv.errors import EnvironmentFailure
from cableconv.files import failure


class Lock:
    """A lock that is held until it is closed, or its process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of a ledger's folder, which is made where it is missing.

        Raises:
            EnvironmentFailure: another run has it, or the folder cannot be written.
        """
        import fcntl  # noqa: PLC0415 - Windows has none, and is told so before

        path = folder / "lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._stream: IO[str] = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise failure(error, str(path), "write") from error
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._stream.seek(0)
            holder = self._stream.read(200).strip() or "another process"
            self._stream.close()
            raise EnvironmentFailure(
                f"another run is writing to this folder: {holder}",
                source=str(folder.parent),
                hint="Wait until it has ended, or choose another output folder.",
            ) from error
        self._stream.truncate(0)
        self._stream.write(f"{socket.gethostname()}:{os.getpid()}\n")
        self._stream.flush()

    def close(self) -> None:
        """Let go of the lock."""
        self._stream.close()
