"""The ledger: what is kept, forgotten, and refused; and its plain data."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cableconv as cc
from cableconv.batch.engines.wire import decode, encode, error_from_plain, error_to_plain
from cableconv.batch.facts import facts_of
from cableconv.batch.job import JobSpec
from cableconv.batch.ledger import Ledger, Run
from cableconv.batch.lock import Lock
from cableconv.batch.outputs import OutputPlaceError
from cableconv.batch.receipt import MESSAGE_LIMIT, Output, Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.batch.task import Task
from cableconv.batch.work import told
from cableconv.errors import EnvironmentFailure, InternalError, UsageError

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CONFIG = "c" * 64
RUN = Run(0, "2026-01-01T00:00:00Z", None, ("x",), "0.1.0", {"a": 1}, "host", "3.11", "", {}, None)

TEXTS = st.text(max_size=20)
RECEIPTS = st.builds(
    Receipt,
    id=TEXTS,
    ref=TEXTS,
    status=st.sampled_from(Status),
    number=st.integers(1, 10**6),
    last=st.booleans(),
    code=TEXTS,
    message=TEXTS,
    outputs=st.lists(st.builds(Output, TEXTS, TEXTS, st.integers(0, 2**40), TEXTS), max_size=3).map(
        tuple
    ),
    in_sha256=TEXTS,
    in_bytes=st.integers(0, 2**40),
    warnings=st.dictionaries(TEXTS, st.integers(0, 9), max_size=3),
    facts=st.dictionaries(TEXTS, TEXTS | st.integers() | st.none(), max_size=3),
)
REFS = st.builds(
    Ref,
    id=TEXTS,
    uri=TEXTS,
    member=st.none() | TEXTS,
    offset=st.none() | st.integers(0),
    length=st.none() | st.integers(0),
    row=st.none() | st.integers(1),
    line=st.none() | st.integers(1),
    format=st.none() | TEXTS,
)


@given(RECEIPTS)
def test_receipts_come_back_from_plain_data(receipt: Receipt) -> None:
    line = encode(receipt.to_plain())
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert Receipt.from_plain(decode(line)) == receipt


@given(REFS, TEXTS, st.integers(1), st.integers(1))
def test_tasks_come_back_from_plain_data(ref: Ref, known: str, first: int, attempt: int) -> None:
    task = Task(ref, known, first, attempt)
    assert Task.from_plain(decode(encode(task.to_plain()))) == task


def test_jobs_and_errors_come_back_from_plain_data() -> None:
    job = JobSpec("/out", ("txt", "pdf"), {"pdf": {"page": "a4"}}, part="1-of-2", verify=True)
    assert JobSpec.from_plain(json.loads(json.dumps(job.to_plain()))) == job
    for kind in (UsageError, OutputPlaceError):
        error = error_from_plain(error_to_plain(kind("m", source="s", hint="h")))
        assert type(error) is kind
        assert (error.message, error.source, error.hint) == ("m", "s", "h")
    foreign = {"class": "Unheard", "message": "m", "source": None, "hint": ""}
    assert type(error_from_plain(foreign)) is EnvironmentFailure


def test_a_message_is_safe_and_short() -> None:
    assert told("a\x1b[31m\nb\u202ec\ud800") == "a\ufffd[31m\ufffdb\ufffdc\ufffd"
    assert len(told("x" * 9999)) == MESSAGE_LIMIT


def test_facts_name_the_cable_and_hold_nothing_of_its_body() -> None:
    cable = cc.read(SAMPLES / "confidential-full.txt")
    facts = facts_of(cable)
    summary = cc.summarize(cable)
    shared = facts.keys() & summary.keys() - {"references", "paragraphs", "notices"}
    assert len(shared) == 16
    assert all(facts[key] == summary[key] for key in shared)
    assert facts["action"] == ["SECSTATE WASHDC", "AMEMBASSY FICTIVIA"]
    assert (facts["action_count"], facts["info_count"]) == (2, 4)
    assert facts["paragraphs"] == len(cable.paragraphs)
    assert facts["marks"]["(C//NF)"] == 4
    assert facts["banner"] == "CONFIDENTIAL//NOFORN"
    assert facts["reader"] == "telegram"
    text = json.dumps(facts)
    for paragraph in cable.paragraphs:
        if len(paragraph.text) > 40:
            assert paragraph.text[:40] not in text
    assert facts_of(cc.loads("text"))["mrn"] is None


# A model of the ledger: what is kept of each input, in a dict


def receipt(ref: str, number: int, count: int, version: int) -> Receipt:
    name = ref if count == 1 else f"{ref}#{number}"
    path = f"{name.replace('#', '/')}.{version}"
    output = Output("txt", path, version, f"{version}")
    return Receipt(name, ref, Status.OK, number, number == count, outputs=(output,))


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.integers(0, 1), st.booleans()),
        max_size=12,
    )
)
def test_the_ledger_keeps_the_last_word_on_each_input(
    tmp_path_factory: pytest.TempPathFactory, inputs: list[tuple[str, int, int, bool]]
) -> None:
    """Inputs that are done again, with more or fewer cables, in commits of any size."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    model: dict[str, list[Receipt]] = {}
    files: set[str] = set()
    with Ledger(path) as ledger:
        run = ledger.begin_run(RUN, CONFIG)
        entries: list[tuple[Receipt, Ref]] = []
        for ref, count, version, commits in inputs:
            found = [receipt(ref, number + 1, count, version) for number in range(count)]
            model[ref] = found
            entries += [(one, Ref(ref, "/" + ref)) for one in found]
            if commits:
                stale = ledger.record(entries, CONFIG, run)
                files |= {output.relpath for one, _ in entries for output in one.outputs}
                files -= set(stale)
                entries = []
        stale = ledger.record(entries, CONFIG, run)
        files |= {output.relpath for one, _ in entries for output in one.outputs}
        files -= set(stale)
    kept = [one for found in model.values() for one in found]
    with Ledger(path, read_only=True) as ledger:
        assert sorted(ledger.receipts(), key=lambda one: one.id) == sorted(
            kept, key=lambda one: one.id
        )
        for ref, found in model.items():
            assert ledger.of_ref(ref) == [(one, CONFIG) for one in found]
        told_of = {output.relpath for output in ledger.outputs()}
        assert told_of == {output.relpath for one in kept for output in one.outputs} == files
        assert ledger.totals()[0] == len(files)


