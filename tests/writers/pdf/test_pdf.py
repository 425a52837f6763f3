"""The PDF writer as a whole: nothing lost, marks in place, standards kept."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings

import strategies
from cableconv.model.blocks import Item, Paragraph, block_text
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text, without_banners
from cableconv.model.effective import overall_marking
from cableconv.model.walk import iter_blocks
from cableconv.writers.base import Writer
from cableconv.writers.keyblock import key_rows, provenance_rows
from cableconv.writers.pdf import PdfWriter
from cableconv.writers.received import received_lines
from cableconv.writers.spoken import spoken
from writers.pdf.cases import ALL
from writers.pdf.checks import (
    assert_in_order,
    assert_tree_and_pages_agree,
    assert_valid,
    bare,
    own_texts,
    written,
)
from writers.pdf.tagged import Tagged, read_tagged


@pytest.fixture(scope="module", params=ALL)
def case(request: pytest.FixtureRequest) -> tuple[Cable, bytes, Tagged]:
    cable = ALL[request.param]
    data = written(cable)
    return cable, data, read_tagged(data)


def test_it_is_a_writer() -> None:
    assert isinstance(PdfWriter(), Writer)


def test_every_block_is_read_back_in_order(case: tuple[Cable, bytes, Tagged]) -> None:
    cable, _, tagged = case
    assert_in_order(own_texts(cable.blocks), bare(tagged.document.all_text))


def test_key_block_lines_received_and_provenance_are_read_back(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    tables = [bare(node.all_text) for node in tagged.document.find("Table")]
    rows = key_rows(cable)
    if rows:
        expected = "".join(bare(row.label.upper() + "".join(row.values)) for row in rows)
        assert tables[0] == expected
    whole = bare(tagged.document.all_text)
    assert_in_order(iter(received_lines(cable, rows)), whole)
    assert_in_order((v for row in provenance_rows(cable) for v in row.values), whole)


def test_every_mark_stands_before_its_text_and_is_spoken(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    whole = bare(tagged.document.all_text)
    expanded = [words for node in tagged.document.walk() for words in node.spoken]
    for block in iter_blocks(cable.blocks):
        if isinstance(block, (Paragraph, Item)) and block.portion_mark:
            own = reading_text(without_banners(block.content))
            mark = bare(block.portion_mark.raw)
            head, _, rest = bare(own).partition(mark)
            assert head + mark + rest[:80] in whole
            assert spoken(block.portion_mark) in expanded or len(mark) > 80


def test_the_banner_stands_at_the_top_and_foot_of_each_page(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    banner = bare(overall_marking(cable).text)
    for artifacts in tagged.artifacts:
        assert bare(artifacts[0]) == banner
        assert bare(artifacts[-1]).endswith(banner)
        assert sum(text.count(overall_marking(cable).text) for text in artifacts[1:-1]) == 0


def test_the_footer_counts_pages(case: tuple[Cable, bytes, Tagged]) -> None:
    _, _, tagged = case
    pages = len(tagged.artifacts)
    for number, artifacts in enumerate(tagged.artifacts, 1):
        assert f"Page {number} of {pages}" in artifacts[-1]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("level", ["2a", "3a"])
def test_it_conforms_to_pdf_a_and_pdf_ua(name: str, level: str) -> None:
    assert_valid(written(ALL[name], pdfa=level), level, "ua1")


def test_structure_tree_parent_tree_and_content_agree(case: tuple[Cable, bytes, Tagged]) -> None:
    assert_tree_and_pages_agree(case[2])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_any_cable_is_valid_and_loses_nothing(cable: Cable) -> None:
    data = written(cable)
    tagged = read_tagged(data)
    assert_in_order(own_texts(cable.blocks), bare(tagged.document.all_text))
    assert_tree_and_pages_agree(tagged)
    assert_valid(data, "2a", "ua1")


def test_pdftotext_finds_every_word_of_a_long_cable() -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is missing: install poppler-utils to test extraction by poppler")
    cable = ALL["long"]
    done = subprocess.run(
        [program, "-raw", "-", "-"], input=written(cable), capture_output=True, check=True
    )
    banner = overall_marking(cable).text
    lines = [
        line
        for line in re.split("[\n\f]", done.stdout.decode("utf-8"))
        if line != banner and not re.search(r"Page \d+ of \d+$", line)
    ]
    words = " ".join(" ".join(lines).split())
    for paragraph in cable.paragraphs:
        assert " ".join(block_text(paragraph).split()) in words
    assert banner in done.stdout.decode("utf-8")
