"""A released cable never shows its old marking alone, and nothing says more than its stamp."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

import cableconv as cc
import console
from cableconv.model.blocks import FieldKind, PageBreak
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.model.markings import Banner, Level
from cableconv.verify import FindingKind, verify
from cableconv.writers.keyblock import release_stamps
from cableconv.writers.txt import Style, TxtOptions
from damaged import with_part
from examples import S_NF, line, numbered

SAMPLES = console.ROOT / "samples"
RELEASED = ("lou-1975.txt", "confidential-1978-nara.txt", "smart-release.txt")
STAMP = "Declassified by an invented order 1 JAN 2030"

ON_PAGES_ONLY = Cable(
    blocks=(
        line(FieldKind.CLASSIFICATION, Banner("SECRET", Level.S)),
        numbered(1, S_NF),
        PageBreak((Furniture(STAMP, FurnitureKind.STAMP),)),
    )
)
"""A cable whose stamp stands on no line of its own."""


def banners(document: docx.document.Document) -> list[list[str]]:
    (section,) = document.sections
    return [[p.text for p in part.paragraphs] for part in (section.header, section.footer)]


@pytest.mark.parametrize("name", RELEASED)
def test_a_docx_page_gives_the_marking_with_the_words_of_the_stamp(name: str) -> None:
    cable = cc.read(SAMPLES / name)
    document = cc.to_docx(cable)
    head, foot = banners(document)
    stamps = list(release_stamps(cable))
    assert stamps
    assert head[1:] == stamps
    assert foot[1:] == [*stamps, head[0]]
    assert head[0] == overall_marking(cable).text
    rows = dict(p.text.split("\t", 1) for p in document.paragraphs if ":\t" in p.text)
    assert rows["Classification:"] == head[0]
    assert rows["Release:"] == "\n".join(stamps)


def test_verification_misses_the_stamp_on_a_docx_page() -> None:
    data = cc.dumps(ON_PAGES_ONLY, "docx")
    assert not verify(data, ON_PAGES_ONLY, format="docx")
    for part in ("word/header1.xml", "word/footer1.xml"):
        bare = with_part(data, lambda xml: xml.replace(STAMP, "A page"), part)
        kinds = {finding.kind for finding in verify(bare, ON_PAGES_ONLY, format="docx")}
        assert FindingKind.BANNER in kinds


def test_a_text_to_read_gives_both_at_its_head_and_foot() -> None:
    cable = cc.read(SAMPLES / "lou-1975.txt")
    lines = cc.dumps(cable, "txt", TxtOptions("reading", width=0)).decode().splitlines()
    (stamp,) = release_stamps(cable)
    assert lines[:2] == lines[-2:] == ["LIMITED OFFICIAL USE", stamp]
    assert f"Release:         {stamp}" in lines


@pytest.mark.parametrize("style", ["telegram", "facsimile"])
def test_a_stamp_that_stands_on_no_line_begins_the_text(style: Style) -> None:
    data = cc.dumps(ON_PAGES_ONLY, "txt", TxtOptions(style))
    assert data.decode().startswith(f"[Release stamp: {STAMP}]\n")
    again = cc.loads(data)
    assert release_stamps(again) == (STAMP,)
    assert again.markings.banner == ON_PAGES_ONLY.markings.banner
    assert cc.dumps(again, "txt", TxtOptions(style)) == data


def test_verification_misses_the_stamp_at_the_head_of_a_telegram() -> None:
    data = cc.dumps(ON_PAGES_ONLY, "txt")
    assert not verify(data, ON_PAGES_ONLY, format="txt")
    bare = data.replace(f"[Release stamp: {STAMP}]\n\n".encode(), b"")
    assert [f.kind for f in verify(bare, ON_PAGES_ONLY, format="txt")] == [FindingKind.BANNER]


@pytest.mark.parametrize("name", RELEASED)
def test_a_stamp_on_a_line_of_its_own_is_not_said_again(name: str) -> None:
    assert b"[Release stamp" not in cc.dumps(cc.read(SAMPLES / name), "txt")


SILENT = [p for p in sorted(SAMPLES.glob("*.txt")) if b"declassified" not in p.read_bytes().lower()]
"""Samples that say nothing of the kind."""


@pytest.mark.parametrize("to", ["docx", "html", "txt"])
@pytest.mark.parametrize("path", SILENT, ids=lambda path: path.stem)
def test_nothing_says_declassified_that_the_source_does_not(path: Path, to: str) -> None:
    cable = cc.read(path)
    if to == "docx":
        document = docx.Document(io.BytesIO(cc.dumps(cable, to)))
        text = "\n".join([*(p.text for p in document.paragraphs), *banners(document)[0]])
    else:
        text = re.sub(r"<style>.*?</style>", "", cc.dumps(cable, to).decode(), flags=re.DOTALL)
    assert "declassified" not in text.lower()
