"""The index as Parquet, with types."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cableconv.batch.export import parquet
from cableconv.batch.export.parquet import write_parquet
from cableconv.batch.ledger import Ledger
from cableconv.errors import UsageError


def test_columns_have_types_and_rows_all_values(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 3)  # several groups
    path = tmp_path / "index.parquet"
    assert write_parquet(ledger, path) == 7
    found = {row["id"]: row for row in pq.read_table(path).to_pylist()}
    for receipt in ledger.receipts():
        row = found[receipt.id]
        assert row["tags"] == receipt.facts.get("tags")
        assert row["marks"] == (list(receipt.facts["marks"].items()) if receipt.facts else None)
        assert [one["relpath"] for one in row["outputs"]] == [o.relpath for o in receipt.outputs]
        when = receipt.facts.get("dtg")
        assert row["dtg"] == (dt.datetime.fromisoformat(when) if when else None)
        until = receipt.facts.get("declassify_on")
        assert row["declassify_on"] == (dt.date.fromisoformat(until) if until else None)
    assert pq.ParquetFile(path).num_row_groups == 3


def test_same_ledger_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    one, two = tmp_path / "1.parquet", tmp_path / "2.parquet"
    write_parquet(ledger, one)
    write_parquet(ledger, two)
    assert one.read_bytes() == two.read_bytes()


def test_without_pyarrow_the_error_says_what_to_install(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pyarrow") as caught:
        write_parquet(ledger, tmp_path / "x")
    assert "cableconv[parquet]" in caught.value.hint
