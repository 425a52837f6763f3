"""What belongs to a head."""

from __future__ import annotations

import pytest

from cableconv.structure.head_lines import (
    ByFirstSign,
    begins_field,
    ends_subject,
    is_coined_caption,
    is_marking_caption,
    last_certain,
)
from cableconv.structure.lines import split_lines


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("FM LAKEPORT\nUNCLAS LAKEPORT 000123\nSUBJECT: MASTS\n\nTEXT\n", 2),
        ("SUBJECT: MASTS\n\n1. (U) He.\n\nTAGS: PREL\n", 0),
        ("The minister\nwent\n", -1),
        ("UNCLAS LAKEPORT 000123\n\nTEXT\n\nUNCLAS SECTION 02 OF 02 LAKEPORT 000123\n", 0),
        ("CONFIDENTIAL\n\nTEXT\n\nCONFIDENTIAL\n", 0),
    ],
)
def test_the_last_certain_line_of_a_head(text: str, last: int) -> None:
    assert last_certain(split_lines(text)) == last


@pytest.mark.parametrize(
    "line", ["TAGS: PREL", "SUBJECT: X", "REF: X 1", "NOFORN", "E.O. 12958: N/A", "1. He"]
)
def test_a_field_begins(line: str) -> None:
    assert begins_field(line)
    assert begins_field(f"  {line} ")


def test_no_field_begins() -> None:
    assert not begins_field("AND ITS MAST")


@pytest.mark.parametrize(
    ("line", "coined", "marking"),
    [
        ("NOFORN", True, True),
        ("SENSITIVE SIPDIS", True, True),
        ("SENSITIVE", False, True),
        ("ONLY", False, False),
        ("NOFORN ONLY", True, False),
        ("THE MAST", False, False),
        ("", False, False),
    ],
)
def test_captions_that_are_no_ordinary_words(line: str, *, coined: bool, marking: bool) -> None:
    assert is_coined_caption(line) is coined
    assert is_marking_caption(line) is marking


def test_what_ends_a_subject() -> None:
    assert [x for x in ("TAGS: PREL", "NOFORN", "SENSITIVE", "MAST") if ends_subject(x)] == [
        "TAGS: PREL",
        "NOFORN",
    ]


def test_things_by_their_first_sign() -> None:
    table = ByFirstSign([("one", "ab"), ("two", "b")])
    assert (table.of("ax"), table.of("bx"), table.of("cx")) == (("one",), ("one", "two"), ())
    assert table.of("\xe9") == table.of("") == ("one", "two")
