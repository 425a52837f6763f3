"""A cable as one flat dict: the stable contract of ``cableconv inspect --json``.

The contract is the JSON Schema ``schemas/inspect-1.json``. Values are what the source states;
missing ones are None or empty, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Paragraph,
    Quoted,
    Rule,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline, reading_text, without_banners
from cableconv.model.effective import overall_marking
from cableconv.model.header import Addressee, Reference
from cableconv.model.leaf import Marker, Number
from cableconv.model.markings import PortionMark
from cableconv.model.walk import iter_blocks
from cableconv.notices import Notice

SCHEMA_VERSION = 1
"""Number in the name of the JSON Schema; it rises when a key changes its meaning or goes."""


def summarize(cable: Cable) -> dict[str, Any]:
    """What a cable states, as plain data for JSON.

    Returns:
        One dict. Times are ISO 8601 in UTC (``2007-08-16T18:31:00Z``), dates ``YYYY-MM-DD``; texts
        are read on, ``raw`` values are as written. ``classification`` is the level of the whole
        cable in words, None where no level can be told. ``precedence`` is the first of two, which
        is that of the action addressees. Addressees of an XMT line have ``excluded`` true and stand
        in the list that the XMT line follows, because they are exempted from its collectives.
    """
    marking = overall_marking(cable)
    return {
        **_identity(cable),
        **_addresses(cable),
        "classification": None if marking.level is None else marking.level.word,
        "controls": list(marking.controls),
        "captions": [caption.name for caption in cable.markings.captions],
        **_authority(cable),
        "tags": [tag.raw for tag in cable.tags],
        **_subject(cable),
        "references": [_reference(reference) for reference in cable.references],
        "summary": summary_text(cable),
        "signature": list(cable.signature),
        "paragraphs": [_paragraph(paragraph) for paragraph in cable.paragraphs],
        "headings": [heading.text for heading in cable.headings],
        "page_lines": [marker.raw for marker in cable.page_markers],
        "furniture": len(cable.furniture),
        "notices": [_notice(notice) for notice in cable.notices],
    }


def _identity(cable: Cable) -> dict[str, Any]:
    transmission = cable.header.transmission_id
    dtg = cable.dtg
    when = dtg.utc if dtg else None
    return {
        "mrn": cable.mrn,
        "title": cable.title,
        "transmission_id": transmission.raw if transmission else None,
        "dtg": None if when is None else _utc(when),
        "precedence": dtg.precedence[0].name if dtg and dtg.precedence else None,
        "originator": cable.header.originator.name if cable.header.originator else None,
    }


def _utc(when: dt.datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def _addresses(cable: Cable) -> dict[str, Any]:
    lists: dict[FieldKind, list[dict[str, Any]]] = {FieldKind.ACTION: [], FieldKind.INFO: []}
    current = FieldKind.ACTION
    for field in cable.fields:
        if field.kind in lists:
            current = field.kind
        if field.kind in lists or field.kind is FieldKind.EXEMPTED:
            excluded = field.kind is FieldKind.EXEMPTED
            found = (leaf for leaf in field.content if isinstance(leaf, Addressee))
            lists[current].extend(_addressee(leaf, excluded=excluded) for leaf in found)
    return {
        "action_addressees": lists[FieldKind.ACTION],
        "info_addressees": lists[FieldKind.INFO],
    }


def _addressee(addressee: Addressee, *, excluded: bool) -> dict[str, Any]:
    return {
        "routing_indicator": addressee.routing_indicator,
        "name": addressee.name,
        "precedence": addressee.precedence.name if addressee.precedence else None,
        "mcn": addressee.mcn,
        "excluded": excluded,
    }


def _authority(cable: Cable) -> dict[str, Any]:
    stated = cable.markings.declassification
    orders = (one.executive_order for one in stated if one.executive_order)
    dates = (one.declassify_on for one in stated if one.declassify_on)
    until = next(dates, None)
    by = cable.markings.authority.classified_by
    return {
        "executive_order": next(orders, None),
        "declassify_on": until.isoformat() if until else None,
        "declassification": stated[0].raw if stated else None,
        "classified_by": [name for officer in by for name in officer.names],
        "reasons": list(cable.markings.authority.reasons),
    }


def _subject(cable: Cable) -> dict[str, Any]:
    subject = cable.subject
    mark = subject.portion_mark if subject else None
    return {
        "subject": subject.text if subject else None,
        "subject_mark": mark.raw if mark else None,
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "id": reference.mrn,
        "kind": reference.kind.value,
        "letter": reference.letter,
        "raw": reference.raw,
        "notal": reference.notal,
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    mark = paragraph.portion_mark
    return {
        "number": paragraph.number,
        "mark": mark.raw if mark else None,
        "text": paragraph.text,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "severity": notice.severity.value,
        "message": notice.message,
        "line": notice.line,
    }


def summary_text(cable: Cable) -> str | None:
    """The text of the cable's summary, its paragraphs a line each, without numbers and marks.

    It runs from the words that open it (``SUMMARY:``) to those that close it (``END SUMMARY.``).
    Where nothing closes it, it is the text under a heading that says ``Summary``, else the rest of
    the paragraph that opens it. None where there is none of these.
    """
    lines: list[str] = []
    end_of_paragraph: int | None = None
    is_open = False
    for block in _texts(cable.blocks):
        if is_open and isinstance(block, Paragraph) and lines and end_of_paragraph is None:
            end_of_paragraph = len(lines)
        for words, marker in _runs(block):
            if is_open and words:
                lines.append(words)
            if marker is not None and marker.part == "summary":
                if marker.end and is_open:
                    return "\n".join(lines)
                is_open = is_open or not marker.end
    return _headed_summary(cable) or ("\n".join(lines[:end_of_paragraph]) or None)


def _texts(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that say something by themselves: no containers, fields and rules."""
    containers = (Section, Quoted, Field, Rule)
    return (block for block in iter_blocks(blocks) if not isinstance(block, containers))


def _runs(block: Block) -> Iterator[tuple[str, Marker | None]]:
    """Stretches of a block's text without its head, each with the marker that ends it."""
    if isinstance(block, Table):
        yield block.text, None
        return
    run: list[Inline] = []
    for leaf in without_banners(getattr(block, "content", ())):
        if isinstance(leaf, Marker):
            yield reading_text(tuple(run)), leaf
            run = []
        elif not isinstance(leaf, (Number, PortionMark)):
            run.append(leaf)
    yield reading_text(tuple(run)), None


def _headed_summary(cable: Cable) -> str | None:
    for block in iter_blocks(cable.blocks):
        if isinstance(block, Section) and _says_summary(block.heading):
            texts = _texts(block.blocks)
            found = (words for child in texts for words, _ in _runs(child))
            return "\n".join(words for words in found if words) or None
    return None


def _says_summary(heading: Heading) -> bool:
    return heading.text.strip(" .:-").casefold() == "summary"
