"""The classification line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.classification_line import (
    find_glued_classification,
    scan_classification_line,
    scan_filed_line,
)
from cableconv.model.content import Inline, raw_text
from cableconv.model.header import MessageSerial, SectionOf
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.model.markings import Banner, Caption, Level

SPACED = Banner("C O N F I D E N T I A L", Level.C)
UNCLAS = Banner("UNCLAS", Level.U)
BLANK = Text(" ")


@pytest.mark.parametrize(
    ("line", "leaves"),
    [
        (
            "C O N F I D E N T I A L SECTION 01 OF 04 EXAMPLE 004390",
            (SPACED, BLANK, SectionOf("SECTION 01 OF 04", 1, 4), BLANK,
             MessageSerial("EXAMPLE 004390", "EXAMPLE", "004390")),
        ),
        (
            "UNCLAS STATE 010280 \\",
            (UNCLAS, BLANK, MessageSerial("STATE 010280", "STATE", "010280"), Text(" \\")),
        ),
        (
            "UNCLASSIFIED SECTION 1 OF 3 BONN 08260",
            (Banner("UNCLASSIFIED", Level.U), BLANK, SectionOf("SECTION 1 OF 3", 1, 3), BLANK,
             MessageSerial("BONN 08260", "BONN", "08260")),
        ),
        (
            "LIMITED OFFICIAL USE LA PAZ 5838",
            (Banner("LIMITED OFFICIAL USE", Level.U, ("LOU",)), BLANK,
             MessageSerial("LA PAZ 5838", "LA PAZ", "5838")),
        ),
        (
            "S E C R E T FINAL SECTION OF 2  USUN NEW  YORK 7",
            (Banner("S E C R E T", Level.S), BLANK,
             SectionOf("FINAL SECTION OF 2", 2, 2, final=True), Text("  "),
             MessageSerial("USUN NEW  YORK 7", "USUN NEW YORK", "7")),
        ),
        (
            "C O N F I D E N T I A L LA PAZ 1234/1",
            (SPACED, BLANK, MessageSerial("LA PAZ 1234", "LA PAZ", "1234"), SectionOf("/1", 1)),
        ),
        (
            "UNCLAS ROME 000123 SIPDIS",
            (UNCLAS, BLANK, MessageSerial("ROME 000123", "ROME", "000123"), BLANK,
             Caption("SIPDIS", "SIPDIS")),
        ),
        (
            "UNCLAS SENSITIVE ROME 000123",
            (UNCLAS, BLANK, Caption("SENSITIVE", "SENSITIVE"), BLANK,
             MessageSerial("ROME 000123", "ROME", "000123")),
        ),
        (
            "UNCLAS SECTO 04012",
            (UNCLAS, BLANK, MessageSerial("SECTO 04012", "SECTO", "04012")),
        ),
        ("UNCLAS //N05800//", (UNCLAS, Text(" //N05800//"))),
        ("CONFIDENTIAL", (Banner("CONFIDENTIAL", Level.C),)),
        (
            "   UNCLASSIFIED     PTQ0123 ",
            (Text("   "), Banner("UNCLASSIFIED", Level.U), Text("     PTQ0123 ")),
        ),
        (
            "LIMITED OFFICIAL USE 5838",
            (Banner("LIMITED OFFICIAL USE", Level.U, ("LOU",)), BLANK,
             MessageSerial("5838", "", "5838")),
        ),
        (
            "SECRET//HANDLE WITH CARE",
            (Banner("SECRET", Level.S), Text("//HANDLE WITH CARE")),
        ),
        (
            "UNCLASSIFIED POSS DUPE",
            (Banner("UNCLASSIFIED", Level.U), Text(" POSS DUPE")),
        ),
        (
            "C O N F I D E N T I A L SECTION 01GF 02 EXAMPLE",
            (SPACED, BLANK, SectionOf("SECTION 01GF 02", 1, 2), Text(" EXAMPLE")),
        ),
        (
            "UNCLAS EXAMPLE 000123 SENSITIVE SIPDIS E.O. 12958: N/A TAGS: XX",
            (UNCLAS, BLANK, MessageSerial("EXAMPLE 000123", "EXAMPLE", "000123"), BLANK,
             Caption("SENSITIVE", "SENSITIVE"), BLANK, Caption("SIPDIS", "SIPDIS"),
             Text(" E.O. 12958: N/A TAGS: XX")),
        ),
        (
            "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY.",
            (Banner("SENSITIVE BUT UNCLASSIFIED", Level.U, ("SBU",)),
             Text(" - PLEASE PROTECT ACCORDINGLY.")),
        ),
    ],
)  # fmt: skip
def test_classification_lines(line: str, leaves: tuple[Inline, ...]) -> None:
    assert scan_classification_line(line) == leaves


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "SECRET talks were held in Bonn",
        "Confidential sources say",
        "SECRET TALKS WERE HELD IN BONN 1974",
        "SECRET TALKS WERE HELD, AND",
        "SECRET, AND NOBODY KNEW",
        "SECRET.",
        "SECRETARY OF STATE",
        "UNCLASSIFIED U.S. Department of State Case No. F-0000",
        "TOP SECRET CABLE 12 SAYS THAT THE",
        "CONFIDENTIAL CABLE 1234 says",
        "C O N F I D E N T I A L - ENTIRE TEXT",
        "SIPDIS",
        "MEXICO 004390 UNCLAS",
        "SECTION 01 OF 02",
    ],
)
def test_other_lines_are_no_classification_line(line: str) -> None:
    assert scan_classification_line(line) is None


BANNERS = ["UNCLAS", "S E C R E T", "CONFIDENTIAL", "LIMITED OFFICIAL USE", "SECRET//NOFORN"]
POSTS = ["EXAMPLE", "LA PAZ", "USUN NEW YORK", "PORT-AU-PRINCE", "HO CHI MINH CITY"]


@given(
    st.sampled_from(BANNERS),
    st.none() | st.tuples(st.integers(1, 28), st.integers(1, 28)),
    st.sampled_from(POSTS),
    st.integers(0, 999_999),
    st.sampled_from(["", " ", " \\", "  "]),
)
def test_values_of_a_line_are_read(
    words: str, section: tuple[int, int] | None, post: str, serial: int, end: str
) -> None:
    part = "" if section is None else f" SECTION {section[0]:02} OF {section[1]:02}"
    line = f"{words}{part} {post} {serial:06}{end}"
    leaves = scan_classification_line(line)
    assert leaves is not None
    assert raw_text(leaves) == line
    assert [(x.post, x.serial) for x in leaves if isinstance(x, MessageSerial)] == [
        (post, f"{serial:06}")
    ]
    assert [(x.section, x.sections) for x in leaves if isinstance(x, SectionOf)] == (
        [] if section is None else [section]
    )
    assert [x.raw for x in leaves if isinstance(x, Banner)] == [words]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("SECDEF WASHDC//ISA/XY//UNCLAS SECTION 01 OF 02 EXAMPLE 003294", 23),
        ("AMEMBASSY BONN C O N F I D E N T I A L EXAMPLE 003294", 15),
        ("AMEMBASSY BONN", None),
        ("SECRET SERVICE WASHDC", None),
        ("US SECRET SERVICE WASHDC", None),
        ("UNCLAS EXAMPLE 003294", None),
    ],
)
def test_a_glued_classification_line_is_found(line: str, at: int | None) -> None:
    assert find_glued_classification(line) == at


@pytest.mark.parametrize("words", ["T O P S E C R E T", "T O P  S E C R E T", "TOP SECRET"])
@pytest.mark.parametrize("rest", ["SECTION 01 OF 02 LA PAZ 000123", "FINAL SECTION OF 02"])
def test_top_secret_is_never_cut_to_secret(words: str, rest: str) -> None:
    assert find_glued_classification(f"{words} {rest}") is None
    address = "TO RUEHC/SECSTATE WASHDC "
    assert find_glued_classification(f"{address}{words} {rest}") == len(address)
    leaves = scan_classification_line(f"{words} {rest}")
    assert leaves is not None
    assert leaves[0] == Banner(words, Level.TS)


@pytest.mark.parametrize("words", ["", "Restricted by caption. "])
def test_the_line_of_a_mailer_states_marking_post_and_number(words: str) -> None:
    line = f"Telegram{words}UNCLASSIFIED   LAKEPORT   00000014"
    leaves = scan_filed_line(line)
    assert leaves is not None
    assert raw_text(leaves) == line
    assert leaves[0] == Furniture("Telegram", FurnitureKind.MAIL)
    assert "".join(leaf.raw for leaf in leaves[1:-3]) == words
    assert [type(leaf) for leaf in leaves[-3:]] == [Banner, Text, MessageSerial]


@pytest.mark.parametrize("line", ["Telegram", "TelegramSECRET", "Telegrams UNCLAS LAKEPORT 0123"])
def test_other_lines_of_a_mailer_are_none(line: str) -> None:
    assert scan_filed_line(line) is None
