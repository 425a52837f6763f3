"""TEI documents built for the tests; the content is invented, the form is that of FRUS."""

from __future__ import annotations

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.tei import TeiReader

FRUS = "http://history.state.gov/frus/ns/1.0"


def read_all(xml: str | bytes, name: str = "volume.xml") -> list[Cable]:
    data = xml.encode() if isinstance(xml, str) else xml
    return list(TeiReader().read(data, source=Source(name)))


def read(xml: str | bytes) -> Cable:
    [cable] = read_all(xml)
    return cable


def volume(*divisions: str, status: str = "") -> str:
    revision = f'<revisionDesc status="{status}"/>' if status else ""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="{FRUS}"><teiHeader><fileDesc>'
        "<titleStmt><title>A Volume</title></titleStmt><publicationStmt>"
        '<idno type="frus">frus1990-92v99</idno></publicationStmt></fileDesc>'
        f'{revision}</teiHeader><text><body><div type="compilation"><head>Notional Affairs</head>'
        f"{''.join(divisions)}</div></body></text></TEI>"
    )


def telegram(
    *paragraphs: str,
    note: str = "Source: Notional Library, Box 3. Secret; Immediate; Nodis.",
    head: str = "7. Telegram From the Embassy in Exempland to the Department of State",
    when: str = "1991-03-04T15:29:00+00:00",
) -> str:
    return (
        '<div type="document" subtype="historical-document" n="7" xml:id="d7" '
        'frus:doc-dateTime-min="1991-03-04T10:29:00-05:00" '
        'frus:doc-dateTime-max="1991-03-04T10:29:00-05:00">'
        f'<head>{head}<note n="1" type="source">{note}</note></head>'
        "<opener><dateline><placeName>Exampleville</placeName>, "
        f'<date when="{when}">March 4, 1991, 1529<gloss>Z</gloss></date></dateline></opener>'
        f"{''.join(paragraphs)}</div>"
    )
