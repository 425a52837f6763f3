"""``cableconv batch`` and the verbs about its output folder, as a user meets them."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from batch.corpora import CANARY, FAULTY, environment, make, recorded, script, tree
from cableconv import cli
from cableconv.batch.ledger import Ledger
from cableconv.cli.progress import Json, Plain, Total, duration
from conftest import _forget

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(autouse=True)
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(FAULTY))
    _forget()
    yield
    _forget()


@attrs.frozen
class Said:
    """Exit code, and what was printed on the two streams."""

    code: int
    out: str
    err: str


class Run:
    """Runs the script in this process, with the serial engine."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, verb: str, *arguments: object) -> Said:
        engine = ["--engine", "serial"] if verb == "batch" else []
        code = cli.run([verb, *map(str, arguments), *engine])
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_a_corpus_is_converted_and_summed_up(run: Run, tmp_path: Path) -> None:
    said = run("batch", SAMPLES, "-o", tmp_path / "out", "-t", "docx,pdf", "-t", "tei, .txt")
    assert said.code == 0
    assert said.out == ""
    assert re.search(r"2\d cables in .* converted, \d+ of them with warnings, 0 failed", said.err)
    assert {path.rpartition(".")[2] for path in tree(tmp_path / "out")} == {
        "docx",
        "pdf",
        "xml",
        "txt",
    }
    assert tree(tmp_path / "out") == recorded(tmp_path / "out")


def test_failures_are_named_with_the_next_steps(run: Run, tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 4, {1: "raise " + CANARY}), tmp_path / "out"
    said = run("batch", source, "-o", out, "-t", "faulty")
    assert said.code == 1
    *_, failed, summary, see, again = said.err.splitlines()
    assert failed.startswith("cableconv: 001.faulty: failed: unexpected ValueError in cableconv_")
    assert "3 converted, 1 failed" in summary
    assert see == f"cableconv: see what failed: cableconv failed {out}"
    assert "--retry-failed" in again
    assert CANARY not in said.err
    said = run("failed", out)
    assert said.code == 1
    assert said.out.startswith("001.faulty: failed: unexpected ValueError")
    assert run("failed", out, "--ids").out == "001.faulty\n"
    plain = json.loads(run("failed", out, "--json").out)
    assert (plain["id"], plain["code"]) == ("001.faulty", "ValueError")
    assert "facts" not in plain
    make(source, 2)
    assert run("batch", source, "-o", out, "-t", "faulty", "--retry-failed").code == 0
    assert run("failed", out) == Said(0, "", "")
    status = run("status", out).out.splitlines()
    assert status[0].startswith("run 1: faulty, begun ")
    assert status[1].endswith("(0)")
    assert status[2] == "4 cables: 4 ok"
    assert status[3].startswith("4 files, ")
    found = json.loads(run("status", out, "--json").out)
    assert found["counts"] == {"ok": 4}
    assert [one["exit_code"] for one in found["runs"]] == [1, 0]


def test_the_commands_of_the_summary_work(tmp_path: Path) -> None:
    source, out = make(tmp_path / "in dir", 60, dict.fromkeys(range(60), "raise")), tmp_path / "out"
    process = script("batch", source, "-o", out, "-t", "faulty", "-j", "1", "--fresh")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    lines = err.decode().splitlines()
    assert "the run was ended: the first 50 all failed" in lines[-3]
    assert "further failures are not told here (-v tells all)" in err.decode()
    command = lines[-1].partition("go on with: ")[2]
    assert "--fresh" not in command
    make(source, 60)
    # So the script is called, however it was called.
    name, *words = shlex.split(command)
    assert name == "cableconv"
    words = [sys.executable, "-m", "cableconv", *words]
    assert subprocess.run(words, env=environment(), check=False).returncode == 0
    assert len(tree(out)) == 60


