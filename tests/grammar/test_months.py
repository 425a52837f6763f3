"""Names of months."""

from __future__ import annotations

import pytest

from cableconv.grammar.months import MONTH_NAMES, MONTHS, SHORT_MONTHS, month_number


@pytest.mark.parametrize(("name", "number"), [("August", 8), ("AUG", 8), ("sept", 9), ("May", 5)])
def test_a_month_has_its_number(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["", "Augu", "Au", "AUGUSTUS", "13"])
def test_other_words_have_none(name: str) -> None:
    assert month_number(name) is None


def test_each_name_has_the_number_of_its_place() -> None:
    for names in (MONTHS, SHORT_MONTHS):
        assert [month_number(name) for name in names] == list(range(1, 13))


def test_no_name_hides_a_longer_one() -> None:
    for at, name in enumerate(MONTH_NAMES):
        assert not any(longer.startswith(name) for longer in MONTH_NAMES[at + 1 :])
