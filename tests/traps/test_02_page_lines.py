"""Trap 2: page lines, banners and stamps split sentences and words."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.walk import source_text
from traps.telegrams import LONG, body

PAGE = "LAKEPORT 00000123  002 OF 002\n"
OLDER = "PAGE 02        LAKEPORT  03294  01 OF 02  201049Z\n"
STAMP = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n"


@pytest.mark.parametrize(
    "region",
    [
        PAGE,
        f"\n{PAGE}\n",
        f"\n\n{PAGE}\n\n",
        f"\n{PAGE.rstrip()} \\\n\n",
        f"\nUNCLASSIFIED\n\nUNCLASSIFIED\n\n{OLDER}\n",
        f"\n{STAMP}\n\fUNCLASSIFIED\n\n{OLDER}\n",
    ],
)
def test_a_sentence_is_joined_over_a_page_line_and_its_blank_lines(region: str) -> None:
    cable = body(
        f"1. (SBU) The harbor master spoke of the new\n{region}mast of the ferry.\n\nROE\n"
    )
    assert cable.paragraphs[0].text == "The harbor master spoke of the new mast of the ferry."
    assert len(cable.paragraphs) == 1
    assert cable.page_markers


def test_a_page_line_inside_a_running_line_is_taken_out() -> None:
    cable = body(f"1. (SBU) {LONG}{PAGE.strip()} {LONG}\n")
    assert " ".join(cable.paragraphs[0].text.split()) == LONG + LONG.strip()


def test_a_word_that_runs_over_a_page_is_joined() -> None:
    text = (
        "                        Message Text\n\nUNCLASSIFIED\n\n"
        "PAGE 01        LAKEPORT  05838  082005Z\n\nACTION SS-25\n\n"
        "R 081931Z JUL 79\nFM AMEMBASSY LAKEPORT\nTO SECSTATE WASHDC 7151\n\n"
        "UNCLAS LAKEPORT 5838\n\nE.O. 12065: N/A\nTAGS: PFOR\nSUBJECT: THE MAST\n\n"
        "1. THE MASTER PRE-\n\nUNCLASSIFIED\n\nUNCLASSIFIED\n\n"
        "PAGE 02        LAKEPORT  05838  082005Z\n\nSUMES SO.\n\nROE\n\n"
        "                        Message Attributes\n\nDocument Number: 1979LAKEPO05838\n"
    )
    cable = cc.loads(text, format="nara")
    assert source_text(cable) == text
    # The hyphen stays: nothing says whether it is the word's own, as in LIGHT-HOUSE.
    assert cable.paragraphs[0].text == "THE MASTER PRE-SUMES SO."
    assert cable.signature == ("ROE",)
