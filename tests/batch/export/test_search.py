"""The index page in headless Chromium, from disk: its search, and no violation of axe-core."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from batch.export.finished import Receipts
from batch.export.test_page import MARKUP, receipt, secret
from cableconv.batch.export.page import pieces, write_page
from cableconv.batch.outputs import PAGE_FOLDER
from cableconv.batch.receipt import Receipt
from writers.html import browser

pytestmark = pytest.mark.tools

HERE = Path(__file__).parent
BANNER = "banner=SECRET%2F%2FNOFORN"
QUERIES = ("", "order=down", BANNER, f"{BANNER}&q=Ferry", "year=2005", "tag=PREL", "post=unknown")
MARKED = f"q={quote('onerror')}"


@cache
def corpus() -> tuple[Receipt, ...]:
    """250 cables: each fifth is SECRET//NOFORN, each seventh of 2005, one hostile, one undated."""
    found = [receipt(0, subject=MARKUP, tags=[MARKUP], banner="UNCLASSIFIED"), receipt(1, dtg=None)]
    for number in range(2, 250):
        facts: dict[str, Any] = {
            "subject": "The FERRY is late" if number % 2 else "Pears",
            "subject_mark": "(U)",
            "originator": "AMEMBASSY SAMPLETON",
            "tags": ["PREL", "XX"] if number % 3 == 0 else ["XX"],
            "captions": ["SIPDIS"],
        }
        if number % 7 == 0:
            facts["dtg"] = f"2005-01-01T{number % 24:02}:00:00Z"
        if number % 5 == 0:
            found.append(secret(number, **facts))
        else:
            word = "UNCLASSIFIED"
            found.append(receipt(number, classification=word, banner=word, **facts))
    return tuple(found)


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What ``search.mjs`` prints of the page."""
    try:
        node, chromium = browser.programs()
        browser.install()
    except browser.BrowserUnavailableError as error:
        pytest.skip(f"THE INDEX PAGE IS NOT CHECKED IN A BROWSER: {error}")
    out = tmp_path_factory.mktemp("corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "SIZE", 40)
        write_page(Receipts(corpus()), out)
    queries = (*QUERIES, MARKED)
    command = [
        node,
        str(HERE / "search.mjs"),
        str(browser.MODULES),
        chromium,
        str(out / PAGE_FOLDER),
        *queries,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def count(look: Any, query: str) -> int:
    return int(look["shown"][query]["count"].split()[0])


def test_axe_finds_no_violation(look: Any) -> None:
    assert len(look["violations"]) == 8
    assert not {view: found for view, found in look["violations"].items() if found}


def test_nothing_is_asked_of_a_network_and_nothing_goes_wrong(look: Any) -> None:
    assert {urlsplit(url).scheme for url in look["requested"]} <= {"file", "about"}
    assert any("piece-00007.js" in url for url in look["requested"])


def test_no_page_is_wider_than_its_window(look: Any) -> None:
    assert set(look["wider"].values()) == {0}


def test_no_part_of_a_row_is_cut_off(look: Any) -> None:
    assert set(look["cut"]) == {
        f"{page} {view}"
        for page in ("front", "list")
        for view in ("light", "dark", "narrow", "telephone")
    }
    assert not any(look["cut"].values())


def test_all_cables_are_found_without_a_query(look: Any) -> None:
    assert look["shown"][""]["count"] == "250 of 250 cables"
    assert look["shown"][""]["page"] == "page 1 of 3"
    assert len(look["shown"][""]["numbers"]) == 100
    assert look["shown"][""]["numbers"][0].startswith("06SAMPLETON")
    assert len(look["next"]["numbers"]) == 100
    assert not set(look["next"]["numbers"]) & set(look["shown"][""]["numbers"])


def test_a_banner_a_year_and_a_term_choose(look: Any) -> None:
    facts = [one.facts for one in corpus()]
    assert count(look, BANNER) == sum(one.get("banner") == "SECRET//NOFORN" for one in facts)
    assert set(look["shown"][BANNER]["markings"]) == {"SECRET//NOFORN"}
    assert count(look, "year=2005") == sum((f["dtg"] or "")[:4] == "2005" for f in facts)
    assert count(look, "tag=PREL") == sum("PREL" in f.get("tags", ()) for f in facts)
    # A value that is not there chooses nothing.
    assert count(look, "post=unknown") == 250


def test_words_are_found_whatever_their_capitals(look: Any) -> None:
    expected = sum(
        one.facts.get("banner") == "SECRET//NOFORN" and "FERRY" in one.facts["subject"]
        for one in corpus()
    )
    assert count(look, f"{BANNER}&q=Ferry") == expected
    assert set(look["shown"][f"{BANNER}&q=Ferry"]["subjects"]) == {"(U) The FERRY is late"}


def test_each_value_says_how_many_it_would_give(look: Any) -> None:
    said = look["shown"][f"{BANNER}&q=Ferry"]["classifications"]
    ferries = [one.facts for one in corpus() if "FERRY" in one.facts.get("subject", "")]
    for banner in ("SECRET//NOFORN", "UNCLASSIFIED"):
        number = sum(one["banner"] == banner for one in ferries)
        assert f"{banner}{number}" in said


def test_the_order_can_be_turned_and_undated_cables_are_last(look: Any) -> None:
    first = look["shown"]["order=down"]["numbers"][0]
    assert first == max(
        one.facts["mrn"] for one in corpus() if one.facts["dtg"] and "2006" in one.facts["dtg"]
    )
    assert "06SAMPLETON1" not in look["shown"]["order=down"]["numbers"]
    assert "06SAMPLETON1" not in look["shown"][""]["numbers"]


def test_choosing_by_hand_stays_in_the_address_and_keeps_the_focus(look: Any) -> None:
    assert "q=ferry" in look["byHand"]["hash"]
    assert "banner=" in look["byHand"]["hash"]
    assert look["focus"].startswith("banner-")
    assert look["reset"]["count"] == "250 of 250 cables"


def test_links_are_encoded_and_lead_out_of_the_folder(look: Any) -> None:
    links = look["shown"][""]["links"]
    assert len(links) == 300
    for link in links:
        path = unquote(urlsplit(link).path)
        assert PAGE_FOLDER not in path
        assert path.endswith((".docx", ".tei.xml", ".own"))


def test_hostile_text_is_shown_as_text(look: Any) -> None:
    assert [text.strip() for text in look["shown"][MARKED]["subjects"]] == [MARKUP]


def test_without_scripts_the_lists_are_there(look: Any) -> None:
    assert "Plain lists, by year" in look["plain"]
    assert "2006: " in look["plain"]
    assert "undated: 1" in look["plain"]
    assert "Show all" not in look["plain"]
    assert look["plain"].count("SECRET//NOFORN") == 2
