"""Hypothesis strategies that build cables: small, varied, with every kind of block and leaf.

Leaves hold plausible values beside their ``raw``, as a reader would write them. Text holds no line
end (``LineBreak`` does), tails are blanks and line ends, and every block but the last ends its
line. Two ``Text`` leaves never stand side by side, because no reader writes them so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Row,
    Rule,
    Section,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
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
    Cell,
    Excision,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
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
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity

T = TypeVar("T")
Content = tuple[Inline, ...]

# --- characters -------------------------------------------------------------------------------

_ORDINARY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:()-/"
_MARKUP = "&<>]\"'`#*_\\{}[]|~$%"
_FOREIGN = "áéñÖßšŁğőΑλφώЖийЯسلامعربي中文電報日本語한국"  # Latin, Greek, Cyrillic, Arabic, CJK
_ODD = "\t\u00a0\u0301\u0308\u200b\u200f\u00ad\u2019\u201c\u2014\ufeff\U0001f4dc\ufffd"
_CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x85\u2028"

_CHARACTERS = st.one_of(
    st.sampled_from(_ORDINARY),
    st.sampled_from(_ORDINARY),
    st.sampled_from(_MARKUP + _FOREIGN + _ODD),
)
_WILD = st.one_of(_CHARACTERS, st.sampled_from(_CONTROLS))
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


def texts(*, controls: bool = True) -> st.SearchStrategy[str]:
    """Text of one line, never empty: all scripts, markup signs, odd blanks, now and then C0."""
    free = st.text(_WILD if controls else _CHARACTERS, min_size=1, max_size=24)
    return st.one_of(_PHRASES, st.lists(_PHRASES, min_size=1, max_size=4).map(" ".join), free)


def words() -> st.SearchStrategy[str]:
    """Capital letters, as post names and offices have them."""
    return st.sampled_from(("EXAMPLEVILLE", "LA PAZ", "USUN NEW YORK", "SÃO NOTIONAL", "STATE"))


def tails() -> st.SearchStrategy[str]:
    """What follows a block: at least one line end."""
    return st.sampled_from(("\n", "\n\n", " \n", "\n \n", "\n\n\n", "\n    ", "\t\n\n  "))


def line_breaks() -> st.SearchStrategy[LineBreak]:
    """A line end inside a block."""
    return st.sampled_from(("\n", " \n", "\n   ", "\n\n", "  \n \n")).map(LineBreak)


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


def portion_marks() -> st.SearchStrategy[PortionMark]:
    """Portion marks of every level, with controls, release lists and odd spellings."""
    return st.sampled_from(_MARKS)


def banners() -> st.SearchStrategy[Banner]:
    """Banners of every level, letter-spaced or not."""
    return st.sampled_from(_BANNERS)


def entire_texts() -> st.SearchStrategy[EntireText]:
    """Statements for the entire text."""
    return st.sampled_from(_ENTIRE)


def captions() -> st.SearchStrategy[Caption]:
    """Captions."""
    return st.sampled_from(_CAPTIONS)


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
_INDICATOR = st.sampled_from(("RUEHZZ", "RUEHC", "RUEKJCS", "RHMFISS"))
_SERIAL = st.integers(1, 9999).map(str)
_MAYBE_PRECEDENCE = st.none() | PRECEDENCES


@st.composite
def stations(draw: st.DrawFn) -> Station:
    """A DE line, with or without section and filing time."""
    indicator, serial = draw(_INDICATOR), draw(_SERIAL)
    section = draw(st.none() | st.integers(1, 28))
    raw = f"DE {indicator} #{serial}" + ("" if section is None else f"/{section:02d}")
    if draw(st.booleans()):
        return Station(raw, indicator, serial, section)
    day, hour, minute = (
        draw(st.integers(1, 366)),
        draw(st.integers(0, 23)),
        draw(st.integers(0, 59)),
    )
    stamp = f" {day:03d}{hour:02d}{minute:02d}"
    return Station(raw + stamp, indicator, serial, section, day, hour, minute)


_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()  # noqa: SIM905 - reads so


@st.composite
def date_time_groups(draw: st.DrawFn) -> DateTimeGroup:
    """A date-time group of 1966-2039, with or without month, year, prosigns and signals."""
    prosigns = tuple(draw(st.lists(PRECEDENCES, max_size=2, unique=True)))
    day, hour, minute = draw(st.integers(1, 31)), draw(st.integers(0, 23)), draw(st.integers(0, 59))
    zone = draw(st.sampled_from("ZABKMNRY"))
    month = draw(st.none() | st.integers(1, 12))
    year = None if month is None else draw(st.none() | st.integers(1966, 2039))
    signals = tuple(draw(st.lists(st.sampled_from(("ZDK", "ZFF4", "ZUI")), max_size=2)))
    parts = [*(p.value for p in prosigns), f"{day:02d}{hour:02d}{minute:02d}{zone}"]
    parts += [] if month is None else [_MONTHS[month - 1]]
    parts += [] if year is None else [f"{year % 100:02d}"]
    raw = " ".join([*parts, *signals])
    return DateTimeGroup(raw, prosigns, day, hour, minute, zone, month, year, signals)


@st.composite
def addressees(draw: st.DrawFn) -> Addressee:
    """An addressee line of any completeness."""
    indicator, precedence = draw(st.none() | _INDICATOR), draw(_MAYBE_PRECEDENCE)
    name, mcn = draw(words()), draw(st.none() | _SERIAL)
    niact = precedence is Precedence.IMMEDIATE and draw(st.booleans())
    offices = tuple(draw(st.lists(st.sampled_from(("J5", "ISA", "EUR/ERA")), max_size=2)))
    raw = (f"{indicator}/" if indicator else "") + name
    raw += f"//{'/'.join(offices)}//" if offices else ""
    raw += (" NIACT" if niact else "") + (f" {precedence.name}" if precedence else "")
    raw += f" {mcn}" if mcn else ""
    return Addressee(raw, name, indicator, precedence, niact, mcn, offices)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """A reference to a cable, an e-mail, or something else."""
    kind = draw(st.sampled_from(ReferenceKind))
    letter = draw(st.none() | st.sampled_from("ABCZ"))
    notal = draw(st.booleans())
    year, post, serial = draw(st.integers(66, 99)), draw(words()), draw(_SERIAL)
    is_cable = kind is ReferenceKind.CABLE
    name = f"{year} {post} {serial}" if is_cable else f"{kind.value.upper()} OF 1 MAY <ROE@X>"
    mrn = f"{year}{post.replace(' ', '')}{serial}" if is_cable else None
    raw = (f"{letter}. " if letter else "") + name + (" (NOTAL)" if notal else "")
    return Reference(raw, kind, letter, mrn, notal)


@st.composite
def page_markers(draw: st.DrawFn) -> PageMarker:
    """A page line of the 2000s or the 1970s."""
    page, pages = draw(st.integers(1, 28)), draw(st.integers(2, 28))
    post, serial = draw(words()), draw(_SERIAL)
    if draw(st.booleans()):
        serial = serial.zfill(8)
        return PageMarker(f"{post} {serial}  {page:03d} OF {pages:03d}", page, pages, post, serial)
    return PageMarker(f"PAGE {page:02d}  {post} {serial}  082005Z", page, None, post, serial)


def _routings() -> st.SearchStrategy[Routing]:
    def build(precedence: Precedence | None, indicators: list[str]) -> Routing:
        sign = precedence.value * 2 + " " if precedence else ""
        return Routing(sign + " ".join(indicators), precedence, tuple(indicators))

    return st.builds(build, _MAYBE_PRECEDENCE, st.lists(_INDICATOR, min_size=1, max_size=3))


_SECURITY = st.sampled_from(
    (
        Security("ZNR UUUUU ZZH", "ZNR", "UUUUU", ("ZZH",)),
        Security("ZNY CCCCC", "ZNY", "CCCCC"),
        Security("ZNY SSSSS/BBBBB", "ZNY", "SSSSS/BBBBB"),
        Security("ZNR EEEEE", "ZNR", "EEEEE"),
    )
)
_TRANSMISSION = _SERIAL.map(lambda n: TransmissionId(f"VZCZCXRO{n}", "XRO", n))
_SECTION_OF = st.one_of(
    st.builds(lambda k, n: SectionOf(f"SECTION {k:02d} OF {n:02d}", k, n),
              st.integers(1, 9), st.integers(2, 28)),
    st.integers(2, 9).map(lambda n: SectionOf(f"FINAL SECTION OF {n}", n, n, final=True)),
)  # fmt: skip
_MESSAGE_SERIAL = st.builds(
    lambda post, n: MessageSerial(f"{post} {n.zfill(6)}", post, n.zfill(6)), words(), _SERIAL
)
_TAG = st.sampled_from(
    (Tag("PREL", "PREL"), Tag("kdem", "KDEM"), Tag("XX", "XX"), Tag("(ROE, JANE)", "ROE, JANE"))
)
_CLASSIFIED_BY = st.sampled_from(
    (
        ClassifiedBy("DCM John Doe", ("John Doe",), "DCM"),
        ClassifiedBy("Ambassador Zoë Ångström & A. <B.>", ("Zoë Ångström",), "Ambassador"),
        ClassifiedBy("SECTION 1.5 (B)"),
    )
)
_REASONS = st.sampled_from(
    (
        Reasons("1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        Reasons("1.5 (B)", ("1.5(b)",)),
        Reasons("reason of its own"),
    )
)
_DERIVED = st.sampled_from((DerivedFrom("Multiple Sources"), DerivedFrom("DSCG 05-01")))
_PASSING = st.sampled_from(
    (PassingInstruction("DEPT FOR WHA/BSC"), PassingInstruction("STATE PASS USTR & <OTHERS>"))
)
_EXCISIONS = st.sampled_from(
    (
        Excision("XXXXXXXXXXXX"),
        Excision("[1 line not declassified]"),
        Excision("[B1, 1.4(D)]", ("B1", "1.4(D)")),
    )
)
_MARKERS = st.sampled_from(
    (
        Marker("SUMMARY:", "summary"),
        Marker("End Summary.", "summary", end=True),
        Marker("COMMENT:", "comment"),
        Marker("BEGIN TEXT:", "text"),
        Marker("END TEXT.", "text", end=True),
    )
)


def furniture() -> st.SearchStrategy[Furniture]:
    """Words that are not the cable's."""
    return st.builds(Furniture, texts(), st.sampled_from(FurnitureKind))


