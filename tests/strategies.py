"""Hypothesis strategies that build cables: small, varied, with every kind of block and leaf.

Leaves hold plausible values beside their ``raw``, as a reader would write them. Text holds no line
end (``LineBreak`` does), tails are blanks and line ends, and every block but the last ends its
line. Two ``Text`` leaves never stand side by side, because no reader writes them so.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import attrs
from hypothesis import strategies as st

from cableconv.model.blocks import (
    Block,
    Field,
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
from cableconv.model.leaf import (
    Cell,
    Furniture,
    Label,
    LineBreak,
    Number,
    Text,
)
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from strategy_fields import FOOT, HEAD, fields, marked, running_texts, tidy
from strategy_leaves import (
    BOOLEANS,
    Content,
    addressees,
    banners,
    captions,
    date_time_groups,
    declassifications,
    entire_texts,
    few,
    furniture,
    line_breaks,
    maybe,
    page_markers,
    portion_marks,
    references,
    stations,
    tails,
    texts,
    words,
)

__all__ = [
    "addressees",
    "banners",
    "blocks",
    "cables",
    "captions",
    "date_time_groups",
    "declassifications",
    "entire_texts",
    "fields",
    "furniture",
    "headings",
    "items",
    "line_breaks",
    "notices",
    "page_breaks",
    "page_markers",
    "paragraphs",
    "paratexts",
    "portion_marks",
    "preformatted",
    "provenances",
    "references",
    "rules",
    "running_texts",
    "signatures",
    "stations",
    "tables",
    "tails",
    "text_side_by_side",
    "texts",
    "words",
]

# --- blocks -----------------------------------------------------------------------------------


@cache
@st.composite
def headings(draw: st.DrawFn) -> Heading:
    """A heading, with or without a mark."""
    return Heading(marked(draw, [], draw(running_texts(pages=False))), draw(tails()))


@cache
@st.composite
def items(draw: st.DrawFn) -> Item:
    """A dashed or lettered point."""
    label = draw(st.sampled_from(("--", "-", "A.", "(1)", "o", "")))
    indent = draw(st.sampled_from(("", "   ")))
    head: list[Inline] = [Text(indent)] if indent else []
    head += [Label(label), Text(" ")] if label else []
    depth = draw(st.integers(1, 3))
    return Item(marked(draw, head, draw(running_texts())), depth, draw(tails()))


@cache
def _cell_lists() -> st.SearchStrategy[list[list[Inline]]]:
    cells: st.SearchStrategy[list[Inline]] = texts().map(lambda text: [Cell(text)])
    marked_cells = st.tuples(portion_marks(), texts()).map(lambda x: [x[0], Cell(f" {x[1]}")])
    return few(st.one_of(cells, cells, marked_cells), 2, 3)


@cache
@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to three rows, by pipes or tabs, some cells with a mark."""
    sign = draw(st.sampled_from(("|", "\t")))
    rows = draw(few(_cell_lists(), 1, 3))
    return Table(
        tuple(Row(_between(row, Text(sign)), draw(tails())) for row in rows),
        draw(st.sampled_from(("", "\n", " \n"))),
    )


def _between(cells: list[list[Inline]], separator: Text) -> Content:
    content = [*cells[0]]
    for cell in cells[1:]:
        content += [separator, *cell]
    return tuple(content)


@cache
@st.composite
def preformatted(draw: st.DrawFn) -> Preformatted:
    """Lines with blanks that carry meaning, some with a mark."""
    leaves: list[Inline] = []
    for text in draw(few(texts(), 1, 3)):
        leaves += [draw(portion_marks())] if draw(BOOLEANS) else []
        leaves += [Text(f"{text}    12    50%"), LineBreak("\n")]
    return Preformatted(tidy(leaves), draw(tails()))


@cache
def rules() -> st.SearchStrategy[Rule]:
    """A line of signs."""
    signs = st.sampled_from(("-----", "=========", "****", "--------------------- ----"))
    return st.builds(lambda raw, tail: Rule((Text(raw),), tail), signs, tails())


