"""The facts of a cable that an index of the corpus lists: its metadata, and no text of its body."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking, portion_marks
from cableconv.summary import summarize

_KEPT = (
    "mrn",
    "title",
    "transmission_id",
    "dtg",
    "precedence",
    "originator",
    "classification",
    "controls",
    "captions",
    "executive_order",
    "declassify_on",
    "classified_by",
    "reasons",
    "tags",
    "subject",
    "subject_mark",
)
"""Keys that are as in ``summarize``."""


def facts_of(cable: Cable) -> dict[str, Any]:
    """The row of a cable in the index, as plain data for JSON.

    Returns:
        Of ``summarize``, under the same names: mrn, title, transmission_id, dtg (ISO 8601, UTC),
        precedence, originator, classification (level in words), controls, captions,
        executive_order, declassify_on, classified_by, reasons, tags, subject, subject_mark. And:

        - ``banner``: the banner that each page of an output shows;
        - ``action``, ``info``: names of the addressees, those of XMT lines left out;
        - ``action_count``, ``info_count``: their numbers;
        - ``references``: message reference numbers, or the text of those without one;
        - ``paragraphs``: their number; ``marks``: number of portion marks, by their text;
        - ``notices``: number of notices of the reader, by kind;
        - ``source``, ``member``, ``reader``, ``encoding``: from its provenance.

        Missing values are None or empty.
    """
    summary = summarize(cable)
    origin = cable.provenance
    names = {key: _names(summary[f"{key}_addressees"]) for key in ("action", "info")}
    return {
        **{key: summary[key] for key in _KEPT},
        "banner": overall_marking(cable).text,
        **names,
        **{f"{key}_count": len(found) for key, found in names.items()},
        "references": [one["id"] or one["raw"] for one in summary["references"]],
        "paragraphs": len(summary["paragraphs"]),
        "marks": dict(Counter(mark.raw for mark in portion_marks(cable))),
        "notices": dict(Counter(notice["kind"] for notice in summary["notices"])),
        "source": origin.source if origin else "",
        "member": origin.member if origin else "",
        "reader": origin.reader if origin else "",
        "encoding": origin.encoding if origin else "",
    }


def _names(addressees: list[dict[str, Any]]) -> list[str]:
    return [
        one["name"] or one["routing_indicator"] or "" for one in addressees if not one["excluded"]
    ]
