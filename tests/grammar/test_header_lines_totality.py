"""What holds for every function of the header lines: total, lossless, linear."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.address import (
    parse_addressee,
    parse_originator,
    scan_address_line,
    scan_originator_line,
)
from cableconv.grammar.banner import match_banner, parse_banner
from cableconv.grammar.classification_line import (
    find_glued_classification,
    scan_classification_line,
)
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.mrn import parse_mrn
from cableconv.grammar.pageline import find_page_line, parse_page_line
from cableconv.grammar.station import parse_station
from cableconv.grammar.transmission import parse_routing, parse_security, parse_transmission_id
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline, raw_text
from cableconv.model.leaf import Leaf

PARSERS: tuple[Callable[[str], Leaf | None], ...] = (
    parse_transmission_id,
    parse_routing,
    parse_security,
    parse_station,
    parse_dtg,
    parse_addressee,
    parse_originator,
    parse_banner,
    parse_page_line,
)


def _scan_continued(line: str) -> tuple[Inline, ...] | None:
    found = scan_address_line(line, FieldKind.INFO)
    return found[1] if found else None


SCANNERS: tuple[Callable[[str], tuple[Inline, ...] | None], ...] = (
    scan_originator_line,
    scan_classification_line,
    _scan_continued,
)

FINDERS: tuple[Callable[[str], object], ...] = (
    match_banner,
    find_page_line,
    find_glued_classification,
    parse_mrn,
)

PIECES = st.sampled_from(
    [
        "VZCZC", "XRO", "0123", "PP", "RUEHZZ", "RUEHC/", "DE", "#", "/01", "2281831", "ZNY",
        "CCCCC", "ZZH", "161831Z", "AUG", "07", "FM", "TO", "INFO", "XMT", "AMEMBASSY", "BONN",
        "PRIORITY", "NIACT", "IMMEDIATE", "//", "/", "J5", "UNCLAS", "SECRET", "S E C R E T",
        "C O N F I D E N T I A L", "SECTION", "FINAL", "01 OF 02", "OF", "000123", "00000123",
        "002", "PAGE", "SIPDIS", "NOFORN", "REL TO USA, GBR", "\\", "the", "talks", ".", ":", "-",
        "\t", "  ", "\n", "\u00a0", "é", "\u2028", "SENSITIVE BUT UNCLASSIFIED", "E F T O",
    ]
)  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=3), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces))
)


@given(LINES | st.text())
def test_a_parser_keeps_all_of_its_line(line: str) -> None:
    for parse in PARSERS:
        leaf = parse(line)
        assert leaf is None or leaf.raw == line, parse


@given(LINES | st.text())
def test_a_scanner_loses_no_character(line: str) -> None:
    for scan in SCANNERS:
        leaves = scan(line)
        assert leaves is None or raw_text(leaves) == line, scan


@given(LINES | st.text(), st.integers(0, 40))
def test_a_finder_points_into_the_text(text: str, start: int) -> None:
    hit = find_page_line(text, start)
    assert hit is None or (hit[0] >= start and text.startswith(hit[1].raw, hit[0]))
    banner = match_banner(text, start)
    assert banner is None or text.startswith(banner.raw, start)
    place = find_glued_classification(text)
    assert place is None or match_banner(text, place) is not None
    parse_mrn(text)


def _hostile(size: int) -> list[str]:
    tails = ("x", "\n")
    repeated = (
        " ", "1", "A ", "A", "AB ", "/", "//", "A/", "S E C R E T ", "SECRET ", "SECRET//",
        "SECRET//NF/", "UNCLAS A 1 ", "UNCLAS SIPDIS ", "RUEHZZ ", "RUEHC/A ", "ZDK ", "PAGE 02 ",
        "PAGE 02 LA PAZ ", " 00000123", " 00000123 002 OF ", "EXAMPLE 00000123 002 OF 004 ", "-",
        "SECTION ", "\\", "REL TO USA, ", "\t",
    )  # fmt: skip
    heads = ("", "PP ", "DE RUEHZZ #0123 ", "ZNY CCCCC ", "P 161831Z AUG 07 ", "TO RUEHC/", "FM ",
             "UNCLAS ", "SECRET//", "S E C R E T SECTION 01 OF 02 ", "PAGE 02 ",
             "TO A" + " " * 80)  # fmt: skip
    lines = [piece * (size // len(piece)) + tail for piece in repeated for tail in tails]
    return lines + [head + piece * (size // 2) for head in heads for piece in (" ", "A ", "1")]


FUNCTIONS: tuple[Callable[[str], object], ...] = (*PARSERS, *SCANNERS, *FINDERS)
_LIMIT_SECONDS = 1.0
"""Linear functions need some milliseconds for 1 MB; quadratic ones would need many minutes."""


@pytest.mark.timing
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_time_is_linear_on_hostile_lines(function: Callable[[str], object]) -> None:
    for size in (80, 100_000, 1_000_000):
        for line in _hostile(size):
            began = time.process_time()
            function(line)
            spent = time.process_time() - began
            assert spent < _LIMIT_SECONDS, (line[:40], size)


@pytest.mark.timing
def test_finding_every_page_line_is_linear() -> None:
    text = "they met  EXAMPLE 00000123  002 OF 004  again PAGE 02 " * 20_000
    began = time.process_time()
    count = 0
    at = 0
    while (hit := find_page_line(text, at)) is not None:
        count += 1
        at = hit[0] + len(hit[1].raw)
    assert count == 20_000
    assert time.process_time() - began < 10 * _LIMIT_SECONDS
