"""The text: no sentence lost, marks with their meaning, anchors, lists, honest markup."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    FieldKind,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Preformatted,
    Quoted,
    Rule,
    Section,
    Signature,
)
from cableconv.model.cable import Cable
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Excision, Furniture, Label, LineBreak, Number, Text
from cableconv.model.markings import Banner, EntireText, Level, PortionMark
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.writers.html import HtmlOptions
from cableconv.writers.spoken import spoken
from examples import S_NF, SBU, C, U, numbered
from writers.html.inspection import (
    classed,
    found_all,
    one,
    opened,
    own_texts,
    seen,
    shown,
    write,
)

SLOW = [HealthCheck.too_slow]
WITH_PAGES = HtmlOptions(page_lines=True)


def assert_in_order(cable: Cable, options: HtmlOptions) -> None:
    text = seen(one(opened(cable, options), "//div[@id='text']"))
    at = 0
    for block in iter_blocks(cable.blocks):
        for said in map(shown, own_texts(block)):
            found = text.find(said, at)
            assert found >= 0, said
            at = found + len(said)


@pytest.mark.parametrize("options", [HtmlOptions(), WITH_PAGES])
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(cable=strategies.cables(max_blocks=6))
def test_no_sentence_is_lost_and_the_order_stays(options: HtmlOptions, cable: Cable) -> None:
    assert_in_order(cable, options)


@pytest.mark.parametrize("name", list(examples.ALL))
def test_no_sentence_of_the_examples_is_lost(name: str) -> None:
    assert_in_order(examples.ALL[name], HtmlOptions())


def without_signs(text: str) -> str:
    # Python strips some controls as blanks at the ends of a text; a page shows signs for all.
    return re.sub("[\u2400-\u2421\ufffd]", "", text)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables(max_blocks=6))
def test_paragraphs_and_headings_say_what_the_model_says_and_no_more(cable: Cable) -> None:
    headings = " or ".join(f"self::h{level}" for level in range(2, 7))
    path = f"//div[@class='paragraph']/p | //div[@id='text']//*[{headings}]"
    kinds = (Paragraph, Heading)
    blocks = [block for block in iter_blocks(cable.blocks) if isinstance(block, kinds)]
    wanted = [without_signs(shown(said)) for block in blocks for said in own_texts(block)]
    written = [without_signs(seen(node)) for node in found_all(opened(cable), path)]
    assert [said for said in written if said] == [said for said in wanted if said]


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables())
def test_no_mark_is_lost_or_invented_and_each_is_explained(cable: Cable) -> None:
    tree = opened(cable)
    marks = [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, PortionMark)]
    written = Counter((seen(m), m.get("title", "")) for m in classed(tree, "mark"))
    wanted = Counter((shown(mark.raw), shown(spoken(mark))) for mark in marks)
    assert set(written) == set(wanted)
    assert all(written[key] >= count for key, count in wanted.items())
    for node in found_all(tree, "//abbr"):
        heard = node.getnext()
        assert heard is not None
        assert (heard.get("class"), heard.text) == ("heard", f" [{node.get('title')}]")


def test_a_paragraph_has_number_mark_and_meaning() -> None:
    html, _ = write(Cable(blocks=(numbered(2, S_NF, Text(" Words.")),)))
    assert (
        '<div class="paragraph" id="para-2">\n<p class="numbered">'
        '<a class="number" href="#para-2" title="Link to this paragraph">2.</a> '
        '<abbr class="mark" title="Secret, not releasable to foreign nationals">(S/NF)</abbr>'
        '<span class="heard"> [Secret, not releasable to foreign nationals]</span> Words.</p>\n'
        "</div>\n"
    ) in html


def test_a_mark_that_nothing_is_known_of_stands_alone() -> None:
    html, _ = write(Cable(blocks=(Paragraph((PortionMark("(?)", None), Text(" x"))),)))
    assert '<p><span class="mark">(?)</span> x</p>' in html


def ids(cable: Cable) -> list[str]:
    return re.findall(r'<div class="paragraph" id="([^"]+)">', write(cable)[0])


def test_anchors_are_unique_where_numbers_come_again() -> None:
    quoted = Quoted((numbered(1, C, Text(" quoted")),))
    own = tuple(numbered(n, U, Text(" own")) for n in (1, 2, 2, 2))
    assert ids(Cable(blocks=(quoted, *own))) == [
        "quoted-para-1", "para-1", "para-2", "para-2-2", "para-2-3",
    ]  # fmt: skip
    huge = Paragraph((Number("9" * 60 + ".", 10**60 - 1), Text(" x")))
    assert all(len(name) <= 40 for name in ids(Cable(blocks=(huge, huge))))


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(strategies.cables(max_blocks=6))
def test_ids_are_unique_links_lead_somewhere_headings_skip_no_level(cable: Cable) -> None:
    tree = opened(cable)
    names = [node.get("id") for node in found_all(tree, "//*[@id]")]
    assert len(names) == len(set(names))
    assert {a.get("href") for a in found_all(tree, "//a")} <= {f"#{name}" for name in names}
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert 1 not in levels[1:]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def nested(depth: int) -> Section:
    inner: tuple[Block, ...] = (numbered(depth, C, Text(" text")),)
    if depth < 7:
        inner = (nested(depth + 1),)
    return Section(Heading((Text(f"DEPTH {depth}"),)), inner)


def test_deep_sections_keep_the_last_level() -> None:
    tree = opened(Cable(blocks=(nested(1),)))
    found = [n.tag for n in tree.iter("h2", "h3", "h4", "h5", "h6") if "DEPTH" in (n.text or "")]
    assert found == ["h2", "h3", "h4", "h5", "h6", "h6", "h6"]


def test_a_section_without_words_in_its_heading_raises_no_level() -> None:
    empty = Section(Heading(()), (Section(Heading((Text("INNER"),)), ()),))
    assert "<h2>INNER</h2>" in write(Cable(blocks=(empty,)))[0]


def test_points_keep_labels_and_marks_and_nest() -> None:
    tree = opened(examples.FULL)
    outer = one(tree, "//div[@id='para-2']/ul")
    assert [seen(item) for item in outer.findall("li")] == [
        "-- first point continued;",
        "-- second point: A. (U) nested point",
    ]
    assert [seen(item) for item in found_all(outer, ".//ul/li")] == ["A. (U) nested point"]
    assert {node.get("role") for node in tree.iter("ul")} == {"list"}


def test_page_lines_and_paratext_do_not_part_a_list() -> None:
    page = PageBreak((PageMarker("X 1  002 OF 002", 2, 2), Banner("SECRET", Level.S)))
    site = Paratext((Furniture("menu"),))
    point = Item((Label("--"), Text(" point")))
    cable = Cable(blocks=(Paragraph((Text("x:"),), (point, page, point, site, point)),))
    html, notices = write(cable)
    assert html.count("<ul") == 1
    assert [(n.kind.value, n.message) for n in notices] == [
        ("omitted", "page lines left out of the running text: 1"),
        ("omitted", "banners of page lines left out of the running text: 1"),
        ("omitted", "pieces of text left out that are not the cable's: 1"),
    ]


def test_page_lines_stay_out_of_the_text_but_are_counted() -> None:
    html, notices = write(examples.FULL)
    assert "002 OF 002" not in html
    assert [str(n) for n in notices] == [
        "info: page lines left out of the running text: 2 [omitted]"
    ]


def test_page_lines_are_notes_on_request() -> None:
    html, notices = write(examples.FULL, WITH_PAGES)
    assert not notices
    assert (
        'attorney<small class="page-line"> EXAMPLEVIL 00000123  002 OF 002 </small> general' in html
    )
    assert '<p class="page-line">EXAMPLEVIL 00000123 003 OF 002</p>' in html
    assert "page-line" in [
        n.get("class") for n in found_all(opened(examples.FULL, WITH_PAGES), "//p")
    ]


def test_a_banner_inside_a_sentence_goes_with_its_page_line() -> None:
    content = (
        Text("one"), LineBreak(), PageMarker("PAGE 02  LA PAZ 05838  082005Z", 2), LineBreak(),
        Banner("SECRET", Level.S), LineBreak(), Text("two"),
    )  # fmt: skip
    cable = Cable(blocks=(Paragraph(content),))
    html, notices = write(cable)
    assert "<p>one two</p>" in html
    assert len(notices) == 2
    assert seen(one(opened(cable, WITH_PAGES), "//p[small]"), notes=True) == (
        "one PAGE 02 LA PAZ 05838 082005Z SECRET two"
    )


def test_quotations_are_set_apart_with_their_header_lines() -> None:
    field = examples.line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" INNER"))
    cable = Cable(blocks=(Quoted((field, numbered(1, C, Text(" x")))),))
    quote = one(opened(cable), "//blockquote")
    assert seen(quote) == "SUBJECT: INNER 1. (C) x"


def test_preformatted_lines_keep_every_blank() -> None:
    meaning = spoken(SBU)
    mark = (
        f'<abbr class="mark" title="{meaning}">(SBU)</abbr><span class="heard"> [{meaning}]</span>'
    )
    lines = Preformatted((LineBreak("\n"), Text("  a    b"), LineBreak("\n\n"), SBU, Text("\tc")))
    html, _ = write(Cable(blocks=(lines,)))
    # A browser drops the first line end after the start tag.
    assert f"<pre>\n\n  a    b\n\n{mark}\tc</pre>" in html


def test_rules_statements_excisions_and_signatures_have_their_classes() -> None:
    entire = EntireText("Entire text.", Level.C)
    text = (entire, Text(" a "), Excision("XXXX"), Excision("[1.4(D)]", ("1.4(D)",)))
    blocks = (Rule((Text("----"),)), Paragraph(text), Signature((Text("ROE"),)))
    tree = opened(Cable(blocks=blocks))
    assert one(tree, "//div[@role='separator']").text == "----"
    assert [n.get("title") for n in classed(tree, "excision")] == [
        "Stands for text taken out",
        "Stands for text taken out: 1.4(D)",
    ]
    assert [n.text for n in classed(tree, "statement")] == ["Entire text."]
    assert one(tree, "//p[@class='signature']").text == "ROE"


def test_right_to_left_paragraphs_and_points_say_so() -> None:
    arabic = "قال السفير إن الحكومة موافقة."
    point = Item((Label("--"), Text(f" {arabic}")))
    blocks = (numbered(1, C, Text(f" {arabic}")), numbered(2, C, Text(" The word سلام.")), point)
    html, _ = write(Cable(blocks=blocks))
    assert html.count('dir="rtl"') == 2
    assert '<p class="numbered" dir="rtl"><a class="number" href="#para-1"' in html
    assert '<li dir="rtl">' in html


def test_a_foreign_node_is_written_as_text_and_noted() -> None:
    class Sidenote(Text):
        pass

    class Stamp(PortionMark):
        pass

    class Box(Rule):
        pass

    content = (Stamp("(X)", None), Sidenote("side words"))
    html, notices = write(Cable(blocks=(Paragraph(content), Box((Text("boxed words"),)))))
    assert '<p><span class="mark">(X)</span>side words</p>' in html
    assert "<p>boxed words</p>" in html
    assert [n.kind.value for n in notices] == ["unknown-node"]
    assert notices[0].message.endswith("Box, Sidenote, Stamp")


def test_what_shows_nothing_leaves_no_element() -> None:
    bare = write(Cable())[0]
    blocks = (
        PageBreak(()), Paratext(()), Paragraph(()), Preformatted((Text("  "),)), Rule(()),
        Quoted(()), Item(()), Signature(()), Heading((Text(" "),)),
    )  # fmt: skip
    assert write(Cable(blocks=blocks))[0] == bare
