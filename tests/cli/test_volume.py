"""``cableconv volume``: many inputs, one file, and nothing where one cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

import docx
import pytest

import cableconv as cc
import console
from cableconv import cli
from cableconv.errors import WriteError
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers import docx as docx_writer
from cableconv.writers import tei as tei_writer

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


def test_a_volume_is_verified_before_it_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "volume.docx"
    assert cli.run(["volume", "--verify", *INPUTS, "-o", str(out)]) == 0
    right = out.read_bytes()
    write = docx_writer.write_volume

    def unfaithful(cables: list[Cable], stream: BinaryIO, *more: Any, **named: Any) -> list[Notice]:
        return write(cables[::-1], stream, *more, **named)

    monkeypatch.setattr(docx_writer, "write_volume", unfaithful)
    capsys.readouterr()
    assert cli.run(["volume", "--verify", "--force", *INPUTS, "-o", str(out)]) == 5
    said = capsys.readouterr().err
    assert f"{out}: cable 1: it stands in another place, as cable 4: 06EXAMPLEVILLE713" in said
    assert f"{out} was not written: " in said
    assert out.read_bytes() == right
    assert list(tmp_path.iterdir()) == [out]


def test_a_volume_is_verified_against_its_inputs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "volume.docx"
    assert cli.run(["volume", *INPUTS, "-o", str(out), "-q"]) == 0
    capsys.readouterr()
    each = [word for path in INPUTS for word in ("--against", path)]
    for arguments in (["--against", *INPUTS], each):
        assert cli.run(["verify", str(out), *arguments]) == 0
        assert capsys.readouterr().out == (
            f"{out}: it holds all that the 3 inputs demand: 4 cables, 29 paragraphs, 32 marks, "
            "CONFIDENTIAL//NOFORN\n"
        )
    assert cli.run(["verify", str(out), "--json", *each[:4]]) == 5
    found = json.loads(capsys.readouterr().out)
    assert found["against"] == INPUTS[:2]
    assert {one["place"] for one in found["findings"]} == {
        "list of cables, entry 4 of the output",
        "cable 4 of the output",
    }
    back = [INPUTS[1], INPUTS[0], INPUTS[2]]
    assert cli.run(["verify", str(out), "--against", *back]) == 5
    assert "[moved]" in capsys.readouterr().out


def test_a_volume_of_the_rows_of_one_input(tmp_path: Path) -> None:
    out = tmp_path / "volume.docx"
    assert cli.run(["volume", INPUTS[1], "-o", str(out), "-q"]) == 0
    assert cli.run(["verify", str(out), "--against", INPUTS[1]]) == 0
    assert cli.run(["verify", str(out), "--against", INPUTS[0]]) == 5
    assert cli.run(["verify", str(out), "--against", INPUTS[1], "--mrn", "09X1"]) == 2


def test_a_tei_corpus_is_a_volume_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "all.tei.xml"
    assert cli.run(["volume", "--verify", *INPUTS, "-o", str(out), "--title", "A & B"]) == 0
    proven = out.read_bytes()
    assert b'<title type="main">A &amp; B</title>' in proven
    assert cli.run(["volume", *INPUTS, "-o", str(out)]) == 2
    assert cli.run(["volume", *INPUTS, "-o", str(out), "--title", "A & B", "--force"]) == 0
    assert out.read_bytes() == proven
    assert [one.mrn for one in cc.read_all(out)] == [
        cable.mrn for path in INPUTS for cable in cc.read_all(path)
    ]
    capsys.readouterr()
    assert cli.run(["verify", str(out), "--against", *INPUTS]) == 0
    assert "the 3 inputs demand: 4 cables, 29 paragraphs" in capsys.readouterr().out
    assert cli.run(["verify", str(out)]) == 0
    assert cli.run(["verify", str(out), "--against", *INPUTS[:2]]) == 5

    def broken(*_: object, **__: object) -> list[Notice]:
        raise WriteError("in the middle")

    monkeypatch.setattr(tei_writer, "write_corpus", broken)
    assert cli.run(["volume", *INPUTS, "-o", str(out), "--force"]) == 1
    assert out.read_bytes() == proven
    assert list(tmp_path.iterdir()) == [out]


def test_inputs_that_fit_no_output_are_refused(tmp_path: Path) -> None:
    out, single = tmp_path / "volume.docx", tmp_path / "single.docx"
    assert cli.run(["volume", *INPUTS, "-o", str(out), "-q"]) == 0
    assert cli.run(["convert", INPUTS[0], "-o", str(single)]) == 0
    assert cli.run(["verify", str(out), *INPUTS]) == 2
    twice = ["--against", INPUTS[0], "--against", INPUTS[1]]
    assert cli.run(["verify", str(out), *twice, INPUTS[2]]) == 2
    assert cli.run(["verify", str(single), "--against", *INPUTS]) == 5
    assert cli.run(["verify", INPUTS[0], "--against", *INPUTS]) == 2


def test_a_format_without_volumes_is_refused(tmp_path: Path) -> None:
    assert cli.run(["volume", *INPUTS, "-o", str(tmp_path / "volume.pdf")]) == 2
    assert cli.run(["volume", *INPUTS, "-o", str(tmp_path / "volume"), "-t", "docx"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["volume"]


def test_what_the_readers_warn_of_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = str(SAMPLES / "no-marking.txt")
    assert cli.run(["convert", odd, "-o", str(tmp_path / "one.docx")]) == 0
    warnings = [line for line in capsys.readouterr().err.splitlines() if f"{odd}:" in line]
    assert warnings
    assert cli.run(["volume", odd, "-o", str(tmp_path / "all.docx")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[: len(warnings)] == warnings
    assert told[-1].endswith("all.docx: 1 cable")
    assert cli.run(["volume", odd, "-o", str(tmp_path / "all.docx"), "--force", "-q"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("name", ["all.pdf", "all", "-", "all.docx.zip"])
def test_a_name_of_another_format_is_refused(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    assert cli.run(["volume", INPUTS[0], "-o", str(out)]) == 2
    assert not out.exists()
    assert cli.run(["volume", INPUTS[0], "-o", str(tmp_path / "all.DOCX"), "-q"]) == 0


def test_an_unknown_option_is_a_usage_error(tmp_path: Path) -> None:
    assert cli.run(["volume", INPUTS[0], "-o", str(tmp_path / "x.docx"), "-O", "odd=1"]) == 2
