"""The corpus has the shape of real ones, is the same each time, and reads back as it was made."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import quantiles

import pytest

import cableconv as cc
from cableconv.readers.base import Source
from cableconv.readers.cables_csv import CablesCsvReader
from cableconv.readers.wikileaks import WikileaksReader
from generate import corpus, outputs, setting
from generate.facts import Cable, Heading, Item, Quotation, Table
from generate.readback import disagreements

NUMBER = 2000
SEED = 7


@cache
def drawn() -> tuple[tuple[Cable, str], ...]:
    """Cables with their bodies."""
    return tuple((one, setting.body(one)) for one in corpus.cables(SEED, NUMBER))


def share(of: Iterator[bool]) -> float:
    found = list(of)
    return sum(found) / len(found)


# --- shape: the figures are those of 6,712 published cables -------------------------------------


def test_lengths_are_those_of_real_cables() -> None:
    lengths = sorted(len(body) for _, body in drawn())
    hundredths = quantiles(lengths, n=100)
    assert hundredths[49] == pytest.approx(6600, rel=0.12)
    assert hundredths[89] == pytest.approx(14_500, rel=0.12)
    assert hundredths[98] == pytest.approx(30_000, rel=0.2)
    assert lengths[-1] <= 70_000


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, 1 - 3134 / 6712), (2, 1547 / 6712), (3, 875 / 6712), (4, 405 / 6712)],
)
def test_as_many_have_so_many_sections(count: int, expected: float) -> None:
    assert share(one.sections == count for one, _ in drawn()) == pytest.approx(expected, abs=0.04)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("(C)", 24_821), ("(SBU)", 10_745), ("(U)", 7328), ("(S)", 3860), ("(S/NF)", 2562),
        ("(C/NF)", 1718),
    ],
)  # fmt: skip
def test_marks_are_as_frequent(mark: str, expected: int) -> None:
    marks = Counter(p.mark for one, _ in drawn() for p in one.paragraphs if p.mark)
    assert marks[mark] / marks.total() == pytest.approx(expected / 51_941, abs=0.045)


def test_cables_without_any_mark_are_as_frequent() -> None:
    bare = share(not any(p.mark for p in one.paragraphs) for one, _ in drawn())
    assert bare == pytest.approx(868 / 6712, abs=0.03)


def test_a_cable_has_about_nine_paragraphs() -> None:
    counts = [len(one.paragraphs) for one, _ in drawn()]
    assert sum(counts) / len(counts) == pytest.approx(51_941 / 5844, rel=0.2)


@pytest.mark.parametrize(
    ("kind", "expected"), [("XRO", 3488), ("XYZ", 2238), ("extract", 694), ("bare", 209)]
)
def test_headers_are_of_the_kinds(kind: str, expected: int) -> None:
    found = share(one.kind == kind for one, _ in drawn())
    assert found == pytest.approx(expected / 6629, abs=0.035)


def test_both_regimes_of_lines_are_there() -> None:
    unwrapped = share(max(map(len, body.split("\n"))) > 500 for _, body in drawn())
    assert unwrapped == pytest.approx(3219 / 6712, abs=0.08)


def test_all_that_a_cable_can_hold_is_there() -> None:
    passages = Counter(type(p) for one, _ in drawn() for p in one.passages)
    assert min(passages[kind] for kind in (Heading, Item, Table, Quotation)) > NUMBER // 60
    text = "\n".join(body for _, body in drawn())
    for sign in (
        "XXXXXXXXXXXX",
        "(S//NF)",
        "(S/REL NATO)",
        "EO 12958 DECL",
        "E.O. 13526",
        "(NOTAL)",
        "Classified Web",
        "END TEXT",
        "entire text",
    ):
        assert sign in text, sign


def test_every_cable_says_that_it_is_notional() -> None:
    for one, body in drawn():
        assert one.subject.lower().startswith("notional")
        assert "cable is notional" in " ".join(body.lower().split())


# --- the same each time --------------------------------------------------------------------------


def test_no_two_cables_have_one_number() -> None:
    numbers = [one.mrn for one, _ in drawn()]
    assert len(set(numbers)) == len(numbers)


def test_a_small_corpus_is_the_beginning_of_a_large_one() -> None:
    assert list(corpus.cables(SEED, 20)) == [one for one, _ in drawn()[:20]]
    assert list(islice(corpus.cables(SEED), 20)) == list(corpus.cables(SEED, 20))


def test_another_seed_gives_other_cables() -> None:
    assert [c.mrn for c in corpus.cables(1, 20)] != [c.mrn for c in corpus.cables(2, 20)]


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = Path(corpus.__file__)
    sums = set()
    for salt in ("0", "1"):
        out = tmp_path / f"{salt}.csv"
        subprocess.run(
            [sys.executable, script, out, "-n", "30", "--seed", "3"],
            env={"PYTHONHASHSEED": salt},
            check=True,
            capture_output=True,
        )
        sums.add(hashlib.sha256(out.read_bytes()).hexdigest())
    again = tmp_path / "again.csv"
    assert corpus.generate(again, 30, seed=3) == 30
    assert sums == {hashlib.sha256(again.read_bytes()).hexdigest()}


# --- what was put in is read -------------------------------------------------------------------


def test_telegrams_read_back_with_all_facts() -> None:
    wrong = []
    for one, _ in drawn()[:600]:
        read = cc.loads(setting.telegram(one), format="telegram")
        wrong += disagreements(one, read, record=False)
    assert wrong == []


def test_rows_of_a_csv_file_read_back_with_all_facts() -> None:
    put = [one for one, _ in drawn()[600:1000]]
    data = "".join(map(outputs.csv_row, put)).encode()
    read = list(CablesCsvReader().read(data, source=Source("cables.csv")))
    assert len(read) == len(put)
    wrong = [
        w for one, got in zip(put, read, strict=True) for w in disagreements(one, got, record=True)
    ]
    assert wrong == []


def test_pages_read_back_with_all_facts() -> None:
    wrong = []
    for one, _ in drawn()[1000:1200]:
        (read,) = WikileaksReader().read(outputs.page(one).encode(), source=Source("page.html"))
        wrong += disagreements(one, read, record=True)
    assert wrong == []


@pytest.mark.parametrize("teaser", [True, False])
def test_pages_with_a_record_inside_read_back_once(teaser: bool) -> None:  # noqa: FBT001
    wrong = []
    for one, _ in drawn()[1200:1260]:
        markup = outputs.page(one, outputs.twice(one, teaser=teaser))
        (read,) = WikileaksReader().read(markup.encode(), source=Source("page.html"))
        wrong += disagreements(one, read, record=True)
    assert wrong == []


def test_a_fact_that_is_changed_is_noticed() -> None:
    one, _ = drawn()[0]
    read = cc.loads(setting.telegram(one).replace("notional", "national", 1), format="telegram")
    assert disagreements(one, read, record=False)


# --- files ---------------------------------------------------------------------------------------


def test_a_folder_and_a_zip_file_hold_the_same(tmp_path: Path) -> None:
    folder, archive = tmp_path / "telegrams", tmp_path / "telegrams.zip"
    assert corpus.generate(folder, 25, seed=5) == corpus.generate(archive, 25, seed=5) == 25
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.txt")}
    with zipfile.ZipFile(archive) as members:
        assert {name: members.read(name) for name in members.namelist()} == found


def test_pages_are_recognised(tmp_path: Path) -> None:
    corpus.generate(tmp_path, 5, form="pages")
    for path in tmp_path.rglob("*.html"):
        cable = cc.read(path)
        assert cable.mrn == path.stem
        assert cable.provenance is not None
        assert cable.provenance.reader == "wikileaks"
