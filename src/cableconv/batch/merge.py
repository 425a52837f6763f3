"""The ledgers of shards, made one."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cableconv.batch.ledger import Ledger, own_folder
from cableconv.batch.lock import Lock
from cableconv.errors import UsageError
from cableconv.files import StrPath

_SHARD = re.compile(r"(\d{1,9})-of-(\d{1,9})")
"""Matches the name of a shard's folder, ``2-of-8``."""


def shards(out: StrPath) -> dict[tuple[int, int], Path]:
    """The ledgers of shards in an output folder, by part and number of parts."""
    found = {}
    for path in own_folder(os.fspath(out)).glob("shards/*/ledger.db"):
        match = _SHARD.fullmatch(path.parent.name)
        if match:
            found[int(match[1]), int(match[2])] = path
    return dict(sorted(found.items()))


def ledgers(out: StrPath) -> list[Path]:
    """The ledger of an output folder; where it has none yet, those of its shards.

    Raises:
        UsageError: there is none at all.
    """
    own = own_folder(os.fspath(out)) / "ledger.db"
    found = [own] if own.is_file() else list(shards(out).values())
    if not found:
        raise UsageError(
            "no run has left a ledger here",
            source=os.fspath(out),
            hint="Name the output folder of: cableconv batch",
        )
    return found


def merge(out: StrPath) -> int:
    """Fold the ledgers of all shards into one, which is made anew; return their number.

    Raises:
        UsageError: there are no shards, some are missing or have not ended, or they are of
            different runs.
        EnvironmentFailure: a ledger cannot be used, or a run has the folder.
    """
    found = shards(out)
    _refuse_incomplete(found, os.fspath(out))
    folder = own_folder(os.fspath(out))
    lock = Lock(folder)
    try:
        _refuse_overtaken(folder / "ledger.db")
        for path in folder.glob("ledger.db*"):
            path.unlink()
        with Ledger(folder / "ledger.db") as ledger:
            for path in found.values():
                ledger.absorb(path)
    finally:
        lock.close()
    return len(found)


def _refuse_overtaken(path: Path) -> None:
    if not path.is_file():
        return
    with Ledger(path, read_only=True) as ledger:
        if any(not run.shard for run in ledger.runs()):
            raise UsageError(
                "a run over the whole corpus has written here since the shards were merged",
                source=str(path.parent.parent),
                hint="Go on with --resume, without --shard.",
            )


def _refuse_incomplete(found: dict[tuple[int, int], Path], out: str) -> None:
    if not found:
        raise UsageError("there are no shards here", source=out, hint="Run: batch --shard I/N")
    numbers = {parts for _, parts in found}
    if len(numbers) > 1:
        raise UsageError(
            f"there are shards of runs in {' and '.join(map(str, sorted(numbers)))} parts",
            source=out,
            hint="Use one folder for one number of parts.",
        )
    (parts,) = numbers
    missing = [part for part in range(1, parts + 1) if (part, parts) not in found]
    configurations: set[str] = set()
    for (part, _), path in found.items():
        with Ledger(path, read_only=True) as ledger:
            last = ledger.runs()[-1:]
        if not last or last[0].exit_code not in {0, 1, 3}:
            missing.append(part)
        configurations.update(repr(sorted(one.configuration.items())) for one in last)
    if missing:
        said = ", ".join(f"{part}/{parts}" for part in sorted(set(missing)))
        raise UsageError(
            f"shards are missing or have not come to their end: {said}",
            source=out,
            hint="Run them again, with --resume.",
        )
    if len(configurations) > 1:
        raise UsageError(
            "the shards were run with different configurations",
            source=out,
            hint="Run all with the same options, with --resume.",
        )
