"""Words that stand for text taken out are shaded, and are set as the text around them is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from cableconv.model.blocks import Heading, Preformatted
from cableconv.model.cable import Cable
from cableconv.model.leaf import Excision, LineBreak, Text
from cableconv.verify import verify
from cableconv.writers.pdf.fonts import TEXT, font_set
from cableconv.writers.pdf.layout import BODY
from cableconv.writers.pdf.lines import (
    Excised,
    Mark,
    Passage,
    between_ideographs,
    fitted,
    passage,
    shades_of_line,
)
from writers.pdf.checks import bare, page_streams, written
from writers.pdf.tagged import read_tagged

CROSSES = Excision("XXXXXXXXXXXX B6")


def shaded(text: Passage) -> list[str]:
    """The shaded words, of each place the characters without blanks."""
    found = []
    for shade in text.shades:
        (first, begin), (last, end) = shade.start, shade.end
        words = list(text.words[first : last + 1])
        words[-1] = words[-1][:end]
        words[0] = words[0][begin:]
        found.append("".join(words))
    return found


def test_shaded_words_stay_with_what_touches_them() -> None:
    text = passage(["a (", Excised("XX B6"), "), ", Mark("(C)"), Excised("YY"), "/", Excised("ZZ")])
    assert text.words == ["a", "(XX", "B6),", "(C)", "YY/ZZ"]
    assert shaded(text) == ["XXB6", "YY", "ZZ"]
    assert text.tight == {3}


def test_blanks_alone_are_not_shaded() -> None:
    assert passage(["a", Excised("  "), "b"]).shades == []
    assert passage(["a", Excised("  "), "b"]).words == ["a", "b"]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.booleans(), st.text("abcW中。( ", min_size=1, max_size=60)), max_size=6),
    st.integers(2000, 9000),
)
def test_cut_words_keep_their_shade(parts: list[tuple[bool, str]], measure: int) -> None:
    text = passage([Excised(words) if apart else words for apart, words in parts])
    wanted = ["".join(words.split()) for apart, words in parts if apart and words.strip()]
    assert shaded(text) == wanted
    widths = font_set().widths
    for cut in (between_ideographs(text), fitted(text, widths, TEXT, measure)):
        assert shaded(cut) == wanted


def test_what_is_shaded_is_told_line_by_line() -> None:
    text = passage(["a ", Excised("b c d"), " e ", Excised("f")])
    found = [list(shades_of_line(text, line)) for line in ((0, 2), (2, 3), (3, 5), (5, 6))]
    assert [[(s.start, s.end) for s in shades] for shades in found] == [
        [((1, 0), (1, 1))],
        [((2, 0), (2, 1))],
        [((3, 0), (3, 1))],
        [((5, 0), (5, 1))],
    ]


_SHADE = re.compile(r"/Artifact BMC q [.]85 g (\S+) (\S+) (\S+) (\S+) re f Q EMC")
"""Matches what lies under words."""


def test_paragraphs_headings_and_verbatim_lines_show_it() -> None:
    words = (Text(" He told "), CROSSES, Text(", and"), LineBreak(), CROSSES, Text(" left."))
    blocks = (
        Heading((Text("On "), CROSSES)),
        examples.numbered(1, examples.C, *words),
        Preformatted((Text("Name  "), CROSSES, LineBreak())),
    )
    cable = Cable((*examples.HEADER, *blocks), mrn="06X1")
    data = written(cable)
    assert len(_SHADE.findall("".join(page_streams(data)))) == 4
    assert not verify(data, cable, "pdf")
    text = read_tagged(data).document.all_text
    assert bare("He told XXXXXXXXXXXX B6, and XXXXXXXXXXXX B6 left.") in bare(text)


def test_the_shade_lies_under_its_words() -> None:
    cable = Cable((examples.numbered(1, examples.C, Text(" Said "), CROSSES, Text(".")),))
    (stream,) = page_streams(written(cable))
    left, _, width, _ = map(float, _SHADE.findall(stream)[0])
    widths = font_set().widths
    scale = BODY.size / 1000
    mark = widths["B"].alone("(C)") * Mark("").scale + widths[TEXT].space
    begin = 72 + 40 + (mark + widths[TEXT]["Said"]) * scale
    assert left == pytest.approx(begin - 0.9, abs=0.02)
    words = widths[TEXT]["XXXXXXXXXXXX"] + widths[TEXT].alone("B6")
    assert width == pytest.approx(words * scale + 1.8, abs=0.02)


def test_a_word_that_a_line_end_divides_is_joined_to_what_was_taken_out() -> None:
    content = (Text(" right-of-"), LineBreak(), Excision("XXXX"), Text(" ends"))
    data = written(Cable((examples.numbered(1, examples.C, *content),)))
    assert "right-of-XXXX ends" in read_tagged(data).document.all_text
