"""``cableconv convert``: pandoc's habits, exit codes, and nothing half-written."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

import cableconv as cc
from cableconv import conversion
from cableconv.cli import convert_verb, run
from cableconv.cli.plan import stem
from cableconv.errors import CableconvError, EnvironmentFailure, NotACableError, UsageError
from cableconv.files import MAX_BYTES

TEXT = "UNCLAS EXAMPLEVILLE 000012\n\nSUBJECT: A SUBJECT\n\n1. (U) A paragraph, with an \u00e9.\n"

Install = Callable[..., Path]


@attrs.frozen
class Result:
    code: int
    out: bytes
    err: str


Call = Callable[..., Result]


@pytest.fixture
def call(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the script; ``stdin`` gives it some standard input."""

    def run_script(*arguments: object, stdin: bytes | None = None) -> Result:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return Result(code, captured.out, captured.err.decode())

    return run_script


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return written(tmp_path / "in" / "sample.txt")


def written(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def holds(path: Path) -> list[str]:
    return [p.text for p in cc.read(path).paragraphs]


# --- one input --------------------------------------------------------------------------------


def test_a_file_to_a_file(call: Call, sample: Path, tmp_path: Path) -> None:
    result = call("convert", sample, "-o", tmp_path / "out.json")
    assert result == Result(0, b"", "")
    assert (tmp_path / "out.json").read_bytes() == cc.dumps(cc.read(sample), "json")


def test_without_a_verb(call: Call, sample: Path, tmp_path: Path) -> None:
    assert call(sample, "-o", tmp_path / "out.json").code == 0
    assert call("-t", "json", sample, "-o", tmp_path / "two").code == 0
    assert (tmp_path / "out.json").read_bytes() == (tmp_path / "two").read_bytes()


def test_to_standard_output(call: Call, sample: Path) -> None:
    expected = cc.dumps(cc.read(sample), "json")
    assert call("convert", sample, "-t", "json") == Result(0, expected, "")
    assert call("convert", sample, "-t", ".json", "-o", "-").out == expected


def test_from_standard_input(call: Call) -> None:
    result = call("convert", "-", "-t", "json", stdin=TEXT.encode())
    assert result.code == 0
    assert json.loads(result.out)["provenance"]["source"] == "-"
    assert cc.loads(result.out) == cc.loads(TEXT)


def test_standard_input_into_a_folder_is_named_stdin(call: Call, tmp_path: Path) -> None:
    call("convert", "-", "-t", "json", "-o", f"{tmp_path}/out/", stdin=TEXT.encode())
    assert names(tmp_path / "out") == ["stdin.json"]


def test_hints_and_reader_are_passed_on(call: Call, sample: Path) -> None:
    result = call("convert", sample, "-t", "json", "-f", "telegram", "--year", "2007")
    assert cc.loads(result.out).mrn == "07EXAMPLEVILLE12"
    result = call("convert", "-", "-t", "json", "--mrn", "07X1", stdin=TEXT.encode())
    assert cc.loads(result.out).mrn == "07X1"


def test_a_named_file_is_replaced(call: Call, sample: Path, tmp_path: Path) -> None:
    target = written(tmp_path / "out.json", "old")
    assert call("convert", sample, "-o", target).code == 0
    assert holds(target)


@pytest.mark.usefixtures("plugin")
def test_options_of_the_writer(call: Call, sample: Path) -> None:
    result = call("convert", sample, "-t", "shout", "-O", "end=?", "-O", "times=2", "-q")
    assert result.out.endswith(b"??\n")
    assert result.code == 0


# --- several ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("plugin")
def test_inputs_and_formats_into_a_folder(call: Call, tmp_path: Path) -> None:
    one = written(tmp_path / "a.tei.xml.txt")
    two = written(tmp_path / "b.txt")
    out = tmp_path / "new" / "out"
    result = call("convert", one, two, "-t", "json", "-t", "shout", "-t", "json", "-o", f"{out}/")
    assert result.code == 0
    assert names(out) == ["a.tei.xml.json", "a.tei.xml.loud", "b.json", "b.loud"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x/07A1.txt", "07A1"),
        ("07A1.tei.xml", "07A1"),
        ("07A1.TEI.XML", "07A1"),
        ("a.b.html", "a.b"),
        ("07A1", "07A1"),
        (".tei.xml", ".tei.xml"),
        ("-", "stdin"),
    ],
)
def test_names_of_outputs(path: str, expected: str) -> None:
    assert stem(path) == expected


