"""Trap 5: statements on the entire text, points under a marked paragraph, texts without marks."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import Item
from cableconv.model.effective import effective_mark, portion_marks
from cableconv.model.markings import Level
from cableconv.model.walk import iter_blocks
from traps.telegrams import body


@pytest.mark.parametrize(
    "statement",
    [
        "Sensitive but unclassified, entire text.\n\n1. One.",
        "SENSITIVE BUT UNCLASSIFIED--PLEASE PROTECT ACCORDINGLY Summary -------\n\n1. One.",
        "This message is sensitive, but unclassified. Please handle accordingly.\n\n1. One.",
        "1. (SBU) Entire text.",
        "1. SBU-ENTIRE TEXT.",
        "1. (SBU - ENTIRE TEXT)",
    ],
)
def test_a_statement_speaks_for_paragraphs_that_have_no_mark_of_their_own(statement: str) -> None:
    cable = body(f"{statement}\n\n2. The mast.\n\nROE\n")
    second = cable.paragraphs[-1]
    assert second.portion_mark is None
    mark = effective_mark(cable, second)
    assert mark is not None
    assert (mark.level, mark.controls) == (Level.U, ("SBU",))


def test_points_inherit_from_their_paragraph_and_get_no_mark() -> None:
    cable = body("1. (SBU) He wants:\n\nA. a mast,\n\nB. (U) a ferry.\n\n2. Text.\n")
    first, second = (b for b in iter_blocks(cable.blocks) if isinstance(b, Item))
    assert first.portion_mark is None
    inherited = effective_mark(cable, first)
    assert inherited is not None
    assert inherited.raw == "(SBU)"
    assert second.portion_mark is not None
    assert effective_mark(cable, cable.paragraphs[1]) is None


def test_a_text_without_marks_gets_none() -> None:
    cable = body("1. One.\n\n2. Two.\n\nROE\n")
    assert list(portion_marks(cable)) == []
    assert all(effective_mark(cable, paragraph) is None for paragraph in cable.paragraphs)
