"""Which paragraphs are read from right to left."""

from __future__ import annotations

import pytest

from cableconv.writers.direction import has_right_to_left, is_right_to_left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", False),
        ("Ñandú 中文", False),
        ("one سلام word of many", False),
        ("السفير قال إن USUN", True),
        ("ד״ר שלום", True),
        ("سلام, whose title was", False),
        ("السفير قال", True),
        ("١٢٣ 456", False),
        ("", False),
    ],
)
def test_a_paragraph_is_turned_where_two_letters_of_three_say_so(
    text: str, *, expected: bool
) -> None:
    assert is_right_to_left(text) is expected


def test_a_word_does_not_turn_the_text_around_it() -> None:
    assert has_right_to_left("one سلام word of many")
    assert not is_right_to_left("one سلام word of many")
    assert not is_right_to_left("السفارة is the embassy of the notional country")
    assert is_right_to_left("See السفارة السفارة السفارة السفارة")
