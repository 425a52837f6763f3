"""Headless Chromium with axe-core: what they say of pages. ``axe.mjs`` beside this runs in node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE.parents[2] / "build" / "axe"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VIEWS = ("light", "dark", "telephone")


class BrowserUnavailableError(Exception):
    """Node, a Chromium or the npm packages are missing; the message says which."""


def programs() -> tuple[str, str]:
    """Node and a Chromium."""
    node = shutil.which("node")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if node is None or browser is None:
        raise BrowserUnavailableError("node and chromium are needed")
    return node, browser


def install() -> None:
    """axe-core and playwright-core into build/, of the versions and checksums in the lock file."""
    lock = MODULES / "package-lock.json"
    fresh = (HERE / lock.name).read_bytes()
    packages = (MODULES / "node_modules" / name for name in ("axe-core", "playwright-core"))
    if all(package.is_dir() for package in packages) and lock.read_bytes() == fresh:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise BrowserUnavailableError("npm is needed")
    MODULES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", lock.name):
        shutil.copy(HERE / name, MODULES / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=MODULES, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BrowserUnavailableError(f"npm ci failed: {done.stderr[-300:]}")


def look(pages: Sequence[Path]) -> dict[Path, dict[str, dict[str, Any]]]:
    """The facts of each view of each page; ``page.html.pdf`` beside it is what it prints.

    Raises:
        RuntimeError: the browser failed.
    """
    node, browser = programs()
    command = [node, str(HERE / "axe.mjs"), str(MODULES), browser, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return {Path(path): views for path, views in json.loads(done.stdout).items()}
