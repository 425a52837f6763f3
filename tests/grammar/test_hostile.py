"""Any text can be given to any function of the grammar of markings, and its cost is linear."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.grammar.authority import is_authority_start, scan_authority
from cableconv.grammar.caption import parse_caption, scan_caption_line
from cableconv.grammar.entire_text import entire_text_follows, match_entire_text, parse_entire_text
from cableconv.grammar.excision import find_excisions
from cableconv.grammar.executive_order import parse_declassification, scan_executive_order_line
from cableconv.grammar.marker import find_markers
from cableconv.grammar.officer import read_officer
from cableconv.grammar.portion import match_portion_mark, parse_portion_mark
from cableconv.grammar.reasons import match_reasons, parse_reasons
from cableconv.grammar.reference import is_references_line, parse_reference, scan_references
from cableconv.grammar.running import scan_running
from cableconv.grammar.subject import is_subject_line, scan_subject
from cableconv.grammar.tags import is_tags_line, scan_tags
from cableconv.model.content import Inline, raw_text


def references(text: str) -> tuple[Inline, ...]:
    return scan_references(text, 2005)


SCANS: tuple[Callable[[str], tuple[Inline, ...] | None], ...] = (
    references, scan_authority, scan_caption_line, scan_executive_order_line, scan_running,
    scan_subject, scan_tags,
)  # fmt: skip
OTHERS: tuple[Callable[[str], object], ...] = (
    entire_text_follows, find_excisions, find_markers, is_authority_start, is_references_line,
    is_subject_line, is_tags_line, match_entire_text, match_portion_mark, match_reasons,
    parse_caption, parse_declassification, parse_entire_text, parse_portion_mark, parse_reasons,
    parse_reference, read_officer,
)  # fmt: skip

HEADS = ("", "REF: ", "TAGS: ", "E.O. 12958: DECL: ", "Classified By: ", "Reason: 1.4 (", "(S//")
REPEATED = (
    "(", "(S/", " ", "\n", "\n \n", "A. ", "A, ", "(A) ", "X", "XXXX ", "[", "[B1]", "END ",
    "Reason: 1.4 (b) ", "1.4 (", "b, ", "(U) Classified By: ", "STATE 123, ", "STATE 1; ", "A ",
    "1", "1 ", "MEXICO 00004390  002 OF 004 ", "C O R R E C T E D ", "Derived From: ", "- ", ".",
    "SENSITIVE BUT UNCLASSIFIED ", "entire ", "Declassify on: ", "[not declassified", "X1 ", "1/",
)  # fmt: skip


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    for scan in SCANS:
        leaves = scan(text)
        assert leaves is None or raw_text(leaves) == text
    for ask in OTHERS:
        ask(text)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(HEADS + REPEATED + ("word", "\u00b6", "1.4 (b)")), max_size=12))
def test_any_words_of_the_field_can_be_asked(words: list[str]) -> None:
    text = "".join(words)
    for scan in SCANS:
        leaves = scan(text)
        assert leaves is None or raw_text(leaves) == text
    for ask in OTHERS:
        ask(text)


@pytest.mark.timing
@pytest.mark.parametrize("head", HEADS)
def test_cost_is_linear(head: str) -> None:
    # 30,000 signs cost a tenth of a second where each is looked at a fixed number of times, and
    # ten or more where one is looked at again for each other.
    for repeated in REPEATED:
        text = head + repeated * (30_000 // len(repeated)) + "x"
        for ask in (*SCANS, *OTHERS):
            start = time.process_time()
            ask(text)
            spent = time.process_time() - start
            assert spent < 2, (ask, head, repeated)
