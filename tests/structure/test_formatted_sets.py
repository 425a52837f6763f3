"""Sets of formatted military messages in a head."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.model.content import raw_text
from cableconv.model.leaf import Label
from cableconv.model.markings import PortionMark
from cableconv.structure.formatted_sets import scan_set, set_kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("MSGID/GENADMIN/CNO WASHINGTON DC/N1/OCT//", FieldKind.MESSAGE_ID),
        ("SUBJ/MASTS AND BOATS//", FieldKind.SUBJECT),
        ("REF/A/MSG/LAKEPORT/012345ZJAN08//", FieldKind.REFERENCES),
        ("NARR/REF A IS A MESSAGE//", FieldKind.REFERENCES),
        ("POC/ROE/CAPT/LAKEPORT//", FieldKind.MESSAGE_ID),
        ("SUBJ: MASTS", None),
        ("REF: LAKEPORT 12", None),
        ("The minister", None),
    ],
)
def test_the_kind_of_a_set(words: str, kind: FieldKind | None) -> None:
    assert set_kind(words) is kind


@pytest.mark.parametrize(
    ("text", "kind", "labels"),
    [
        ("SUBJ/(C) MASTS//", FieldKind.SUBJECT, ["SUBJ/", "//"]),
        ("SUBJ/MASTS\nAND BOATS", FieldKind.SUBJECT, ["SUBJ/"]),
        ("REF/A/LAKEPORT//", FieldKind.REFERENCES, ["REF/"]),
        ("CLASSIFICATION:  UNCLAS//", FieldKind.MESSAGE_ID, ["CLASSIFICATION:"]),
    ],
)
def test_the_leaves_of_a_set(text: str, kind: FieldKind, labels: list[str]) -> None:
    leaves = scan_set(text, kind)
    assert raw_text(leaves) == text
    assert [leaf.raw for leaf in leaves if isinstance(leaf, Label)] == labels
    assert any(isinstance(leaf, PortionMark) for leaf in leaves) is ("(C)" in text)
