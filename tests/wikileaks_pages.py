"""Invented pages in the form of the three layouts, to be changed by the tests."""

from __future__ import annotations

from datetime import datetime

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.wikileaks import WikileaksReader
from generate.outputs import TABLE

HEADER = """\
VZCZCXRO0123
PP RUEHXX
DE RUEHXY #0680/01 0392147
ZNR UUUUU ZZH
R 082147Z FEB 06
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC 8792
INFO RUEHYY/AMEMBASSY SAMPLETON"""

BODY = """\
UNCLAS SECTION 01 OF 02 EXAMPLEVILLE 000680 \n \nSIPDIS \n \nSENSITIVE \nSIPDIS \n \n\
E.O. 12958: N/A \nTAGS: <a href='/tag/PREL_0.html'>PREL</a> <a href='/tag/XX_0.html'>XX</a>\n\
SUBJECT: THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE \nLAST ONE \n \n\
REF: A. EXAMPLEVILLE 618 \n     <a id='parB' href='#parB'>¶</a>B. 05 SAMPLETON 6432 \n \n\
<a id='par1' href='#par1'>¶</a>1. (SBU) Summary: The mayor opened the bridge.  End \nSummary. \n \n\
<a id='par2' href='#par2'>¶</a>2. (U) All were glad. \n \nROE"""

RELEASED = datetime(2011, 3, 17, 12, 12)  # noqa: DTZ001 - pages name no time zone

ARTICLES = """\
<tr>
<td colspan='5'>
Appears in these articles:<br />
<a href='http://news.example/bridge'>http://news.example/bridge</a><br />
</td>
</tr>
"""

PAGE = """\
<?xml version='1.0' encoding='utf-8' ?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1.dtd">
<html lang='en' xml:lang='en' xmlns='http://www.w3.org/1999/xhtml'>
<head>
<title>Cable Viewer</title>
<link href='/static/css/cables.css' rel='stylesheet' type='text/css' />
</head>
<body>
<div class='main'>
<div class='pane small'>
<p>Currently released so far... 3 / 7</p>
<h3>Browse by creation <a href='#year_1966' onclick='return sha(0);'>date</a></h3>
<div class='sort'>
<a href='/tag/ZO_0.html'>ZO</a>
<a href='/tag/ZU_0.html'>ZU</a>
</div>
</div>
<div class='pane big'>
<h3>Viewing cable {id}, {title}</h3>
<div id='help_1'>
<b>Understanding cables</b>
<br />
Every cable message consists of three parts.
</div>
{table}{texts}
</div>
</div>
<script src='/static/js/cables.js' type='text/javascript'></script>
</body>
</html>
"""


def page(
    header: str | None = HEADER,
    body: str = BODY,
    *,
    id: str = "06EXAMPLEVILLE680",  # noqa: A002 - the field's name
    created: str = "2006-02-08 21:09",
    classification: str = "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    origin: str = "Embassy Exampleville",
    articles: str = "",
) -> str:
    """A page; ``header`` and ``body`` are text of ``pre`` elements, None leaves the header out."""
    table = TABLE.format(
        id=id,
        folder="2006/02",
        month="2006-02",
        created=created,
        released=RELEASED,
        classification=classification,
        classification_number=6,
        lower="confidential//noforn",
        origin=origin,
        origin_number=71,
        articles=articles,
    )
    texts = [text.replace("\n", "&#x000A;") for text in (header, body) if text is not None]
    pres = "\n".join(f"<code><pre>{text}</pre></code>" for text in texts)
    title = "THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE"
    return PAGE.format(id=id, title=title, table=table, texts=pres)


def read(markup: str, name: str = "page.html") -> Cable:
    """The one cable of a page."""
    (cable,) = WikileaksReader().read(markup.encode(), source=Source(name))
    return cable
