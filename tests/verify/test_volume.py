"""Which cable of a volume is which, and what is said of those that are out of place."""

from __future__ import annotations

import pytest

from cableconv.model.cable import Cable
from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.volume import Expected, Shown, prove_each


def findings(shown: str, expected: str, wrong: str = "") -> list[str]:
    """Cables are letters; those in ``wrong`` differ from what they should be."""

    def prove(name: str, one: Expected) -> list[Finding]:
        if name in wrong or name != one.names[0]:
            return [Finding(FindingKind.BANNER, "top", "", "", f"{name} for {one.names[0]}")]
        return []

    def each(name: str) -> Shown:
        return Shown(name, lambda one: prove(name, one))

    return [
        str(one)
        for one in prove_each(
            [each(name) for name in shown], [Expected(Cable(), (name,)) for name in expected]
        )
    ]


@pytest.mark.parametrize("same", ["", "a", "abc", "aabba"])
def test_what_is_as_it_must_be_passes(same: str) -> None:
    assert findings(same, same) == []


def test_one_that_is_missing_leaves_the_others_in_their_places() -> None:
    assert findings("acd", "abcd") == ["cable 2: it is missing: b [text-missing]"]
    assert findings("acd", "abcd", wrong="d") == [
        "cable 2: it is missing: b [text-missing]",
        "cable 4, top: d for d [banner]",
    ]
    assert findings("", "a") == ["cable 1: it is missing: a [text-missing]"]


def test_one_too_many_is_named() -> None:
    assert findings("abxc", "abc") == [
        "cable 3 of the output: it must not be there: x [text-added]"
    ]
    assert findings("aa", "a") == ["cable 2 of the output: it must not be there: a [text-added]"]


def test_one_of_another_name_is_compared_by_its_place() -> None:
    assert findings("axc", "abc") == ["cable 2, top: x for b [banner]"]


def test_the_fewest_are_said_to_have_moved() -> None:
    assert findings("bacd", "abcd") == [
        "cable 1: it stands in another place, as cable 2: a [moved]",
    ]
    assert findings("bcda", "abcd") == [
        "cable 1: it stands in another place, as cable 4: a [moved]",
    ]
    assert len(findings("dcba", "abcd")) == 3


def test_it_is_linear_enough_for_a_large_volume() -> None:
    shown = [Shown(str(n), lambda _: ()) for n in range(20_000)]
    expected = [Expected(Cable(), (str(n),)) for n in reversed(range(20_000))]
    assert sum(1 for _ in prove_each(shown, expected)) == 19_999
