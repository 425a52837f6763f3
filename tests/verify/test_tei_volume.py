"""A right corpus in TEI passes; one that was damaged does not."""

from __future__ import annotations

import copy
import hashlib
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
from cableconv.errors import UsageError
from cableconv.model.cable import Cable
from cableconv.verify import Finding, is_volume, verify, verify_alone, verify_volume
from cableconv.writers.tei import TeiOptions, write_corpus

NAMES = ("confidential-full", "unclas-oneliner", "lou-1975", "no-marking")
CABLES = [cc.read(console.ROOT / "samples" / f"{name}.txt") for name in NAMES]
T = "{http://www.tei-c.org/ns/1.0}"


def corpus(cables: Sequence[Cable], options: TeiOptions | None = None) -> bytes:
    out = io.BytesIO()
    write_corpus(cables, out, options)
    return out.getvalue()


DATA = corpus(CABLES)


def damaged(damage: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(DATA)
    damage(root)
    found = etree.tostring(root)
    assert found != etree.tostring(etree.fromstring(DATA))
    return found


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.place, one.kind.value) for one in findings]


def cable_of(root: etree._Element, number: int) -> etree._Element:
    return root.findall(f"{T}TEI")[number - 1]


@pytest.mark.parametrize(
    "options", [TeiOptions(), TeiOptions(furniture="drop"), TeiOptions(ism=True)]
)
def test_a_right_corpus_passes(options: TeiOptions) -> None:
    data = corpus(CABLES, options)
    assert verify_volume(data, CABLES, "tei", options) == []
    assert verify_alone(data, "tei").findings == ()
    assert is_volume(data, "tei")


@settings(max_examples=30, deadline=None)
@given(cables=st.lists(strategies.cables(), min_size=1, max_size=3))
def test_right_corpora_of_any_cables_pass(cables: list[Cable]) -> None:
    assert verify_volume(corpus(cables), cables, "tei") == []


def test_a_cable_that_is_missing_too_many_or_elsewhere_is_found() -> None:
    def cut(root: etree._Element) -> None:
        root.remove(cable_of(root, 2))

    def swap(root: etree._Element) -> None:
        cable_of(root, 1).addprevious(cable_of(root, 2))

    assert [str(one) for one in verify_volume(damaged(cut), CABLES, "tei")] == [
        "cable 2: it is missing: 05PORTNOTIONAL188 [text-missing]"
    ]
    assert told(verify_volume(damaged(swap), CABLES, "tei")) == [("cable 1", "moved")]
    assert told(verify_volume(DATA, CABLES[:-1], "tei")) == [
        ("cable 4 of the output", "text-added")
    ]
    assert told(verify_volume(DATA, [Cable(), *CABLES], "tei")) == [("cable 1", "text-missing")]


def test_a_mark_that_a_forger_lowered_is_found_in_its_cable() -> None:
    def lower(root: etree._Element) -> None:
        cable = cable_of(root, 1)
        mark = next(x for x in cable.iter(f"{T}seg") if x.text == "(C)")
        parent = mark.getparent()
        assert parent is not None
        mark.text = "(U)"
        for element in (mark, parent):
            element.set("ana", "#cls-U")
        text = cable.find(f"{T}text")
        checksum = cable.find(f".//{T}idno[@type='sha256'][@subtype='text']")
        assert text is not None
        assert checksum is not None
        whole = etree.fromstring(etree.tostring(text))
        checksum.text = hashlib.sha256("".join(map(str, whole.itertext())).encode()).hexdigest()

    found = verify_volume(damaged(lower), CABLES, "tei")
    assert ("cable 1, paragraph 2", "mark-changed") in told(found)
    assert {one.place.partition(",")[0] for one in found} == {"cable 1"}


def test_a_header_of_another_cable_is_found() -> None:
    def swap(root: etree._Element) -> None:
        one, two = cable_of(root, 1)[0], cable_of(root, 2)[0]
        kept = copy.deepcopy(two)
        two.addnext(copy.deepcopy(one))
        cable_of(root, 2).remove(two)
        one.addnext(kept)
        cable_of(root, 1).remove(one)

    found = told(verify_volume(damaged(swap), CABLES, "tei"))
    for number in (1, 2):
        assert (f"cable {number}, note of type classification", "banner") in found
        assert (f"cable {number}, text", "text-changed") in found
    alone = told(verify_alone(damaged(swap), "tei").findings)
    assert {("cable 1, text", "text-changed"), ("cable 2, text", "text-changed")} <= set(alone)


def test_a_shared_category_that_says_another_level_is_found_once() -> None:
    def lower(root: etree._Element) -> None:
        [category] = [x for x in root.iter(f"{T}category") if "cls-C" in x.values()]
        for described in category.iter():
            described.text = (described.text or "").replace("CONFIDENTIAL", "UNCLASSIFIED")

    found = told(verify_volume(damaged(lower), CABLES, "tei"))
    assert found.count(("taxonomy", "mark-changed")) == 1
    assert found == told(verify_alone(damaged(lower), "tei").findings)


def test_a_corpus_and_a_single_telegram_are_not_taken_for_each_other() -> None:
    single = cc.dumps(CABLES[0], "tei")
    assert not is_volume(single, "tei")
    assert told(verify(DATA, CABLES[0], "tei")) == [("file", "unreadable")]
    assert told(verify_volume(single, CABLES, "tei")) == [("file", "unreadable")]
    assert told(verify_volume(b"<", CABLES, "tei")) == [("file", "unreadable")]
    assert not is_volume(b"<", "tei")
    assert verify(corpus([examples.FULL]), examples.FULL, "tei")
    assert verify_volume(corpus([examples.FULL]), [examples.FULL], "tei") == []


def test_other_formats_have_no_volumes() -> None:
    assert not is_volume(b"", "txt")
    with pytest.raises(UsageError, match="no volumes"):
        verify_volume(b"", CABLES, "txt")