# --- content ----------------------------------------------------------------------------------


def _text_leaves() -> st.SearchStrategy[Text]:
    return texts().map(Text)


_RUNNING: st.SearchStrategy[Inline] = st.one_of(
    _text_leaves(),
    _text_leaves(),
    _text_leaves(),
    line_breaks(),
    line_breaks(),
    _MARKERS,
    _EXCISIONS,
    references(),
    st.just(Furniture("¶", FurnitureKind.PILCROW)),
)


def _tidy(leaves: Iterable[Inline]) -> Content:
    """Two texts side by side become one; line breaks stand neither side by side nor at the ends."""
    tidy: list[Inline] = []
    for leaf in leaves:
        last = tidy[-1] if tidy else None
        if isinstance(leaf, LineBreak) and (last is None or isinstance(last, LineBreak)):
            continue
        if isinstance(leaf, Text) and isinstance(last, Text):
            tidy[-1] = Text(last.raw + leaf.raw)
            continue
        tidy.append(leaf)
    while tidy and isinstance(tidy[-1], LineBreak):
        tidy.pop()
    return tuple(tidy)


@st.composite
def _page_interruptions(draw: st.DrawFn) -> list[Inline]:
    marker: list[Inline] = [LineBreak("\n\n"), draw(page_markers()), LineBreak("\n\n")]
    if draw(st.booleans()):
        return [LineBreak("\n"), draw(banners()), *marker]
    return marker


