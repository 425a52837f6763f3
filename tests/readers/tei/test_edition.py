"""Our own TEI reads back equal; what somebody changed is believed, and said."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from lxml import etree

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Item,
    PageBreak,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import DateTimeGroup, MessageSerial, PageMarker, Station
from cableconv.model.leaf import Cell, Label, LineBreak, Text
from cableconv.model.markings import Caption, Level
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.tei import TeiReader
from cableconv.writers.tei import TeiOptions, TeiWriter


def written(cable: Cable, options: TeiOptions | None = None) -> bytes:
    out = io.BytesIO()
    TeiWriter(options or TeiOptions()).write(cable, out)
    return out.getvalue()


def read(xml: bytes) -> Cable:
    [cable] = TeiReader().read(xml, source=Source("a.tei.xml"))
    return cable


@pytest.mark.parametrize("name", examples.ALL)
def test_an_example_reads_back_equal(name: str) -> None:
    cable = examples.ALL[name]
    again = read(written(cable))
    assert again == cable
    assert again.provenance == cable.provenance


@settings(max_examples=150, deadline=None)
@given(strategies.cables())
def test_any_cable_reads_back_equal(cable: Cable) -> None:
    again = read(written(cable))
    assert again == cable
    assert again.provenance == cable.provenance


MARKER = PageMarker("EXAMPLEVIL 00000123  002 OF 002", 2, 2, "EXAMPLEVIL", "00000123")
POINT = Item((Label("--"), Text(" a point")))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Text("a"), LineBreak("\n\n"), MARKER), (POINT,)),
        Paragraph((Text("a"),), (PageBreak((MARKER,)), POINT)),
        Paragraph((Text("a"),), (POINT, PageBreak((MARKER,)), POINT)),
        Paragraph((Text("a"), Caption("NODIS", "NODIS"))),
        Paragraph((Text("a"),), (Field(FieldKind.CAPTION, (Caption("NODIS", "NODIS"),)),)),
        Paragraph((Text("a"),), (Field(FieldKind.BREAK, (Label("BT"),)),)),
        Table((Row((Text("|"), Cell(""), Text("|"), Cell("b"))),)),
        Table((Row((Cell(""), Text("|"), Cell(""), Text("|"))),)),
        Table((Row((Text("|"),)),)),
        Quoted(()),
        Quoted((PageBreak((MARKER,)),)),
        Field(FieldKind.CAPTION, (Caption("NODIS", "NODIS"),), "Handling"),
        Field(
            FieldKind.CLASSIFICATION, (MessageSerial("LA \n PAZ  00526", "LA PAZ", "00526"),)
        ),
        Field(FieldKind.CLASSIFICATION, (MessageSerial("LA  PAZ 1", "LA  PAZ", "1"),)),
        Field(FieldKind.STATION, (Station("DE RUEHZZ", "RUEHZZ", day_of_year=7),)),
        Field(FieldKind.DTG, (DateTimeGroup("312359R DEC 99", (), 31, 23, 59, "R", 12, 1999),)),
        Field(FieldKind.DTG, (DateTimeGroup("AT NOON", (), 1, 12, 0, "J", 2, 1938),)),
    ],
    ids=repr,
)  # fmt: skip
def test_what_looks_alike_reads_back_apart(block: Block) -> None:
    cable = Cable((block, Paragraph((Text("end"),))))
    assert read(written(cable)).blocks == cable.blocks


def test_text_of_the_carrier_may_be_left_out() -> None:
    again = read(written(examples.REPRINT, TeiOptions(furniture="drop")))
    assert again.paragraphs == examples.REPRINT.paragraphs
    assert not again.furniture
    assert not [n for n in again.notices if n.kind is NoticeKind.CONFLICT]


def kinds(cable: Cable) -> list[NoticeKind]:
    told = [n for n in cable.notices if n not in examples.FULL.notices]
    return [notice.kind for notice in told]


def test_an_edited_text_is_believed_with_a_notice() -> None:
    xml = written(examples.FULL).replace(b"Quoted words.", b"Other words.")
    again = read(xml)
    assert "Other words." in source_text(again)
    assert kinds(again) == [NoticeKind.CONFLICT]
    assert again.markings == examples.FULL.markings


def test_a_mark_that_was_changed_in_the_text_alone_is_read_from_the_text() -> None:
    xml = written(examples.FULL)
    found = re.search(rb'(<seg type="portion-mark" ana="#cls-C">)\(C\)', xml)
    assert found is not None
    again = read(xml[: found.start()] + found[1] + b"(S)" + xml[found.end() :])
    mark = again.paragraphs[0].portion_mark
    assert mark is not None
    assert (mark.raw, mark.level) == ("(S)", Level.S)
    assert kinds(again) == [NoticeKind.CONFLICT, NoticeKind.CONFLICT]


def test_a_paragraph_that_was_typed_in_has_its_number_and_mark() -> None:
    xml = written(examples.FULL)
    at = xml.index(b'<div type="section">')
    again = read(xml[:at] + b"<p>9. (S) A new paragraph.</p>\n\n" + xml[at:])
    [new] = [p for p in again.paragraphs if p.number == 9]
    assert new.portion_mark is not None
    assert new.portion_mark.level is Level.S


def test_an_unknown_element_gives_its_text() -> None:
    xml = written(examples.FULL).replace(b"Quoted words.", b"<mentioned>Quoted</mentioned> words.")
    again = read(xml)
    assert again.blocks == examples.FULL.blocks
    assert kinds(again) == []


def test_values_that_cannot_be_read_stay_text() -> None:
    xml = written(examples.FULL).replace(b'type="section" value="1"', b'type="section" value="x"')
    again = read(xml)
    assert again.header.section is None
    assert source_text(again) == source_text(examples.FULL)
    assert NoticeKind.UNPARSED in kinds(again)


def words(content: tuple[Inline, ...]) -> str:
    return " ".join("".join(leaf.raw for leaf in content).split())


def test_a_file_that_was_indented_is_still_readable() -> None:
    tree = etree.fromstring(written(examples.FULL))
    etree.indent(tree)
    again = read(etree.tostring(tree))
    assert [p.text for p in again.paragraphs] == [p.text for p in examples.FULL.paragraphs]
    assert again.header == examples.FULL.header
    assert again.markings == examples.FULL.markings
    assert [f.kind for f in again.fields] == [f.kind for f in examples.FULL.fields]
    assert [words(f.content) for f in again.fields] == [
        words(f.content) for f in examples.FULL.fields
    ]
    assert NoticeKind.NEWLINES in kinds(again)


def test_what_libxml_calls_pretty_changes_nothing() -> None:
    tree = etree.fromstring(written(examples.FULL))
    assert read(etree.tostring(tree, pretty_print=True)) == examples.FULL


def test_a_corpus_of_cables_is_read_one_by_one() -> None:
    both = [written(examples.FULL), written(examples.REPRINT)]
    inner = b"".join(xml[xml.index(b"<TEI") :] for xml in both)
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">' + inner + b"</teiCorpus>"
    assert list(TeiReader().read(corpus, source=Source())) == [examples.FULL, examples.REPRINT]


def test_sections_keep_their_depth() -> None:
    sections = [block for block in examples.FULL.blocks if isinstance(block, Section)]
    again = [block for block in read(written(examples.FULL)).blocks if isinstance(block, Section)]
    assert again == sections
