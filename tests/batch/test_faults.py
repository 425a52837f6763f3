"""What one bad input does to a run: it is blamed, exactly, and all others are converted."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from batch.corpora import CANARY, convert, make, recorded, statuses, tree, wait_until, workers_of
from cableconv.batch.corpus import convert_corpus
from cableconv.batch.job import Limits
from cableconv.batch.receipt import Receipt, Status
from cableconv.errors import EnvironmentFailure, UsageError

RAISING = {
    3: ("raise " + CANARY, Status.FAILED, "ValueError"),
    5: ("read-raise " + CANARY, Status.FAILED, "ValueError"),
    7: ("unsendable", Status.FAILED, "TypeError"),
    9: ("deep", Status.FAILED, "WriteError"),
    11: ("read-deep", Status.FAILED, "LimitExceededError"),
    13: ("noise " + CANARY, Status.OK, ""),
    15: ("large 20000000", Status.OK, ""),
}
"""Faults that every engine must bear: what the input says, and what is told of it."""

CRASHING = {
    17: ("segfault", Status.CRASHED, "SIGSEGV"),
    19: ("read-segfault", Status.CRASHED, "SIGSEGV"),
    21: ("kill", Status.CRASHED, "SIGKILL"),
    23: ("leave", Status.CRASHED, "exit 3"),
    25: ("eat", Status.OOM, "memory"),
    27: ("hang", Status.TIMEOUT, "timeout"),
    29: ("match", Status.TIMEOUT, "timeout"),
    31: ("read-hang", Status.TIMEOUT, "timeout"),
    33: ("system-exit", Status.FAILED, "SystemExit"),
}
"""Faults that end, or hold up, the process that has them."""

ENGINES = {
    "serial": RAISING,
    "local": RAISING | CRASHING,
    "dask": RAISING | CRASHING,
}
LIMITS = Limits(seconds=3, memory_mb=900)
ONCE = Limits(seconds=3, memory_mb=900, retries=0)
COUNT = 36


def by_id(receipts: list[Receipt]) -> dict[str, tuple[Status, str]]:
    found = {receipt.id: (receipt.status, receipt.code) for receipt in receipts}
    assert len(found) == len(receipts), "nothing comes twice"
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_each_fault_is_blamed_on_its_own_input(engine: str, tmp_path: Path) -> None:
    faults = ENGINES[engine]
    source = make(tmp_path / "in", COUNT, {n: text for n, (text, _, _) in faults.items()})
    receipts = convert(source, tmp_path / "out", engine, limits=ONCE)
    expected = {f"{n:03}.faulty": (Status.OK, "") for n in range(COUNT)}
    expected |= {f"{n:03}.faulty": (status, code) for n, (_, status, code) in faults.items()}
    assert by_id(receipts) == expected
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")
    assert statuses(tmp_path / "out") == {name: status for name, (status, _) in expected.items()}
    assert len(tree(tmp_path / "out")) == sum(s is Status.OK for s, _ in expected.values())
    assert CANARY not in json.dumps([receipt.to_plain() for receipt in receipts])
    assert not workers_of(os.getpid())


def test_a_suspect_is_tried_again_alone(tmp_path: Path) -> None:
    memory = tmp_path / "was-here"
    source = make(tmp_path / "in", 8, {2: f"once {memory}"})
    receipts = convert(source, tmp_path / "out")
    assert {receipt.status for receipt in receipts} == {Status.OK}
    assert [receipt.attempts for receipt in receipts] == [1, 1, 2, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_a_crash_inside_a_volume_costs_one_cable(engine: str, tmp_path: Path) -> None:
    volume = "one\ntwo\nsegfault\nfour\nhang\nsix"
    source = make(tmp_path / "in", 3, {1: volume})
    receipts = convert(source, tmp_path / "out", engine, limits=LIMITS)
    assert {receipt.id: receipt.status.value for receipt in receipts} == {
        "000.faulty": "ok",
        "001.faulty#1": "ok",
        "001.faulty#2": "ok",
        "001.faulty#3": "crashed",
        "001.faulty#4": "ok",
        "001.faulty#5": "timeout",
        "001.faulty#6": "ok",
        "002.faulty": "ok",
    }
    assert [one.id for one in receipts if one.last] == ["000.faulty", "001.faulty#6", "002.faulty"]


def test_a_crash_at_the_end_of_a_volume_invents_no_cable(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 1, {0: "one\ntwo\nsegfault"})
    receipts = convert(source, tmp_path / "out")
    assert [(one.id, one.status.value, one.last) for one in receipts] == [
        ("000.faulty#1", "ok", False),
        ("000.faulty#2", "ok", False),
        ("000.faulty#3", "crashed", True),
    ]


def test_what_follows_a_crash_of_the_reader_is_told_to_be_out_of_reach(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 2, {0: "one\ntwo\nread-segfault\nfour"})
    receipts = convert(source, tmp_path / "out")
    assert [(one.id, one.status.value, one.last) for one in receipts] == [
        ("000.faulty#1", "ok", False),
        ("000.faulty#2", "ok", False),
        ("000.faulty#3", "crashed", True),
        ("001.faulty", "ok", True),
    ]
    assert "cannot be reached" in receipts[2].message


@pytest.mark.parametrize("engine", ["serial", "local"])
def test_what_was_read_before_an_error_is_kept(engine: str, tmp_path: Path) -> None:
    source = make(tmp_path / "in", 1, {0: "one\ntwo\nread-raise\nfour"})
    receipts = convert(source, tmp_path / "out", engine)
    assert [(one.id, one.status.value, one.last) for one in receipts] == [
        ("000.faulty#1", "ok", False),
        ("000.faulty#2", "ok", False),
        ("000.faulty#3", "failed", True),
    ]


def test_processes_are_replaced_before_they_grow_old(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 20)
    receipts = convert(source, tmp_path / "out", jobs=1, limits=Limits(recycle=5))
    assert len({receipt.worker for receipt in receipts}) == 4
    assert {receipt.status for receipt in receipts} == {Status.OK}


def killed_at_random(source: Path, out: Path, every: int) -> tuple[int, list[Receipt]]:
    """Convert, and kill a worker after so many receipts; the number of kills, and all receipts."""
    chance = random.Random(60)  # noqa: S311 - no secret
    kills = 0
    receipts = []
    with convert_corpus(source, out, to="faulty", jobs=2, limits=Limits(retries=50)) as run:
        for receipt in run:
            receipts.append(receipt)
            workers = workers_of(os.getpid())
            if len(receipts) % every == 0 and workers:
                os.kill(chance.choice(workers), signal.SIGKILL)
                kills += 1
    return kills, receipts


def test_nothing_is_lost_where_workers_are_killed_at_random(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 60)
    kills, receipts = killed_at_random(source, tmp_path / "out", 10)
    assert kills >= 5
    assert len(by_id(receipts)) == 60
    assert {receipt.status for receipt in receipts} == {Status.OK}
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_few_inputs_are_drawn_ahead_of_a_slow_consumer(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cableconv.batch.sources import Sources  # noqa: PLC0415 - patched below

    source = make(tmp_path / "in", 400)
    drawn = 0
    refs = Sources.refs

    def counted(self: Sources) -> object:
        nonlocal drawn
        for ref in refs(self):
            drawn += 1
            yield ref

    monkeypatch.setattr(Sources, "refs", counted)
    with convert_corpus(source, tmp_path / "out", to="faulty", engine=engine, jobs=2) as run:
        next(run)
        before = drawn
        time.sleep(1)
        assert drawn == before
        assert drawn <= (2 * 4 + 2 if engine == "local" else 2 * 2 * 64)
    assert not workers_of(os.getpid())


def test_a_slow_consumer_makes_no_input_late(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 12)
    with convert_corpus(
        source, tmp_path / "out", to="faulty", jobs=2, limits=Limits(seconds=3)
    ) as run:
        for receipt in run:
            assert receipt.status is Status.OK
            time.sleep(0.4)


def test_a_run_that_is_closed_leaves_no_process_and_can_be_resumed(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 40, {5: "hang"})
    run = convert_corpus(source, tmp_path / "out", to="faulty", jobs=2)
    first = [next(run) for _ in range(10)]
    run.close()
    assert not workers_of(os.getpid())
    assert {receipt.id for receipt in first} <= set(statuses(tmp_path / "out"))
    (source / "005.faulty").write_text("faulty: fine again\n")
    again = convert(source, tmp_path / "out", resume=True)
    assert len(again) == 40
    assert sum(receipt.status is Status.SKIPPED for receipt in again) >= 10
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")


def test_a_worker_of_another_version_refuses_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The worker gets the version from the job and compares it with its own.
    monkeypatch.setattr("cableconv.batch.work.__version__", "0.0.9")
    source = make(tmp_path / "in", 1)
    with pytest.raises(UsageError, match=r"is of cableconv .* and this worker of 0\.0\.9"):
        convert(source, tmp_path / "out", "serial")


def test_workers_that_cannot_start_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    source = make(tmp_path / "in", 3)
    with pytest.raises(EnvironmentFailure, match="worker processes do not start"):
        convert(source, tmp_path / "out")


def test_a_hung_worker_dies_with_its_engine(tmp_path: Path) -> None:
    """Even inside a regular expression, where no thread of it gets to run."""
    from batch.corpora import alive, script  # noqa: PLC0415

    source = make(tmp_path / "in", 4, dict.fromkeys(range(4), "match"))
    process = script("batch", source, "-o", tmp_path / "out", "-t", "faulty", "-j", "2")
    wait_until(lambda: len(workers_of(process.pid)) == 2)
    workers = workers_of(process.pid)
    time.sleep(1)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(map(alive, workers)), 5)