def test_a_folder_needs_no_slash_where_it_can_be_told(call: Call, tmp_path: Path) -> None:
    one, two = written(tmp_path / "a.txt"), written(tmp_path / "b.txt")
    assert call("convert", one, two, "-t", "json", "-o", tmp_path / "fresh").code == 0
    assert names(tmp_path / "fresh") == ["a.json", "b.json"]
    (tmp_path / "there").mkdir()
    assert call("convert", one, "-t", "json", "-o", tmp_path / "there").code == 0
    assert names(tmp_path / "there") == ["a.json"]


@pytest.mark.usefixtures("plugin")
def test_an_option_goes_to_the_writers_that_have_it(
    call: Call, sample: Path, tmp_path: Path
) -> None:
    out = f"{tmp_path}/out/"
    common = ("convert", sample, "-t", "json", "-t", "shout", "-o", out, "-q", "--force")
    assert call(*common, "-O", "times=2").code == 0
    assert (tmp_path / "out" / "sample.loud").read_bytes().endswith(b"!!\n")
    assert call(*common, "-O", "shout.times=3").code == 0
    assert (tmp_path / "out" / "sample.loud").read_bytes().endswith(b"!!!\n")
    result = call(*common, "-O", "volume=3")
    assert result.code == 2
    assert "shout: end, prefix, times, tone, upper" in result.err
    assert call(*common, "-O", "json.times=3").code == 2


def test_a_collision_is_found_before_anything_is_written(call: Call, tmp_path: Path) -> None:
    one, two = written(tmp_path / "a" / "x.txt"), written(tmp_path / "b" / "x.html")
    result = call("convert", one, two, "-t", "json", "-o", f"{tmp_path}/out/", "--force")
    assert result.code == 2
    assert str(one) in result.err
    assert str(two) in result.err
    assert not (tmp_path / "out").exists()


def test_the_same_input_twice_is_a_collision(call: Call, sample: Path, tmp_path: Path) -> None:
    assert call("convert", sample, sample, "-t", "json", "-o", f"{tmp_path}/out/").code == 2


def test_nothing_is_replaced_without_force(call: Call, sample: Path, tmp_path: Path) -> None:
    target = written(tmp_path / "out" / "sample.json", "old")
    result = call("convert", sample, "-t", "json", "-o", f"{tmp_path}/out/")
    assert result.code == 2
    assert "--force" in result.err
    assert target.read_text() == "old"
    assert call("convert", sample, "-t", "json", "-o", f"{tmp_path}/out/", "--force").code == 0
    assert holds(target)


def test_an_input_is_never_replaced(call: Call, sample: Path) -> None:
    for arguments in (
        (sample, "-t", "json", "-o", sample),
        ("-t", "json", sample, written(sample.parent / "x.json"), "-o", sample.parent, "--force"),
    ):
        result = call("convert", *arguments)
        assert result.code == 2
        assert "replace the input" in result.err
    assert sample.read_bytes() == TEXT.encode()


def test_one_bad_input_does_not_stop_the_rest(call: Call, tmp_path: Path) -> None:
    bad = written(tmp_path / "a.txt", b"%PDF-1.7\n")
    good = written(tmp_path / "b.txt")
    out = f"{tmp_path}/out/"
    result = call("convert", bad, tmp_path / "missing.txt", good, "-t", "json", "-o", out)
    assert result.code == 1
    assert names(tmp_path / "out") == ["b.json"]
    lines = result.err.splitlines()
    assert lines[0].startswith(f"cableconv: {bad}: the PDF is damaged")
    assert lines[1].startswith("  ")
    assert lines[2].startswith(f"cableconv: {tmp_path}/missing.txt: cannot read it")


@pytest.mark.usefixtures("install")
def test_many_cables_are_for_batch(call: Call, tmp_path: Path) -> None:
    rows = Path(__file__).parents[2] / "samples/cables-rows.csv"
    result = call("convert", str(rows), "-o", str(tmp_path / "out.txt"))
    assert result.code == 1
    assert "  cableconv batch makes an output of each of them.\n" in result.err
    assert "read_all" not in result.err


