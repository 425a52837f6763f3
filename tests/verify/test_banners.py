"""Heads and feet: the banner outermost, stamps of release with it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cableconv.conversion import dumps, read
from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Number, Text
from cableconv.model.markings import Banner, Level
from cableconv.verify import FindingKind, verify, verify_alone
from cableconv.writers.txt import TxtOptions
from console import ROOT
from damaged import CABLE, with_part, with_streams

K = FindingKind
DERIVATIVE = read(ROOT / "samples" / "secret-noforn-derivative.txt")

RELEASED = Cable(
    (
        Field(FieldKind.RELEASE, (Text("the Minister said that"),)),
        Field(FieldKind.RELEASE, (Text("the Minister said that a visit of the delegation"),)),
        Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S),)),
        Paragraph((Number("1.", 1), Text(" Words."))),
    )
)
"""One stamp of release is the beginning of the other."""


@pytest.mark.parametrize("to", ["html", "pdf", "docx"])
def test_a_stamp_that_is_the_beginning_of_another_is_no_fault(to: str) -> None:
    output = dumps(RELEASED, to)
    assert verify(output, RELEASED, to) == []
    assert verify_alone(output, to).findings == ()


def test_a_text_to_read_may_have_such_stamps() -> None:
    options = TxtOptions(style="reading")
    assert verify(dumps(RELEASED, "txt", options), RELEASED, "txt", options) == []


def html(new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"</p></header>", f"</p>{new}</header>".encode(), 1)


def docx(new: str) -> Callable[[bytes], bytes]:
    end = "</w:hdr>"
    added = f"<w:p><w:r><w:t>{new}</w:t></w:r></w:p>{end}"
    return lambda data: with_part(data, lambda xml: xml.replace(end, added), "word/header1.xml")


def pdf(new: str) -> Callable[[bytes], bytes]:
    def change(stream: str) -> str:
        return stream.replace("0 Tc 0 g", f"0 Tc 0 g 1 0 0 1 72 735 Tm ({new}) Tj", 1)

    return lambda data: with_streams(data, change, pages=slice(0, 1))


BESIDE = {
    ("html", "UNCLASSIFIED"): html("<p>UNCLASSIFIED</p>"),
    ("html", "Made public"): html("<p>Made public</p>"),
    ("docx", "UNCLASSIFIED"): docx("UNCLASSIFIED"),
    ("docx", "Made public"): docx("Made public"),
    ("pdf", "UNCLASSIFIED"): pdf("UNCLASSIFIED"),
    ("pdf", "Made public"): pdf("Made public"),
}


@pytest.mark.parametrize("cable", [CABLE, DERIVATIVE], ids=["plain", "derivative"])
@pytest.mark.parametrize(("to", "words"), BESIDE)
def test_words_beside_the_banner_are_found(to: str, words: str, cable: Cable) -> None:
    data = BESIDE[to, words](dumps(cable, to))
    found = {finding.kind for finding in verify(data, cable, to)}
    assert found == {K.BANNER if words == "UNCLASSIFIED" else K.TEXT_ADDED}


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_another_marking_beside_the_banner_is_found_without_the_input(to: str) -> None:
    output = dumps(DERIVATIVE, to)
    assert verify_alone(output, to).findings == ()
    data = BESIDE[to, "UNCLASSIFIED"](output)
    assert {finding.kind for finding in verify_alone(data, to).findings} == {K.BANNER}


def test_a_stamp_that_the_row_has_is_no_other_marking() -> None:
    output = dumps(RELEASED, "html")
    data = output.replace(b"a visit of the delegation</p>", b"UNCLASSIFIED</p>", 1)
    (finding,) = verify_alone(data, "html").findings
    assert (finding.kind, finding.place) == (K.BANNER, "page, top")
