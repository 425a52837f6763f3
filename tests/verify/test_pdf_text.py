"""Text of PDF pages is read by operator: any way of placing it, any map of codes to characters."""

from __future__ import annotations

import pypdf
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from cableconv.verify.pdf_text import Shown, _mapped, shown_on

CMAP = b"""\
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <21> <00660069> endbfchar
2 beginbfrange <41> <43> <0041> <61> <62> [<03B1> <D83DDE00>] endbfrange
"""


def page_of(content: bytes, subtype: str = "/TrueType") -> pypdf.PageObject:
    """A page with this content, whose font F has the map above."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    cmap, stream = StreamObject(), StreamObject()
    cmap.set_data(CMAP)
    stream.set_data(content)
    font = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/ToUnicode"): writer._add_object(cmap),
        }
    )
    fonts = DictionaryObject({NameObject("/F"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    return page


def lines(content: bytes) -> list[tuple[str, float]]:
    return [(one.text, one.y) for one in shown_on(page_of(content))]


def test_maps_name_single_codes_ranges_and_lists() -> None:
    assert dict(_mapped(CMAP)) == {
        0x21: "fi",
        0x41: "A",
        0x42: "B",
        0x43: "C",
        0x61: "α",
        0x62: "😀",
    }


def test_a_code_that_no_map_names_is_shown_as_unknown() -> None:
    assert lines(b"BT /F 9 Tf (Az!) Tj ET") == [("A\ufffdfi", 0.0)]
    assert lines(b"BT /G 9 Tf (A) Tj ET") == [("\ufffd", 0.0)]


def test_each_way_of_placing_text_gives_its_height() -> None:
    content = b"""
        q 1 0 0 1 0 100 cm BT /F 9 Tf 12 TL 1 0 0 1 50 600 Tm (A) Tj T* (B) Tj 0 -20 Td (C) Tj
        0 -30 TD (A) Tj T* (B) Tj (C) ' 1 2 (A) " [(A) -200 (B)] TJ ET Q
        BT /F 9 Tf 1 0 0 1 0 5 Tm (C) Tj ET
    """
    heights = [700, 688, 668, 638, 608, 578, 548, 548, 5]
    assert lines(content) == list(zip([*"ABCABCA", "AB", "C"], heights, strict=True))


def test_marked_content_is_inherited_and_ends() -> None:
    content = b"""
        BT /F 9 Tf /P <</MCID 3>> BDC (A) Tj /Span <</E (said)>> BDC (B) Tj EMC (C) Tj EMC
        /Artifact BMC (A) Tj EMC (B) Tj EMC (C) Tj ET
    """
    found = list(shown_on(page_of(content)))
    assert [(one.text, one.mcid, one.artifact, one.spoken) for one in found] == [
        ("A", 3, False, ""),
        ("B", 3, False, "said"),
        ("C", 3, False, ""),
        ("A", None, True, ""),
        ("B", None, False, ""),
        ("C", None, False, ""),
    ]


def test_a_replacement_is_read_once_beside_what_is_shown() -> None:
    content = b"BT /F 9 Tf /Span <</ActualText (x)>> BDC (A) Tj (B) Tj EMC ET"
    assert list(shown_on(page_of(content))) == [
        Shown("x", "AB", 0.0, None, artifact=False, turned="BA"),
    ]


def test_a_replacement_around_another_speaks_for_both() -> None:
    inner = b"/Span <</ActualText (y)>> BDC (B) Tj EMC"
    content = b"BT /F 9 Tf /Span <</ActualText (xy)>> BDC " + inner + b" (A) Tj EMC ET"
    assert list(shown_on(page_of(content))) == [
        Shown("xy", "BA", 0.0, None, artifact=False, turned="AB"),
    ]


def test_invisible_text_is_not_there() -> None:
    assert lines(b"BT /F 9 Tf 3 Tr (A) Tj 0 Tr (B) Tj ET") == [("B", 0.0)]


def test_a_page_without_content_shows_nothing() -> None:
    assert list(shown_on(pypdf.PdfWriter().add_blank_page(600, 800))) == []


def test_fonts_of_two_bytes_are_read_by_pairs() -> None:
    content = b"BT /F 9 Tf <00410042> Tj ET"
    assert [one.text for one in shown_on(page_of(content, "/Type0"))] == ["AB"]
