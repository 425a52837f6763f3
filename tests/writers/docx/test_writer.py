"""The writer as the library sees it: contract, options, light imports, same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

import examples
from cableconv.errors import OptionError
from cableconv.options import changed, described
from cableconv.writers.base import Writer
from cableconv.writers.docx import DocxOptions, DocxWriter
from validators.docx_invariants import read_parts
from writers.docx.inspection import write


def test_it_keeps_the_contract_of_writers() -> None:
    writer = DocxWriter()
    assert isinstance(writer, Writer)
    assert (writer.name, writer.suffix) == ("docx", ".docx")
    assert writer.media_type.endswith("wordprocessingml.document")
    assert writer.options == DocxOptions()


@pytest.mark.parametrize("name", ["page", "banner", "lines", "embed"])
def test_an_unknown_value_is_an_error_with_the_known_ones(name: str) -> None:
    with pytest.raises(OptionError, match=f"option '{name}' of docx cannot be 'odd'. It can be"):
        DocxOptions(**{name: "odd"})  # type: ignore[arg-type]  # wrong on purpose


def test_options_are_listed_with_their_choices_and_taken_as_texts() -> None:
    choices = {option.name: option.choices for option in described(DocxOptions())}
    assert choices == {
        "page": ("letter", "a4"),
        "banner": ("color", "plain"),
        "lines": ("flow", "source"),
        "reference": ("a text",),
        "embed": ("none", "source"),
        "labels": ("a text", "a Labels given from Python", "none"),
    }
    given = {"page": "a4", "banner": "plain"}
    assert changed(DocxOptions(), given, writer="docx") == DocxOptions(page="a4", banner="plain")


def test_options_change_what_they_say() -> None:
    letter, a4 = (
        read_parts(write(examples.FULL, DocxOptions(page=page))[0])["word/document.xml"]
        for page in ("letter", "a4")
    )
    assert b'w:pgSz w:w="12240" w:h="15840"' in letter
    assert b'w:pgSz w:w="11906" w:h="16838"' in a4
    color, plain = (
        read_parts(write(examples.FULL, DocxOptions(banner=banner))[0])["word/styles.xml"]
        for banner in ("color", "plain")
    )
    assert b'w:fill="0033A0"' in color
    assert b'w:fill="0033A0"' not in plain


HASHES = """
import hashlib, io, sys
sys.path.insert(0, sys.argv[1])
import examples
from cableconv.writers.docx import DocxWriter
for cable in examples.ALL.values():
    out = io.BytesIO()
    DocxWriter().write(cable, out)
    print(hashlib.sha256(out.getvalue()).hexdigest())
"""

LIGHT = """
import io, sys
sys.path.insert(0, sys.argv[1])
import examples
from cableconv.writers.docx import DocxWriter
DocxWriter().write(examples.FULL, io.BytesIO())
print(*sorted({"docx", "lxml", "zipfile"} & set(sys.modules)))
"""


def run(code: str, seed: str = "0") -> str:
    folder = os.path.dirname(examples.__file__)  # noqa: PTH120 - a string is wanted
    command = [sys.executable, "-c", code, folder]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def test_the_same_bytes_in_any_process() -> None:
    here = [hashlib.sha256(write(cable)[0]).hexdigest() for cable in examples.ALL.values()]
    assert run(HASHES, "1").split() == run(HASHES, "77").split() == here


def test_bytes_need_neither_python_docx_nor_lxml() -> None:
    assert run(LIGHT).strip() == ""
