"""The reader of a site's reprint: what is the site's, what the cable's."""

from __future__ import annotations

import pytest

from cableconv.errors import NotACableError
from cableconv.model.blocks import Field, FieldKind, Paratext
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.scoop import ScoopReader

CABLE = "DE RUEHZZ #0123/01 0451530\nP 141530Z FEB 06\n\n1. (C) He rowed.\n\n"


def read(text: str, source: Source | None = None) -> Cable:
    (cable,) = ScoopReader().read(text.encode(), source=source or Source("x.txt"))
    return cable


def furniture(cable: Cable) -> list[str]:
    return [leaf.raw for leaf in cable.furniture]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Menu\n  Cablegate: Barges\n\nDE RUEHZZ", 90),
        ("<!DOCTYPE html><title>Cablegate: Barges</title>", 90),
        ("DE RUEHZZ #0123\n\n© Scoop Media\n", 60),
        ("© SCOOP MEDIA", 60),
        ("He reads Cablegate: daily", 0),
        ("the © Scoop Media", 0),
    ],
)
def test_sniffing(text: str, score: int) -> None:
    assert ScoopReader().sniff(text.encode(), "") == score


def test_the_words_of_the_site_are_set_apart() -> None:
    text = f"Menu\nHome\n\nCablegate: Barges \n\n{CABLE}  (c) Scoop Media\n\nWorld Headlines\n"
    cable = read(text)
    assert source_text(cable) == text
    assert furniture(cable) == ["Menu", "Home", "(c) Scoop Media", "World Headlines"]
    assert (cable.title, len(cable.paragraphs)) == ("Barges", 1)
    assert [n.message for n in cable.notices if n.kind is NoticeKind.FURNITURE] == [
        "3 pieces of the site's text set apart"
    ]


def test_the_title_is_the_subject_where_there_is_no_other() -> None:
    cable = read("Cablegate: Barges\n\n" + CABLE)
    assert cable.subject is not None
    assert cable.subject.text == "Barges"
    stated = read("Cablegate: Barges\n\nSUBJECT: BOATS\n\n1. (C) He rowed.\n")
    assert stated.subject is not None
    assert stated.subject.text == "BOATS"


def test_a_page_without_title_and_end_is_a_telegram() -> None:
    cable = read("\n\n" + CABLE)
    assert (source_text(cable), cable.lead) == ("\n\n" + CABLE, "\n\n")
    assert not [block for block in cable.blocks if isinstance(block, Paratext)]


def test_a_title_alone_is_a_cable() -> None:
    cable = read("Cablegate:")
    assert [b.kind for b in cable.blocks if isinstance(b, Field)] == [FieldKind.TITLE]
    assert source_text(cable) == "Cablegate:"


def test_lines_of_notices_count_from_the_top_of_the_page() -> None:
    text = "Cablegate: Barges\n\n1. (C) One.\n\n3. (C) Three.\n"
    told = [n.line for n in read(text).notices if n.kind is NoticeKind.NUMBERING]
    assert told == [5]


def test_a_page_of_html() -> None:
    page = "<html><head><title>T</title></head><body><p>Menu</p><h1>Cablegate: Barges</h1>"
    cable = read(page + "<p>1. (C) He<br>rowed.</p><p>&copy; Scoop Media</p></body></html>")
    assert (cable.title, furniture(cable)) == ("Barges", ["Menu", "© Scoop Media"])
    assert [p.text for p in cable.paragraphs] == ["He rowed."]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(NotACableError, match="holds no text"):
        read("<!DOCTYPE html><title>Cablegate: Barges</title>")


def test_hints() -> None:
    assert read("Cablegate: Barges\n\n" + CABLE, Source(mrn="06LAKEPORT9")).mrn == "06LAKEPORT9"
