"""The real pages and rows, read in place: who reads them, and whether record and text agree."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

import wikileaks_agreement
from cableconv.conversion import read, read_all
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text


@pytest.fixture(scope="module")
def pages(corpus: Path) -> dict[str, Cable]:
    paths = sorted(corpus.glob("wl_html_*/*.html"))
    return {f"{path.parent.name}/{path.name}": read(path) for path in paths}


@pytest.fixture(scope="module")
def table(corpus: Path) -> Path:
    return corpus / "cables_csv" / "cables_derived_200.csv"


def test_all_pages_are_read_by_their_reader(pages: dict[str, Cable]) -> None:
    readers = Counter(cable.provenance and cable.provenance.reader for cable in pages.values())
    assert readers == {"wikileaks": 65}


def test_pages_agree_with_their_tables(pages: dict[str, Cable]) -> None:
    lines = wikileaks_agreement.report((name.split("/")[1], c) for name, c in pages.items())
    assert not [line for line in lines if wikileaks_agreement.NOT_KNOWN in line]


def test_rows_agree_with_their_columns(table: Path) -> None:
    read_ = [(c.provenance.member, c) for c in read_all(table) if c.provenance]
    assert len(read_) == 200
    lines = wikileaks_agreement.report(read_)
    assert not [line for line in lines if wikileaks_agreement.NOT_KNOWN in line]


def test_columns_are_those_of_pythons_csv_module(table: Path) -> None:
    csv.field_size_limit(sys.maxsize)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, doublequote=False, escapechar="\\"))
    for row, cable in zip(rows, read_all(table), strict=True):
        columns = [column.replace("\r\n", "\n") for column in row]
        assert source_text(cable) == "\n".join(columns[:6]) + "\n\n" + "\n\n".join(columns[6:])
