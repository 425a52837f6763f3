"""References in the sets of formatted messages."""

from __future__ import annotations

import pytest

from cableconv.grammar.set_reference import parse_set_reference
from cableconv.model.header import Reference, ReferenceKind


@pytest.mark.parametrize(
    ("value", "letter", "kind"),
    [
        ("B/MSG/COMEXAMPLE/101200ZFEB06", "B", ReferenceKind.CABLE),
        ("A/DOC/COMEXAMPLE/12JAN06", "A", ReferenceKind.OTHER),
        ("AB/EMAIL/ROE", "AB", ReferenceKind.EMAIL),
        ("C/TELCON:/ROE-POE", "C", ReferenceKind.TELCON),
        ("D/RPT/X", "D", ReferenceKind.REPORT),
    ],
)
def test_letter_and_kind_are_read(value: str, letter: str, kind: ReferenceKind) -> None:
    assert parse_set_reference(value) == Reference(value, kind, letter)


@pytest.mark.parametrize("value", ["", "STATE 1234", "a/MSG/X", "ABC/MSG"])
def test_other_values_are_none(value: str) -> None:
    assert parse_set_reference(value) is None
