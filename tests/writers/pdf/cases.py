"""Cables for the tests of the PDF writer, beyond those that all writers share."""

from __future__ import annotations

import examples
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    Paragraph,
    Preformatted,
    Row,
    Section,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import Addressee, Precedence
from cableconv.model.leaf import Cell, Label, LineBreak, Number, Text
from cableconv.model.markings import Banner, Level, PortionMark

SENTENCE = (
    "Officials in the notional ministry said (twice) that the long-standing border programme "
    "would need 1,234 more inspectors before any of the reviews could begin."
)


def prose(sentences: int) -> tuple[Inline, ...]:
    """Running text in lines of a telegram's width."""
    leaves: list[Inline] = []
    row = ""
    for word in (SENTENCE + " ").split() * sentences:
        if len(row) + len(word) > 64:
            leaves += [Text(row), LineBreak()]
            row = word
        else:
            row = f"{row} {word}".strip()
    return (*leaves, Text(row))


def long_cable(paragraphs: int) -> Cable:
    """A cable of numbered paragraphs, with a heading before every third."""
    blocks: list[Block] = []
    marks = (examples.C, examples.S_NF, examples.U)
    for number in range(1, paragraphs + 1):
        paragraph = Paragraph(
            (
                Number(f"{number}.", number),
                Text(" "),
                marks[number % 3],
                Text(f" Paragraph {number}. "),
                *prose(2 + number % 5),
            )
        )
        if number % 3:
            blocks.append(paragraph)
        else:
            blocks.append(Section(Heading((Text(f"HEADING {number}"),)), (paragraph,)))
    signature = Signature((Text("ROE"),))
    return Cable((*examples.HEADER, *blocks, signature), mrn="06EXAMPLEVILLE124")


def many_addressees(count: int) -> Cable:
    fields = tuple(
        Field(
            FieldKind.INFO,
            (
                Addressee(
                    f"RUEH{n:03}/AMEMBASSY PLACE {n} PRIORITY {n:04}",
                    f"AMEMBASSY PLACE {n}",
                    f"RUEH{n:03}",
                    Precedence.PRIORITY,
                    mcn=f"{n:04}",
                ),
            ),
        )
        for n in range(count)
    )
    return Cable(
        (*examples.HEADER[:7], *fields, *examples.HEADER[9:], *examples.BODY), mrn="06MANY1"
    )


def _row(*cells: str) -> Row:
    leaves: list[Inline] = []
    for cell in cells:
        leaves += [Cell(f" {cell} "), Text("|")]
    return Row(tuple(leaves))


WIDE = Cable(
    blocks=(
        examples.numbered(1, examples.C, Text(" Tables follow:")),
        Table(tuple(_row(*(f"row {r} column {c}" for c in range(11))) for r in range(6))),
        Table((_row("Name", "Explanation", "n"), _row("Alpha", SENTENCE * 4, "12"), _row("Beta"))),
        Table((_row("tall", SENTENCE * 70),)),
        Preformatted(
            (
                Text("A" + "." * 40 + " 12"),
                LineBreak("\n\n  "),
                PortionMark("(U)", Level.U),
                Text("  indented   columns\there"),
                LineBreak(),
                Text("C 123456 " * 30 + "X" * 200),
            )
        ),
        examples.numbered(
            2,
            PortionMark("(S//REL TO USA, AUS, GBR)", Level.S, ("REL",), ("USA", "AUS", "GBR")),
            Text("Text without a blank before it."),
        ),
        examples.numbered(
            3,
            PortionMark(f"(S//REL TO {', '.join(['USA'] * 60)})", Level.S, ("REL",), ("USA",) * 60),
            Text(" A mark wider than the page."),
        ),
        Paragraph((Text("See http://example.org/" + "y" * 300 + " for more."),)),
        Item((Label("(iii)"), Text(" A point with a long label."))),
        Item((Label("--"),)),
        Item((Text("A point without a label."),), depth=3),
    ),
    mrn="06WIDE1",
)

LONG_BANNER = Cable(
    blocks=(
        Field(
            FieldKind.CLASSIFICATION,
            (
                Banner(
                    "SECRET//REL TO ...",
                    Level.S,
                    ("REL", "ORCON"),
                    tuple(f"COUNTRY{n}" for n in range(25)),
                ),
            ),
        ),
        examples.numbered(1, examples.C, Text(" One.")),
    )
)

SCRIPTS = (
    "naïve “quotes” — dash… Łódź Čechy Việt Nam",
    "Ελληνικά ᾧ Ὀδυσσεύς Українська ђ ћ ә",
    "中文字 日本語 한국어 עברית العربية हिन्दी",
    "emoji 😀 👍🏽 math 𝔸 ∑ ≤ € ﬁ",
    "a\u0301 e\u0308 ZW\u200bSP soft\u00adhyphen \u202eRLO\u202c \ufeff",
    "no\u00a0break thin\u2009space wide\u3000space",
    "bell\x07 escape\x1b nul\x00",
    "private \ue000 \U000f0000 surrogate \udc80 nonchar \ufffe \U0001ffff unassigned \u0378",
    "".join(map(chr, range(0x100, 0x250))),
    " ".join(map(chr, range(0x400, 0x530))),
    "W" * 240,
    "中" * 200,
)

UGLY = Cable(
    blocks=(
        Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" " + " ".join(SCRIPTS[:8])))),
        *(examples.numbered(n, examples.C, Text(f" {s}")) for n, s in enumerate(SCRIPTS, 1)),
        Heading((Text(SCRIPTS[1]),)),
        Item((Label("–"), Text(SCRIPTS[2]))),
        Preformatted((Text(SCRIPTS[3]), LineBreak(), Text("│ box ┌─┐ " + SCRIPTS[7]))),
        Table((_row(SCRIPTS[0], "x\x0by"),)),
        Field(FieldKind.NOTE, (Text(SCRIPTS[5]),)),
    ),
    mrn="UGLY\udc80中",
)

ALL = {
    **examples.ALL,
    "long": long_cable(30),
    "addressees": many_addressees(130),
    "wide": WIDE,
    "long banner": LONG_BANNER,
    "ugly": UGLY,
}
