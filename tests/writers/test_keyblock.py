"""The rows around a printed cable."""

from __future__ import annotations

import attrs
import pytest

import examples
from cableconv.model.blocks import FieldKind, Paratext
from cableconv.model.cable import Cable
from cableconv.model.header import Addressee, DateTimeGroup, Precedence
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Text
from cableconv.writers.keyblock import (
    KeyRow,
    addressee_words,
    authority_rows,
    dtg_words,
    key_rows,
    precedence_words,
    provenance_rows,
    release_stamps,
)
from examples import SBU, line


def test_rows_without_a_value_are_left_out() -> None:
    assert key_rows(Cable()) == (KeyRow("Classification", ("No classification marking",)),)
    labels = [row.label for row in key_rows(examples.FULL)]
    assert labels == [
        "Cable", "From", "To", "Info", "Date", "Precedence", "Classification", "Captions", "Pass",
        "E.O. 12958", "TAGS", "Subject", "Ref",
    ]  # fmt: skip


def test_the_subject_keeps_its_mark() -> None:
    subject = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), SBU, Text(" WORDS"))
    assert KeyRow("Subject", ("(SBU) WORDS",)) in key_rows(Cable(blocks=(subject,)))


@pytest.mark.parametrize(
    ("addressee", "words"),
    [
        (Addressee("x", "SECSTATE WASHDC"), "SECSTATE WASHDC"),
        (
            Addressee(
                "x", "SECSTATE WASHDC", "RUEHC", Precedence.IMMEDIATE, niact=True, mcn="6120"
            ),
            "SECSTATE WASHDC NIACT IMMEDIATE 6120 (RUEHC)",
        ),
        (Addressee("x", "JOINT STAFF", office_symbols=("J3", "J5")), "JOINT STAFF//J3/J5//"),
        (Addressee("ALL POSTS IN REACH"), "ALL POSTS IN REACH"),
    ],
)
def test_an_addressee_stands_on_one_line(addressee: Addressee, words: str) -> None:
    assert addressee_words(addressee) == words


def test_a_date_is_given_in_full_where_it_is_known() -> None:
    known = DateTimeGroup("P 161831Z AUG 07", (Precedence.PRIORITY,), 16, 18, 31, "Z", 8, 2007)
    assert dtg_words(known) == "16 August 2007, 18:31 UTC (161831Z AUG 07)"
    assert dtg_words(attrs.evolve(known, year=None)) == "161831Z AUG 07"
    assert dtg_words(None) == ""


def test_two_precedences_are_told_apart() -> None:
    group = DateTimeGroup("O R 161831Z", (Precedence.IMMEDIATE, Precedence.ROUTINE), 16, 18, 31)
    assert precedence_words(group) == "Immediate (action), Routine (info)"
    assert precedence_words(DateTimeGroup("161831Z")) == precedence_words(None) == ""


def test_stamps_of_release_are_given_once_each() -> None:
    stamp = Paratext((Furniture("RELEASED  IN\nFULL", FurnitureKind.STAMP),))
    site = Paratext((Furniture("A site", FurnitureKind.SITE),))
    cable = Cable(blocks=(line(FieldKind.RELEASE, Text("RELEASED IN FULL")), stamp, site))
    assert release_stamps(cable) == ("RELEASED IN FULL",)
    assert KeyRow("Release", ("RELEASED IN FULL",)) in key_rows(cable)


def test_authority_is_a_row_with_its_label() -> None:
    (row,) = authority_rows(examples.FULL)
    assert row == KeyRow("Classified By", ("Ambassador Jane Roe for reasons 1.4 (b) and (d).",))


def test_notices_are_counted_by_kind() -> None:
    rows = {row.label: row.values for row in provenance_rows(examples.FULL)}
    assert rows["Notices"] == ("conflict (1), page-line (1)",)
    assert rows["Source"] == ("full.txt",)
    assert provenance_rows(Cable()) == ()
