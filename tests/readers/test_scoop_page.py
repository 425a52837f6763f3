"""The page this project was given: a reprint of telegram 07MEXICO4390, read in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import Precedence
from cableconv.model.markings import Level
from cableconv.model.walk import source_text
from cableconv.readers.base import Source
from cableconv.readers.scoop import ScoopReader


@pytest.fixture(scope="module")
def page(corpus: Path) -> Path:
    return next((corpus / "scoop_txt").glob("*.txt"))


@pytest.fixture(scope="module")
def cable(page: Path) -> Cable:
    return next(ScoopReader().read(page.read_bytes(), source=Source(page.name)))


def test_is_sniffed(page: Path) -> None:
    assert ScoopReader().sniff(page.read_bytes()[:65536], page.name) == 90


def test_gives_the_file_back(page: Path, cable: Cable) -> None:
    assert source_text(cable) == page.read_text("utf-8")


def test_identity(cable: Cable) -> None:
    assert cable.mrn == "07MEXICO4390"
    assert cable.title == "Scenesetter for Codel Blunt's August 20-21 Visit"
    assert cable.subject is not None
    assert cable.subject.text == cable.title


def test_transmission_lines(cable: Cable) -> None:
    assert cable.dtg is not None
    assert cable.dtg.utc is not None
    assert cable.dtg.utc.isoformat() == "2007-08-16T18:31:00+00:00"
    assert cable.dtg.precedence == (Precedence.PRIORITY,)
    station = cable.header.station
    assert station is not None
    assert (station.routing_indicator, station.serial, station.section) == ("RUEHME", "4390", 1)


def test_markings_of_the_whole(cable: Cable) -> None:
    markings = cable.markings
    assert markings.banner is None
    assert markings.entire_text is not None
    assert markings.entire_text.raw == "Sensitive but unclassified, entire text."
    assert (markings.entire_text.level, markings.entire_text.controls) == (Level.U, ("SBU",))
    assert markings.declassification[0].executive_order == "12958"
    assert markings.declassification[0].not_applicable
    assert overall_marking(cable).text == "SENSITIVE BUT UNCLASSIFIED"


def test_sixteen_marked_paragraphs(cable: Cable) -> None:
    assert [p.number for p in cable.paragraphs] == list(range(1, 17))
    assert [p.portion_mark.raw for p in cable.paragraphs if p.portion_mark] == ["(SBU)"] * 16


def test_paragraph_eight_is_whole(cable: Cable) -> None:
    text = cable.paragraphs[7].text
    assert text.startswith("Mexico is a central partner")
    assert "heard from Mexican Attorney General Medina Mora that Mexico's most critical" in text
    assert text.endswith("to determine how we can strengthen our cooperation in this area.")


def test_headings_in_place(cable: Cable) -> None:
    headings = [heading.text for heading in cable.headings]
    assert headings == [
        "Bilateral Relations",
        "The Southern Border",
        "Strong Leader in a Conflictive Environment",
        "Stable but Vulnerable Economy",
        "Facilitating Legitimate Trade",
        "Consular Issues",
    ]


def test_page_lines(cable: Cable) -> None:
    pages = [(p.raw, p.page, p.pages) for p in cable.page_markers]
    assert pages == [(f"MEXICO 00004390 00{n} OF 004", n, 4) for n in (2, 3, 4)]


def test_site_text_is_furniture(page: Path, cable: Cable) -> None:
    after = page.read_text("utf-8").split("© Scoop Media")[1]
    furniture = " ".join(leaf.raw for leaf in cable.furniture)
    assert furniture.startswith("© Scoop Media")
    assert furniture.split()[3:] == after.split()
    body = "\n".join(p.text for p in cable.paragraphs)
    assert "World Headlines" not in body
