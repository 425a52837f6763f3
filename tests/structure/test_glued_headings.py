"""Headings and rules that copies glued to the text before them."""

from __future__ import annotations

import itertools

import pytest

import cableconv as cc
from cableconv.model.blocks import Rule
from cableconv.model.cable import Cable
from cableconv.model.walk import iter_blocks
from cableconv.structure.glued_headings import capitals_cut, rule_cuts

LONG = "The harbor master spoke at length about the ferry and about its long history. " * 4


def body(text: str) -> Cable:
    return cc.loads(f"UNCLAS LAKEPORT 000123\n\nSUBJECT: BARGES\n\n{text}", format="telegram")


def parts(text: str, *, long: bool = True) -> list[str]:
    cuts = sorted({0, *rule_cuts(text, long=long), len(text)})
    return [text[at:end].strip() for at, end in itertools.pairwise(cuts)]


@pytest.mark.parametrize(
    ("glued", "heading"),
    [
        ("-------------------- The Opening --------------------", "The Opening"),
        ("The Opening ---------------", "The Opening"),
        ('"The Mast" ---------------', '"The Mast"'),
        ("U.S. - Lakeport Talks ----------------------------", "U.S. - Lakeport Talks"),
        ("A HEADING IN CAPITALS MAY BE LONGER THAN ITS RULE --------", None),
    ],
)
def test_a_heading_with_rules_is_cut_off_a_long_line(glued: str, heading: str | None) -> None:
    cable = body(f"1. (U) {LONG}{glued}\n\n2. (U) {LONG}\n")
    assert [h.text for h in cable.headings] == [heading or glued.rstrip("- ")]
    assert [p.text for p in cable.paragraphs] == [LONG.strip(), LONG.strip()]
    assert any(isinstance(block, Rule) for block in iter_blocks(cable.blocks))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("------- SUMMARY -------", ["-------", "SUMMARY", "-------"]),
        ("Summary -------", ["Summary", "-------"]),
        ("The Mast--------------", ["The Mast", "--------------"]),
        ("Name ----", ["Name", "----"]),
        (f"{'Oar ' * 11}Mast {'-' * 45} --", [f"{'Oar ' * 11}Mast", f"{'-' * 45} --"]),
    ],
)
def test_a_short_line_is_cut_at_its_rules(line: str, expected: list[str]) -> None:
    assert parts(line, long=False) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Name -----",
        "Mast    12    ----------",
        "-- he said -- and left",
        "he said ---------- no more",
        "Money ---- and more",
        "------------------4E3A9C  201049Z /38",
    ],
)
def test_other_short_lines_stay_whole(line: str) -> None:
    assert parts(line, long=False) == [line]


@pytest.mark.parametrize(
    "end",
    [
        "It is over. --------------------",
        "in the end, ------------------------------",
        "A sentence that is very much longer than the rule below it is ----------",
    ],
)
def test_the_last_sentence_above_a_rule_is_no_heading(end: str) -> None:
    assert body(f"1. (U) {LONG}{end}\n\n2. (U) {LONG}\n").headings == ()


def test_a_heading_in_capitals_at_the_end_of_a_long_line() -> None:
    cable = body(f"1. {LONG}(as before). TRANSFER AND CONVERSION\n\n2. {LONG}\n")
    assert [h.text for h in cable.headings] == ["TRANSFER AND CONVERSION"]
    assert capitals_cut(f"{LONG}so. TRANSFER AND CONVERSION", "The text") == 0
    assert capitals_cut(f"{LONG.upper()}SO. TRANSFER AND CONVERSION", "2. (U) Text") == 0
    assert capitals_cut(f"{LONG}so. USG", "2. (U) Text") == 0


def test_headings_between_rules_of_a_double_spaced_text() -> None:
    rule = "-------------\n\n"
    cable = body(f"1. (U) One.\n\n\n\n{rule}Show the mast\n\n{rule}\n\n2. (U) Two.\n")
    assert [h.text for h in cable.headings] == ["Show the mast"]
    cable = body(f"1. (U) One.\n\n{rule}A sentence under a rule, which\ngoes on.\n\n2. (U) Two.\n")
    assert cable.headings == ()


def test_a_number_after_the_sites_pilcrow_is_the_paragraphs() -> None:
    cable = body("¶6. The ferry.\n\n¶7. 6. The mast is of wood.\n\n¶8. 7. The barge.\n")
    assert [p.number for p in cable.paragraphs] == [6, 7, 8]
    assert body("1. The ferry.\n\n2. 300 barges came.\n").paragraphs[-1].number is None
