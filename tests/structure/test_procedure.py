"""Lines of procedure around and amid the text."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.structure.lines import split_lines
from cableconv.structure.procedure import (
    caption_field,
    end_field,
    is_distribution,
    release_field,
    section_field,
)


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("BT\n\nx", FieldKind.BREAK, 2),
        ("#0123\nx", FieldKind.CHECK, 1),
        ("NNN", FieldKind.END, 1),
        ("NNNNMAFVVZCZ\n", FieldKind.END, 1),
        ("<< END OF DOCUMENT >>\n", FieldKind.END, 1),
        ("NOTE BY OC/T: PASSED ABOVE\nADDRESSEE.\n\nx", FieldKind.NOTE, 3),
        ("Visit Lakeport's Web Site at\nhttp://example.org\n\nx", FieldKind.NOTE, 3),
        ("  Message Text\nx", FieldKind.NOTE, 1),
    ],
)
def test_a_line_of_procedure(text: str, kind: FieldKind, end: int) -> None:
    lines = split_lines(text)
    made = end_field(lines, 0)
    assert made is not None
    assert (made[0].kind, made[1]) == (kind, end)
    assert made[0].raw == "".join(line.text + line.eol for line in lines[:end])


@pytest.mark.parametrize("text", ["BTW", "NNx", "#12", "#123456", "Visit us", "NOTE BY"])
def test_any_other_line(text: str) -> None:
    assert end_field(split_lines(text), 0) is None


def test_a_further_classification_line_needs_section_or_number() -> None:
    made = section_field(split_lines("S E C R E T SECTION 2 OF 2 LAKEPORT 123\n\nx"), 0)
    assert made is not None
    assert (made[0].kind, made[1]) == (FieldKind.CLASSIFICATION, 2)
    for text in ("SECRET", "SECRET talks in Lakeport", "The SECTION 2 OF 2", "UNCLAS"):
        assert section_field(split_lines(text), 0) is None


def test_captions() -> None:
    made = caption_field(split_lines("SIPDIS NOFORN\nx"), 0)
    assert made is not None
    assert (made[0].kind, made[1]) == (FieldKind.CAPTION, 1)
    assert caption_field(split_lines("SIPDIS is a caption"), 0) is None


def test_a_release_stamp() -> None:
    stamp = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n\n"
    made = release_field(split_lines(stamp), 0)
    assert made is not None
    assert (made[0].kind, made[0].raw) == (FieldKind.RELEASE, stamp)
    assert release_field(split_lines("Released"), 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "ACTION SS-25",
        "INFO OCT-01 ADS-00 /026 W",
        "DS-00    DHSE-00  OIGO-00  UTED-00",
        "------------------103473 082010Z /62",
        "60",
    ],
)
def test_distribution_lines(text: str) -> None:
    assert is_distribution(text)
    assert not is_distribution("The " + text)
