"""What the header says of the telegram."""

from __future__ import annotations

import io

import pytest
from lxml import etree

import examples
from cableconv.model.blocks import Block, Field, FieldKind, Paragraph, Paratext
from cableconv.model.cable import Cable
from cableconv.model.header import Station
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.model.markings import Banner, Caption, Level, PortionMark
from cableconv.notices import NoticeKind
from cableconv.writers.tei import TeiOptions, TeiWriter

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}


def root(cable: Cable) -> etree._Element:
    out = io.BytesIO()
    TeiWriter().write(cable, out)
    return etree.fromstring(out.getvalue())


def found(cable: Cable, path: str) -> list[str]:
    result = root(cable).xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return [str(value) for value in result]


def cable(*blocks: Block) -> Cable:
    return Cable(blocks)


MARKING = "//t:catRef[@ana]/@target"


def test_a_stated_banner_is_the_marking() -> None:
    assert found(examples.FULL, MARKING) == ["#cls-C #cap-NOFORN"]
    assert found(examples.FULL, "//t:catRef/@ana") == ["#basis-stated"]


def test_a_marking_that_rests_on_something_else_says_so() -> None:
    assert found(examples.REPRINT, MARKING) == ["#cls-SBU"]
    assert found(examples.REPRINT, "//t:catRef/@ana") == ["#basis-entire-text"]
    notes = found(examples.REPRINT, "//t:note[@type='classification']/text()")
    assert notes == ["SENSITIVE BUT UNCLASSIFIED (from the statement on the entire text)"]


def test_marks_of_portions_are_a_basis() -> None:
    paragraph = Paragraph((PortionMark("(S)", Level.S), Text(" a")))
    assert found(cable(paragraph), MARKING) == ["#cls-S"]
    assert found(cable(paragraph), "//t:catRef/@ana") == ["#basis-portions"]


def test_no_marking_is_no_marking_and_never_unclassified() -> None:
    assert found(examples.UNMARKED, MARKING) == ["#cls-none"]
    words = found(examples.UNMARKED, "//t:category[@xml:id='cls-none']/t:catDesc/text()")
    assert words == ["No classification marking"]
    assert "UNCLASSIFIED" not in etree.tostring(root(examples.UNMARKED), encoding="unicode")


def test_captions_alone_claim_no_level() -> None:
    found_here = cable(Field(FieldKind.CAPTION, (Caption("NODIS", "NODIS"),)))
    assert found(found_here, MARKING) == ["#cap-NODIS"]
    assert found(found_here, "//t:catRef[@ana]/@scheme") == ["#captions"]


def test_sender_and_addressees_are_a_correspondence() -> None:
    sent = "//t:correspAction[@type='sent']"
    assert found(examples.FULL, f"{sent}/t:orgName/text()") == ["AMEMBASSY EXAMPLEVILLE"]
    assert found(examples.FULL, f"{sent}/t:date/@when") == ["2006-02-14T15:30:00Z"]
    received = "//t:correspAction[@type='received'][@subtype='{}']/t:orgName/text()"
    assert found(examples.FULL, received.format("to")) == ["SECSTATE WASHDC"]
    assert found(examples.FULL, received.format("cc")) == [
        "EU MEMBER STATES COLLECTIVE",
        "JOINT STAFF WASHDC",
    ]


def test_references_are_its_context() -> None:
    targets = found(examples.FULL, "//t:correspContext/t:ref/@target")
    assert targets == ["mrn:06STATE1234", "mrn:05EXAMPLEVILLE999"]


def test_a_station_without_an_originator_is_the_sender() -> None:
    field = Field(FieldKind.STATION, (Station("DE RUEHZZ #1", "RUEHZZ", "1"),))
    assert found(cable(field), "//t:correspAction/t:orgName/@ref") == ["#RUEHZZ"]


def test_nobody_known_no_correspondence() -> None:
    assert found(examples.UNMARKED, "//t:correspDesc") == []
    assert found(examples.UNMARKED, "//t:standOff") == []


def test_source_and_notices_are_told() -> None:
    assert found(examples.FULL, "//t:idno[@subtype='file']/text()") == ["0" * 64]
    assert found(examples.FULL, "//t:note[@type='conflict']/@n") == ["44"]


def test_tags_are_keywords() -> None:
    assert found(examples.FULL, "//t:keywords/t:term/text()") == ["PREL", "PGOV", "XX"]


def test_the_title_is_the_subject_else_what_is_known() -> None:
    title = "//t:titleStmt/t:title[@type='main']/text()"
    assert found(examples.FULL, title) == ["(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"]
    assert found(examples.UNMARKED, title) == ["Telegram"]


@pytest.mark.parametrize(
    ("epoch", "dates"),
    [("1187289060", ["2007-08-16"]), (None, []), ("", [])],
)
def test_the_date_of_conversion_is_told_by_source_date_epoch_only(
    epoch: str | None, dates: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert found(examples.FULL, "//t:change/@when") == dates


def test_what_is_left_out_is_a_notice_and_in_the_header() -> None:
    out = io.BytesIO()
    notices = TeiWriter(TeiOptions(furniture="drop")).write(examples.REPRINT, out)
    assert [notice.kind for notice in notices] == [NoticeKind.OMITTED]
    assert "are left out (pieces: 2)" in out.getvalue().decode()


def test_a_character_that_an_attribute_cannot_hold_is_a_notice() -> None:
    field = Field(FieldKind.STATION, (Station("DE R\x07X #1", "R\x07X", "1"),))
    out = io.BytesIO()
    notices = TeiWriter().write(cable(field), out)
    assert [notice.kind for notice in notices] == [NoticeKind.NOT_EXPRESSIBLE]
    assert 'key="R\u2407X"' in out.getvalue().decode()


def test_a_control_character_in_the_text_is_no_notice() -> None:
    block = Paragraph((Text("a\x0cb \ud800"), Furniture("\r")))
    out = io.BytesIO()
    assert TeiWriter().write(cable(block), out) == []
    assert b"FORM FEED" in out.getvalue()


def test_words_on_a_release_stand_beside_the_marking() -> None:
    stamp = Furniture("RELEASED IN FULL", FurnitureKind.STAMP)
    line = Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S),))
    released = cable(Paratext((stamp,)), line, Paragraph((Text("a"), stamp)))
    assert found(released, "//t:custEvent[@type='release']/text()") == ["RELEASED IN FULL"]
    assert found(released, "//t:availability/t:p/t:q/text()") == ["RELEASED IN FULL"]
    assert found(released, "//t:availability/@status") == ["unknown"]
    assert found(released, MARKING) == ["#cls-S"]
    assert b"eclassified" not in etree.tostring(root(released))


def test_without_a_stamp_nothing_is_said_of_a_release() -> None:
    assert found(examples.FULL, "//t:custEvent") == []
    assert found(examples.FULL, "//t:availability/t:p/t:q") == []


def test_tags_name_their_scheme() -> None:
    assert found(examples.FULL, "//t:keywords/@scheme") == ["#tags"]
    assert len(found(examples.FULL, "//t:taxonomy[@xml:id='tags']/t:bibl")) == 1