def test_a_bug_in_one_reader_does_not_stop_the_rest(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = written(tmp_path / "a.txt"), written(tmp_path / "b.txt")
    read = conversion.read

    def odd(path: str, **hints: Any) -> cc.Cable:
        if path == str(one):
            raise KeyError("odd")
        return read(path, **hints)

    monkeypatch.setattr(conversion, "read", odd)
    result = call("convert", one, two, "-t", "json", "-o", f"{tmp_path}/out/")
    assert result.code == 1
    assert names(tmp_path / "out") == ["b.json"]
    assert f"cableconv: {one}: KeyError: 'odd' (test_convert.py:" in result.err
    assert "report" in result.err
    assert call("convert", one, "-t", "json").code == 70


BROKEN_WRITER = """
class W:
    name = 'bad'
    suffix = '.bad'
    media_type = 'text/plain'
    options = None
    def write(self, cable, out):
        out.write(b'half')
        raise ValueError('too sad')
"""


def test_a_writer_that_fails_does_not_stop_the_others(
    call: Call, install: Install, sample: Path, tmp_path: Path
) -> None:
    install("bad-pack", sources={"bad_pack": BROKEN_WRITER}, writers={"bad": "bad_pack:W"})
    result = call("convert", sample, "-t", "bad", "-t", "json", "-o", f"{tmp_path}/out/")
    assert result.code == 1
    assert names(tmp_path / "out") == ["sample.json"]
    assert "bad-pack 1.0 failed: ValueError: too sad" in result.err


@pytest.mark.parametrize(
    ("done", "failed", "inputs", "code"),
    [
        (3, [], 3, 0),
        (2, [NotACableError("x")], 3, 1),
        (0, [NotACableError("x")], 1, 1),
        (0, [EnvironmentFailure("x")], 1, 4),
        (0, [NotACableError("x")] * 2, 2, 3),
        (0, [EnvironmentFailure("x")] * 2, 2, 4),
        (0, [NotACableError("x"), EnvironmentFailure("x")], 2, 3),
        (0, [UsageError("x")] * 2, 2, 2),
    ],
)
def test_exit_codes(done: int, failed: list[CableconvError], inputs: int, code: int) -> None:
    assert convert_verb.exit_code(done, failed, inputs) == code


# --- arguments that do not fit -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["IN"], "no output format is named"),
        (["IN", "-o", "-"], "no output format is named"),
        (["IN", "-o", "out/"], "no output format is named"),
        (["IN", "-o", "out.doc"], "Did you mean docx?"),
        (["IN", "-o", "out"], "no suffix"),
        (["IN", "-t", "word"], "no writer is named 'word'"),
        (["IN", "-f", "word", "-t", "json"], "no reader is named 'word'"),
        (["IN", "IN2", "-t", "json"], "2 outputs cannot go into one"),
        (["IN", "IN2", "-t", "json", "-o", "-"], "2 outputs cannot go into one"),
        (["IN", "IN2", "-o", "out.json"], "2 outputs cannot go into one"),
        (["IN", "-t", "json", "-t", "docx"], "2 outputs cannot go into one"),
        (["IN", "IN2", "-t", "json", "-o", "IN3"], "2 outputs cannot go into one"),
        (["IN", "-t", "json", "-O", "x"], "key=value"),
        (["IN", "-t", "json", "-O", "nothing=1"], "has no option 'nothing'"),
        (["IN", "-t", "json", "-q", "-v"], "exclude each other"),
        (["IN", "-t", "json", "--year", "7"], "four digits"),
        (["IN", "-t", "json", "--year", "soon"], "--year"),
        (["IN", "-t", "json", "--max-bytes", "0"], "--max-bytes"),
        (["IN", "--unknown"], "--unknown"),
        ([], "INPUT"),
    ],
)
def test_usage(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    part: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IN", "IN2", "IN3"):
        written(tmp_path / name)
    result = call("convert", *arguments)
    assert result.code == 2
    assert part in result.err
    assert result.err.startswith("cableconv: ")
    assert "Traceback" not in result.err
    assert names(tmp_path) == ["IN", "IN2", "IN3"]


def test_binary_is_not_sent_to_a_terminal(
    call: Call, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = call("convert", sample, "-t", "docx")
    assert result.code == 2
    assert result.out == b""
    assert "-o out.docx" in result.err
    assert call("convert", sample, "-t", "json").code == 0


def test_binary_may_go_into_a_pipe(call: Call, sample: Path) -> None:
    assert call("convert", sample, "-t", "docx").out.startswith(b"PK")


# --- bad input --------------------------------------------------------------------------------

BAD = {
    "empty": (b"", "empty", 1),
    "binary": (bytes(range(256)) * 20, "binary", 1),
    "PDF": (b"%PDF-1.7\n", "PDF", 1),
    "cut UTF-16": (TEXT.encode("utf-16")[:-1], "does not fit", 1),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(call: Call, tmp_path: Path, name: str) -> None:
    data, part, code = BAD[name]
    source = written(tmp_path / "in" / "in.txt", data)
    result = call("convert", source, "-o", tmp_path / "out.json")
    assert result.code == code
    first, hint = result.err.splitlines()
    assert first.startswith(f"cableconv: {source}: ")
    assert part in first
    assert hint.startswith("  ")
    assert names(tmp_path) == ["in"]


ODD = {
    "UTF-16": TEXT.encode("utf-16"),
    "Latin-1": TEXT.replace("with", "\u00b6").encode("latin-1"),
    "cp1252": TEXT.replace("with", "\u201cwith\u201d").encode("cp1252"),
    "BOM": TEXT.encode("utf-8-sig"),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "U+2028": TEXT.replace("with", "\u2028").encode(),
    "C0": TEXT.replace("with", "\0\x1b[31m\x07").encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_input(call: Call, tmp_path: Path, name: str) -> None:
    source = written(tmp_path / "in.txt", ODD[name])
    result = call("convert", source, "-o", tmp_path / "out.json", "-v")
    assert result.code == 0
    assert len(holds(tmp_path / "out.json")) == 1
    assert "\x1b" not in result.err
    assert all(line.startswith("cableconv: ") for line in result.err.splitlines())


def test_large_input(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "large.txt"
    with source.open("wb") as stream:
        stream.truncate(200 * 2**20)
    result = call("convert", source, "-t", "json")
    assert result.code == 1
    assert f"{MAX_BYTES:,}" in result.err
    assert call("convert", "-", "-t", "json", "--max-bytes", "9", stdin=b"x" * 10).code == 1


@pytest.mark.parametrize(
    ("name", "part"), [("missing.txt", "no such file"), (".", "this is a folder")]
)
def test_inputs_that_are_no_files(call: Call, tmp_path: Path, name: str, part: str) -> None:
    result = call("convert", f"{tmp_path}/{name}", "-t", "json")
    assert result.code == 4
    assert part in result.err


@pytest.mark.parametrize("target", ["no/such/out.json", "sample.txt/out.json", "sample.txt/"])
def test_outputs_that_cannot_be_written(call: Call, tmp_path: Path, target: str) -> None:
    source = written(tmp_path / "in" / "a.txt")
    written(tmp_path / "sample.txt", "old")
    result = call("convert", source, "-t", "json", "-o", f"{tmp_path}/{target}")
    assert result.code == 4
    assert result.err.startswith("cableconv: ")
    assert names(tmp_path) == ["in", "sample.txt"]
    assert (tmp_path / "sample.txt").read_text() == "old"


@pytest.mark.parametrize("arguments", [["-t", "json"], ["-t", "docx"]])
def test_a_full_disk_behind_standard_output(
    call: Call, sample: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        result = call("convert", sample, *arguments)
    assert result.code == 4
    assert "the disk is full" in result.err
    assert "bug" not in result.err


def test_a_reader_that_leaves_ends_the_run(
    call: Call, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(convert_verb, "send", leave)
    out, err = sys.stdout, sys.stderr  # click puts silent streams in their place
    try:
        code = run(["convert", str(sample), "-t", "json"])
    finally:
        sys.stdout, sys.stderr = out, err
    assert code == 1
    assert call("formats").err == ""


# --- what is told -------------------------------------------------------------------------------


@pytest.mark.usefixtures("plugin")
def test_warnings_are_told_a_line_each(call: Call, tmp_path: Path) -> None:
    source = written(tmp_path / "in.whisper", "whisper: hello")
    warnings = [
        f"cableconv: {source}:1: warning: hardly heard [unmarked]",
        f"cableconv: {source}: warning: the tone was left out [shout, omitted]",
    ]
    target = tmp_path / "out.loud"
    assert call("convert", source, "-o", target).err.splitlines() == warnings
    assert call("convert", source, "-o", target, "-q").err == ""
    told = call("convert", source, "-o", target, "-v").err.splitlines()
    assert told == [*warnings, f"cableconv: {source} -> {target}"]


def test_verbose_tells_what_is_for_the_record(call: Call, tmp_path: Path) -> None:
    source = written(tmp_path / "in.txt", TEXT.encode("utf-8-sig"))
    assert "info: decoded" in call("convert", source, "-t", "json", "-v").err
    assert "info:" not in call("convert", source, "-t", "json").err


def test_names_that_are_not_unicode(call: Call, tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"n\xffme.txt")
    written(source)
    assert call("convert", source, "-t", "json", "-o", f"{tmp_path}/out/", "-v").code == 0
    assert len(names(tmp_path / "out")) == 1
