"""TEI in the manner of FRUS: right files pass; a mark, word or fact that was changed is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import cableconv as cc
import console
import strategies
from cableconv.model.blocks import Field, FieldKind, Item, Paragraph, Preformatted
from cableconv.model.cable import Cable
from cableconv.model.leaf import Excision, Label, Number, Text
from cableconv.model.markings import Caption, Level, PortionMark
from cableconv.verify import verify, verify_alone, verify_volume
from cableconv.writers.tei import TeiOptions, write_corpus

FRUS = TeiOptions(profile="frus")
T = "{http://www.tei-c.org/ns/1.0}"
SAMPLES = sorted(
    path for path in (console.ROOT / "samples").iterdir() if path.suffix not in {".md", ".xml"}
)


def written(cable: Cable) -> bytes:
    return cc.dumps(cable, "tei", FRUS)


CABLE = cc.read(console.ROOT / "samples" / "confidential-full.txt")
DATA = written(CABLE).decode()


def told(data: bytes | str, cable: Cable = CABLE) -> list[tuple[str, str]]:
    data = data.encode() if isinstance(data, str) else data
    return [(one.place, one.kind.value) for one in verify(data, cable, "tei", FRUS)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_right_files_pass(path: Path) -> None:
    for cable in cc.read_all(path):
        data = written(cable)
        assert verify(data, cable, "tei", FRUS) == []
        assert verify_alone(data, "tei").findings == ()


@settings(max_examples=200, deadline=None)
@given(cable=strategies.cables())
def test_right_files_of_any_cable_pass(cable: Cable) -> None:
    assert verify(written(cable), cable, "tei", FRUS) == []


def test_right_corpora_pass() -> None:
    cables = [cable for path in SAMPLES[:6] for cable in cc.read_all(path)]
    out = io.BytesIO()
    write_corpus(cables, out, FRUS)
    assert verify_volume(out.getvalue(), cables, "tei", FRUS) == []
    assert verify_alone(out.getvalue(), "tei").findings == ()
    found = verify_volume(out.getvalue(), cables[::-1], "tei", FRUS)
    assert {one.kind.value for one in found} == {"moved"}


def replaced(old: str, new: str) -> Callable[[], str]:
    def change() -> str:
        assert old in DATA
        return DATA.replace(old, new, 1)

    return change


DAMAGE: dict[str, tuple[Callable[[], str], tuple[str, str]]] = {
    "mark removed": (replaced("<p>2. (C) ", "<p>2. "), ("paragraph 2", "mark-missing")),
    "mark lowered": (replaced("<p>2. (C) ", "<p>2. (U) "), ("paragraph 2", "mark-changed")),
    "control dropped": (replaced("<p>4. (C//NF)", "<p>4. (C)"), ("paragraph 4", "mark-changed")),
    "mark made up": (
        replaced("<p>Poloffs and", "<p>(C) Poloffs and"),
        ("paragraph without a number (9 of the text)", "mark-added"),
    ),
    "mark of a point": (
        replaced("<item>C. (C//NF)", "<item>C. (U)"),
        ("item C. of paragraph 5", "mark-changed"),
    ),
    "mark of the subject": (
        replaced("Subject: (U) NOTIONAL", "Subject: NOTIONAL"),
        ("subject and references", "mark-missing"),
    ),
    "word lost": (replaced(" quiet word ", " word "), ("paragraph 2", "text-missing")),
    "word added": (replaced(" quiet word ", " quiet kind word "), ("paragraph 2", "text-added")),
    "paragraph cut": (
        lambda: DATA[: DATA.index("<p>17. ")] + DATA[DATA.index("<p>18. ") :],
        ("paragraph 17", "text-missing"),
    ),
    "text added": (
        replaced("<closer>", "<p>22. (U) More.</p><closer>"),
        ("signature", "mark-added"),
    ),
    "text beside the document": (
        replaced("</div>\n</body>", "</div>\n<div><p>22. More.</p></div></body>"),
        ("signature", "text-added"),
    ),
    "level of the note": (replaced(" Confidential; ", " Secret; "), ("source note", "banner")),
    "control of the note": (replaced("; Noforn; ", "; "), ("source note", "banner")),
    "caption of the note": (replaced("; Sipdis.", "."), ("source note", "banner")),
    "precedence of the note": (replaced("; Routine;", "; Flash;"), ("source note", "banner")),
    "classification line": (
        replaced("<p>Classification line: C O N", "<p>Classification line: C O M"),
        ("source note", "banner"),
    ),
    "declassification": (
        replaced("DECL: 03/07/2016", "DECL: 03/07/2006"),
        ("source note", "declassification"),
    ),
    "authority": (replaced("for reasons 1.4", "for reasons 1.5"), ("source note", "authority")),
    "addressee": (replaced("LAKE BASIN COLLECTIVE; ", ""), ("source note", "header")),
    "release made up": (
        replaced("</p></note></head>", "</p><p>Declassified.</p></note></head>"),
        ("source note", "text-added"),
    ),
    "number": (replaced("<head>Telegram 713", "<head>Telegram 714"), ("head", "header")),
    "date": (replaced(">March 7, 2006", ">March 8, 2006"), ("dateline", "header")),
    "date for programs": (
        replaced('rend="right"><date when="2006-03-07', 'rend="right"><date when="2006-03-08'),
        ("date/@when", "header"),
    ),
    "marking of the header": (
        replaced('<note type="classification">CONFIDENTIAL', '<note type="classification">SECRET'),
        ("note of type classification", "banner"),
    ),
    "checksum": (replaced('"source-text">', '"source-text">0'), ("text", "text-changed")),
    "pointer": (replaced('target="#cls-C ', 'target="#cls-X '), ("catRef", "banner")),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_where_it_is(name: str) -> None:
    damage, expected = DAMAGE[name]
    assert expected in told(damage())


def test_a_marking_that_contradicts_the_header_is_found_without_the_cable() -> None:
    for old, new in ((" Confidential; ", " Secret; "), ("; Noforn; ", "; ")):
        found = verify_alone(DATA.replace(old, new, 1).encode(), "tei").findings
        assert [one.place for one in found] == ["source note"]


def test_a_file_of_another_profile_is_said_to_be_one() -> None:
    [found] = verify(DATA.encode(), CABLE, "tei")
    assert found.message == "it is of the profile 'frus', and not 'overlay'"
    [found] = verify(cc.dumps(CABLE, "tei"), CABLE, "tei", FRUS)
    assert found.message == "it is of the profile 'overlay', and not 'frus'"


def test_words_taken_out_are_shown_by_their_sign() -> None:
    cable = Cable((Paragraph((Text("He met "), Excision("    "), Text(" twice."))),))
    data = written(cable).decode()
    assert "He met [text withheld] twice." in data
    assert told(data, cable) == []
    assert told(data.replace("[text withheld] ", ""), cable) == [
        ("paragraph without a number (1 of the text)", "text-missing")
    ]


def test_parts_of_a_paragraph_stay_in_order() -> None:
    """Points after lines as they stand were put before them."""
    paragraph = Paragraph(
        (Number("1.", 1), Text(" a")),
        (
            Item((Label("A."), Text(" b"))),
            Preformatted((Text("x   1"),)),
            Item((Label("B."), Text(" "), PortionMark("(C)", Level.C), Text(" c"))),
        ),
    )
    cable = Cable((paragraph,))
    assert told(written(cable), cable) == []
    words = "".join(map(str, etree.fromstring(written(cable)).find(f".//{T}body").itertext()))  # type: ignore[union-attr]  # it is there
    assert words.index("x   1") < words.index("(C)")


def test_words_beside_captions_are_kept() -> None:
    text = "R 201415Z JAN 09\nFM A\nTO B\nBT\nS E C R E T A 000029\n\n{}\nSUBJECT: X\n\n1. (S) Y.\n"
    cable = cc.loads(text.format("NOFORN"))
    assert b"Caption line" not in written(cable)
    line = Field(
        FieldKind.CAPTION, (Caption("NOFORN", "NOFORN"), Text(" (PARIS ADDED)")), tail="\n"
    )
    more = Cable((line, *cable.blocks))
    assert b"<p>Caption line: NOFORN (PARIS ADDED)</p>" in written(more)
    assert told(written(more), more) == []
    lost = written(more).replace(b" (PARIS ADDED)", b"")
    assert ("source note", "caption") in told(lost, more)