@st.composite
def running_texts(draw: st.DrawFn, *, pages: bool = True) -> Content:
    """Content of a paragraph or item after its head, never empty; page lines in between."""
    leaves: list[Inline] = [Text(draw(texts()))]
    leaves += draw(st.lists(_RUNNING, max_size=5))
    if pages and draw(st.integers(0, 4)) == 0:
        leaves += draw(_page_interruptions())
        leaves.append(Text(draw(texts())))
    return _tidy(leaves)


def _marked(draw: st.DrawFn, head: list[Inline], rest: Content) -> Content:
    if draw(st.booleans()):
        return _tidy([*head, draw(portion_marks()), Text(" "), *rest])
    return _tidy([*head, *rest])


# --- blocks -----------------------------------------------------------------------------------


@st.composite
def headings(draw: st.DrawFn) -> Heading:
    """A heading, with or without a mark."""
    return Heading(_marked(draw, [], draw(running_texts(pages=False))), draw(tails()))


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A dashed or lettered point."""
    label = draw(st.sampled_from(("--", "-", "A.", "(1)", "o", "")))
    indent = draw(st.sampled_from(("", "   ")))
    head: list[Inline] = [Text(indent)] if indent else []
    head += [Label(label), Text(" ")] if label else []
    depth = draw(st.integers(1, 3))
    return Item(_marked(draw, head, draw(running_texts())), depth, draw(tails()))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to three rows, by pipes or tabs."""
    sign = draw(st.sampled_from(("|", "\t")))
    cells = st.lists(texts().map(Cell), min_size=2, max_size=3)
    rows = draw(st.lists(cells, min_size=1, max_size=3))
    return Table(
        tuple(Row(_between(row, Text(sign)), draw(tails())) for row in rows),
        draw(st.sampled_from(("", "\n", " \n"))),
    )


