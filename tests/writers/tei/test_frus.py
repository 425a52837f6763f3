"""The profile of FRUS: lossy by design, but never in markings, and it says what it leaves out."""

from __future__ import annotations

import io
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import console
import examples
import strategies
import tei_schema
from cableconv.conversion import read, read_all
from cableconv.errors import CableconvError, OptionError
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Preformatted,
    Quoted,
    Row,
    Rule,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text, without_banners
from cableconv.model.effective import overall_marking
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Excision, Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.model.markings import Banner, Level, PortionMark
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.notices import Notice, NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.tei import TeiReader
from cableconv.writers.tei import TeiOptions, TeiWriter, write_corpus

SAMPLES = sorted((console.ROOT / "samples").glob("*.txt"))
FRUS = TeiOptions(profile="frus")
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}


def written(cable: Cable) -> tuple[bytes, list[Notice]]:
    out = io.BytesIO()
    notices = TeiWriter(FRUS).write(cable, out)
    return out.getvalue(), notices


def again(xml: bytes) -> Cable:
    [cable] = TeiReader().read(xml, source=Source("a.tei.xml"))
    return cable


def text_of(*blocks: Block) -> str:
    """What stands between source note and the end of the document."""
    xml = written(Cable(blocks))[0].decode()
    return xml.partition("</head>")[2].partition("\n</div>")[0].strip()


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    try:
        return tei_schema.validator()
    except tei_schema.SchemaUnavailableError as error:
        pytest.skip(f"THE PROFILE OF FRUS IS NOT VALIDATED: {error}")


def check(xml: bytes, schema: etree.RelaxNG) -> None:
    root = etree.fromstring(xml)
    assert schema.validate(root), f"{schema.error_log}\n{xml.decode()}"
    assert tei_schema.pointer_faults(root) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_valid_and_reads_back_as_a_document(path: Path, schema: etree.RelaxNG) -> None:
    cable = read(path)
    xml, _ = written(cable)
    check(xml, schema)
    back = again(xml)
    assert back.mrn == cable.mrn
    assert (back.dtg and back.dtg.utc) == (cable.dtg and cable.dtg.utc)
    if cable.dtg is not None and cable.dtg.precedence and back.dtg is not None:
        assert back.dtg.precedence == cable.dtg.precedence
    stated = [_values(mark) for mark in _portion_marks(cable)]
    assert [_values(mark) for mark in _portion_marks(back)] == stated
    assert back.signature == cable.signature or path.stem == "confidential-1978-nara"
    numbers = [p.number for p in cable.paragraphs if p.number]
    assert [p.number for p in back.paragraphs if p.number] == numbers


def _portion_marks(cable: Cable) -> list[PortionMark]:
    return [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, PortionMark)]


def _values(mark: PortionMark) -> tuple[object, ...]:
    return mark.level, mark.controls, mark.rel_to


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stated_banner_and_captions_are_in_the_source_note(path: Path) -> None:
    cable = read(path)
    back = again(written(cable)[0])
    if cable.markings.banner is None:
        assert back.markings.banner is None
        return
    assert overall_marking(back).level == overall_marking(cable).level
    assert set(overall_marking(back).controls) >= set(overall_marking(cable).controls) - {"REL"}
    root = etree.fromstring(written(cable)[0])
    note = str(root.xpath("string(//t:note[@type='source'])", namespaces=NAMES))
    for caption in cable.markings.captions:
        assert caption.name.upper() in note.upper()


@settings(max_examples=150, deadline=None)
@given(cable=strategies.cables())
def test_any_cable_is_valid(cable: Cable, schema: etree.RelaxNG) -> None:
    xml, _ = written(cable)
    check(xml, schema)
    assert written(cable)[0] == xml
    words = str(etree.fromstring(xml).xpath("string(//t:text)", namespaces=NAMES))
    for mark in _portion_marks(cable):
        if mark in _shown(cable):
            assert " ".join(mark.raw.split()) in words


def _shown(cable: Cable) -> list[PortionMark]:
    """Marks in the paragraphs' own heads."""
    return [p.portion_mark for p in cable.paragraphs if p.portion_mark is not None]


def test_a_corpus_may_be_of_this_profile(schema: etree.RelaxNG) -> None:
    out = io.BytesIO()
    write_corpus([examples.FULL, examples.REPRINT], out, FRUS)
    check(out.getvalue(), schema)
    found = list(TeiReader().read(out.getvalue(), source=Source("a.tei.xml")))
    assert [cable.mrn for cable in found] == [examples.FULL.mrn, examples.REPRINT.mrn]


def test_what_is_left_out_is_said_in_header_and_notice() -> None:
    xml, notices = written(examples.FULL)
    [notice] = [n for n in notices if n.kind is NoticeKind.OMITTED]
    assert "transmission lines (" in notice.message
    said = notice.message.partition(": ")[2]
    root = etree.fromstring(xml)
    editorial = root.xpath("string(//t:editorialDecl)", namespaces=NAMES)
    assert f"Left out: {said}." in str(editorial)


def test_nothing_is_called_declassified_that_is_not() -> None:
    for path in SAMPLES:
        cable = read(path)
        source = "".join(leaf.raw for leaf in iter_leaves(cable.blocks))
        if "eclassified" not in source:
            assert b"eclassified" not in written(cable)[0]


def test_a_cable_without_a_marking_says_so() -> None:
    assert b"Source: unknown. No classification marking." in written(Cable())[0]


