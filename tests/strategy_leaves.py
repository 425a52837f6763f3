"""Hypothesis strategies for texts and leaves; ``strategies`` builds blocks and cables of them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from cableconv.model.content import Inline
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    PageMarker,
    PassingInstruction,
    Precedence,
    Reference,
    ReferenceKind,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import (
    Excision,
    Furniture,
    FurnitureKind,
    LineBreak,
    Marker,
)
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    Level,
    PortionMark,
    Reasons,
)

T = TypeVar("T")
Content = tuple[Inline, ...]

# --- characters -------------------------------------------------------------------------------

_ORDINARY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:()-/"
_MARKUP = "&<>]\"'`#*_\\{}[]|~$%"
_FOREIGN = "áéñÖßšŁğőΑλφώЖийЯسلامعربي中文電報日本語한국"  # Latin, Greek, Cyrillic, Arabic, CJK
_ODD = "\t\u00a0\u0301\u0308\u200b\u200f\u00ad\u2019\u201c\u2014\ufeff\U0001f4dc\ufffd"
_CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x85\u2028"

# Alphabets are strings, not strategies: that draws a text in one step.
_CHARACTERS = _ORDINARY + _MARKUP + _FOREIGN + _ODD
_WILD = _CHARACTERS + _CONTROLS
_PHRASES = st.sampled_from(
    (
        "the Minister said that",
        "a visit of the delegation",
        "ends ]]> here",
        "&amp; is no entity",
        "<b>no tag</b>",
        "(C) in the middle",
        "of  two  blanks",
        "trailing blank ",
        "right-of-",
        "Ελλάδα",
        "Москва",
        "السفارة",
        "大使館",
        "a\u0301e\u0308",
        "no\u00a0break",
        "one\ttab",
        "``quoted''",
        "A_VERY_LONG_WORD_" + "x" * 80,
    )
)


@cache
def texts(*, controls: bool = True) -> st.SearchStrategy[str]:
    """Text of one line, never empty: all scripts, markup signs, odd blanks, now and then C0."""
    free = st.text(_WILD if controls else _CHARACTERS, min_size=1, max_size=24)
    return st.one_of(_PHRASES, st.lists(_PHRASES, min_size=1, max_size=4).map(" ".join), free)


@cache
def words() -> st.SearchStrategy[str]:
    """Capital letters, as post names and offices have them."""
    return st.sampled_from(("EXAMPLEVILLE", "LA PAZ", "USUN NEW YORK", "SÃO NOTIONAL", "STATE"))


@cache
def tails() -> st.SearchStrategy[str]:
    """What follows a block: at least one line end."""
    return st.sampled_from(("\n", "\n\n", " \n", "\n \n", "\n\n\n", "\n    ", "\t\n\n  "))


@cache
def line_breaks() -> st.SearchStrategy[LineBreak]:
    """A line end inside a block."""
    return st.sampled_from(("\n", " \n", "\n   ", "\n\n", "  \n \n")).map(LineBreak)


# --- combinations -----------------------------------------------------------------------------

# Strategies are made once and kept: making them costs more than drawing from them.

BOOLEANS = st.booleans()


@cache
def maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """A value, or None."""
    return st.none() | values


@cache
def few(values: st.SearchStrategy[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    """A list of so many values."""
    return st.lists(values, min_size=least, max_size=most)


# --- markings ---------------------------------------------------------------------------------

_MARKS: tuple[PortionMark, ...] = (
    PortionMark("(U)", Level.U),
    PortionMark("(SBU)", Level.U, ("SBU",)),
    PortionMark("(sbu)", Level.U, ("SBU",)),
    PortionMark("(LOU)", Level.U, ("LOU",)),
    PortionMark("(U//FOUO)", Level.U, ("FOUO",)),
    PortionMark("(SBU/NF)", Level.U, ("SBU", "NOFORN")),
    PortionMark("(R)", Level.R),
    PortionMark("(C)", Level.C),
    PortionMark("( C )", Level.C),
    PortionMark("(C/NF)", Level.C, ("NOFORN",)),
    PortionMark("(C - ENTIRE TEXT)", Level.C, entire_text=True),
    PortionMark("(S)", Level.S),
    PortionMark("(S/NF)", Level.S, ("NOFORN",)),
    PortionMark("(S//OC/NF)", Level.S, ("ORCON", "NOFORN")),
    PortionMark("(S//REL TO USA, GBR)", Level.S, ("REL",), ("USA", "GBR")),
    PortionMark("(S/REL UK)", Level.S, ("REL",), ("UK",)),
    PortionMark("(TS)", Level.TS),
    PortionMark("(FOUO)", None, ("FOUO",)),
)
_BANNERS: tuple[Banner, ...] = (
    Banner("UNCLAS", Level.U),
    Banner("UNCLASSIFIED", Level.U),
    Banner("LIMITED OFFICIAL USE", Level.U, ("LOU",)),
    Banner("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.U, ("FOUO",)),
    Banner("R E S T R I C T E D", Level.R),
    Banner("C O N F I D E N T I A L", Level.C),
    Banner("CONFIDENTIAL NOFORN", Level.C, ("NOFORN",)),
    Banner("S E C R E T", Level.S),
    Banner("SECRET//NOFORN", Level.S, ("NOFORN",)),
    Banner("SECRET//REL TO USA, GBR", Level.S, ("REL",), ("USA", "GBR")),
    Banner("T O P S E C R E T", Level.TS),
)
_ENTIRE: tuple[EntireText, ...] = (
    EntireText("Sensitive but unclassified, entire text.", Level.U, ("SBU",)),
    EntireText("CONFIDENTIAL - ENTIRE TEXT.", Level.C),
    EntireText("C-ENTIRE TEXT.", Level.C),
)
_CAPTIONS: tuple[Caption, ...] = (
    *(
        Caption(name, name)
        for name in ("SIPDIS", "NOFORN", "SENSITIVE", "NODIS", "EXDIS", "LIMDIS", "STADIS", "AIDAC")
    ),
    Caption("C O R R E C T E D  C O P Y", "CORRECTED COPY"),
)


@cache
def portion_marks() -> st.SearchStrategy[PortionMark]:
    """Portion marks of every level, with controls, release lists and odd spellings."""
    return st.sampled_from(_MARKS)


@cache
def banners() -> st.SearchStrategy[Banner]:
    """Banners of every level, letter-spaced or not."""
    return st.sampled_from(_BANNERS)


@cache
def entire_texts() -> st.SearchStrategy[EntireText]:
    """Statements for the entire text."""
    return st.sampled_from(_ENTIRE)


@cache
def captions() -> st.SearchStrategy[Caption]:
    """Captions."""
    return st.sampled_from(_CAPTIONS)


@cache
def declassifications() -> st.SearchStrategy[Declassification]:
    """Declassification instructions of all orders."""
    dates = st.dates(dt.date(1974, 1, 1), dt.date(2040, 12, 31)).map(
        lambda day: Declassification(f"DECL: {day:%m/%d/%Y}", "12958", declassify_on=day)
    )
    return st.one_of(
        dates,
        st.sampled_from(
            (
                Declassification("N/A", "12958", not_applicable=True),
                Declassification("GDS", "11652", schedule="GDS"),
                Declassification("DECL: 25X1", "13526", exemptions=("25X1",)),
                Declassification(
                    "RDS-3 8/21/99 (ROE, JANE) OR-M",
                    "12065",
                    declassify_on=dt.date(1999, 8, 21),
                    schedule="RDS-3",
                    officer="ROE, JANE",
                ),
                Declassification("TEN YEARS AFTER SOMETHING", event="TEN YEARS AFTER SOMETHING"),
            )
        ),
    )  # fmt: skip


# --- header values ----------------------------------------------------------------------------

PRECEDENCES = st.sampled_from(Precedence)
PRECEDENCE_PAIRS = st.lists(PRECEDENCES, max_size=2, unique=True)
_INDICATOR = st.sampled_from(("RUEHZZ", "RUEHC", "RUEKJCS", "RHMFISS"))
_SERIAL = st.integers(1, 9999).map(str)
_MAYBE_PRECEDENCE = maybe(PRECEDENCES)


@cache
@st.composite
def stations(draw: st.DrawFn) -> Station:
    """A DE line, with or without section and filing time."""
    indicator, serial = draw(_INDICATOR), draw(_SERIAL)
    section = draw(maybe(st.integers(1, 28)))
    raw = f"DE {indicator} #{serial}" + ("" if section is None else f"/{section:02d}")
    if draw(BOOLEANS):
        return Station(raw, indicator, serial, section)
    day, hour, minute = (
        draw(st.integers(1, 366)),
        draw(st.integers(0, 23)),
        draw(st.integers(0, 59)),
    )
    stamp = f" {day:03d}{hour:02d}{minute:02d}"
    return Station(raw + stamp, indicator, serial, section, day, hour, minute)


_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()  # noqa: SIM905 - reads so


@cache
@st.composite
def date_time_groups(draw: st.DrawFn) -> DateTimeGroup:
    """A date-time group of 1966-2039, with or without month, year, prosigns and signals."""
    prosigns = tuple(draw(PRECEDENCE_PAIRS))
    day, hour, minute = draw(st.integers(1, 31)), draw(st.integers(0, 23)), draw(st.integers(0, 59))
    zone = draw(st.sampled_from("ZABKMNRY"))
    month = draw(maybe(st.integers(1, 12)))
    year = None if month is None else draw(maybe(st.integers(1966, 2039)))
    signals = tuple(draw(few(st.sampled_from(("ZDK", "ZFF4", "ZUI")), 0, 2)))
    parts = [*(p.value for p in prosigns), f"{day:02d}{hour:02d}{minute:02d}{zone}"]
    parts += [] if month is None else [_MONTHS[month - 1]]
    parts += [] if year is None else [f"{year % 100:02d}"]
    raw = " ".join([*parts, *signals])
    return DateTimeGroup(raw, prosigns, day, hour, minute, zone, month, year, signals)


@cache
@st.composite
def addressees(draw: st.DrawFn) -> Addressee:
    """An addressee line of any completeness."""
    indicator, precedence = draw(maybe(_INDICATOR)), draw(_MAYBE_PRECEDENCE)
    name, mcn = draw(words()), draw(maybe(_SERIAL))
    niact = precedence is Precedence.IMMEDIATE and draw(BOOLEANS)
    offices = tuple(draw(few(st.sampled_from(("J5", "ISA", "EUR/ERA")), 0, 2)))
    raw = (f"{indicator}/" if indicator else "") + name
    raw += f"//{'/'.join(offices)}//" if offices else ""
    raw += (" NIACT" if niact else "") + (f" {precedence.name}" if precedence else "")
    raw += f" {mcn}" if mcn else ""
    return Addressee(raw, name, indicator, precedence, niact, mcn, offices)


@cache
@st.composite
def references(draw: st.DrawFn) -> Reference:
    """A reference to a cable, an e-mail, or something else."""
    kind = draw(st.sampled_from(ReferenceKind))
    letter = draw(maybe(st.sampled_from("ABCZ")))
    notal = draw(BOOLEANS)
    year, post, serial = draw(st.integers(66, 99)), draw(words()), draw(_SERIAL)
    is_cable = kind is ReferenceKind.CABLE
    name = f"{year} {post} {serial}" if is_cable else f"{kind.value.upper()} OF 1 MAY <ROE@X>"
    mrn = f"{year}{post.replace(' ', '')}{serial}" if is_cable else None
    raw = (f"{letter}. " if letter else "") + name + (" (NOTAL)" if notal else "")
    return Reference(raw, kind, letter, mrn, notal)


@cache
@st.composite
def page_markers(draw: st.DrawFn) -> PageMarker:
    """A page line of the 2000s or the 1970s."""
    page, pages = draw(st.integers(1, 28)), draw(st.integers(2, 28))
    post, serial = draw(words()), draw(_SERIAL)
    if draw(BOOLEANS):
        serial = serial.zfill(8)
        return PageMarker(f"{post} {serial}  {page:03d} OF {pages:03d}", page, pages, post, serial)
    return PageMarker(f"PAGE {page:02d}  {post} {serial}  082005Z", page, None, post, serial)


@cache
def routings() -> st.SearchStrategy[Routing]:
    def build(precedence: Precedence | None, indicators: list[str]) -> Routing:
        sign = precedence.value * 2 + " " if precedence else ""
        return Routing(sign + " ".join(indicators), precedence, tuple(indicators))

    return st.builds(build, _MAYBE_PRECEDENCE, few(_INDICATOR, 1, 3))


SECURITY = st.sampled_from(
    (
        Security("ZNR UUUUU ZZH", "ZNR", "UUUUU", ("ZZH",)),
        Security("ZNY CCCCC", "ZNY", "CCCCC"),
        Security("ZNY SSSSS/BBBBB", "ZNY", "SSSSS/BBBBB"),
        Security("ZNR EEEEE", "ZNR", "EEEEE"),
    )
)
TRANSMISSION = _SERIAL.map(lambda n: TransmissionId(f"VZCZCXRO{n}", "XRO", n))
SECTION_OF = st.one_of(
    st.builds(lambda k, n: SectionOf(f"SECTION {k:02d} OF {n:02d}", k, n),
              st.integers(1, 9), st.integers(2, 28)),
    st.integers(2, 9).map(lambda n: SectionOf(f"FINAL SECTION OF {n}", n, n, final=True)),
)  # fmt: skip
MESSAGE_SERIAL = st.builds(
    lambda post, n: MessageSerial(f"{post} {n.zfill(6)}", post, n.zfill(6)), words(), _SERIAL
)
TAG = st.sampled_from(
    (Tag("PREL", "PREL"), Tag("kdem", "KDEM"), Tag("XX", "XX"), Tag("(ROE, JANE)", "ROE, JANE"))
)
CLASSIFIED_BY = st.sampled_from(
    (
        ClassifiedBy("DCM John Doe", ("John Doe",), "DCM"),
        ClassifiedBy("Ambassador Zoë Ångström & A. <B.>", ("Zoë Ångström",), "Ambassador"),
        ClassifiedBy("SECTION 1.5 (B)"),
    )
)
REASONS = st.sampled_from(
    (
        Reasons("1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        Reasons("1.5 (B)", ("1.5(b)",)),
        Reasons("reason of its own"),
    )
)
DERIVED = st.sampled_from((DerivedFrom("Multiple Sources"), DerivedFrom("DSCG 05-01")))
PASSING = st.sampled_from(
    (PassingInstruction("DEPT FOR WHA/BSC"), PassingInstruction("STATE PASS USTR & <OTHERS>"))
)
EXCISIONS = st.sampled_from(
    (
        Excision("XXXXXXXXXXXX"),
        Excision("[1 line not declassified]"),
        Excision("[B1, 1.4(D)]", ("B1", "1.4(D)")),
    )
)
MARKERS = st.sampled_from(
    (
        Marker("SUMMARY:", "summary"),
        Marker("End Summary.", "summary", end=True),
        Marker("COMMENT:", "comment"),
        Marker("BEGIN TEXT:", "text"),
        Marker("END TEXT.", "text", end=True),
    )
)


@cache
def furniture() -> st.SearchStrategy[Furniture]:
    """Words that are not the cable's."""
    return st.builds(Furniture, texts(), st.sampled_from(FurnitureKind))
