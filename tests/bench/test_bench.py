"""The benchmark itself runs, so that it does not rot; its figures are never asserted."""

from __future__ import annotations

import io
import re

import docx
import pypdf
import pytest

import cableconv as cc
from bench import bench, linear, memory, pdf_rivals, plain_rivals, reading
from cableconv.model.effective import overall_marking
from writers.pdf.checks import assert_valid


def test_a_round_measures_each_format_beside_a_rival(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    # Another way to the same format may take exactly as long; only the first is called so.
    own = [line for line in lines if line.split()[1:2] == ["cableconv"]]
    assert all(line.endswith(" 1.00") for line in own)
    steps = [line.split()[0] for line in own]
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


def test_a_hostile_input_of_any_size_is_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {what: one._replace(size=5000) for what, one in linear.LARGE.items()}
    monkeypatch.setattr(linear, "LARGE", small)
    for what in small:
        assert " read, " in linear.large(what) or " refused: " in linear.large(what)


def test_each_format_is_read_beside_naive_code(capsys: pytest.CaptureFixture[str]) -> None:
    reading.main(["--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()[3:]
    assert [line.split("  ")[0] for line in lines] == list(reading.FORMATS)
    assert all(float(cell) > 0 for line in lines for cell in line.split()[-4:])


def test_memory_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    memory.main(["--megabytes", "1"])
    size, unit, cables, _, most = capsys.readouterr().out.splitlines()[-1].split()
    assert (size, unit) == ("1", "MB")
    assert int(cables) > 50
    assert 10 < float(most) < 200


def test_the_rows_of_the_stream_are_rows_without_a_fault() -> None:
    cables = list(memory.cables(60_000))
    assert [cable.mrn for cable in cables] == [
        f"06EXAMPLEVILLE{n}" for n in range(1, len(cables) + 1)
    ]
    assert all(notice.severity.value != "error" for c in cables for notice in c.notices)
    assert [len(c.paragraphs) for c in cables] == [2 + n % 11 for n in range(1, len(cables) + 1)]


def test_the_rivals_of_docx_text_and_json_hold_the_same_words() -> None:
    cable = cc.read(bench.ROOT / "samples" / "confidential-full.txt")
    made = {
        "floor": docx.Document(io.BytesIO(plain_rivals.docx_floor(cable))),
        "python-docx": docx.Document(io.BytesIO(plain_rivals.python_docx(cable))),
        "to_docx": docx.Document(io.BytesIO(bench.by_to_docx(cable))),
    }
    texts = {name: "\n".join(p.text for p in one.paragraphs) for name, one in made.items()}
    texts["joins"] = plain_rivals.joins(cable).decode()
    texts["wrapped"] = plain_rivals.wrapped(cable).decode()
    assert plain_rivals.dicts(cable).decode().count('"raw": "(C)"') > 10
    for name, text in texts.items():
        letters = re.sub(r"\W", "", text)
        for paragraph in cable.paragraphs:
            assert re.sub(r"\W", "", paragraph.text)[-9:] in letters, (name, paragraph.number)
