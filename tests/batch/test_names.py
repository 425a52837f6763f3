"""Names are safe on every system, and no two ids come to one, also where capitals do not count."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.batch.layout import LAYOUTS, place
from cableconv.batch.names import Kind, leaf_name, part_name, reference_number, slug

HOSTILE = (
    "../../x", "/etc/passwd", "..", ".", "", "CON", "nul.txt", "aux.tar.gz", "COM1", "LPT9.docx",
    "CONIN$", "a:b", "trailing.", "trailing ", "-rf", "-rf-..", "~root", "a\0b", "a\nb",
    "\u202egnp.exe", "x" * 300, "\u00e9", "e\u0301", "A", "a", ".cableconv",
    ".cableconv/ledger.db", "a\\b", "a/../b", "a//b", "a/b/", "con .txt", '*?|<>"', "\ud800",
    "a\u2028b", "cables.zip#../../x", "cables.zip#/etc/passwd", "#", "##", "a#", "C:\\Windows\\x",
    "%2e%2e%2f", "$(id)", "`id`", "a;b", "a&b", "\uff0e\uff0e", "COM\u00b9", "row_1.txt", "1.txt",
    "07MEXICO4390_1.txt", "long~/x", "a.txt~2", "a~2", "a~t.txt",
)  # fmt: skip

SAFE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z ._,()+=~-]*[0-9A-Za-z_)+=~-])?")
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{name}{n}" for name in ("com", "lpt") for n in range(10)
}
NUMBERED = {"mrn": "06SAMPLETON12"}
SUFFIXES = (".docx", ".tei.xml", ".xml", ".html", ".txt", ".json")
NUMBERS = st.none() | st.sampled_from(
    ("07MEXICO4390", "06SAMPLETON12", "../x", "", "row", "CON", "a~2")
)
DATES = st.none() | st.sampled_from(("2007-08-16T18:31:00Z", "../../", "", "0000-99-99"))


def assert_safe(path: str) -> None:
    assert len(path) < 250
    assert path.isascii()
    for part in path.split("/"):
        assert SAFE.fullmatch(part), path
        assert not part.endswith((".", " "))
        assert part.split(".")[0].strip().lower() not in DEVICES
        assert part not in {".", ".."}


def folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_ids_get_safe_and_different_names(layout: str) -> None:
    paths = [place(layout, one, {}, ".docx") for one in HOSTILE]
    for path in paths:
        assert_safe(path)
    assert len(set(map(folded, paths))) == len(HOSTILE)


def twins(name: str) -> list[str]:
    """Ids that are near to one another."""
    near = [name, name.upper(), name.lower(), name.title(), name.capitalize(), name.swapcase()]
    near += [unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    near += [leaf_name(name), place("tree", name, {}, ""), slug(name), name.replace("/", "#")]
    ends = (
        ".txt",
        ".html",
        ".",
        " ",
        "~2",
        "~t",
        "~u",
        "#1",
        "/1",
        "/1.txt",
        "_1",
        "#1.txt",
        ".tei",
    )
    near += [one + end for one in near[:6] for end in ends]
    near += ["07MEXICO4390_1.txt", "row_1.txt", "06SAMPLETON12.txt", "row.txt#1", "1", "1.txt"]
    return near


PIECES = st.sampled_from(
    (
        "a", "A", "07mexico4390", "07MEXICO4390", "Cables", "con", "..", ".", "", " ", "~", "#",
        "/", ".txt", ".html", ".tei", ".xml", "é", "\u202e", "row", "_", "1", "17", "-", "long~",
        "x" * 90, "t", "u", "~2",
    )
)  # fmt: skip
IDS = st.text(max_size=12) | st.lists(PIECES, max_size=8).map("".join) | st.sampled_from(HOSTILE)


@given(IDS, IDS, NUMBERS, DATES)
def test_no_two_ids_or_suffixes_come_to_one_name(
    one: str, other: str, mrn: str | None, dtg: str | None
) -> None:
    facts = {"mrn": mrn, "dtg": dtg}
    for layout in LAYOUTS:
        owners: dict[str, tuple[str, str]] = {}
        folders: set[str] = set()
        for each in {*twins(one), *twins(other)}:
            for suffix in SUFFIXES:
                path = place(layout, each, facts, suffix)
                assert_safe(path)
                owner = owners.setdefault(folded(path), (each, suffix))
                assert owner == (each, suffix), path
                folders.add(folded(path.rpartition("/")[0]))
        assert not folders & set(owners)


@given(IDS, st.lists(st.tuples(NUMBERS, DATES), min_size=2, max_size=4))
def test_different_facts_never_bring_two_ids_together(
    name: str, drawn: list[tuple[str | None, str | None]]
) -> None:
    for layout in LAYOUTS:
        owners: dict[str, str] = {}
        for each in set(twins(name)):
            for mrn, dtg in drawn:
                path = place(layout, each, {"mrn": mrn, "dtg": dtg}, ".docx")
                assert owners.setdefault(folded(path), each) == each


@pytest.mark.parametrize(
    ("cable_id", "facts", "tree", "flat"),
    [
        ("06SAMPLETON12.txt", {}, "06SAMPLETON12.docx", "06SAMPLETON12.docx"),
        ("06SAMPLETON12.html", {}, "06SAMPLETON12.html.docx", "06SAMPLETON12.html.docx"),
        ("confidential-full.txt", {}, "confidential-full.docx", "confidential-full.docx"),
        ("Cable One.txt", {}, "Cable One~t.docx", "Cable One~t.docx"),
        ("06SAMPLETON12.txt~2", {}, "06SAMPLETON12~2.docx", "06SAMPLETON12~2.docx"),
        ("2006/06SAMPLETON12.txt", NUMBERED, "2006/06SAMPLETON12.docx", "06SAMPLETON12~"),
        ("cables.csv#17", NUMBERED, "cables~csv/06SAMPLETON12_17.docx", "06SAMPLETON12~"),
        ("cables.csv#17", {}, "cables~csv/row_17.docx", "17~"),
        ("a.zip#b/Note.txt", {}, "a~zip/b/Note~t.docx", "note~"),
    ],
)  # fmt: skip
def test_names_are_read_with_ease(
    cable_id: str, facts: dict[str, str], tree: str, flat: str
) -> None:
    assert place("tree", cable_id, facts, ".docx") == tree
    dated = place("by-date", cable_id, {**facts, "dtg": "2006-03-08T14:16:00Z"}, ".docx")
    assert dated.startswith(f"2006/03/{flat}")
    assert re.match(rf"[0-9a-f]{{2}}/{re.escape(flat)}", place("prefix", cable_id, facts, ".docx"))


def test_undated_cables_have_a_folder_of_their_own() -> None:
    assert place("by-date", "a.txt", {}, ".txt") == "undated/a.txt"


def test_what_lies_too_deep_is_brought_up() -> None:
    deep = "/".join(["folder"] * 40) + "/06SAMPLETON12.txt"
    path = place("tree", deep, {}, ".docx")
    assert path.startswith("long~/06sampleton12-txt~")
    assert_safe(path)


def test_folders_and_containers_are_told_apart() -> None:
    assert part_name(Kind.FOLDER, "cables") == "cables"
    assert part_name(Kind.CONTAINER, "cables.csv") == "cables~csv"
    assert part_name(Kind.FOLDER, "cables.csv").startswith("cables-csv~")
    assert part_name(Kind.CONTAINER, "cables").startswith("cables~")


def test_a_reference_number_is_a_name_only_where_it_looks_like_one() -> None:
    assert reference_number("07mexico4390") == "07MEXICO4390"
    assert reference_number("73BANGKOK-A50") == "73BANGKOK-A50"
    assert [reference_number(x) for x in ("07MEXICO4390/..", "", None, 7, "CON")] == [None] * 5
