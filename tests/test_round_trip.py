"""Text that was written reads back to the same content and markings (invariant 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

import console
from cableconv.conversion import dumps, loads, read
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.writers.txt import TxtOptions

SAMPLES = sorted((console.ROOT / "samples").glob("*.txt"))


def content(cable: Cable) -> dict[str, object]:
    """What must be the same, with values and not with line breaks."""
    header = cable.header
    return {
        "subject": cable.subject,
        "dtg": cable.dtg and cable.dtg.utc,
        "station": header.station,
        "to": header.action_addressees,
        "info": header.info_addressees,
        "tags": cable.tags,
        "references": cable.references,
        "banner": overall_marking(cable),
        "stated": cable.markings.banner,
        "captions": cable.markings.captions,
        "authority": cable.markings.authority,
        "declassification": cable.markings.declassification,
        "paragraphs": [
            (p.number, p.portion_mark, " ".join(p.text.split())) for p in cable.paragraphs
        ],
        "headings": [heading.text for heading in cable.headings],
        "signature": cable.signature,
    }


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
