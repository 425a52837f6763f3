"""Names that close a telegram, and the last line they are glued to."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.cable import Cable
from cableconv.model.leaf import Excision
from cableconv.notices import NoticeKind
from cableconv.structure.names import glued_name, is_mixed_name, is_upper_name, without_junk

LONG = "The harbor master spoke at length about the ferry and about its long history. " * 4


def body(text: str) -> Cable:
    return cc.loads(f"UNCLAS LAKEPORT 000123\n\nSUBJECT: BARGES\n\n{text}", format="telegram")


@pytest.mark.parametrize(
    "name",
    [
        "GARZA",
        "VAN ROE",
        "O'ROE",
        "ROE##",
        'ROE "',
        "ROE \\",
        "ROE 0 02/18/2008",
        "ROE JR.",
        "J. Q. ROE",
    ],
)
def test_a_surname_in_capitals_is_a_name(name: str) -> None:
    assert is_upper_name(name)
    assert is_upper_name(without_junk(name))


@pytest.mark.parametrize(
    "words", ["END TEXT", "COMMENT", "EEEEEE", "GP-3", "A ROE LIVED IN XX HERE", "SUMES SO. ROE"]
)
def test_other_words_in_capitals_are_none(words: str) -> None:
    assert not is_upper_name(words)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("LeRoe", True), ("van Roe", True), ("Roe", True), ("End Comment", False), ("ROE", False)],
)
def test_mixed_names(name: str, expected: bool) -> None:  # noqa: FBT001 - a case of a table
    assert is_mixed_name(name) is expected


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("and signed up. ROE", "ROE"),
        ("and signed up.  End comment. van Roe", "van Roe"),
        ("of the ferry company (FERCO). ROE", "ROE"),
        ("[Lakeport Post, 12/13/08] ROE", "ROE"),
        ("write to XXXXXXXXXXXX ROE", "ROE"),
        ("DOES IN FACT HAPPEN. END COMMENT. NICHOLSROE", "NICHOLSROE"),
        ("had not been made yet. Roe", "Roe"),
    ],
)
def test_a_name_behind_the_last_sentence_signs(end: str, name: str) -> None:
    cable = body(f"1. (U) {LONG}\n\n2. (U) {LONG}{end}\n")
    assert cable.signature == (name,)
    assert cable.paragraphs[-1].text.endswith(end.removesuffix(name).rstrip())
    said = [n.message for n in cable.notices if n.kind is NoticeKind.SPLIT]
    assert said == [f"structure that is glued in one line was set apart: {name!r}"]


@pytest.mark.parametrize(
    "end",
    [
        "he went to the U.S. EMBASSY",
        "he was met by Dr. Roe",
        "he would come again. However",
        "the talks ended. End comment.",
        "the ferry sank. UNCLASSIFIED",
        "he thanked the USG",
    ],
)
def test_other_last_words_do_not(end: str) -> None:
    assert glued_name(LONG + end, wrapped=False) == 0


def test_in_wrapped_text_a_capitalised_last_word_is_one_of_a_sentence() -> None:
    assert glued_name("until he came. Lakeport", wrapped=True) == 0
    assert glued_name("until he came. LAKEPORT", wrapped=True) == 0
    assert glued_name("he came. End comment. Roe", wrapped=True) == len("he came. End comment. ")


def test_a_full_stop_and_signs_behind_the_name_are_furniture_that_is_told() -> None:
    cable = body(f"1. (U) {LONG}ROE.\n")
    assert cable.signature == ("ROE",)
    cable = body("1. (U) Text.\n\nROE 0 02/18/2008\n")
    assert (cable.signature, [f.raw for f in cable.furniture]) == (("ROE",), [" 0 02/18/2008"])
    assert any("after the name that signs" in n.message for n in cable.notices)


def test_a_name_that_stands_twice_is_read_twice() -> None:
    assert body("1. (U) Text.\n\nROE\nROE\n").signature == ("ROE", "ROE")


def test_a_mixed_name_right_below_the_last_sentence_signs() -> None:
    text = (
        "1. (U) The harbor master spoke of the ferry and of its history,\nand left. End Comment.\n"
    )
    assert body(text + "McRoe\n").signature == ("McRoe",)


@pytest.mark.parametrize("gap", ["\n", " "])
def test_the_name_below_the_note_on_a_web_site_signs(gap: str) -> None:
    end = f"find this helpful.  Visit Lakeport's Classified Website: XXXXXXXXXXXX{gap}ROE\n"
    cable = body(f"1. (U) {LONG}{end}")
    assert cable.signature == ("ROE",)
    note = cable.fields[-1]
    assert note.text == "Visit Lakeport's Classified Website: XXXXXXXXXXXX"
    assert [leaf.raw for leaf in note.content if isinstance(leaf, Excision)] == ["XXXXXXXXXXXX"]
    lines = (
        "\n\nVisit Lakeport's Classified Web Site at\nhttp://example.invalid/lakeport\nVAN ROE\n"
    )
    assert body(f"1. (U) Text.{lines}").signature == ("VAN ROE",)
