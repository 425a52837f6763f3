"""The documentation is true: code runs, commands print what it says, lists are whole."""

from __future__ import annotations

import io
import re
from contextlib import chdir
from pathlib import Path

import docx
import pytest
from lxml import etree

import cableconv as cc
import console
import examples
from cableconv import errors
from cableconv.notices import NoticeKind

DOCS = console.ROOT / "docs"


def headings(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"^## `(.+)`$", text, flags=re.MULTILINE)


def every_error() -> list[type[errors.CableconvError]]:
    found = [errors.CableconvError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return [kind for kind in found if kind.__module__ == "cableconv.errors"]


@pytest.mark.parametrize(
    "path", console.DOCUMENTS, ids=lambda path: str(path.relative_to(console.ROOT))
)
def test_code_and_commands_run_and_print_what_is_said(path: Path) -> None:
    with console.place() as folder, chdir(folder):
        for example in console.parse(path, console.Console()).examples():
            example.evaluate()


def test_a_command_that_prints_something_else_is_found() -> None:
    block = "$ echo one\ntwo\n$ exit 3\n"
    assert console.steps(block) == [("echo one", "two\n"), ("exit 3", "")]
    assert console.run("echo one") == "one\n"
    assert console.run("exit 3") == "[exit status 3]\n"


def test_every_kind_of_notice_has_its_section() -> None:
    assert headings("notices.md") == [kind.value for kind in NoticeKind]


def test_every_error_has_its_section_with_its_exit_code() -> None:
    assert sorted(headings("errors.md")) == sorted(kind.__name__ for kind in every_error())
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    for kind in every_error()[1:]:
        section = text.partition(f"## `{kind.__name__}`")[2].partition("\n## ")[0]
        assert f"Exit code {kind.exit_code}." in section, kind


def test_every_format_is_in_the_lists() -> None:
    formats = cc.formats()
    for place in (DOCS / "formats.md", console.ROOT / "README.md"):
        rows = re.findall(r"^\| `(\w+)` ", place.read_text(encoding="utf-8"), flags=re.MULTILINE)
        ours = [
            name
            for group in (formats.readers, formats.writers)
            for name, entry in group.items()
            if entry.module.startswith("cableconv.")
        ]
        assert sorted(rows) == sorted(ours), place


def test_every_sample_is_described() -> None:
    folder = console.ROOT / "samples"
    text = (folder / "README.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| \[`([^`]+)`\]", text, flags=re.MULTILINE)
    there = [path.name for path in folder.iterdir() if path.name != "README.md"]
    assert sorted(described) == sorted(there)


def test_every_key_of_the_inspect_contract_is_described() -> None:
    cable = cc.read(console.ROOT / "samples" / "confidential-full.txt")
    text = (DOCS / "inspect-json.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` ", text, flags=re.MULTILINE)
    assert rows == list(cc.summarize(cable))


def test_every_dependency_has_its_line() -> None:
    project = (console.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    core = project.partition("dependencies = [")[2].partition("]\n")[0]
    names = re.findall(r'"([A-Za-z0-9_-]+)', core)
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    always = text.partition("## Extras")[0]
    rows = re.findall(r"^\| ([\w-]+) \|", always, flags=re.MULTILINE)
    assert [row for row in rows if row not in {"Package", "---"}] == names


def test_every_style_of_a_docx_is_described() -> None:
    cable = cc.read(console.ROOT / "samples" / "confidential-full.txt")
    styles = docx.Document(io.BytesIO(cc.dumps(cable, "docx"))).styles
    word = {"Normal", "Default Paragraph Font", "No List", "Normal Table"}
    names = {style.name for style in styles} - word
    text = (DOCS / "docx-styles.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)` ", text, flags=re.MULTILINE)) == names


def test_every_element_of_the_tei_mapping_occurs() -> None:
    text = (DOCS / "tei.md").read_text(encoding="utf-8")
    stated = set(re.findall(r"`<(\w+)(?: type=\"([\w-]+)\")?[^`]*>`", text))
    paths = [p for p in (console.ROOT / "samples").iterdir() if p.suffix != ".md"]
    samples = [cable for path in sorted(paths) for cable in cc.read_all(path)]
    found: set[tuple[str, str]] = set()
    for cable in (*samples, examples.FULL):
        tree = etree.fromstring(cc.dumps(cable, "tei"))
        for node in tree.iter("{*}*"):
            name = etree.QName(node).localname
            found |= {(name, ""), (name, node.get("type", ""))}
    assert len(stated) > 30
    assert not stated - found


def test_the_citation_names_this_version() -> None:
    text = (console.ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {cc.__version__}\n" in text
