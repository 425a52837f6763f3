"""Page lines, whole and inside running text."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.pageline import (
    find_page_line,
    format_page_line,
    page_line_leaves,
    parse_page_line,
)
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Text
from cableconv.model.markings import Banner, Level


@pytest.mark.parametrize(
    ("raw", "page", "pages", "post", "serial"),
    [
        ("EXAMPLE 00004390 002 OF 004", 2, 4, "EXAMPLE", "00004390"),
        ("EXAMPLE 00004390  002 OF 004 \\", 2, 4, "EXAMPLE", "00004390"),
        ("EXAMPLEVIL 00000123  002.2 OF 003", 2, 3, "EXAMPLEVIL", "00000123"),
        (" PORT OF SP 00000123  010 OF 012 ", 10, 12, "PORT OF SP", "00000123"),
        ("00004390  002 OF 004 ", 2, 4, "", "00004390"),
        ("PAGE 01    LA PAZ 05838  01 OF 02  082005Z", 1, None, "LA PAZ", "05838"),
        ("PAGE 02        STATE   015113  182333Z", 2, None, "STATE", "015113"),
        ("PAGE 02 RUEWXYZ3647 UNCLAS", 2, None, "RUEWXYZ", "3647"),
        ("PAGE 2 RBDTRQ 115B R E S T R I C T E D", 2, None, "RBDTRQ", "115B"),
        ("PAGE 03", 3, None, "", ""),
    ],
)
def test_page_lines(raw: str, page: int, pages: int | None, post: str, serial: str) -> None:
    assert parse_page_line(raw) == PageMarker(raw, page, pages, post, serial)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "PAGE",
        "Page 1 of 5",
        "PAGE 02 OF THE REPORT",
        "PAGE 02 LA PAZ 05838 082005Z THE TALKS WENT ON",
        "0004390 002 OF 004",
        "A 00004390 002 OF 004",
        "example 00004390 002 OF 004",
        "EXAMPLE 00004390 002 OF 004 and on it went",
        "EXAMPLE 123 002 OF 004",
        "ONE TWO THREE FOUR FIVE 00004390 002 OF 004",
        "1 OF 4",
    ],
)
def test_other_lines_are_no_page_line(raw: str) -> None:
    assert parse_page_line(raw) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a sovereign EXAMPLE 00000123 002 OF 004 fund", "EXAMPLE 00000123 002 OF 004"),
        ("they met  LA PAZ 00000123  002.1 OF 004   again", "LA PAZ 00000123  002.1 OF 004"),
        ("THEY MET IN LA PAZ 00000123  002 OF 004 AGAIN", "LA PAZ 00000123  002 OF 004"),
        ("THEY MET IN EXAMPLE 00000123  002 OF 004 AGAIN", "EXAMPLE 00000123  002 OF 004"),
        ("THE PORT OF SPAIN 00000123  002 OF 004 AGAIN", "PORT OF SPAIN 00000123  002 OF 004"),
        ("one\nEXAMPLE 00000123  002 OF 004 \\\ntwo", "EXAMPLE 00000123  002 OF 004 \\"),
        ("EXAMPLE 00000123  002 OF 004", "EXAMPLE 00000123  002 OF 004"),
        (
            "TO PAGE 02        STATE   015113  182333Z RUEHZZ/AMEMBASSY EXAMPLEVILLE",
            "PAGE 02        STATE   015113  182333Z",
        ),
        ("went PAGE 02 RUEHEX4390 S E C R E T to the lake", "PAGE 02 RUEHEX4390 S E C R E T"),
        ("went PAGE 02 RUEHEX4390 CONFIDENTIAL to", "PAGE 02 RUEHEX4390 CONFIDENTIAL"),
        (
            "PAGE 02  VATICA  05838  01 OF 02  082005Z THE TALKS WENT ON",
            "PAGE 02  VATICA  05838  01 OF 02  082005Z",
        ),
    ],
)
def test_page_lines_inside_text(text: str, found: str) -> None:
    hit = find_page_line(text)
    assert hit is not None
    assert hit[1].raw == found
    assert text[hit[0] :].startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EXAMPLE 0000123 002 OF 004",
        "EXAMPLE 000001234 002 OF 004",
        "EXAMPLE 00000123 02 OF 04",
        "EXAMPLE 00000123 002 OF 0041",
        "example 00000123 002 OF 004",
        "he paid 00000123 002 OF 004",
        "A 00000123 002 OF 004",
        "PAGE 02 OF THE REPORT OF 082005Z",
        "PAGE 02 RUEHEX4390 S E C R E T A R Y",
        "PAGE 02 RUEHEX4390 SECRETARY",
    ],
)
def test_no_page_line_inside_text(text: str) -> None:
    assert find_page_line(text) is None


def test_the_search_begins_where_it_is_told() -> None:
    text = "a EXAMPLE 00000123 002 OF 004 b EXAMPLE 00000123 003 OF 004 c"
    first = find_page_line(text)
    assert first is not None
    second = find_page_line(text, first[0] + len(first[1].raw))
    assert second is not None
    assert (first[1].page, second[1].page) == (2, 3)
    assert find_page_line(text, second[0] + len(second[1].raw)) is None


MARKERS = st.builds(
    PageMarker,
    raw=st.just(""),
    page=st.integers(0, 999),
    pages=st.none() | st.integers(0, 999),
    post=st.sampled_from(["EXAMPLEVIL", "LA PAZ", "STATE", "PORT OF SP"]),
    serial=st.integers(0, 99_999_999).map("{:08}".format),
)


@given(MARKERS)
def test_a_page_line_is_read_back(marker: PageMarker) -> None:
    serial = marker.serial if marker.pages is not None else marker.serial[:6]
    stated = attrs.evolve(marker, serial=serial)
    line = format_page_line(stated)
    assert parse_page_line(line) == attrs.evolve(stated, raw=line)


@given(MARKERS, st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_a_page_line_is_found_amid_small_letters(
    marker: PageMarker, before: str, after: str
) -> None:
    line = format_page_line(attrs.evolve(marker, pages=4))
    hit = find_page_line(f"{before}  {line}  {after}")
    assert hit is not None
    assert hit[0] == len(before) + 2
    assert hit[1].raw == line


def test_a_page_that_cannot_be_told_stays_as_written() -> None:
    assert format_page_line(PageMarker("PAGE ??")) == "PAGE ??"


@pytest.mark.parametrize(
    ("raw", "line", "banner", "level"),
    [
        ("PAGE 02 RUEHEX4390 S E C R E T", "PAGE 02 RUEHEX4390 ", "S E C R E T", Level.S),
        ("PAGE 02  RUEXYZ3647  UNCLAS ", "PAGE 02  RUEXYZ3647  ", "UNCLAS", Level.U),
        ("PAGE 2 RBDTRQ 115B C O N F I D E N T I A L \\", "PAGE 2 RBDTRQ 115B ",
         "C O N F I D E N T I A L", Level.C),
    ],
)  # fmt: skip
def test_the_banner_of_a_page_line_is_a_leaf_of_its_own(
    raw: str, line: str, banner: str, level: Level
) -> None:
    marker = parse_page_line(raw)
    assert marker is not None
    leaves = page_line_leaves(marker)
    assert "".join(leaf.raw for leaf in leaves) == raw
    assert leaves[0] == attrs.evolve(marker, raw=line)
    assert [leaf for leaf in leaves if isinstance(leaf, Banner)] == [Banner(banner, level)]
    assert all(isinstance(leaf, Text) for leaf in leaves[2:])


def test_a_page_line_without_banner_is_one_leaf() -> None:
    marker = PageMarker("PAGE 02  LA PAZ 05838  082005Z", 2, None, "LA PAZ", "05838")
    assert page_line_leaves(marker) == (marker,)