def test_output_for_programs(run: Run, tmp_path: Path) -> None:
    source, out, log = make(tmp_path / "in", 3, {1: "raise"}), tmp_path / "out", tmp_path / "log"
    said = run("batch", source, "-o", out, "-t", "faulty", "--json", "--log", log, "-q")
    assert said.err == ""
    found = json.loads(said.out)
    assert found["exit_code"] == said.code == 1
    assert (found["counts"]["ok"], found["counts"]["failed"]) == (2, 1)
    logged = [json.loads(line) for line in log.read_text().splitlines()]
    assert sorted(one["id"] for one in logged) == [f"00{n}.faulty" for n in range(3)]
    assert "facts" not in logged[0]


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 7), tmp_path / "out"
    (source / ".hidden").touch()
    said = run("batch", source, "-o", out, "-t", "txt,tei", "--dry-run")
    assert said.code == 0
    assert said.out.splitlines()[0] == "7 inputs, 0.0 MB, to txt, tei"
    assert "14 files or more" in said.out
    assert "and 2 more" in said.out
    assert "passed over: 1 hidden" in said.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-t", "txt"), "no source is named"),
        ((SAMPLES,), "no output format is named"),
        ((SAMPLES, "-t", "txt", "--resume", "--fresh"), "--resume and --fresh exclude each other"),
        ((SAMPLES, "-t", "txt", "--shard", "0/2"), "from 1: 1/8 to 8/8"),
        ((SAMPLES, "-t", "txt", "--max-errors", "some"), "give a number or a share"),
        ((SAMPLES, "-t", "txt", "-f", "steam"), "no reader is named 'steam'"),
        ((SAMPLES, "-t", "steam"), "no writer is named 'steam'"),
        ((SAMPLES, "-t", "txt", "-O", "steam=1"), "no option"),
        ((SAMPLES, "-t", "txt", "--scheduler", "tcp://x:1"), "for the engine 'dask'"),
        ((SAMPLES, "-t", "txt", "--config", "missing.toml"), "no such file"),
    ],
)
def test_what_does_not_fit_is_told_before_work(
    arguments: tuple[object, ...], words: str, run: Run, tmp_path: Path
) -> None:
    said = run("batch", *arguments, "-o", tmp_path / "out")
    assert said.code in {2, 4}
    assert words in said.err
    assert not (tmp_path / "out").exists()


def test_results_are_not_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 2), tmp_path / "out"
    assert run("batch", source, "-o", out, "-t", "faulty").code == 0
    said = run("batch", source, "-o", out, "-t", "faulty")
    assert said.code == 2
    assert "--resume" in said.err
    assert "--fresh" in said.err
    said = run("batch", source, "-o", out, "-t", "faulty", "--resume")
    assert "2 done before" in said.err
    said = run("batch", source, "-o", out, "-t", "txt", "--resume")
    assert "the configuration differs" in said.err
    assert run("batch", source, "-o", out, "-t", "txt", "--fresh").code == 0


def test_options_come_from_flag_variable_and_file_in_this_order(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "batch.toml"
    config.write_text(
        f"""
        sources = ["{SAMPLES / "top-secret.txt"}"]
        to = ["txt", "html"]
        layout = "prefix"
        max_errors = "5%"
        [options.html]
        page_lines = true
        """
    )
    out = tmp_path / "out"
    said = run("batch", "--config", config, "-o", out)
    assert said.code == 0, said.err
    with Ledger.read_only(out) as ledger:
        found = ledger.runs()[-1].configuration
    assert found["formats"] == ["txt", "html"]
    assert found["layout"] == "prefix"
    assert found["options"]["html"] == {"page_lines": "true"}
    monkeypatch.setenv("CABLECONV_TO", "tei json")
    monkeypatch.setenv("CABLECONV_LAYOUT", "by-date")
    assert run("batch", "--config", config, "-o", out, "--fresh", "--layout", "tree").code == 2, (
        "page_lines is no option of these two"
    )
    config.write_text(f'sources = ["{SAMPLES}"]\nlimit = 1\nlayout = "prefix"\n')
    assert run("batch", "--config", config, "-o", out, "--fresh").code == 0
    with Ledger.read_only(out) as ledger:
        found = ledger.runs()[-1].configuration
    assert (found["formats"], found["layout"]) == (["tei", "json"], "by-date")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources = [", "this is no TOML"),
        ("steam = 1", "there is no option 'steam'"),
        ('options = "a"', "options must be tables"),
    ],
)
def test_a_wrong_configuration_is_told(text: str, words: str, run: Run, tmp_path: Path) -> None:
    config = tmp_path / "batch.toml"
    config.write_text(text)
    said = run("batch", SAMPLES, "-t", "txt", "--config", config, "-o", tmp_path / "out")
    assert said.code == 2
    assert words in said.err


