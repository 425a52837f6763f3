"""Markings as attributes of IC-ISM, for systems that read them: ``xenoData`` of the header.

Only tokens of the controlled vocabularies are written. What they have no token for (LOU, STADIS,
LIMDIS of the Department of State, RESTRICTED, captions such as SIPDIS) is named in a notice; it
stands in the text and in the taxonomies all the same. An unclassified marking of which a part has
no token gets no attributes at all: they would show it as less restricted than it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cableconv.model.cable import Cable
from cableconv.model.content import reading_text
from cableconv.model.effective import BANNER_CAPTIONS, overall_marking
from cableconv.model.leaf import one_line
from cableconv.model.markings import Level
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.ism_tokens import (
    ATOMIC,
    ATOMIC_ORDER,
    DISSEMINATION,
    EXCEPTIONS,
    NATO_LEVELS,
    NON_IC,
    NON_US,
    SCI,
    SIGMAS,
    in_order,
)

ISM = "urn:us:gov:ic:ism"
_HOST = "urn:cableconv:ism"
_VERSION = "10"

_LISTS = (
    "SCIcontrols", "atomicEnergyMarkings", "FGIsourceOpen", "FGIsourceProtected",
    "disseminationControls", "releasableTo", "displayOnlyTo", "nonICmarkings", "nonUSControls",
)  # fmt: skip


@attrs.frozen
class IsmMarking:
    """A marking in attributes of ISM.

    Attributes:
        attributes: by name; empty where ISM cannot express the marking.
        missing: our names of what no token stands for.
    """

    attributes: dict[str, str]
    missing: tuple[str, ...]


def ism_marking(
    level: Level | None, controls: tuple[str, ...] = (), rel_to: tuple[str, ...] = ()
) -> IsmMarking:
    """A marking as ISM has it: tokens of each list in the order of its vocabulary."""
    if level is None or level is Level.R:
        word = () if level is None else (level.word,)
        return IsmMarking({}, (*word, *controls))
    nato = controls[:1] if controls and controls[0] in NATO_LEVELS else ()
    found: dict[str, list[str]] = {}
    missing = []
    for control in _paired(level, controls[len(nato) :]):
        placed = _tokens(control, rel_to)
        for name, tokens in placed:
            found.setdefault(name, []).extend(tokens)
        if not placed:
            missing.append(control)
    if level is Level.U and missing:
        return IsmMarking({}, tuple(missing))
    attributes = {"classification": level.name, "ownerProducer": "NATO" if nato else "USA"}
    attributes |= {name: _listed(name, found[name]) for name in _LISTS if name in found}
    return IsmMarking(attributes, tuple(missing))


def _paired(level: Level, controls: tuple[str, ...]) -> tuple[str, ...]:
    """The controls; SBU and LES with NOFORN on unclassified text are one marking."""
    if level is not Level.U or "NOFORN" not in controls:
        return controls
    for first in ("SBU", "LES"):
        if first in controls:
            both = f"{first} NOFORN"
            return tuple(both if c == first else c for c in controls if c != "NOFORN")
    return controls


def _tokens(control: str, rel_to: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Attributes and tokens that a control stands for; empty where there are none."""
    if control == "REL":
        countries = in_order(rel_to) if "USA" in rel_to and len(set(rel_to)) > 1 else None
        placed = [("disseminationControls", ["REL"]), ("releasableTo", list(countries or ()))]
        return placed if countries else []
    if control.startswith("DISPLAY ONLY "):
        shown = in_order(tuple(control.removeprefix("DISPLAY ONLY ").split(", ")))
        placed = [("disseminationControls", ["DISPLAYONLY"]), ("displayOnlyTo", list(shown or ()))]
        return placed if shown else []
    if control in DISSEMINATION:
        return [("disseminationControls", [DISSEMINATION[control]])]
    if control in NON_IC:
        return [("nonICmarkings", [NON_IC[control]])]
    if control in NON_US:
        return [("nonUSControls", [control])]
    if control == "FGI":
        return [("FGIsourceProtected", ["FGI"])]
    if control.startswith("FGI "):
        sources = in_order(tuple(control.removeprefix("FGI ").split()))
        return [("FGIsourceOpen", list(sources))] if sources else []
    atomic = _atomic(control)
    if atomic:
        return [("atomicEnergyMarkings", atomic)]
    sci = _compartments(control)
    return [("SCIcontrols", sci)] if sci else []


def _atomic(control: str) -> list[str]:
    """``FRD-SIGMA 14 15`` as ``FRD``, ``FRD-SG-14``, ``FRD-SG-15``; empty for others."""
    if control in ATOMIC:
        return [ATOMIC[control]]
    head, _, rest = control.partition("-")
    if head not in {"RD", "FRD"}:
        return []
    words = rest.split()
    if not words:
        return [head]
    if head == "RD" and words == ["CNWDI"]:
        return [head, "RD-CNWDI"]
    if words[0] in {"SG", "SIGMA"} and words[1:] and SIGMAS.issuperset(words[1:]):
        return [head, *(f"{head}-SG-{number}" for number in words[1:])]
    return []


