"""What LibreOffice makes of the files: the banner twice on each page, all scripts shown."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import examples
from cableconv.model.cable import Cable
from cableconv.model.leaf import LineBreak, Text
from cableconv.writers.docx import DocxOptions
from examples import C, numbered
from writers.docx.inspection import write

pytestmark = pytest.mark.tools

LONG = Cable(
    blocks=(
        *examples.HEADER,
        *(
            numbered(
                n,
                C,
                Text(" A sentence of some length, and another."),
                *((LineBreak(), Text("More words follow on this line of the cable.")) * 9),
            )
            for n in range(1, 41)
        ),
    ),
    mrn="06EXAMPLEVILLE123",
)
SCRIPTS = Cable(
    blocks=(
        numbered(1, C, Text(" Ελλάδα, Москва, Ångström.")),
        numbered(2, C, Text(" قال السفير إن الحكومة موافقة.")),
        numbered(3, C, Text(" שלום עליכם.")),
    )
)
FILES = {
    "full": (examples.FULL, DocxOptions()),
    "long": (LONG, DocxOptions(page="a4")),
    "plain": (LONG, DocxOptions(banner="plain", lines="source")),
    "scripts": (SCRIPTS, DocxOptions()),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Texts of the pages of each file, as printed."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"RENDERING NOT CHECKED: {program} is not installed")
    folder = tmp_path_factory.mktemp("rendered")
    for name, (cable, options) in FILES.items():
        Path(folder, f"{name}.docx").write_bytes(write(cable, options)[0])
    profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
    names = [f"{name}.docx" for name in FILES]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", *names],
        cwd=folder, check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: _pages(Path(folder, f"{name}.pdf")) for name in FILES}


def _pages(path: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.removesuffix("\f").split("\f")


@pytest.mark.parametrize("name", ["full", "long", "plain"])
def test_every_page_has_the_banner_at_top_and_bottom(
    name: str, pages: dict[str, list[str]]
) -> None:
    for number, page in enumerate(pages[name], 1):
        lines = [" ".join(text.split()) for text in page.splitlines() if text.strip()]
        assert lines[0] == lines[-1] == "CONFIDENTIAL//NOFORN"
        assert lines[-2].endswith(f"Page {number} of {len(pages[name])}")


def test_a_long_cable_fills_several_pages(pages: dict[str, list[str]]) -> None:
    assert len(pages["long"]) > 3


def test_words_of_all_scripts_are_printed(pages: dict[str, list[str]]) -> None:
    text = "".join(pages["scripts"])
    for word in ("Ελλάδα", "Москва", "Ångström"):
        assert word in text
    # A PDF may give right-to-left words in the order of the page, so letters are looked for.
    assert set("السفير") <= set(text)
    assert set("שלום") <= set(text)
