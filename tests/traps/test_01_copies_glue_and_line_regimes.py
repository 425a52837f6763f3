"""Trap 1: the text stands twice, structure is glued, and lines follow two regimes."""

from __future__ import annotations

import wikileaks_pages as pages
from cableconv.model.leaf import FurnitureKind
from traps.telegrams import LONG, body, read

WHOLE = (
    "UNCLAS EXAMPLEVILLE 000680\n\nSENSITIVE\n\nE.O. 12958: N/A\nSUBJECT: THE BRIDGE\n\n"
    "1. (SBU) The mayor opened it.\n\nROE"
)


def test_of_a_text_that_stands_twice_the_last_copy_is_the_cable() -> None:
    listed = "54459\n2006-02-08 21:47:00\n06EXAMPLEVILLE680\nEmbassy Exampleville\n"
    teaser = WHOLE[: WHOLE.index("opened")] + "...\n\n"
    for copy in (teaser, f"{teaser}{listed}UNCLASSIFIED\n\n", f"{listed}UNCLASSIFIED\n\n"):
        cable = pages.read(pages.page(body=copy + WHOLE))
        assert [p.number for p in cable.paragraphs] == [1]
        assert len(cable.markings.captions) == 1
        assert any(f.kind is FurnitureKind.DUMP for f in cable.furniture)


def test_a_teaser_that_the_text_does_not_hold_is_kept_as_text() -> None:
    teaser = "UNCLAS EXAMPLEVILLE 000680\n\nNOFORN\n\nAnother text...\n\n"
    cable = pages.read(pages.page(body=teaser + WHOLE))
    assert {c.name for c in cable.markings.captions} == {"NOFORN", "SENSITIVE"}


def test_paragraph_numbers_are_found_inside_a_line() -> None:
    cable = body(f"1. (SBU) Summary: {LONG}End Summary.  2. (U) {LONG}3. (SBU) {LONG}ROE\n")
    assert [(p.number, p.portion_mark is not None) for p in cable.paragraphs] == [
        (1, True),
        (2, True),
        (3, True),
    ]
    assert cable.signature == ("ROE",)


def test_headings_rules_and_fields_are_found_inside_a_line() -> None:
    cable = read(
        "UNCLAS LAKEPORT 000123SIPDISE.O. 12958: N/A TAGS: PREL SUBJECT: THE MAST REF: STATE 12\n\n"
        f"1. (U) {LONG}---------- The Opening ----------\n\n2. (U) {LONG}\n"
    )
    assert [h.text for h in cable.headings] == ["The Opening"]
    assert cable.subject is not None
    assert (cable.subject.text, len(cable.references)) == ("THE MAST", 1)


def test_unwrapped_lines_are_paragraphs_and_wrapped_lines_are_not() -> None:
    unwrapped = body(f"1. (U) {LONG}\n{LONG}\n2. (U) {LONG}\n")
    assert [p.number for p in unwrapped.paragraphs] == [1, None, 2]
    wrapped = body("1. (U) The harbor master spoke at length about the ferry and\nits mast.\n")
    assert [p.text for p in wrapped.paragraphs] == [
        "The harbor master spoke at length about the ferry and its mast."
    ]


def test_a_number_in_a_wrapped_sentence_is_no_paragraph() -> None:
    cable = body("1. (U) The ferry was bought in the year before, for a price of\n15. It is old.\n")
    assert [p.number for p in cable.paragraphs] == [1]
