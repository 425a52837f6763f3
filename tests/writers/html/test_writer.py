"""The writer as the library sees it: contract, options, light imports, same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import lxml.html
import pytest

import examples
from cableconv.errors import OptionError
from cableconv.options import changed, described
from cableconv.testing import check_writer
from cableconv.writers.base import Writer
from cableconv.writers.html import HtmlOptions, HtmlWriter
from writers.html.inspection import seen, write


def test_it_keeps_the_contract_of_writers() -> None:
    writer = HtmlWriter()
    assert isinstance(writer, Writer)
    assert (writer.name, writer.suffix, writer.media_type) == ("html", ".html", "text/html")
    assert writer.options == HtmlOptions()


@pytest.mark.parametrize(
    "options",
    [HtmlOptions(), HtmlOptions(theme="dark", page_lines=True, notices=True)],
    ids=["default", "all"],
)
def test_it_passes_the_checks_for_writers(options: HtmlOptions) -> None:
    check_writer(
        HtmlWriter(options), lambda data: seen(lxml.html.document_fromstring(data.decode()))
    )


def test_unknown_values_are_errors_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"cannot be 'odd'\. It can be: auto, light, dark"):
        HtmlOptions(theme="odd")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(OptionError, match="option 'lang' of html cannot be 'en\"'"):
        HtmlOptions(lang='en"')


def test_options_are_listed_with_their_choices_and_taken_as_texts() -> None:
    choices = {option.name: option.choices for option in described(HtmlOptions())}
    assert choices == {
        "theme": ("auto", "light", "dark"),
        "lang": ("a text",),
        "page_lines": ("true", "false"),
        "notices": ("true", "false"),
    }
    given = {"theme": "dark", "page-lines": "yes"}
    wanted = HtmlOptions(theme="dark", page_lines=True)
    assert changed(HtmlOptions(), given, writer="html") == wanted


HASHES = """
import hashlib, io, sys
sys.path.insert(0, sys.argv[1])
import examples
from cableconv.writers.html import HtmlWriter
for cable in examples.ALL.values():
    out = io.BytesIO()
    HtmlWriter().write(cable, out)
    print(hashlib.sha256(out.getvalue()).hexdigest())
print(*sorted({"docx", "lxml", "reportlab"} & set(sys.modules)))
"""


def run(seed: str) -> list[str]:
    folder = os.path.dirname(examples.__file__)  # noqa: PTH120 - a string is wanted
    command = [sys.executable, "-c", HASHES, folder]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.split()


def test_the_same_bytes_in_any_process_without_format_libraries() -> None:
    pages = [write(cable)[0].encode() for cable in examples.ALL.values()]
    here = [hashlib.sha256(page).hexdigest() for page in pages]
    assert run("1") == run("77") == here
