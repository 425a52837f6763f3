"""Copies that were released: no page shows the old marking without the words of the stamp."""

from __future__ import annotations

import pytest

import cableconv as cc
import console
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import Text
from cableconv.verify import FindingKind, verify
from cableconv.writers.keyblock import banner_stamps, release_stamps
from damaged import with_streams
from writers.pdf.cases import LONG_BANNER, long_cable
from writers.pdf.checks import assert_valid, bare, page_streams, written
from writers.pdf.tagged import read_tagged

STAMP = "Declassified/Released Invented Department EO Systematic Review 20 Mar 2014"
SAMPLES = ("confidential-1978-nara.txt", "smart-release.txt", "lou-1974-nara.pdf")


def released(cable: Cable, stamp: str) -> Cable:
    return Cable((Field(FieldKind.RELEASE, (Text(stamp),)), *cable.blocks), cable.mrn)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_page_of_a_sample_has_marking_and_stamp(name: str) -> None:
    cable = cc.read(console.ROOT / "samples" / name)
    stamp = "".join(banner_stamps(cable))
    data = written(cable)
    for artifacts in read_tagged(data).artifacts:
        for edge in (artifacts[0], artifacts[-1]):
            assert bare(overall_marking(cable).text + stamp) in bare(edge)
    assert verify(data, cable, "pdf") == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_key_block_has_both_as_facts_of_their_own(name: str) -> None:
    cable = cc.read(console.ROOT / "samples" / name)
    table = read_tagged(written(cable)).document.find("Table")[0]
    rows = {row.kids[0].text.strip(): row.kids[1].all_text.strip() for row in table.kids}
    assert rows["CLASSIFICATION"].startswith(overall_marking(cable).text)
    assert bare(rows["RELEASE"]) == bare("".join(release_stamps(cable)))


def test_a_cable_without_stamp_says_nothing_of_release() -> None:
    for artifacts in read_tagged(written(long_cable(3))).artifacts:
        assert "eclassified" not in "".join(artifacts)


def test_a_page_that_lost_its_stamp_is_found() -> None:
    cable = released(long_cable(12), STAMP)
    data = written(cable)
    assert verify(data, cable, "pdf") == []
    damaged = with_streams(data, lambda text: text.replace(f"({STAMP}) Tj", "() Tj", 1),
                           pages=slice(1, 2))  # fmt: skip
    found = verify(damaged, cable, "pdf")
    assert [(f.kind, f.place) for f in found] == [(FindingKind.BANNER, "page 2, top")]
    assert "without the stamp of its release" in found[0].message


@pytest.mark.parametrize("stamp", [STAMP * 3, f"{STAMP} " * 40, "X" * 900, "العربية 中文 " * 5])
def test_a_long_stamp_leaves_room_for_the_text(stamp: str) -> None:
    for cable in (long_cable(12), LONG_BANNER):
        cable = released(cable, stamp)  # noqa: PLW2901 - the same cable, released
        data = written(cable)
        assert_valid(data, "2a", "ua1")
        assert verify(data, cable, "pdf") == []
        assert len(list(page_streams(data))) < 16
