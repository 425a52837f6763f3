"""A right volume passes; one that a forger who knows its format has damaged does not."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import cableconv as cc
import console
import examples
import strategies
from cableconv.errors import CableconvError
from cableconv.model.cable import Cable
from cableconv.verify import Finding, verify_alone, verify_volume
from cableconv.writers.docx import DocxOptions, write_volume
from damaged import with_part

NAMES = (
    "confidential-full", "unclas-oneliner", "lou-1975", "secret-noforn-derivative",
    "tables-and-lists", "no-marking", "scripts",
)  # fmt: skip
CABLES = [cc.read(console.ROOT / "samples" / f"{name}.txt") for name in NAMES]
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def volume(cables: Sequence[Cable], title: str = "", options: DocxOptions | None = None) -> bytes:
    out = io.BytesIO()
    write_volume(cables, out, options, title=title)
    return out.getvalue()


DATA = volume(CABLES, "Notional cables")

Body = etree._Element
Damage = Callable[[Body], None]


def damaged(damage: Damage, data: bytes = DATA) -> bytes:
    """The volume with its body changed."""

    def changed(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        body = root.find(f"{W}body")
        assert body is not None
        damage(body)
        found = etree.tostring(root, encoding="unicode")
        assert found != etree.tostring(etree.fromstring(xml.encode()), encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{found}'

    return with_part(data, changed, MAIN)


def sections(body: Body) -> list[list[Body]]:
    """The blocks of each section; the properties of the last stand after its own."""
    found: list[list[Body]] = [[]]
    for block in body:
        found[-1].append(block)
        if block.tag != f"{W}sectPr" and next(block.iter(f"{W}sectPr"), None) is not None:
            found.append([])
    return found


def properties(body: Body) -> list[Body]:
    return list(body.iter(f"{W}sectPr"))


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.place, one.kind.value) for one in findings]


def replaced(old: str, new: str, at: int = 0) -> Damage:
    """Another text in the run with a number among those that have this text."""

    def change(body: Body) -> None:
        runs = [node for node in body.iter(f"{W}t") if node.text == old]
        runs[at].text = new

    return change


@pytest.mark.parametrize(
    "data",
    [
        DATA,
        volume(CABLES, 'Top SECRET "cables" (S)'),
        volume(CABLES, options=DocxOptions("a4")),
        volume(CABLES, options=DocxOptions(embed="source")),
    ],
)
def test_a_right_volume_passes(data: bytes) -> None:
    assert verify_volume(data, CABLES) == []
    assert verify_alone(data, "docx").findings == ()


@pytest.mark.parametrize(
    "cables",
    [
        [CABLES[2], CABLES[2]],
        [Cable()],
        [Cable(), Cable(), examples.FULL],
        list(examples.ALL.values()),
        [cable for path in ("lou-1974-nara.pdf", "wikileaks-page.html", "smart-release.txt")
         for cable in cc.read_all(console.ROOT / "samples" / path)],
    ],
)  # fmt: skip
def test_right_volumes_of_other_cables_pass(cables: list[Cable]) -> None:
    data = volume(cables)
    assert verify_volume(data, cables) == []
    assert verify_alone(data, "docx").findings == ()


@settings(max_examples=30, deadline=None)
@given(cables=st.lists(strategies.cables(), min_size=1, max_size=3))
def test_right_volumes_of_any_cables_pass(cables: list[Cable]) -> None:
    try:
        data = volume(cables)
    except CableconvError:
        return
    assert verify_volume(data, cables) == []


def test_a_banner_over_another_cable_is_found() -> None:
    def swap(body: Body) -> None:
        one, two = (part.find(f"{W}headerReference") for part in properties(body)[1:3])
        assert one is not None
        assert two is not None
        for name, value in list(one.items()):
            one.set(name, str(two.get(name)))
            two.set(name, value)

    found = damaged(swap)
    assert told(verify_volume(found, CABLES)) == [
        ("cable 1, each page of section 2, top", "banner"),
        ("cable 2, each page of section 3, top", "banner"),
    ]
    assert told(verify_alone(found, "docx").findings) == told(verify_volume(found, CABLES))


def test_a_section_without_its_banner_has_that_of_the_section_before() -> None:
    def take(body: Body) -> None:
        for reference in properties(body)[2].findall(f"{W}headerReference"):
            properties(body)[2].remove(reference)

    assert told(verify_volume(damaged(take), CABLES)) == [
        ("cable 2, each page of section 3, top", "banner")
    ]


def test_a_cable_that_begins_on_the_page_of_another_is_found() -> None:
    def join(body: Body) -> None:
        kind = etree.Element(f"{W}type", {f"{W}val": "continuous"})
        properties(body)[2].insert(2, kind)

    found = damaged(join)
    assert told(verify_volume(found, CABLES)) == [("cable 2, section", "banner")]
    assert told(verify_alone(found, "docx").findings) == [("cable 2, section", "banner")]


def test_a_last_section_without_properties_has_no_banner() -> None:
    def take(body: Body) -> None:
        body.remove(body[-1])

    found = damaged(take)
    assert told(verify_volume(found, CABLES)) == [
        ("cable 7, pages of the end, top", "banner"),
        ("cable 7, pages of the end, foot", "banner"),
    ]
    assert verify_alone(found, "docx").findings


def test_a_break_that_moved_puts_text_under_another_banner() -> None:
    def move(body: Body) -> None:
        end = sections(body)[1][-1]
        sections(body)[2][3].addnext(end)  # after the title and rows of the second cable

    assert verify_volume(damaged(move), CABLES)


def test_a_mark_taken_off_is_found_at_its_paragraph() -> None:
    found = verify_volume(damaged(replaced("(C)", "")), CABLES)
    assert told(found) == [("cable 1, paragraph 2", "mark-missing")]
    found = verify_volume(damaged(replaced("(C)", "(U)")), CABLES)
    assert told(found) == [("cable 1, paragraph 2", "mark-changed")]


def test_a_paragraph_that_moved_to_another_cable_is_found_in_both() -> None:
    def move(body: Body) -> None:
        texts = ["".join(map(str, block.itertext())) for block in body]
        at = next(n for n, text in enumerate(texts) if text.startswith("6. (C)"))
        sections(body)[2][-2].addprevious(body[at])

    found = verify_volume(damaged(move), CABLES)
    assert {one.place.partition(",")[0] for one in found} == {"cable 1", "cable 2"}
    assert "mark-added" in {one.kind.value for one in found}


def test_a_cable_that_is_missing_is_named() -> None:
    def cut(body: Body) -> None:
        for block in sections(body)[3]:
            body.remove(block)

    found = damaged(cut)
    assert told(verify_volume(found, CABLES)) == [("cable 3", "text-missing")]
    assert [str(one) for one in verify_volume(found, CABLES)] == [
        "cable 3: it is missing: 75EXAMPLEVILLE417 [text-missing]"
    ]
    assert told(verify_alone(found, "docx").findings) == [
        ("list of cables, entries", "text-missing")
    ]


def test_another_order_is_found() -> None:
    def swap(body: Body) -> None:
        two = sections(body)[2]
        for block in sections(body)[1]:
            two[-1].addnext(block)
            two.append(block)

    assert told(verify_volume(damaged(swap), CABLES)) == [("cable 1", "moved")]
    assert told(verify_volume(DATA, [*CABLES[1::-1], *CABLES[2:]])) == [
        ("list of cables, entry 1", "moved"),
        ("cable 1", "moved"),
    ]


def test_other_cables_than_those_are_found() -> None:
    assert told(verify_volume(DATA, CABLES[:-1])) == [
        ("list of cables, entry 7 of the output", "text-added"),
        ("cable 7 of the output", "text-added"),
    ]
    assert {one.place.partition(",")[0] for one in verify_volume(DATA, [*CABLES, CABLES[0]])} == {
        "list of cables",
        "cable 8",
    }
    assert len(verify_volume(DATA, [])) == len(CABLES)
    again = [*CABLES[:3], examples.FULL, *CABLES[4:]]
    assert "cable 4" in {one.place.partition(",")[0] for one in verify_volume(DATA, again)}


def test_a_twin_of_a_cable_is_compared_with_its_own() -> None:
    twins = [CABLES[3], CABLES[0], CABLES[3]]
    found = damaged(replaced("(C)", "(U)", at=-1), volume(twins))
    assert {one.place.partition(",")[0] for one in verify_volume(found, twins)} == {"cable 3"}


# --- the list of cables --------------------------------------------------------------------------


def test_a_lower_marking_over_the_list_is_found() -> None:
    lower = with_part(
        DATA, lambda xml: xml.replace("SECRET//NOFORN", "CONFIDENTIAL"), "word/header1.xml"
    )
    place = "list of cables, each page of section 1, top"
    assert (place, "banner") in told(verify_volume(lower, CABLES))
    assert (place, "banner") in told(verify_alone(lower, "docx").findings)


def test_a_wrong_word_in_the_list_is_found() -> None:
    highest = "SECRET//NOFORN"
    cases: dict[tuple[str, str, int], tuple[str, str]] = {
        (highest, "UNCLASSIFIED", 0): ("first line", "banner"),
        (highest, "CONFIDENTIAL", 1): ("entry 4, marking", "banner"),
        ("UNCLASSIFIED", "SECRET", 0): ("entry 2, marking", "banner"),
        ("18 November 2005, 09:00 UTC", "18 November 2006, 09:00 UTC", 0): (
            "entry 2, date",
            "header",
        ),
        ("NOTIONAL SAMPLE: CONSULATE CLOSED ON NOVEMBER 21", "CLOSED", 0): (
            "entry 2, subject",
            "text-changed",
        ),
        ("Cable 6", "Cable 9", 0): ("entry 6, name", "text-changed"),
    }
    for (old, new, at), (place, kind) in cases.items():
        found = told(verify_volume(damaged(replaced(old, new, at)), CABLES))
        assert (f"list of cables, {place}", kind) in found, (old, new, found)


def test_the_mark_of_a_subject_in_the_list_is_proven() -> None:
    def unmark(body: Body) -> None:
        entry = sections(body)[0][2]
        run = next(node for node in entry.iter(f"{W}t") if str(node.text).startswith("(U) "))
        run.text = f"(S) {str(run.text).removeprefix('(U) ')}"

    assert told(verify_volume(damaged(unmark), CABLES)) == [
        ("list of cables, entry 1, subject", "mark-changed")
    ]


def test_text_among_the_list_is_found() -> None:
    def add(body: Body) -> None:
        texts = ["".join(map(str, block.itertext())) for block in body]
        at = next(n for n, text in enumerate(texts) if text.startswith("4. (C)"))
        sections(body)[0][0].addnext(copy.deepcopy(body[at]))

    assert told(verify_volume(damaged(add), CABLES)) == [("list of cables, text", "mark-added")]


def test_a_stamp_over_the_list_stands_for_all_cables_only() -> None:
    stamped = [CABLES[2], CABLES[2]]
    data = volume(stamped)
    assert verify_volume(data, stamped) == []
    assert verify_volume(volume([CABLES[2]]), [CABLES[2]]) == []
    found = told(verify_volume(data, [CABLES[2], CABLES[0]]))
    assert ("list of cables, each page of section 1, top", "banner") in found


def test_what_is_no_volume_is_said_to_be_none() -> None:
    assert told(verify_volume(b"PK", CABLES)) == [("file", "unreadable")]
    assert told(verify_volume(cc.dumps(CABLES[0], "docx"), CABLES)) == [("file", "unreadable")]