def test_one_file_for_two_cables_is_a_bug_that_is_told(tmp_path: Path) -> None:
    one = receipt("a", 1, 1, 1)
    two = attrs.evolve(receipt("b", 1, 1, 1), outputs=one.outputs)
    with Ledger(tmp_path / "ledger.db") as ledger:
        run = ledger.begin_run(RUN, CONFIG)
        ledger.record([(one, Ref("a", "/a"))], CONFIG, run)
        with pytest.raises(InternalError, match="a and b were both written"):
            ledger.record([(two, Ref("b", "/b"))], CONFIG, run)
        assert [found.id for found in ledger.receipts()] == ["a"], "nothing of it is kept"


def test_runs_are_told_of(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.begin_run(RUN, CONFIG) == 1
        assert ledger.begin_run(RUN, CONFIG) == 2
        ledger.end_run(1, "later", {"ok": 3}, 1)
        first, second = ledger.runs()
    assert first == attrs.evolve(RUN, number=1, ended="later", counts={"ok": 3}, exit_code=1)
    assert (second.ended, second.exit_code) == (None, None)


def test_ids_are_taken_once_in_a_run(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        given = [ledger.claimed(Ref(name, f"/{name}")) for name in ("a", "b", "a", "A", "a")]
        assert [ref.id for ref in given] == ["a", "b", "a~2", "A", "a~3"]
        assert [ref.uri for ref in given] == ["/a", "/b", "/a", "/A", "/a"]
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.claimed(Ref("a", "/a")).id == "a"


def test_inputs_whose_ids_are_not_taken_are_counted(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        run = ledger.begin_run(RUN, CONFIG)
        entries = [(receipt(name, 1, 1, 1), Ref(name, f"/{name}")) for name in "abc"]
        ledger.record(entries, CONFIG, run)
    with Ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        assert ledger.count_inputs("status='ok'") == 3
        assert ledger.unclaimed("status='ok'") == (3, "a")
        ledger.claimed(Ref("a", "/a"))
        assert ledger.unclaimed("status='ok'") == (2, "b")
        assert ledger.unclaimed("status='failed'") == (0, "")


def test_a_foreign_or_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger._db.execute("PRAGMA user_version=9")
    for read_only in (True, False):
        with pytest.raises(UsageError, match="of schema 9"):
            Ledger(path, read_only=read_only)
    path.write_bytes(b"no database at all, but long enough to be looked at" * 30)
    for read_only in (True, False):
        with pytest.raises(EnvironmentFailure, match="the ledger cannot be used"):
            Ledger(path, read_only=read_only)


def test_a_ledger_is_read_while_a_run_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as writer:
        run = writer.begin_run(RUN, CONFIG)
        writer.record([(receipt("a", 1, 1, 1), Ref("a", "/a"))], CONFIG, run)
        with Ledger(path, read_only=True) as reader:
            assert reader.counts() == {"ok": 1}
            writer.record([(receipt("b", 1, 1, 1), Ref("b", "/b"))], CONFIG, run)
            assert reader.counts() == {"ok": 2}


def test_a_ledger_is_read_on_a_read_only_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here (that needs root)")
    try:
        with Ledger(disk / "ledger.db") as ledger:
            run = ledger.begin_run(RUN, CONFIG)
            ledger.record([(receipt("a", 1, 1, 1), Ref("a", "/a"))], CONFIG, run)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with Ledger(disk / "ledger.db", read_only=True) as ledger:
            assert ledger.counts() == {"ok": 1}
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_commits_are_on_the_disk_before_they_are_told(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert ledger._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ledger._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_commit_that_fails_keeps_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        run = ledger.begin_run(RUN, CONFIG)
        bad = attrs.evolve(receipt("b", 1, 1, 1), in_bytes=2**70)
        with pytest.raises((EnvironmentFailure, OverflowError, sqlite3.Error)):
            ledger.record(
                [(receipt("a", 1, 1, 1), Ref("a", "/a")), (bad, Ref("b", "/b"))], CONFIG, run
            )
        assert list(ledger.receipts()) == []


def test_a_lock_names_its_holder_and_ends_with_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path / ".cableconv")
    with pytest.raises(EnvironmentFailure, match=f":{os.getpid()}"):
        Lock(tmp_path / ".cableconv")
    lock.close()
    Lock(tmp_path / ".cableconv").close()
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFailure, match="no folder"):
        Lock(tmp_path / "file" / "x")
