"""Runs: resumed, begun anew, refused, ended early; and always the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from batch.corpora import convert, make, recorded, statuses, tree, workers_of
from cableconv.batch.engines import ENGINE_NAMES
from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.ledger import Ledger
from cableconv.batch.merge import merge
from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.request import Corpus, ErrorBudget, Mode
from cableconv.batch.run import CorpusRun
from cableconv.batch.sources import Sources
from cableconv.errors import EnvironmentFailure, OutputExistsError, UsageError

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def corpus(source: Path | None, out: Path, **more: Any) -> Corpus:
    named = () if source is None else (str(source),)
    made = Corpus(Sources(named, leave_out=str(out)), JobSpec(str(out), ("faulty",)), "serial")
    return attrs.evolve(made, **more)


def run(asked: Corpus) -> list[Receipt]:
    with CorpusRun(asked) as receipts:
        return sorted(receipts, key=lambda receipt: receipt.id)


def count(receipts: list[Receipt], status: Status) -> int:
    return sum(receipt.status is status for receipt in receipts)


def test_engines_give_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ENGINE_NAMES:
        out = tmp_path / name
        receipts = convert(SAMPLES, out, name, to=["docx", "pdf", "tei", "txt", "html", "json"])
        assert {receipt.status for receipt in receipts} <= {Status.OK, Status.WARNED}
        assert tree(out) == recorded(out)
        trees.append(tree(out))
    assert len(trees[0]) > 6 * 20
    assert trees.count(trees[0]) == len(trees)


def test_a_receipt_tells_what_was_done_and_nothing_of_the_text(tmp_path: Path) -> None:
    (receipt,) = convert(SAMPLES / "confidential-full.txt", tmp_path / "out", to=["tei", ".txt"])
    assert receipt.id == receipt.ref == "confidential-full.txt"
    assert (receipt.number, receipt.last, receipt.attempts) == (1, True, 1)
    assert [one.format for one in receipt.outputs] == ["tei", "txt"]
    for output in receipt.outputs:
        assert (tmp_path / "out" / output.relpath).stat().st_size == output.bytes
    data = (SAMPLES / "confidential-full.txt").read_bytes()
    assert receipt.in_bytes == len(data)
    assert receipt.facts["mrn"] == "06EXAMPLEVILLE713"
    assert receipt.facts["classification"] == "CONFIDENTIAL"
    assert len(str(receipt.to_plain())) < 3000


def test_resume_leaves_out_what_is_done(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 10), tmp_path / "out"
    convert(source, out, "serial")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.out")}
    again = convert(source, out, "serial", resume=True)
    assert count(again, Status.SKIPPED) == 10
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.out")} == before
    assert set(statuses(out).values()) == {Status.OK}


@pytest.mark.parametrize(
    ("change", "redone"),
    [
        (lambda folder: (folder / "in" / "003.faulty").write_text("faulty: other\n"), 1),
        (lambda folder: next(folder.rglob("004*.out")).unlink(), 1),
        (lambda folder: next(folder.rglob("005*.out")).write_text("cut"), 1),
        (Path.exists, 0),
    ],
)
def test_resume_does_again_what_is_not_as_it_was(
    change: Callable[[Path], object], redone: int, tmp_path: Path
) -> None:
    source, out = make(tmp_path / "in", 10), tmp_path / "out"
    convert(source, out, "serial")
    change(tmp_path)
    again = convert(source, out, "serial", resume=True)
    assert (count(again, Status.OK), count(again, Status.SKIPPED)) == (redone, 10 - redone)
    assert tree(out) == recorded(out)


def test_resume_with_another_configuration_does_all_again(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 4), tmp_path / "out"
    convert(source, out, "serial")
    again = convert(source, out, "serial", to=["txt"], resume=True)
    assert count(again, Status.SKIPPED) == 0
    # What the first configuration wrote is told of no more, and removed.
    assert {Path(path).suffix for path in tree(out)} == {".txt"}
    assert tree(out) == recorded(out)


def test_a_volume_that_shrinks_leaves_no_output_behind(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 1, {0: "one\ntwo\nthree"}), tmp_path / "out"
    assert len(convert(source, out, "serial")) == 3
    (again,) = convert(source, out, "serial", resume=True)
    assert again.status is Status.SKIPPED
    make(source, 1, {0: "one\ntwo"})
    assert len(convert(source, out, "serial", resume=True)) == 2
    make(source, 1, {0: "one"})
    assert [one.id for one in convert(source, out, "serial", resume=True)] == ["000.faulty"]
    assert list(statuses(out)) == ["000.faulty"]
    assert tree(out) == recorded(out)
    assert len(tree(out)) == 1


def test_failures_are_tried_again_by_resume_and_alone_by_retry(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 6, {2: "raise", 4: "raise"}), tmp_path / "out"
    assert count(run(corpus(source, out)), Status.FAILED) == 2
    make(source, 3)
    retried = run(corpus(None, out, mode=Mode.RETRY, sources=Sources((str(source),))))
    assert [(one.id, one.status) for one in retried] == [
        ("002.faulty", Status.OK),
        ("004.faulty", Status.FAILED),
    ]
    again = run(corpus(source, out, mode=Mode.RESUME))
    assert (count(again, Status.SKIPPED), count(again, Status.FAILED)) == (5, 1)


def test_a_cable_of_which_one_output_cannot_be_written_has_none(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 2), tmp_path / "out"
    formats = ("faulty", "json", "txt")
    run(corpus(source, tmp_path / "other", job=JobSpec(str(tmp_path / "other"), formats)))
    (written,) = (tmp_path / "other").glob("001*.json")
    asked = corpus(source, out, job=JobSpec(str(out), formats))
    run(attrs.evolve(asked, limit=1))
    (out / written.name).mkdir()
    (_, failed) = run(attrs.evolve(asked, mode=Mode.RESUME))
    assert (failed.id, failed.status, failed.outputs) == ("001.faulty", Status.FAILED, ())
    assert [path.name for path in out.glob("001*")] == [written.name]


def test_a_run_begun_anew_removes_what_was_there(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 6), tmp_path / "out"
    run(corpus(source, out))
    (source / "000.faulty").unlink()
    run(corpus(source, out, mode=Mode.FRESH))
    assert len(tree(out)) == 5
    assert tree(out) == recorded(out)
    with Ledger.read_only(out) as ledger:
        assert [one.number for one in ledger.runs()] == [1]


def test_results_and_foreign_files_are_never_overwritten_unasked(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 2), tmp_path / "out"
    run(corpus(source, out))
    with pytest.raises(OutputExistsError, match="results of an earlier run"):
        run(corpus(source, out))
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("mine")
    for mode in Mode:
        with pytest.raises(OutputExistsError, match="not empty"):
            run(corpus(source, foreign, mode=mode))
    assert [path.name for path in foreign.iterdir()] == ["letter.txt"]


def test_two_runs_on_one_folder_are_refused(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 4), tmp_path / "out"
    with CorpusRun(corpus(source, out)) as first:
        next(first)
        for mode in Mode:
            with pytest.raises(EnvironmentFailure, match="another run is writing") as error:
                run(corpus(source, out, mode=mode))
            assert error.value.exit_code == 4
        assert len(list(first)) == 3
    assert count(run(corpus(source, out, mode=Mode.RESUME)), Status.SKIPPED) == 4


@pytest.mark.parametrize("inside", ["", "deep/in"])
def test_inputs_inside_the_output_folder_are_refused(inside: str, tmp_path: Path) -> None:
    source = make(tmp_path / "out" / inside, 1)
    with pytest.raises(UsageError, match="lies in the output folder"):
        run(corpus(source, tmp_path / "out"))


def test_an_output_folder_inside_the_inputs_is_left_out(tmp_path: Path) -> None:
    source = make(tmp_path, 2)
    out = tmp_path / "out"
    assert len(run(corpus(source, out))) == 2
    assert len(run(corpus(source, out, mode=Mode.RESUME))) == 2


def test_ids_that_repeat_are_told_apart(tmp_path: Path) -> None:
    one, two = make(tmp_path / "a" / "in", 2), make(tmp_path / "b" / "in", 2)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("x.faulty", "faulty: one\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x.faulty", "faulty: two\n")
    receipts = convert([one, two, one / "000.faulty", tmp_path / "in.zip"], tmp_path / "out")
    assert [receipt.id for receipt in receipts] == [
        "000.faulty",
        "in.zip#x.faulty",
        "in.zip#x.faulty~2",
        "in/000.faulty",
        "in/000.faulty~2",
        "in/001.faulty",
        "in/001.faulty~2",
    ]
    assert len(tree(tmp_path / "out")) == 7
    texts = {(tmp_path / "out" / one.outputs[0].relpath).read_text() for one in receipts}
    assert {"one\n", "two\n"} <= texts


def test_a_run_in_which_nothing_succeeds_is_ended(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 80, dict.fromkeys(range(80), "raise"))
    asked = CorpusRun(corpus(source, tmp_path / "out"))
    assert len(list(asked)) == 50
    assert (asked.aborted, asked.exit_code) == ("the first 50 all failed", 3)


@pytest.mark.parametrize(
    ("budget", "through"),
    [(ErrorBudget(count=0), 4), (ErrorBudget(count=2), 12), (ErrorBudget(percent=10), 100)],
)
def test_a_run_ends_when_too_many_fail(budget: ErrorBudget, through: int, tmp_path: Path) -> None:
    source = make(tmp_path / "in", 120, dict.fromkeys(range(3, 120, 4), "raise"))
    asked = CorpusRun(corpus(source, tmp_path / "out", budget=budget))
    assert len(list(asked)) == through
    assert asked.aborted
    assert asked.exit_code == 3
    again = run(corpus(source, tmp_path / "out", mode=Mode.RESUME))
    assert count(again, Status.SKIPPED) + count(again, Status.OK) == 90


def test_exit_codes_tell_how_it_went(tmp_path: Path) -> None:
    for faults, code in (({}, 0), ({1: "raise"}, 1), ({0: "raise", 1: "raise"}, 3)):
        name = str(code)
        asked = CorpusRun(corpus(make(tmp_path / name / "in", 2, faults), tmp_path / name / "out"))
        list(asked)
        assert asked.exit_code == code
        with Ledger.read_only(tmp_path / name / "out") as ledger:
            (ran,) = ledger.runs()
        assert ran.exit_code == code
        assert ran.ended is not None


def test_shards_together_are_the_whole(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 30, {4: "raise", 5: "one\ntwo"})
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    run(corpus(source, whole))
    seen = []
    for part in (2, 1, 3):
        receipts = run(corpus(source, parts, shard=(part, 3)))
        assert 0 < len(receipts) < 30
        seen += receipts
        if part != 3:
            with pytest.raises(UsageError, match="missing"):
                merge(parts)
    assert len(seen) == 31
    assert merge(parts) == 3
    assert tree(parts) == tree(whole)
    assert recorded(parts) == recorded(whole)
    assert statuses(parts) == statuses(whole)
    assert merge(parts) == 3, "it can be done again"
    run(corpus(source, parts, mode=Mode.RESUME))
    with pytest.raises(UsageError, match="a run over the whole corpus"):
        merge(parts)


def test_shards_of_different_runs_are_not_merged(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 8), tmp_path / "out"
    run(corpus(source, out, shard=(1, 2)))
    run(corpus(source, out, shard=(2, 2), job=JobSpec(str(out), ("txt",))))
    with pytest.raises(UsageError, match="different configurations"):
        merge(out)
    run(corpus(source, out, shard=(1, 3)))
    with pytest.raises(UsageError, match="2 and 3 parts"):
        merge(out)


def test_nothing_is_written_beside_planted_links(tmp_path: Path) -> None:
    source, out, victim = make(tmp_path / "in" / "deep", 2), tmp_path / "out", tmp_path / "victim"
    source = source.parent
    victim.mkdir()
    (victim / "file").write_text("mine")
    run(corpus(source, out))
    place = next(iter(tree(out)))
    (out / place).unlink()
    (out / place).symlink_to(victim / "file")
    again = run(corpus(source, out, mode=Mode.RESUME))
    assert count(again, Status.OK) == 1
    assert not (out / place).is_symlink(), "the link gave way to the file"
    shutil.rmtree(out / "deep")
    (out / "deep").symlink_to(victim)
    again = run(corpus(source, out, mode=Mode.RESUME))
    assert {one.code for one in again} == {"WriteError"}
    assert [path.name for path in victim.iterdir()] == ["file"]
    assert (victim / "file").read_text() == "mine"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes; the tests that need it are skipped where none can be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if (
        os.geteuid()
        or shutil.which("mount") is None
        or subprocess.run(command, check=False).returncode
    ):
        pytest.skip("a small disk cannot be mounted here (that needs root)")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_a_full_disk_ends_the_run_and_tears_nothing(
    engine: str, tmp_path: Path, small_disk: Path
) -> None:
    source = make(tmp_path / "in", 60, dict.fromkeys(range(60), "large 100000"))
    out = small_disk / "out"
    with pytest.raises(EnvironmentFailure, match=r"disk is full|ledger cannot be used") as error:
        convert(source, out, engine)
    assert error.value.exit_code == 4
    assert not workers_of(os.getpid())
    assert not list(out.rglob("*.part"))
    for path in out.rglob("*.out"):
        assert path.stat().st_size == 100_013, "each file is whole"
    assert set(recorded(out)) <= set(tree(out))
    done = len(recorded(out))
    assert 0 < done < 60
    subprocess.run(["mount", "-o", "remount,size=12m", str(small_disk)], check=True)
    again = convert(source, out, engine, resume=True)
    assert count(again, Status.SKIPPED) == done
    assert len(tree(out)) == 60
    assert tree(out) == recorded(out)


def test_a_read_only_place_ends_the_run_before_it_begins(tmp_path: Path, small_disk: Path) -> None:
    source = make(tmp_path / "in", 2)
    (small_disk / "out").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(EnvironmentFailure, match="read-only") as error:
        convert(source, small_disk / "out")
    assert error.value.exit_code == 4
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


def test_too_little_room_is_told_at_once(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 2)
    with pytest.raises(EnvironmentFailure, match="must stay free"):
        run(corpus(source, tmp_path / "out", min_free=2**30))


def test_what_a_killed_run_left_behind_is_swept(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 2), tmp_path / "out"
    run(corpus(source, out))
    stale = out / ".cableconv-whole-0123456789abcdef.part"
    stale.write_text("half")
    other = out / ".cableconv-2-of-3-0123456789abcdef.part"
    other.write_text("half, by a shard that may be at work")
    with Ledger(out / ".cableconv" / "ledger.db") as ledger:
        ledger._db.execute("UPDATE run SET ended=NULL")
    with CorpusRun(corpus(source, out, mode=Mode.RESUME)) as clean:
        assert clean.swept == 1
    assert not stale.exists()
    assert other.exists()


def test_outputs_that_lack_something_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    source = SAMPLES / "confidential-full.txt"
    assert convert(source, out, "serial", to="tei", verify=True)[0].status is Status.OK

    def empty(*_: object) -> tuple[bytes, list[object]]:
        return b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", []

    monkeypatch.setattr("cableconv.conversion.render", empty)
    (receipt,) = convert(source, tmp_path / "bad", "serial", to="tei", verify=True)
    assert (receipt.status, receipt.code) == (Status.FAILED, "VerificationError")
    assert tree(tmp_path / "bad") == {}


def test_unknown_things_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 1)
    for more, words in (
        ({"to": "nothing"}, "no writer is named"),
        ({"engine": "steam"}, "no engine"),
        ({"scheduler": "tcp://x:1"}, "for the engine 'dask'"),
        ({"layout": "heap"}, "no layout"),
        ({"to": "txt", "options": {"txt": {"nothing": "1"}}}, "no option"),
    ):
        with pytest.raises(UsageError, match=words):
            convert(source, tmp_path / "out", **{"engine": "local", **more})  # type: ignore[arg-type]
        assert not (tmp_path / "out").exists()
    with pytest.raises(EnvironmentFailure, match="no such file"):
        convert(tmp_path / "missing", tmp_path / "out")
    with pytest.raises(UsageError, match="no source"):
        convert([], tmp_path / "out")


def test_limits_do_not_change_the_configuration(tmp_path: Path) -> None:
    job = JobSpec(str(tmp_path), ("txt",))
    assert attrs.evolve(job, limits=Limits(seconds=1)).config_sha256 == job.config_sha256
    assert attrs.evolve(job, formats=("tei",)).config_sha256 != job.config_sha256
    assert attrs.evolve(job, options={"txt": {"width": "60"}}).config_sha256 != job.config_sha256
