"""How far a field of the head goes on over the next lines."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.model.content import raw_text
from cableconv.model.header import Addressee
from cableconv.structure.continued import (
    continues_address,
    continues_passing,
    continues_reference,
    continues_references,
    continues_subject,
    continues_tags,
    is_passing,
    scan_cut_address,
)


@pytest.mark.parametrize(
    "line",
    ["  PRIORITY 8537", " WASHDC", "\tWASHDC IMMEDIATE", "   NIACT IMMEDIATE 0012 ", " 8537"],
)
def test_the_ending_of_an_addressee(line: str) -> None:
    assert continues_address(line)


@pytest.mark.parametrize(
    "line", ["PRIORITY 8537", "  ", "", "  SECDEF WASHDC", "  WASHDC POST", "  RUEHC/WASHDC"]
)
def test_no_ending_of_an_addressee(line: str) -> None:
    assert not continues_address(line)


def test_an_addressee_over_two_lines() -> None:
    text = "TO RUEHLP/AMEMBASSY LAKEPORT\n  PRIORITY 8537"
    leaves = scan_cut_address(text, None)
    assert leaves is not None
    assert raw_text(leaves) == text
    [found] = [leaf for leaf in leaves if isinstance(leaf, Addressee)]
    assert (found.name, found.mcn) == ("AMEMBASSY LAKEPORT", "8537")
    assert scan_cut_address("RUEHLP/AMEMBASSY LAKEPORT", FieldKind.INFO) is None
    assert scan_cut_address("The minister\n  PRIORITY", FieldKind.INFO) is None


def test_passing_instructions() -> None:
    assert is_passing("DEPT FOR WHA/MEX")
    assert not is_passing("SENSITIVE NOT FOR INTERNET")
    assert continues_passing("AND EB")
    assert not continues_passing("STATE PASS USTR")
    assert not continues_passing("UNCLAS LAKEPORT 000123")


def test_what_ends_a_subject() -> None:
    assert continues_subject("AND ITS MAST")
    assert not continues_subject("--------")
    assert not continues_subject("UNCLAS LAKEPORT 000123")


def test_what_goes_on_with_tags_and_references() -> None:
    assert continues_tags("IN, PK (ROE, JANE Q)")
    assert not continues_tags("SUBJECT: MASTS")
    assert continues_references("B. LAKEPORT 12", "A")
    assert continues_references("(B) LAKEPORT 12", "A")
    assert not continues_references("(C) The barge sailed.", "")
    assert not continues_references("x" * 200, "A")


def test_a_reference_that_broke_off_after_its_year() -> None:
    assert continues_reference("B. STATE 12; C. 08", "LAKEPORT 0590")
    assert not continues_reference("B. STATE 12", "The minister")