def test_a_marking_that_was_concluded_does_not_read_as_stated() -> None:
    xml, _ = written(Cable((Paragraph((PortionMark("(S)", Level.S), Text(" a"))),)))
    assert b"Secret (from the portion marks)." in xml
    assert again(xml).markings.banner is None


def test_words_on_a_release_stand_in_the_note() -> None:
    banner = Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S),))
    stamp = Furniture("RELEASED IN FULL", FurnitureKind.STAMP)
    xml, _ = written(Cable((banner, Paragraph((Text("a"), stamp)))))
    assert b"<p>Words on release in the source: RELEASED IN FULL</p>" in xml
    assert b"unknown. Secret." in xml


def test_kinds_of_blocks() -> None:
    assert text_of(Preformatted((Text(" A   1"), LineBreak("\n\n"), Text("B  2")))) == (
        '<p rend="preformatted"> A   1<lb/><lb/>B  2</p>'
    )
    assert text_of(Table((Row((Cell(" a "), Text("|"), Cell("b"))), Row((Text("-"),))))) == (
        "<table><row><cell>a</cell><cell>b</cell></row></table>"
    )
    assert text_of(Signature((Text("ROE"),)), Paragraph((Text("b"),))) == (
        "<p><persName>ROE</persName></p>\n<p>b</p>"
    )
    assert text_of(Signature((Text("ROE"),))) == (
        "<p/>\n<closer><signed><persName>ROE</persName></signed></closer>"
    )
    assert text_of(Rule((Text("--"),)), PageBreak((PageMarker("1", 1),))) == "<p/>"


def test_points_are_nested_lists() -> None:
    points = (
        Item((Label("A."), Text(" a"))),
        Item((Label("(1)"), Text(" b")), 2),
        PageBreak((PageMarker("P", 2),)),
        Item((Label("(2)"), Text(" c")), 2),
        Item((Label("B."), Text(" d"))),
    )
    assert text_of(Paragraph((Text("x:"),), points)) == (
        "<p>x:<list><item>A. a<list><item>(1) b</item><item>(2) c</item></list></item>"
        "<item>B. d</item></list></p>"
    )


def test_lines_of_a_quoted_message_are_its_text() -> None:
    inner = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" A VISIT")))
    assert text_of(Quoted((inner, Paragraph((Text("a"),))))) == "<p>SUBJECT: A VISIT</p>\n<p>a</p>"


def test_words_taken_out_leave_a_sign_where_they_left_blanks() -> None:
    assert text_of(Paragraph((Text("Minister "), Excision("        "), Text(" said")))) == (
        "<p>Minister [text withheld] said</p>"
    )


def test_a_block_of_somebody_elses_class_is_its_text() -> None:
    class Foreign:
        text = "Words of a new kind."
        raw = "Words of a new kind."
        content = (Text("Words of a new kind."),)

    xml, notices = written(Cable((Foreign(),)))  # type: ignore[arg-type]
    assert b"<p>Words of a new kind.</p>" in xml
    assert NoticeKind.UNKNOWN_NODE in {notice.kind for notice in notices}


def test_an_unknown_profile_is_an_error() -> None:
    with pytest.raises(OptionError, match="'profile' of tei cannot be 'dta'"):
        TeiOptions(profile="dta")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="'furniture' of tei cannot be 'hide'"):
        TeiOptions(furniture="hide")  # type: ignore[arg-type]


def test_rows_of_a_table_are_valid(schema: etree.RelaxNG) -> None:
    for cable in read_all(console.ROOT / "samples" / "cables-rows.csv"):
        check(written(cable)[0], schema)


def lost(cable: Cable) -> list[str]:
    """Words of the text that the document lacks, and captions and levels that its note lacks."""
    root = etree.fromstring(written(cable)[0])
    said = " ".join(str(root.xpath("string(//t:text)", namespaces=NAMES)).split())
    note = str(root.xpath("string(//t:note[@type='source'])", namespaces=NAMES)).upper()
    words = [line for block in iter_blocks(cable.blocks) for line in _words(block)]
    overall = overall_marking(cable)
    level = overall.level.word.upper() if overall.level else ""
    stands = level in note or (level == "UNCLASSIFIED" and overall.text.upper() in note)
    return [
        *(line for line in words if line not in said),
        *(caption.name for caption in cable.markings.captions if caption.name not in note),
        *([] if stands else [level]),
    ]


def _words(block: Block) -> list[str]:
    if isinstance(block, (Paragraph, Item, Heading)):
        lines = [reading_text(without_banners(block.content))]
    elif isinstance(block, (Preformatted, Signature)):
        lines = block.text.split("\n")
    else:
        lines = []
    return [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_word_of_a_sample_is_lost(path: Path) -> None:
    cable = read(path)
    withheld = path.stem == "smart-release"  # a sign stands where words were whitened out
    assert [line for line in lost(cable) if not withheld or "adviser" not in line] == []


def test_no_word_or_marking_of_real_cables_is_lost(corpus: Path) -> None:
    count = 0
    for path in sorted(corpus.rglob("*"))[::4]:
        if not path.is_file() or path.suffix == ".tsv":
            continue
        try:
            cables = list(islice(read_all(path), 20))
        except CableconvError:
            continue
        for cable in cables:
            assert lost(cable) == [], path
            count += 1
    assert count > 30
