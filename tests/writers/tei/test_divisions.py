"""Where blocks stand in the text."""

from __future__ import annotations

import pytest

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
from cableconv.model.header import Addressee, DateTimeGroup, PageMarker
from cableconv.model.leaf import Cell, Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.model.markings import Banner, Caption, EntireText, Level, PortionMark
from cableconv.writers.tei.divisions import DivisionRenderer
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.escape import Escape

PAGE = PageBreak((PageMarker("X 2 OF 3", 2, 3),))
PAGE_XML = (
    '<pb n="2"/><fw type="header" place="top">X <num type="page" value="2">2</num> OF '
    '<num type="pages" value="3">3</num></fw>'
)


def whole(*blocks: Block, lead: str = "") -> str:
    edition = Edition(Cable(blocks, lead=lead), Escape())
    return DivisionRenderer(edition).whole_text("T")


def text(*blocks: Block) -> str:
    return whole(*blocks).partition("</head\n>")[2].partition("</div></body>")[0]


def words(raw: str, *blocks: Block) -> Paragraph:
    return Paragraph((Text(raw),), blocks, "\n")


def item(raw: str, depth: int = 1) -> Item:
    return Item((Label("--"), Text(f" {raw}")), depth)


def end(kind: FieldKind, raw: str) -> Field:
    return Field(kind, (Label(raw),))


def test_header_lines_are_the_opener() -> None:
    fields = (
        Field(FieldKind.CAPTION, (Caption("SIPDIS", "SIPDIS"),), tail="\n\n"),
        Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S), Text(" X"))),
    )
    assert text(*fields, words("a")) == (
        '<opener><seg type="caption" ana="#cap-SIPDIS">SIPDIS</seg>\n<lb/>\n<lb/>'
        '<seg type="classification-line"><seg type="classification" ana="#cls-S">SECRET</seg> X'
        "</seg></opener>\n<p>a</p>"
    )


def test_a_statement_on_the_entire_text_is_read_as_a_paragraph() -> None:
    field = Field(FieldKind.ENTIRE_TEXT, (EntireText("C-ENTIRE TEXT.", Level.C),))
    assert text(field, words("a")).startswith(
        '<ab type="handling" ana="#cls-C">C-ENTIRE TEXT.</ab>'
    )


def test_address_lines_are_one_address() -> None:
    fields = (
        Field(FieldKind.ACTION, (Label("TO"), Text(" "), Addressee("A", "A"))),
        Field(FieldKind.INFO, (Addressee("B", "B"),)),
    )
    found = text(*fields, words("a"))
    assert found.count("<address>") == 1
    assert '</addrLine>\n<addrLine ana="#addr-info">' in found


def test_signature_and_procedure_are_the_closer() -> None:
    blocks = (words("a"), Signature((Text("ROE"),)), end(FieldKind.BREAK, "BT"))
    assert text(*blocks) == (
        "<p>a</p>\n<closer><signed><persName>ROE</persName></signed>\n<lb/>"
        '<fw type="break">BT</fw></closer>'
    )


def test_nothing_to_close_no_closer() -> None:
    assert text(Signature((Text("ROE"),))) == ('<ab type="signature"><persName>ROE</persName></ab>')


def test_a_signature_in_the_middle_is_no_closer() -> None:
    found = text(words("a"), Signature((Text("ROE"),)), words("b"))
    assert '<ab type="signature"><persName>ROE</persName></ab>\n<p>b</p>' in found


def test_a_section_is_a_division_with_its_head() -> None:
    section = Section(Heading((PortionMark("(C)", Level.C), Text(" Why")), "\n\n"), (words("a"),))
    assert text(section) == (
        '<div type="section"><head ana="#cls-C"><seg type="portion-mark" ana="#cls-C">(C)</seg> '
        "Why</head>\n\n<p>a</p></div>"
    )


def test_text_after_a_section_has_a_division_of_its_own() -> None:
    section = Section(Heading((Text("Why"),)), ())
    assert text(section, PAGE, words("a"), section).startswith(
        f'<div type="section"><head>Why</head></div>\n\n{PAGE_XML}\n\n'
        '<div type="continuation"><p>a</p></div>\n<div type="section">'
    )