def test_names_come_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / "in", 3)
    names = "\0".join(str(path) for path in sorted(source.iterdir()))
    stream = io.TextIOWrapper(io.BytesIO(names.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    said = run("batch", "--files-from", "-", "-0", "-t", "faulty", "-o", tmp_path / "out")
    assert said.code == 0
    assert len(tree(tmp_path / "out")) == 3


def test_escapes_of_a_terminal_are_taken_out_of_names(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("\x1b]0;owned\x07\x1b[31m.faulty", "faulty: raise\n")
    out = tmp_path / "out"
    said = run("batch", tmp_path / "in.zip", "-o", out, "-t", "faulty")
    for text in (said.err, run("failed", out).out, run("failed", out, "--ids").out):
        assert "owned" in text
        assert "\x1b" not in text
        assert "\x07" not in text


def test_shards_are_merged(run: Run, tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 9), tmp_path / "out"
    assert run("batch", source, "-o", out, "-t", "faulty", "--shard", "1/2").code == 0
    assert "part 1/2" in run("status", out).out
    said = run("merge", out)
    assert said.code == 2
    assert "2/2" in said.err
    assert run("batch", source, "-o", out, "-t", "faulty", "--shard", "2/2").code == 0
    assert run("merge", out).err == "cableconv: 2 shards are one run now\n"
    assert "9 cables: 9 ok" in run("status", out).out
    assert run("verify", out).code == 0


def test_a_single_shard_is_counted_as_one(run: Run, tmp_path: Path) -> None:
    source, out = make(tmp_path / "in", 1), tmp_path / "out"
    assert run("batch", source, "-o", out, "-t", "faulty", "--shard", "1/1").code == 0
    assert run("merge", out).err == "cableconv: 1 shard is one run now\n"


def test_a_folder_is_verified_against_its_ledger(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = tmp_path / "in"
    shutil.copytree(SAMPLES, source, ignore=lambda _, names: [n for n in names if n > "s"])
    assert run("batch", source, "-o", out, "-t", "tei,txt").code == 0
    said = run("verify", out)
    assert said.code == 0
    assert said.out.endswith("no faults\n")
    said = run("verify", out, "--deep", "-j", "2")
    assert said.code == 0, said.out
    assert "cables compared with their inputs: no faults" in said.out
    gone, changed, linked = sorted(out.rglob("*.txt"))[:3]
    gone.unlink()
    changed.write_bytes(changed.read_bytes().replace(b"T", b"t", 1))
    linked.rename(tmp_path / "elsewhere")
    linked.symlink_to(tmp_path / "elsewhere")
    (out / "more.txt").write_text("of somebody else")
    said = run("verify", out, "--json")
    assert said.code == 5
    faults = {one["path"]: one["reason"] for one in map(json.loads, said.out.splitlines())}
    assert faults == {
        gone.relative_to(out).as_posix(): "missing",
        changed.relative_to(out).as_posix(): "changed",
        linked.relative_to(out).as_posix(): "missing",
        "more.txt": "unknown",
    }


def test_a_deep_check_finds_what_a_hash_cannot(run: Run, tmp_path: Path) -> None:
    out, source = tmp_path / "out", tmp_path / "in"
    source.mkdir()
    for name in ("top-secret.txt", "no-marking.txt", "lou-1975.txt"):
        shutil.copy(SAMPLES / name, source)
    assert run("batch", source, "-o", out, "-t", "txt").code == 0
    output = next(out.glob("top-secret*"))
    text = output.read_bytes()
    output.write_bytes(text.replace(b"(TS", b"(S", 1))
    assert output.read_bytes() != text
    with Ledger(out / ".cableconv" / "ledger.db") as ledger:
        # As if the writer had been wrong: the ledger knows the wrong file.
        ledger._db.execute(
            "UPDATE output SET sha256=?, bytes=? WHERE relpath=?",
            (tree(out)[output.name], output.stat().st_size, output.name),
        )
    (source / "lou-1975.txt").write_text("1. (U) Another text.")
    assert run("verify", out).code == 0
    said = run("verify", out, "--deep", "-j", "1")
    assert said.code == 5
    assert "top-secret.txt: the txt output does not hold what it must" in said.out
    assert "lou-1975.txt: the input has changed since" in said.out
    assert "2 faults" in said.out
    assert run("verify", out, "--sample", "2").code == 2
    assert run("verify", SAMPLES / "top-secret.txt", "--deep").code == 2


@pytest.mark.parametrize("verb", ["status", "failed", "merge", "verify"])
def test_a_folder_without_a_ledger_is_told(verb: str, run: Run, tmp_path: Path) -> None:
    said = run(verb, tmp_path)
    assert said.code == 2
    assert str(tmp_path) in said.err


def test_progress_in_lines_and_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    total = Total(None)
    total.value = 1000
    plain, lines = Plain(total), Json(total)
    for _ in range(100):
        now += 0.25
        plain.step(2)
        lines.step(0)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "cableconv: 40 of 1,000 cables, 2 failed, 4.0 a second, 4 min left"
    assert json.loads(told[1])["progress"]["seconds_left"] == 240
    assert len(told) == 4
    lines.tell("a word")
    assert json.loads(capsys.readouterr().err) == {"message": "a word"}


def test_durations_are_told_as_people_do() -> None:
    assert [duration(s) for s in (0, 45.2, 99, 100, 720, 3600, 12_000)] == [
        "0 s",
        "45 s",
        "99 s",
        "2 min",
        "12 min",
        "1 h 0 min",
        "3 h 20 min",
    ]


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    source = make(tmp_path / "in", 5, {1: "raise"})
    leader, follower = pty.openpty()
    words = [sys.executable, "-m", "cableconv", "batch", str(source), "-o", str(tmp_path / "out")]
    done = subprocess.run(
        [*words, *("-t", "faulty", "-j", "1")],
        stdout=subprocess.PIPE,
        stderr=follower,
        env=environment(),
        check=False,
    )
    with os.fdopen(leader, "rb") as stream:
        told = stream.read1(65536).decode()
    assert done.returncode == 1
    assert done.stdout == b""
    assert "5/5" in told or "5 cables" in told
    assert "001.faulty: failed" in told
