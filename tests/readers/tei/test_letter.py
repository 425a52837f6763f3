"""Any letter in TEI: header from correspDesc, and its text."""

from __future__ import annotations

import pytest

from cableconv.errors import NotACableError
from cableconv.model.blocks import FieldKind
from cableconv.model.walk import source_text
from encoded_tei import read

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc><titleStmt><title>Collected</title><title type="main">Roe to Doe</title></titleStmt>
      <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
    <profileDesc><correspDesc>
      <correspAction type="sent"><persName>Jane Roe</persName>
        <placeName>Exampleville</placeName>{date}</correspAction>
      <correspAction type="received"><orgName>Office of Letters</orgName></correspAction>
      <correspAction type="received" subtype="cc"><persName>Max Poe</persName></correspAction>
    </correspDesc></profileDesc>
  </teiHeader>
  <text><body>
    <opener><salute>Dear Office,</salute></opener>
    <p>We had  two
       points:</p>
    <list><item>one</item><item>two</item></list>
    <p>3. (C) A marked one.</p>
    <ab>And <unknown>more</unknown>.</ab>
    <closer><signed>J. Roe</signed></closer>
  </body></text>
</TEI>"""


def test_header_comes_from_the_correspondence_description() -> None:
    cable = read(LETTER.format(date='<date when="1991-03-04T10:00:00+02:00"/>'))
    assert cable.header.originator is not None
    assert cable.header.originator.name == "Jane Roe"
    assert [a.name for a in cable.header.action_addressees] == ["Office of Letters"]
    assert [a.name for a in cable.header.info_addressees] == ["Max Poe"]
    assert cable.dtg is not None
    assert str(cable.dtg.utc) == "1991-03-04 08:00:00+00:00"
    assert cable.title == "Roe to Doe"


def test_a_day_without_an_hour_is_no_date_time_group() -> None:
    cable = read(LETTER.format(date='<date when="1991-03-04">4 March</date>'))
    assert cable.dtg is None
    [field] = cable.fields_of(FieldKind.DTG)
    assert field.text == "4 March"


def test_text_keeps_its_order_and_its_unknown_elements() -> None:
    cable = read(LETTER.format(date=""))
    assert source_text(cable).endswith(
        "Dear Office,\n\nWe had two points:\n\none\ntwo\n3. (C) A marked one.\n\n"
        "And more.\n\nJ. Roe\n\n"
    )
    assert [p.number for p in cable.paragraphs] == [None, None, 3, None]
    assert cable.paragraphs[2].portion_mark is not None
    assert cable.signature == ("J. Roe",)


def test_a_document_without_text_is_no_cable() -> None:
    with pytest.raises(NotACableError, match="holds no text"):
        read('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>')
