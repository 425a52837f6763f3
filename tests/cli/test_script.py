"""The script as a user runs it: help, version, errors, pipes, signals, start-up cost."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from cableconv import __version__, cli
from cableconv.cli.console import report
from cableconv.cli.verbs import VERBS, Verbs
from cableconv.errors import NotACableError

Install = Callable[..., Path]

TEXT = b"UNCLAS EXAMPLEVILLE 000012\n\n1. (SBU) A paragraph.\n"


def script(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cableconv", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=60,
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"cableconv {__version__}\n"


def test_main_takes_the_arguments_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("sys.argv", ["cableconv", "formats", "nothing"])
    try:
        with pytest.raises(SystemExit) as left:
            cli.main()
        with pytest.raises(SystemExit) as ended:
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert left.value.code == 2
    assert ended.value.code == 143
    assert "no writer is named 'nothing'" in capsys.readouterr().err


def test_a_verb_that_is_none() -> None:
    context = click.Context(cli.cli)
    assert isinstance(cli.cli, Verbs)
    assert cli.cli.list_commands(context) == list(VERBS)
    assert cli.cli.get_command(context, "nothing") is None


def test_an_error_without_hint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report(NotACableError("no"))
    assert capsys.readouterr().err == "cableconv: no\n"


def test_python_dash_m_is_the_script() -> None:
    done = script("-V")
    assert done.returncode == 0
    assert done.stdout.decode() == f"cableconv {__version__}\n"


def test_help_names_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {verb}  " in shown for verb in VERBS)
    assert cli.run(["-h"]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([verb, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Usage: cableconv {verb}")
    assert "\\b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_without_arguments_it_shows_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Usage: cableconv" in captured.err


def test_help_loads_no_format_library() -> None:
    code = (
        "import sys\nfrom cableconv.cli import run\nassert run(['--help']) == 0\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert loaded.isdisjoint({"docx", "reportlab", "lxml", "cattrs", "attrs", "importlib.metadata"})
    own = {name for name in loaded if name.startswith("cableconv.")}
    assert own == {
        "cableconv.cli",
        "cableconv.cli.console",
        "cableconv.cli.verbs",
        "cableconv.errors",
        "cableconv.files",
    }


def test_help_of_convert_loads_no_format_library() -> None:
    code = (
        "import sys\nfrom cableconv.cli import run\nassert run(['convert', '--help']) == 0\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert set(done.stderr.decode().split()).isdisjoint({"docx", "reportlab", "lxml", "cattrs"})


def test_a_misspelled_verb_is_corrected(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["inspct", "x.txt"]) == 2
    assert "Did you mean 'inspect'?" in capsys.readouterr().err


def test_a_file_with_nearly_the_name_of_a_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "formatss").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    assert cli.run(["formatss", "-o", "out.json"]) == 0


def test_a_missing_file_is_no_traceback() -> None:
    done = script("missing.txt", "-t", "json")
    assert done.returncode == 4
    assert done.stderr.decode().splitlines() == [
        "cableconv: missing.txt: cannot read it: there is no such file or folder",
        "  Check the name.",
    ]


def test_an_unexpected_error_asks_for_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("odd\nthing")

    monkeypatch.setattr(Verbs, "invoke", fail)
    assert cli.run(["formats"]) == 70
    err = capsys.readouterr().err
    assert "cableconv: ZeroDivisionError: odd thing (test_script.py:" in err
    assert "report" in err
    assert "Traceback" not in err


def test_an_error_with_line_and_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise NotACableError("this is \x1b[31mred", source="a.txt", line=7, hint="Do this.")

    monkeypatch.setattr(Verbs, "invoke", fail)
    assert cli.run(["formats"]) == 1
    assert capsys.readouterr().err == "cableconv: a.txt:7: this is \ufffd[31mred\n  Do this.\n"


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [(errno.ENOSPC, 0, 4), (errno.EPIPE, 0, 1), (errno.ENOSPC, 2, 2), (errno.EPIPE, 2, 2)],
)
def test_the_last_of_the_output_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, before: int, after: int
) -> None:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    with (tmp_path / "out").open("wb") as stream:
        monkeypatch.setattr("sys.stdout", SimpleNamespace(flush=fail, fileno=stream.fileno))
        assert cli._flushed(before) == after
        # What Python flushes when it ends goes nowhere.
        assert os.path.samestat(os.fstat(stream.fileno()), Path(os.devnull).stat())


def test_a_full_disk_behind_a_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        assert cli.run(["formats"]) == 4
    assert "the disk is full" in capsys.readouterr().err


def test_an_interrupt_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Verbs, "invoke", interrupt)
    assert cli.run(["formats"]) == 130
    assert "interrupted" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_with_their_code(tmp_path: Path, number: signal.Signals, code: int) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "cableconv", str(pipe), "-o", str(tmp_path / "out.json")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        # Once the pipe has a reader, the script is at work; without data it waits there.
        writer = opened_for_writing(pipe)
        try:
            end(process, number)
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
            os.close(writer)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def end(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal until it ends: Python misses a signal that comes right before a call that waits."""
    for _ in range(100):
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.3)
            return


