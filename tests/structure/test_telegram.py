"""The structure of telegrams: conservation, totality, linear time, and what is concluded."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from telegram_texts import HEAD, notice_kinds, read

PIECES = st.sampled_from(
    [
        *HEAD.split("\n"),
        "1. (C) The minister said that he would come.",
        "2. (S/NF) Points:",
        "3. ",
        "1) ",
        "¶3.  (U) He did",
        "4.(C)no blank",
        "1.3 million people",
        "-- a point",
        "   A.  (C) nested",
        "(1) one",
        "EXAMPLEVIL 00000123  002 OF 002",
        "PAGE 02        HANOI  03294  01 OF 02  201049Z",
        "CONFIDENTIAL",
        "---------",
        "--------------------------------------------- ----",
        "SUMMARY",
        "A Heading",
        "Year   2004    2005",
        "a | b",
        "ROE",
        "BT",
        "#0123",
        "NNNN",
        "NARR/REF A IS A TEXT",
        "RMKS/1. TEXT",
        "\f",
        "",
        " ",
        "and lower case goes on",
    ]
)


@given(st.lists(PIECES, max_size=40).map("\n".join))
@settings(max_examples=150, deadline=None)
@example("")
@example("\n\n")
@example("1. (C)")
def test_any_sequence_of_lines_is_kept(text: str) -> None:
    assert source_text(read(text)) == text


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_kept(text: str) -> None:
    clean = text.replace("\r", "\n")
    assert source_text(read(clean)) == clean


@pytest.mark.timing
@pytest.mark.parametrize(
    "line",
    [
        " " * 2000 + "\n",
        "REF " * 500,
        "REF:" + " " * 80 + "\n",
        "A " * 1000,
        "1" * 2000,
        "Classified By: " * 100,
        "-" * 2000 + "x",
        "1. (C) \n",
        "-- x\n",
        "\n",
        "MEXICO 00004390 002 OF 004\n",
        "PAGE 02        HANOI  03294  01 OF 02  201049Z\n",
        "CONFIDENTIAL\n",
        "a | b\n",
        "TAGS: A\n",
        "(((((",
        "¶",
        "A.\n",
        "SUBJECT: x\n",
        "Heading\n\n",
        "- - ",
        "Begin text:\n\nx\n\nEND TEXT.\n\n",
        "-------- A ",
        "SENSITIVE BUT UNCLASSIFIED PLEASE PROTECT ACCORDINGLY X ",
        "REF: A. STATE 1\n",
        "UNCLAS SECTION 01 OF 02 LAKEPORT 000123\n\nTAGS: PREL\n\n",
        "a    b\nRADIO\n",
        "the new\n\nmast\n\n",
        "NOFORN\n\n",
        "1.\n(S\n",
        "\f1. (C) x",
        "(S) | ",
    ],
)
def test_time_grows_linearly(line: str) -> None:
    def cost(size: int) -> float:
        text = (line * (size // len(line) + 1))[:size]
        start = time.process_time()
        read(text)
        return time.process_time() - start

    small = min(cost(16_000) for _ in range(2))
    assert cost(128_000) < 8 * 6 * max(small, 0.004)


def test_every_corpus_text_is_kept(corpus: Path) -> None:
    texts = sorted((corpus).glob("*_txt*/*.txt")) + sorted((corpus / "navadmin").glob("*"))
    assert texts
    for path in texts:
        text = path.read_bytes().decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
        assert source_text(read(text)) == text, path.name


# -- what is concluded ----------------------------------------------------------------------------


def test_no_banner_is_told() -> None:
    cable = read("SUBJECT: X\n\n1. (SBU) Text.\n")
    assert cable.markings.banner is None
    assert NoticeKind.BANNER_DERIVED in notice_kinds(cable)


def test_no_marking_at_all_is_told() -> None:
    assert NoticeKind.UNMARKED in notice_kinds(read("SUBJECT: X\n\n1. Text.\n"))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1. (S) Higher than the line.\n",
        HEAD.replace("ZNY CCCCC", "ZNY SSSSS") + "1. (C) Text.\n",
    ],
)
def test_contradictions_are_told(text: str) -> None:
    assert NoticeKind.CONFLICT in notice_kinds(read(text))


def test_mrn_needs_proof() -> None:
    assert read("1. Text.\nEXAMPLE 00000123 002 OF 002\nmore.\n").mrn is None
    dated = "P 141530Z FEB 06\nSUBJECT: X\n\n1. Text\n{post} 00000123 002 OF 002\nmore.\n"
    assert read(dated.format(post="EXAMPLE")).mrn == "06EXAMPLE123"
    # Page lines cut the post at ten letters, so that one of ten proves nothing.
    assert read(dated.format(post="EXAMPLEVIL")).mrn is None
