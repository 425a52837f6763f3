"""Reading a written PDF, and what must hold for each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import page

from cableconv.model.blocks import (
    Block,
    Field,
    PageBreak,
    Paragraph,
    Paratext,
    Quoted,
    Rule,
    Section,
    Table,
    block_text,
)
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text, without_banners
from cableconv.model.walk import iter_blocks
from cableconv.options import changed
from cableconv.writers.pdf import PdfOptions, PdfWriter
from cableconv.writers.pdf.fonts import invisible
from writers.pdf.tagged import Tagged, read_tagged


def written(cable: Cable, **options: str) -> bytes:
    out = io.BytesIO()
    PdfWriter(changed(PdfOptions(), options, writer="pdf")).write(cable, out)
    return out.getvalue()


def bare(text: str) -> str:
    """Text without blanks, and with what the page shows for characters that PDF text lacks."""
    shown = (
        f"[U+{ord(char):04X}]" if re.match("[\ud800-\udfff\ue000-\uf8ff]", char) else char
        for char in text
        if not char.isspace() and not invisible(char)
    )
    return "".join(f"[U+{ord(c):04X}]" if len(c) == 1 and _no_character(c) else c for c in shown)


def _no_character(char: str) -> bool:
    point = ord(char)
    return point >= 0xF0000 or point & 0xFFFE == 0xFFFE


def own_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of each block of the body without that of the blocks inside it, in order."""
    quoted: set[int] = set()
    for block in iter_blocks(blocks):
        if isinstance(block, Quoted):
            quoted.update(id(b) for b in iter_blocks(block.blocks))
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)
        elif isinstance(block, Paragraph):
            yield reading_text(without_banners(block.content))
        elif isinstance(block, Field):
            if id(block) in quoted:
                yield block.text
        elif not isinstance(block, (Section, Quoted, Rule, PageBreak, Paratext)):
            yield block_text(block)


def assert_in_order(texts: Iterator[str], whole: str) -> None:
    at = 0
    for text in texts:
        found = whole.find(bare(text), at)
        assert found >= 0, f"lost: {text[:200]!r}"
        at = found + len(bare(text))


def assert_valid(data: bytes, *profiles: str) -> None:
    for profile in profiles:
        report = page.validate_pdf_bytes(data, profile=profile)
        failures = [str(failure) for failure in report.failures if not is_mistaken(str(failure))]
        assert report.is_compliant or (report.failures and not failures), failures[:5]


def is_mistaken(failure: str) -> bool:
    """Whether a failure is known to be none.

    page-validation 0.11 takes widths of CFF fonts with several private dictionaries, as of Chinese,
    without their nominal width. veraPDF, which takes it in, checks the same files (`make tools`).
    """
    return "GLYPH-WIDTH-001" in failure and "CIDFontType0C" in failure


def assert_tree_and_pages_agree(tagged: Tagged) -> None:
    """Each piece of content belongs to one element, and the parent tree names that element."""
    root = tagged.reader.root_object["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]  # type: ignore[index]
    claimed: dict[tuple[int, int], int] = {}
    pages = {p.indirect_reference.idnum: n for n, p in enumerate(tagged.reader.pages)}  # type: ignore[union-attr]

    def walk(reference: object, parent: int | None) -> None:
        element = reference.get_object()  # type: ignore[attr-defined]
        number = reference.idnum  # type: ignore[attr-defined]
        if parent is not None:
            assert element.raw_get("/P").idnum == parent
        kids = element.get("/K", [])
        own = pages[element.raw_get("/Pg").idnum] if "/Pg" in element else -1
        for kid in kids if isinstance(kids, list) else [element.raw_get("/K")]:
            target = kid.get_object()
            if isinstance(target, int):
                place = (own, int(target))
            elif target.get("/Type") == "/MCR":
                place = (pages[target.raw_get("/Pg").idnum], int(target["/MCID"]))
            else:
                walk(kid, number)
                continue
            assert place not in claimed
            claimed[place] = number

    walk(root.raw_get("/K"), None)  # type: ignore[attr-defined]
    named = {
        (int(nums[at]), mcid): element.idnum
        for at in range(0, len(nums), 2)
        for mcid, element in enumerate(nums[at + 1])
    }
    on_pages = {(n, mcid) for n, found in enumerate(tagged.marked) for mcid in found}
    assert claimed == named
    assert set(claimed) == on_pages
    assert [int(str(p["/StructParents"])) for p in tagged.reader.pages] == list(range(len(pages)))


def page_streams(data: bytes) -> Iterator[str]:
    for found in read_tagged(data).reader.pages:
        yield found["/Contents"].get_object().get_data().decode("latin-1")  # type: ignore[union-attr]