def opened_for_writing(pipe: Path) -> int:
    """Open a pipe that the script is about to open for reading."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            time.sleep(0.05)
    raise TimeoutError("the script never opened its input")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["convert", "-t", "json", "-q"], ["inspect", "--json"]])
def test_a_reader_that_leaves_early_is_no_error_message(
    tmp_path: Path, unbuffered: str, arguments: list[str]
) -> None:
    with started(tmp_path, arguments, unbuffered) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=60) == 1
    assert err == b""


def test_an_unbuffered_output_is_complete(tmp_path: Path) -> None:
    # A raw stream takes 64 KiB at a time from each write.
    outputs = []
    for unbuffered in ("", "1"):
        with started(tmp_path, ["convert", "-t", "json", "-q"], unbuffered) as process:
            outputs.append(process.communicate(timeout=60)[0])
    assert len(outputs[0]) > 2**17
    assert outputs[0] == outputs[1]


def started(folder: Path, arguments: list[str], unbuffered: str) -> subprocess.Popen[bytes]:
    """The script at work on an input whose output is larger than a pipe's buffer."""
    source = folder / "in.txt"
    source.write_bytes(TEXT + b"2. (U) More and more.\n\n" * 2_000)
    return subprocess.Popen(
        [sys.executable, "-m", "cableconv", arguments[0], str(source), *arguments[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )


def test_a_terminal_without_unicode_is_no_error(tmp_path: Path) -> None:
    source = tmp_path / "in.txt"
    source.write_bytes("SUBJECT: \u00c9T\u00c9\n\n1. (U) \u65e5\u672c.\n".encode())
    done = script("inspect", str(source), environment={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert b"\xc9T\xc9" in done.stdout
    assert rb"\u65e5\u672c" in done.stdout


# --- formats and completion -----------------------------------------------------------------------


def test_formats_lists_readers_and_writers(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["formats"]) == 0
    out = capsys.readouterr().out
    rows = {row.split()[0]: row.split()[1:3] for row in out.splitlines() if row}
    assert rows["telegram"] == ["yes", "-"]
    assert rows["html"] == ["-", "yes"]
    assert rows["json"] == ["yes", "yes"]


@pytest.mark.usefixtures("plugin")
def test_formats_shows_the_options_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["formats", "shout"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("shout: .loud, text/plain\n")
    assert "-O end=!|?  (default: !)" in out
    assert "-O tone=high|low  (default: high)" in out
    assert cli.run(["formats", "shout", "--json"]) == 0
    assert '"name": "times"' in capsys.readouterr().out


def test_formats_of_a_writer_without_options(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "class W:\n    name = suffix = media_type = 'x'\n    options = None\n    write = print"
    install("bare-pack", sources={"bare_pack": source}, writers={"bare": "bare_pack:W"})
    assert cli.run(["formats", "bare"]) == 0
    assert "It has no options." in capsys.readouterr().out


@pytest.mark.usefixtures("plugin")
def test_formats_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["formats", "--json"]) == 0
    known = json.loads(capsys.readouterr().out)
    assert known["readers"]["whisper"]["distribution"] == "cableconv-shout 1.2"
    assert known["writers"]["docx"]["module"] == "cableconv.writers.docx"


def test_formats_of_an_unknown_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["formats", "dox"]) == 2
    assert "Did you mean docx?" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["completion", shell]) == 0
    assert "_CABLECONV_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "cword", "expected"),
    [
        ("cableconv ", 1, set(VERBS)),
        ("cableconv batch -t d", 3, {"docx"}),
        ("cableconv convert -t ", 3, {"docx", "html", "json", "pdf", "tei", "txt"}),
        ("cableconv convert -f s", 3, {"scoop", "smart"}),
        ("cableconv in.txt -t d", 3, {"docx"}),
    ],
)
def test_completion_answers(
    words: str,
    cword: int,
    expected: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_CABLECONV_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(cword))
    assert cli.run([]) == 0
    answers = {row.partition(",")[2] for row in capsys.readouterr().out.splitlines()}
    assert answers == expected


def test_completion_of_an_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["completion", "tcsh"]) == 2
    assert "tcsh" in capsys.readouterr().err


# --- colour -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_on_a_terminal_only(
    tmp_path: Path, environment: dict[str, str], *, coloured: bool
) -> None:
    source = tmp_path / "in.txt"
    source.write_bytes(TEXT)
    assert b"\x1b[" not in script("inspect", str(source), environment=environment).stdout
    parent, child = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "cableconv", "inspect", str(source)],
        stdout=child,
        env={**kept, **environment},
        check=True,
        timeout=60,
    )
    os.close(child)
    shown = os.read(parent, 65536)
    os.close(parent)
    assert (b"\x1b[" in shown) is coloured
    assert b"(SBU)" in shown
