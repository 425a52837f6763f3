from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable, Subject
from cableconv.model.header import Originator
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import Caption, EntireText, PortionMark
from cableconv.model.walk import iter_leaves, source_text

FULL, REPRINT = examples.FULL, examples.REPRINT


def test_the_header_of_a_full_cable() -> None:
    header = FULL.header
    assert header.transmission_id is not None
    assert header.transmission_id.channel == "XRO"
    assert [line.indicators for line in header.routing] == [("RUEHDBU",)]
    assert header.station is not None
    assert header.station.serial == "0123"
    assert header.security is not None
    assert header.security.letters == "CCCCC"
    assert header.originator is not None
    assert header.originator.name == "AMEMBASSY EXAMPLEVILLE"
    assert [a.name for a in header.action_addressees] == ["SECSTATE WASHDC"]
    assert [a.office_symbols for a in header.info_addressees] == [(), ("J5",)]
    assert header.exempted == ()
    assert [p.raw for p in header.passing_instructions] == ["DEPT FOR EUR/ERA"]
    assert header.section is not None
    assert (header.section.section, header.section.sections) == (1, 2)
    assert FULL.dtg is header.dtg
    assert FULL.security is header.security


def test_the_markings_of_a_full_cable() -> None:
    markings = FULL.markings
    assert markings.banner is not None
    assert markings.banners == (markings.banner,)
    assert [caption.name for caption in markings.captions] == ["SIPDIS", "NOFORN"]
    assert markings.entire_text is None
    assert markings.authority.reasons == ("1.4(b)", "1.4(d)")
    assert [officer.names for officer in markings.authority.classified_by] == [("Jane Roe",)]
    assert [d.raw for d in markings.declassification] == ["DECL: 02/14/2016"]


def test_the_other_views_of_a_full_cable() -> None:
    assert [tag.name for tag in FULL.tags] == ["PREL", "PGOV", "XX"]
    assert FULL.subject == Subject("AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES", examples.U)
    assert FULL.title == FULL.subject.text
    assert [r.letter for r in FULL.references] == ["A", "B"]
    assert [p.number for p in FULL.paragraphs] == [1, 2, None, None, None, 3]
    assert [h.text for h in FULL.headings] == ["A HEADING", "Comment"]
    assert FULL.signature == ("ROE",)
    assert [m.page for m in FULL.page_markers] == [2, 3]
    assert FULL.furniture == ()


def test_a_reprint_has_its_title_for_a_subject() -> None:
    assert REPRINT.subject == Subject("Notional Visit of a Notional Delegation")
    assert REPRINT.title == "Notional Visit of a Notional Delegation"
    assert isinstance(REPRINT.markings.entire_text, EntireText)
    assert len(REPRINT.furniture) == 2


def test_a_subject_goes_before_a_title_wherever_it_stands() -> None:
    title = Field(FieldKind.TITLE, (Text("cut short"),))
    subject = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" in full")))
    for blocks in ((title, subject), (subject, title)):
        cable = Cable(blocks)
        assert cable.subject == Subject("in full")
        assert cable.title == "cut short"


def test_an_empty_cable_says_nothing() -> None:
    empty = Cable()
    assert (empty.subject, empty.title, empty.dtg, empty.security) == (None,) * 4
    assert empty.markings.banner is None
    assert not any((empty.tags, empty.paragraphs, empty.signature, empty.references))
    assert source_text(empty) == ""


def test_captions_that_are_repeated_count_once_in_their_first_place() -> None:
    names = ("SIPDIS", "NOFORN", "SIPDIS")
    cable = Cable(tuple(Field(FieldKind.CAPTION, (Caption(n.lower(), n),)) for n in names))
    assert [caption.name for caption in cable.markings.captions] == ["SIPDIS", "NOFORN"]


def test_a_mark_may_speak_for_the_entire_text() -> None:
    mark = PortionMark("(C - ENTIRE TEXT)", examples.C.level, entire_text=True)
    cable = Cable((Paragraph((examples.U, Text(" x"))), Paragraph((mark, Text(" y")))))
    assert cable.markings.entire_text is mark


def test_fields_are_found_by_kind_in_order() -> None:
    kinds = [field.kind for field in FULL.fields_of(FieldKind.CAPTION, FieldKind.BREAK)]
    assert kinds == [FieldKind.BREAK, FieldKind.CAPTION, FieldKind.CAPTION, FieldKind.BREAK]


@settings(max_examples=60)
@given(strategies.cables())
def test_views_are_the_leaves_of_the_blocks(cable: Cable) -> None:
    leaves = list(iter_leaves(cable.blocks))
    views = (
        *cable.markings.banners,
        *cable.tags,
        *cable.references,
        *cable.header.action_addressees,
        *cable.page_markers,
        *cable.furniture,
    )
    assert all(any(view is leaf for leaf in leaves) for view in views)


@settings(max_examples=30)
@given(strategies.cables())
def test_cables_go_between_processes(cable: Cable) -> None:
    again = pickle.loads(pickle.dumps(cable))  # noqa: S301 - our own bytes
    assert again == cable
    assert again.provenance == cable.provenance


def test_a_cable_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL.mrn = "x"  # type: ignore[misc]  # that it is refused is the point
    assert attrs.evolve(FULL, mrn="x") != FULL


def test_a_label_without_a_title_leaves_the_subject_to_name_the_cable() -> None:
    title = Field(FieldKind.TITLE, (Label("Viewing cable"),))
    subject = Field(FieldKind.SUBJECT, (Label("SUBJECT:"), Text(" WORDS")))
    assert Cable((title, subject)).title == "WORDS"


def test_attributes_of_a_holder_speak_only_where_the_telegram_does_not() -> None:
    held = Field(FieldKind.ATTRIBUTE, (Originator("Embassy Example", "Embassy Example"),))
    own = Field(FieldKind.ORIGINATOR, (Label("FM"), Text(" "), Originator("AMEMBASSY X", "X")))
    assert Cable((held,)).header.originator == held.content[0]
    assert Cable((held, own)).header.originator == own.content[2]
