"""``cableconv verify`` and ``convert --verify``: findings, exit codes, and nothing bad kept."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import console
from cableconv import conversion
from cableconv.cli import run
from cableconv.cli.convert_verb import exit_code
from cableconv.errors import NotACableError, VerificationError
from cableconv.writers.txt import TxtWriter

SAMPLE = console.ROOT / "samples" / "secret-noforn-derivative.txt"
FORMATS = ("docx", "html", "json", "pdf", "tei", "txt")


@attrs.frozen
class Result:
    code: int
    out: str
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
        return Result(code, captured.out.decode(), captured.err.decode())

    return run_script


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The sample as plain text."""
    path = tmp_path / "out.txt"
    conversion.convert(SAMPLE, path)
    return path


def damaged(path: Path) -> Path:
    text = path.read_text(encoding="utf-8")
    assert "4. (C)" in text
    path.write_text(text.replace("4. (C)", "4. (U)"), encoding="utf-8")
    return path


def unfaithful(monkeypatch: pytest.MonkeyPatch, *, only: str = "") -> None:
    """Make the writer of plain text lower a mark, where the text holds ``only``."""
    write = TxtWriter.write

    def lowered(self: TxtWriter, cable: object, out: io.BytesIO) -> object:
        inner = io.BytesIO()
        notices = write(self, cable, inner)  # type: ignore[arg-type]  # what it was given
        data = inner.getvalue()
        out.write(data.replace(b"4. (C)", b"4. (U)") if only.encode() in data else data)
        return notices

    monkeypatch.setattr(TxtWriter, "write", lowered)


@pytest.mark.parametrize("to", FORMATS)
def test_a_good_output_is_said_to_be_good(call: Call, tmp_path: Path, to: str) -> None:
    path = tmp_path / f"out.{to}"
    assert call("convert", SAMPLE, "-t", to, "-o", path).code == 0
    found = call("verify", path, "--against", SAMPLE)
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        f"{path}: it holds all that {SAMPLE} demands: 6 paragraphs, 7 marks, SECRET//NOFORN\n"
    )


def test_a_finding_is_printed_and_the_exit_code_says_so(call: Call, output: Path) -> None:
    found = call("verify", damaged(output), "--against", SAMPLE)
    assert found.code == 5
    assert found.out == (
        f"{output}: paragraph 4: the mark is (C), and the output has (U) [mark-changed]\n"
    )


def test_findings_are_data_for_programs(call: Call, output: Path) -> None:
    found = call("verify", damaged(output), "--against", SAMPLE, "--json")
    assert found.code == 5
    assert json.loads(found.out) == {
        "output": str(output),
        "against": str(SAMPLE),
        "format": "txt",
        "findings": [
            {
                "kind": "mark-changed",
                "place": "paragraph 4",
                "expected": "(C)",
                "found": "(U)",
                "message": "the mark is (C), and the output has (U)",
            }
        ],
        "unchecked": [],
    }


def test_without_the_input_it_says_what_it_could_not_check(call: Call, output: Path) -> None:
    found = call("verify", damaged(output))
    assert found.code == 0
    assert found.out == (
        f"{output}: no fault is found in it alone\n"
        "Not checked without --against: the text and its marks; the banner; "
        "the captions and the authority.\n"
    )


def test_the_output_may_come_from_standard_input(call: Call, output: Path) -> None:
    data = output.read_bytes()
    assert call("verify", "-", "-t", "txt", "--against", SAMPLE, stdin=data).code == 0
    assert call("verify", "-", "--against", SAMPLE, stdin=data).code == 2


