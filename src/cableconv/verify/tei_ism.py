"""Proving the attributes of IC-ISM in a TEI file: each says no less, and no more, than its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.markings import Level, PortionMark
from cableconv.model.walk import iter_leaves
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.tei_file import ID, Document, T
from cableconv.verify.tei_tagged import instant
from cableconv.verify.words import vocabulary

_ISM = "{urn:us:gov:ic:ism}"
_HOST = "{urn:cableconv:ism}"

_TOKENS: Mapping[str, frozenset[str]] = {
    "NOFORN": frozenset({"NF", "SBU-NF", "LES-NF"}),
    "ORCON": frozenset({"OC"}),
    "IMCON": frozenset({"IMC"}),
    "PROPIN": frozenset({"PR"}),
    "RELIDO": frozenset({"RELIDO"}),
    "FOUO": frozenset({"FOUO"}),
    "REL": frozenset({"REL"}),
    "FISA": frozenset({"FISA"}),
    "RSEN": frozenset({"RS"}),
    "DEA SENSITIVE": frozenset({"DSEN"}),
    "EXDIS": frozenset({"XD"}),
    "NODIS": frozenset({"ND"}),
    "SBU": frozenset({"SBU", "SBU-NF"}),
    "LES": frozenset({"LES", "LES-NF"}),
    "SSI": frozenset({"SSI"}),
}
"""Tokens that stand for a control (CVEnumISMDissem, CVEnumISMNonIC)."""

_LISTS = ("disseminationControls", "nonICmarkings")


@attrs.frozen
class _Stated:
    """A marking that attributes must say.

    Attributes:
        place: what a person calls it.
        level: of it.
        controls: of it.
        rel_to: countries that it names.
    """

    place: str
    level: Level | None
    controls: tuple[str, ...]
    rel_to: tuple[str, ...] = ()

    @property
    def demanded(self) -> bool:
        """Whether attributes must be there: U with controls may have none of ISM."""
        if self.level is Level.U:
            return not self.controls
        return self.level in (Level.C, Level.S, Level.TS)


def attributes(document: Document, cable: Cable, *, demanded: bool) -> Iterator[Finding]:
    """What the attributes say that the cable does not.

    Args:
        document: the file.
        cable: what it must hold.
        demanded: whether they must be there.
    """
    overall = overall_marking(cable)
    banner = cable.markings.banner
    rel_to = banner.rel_to if banner else ()
    whole = _Stated("ISM of the whole", overall.level, overall.controls, rel_to)
    resources = list(document.root.iter(f"{_HOST}resource"))
    if len(resources) > 1 or (demanded and whole.demanded and not resources):
        message = f"the attributes of ISM are there {len(resources)} times"
        yield Finding(FindingKind.BANNER, whole.place, "", "", message)
    for resource in resources:
        yield from _marking(resource, whole)
        yield from _authority(resource, cable)
        yield from _portions(document, resource, cable)


def _portions(document: Document, resource: etree._Element, cable: Cable) -> Iterator[Finding]:
    """One element for each portion mark, by its pointer."""
    pointed: dict[str, list[etree._Element]] = {}
    for portion in resource.iterchildren(f"{_HOST}portion"):
        pointed.setdefault(str(portion.get("corresp")), []).append(portion)
    elements = [one for one in document.text.iter(f"{T}seg") if one.get("type") == "portion-mark"]
    marks = [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, PortionMark)]
    for element, mark in zip(elements, marks, strict=False):  # their number is looked at elsewhere
        portions = pointed.pop(f"#{element.get(ID)}", [])
        stated = _Stated(f"ISM of {mark.raw}", mark.level, mark.controls, mark.rel_to)
        if len(portions) > 1 or (stated.demanded and not portions):
            message = f"the attributes of ISM are there {len(portions)} times"
            yield Finding(FindingKind.MARK_MISSING, stated.place, mark.raw, "", message)
        for portion in portions:
            yield from _marking(portion, stated)
    for pointer in pointed:
        message = f"attributes of ISM for no mark: {pointer}"
        yield Finding(FindingKind.MARK_ADDED, "ISM", "", pointer, message)


def _marking(element: etree._Element, stated: _Stated) -> Iterator[Finding]:
    """Level, controls and countries of one element; controls that have no token are named in it."""
    level = "" if stated.level is None else stated.level.name
    told = str(element.get(f"{_ISM}classification") or "")
    untold = str(element.get("notExpressed") or "")
    unsaid = set(untold.split(", ")) if untold else set()
    if told != level and (told or stated.demanded):
        yield differing(FindingKind.MARK_CHANGED, stated.place, level, told, "the level is another")
    tokens = {token for name in _LISTS for token in str(element.get(_ISM + name) or "").split()}
    known = {token for control in stated.controls for token in _TOKENS.get(control, ())}
    known |= (
        {"DISPLAYONLY"} if any(x.startswith("DISPLAY ONLY") for x in stated.controls) else set()
    )
    for token in sorted(tokens - known):
        message = f"the mark has no control of the token {token}"
        yield Finding(FindingKind.MARK_CHANGED, stated.place, "", token, message)
    for control in stated.controls if told else ():
        if control in _TOKENS and not _TOKENS[control] & tokens and control not in unsaid:
            message = f"no token stands for the control {control}"
            yield Finding(FindingKind.MARK_CHANGED, stated.place, control, "", message)
    countries = str(element.get(f"{_ISM}releasableTo") or "").split()
    if set(countries) - set(stated.rel_to) or (countries and set(countries) != set(stated.rel_to)):
        expected, found = " ".join(stated.rel_to), " ".join(countries)
        what = "the countries are others"
        yield differing(FindingKind.MARK_CHANGED, stated.place, expected, found, what)


def _authority(resource: etree._Element, cable: Cable) -> Iterator[Finding]:
    """Date, classifier and declassification of the whole."""
    sent = instant(cable.dtg.utc if cable.dtg else None)[:10]
    leaves = cable.markings.declassification
    days = {leaf.declassify_on.isoformat() for leaf in leaves if leaf.declassify_on}
    exemptions = {one for leaf in leaves for one in leaf.exemptions}
    authority = cable.markings.authority
    officers = (*authority.classified_by, *authority.derived_from)
    known = {
        "createDate": {sent},
        "declassDate": days,
        "declassException": exemptions,
        "classificationReason": {f"{one}" for one in authority.reasons},
        "classifiedBy": vocabulary(" ".join(leaf.raw for leaf in officers)),
        "derivativelyClassifiedBy": vocabulary(" ".join(leaf.raw for leaf in officers)),
        "derivedFrom": vocabulary(" ".join(leaf.raw for leaf in officers)),
        "declassEvent": vocabulary(" ".join(leaf.event or "" for leaf in leaves)),
    }
    for name, values in known.items():
        text = str(resource.get(_ISM + name) or "")
        prose = "By" in name or name in ("derivedFrom", "declassEvent")
        told = vocabulary(text) if prose else set(text.replace(",", " ").split())
        if told - values:
            expected = " ".join(sorted(values))
            yield differing(FindingKind.AUTHORITY, f"ISM {name}", expected, text, "it is another")