def test_a_heading_without_a_section_is_a_label() -> None:
    found = text(Heading((Text("Why"),)), words("a"))
    assert found == '<label type="heading">Why</label>\n\n<p>a</p>'


def test_a_page_line_between_paragraphs_has_no_lb() -> None:
    assert text(words("a"), PAGE, words("b")) == f"<p>a</p>\n{PAGE_XML}\n\n<p>b</p>"


def test_a_banner_with_its_page_line_is_one_block() -> None:
    block = PageBreak((Banner("SECRET", Level.S), LineBreak(), *PAGE.content))
    found = text(words("a"), block, words("b"))
    assert '<fw type="page-lines" place="top"><fw type="banner" ana="#cls-S">SECRET</fw>' in found


def test_items_are_a_list_in_their_paragraph() -> None:
    assert text(words("a:", item("b"), item("c", 2), item("d"))) == (
        '<p>a:\n<list rend="dash"><item><label>--</label> b\n'
        '<list rend="dash"><item><label>--</label> c</item></list></item>\n'
        "<item><label>--</label> d</item></list></p>"
    )


def test_a_list_that_begins_deep_says_so() -> None:
    found = text(words("a:", item("b", 3), item("c", 2), item("d", 1)))
    assert found.count("<list") == 3
    assert '<list rend="dash" n="3">' in found
    assert '<list rend="dash" n="2">' in found


@pytest.mark.parametrize("depth", [1, 2])
def test_a_page_line_between_items_loses_no_item(depth: int) -> None:
    found = text(words("a:", item("b"), PAGE, item("c", depth), item("d")))
    assert [name in found for name in (" b\n", PAGE_XML, " c<", " d<")] == [True] * 4
    assert found.count("<item>") == 3


def test_items_outside_a_paragraph_are_a_list() -> None:
    assert text(item("b"), words("a")).startswith('<list rend="dash"><item><label>--</label> b')


@pytest.mark.parametrize(
    ("label", "attributes"),
    [("A.", ' rend="upper-alpha"><item n="A"'), ("(1)", ' rend="decimal"><item n="1"'),
     ("b)", ' rend="lower-alpha"><item n="b"'), ("o", ' rend="bullet"><item n="o"'),
     ("¿", "><item")],
)  # fmt: skip
def test_lists_tell_their_style(label: str, attributes: str) -> None:
    assert text(Item((Label(label), Text(" x")))).startswith(f"<list{attributes}>")


def test_separators_stay_in_the_cell_before() -> None:
    table = Table((Row((Text("|"), Cell("a "), Text("|"), Cell(" b"))), Row((Text("|"),), "\n ")))
    assert text(table) == (
        '<table rows="2" cols="2" rend="monospace"><row><cell><seg type="separator">|</seg>a '
        '<seg type="separator">|</seg></cell><cell> b</cell></row>\n'
        '<row><cell role="separator"><seg type="separator">|</seg></cell></row>\n </table>'
    )


def test_blocks_in_a_paragraph_are_segments() -> None:
    inner = (
        Preformatted((Text("a   b"),)),
        Rule((Text("---"),)),
        words("p"),
        Signature((Text("ROE"),)),
        end(FieldKind.END, "NNNN"),
        Paratext((Furniture("site"),)),
        Section(Heading((Text("H"),)), ()),
    )
    found = text(words("x", *inner))
    for kind in ("preformatted", "rule", "paragraph", "signature", "paratext"):
        assert f'\n<lb/><seg type="{kind}"' in found
    assert '<fw type="end-of-message">NNNN</fw>' in found
    assert '<floatingText type="section"><body><div type="section"><head>H</head>' in found


def test_a_quotation_is_a_text_in_the_text() -> None:
    found = text(Quoted((words("q"),)), words("a"))
    assert found == (
        '<floatingText type="quoted-message"><body><p>q</p></body></floatingText>\n<p>a</p>'
    )