def _compartments(control: str) -> list[str]:
    """``SI-G ABCD DEFG`` as ``SI``, ``SI-G``, ``SI-G-ABCD``, ``SI-G-DEFG``; empty for others."""
    head, *subs = control.split(" ")
    parts = head.split("-")
    chain = ["-".join(parts[:end]) for end in range(1, len(parts) + 1)]
    tokens = [*chain, *(f"{head}-{sub}" for sub in subs)]
    return tokens if all(SCI.fullmatch(token) for token in tokens) else []


def _listed(name: str, tokens: list[str]) -> str:
    """Tokens once each, in the order of their vocabulary."""
    once = list(dict.fromkeys(tokens))
    orders = {
        "disseminationControls": tuple(DISSEMINATION.values()),
        "nonICmarkings": tuple(NON_IC.values()),
    }
    if name in orders:
        once.sort(key=orders[name].index)
    elif name == "atomicEnergyMarkings":
        once.sort(key=lambda token: (ATOMIC_ORDER.index(token.partition("-")[0]), token))
    elif name == "SCIcontrols":
        once.sort()
    return " ".join(once)


def xeno_data(edition: Edition) -> str:
    """The element, with the marking of the whole cable and one for each portion mark.

    Empty where ISM cannot express the marking of the whole. ``edition.no_token`` then holds, in
    order, what ISM has no token for.
    """
    cable = edition.cable
    overall = overall_marking(cable)
    banner = cable.markings.banner
    whole = ism_marking(overall.level, overall.controls, banner.rel_to if banner else ())
    portions = [
        (name, ism_marking(m.level, m.controls, m.rel_to)) for name, m in edition.marks or ()
    ]
    others = [c.name for c in cable.markings.captions if c.name not in BANNER_CAPTIONS]
    missing = [*whole.missing, *(m for _, portion in portions for m in portion.missing), *others]
    if not whole.attributes:
        edition.no_token = tuple(dict.fromkeys(missing))
        return ""
    attributes = {"DESVersion": _VERSION, "resourceElement": "true"}
    if edition.sent:
        attributes["createDate"] = edition.sent[:10]
    attributes |= whole.attributes
    if overall.level is not Level.U:
        block, untold = _authority(cable)
        attributes |= block
        missing += untold
    edition.no_token = tuple(dict.fromkeys(missing))
    inner = "".join(
        f'<portion corresp="#{name}"{_not_expressed(edition, portion.missing)}'
        f"{_written(edition, portion.attributes)}/>\n"
        for name, portion in portions
        if portion.attributes or portion.missing
    )
    return (
        f'  <xenoData type="ism"><resource xmlns="{_HOST}" xmlns:ism="{ISM}" '
        f'basis="{overall.basis.value}"{_not_expressed(edition, whole.missing)}'
        f"{_written(edition, attributes)}>\n"
        f"{inner}</resource></xenoData>\n"
    )


def _authority(cable: Cable) -> tuple[dict[str, str], list[str]]:
    """Attributes of the authority block, and exemptions that ISM has no token for."""
    authority, found = cable.markings.authority, {}
    classifier = "; ".join(reading_text((leaf,)) for leaf in authority.classified_by)
    derived = "; ".join(reading_text((leaf,)) for leaf in authority.derived_from)
    if classifier:
        found["derivativelyClassifiedBy" if derived else "classifiedBy"] = classifier
    if authority.reasons and not derived:
        found["classificationReason"] = ", ".join(authority.reasons)
    if derived:
        found["derivedFrom"] = derived
    told = dict(_declassification(cable))
    exemptions = [e for leaf in cable.markings.declassification for e in leaf.exemptions]
    schedules = [x.schedule for x in cable.markings.declassification if x.schedule]
    known = [exemption for exemption in exemptions if exemption in EXCEPTIONS]
    if known:
        told["declassException"] = " ".join(dict.fromkeys(known))
    return found | told, [*(e for e in exemptions if e not in EXCEPTIONS), *schedules]


def _declassification(cable: Cable) -> Iterator[tuple[str, str]]:
    for leaf in reversed(cable.markings.declassification):
        if leaf.declassify_on is not None:
            yield "declassDate", leaf.declassify_on.isoformat()
        if leaf.event:
            yield "declassEvent", one_line(leaf.event)


def _not_expressed(edition: Edition, missing: tuple[str, ...]) -> str:
    """Our own attribute for controls that ISM has no token for; empty for none."""
    words = edition.escape.value(", ".join(missing))
    return f' notExpressed="{words}"' if words else ""


def _written(edition: Edition, attributes: dict[str, str]) -> str:
    value = edition.escape.value
    return "".join(f' ism:{name}="{value(text)}"' for name, text in attributes.items())
