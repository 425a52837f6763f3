"""How far the text of a National Archives telegram agrees with the attributes of the same document.

Values are compared as both state them: what an attribute stands in for is no statement of the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import MessageSerial, PageMarker, Reference, Tag
from cableconv.model.leaf import Label
from cableconv.model.markings import Banner, Caption, Declassification
from cableconv.readers.nara.identity import parse_document_number

AGREES, DIFFERS, NOT_BOTH = "agrees", "differs", "not in both"

Verdict = tuple[str, str]

NOT_KNOWN = "CAUSE NOT KNOWN"

_TAGS = "TAGS (all of the text's are held)"
_SIGNED = "signature (one name found)"
_RUNS_ON = "the attribute runs on into the line below the subject"
_SLIP = "a slip of the text, which the attribute corrects"
_OTHER_DATE = "the attribute holds another date"

CAUSES = {
    ("1974LAPAZ00627", _TAGS): _SLIP,
    ("1974LAPAZ00627", _SIGNED): "the text is cut off before its end",
    ("1974LAPAZ02119", "subject"): _RUNS_ON,
    ("1974LAPAZ03003", "subject"): _RUNS_ON,
    ("1974LAPAZ03038", "references"): "the attribute lacks the second reference",
    ("1974LAPAZ03430", "subject"): "the attribute holds another subject",
    ("1974LAPAZ03430", _SIGNED): "the telegram is not signed",
    ("1974LAPAZ03501", _TAGS): "the attribute replaces a term of the text by an area",
    ("1974LAPAZ03978", "subject"): "the attribute takes in the caption",
    ("1974LAPAZ04082", "handling restrictions"): "the attribute holds one of two captions",
    ("1974LAPAZ04241", "references"): "a blank stands within the attribute's post",
    ("1974LAPAZ04305", _TAGS): _SLIP,
    ("1974LAPAZ04305", "handling restrictions"): "the attribute lacks the caption",
    ("1974LAPAZ05497", "subject"): "the attribute takes in the first reference",
    ("1974LAPAZ05497", "executive order"): "the text lacks the number of its exemption",
    ("1979LAPAZ02023", _TAGS): _SLIP,
    ("1979LAPAZ02023", "executive order"): _OTHER_DATE,
    ("1979LAPAZ04058", "executive order"): _OTHER_DATE,
    ("1979LAPAZ04250", "executive order"): _OTHER_DATE,
    ("1979LAPAZ09970", "executive order"): _OTHER_DATE,
}
"""Why text and attribute of a document differ, found by reading both."""


def report(read: Iterable[tuple[str, Cable]]) -> Iterator[str]:
    """One line a field, and one for each cable where it differs."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    differing: list[str] = []
    for place, cable in read:
        for name, compare in FIELDS.items():
            verdict, words = compare(cable)
            counts[name][verdict] += 1
            if verdict == DIFFERS:
                cause = CAUSES.get((place.split(".")[0], name), NOT_KNOWN)
                differing.append(f"{name} differs: {place}: {words} ({cause})")
    for name, verdicts in counts.items():
        said = ", ".join(
            f"{verdict} {verdicts[verdict]}" for verdict in (AGREES, DIFFERS, NOT_BOTH)
        )
        yield f"{name}: {said}"
    yield from differing


def attribute(cable: Cable, name: str) -> Field | None:
    """The attribute of a name; None where it says nothing."""
    found = next((f for f in cable.fields if f.name == name), None)
    return found if found and found.value_text not in {"", "n/a", "N/A"} else None


def own(cable: Cable) -> Cable:
    """The telegram without its attributes."""
    return Cable(tuple(b for b in cable.blocks if not (isinstance(b, Field) and b.name)))


def _verdict(same: object, held: object, stated: object) -> Verdict:
    return (AGREES if same else DIFFERS), f"attribute {held}, text {stated}"


def _number(cable: Cable) -> Verdict:
    field = attribute(cable, "Document Number")
    number = parse_document_number(field.value_text) if field else None
    text = own(cable)
    lines = [x for f in text.fields_of(FieldKind.CLASSIFICATION) for x in f.content]
    pages = [p for p in text.page_markers if p.serial]
    serials = [x.serial for x in (*lines, *pages) if isinstance(x, (MessageSerial, PageMarker))]
    if number is None or not serials:
        return NOT_BOTH, ""
    same = {int(serial) for serial in serials} == {number.serial} and cable.mrn is not None
    return _verdict(same, number, sorted(set(serials)))


