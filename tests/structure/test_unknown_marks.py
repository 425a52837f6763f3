"""Parentheses that stand where a mark stands, and are none that is known."""

from __future__ import annotations

import pytest

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse

HEAD = "CONFIDENTIAL LAKEPORT 000123\n\nSUBJECT: MASTS\n\n"


def read(text: str) -> Cable:
    return finished(parse(text), text, Provenance(source="test"))


def told(text: str) -> list[tuple[str, int | None]]:
    notices = [n for n in read(text).notices if n.kind is NoticeKind.UNKNOWN_MARK]
    return [(n.message.removesuffix("; kept as text"), n.line) for n in notices]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1. (SE) He rowed.", "(SE) after number 1 is no known portion mark"),
        ("1. (S//NF//LIMITED DISTRIBUTION) He.", "(S//NF//LIMITED DISTRIBUTION) after number 1"),
        ("1. (TOP SECRET/UMBRA) He rowed.", "(TOP SECRET/UMBRA) after number 1"),
        ("1. (C and NF) He rowed.", "(C and NF) after number 1"),
        ("1. (C and\nNF) He rowed.", "(C and NF) after number 1"),
        ("1. (S) (NF) He rowed.", "(NF) after the mark (S) is no known portion mark"),
        ("1. (C) (SBU) He rowed.", "(SBU) after the mark (C) was not read as a mark"),
        ("-- (S//XX) He rowed.", "(S//XX) at the head of a point"),
        ("(S//XX) He rowed.", "(S//XX) at the head of a paragraph"),
        ("(S/XX) MASTS\n\n1. (C) He rowed.", "(S/XX) at the head of a heading"),
        ("(NF) He rowed.", "(NF) at the head of a paragraph"),
    ],
)
def test_it_is_told(text: str, message: str) -> None:
    [(said, line)] = told(f"{HEAD}{text}\n")
    assert said.startswith(message)
    assert line == 5


def test_it_is_told_of_the_subject() -> None:
    [(said, line)] = told(HEAD.replace("MASTS", "(S//XX) MASTS") + "1. (C) He rowed.\n")
    assert (said, line) == ("(S//XX) at the head of the subject is no known portion mark", 3)


@pytest.mark.parametrize(
    "text",
    [
        "1. (Iran) He rowed.",
        "1. (C) (Iran) He rowed.",
        "1. (C) (a) He rowed.",
        "1. (C) (U.S.) He rowed.",
        "(EU) The union rowed.",
        "-- (Secret police) He rowed.",
        "1. (C) He said (S//XX) so.",
        "1. (C)",
        "1.",
    ],
)
def test_words_in_parentheses_are_not_told(text: str) -> None:
    assert told(f"{HEAD}{text}\n") == []


def test_a_mark_that_is_known_is_never_called_unknown() -> None:
    for mark in ("(S)", "(S//NF)", "(S//REL TO USA,\nAUS)"):
        for gap in (" ", "\n", "\n\n"):
            assert told(f"{HEAD}1.{gap}{mark} He rowed.\n") == []
