"""Counts of what is left out, and what is said of it."""

from __future__ import annotations

from cableconv.model.blocks import PageBreak, Paratext
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, LineBreak
from cableconv.model.markings import Banner, Level
from cableconv.writers.left_out import LeftOut


def test_nothing_left_out_needs_no_notice() -> None:
    assert LeftOut().notices("XML", set()) == []


def test_page_lines_banners_and_furniture_are_counted() -> None:
    left_out = LeftOut()
    left_out.page_break(PageBreak((Banner("SECRET", Level.S), PageMarker("PAGE 02", 2))))
    left_out.page_break(PageBreak((Banner("SECRET", Level.S),)))
    left_out.paratext(Paratext((Furniture("a"), LineBreak(), Furniture("b"))))
    left_out.paratext(Paratext(()))
    assert (left_out.page_lines, left_out.banners, left_out.furniture) == (2, 2, 3)
    assert [str(notice) for notice in left_out.notices("XML", set())] == [
        "info: page lines left out of the running text: 2 [omitted]",
        "info: banners of page lines left out of the running text: 2 [omitted]",
        "info: pieces of text left out that are not the cable's: 3 [omitted]",
    ]


def test_signs_and_foreign_nodes_are_warnings() -> None:
    left_out = LeftOut(unknown={"B", "A"})
    signs, nodes = map(str, left_out.notices("HTML", {"\x0c", "\x07"}))
    assert signs.startswith("warning: HTML cannot hold these characters, and signs stand for them")
    assert signs.endswith(": U+0007, U+000C [not-expressible]")
    assert nodes == "warning: nodes written as plain text: A, B [unknown-node]"
