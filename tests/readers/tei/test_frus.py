"""Documents of FRUS volumes: what is certain becomes header fields, nothing is dropped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cableconv.errors import NotACableError
from cableconv.model.blocks import FieldKind, Item, PageBreak, Paratext, Table
from cableconv.model.cable import Cable
from cableconv.model.effective import Basis, overall_marking
from cableconv.model.header import Precedence
from cableconv.model.leaf import Excision
from cableconv.model.markings import Level
from cableconv.model.walk import iter_leaves, source_text
from cableconv.notices import NoticeKind
from encoded_tei import read, read_all, telegram, volume

FIRST = "<p>4217. For the Secretary. Subject: U.S. Gauge Offer. Ref: State 330956.</p>"


@pytest.fixture(scope="module")
def cable() -> Cable:
    return read(
        volume(
            telegram(
                FIRST,
                "<p>1. (S—Entire text).</p>",
                '<pb n="12"/>',
                "<p>2. The Minister spoke of <persName>Roe</persName>’s wea"
                '<pb n="13"/>ther.<note n="2" xml:id="d7fn2">A note of the editors.</note> '
                "He left.</p>",
                "<p>3. He named [<hi rend='italic'>less than 1 line not declassified</hi>].</p>",
                "<closer><signed><hi>Doe</hi></signed></closer>",
            )
        )
    )


def test_source_note_gives_classification_precedence_and_caption(cable: Cable) -> None:
    banner = cable.markings.banner
    assert banner is not None
    assert (banner.raw, banner.level) == ("Secret", Level.S)
    assert [caption.name for caption in cable.markings.captions] == ["NODIS"]
    assert overall_marking(cable).text == "SECRET//NODIS"
    [note] = cable.fields_of(FieldKind.NOTE)
    assert note.text == "Source: Notional Library, Box 3. Secret; Immediate; Nodis."


def test_dateline_gives_the_time_with_the_precedence_of_the_note(cable: Cable) -> None:
    assert cable.dtg is not None
    assert cable.dtg.utc is not None
    assert cable.dtg.utc.isoformat() == "1991-03-04T15:29:00+00:00"
    assert cable.dtg.raw == "March 4, 1991, 1529Z"
    assert cable.dtg.precedence == (Precedence.IMMEDIATE,)


def test_first_paragraph_gives_number_subject_and_references(cable: Cable) -> None:
    assert cable.mrn == "91EXAMPLEVILLE4217"
    assert cable.subject is not None
    assert cable.subject.text == "U.S. Gauge Offer"
    assert [reference.mrn for reference in cable.references] == ["91STATE330956"]
    assert [p.raw for p in cable.header.passing_instructions] == ["For the Secretary"]
    assert cable.header.originator is not None
    assert cable.header.originator.name == "Embassy in Exempland"


def test_numbers_marks_pages_and_notes_of_the_text(cable: Cable) -> None:
    assert [p.number for p in cable.paragraphs] == [1, 2, 3]
    assert cable.markings.entire_text is not None
    assert cable.markings.entire_text.level is Level.S
    assert cable.paragraphs[1].text == "The Minister spoke of Roe’s weather. He left."
    assert [page.page for page in cable.page_markers] == [12, 13]
    assert any(isinstance(block, PageBreak) for block in cable.blocks)
    [note] = [block for block in cable.blocks if isinstance(block, Paratext)]
    assert note.raw == "[2] A note of the editors.\n\n"
    assert cable.signature == ("Doe",)


def test_withheld_words_are_an_excision(cable: Cable) -> None:
    found = [leaf.raw for leaf in iter_leaves(cable.blocks) if isinstance(leaf, Excision)]
    assert found == ["[less than 1 line not declassified]"]


def test_what_was_concluded_is_told(cable: Cable) -> None:
    derived = [n.message for n in cable.notices if n.kind is NoticeKind.DERIVED]
    assert derived == [
        "precedence IMMEDIATE taken from the source note",
        "MRN 91EXAMPLEVILLE4217 taken from the telegram's number, its place and the year",
    ]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Source: Box 1. Confidential.", "CONFIDENTIAL"),
        ("Source: Box 1. Secret; Nodis.", "SECRET//NODIS"),
        ("Source: Box 1. Nodis; Top Secret; Flash.", "TOP SECRET//NODIS"),
        ("Source: Box 1. Sent for information. Confidential.", "CONFIDENTIAL"),
        ("Source: Box 1. Limited Official Use; Priority.", "LIMITED OFFICIAL USE"),
        ("Source: Box 1. Unclassified.", "UNCLASSIFIED"),
        ("Source: Box 1. No classification marking.", "No classification marking"),
        ("Source: Top Secret Files. No classification marking.", "No classification marking"),
    ],
)  # fmt: skip
def test_source_notes_in_any_order(note: str, text: str) -> None:
    found = read(volume(telegram("<p>12. It is learned.</p>", note=note)))
    overall = overall_marking(found)
    assert overall.text == text
    assert (overall.basis is Basis.STATED) == (not text.startswith("No "))


def test_a_pre_war_note_stands_before_the_head() -> None:
    found = read(
        '<div type="document" xml:id="d65" frus:doc-dateTime-min="1938-01-27T14:00:00Z">'
        '<note rend="inline" type="source">793.94/1: Telegram</note><head><hi>The Ambassador in '
        'Exempland</hi> (<persName type="from">Roe</persName>) <hi>to the Secretary of State</hi>'
        "</head><opener><dateline><placeName>Hafen</placeName>, "
        '<date when="1938-01-27T14:00:00">January 27, 1938—2 p.m.</date><lb/>[Received 3 p.m.]'
        "</dateline></opener><p>61. It is learned that the gauge fell.</p>"
        "<p>Repeated to Fictivia.</p></div>"
    )
    [serial] = found.fields_of(FieldKind.MESSAGE_ID)
    assert serial.text == "61."
    assert found.paragraphs[0].text == "It is learned that the gauge fell."
    assert found.header.originator is not None
    assert found.header.originator.name == "Ambassador in Exempland (Roe)"
    assert found.dtg is not None
    assert (found.dtg.zone, found.dtg.hour, found.dtg.year) == ("J", 14, 1938)
    assert "[Received 3 p.m.]" in source_text(found)
    assert any("local time" in notice.message for notice in found.notices)
    assert found.mrn is None


def test_paragraph_one_is_no_telegram_number() -> None:
    found = read(volume(telegram("<p>1. Summary.</p>", "<p>2. Text.</p>")))
    assert [p.number for p in found.paragraphs] == [1, 2]
    assert not found.fields_of(FieldKind.MESSAGE_ID)


def test_a_label_inside_a_sentence_cuts_nothing() -> None:
    words = "<p>88. The Minister wrote on a card: Subject: peace. He smiled. Ref: none.</p>"
    found = read(volume(telegram(words)))
    assert found.subject is not None
    assert found.subject.text.startswith("7. Telegram From")
    assert found.paragraphs[0].text.startswith("The Minister wrote on a card: Subject: peace.")


def test_text_after_the_subject_is_no_subject() -> None:
    words = "<p>88. Subject: Talks with Mr. Roe. 1. (C) Summary: he came. (Ref: talks.)</p>"
    found = read(volume(telegram(words)))
    assert found.subject is not None
    assert found.subject.text == "Talks with Mr. Roe"
    assert found.paragraphs[0].number == 1
    assert found.paragraphs[0].portion_mark is not None


def test_lists_and_tables_belong_to_their_paragraph() -> None:
    found = read(
        volume(
            telegram(
                "<p>1. Points:<list><label>a.</label><item>first<list><item>deep</item></list>"
                "</item><label>b.</label><item>second</item></list>after"
                "<table><row><cell>x</cell><cell>y</cell></row></table></p>"
            )
        )
    )
    first, second = found.paragraphs
    assert [(b.label, b.depth) for b in first.blocks if isinstance(b, Item)] == [
        ("a.", 1), ("", 2), ("b.", 1),
    ]  # fmt: skip
    assert second.text == "after\nx\ty"
    assert isinstance(second.blocks[0], Table)


def test_other_documents_than_telegrams_are_kept_and_said() -> None:
    letter = telegram("<p>I look forward.</p>", head="8. Letter From Roe to Doe")
    [first, second] = read_all(volume(telegram(FIRST), letter))
    assert first.mrn is not None
    assert second.mrn is None
    assert second.paragraphs[0].text == "I look forward."
    assert any("not called a telegram" in notice.message for notice in second.notices)


def test_a_volume_gives_its_documents_one_by_one() -> None:
    many = volume(*[telegram(f"<p>{n}. Text {n}.</p>") for n in range(2, 302)])
    cables = read_all(many)
    assert [c.fields_of(FieldKind.MESSAGE_ID)[0].text for c in cables] == [
        f"{n}." for n in range(2, 302)
    ]
    assert {c.provenance.member for c in cables if c.provenance} == {"d7"}


def test_a_volume_without_documents_says_why() -> None:
    with pytest.raises(NotACableError, match="its status is being-cleared") as caught:
        read(volume("<p>See the status page.</p>", status="being-cleared"))
    assert caught.value.source == "volume.xml"


def test_unknown_elements_give_their_text() -> None:
    found = read(volume(telegram("<p>2. A <made-up>word <deeper>of</deeper></made-up> it.</p>",
                                 "<strange>Alone.</strange>")))  # fmt: skip
    assert found.paragraphs[0].text == "A word of it."
    assert found.paragraphs[1].text == "Alone."


_WORDS = st.sampled_from(("Roe", "the gauge", "2. x", "(C) y", "Ref: State 1.", "a. b", " ", "\n"))
_NAMES = st.sampled_from(
    ("p", "hi", "list", "item", "label", "table", "row", "cell", "note", "pb", "lb", "closer",
     "signed", "div", "head", "seg", "quote", "floatingText", "attachment", "opener", "dateline")
)  # fmt: skip
_TREES = st.recursive(
    _WORDS,
    lambda inner: st.tuples(_NAMES, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=14,
)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


@settings(max_examples=120, deadline=None)
@given(st.lists(_TREES, max_size=5))
def test_no_letter_is_dropped_whatever_the_elements_are(trees: list[str]) -> None:
    document = telegram(*trees)
    kept = letters("".join(source_text(cable) for cable in read_all(volume(document))))
    root = etree.fromstring(volume(document))
    said = letters("".join(str(piece) for d in documents(root) for piece in d.itertext()))
    assert not said - kept


def documents(root: etree._Element) -> list[etree._Element]:
    return [d for d in root.iter("{*}div", "div") if d.get("type") == "document"]


def test_the_corpus_reads_without_loss(corpus: Path) -> None:
    files = [p for p in sorted((corpus / "frus_tei").glob("*.xml")) if "stub" not in p.name]
    assert len(files) == 3
    for path in files:
        [cable] = read_all(path.read_bytes(), path.name)
        parser = etree.XMLParser(recover=True)
        root = etree.fromstring(path.read_bytes(), parser)
        [document] = documents(root)
        missing = letters("".join(map(str, document.itertext()))) - letters(source_text(cable))
        assert not missing, path.name


def test_the_telegram_of_the_corpus(corpus: Path) -> None:
    [cable] = read_all((corpus / "frus_tei" / "frus1981-88v04_d303.xml").read_bytes())
    assert cable.mrn == "84MOSCOW14297"
    assert overall_marking(cable).text == "SECRET//NODIS"
    assert cable.dtg is not None
    assert str(cable.dtg.utc) == "1984-11-07 15:29:00+00:00"
    assert [p.number for p in cable.paragraphs] == [1, 2, 3, 4, 5, 6, 7]
    assert cable.signature == ("Hartman",)
    assert [page.page for page in cable.page_markers] == [1095, 1096]


@pytest.mark.parametrize("words", ["1. (C) Entire text.", "1. Confidential - entire text."])
def test_words_of_a_paragraph_speak_for_the_entire_text(words: str) -> None:
    cable = read(volume(telegram(FIRST, f"<p>{words}</p>", "<p>2. The Minister spoke.</p>")))
    assert cable.markings.entire_text is not None
    assert cable.markings.entire_text.level is Level.C
