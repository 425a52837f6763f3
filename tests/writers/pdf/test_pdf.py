"""The PDF writer as a whole: nothing lost, marks in place, standards kept, same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import attrs
import page
import pytest
from hypothesis import HealthCheck, given, settings

import examples
import strategies
from cableconv.errors import OptionError
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
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
    reading_text,
    without_banners,
)
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Cell, Furniture, Label, Leaf, LineBreak, Number, Text
from cableconv.model.markings import Banner, Level, Marking
from cableconv.model.walk import iter_blocks
from cableconv.notices import NoticeKind
from cableconv.options import changed
from cableconv.writers.base import Writer
from cableconv.writers.keyblock import key_rows, provenance_rows, transmission_lines
from cableconv.writers.pdf import PdfOptions, PdfWriter
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import font_set, invisible
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.page import Frame
from cableconv.writers.pdf.render import PdfRenderer
from cableconv.writers.pdf.spoken import spoken
from writers.pdf.cases import ALL, LONG_BANNER, SENTENCE, UGLY, WIDE, long_cable
from writers.pdf.tagged import Node, Tagged, read_tagged


def written(cable: Cable, **options: str) -> bytes:
    out = io.BytesIO()
    PdfWriter(changed(PdfOptions(), options, writer="pdf")).write(cable, out)
    return out.getvalue()


def bare(text: str) -> str:
    """Text without blanks, and with what the page shows for characters that PDF text lacks."""
    shown = (
        f"[U+{ord(char):04X}]" if re.match("[\ud800-\udfff\ue000-\uf8ff]", char) else char
        for char in text
        if not char.isspace() and not invisible(char)
    )
    return "".join(f"[U+{ord(c):04X}]" if len(c) == 1 and _no_character(c) else c for c in shown)


def _no_character(char: str) -> bool:
    point = ord(char)
    return point >= 0xF0000 or point & 0xFFFE == 0xFFFE


def own_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of each block of the body without that of the blocks inside it, in order."""
    quoted: set[int] = set()
    for block in iter_blocks(blocks):
        if isinstance(block, Quoted):
            quoted.update(id(b) for b in iter_blocks(block.blocks))
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)
        elif isinstance(block, Paragraph):
            yield reading_text(without_banners(block.content))
        elif isinstance(block, Field):
            if id(block) in quoted:
                yield block.text
        elif not isinstance(block, (Section, Quoted, Rule, PageBreak, Paratext)):
            yield block_text(block)


def assert_in_order(texts: Iterator[str], whole: str) -> None:
    at = 0
    for text in texts:
        found = whole.find(bare(text), at)
        assert found >= 0, f"lost: {text[:200]!r}"
        at = found + len(bare(text))


def assert_valid(data: bytes, *profiles: str) -> None:
    for profile in profiles:
        report = page.validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, [str(failure) for failure in report.failures[:5]]


