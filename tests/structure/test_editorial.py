"""The lines in brackets over a telegram: what is read from them, and what is left as furniture."""

from __future__ import annotations

import datetime as dt
import time

import pytest

import cableconv as cc
from cableconv.model.blocks import Field, FieldKind, Paratext
from cableconv.model.effective import overall_marking
from cableconv.model.header import DateTimeGroup, Precedence
from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.structure.editorial import (
    date_line,
    editorial_block,
    is_editorial,
    line,
    record_line,
)

TEXT = "\n\nSUBJECT: X\n\n1. Text.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Title: A page]", FieldKind.TITLE),
        ("[Dateline: Lakeport, May 1, 1938\u20142 p.m. [Received May 2]]", FieldKind.DTG),
        ("[Message number: 61.]", FieldKind.MESSAGE_ID),
        ("[Note: An extract]", FieldKind.NOTE),
        ("[Classification: SECRET//NODIS (from a note)]", FieldKind.CLASSIFICATION),
        ("[Classification: SECRET (from a page line)]", FieldKind.CLASSIFICATION),
        ("[Captions: NODIS, NOFORN (from a note)]", FieldKind.CAPTION),
        ("[Date: 1984-11-07 15:29 UTC, IMMEDIATE]", FieldKind.DTG),
        ("[From: Embassy in Exempland]", FieldKind.ORIGINATOR),
        ("[Record, Created: 2006-02-08 21:09]", FieldKind.ATTRIBUTE),
        ("[Record, References: 05A1|06B2 [sic] ]", FieldKind.ATTRIBUTE),
    ],
)
def test_what_the_source_states_is_read_as_such(text: str, kind: FieldKind) -> None:
    assert is_editorial(text)
    block = editorial_block(text, "\n\n")
    assert isinstance(block, Field)
    assert block.kind is kind
    assert block.raw == text + "\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "[Classification: SECRET (from the portion marks)]",
        "[Classification: NOTHING KNOWN (from a note)]",
        "[No classification marking]",
        "[On page lines: SECRET; NODIS]",
        "[Captions: UNHEARD OF (from a note)]",
        "[Date: 1984-13-07 15:29 UTC]",
        "[Date: 1984-11-07 15:29 UTC, SOMETIME]",
        "[Date: yesterday]",
    ],
)
def test_what_was_concluded_or_is_not_known_is_furniture(text: str) -> None:
    assert is_editorial(text)
    assert editorial_block(text, "\n") == Paratext(
        (Furniture(text, FurnitureKind.EDITORIAL),), tail="\n"
    )


@pytest.mark.parametrize("text", ["[Page 57]", "[Odd: x]", "Title: x", "[Title: x", "[Title: x] y"])
def test_other_lines_are_none(text: str) -> None:
    assert not is_editorial(text)


def test_a_marking_that_stands_in_a_note_is_that_of_the_cable() -> None:
    cable = cc.loads("[Classification: SECRET//NODIS (from a note)]" + TEXT)
    assert overall_marking(cable).text == "SECRET//NODIS"
    assert cable.markings.banner is not None


def test_a_marking_that_was_concluded_is_concluded_again() -> None:
    cable = cc.loads("[Classification: SECRET (from the portion marks)]" + TEXT)
    assert cable.markings.banner is None
    assert overall_marking(cable).text == "No classification marking"


def test_the_date_of_a_record_counts_where_the_text_has_none() -> None:
    cable = cc.loads("[Record, Created: 2006-02-08 21:09]" + TEXT)
    assert cable.dtg is not None
    assert cable.dtg.utc == dt.datetime(2006, 2, 8, 21, 9, tzinfo=dt.UTC)


def test_dates_and_entries_are_written_as_they_are_read() -> None:
    group = DateTimeGroup("November 7", (Precedence.IMMEDIATE,), 7, 15, 29, "Z", 11, 1984)
    assert date_line(group) == "[Date: 1984-11-07 15:29 UTC, IMMEDIATE]"
    assert date_line(DateTimeGroup("x", (), 7, 15, 29)) == ""
    assert record_line("Origin", "Embassy\n Exempland") == "[Record, Origin: Embassy Exempland]"
    assert line("Title", "a ]b") == "[Title: a ]b]"
    assert cc.loads("[Title: a ]b]" + TEXT).title == "a ]b"


@pytest.mark.timing
def test_a_hostile_line_takes_linear_time() -> None:
    def taken(size: int) -> float:
        text = "[Title: " + "] " * size
        start = time.perf_counter()
        is_editorial(text)
        return time.perf_counter() - start

    assert taken(400_000) < 40 * max(taken(40_000), 1e-5)
