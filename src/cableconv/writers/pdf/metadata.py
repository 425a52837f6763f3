"""What a PDF says of itself: title, dates, and the XMP packet that names its standards."""

from __future__ import annotations

import datetime as dt
from xml.sax.saxutils import escape

import attrs

import cableconv
from cableconv.model.cable import Cable
from cableconv.writers.keyblock import title_words
from cableconv.writers.pdf.syntax import printable
from cableconv.writers.source_date import source_date

NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The date of a file whose cable states none, where SOURCE_DATE_EPOCH is not set either."""


@attrs.frozen
class Metadata:
    """What a file says of itself.

    Attributes:
        title: the cable's title or subject with its mark, else its reference number, else
            ``Untitled cable``.
        author: the originator as addressed; empty where not stated.
        identifier: the message reference number; empty where not known.
        keywords: the TAGS terms; empty where there are none.
        created: date of the file, in UTC: the cable's own, else SOURCE_DATE_EPOCH, else 2000-01-01.
    """

    title: str
    author: str
    identifier: str
    keywords: str
    created: dt.datetime

    @property
    def subject(self) -> str:
        """What kind of document it is, with its number."""
        return f"Diplomatic cable {self.identifier}".strip()

    @property
    def producer(self) -> str:
        """The program, with its version."""
        return f"cableconv {cableconv.__version__}"

    @property
    def pdf_date(self) -> str:
        """``D:20070816183100Z`` (ISO 32000-1, 7.9.4)."""
        when = self.created
        clock = f"{when.hour:02}{when.minute:02}{when.second:02}"
        return f"D:{when.year:04}{when.month:02}{when.day:02}{clock}Z"


def describe(cable: Cable) -> Metadata:
    """The metadata of a cable's file.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is set and is no number of seconds.
    """
    originator = cable.header.originator
    return Metadata(
        title=printable(title_words(cable) or cable.mrn or "") or "Untitled cable",
        author=printable(originator.name) if originator else "",
        identifier=printable(cable.mrn or ""),
        keywords=printable(", ".join(tag.raw for tag in cable.tags)),
        created=_created(cable),
    )


def _created(cable: Cable) -> dt.datetime:
    given = source_date()
    stated = cable.dtg.utc if cable.dtg else None
    return stated or given or NO_DATE


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
{properties}
<xmp:CreatorTool>cableconv</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_ALT = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'
_SEQ = "<dc:{0}><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></dc:{0}>"
_BAG = "<dc:{0}><rdf:Bag><rdf:li>{1}</rdf:li></rdf:Bag></dc:{0}>"
_PLAIN = "<dc:{0}>{1}</dc:{0}>"


def xmp_packet(data: Metadata, *, level: str, lang: str) -> bytes:
    """The XMP packet of a file.

    PDF/UA's own schema is described in it: PDF/A demands that of any schema it does not define.

    Args:
        data: what the file says of itself.
        level: PDF/A part and conformance (``2a``).
        lang: language tag of the document.
    """
    rows = (
        (_ALT, "title", data.title),
        (_SEQ, "creator", data.author),
        (_ALT, "description", data.subject),
        (_BAG, "language", lang),
        (_PLAIN, "identifier", data.identifier),
    )
    properties = [form.format(name, escape(text)) for form, name, text in rows if text]
    if data.keywords:
        properties.append(f"<pdf:Keywords>{escape(data.keywords)}</pdf:Keywords>")
    when = data.created.replace(tzinfo=None)
    packet = _PACKET.format(
        properties="\n".join(properties),
        date=when.isoformat(timespec="seconds") + "Z",
        producer=escape(data.producer),
        part=level[0],
        conformance=level[1].upper(),
    )
    return packet.encode("utf-8")
