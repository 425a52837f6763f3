"""Around the text: title, key block, banner, release, lines as received, source, notices."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from lxml.html import HtmlElement

import examples
import strategies
from cableconv.model.blocks import Field, FieldKind, PageBreak
from cableconv.model.cable import Cable
from cableconv.model.header import Addressee
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Text
from cableconv.model.markings import Banner, Level, PortionMark
from cableconv.writers.html import HtmlOptions
from examples import SBU, U, line
from writers.html.inspection import classed, found_all, one, opened, seen, shown, write

STAMP = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"


def rows(tree: HtmlElement, name: str = "key") -> list[tuple[str, list[str]]]:
    return [
        (seen(one(row, "./dt")), [seen(value) for value in found_all(row, "./dd")])
        for row in found_all(tree, f"//dl[@class='{name}']/div")
    ]


@pytest.mark.parametrize(
    ("name", "text", "level"),
    [
        ("full", "CONFIDENTIAL//NOFORN", "confidential"),
        ("reprint", "SENSITIVE BUT UNCLASSIFIED", "controlled"),
        ("unmarked", "No classification marking", "unmarked"),
        ("empty", "No classification marking", "unmarked"),
    ],
)
def test_the_banner_is_at_top_and_foot_and_in_the_key_block(
    name: str, text: str, level: str
) -> None:
    tree = opened(examples.ALL[name])
    assert one(tree, "//body").get("class") == level
    body = one(tree, "//body")
    assert [(n.tag, seen(n)) for n in body if n.get("class") == "banner"] == [
        ("header", text),
        ("footer", text),
    ]
    assert one(tree, "//dl//strong[@class='level']").text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_every_word_of_the_header_is_somewhere(cable: Cable) -> None:
    text = seen(opened(cable))
    words = set(re.findall(r"\w+", text))
    for field in cable.fields:
        missing = set(re.findall(r"\w+", shown(field.value_text))) - words
        assert not missing, field


def test_the_title_is_the_subject_with_its_mark() -> None:
    tree = opened(examples.FULL)
    head = one(tree, "//h1")
    assert seen(head) == "(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    assert one(head, "./abbr").get("title") == "Unclassified"
    assert one(tree, "//p[@class='kicker']").text == "Diplomatic cable 06EXAMPLEVILLE123"
    assert one(tree, "//title").text == (
        "06EXAMPLEVILLE123 (U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    )


def test_a_reprints_title_leads_without_its_label() -> None:
    tree = opened(examples.REPRINT)
    assert one(tree, "//h1").text == "Notional Visit of a Notional Delegation"
    assert (one(tree, "//title").text or "").endswith(
        "4390 Notional Visit of a Notional Delegation"
    )


def test_a_cable_without_subject_has_no_made_up_title() -> None:
    assert one(opened(examples.UNMARKED), "//h1").text == "Diplomatic cable"
    tree = opened(Cable(mrn="07EXAMPLEVILLE1"))
    assert one(tree, "//h1").text == "07EXAMPLEVILLE1"
    assert not classed(tree, "kicker")


def test_the_key_block() -> None:
    assert rows(opened(examples.FULL)) == [
        ("Cable", ["06EXAMPLEVILLE123"]),
        ("From", ["AMEMBASSY EXAMPLEVILLE"]),
        ("To", ["SECSTATE WASHDC PRIORITY 0456 (RUEHC)"]),
        ("Info", ["EU MEMBER STATES COLLECTIVE (RUCNMEM)", "JOINT STAFF WASHDC//J5// (RUEKJCS)"]),
        ("Date", ["14 February 2006, 15:30 UTC (141530Z FEB 06 ZDK)"]),
        ("Precedence", ["Priority (action), Routine (info)"]),
        ("Classification", ["CONFIDENTIAL//NOFORN"]),
        ("Captions", ["SIPDIS, NOFORN"]),
        ("Pass", ["DEPT FOR EUR/ERA"]),
        ("E.O. 12958", ["DECL: 02/14/2016"]),
        ("TAGS", ["PREL, PGOV, XX"]),
        ("Subject", ["(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"]),
        ("Ref", ["A. STATE 1234", "B. 05 EXAMPLEVILLE 999 (NOTAL)"]),
    ]


def test_the_basis_of_a_concluded_banner_is_told() -> None:
    found = dict(rows(opened(examples.REPRINT)))
    assert found["Classification"] == [
        "SENSITIVE BUT UNCLASSIFIED (from the statement on the entire text)"
    ]


def test_a_long_list_is_a_list() -> None:
    names = [f"AMEMBASSY NUMBER {n}" for n in range(8)]
    info = Field(FieldKind.INFO, tuple(Addressee(name, name) for name in names))
    tree = opened(Cable(blocks=(info,)))
    assert [seen(item) for item in found_all(tree, "//dl//ul[@class='many']/li")] == names


def test_a_stamp_of_release_stands_with_the_marking_and_apart() -> None:
    stamp = Furniture(f"  {STAMP}", FurnitureKind.STAMP)
    other = Furniture("RELEASED IN FULL", FurnitureKind.STAMP)
    cable = Cable(
        blocks=(
            line(FieldKind.CLASSIFICATION, Banner("SECRET", Level.S)),
            PageBreak((stamp,)), PageBreak((stamp, other)),
        )
    )  # fmt: skip
    tree = opened(cable)
    assert [seen(node) for node in classed(tree, "banner")] == [
        f"SECRET {STAMP} RELEASED IN FULL"
    ] * 2
    found = dict(rows(tree))
    assert found["Classification"] == ["SECRET"]
    assert found["Release"] == [STAMP, "RELEASED IN FULL"]


def test_nothing_says_declassified_that_the_source_does_not() -> None:
    for cable in examples.ALL.values():
        html, _ = write(cable)
        assert not re.search("declassified(?!\\])|released|released", html, re.IGNORECASE)
        assert "Release</dt>" not in html


def test_authority_is_told_in_full() -> None:
    tree = opened(examples.FULL)
    assert seen(one(tree, "//div[@class='authority']")) == (
        "Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d)."
    )
    entire = one(opened(examples.REPRINT), "//div[@class='authority']")
    assert seen(entire) == "Sensitive but unclassified, entire text."


def test_lines_of_procedure_stand_as_received() -> None:
    pre = one(opened(examples.FULL), "//section[@id='received']//pre")
    assert (pre.text_content()).splitlines() == [
        "VZCZCXRO1234",
        "PP RUEHDBU",
        "DE RUEHZZ #0123/01 0451530",
        "ZNY CCCCC ZZH",
        "P R 141530Z FEB 06 ZDK",
        "BT",
        "C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE 000123",
        "BT",
        "#0123",
        "NNNN",
    ]


def test_the_name_of_an_attribute_stands_before_its_value() -> None:
    field = Field(FieldKind.ATTRIBUTE, (Text("SECRET"),), name="Original Classification")
    pre = one(opened(Cable(blocks=(field,))), "//section[@id='received']//pre")
    assert pre.text_content() == "Original Classification: SECRET"


def test_a_mark_on_a_line_as_received_is_explained() -> None:
    field = line(FieldKind.NOTE, SBU, Text(" note"))
    pre = one(opened(Cable(blocks=(field,))), "//section[@id='received']//pre")
    assert one(pre, "./abbr").text == "(SBU)"
    second = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), U, Text(" second"))
    first = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" first"))
    tree = opened(Cable(blocks=(first, second)))
    assert seen(one(tree, "//section[@id='received']//pre")) == "SUBJECT: (U) second"


def test_the_source_of_the_copy() -> None:
    assert rows(opened(examples.FULL), "source") == [
        ("Source", ["full.txt"]),
        ("SHA-256", ["0" * 64]),
        ("Encoding", ["utf-8"]),
        ("Reader", ["telegram"]),
        ("Notices", ["conflict (1), page-line (1)"]),
    ]
    assert not found_all(opened(examples.UNMARKED), "//*[@class='back']")


def test_notices_are_listed_on_request() -> None:
    assert not found_all(opened(examples.FULL), "//section[@id='notices']")
    tree = opened(examples.FULL, HtmlOptions(notices=True))
    assert [item.text for item in found_all(tree, "//section[@id='notices']//li")] == [
        "info: line 37: page line 002 OF 002 taken out of paragraph 2 [page-line]",
        "warning: line 44: page 003 of 002 [conflict]",
    ]


def test_markup_in_a_header_stays_text() -> None:
    subject = line(
        FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), PortionMark("(U)", Level.U),
        Text(" <script>alert(1)</script> & more"),
    )  # fmt: skip
    html, _ = write(Cable(blocks=(subject,), mrn='07X"><b>'))
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more") == 3
