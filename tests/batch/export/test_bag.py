"""Bags: complete by a library of others, and not valid any more once something changed."""

from __future__ import annotations

import errno
import logging
import os
from collections import Counter
from pathlib import Path
from typing import NoReturn

import attrs
import bagit
import pytest

from batch.export.finished import Receipts
from cableconv.batch.export.bag import encoded, write_bag
from cableconv.batch.ledger import Ledger
from cableconv.errors import EnvironmentFailure, OutputExistsError


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("bagit"), "disabled", True)


def make(ledger: Ledger, out: Path) -> Path:
    target = out.parent / "bag"
    made = write_bag(ledger, out, target, {"Source-Organization": "The\nnotional archive"})
    assert made.files == 12 + 3
    return target


def test_a_bag_is_valid(ledger: Ledger, out: Path) -> None:
    bag = bagit.Bag(str(make(ledger, out)))
    assert bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.algorithms == ["sha256"]
    assert len(list(bag.payload_files())) == 15


def test_it_says_what_is_in_it_and_how_it_is_marked(ledger: Ledger, out: Path) -> None:
    target = make(ledger, out)
    info = bagit.Bag(str(target)).info
    payload = [path for path in (target / "data").rglob("*") if path.is_file()]
    assert info["Payload-Oxum"] == f"{sum(p.stat().st_size for p in payload)}.{len(payload)}"
    assert info["Bagging-Date"] == "2026-01-02"
    assert info["Source-Organization"] == "The notional archive"
    assert info["Bag-Software-Agent"].startswith("cableconv ")
    banners = Counter(r.facts["banner"] for r in ledger.receipts() if r.outputs)
    for banner, count in banners.items():
        assert f"{banner}: {count}" in info["Internal-Sender-Description"]


def test_outputs_are_not_copied_on_the_same_disk(ledger: Ledger, out: Path) -> None:
    target = make(ledger, out)
    (one, *_) = next(ledger.receipts()).outputs
    assert (out / one.relpath).samefile(target / "data/objects" / one.relpath)


def test_they_are_copied_to_another_disk(
    ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    target = make(ledger, out)
    assert bagit.Bag(str(target)).validate()
    (one, *_) = next(ledger.receipts()).outputs
    assert not (out / one.relpath).samefile(target / "data/objects" / one.relpath)
    changed = out / one.relpath
    changed.write_bytes(changed.read_bytes()[:-1] + b"\0")
    with pytest.raises(EnvironmentFailure, match="not as it was recorded"):
        write_bag(ledger, out, out.parent / "other")


def test_a_flipped_bit_is_found(ledger: Ledger, out: Path) -> None:
    target = make(ledger, out)
    (one, *_) = next(ledger.receipts()).outputs
    path = target / "data/objects" / one.relpath
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(bagit.BagValidationError, match="sha256"):
        bagit.Bag(str(target)).validate()


def test_a_missing_file_is_found(ledger: Ledger, out: Path) -> None:
    target = make(ledger, out)
    (one, *_) = next(ledger.receipts()).outputs
    (target / "data/objects" / one.relpath).unlink()
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(target)).validate()


def test_a_changed_tag_file_is_found(ledger: Ledger, out: Path) -> None:
    target = make(ledger, out)
    info = target / "bag-info.txt"
    info.write_text(info.read_text().replace("notional", "national"))
    with pytest.raises(bagit.BagValidationError, match=r"bag-info\.txt"):
        bagit.Bag(str(target)).validate()


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_no_bag_is_made_of_damaged_outputs(ledger: Ledger, out: Path, damage: object) -> None:
    (one, *_) = next(ledger.receipts()).outputs
    damage(out / one.relpath)  # type: ignore[operator]
    with pytest.raises(EnvironmentFailure, match="an output") as caught:
        make(ledger, out)
    assert caught.value.source == str(out / one.relpath)
    assert "cableconv verify" in caught.value.hint
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_link_is_no_output(ledger: Ledger, out: Path) -> None:
    (one, *_) = next(ledger.receipts()).outputs
    path = out / one.relpath
    moved = out.parent / "moved"
    path.rename(moved)
    path.symlink_to(moved)
    with pytest.raises(EnvironmentFailure):
        make(ledger, out)


def test_what_is_there_is_not_replaced(ledger: Ledger, out: Path) -> None:
    make(ledger, out)
    with pytest.raises(OutputExistsError):
        make(ledger, out)


def test_same_ledger_same_bytes(ledger: Ledger, out: Path) -> None:
    one, two = out.parent / "one", out.parent / "two"
    for target in (one, two):
        write_bag(ledger, out, target)
    names = {p.relative_to(one) for p in one.rglob("*") if p.is_file()}
    assert names == {p.relative_to(two) for p in two.rglob("*") if p.is_file()}
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_names_of_inputs_that_are_no_text_stop_nothing(ledger: Ledger, out: Path) -> None:
    (some, *_) = ledger.receipts()
    record = Receipts((attrs.evolve(some, id="\udcff.txt", ref="\udcff.txt"),))
    target = out.parent / "bag"
    write_bag(record, out, target)
    assert bagit.Bag(str(target)).validate()
    assert "\\udcff.txt" in (target / "data/metadata/index.csv").read_text(encoding="utf-8")


def test_names_are_encoded_as_the_standard_wants() -> None:
    assert encoded("a%0Ab\nc\rd") == "a%250Ab%0Ac%0Dd"
