"""Writes generated cables as corpora that people have: cables.csv, folders, zip files, pages."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from generate.facts import Cable
from generate.setting import body, header, telegram

_MISSIONS = {"AMEMBASSY": "Embassy", "AMCONSUL": "Consulate"}

TABLE = """\
<table class='cable'>
<tr>
<th>Reference ID</th>
<th>Created</th>
<th>Released</th>
<th>Classification</th>
<th>Origin</th>
</tr>
<tr>
<td>
<a href='/cable/{folder}/{id}.html'>{id}</a>
</td>
<td>
<a href='/date/{month}_0.html'>{created}</a>
</td>
<td>
<a href='/reldate/{released:%Y-%m-%d}_0.html'>{released:%Y-%m-%d %H:%M}</a>
</td>
<td>
<a href='/classification/{classification_number}_0.html' title='{lower}'>{classification}</a>
</td>
<td>
<a href='/origin/{origin_number}_0.html'>{origin}</a>
</td>
</tr>
{articles}</table>
"""
"""The table over the text of a page, with the facts of the cable."""

_RELEASED = datetime(2011, 1, 31, 21, 9)  # noqa: DTZ001 - pages name no time zone

_PAGE = """\
<?xml version='1.0' encoding='utf-8' ?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1.dtd">
<html lang='en' xml:lang='en' xmlns='http://www.w3.org/1999/xhtml'>
<head>
<title>Cable Viewer</title>
</head>
<body>
<div class='main'>
<div class='pane big'>
<h3>Viewing cable {id}, {title}</h3>
{table}<code><pre>{header}</pre></code>
<code><pre>{body}</pre></code>
</div>
</div>
</body>
</html>
"""


def origin(cable: Cable) -> str:
    """``Embassy Exampleville``."""
    return f"{_MISSIONS[cable.mission]} {cable.post.title()}"


def csv_row(cable: Cable) -> str:
    """The row of cables.csv, with its line end."""
    sent = cable.sent
    columns = (
        str(cable.number),
        f"{sent.month}/{sent.day}/{sent.year} {sent.hour}:{sent.minute:02}",
        cable.mrn,
        origin(cable),
        cable.classification,
        "|".join(one.mrn for one in cable.references if one.mrn),
        header(cable),
        body(cable),
    )
    return ",".join(f'"{_escaped(column)}"' for column in columns) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


_PILCROW = re.compile(r"(?m)^( *)([0-9]{1,3}(?=[.)])|[A-Z](?=[.)] ))")
"""Matches the number before which WikiLeaks put a pilcrow, in "2. (SBU) In" and "B. LAKEPORT 3"."""

_TAGS = re.compile(r"(?m)^(TAGS:? )(.+)$")


def page(cable: Cable, text: str | None = None) -> str:
    """A page of 2011, whose template shows the hour of twelve where the minutes should be.

    Args:
        cable: the facts.
        text: of the body; None for the cable's own.
    """
    sent = cable.sent
    table = TABLE.format(
        id=cable.mrn,
        folder=f"{sent:%Y/%m}",
        month=f"{sent:%Y-%m}",
        created=f"{sent:%Y-%m-%d %H:%I}",
        released=_RELEASED,
        classification=cable.classification,
        classification_number=1,
        lower=cable.classification.lower(),
        origin=origin(cable),
        origin_number=1,
        articles="",
    )
    return _PAGE.format(
        id=cable.mrn,
        title=html.escape(cable.subject[:60], quote=False),
        table=table,
        header=_pre(html.escape(header(cable), quote=False)),
        body=_pre(_linked(html.escape(text or body(cable), quote=False))),
    )


def twice(cable: Cable, *, teaser: bool) -> str:
    """A body as editors left it: the fields of the record, then the cable, header and all.

    Args:
        cable: the facts.
        teaser: the head stands before them, cut in its subject (47 pages); else the fields come
            first (115 pages).
    """
    gap = "\n\n" if teaser else "\n"
    sent = f"{cable.sent:%Y-%m-%d}" if teaser else f"{cable.sent:%Y-%m-%d %H:%M:%S}"
    references = "|".join(one.mrn for one in cable.references if one.mrn)
    fields = (str(10_000 + cable.number), sent, cable.mrn, origin(cable), cable.classification)
    head = "" if cable.kind == "extract" else header(cable)
    whole = gap.join(filter(None, (*fields, references, head, body(cable))))
    if not teaser:
        return whole
    before, _, after = body(cable).partition("SUBJECT:")
    return f"{before}SUBJECT:{after[:36].rstrip()}...{gap}{whole}"


def _linked(text: str) -> str:
    text = _TAGS.sub(lambda m: m[1] + re.sub(r"(\w+)", _tag, m[2]), text, count=1)
    return _PILCROW.sub(r"\1<a id='par\2' href='#par\2'>¶</a>\2", text)


def _tag(word: re.Match[str]) -> str:
    return f"<a href='/tag/{word[0]}_0.html'>{word[0]}</a>"


def _pre(text: str) -> str:
    return text.replace("\n", "&#x000A;")


Form = tuple[str, Callable[[Cable], str]]
FORMS: dict[str, Form] = {"telegrams": (".txt", telegram), "pages": (".html", page)}
"""What files hold, with their suffix."""


def files(cables: Iterable[Cable], form: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file: ``2006/03/06EXAMPLEVILLE713.txt``."""
    suffix, text = FORMS[form]
    for cable in cables:
        yield f"{cable.sent:%Y/%m}/{cable.mrn}{suffix}", text(cable)


def write_csv(cables: Iterable[Cable], path: Path) -> int:
    """Write a file like cables.csv; how many rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for count, cable in enumerate(cables, 1):  # noqa: B007 - the last number is the count
            stream.write(csv_row(cable))
    return count


def write_folder(cables: Iterable[Cable], folder: Path, form: str) -> int:
    """Write a file each, in folders by year and month; how many."""
    count = 0
    made: set[Path] = set()
    for count, (name, text) in enumerate(files(cables, form), 1):  # noqa: B007 - as above
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(text, encoding="utf-8", newline="")
    return count


def write_zip(cables: Iterable[Cable], path: Path, form: str) -> int:
    """Write one zip file with a member each; how many."""
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for count, (name, text) in enumerate(files(cables, form), 1):  # noqa: B007 - as above
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    return count
