"""Texts of the style ``reading``: what is not one, and where its parts end."""

from __future__ import annotations

import pytest

import examples
from cableconv.conversion import dumps
from cableconv.model.cable import Cable
from cableconv.verify import FindingKind, verify
from cableconv.verify.plain_reading import check
from cableconv.writers.txt import TxtOptions

READING = TxtOptions(style="reading")
WIDE = TxtOptions(style="reading", width=0)


def text(cable: Cable, options: TxtOptions = READING) -> str:
    return dumps(cable, "txt", options).decode()


@pytest.mark.parametrize("options", [READING, WIDE], ids=["wrapped", "not wrapped"])
@pytest.mark.parametrize("name", examples.ALL)
def test_what_was_written_passes(name: str, options: TxtOptions) -> None:
    cable = examples.ALL[name]
    assert verify(dumps(cable, "txt", options), cable, "txt", options) == []


@pytest.mark.parametrize("given", ["", "SECRET", "SECRET\n\nA title\n\n1. (S) Words.\n\nSECRET"])
def test_a_text_without_a_key_block_is_refused(given: str) -> None:
    (finding,) = check(given, examples.FULL)
    assert finding.kind is FindingKind.BANNER
    assert "key block" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Subject:         (U) ", "Subject:         ", FindingKind.MARK_MISSING),
        ("To:              SECSTATE WASHDC", "To:              SECDEF WASHDC", FindingKind.HEADER),
        ("ZNY CCCCC ZZH\n", "", FindingKind.HEADER),
        ("Classification:  CONFIDENTIAL", "Classification:  SECRET", FindingKind.BANNER),
        ("Captions:        SIPDIS", "Captions:        EXDIS", FindingKind.CAPTION),
    ],
)
def test_damage_around_the_text_is_found(old: str, new: str, kind: FindingKind) -> None:
    whole = text(examples.FULL)
    assert old in whole, whole
    kinds = {finding.kind for finding in check(whole.replace(old, new, 1), examples.FULL)}
    assert kind in kinds
