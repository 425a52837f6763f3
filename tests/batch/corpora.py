"""What the tests of whole corpora share: small corpora with faults, and a look at outputs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cableconv.batch.corpus import convert_corpus
from cableconv.batch.job import Limits
from cableconv.batch.ledger import Ledger
from cableconv.batch.receipt import Receipt, Status

FAULTY = Path(__file__).resolve().parents[1] / "faulty"
CANARY = "the-body-of-a-secret-cable"


def make(folder: Path, count: int, faults: Mapping[int, str] | None = None) -> Path:
    """A folder of so many inputs ``000.faulty``; some of them say what else they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = (faults or {}).get(number, f"fine {number}")
        lines = "".join(f"faulty: {line}\n" for line in text.split("\n"))
        (folder / f"{number:03}.faulty").write_text(lines)
    return folder


def convert(
    source: Path | Iterable[Path | str], out: Path, engine: str = "local", **more: Any
) -> list[Receipt]:
    """All receipts of a run, by id; two processes, and limits of a test."""
    options = {"to": "faulty", "jobs": 2, "limits": Limits(seconds=20), **more}
    with convert_corpus(source, out, engine=engine, **options) as run:
        return sorted(run, key=lambda receipt: receipt.id)


def tree(out: Path) -> dict[str, str]:
    """The hash of each file below an output folder, but for the ledger's own."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".cableconv" not in path.relative_to(out).parts
    }


def recorded(out: Path) -> dict[str, str]:
    """The hash of each file that the ledger tells of."""
    with Ledger.read_only(out) as ledger:
        return {output.relpath: output.sha256 for output in ledger.outputs()}


def statuses(out: Path) -> dict[str, Status]:
    """The status of each cable in the ledger."""
    with Ledger.read_only(out) as ledger:
        return {receipt.id: receipt.status for receipt in ledger.receipts()}


def environment(*folders: Path) -> dict[str, str]:
    """Variables with which a process finds the faulty reader and writer, and more folders."""
    found = (*map(str, folders), str(FAULTY), os.environ.get("PYTHONPATH"))
    path = os.pathsep.join(filter(None, found))
    return {**os.environ, "PYTHONPATH": path}


def script(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """The script in a session of its own, with its streams caught."""
    return subprocess.Popen(
        [sys.executable, "-m", "cableconv", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )


def workers_of(parent: int) -> list[int]:
    """Worker processes of a process, as the system lists them (Linux)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in brackets may hold blanks; the parent is the second field after it.
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def alive(process: int) -> bool:
    """Whether a process runs, and is not just waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Any, seconds: float = 30) -> None:
    """Wait for a condition; it is an error where it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)
