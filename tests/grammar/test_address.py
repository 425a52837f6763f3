"""Originator and addressees."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.address import (
    format_addressee,
    format_originator,
    is_listed,
    parse_addressee,
    parse_originator,
    scan_address_line,
    scan_originator_line,
)
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline, raw_text
from cableconv.model.header import (
    Addressee,
    MessageSerial,
    Originator,
    PageMarker,
    Precedence,
    SectionOf,
)
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import Banner, Level

ACTION, INFO, EXEMPTED = FieldKind.ACTION, FieldKind.INFO, FieldKind.EXEMPTED


@pytest.mark.parametrize(
    "addressee",
    [
        Addressee(
            "RUEHC/SECSTATE WASHDC PRIORITY 8511",
            "SECSTATE WASHDC",
            "RUEHC",
            Precedence.PRIORITY,
            mcn="8511",
        ),
        Addressee(
            "SECSTATE WASHDC NIACT IMMEDIATE 7151",
            "SECSTATE WASHDC",
            precedence=Precedence.IMMEDIATE,
            niact=True,
            mcn="7151",
        ),
        Addressee("AMEMBASSY  BONN FLASH ", "AMEMBASSY BONN", precedence=Precedence.FLASH),
        Addressee(
            "SECSTATE WASHDC IMMEDIATE IMMEDIATE 0123",
            "SECSTATE WASHDC",
            precedence=Precedence.IMMEDIATE,
            mcn="0123",
        ),
        Addressee("RUEHZZ/AMCONSUL DUBAI 0123", "AMCONSUL DUBAI", "RUEHZZ", mcn="0123"),
        Addressee("ZEN/NAVADMIN", "NAVADMIN", "ZEN"),
        Addressee("AIG 7234", "AIG 7234"),
        Addressee("SECDEF WASHDC//ISA/XY//", "SECDEF WASHDC", office_symbols=("ISA", "XY")),
        Addressee("RUEKJCS/OSD WASHDC//PA", "OSD WASHDC", "RUEKJCS", office_symbols=("PA",)),
        Addressee(
            "RUEKJCS/JOINT STAFF WASHDC//J5// PRIORITY 0123",
            "JOINT STAFF WASHDC",
            "RUEKJCS",
            Precedence.PRIORITY,
            mcn="0123",
            office_symbols=("J5",),
        ),
        Addressee(
            "RUEHXC/ALL POSTS COLLECTIVE ROUTINE\\",
            "ALL POSTS COLLECTIVE",
            "RUEHXC",
            Precedence.ROUTINE,
        ),
        Addressee("RUEHZZ/Amembassy Exampleville", "Amembassy Exampleville", "RUEHZZ"),
        Addressee("AMEMBASSY PRIORITY 12", "AMEMBASSY PRIORITY 12"),
    ],
)
def test_addressees(addressee: Addressee) -> None:
    assert parse_addressee(addressee.raw) == addressee


@pytest.mark.parametrize(
    "raw", ["", " ", "0123", "1 2", "Amembassy Bonn", "RUEHZZ/", "A: B", "//J5//"]
)
def test_other_words_are_no_addressee(raw: str) -> None:
    assert parse_addressee(raw) is None


WORDS = st.sampled_from(["AMEMBASSY", "EXAMPLEVILLE", "ALL", "POSTS", "ST. LOUIS", "J5", "WASHDC"])
ADDRESSEES = st.builds(
    Addressee,
    raw=st.just(""),
    name=st.lists(WORDS, max_size=4).map(lambda words: " ".join(["AMCONSUL", *words])),
    routing_indicator=st.sampled_from([None, "RUEHZZ", "ZEN", "RHMFXYZ"]),
    precedence=st.none()
    | st.sampled_from([p for p in Precedence if p is not Precedence.EMERGENCY]),
    mcn=st.none() | st.from_regex(r"[0-9]{3,6}", fullmatch=True),
    office_symbols=st.lists(st.sampled_from(["J5", "ISA", "N1"]), max_size=3).map(tuple),
)


@given(ADDRESSEES, st.booleans())
def test_an_addressee_is_read_back(addressee: Addressee, niact: bool) -> None:  # noqa: FBT001
    stated = addressee
    if niact:
        stated = attrs.evolve(addressee, niact=True, precedence=Precedence.IMMEDIATE)
    line = format_addressee(stated)
    assert parse_addressee(line) == attrs.evolve(stated, raw=line)


@pytest.mark.parametrize(
    ("raw", "name", "indicator"),
    [
        ("AMEMBASSY  EXAMPLEVILLE", "AMEMBASSY EXAMPLEVILLE", None),
        ("RUEHZZ/AMEMBASSY EXAMPLEVILLE ", "AMEMBASSY EXAMPLEVILLE", "RUEHZZ"),
        ("CNO WASHINGTON DC//N1//", "CNO WASHINGTON DC//N1//", None),
    ],
)
def test_originators(raw: str, name: str, indicator: str | None) -> None:
    originator = parse_originator(raw)
    assert originator == Originator(raw, name, indicator)
    assert parse_originator(format_originator(originator)) == attrs.evolve(
        originator, raw=format_originator(originator)
    )


@pytest.mark.parametrize("raw", ["", "Roe, Jane", "1234", "RUEHZZ/"])
def test_other_words_are_no_originator(raw: str) -> None:
    assert parse_originator(raw) is None


def test_originator_lines() -> None:
    assert scan_originator_line("FM AMEMBASSY EXAMPLEVILLE ") == (
        Label("FM"),
        Text(" "),
        Originator("AMEMBASSY EXAMPLEVILLE", "AMEMBASSY EXAMPLEVILLE"),
        Text(" "),
    )
    assert scan_originator_line("From: AMCONSUL EXAMPLE") == (
        Label("From:"),
        Text(" "),
        Originator("AMCONSUL EXAMPLE", "AMCONSUL EXAMPLE"),
    )


@pytest.mark.parametrize(
    "line",
    ["", "FM", "FM radio stations", "From: Roe, Jane", "FMAMEMBASSY BONN", "TO AMEMBASSY BONN",
     "FM THE NORTH OF THE COUNTRY", "FM WHICH IT WAS HEARD"],
)  # fmt: skip
def test_other_lines_name_no_originator(line: str) -> None:
    assert scan_originator_line(line) is None


BONN = Addressee("AMEMBASSY BONN", "AMEMBASSY BONN")


@pytest.mark.parametrize(
    ("line", "current", "kind", "leaves"),
    [
        ("TO AMEMBASSY BONN", None, ACTION, (Label("TO"), Text(" "), BONN)),
        (" TO: AMEMBASSY BONN\\", None, ACTION,
         (Text(" "), Label("TO:"), Text(" "), BONN, Text("\\"))),
        ("To: AMEMBASSY BONN", None, ACTION, (Label("To:"), Text(" "), BONN)),
        ("INFO AMEMBASSY BONN", ACTION, INFO, (Label("INFO"), Text(" "), BONN)),
        ("XMT AMEMBASSY BONN", INFO, EXEMPTED, (Label("XMT"), Text(" "), BONN)),
        ("XMT/AMEMBASSY BONN", INFO, EXEMPTED, (Label("XMT"), Text("/"), BONN)),
        ("AMEMBASSY BONN ", ACTION, ACTION, (BONN, Text(" "))),
        ("     AMEMBASSY BONN", INFO, INFO, (Text("     "), BONN)),
        ("AMEMBASSY BONN", EXEMPTED, EXEMPTED, (BONN,)),
        ("TO", None, ACTION, (Label("TO"),)),
        ("TO ", None, ACTION, (Label("TO"), Text(" "))),
        ("TO PAGE 02        STATE   015113  182333Z ", None, ACTION,
         (Label("TO"), Text(" "),
          PageMarker("PAGE 02        STATE   015113  182333Z", 2, None, "STATE", "015113"),
          Text(" "))),
        ("SECDEF WASHDC//ISA//UNCLAS SECTION 01 OF 02 EXAMPLE 003294", INFO, INFO,
         (Addressee("SECDEF WASHDC//ISA//", "SECDEF WASHDC", office_symbols=("ISA",)),
          Banner("UNCLAS", Level.U), Text(" "), SectionOf("SECTION 01 OF 02", 1, 2), Text(" "),
          MessageSerial("EXAMPLE 003294", "EXAMPLE", "003294"))),
    ],
)  # fmt: skip
def test_address_lines(
    line: str, current: FieldKind | None, kind: FieldKind, leaves: tuple[Inline, ...]
) -> None:
    assert scan_address_line(line, current) == (kind, leaves)


@pytest.mark.parametrize(
    "name",
    [
        "SECDEF WASHDC//ISA/XY//",
        "RUEHZZ/AMCONSUL DUBAI 0123",
        "AIT TAIPEI 0634",
        "ASEAN COLLECTIVE",
        "CINCPAC",
        "NSC WASHDC",
        "HQ USAFE RAMSTEIN AB GE",
        "AMEMBASSY THE HAGUE",
        "US SECRET SERVICE WASHDC",
    ],
)
def test_lines_that_continue_an_address(name: str) -> None:
    found = scan_address_line(name, INFO)
    assert found is not None
    assert [x.raw for x in found[1] if isinstance(x, Addressee)] == [name]
    assert scan_address_line(name, None) is None
    assert scan_address_line(name, FieldKind.ORIGINATOR) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "BT",
        "UNCLAS EXAMPLE 000123",
        "CONFIDENTIAL",
        "S E C R E T SECTION 01 OF 02 EXAMPLE 000123",
        "LIMITED OFFICIAL USE LA PAZ 0123",
        "LIMITTED OFFICIAL USE LA PAZ 0123",
        "C O N F I D E N T AL LA PAZ 0123",
        "XX SECRET LA PAZ",
        "SIPDIS",
        "NOFORN",
        "C O R R E C T E D  C O P Y",
        "E.O. 12958: N/A",
        "EO 12958 N/A",
        "E.O. 11652 GDS",
        "TAGS: XX",
        "TAGS XX, YY",
        "SUBJECT: SOMETHING",
        "SUBJ/SOMETHING//",
        "REF: STATE 0123",
        "STATE FOR EUR/CE",
        "STATE PASS USTR",
        "1. SUMMARY",
        "PAGE 02        STATE   015113  182333Z",
        "EXAMPLE 00000123  002 OF 003",
        "------------------103473 082010Z /62",
        "Classified By: Jane Roe",
        "NAVADMIN 062/18",
        "THE TALKS WENT ON",
        "OCT-01 ISO-00 /005 W",
    ],
)
def test_other_lines_continue_no_address(line: str) -> None:
    assert scan_address_line(line, INFO) is None


@pytest.mark.parametrize(
    "line",
    [
        "INFO OCT-01 ADS-00 SSO-00 /026 W",
        "INFO  LOG-00   NP-00",
        "TO WHICH HE HAS REFERRED SEVERAL TIMES",
        "TO THE EFFECT OF IT",
        "TO GO AHEAD WITH IT.",
        "TO go ahead",
        "To: Roe, Jane",
        "INFORMATION",
        "TODAY",
        "TO-DATE FIGURES",
    ],
)
def test_other_lines_with_the_word_are_no_address_line(line: str) -> None:
    assert scan_address_line(line, None) is None


@given(ADDRESSEES, st.sampled_from(["TO", "INFO", "XMT"]), st.sampled_from(["", " ", " \\"]))
def test_no_character_of_an_address_line_is_lost(
    addressee: Addressee, label: str, end: str
) -> None:
    line = f"{label} {format_addressee(addressee)}{end}"
    found = scan_address_line(line, None)
    assert found is not None
    assert raw_text(found[1]) == line


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("RUEHC/SECSTATE WASHDC", True),
        ("RHMFIUU/DEPT OF NOTIONS", True),
        ("RUEHC", False),
        ("RUEHC//J5", False),
        ("UNCLAS/SBU", False),
        ("RMKS/1. TEXT", False),
        ("RESTRICTED/NOFORN", False),
    ],
)
def test_a_listed_addressee_begins_with_an_indicator_of_the_network(
    line: str, *, listed: bool
) -> None:
    assert is_listed(line) is listed
