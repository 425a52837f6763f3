"""The page of the index: every cable with its marking, nothing of its text as markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from batch.export.finished import FAILED, Receipts
from cableconv.batch.export.page import lists, pieces, write_page
from cableconv.batch.export.page.pieces import cut
from cableconv.batch.export.page.summary import (
    Summary,
    banner_of,
    banner_of_list,
    highest,
    marking_of,
    year_of,
)
from cableconv.batch.ledger import Ledger
from cableconv.batch.outputs import PAGE_FOLDER
from cableconv.batch.receipt import Output, Receipt, Status
from cableconv.model.markings import Level

MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\" ' \u2028 \x07"


def receipt(number: int, **facts: Any) -> Receipt:
    outputs = (
        Output("docx", f"2006/03/{number}.docx", 1, "0" * 64),
        Output("tei", f"2006/03/{number}.tei.xml", 1, "0" * 64),
        Output("own", f"other/{number}.own", 1, "0" * 64),
    )
    known = {"mrn": f"06SAMPLETON{number}", "dtg": "2006-03-08T14:16:00Z", **facts}
    return Receipt(f"{number}.txt", f"{number}.txt", Status.OK, outputs=outputs, facts=known)


def secret(number: int, **facts: Any) -> Receipt:
    return receipt(
        number, classification="SECRET", controls=["NOFORN"], banner="SECRET//NOFORN", **facts
    )


def index_of(folder: Path) -> dict[str, list[Any]]:
    """The columns of all pieces."""
    columns: dict[str, list[Any]] = {}
    for path in sorted(folder.glob("piece-*.js")):
        call = re.fullmatch(r"cables\((.*)\);\n", path.read_text("ascii"))
        assert call
        for name, values in json.loads(json.loads(call[1])).items():
            columns.setdefault(name, []).extend(values)
    return columns


def page_of(path: Path) -> Any:
    """A page, parsed."""
    return html.fromstring(path.read_bytes())


def facts_of_page(folder: Path) -> Mapping[str, Any]:
    page = page_of(folder / "index.html")
    found: Mapping[str, Any] = json.loads(page.get_element_by_id("facts").text)
    return found


def test_every_cable_is_in_pieces_and_lists_with_its_marking(ledger: Ledger, out: Path) -> None:
    assert write_page(ledger, out) == 6
    folder = out / PAGE_FOLDER
    columns, facts = index_of(folder), facts_of_page(folder)
    rows = [
        row
        for path in folder.glob("list-[!f]*.html")
        for row in page_of(path).iterfind(".//tbody/tr")
    ]
    listed = {row[1].text: row for row in rows}
    done = [one for one in ledger.receipts() if one.outputs]
    assert len(rows) == len(done) == len(columns["number"])
    for at, one in enumerate(done):
        banner = one.facts["banner"]
        assert facts["banners"][columns["banner"][at]][0] == banner
        assert columns["subject"][at] == one.facts["subject"]
        assert columns["mark"][at] == (one.facts["subject_mark"] or "")
        assert [facts["tags"][tag][0] for tag in columns["tags"][at]] == one.facts["tags"]
        row = listed[one.facts["mrn"] or one.id]
        assert row[2][0].text_content() == banner
        assert row[2][0].get("class").split()[0] == "level"
        assert one.facts["subject"] in row[4].text_content()


def test_links_lead_to_the_outputs(ledger: Ledger, out: Path) -> None:
    write_page(ledger, out)
    folder = out / PAGE_FOLDER
    links = {
        unquote(link)
        for path in folder.glob("list-[!f]*.html")
        for link in page_of(path).xpath("//td//a/@href")
    }
    assert {(folder / link).resolve() for link in links} == {
        (out / output.relpath).resolve() for one in ledger.receipts() for output in one.outputs
    }
    columns, facts = index_of(folder), facts_of_page(folder)
    pairs = [(files[0], facts["suffixes"][n][1]) for files in columns["files"] for n in files[1]]
    assert {unquote(facts["base"]) + stem + suffix for stem, suffix in pairs} == links


def test_outputs_of_other_stems_are_linked_too(tmp_path: Path) -> None:
    write_page(Receipts((receipt(1),)), tmp_path)
    assert index_of(tmp_path / PAGE_FOLDER)["files"] == [["2006/03/1", [0, 1], "other/1", [2]]]
    assert facts_of_page(tmp_path / PAGE_FOLDER)["suffixes"] == [
        ["docx", ".docx"], ["tei", ".tei.xml"], ["own", ".own"],
    ]  # fmt: skip


def test_every_page_shows_the_highest_marking_that_it_lists(tmp_path: Path) -> None:
    unclassified = receipt(1, classification="UNCLASSIFIED", banner="UNCLASSIFIED")
    earlier = receipt(2, classification=None, banner=None, dtg="2005-01-01T00:00:00Z")
    write_page(Receipts((unclassified, secret(3), earlier, FAILED)), tmp_path)
    folder = tmp_path / PAGE_FOLDER
    shown = {}
    for path in folder.glob("*.html"):
        page = page_of(path)
        marks = {(b.get("class"), b[0].text_content()) for b in page.find_class("banner")}
        assert len(page.find_class("banner")) == 2
        ((css, text),) = marks
        shown[path.name] = (css.split()[1], text.partition(": ")[2])
    none = ("unmarked", "No classification marking")
    assert shown == {
        "index.html": ("secret", "SECRET//NOFORN"),
        "list-2006-0001.html": ("secret", "SECRET//NOFORN"),
        "list-2005-0001.html": none,
        "list-failed-0001.html": none,
    }


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    hostile = secret(
        1, subject=MARKUP, originator=MARKUP, tags=[MARKUP], captions=[MARKUP], subject_mark=MARKUP
    )
    failed = attrs.evolve(FAILED, id=MARKUP, message=MARKUP, code=MARKUP)
    write_page(
        Receipts((hostile, attrs.evolve(hostile, facts={"banner": MARKUP}), failed)), tmp_path
    )
    folder = tmp_path / PAGE_FOLDER
    for path in folder.glob("*.html"):
        page = page_of(path)
        scripts = [script.get("src") for script in page.iter("script")]
        assert scripts == ([None, "search.js"] if path.name == "index.html" else [])
        assert not list(page.iter("img"))
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert "default-src 'none'" in page.xpath("//meta/@content")[0]
    # The strings of a piece cannot end their script: they are ASCII, in quotes of JSON.
    assert index_of(folder)["subject"] == [MARKUP, ""]
    assert facts_of_page(folder)["posts"][0] == [MARKUP, 1]


def test_a_cable_without_a_number_is_called_by_its_input(tmp_path: Path) -> None:
    write_page(Receipts((receipt(1, mrn=None),)), tmp_path)
    folder = tmp_path / PAGE_FOLDER
    assert index_of(folder)["number"] == ["1.txt"]
    assert page_of(folder / "list-2006-0001.html").find(".//tbody/tr")[1].text == "1.txt"


def test_failures_have_a_list_with_their_reasons(ledger: Ledger, out: Path) -> None:
    write_page(ledger, out)
    page = page_of(out / PAGE_FOLDER / "list-failed-0001.html")
    cells = [cell.text_content() for cell in page.iterfind(".//tbody/tr/td")]
    assert cells == [FAILED.id, "failed", FAILED.code, FAILED.message.replace("\x07", "\u2407")]


def test_lists_and_pieces_go_on_on_further_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SIZE", 3)
    monkeypatch.setattr(pieces, "SIZE", 4)
    many = [receipt(n) for n in range(7)]
    many += [receipt(n, dtg=None) for n in range(7, 10)]
    write_page(Receipts(tuple(many)), tmp_path)
    folder = tmp_path / PAGE_FOLDER
    names = sorted(path.name for path in folder.glob("list-*"))
    assert names == [f"list-2006-000{n}.html" for n in (1, 2, 3)] + ["list-undated-0001.html"]
    assert len(list(folder.glob("piece-*"))) == facts_of_page(folder)["pieces"] == 3
    assert index_of(folder)["number"] == [one.facts["mrn"] for one in many]
    listed = [
        row[1].text for name in names for row in page_of(folder / name).iterfind(".//tbody/tr")
    ]
    assert listed == [one.facts["mrn"] for one in many]
    for name in (*names, "index.html"):
        page = page_of(folder / name)
        for link in page.xpath("//a[starts-with(@href, 'list-') or @href = 'index.html']/@href"):
            assert (folder / link).is_file()
    # A smaller export leaves nothing of a larger one.
    write_page(Receipts((receipt(1),)), tmp_path)
    assert [path.name for path in folder.glob("list-*")] == ["list-2006-0001.html"]


def test_same_ledger_same_bytes(ledger: Ledger, out: Path) -> None:
    write_page(ledger, out, out.parent / "one")
    write_page(ledger, out, out.parent / "two")
    for path in (out.parent / "one").iterdir():
        assert path.read_bytes() == (out.parent / "two" / path.name).read_bytes()


# --- markings of lists --------------------------------------------------------------------------

WORDS = st.sampled_from([None, *(level.word for level in Level)])
CONTROLS = st.lists(st.sampled_from(["NOFORN", "SBU", "REL", "EXDIS", "LOU", "ORCON"]), unique=True)
MARKED = st.builds(
    lambda word, controls: marking_of(
        receipt(1, classification=word, controls=controls, banner="x")
    ),
    WORDS,
    CONTROLS,
)


@given(st.lists(MARKED, max_size=6))
def test_a_list_is_never_marked_lower_than_what_it_lists(markings: list[Any]) -> None:
    whole = highest(markings)
    levels = [one.level for one in markings if one.level is not None]
    assert whole.level == max(levels, default=None)
    listed = {control for one in markings for control in one.controls}
    assert set(whole.controls) <= listed
    lasting = {"NOFORN", "EXDIS", "ORCON"} & listed
    assert lasting <= set(whole.controls)
    if whole.level in {None, Level.U}:
        assert {"SBU", "LOU"} & listed <= set(whole.controls)
    assert (whole.text == "No classification marking") == (
        whole.level is None and not whole.controls
    )


def test_unclassified_lists_with_controls_have_a_colour_of_their_own() -> None:
    sbu = marking_of(receipt(1, classification="UNCLASSIFIED", controls=["SBU"], banner="x"))
    plain = marking_of(receipt(1, classification="UNCLASSIFIED", banner="UNCLASSIFIED"))
    assert banner_of_list([plain]).css == "unclassified"
    assert banner_of_list([plain, sbu]).css == "controlled"
    assert banner_of_list([plain, sbu]).text == "SENSITIVE BUT UNCLASSIFIED"


def test_values_are_counted_once_a_cable() -> None:
    summary = Summary()
    for one in (secret(1, tags=["PREL", "PREL"]), secret(2, tags=["PREL"]), FAILED):
        summary.add(one)
    assert (summary.done, summary.failed) == (2, 1)
    assert summary.tags == Counter({"PREL": 2})
    assert summary.banners == Counter({banner_of(secret(1)): 2})
    assert year_of(FAILED) == "undated"


def test_suffixes_are_those_of_the_writers() -> None:
    assert cut(Output("tei", "a/b.tei.xml", 1, "")) == ("a/b", ".tei.xml")
    assert cut(Output("gone", "a/b.c.gone", 1, "")) == ("a/b.c", ".gone")
