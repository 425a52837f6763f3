"""Two sequences of words are aligned in time that grows with their length, and are put right."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.verify.alignment import differences

WORDS = st.lists(st.sampled_from(["the", "gauge", "hums", "of", "a", "rock"]), max_size=60)


def mended(one: Sequence[str], two: Sequence[str]) -> list[str]:
    """The first with each difference replaced by what the second has there."""
    out, at = [], 0
    for i1, i2, j1, j2 in differences(one, two):
        out += [*one[at:i1], *two[j1:j2]]
        at = i2
    return [*out, *one[at:]]


@given(one=WORDS, two=WORDS, times=st.integers(1, 30))
def test_the_differences_are_all_that_differs(one: list[str], two: list[str], times: int) -> None:
    numbered = [f"word{n}" for n in range(10)]
    first, second = (numbered + one) * times, (numbered + two) * times
    spans = differences(first, second)
    if all(i2 - i1 != 20 and j2 - j1 != 20 for i1, i2, j1, j2 in spans):  # else cut short
        assert mended(first, second) == second


@pytest.mark.parametrize("size", [100, 9_500, 60_000])
def test_words_changed_in_a_long_text_are_each_found(size: int) -> None:
    words = [f"word{n % 700}" if n % 3 else "the" for n in range(size)]
    other = ["first", *words[1 : size // 2], "midst", *words[size // 2 + 1 : -1], "last"]
    assert [span[:2] for span in differences(words, other)] == [
        (at, at + 1) for at in (0, size // 2, size - 1)
    ]


def seconds(words: list[str], other: list[str]) -> float:
    begun = time.process_time()
    differences(words, other)
    return time.process_time() - begun


HOSTILE = {
    "one word": lambda n: (["a"] * n, ["b", *["a"] * n, "c"]),
    "two words": lambda n: (["a", "b"] * n, ["b", "b", *["a", "b"] * n, "c"]),
    "turned round": lambda n: ([f"w{k}" for k in range(n)], [f"w{k}" for k in range(n, 0, -1)]),
    "one in ten": lambda n: (
        [f"w{k}" for k in range(n)],
        [f"w{k}" if k % 10 else "x" for k in range(n)],
    ),
    "period": lambda n: (
        [f"w{k % 50}" for k in range(n)],
        [f"w{k % 50}" if k % 45 else "x" for k in range(n)],
    ),
    "mixed": lambda n: (
        [f"w{k * k % 977}" for k in range(n)],
        [f"w{k * k % 983}" for k in range(n)],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length(name: str) -> None:
    seconds(*HOSTILE[name](2_000))
    short = seconds(*HOSTILE[name](6_000))
    long = seconds(*HOSTILE[name](60_000))
    assert long < max(25 * short, 1.0)
