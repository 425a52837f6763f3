"""The runner of veraPDF: a good file, a broken one, none, and a missing answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import cableconv as cc
import examples
from validators import verapdf


@pytest.mark.tools
def test_broken_rules_are_named_by_file_and_profile(tmp_path: Path) -> None:
    verapdf.needed()
    good, broken, no_pdf = (tmp_path / f"{name} é.pdf" for name in ("good", "broken", "no"))
    cc.write(examples.FULL, good)
    data = good.read_bytes()
    broken.write_bytes(data.replace(b"/MarkInfo", b"/MarkInfx"))
    no_pdf.write_bytes(b"no PDF")
    found = verapdf.run([good, broken, no_pdf], ["2a", "ua1"])
    assert found[good] == ()
    assert {(f.flavour, f.rule) for f in found[broken]} == {("2a", "6.7.2.2-1"), ("ua1", "6.2-1")}
    assert {(f.flavour, f.rule) for f in found[no_pdf]} == {
        ("2a", "unreadable"),
        ("ua1", "unreadable"),
    }


@pytest.mark.tools
def test_a_profile_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    verapdf.needed()
    with pytest.raises(verapdf.VeraPdfError, match="no profile 9z"):
        verapdf.run([tmp_path / "x.pdf"], ["9z"])


def test_a_file_that_was_not_checked_is_an_error() -> None:
    path = Path("x.pdf")
    for output in ("", "CHECKED\t0\t2a\t12", "CHECKED\t0\t2a\t12\nCHECKED\t0\tua1\t0"):
        with pytest.raises(verapdf.VeraPdfError, match="checks missing"):
            verapdf._results(output, [path], ["2a", "ua1"])
    whole = "BROKEN\t0\t2a\t6.1-2\t3\tWhy\nCHECKED\t0\t2a\t12\nCHECKED\t0\tua1\t9"
    assert verapdf._results(whole, [path], ["2a", "ua1"]) == {
        path: (verapdf.Failure("2a", "6.1-2", 3, "Why"),)
    }
