"""What a database record states beside a cable's text: id, time, marking, origin, references.

WikiLeaks' pages and the columns of cables.csv state the same things. They become attributes of the
cable with typed values, and are compared with the text; neither is changed for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.mrn import parse_mrn
from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import portion_marks
from cableconv.model.header import (
    DateTimeGroup,
    MessageSerial,
    Originator,
    Reference,
    ReferenceKind,
)
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import Banner, Level
from cableconv.notices import Notice, NoticeKind, Severity, conflict

ID, CREATED, CLASSIFICATION, ORIGIN = "Reference ID", "Created", "Classification", "Origin"
REFERENCES = "References"
"""Names of the attributes, as the table of a WikiLeaks page spells them."""

RECORD_NAMES = frozenset({ID, CREATED, CLASSIFICATION, ORIGIN, REFERENCES})

_CREATED = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<M>\d{1,2})/(?P<D>\d{1,2})/(?P<Y>\d{4}))"
    r" (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
)
"""Matches "2006-02-08 21:09" and "2/8/2006 21:47"."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")

_PAGE_TIME = re.compile(r"\b(\d{2})(\d{2})(\d{2})Z\b")
"""Matches the time on "PAGE 02        EXAMPLE  00819  190632Z"."""

_MARK = re.compile(r"[^|\s]{1,64}")
"""Matches each reference of "05EXAMPLEVILLE2800|05STATE6432"."""

_SENSITIVE = {"SENSITIVE", "SBU", "LOU", "FOUO"}


@attrs.frozen
class Record:
    """The fields of one record, as stated; empty where it has none."""

    id: str = ""
    created: str = ""
    classification: str = ""
    origin: str = ""

    @property
    def year(self) -> int | None:
        """The year of the cable: of its time, else of its id; None where neither tells one."""
        found = _YEAR.search(self.created)
        if found:
            return int(found[0])
        mrn = parse_mrn(self.id)
        return mrn.year if mrn else None


def attribute(name: str, value: str, *, label: str = "", tail: str = "\n") -> Field:
    """A field of the record, typed by its name.

    Args:
        name: of the field; what no constant of this module names is text.
        value: its characters, on one or more lines.
        label: name and separator as the source has them before the value; empty without.
        tail: what follows up to the next block.
    """
    words = value.strip()
    head = value[: len(value) - len(value.lstrip())]
    leaves = _TYPED[name](words) if name in _TYPED and words else tuple(plain(words))
    content = without_seams((*_label(label), Text(head), *leaves))
    rest = value[len(head) + len(words) :]
    return Field(FieldKind.ATTRIBUTE, content, name=name, tail=rest + tail)


def _label(label: str) -> tuple[Inline, ...]:
    name = label.rstrip()
    return (Label(name), Text(label[len(name) :])) if name else (Text(label),)


def _created(words: str) -> tuple[Inline, ...]:
    found = _CREATED.fullmatch(words)
    if found is None:
        return (Text(words),)
    day, month = int(found["d"] or found["D"]), int(found["m"] or found["M"])
    hour, minute, year = int(found["hour"]), int(found["minute"]), int(found["y"] or found["Y"])
    # The hours of these records are UTC: they are the date-time group's (field guide, 2a.1).
    stated = DateTimeGroup(words, (), day, hour, minute, "Z", month, year)
    return (Text(words) if stated.utc is None else stated,)


def _classification(words: str) -> tuple[Inline, ...]:
    return (parse_banner(words) or Text(words),)


def _origin(words: str) -> tuple[Inline, ...]:
    return (Originator(words, " ".join(words.split())),)


def _references(words: str) -> tuple[Inline, ...]:
    found = [(match.start(), _reference(match[0])) for match in _MARK.finditer(words)]
    return interleave(words, found)


def _reference(raw: str) -> Reference:
    known = parse_mrn(raw) is not None
    kind = ReferenceKind.CABLE if known else ReferenceKind.OTHER
    return Reference(raw, kind, mrn=raw if known else None)


_TYPED = {
    CREATED: _created,
    CLASSIFICATION: _classification,
    ORIGIN: _origin,
    REFERENCES: _references,
}


