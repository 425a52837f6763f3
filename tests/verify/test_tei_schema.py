"""What breaks the strict schema of our TEI is found, and so is a pointer that points at nothing."""

from __future__ import annotations

import io

import pytest
from lxml import etree

import examples
from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.tei import check_alone
from cableconv.verify.tei_schema import dangling, invalid
from cableconv.writers.tei import TeiWriter


def written() -> bytes:
    out = io.BytesIO()
    TeiWriter().write(examples.FULL, out)
    return out.getvalue()


def faults(data: bytes) -> list[Finding]:
    root = etree.fromstring(data)
    return [*invalid(root), *dangling(root)]


def test_a_file_of_ours_has_no_fault() -> None:
    assert faults(written()) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'<fw type="break">', b'<fw type="broken">', "it is not valid: "),
        (b"<opener>", b"<opener><hi/>", "it is not valid: "),
        (b'<seg type="caption" ana="#cap-', b'<seg type="caption" ana="#cup-', "points at nothing"),
    ],
)
def test_a_fault_is_found(old: bytes, new: bytes, words: str) -> None:
    assert old in written()
    found = faults(written().replace(old, new, 1))
    assert {finding.kind for finding in found} == {FindingKind.INVALID}
    assert any(words in finding.message for finding in found)
    assert any(
        finding.kind is FindingKind.INVALID for finding in check_alone(written().replace(old, new))
    )


def test_not_all_faults_of_a_broken_file_are_told() -> None:
    broken = written().replace(b' type="', b' typo="')
    assert 0 < len(list(invalid(etree.fromstring(broken)))) <= 20