def _date(cable: Cable) -> Verdict:
    field = attribute(cable, "Draft Date")
    sent = own(cable).dtg
    if field is None or sent is None or sent.utc is None:
        return NOT_BOTH, ""
    drafted = dt.datetime.strptime(field.value_text, "%d %b %Y").date()  # noqa: DTZ007 - a date
    return _verdict(sent.utc.date() == drafted, drafted, sent.raw)


def _originator(cable: Cable) -> Verdict:
    field = attribute(cable, "From")
    stated = own(cable).header.originator
    if field is None or stated is None:
        return NOT_BOTH, ""
    post = re.sub(r" OR-[A-Z]$", "", field.value_text)
    return _verdict(stated.name.endswith(post), post, stated.name)


def _subject(cable: Cable) -> Verdict:
    field = attribute(cable, "Subject")
    stated = own(cable).subject
    if field is None or stated is None:
        return NOT_BOTH, ""
    held = "".join(x.raw for x in field.content if not isinstance(x, Label))
    return _verdict(_plain(held) == _plain(stated.text), " ".join(held.split()), stated.text)


def _plain(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", re.sub(r"^\W{0,3}\([A-Z]\)", "", text.strip().upper()))


def _tags(cable: Cable) -> Verdict:
    field = attribute(cable, "TAGS")
    stated = {tag.name for tag in own(cable).tags}
    if field is None or not stated:
        return NOT_BOTH, ""
    held = {leaf.name for leaf in field.content if isinstance(leaf, Tag)}
    return _verdict(stated <= held, sorted(held - stated), sorted(stated - held))


def _order(cable: Cable) -> Verdict:
    field = next((f for f in cable.fields if f.name == "Executive Order"), None)
    held = [x for x in (field.content if field else ()) if isinstance(x, Declassification)]
    stated = own(cable).markings.declassification
    if not held or not stated:
        return NOT_BOTH, ""
    same = _schedule(held[0]) == _schedule(stated[0])
    dated = held[0].declassify_on in {None, stated[0].declassify_on}
    return _verdict(same and dated, held[0].raw, stated[0].raw)


def _schedule(leaf: Declassification) -> tuple[str | None, bool]:
    # The database writes X1 for the XGDS-1 of E.O. 11652 and the XDS-1 of E.O. 12065 alike.
    schedule = leaf.schedule.replace("-", "").replace("XGDS", "XDS") if leaf.schedule else None
    return schedule, leaf.not_applicable


def _classification(cable: Cable) -> Verdict:
    field = attribute(cable, "Original Classification")
    held = [x for x in (field.content if field else ()) if isinstance(x, Banner)]
    stated = own(cable).markings.banner
    if not held or stated is None:
        return NOT_BOTH, ""
    return _verdict(held[0].words == stated.words, held[0].words, stated.words)


def _captions(cable: Cable) -> Verdict:
    field = attribute(cable, "Original Handling Restrictions")
    held = {x.name for x in (field.content if field else ()) if isinstance(x, Caption)}
    stated = {caption.name for caption in own(cable).markings.captions}
    if not held and not stated:
        return NOT_BOTH, ""
    return _verdict(held == stated, sorted(held), sorted(stated))


def _references(cable: Cable) -> Verdict:
    field = attribute(cable, "Reference")
    held = [x.mrn for x in (field.content if field else ()) if isinstance(x, Reference)]
    stated = [reference.mrn for reference in own(cable).references]
    if not held or not stated:
        return NOT_BOTH, ""
    return _verdict(held == stated, held, stated)


def _signature(cable: Cable) -> Verdict:
    """No attribute states who signed: said is whether the text ends in one name."""
    names = own(cable).signature
    return (AGREES if len(names) == 1 else DIFFERS), f"signed {names}"


FIELDS: dict[str, Callable[[Cable], Verdict]] = {
    "document number": _number,
    "draft date and date-time group": _date,
    "originator": _originator,
    "subject": _subject,
    "TAGS (all of the text's are held)": _tags,
    "executive order": _order,
    "original classification": _classification,
    "handling restrictions": _captions,
    "references": _references,
    "signature (one name found)": _signature,
}