@cache
def signatures() -> st.SearchStrategy[Signature]:
    """A closing name."""
    names = st.sampled_from(("ROE", "VAN NOTIONAL", "Doe-Ångström"))
    return st.builds(lambda raw, tail: Signature((Text(raw),), tail), names, tails())


@cache
@st.composite
def page_breaks(draw: st.DrawFn) -> PageBreak:
    """A page line between blocks, with or without its banner."""
    banner: list[Inline] = [draw(banners()), LineBreak("\n")] if draw(BOOLEANS) else []
    return PageBreak((*banner, draw(page_markers())), draw(tails()))


@cache
def paratexts() -> st.SearchStrategy[Paratext]:
    """Words of a site, a stamp, a second copy."""
    lines = few(furniture(), 1, 2)
    return st.builds(
        lambda found, tail: Paratext(_joined(found, LineBreak("\n")), tail), lines, tails()
    )


def _joined(leaves: list[Furniture], between: Inline) -> Content:
    content: list[Inline] = [leaves[0]]
    for leaf in leaves[1:]:
        content += [between, leaf]
    return tuple(content)


@cache
def _inner_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(items(), items(), tables(), preformatted(), page_breaks())


@cache
@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph, numbered or not, marked or not, with up to two blocks of its own."""
    head: list[Inline] = []
    if draw(BOOLEANS):
        number = draw(st.integers(1, 99))
        head = [Number(draw(st.sampled_from(("{}.", "{})", "{}"))).format(number), number)]
        head.append(Text(draw(st.sampled_from((" ", "  ")))))
    if draw(st.integers(0, 9)) == 0:
        head.append(draw(entire_texts()))
        head.append(Text("  "))
    content = marked(draw, head, draw(running_texts()))
    return Paragraph(content, tuple(draw(few(_inner_blocks(), 0, 2))), draw(tails()))


@cache
def _plain_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        paragraphs(), paragraphs(), paragraphs(), rules(), tables(), preformatted(),
        page_breaks(), paratexts(), items(), headings(),
    )  # fmt: skip


@cache
def blocks() -> st.SearchStrategy[Block]:
    """Any block of the text: plain ones, sections with sections in them, quotations."""
    return st.recursive(_plain_blocks(), _nested, max_leaves=5)


def _nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    children = few(inner, 1, 3).map(tuple)
    return st.one_of(st.builds(Section, headings(), children), st.builds(Quoted, children))


# --- cables -----------------------------------------------------------------------------------


@cache
def notices() -> st.SearchStrategy[Notice]:
    """Notices of every kind."""
    lines = maybe(st.integers(1, 10_000))
    return st.builds(Notice, st.sampled_from(NoticeKind), texts(), st.sampled_from(Severity), lines)


@cache
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
        hints=few(st.sampled_from(("mrn=07STATE1", "year=2007")), 0, 2).map(tuple),
    )


@cache
@st.composite
def cables(draw: st.DrawFn, *, max_blocks: int = 4) -> Cable:
    """A small cable: header fields in any number, blocks of every kind, perhaps an ending."""
    found: list[Block] = list(draw(few(fields(HEAD), 0, 4)))
    found += draw(few(blocks(), 0, max_blocks))
    if draw(BOOLEANS):
        found.append(draw(signatures()))
    found += draw(few(fields(FOOT), 0, 2))
    open_end = draw(BOOLEANS)
    if found and open_end:
        found[-1] = _unended(found[-1])
    return Cable(
        blocks=tuple(found),
        mrn=draw(maybe(st.sampled_from(("07EXAMPLEVILLE4390", "1974LAPAZ00526")))),
        lead=draw(st.sampled_from(("", "", "\n", " \n\n"))),
        notices=tuple(draw(few(notices(), 0, 2))),
        provenance=draw(maybe(provenances())),
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
