"""How blocks are tagged and set, and what is left out of the pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import attrs

import examples
from cableconv.model.blocks import (
    Field,
    FieldKind,
    Heading,
    Paragraph,
    Preformatted,
    Quoted,
    Row,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Furniture, Label, Leaf, LineBreak, Number, Text
from cableconv.model.markings import Level, Marking, PortionMark
from cableconv.notices import NoticeKind
from cableconv.writers.keyblock import provenance_rows
from cableconv.writers.pdf import PdfWriter
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import font_set
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.page import Frame
from cableconv.writers.pdf.render import PdfRenderer
from examples import SBU
from writers.pdf.cases import ALL, WIDE, long_cable
from writers.pdf.checks import (
    bare,
    page_streams,
    written,
)
from writers.pdf.tagged import read_tagged


def test_headings_paragraphs_and_lists_are_tagged_as_such() -> None:
    tagged = read_tagged(written(examples.FULL))
    document = tagged.document
    assert document.tag == "Document"
    assert [node.text.strip() for node in document.find("H1")] == [
        "(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    ]
    assert [node.text.strip() for node in document.find("H2")] == [
        "A HEADING",
        "(U) Comment",
        "Classification authority",
        "Message lines as received",
        "Source of this copy",
    ]
    (outer, inner) = document.find("L")
    assert inner in outer.find("L")
    assert [node.text.strip() for node in outer.find("Lbl")] == ["--", "--", "A."]
    assert [node.text.strip() for node in outer.find("LBody")][:2] == [
        "first point continued;",
        "second point:",
    ]
    assert outer.attributes["/ListNumbering"] == "/Disc"
    assert inner.attributes["/ListNumbering"] == "/UpperAlpha"
    (quote,) = document.find("BlockQuote")
    assert [kid.text.strip() for kid in quote.kids] == [
        "BEGIN TEXT:", "Quoted words.", "END TEXT."
    ]  # fmt: skip


def test_key_blocks_are_tables_whose_labels_speak_for_their_rows() -> None:
    tagged = read_tagged(written(examples.FULL))
    table = tagged.document.find("Table")[0]
    assert all(node.attributes["/Scope"] == "/Row" for node in table.find("TH"))
    rows = {row.kids[0].text.strip(): row.kids[1] for row in table.kids}
    assert rows["CLASSIFICATION"].text.strip() == "CONFIDENTIAL//NOFORN"
    assert rows["SUBJECT"].spoken == ["Unclassified"]
    assert [kid.text.strip() for kid in rows["INFO"].kids] == [
        "EU MEMBER STATES COLLECTIVE (RUCNMEM)",
        "JOINT STAFF WASHDC//J5// (RUEKJCS)",
    ]


def test_rows_of_a_table_have_the_same_number_of_cells() -> None:
    tables = read_tagged(written(WIDE)).document.find("Table")
    tall_and_data = [t for t in tables if not t.find("TH")]
    assert len(tall_and_data) == 3
    for table in tall_and_data:
        assert len({len(row.kids) for row in table.kids}) == 1


def test_a_page_line_inside_a_sentence_leaves_no_trace_and_is_counted() -> None:
    out = io.BytesIO()
    notices = PdfWriter().write(examples.FULL, out)
    whole = read_tagged(out.getvalue()).document.all_text
    assert "attorney general and others:" in whole
    assert "OF 002" not in whole
    assert [(n.kind, n.message) for n in notices] == [
        (NoticeKind.OMITTED, "page lines left out of the running text: 2"),
    ]


def test_text_that_is_not_the_cables_is_left_out_and_counted() -> None:
    out = io.BytesIO()
    (notice,) = PdfWriter().write(examples.REPRINT, out)
    assert "Other headlines" not in read_tagged(out.getvalue()).document.all_text
    assert notice.message == "pieces of text left out that are not the cable's: 2"


def test_verbatim_lines_keep_their_blanks() -> None:
    whole = read_tagged(written(WIDE)).document.all_text
    assert "A" + "." * 40 + " 12 " in whole
    assert "  (U)  indented   columns       here" in whole


def test_a_word_that_is_cut_between_lines_is_one_word_when_it_is_copied() -> None:
    address = "http://example.org/" + "x" * 300
    cable = Cable((Field(FieldKind.NOTE, (Text(address),)),))
    assert address in read_tagged(written(cable)).document.all_text


def test_no_line_of_a_page_lies_outside_its_type_area() -> None:
    for cable in (ALL["long"], ALL["addressees"], WIDE):
        for content in map(str, page_streams(written(cable))):
            heights = [float(y) for y in re.findall(r"1 0 0 1 [\d.-]+ ([\d.]+) Tm", content)]
            inner = [y for y in heights if y not in (746, 43, 30)]
            assert min(inner) >= 72
            assert max(inner) <= 792 - 84


def lines_by_page(data: bytes) -> Iterator[list[int]]:
    """For each element that is set on more than one page, its lines on each of them."""
    tagged = read_tagged(data)
    root = tagged.reader.root_object["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]  # type: ignore[index]
    found: dict[int, dict[int, int]] = {}
    for at, content in enumerate(page_streams(data)):
        for mcid, operators in re.findall(r"<</MCID (\d+)>> BDC\n(BT.*?)\nET", content, re.DOTALL):
            pages = found.setdefault(nums[2 * at + 1][int(mcid)].idnum, {})
            pages[at] = pages.get(at, 0) + operators.count("T*") + 1
    yield from ([*pages.values()] for pages in found.values() if len(pages) > 1)


def test_a_paragraph_that_is_divided_keeps_two_lines_on_each_page() -> None:
    divided = [
        lines for count in range(20, 50, 3) for lines in lines_by_page(written(long_cable(count)))
    ]
    assert len(divided) > 20
    assert all(min(lines) >= 2 for lines in divided)


def test_a_heading_stands_with_the_first_lines_after_it() -> None:
    for count in range(20, 50, 3):
        for found in read_tagged(written(long_cable(count))).marked:
            *_, last = (piece.text.strip() for _, piece in sorted(found.items()))
            assert not last.startswith("HEADING")


def test_key_blocks_at_the_end_stay_whole() -> None:
    for paragraphs in range(3, 12):
        cable = attrs.evolve(long_cable(paragraphs), provenance=examples.FULL.provenance)
        tagged = read_tagged(written(cable))
        provenance = bare("".join(r.label.upper() + r.values[0] for r in provenance_rows(cable)))
        on_page = [
            bare("".join(found[mcid].text for mcid in sorted(found))) for found in tagged.marked
        ]
        assert sum(provenance in text for text in on_page) == 1


def test_a_table_of_more_columns_than_fit_is_set_cell_by_cell() -> None:
    cells = tuple(leaf for n in range(120) for leaf in (Cell(f"cell {n}"), Text("|")))
    table = read_tagged(written(Cable((Table((Row(cells),)),)))).document.find("TR")[-1]
    assert [kid.text for kid in table.kids] == [f"cell {n}" for n in range(120)]


@attrs.frozen
class Poem:
    """A block of a plug-in."""

    content: tuple[Leaf, ...]

    @property
    def raw(self) -> str:
        return "".join(leaf.raw for leaf in self.content)


@attrs.frozen
class Star(Leaf):
    """A leaf of a plug-in."""


@attrs.frozen
class Stamp(Marking):
    """A marking of a plug-in."""


def test_foreign_nodes_are_written_by_their_text_and_told() -> None:
    mark = Stamp("(C)", Level.C)
    foreign = (
        Poem((Text("Roses "), Star("*red*"))),
        Poem((mark, Text(" Violets"))),
        attrs.make_class("Bare", {"text": attrs.field(default="No content")}, frozen=True)(),
    )
    flow = Flow(Frame(612, 792), Encoder(font_set()))
    renderer = PdfRenderer(flow, Cable())
    for node in foreign:
        renderer.render(node)
    shown = b" ".join(flow.pages[0])
    assert b"(Roses *red*) Tj" in shown
    assert b"/Span <</E (Confidential)>> BDC (\\(C\\)) Tj" in shown
    assert b"(No content) Tj" in shown
    assert [notice.message for notice in renderer.notices()] == [
        "nodes written as plain text: Bare, Poem, Stamp, Star"
    ]


def test_a_quoted_message_keeps_its_header_in_its_place() -> None:
    quoted = Quoted((Field(FieldKind.ORIGINATOR, (Label("FM"), Text(" "), Text("AMEMBASSY FAR"))),))
    document = read_tagged(written(Cable((quoted,)))).document
    assert [kid.text for kid in document.find("BlockQuote")[0].kids] == ["FM AMEMBASSY FAR"]


def test_parts_that_stand_alone_are_set() -> None:
    cable = Cable(
        (
            Heading((Text("ALONE"),)),
            Heading((Text("  "),)),
            Preformatted((Text("   "),)),
            Paragraph((Number("7.", 7),)),
            Preformatted(
                (Text("a"), PageMarker("PAGE 02"), Furniture("stamp"), LineBreak(), Text("b"))
            ),
            Section(Heading((Text("ONE"),)), (Section(Heading((Text("TWO"),)), ()),)),
        )
    )
    out = io.BytesIO()
    notices = PdfWriter().write(cable, out)
    document = read_tagged(out.getvalue()).document
    assert [n.text.strip() for n in document.find("H2")] == ["ALONE", "ONE"]
    assert [n.text.strip() for n in document.find("H3")] == ["TWO"]
    assert "7." in document.all_text
    assert [notice.message for notice in notices] == [
        "page lines left out of the running text: 1",
        "pieces of text left out that are not the cable's: 1",
    ]


def test_a_mark_over_a_line_end_is_set_on_one_line() -> None:
    mark = PortionMark("(S//REL TO USA,\nAUS)", Level.S, ("REL",), ("USA", "AUS"))
    cable = Cable((Paragraph((Number("1.", 1), Text(" "), mark, Text(" The barge."))),))
    out = io.BytesIO()
    assert NoticeKind.NOT_EXPRESSIBLE not in [n.kind for n in PdfWriter().write(cable, out)]
    (paragraph,) = [n for n in read_tagged(out.getvalue()).document.find("P") if "barge" in n.text]
    assert "(S//REL TO USA, AUS)" in paragraph.text


def test_a_mark_stands_in_the_cell_that_it_heads() -> None:
    content = (Cell("one"), Text("|"), SBU, Cell(" two"), Text("|"), SBU, Cell(""))
    row = read_tagged(written(Cable((Table((Row(content),)),)))).document.find("TR")[-1]
    assert [cell.text.strip() for cell in row.kids] == ["one", "(SBU) two", "(SBU)"]