def assert_tree_and_pages_agree(tagged: Tagged) -> None:
    """Each piece of content belongs to one element, and the parent tree names that element."""
    root = tagged.reader.root_object["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]  # type: ignore[index]
    claimed: dict[tuple[int, int], int] = {}
    pages = {p.indirect_reference.idnum: n for n, p in enumerate(tagged.reader.pages)}  # type: ignore[union-attr]

    def walk(reference: object, parent: int | None) -> None:
        element = reference.get_object()  # type: ignore[attr-defined]
        number = reference.idnum  # type: ignore[attr-defined]
        if parent is not None:
            assert element.raw_get("/P").idnum == parent
        kids = element.get("/K", [])
        own = pages[element.raw_get("/Pg").idnum] if "/Pg" in element else -1
        for kid in kids if isinstance(kids, list) else [element.raw_get("/K")]:
            target = kid.get_object()
            if isinstance(target, int):
                place = (own, int(target))
            elif target.get("/Type") == "/MCR":
                place = (pages[target.raw_get("/Pg").idnum], int(target["/MCID"]))
            else:
                walk(kid, number)
                continue
            assert place not in claimed
            claimed[place] = number

    walk(root.raw_get("/K"), None)  # type: ignore[attr-defined]
    named = {
        (int(nums[at]), mcid): element.idnum
        for at in range(0, len(nums), 2)
        for mcid, element in enumerate(nums[at + 1])
    }
    on_pages = {(n, mcid) for n, found in enumerate(tagged.marked) for mcid in found}
    assert claimed == named
    assert set(claimed) == on_pages
    assert [int(str(p["/StructParents"])) for p in tagged.reader.pages] == list(range(len(pages)))


@pytest.fixture(scope="module", params=ALL)
def case(request: pytest.FixtureRequest) -> tuple[Cable, bytes, Tagged]:
    cable = ALL[request.param]
    data = written(cable)
    return cable, data, read_tagged(data)


def test_it_is_a_writer() -> None:
    assert isinstance(PdfWriter(), Writer)


def test_every_block_is_read_back_in_order(case: tuple[Cable, bytes, Tagged]) -> None:
    cable, _, tagged = case
    assert_in_order(own_texts(cable.blocks), bare(tagged.document.all_text))


def test_key_block_lines_received_and_provenance_are_read_back(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    tables = [bare(node.all_text) for node in tagged.document.find("Table")]
    rows = key_rows(cable)
    if rows:
        expected = "".join(bare(row.label.upper() + "".join(row.values)) for row in rows)
        assert tables[0] == expected
    whole = bare(tagged.document.all_text)
    assert_in_order(iter(transmission_lines(cable)), whole)
    assert_in_order((v for row in provenance_rows(cable) for v in row.values), whole)


def test_every_mark_stands_before_its_text_and_is_spoken(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    whole = bare(tagged.document.all_text)
    expanded = [words for node in tagged.document.walk() for words in node.spoken]
    for block in iter_blocks(cable.blocks):
        if isinstance(block, (Paragraph, Item)) and block.portion_mark:
            own = reading_text(without_banners(block.content))
            mark = bare(block.portion_mark.raw)
            head, _, rest = bare(own).partition(mark)
            assert head + mark + rest[:80] in whole
            assert spoken(block.portion_mark) in expanded or len(mark) > 80


def test_the_banner_stands_at_the_top_and_foot_of_each_page(
    case: tuple[Cable, bytes, Tagged],
) -> None:
    cable, _, tagged = case
    banner = bare(overall_marking(cable).text)
    for artifacts in tagged.artifacts:
        assert bare(artifacts[0]) == banner
        assert bare(artifacts[-1]).endswith(banner)
        assert sum(text.count(overall_marking(cable).text) for text in artifacts[1:-1]) == 0


def test_the_footer_counts_pages(case: tuple[Cable, bytes, Tagged]) -> None:
    _, _, tagged = case
    pages = len(tagged.artifacts)
    for number, artifacts in enumerate(tagged.artifacts, 1):
        assert f"Page {number} of {pages}" in artifacts[-1]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("level", ["2a", "3a"])
def test_it_conforms_to_pdf_a_and_pdf_ua(name: str, level: str) -> None:
    assert_valid(written(ALL[name], pdfa=level), level, "ua1")


def test_structure_tree_parent_tree_and_content_agree(case: tuple[Cable, bytes, Tagged]) -> None:
    assert_tree_and_pages_agree(case[2])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_any_cable_is_valid_and_loses_nothing(cable: Cable) -> None:
    data = written(cable)
    tagged = read_tagged(data)
    assert_in_order(own_texts(cable.blocks), bare(tagged.document.all_text))
    assert_tree_and_pages_agree(tagged)
    assert_valid(data, "2a", "ua1")


def test_pdftotext_finds_every_word_of_a_long_cable() -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is missing: install poppler-utils to test extraction by poppler")
    cable = ALL["long"]
    done = subprocess.run(
        [program, "-raw", "-", "-"], input=written(cable), capture_output=True, check=True
    )
    banner = overall_marking(cable).text
    lines = [
        line
        for line in re.split("[\n\f]", done.stdout.decode("utf-8"))
        if line != banner and not re.search(r"Page \d+ of \d+$", line)
    ]
    words = " ".join(" ".join(lines).split())
    for paragraph in cable.paragraphs:
        assert " ".join(block_text(paragraph).split()) in words
    assert banner in done.stdout.decode("utf-8")


# ---- structure ----


def outline(node: Node) -> list[str]:
    return [node.tag for node in node.walk() if node.tag not in ("TR", "TH", "TD", "Table")]


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
        "Provenance",
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
        (NoticeKind.OMITTED, "left out of the PDF: 2 page lines")
    ]


def test_text_that_is_not_the_cables_is_left_out_and_counted() -> None:
    out = io.BytesIO()
    (notice,) = PdfWriter().write(examples.REPRINT, out)
    assert "Other headlines" not in read_tagged(out.getvalue()).document.all_text
    assert notice.message == "left out of the PDF: 2 pieces of text that is not the cable's"


def test_verbatim_lines_keep_their_blanks() -> None:
    whole = read_tagged(written(WIDE)).document.all_text
    assert "A" + "." * 40 + " 12 " in whole
    assert "  (U)  indented   columns       here" in whole


def test_no_line_of_a_page_lies_outside_its_type_area() -> None:
    for cable in (ALL["long"], ALL["addressees"], WIDE):
        for content in map(str, page_streams(written(cable))):
            heights = [float(y) for y in re.findall(r"1 0 0 1 [\d.-]+ ([\d.]+) Tm", content)]
            inner = [y for y in heights if y not in (746, 43, 30)]
            assert min(inner) >= 72
            assert max(inner) <= 792 - 84


def page_streams(data: bytes) -> Iterator[str]:
    for found in read_tagged(data).reader.pages:
        yield found["/Contents"].get_object().get_data().decode("latin-1")  # type: ignore[union-attr]


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


# ---- the file ----


def test_title_language_dates_and_page_labels() -> None:
    reader = read_tagged(written(examples.FULL, lang="fr")).reader
    assert str(reader.root_object["/Lang"]) == "fr"
    assert str(reader.root_object["/ViewerPreferences"]) == "{'/DisplayDocTitle': True}"
    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True}"
    assert reader.page_labels == ["1", "2"]
    info = reader.metadata
    assert info is not None
    assert info.title == "AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    assert info.author == "AMEMBASSY EXAMPLEVILLE"
    assert str(info["/CreationDate"]) == "D:20060214153000Z"
    assert [str(found["/Tabs"]) for found in reader.pages] == ["/S", "/S"]


def test_bookmarks_lead_to_title_and_headings() -> None:
    reader = read_tagged(written(examples.FULL)).reader
    title, below = reader.outline
    assert title["/Title"] == "AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"  # type: ignore[call-overload]
    assert [entry["/Title"] for entry in below] == [  # type: ignore[call-overload]
        "A HEADING",
        "(U) Comment",
        "Classification authority",
        "Message lines as received",
        "Provenance",
    ]


def test_all_fonts_are_embedded_subsets() -> None:
    data = written(UGLY)
    assert b"Helvetica" not in data
    for found in read_tagged(data).reader.pages:
        for font in found["/Resources"]["/Font"].values():  # type: ignore[index]
            font = font.get_object()  # noqa: PLW2901 - the same font
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"]


def test_characters_that_no_face_has_are_shown_by_code_point_and_told() -> None:
    out = io.BytesIO()
    cable = Cable((examples.numbered(1, examples.C, Text(" 中文 and 中 are\u200b one.")),))
    notices = PdfWriter().write(cable, out)
    assert [n.message for n in notices] == [
        "characters that no font holds are shown by their code point: 3 (U+4E2D, U+6587)",
        "characters without a visible form are not shown: 1 (U+200B)",
    ]
    assert {n.kind for n in notices} == {NoticeKind.NOT_EXPRESSIBLE}
    (content,) = page_streams(out.getvalue())
    assert "/Span <</ActualText <FEFF4E2D6587>>> BDC ([U+4E2D][U+6587]) Tj EMC" in content


def test_page_size_is_an_option() -> None:
    box = read_tagged(written(examples.FULL, page="a4")).reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == (595.28, 841.89)
    assert_valid(written(examples.FULL, page="a4"), "2a", "ua1")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"page": "a5"}, "cannot be 'a5'"),
        ({"pdfa": "1a"}, "cannot be '1a'"),
        ({"lang": "en US"}, "cannot be 'en US'"),
        ({"fonts": "/no/such.ttf"}, "/no/such.ttf cannot be used"),
    ],
)
def test_unknown_values_of_options_are_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        PdfWriter(PdfOptions(**options)).write(examples.UNMARKED, io.BytesIO())  # type: ignore[arg-type]


