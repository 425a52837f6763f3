"""Proving the header of a TEI file: the marking of the whole, numbers, dates, who wrote to whom."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import ReferenceKind
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.tei_file import Document, T, characters
from cableconv.verify.tei_tagged import instant, pointed
from cableconv.verify.tei_words import basis_words
from cableconv.verify.words import words


def header(document: Document, cable: Cable) -> Iterator[Finding]:
    """What the header says that the cable does not, and the other way round."""
    yield from _note(document, cable)
    yield from _references(document, cable)
    yield from _numbers(document, cable)
    yield from _dates(document, cable)
    yield from _correspondence(document, cable)


def _note(document: Document, cable: Cable) -> Iterator[Finding]:
    """The marking of the whole in words, with what it rests on; one note, and no other."""
    overall = overall_marking(cable)
    basis = basis_words(overall.basis.value)
    expected = f"{overall.text} ({basis})" if basis else overall.text
    notes = document.header.iter(f"{T}note")
    found = [characters(note) for note in notes if note.get("type") == "classification"]
    if [words(one) for one in found] != [words(expected)]:
        what = "it must stand once in the header"
        place = "note of type classification"
        yield differing(FindingKind.BANNER, place, expected, " | ".join(found), what)


_Reference = tuple[str, str, str]
"""Scheme, target and ana of a ``catRef``, each as taxonomies and values."""


def _references(document: Document, cable: Cable) -> Iterator[Finding]:
    """The pointers of the header: one for the marking of the whole, with all that it names."""
    expected = list(_expected_references(cable))
    found = [
        (
            str(one.get("scheme")).rpartition("#")[2].rpartition(".")[2],
            _named(document, one.get("target")),
            _named(document, one.get("ana")),
        )
        for one in document.header.iter(f"{T}catRef")
    ]
    for missing in (one for one in expected if found.count(one) != 1):
        same = [" ".join(one) for one in found if one[0] == missing[0] or one[2]]
        what = "no pointer of the header gives it, or more than one"
        yield differing(_kind_of(missing), "catRef", " ".join(missing), " | ".join(same), what)
    for added in (one for one in found if one not in expected):
        what = "a pointer of the header to something else"
        yield differing(_kind_of(added), "catRef", "", " ".join(added), what)


def _kind_of(reference: _Reference) -> FindingKind:
    scheme, _, basis = reference
    if scheme == "classification" or basis:
        return FindingKind.BANNER
    kinds = {"captions": FindingKind.CAPTION, "reasons": FindingKind.AUTHORITY}
    return kinds.get(scheme, FindingKind.HEADER)


def _named(document: Document, pointers: str | None) -> str:
    return " ".join(":".join(one) for one in document.pointed(pointers))


def _expected_references(cable: Cable) -> Iterator[_Reference]:
    overall = overall_marking(cable)
    marking = pointed(overall.level, overall.controls)
    scheme = "captions" if marking and overall.level is None else "classification"
    target = " ".join(":".join(one) for one in marking) or "classification:none"
    yield scheme, target, f"basis:{overall.basis.value}"
    every = {
        "captions": [caption.name for caption in cable.markings.captions],
        "precedence": [one.value for one in cable.dtg.precedence] if cable.dtg else [],
        "reasons": cable.markings.authority.reasons,
    }
    for name, values in every.items():
        if values:
            yield name, " ".join(f"{name}:{value}" for value in values), ""


def _numbers(document: Document, cable: Cable) -> Iterator[Finding]:
    """The message reference number wherever it is told."""
    told = [one.text or "" for one in document.header.iter(f"{T}idno") if one.get("type") == "mrn"]
    told += [str(one.get("key")) for one in document.header.iter(f"{T}correspDesc") if cable.mrn]
    divisions = document.text.iter(f"{T}div")
    told += [str(one.get("n") or "") for one in divisions if one.get("type") == "telegram"]
    expected = cable.mrn or ""
    others = [one for one in told if words(one) != words(expected)]
    if others or (expected and not told):
        yield differing(
            FindingKind.HEADER, "mrn", expected, " | ".join(others), "the number is another"
        )


def _dates(document: Document, cable: Cable) -> Iterator[Finding]:
    expected = instant(cable.dtg.utc if cable.dtg else None)
    told = [str(one.get("when")) for one in document.header.iter(f"{T}date")]
    if (expected and not told) or any(one != expected for one in told):
        yield differing(
            FindingKind.HEADER, "date", expected, " | ".join(told), "the date is another"
        )


def _correspondence(document: Document, cable: Cable) -> Iterator[Finding]:
    """Sender, addressees, references and TAGS as the header lists them."""
    wanted, found = lists(cable), _listed(document)
    if document.header.find(f".//{T}correspDesc") is None:  # only that has a place for them
        wanted["references"] = []
    for name in {**wanted, **found}:
        expected = [one for one in wanted.get(name, []) if one]
        told = found.get(name, [])
        if list(map(words, told)) != list(map(words, expected)):
            what = "the header has others"
            yield differing(FindingKind.HEADER, name, ", ".join(expected), ", ".join(told), what)


def lists(cable: Cable) -> dict[str, list[str]]:
    """What the header lists of a cable, by name; a name may be empty."""
    header = cable.header
    sender = header.originator.name if header.originator else ""
    station = header.station.routing_indicator if header.station else ""
    return {
        "sent": [sender or station],
        "to": [one.name for one in header.action_addressees],
        "cc": [one.name for one in header.info_addressees],
        "references": [
            one.mrn or "" for one in cable.references if one.kind is ReferenceKind.CABLE
        ],
        "TAGS": [tag.name for tag in cable.tags],
    }


def _listed(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for action in document.header.iter(f"{T}correspAction"):
        kind = str(action.get("subtype") or action.get("type"))
        names = [characters(one) for one in action.iter(f"{T}orgName")]
        found.setdefault(kind, []).extend(names)
    context = document.header.iterfind(f".//{T}correspContext/{T}ref")
    targets = (str(one.get("target")).removeprefix("mrn:") for one in context)
    found["references"] = list(map(unquote, targets))
    found["TAGS"] = [str(one.get("key")) for one in document.header.iter(f"{T}term")]
    return found
