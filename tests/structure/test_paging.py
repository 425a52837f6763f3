"""Page lines with the banners, stamps and form feeds around them."""

from __future__ import annotations

import pytest

from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, LineBreak, Text
from cableconv.model.markings import Banner
from cableconv.structure.lines import split_lines
from cableconv.structure.paging import page_break, page_leaf, page_leaves, page_region

PAGE = "LAKEPORT 00000123  002 OF 004"
STAMP = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"


def kinds(leaves: tuple[Inline, ...]) -> list[str]:
    return [type(leaf).__name__ for leaf in leaves]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (PAGE, PageMarker),
        (f"  {PAGE} \\", PageMarker),
        ("PAGE 02        LAKEPORT  03294", PageMarker),
        ("  \f", PageMarker),
        ("CONFIDENTIAL", Banner),
        ("S E C R E T", Banner),
        (STAMP, Furniture),
        ("Sheryl P. Walter " + STAMP, Furniture),
    ],
)
def test_a_line_that_belongs_to_the_page(line: str, kind: type) -> None:
    assert isinstance(page_leaf(line), kind)


@pytest.mark.parametrize(
    "line", ["", "  ", "He said SECRET", "LAKEPORT 12", "x" * 300, "CONFIDENTIAL" + " " * 200 + "x"]
)
def test_any_other_line(line: str) -> None:
    assert page_leaf(line) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{PAGE}\n\n\ntext\n", 3),
        (f"SECRET\n\nSECRET\n{PAGE}\ntext\n", 4),
        (f"{STAMP}\n\f\n{STAMP}\ntext\n", 3),
        ("SECRET\ntext\n", 0),
        ("text\n", 0),
        (f"\n{PAGE}\n", 0),
    ],
)
def test_a_region_needs_a_page_line(text: str, end: int) -> None:
    assert page_region(split_lines(text), 0) == end


def test_a_lone_banner_amid_the_text_is_a_region() -> None:
    assert page_region(split_lines("SECRET\n\ntext\n"), 0, lone=True) == 2


def test_leaves_of_a_region_keep_every_character() -> None:
    raw = f"   SECRET \n\n  {PAGE}\n{STAMP}"
    leaves = page_leaves(raw)
    assert "".join(leaf.raw for leaf in leaves) == raw
    assert [kind for kind in kinds(leaves) if kind not in {"Text", "LineBreak"}] == [
        "Banner",
        "PageMarker",
        "Furniture",
    ]


def test_a_caption_in_a_region_is_stray() -> None:
    assert page_leaves(" SIPDIS \n") == (
        Text(" "),
        Furniture("SIPDIS", FurnitureKind.STRAY),
        Text(" "),
        LineBreak("\n"),
    )


def test_a_page_break_has_its_blank_lines_as_tail() -> None:
    block = page_break(split_lines(f"{PAGE}\n\n"))
    assert (kinds(block.content), block.tail) == (["PageMarker"], "\n\n")
