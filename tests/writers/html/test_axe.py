"""Pages in headless Chromium: no violation of axe-core, banners that stay, sheets with banners."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pypdf
import pytest

import cableconv as cc
import examples
from cableconv.model.blocks import FieldKind, PageBreak
from cableconv.model.cable import Cable
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text
from cableconv.model.markings import Banner, Level
from cableconv.writers.html import HtmlOptions
from examples import S_NF, line, numbered
from writers.html import browser
from writers.html.inspection import write

pytestmark = pytest.mark.tools

ROOT = Path(__file__).parents[3]
VIEWS = browser.VIEWS

BROKEN = """<!DOCTYPE html><html><head><title>x</title></head><body class="unmarked">
<div class="banner">SECRET</div><main><h1>x</h1><img src="https://example.invalid/x.png">
<p style="color: #ccc; background: #fff; width: 3000px; height: 3000px">pale</p></main>
<div class="banner">SECRET</div></body></html>"""

LONG = Cable(
    blocks=(
        line(FieldKind.CLASSIFICATION, Banner("SECRET//NOFORN", Level.S, ("NOFORN",))),
        PageBreak((Furniture("Released in full, an invented stamp", FurnitureKind.STAMP),)),
        *(
            numbered(n, S_NF, *((Text(" A sentence of some length, and more."), LineBreak()) * 20))
            for n in range(1, 31)
        ),
    ),
    mrn="06EXAMPLEVILLE123",
)


@attrs.frozen
class Look:
    """What the browser and axe say of each page, and where the pages and their prints are."""

    pages: dict[str, dict[str, dict[str, object]]]
    folder: Path


@cache
def cables() -> dict[str, tuple[Cable, HtmlOptions]]:
    samples = sorted(p for p in (ROOT / "samples").glob("*.*") if p.suffix != ".md")
    # A sample with many cables gives its first.
    found = {path.name: next(iter(cc.read_all(path))) for path in samples}
    found |= examples.ALL
    every = HtmlOptions(theme="dark", page_lines=True, notices=True)
    return {name: (cable, HtmlOptions()) for name, cable in found.items()} | {
        "every": (examples.FULL, every),
        "long": (LONG, HtmlOptions(theme="light")),
    }


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    try:
        browser.programs()
        browser.install()
    except browser.BrowserUnavailableError as error:
        pytest.skip(f"PAGES NOT CHECKED IN A BROWSER: {error}")
    folder = tmp_path_factory.mktemp("pages")
    for name, (cable, options) in cables().items():
        Path(folder, f"{name}.html").write_text(write(cable, options)[0], encoding="utf-8")
    Path(folder, "broken.html").write_text(BROKEN, encoding="utf-8")
    seen = browser.look(sorted(folder.glob("*.html")))
    pages = {path.stem: views for path, views in seen.items()}
    return Look(pages, folder)


def facts(look: Look, key: str) -> dict[tuple[str, str], object]:
    return {
        (name, view): views[view][key]
        for name, views in look.pages.items()
        for view in VIEWS
        if name != "broken"
    }


def test_axe_finds_no_violation(look: Look) -> None:
    found = facts(look, "violations")
    assert len(found) == len(VIEWS) * len(cables())
    assert not {where: what for where, what in found.items() if what}


def test_a_broken_page_is_found(look: Look) -> None:
    for view in VIEWS:
        facts_of_view = look.pages["broken"][view]
        rules = {str(one).partition(":")[0] for one in facts_of_view["violations"]}  # type: ignore[attr-defined]
        assert {"image-alt", "color-contrast", "html-has-lang"} <= rules
        assert facts_of_view["requested"]
        assert facts_of_view["wider"]
        assert facts_of_view["top"]


def test_nothing_is_requested_beside_the_page(look: Look) -> None:
    assert not {where: what for where, what in facts(look, "requested").items() if what}


def test_the_banners_stay_at_the_edges_of_the_window(look: Look) -> None:
    for key in ("top", "foot"):
        far = {w: d for w, d in facts(look, key).items() if not abs(float(str(d))) < 1}
        assert not far, key


def test_no_text_is_wider_than_the_window(look: Look) -> None:
    assert not {w: d for w, d in facts(look, "wider").items() if float(str(d)) > 0}


@pytest.mark.parametrize(
    ("name", "banner"),
    [
        ("long", "SECRET//NOFORN"),
        ("confidential-full.txt", "CONFIDENTIAL//NOFORN"),
        ("lou-1975.txt", "LIMITED OFFICIAL USE"),
        ("empty", "No classification marking"),
    ],
)
def test_every_sheet_has_the_banner_at_top_and_foot(name: str, banner: str, look: Look) -> None:
    sheets = pypdf.PdfReader(look.folder / f"{name}.html.pdf").pages
    assert len(sheets) > 3 or name != "long"
    for number, sheet in enumerate(sheets, 1):
        text = sheet.extract_text(extraction_mode="layout")
        lines = [" ".join(part.split()) for part in text.splitlines() if part.strip()]
        assert lines[0] == banner
        assert lines[-1] == f"{number} / {len(sheets)}"
        assert banner in lines[-3:-1]


def test_a_stamp_of_release_is_on_every_sheet_with_the_marking(look: Look) -> None:
    for sheet in pypdf.PdfReader(look.folder / "long.html.pdf").pages:
        text = sheet.extract_text()
        assert text.count("Released in full, an invented stamp") >= 2
