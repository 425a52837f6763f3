"""Trap 8: captions stand twice, in the middle of the text, in any order; corrected copies."""

from __future__ import annotations

from itertools import permutations

import pytest

from cableconv.model.leaf import FurnitureKind
from cableconv.notices import NoticeKind
from traps.telegrams import HEAD, body, read


@pytest.mark.parametrize("order", list(permutations(["SIPDIS", "SENSITIVE", "NOFORN"])))
def test_captions_in_any_order(order: tuple[str, ...]) -> None:
    cable = read(HEAD.replace("SENSITIVE\nSIPDIS", "\n\n".join(order)) + "1. (U) Text.\n")
    assert tuple(c.name for c in cable.markings.captions) == order


def test_a_caption_that_stands_twice_is_one() -> None:
    cable = read(HEAD.replace("SENSITIVE\nSIPDIS", "SIPDIS\n\nSENSITIVE\nSIPDIS") + "1. Text.\n")
    assert [c.name for c in cable.markings.captions] == ["SIPDIS", "SENSITIVE"]


def test_a_stray_caption_inside_a_sentence_is_set_apart_and_told() -> None:
    filler = "\n\n".join(f"{n}. (U) {'The mast is new. ' * 4}" for n in range(1, 40))
    cable = body(f"{filler}\n\n40. (U) The ferry has a new\n\nSIPDIS\n\nmast of oak.\n\nROE\n")
    assert cable.paragraphs[-1].text == "The ferry has a new mast of oak."
    assert [f.raw for f in cable.furniture if f.kind is FurnitureKind.STRAY] == ["SIPDIS"]
    assert any(n.kind is NoticeKind.FURNITURE and "SIPDIS" in n.message for n in cable.notices)


@pytest.mark.parametrize(
    "words",
    [
        "C O R R E C T E D  COPY",
        "C O R R E C T E D  C O P Y  (ADDRESSEE ADDED)",
        "CORRECTED COPY",
        "CORRECTED COPY: TAGS ADDED",
    ],
)
def test_corrected_copies(words: str) -> None:
    cable = read(HEAD.replace("SIPDIS", words) + "1. (U) Text.\n")
    assert "CORRECTED COPY" in {c.name for c in cable.markings.captions}


def test_a_caption_that_is_glued_to_another_field() -> None:
    cable = read("UNCLAS LAKEPORT 000123\n\nSIPDIS E.O. 12958: N/A\n\nSUBJECT: X\n\n1. Text.\n")
    assert [c.name for c in cable.markings.captions] == ["SIPDIS"]
