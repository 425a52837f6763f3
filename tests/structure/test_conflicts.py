"""Where the markings of a cable contradict each other."""

from __future__ import annotations

import pytest

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse

CON = "C O N F I D E N T I A L LAKEPORT 000123\n\n"
UNCLAS = "UNCLAS LAKEPORT 000123\n\n"
BODY = "1. (C) The minister went\nto the barge.\n"


def read(text: str) -> Cable:
    return finished(parse(text), text, Provenance(source="test"))


def told(text: str) -> list[tuple[str, int | None]]:
    notices = [one for one in read(text).notices if one.kind is NoticeKind.CONFLICT]
    return [(one.message.removesuffix("; both are kept"), one.line) for one in notices]


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (
            UNCLAS + BODY,
            "a portion is marked CONFIDENTIAL, the classification line UNCLASSIFIED",
            3,
        ),
        (
            "ZNY SSSSS ZZH\n" + CON + BODY,
            "the security line says SECRET, the classification line CONFIDENTIAL",
            1,
        ),
        (
            CON + "1. (C) One\n\nSECRET\n\ntwo.\n",
            "classification lines, page banners or attributes differ: CONFIDENTIAL, SECRET",
            5,
        ),
        (
            CON + BODY + "\n2. (C) Two.\n\n-- (C//NF) a point\n",
            "a portion says NOFORN, the classification line does not",
            8,
        ),
        (
            CON + "SECRET - ENTIRE TEXT.\n\n1. One.\n",
            "a portion is marked SECRET, the classification line CONFIDENTIAL",
            3,
        ),
        (
            CON + "C/NF - ENTIRE TEXT.\n\n1. One.\n",
            "a portion says NOFORN, the classification line does not",
            3,
        ),
        (UNCLAS + "1. (SBU) One.\n", "a portion says SBU, the classification line does not", 3),
    ],
)
def test_contradictions_are_told_with_their_line(text: str, said: str, line: int) -> None:
    assert told(text) == [(said, line)]


@pytest.mark.parametrize(
    "text",
    [
        "ZNY CCCCC ZZH\n" + CON + BODY,
        CON + "NOFORN\n\n1. (C//NF) One.\n",
        CON + "1. (SBU) One.\n",
        UNCLAS + "SENSITIVE\n\n1. (SBU) One.\n\n2. (U//FOUO) Two.\n",
        CON + "1. (C//REL TO USA, GBR) One.\n",
    ],
)
def test_agreement_is_not_told(text: str) -> None:
    assert told(text) == []
