"""Where inputs lie, and what is at fault for those that cannot be reached."""

from __future__ import annotations

from pathlib import Path

from cableconv.batch.inputs import Unreachable, at_fault
from cableconv.batch.ref import Ref


def test_the_highest_folder_that_is_missing_is_at_fault(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert at_fault(f"{tmp_path}/a/b/c/d.txt") == f"{tmp_path}/a/b"
    assert at_fault(f"{tmp_path}/a/d.txt") == f"{tmp_path}/a/d.txt"
    assert at_fault(str(tmp_path / "a")) == str(tmp_path / "a")
    assert at_fault("/") == "/"
    assert at_fault("s3://bucket/a/b.txt") == "s3://bucket/a/b.txt"


def test_inputs_are_told_by_place_and_reason(tmp_path: Path) -> None:
    unreachable = Unreachable()
    for number in range(20_000):
        unreachable.add(Ref("", f"{tmp_path}/gone/{number}.txt"), "missing")
    for name in ("s3://bucket/a/1", "s3://bucket/a/2", "s3://bucket/b/3"):
        unreachable.add(Ref("", name), "no answer")
    unreachable.add(Ref("", f"{tmp_path}/closed.txt"), "permission denied")
    unreachable.add(Ref("", f"{tmp_path}/cables.csv", row=1), "missing")
    assert list(unreachable.told()) == [
        (str(tmp_path), "20,001 inputs in it (the first is gone): missing"),
        ("s3://bucket/a", "2 inputs in it (the first is 1): no answer"),
        ("s3://bucket/b/3", "no answer"),
        (f"{tmp_path}/closed.txt", "permission denied"),
    ]