def test_a_long_banner_is_broken_into_lines_that_fit() -> None:
    tagged = read_tagged(written(LONG_BANNER))
    assert "COUNTRY24" in tagged.artifacts[0][0]
    content = next(page_streams(written(LONG_BANNER)))
    left = [float(x) for x in re.findall(r"1 0 0 1 ([\d.-]+) [\d.]+ Tm", content)]
    assert min(left) >= 72


def test_a_banner_of_hundreds_of_countries_leaves_room_for_text() -> None:
    banner = Banner("S", Level.S, ("REL",), tuple(f"COUNTRY{n}" for n in range(600)))
    cable = Cable((Field(FieldKind.CLASSIFICATION, (banner,)), *ALL["long"].blocks))
    tagged = read_tagged(written(cable))
    assert len(tagged.marked) < 40
    assert bare(overall_marking(cable).text) == bare(tagged.artifacts[0][0])
    for content in page_streams(written(cable)):
        places = [tuple(map(float, p)) for p in re.findall(r"1 0 0 1 (\S+) (\S+) Tm", content)]
        assert all(0 <= x <= 540 and 15 <= y <= 792 - 15 for x, y in places)


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
        f"{count} {name} written as plain text: the PDF writer does not know it"
        for count, name in ((2, "Poem"), (1, "Star"), (1, "Stamp"), (1, "Bare"))
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
    (notice,) = PdfWriter().write(cable, out)
    document = read_tagged(out.getvalue()).document
    assert [n.text.strip() for n in document.find("H2")] == ["ALONE", "ONE"]
    assert [n.text.strip() for n in document.find("H3")] == ["TWO"]
    assert "7." in document.all_text
    assert "1 page line and 1 piece of text that is not the cable's" in notice.message


