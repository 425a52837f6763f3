"""Copies that end each line with a backslash."""

from __future__ import annotations

import cableconv as cc
from cableconv.conversion import dumps, loads
from cableconv.model.cable import Cable
from cableconv.model.leaf import FurnitureKind
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.structure.backslashes import backslashes

TEXT = r"""UNCLAS LAKEPORT 000123 \
 \
SENSITIVE \
SIPDIS \
 \
E.O. 12958: N/A \
TAGS: PREL XX \
SUBJECT: THE FERRY AND ITS \
MAST \
 \
1. (SBU) The harbor master spoke at length about the ferry and \
its mast. \
 \
LAKEPORT 00000123  002 OF 002 \
 \
Money \
----- \
 \
2. (U) He left. \
 \
ROE \
"""


def read(text: str) -> Cable:
    cable = cc.loads(text, format="telegram")
    assert source_text(cable) == text
    return cable


def test_the_text_reads_as_if_they_were_blanks() -> None:
    cable, plain = read(TEXT), read(TEXT.replace("\\", " "))
    assert cable.subject == plain.subject
    assert cable.markings == plain.markings
    assert cable.tags == plain.tags
    assert [p.text for p in cable.paragraphs] == [p.text for p in plain.paragraphs]
    assert [p.portion_mark for p in cable.paragraphs] == [p.portion_mark for p in plain.paragraphs]
    assert [h.text for h in cable.headings] == ["Money"]
    assert cable.signature == ("ROE",)


def test_they_are_furniture_and_told_of_once() -> None:
    cable = read(TEXT)
    strays = [f for f in cable.furniture if f.kind is FurnitureKind.STRAY]
    assert len(strays) == TEXT.count("\\")
    said = [n for n in cable.notices if n.kind is NoticeKind.FURNITURE]
    assert [n.message for n in said] == [
        f"{len(strays)} backslashes at the ends of lines were set apart"
    ]
    assert said[0].line == 1


def test_a_few_are_left_where_they_are() -> None:
    assert backslashes("He \\\nleft.\n" * 4) == []
    assert backslashes("C:\\ferry\n" * 9) == []
    assert backslashes("He left \\\n" * 5 + "He left.\n" * 20) == []


def test_it_reads_back_equal() -> None:
    cable = read(TEXT)
    assert loads(dumps(cable, "tei")) == cable
    assert loads(dumps(cable, "json")) == cable
