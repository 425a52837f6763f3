"""The E.O. line and declassification instructions."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.executive_order import (
    format_declassification,
    is_day_first,
    parse_declassification,
    read_date,
    scan_executive_order_line,
)
from cableconv.model.content import raw_text
from cableconv.model.leaf import Label
from cableconv.model.markings import Declassification


def leaves(line: str) -> tuple[str, Declassification | None]:
    content = scan_executive_order_line(line)
    assert content is not None
    assert raw_text(content) == line
    labels = [leaf.raw for leaf in content if isinstance(leaf, Label)]
    values = [leaf for leaf in content if isinstance(leaf, Declassification)]
    assert len(labels) == 1
    assert len(values) <= 1
    return labels[0], values[0] if values else None


@pytest.mark.parametrize(
    ("line", "label", "raw", "order"),
    [
        ("E.O. 12958: N/A", "E.O. 12958:", "N/A", "12958"),
        ("  E.O. 12958:  N/A \\\\ ", "E.O. 12958:", "N/A", "12958"),
        ("E.O. 12958:N/A", "E.O. 12958:", "N/A", "12958"),
        ("E.O.12958: N/A", "E.O.12958:", "N/A", "12958"),
        ("EO 12958 N/A ", "EO 12958", "N/A", "12958"),
        ("EO 12958 DECL: 01/02/2017", "EO 12958", "DECL: 01/02/2017", "12958"),
        ("E.o. 12958: decl: 01/02/2017", "E.o. 12958:", "decl: 01/02/2017", "12958"),
        ("E. O. 11652: GDS", "E. O. 11652:", "GDS", "11652"),
        ("E.O. 12598: DECL: X1", "E.O. 12598:", "DECL: X1", "12598"),
        ("E.O. 11)652: N/A", "E.O. 11)652:", "N/A", "11652"),
        ("E.OM 11652: GDS", "E.OM 11652:", "GDS", "11652"),
        ("E.O.:      13526", "E.O.:", "13526", "13526"),
        ("E.O.: N/A", "E.O.:", "N/A", None),
        ("E.O. 12958: N/A TAGS: PREL, XX", "E.O. 12958:", "N/A", "12958"),
        ("EO 12958 DECL: X1 CLASSIFIED BY DCM DOE", "EO 12958", "DECL: X1", "12958"),
        ("E.O. 12958: TWENTY YEARS", "E.O. 12958:", "TWENTY YEARS", "12958"),
        ("EO 12958 TWENTY YEARS", "EO 12958", "TWENTY YEARS", "12958"),
        (
            "E.O. 12958: DECL: UPON DEATH OF SUBJECT",
            "E.O. 12958:",
            "DECL: UPON DEATH OF SUBJECT",
            "12958",
        ),
        (
            "E.O. 12958: DECL: UPON TREATY REF BY SENATE TAGS: PREL",
            "E.O. 12958:",
            "DECL: UPON TREATY REF BY SENATE",
            "12958",
        ),
        ("E.O. 12958: N/A SUBJECT: HARBOR", "E.O. 12958:", "N/A", "12958"),
        ("EXECUTIVE ORDER 12958: N/A", "EXECUTIVE ORDER 12958:", "N/A", "12958"),
    ],
)
def test_lines(line: str, label: str, raw: str, order: str | None) -> None:
    found, leaf = leaves(line)
    assert found == label
    assert leaf is not None
    assert leaf.raw == raw
    assert leaf.executive_order == order


def test_a_label_without_a_value() -> None:
    assert leaves("E.O. 12958:") == ("E.O. 12958:", None)
    assert leaves("E.O. 12958: TAGS: PREL") == ("E.O. 12958:", None)
    assert leaves("EO 12958 ") == ("EO 12958", None)


@pytest.mark.parametrize(
    "line",
    ["", "E.O. 12958 requires a reason.", "EO the word", "E.O. requires", "TAGS: PREL",
     "Under E.O. 12958: N/A", "E.O. 123456: N/A", "E.ON AG", "E.ON 12345 shares"],
)  # fmt: skip
def test_other_lines(line: str) -> None:
    assert scan_executive_order_line(line) is None


D = Declassification
DAY = dt.date(2017, 8, 16)


@pytest.mark.parametrize(
    ("raw", "order", "expected"),
    [
        ("N/A", "12958", D("", not_applicable=True)),
        ("NA", "12958", D("", not_applicable=True)),
        ("n/a.", "12958", D("", not_applicable=True)),
        ("DECL: 08/16/2017", "12958", D("", declassify_on=DAY)),
        ("DECL 8/16/2017", "12958", D("", declassify_on=DAY)),
        ("decl: 2017/08/16", "12958", D("", declassify_on=DAY)),
        ("DECL: 20170816", "13526", D("", declassify_on=DAY)),
        ("DECL: 16/08/2017", "12958", D("", declassify_on=DAY)),
        ("DECL: August 16, 2017", "12958", D("", declassify_on=DAY)),
        ("DECL: 16 AUG 2017", "12958", D("", declassify_on=DAY)),
        ("Declassify on: 08-16-2017", None, D("", declassify_on=DAY)),
        ("DECL: 8/16/17", "12958", D("", declassify_on=DAY)),
        ("DECL: 1/5/95", "12356", D("", declassify_on=dt.date(1995, 1, 5))),
        ("DECL: X1", "12958", D("", exemptions=("X1",))),
        ("DECL: X1, X6", "12958", D("", exemptions=("X1", "X6"))),
        ("DECL: 1.6X1", "12958", D("", exemptions=("X1",))),
        ("DECL: 1.6 (X1)", "12958", D("", exemptions=("X1",))),
        ("25X1", "13526", D("", exemptions=("25X1",))),
        ("DECL: 25X1-human", "13526", D("", exemptions=("25X1-HUM",))),
        ("DECL: 50X1-HUM", "13526", D("", exemptions=("50X1-HUM",))),
        ("DECL: 25X6, 08/16/2017", "13526", D("", exemptions=("25X6",), declassify_on=DAY)),
        ("DECL: UPON RELEASE OF ANNEX 1", "12958", D("", event="UPON RELEASE OF ANNEX 1")),
        ("DECL: OADR", "12356", D("", schedule="OADR")),
        ("DECL:OADR", "12356", D("", schedule="OADR")),
        ("DECL: MR", "12958", D("", schedule="MR")),
        ("GDS", "11652", D("", schedule="GDS")),
        ("XGDS-1", "11652", D("", schedule="XGDS-1")),
        ("XGDS2", "11652", D("", schedule="XGDS-2")),
        ("ADS, DECLAS 12-31-74", "11652",
         D("", schedule="ADS", declassify_on=dt.date(1974, 12, 31))),
        ("ADS, DECLAS UPON DEPARTURE", "11652", D("", schedule="ADS", event="UPON DEPARTURE")),
        ("GDS 8/12/85 (ROE, JANE Q.) OR-M", "12065",
         D("", schedule="GDS", declassify_on=dt.date(1985, 8, 12), officer="ROE, JANE Q.")),
        ("(GDS 8/12/85 (ROE, JANE) OR-P/E", "12065",
         D("", schedule="GDS", declassify_on=dt.date(1985, 8, 12), officer="ROE, JANE")),
        ("RDS-3 4/12/99 (DOE, JOHN) OR-P", "12065",
         D("", schedule="RDS-3", declassify_on=dt.date(1999, 4, 12), officer="DOE, JOHN")),
        ("DECL: TEN YEARS AFTER UNIFICATION", "12958",
         D("", event="TEN YEARS AFTER UNIFICATION")),
        ("TWENTY YEARS", "12958", D("", event="TWENTY YEARS")),
        ("DECL: AFTER 08/16/2017", "12958", D("", event="AFTER 08/16/2017")),
        ("DNG: CO 01/02/2030", "12958", D("", event="DNG: CO 01/02/2030")),
        ("AS AMENDED; DECLASSIFIED JUNE 1, 2006", "12958",
         D("", event="AS AMENDED; DECLASSIFIED JUNE 1, 2006")),
        ("DECL: 02/31/2012", "12958", D("")),
        ("DECL: 13/13/2012", "12958", D("")),
        ("DECL: 01/02/20205", "12958", D("")),
        ("DECL: 01/02/0217", "12958", D("")),
        ("DECL: 123/02/2017", "12958", D("")),
        ("DECL: 01/02/217", "12958", D("")),
        ("DECL:", "12958", D("")),
        ("", None, D("")),
    ],
)  # fmt: skip
def test_instructions(raw: str, order: str | None, expected: Declassification) -> None:
    leaf = parse_declassification(raw, order)
    assert leaf == attrs.evolve(expected, raw=raw, executive_order=order)


@pytest.mark.parametrize(
    ("order", "year"),
    [("11652", 1985), ("12065", 1985), ("12356", 1985), ("12958", 2085), ("13526", 2085),
     (None, 1985)],
)  # fmt: skip
def test_the_order_decides_the_century(order: str | None, year: int) -> None:
    assert read_date("8/16/85", order) == dt.date(year, 8, 16)


@pytest.mark.parametrize(
    "written", ["N/A", "DNG: CO 01/02/2030", "DECL: 08/16/2017", "GDS 08/12/1985 (ROE, JANE)"]
)
def test_canonical_spellings_stay(written: str) -> None:
    assert format_declassification(parse_declassification(written)) == written


def test_an_instruction_that_states_nothing_is_kept_as_written() -> None:
    assert format_declassification(Declassification("DECL: 02/31/2012")) == "DECL: 02/31/2012"


EVENTS = st.sampled_from(["TEN YEARS AFTER UNIFICATION", "END OF MISSION", "UPON DEPARTURE"])
CODES = st.lists(st.sampled_from(["X1", "X8", "25X1", "25X1-HUM", "50X2-WMD"]), unique=True)


@given(
    st.sampled_from([None, "GDS", "ADS", "XGDS-1", "RDS-3", "OADR", "MR"]),
    st.one_of(st.none(), EVENTS, st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1))),
    st.one_of(st.none(), st.just("ROE, JANE Q.")),
    CODES,
)
def test_format_and_parse_are_inverse(
    schedule: str | None, when: str | dt.date | None, officer: str | None, codes: list[str]
) -> None:
    leaf = Declassification(
        "",
        schedule=schedule,
        declassify_on=when if isinstance(when, dt.date) else None,
        event=when if isinstance(when, str) else None,
        exemptions=() if schedule else tuple(codes),
        officer=officer if schedule and schedule not in {"OADR", "MR"} else None,
    )
    written = format_declassification(leaf)
    assert parse_declassification(written) == attrs.evolve(leaf, raw=written)


@given(st.dates(dt.date(1972, 1, 1), dt.date(2099, 12, 31)))
def test_full_dates_are_read_in_each_order(day: dt.date) -> None:
    for written in (f"{day:%m/%d/%Y}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day:%Y-%m-%d}"):
        assert read_date(written) == day
    if day.day > 12:
        assert read_date(f"{day:%d/%m/%Y}") == day


@given(st.text("E.O0123456789 :DECLXGNA/-()", max_size=60))
def test_any_line_can_be_asked(line: str) -> None:
    content = scan_executive_order_line(line)
    assert content is None or raw_text(content) == line
    assert parse_declassification(line).raw == line


@pytest.mark.parametrize(
    ("raw", "guessed"),
    [("DECL: 16/08/2017", True), ("DECL: 08/16/2017", False), ("DECL: 05/08/2017", False),
     ("DECL: 2017/08/16", False), ("DECL: 16 AUG 2017", False), ("DECL: 31/31/2017", False)],
)  # fmt: skip
def test_a_date_with_the_day_first_is_a_guess(raw: str, *, guessed: bool) -> None:
    assert is_day_first(parse_declassification(raw, "12958")) is guessed