def test_a_cable_without_marking_says_so_in_grey() -> None:
    content = next(page_streams(written(examples.UNMARKED)))
    assert "No classification marking" in content
    assert "0 .42 .2 rg" not in content
    assert ".33 .33 .33 rg" in content


# ---- same input, same bytes ----

_PROGRAM = """
import hashlib, io, sys
from writers.pdf.cases import ALL
from cableconv.writers.pdf import PdfWriter
for name, cable in ALL.items():
    out = io.BytesIO()
    PdfWriter().write(cable, out)
    print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop().splitlines()) == len(ALL)


def test_the_file_identifier_is_of_the_content() -> None:
    one = written(Cable((examples.numbered(1, examples.C, Text(" One.")),)))
    two = written(Cable((examples.numbered(1, examples.C, Text(" Two.")),)))
    pattern = re.compile(rb"\[<([0-9a-f]{32})><\1>\]")
    assert pattern.search(one)[1] != pattern.search(two)[1]  # type: ignore[index]


def test_listing_the_writer_loads_no_reportlab() -> None:
    code = "import sys, cableconv.writers.pdf; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "block",
    [
        lambda n: Paragraph((Text(" ".join([SENTENCE] * n)),)),
        lambda n: Paragraph((Text("x" * 160 * n),)),
        lambda n: Preformatted((Text("C 12\t" * 32 * n),)),
        lambda n: Preformatted(tuple(x for _ in range(n) for x in (Text(SENTENCE), LineBreak()))),
        lambda n: Table(tuple(Row((Cell(SENTENCE), Text("|"), Cell("x"))) for _ in range(n))),
        lambda n: Table((Row(tuple(Cell(f"{c} {SENTENCE}") for c in range(n))),)),
    ],
    ids=["prose", "word", "wide line", "lines", "rows", "columns"],
)
def test_time_grows_with_length_only(block: Callable[[int], Block]) -> None:
    def cost(size: int) -> float:
        best = 99.0
        for _ in range(2):
            start = time.process_time()
            written(Cable((block(size),)))
            best = min(best, time.process_time() - start)
        return best

    written(examples.UNMARKED)
    # Four times the length may take some more than four times as long, but not sixteen times.
    assert cost(2400) < 9 * cost(600) + 0.05
