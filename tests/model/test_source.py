from __future__ import annotations

import attrs

import examples
from cableconv.model.source import Provenance


def test_provenance_does_not_count_when_cables_are_compared() -> None:
    other = attrs.evolve(examples.FULL, provenance=Provenance(source="other.txt"))
    assert other == examples.FULL
    assert hash(other) == hash(examples.FULL)
    assert "other.txt" not in repr(other)


def test_defaults_are_those_of_plain_utf8() -> None:
    bare = Provenance()
    assert (bare.encoding, bare.newlines, bare.bom, bare.hints) == ("utf-8", "LF", False, ())
