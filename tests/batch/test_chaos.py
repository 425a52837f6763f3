"""The long tests of whole corpora, run by ``make chaos``: many kills, and a corpus of some size."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.cluster import cluster
from batch.corpora import convert, environment, make, recorded, statuses, tree
from batch.test_faults import by_id, killed_at_random
from batch.test_interrupted import kill_and_resume, undisturbed
from cableconv.batch.check import Checked, check_files
from cableconv.batch.corpus import convert_corpus
from cableconv.batch.ledger import Ledger
from cableconv.batch.receipt import Status
from cableconv.batch.sources import Sources
from generate.corpus import generate

pytestmark = pytest.mark.chaos

TESTS = Path(__file__).resolve().parents[1]
FORMATS = ["docx", "pdf", "tei", "txt"]
SIZE = int(os.environ.get("CABLECONV_CHAOS", "20000"))
"""Cables of the large corpus."""


def test_sixty_kills_lose_nothing(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 620)
    kills, receipts = killed_at_random(source, tmp_path / "out", 10)
    assert kills >= 60
    assert len(by_id(receipts)) == 620
    assert {receipt.status for receipt in receipts} == {Status.OK}
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")


def test_seven_kills_of_the_whole_run_change_nothing(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 300, dict.fromkeys(range(300), "slow 0.05"))
    whole = undisturbed(source, tmp_path / "whole")
    chance = random.Random(7)  # noqa: S311 - no secret
    pause = chance.uniform(0.1, 0.6)
    assert kill_and_resume(source, tmp_path / "out", 7, pause) == 7
    assert tree(tmp_path / "out") == recorded(tmp_path / "out") == whole
    assert len(statuses(tmp_path / "out")) == 300


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(st.integers(1, 30), max_size=4), faults=st.sets(st.integers(0, 39)))
def test_any_run_that_is_cut_off_anywhere_can_be_gone_on_with(
    stops: list[int], faults: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    source = make(folder / "in", 40, dict.fromkeys(faults, "raise"))
    for stop in stops:
        with convert_corpus(
            source, folder / "out", to="faulty", engine="serial", resume=True
        ) as run:
            for _, _ in zip(range(stop), run, strict=False):
                pass
        assert tree(folder / "out") == recorded(folder / "out")
    convert(source, folder / "out", "serial", resume=True)
    found = statuses(folder / "out")
    assert {name for name, status in found.items() if status is Status.FAILED} == {
        f"{number:03}.faulty" for number in faults
    }
    assert len(found) == 40
    assert tree(folder / "out") == recorded(folder / "out")


@attrs.frozen
class Measured:
    """A run over a corpus: cables a second, and megabytes of the parent at its largest."""

    rate: float
    memory: float


def measured(source: Path, out: Path, jobs: int, limit: int) -> Measured:
    """Run the script, and print what it cost; the memory is that of the coordinating process."""
    code = (
        "import sys\n"
        "from bench.memory import peak\n"
        "from cableconv.cli import run\n"
        "code = run(sys.argv[1:])\n"
        "print(peak())\n"
        "sys.exit(code)"
    )
    words = ["batch", source, "-o", out, "-t", ",".join(FORMATS), "-j", jobs, "--limit", limit]
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words), "--layout", "prefix", "-q"],
        env=environment(TESTS),
        stdout=subprocess.PIPE,
        check=True,
    )
    found = Measured(limit / (time.monotonic() - begun), float(done.stdout.split()[-1]))
    hours = 251_287 / found.rate / 3600
    print(  # noqa: T201 - what make chaos is for
        f"\n{limit:,} cables, {jobs} jobs: {found.rate:.1f} a second, {found.memory:.0f} MB; "
        f"251,287 would take {hours:.1f} h"
    )
    return found


def test_a_large_corpus_goes_through_in_flat_memory(tmp_path: Path) -> None:
    source = tmp_path / "corpus.csv"
    generate(source, SIZE)
    one = measured(source, tmp_path / "one", 1, SIZE // 20)
    two = measured(source, tmp_path / "two", 2, SIZE // 20)
    print(f"two processes do {two.rate / one.rate:.2f} times as much as one")  # noqa: T201
    quarter = measured(source, tmp_path / "quarter", 2, SIZE // 4)
    whole = measured(source, tmp_path / "whole", 2, SIZE)
    assert whole.memory < 100
    assert whole.memory < quarter.memory * 1.25 + 5
    checked = Checked()
    with Ledger.read_only(tmp_path / "whole") as ledger:
        assert list(check_files(str(tmp_path / "whole"), ledger, checked)) == []
        assert ledger.counts().keys() <= {"ok", "warned"}
    assert checked.files == SIZE * len(FORMATS)
    sample = ["verify", str(tmp_path / "whole"), "--deep", "--sample", "200"]
    subprocess.run([sys.executable, "-m", "cableconv", *sample], env=environment(), check=True)


def test_a_cluster_gives_the_same_bytes_as_this_machine(tmp_path: Path) -> None:
    source = tmp_path / "corpus.csv"
    generate(source, SIZE // 10)
    for engine in ("local", "dask"):
        with cluster(tmp_path) as found:
            place = {"scheduler": found.address} if engine == "dask" else {}
            convert(source, tmp_path / engine, engine, to=FORMATS, **place)
    assert tree(tmp_path / "dask") == tree(tmp_path / "local")


def test_a_table_of_two_gigabytes_is_listed_in_little_memory(tmp_path: Path) -> None:
    rows = TESTS.parent / "samples" / "cables-rows.csv"
    data = rows.read_bytes().rstrip(b"\n") + b"\n"
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        for _ in range(2**31 // len(data * 1000)):
            stream.write(data * 1000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    count = sum(1 for _ in Sources((str(path),)).refs())
    seconds = time.monotonic() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n{count:,} rows of 2 GB listed in {seconds:.0f} s, {grown:.0f} MB more")  # noqa: T201
    assert grown < 50


def test_the_real_corpus_goes_through_in_one_command(tmp_path: Path, corpus: Path) -> None:
    receipts = convert(corpus, tmp_path / "out", to=FORMATS)
    failed = [one for one in receipts if not one.status.is_done]
    print(f"\n{len(receipts)} real cables, {len(failed)} failed")  # noqa: T201
    for one in failed:
        print(f"  {one.id}: {one.code}: {one.message}")  # noqa: T201
    assert {one.code for one in failed} <= {"NotACableError"}
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")


def test_signals_in_a_storm_leave_a_ledger_that_is_true(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 200, dict.fromkeys(range(200), "slow 0.02"))
    chance = random.Random(5)  # noqa: S311 - no secret
    out = tmp_path / "out"
    for _ in range(12):
        words = [sys.executable, "-m", "cableconv", "batch", str(source), "-o", str(out)]
        process = subprocess.Popen(
            [*words, *("-t", "faulty", "-j", "2", "--resume")],
            env=environment(),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 2.5))
        for number in chance.choices((signal.SIGINT, signal.SIGTERM, signal.SIGKILL), k=2):
            if process.poll() is None:
                os.kill(process.pid, number)
        process.wait()
        if (out / ".cableconv" / "ledger.db").exists():
            found = tree(out)
            assert all(found.get(path) == sha for path, sha in recorded(out).items())
    convert(source, out, resume=True)
    assert tree(out) == recorded(out)
    assert len(tree(out)) == 200
