"""Runs that a person, the system or a fault ends: nothing half-written, nothing lost, no orphan."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from batch.corpora import alive, make, recorded, script, statuses, tree, wait_until, workers_of
from cableconv.batch.ledger import Ledger

COUNT = 60


def slow(folder: Path) -> Path:
    return make(folder, COUNT, dict.fromkeys(range(COUNT), "slow 0.05"))


def begun(source: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run that has written some of its outputs."""
    process = script("batch", source, "-o", out, "-t", "faulty", "-j", "2", *more)
    wait_until(lambda: len(list(out.rglob("*.out"))) >= 5 or process.poll() is not None)
    assert process.poll() is None
    return process


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, told = process.communicate(timeout=60)
    return process.returncode, told.decode()


def undisturbed(source: Path, out: Path) -> dict[str, str]:
    process = script("batch", source, "-o", out, "-t", "faulty", "-j", "2")
    assert finished(process)[0] == 0
    return tree(out)


@pytest.mark.parametrize("engine", ["serial", "local", "dask"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_finishes_what_is_in_work(
    engine: str, number: signal.Signals, tmp_path: Path
) -> None:
    source, out = slow(tmp_path / "in"), tmp_path / "out"
    process = begun(source, out, "--engine", engine)
    workers = workers_of(process.pid)
    # As a terminal does: to the whole group.
    os.killpg(process.pid, number)
    code, told = finished(process)
    assert code == 128 + number
    assert "go on with: " in told
    assert "--resume" in told.splitlines()[-1]
    assert not any(map(alive, workers))
    assert tree(out) == recorded(out), "all that is written is told of"
    done = len(recorded(out))
    assert 5 <= done < COUNT
    with Ledger.read_only(out) as ledger:
        assert ledger.runs()[-1].exit_code == code
    again = script("batch", source, "-o", out, "-t", "faulty", "-j", "2", "--resume", "--json")
    printed, _ = again.communicate(timeout=60)
    assert again.returncode == 0
    assert f'"skipped": {done}' in printed.decode()
    assert tree(out) == recorded(out)
    assert len(tree(out)) == COUNT


@pytest.mark.parametrize("engine", ["local", "dask"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_two_signals_end_a_run_that_hangs(
    engine: str, number: signal.Signals, code: int, tmp_path: Path
) -> None:
    faults = {30: "match", 31: "match", 32: "match", 33: "match"}
    source, out = make(tmp_path / "in", COUNT, faults), tmp_path / "out"
    process = begun(source, out, "--engine", engine)
    workers = workers_of(process.pid)
    time.sleep(1)
    process.send_signal(number)
    time.sleep(1)
    assert process.poll() is None, "it waits for what is in work"
    process.send_signal(number)
    asked = time.monotonic()
    assert finished(process)[0] == code
    assert time.monotonic() - asked < 10
    assert not any(map(alive, workers))
    assert set(recorded(out).items()) <= set(tree(out).items())
    assert not list(out.rglob("*.part"))


def killed(source: Path, out: Path, pause: float) -> bool:
    """Go on with a run, and kill it when it has written some more; False where it was faster."""
    before = len(list(out.rglob("*.out")))
    process = script("batch", source, "-o", out, "-t", "faulty", "-j", "2", "--resume")
    wait_until(lambda: len(list(out.rglob("*.out"))) > before + 2 or process.poll() is not None)
    time.sleep(pause)
    if process.poll() is not None:
        process.communicate()
        return False
    workers = workers_of(process.pid)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(map(alive, workers)), 5)
    found = tree(out)
    assert all(found.get(path) == sha for path, sha in recorded(out).items())
    return True


def kill_and_resume(source: Path, out: Path, kills: int, pause: float) -> int:
    """Kill the whole run so many times and go on with it each time; the number of kills."""
    count = sum(killed(source, out, pause) for _ in range(kills))
    process = script("batch", source, "-o", out, "-t", "faulty", "-j", "2", "--resume")
    code, told = finished(process)
    assert code == 0, told
    return count


def test_a_run_that_is_killed_and_resumed_gives_the_same_tree(tmp_path: Path) -> None:
    source = slow(tmp_path / "in")
    whole = undisturbed(source, tmp_path / "whole")
    assert kill_and_resume(source, tmp_path / "out", 2, 0.1) == 2
    assert tree(tmp_path / "out") == whole
    assert recorded(tmp_path / "out") == whole
    assert len(statuses(tmp_path / "out")) == COUNT


def test_a_crash_of_the_serial_engine_can_be_resumed(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 10, {6: "segfault"}), tmp_path / "out"
    process = script("batch", source, "-o", out, "-t", "faulty", "--engine", "serial")
    assert finished(process)[0] == -signal.SIGSEGV
    process = script("batch", source, "-o", out, "-t", "faulty", "--resume")
    assert finished(process)[0] == 1
    assert {name: status.value for name, status in statuses(out).items()} == {
        f"{n:03}.faulty": "crashed" if n == 6 else "ok" for n in range(10)
    }
    assert tree(out) == recorded(out)


def test_a_second_run_on_one_folder_leaves_with_4(tmp_path: Path) -> None:
    source, out = slow(tmp_path / "in"), tmp_path / "out"
    first = begun(source, out)
    second = script("batch", source, "-o", out, "-t", "faulty", "--resume")
    code, told = finished(second)
    assert code == 4
    assert "another run is writing to this folder" in told
    assert f":{first.pid}" in told
    assert finished(first)[0] == 0
    assert len(recorded(out)) == COUNT
