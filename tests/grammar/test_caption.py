"""Handling captions, alone and several on a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.caption import format_caption, parse_caption, scan_caption_line
from cableconv.model.content import raw_text
from cableconv.model.markings import Caption


def names(line: str) -> list[str] | None:
    leaves = scan_caption_line(line)
    if leaves is None:
        return None
    assert raw_text(leaves) == line
    return [leaf.name for leaf in leaves if isinstance(leaf, Caption)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("SIPDIS", "SIPDIS"), ("SI PDIS", "SIPDIS"), ("sipdis", "SIPDIS"), ("NOFORN", "NOFORN"),
        ("SENSITIVE", "SENSITIVE"), ("S E N S I T I V E", "SENSITIVE"), ("NODIS", "NODIS"),
        ("EXDIS", "EXDIS"), ("LIMDIS", "LIMDIS"), ("STADIS", "STADIS"),
        ("ROGER CHANNEL", "ROGER CHANNEL"), ('"ROGER CHANNEL"', "ROGER CHANNEL"),
        ("AGRMENT", "AGRMENT"), ("OFFICIAL INFORMAL", "OFFICIAL INFORMAL"),
        ("OFFICIAL-INFORMAL", "OFFICIAL INFORMAL"), ("EYES ONLY", "EYES ONLY"),
        ("TERREP", "TERREP"), ("CODEL", "CODEL"), ("AIDAC", "AIDAC"),
        ("DS CHANNEL", "DS CHANNEL"), ("HR CHANNEL", "HR CHANNEL"), ("MED CHANNEL", "MED CHANNEL"),
        ("DISSENT CHANNEL", "DISSENT CHANNEL"), ("TM CHANNEL", "TM CHANNEL"),
        ("NOCONTRACT", "NOCONTRACT"), ("WNINTEL", "WNINTEL"), ("CONDIS", "CONDIS"),
        ("SPECAT", "SPECAT"), ("NOT FOR INTERNET DISTRIBUTION", "NOT FOR INTERNET DISTRIBUTION"),
        ("FOR OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY"), ("TOSEC 040123", "TOSEC"),
        ("CORRECTED COPY", "CORRECTED COPY"), ("C O R R E C T E D  C O P Y", "CORRECTED COPY"),
        ("C O R R E C T E D C O P Y (PARA 4 ADDED)", "CORRECTED COPY"),
        ("CORRECTED COPY - ADDS CAPTION", "CORRECTED COPY"),
    ],
)  # fmt: skip
def test_captions(raw: str, name: str) -> None:
    assert parse_caption(raw) == Caption(raw, name)
    assert names(raw) == [name]
    assert names(f" {raw} ") == [name]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SIPDIS NOFORN", ["SIPDIS", "NOFORN"]),
        ("SENSITIVE, SIPDIS", ["SENSITIVE", "SIPDIS"]),
        ("SENSITIVE//NOFORN", ["SENSITIVE", "NOFORN"]),
        ("STADIS//////////", ["STADIS"]),
        ("NODIS  ROGER CHANNEL  NOFORN", ["NODIS", "ROGER CHANNEL", "NOFORN"]),
        ("SIPDIS \\", ["SIPDIS"]),
        ('SIPDIS "', ["SIPDIS"]),
        ("SIPDIS - NOFORN.", ["SIPDIS", "NOFORN"]),
        ("SENSITIVE BUT UNCLASSIFIED; NOT FOR INTERNET DISTRIBUTION.",
         ["SENSITIVE BUT UNCLASSIFIED", "NOT FOR INTERNET DISTRIBUTION"]),
        ("CORRECTED COPY SIPDIS", ["CORRECTED COPY", "SIPDIS"]),
    ],
)  # fmt: skip
def test_several_captions(line: str, expected: list[str]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "", "   ", "DEPT FOR EUR", "SIPDIS DEPT FOR EUR", "SENSITIVE ISSUES", "CODEL ROE ARRIVED",
        "---", "//", '"', "12", "NODIS 12", "SECRET", "CORRECTED COPYRIGHT",
        "CORRECTED COPY " + "WORD " * 80, "SIPDIS " * 100,
    ],
)  # fmt: skip
def test_other_lines_are_no_captions(line: str) -> None:
    assert scan_caption_line(line) is None


def test_one_caption_is_not_two() -> None:
    assert parse_caption("SIPDIS NOFORN") is None
    assert parse_caption("WORDS") is None
    assert parse_caption("") is None


@given(
    st.lists(st.sampled_from(["SIPDIS", "NOFORN", "EYES ONLY", "DS CHANNEL"]), min_size=1),
    st.sampled_from([" ", "  ", ", ", "/", "//"]),
)
def test_lists_of_captions(captions: list[str], separator: str) -> None:
    line = separator.join(captions[:12])
    assert names(line) == captions[:12]
    for caption in captions:
        leaf = parse_caption(caption)
        assert leaf is not None
        assert parse_caption(format_caption(leaf)) == leaf


@given(st.text(max_size=60))
def test_any_line_can_be_asked(line: str) -> None:
    assert names(line) is None or names(line)
