"""A dask cluster of separate processes: the same bytes, whatever dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from batch.cluster import cluster
from batch.corpora import alive, convert, make, recorded, tree, wait_until, workers_of
from cableconv.batch.corpus import convert_corpus
from cableconv.batch.job import Limits
from cableconv.batch.receipt import Status
from cableconv.errors import EnvironmentFailure

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_a_cluster_gives_the_same_bytes_even_where_a_worker_dies(tmp_path: Path) -> None:
    formats = ["docx", "tei", "txt"]
    source = make(tmp_path / "in", 200, dict.fromkeys(range(200), "slow 0.01"))
    convert([SAMPLES, source], tmp_path / "local", to=formats)
    with cluster(tmp_path) as found:
        out, place = tmp_path / "dask", found.address
        done = []
        with convert_corpus(
            [SAMPLES, source], out, to=formats, engine="dask", scheduler=place
        ) as run:
            for receipt in run:
                done.append(receipt)
                if len(done) == 30:
                    below = workers_of(found.workers[0].pid)
                    os.kill(found.workers[0].pid, signal.SIGKILL)
        assert len({receipt.id for receipt in done}) == len(done)
        assert {receipt.status for receipt in done} <= {Status.OK, Status.WARNED}
        wait_until(lambda: not any(map(alive, below)), 5)
        wait_until(lambda: not workers_of(found.workers[1].pid), 5)
    assert tree(tmp_path / "dask") == tree(tmp_path / "local") == recorded(tmp_path / "dask")


def test_where_the_scheduler_dies_the_run_goes_on_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dask  # noqa: PLC0415 - to wait less than half a minute for a scheduler that is dead

    source = make(tmp_path / "in", 150, dict.fromkeys(range(150), "slow 0.02"))
    out = tmp_path / "out"
    monkeypatch.setattr("cableconv.batch.engines.dask.CONNECT_SECONDS", 10)
    count = 0
    with cluster(tmp_path) as found, dask.config.set({"distributed.comm.timeouts.connect": "3s"}):
        with pytest.raises(EnvironmentFailure, match="dask cluster is lost") as error:  # noqa: PT012, SIM117 - it is raised further on
            with convert_corpus(
                source, out, to="faulty", engine="dask", scheduler=found.address
            ) as run:
                for _ in run:
                    count += 1
                    if count == 10:
                        os.kill(found.scheduler.pid, signal.SIGKILL)
        assert error.value.exit_code == 4
    assert len(recorded(out)) == count
    again = convert(source, out, resume=True)
    assert sum(receipt.status is Status.SKIPPED for receipt in again) == count
    assert len(again) == 150
    assert tree(out) == recorded(out)


def test_each_fault_is_blamed_on_a_cluster_too(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 30, {3: "segfault", 9: "match", 20: "raise"})
    limits = Limits(seconds=3, retries=0)
    with cluster(tmp_path) as found:
        receipts = convert(source, tmp_path / "out", "dask", scheduler=found.address, limits=limits)
    failed = {one.id: one.code for one in receipts if not one.status.is_done}
    assert failed == {
        "003.faulty": "SIGSEGV",
        "009.faulty": "timeout",
        "020.faulty": "ValueError",
    }
    assert len(receipts) == 30


def test_a_scheduler_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cableconv.batch.engines.dask.CONNECT_SECONDS", 1)
    source = make(tmp_path / "in", 1)
    with pytest.raises(EnvironmentFailure, match="cannot be reached"):
        convert(source, tmp_path / "out", "dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EnvironmentFailure, match="cannot be reached"):
        convert(source, tmp_path / "two", "dask", scheduler=str(tmp_path / "missing.json"))
