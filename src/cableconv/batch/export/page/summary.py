"""What a page of an index says of all its cables: values with numbers, the highest marking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import attrs

from cableconv.batch.export.base import Record
from cableconv.batch.receipt import Receipt
from cableconv.model.effective import NO_MARKING, Basis, OverallMarking
from cableconv.model.markings import CONTROL_WORDS, Level, category, marking_words
from cableconv.writers.level_look import level_look

UNDATED = "undated"
"""Stands for the year of a cable whose date is not known."""

_LEVELS = {level.word: level for level in Level}


@attrs.frozen
class Banner:
    """A banner with the class that gives it its colour."""

    text: str
    css: str


@attrs.define
class Summary:
    """Numbers of all cables, by what they can be chosen by; the most frequent values come first.

    Attributes:
        done: number of cables with outputs.
        failed: number of others.
        banners: of each banner.
        years: of each year, ``undated`` among them.
        posts: of each originator; empty text for none.
        tags: of each TAGS term.
        captions: of each caption.
    """

    done: int = 0
    failed: int = 0
    banners: Counter[Banner] = attrs.Factory(Counter)
    years: Counter[str] = attrs.Factory(Counter)
    posts: Counter[str] = attrs.Factory(Counter)
    tags: Counter[str] = attrs.Factory(Counter)
    captions: Counter[str] = attrs.Factory(Counter)
    _markings: set[OverallMarking] = attrs.Factory(set)

    def add(self, receipt: Receipt) -> None:
        """Count a receipt."""
        if not receipt.status.is_done:
            self.failed += 1
            return
        facts = receipt.facts
        self.done += 1
        self.banners[banner_of(receipt)] += 1
        self.years[year_of(receipt)] += 1
        self.posts[facts.get("originator") or ""] += 1
        self.tags.update(tuple(dict.fromkeys(facts.get("tags") or ())))
        self.captions.update(tuple(dict.fromkeys(facts.get("captions") or ())))
        self._markings.add(marking_of(receipt))

    @property
    def banner(self) -> Banner:
        """The highest marking of all, as each page that lists them must show it."""
        return banner_of_list(self._markings)


def summary_of(record: Record) -> Summary:
    """The numbers of a run."""
    summary = Summary()
    for receipt in record.receipts():
        summary.add(receipt)
    return summary


def year_of(receipt: Receipt) -> str:
    """``2007``; ``undated`` where the date is not known."""
    dtg = receipt.facts.get("dtg")
    return str(dtg)[:4] if dtg else UNDATED


def marking_of(receipt: Receipt) -> OverallMarking:
    """The marking of a cable, as its facts tell it."""
    facts = receipt.facts
    controls = tuple(facts.get("controls") or ())
    return _marking(facts.get("classification") or "", facts.get("banner") or NO_MARKING, controls)


@lru_cache(maxsize=4096)
def _marking(word: str, text: str, controls: tuple[str, ...]) -> OverallMarking:
    return OverallMarking(text, _LEVELS.get(word), controls, Basis.STATED)


def banner_of(receipt: Receipt) -> Banner:
    """The banner of a cable."""
    return _banner(marking_of(receipt))


@lru_cache(maxsize=4096)
def _banner(marking: OverallMarking) -> Banner:
    return Banner(marking.text, level_look(marking).key)


def banner_of_list(markings: Iterable[OverallMarking]) -> Banner:
    """The banner of a page that lists cables of these markings."""
    return _banner(highest(markings))


def highest(markings: Iterable[OverallMarking]) -> OverallMarking:
    """The marking of a list that holds cables of these: highest level, and all controls.

    Controls on unclassified text vanish in a classified list, as in a classified cable (CAPCO
    register 2016, H.9); REL is a permission for its cable alone. Without any level and control it
    is ``No classification marking``.
    """
    found = list(markings)
    level = max((one.level for one in found if one.level is not None), default=None)
    dropped = {"REL", *(CONTROL_WORDS if level is not None and level > Level.U else ())}
    controls = {control for one in found for control in one.controls} - dropped
    kept = tuple(sorted(controls, key=lambda control: (category(control), control)))
    if level is None and not kept:
        return OverallMarking(NO_MARKING, None, (), Basis.NONE)
    return OverallMarking(marking_words(level, kept), level, kept, Basis.PORTIONS)
