"""What a reader and a writer of TEI agree on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cableconv.notation.tei import TAXONOMIES, character_id, declared


@given(st.characters())
def test_a_declaration_names_its_character(character: str) -> None:
    assert declared(f"#{character_id(character)}") == character


def test_the_prefix_of_a_taxonomy_is_that_of_no_other() -> None:
    prefixes = [prefix for prefix, _ in TAXONOMIES.values()]
    assert len(set(prefixes)) == len(prefixes)
