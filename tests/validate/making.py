"""Writing the outputs of all cables, in a process of its own: ``python -m validate.making FOLDER``.

It is run twice at the same time, with different seeds of Python's hashes; what differs between the
two would differ between any two runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from validate.check import Output, sha256
from validate.forms import BY_NAME
from validate.sources import Case, Reading, cases, chosen, volumes

MANIFEST = "sha256.json"
SEEDS = ("1", "4242")


class MakingError(Exception):
    """A process that writes the outputs failed; the message is what it said."""


def write(folder: Path, limit: int, rows: int | None, forms: Sequence[str]) -> None:
    """Write each cable, and volumes, in each form into a folder per form; checksums beside them."""
    sums: dict[str, str] = {}

    def put(case: Case, number: int, *, volume: bool) -> None:
        for name in forms:
            if BY_NAME[name].volume == volume:
                data = BY_NAME[name].written(case.cables)
                path = place(folder, name, number)
                path.write_bytes(data)
                sums[path.relative_to(folder).as_posix()] = sha256(data)

    for name in forms:
        (folder / name).mkdir(parents=True, exist_ok=True)
    singles = count(1)
    for number, volume in enumerate(volumes(cases(chosen(limit), Reading(), rows)), 1):
        put(volume, number, volume=True)
        for case in volume.parts:
            put(case, next(singles), volume=False)
    (folder / MANIFEST).write_text(json.dumps(sums, indent=0))


def place(folder: Path, form: str, number: int) -> Path:
    """Where an output is."""
    return folder / form / f"{number:05}{BY_NAME[form].writer.suffix}"


def made(
    every: Sequence[Case], folder: Path, limit: int, rows: int | None, forms: Sequence[str]
) -> list[Output]:
    """The outputs of all cases, written by two processes.

    Raises:
        MakingError: one of them failed.
    """
    folders = [folder / f"seed {seed}" for seed in SEEDS]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "validate.making", where, str(limit), str(rows or 0), *forms],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).parents[1]),
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed, where in zip(SEEDS, folders, strict=True)
    ]
    said = [process.communicate()[1] for process in running]
    for process, words in zip(running, said, strict=True):
        if process.returncode:
            raise MakingError(words)
    twins = json.loads((folders[1] / MANIFEST).read_text())
    found = []
    every_volume = list(volumes(every))
    for form in forms:
        for number, case in enumerate(every_volume if BY_NAME[form].volume else every, 1):
            path = place(folders[0], form, number)
            twin = twins.get(path.relative_to(folders[0]).as_posix(), "none")
            found.append(Output(case, form, path, twin))
    return found


if __name__ == "__main__":
    where, most, of_each, *names = sys.argv[1:]
    write(Path(where), int(most), int(of_each) or None, names)
