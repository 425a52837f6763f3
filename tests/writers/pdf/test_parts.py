"""The parts of the PDF writer: lines, codes, faces, verbatim lines, words for marks, metadata."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from cableconv.errors import EnvironmentFailure, OptionError
from cableconv.model.cable import Cable
from cableconv.model.effective import Basis, OverallMarking
from cableconv.model.leaf import Text
from cableconv.model.markings import Level, PortionMark
from cableconv.writers.level_look import level_look
from cableconv.writers.pdf import PdfOptions, PdfWriter, fonts
from cableconv.writers.pdf.encoding import Encoder, FaceCodes
from cableconv.writers.pdf.fonts import MONO, TEXT, font_set
from cableconv.writers.pdf.icc import srgb_profile
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.lines import Mark, break_lines, fitted, passage, word_widths
from cableconv.writers.pdf.metadata import NO_DATE, describe, xmp_packet
from cableconv.writers.pdf.page import Frame, banner_colour
from cableconv.writers.pdf.syntax import escape, number, printable, stream, text_string
from cableconv.writers.pdf.verbatim import verbatim_block
from cableconv.writers.spoken import spoken
from writers.pdf.tagged import read_tagged

# ---- lines ----


@given(st.lists(st.integers(1, 40), max_size=60), st.integers(1, 120))
def test_lines_hold_all_words_in_order_and_as_many_as_fit(widths: list[int], measure: int) -> None:
    lines = break_lines(widths, 1, measure)
    assert [at for start, end in lines for at in range(start, end)] == list(range(len(widths)))
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        start, end = line
        assert sum(widths[start:end]) - 1 <= measure or end - start == 1
        if after is not None:
            assert sum(widths[start : end + 1]) - 1 > measure


def test_a_mark_is_one_word_and_sticks_where_no_blank_stands() -> None:
    text = passage(["Before ", Mark("(C - ENTIRE TEXT)"), "after ", Mark("(U)"), " end."])
    assert text.words == ["Before", "(C - ENTIRE TEXT)", "after", "(U)", "end."]
    assert set(text.marks) == {1, 3}
    assert text.tight == {1}
    assert text.plain_from == 4


@settings(max_examples=50)
@given(st.lists(st.text("abcW中é ", min_size=1, max_size=80), max_size=6), st.integers(5000, 9000))
def test_words_wider_than_a_line_are_cut_and_none_is_lost(texts: list[str], measure: int) -> None:
    widths = font_set().widths
    text = passage([part for word in texts for part in (word, Mark("(S//REL TO USA, GBR)"))])
    cut = fitted(text, widths, TEXT, measure)
    assert "".join(cut.words).replace(" ", "") == "".join(text.words).replace(" ", "")
    found = word_widths(cut, widths, TEXT)
    assert max(found, default=0) - widths[TEXT].space <= measure + 0.01


# ---- codes ----


def test_ascii_keeps_its_codes_and_others_follow_into_overflow_subsets() -> None:
    codes = FaceCodes()
    assert codes.place(ord("A")) == (0, 65)
    placed = [codes.place(0x400 + n) for n in range(500)]
    assert len(set(placed)) == 500
    assert placed[0] == (0, 127)
    assert {subset for subset, _ in placed} == {0, 1, 2}
    for n, (subset, code) in enumerate(placed):
        assert codes.subsets()[subset][code] == 0x400 + n
    assert [codes.place(0x400 + n) for n in range(500)] == placed


def test_a_face_that_has_the_character_is_taken_in_its_place() -> None:
    encoder = Encoder(font_set())
    shown = encoder.show(TEXT, "a≤b", 10)
    assert shown == b"(a) Tj /T 10 Tf (\x7f) Tj /R 10 Tf (b) Tj"


@pytest.mark.usefixtures("no_scripts")
def test_scripts_that_need_shaping_are_shown_by_code_point() -> None:
    encoder = Encoder(font_set())
    assert b"[U+0645]" in encoder.show(TEXT, "م", 10)
    assert encoder.missing == {"م": 1}


@pytest.mark.usefixtures("no_scripts")
def test_a_width_is_what_is_shown() -> None:
    widths = font_set().widths[TEXT]
    assert widths.alone("中") == pytest.approx(sum(widths.alone(c) for c in "[U+4E2D]"))
    assert widths.alone("\u200b") == 0
    assert widths.of("a b") == pytest.approx(widths["a"] + widths.alone("b"))


# ---- faces ----


@pytest.fixture
def han_font(tmp_path: Path) -> Path:
    """A TrueType file of 2,048 units to the em with one Chinese character."""
    pen = TTGlyphPen(None)
    for at, point in enumerate([(100, 0), (100, 1500), (1900, 1500), (1900, 0)]):
        (pen.moveTo if at == 0 else pen.lineTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "han"])
    builder.setupCharacterMap({0x20: "space", 0x4E2D: "han"})
    builder.setupGlyf({".notdef": square, "space": TTGlyphPen(None).glyph(), "han": square})
    builder.setupHorizontalMetrics({".notdef": (2048, 0), "space": (2048, 0), "han": (2048, 100)})
    builder.setupHorizontalHeader(ascent=1600, descent=-400)
    builder.setupNameTable({"familyName": "Han", "styleName": "Regular", "psName": "Han-Regular"})
    builder.setupOS2(sTypoAscender=1600, usWinAscent=1600, usWinDescent=400, sCapHeight=1500)
    builder.setupPost()
    path = tmp_path / "han.ttf"
    builder.save(path)
    return path


@pytest.mark.usefixtures("no_scripts")
def test_a_named_file_lends_its_characters(han_font: Path) -> None:
    import page  # noqa: PLC0415 - the validator is needed here only

    out = io.BytesIO()
    cable = Cable((examples.numbered(1, examples.C, Text(" 中文")),))
    (notice,) = PdfWriter(PdfOptions(fonts=str(han_font))).write(cable, out)
    assert "1 (U+6587)" in notice.message
    assert "中文" in read_tagged(out.getvalue()).document.all_text
    for profile in ("2a", "ua1"):
        report = page.validate_pdf_bytes(out.getvalue(), profile=profile)
        assert report.is_compliant, str(report)


def test_a_missing_package_is_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FILES, "Z", ("fontpkg_of_nobody", "None.ttf"))
    with pytest.raises(EnvironmentFailure, match="fontpkg_of_nobody cannot be loaded"):
        fonts._built_in("Z")


# ---- verbatim lines ----


def _verbatim(*lines: str, room: float = 428.0) -> tuple[list[str], float, frozenset[int]]:
    flow = Flow(Frame(612, 792), Encoder(font_set()))
    block = verbatim_block(flow, [[line] for line in lines], 9, room)
    texts = ["".join(block.text.words[start:end]) for start, end in block.lines]
    return texts, block.style.size, block.turned


def test_lines_that_fit_stand_as_they_are() -> None:
    assert _verbatim("a  b", "", "\tc") == (["a  b", "", "        c"], 9, frozenset())


def test_a_line_too_wide_makes_all_lines_smaller() -> None:
    texts, size, turned = _verbatim("x" * 100)
    assert texts == ["x" * 100]
    assert 6 < size < 9
    assert not turned


def test_a_line_far_too_wide_is_turned_over_after_a_blank() -> None:
    texts, size, turned = _verbatim("word  " * 60 + "x" * 300)
    assert size == 6
    assert "".join(texts) == "word  " * 60 + "x" * 300
    assert texts[0].endswith(" ")
    assert turned == frozenset(range(1, len(texts)))


@given(st.lists(st.text(" ab中\t", max_size=400), max_size=3), st.floats(20, 400))
@settings(max_examples=40, deadline=None)
def test_no_character_of_a_verbatim_line_is_lost(lines: list[str], room: float) -> None:
    texts, size, _ = _verbatim(*lines, room=room)
    assert "".join(texts) == "".join(line.expandtabs(8) for line in lines)
    widths = font_set().widths[MONO]
    assert all(widths.of(t) * size <= room * 1000 + 0.01 for t in texts if len(t) > 1)


# ---- words for marks ----


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (examples.C, "Confidential"),
        (examples.S_NF, "Secret, not releasable to foreign nationals"),
        (examples.SBU, "Sensitive but unclassified"),
        (PortionMark("(LOU)", Level.U, ("LOU",)), "Limited official use"),
        (PortionMark("(U//FOUO)", Level.U, ("FOUO",)), "Unclassified, for official use only"),
        (PortionMark("(S)", Level.S, ("REL",), ("USA", "GBR")), "Secret, releasable to USA, GBR"),
        (PortionMark("(C-ENTIRE TEXT)", Level.C, entire_text=True), "Confidential, entire text"),
        (PortionMark("(XYZ)", None, ("XYZ",)), "XYZ"),
        (PortionMark("(?)", None), ""),
    ],
)
def test_marks_are_spoken_in_full(mark: PortionMark, words: str) -> None:
    assert spoken(mark) == words


def test_the_colour_of_a_banner_is_that_of_its_level() -> None:
    marking = OverallMarking("", Level.TS, ("SI",), Basis.STATED)
    wanted = [part / 255 for part in bytes.fromhex(level_look(marking).on_white)]
    assert list(map(float, banner_colour(marking).split())) == pytest.approx(wanted, abs=0.005)


# ---- metadata, profile, syntax ----


def test_the_date_is_the_cables_then_the_environments_then_fixed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert describe(examples.UNMARKED).created == NO_DATE
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert describe(examples.UNMARKED).created == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    assert describe(examples.FULL).created == dt.datetime(2006, 2, 14, 15, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("epoch", ["soon", "-1", "9" * 30, "1.5"])
def test_an_epoch_that_is_no_time_is_an_error(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(OptionError, match="SOURCE_DATE_EPOCH"):
        PdfWriter().write(examples.FULL, io.BytesIO())


def test_metadata_names_what_the_cable_states() -> None:
    packet = xmp_packet(describe(examples.FULL), level="3a", lang="en-US").decode()
    for words in (
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">(U) AN EXAMPLE SUBJECT',
        "<rdf:li>AMEMBASSY EXAMPLEVILLE</rdf:li>",
        "<dc:identifier>06EXAMPLEVILLE123</dc:identifier>",
        "<xmp:CreateDate>2006-02-14T15:30:00Z</xmp:CreateDate>",
        "<pdf:Keywords>PREL, PGOV, XX</pdf:Keywords>",
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert words in packet
    assert "creator" not in xmp_packet(describe(examples.UNMARKED), level="2a", lang="en").decode()


def test_the_profile_is_an_rgb_display_profile_of_its_own_length() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[12:24] == b"mntrRGB XYZ "
    assert profile[36:40] == b"acsp"
    count = int.from_bytes(profile[128:132], "big")
    assert count == 10
    for at in range(count):
        entry = profile[132 + 12 * at : 144 + 12 * at]
        offset, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        assert offset % 4 == 0
        assert offset + size <= len(profile)


def test_the_white_of_the_profile_is_that_of_its_primaries() -> None:
    columns = [(0.436066, 0.222488, 0.013916), (0.385147, 0.716873, 0.097076),
               (0.143066, 0.060608, 0.714096)]  # fmt: skip
    white = [sum(column[row] for column in columns) for row in range(3)]
    assert white == pytest.approx([0.9642, 1.0, 0.8249], abs=0.001)


def test_a_stream_whose_data_ends_in_a_carriage_return_keeps_its_length() -> None:
    assert stream(b"", b"data\r") == b"<</Length 5>>\nstream\ndata\r\r\nendstream"


def test_syntax() -> None:
    assert escape(b"a(b)\\\r\n") == b"a\\(b\\)\\\\\\r\\n"
    assert number(1 / 3) == b"0.33"
    assert number(1e-9) == b"0"
    assert number(468.0) == b"468"
    assert text_string("a(b") == b"(a\\(b)"
    assert text_string("é") == b"<FEFF00E9>"
    assert printable("a\x00b\udc80\ufffe") == "a b[U+DC80][U+FFFE]"
