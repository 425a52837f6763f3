"""What is said for a mark: each level and control, and what stands for an unclassified text."""

from __future__ import annotations

import pytest

from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.markings import PortionMark
from cableconv.testing import MARKS
from cableconv.verify.meaning import meanings
from cableconv.verify.printed import said_otherwise
from cableconv.writers.spoken import spoken


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("(U)", {"unclassified"}),
        ("(C)", {"confidential"}),
        ("(TS)", {"top secret"}),
        ("(S//NF)", {"secret, not releasable to foreign nationals"}),
        ("(S//REL TO USA, GBR)", {"secret, releasable to usa, gbr"}),
        ("(SBU)", {"unclassified, sensitive but unclassified", "sensitive but unclassified"}),
        ("(U//FOUO)", {"unclassified, for official use only", "for official use only"}),
        ("(C - ENTIRE TEXT)", {"confidential, entire text"}),
    ],
)
def test_the_meanings_of_a_mark(mark: str, told: set[str]) -> None:
    parsed = parse_portion_mark(mark)
    assert parsed is not None
    assert meanings(parsed) == told


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.raw)
def test_what_the_writers_say_is_among_them(mark: PortionMark) -> None:
    assert spoken(mark).casefold() in meanings(mark)
    assert list(said_otherwise(mark.raw, spoken(mark), "page", demanded=True)) == []


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("(S)", "Confidential"),
        ("(S)", "Top Secret"),
        ("(U)", "Secret"),
        ("(S//NF)", "Secret"),
        ("(S//NF)", "Secret, releasable to foreign nationals"),
        ("(S//REL TO USA, GBR)", "Secret, releasable to USA, FRA"),
        ("(C)", ""),
    ],
)
def test_another_meaning_is_a_finding(mark: str, said: str) -> None:
    assert len(list(said_otherwise(mark, said, "page", demanded=True))) == 1


def test_nothing_need_be_said_where_nothing_is_demanded() -> None:
    assert list(said_otherwise("(C)", "", "page")) == []
    assert list(said_otherwise("(see below)", "Secret", "page", demanded=True)) == []
