"""Outputs in zip files: all of them, each once, as the ledger tells of them."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from pathlib import Path

import pytest

from cableconv.batch.export.shards import write_shards
from cableconv.batch.ledger import Ledger
from cableconv.errors import EnvironmentFailure, OutputExistsError


def contents(target: Path) -> list[dict[str, str]]:
    with (target / "contents.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_each_output_is_in_one_shard(ledger: Ledger, out: Path, tmp_path: Path) -> None:
    target = tmp_path / "shards"
    made = write_shards(ledger, out, target, cables=4)
    assert (made.shards, made.files) == (2, 12)
    expected = {o.relpath: (o.sha256, r.id) for r in ledger.receipts() for o in r.outputs}
    rows = contents(target)
    assert {row["path"]: (row["sha256"], row["id"]) for row in rows} == expected
    found = {}
    for path in sorted(target.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            for member in archive.infolist():
                found[member.filename] = path.name
                data = archive.read(member)
                assert data == (out / member.filename).read_bytes()
                assert hashlib.sha256(data).hexdigest() == expected[member.filename][0]
    assert found == {row["path"]: row["shard"] for row in rows}
    # All outputs of a cable lie together.
    homes = {(row["id"], row["shard"]) for row in rows}
    assert len(homes) == len({row["id"] for row in rows})
    assert (target / "index.csv").read_text(encoding="utf-8").count("NotACableError") == 1


def test_same_ledger_same_bytes(ledger: Ledger, out: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_shards(ledger, out, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_damaged_outputs_make_no_shards(ledger: Ledger, out: Path, tmp_path: Path) -> None:
    (one, *_) = next(ledger.receipts()).outputs
    path = out / one.relpath
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"\0")
    with pytest.raises(EnvironmentFailure, match="not as it was recorded") as caught:
        write_shards(ledger, out, tmp_path / "shards")
    assert caught.value.source == str(path)
    path.unlink()
    with pytest.raises(EnvironmentFailure, match="is missing"):
        write_shards(ledger, out, tmp_path / "shards")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_what_is_there_is_not_replaced(ledger: Ledger, out: Path, tmp_path: Path) -> None:
    (tmp_path / "shards").mkdir()
    with pytest.raises(OutputExistsError):
        write_shards(ledger, out, tmp_path / "shards")
