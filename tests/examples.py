"""Cables built by hand for the tests. The content is invented; the form is true."""

from __future__ import annotations

import datetime as dt

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
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
from cableconv.model.content import Inline
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
    EntireText,
    Level,
    PortionMark,
    Reasons,
)
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity

C = PortionMark("(C)", Level.C)
S_NF = PortionMark("(S/NF)", Level.S, ("NOFORN",))
U = PortionMark("(U)", Level.U)
SBU = PortionMark("(SBU)", Level.U, ("SBU",))


def line(kind: FieldKind, *content: Inline, tail: str = "\n") -> Field:
    return Field(kind, content, tail=tail)


def numbered(number: int, mark: PortionMark, *content: Inline, tail: str = "\n\n") -> Paragraph:
    head = (Number(f"{number}.", number), Text(" "), mark)
    return Paragraph((*head, *content), tail=tail)


HEADER: tuple[Block, ...] = (
    line(FieldKind.TRANSMISSION, TransmissionId("VZCZCXRO1234", "XRO", "1234")),
    line(FieldKind.ROUTING, Routing("PP RUEHDBU", Precedence.PRIORITY, ("RUEHDBU",))),
    line(FieldKind.STATION, Station("DE RUEHZZ #0123/01 0451530", "RUEHZZ", "0123", 1, 45, 15, 30)),
    line(FieldKind.SECURITY, Security("ZNY CCCCC ZZH", "ZNY", "CCCCC", ("ZZH",))),
    line(
        FieldKind.DTG,
        DateTimeGroup(
            "P R 141530Z FEB 06 ZDK",
            (Precedence.PRIORITY, Precedence.ROUTINE),
            14,
            15,
            30,
            "Z",
            2,
            2006,
            ("ZDK",),
        ),
    ),
    line(
        FieldKind.ORIGINATOR,
        Label("FM"),
        Text(" "),
        Originator("AMEMBASSY EXAMPLEVILLE", "AMEMBASSY EXAMPLEVILLE"),
    ),
    line(
        FieldKind.ACTION,
        Label("TO"),
        Text(" "),
        Addressee(
            "RUEHC/SECSTATE WASHDC PRIORITY 0456",
            "SECSTATE WASHDC",
            "RUEHC",
            Precedence.PRIORITY,
            mcn="0456",
        ),
    ),
    line(
        FieldKind.INFO,
        Label("INFO"),
        Text(" "),
        Addressee("RUCNMEM/EU MEMBER STATES COLLECTIVE", "EU MEMBER STATES COLLECTIVE", "RUCNMEM"),
    ),
    line(
        FieldKind.INFO,
        Addressee(
            "RUEKJCS/JOINT STAFF WASHDC//J5//",
            "JOINT STAFF WASHDC",
            "RUEKJCS",
            office_symbols=("J5",),
        ),
    ),
    line(FieldKind.BREAK, Label("BT")),
    line(
        FieldKind.CLASSIFICATION,
        Banner("C O N F I D E N T I A L", Level.C),
        Text(" "),
        SectionOf("SECTION 01 OF 02", 1, 2),
        Text(" "),
        MessageSerial("EXAMPLEVILLE 000123", "EXAMPLEVILLE", "000123"),
        tail="\n\n",
    ),
    line(FieldKind.CAPTION, Caption("SIPDIS", "SIPDIS"), tail="\n\n"),
    line(FieldKind.CAPTION, Caption("NOFORN", "NOFORN"), tail="\n\n"),
    line(FieldKind.PASSING, PassingInstruction("DEPT FOR EUR/ERA"), tail="\n\n"),
    line(
        FieldKind.EXECUTIVE_ORDER,
        Label("E.O. 12958:"),
        Text(" "),
        Declassification("DECL: 02/14/2016", "12958", declassify_on=dt.date(2016, 2, 14)),
    ),
    line(
        FieldKind.TAGS,
        Label("TAGS:"),
        Text(" "),
        Tag("PREL", "PREL"),
        Text(", "),
        Tag("PGOV", "PGOV"),
        Text(", "),
        Tag("XX", "XX"),
    ),
    line(
        FieldKind.SUBJECT,
        Label("SUBJECT:"),
        Text(" "),
        PortionMark("(U)", Level.U),
        Text(" AN EXAMPLE SUBJECT THAT RUNS"),
        LineBreak("\n"),
        Text("OVER TWO LINES"),
        tail="\n\n",
    ),
    line(
        FieldKind.REFERENCES,
        Label("REF:"),
        Text(" "),
        Reference("A. STATE 1234", ReferenceKind.CABLE, "A", "06STATE1234"),
        LineBreak("\n     "),
        Reference(
            "B. 05 EXAMPLEVILLE 999 (NOTAL)",
            ReferenceKind.CABLE,
            "B",
            "05EXAMPLEVILLE999",
            notal=True,
        ),
        tail="\n\n",
    ),
    line(
        FieldKind.AUTHORITY,
        Label("Classified By:"),
        Text(" "),
        ClassifiedBy("Ambassador Jane Roe", ("Jane Roe",), "Ambassador"),
        Text(" for reasons "),
        Reasons("1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        Text("."),
        tail="\n\n",
    ),
)

BODY: tuple[Block, ...] = (
    numbered(
        1,
        C,
        Text(" "),
        Marker("SUMMARY:", "summary"),
        Text(" One sentence of a summary, with <angles> & an ampersand."),
        LineBreak(),
        Text("Second line -- with dashes.  "),
        Marker("END SUMMARY.", "summary", end=True),
    ),
    Section(
        Heading((Text("A HEADING"),), tail="\n"),
        (
            Rule((Text("---------"),), tail="\n\n"),
            Paragraph(
                (
                    Number("2.", 2),
                    Text(" "),
                    S_NF,
                    Text(" Points follow for the attorney"),
                    LineBreak("\n\n"),
                    PageMarker("EXAMPLEVIL 00000123  002 OF 002", 2, 2, "EXAMPLEVIL", "00000123"),
                    LineBreak("\n\n"),
                    Text("general and others:"),
                ),
                blocks=(
                    Item((Label("--"), Text(" first point"), LineBreak(), Text("   continued;"))),
                    Item((Label("--"), Text(" second point:"))),
                    Item(
                        (Text("   "), Label("A."), Text(" "), U, Text(" nested point")),
                        depth=2,
                        tail="\n\n",
                    ),
                ),
            ),
            PageBreak(
                (PageMarker("EXAMPLEVIL 00000123  003 OF 002", 3, 2, "EXAMPLEVIL", "00000123"),),
                tail="\n\n\n",
            ),
            Table(
                (
                    Row((Cell("Year "), Text("|"), Cell(" Value"))),
                    Row((Cell("2004 "), Text("|"), Cell("    10"))),
                ),
                tail="\n",
            ),
            Preformatted(
                (Text("Post        Visas   Share"), LineBreak(), Text("Exampleville  12      50%")),
            ),
        ),
    ),
    Section(
        Heading((PortionMark("(U)", Level.U), Text(" Comment"))),
        (
            Quoted(
                (
                    Paragraph((Marker("BEGIN TEXT:", "text"),)),
                    Paragraph((Text("Quoted words."),)),
                    Paragraph((Marker("END TEXT.", "text", end=True),)),
                )
            ),
            numbered(
                3,
                U,
                Text(" Text "),
                Excision("[1 line not declassified]"),
                Text(" text with XXXX and (see "),
                Reference("ref B", ReferenceKind.OTHER),
                Text(")."),
                tail="\n",
            ),
        ),
    ),
    Signature((Text("ROE"),)),
    line(FieldKind.BREAK, Label("BT")),
    line(FieldKind.CHECK, Text("#0123")),
    line(FieldKind.END, Label("NNNN")),
)

FULL = Cable(
    blocks=HEADER + BODY,
    mrn="06EXAMPLEVILLE123",
    notices=(
        Notice(NoticeKind.PAGE_LINE, "page line 002 OF 002 taken out of paragraph 2", line=37),
        Notice(NoticeKind.CONFLICT, "page 003 of 002", Severity.WARNING, 44),
    ),
    provenance=Provenance(
        source="full.txt",
        sha256="0" * 64,
        size=1234,
        reader="telegram",
        version="0.1.0",
    ),
)
"""Every format line, every kind of block, several marks."""

REPRINT = Cable(
    blocks=(
        line(
            FieldKind.TITLE,
            Label("Cablegate:"),
            Text(" "),
            Text("Notional Visit of a Notional Delegation"),
            tail="\n\n",
        ),
        line(
            FieldKind.STATION,
            Station("DE RUEHZZ #4390/01 2281831", "RUEHZZ", "4390", 1, 228, 18, 31),
        ),
        line(
            FieldKind.DTG,
            DateTimeGroup("P 161831Z AUG 07", (Precedence.PRIORITY,), 16, 18, 31, "Z", 8, 2007),
            tail="\n\n\n",
        ),
        line(
            FieldKind.EXECUTIVE_ORDER,
            Label("E.O. 12958:"),
            Text(" "),
            Declassification("N/A", "12958", not_applicable=True),
            tail="\n\n",
        ),
        line(
            FieldKind.ENTIRE_TEXT,
            EntireText("Sensitive but unclassified, entire text.", Level.U, ("SBU",)),
            tail="\n\n",
        ),
        numbered(1, SBU, Text(" A first paragraph.")),
        Paratext((Furniture("© A News Site", FurnitureKind.SITE),)),
        Paratext((Furniture("Other headlines", FurnitureKind.SITE),), tail=""),
    ),
    mrn="07EXAMPLEVILLE4390",
    notices=(
        Notice(NoticeKind.DERIVED, "MRN taken from the DE line and the year", Severity.INFO),
        Notice(NoticeKind.BANNER_DERIVED, "the banner rests on the entire text", Severity.WARNING),
    ),
)
"""A news site's reprint: no classification line, an entire-text statement, furniture."""

UNMARKED = Cable(blocks=(Paragraph((Text("A fragment without any mark."),), tail=""),))
"""Text and nothing else."""

ALL = {"full": FULL, "reprint": REPRINT, "unmarked": UNMARKED, "empty": Cable()}
"""The cables above by name, and one without any block."""