def test_options_of_the_writer_are_taken(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    source = console.ROOT / "samples" / "lou-1975.txt"
    assert call("convert", source, "-o", path, "-O", "page_lines=true").code == 0
    assert call("verify", path, "--against", source).code == 5
    assert call("verify", path, "--against", source, "-O", "page_lines=true").code == 0
    assert call("verify", path, "--against", source, "-O", "style=reading").code == 5
    letter = tmp_path / "out.tei.xml"
    assert call("convert", source, "-o", letter).code == 0
    assert call("verify", letter, "--against", source, "-O", "profile=frus").code == 5


def test_what_an_output_does_not_keep_is_said(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "out.tei.xml"
    frus = ("-O", "profile=frus")
    assert call("convert", SAMPLE, "-o", path, *frus, "--verify").code == 0
    found = call("verify", path, "--against", SAMPLE, *frus)
    assert found.code == 0
    good, unchecked = found.out.splitlines()
    assert good == (
        f"{path}: it holds all that {SAMPLE} demands: 6 paragraphs, 7 marks, SECRET//NOFORN"
    )
    assert unchecked == (
        "Not checked because such an output does not keep it: blanks and line ends; lines of the "
        "transmission, page lines and rules; lines of distribution and drafting; titles and words "
        "of the carrier."
    )
    found = call("verify", path, "--against", SAMPLE, *frus, "--json")
    assert len(json.loads(found.out)["unchecked"]) == 4
    assert call("verify", path, "--against", SAMPLE).code == 5


@pytest.mark.parametrize(
    "arguments",
    [("--mrn", "09X1"), ("--year", "2009"), ("-f", "telegram")],
)
def test_hints_without_an_input_are_refused(
    call: Call, output: Path, arguments: tuple[str, str]
) -> None:
    found = call("verify", output, *arguments)
    assert (found.code, "--against" in found.err) == (2, True)


def test_a_file_that_is_missing_is_no_finding(call: Call, tmp_path: Path) -> None:
    assert call("verify", tmp_path / "none.pdf", "--against", SAMPLE).code == 4


def test_a_format_without_a_proof_is_refused(call: Call, output: Path, plugin: Path) -> None:
    del plugin
    found = call("verify", output, "-t", "shout")
    assert (found.code, "'shout' cannot be verified" in found.err) == (2, True)


# --- convert --verify ---------------------------------------------------------------------------


def test_verified_outputs_are_kept(call: Call, tmp_path: Path) -> None:
    wanted = [word for to in FORMATS for word in ("-t", to)]
    found = call("convert", "--verify", SAMPLE, *wanted, "-o", f"{tmp_path}/out/")
    assert (found.code, found.err) == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == len(FORMATS)


def test_an_output_with_a_finding_is_not_left_behind(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfaithful(monkeypatch)
    path = tmp_path / "out.txt"
    path.write_text("what was there before")
    found = call("convert", "--verify", SAMPLE, "-o", path)
    assert found.code == 5
    assert "paragraph 4: the mark is (C), and the output has (U) [mark-changed]\n" in found.err
    assert f"{path} was not written: 1 finding\n" in found.err
    assert path.read_text() == "what was there before"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_unproven_goes_to_standard_output(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfaithful(monkeypatch)
    found = call("convert", "--verify", SAMPLE, "-t", "txt")
    assert (found.code, found.out) == (5, "")


def test_other_outputs_are_kept_and_the_exit_code_still_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfaithful(monkeypatch)
    found = call("convert", "--verify", SAMPLE, "-t", "txt", "-t", "json", "-o", f"{tmp_path}/o/")
    assert found.code == 5
    assert [path.suffix for path in (tmp_path / "o").iterdir()] == [".json"]


def test_what_cannot_be_verified_is_refused_before_work(
    call: Call, tmp_path: Path, plugin: Path
) -> None:
    del plugin
    found = call("convert", "--verify", SAMPLE, "-t", "shout", "-o", tmp_path / "x")
    assert (found.code, list(tmp_path.iterdir())) == (2, [])


def test_findings_among_other_failures_are_one_failure_of_many() -> None:
    unproven, unreadable = VerificationError("x"), NotACableError("y")
    assert exit_code(1, [unproven], 2) == 5
    assert exit_code(1, [unproven, unreadable], 3) == 1
    assert exit_code(0, [unproven, unreadable], 2) == 3
