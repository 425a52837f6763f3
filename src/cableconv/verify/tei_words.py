"""The words of each category that a TEI file may declare: the proof's own list.

The writer has such a list as well. This one is written out again on purpose: a proof that took it
over would agree with each of its errors.
"""

from __future__ import annotations

from cableconv.model.effective import NO_MARKING

_ON_UNCLASSIFIED = {
    "SBU": "SENSITIVE BUT UNCLASSIFIED",
    "LOU": "LIMITED OFFICIAL USE",
    "FOUO": "FOR OFFICIAL USE ONLY",
    "OUO": "OFFICIAL USE ONLY",
    "EFTO": "ENCRYPT FOR TRANSMISSION ONLY",
    "CUI": "CONTROLLED UNCLASSIFIED INFORMATION",
}

_FOREIGN_RELATIONS = "foreign relations or foreign activities of the United States"
_PLANS = "military plans, weapons systems, or operations"
_FOREIGN_INFORMATION = "foreign government information"
_INTELLIGENCE = "intelligence activities, sources or methods, or cryptology"

_WORDS = {
    "classification": {
        "U": "UNCLASSIFIED",
        "R": "RESTRICTED",
        "C": "CONFIDENTIAL",
        "S": "SECRET",
        "TS": "TOP SECRET",
        "none": NO_MARKING,
        **_ON_UNCLASSIFIED,
    },
    "captions": {
        **_ON_UNCLASSIFIED,
        "NOFORN": "not releasable to foreign nationals",
        "ORCON": "dissemination and extraction of information controlled by originator",
        "REL": "release authorized to those named",
        "NODIS": "no distribution beyond the addressees",
        "EXDIS": "exclusive distribution",
        "LIMDIS": "limited distribution",
        "STADIS": "distribution within the Department of State only",
        "SIPDIS": "distribution on SIPRNet",
    },
    "basis": {
        "stated": "as stated by the source",
        "entire-text": "from the statement on the entire text",
        "security-line": "from the security line",
        "portions": "from the portion marks",
        "captions": "from the captions",
    },
    "precedence": {
        "Y": "Emergency",
        "Z": "Flash",
        "O": "Immediate",
        "P": "Priority",
        "R": "Routine",
    },
    "addressees": {
        "to": "action addressee",
        "info": "information addressee",
        "exempted": "exempted addressee",
    },
    "orders": {
        "11652": "Executive Order 11652 (1972)",
        "12065": "Executive Order 12065 (1978)",
        "12356": "Executive Order 12356 (1982)",
        "12958": "Executive Order 12958 (1995)",
        "13526": "Executive Order 13526 (2009)",
    },
    "reasons": {
        "1.4(a)": _PLANS,
        "1.4(b)": _FOREIGN_INFORMATION,
        "1.4(c)": _INTELLIGENCE,
        "1.4(d)": _FOREIGN_RELATIONS,
        "1.4(e)": (
            "scientific, technological, or economic matters relating to the national security"
        ),
        "1.4(f)": "programs for safeguarding nuclear materials or facilities",
        "1.4(g)": (
            "vulnerabilities or capabilities of systems, installations, or infrastructures"
        ),
        "1.4(h)": "weapons of mass destruction",
        "1.5(a)": _PLANS,
        "1.5(b)": _FOREIGN_INFORMATION,
        "1.5(c)": _INTELLIGENCE,
        "1.5(d)": _FOREIGN_RELATIONS,
    },
    "declassification": {
        "NA": "not applicable",
        "GDS": "general declassification schedule",
        "ADS": "advanced declassification schedule",
        "OADR": "originating agency's determination required",
    },
}  # fmt: skip
"""Sources: CAPCO register 2016; E.O. 12958, 1.4, 1.5; E.O. 13526, 1.4; 5 FAH-2 H-443; ACP 127."""


def category_words(taxonomy: str, value: str) -> str:
    """What a category must say: its words, or the value itself where none are known."""
    otherwise = f"Executive Order {value}" if taxonomy == "orders" else value
    return _WORDS.get(taxonomy, {}).get(value, otherwise)


def basis_words(basis: str) -> str:
    """What a marking of the whole says of its basis; empty where it is stated, or there is none."""
    return "" if basis == "stated" else _WORDS["basis"].get(basis, "")
