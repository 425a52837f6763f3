"""The flat dict of a cable keeps its contract: keys, shapes, and nothing guessed."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings

import cableconv as cc
from cableconv.model.blocks import (
    Block,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Row,
    Rule,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import Addressee, PageMarker, Precedence
from cableconv.model.leaf import Cell, Furniture, Label, LineBreak, Marker, Number, Text
from cableconv.model.markings import Banner, Caption, Level, PortionMark
from cableconv.summary import SCHEMA_VERSION, summarize, summary_text
from examples import ALL, FULL, REPRINT, UNMARKED, C, line, numbered
from strategies import cables

CONTRACT = [
    "mrn",
    "title",
    "transmission_id",
    "dtg",
    "precedence",
    "originator",
    "action_addressees",
    "info_addressees",
    "classification",
    "controls",
    "captions",
    "executive_order",
    "declassify_on",
    "declassification",
    "classified_by",
    "reasons",
    "tags",
    "subject",
    "subject_mark",
    "references",
    "summary",
    "signature",
    "paragraphs",
    "headings",
    "page_lines",
    "furniture",
    "notices",
]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    name = f"inspect-{SCHEMA_VERSION}.json"
    text = resources.files("cableconv").joinpath("schemas", name).read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_asks_for_exactly_the_contract(
    validator: jsonschema.Draft202012Validator,
) -> None:
    assert isinstance(validator.schema, dict)
    assert validator.schema["required"] == CONTRACT
    assert list(validator.schema["properties"]) == CONTRACT


@pytest.mark.parametrize("name", ALL)
def test_examples_follow_the_schema(name: str, validator: jsonschema.Draft202012Validator) -> None:
    summary = summarize(ALL[name])
    validator.validate(summary)
    assert list(summary) == CONTRACT
    assert cc.summarize is summarize


@given(cables())
@settings(max_examples=60, deadline=None)
def test_any_cable_follows_the_schema(cable: Cable) -> None:
    name = f"inspect-{SCHEMA_VERSION}.json"
    schema = json.loads(resources.files("cableconv").joinpath("schemas", name).read_text("utf-8"))
    summary = summarize(cable)
    jsonschema.Draft202012Validator(schema).validate(summary)
    assert list(summary) == CONTRACT
    assert json.loads(json.dumps(summary)) == summary
    marks = [p.portion_mark.raw if p.portion_mark else None for p in cable.paragraphs]
    assert [paragraph["mark"] for paragraph in summary["paragraphs"]] == marks
    level = overall_marking(cable).level
    assert summary["classification"] == (None if level is None else level.word)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("dtg", "2007-08-16 18:31"),
        ("dtg", "2007-08-16T18:31:00+00:00"),
        ("classification", "SBU"),
        ("precedence", "O"),
        ("declassify_on", "02/14/2016"),
        ("furniture", -1),
        ("paragraphs", [{"number": 1, "text": ""}]),
        ("references", [{"id": None, "kind": "cable"}]),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(
    validator: jsonschema.Draft202012Validator, key: str, value: object
) -> None:
    assert not validator.is_valid({**summarize(FULL), key: value})
    assert not validator.is_valid({k: v for k, v in summarize(FULL).items() if k != key})


def test_a_full_cable() -> None:
    summary = summarize(FULL)
    expected: dict[str, Any] = {
        "mrn": "06EXAMPLEVILLE123",
        "transmission_id": "VZCZCXRO1234",
        "dtg": "2006-02-14T15:30:00Z",
        "precedence": "PRIORITY",
        "originator": "AMEMBASSY EXAMPLEVILLE",
        "classification": "CONFIDENTIAL",
        "controls": ["NOFORN"],
        "captions": ["SIPDIS", "NOFORN"],
        "executive_order": "12958",
        "declassify_on": "2016-02-14",
        "declassification": "DECL: 02/14/2016",
        "classified_by": ["Jane Roe"],
        "reasons": ["1.4(b)", "1.4(d)"],
        "tags": ["PREL", "PGOV", "XX"],
        "subject": "AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES",
        "subject_mark": "(U)",
        "signature": ["ROE"],
        "headings": ["A HEADING", "Comment"],
        "page_lines": ["EXAMPLEVIL 00000123  002 OF 002", "EXAMPLEVIL 00000123  003 OF 002"],
        "furniture": 0,
        "summary": "One sentence of a summary, with <angles> & an ampersand. "
        "Second line -- with dashes.",
    }
    assert {key: summary[key] for key in expected} == expected
    assert summary["title"] == summary["subject"]
    assert summary["action_addressees"] == [
        {
            "routing_indicator": "RUEHC",
            "name": "SECSTATE WASHDC",
            "precedence": "PRIORITY",
            "mcn": "0456",
            "excluded": False,
        }
    ]
    assert [(r["letter"], r["id"], r["notal"]) for r in summary["references"]] == [
        ("A", "06STATE1234", False),
        ("B", "05EXAMPLEVILLE999", True),
    ]
    assert summary["paragraphs"][1]["number"] == 2
    assert summary["paragraphs"][1]["mark"] == "(S/NF)"
    assert summary["paragraphs"][1]["text"].splitlines()[1] == "-- first point continued;"
    assert summary["notices"][1] == {
        "kind": "conflict",
        "severity": "warning",
        "message": "page 003 of 002",
        "line": 44,
    }


def test_a_reprint() -> None:
    summary = summarize(REPRINT)
    assert summary["dtg"] == "2007-08-16T18:31:00Z"
    assert summary["classification"] == "UNCLASSIFIED"
    assert summary["controls"] == ["SBU"]
    assert summary["executive_order"] == "12958"
    assert summary["declassification"] == "N/A"
    assert summary["declassify_on"] is None
    assert summary["title"] == "Notional Visit of a Notional Delegation"
    assert summary["subject_mark"] is None
    assert summary["furniture"] == 2


def test_nothing_is_guessed() -> None:
    summary = summarize(UNMARKED)
    assert {key for key, value in summary.items() if value} == {"paragraphs"}
    assert summary["classification"] is None
    assert summary["paragraphs"] == [
        {"number": None, "mark": None, "text": "A fragment without any mark."}
    ]


def test_captions_alone_tell_no_level() -> None:
    cable = Cable((line(FieldKind.CAPTION, Caption("NODIS", "NODIS")),))
    summary = summarize(cable)
    assert summary["classification"] is None
    assert summary["controls"] == ["NODIS"]


@pytest.mark.parametrize("level", Level)
def test_each_level_is_a_word(level: Level) -> None:
    cable = Cable((line(FieldKind.CLASSIFICATION, Banner("x", level)),))
    assert summarize(cable)["classification"] == level.word


def addressee(kind: FieldKind, name: str) -> Block:
    return line(kind, Addressee(name, name, precedence=Precedence.ROUTINE))


def test_exempted_addressees_stand_with_the_collective_before_them() -> None:
    cable = Cable(
        (
            addressee(FieldKind.ACTION, "ALL POSTS"),
            addressee(FieldKind.EXEMPTED, "AMEMBASSY ONE"),
            addressee(FieldKind.INFO, "LAKE COLLECTIVE"),
            addressee(FieldKind.EXEMPTED, "AMEMBASSY TWO"),
        )
    )
    summary = summarize(cable)
    lists = {
        key: [(one["name"], one["excluded"]) for one in summary[key]]
        for key in ("action_addressees", "info_addressees")
    }
    assert lists == {
        "action_addressees": [("ALL POSTS", False), ("AMEMBASSY ONE", True)],
        "info_addressees": [("LAKE COLLECTIVE", False), ("AMEMBASSY TWO", True)],
    }


# --- the summary's text -----------------------------------------------------------------------

OPEN = Marker("SUMMARY:", "summary")
CLOSE = Marker("END SUMMARY.", "summary", end=True)


def test_a_summary_over_paragraphs_items_and_page_lines() -> None:
    cable = Cable(
        (
            numbered(1, C, Text(" Before. "), OPEN, Text(" First."), tail="\n"),
            Rule((Text("---"),)),
            PageBreak((PageMarker("EXAMPLEVIL 00000001  002 OF 002", 2, 2),)),
            Paratext((Furniture("a site's words"),)),
            Paragraph(
                (
                    Number("2.", 2),
                    Text(" "),
                    C,
                    Text(" Second"),
                    LineBreak(),
                    Banner("CONFIDENTIAL", Level.C),
                    LineBreak(),
                    Text("part:"),
                ),
                blocks=(Item((Label("--"), Text(" a point"))),),
            ),
            Table((Row((Cell("a "), Text("|"), Cell(" b"))),)),
            numbered(3, C, Text(" Last. "), CLOSE, Text(" After.")),
        )
    )
    assert summary_text(cable) == "First.\nSecond part:\n-- a point\na\tb\nLast."


def test_an_open_summary_ends_with_its_paragraph() -> None:
    cable = Cable((numbered(1, C, Text(" "), OPEN, Text(" First.")), numbered(2, C, Text(" No."))))
    assert summary_text(cable) == "First."


def test_a_heading_that_says_summary() -> None:
    section = Section(
        Heading((PortionMark("(U)", Level.U), Text(" Summary:"))),
        (numbered(1, C, Text(" First.")), Rule((Text("---"),)), numbered(2, C, Text(" Second."))),
    )
    other = Section(Heading((Text("Comment"),)), (numbered(3, C, Text(" Third.")),))
    assert summary_text(Cable((section, other))) == "First.\nSecond."


def test_words_in_a_heading_that_open_a_summary() -> None:
    section = Section(Heading((Marker("SUMMARY", "summary"),)), (numbered(1, C, Text(" First.")),))
    assert summary_text(Cable((section, numbered(2, C, Text(" No."))))) == "First."


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (numbered(1, C, Text(" Text.")),),
        (numbered(1, C, Text(" Text. "), CLOSE),),
        (numbered(1, C, Text(" "), Marker("COMMENT:", "comment"), Text(" No.")),),
        (Section(Heading((Text("Summary"),)), ()),),
    ],
)
def test_no_summary(blocks: tuple[Block, ...]) -> None:
    assert summary_text(Cable(blocks)) is None


def test_the_dict_does_not_depend_on_provenance() -> None:
    assert summarize(attrs.evolve(FULL, provenance=None)) == summarize(FULL)
