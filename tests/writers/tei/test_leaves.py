"""Leaves as XML: values in attributes, and leaves that a reader can find again."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    Precedence,
    Reference,
    ReferenceKind,
    Security,
    Station,
)
from cableconv.model.leaf import (
    Cell,
    Excision,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Number,
    Text,
)
from cableconv.model.markings import ClassifiedBy, Declassification, Level, PortionMark
from cableconv.writers.tei.divisions import DivisionRenderer
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.escape import Escape
from cableconv.writers.tei.header_leaves import filing_time


def renderer() -> DivisionRenderer:
    return DivisionRenderer(Edition(Cable(), Escape()))


def xml(*leaves: Inline) -> str:
    return renderer().content(leaves)


def test_each_line_but_the_first_begins_with_lb() -> None:
    assert xml(Text("one"), LineBreak(), Text("two")) == "one\n<lb/>two"


def test_blanks_at_a_line_end_belong_to_it() -> None:
    assert xml(Text("one"), LineBreak(" \n\n  "), Text("two")) == "one \n<lb/>\n<lb/>  two"


@pytest.mark.parametrize(
    ("leaves", "found"),
    [
        ((Text("a"), Text("b")), 'a<seg type="text">b</seg>'),
        ((Text(""),), '<seg type="text"></seg>'),
        ((Text("a\nb"),), '<seg type="text">a\n<lb/>b</seg>'),
        ((Text("a"), LineBreak(), Text(" b")), 'a\n<lb/><seg type="text"> b</seg>'),
        ((Text("a "), LineBreak(), Text("b")), '<seg type="text">a </seg>\n<lb/>b'),
        ((LineBreak(), LineBreak()), '\n<lb/><seg type="line-end">\n<lb/></seg>'),
        ((Text("a"), LineBreak("\n\xa0"), Text("b")), 'a<seg type="line-end">\n<lb/>\xa0</seg>b'),
        ((Text("a"), LineBreak(), Text(""), LineBreak(), Text("b")),
         'a\n<lb/><seg type="text"></seg>\n<lb/>b'),
    ],
)  # fmt: skip
def test_leaves_that_characters_do_not_tell_apart_are_elements(
    leaves: tuple[Inline, ...], found: str
) -> None:
    assert xml(*leaves) == found


def test_blanks_before_the_tail_of_a_block_are_told_from_it() -> None:
    assert renderer().content((Text("a "),), tail_follows=True) == '<seg type="text">a </seg>'
    found = renderer().content((Text("a"), LineBreak()), tail_follows=True)
    assert found == 'a<seg type="line-end">\n<lb/></seg>'


def test_preformatted_blanks_are_text() -> None:
    leaves = (Text("a  "), LineBreak(), Text("  b"))
    assert renderer().verbatim(leaves) == "a  \n<lb/>  b"


def test_a_portion_mark_states_level_and_controls() -> None:
    mark = PortionMark("(s/nf)", Level.S, ("NOFORN",))
    assert xml(mark) == '<seg type="portion-mark" ana="#cls-S #cap-NOFORN">(s/nf)</seg>'


def test_a_mark_without_a_level_points_at_none() -> None:
    assert xml(PortionMark("(X)", None)) == '<seg type="portion-mark">(X)</seg>'


def test_a_number_that_its_digits_do_not_tell_is_stated() -> None:
    assert xml(Number("12.", 12)) == '<label type="number">12.</label>'
    assert xml(Number("l2.", 12)) == '<label type="number" n="12">l2.</label>'


def test_an_excision_has_a_gap_of_its_size() -> None:
    found = xml(Excision("[less than 1 line not declassified]"))
    assert '<gap reason="withheld" unit="line" atMost="1"/>[less' in found
    assert '<gap reason="withheld"/>XXXX' in xml(Excision("XXXX"))


def test_a_stamp_is_a_stamp() -> None:
    found = xml(Furniture("RELEASED IN FULL", FurnitureKind.STAMP))
    assert found == '<stamp type="release">RELEASED IN FULL</stamp>'


def test_a_reference_points_at_the_telegram() -> None:
    found = xml(Reference("B. 05 X 9 (NOTAL)", ReferenceKind.CABLE, "B", "05X 9", notal=True))
    head = '<ref type="cable" subtype="notal" n="B" target="mrn:05X%209">'
    assert found == f"{head}B. 05 X 9 (NOTAL)</ref>"


def test_an_addressee_keeps_name_station_precedence_and_number_apart() -> None:
    leaf = Addressee(
        "RUEHC/SECSTATE WASHDC//J5// NIACT IMMEDIATE 12",
        "SECSTATE WASHDC",
        "RUEHC",
        Precedence.IMMEDIATE,
        niact=True,
        mcn="12",
        office_symbols=("J5",),
    )
    assert xml(leaf) == (
        '<seg type="addressee"><orgName key="RUEHC"><idno type="routing-indicator">RUEHC</idno>/'
        '<name>SECSTATE WASHDC</name></orgName>//<seg type="office-symbol">J5</seg>// '
        '<seg type="precedence" subtype="niact" ana="#prec-O">NIACT IMMEDIATE</seg> '
        '<num type="mcn">12</num></seg>'
    )


def test_a_security_line_without_known_letters_claims_no_level() -> None:
    assert "ana=" not in xml(Security("ZNY QQQQQ", "ZNY", "QQQQQ"))
    assert 'ana="#cls-S"' in xml(Security("ZNY SSSSS", "ZNY", "SSSSS"))


def test_a_date_in_another_zone_is_stated_and_normalised() -> None:
    group = DateTimeGroup("141530R FEB 06", (), 14, 15, 30, "R", 2, 2006)
    assert 'when="2006-02-14T20:30:00Z">141530R FEB 06</date>' in xml(group)


def test_a_date_without_a_year_has_no_when() -> None:
    found = xml(DateTimeGroup("P 141530Z FEB", (Precedence.PRIORITY,), 14, 15, 30, "Z", 2))
    assert '<date type="dtg" n="141530Z FEB">141530Z FEB</date>' in found
    assert "when=" not in found


def test_an_officer_of_an_authority_is_named() -> None:
    found = xml(ClassifiedBy("John Doe, DCM", ("John Doe",), "DCM"))
    assert "<persName>John Doe</persName>, <roleName>DCM</roleName>" in found


@pytest.mark.parametrize("raw", ["DECL: 02/04/2016", "DECL: 2/4/16", "DECL: 20160204", "DECL: II"])
def test_a_declassification_date_is_normalised_however_it_is_written(raw: str) -> None:
    found = xml(Declassification(raw, declassify_on=dt.date(2016, 2, 4)))
    assert '<date type="declassify" when="2016-02-04"' in found


def test_not_applicable_is_no_date() -> None:
    found = xml(Declassification("N/A", "12958", not_applicable=True))
    assert found == '<seg type="declassify" ana="#eo-12958 #dcl-NA">N/A</seg>'


@pytest.mark.parametrize(
    ("day", "sent", "filed"),
    [
        (45, "2006-02-14T15:30", "2006-02-14T15:30:00Z"),
        (1, "2006-12-31T23:50", "2007-01-01T15:30:00Z"),
        (365, "2007-01-01T00:10", "2006-12-31T15:30:00Z"),
        (200, "2006-02-14T15:30", None),
    ],
)
def test_the_filing_time_takes_its_year_from_the_date(
    day: int, sent: str, filed: str | None
) -> None:
    station = Station("", day_of_year=day, hour=15, minute=30)
    moment = dt.datetime.fromisoformat(sent).replace(tzinfo=dt.UTC)
    assert filing_time(station, moment) == filed


def test_no_filing_time_without_hours_or_date() -> None:
    moment = dt.datetime(2006, 2, 14, tzinfo=dt.UTC)
    assert filing_time(Station("", day_of_year=45), moment) is None
    assert filing_time(Station("", day_of_year=45, hour=30, minute=0), moment) is None
    assert filing_time(Station("", day_of_year=45, hour=1, minute=0), None) is None


@pytest.mark.timing
@pytest.mark.parametrize(
    "leaf",
    [
        lambda n: LineBreak(" " * n),
        lambda n: LineBreak("\n" * n + "x"),
        lambda n: Text(" \n" * (n // 2)),
        lambda n: Excision("[" + "1" * n),
        lambda n: Label("\t" * n),
        lambda n: Addressee("A " * (n // 2), "A  B"),
    ],
)
def test_hostile_leaves_cost_linear_time(leaf: object) -> None:
    assert callable(leaf)
    costs = []
    for size in (10_000, 100_000, 1_000_000):
        leaves = (Text("x"), leaf(size), Text("y"))
        start = time.process_time()
        renderer().content(leaves)
        costs.append(time.process_time() - start)
    assert costs[2] < 60 * max(costs[1], 0.002)


def test_leaves_out_of_place_are_rendered_all_the_same() -> None:
    assert xml(Cell("a")) == '<seg type="cell">a</seg>'
    assert renderer().render(Text("a")) == "a"
