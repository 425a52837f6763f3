"""What the key block does not show is printed as received, and what it shows is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import Addressee, Originator, Reference, Tag
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import Caption
from cableconv.notation.key_block import PROCEDURE_KINDS
from cableconv.writers.keyblock import authority_rows, key_rows
from cableconv.writers.received import (
    field_name,
    received_fields,
    received_lines,
)
from examples import SBU, U, line


def received(*fields: Field) -> tuple[str, ...]:
    cable = Cable(blocks=fields)
    return received_lines(cable, key_rows(cable))


SPACE = Text(" ")
TAGS = line(FieldKind.TAGS, Label("TAGS:"), SPACE, Tag("PREL", "PREL"), Text(", "), Tag("XX", "XX"))


@pytest.mark.parametrize(
    "field",
    [
        line(FieldKind.TAGS, Label("TAGS: "), Tag("PREL", "PREL"), Text(" AND SO ON")),
        line(FieldKind.TAGS, Label("TAGS:"), SPACE, SBU, SPACE, Tag("PREL", "PREL")),
        line(FieldKind.REFERENCES, Label("REF: "), Reference("STATE 1"), Text(" and a talk")),
        line(FieldKind.CAPTION, Caption("C O R R E C T E D  C O P Y", "CORRECTED COPY")),
        line(FieldKind.ATTRIBUTE, Text("Some value")),
        line(FieldKind.UNPARSED, Text("a line that nothing knows")),
    ],
)
def test_a_line_with_more_than_its_row_is_received(field: Field) -> None:
    cable = Cable(blocks=(field,))
    assert received_fields(cable, key_rows(cable)) == (field,)


@pytest.mark.parametrize(
    "field",
    [
        TAGS,
        line(FieldKind.CAPTION, Caption("SIPDIS", "SIPDIS")),
        line(FieldKind.ACTION, Label("TO "), Addressee("RUEHC/A", "A", "RUEHC"), Text(" // ")),
        line(FieldKind.SUBJECT, Label("SUBJECT:"), SPACE, SBU, Text(" WORDS")),
        line(FieldKind.SUBJECT, Label("SUBJECT:")),
    ],
)
def test_a_line_that_its_row_shows_is_not(field: Field) -> None:
    assert received(field) == ()


def test_of_lines_that_repeat_the_ones_without_a_row_are_received() -> None:
    first = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" FIRST"))
    second = line(FieldKind.SUBJECT, Label("SUBJECT:"), SPACE, U, Text(" SECOND"))
    assert received(first, second) == ("SUBJECT: (U) SECOND",)
    sender = line(FieldKind.ORIGINATOR, Label("FM "), Originator("POST ONE", "POST ONE"))
    other = line(FieldKind.ORIGINATOR, Label("FM "), Originator("POST TWO", "POST TWO"))
    assert received(sender, other) == ("FM POST TWO",)


def test_statements_of_authority_have_a_place_of_their_own() -> None:
    fields = received_fields(examples.FULL, key_rows(examples.FULL))
    kinds = {field.kind for field in fields}
    assert kinds <= PROCEDURE_KINDS
    assert FieldKind.CLASSIFICATION in kinds
    assert any(field.kind is FieldKind.AUTHORITY for field in examples.FULL.fields)


def test_lines_stand_in_the_order_of_the_source_one_a_line() -> None:
    note = line(FieldKind.NOTE, Text("A NOTE"))
    tags = line(FieldKind.TAGS, Label("TAGS:"), Text(" WORDS\nMORE"))
    end = line(FieldKind.END, Label("NNNN"))
    assert received(note, tags, end) == ("A NOTE", "TAGS: WORDS", "MORE", "NNNN")


def test_a_name_is_put_before_a_value_unless_the_line_has_it() -> None:
    value = Text("CONFIDENTIAL")
    bare = Field(FieldKind.ATTRIBUTE, (value,), "Original Classification")
    assert field_name(bare) == "Original Classification: "
    assert received(bare) == ("Original Classification: CONFIDENTIAL",)
    said = Field(FieldKind.ATTRIBUTE, (Label("Handling:"), SPACE, value), "Handling")
    assert field_name(said) == ""
    assert received(said, TAGS) == ("Handling: CONFIDENTIAL",)


@given(strategies.cables())
@settings(max_examples=60, deadline=None)
def test_each_word_of_the_header_is_shown_somewhere(cable: Cable) -> None:
    rows = key_rows(cable)
    values = [value for row in (*rows, *authority_rows(cable)) for value in row.values]
    shown = "\n".join((*values, cable.title or "", *received_lines(cable, rows)))
    known = set(re.findall(r"\w+", shown))
    for field in cable.fields:
        assert known.issuperset(re.findall(r"\w+", field.value_text)), field
