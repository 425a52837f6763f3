"""The benchmark itself runs, so that it does not rot; its figures are never asserted."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

import cableconv as cc
from bench import bench, linear, pdf_rivals
from cableconv.model.effective import overall_marking
from writers.pdf.checks import assert_valid


def test_a_round_measures_each_format_beside_a_rival(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    steps = [line.split()[0] for line in lines if line.endswith("1.00") and "cableconv" in line]
    assert steps == ["read", "txt", "tei", "docx", "pdf", "json"]
    assert len(lines) >= len(steps) + 4


def test_the_rivals_of_pdf_make_the_same_document() -> None:
    for name in ("confidential-full.txt", "secret-noforn-derivative.txt"):
        cable = cc.read(bench.ROOT / "samples" / name)
        least, flowing = pdf_rivals.floor(cable), pdf_rivals.platypus(cable)
        assert_valid(least, "2a", "ua1")
        for data in (least, flowing):
            pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
            assert all(overall_marking(cable).text in page for page in pages)
            letters = re.sub(r"\W", "", "".join(pages))
            for paragraph in cable.paragraphs:
                assert re.sub(r"\W", "", paragraph.text)[-12:] in letters


def test_the_naive_parser_finds_the_fields() -> None:
    head = (
        b"DE RUEHZZ #0123/01 0451530\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: AN\nEXAMPLE\n\nREF: A\n"
    )
    found = [field for field in bench.naive_fields(head) if field]
    assert found[-2:] == ["SUBJECT: AN\nEXAMPLE", "REF: A"]


def test_each_hostile_input_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    linear.main(["--sizes", "1000", "2000"])
    lines = capsys.readouterr().out.splitlines()[2:]
    assert len(lines) == len(linear.HOSTILE)
    assert all(float(line.split()[-1]) >= 0 for line in lines)
