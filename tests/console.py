"""Code and commands in the documentation: they are run, and their output is compared.

A block of the language ``console`` holds lines ``$ command``, each with what it prints beneath. Run
as a script, this module writes the real output under each command (``make refresh``).
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FLAGS = doctest.ELLIPSIS


def run(command: str) -> str:
    """What a command prints on both streams, with a last line on its status unless that is 0."""
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
    done = subprocess.run(
        ["bash", "-c", command],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
        encoding="utf-8",
    )
    status = f"[exit status {done.returncode}]\n" if done.returncode else ""
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines) + status


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output under it.

    Of ``$ cat a\\nb\\n`` these are ``[("cat a", "b\\n")]``.
    """
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


class Console:
    """Evaluates console blocks; compares, and keeps what each block should have been."""

    def __init__(self) -> None:
        self.fresh: list[tuple[str, str]] = []

    def __call__(self, example: Example) -> str | None:
        """None where each command prints what the block says, else what it prints."""
        block = str(example.parsed)
        now = ""
        different = ""
        for command, stated in steps(block):
            real = run(command)
            same = _checker.check_output(stated, real, FLAGS)
            now += f"$ {command}\n" + (stated if same else real)
            if not same:
                different += f"$ {command}\n{real}"
        self.fresh.append((block, now))
        return f"not what the documentation says:\n{different}" if different else None


_checker = doctest.OutputChecker()


def documents(console: Console) -> Sybil:
    """What parses the documentation: Python blocks and console blocks, in their order."""
    return Sybil(
        parsers=[
            CodeBlockParser(language="console", evaluator=console),
            PythonCodeBlockParser(doctest_optionflags=FLAGS),
        ]
    )


def parse(path: Path, console: Console) -> Document:
    """A document with its examples."""
    return documents(console).parse(path)


def place() -> tempfile.TemporaryDirectory[str]:
    """A folder as the reader of the documentation has it: with the samples in it."""
    folder = tempfile.TemporaryDirectory(prefix="cableconv-docs-")
    (Path(folder.name) / "samples").symlink_to(ROOT / "samples")
    return folder


def refresh(path: Path) -> bool:
    """Write the real output under each command of a document; True where that changed it."""
    console = Console()
    with place() as folder, chdir(folder):
        for example in parse(path, console).examples():
            try:
                example.evaluate()
            except Exception as error:  # noqa: BLE001 - told, and the next one is tried
                print(f"{path.name}: {type(error).__name__}: {error}"[:600])  # noqa: T201
    text = path.read_text(encoding="utf-8")
    new = text
    for old, now in console.fresh:
        new = new.replace(old, now, 1)
    path.write_text(new, encoding="utf-8")
    return new != text


if __name__ == "__main__":
    for document in [Path(name).resolve() for name in sys.argv[1:]] or DOCUMENTS:
        print(f"{'changed' if refresh(document) else 'as it was'}  {document}")  # noqa: T201
