"""``cableconv verify`` of a folder whose inputs were moved, changed or lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import attrs
import pytest

from cableconv import cli

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = ("lou-1975.txt", "no-marking.txt", "top-secret.txt")


@attrs.frozen
class Said:
    code: int
    out: list[str]
    err: str


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        code = cli.run([str(argument) for argument in arguments])
        printed = self._capsys.readouterr()
        return Said(code, printed.out.splitlines(), printed.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a folder of inputs in it."""
    folder = tmp_path / "in" / "of 2010"
    folder.mkdir(parents=True)
    for name in NAMES:
        shutil.copy(SAMPLES / name, folder)
    return folder.parent


@pytest.fixture
def out(run: Run, source: Path, tmp_path: Path) -> Path:
    done = run("batch", source, "-o", tmp_path / "out", "-t", "txt", "--engine", "serial")
    assert done.code == 0
    return tmp_path / "out"


def deep(run: Run, out: Path, *more: object) -> Said:
    return run("verify", out, "--deep", "-j", "1", *more)


REASON = "cannot read it: there is no such file or folder"


def test_a_folder_that_was_moved_is_one_fault(run: Run, source: Path, out: Path) -> None:
    source.rename(source.with_name("elsewhere"))
    said = deep(run, out)
    assert said.code == 5
    assert said.out[0] == f"{source}: {REASON} (3 inputs)"
    assert said.out[1].endswith(" 0 cables compared with their inputs: 1 fault")
    assert said.err == (
        "  Where the inputs were moved, name them as for batch: "
        f"cableconv verify {out} --deep --against SOURCE\n"
    )
    found = deep(run, out, "--json")
    assert [json.loads(line) for line in found.out] == [
        {"path": str(source), "reason": f"{REASON} (3 inputs)"}
    ]


def test_files_that_are_missing_are_one_fault_of_their_folder(
    run: Run, source: Path, out: Path
) -> None:
    folder = source / "of 2010"
    for name in NAMES[1:]:
        (folder / name).unlink()
    assert (
        deep(run, out).out[0] == f"{folder}: 2 inputs in it (the first is no-marking.txt): {REASON}"
    )
    shutil.copy(SAMPLES / NAMES[1], folder)
    said = deep(run, out)
    assert said.out[0] == f"{folder / NAMES[2]}: {REASON}"
    assert "2 cables compared with their inputs: 1 fault" in said.out[1]


def test_inputs_that_were_moved_are_compared_where_they_are(
    run: Run, source: Path, out: Path
) -> None:
    moved = source.rename(source.with_name("elsewhere"))
    (moved / "new.txt").write_text("1. (U) What the run did not read.")
    said = deep(run, out, "--against", moved)
    assert (said.code, said.err) == (0, "")
    assert "3 cables compared with their inputs: no faults" in said.out[0]
    changed = moved / "of 2010" / "top-secret.txt"
    changed.write_text("1. (U) Another text.")
    said = deep(run, out, "--against", moved)
    assert said.out[0] == "of 2010/top-secret.txt: the input has changed since"
    assert said.code == 5


def test_inputs_that_the_new_place_does_not_hold_are_one_fault(
    run: Run, source: Path, out: Path
) -> None:
    moved = source.rename(source.with_name("elsewhere"))
    for name in NAMES[1:]:
        (moved / "of 2010" / name).unlink()
    said = deep(run, out, "--against", moved)
    assert said.code == 5
    assert said.out[0] == (
        f"{moved}: 2 inputs of the run are not in it: the first is of 2010/no-marking.txt"
    )
    assert said.err == (
        "  Name each source of the run, as for batch: --against SOURCE --against SOURCE\n"
    )
    shutil.copy(SAMPLES / NAMES[1], moved / "of 2010")
    said = deep(run, out, "--against", moved)
    assert said.out[0] == f"{moved}: 1 input of the run is not in it: of 2010/top-secret.txt"


def test_a_sample_of_inputs_that_were_moved(run: Run, source: Path, out: Path) -> None:
    moved = source.rename(source.with_name("elsewhere"))
    said = deep(run, out, "--against", moved, "--sample", "2")
    assert said.code == 0, said.out
    assert "2 cables compared with their inputs: no faults" in said.out[0]


def test_a_file_of_many_cables_that_is_missing_is_a_fault(run: Run, tmp_path: Path) -> None:
    # The ledger knows its cables by number only, ``rows.dat#1``, and not the file.
    rows = Path(shutil.copy(SAMPLES / "cables-rows.csv", tmp_path / "rows.dat"))
    out = tmp_path / "out"
    assert run("batch", rows, "-o", out, "-t", "txt", "--engine", "serial").code == 0
    assert len(list(out.rglob("*.txt"))) > 1
    text = rows.read_bytes()
    rows.unlink()
    said = deep(run, out)
    assert said.code == 5
    assert said.out[0] == f"{rows}: {REASON}"
    rows.write_text("1. (U) One cable only.")
    assert deep(run, out).out[0] == "rows.dat: the input has changed since"
    rows.write_bytes(text)
    assert deep(run, out).code == 0


def test_a_new_place_is_refused_where_it_cannot_be_used(
    run: Run, source: Path, out: Path, tmp_path: Path
) -> None:
    said = run("verify", out, "--against", source)
    assert (said.code, "--deep" in said.err) == (2, True)
    said = deep(run, out, "--against", tmp_path / "nowhere")
    assert (said.code, "there is no such file or folder" in said.err) == (4, True)
    file = SAMPLES / "lou-1975.txt"
    assert run("verify", file, "--against", file, "--against", file).code == 2