def _between(cells: list[Cell], separator: Text) -> Content:
    content: list[Inline] = [cells[0]]
    for cell in cells[1:]:
        content += [separator, cell]
    return tuple(content)


@st.composite
def preformatted(draw: st.DrawFn) -> Preformatted:
    """Lines with blanks that carry meaning, some with a mark."""
    leaves: list[Inline] = []
    for text in draw(st.lists(texts(), min_size=1, max_size=3)):
        leaves += [draw(portion_marks())] if draw(st.booleans()) else []
        leaves += [Text(f"{text}    12    50%"), LineBreak("\n")]
    return Preformatted(_tidy(leaves), draw(tails()))


def rules() -> st.SearchStrategy[Rule]:
    """A line of signs."""
    signs = st.sampled_from(("-----", "=========", "****", "--------------------- ----"))
    return st.builds(lambda raw, tail: Rule((Text(raw),), tail), signs, tails())


def signatures() -> st.SearchStrategy[Signature]:
    """A closing name."""
    names = st.sampled_from(("ROE", "VAN NOTIONAL", "Doe-Ångström"))
    return st.builds(lambda raw, tail: Signature((Text(raw),), tail), names, tails())


@st.composite
def page_breaks(draw: st.DrawFn) -> PageBreak:
    """A page line between blocks, with or without its banner."""
    banner: list[Inline] = [draw(banners()), LineBreak("\n")] if draw(st.booleans()) else []
    return PageBreak((*banner, draw(page_markers())), draw(tails()))


def paratexts() -> st.SearchStrategy[Paratext]:
    """Words of a site, a stamp, a second copy."""
    lines = st.lists(furniture(), min_size=1, max_size=2)
    return st.builds(
        lambda found, tail: Paratext(_joined(found, LineBreak("\n")), tail), lines, tails()
    )


def _joined(leaves: list[Furniture], between: Inline) -> Content:
    content: list[Inline] = [leaves[0]]
    for leaf in leaves[1:]:
        content += [between, leaf]
    return tuple(content)


