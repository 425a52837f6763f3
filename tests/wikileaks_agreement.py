"""How far the table of a WikiLeaks page, or the columns of a row, agree with the telegram's text.

The text's own statements are read again from blocks that are no attributes, so that a value which
was taken from the record is never compared with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from cableconv.grammar.mrn import parse_mrn
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import DateTimeGroup, MessageSerial
from cableconv.model.markings import Banner

AGREES, DIFFERS, NOT_STATED = "agrees", "differs", "not stated"

NOT_KNOWN = "CAUSE NOT KNOWN"

CAUSES = {
    ("00THEHAGUE1695", "classification"): "the text says SENSITIVE BUT UNCLASSIFIED below its head",
    ("09EFTOLONDON2688", "classification"): "the table lacks the caption NOFORN of the text",
}
"""Why text and record of a cable differ, found by reading both."""

_OFFICES = {
    "SECRETARY OF STATE": "SECSTATE",
    "US INTERESTS SECTION": "USINT",
    "US OFFICE": "USOFFICE",
    "VATICAN": "VATICAN",
}


def report(read: Iterable[tuple[str, Cable]]) -> Iterator[str]:
    """One line a field, and one for each cable where it differs."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    differing: list[str] = []
    for place, cable in read:
        own = _without_record(cable)
        for name, compare in FIELDS.items():
            verdict, words = compare(cable, own)
            counts[name][verdict] += 1
            if verdict == DIFFERS:
                cause = CAUSES.get((cable.mrn or "", name), NOT_KNOWN)
                differing.append(f"{name} differs: {place}: {words} ({cause})")
    for name, verdicts in counts.items():
        said = ", ".join(f"{verdict} {count}" for verdict, count in verdicts.most_common())
        yield f"{name}: {said}"
    yield from differing


def _without_record(cable: Cable) -> Cable:
    def stated(block: object) -> bool:
        kinds = (FieldKind.ATTRIBUTE, FieldKind.TITLE)
        return not (isinstance(block, Field) and block.kind in kinds)

    return Cable(tuple(filter(stated, cable.blocks)))


def _attribute(cable: Cable, name: str) -> Field | None:
    fields = cable.fields_of(FieldKind.ATTRIBUTE)
    return next((field for field in fields if field.name == name), None)


def _reference_id(cable: Cable, own: Cable) -> tuple[str, str]:
    """Serial number and year of the id, against classification line, DE line and date."""
    mrn = parse_mrn(cable.mrn or "")
    lines = [x for f in own.fields_of(FieldKind.CLASSIFICATION) for x in f.content]
    found = next((leaf for leaf in lines if isinstance(leaf, MessageSerial)), None)
    station = own.header.station
    serial = found.serial if found else station.serial if station else None
    if mrn is None or serial is None:
        return NOT_STATED, ""
    year = own.dtg.utc.year if own.dtg and own.dtg.utc else mrn.year
    stated = (year, serial.lstrip("0"))
    words = f"{cable.mrn}, the text {stated}"
    return (AGREES if stated == (mrn.year, mrn.serial) else DIFFERS), words


def _date_and_hour(cable: Cable, own: Cable) -> tuple[str, str]:
    return _time(cable, own, minutes=False)


def _minutes(cable: Cable, own: Cable) -> tuple[str, str]:
    return _time(cable, own, minutes=True)


def _time(cable: Cable, own: Cable, *, minutes: bool) -> tuple[str, str]:
    field = _attribute(cable, "Created")
    leaves = field.content if field else ()
    created = next((leaf for leaf in leaves if isinstance(leaf, DateTimeGroup)), None)
    sent = own.dtg.utc if own.dtg else None
    if created is None or created.utc is None or sent is None:
        return NOT_STATED, ""
    form = "%Y-%m-%d %H:%M" if minutes else "%Y-%m-%d %H"
    same = created.utc.strftime(form) == sent.strftime(form)
    return (AGREES if same else DIFFERS), f"{created.raw}, the text {sent:%Y-%m-%d %H:%M}"


def _origin(cable: Cable, own: Cable) -> tuple[str, str]:
    """The place of the origin, in the words of the FM line or the post on the line."""
    field = _attribute(cable, "Origin")
    lines = [x for f in own.fields_of(FieldKind.CLASSIFICATION) for x in f.content]
    serial = next((leaf.post for leaf in lines if isinstance(leaf, MessageSerial)), "")
    originator = own.header.originator
    if field is None or not (originator or serial):
        return NOT_STATED, ""
    held = field.value_text.upper()
    for words, office in _OFFICES.items():
        held = held.replace(words, office)
    place = held.split(" ", 1)[-1].removesuffix("IRAN RPO ")
    stated = f"{originator.name if originator else ''} {serial}".upper()
    same = "".join(place.split()) in "".join(stated.split())
    return (AGREES if same else DIFFERS), f"{field.value_text}, the text {stated.strip()}"


def _classification(cable: Cable, own: Cable) -> tuple[str, str]:
    """Level and sensitivity; a record's FOUO is its word for SENSITIVE, SBU and LOU."""
    field = _attribute(cable, "Classification")
    held = next(
        (leaf for leaf in (field.content if field else ()) if isinstance(leaf, Banner)), None
    )
    marking = overall_marking(own)
    if held is None or marking.level is None:
        return NOT_STATED, ""
    stated = attrs.evolve(held, controls=marking.controls, level=marking.level)
    words = f"{held.raw}, the text {marking.text}"
    return (AGREES if _plain(held) == _plain(stated) else DIFFERS), words


def _plain(banner: Banner) -> tuple[object, bool, bool]:
    sensitive = bool({"FOUO", "SBU", "LOU", "SENSITIVE"} & set(banner.controls))
    return banner.level, sensitive, "NOFORN" in banner.controls


FIELDS = {
    "reference id": _reference_id,
    "date and hour": _date_and_hour,
    "minutes, corrected": _minutes,
    "origin": _origin,
    "classification": _classification,
}