def test_a_quotation_without_text_has_an_empty_block() -> None:
    assert f"<body>{PAGE_XML}\n\n<ab/></body>" in text(Quoted((PAGE,)), words("a"))


def test_words_of_the_carrier_stand_in_front_and_back() -> None:
    site = Paratext((Furniture("site"), LineBreak(), Furniture("more")))
    title = Field(FieldKind.TITLE, (Label("Cablegate:"), Text(" "), Text("A visit")))
    found = whole(title, site, words("a"), site)
    front, _, rest = found.partition("<body>")
    assert (
        '<front><div type="paratext"><ab type="title"><label>Cablegate:</label> '
        '<title type="subject" level="u">A visit</title></ab>\n'
        '<ab type="paratext" subtype="site">site\n<lb/>more</ab></div></front>'
    ) in front
    assert '</div></body>\n<back><div type="paratext"><ab' in rest


def test_words_of_the_carrier_in_between_stay_there() -> None:
    mixed = Paratext((Furniture("a"), LineBreak(), Furniture("b", FurnitureKind.DUMP)))
    found = text(words("a"), mixed, words("b"))
    assert '<ab type="paratext"><seg type="furniture" subtype="site">a</seg>' in found


def test_a_subject_begins_after_its_blank() -> None:
    field = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" A VISIT")))
    found = text(field, words("a"))
    assert '<label>SUBJECT:</label> <title type="subject" level="u">A VISIT</title>' in found


def test_a_subject_without_words_has_no_title() -> None:
    assert "<title" not in text(Field(FieldKind.SUBJECT, (Label("SUBJECT:"),)), words("a"))


def test_a_tail_of_more_than_blanks_is_set_apart() -> None:
    block = Paragraph((Text("a"),), tail="\n\xa0\n")
    assert text(block, words("b")) == '<p>a</p><fw type="blank">\n<lb/>\xa0\n<lb/></fw><p>b</p>'


def test_the_lead_stands_before_all() -> None:
    assert 'xml:space="preserve"\n>\n \n<body>' in whole(words("a"), lead="\n \n")


def test_an_item_by_itself_is_a_list() -> None:
    piece = DivisionRenderer(Edition(Cable(), Escape())).render(item("b"))
    assert piece.xml == '<list rend="dash"><item><label>--</label> b</item></list>'


def test_a_leaf_between_cells_is_rendered() -> None:
    row = Row((Cell("a"), Caption("SIPDIS", "SIPDIS"), Cell("b")))
    assert '<cell>a<seg type="caption" ana="#cap-SIPDIS">' in text(Table((row,)))


def test_an_address_line_between_paragraphs_is_an_address() -> None:
    field = Field(FieldKind.ACTION, (Addressee("A", "A"),))
    assert '<ab><address><addrLine ana="#addr-to">' in text(words("a"), field, words("b"))


def test_a_date_line_between_paragraphs_is_a_block() -> None:
    group = DateTimeGroup("141530Z", (), 14, 15, 30)
    field = Field(FieldKind.DTG, (group,))
    assert '<ab type="dateline"><date type="dtg"' in text(words("a"), field, words("b"))
    other = Field(FieldKind.DTG, (Label("DTG"), group))
    assert '<dateline><seg type="label">DTG</seg><seg type="dtg">' in text(other, words("a"))


def test_a_quotation_in_a_paragraph_is_a_text_in_it() -> None:
    found = text(words("a", Quoted((words("q"),))))
    assert found == (
        '<p>a\n<floatingText type="quoted-message"><body><p>q</p></body></floatingText></p>'
    )


def test_a_block_of_somebody_elses_class_need_not_know_of_tails() -> None:
    class Foreign:
        raw = "Words of a new kind."

    edition = Edition(Cable((Foreign(),)), Escape())  # type: ignore[arg-type]
    xml = DivisionRenderer(edition).whole_text("")
    assert '<ab type="unknown" n="Foreign">Words of a new kind.</ab>' in xml
    assert edition.unknown == ["Foreign"]
