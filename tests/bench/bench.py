"""Milliseconds for each step on one reprint page, beside naive code and pandoc (``make bench``).

All steps run in turn in each round, so that a busy moment of the machine hits all alike; the least
time of each counts, because noise only adds.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import cableconv as cc
from bench import pdf_rivals, plain_rivals, template

ROOT = Path(__file__).resolve().parent.parent.parent
FORMATS = ("txt", "tei", "docx", "pdf", "json")


class Step(NamedTuple):
    """What is timed.

    Attributes:
        run: the work.
        prepare: makes the argument of ``run``, untimed: a cable that nobody has looked at, so that
            no view of it is worked out already; None where it takes no argument.
    """

    run: Callable[..., object]
    prepare: Callable[[], object] | None = None


def page() -> tuple[Path, str]:
    """The page to measure, and a sentence that says which one it is."""
    corpus = Path(os.environ.get("CABLECONV_CORPUS", ROOT.parent / "shared" / "corpus"))
    pages = sorted(corpus.glob("scoop_txt/*.txt"))
    if pages:
        return pages[0], "a real page of the corpus"
    return ROOT / "samples" / "scoop-reprint.txt", "the notional sample (no corpus is here)"


def paragraphs(text: str) -> list[str]:
    """What naive code takes for paragraphs: whatever stands between blank lines."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def naive_tei(parts: Iterable[str]) -> bytes:
    """A ``p`` a part, in an f-string."""
    body = "".join(f"<p>{escape(part)}</p>" for part in parts)
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
    return text.encode()


_FIELDS = [
    re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    for pattern in (
        r"^VZCZC(.*)$",
        r"^DE (\w+) #?(\d+)(?:/(\d+))? (\d+)",
        r"^ZN[RY] (\w+)",
        r"^[ZOPR] (?:[ZOPR] )?(\d{6}Z \w{3} \d\d)",
        r"^FM (.+)$",
        r"^TO (.+)$",
        r"^INFO (.+)$",
        r"^E\.?O\.? ?(\d+):? ?(.*)$",
        r"^TAGS:? (.*)$",
        r"^SUBJECT: (.*(?:\n\S.*)*)",
        r"^REFS?: (.*(?:\n\S.*)*)",
        r"^\s*Classified by:?\s*(.*(?:\n\S.*)*)",
    )
]


def naive_fields(data: bytes) -> list[str | None]:
    """The header fields, as the shortest parser finds them: an expression each, no text kept."""
    text = data.decode()
    return [found[0] if (found := field.search(text)) else None for field in _FIELDS]


def pandoc() -> Path | None:
    """The program that PyPI's pypandoc_binary brings; None where it is not installed."""
    spec = importlib.util.find_spec("pypandoc")
    if spec is None or spec.origin is None:
        return None
    program = Path(spec.origin).parent / "files" / "pandoc"
    return program if program.exists() else None


def by_pandoc(program: Path, text: str, to: str) -> bytes:
    """What pandoc makes of the text as Markdown, its start included."""
    command = [str(program), "-f", "markdown", "-t", to, "-o", "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return done.stdout


def steps(source: Path, program: Path | None) -> dict[tuple[str, str], Step]:
    """What is measured, by step and by whom."""
    data = source.read_bytes()
    text = data.decode()
    parts = paragraphs(text)
    fresh = partial(cc.loads, data, name=source.name)
    found = {
        ("read", "cableconv"): Step(fresh),
        ("read", "split at blank lines"): Step(partial(paragraphs, text)),
        ("read", "header fields by regex"): Step(partial(naive_fields, data)),
    }
    naive: Mapping[str, tuple[str, Callable[[Iterable[str]], bytes]]] = {
        "tei": ("f-string", naive_tei),
    }
    for name in FORMATS:
        found[name, "cableconv"] = Step(partial(write, name), fresh)
        if name in naive:
            rival, rival_writes = naive[name]
            found[name, rival] = Step(partial(rival_writes, parts))
        if name == "tei":
            found[name, "f-strings, same facts"] = Step(template.full, fresh)
            found[name, "f-strings, bare blocks"] = Step(template.bare, fresh)
        for rival, writes in PLAIN_RIVALS.get(name, {}).items():
            found[name, rival] = Step(writes, fresh)
        if name == "docx":
            found[name, "cableconv, to_docx, save"] = Step(by_to_docx, fresh)
        if name == "pdf":
            found[name, "least code"] = Step(pdf_rivals.floor, fresh)
            found[name, "reportlab platypus"] = Step(pdf_rivals.platypus, fresh)
        if program is not None and name in ("tei", "docx"):
            found[name, "pandoc, from Markdown"] = Step(partial(by_pandoc, program, text, name))
    return found


PLAIN_RIVALS: Mapping[str, Mapping[str, Callable[[cc.Cable], bytes]]] = {
    "txt": {"joins": plain_rivals.joins, "joins and textwrap": plain_rivals.wrapped},
    "docx": {
        "strings and zipfile": plain_rivals.docx_floor,
        "python-docx": plain_rivals.python_docx,
    },
    "json": {"dicts and json.dumps": plain_rivals.dicts},
}
"""The least code for a format, and the usual library."""


def by_to_docx(cable: cc.Cable) -> bytes:
    """The cable as a document of python-docx, saved."""
    out = io.BytesIO()
    cc.to_docx(cable).save(out)
    return out.getvalue()


def write(name: str, cable: cc.Cable) -> bytes:
    """The cable in this format."""
    return cc.dumps(cable, name)


def measure(found: Mapping[tuple[str, str], Step], rounds: int) -> dict[tuple[str, str], float]:
    """The least milliseconds of each step over some rounds, of which one more warms up."""
    best = dict.fromkeys(found, float("inf"))
    for turn in range(rounds + 1):
        for key, step in found.items():
            given = () if step.prepare is None else (step.prepare(),)
            start = time.perf_counter()
            step.run(*given)
            taken = (time.perf_counter() - start) * 1000
            if turn:
                best[key] = min(best[key], taken)
    return best


def table(best: Mapping[tuple[str, str], float]) -> str:
    """The measures, a line each, with the ratio to cableconv's own for the same step."""
    lines = [f"{'step':6}{'by':26}{'ms':>10}{'ratio':>9}"]
    for (name, who), taken in best.items():
        ratio = taken / best[name, "cableconv"]
        lines.append(f"{name:6}{who:26}{taken:10.3f}{ratio:9.2f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args(arguments).rounds
    source, what = page()
    program = pandoc()
    say = sys.stdout.write
    say(f"{source.name}: {what}, {source.stat().st_size} bytes\n")
    say(f"the least of {rounds} rounds, all steps in turn; ratio 1 is cableconv\n")
    if program is not None:
        say("pandoc is a program of its own: its figures hold its start\n")
    else:
        say("pandoc is left out: pip install 'cableconv[bench]'\n")
    say(table(measure(steps(source, program), rounds)) + "\n")


if __name__ == "__main__":
    main()
