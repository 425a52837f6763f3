"""Whether a line of text reads on from the one above it."""

from __future__ import annotations

import pytest

from cableconv.structure.flow import Flow
from cableconv.structure.lines import split_lines
from cableconv.structure.roles import Roles
from cableconv.structure.tables import tabular_lines

WIDE = "The minister of the barge said that masts are stepped by four persons"


def flow(text: str) -> Flow:
    lines = split_lines(text)
    return Flow(Roles(lines, 0), tabular_lines(lines, 0))


def test_steady_lines_begin_in_the_middle_of_a_sentence() -> None:
    assert flow(f"{WIDE}\nwho are trained\nfor it and\nrow.\n").steady == [
        False,
        True,
        True,
        False,  # the last line may be a signature
        False,  # the end
    ]


@pytest.mark.parametrize(
    ("above", "line", "reads_on"),
    [
        ("He rowed the", "Barge", True),
        ("He rowed.", "Then", False),
        ("He rowed", "2. Then", False),
        ("He rowed", "-- then", False),
    ],
)
def test_a_line_plainly_reads_on(above: str, line: str, *, reads_on: bool) -> None:
    assert flow(f"{above}\n{line}\n\nEnd\n").reads_on(1) is reads_on


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("in doing so.", True),
        ('a "great success."', True),
        ("for it.  END SUMMARY", True),
        ("the end of the summary", False),
        ("the friend note", False),
    ],
)
def test_ends_of_sentences(line: str, *, ended: bool) -> None:
    assert flow(f"{line}\n\nNext\n").ended(2) is ended


def test_nothing_above_the_first_line_goes_on() -> None:
    assert flow("\nNext\n").ended(1)


@pytest.mark.parametrize(
    ("last", "word", "full"),
    [(WIDE, "who", True), (WIDE[:60], "who", False), (WIDE[:60], "carpenters", True)],
)
def test_a_line_is_full_where_the_next_word_had_no_room(
    last: str, word: str, *, full: bool
) -> None:
    assert flow(f"{WIDE}\n{last}\n{word} rowed\n").full(1, f"{word} rowed") is full


def test_a_short_line_that_stands_alone_greets() -> None:
    text = f"Excellency,\n\n{WIDE},\n"
    assert flow(text).greets(0, "Excellency,")
    assert not flow(text).greets(2, f"{WIDE},")
    assert not flow(f"{WIDE}\nof the barge,\n").greets(1, "of the barge,")
