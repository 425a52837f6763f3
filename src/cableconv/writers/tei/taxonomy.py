"""Categories that the text points at, each declared in the header with its words.

A pointer such as ``#cls-S`` is made when a marking, precedence, part or reason is first met; the
header then declares the categories that were used, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from cableconv.model.effective import NO_MARKING, Basis
from cableconv.model.header import Precedence
from cableconv.model.markings import CONTROL_WORDS, Level
from cableconv.notation.key_block import PRECEDENCE_WORDS
from cableconv.notation.tei import STANDS_FOR_LEVEL, TAXONOMIES
from cableconv.writers.keyblock import BASIS_WORDS
from cableconv.writers.tei.escape import Escape

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]")
"""Matches what an xml:id of ours does not hold: the parentheses of "1.4(b)"."""


_Used: TypeAlias = tuple[tuple[str, str], ...]
"""Values of one taxonomy, each with the xml:id of its category."""


class Ids:
    """Gives out xml:ids, each once."""

    def __init__(self, reserved: Iterable[str] = (), prefix: str = "") -> None:
        self._used = {prefix + name for name in reserved} if prefix else set(reserved)
        self._prefix = prefix
        self._counts: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """``wanted`` as an XML name that was not given before."""
        base = wanted if wanted.isascii() and wanted.isalnum() else _NOT_IN_NAMES.sub("", wanted)
        if not base[:1].isalpha():
            base = f"id-{base}"
        base = self._prefix + base
        name = base
        if base in self._used:
            count = self._counts.get(base, 1)
            while name in self._used:
                count += 1
                name = f"{base}-{count}"
            self._counts[base] = count
        self._used.add(name)
        return name


_FOREIGN_RELATIONS = "foreign relations or foreign activities of the United States"
_REASONS = {
    "1.4(a)": "military plans, weapons systems, or operations",
    "1.4(b)": "foreign government information",
    "1.4(c)": "intelligence activities, sources or methods, or cryptology",
    "1.4(d)": _FOREIGN_RELATIONS,
    "1.4(e)": "scientific, technological, or economic matters relating to the national security",
    "1.4(f)": "programs for safeguarding nuclear materials or facilities",
    "1.4(g)": "vulnerabilities or capabilities of systems, installations, or infrastructures",
    "1.4(h)": "weapons of mass destruction",
    "1.5(a)": "military plans, weapons systems, or operations",
    "1.5(b)": "foreign government information",
    "1.5(c)": "intelligence activities, sources or methods, or cryptology",
    "1.5(d)": _FOREIGN_RELATIONS,
}  # E.O. 12958, 1.5 as of 1995 and 1.4 as of 2003; E.O. 13526, 1.4

_ORDERS = {"11652": "1972", "12065": "1978", "12356": "1982", "12958": "1995", "13526": "2009"}

_WORDS: dict[tuple[str, str], str] = {
    **{("classification", level.name): level.word for level in Level},
    **{("classification", name): words for name, words in CONTROL_WORDS.items()},
    ("classification", "none"): NO_MARKING,
    **{("captions", name): words for name, words in CONTROL_WORDS.items()},
    ("captions", "NOFORN"): "not releasable to foreign nationals",
    ("captions", "ORCON"): "dissemination and extraction of information controlled by originator",
    ("captions", "REL"): "release authorized to those named",
    ("captions", "NODIS"): "no distribution beyond the addressees",
    ("captions", "EXDIS"): "exclusive distribution",
    ("captions", "LIMDIS"): "limited distribution",
    ("captions", "STADIS"): "distribution within the Department of State only",
    ("captions", "SIPDIS"): "distribution on SIPRNet",
    ("basis", Basis.STATED.value): "as stated by the source",
    **{("basis", basis.value): words for basis, words in BASIS_WORDS.items() if words},
    **{("precedence", p.value): PRECEDENCE_WORDS[p] for p in Precedence},
    ("addressees", "to"): "action addressee",
    ("addressees", "info"): "information addressee",
    ("addressees", "exempted"): "exempted addressee",
    **{("reasons", reason): words for reason, words in _REASONS.items()},
    **{("orders", n): f"Executive Order {n} ({year})" for n, year in _ORDERS.items()},
    ("declassification", "NA"): "not applicable",
    ("declassification", "GDS"): "general declassification schedule",
    ("declassification", "ADS"): "advanced declassification schedule",
    ("declassification", "OADR"): "originating agency's determination required",
}


def shared_categories() -> dict[tuple[str, str], str]:
    """The xml:id of each category that a corpus declares once for all its telegrams."""
    ids = Ids(TAXONOMIES)
    parts = (("parts", part) for part in _COMMON_PARTS)
    found = sorted((*_WORDS, *parts), key=lambda pair: list(TAXONOMIES).index(pair[0]))
    return {pair: ids.unique(f"{TAXONOMIES[pair[0]][0]}-{pair[1]}") for pair in found}


_COMMON_PARTS = ("summary", "comment", "introduction", "note", "text", "action request")


class Categories:
    """The categories that a document uses.

    Args:
        ids: gives out the xml:ids of the document.
        escape: how characters are written.
        prefix: of the xml:ids of the document's own taxonomies.
        shared: the xml:ids of categories that are declared elsewhere, in the header of a corpus.
    """

    def __init__(
        self,
        ids: Ids,
        escape: Escape,
        prefix: str = "",
        shared: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> None:
        self._ids = ids
        self._escape = escape
        self._prefix = prefix
        self._shared = shared
        self._used: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._markings: dict[tuple[object, ...], str] = {}

    def pointer(self, taxonomy: str, value: str) -> str:
        """The pointer to a category: ``#cap-NOFORN``."""
        known = self._known.get((taxonomy, value))
        if known is not None:
            return known
        found = self._shared.get((taxonomy, value))
        if found is None:
            found = self._ids.unique(f"{TAXONOMIES[taxonomy][0]}-{value}")
            self._used.setdefault(taxonomy, {})[value] = found
        pointer = self._known[taxonomy, value] = f"#{found}"
        return pointer

    def marking(
        self, level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...] = ()
    ) -> str:
        """Pointers for a level with controls: ``#cls-S #cap-NOFORN``; empty for neither.

        SBU first on an unclassified portion is ``#cls-SBU`` alone; a control of that kind without
        a level, or elsewhere, points into the captions.
        """
        key = (level, controls, rel_to)
        found = self._markings.get(key)
        if found is None:
            found = " ".join(self._pointers(level, controls, rel_to))
            self._markings[key] = found
        return found

    def _pointers(
        self, level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...]
    ) -> list[str]:
        pointers = []
        if level is Level.U and controls and controls[0] in STANDS_FOR_LEVEL:
            pointers.append(self.pointer("classification", controls[0]))
            controls = controls[1:]
        elif level is not None:
            pointers.append(self.pointer("classification", level.name))
        pointers += [self.pointer("captions", name) for name in controls]
        return pointers + [self.pointer("releasability", name) for name in rel_to]

    def declarations(self, others: str = "") -> str:
        """``classDecl`` with the categories used; empty where there are none.

        Args:
            others: taxonomies that stand after them, as XML.
        """
        if not self._used and not others:
            return ""
        taxonomies = "".join(
            [
                self._taxonomy(name, tuple(self._used[name].items()))
                for name in TAXONOMIES
                if self._used.get(name)
            ]
        )
        return f"    <classDecl>\n{taxonomies}{others}    </classDecl>\n"

    def _taxonomy(self, name: str, used: _Used) -> str:
        if type(self._escape) is Escape:
            return _plain_taxonomy(name, used, self._prefix)
        return _taxonomy(name, used, self._prefix, self._escape)


