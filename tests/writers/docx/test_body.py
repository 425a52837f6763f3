"""The text: no sentence lost, marks styled, headings without gaps, real tables."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    Field,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Row,
    Rule,
    Section,
    Table,
    block_text,
)
from cableconv.model.cable import Cable
from cableconv.model.leaf import Cell, LineBreak, Number, Text
from cableconv.model.markings import PortionMark
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.writers.docx import DocxOptions
from cableconv.writers.docx.levels import portion_style
from cableconv.writers.docx.options import Lines
from cableconv.writers.docx.table import MOST_COLUMNS
from examples import SBU, C, U, numbered
from validators.docx_invariants import read_parts
from writers.docx.inspection import opened, paragraphs, runs, shown, styled, write

SLOW = [HealthCheck.too_slow]


def own_text(block: Block) -> list[str]:
    """What a block says itself, without its children; a table cell by cell."""
    if isinstance(block, (Section, Quoted, Field)):
        return []
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row.cells]
    if isinstance(block, Paragraph):
        return [block_text(Paragraph(block.content))]
    return [block_text(block)]


@pytest.mark.parametrize("lines", ["flow", "source"])
@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(cable=strategies.cables(max_blocks=6))
def test_no_sentence_is_lost_and_the_order_stays(lines: Lines, cable: Cable) -> None:
    document = opened(cable, DocxOptions(lines=lines))
    text = " ".join(shown(p.text) for p in paragraphs(document))
    if lines == "source":  # a word divided at a line end stays divided there
        text = text.replace("- ", "-")
    at = 0
    for block in iter_blocks(cable.blocks):
        for said in map(shown, own_text(block)):
            wanted = said.replace("- ", "-") if lines == "source" else said
            found = text.find(wanted, at)
            assert found >= 0, wanted
            at = found + len(wanted)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables())
def test_every_word_of_the_header_is_somewhere(cable: Cable) -> None:
    document = opened(cable)
    text = " ".join(shown(p.text) for p in paragraphs(document))
    words = set(re.findall(r"\w+", text))
    for field in cable.fields:
        missing = set(re.findall(r"\w+", shown(field.value_text))) - words
        assert not missing, field
        for leaf in field.content:
            if isinstance(leaf, Text):
                assert shown(leaf.raw) in text


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables())
def test_no_mark_is_lost_or_invented_and_each_has_its_style(cable: Cable) -> None:
    document = opened(cable)
    marks = [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, PortionMark)]
    written = Counter(
        (run.text, (run.style.style_id or ""))
        for p in paragraphs(document)
        for run in p.runs
        if (run.style.name or "").startswith("Portion Mark")
    )
    wanted = Counter((mark.raw, portion_style(mark)) for mark in marks)
    assert set(written) == set(wanted)
    assert all(written[key] >= count for key, count in wanted.items())


def test_a_paragraph_has_number_mark_and_text_as_runs() -> None:
    document = opened(examples.FULL)
    second = next(p for p in document.paragraphs if p.text.startswith("2."))
    assert [(run.style.name, run.text) for run in second.runs] == [
        ("Paragraph Number", "2."),
        ("Default Paragraph Font", " "),
        ("Portion Mark S", "(S/NF)"),
        ("Default Paragraph Font", " Points follow for the attorney general and others:"),
    ]


def test_all_kinds_of_blocks_take_their_styles() -> None:
    found = [pair for pair in styled(opened(examples.FULL)) if not pair[0].startswith("Cable H")]
    assert found[2:20] == [
        (
            "Cable Paragraph",
            (
                "1. (C) SUMMARY: One sentence of a summary, with <angles> & an ampersand."
                " Second line -- with dashes.  END SUMMARY."
            ),
        ),
        ("Heading 1", "A HEADING"),
        ("Cable Rule", "---------"),
        (
            "Cable Paragraph",
            "2. (S/NF) Points follow for the attorney general and others:",
        ),
        ("Cable Subparagraph", "-- first point continued;"),
        ("Cable Subparagraph", "-- second point:"),
        ("Cable Subparagraph 2", "A. (U) nested point"),
        ("Cable Table Heading", "Year"),
        ("Cable Table Heading", "Value"),
        ("Cable Table Text", "2004"),
        ("Cable Table Text", "10"),
        ("Cable Table End", ""),
        ("Cable Preformatted", "Post        Visas   Share\nExampleville  12      50%"),
        ("Heading 1", "(U) Comment"),
        ("Cable Quotation", "BEGIN TEXT:"),
        ("Cable Quotation", "Quoted words."),
        ("Cable Quotation", "END TEXT."),
        (
            "Cable Paragraph",
            "3. (U) Text [1 line not declassified] text with XXXX and (see ref B).",
        ),
    ]


def test_markers_excisions_and_references_are_runs() -> None:
    document = opened(examples.FULL)
    assert runs(document, "Cable Marker")[:2] == ["SUMMARY:", "END SUMMARY."]
    assert runs(document, "Redaction") == ["[1 line not declassified]"]
    assert runs(document, "Cable Reference") == ["ref B"]


def test_page_lines_stay_out_of_the_text_but_are_counted() -> None:
    data, notices = write(examples.FULL)
    assert b"002 OF 002" not in read_parts(data)["word/document.xml"]
    assert [str(n) for n in notices] == [
        "info: page lines left out of the running text: 2 [omitted]"
    ]


def test_paratext_stays_out_and_is_counted() -> None:
    data, notices = write(examples.REPRINT)
    assert b"News Site" not in read_parts(data)["word/document.xml"]
    assert [n.kind.value for n in notices] == ["omitted"]
    assert notices[0].message.endswith(": 2")


def names_of_bookmarks(cable: Cable) -> list[str]:
    xml = read_parts(write(cable)[0])["word/document.xml"].decode()
    return re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', xml)


def test_bookmarks_are_unique_where_numbers_come_again() -> None:
    quoted = Quoted((numbered(1, C, Text(" quoted")),))
    own = tuple(numbered(n, U, Text(" own")) for n in (1, 2, 2, 2))
    assert names_of_bookmarks(Cable(blocks=(quoted, *own))) == [
        "quoted_para1", "para1", "para2", "para2_2", "para2_3",
    ]  # fmt: skip
    huge = Paragraph((Number("9" * 60 + ".", 10**60 - 1), Text(" x")))
    assert all(len(name) <= 40 for name in names_of_bookmarks(Cable(blocks=(huge, huge))))


def nested(depth: int) -> Section:
    inner: tuple[Block, ...] = (numbered(depth, C, Text(" text")),)
    if depth < 5:
        inner = (nested(depth + 1),)
    return Section(Heading((Text(f"DEPTH {depth}"),)), inner)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables(max_blocks=6))
def test_headings_skip_no_level(cable: Cable) -> None:
    levels = [
        int(style[-1]) for style, _text in styled(opened(cable)) if style.startswith("Heading")
    ]
    assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))


def test_deep_sections_keep_the_fourth_level() -> None:
    found = [style for style, text in styled(opened(Cable(blocks=(nested(1),)))) if "DEPTH" in text]
    assert found == ["Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 4"]


def test_a_section_without_words_in_its_heading_raises_no_level() -> None:
    empty = Section(Heading(()), (Section(Heading((Text("INNER"),)), ()),))
    assert ("Heading 1", "INNER") in styled(opened(Cable(blocks=(empty,))))


def row(*cells: str) -> Row:
    content: list[Cell | Text] = []
    for cell in cells:
        content += [Text("|"), Cell(cell)]
    return Row(tuple(content[1:]))


def test_tables_are_real_and_short_rows_are_filled() -> None:
    table = Table((row("Name ", " Number "), row("one", "1"), row("two")))
    document = opened(Cable(blocks=(table, table)))
    assert len(document.tables) == 2
    first = document.tables[0]
    assert [[cell.text for cell in r.cells] for r in first.rows] == [
        ["Name", "Number"],
        ["one", "1"],
        ["two", ""],
    ]
    assert "w:tblHeader" in first.rows[0]._tr.xml
    assert "w:tblHeader" not in first.rows[1]._tr.xml


def test_a_control_at_the_head_of_a_cell_is_shown() -> None:
    content = (Cell("one"), Text("|"), SBU, Cell(" \x1f0"))
    document = opened(Cable(blocks=(Table((Row(content),)),)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["one", "(SBU) \u241f0"]


def test_a_mark_or_words_between_cells_join_a_cell() -> None:
    content = (SBU, Text(" "), Cell("one"), Text(" | so to say "), Cell("two"))
    document = opened(Cable(blocks=(Table((Row(content),)),)))
    texts = [cell.text for cell in document.tables[0].rows[0].cells]
    assert texts == ["(SBU) one | so to say", "two"]
    assert runs(document, "Portion Mark SBU") == ["(SBU)"]


def test_a_mark_stands_in_the_cell_that_it_heads() -> None:
    content = (Cell("one"), Text("|"), SBU, Cell(" two"), Text("|"), SBU, Cell(""))
    document = opened(Cable(blocks=(Table((Row(content),)),)))
    texts = [cell.text for cell in document.tables[0].rows[0].cells]
    assert texts == ["one", "(SBU) two", "(SBU)"]


def test_a_table_too_wide_for_word_is_set_as_lines() -> None:
    table = Table((row(*(f"c{n}" for n in range(MOST_COLUMNS + 1))),))
    document = opened(Cable(blocks=(table,)))
    assert not document.tables
    assert styled(document)[-1][0] == "Cable Preformatted"


def test_quotations_indent_all_that_is_in_them() -> None:
    item = Item((Text("-- point"),))
    inner = Quoted((Paragraph((Text("inner"),)), Table((row("a", "b"),))))
    document = opened(Cable(blocks=(Quoted((item, Preformatted((Text("x  y"),)), inner)),)))
    left = {p.text: p.paragraph_format.left_indent for p in document.paragraphs}
    assert [left[t].twips for t in ("-- point", "x  y", "inner")] == [720 + 432, 432, 2 * 432]
    assert 'w:tblInd w:w="864"' in document.tables[0]._tbl.xml


def test_right_to_left_paragraphs_say_so() -> None:
    arabic = numbered(1, C, Text(" قال السفير إن الحكومة موافقة."))
    english = numbered(2, C, Text(" The word سلام was used."))
    xml = read_parts(write(Cable(blocks=(arabic, english)))[0])["word/document.xml"].decode()
    first, second = re.findall(r'<w:p><w:pPr><w:pStyle w:val="CableParagraph"/>.*?</w:p>', xml)
    assert "<w:bidi/>" in first
    assert "<w:bidi/>" not in second
    assert '<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">سلام</w:t>' in second
    assert '<w:rStyle w:val="PortionMarkC"/></w:rPr><w:t xml:space="preserve">(C)</w:t>' in first


def test_lines_of_the_source_are_kept_on_request() -> None:
    cable = Cable(blocks=(numbered(1, C, Text(" one"), LineBreak("\n   "), Text("two")),))
    kept = opened(cable, DocxOptions(lines="source")).paragraphs[-1].text
    assert kept == "1. (C) one\n   two"


def test_a_foreign_node_is_written_as_text_and_noted() -> None:
    class Sidenote(Text):
        pass

    class Stamp(PortionMark):
        pass

    class Box(Rule):
        pass

    content = (Stamp("(X)", None), Sidenote("side words"))
    blocks = (Paragraph(content), Box((Text("boxed words"),)))
    data, notices = write(Cable(blocks=blocks))
    xml = read_parts(data)["word/document.xml"].decode()
    assert "side words" in xml
    assert "boxed words" in xml
    assert '<w:rStyle w:val="PortionMark"/></w:rPr><w:t xml:space="preserve">(X)' in xml
    assert [n.kind.value for n in notices] == ["unknown-node"]
    assert notices[0].message.endswith("Box, Sidenote, Stamp")


def test_page_breaks_and_paratext_alone_leave_no_paragraph() -> None:
    bare = styled(opened(Cable()))
    blocks = (PageBreak(()), Paratext(()), Paragraph(()), Preformatted((Text("  "),)))
    assert styled(opened(Cable(blocks=blocks))) == bare
