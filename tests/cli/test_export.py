"""``cableconv export``, over a run that ``cableconv batch`` made."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import bagit
import pyarrow.parquet as pq
import pytest
from lxml import etree, html

from cableconv.batch.receipt import Receipt
from generate import corpus


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cableconv", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over 12 cables and an empty file."""
    folder = tmp_path_factory.mktemp("export")
    corpus.generate(folder / "in", 12, seed=4)
    (folder / "in" / "empty.txt").touch()
    done = run("batch", folder / "in", "-o", folder / "out", "-t", "txt,tei", "--engine", "serial")
    assert done.returncode == 1, done.stderr
    return folder / "out"


def test_csv_goes_to_standard_output_and_words_to_the_other(out: Path) -> None:
    done = run("export", out, "--to", "csv")
    assert done.returncode == 0
    assert done.stderr == "cableconv: 13 rows\n"
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert len(rows) == 13
    for row in rows:
        assert row["status"] == "failed" or (out / row["tei"]).is_file()


def test_jsonl_goes_to_a_file(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "index.jsonl"
    done = run("export", out, "--to", "jsonl", "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"cableconv: 13 lines in {path}\n"
    lines = path.read_text().splitlines()
    assert len([Receipt.from_plain(json.loads(line)) for line in lines]) == 13
    assert [one.name for one in tmp_path.iterdir()] == ["index.jsonl"]


def test_a_file_that_is_there_is_replaced_on_request_only(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "premis.xml"
    path.write_text("mine")
    refused = run("export", out, "--to", "premis", "-o", path)
    assert refused.returncode == 2
    assert path.read_text() == "mine"
    assert run("export", out, "--to", "premis", "-o", path, "--force").returncode == 0
    assert etree.parse(path).getroot().tag.endswith("premis")


def test_parquet_needs_a_name(out: Path, tmp_path: Path) -> None:
    assert run("export", out, "--to", "parquet").returncode == 2
    path = tmp_path / "index.parquet"
    assert run("export", out, "--to", "parquet", "-o", path).returncode == 0
    assert pq.read_table(path).num_rows == 13


def test_a_bag_of_the_run_is_valid(out: Path, tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    done = run("export", out, "--to", "bagit", "-o", bag, "-O", "Source-Organization=An Archive")
    assert done.returncode == 0, done.stderr
    assert "a bag of 27 files" in done.stderr
    found = bagit.Bag(str(bag))
    assert found.validate()
    assert found.info["Source-Organization"] == "An Archive"
    again = run("export", out, "--to", "bagit", "-o", bag)
    assert again.returncode == 2


def test_cmif_says_what_it_needs(out: Path, tmp_path: Path) -> None:
    refused = run("export", out, "--to", "cmif")
    assert refused.returncode == 2
    assert "CMIF needs url, editor, publisher, publisher_url" in refused.stderr
    given = ("url=https://example.org/i.xml", "editor=E", "publisher=P", "publisher-url=https://p/")
    options = [word for text in given for word in ("-O", text)]
    path = tmp_path / "cmif.xml"
    done = run("export", out, "--to", "cmif", "-o", path, *options)
    assert done.stderr == f"cableconv: 12 entries in {path}\n"
    shown = run("export", out, "--to", "cmif", *options)
    assert shown.stdout == path.read_text()
    assert ".tei.xml" in shown.stdout


def test_zip_files_hold_all_outputs(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "zips"
    done = run("export", out, "--to", "zip", "-o", target, "-O", "cables=5")
    assert done.stderr == f"cableconv: 24 files in 3 zip files in {target}\n"
    for wrong in ("cables=0", "cables=x", "size=3"):
        refused = run("export", out, "--to", "zip", "-o", tmp_path / "x", "-O", wrong)
        assert refused.returncode == 2


def test_the_page_lies_in_the_output_folder(out: Path) -> None:
    done = run("export", out, "--to", "html")
    assert done.returncode == 0, done.stderr
    page = out / "_index" / "index.html"
    assert done.stderr == f"cableconv: 12 cables; open {page}\n"
    assert html.fromstring(page.read_bytes()).findtext(".//h1") == "Index of 12 cables"
    # Neither a check of the folder nor a later run over it minds the page.
    assert run("verify", out).returncode == 0
    resumed = run("batch", out.parent / "in", "-o", out, "-t", "txt,tei", "--resume")
    assert resumed.returncode == 1
    assert page.is_file()


def test_options_mean_something_to_bags_only(out: Path) -> None:
    done = run("export", out, "--to", "csv", "-O", "a=b")
    assert done.returncode == 2
    assert "csv has no options" in done.stderr


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    done = run("export", tmp_path, "--to", "csv")
    assert done.returncode == 2
    assert "no run has left a ledger here" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_parts_must_be_merged_first(tmp_path: Path) -> None:
    corpus.generate(tmp_path / "in", 4, seed=4)
    out = tmp_path / "out"
    for part in (1, 2):
        shard = f"{part}/2"
        done = run("batch", tmp_path / "in", "-o", out, "-t", "txt", "--shard", shard, "-j", "1")
        assert done.returncode == 0, done.stderr
    refused = run("export", out, "--to", "csv")
    assert refused.returncode == 2
    assert f"cableconv merge {out}" in refused.stderr
    assert run("merge", out).returncode == 0
    assert run("export", out, "--to", "csv").stdout.count("\n") == 5


def test_a_full_disk_is_told(out: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cableconv", "export", out, "--to", "jsonl"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