def declared_taxonomies(categories: Mapping[tuple[str, str], str]) -> str:
    """Taxonomies of categories, by their xml:ids."""
    used: dict[str, dict[str, str]] = {}
    for (taxonomy, value), found in categories.items():
        used.setdefault(taxonomy, {})[value] = found
    return "".join(_plain_taxonomy(name, tuple(values.items())) for name, values in used.items())


@lru_cache(maxsize=1000)
def _plain_taxonomy(name: str, used: _Used, prefix: str = "") -> str:
    """The same without care for characters; most telegrams use the same few categories."""
    return _taxonomy(name, used, prefix, Escape())


def _taxonomy(name: str, used: _Used, prefix: str, escape: Escape) -> str:
    """A taxonomy with its categories, each a value and its xml:id."""
    categories = "".join(
        f'        <category xml:id="{found}"{_value(found, value, escape)}>'
        f"<catDesc>{escape.value(_words(name, value))}</catDesc></category>\n"
        for value, found in sorted(used, key=lambda pair: _rank(pair[0]))
    )
    stated = f' n="{name}"' if prefix else ""
    return (
        f'      <taxonomy xml:id="{prefix}{name}"{stated}>\n'
        f"        <desc>{TAXONOMIES[name][1]}</desc>\n{categories}      </taxonomy>\n"
    )


def _value(found: str, value: str, escape: Escape) -> str:
    # The id shows the value itself unless characters had to be left out of it.
    return "" if found.partition("-")[2] == value else f' n="{escape.value(value)}"'


def _words(taxonomy: str, value: str) -> str:
    if taxonomy == "orders" and (taxonomy, value) not in _WORDS:
        return f"Executive Order {value}"
    return _WORDS.get((taxonomy, value), value)


def _rank(value: str) -> int:
    # Levels stand from the highest down; all else in the order of the text.
    return -Level[value] if value in Level.__members__ else 1