def _inner_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(items(), items(), tables(), preformatted(), page_breaks())


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph, numbered or not, marked or not, with up to two blocks of its own."""
    head: list[Inline] = []
    if draw(st.booleans()):
        number = draw(st.integers(1, 99))
        head = [Number(draw(st.sampled_from(("{}.", "{})", "{}"))).format(number), number)]
        head.append(Text(draw(st.sampled_from((" ", "  ")))))
    if draw(st.integers(0, 9)) == 0:
        head.append(draw(entire_texts()))
        head.append(Text("  "))
    content = _marked(draw, head, draw(running_texts()))
    return Paragraph(content, tuple(draw(st.lists(_inner_blocks(), max_size=2))), draw(tails()))


def _plain_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        paragraphs(), paragraphs(), paragraphs(), rules(), tables(), preformatted(),
        page_breaks(), paratexts(), items(), headings(),
    )  # fmt: skip


def blocks() -> st.SearchStrategy[Block]:
    """Any block of the text: plain ones, sections with sections in them, quotations."""
    return st.recursive(_plain_blocks(), _nested, max_leaves=5)


def _nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(Section, headings(), children), st.builds(Quoted, children))


# --- fields -----------------------------------------------------------------------------------

_LABELS: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.TITLE: ("Cablegate:",),
    FieldKind.ORIGINATOR: ("FM",),
    FieldKind.ACTION: ("TO", ""),
    FieldKind.INFO: ("INFO", ""),
    FieldKind.EXEMPTED: ("XMT",),
    FieldKind.DISTRIBUTION: ("ACTION",),
    FieldKind.DRAFTING: ("DRAFTED BY",),
    FieldKind.EXECUTIVE_ORDER: ("E.O. 12958:", "EO 12958"),
    FieldKind.TAGS: ("TAGS:", "TAGS"),
    FieldKind.SUBJECT: ("SUBJECT:", "SUBJ:", "Subject:"),
    FieldKind.REFERENCES: ("REF:", "REFS:", "REFTEL"),
    FieldKind.AUTHORITY: ("Classified By:", "CLASSIFIED BY", ""),
}


def _listed(values: st.SearchStrategy[T], separator: Inline) -> st.SearchStrategy[list[T | Inline]]:
    def spread(found: list[T]) -> list[T | Inline]:
        spaced: list[T | Inline] = [found[0]]
        for value in found[1:]:
            spaced += [separator, value]
        return spaced

    return st.lists(values, min_size=1, max_size=3).map(spread)


def _one(values: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return values.map(lambda value: [value])


@st.composite
def _classification_values(draw: st.DrawFn) -> list[Inline]:
    leaves: list[Inline] = [draw(banners())]
    leaves += [Text(" "), draw(_SECTION_OF)] if draw(st.booleans()) else []
    leaves += [Text(" "), draw(_MESSAGE_SERIAL)] if draw(st.booleans()) else []
    return leaves


@st.composite
def _subject_values(draw: st.DrawFn) -> list[Inline]:
    mark: list[Inline] = [draw(portion_marks()), Text(" ")] if draw(st.booleans()) else []
    return [*mark, *draw(running_texts(pages=False))]


@st.composite
def _authority_values(draw: st.DrawFn) -> list[Inline]:
    leaves: list[Inline] = [draw(st.one_of(_CLASSIFIED_BY, _DERIVED))]
    leaves += [Text(" for reasons "), draw(_REASONS)] if draw(st.booleans()) else []
    leaves += [Text("; "), draw(declassifications())] if draw(st.booleans()) else []
    return leaves


def _originators() -> st.SearchStrategy[Originator]:
    return words().map(lambda post: Originator(f"AMEMBASSY {post}", f"AMEMBASSY {post}"))


def _plain_values() -> st.SearchStrategy[list[Inline]]:
    return _one(_text_leaves())


_VALUES: dict[FieldKind, Callable[[], st.SearchStrategy[list[Inline]]]] = {
    FieldKind.TRANSMISSION: lambda: _one(_TRANSMISSION),
    FieldKind.ROUTING: lambda: _one(_routings()),
    FieldKind.STATION: lambda: _one(stations()),
    FieldKind.SECURITY: lambda: _one(_SECURITY),
    FieldKind.DTG: lambda: _one(date_time_groups()),
    FieldKind.ORIGINATOR: lambda: _one(_originators()),
    FieldKind.ACTION: lambda: _one(addressees()),
    FieldKind.INFO: lambda: _one(addressees()),
    FieldKind.EXEMPTED: lambda: _one(addressees()),
    FieldKind.BREAK: lambda: st.just([Label("BT")]),
    FieldKind.CLASSIFICATION: _classification_values,
    FieldKind.CAPTION: lambda: _one(captions()),
    FieldKind.PASSING: lambda: _one(_PASSING),
    FieldKind.EXECUTIVE_ORDER: lambda: _one(declassifications()),
    FieldKind.TAGS: lambda: _listed(_TAG, Text(", ")),
    FieldKind.SUBJECT: _subject_values,
    FieldKind.REFERENCES: lambda: _listed(references(), LineBreak("\n     ")),
    FieldKind.AUTHORITY: _authority_values,
    FieldKind.ENTIRE_TEXT: lambda: _one(entire_texts()),
    FieldKind.END: lambda: st.just([Label("NNNN")]),
}
"""Values by kind; a kind that is not here holds plain text."""


@st.composite
def fields(draw: st.DrawFn, kinds: Iterable[FieldKind] = FieldKind) -> Field:
    """A field of one of these kinds, with label and typed values."""
    kind = draw(st.sampled_from(tuple(kinds)))
    label = draw(st.sampled_from(_LABELS.get(kind, ("",))))
    values = draw(_VALUES.get(kind, _plain_values)())
    head: list[Inline] = [Label(label), Text(" ")] if label else []
    name = draw(st.sampled_from(("Original Classification", "Enclosure")))
    name = name if kind is FieldKind.ATTRIBUTE else ""
    return Field(kind, _tidy([*head, *values]), name, draw(tails()))


_FOOT = (FieldKind.BREAK, FieldKind.CHECK, FieldKind.END, FieldKind.ATTRIBUTE, FieldKind.RELEASE)
_HEAD = tuple(kind for kind in FieldKind if kind not in (FieldKind.CHECK, FieldKind.END))


# --- cables -----------------------------------------------------------------------------------


def notices() -> st.SearchStrategy[Notice]:
    """Notices of every kind."""
    lines = st.none() | st.integers(1, 10_000)
    return st.builds(Notice, st.sampled_from(NoticeKind), texts(), st.sampled_from(Severity), lines)


def provenances() -> st.SearchStrategy[Provenance]:
    """Where a cable was read from."""
    return st.builds(
        Provenance,
        source=st.sampled_from(("-", "07EXAMPLEVILLE1.txt", "<odd> & näme.html")),
        sha256=st.sampled_from(("", "0" * 64)),
        size=st.integers(0, 10**9),
        encoding=st.sampled_from(("utf-8", "cp1252")),
        newlines=st.sampled_from(("LF", "CRLF", "CR", "mixed", "none")),
        bom=st.booleans(),
        reader=st.sampled_from(("", "telegram", "scoop")),
        version=st.just("0.1.0"),
        member=st.sampled_from(("", "row 7")),
        hints=st.lists(st.sampled_from(("mrn=07STATE1", "year=2007")), max_size=2).map(tuple),
    )


@st.composite
def cables(draw: st.DrawFn, *, max_blocks: int = 4) -> Cable:
    """A small cable: header fields in any number, blocks of every kind, perhaps an ending."""
    found: list[Block] = list(draw(st.lists(fields(_HEAD), max_size=5)))
    found += draw(st.lists(blocks(), max_size=max_blocks))
    if draw(st.booleans()):
        found.append(draw(signatures()))
    found += draw(st.lists(fields(_FOOT), max_size=2))
    open_end = draw(st.booleans())
    if found and open_end:
        found[-1] = _unended(found[-1])
    return Cable(
        blocks=tuple(found),
        mrn=draw(st.none() | st.sampled_from(("07EXAMPLEVILLE4390", "1974LAPAZ00526"))),
        lead=draw(st.sampled_from(("", "", "\n", " \n\n"))),
        notices=tuple(draw(st.lists(notices(), max_size=2))),
        provenance=draw(st.none() | provenances()),
    )


def _unended(block: Block) -> Block:
    """The block without a line end, as the last of a file may be."""
    simple = (Field, Heading, Item, Preformatted, Rule, Signature, PageBreak, Paratext)
    if isinstance(block, simple) or (isinstance(block, Paragraph) and not block.blocks):
        return attrs.evolve(block, tail="")
    return block


def text_side_by_side(content: Content) -> bool:
    """True where two ``Text`` leaves follow each other, which no strategy here gives."""
    return any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(content))
