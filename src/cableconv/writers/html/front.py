"""What a page shows around the text: title, key block, authority, lines as received, source."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking
from cableconv.model.leaf import Label
from cableconv.writers.html.body import BodyRenderer, preformatted
from cableconv.writers.html.text import direction
from cableconv.writers.keyblock import IN_FULL, SOURCE_HEADING, KeyRow, provenance_rows, title_words
from cableconv.writers.received import RECEIVED_HEADING, field_name, received_fields

NAMELESS = "Diplomatic cable"
"""What stands over a page whose cable has no title, and before its number."""

_MANY = 8
"""Values from which a row is set in columns."""


def front_matter(
    cable: Cable, rows: tuple[KeyRow, ...], overall: OverallMarking, body: BodyRenderer
) -> str:
    """Title, key block and statements of authority.

    Args:
        cable: the cable.
        rows: its key block.
        overall: its marking, which begins the row ``Classification``.
        body: renders leaves.
    """
    title = title_html(cable, body)
    number = f" {body.escape(cable.mrn)}" if cable.mrn and title else ""
    kicker = f'<p class="kicker">{NAMELESS}{number}</p>\n' if title else ""
    if not title:
        title = body.escape(cable.mrn or NAMELESS)
    way = direction(cable.title or "")
    return (
        f'<header class="head">\n{kicker}<h1{way}>{title}</h1>\n'
        f"{_key_block(cable, rows, overall, body)}{_authority(cable, body)}</header>\n"
    )


def title_html(cable: Cable, body: BodyRenderer) -> str:
    """The title with its mark; empty where the cable has neither title nor subject."""
    for field in cable.fields_of(FieldKind.TITLE):
        words = tuple(leaf for leaf in field.content if not isinstance(leaf, Label))
        return body.sentence(words, banners=True)
    return _subject(cable, body)


def _subject(cable: Cable, body: BodyRenderer) -> str:
    subject = cable.subject
    if subject is None:
        return ""
    mark = body.mark(subject.portion_mark) if subject.portion_mark else ""
    return f"{mark} {body.escape(subject.text)}".strip(" ")


def title_text(cable: Cable) -> str:
    """The title of the browser's window, on one line: number, and title with its mark."""
    return " ".join(f"{cable.mrn or ''} {title_words(cable)}".split()) or NAMELESS


# --- key block -----------------------------------------------------------------------------------


def _key_block(
    cable: Cable, rows: Iterable[KeyRow], overall: OverallMarking, body: BodyRenderer
) -> str:
    shown: list[tuple[str, list[str]]] = []
    for row in rows:
        values = [f"<span{direction(v)}>{body.escape(v)}</span>" for v in row.values]
        if row.label == "Subject":
            values = [f"<span{direction(row.values[0])}>{_subject(cable, body)}</span>"]
        elif row.label == "Classification":
            values = [_classification(value, overall, body) for value in row.values]
        shown.append((row.label, values))
    return _pairs(shown, body, "key")


def _classification(value: str, overall: OverallMarking, body: BodyRenderer) -> str:
    rest = value.removeprefix(overall.text)
    return f'<strong class="level">{body.escape(overall.text)}</strong>{body.escape(rest)}'


def _pairs(rows: Iterable[tuple[str, list[str]]], body: BodyRenderer, name: str) -> str:
    lines = [
        f"<div><dt>{body.escape(label)}</dt>{_values(values)}</div>\n" for label, values in rows
    ]
    return f'<dl class="{name}">\n{"".join(lines)}</dl>\n' if lines else ""


def _values(values: list[str]) -> str:
    if len(values) < _MANY:
        return "".join(f"<dd>{value}</dd>" for value in values)
    items = "\n".join(f"<li>{value}</li>" for value in values)
    return f'<dd><ul class="many" role="list">\n{items}\n</ul></dd>'


def _authority(cable: Cable, body: BodyRenderer) -> str:
    lines = []
    for field in cable.fields_of(*IN_FULL):
        html = body.sentence(field.content, banners=True)
        lines.append(body.element("p", "", html, field.content))
    inner = "".join(lines)
    return f'<div class="authority">\n{inner}</div>\n' if inner else ""


# --- what follows the text -----------------------------------------------------------------------


@attrs.frozen
class _Part:
    """A part under a heading of its own, after the text."""

    identity: str
    heading: str
    html: str

    def __str__(self) -> str:
        label = f"{self.identity}-heading"
        return (
            f'<section id="{self.identity}" aria-labelledby="{label}">\n'
            f'<h2 id="{label}">{self.heading}</h2>\n{self.html}</section>\n'
        )


def back_matter(
    cable: Cable, rows: tuple[KeyRow, ...], body: BodyRenderer, *, notices: bool
) -> str:
    """The lines as received, where this copy comes from, and the notices if they are wanted.

    Args:
        cable: the cable.
        rows: its key block.
        body: renders leaves.
        notices: True to list the reader's notices.
    """
    source = [(row.label, [body.escape(v) for v in row.values]) for row in provenance_rows(cable)]
    told = cable.notices if notices else ()
    listed = "".join(f"<li>{body.escape(str(notice))}</li>\n" for notice in told)
    parts = (
        _Part("received", RECEIVED_HEADING, _received(cable, rows, body)),
        _Part("source", SOURCE_HEADING, _pairs(source, body, "source")),
        _Part("notices", "Notices", f'<ul role="list">\n{listed}</ul>\n' if listed else ""),
    )
    inner = "".join(str(part) for part in parts if part.html)
    return f'<footer class="back">\n{inner}</footer>\n' if inner else ""


def _received(cable: Cable, rows: tuple[KeyRow, ...], body: BodyRenderer) -> str:
    lines = [_line(field, body) for field in received_fields(cable, rows)]
    if not lines:
        return ""
    html = preformatted("\n".join(lines))
    return f'<div class="wide" role="group" tabindex="0" aria-label="Message lines">{html}</div>\n'


def _line(field: Field, body: BodyRenderer) -> str:
    return body.escape(field_name(field)) + body.as_received(field.content)
