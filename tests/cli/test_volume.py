"""``cableconv volume``: many inputs, one file, and nothing where one cannot be read."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import cableconv as cc
import console
from cableconv import cli

SAMPLES = console.ROOT / "samples"
NAMES = ("confidential-full.txt", "cables-rows.csv", "lou-1975.txt")
INPUTS = [str(SAMPLES / name) for name in NAMES]


def test_all_cables_stand_in_order_under_their_banners(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "volume.docx"
    assert cli.run(["volume", *INPUTS, "-o", str(out), "--title", "T", "-O", "page=a4"]) == 0
    cables = list(cc.read_all(out))
    known = [cable.mrn for path in INPUTS for cable in cc.read_all(path)]
    assert [cable.mrn for cable in cables] == known
    assert f"{out}: {len(known)} cables" in capsys.readouterr().err
    assert docx.Document(str(out)).core_properties.title == "T"
    assert len(docx.Document(str(out)).sections) == len(known) + 1


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "volume.docx"
    out.write_text("mine")
    assert cli.run(["volume", INPUTS[0], "-o", str(out)]) == 2
    assert out.read_text() == "mine"
    assert cli.run(["volume", INPUTS[0], "-o", str(out), "--force", "-q"]) == 0


def test_nothing_is_written_where_an_input_cannot_be_read(tmp_path: Path) -> None:
    out = tmp_path / "volume.docx"
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert cli.run(["volume", INPUTS[0], str(empty), "-o", str(out)]) == 1
    assert not out.exists()


def test_an_unknown_option_is_a_usage_error(tmp_path: Path) -> None:
    assert cli.run(["volume", INPUTS[0], "-o", str(tmp_path / "x.docx"), "-O", "odd=1"]) == 2
