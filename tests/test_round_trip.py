"""Text that was written reads back to the same content and markings (invariant 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

import console
from cableconv.conversion import dumps, loads, read
from cableconv.writers.txt import TxtOptions
from validate.content import content

SAMPLES = sorted((console.ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_telegram_text_of_a_sample_reads_back(path: Path) -> None:
    cable = read(path)
    again = loads(dumps(cable, "txt", TxtOptions(style="telegram")))
    assert content(again) == content(cable)


def test_text_of_the_page_reads_back(corpus: Path) -> None:
    cable = read(next((corpus / "scoop_txt").glob("*.txt")))
    assert content(loads(dumps(cable, "txt"))) == content(cable)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_json_of_a_sample_reads_back_equal(path: Path) -> None:
    cable = read(path)
    again = loads(dumps(cable, "json"))
    assert again == cable
    assert again.provenance == cable.provenance
