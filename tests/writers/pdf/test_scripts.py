"""Arabic, Hebrew, Chinese and other scripts: drawn, shaped, in their order, and copied right."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from cableconv.errors import EnvironmentFailure, OptionError
from cableconv.model.blocks import Paragraph, Preformatted
from cableconv.model.cable import Cable
from cableconv.model.leaf import LineBreak, Text
from cableconv.notices import Notice
from cableconv.verify import verify
from cableconv.writers.pdf import PdfOptions, PdfWriter, bidi, fonts, shaping
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import TEXT, font_set
from cableconv.writers.pdf.lines import Mark, between_ideographs, passage
from validators import verapdf
from writers.pdf.checks import assert_valid, page_streams
from writers.pdf.tagged import read_tagged

ARABIC = "قال الوزير (أمس) إن المفاوضات مستمرة منذ 12 مايو 2009، والسفارة ستقدم تقريرا."
HEBREW = "שר החוץ אמר (אתמול) שהשיחות נמשכות"
CHINESE = (
    "外交部发言人表示，双方将继续就边界问题进行磋商。「引用」もあります。한국어 문장도 있습니다."
)
PERSIAN = "می\u200cخواهم"
MIXED = f"The minister ({ARABIC[4:10]}) said '{HEBREW}' and 中文; then he left."
ALL = (ARABIC, HEBREW, CHINESE, PERSIAN, MIXED)

CABLE = Cable(
    (
        *(examples.numbered(n, examples.C, Text(f" {text} ")) for n, text in enumerate(ALL, 1)),
        *(Paragraph((Text(f"{text} " * 8),)) for text in ALL),
        Preformatted((Text("اسم   Name   中文"), LineBreak(), Text("  שם"))),
    ),
    mrn="06SCRIPTS1",
)


def made(cable: Cable, **options: str) -> tuple[bytes, list[Notice]]:
    out = io.BytesIO()
    notices = PdfWriter(PdfOptions(**options)).write(cable, out)  # type: ignore[arg-type]
    return out.getvalue(), notices


def test_all_are_drawn_and_read_back() -> None:
    data, notices = made(CABLE)
    assert notices == []
    assert_valid(data, "2a", "ua1")
    assert verify(data, CABLE, "pdf") == []
    whole = read_tagged(data).document.all_text
    for text in ALL:
        assert text in whole
    assert "[U+" not in "".join(page_streams(data))


@pytest.mark.tools
def test_verapdf_takes_them_with_both_kinds_of_outlines(tmp_path: Path) -> None:
    verapdf.needed()
    path = tmp_path / "scripts.pdf"
    path.write_bytes(made(CABLE)[0])
    assert b"/CIDFontType0C" in path.read_bytes()
    assert b"/CIDFontType2" in path.read_bytes()
    assert verapdf.run([path], ["2a", "ua1"]) == {path: ()}


def test_poppler_takes_out_hebrew_and_chinese_as_they_are_read() -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is missing: install poppler-utils to test extraction by poppler")
    cable = Cable((Paragraph((Text("See שלום and 中文字."),)),))
    done = subprocess.run(
        [program, "-", "-"], input=made(cable)[0], capture_output=True, check=True
    )
    text = re.sub("[\u200e\u200f\u202a-\u202e]", "", done.stdout.decode("utf-8"))
    assert "שלום" in text
    assert "中文字" in text


def glyphs(text: str) -> list[int]:
    found = font_set()
    key = next(key for key in found.scripts if found.has(key, text[0]))
    return [glyph.number for glyph in found.script(key).shaped(text, True)]  # noqa: FBT003


def test_letters_are_joined() -> None:
    (alone,) = glyphs("ب")
    word = glyphs("ببب")
    assert len({*word, alone}) == 4
    widths = font_set().widths[TEXT]
    assert widths.alone("ببب") != pytest.approx(3 * widths.alone("ب"))


def test_a_line_ends_where_its_width_says() -> None:
    encoder = Encoder(font_set())
    widths = encoder.fonts.widths[TEXT]
    for text in ALL:
        shown = encoder.show(TEXT, text, 10)
        total = widths.of(text)
        assert pen_after(shown, encoder) == pytest.approx(total, abs=12)


def pen_after(shown: bytes, encoder: Encoder) -> float:
    """Where the pen stands after a line, in thousandths: widths of codes less moves."""
    wide = {}
    for key, codes in encoder.glyphs.items():
        face = encoder.fonts.script(key)
        wide[key] = {code: face.width_of(glyph) for code, glyph, _ in codes.items()}
    points = {code: point for point, code in encoder.codes[TEXT].main.items()}
    face = encoder.fonts.face(TEXT)
    key, pen = TEXT, 0.0
    token = re.compile(
        rb"/(\w+) [\d.]+ Tf|<FEFF[^>]*>|<([0-9A-F]+)>|\(((?:\\.|[^\\)])*)\)|(-?[\d.]+)"
    )
    text = re.sub(rb"/Span <<.*?>> BDC|EMC|\S+ Ts", b"", shown)
    for font, codes, literal, move in token.findall(text):
        if font:
            key = font.decode()
        elif codes:
            pen += sum(wide[key][int(codes[at : at + 4], 16)] for at in range(0, len(codes), 4))
        elif move:
            pen -= float(move)
        else:
            plain = re.sub(rb"\\(.)", rb"\1", literal)
            pen += sum(face.getCharWidth(points[code]) for code in plain)
    return pen


def test_a_paragraph_from_right_to_left_stands_at_the_right() -> None:
    (content,) = page_streams(made(Cable((Paragraph((Text(HEBREW * 5),)),)))[0])
    lines = re.findall(r"1 0 0 1 (\S+) \S+ Tm\n(?=[^\n]*/XB )", content)
    assert len(lines) > 1
    assert all(float(left) > 112 for left in lines)
    assert float(lines[-1]) > float(lines[0]) + 20


# ---- levels and order ----


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("ab אב", False, [0, 0, 0, 1, 1]),
        ("ab אב ", False, [0, 0, 0, 1, 1, 0]),
        ("אב 12", True, [1, 1, 1, 2, 2]),
        ("אב (גד)", True, [1, 1, 1, 1, 1, 1, 1]),
        ("a\u200bא\u200c", False, [0, 0, 1, 1]),
        ("\u2067א\u2069b", False, [0, 1, 0, 0]),
        ("", False, []),
    ],
)
def test_levels(text: str, rtl: bool, expected: list[int]) -> None:  # noqa: FBT001
    assert bidi.levels(text, rtl=rtl) == expected


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 1], [2, 1, 0]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([2, 2], [0, 1]),
        ([0, 1, 2, 1, 0], [0, 3, 2, 1, 4]),
    ],
)
def test_visual_order(levels: list[int], order: list[int]) -> None:
    assert bidi.visual_order(levels) == order


@given(
    st.text(alphabet="ab1אבع،() \u200f\u202e\u202c\u2067\u2069\u0301中", max_size=60), st.booleans()
)
@settings(max_examples=200, deadline=None)
def test_every_character_has_a_level_and_every_part_a_place(text: str, rtl: bool) -> None:  # noqa: FBT001
    found = bidi.levels(text, rtl=rtl)
    assert len(found) == len(text)
    assert sorted(bidi.visual_order(found)) == list(range(len(text)))


@given(st.text(alphabet="ab1אבעا،لا() \u200c\u200f\u0301\u064b中文。「", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_mixture_loses_nothing(text: str) -> None:
    cable = Cable((Paragraph((Text(f"x{text}y"),)),))
    data, _ = made(cable)
    assert verify(data, cable, "pdf") == []


@pytest.mark.parametrize("text", ["א\x08   12", "א(\x08)", "א\ufffe\U0001ffff(", "א \x0b"])
def test_what_has_no_ink_is_not_said(text: str) -> None:
    cable = Cable((Preformatted((Text(text),)), Paragraph((Text(text),))))
    data, _ = made(cable)
    assert verify(data, cable, "pdf") == []
    assert_valid(data, "2a", "ua1")


def test_brackets_are_turned() -> None:
    assert bidi.mirrored("(a[") == "]a)"


# ---- lines of Chinese and Japanese ----


def test_a_line_may_end_between_ideographs_but_not_before_a_closing_sign() -> None:
    text = between_ideographs(passage(["说「你好」。ok 中文abc、"]))
    assert list(text.words) == ["说", "「你", "好」。", "ok", "中", "文", "abc、"]
    assert sorted(text.tight) == [0, 1, 2, 4, 5]


@given(st.text(alphabet="a中「」、。 é", max_size=40), st.sampled_from(["", "(C)"]))
def test_no_sign_is_lost_between_ideographs(text: str, mark: str) -> None:
    before = passage([Mark(mark), f" {text}"] if mark else [text])
    after = between_ideographs(before)
    assert joined(after.words, after.tight) == joined(before.words, before.tight)
    assert list(after.marks) == list(before.marks)


def joined(words: object, tight: frozenset[int]) -> str:
    parts = list(words)  # type: ignore[call-overload]
    return "".join(word + ("" if at in tight else " ") for at, word in enumerate(parts))


# ---- fonts that users name ----


def test_a_face_of_a_collection_is_named_by_its_number() -> None:
    (path, _) = fonts._installed()[-1]
    assert path.endswith(".ttc")
    names = [font_set((f"{path}#{n}",)).script("XA").name for n in range(4)]
    assert names == [f"NotoSansCJK{lang}-Regular" for lang in ("jp", "kr", "sc", "tc")]
    assert font_set((path,)).script("XA").name == "NotoSansCJKjp-Regular"
    data, _ = made(Cable((Paragraph((Text("中文"),)),)), fonts=f"{path}#0")
    assert b"+NotoSansCJKjp-Regular" in data


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be used"), (b"no font", "no OpenType font"), (b"", "no OpenType font")],
)
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "a.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OptionError, match=message):
        made(examples.UNMARKED, fonts=str(path))


def test_a_font_that_must_not_be_embedded_is_refused(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a tool of developers

    font = TTFont(fonts._installed()[0][0])
    font["OS/2"].fsType = 2
    path = tmp_path / "a.ttf"
    font.save(path)
    with pytest.raises(OptionError, match="forbids embedding"):
        made(examples.UNMARKED, fonts=str(path))


def test_without_the_extra_a_named_font_is_an_error_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shaping, "is_available", lambda: False)
    with pytest.raises(EnvironmentFailure, match="HarfBuzz is not installed") as caught:
        shaping.ScriptFace("a.ttf")
    assert "cableconv[scripts]" in str(caught.value.hint)


def test_without_the_extra_no_face_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "is_available", lambda: False)
    assert fonts._installed.__wrapped__() == ()


def test_no_face_is_loaded_for_latin_text() -> None:
    code = (
        "import sys, cableconv as cc, examples\n"
        "cc.dumps(examples.FULL, 'pdf')\n"
        "from cableconv.writers.pdf import shaping\n"
        "print('bidi' in sys.modules, shaping.script_face.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "False 0\n"


def test_same_bytes_twice() -> None:
    one, two = (made(CABLE)[0] for _ in range(2))
    assert one == two


def test_codes_and_texts_are_one_to_one() -> None:
    encoder = Encoder(font_set())
    for text in ALL:
        encoder.show(TEXT, text, 10)
    for codes in encoder.glyphs.values():
        items = codes.items()
        assert [code for code, _, _ in items] == list(range(1, len(items) + 1))
        pairs = [(glyph, text) for _, glyph, text in items]
        assert all(one != two for one, two in itertools.combinations(pairs, 2))
