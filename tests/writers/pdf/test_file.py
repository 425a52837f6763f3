"""The file: metadata, fonts, options, banners, same bytes, cost."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

import examples
from cableconv.errors import OptionError
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Paragraph,
    Preformatted,
    Row,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import Cell, LineBreak, Text
from cableconv.model.markings import Banner, Level
from cableconv.notices import NoticeKind
from cableconv.writers.pdf import PdfOptions, PdfWriter
from writers.pdf.cases import ALL, LONG_BANNER, SENTENCE, UGLY, long_cable
from writers.pdf.checks import (
    assert_valid,
    bare,
    page_streams,
    written,
)
from writers.pdf.tagged import read_tagged


def test_title_language_dates_and_page_labels() -> None:
    reader = read_tagged(written(examples.FULL, lang="fr")).reader
    assert str(reader.root_object["/Lang"]) == "fr"
    assert str(reader.root_object["/ViewerPreferences"]) == "{'/DisplayDocTitle': True}"
    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True}"
    assert reader.page_labels == ["1", "2"]
    info = reader.metadata
    assert info is not None
    assert info.title == "(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    assert info.author == "AMEMBASSY EXAMPLEVILLE"
    assert str(info["/CreationDate"]) == "D:20060214153000Z"
    assert [str(found["/Tabs"]) for found in reader.pages] == ["/S", "/S"]


def test_bookmarks_lead_to_title_and_headings() -> None:
    reader = read_tagged(written(examples.FULL)).reader
    title, below = reader.outline
    assert title["/Title"] == "(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"  # type: ignore[call-overload]
    assert [entry["/Title"] for entry in below] == [  # type: ignore[call-overload]
        "A HEADING",
        "(U) Comment",
        "Classification authority",
        "Message lines as received",
        "Source of this copy",
    ]


def test_bookmarks_lead_to_the_lines_of_their_words() -> None:
    cable = long_cable(30)
    data = written(cable)
    tagged = read_tagged(data)
    outline = tagged.reader.outline
    entries = [outline[0], *outline[1]]
    assert len(entries) > 10
    for entry in entries:
        page = tagged.reader.get_destination_page_number(entry)
        lines = [piece.text.strip() for piece in tagged.marked[page or 0].values()]
        assert any(str(entry["/Title"]) in line for line in lines)
        assert 72 < float(entry["/Top"]) <= 792 - 84 + 12


def test_all_fonts_are_embedded_subsets() -> None:
    data = written(UGLY)
    assert b"Helvetica" not in data
    for found in read_tagged(data).reader.pages:
        for font in found["/Resources"]["/Font"].values():  # type: ignore[index]
            font = font.get_object()  # noqa: PLW2901 - the same font
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
            (below,) = font.get("/DescendantFonts", [font])
            assert {"/FontFile2", "/FontFile3"} & set(below.get_object()["/FontDescriptor"])


@pytest.mark.usefixtures("no_scripts")
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


def test_a_cable_without_marking_says_so_in_grey() -> None:
    content = next(page_streams(written(examples.UNMARKED)))
    assert "No classification marking" in content
    assert "0.15 0.15 0.15 rg" in content


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


@pytest.mark.timing
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