def timed(field: Field, proof: DateTimeGroup | None, line: int) -> tuple[Field, list[Notice]]:
    """The Created field with minutes proven by the text, and what is to be said about it.

    A template of WikiLeaks printed the hour of a twelve-hour clock where the minutes belong, on all
    pages of 2010 and the first half of 2011 (8,007 of 8,007). ``raw`` stays as stated.

    Args:
        field: as ``attribute`` gives it; any other than Created is given back as it is.
        proof: a time that the text states; None where it states none.
        line: of the field, for notices.
    """
    if field.name != CREATED:
        return field, []
    stated = next((leaf for leaf in field.content if isinstance(leaf, DateTimeGroup)), None)
    if stated is None or stated.utc is None:
        words = field.value_text if field.name == CREATED else ""
        said = f"the record's time {words!r} is none that can be read; it is kept as text"
        return field, [Notice(NoticeKind.UNPARSED, said, Severity.WARNING, line)] if words else []
    doubtful = stated.minute == (stated.hour % 12 or 12)
    sent = proof.utc if proof else None
    if proof is None or sent is None:
        said = f"the date is that of the record, {stated.raw}; the text has no date-time group"
        if doubtful:
            said += "; its minutes only repeat the hour and may be wrong"
        return field, [Notice(NoticeKind.DERIVED, said, Severity.WARNING, line)]
    if sent == stated.utc:
        return field, []
    if doubtful and sent == stated.utc.replace(minute=sent.minute):
        right = attrs.evolve(stated, minute=sent.minute)
        content = tuple(right if leaf is stated else leaf for leaf in field.content)
        said = (
            f"the minutes of {stated.raw} repeat the hour; {sent:%H:%M} is taken from {proof.raw}"
        )
        return attrs.evolve(field, content=content), [Notice(NoticeKind.DERIVED, said, line=line)]
    said = f"the record is of {stated.raw}, the text of {proof.raw}"
    return field, [conflict(said, line)]


def proven_time(cable: Cable, record: Record, copied: str = "") -> DateTimeGroup | None:
    """When the text says it was sent: date-time group, field list of a copy, or a page line."""
    if cable.dtg is not None:
        return cable.dtg
    stated = next(
        (x for x in _created(record.created.strip()) if isinstance(x, DateTimeGroup)), None
    )
    listed = next((x for x in _created(copied) if isinstance(x, DateTimeGroup)), None)
    if listed is not None or stated is None:
        return listed
    for raw, day, hour, minute in page_times(cable):
        if (day, hour) == (stated.day, stated.hour):
            return attrs.evolve(stated, raw=raw, minute=minute)
    return None


def page_times(cable: Cable) -> Iterator[tuple[str, int, int, int]]:
    """The times on page lines: as written, day, hour and minute in UTC."""
    for page in cable.page_markers:
        for found in _PAGE_TIME.finditer(page.raw):
            yield found[0], int(found[1]), int(found[2]), int(found[3])


def record_notices(record: Record, cable: Cable) -> Iterator[Notice]:
    """Where record and text disagree on id or classification, and ids that are malformed."""
    mrn = parse_mrn(record.id)
    if mrn is None and record.id:
        said = f"{record.id} is no message reference number; it is kept as stated"
        yield Notice(NoticeKind.UNPARSED, said, Severity.WARNING)
    lines = [x for f in cable.fields_of(FieldKind.CLASSIFICATION) for x in f.content]
    serial = next((leaf for leaf in lines if isinstance(leaf, MessageSerial)), None)
    if mrn and serial and serial.serial.lstrip("0") != mrn.serial.lstrip("A"):
        yield conflict(f"the record is {record.id}, the classification line says {serial.raw}")
    held = parse_banner(record.classification.strip())
    if held is not None:
        yield from _marking_notices(cable, held)
    elif record.classification.strip():
        said = f"the record's classification {record.classification.strip()!r} is not known"
        yield Notice(NoticeKind.UNPARSED, said, Severity.WARNING)


def _marking_notices(cable: Cable, held: Banner) -> Iterator[Notice]:
    """Controls that only one of record and text states; levels are compared for every cable."""
    own = {caption.name for caption in cable.markings.captions}
    entire = cable.markings.entire_text
    lines = [x for f in cable.fields_of(FieldKind.CLASSIFICATION) for x in f.content]
    own.update(c for x in lines if isinstance(x, Banner) for c in x.controls)
    portions = {c for mark in portion_marks(cable) for c in mark.controls}
    portions.update(entire.controls if entire else ())
    if "NOFORN" in held.controls and "NOFORN" not in own | portions:
        yield conflict(f"the record says {held.raw}, the text does not say NOFORN")
    if "NOFORN" not in held.controls and "NOFORN" in own:
        yield conflict(f"the text says NOFORN, the record {held.raw}")
    if held.level is not Level.U:
        return
    if _SENSITIVE & set(held.controls) and not _SENSITIVE & (own | portions):
        yield conflict(f"the record says {held.raw}, the text has no caption or mark of that kind")
    if not _SENSITIVE & set(held.controls) and _SENSITIVE & (own | portions):
        words = ", ".join(sorted(_SENSITIVE & (own | portions)))
        yield conflict(f"the text says {words}, the record {held.raw}")
