"""What is kept together on a page: key blocks, short tables, short verbatim lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
import pytest

import examples
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Preformatted,
    Quoted,
    Row,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.header import PassingInstruction
from cableconv.model.leaf import Cell, Label, LineBreak, Text
from cableconv.verify import verify
from cableconv.writers.keyblock import authority_rows, key_rows, provenance_rows
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import font_set
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.lines import passage
from cableconv.writers.pdf.page import Frame
from cableconv.writers.pdf.tables import _bands, _listed, _set_row
from writers.pdf.cases import many_addressees, prose
from writers.pdf.checks import bare, page_streams, written
from writers.pdf.tagged import read_tagged

LINES = tuple(f"Line {n} of the block" for n in range(8))


def pages_of(data: bytes) -> list[str]:
    tagged = read_tagged(data)
    return [bare("".join(found[mcid].text for mcid in sorted(found))) for found in tagged.marked]


def after(sentences: int, *blocks: Block) -> Cable:
    """A cable whose blocks stand lower and lower on the page as the text before them grows."""
    paragraph = examples.numbered(1, examples.C, *prose(sentences))
    return Cable((*examples.HEADER, paragraph, *blocks), mrn="06X1")


def standing_together(texts: tuple[str, ...], cables: Iterator[Cable]) -> tuple[int, int]:
    """In how many cables all texts stand on one page, and how many the first page holds."""
    whole, first = 0, 0
    for cable in cables:
        pages = pages_of(written(cable))
        holding = [n for n, page in enumerate(pages) if any(bare(t) in page for t in texts)]
        assert holding
        whole += len(holding) == 1
        first += holding[0] == 0
    return whole, first


def test_short_verbatim_lines_are_not_divided() -> None:
    block = Preformatted(tuple(x for line in LINES for x in (Text(line), LineBreak())))
    whole, first = standing_together(LINES, (after(n, block) for n in range(6, 34)))
    assert whole == 28
    assert 0 < first < 28


def test_a_short_table_is_not_divided() -> None:
    table = Table(tuple(Row((Cell(line), Text("|"), Cell("x"))) for line in LINES))
    whole, first = standing_together(LINES, (after(n, table) for n in range(6, 34)))
    assert whole == 28
    assert 0 < first < 28


def test_words_stand_on_the_page_of_the_table_or_lines_that_they_announce() -> None:
    table = Table(tuple(Row((Cell(line), Text("|"), Cell("x"))) for line in LINES))
    block = Preformatted(tuple(x for line in LINES for x in (Text(line), LineBreak())))
    for shown in (table, block):
        words = examples.numbered(2, examples.C, Text(" It shows this:"))
        announced = attrs.evolve(words, blocks=(shown,))
        texts = ("It shows this:", *LINES)
        whole, first = standing_together(texts, (after(n, announced) for n in range(34)))
        assert whole == 34
        assert 0 < first < 34


def test_the_first_rows_of_a_long_table_stand_together() -> None:
    rows = tuple(Row((Cell(f"Row {n} of many"), Text("|"), Cell("x"))) for n in range(60))
    texts = ("Row 0 of many", "Row 1 of many")
    whole, _ = standing_together(texts, (after(n, Table(rows)) for n in range(6, 34)))
    assert whole == 28


def test_a_name_does_not_stand_alone_at_the_head_of_a_page() -> None:
    turned = 0
    for sentences in range(6, 40):
        pages = pages_of(written(after(sentences, Signature((Text("ZEBULON ROE"),)))))
        (page,) = [page for page in pages if "ZEBULONROE" in page]
        assert not page.startswith("ZEBULON")
        turned += page is not pages[0]
    assert turned > 3


def test_it_does_not_after_a_section_a_point_or_a_page_line_either() -> None:
    heading = Heading((Text("HEADING"),))
    paragraph = examples.numbered(2, examples.C, *prose(3))
    point = Item((Label("--"), Text(" "), *prose(3)), depth=1)
    name = Signature((Text("ZEBULON ROE"),))
    for blocks in (
        (Section(heading, (paragraph,)), name),
        (Section(heading, (attrs.evolve(paragraph, blocks=(point,)),)), name),
        (Quoted((paragraph,)), name),
        (point, PageBreak((Text("PAGE"),)), name),
    ):
        for sentences in range(20, 34):
            pages = pages_of(written(after(sentences, *blocks)))
            assert not any(page.startswith("ZEBULON") for page in pages)


@pytest.mark.parametrize("heading", ["HEADING", "A HEADING OF " + "MANY WORDS " * 20])
def test_a_rule_stands_on_the_page_of_what_it_is_over(heading: str) -> None:
    section = Section(Heading((Text(heading),)), (examples.numbered(2, examples.C, *prose(3)),))
    for sentences in range(20, 34):
        data = written(after(sentences, Rule((Text("-" * 30),)), section))
        (rule,) = [
            n
            for n, page in enumerate(page_streams(data))
            if re.search(r"/Artifact BMC 0?[.]4 G 0?[.]5 w", page)
        ]
        assert bare(heading) in pages_of(data)[rule]


def test_long_verbatim_lines_are_divided() -> None:
    block = Preformatted(tuple(x for n in range(90) for x in (Text(f"Line {n}."), LineBreak())))
    assert len(pages_of(written(after(6, block)))) < 5


@pytest.mark.parametrize("page", ["letter", "a4"])
def test_each_key_block_stands_on_one_page(page: str) -> None:
    statements = tuple(
        Field(FieldKind.AUTHORITY, (Label(f"Statement {n}:"), Text(f" Of authority {n}.")))
        for n in range(6)
    )
    for sentences in range(4, 40, 2):
        cable = attrs.evolve(after(sentences, *statements), provenance=examples.FULL.provenance)
        pages = pages_of(written(cable, page=page))
        for rows in (key_rows(cable), authority_rows(cable), provenance_rows(cable)):
            text = bare("".join(row.label.upper() + "".join(row.values) for row in rows))
            assert sum(text in found for found in pages) == 1


def test_a_key_block_longer_than_a_page_is_divided_between_rows() -> None:
    cable = many_addressees(130)
    pages = pages_of(written(cable))
    (info,) = [row for row in key_rows(cable) if row.label == "Info"]
    for value in info.values:
        assert sum(bare(value) in page for page in pages) == 1


def test_many_addressees_stand_in_columns_in_their_order() -> None:
    cable = many_addressees(36)
    tagged = read_tagged(written(cable))
    pages = pages_of(written(cable))
    rows = bare("".join(r.label.upper() + "".join(r.values) for r in key_rows(cable)))
    assert sum(rows in page for page in pages) == 1
    (info,) = [row for row in tagged.document.find("TR") if row.kids[0].text.strip() == "INFO"]
    assert [kid.text.strip() for kid in info.kids[1].kids] == list(key_rows(cable)[3].values)
    lefts = set(
        re.findall(
            r"1 0 0 1 (\S+) \S+ Tm\n\(AMEMBASSY PLACE", "".join(page_streams(written(cable)))
        )
    )
    assert len(lefts) == 2


def test_a_long_value_among_many_runs_over_or_takes_the_columns_away() -> None:
    for length, columns in ((2, 2), (60, 1)):
        fields = tuple(
            Field(FieldKind.PASSING, (PassingInstruction("WORD " * (length if n == 3 else 1)),))
            for n in range(9)
        )
        cable = Cable((*examples.HEADER[:7], *fields, *examples.BODY), mrn="06X1")
        (row,) = [row for row in key_rows(cable) if row.label == "Pass"]
        flow = Flow(Frame(612, 792), Encoder(font_set()))
        assert _set_row(flow, row, None).columns >= columns
        assert verify(written(cable), cable, "pdf") == []


def test_what_runs_over_in_a_column_is_set_in() -> None:
    flow = Flow(Frame(612, 792), Encoder(font_set()))
    block = _listed(flow, passage(["WHITE HOUSE NATIONAL SECURITY COUNCIL ROUTINE"]), 120)
    assert len(block.lines) == 2
    assert list(block.shifts) == [0.0, 8.0]
    assert not _listed(flow, passage(["SHORT"]), 120).shifts


@pytest.mark.parametrize(
    ("lengths", "most", "counts"),
    [([1, 1, 1], 2, [2, 1]), ([3, 1], 2, [1, 1]), ([], 4, []), ([1, 2, 1, 2], 3, [2, 2])],
)
def test_bands(lengths: list[int], most: int, counts: list[int]) -> None:
    assert _bands(lengths, most) == counts
