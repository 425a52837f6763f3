"""The index as CSV and JSON Lines: all that is known, and no formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.export.finished import FAILED, FORMATS
from cableconv.batch.export.row import COLUMNS, Kind, row_of
from cableconv.batch.export.table import cell, write_csv, write_jsonl
from cableconv.batch.ledger import Ledger
from cableconv.batch.receipt import Receipt


def rows(ledger: Ledger) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    count = write_csv(ledger, stream)
    found = list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""), strict=True))
    assert count == len(found)
    return found


def test_a_row_says_what_the_cable_is_and_where_it_lies(ledger: Ledger, out: Path) -> None:
    found = {row["id"]: row for row in rows(ledger)}
    for receipt in ledger.receipts():
        if receipt.id == FAILED.id:
            continue
        row = found[receipt.id]
        assert row["mrn"] == receipt.facts["mrn"]
        assert row["banner"] == receipt.facts["banner"]
        assert row["tags"].split("|") == receipt.facts["tags"] or not receipt.facts["tags"]
        assert row["dtg"] == (receipt.facts["dtg"] or "")
        for name in FORMATS:
            assert (out / row[name]).is_file()


def test_marks_are_counted_by_their_spelling(ledger: Ledger) -> None:
    receipt = next(one for one in ledger.receipts() if one.facts.get("marks"))
    row = next(row for row in rows(ledger) if row["id"] == receipt.id)
    assert dict(part.rsplit(" ", 1) for part in row["marks"].split("|")) == {
        mark: str(count) for mark, count in receipt.facts["marks"].items()
    }


def test_a_failure_is_a_row_with_its_reason_and_without_paths(ledger: Ledger) -> None:
    row = next(row for row in rows(ledger) if row["status"] == "failed")
    assert row["code"] == "NotACableError"
    assert row["message"] == "'" + FAILED.message
    assert [row[name] for name in FORMATS] == ["", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text
    assert cell([text, "x"]).startswith("'")
    assert cell({text: 1}).startswith("'")


@given(st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.integers()))
def test_no_value_begins_a_formula(value: object) -> None:
    assert not cell(value).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-3, 0, None)] == ["-3", "0", ""]


def test_json_lines_lose_nothing(ledger: Ledger) -> None:
    stream = io.StringIO()
    count = write_jsonl(ledger, stream)
    lines = stream.getvalue().splitlines()
    assert count == len(lines)
    assert stream.getvalue().isascii()
    assert [Receipt.from_plain(json.loads(line)) for line in lines] == list(ledger.receipts())


def test_every_fact_has_its_column(ledger: Ledger) -> None:
    receipt = next(ledger.receipts())
    assert set(receipt.facts) == {column.name for column in COLUMNS if column.fact}
    kinds = {Kind.LIST: list, Kind.COUNTS: dict, Kind.NUMBER: int}
    for column in COLUMNS:
        value = row_of(receipt)[column.name]
        assert value is None or isinstance(value, kinds.get(column.kind, str)), column.name
