"""Fields of a head that are glued into one line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cableconv.structure.glued_fields import glued_fields, statement_cut


def parts(text: str) -> list[str]:
    cuts = [0, *sorted(set(glued_fields(text))), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


@pytest.mark.parametrize(
    "fields",
    [
        ["UNCLAS LAKEPORT 000123 SIPDIS", "E.O. 12958: N/A", "TAGS: PREL", "SUBJECT: MASTS"],
        ["E.O. 12958: N/A", "TAGS: PREL", "SUBJECT: MASTS", "REF: LAKEPORT 12"],
        ["SUBJECT: MASTS (PART THREE)", "REF: A. LAKEPORT 2198"],
        ["UNCLAS LAKEPORT 000123 SIPDIS"],
        ["SUBJECT: MASTS"],
        ["The minister said so. REF: none"],
    ],
)
def test_fields_are_cut_apart(fields: list[str]) -> None:
    assert parts(" ".join(fields)) == fields


def test_fields_without_a_blank_between_them() -> None:
    assert parts("UNCLAS LAKEPORT 000123SIPDISE.O. 12958: N/ATAGS: PREL") == [
        "UNCLAS LAKEPORT 000123", "SIPDIS", "E.O. 12958: N/A", "TAGS: PREL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY Summary", "Summary"),
        ("SBU - Please protect accordingly.  1. (U) He", "1. (U) He"),
        ("SBU - Please protect accordingly.", None),
        ("He acted accordingly. Then", None),
    ],
)
def test_where_a_statement_ends(text: str, rest: str | None) -> None:
    cut = statement_cut(text)
    assert (text[cut:] if cut else None) == rest
