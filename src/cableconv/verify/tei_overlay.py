"""Proving a telegram in TEI: the string value of its text, its markup leaf by leaf, its header."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs
from lxml import etree

from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import all_parts
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.tei_expected import expected
from cableconv.verify.tei_file import MARKINGS, Document, Pointed, T, characters
from cableconv.verify.tei_found import found
from cableconv.verify.tei_header import header
from cableconv.verify.tei_prose import prose
from cableconv.verify.tei_tagged import Tagged, pointed

_MOST_FINDINGS = 50


def differences(document: Document, cable: Cable) -> Iterator[Finding]:
    """The differences between a telegram and its cable."""
    by_text = _text(document, cable)
    yield from by_text
    yield from islice(_markup(document, cable, same=not by_text), _MOST_FINDINGS)
    yield from header(document, cable)
    yield from prose(document, cable)


# --- text --------------------------------------------------------------------------------------


def _text(document: Document, cable: Cable) -> list[Finding]:
    """The string value must be the source, character for character."""
    shown, source = characters(document.text), source_text(cable)
    if shown == source:
        return []
    parts = list(all_parts(cable.blocks))
    findings = compare(parts, stream(shown.split("\n"), divided=False))
    if findings:
        return findings
    at = next(
        (n for n, (a, b) in enumerate(zip(source, shown, strict=False)) if a != b),
        min(len(source), len(shown)),
    )
    message = f"blanks or line ends differ from character {at + 1} on: {quoted(source[at:])}"
    return [Finding(FindingKind.TEXT_CHANGED, "text", source, shown, message)]


# --- markup ------------------------------------------------------------------------------------

_MARKS = frozenset({"portion-mark", "handling", "paragraph", "item", "heading"})

_KINDS = {
    "banner": FindingKind.BANNER,
    "caption": FindingKind.CAPTION,
    **dict.fromkeys(("reason", "classified-by", "derived-from"), FindingKind.AUTHORITY),
    "declassify": FindingKind.DECLASSIFICATION,
    **dict.fromkeys(
        ("number", "marker", "excision", "furniture", "stamp", "paratext"),
        FindingKind.TEXT_CHANGED,
    ),
}
"""Kinds of findings by what is marked up; of marks see ``_MARKS``; all others are ``HEADER``."""


def _markup(document: Document, cable: Cable, *, same: bool) -> Iterator[Finding]:
    """Each leaf must be tagged as what it is, with pointers and values that say what it says.

    Args:
        document: the file.
        cable: what it must hold.
        same: whether the text is the same, so that places in it can be compared.
    """
    wanted, shown = (
        Counter(one if same else attrs.evolve(one, at=0) for one in many)
        for many in (expected(cable), found(document))
    )
    added = list((shown - wanted).elements())
    for one in (wanted - shown).elements():
        other = _instead_of(one, added)
        if other is None:
            yield _finding(one.kind, FindingKind.MARK_MISSING, one, None)
        else:
            added.remove(other)
            yield _finding(one.kind, FindingKind.MARK_CHANGED, one, other)
    for one in added:
        yield _finding(one.kind, FindingKind.MARK_ADDED, None, one)


def _instead_of(one: Tagged, added: Iterable[Tagged]) -> Tagged | None:
    """What stands in the place of something that is missing; None for nothing."""
    alike = [x for x in added if x.kind == one.kind and x.at == one.at]
    of_letters = (x for x in alike if x.raw == one.raw)
    return next(of_letters, next((x for x in alike if x.facts == one.facts), None))


def _finding(kind: str, of_mark: FindingKind, one: Tagged | None, two: Tagged | None) -> Finding:
    of_mark = of_mark if kind in _MARKS else _KINDS.get(kind, FindingKind.HEADER)
    if kind == "paragraph" and one and two and _ana(one) == _ana(two):  # its number differs
        of_mark = FindingKind.TEXT_CHANGED
    shown = next(x.raw for x in (one, two) if x is not None)
    place = f"{kind} {quoted(shown)}" if shown.strip() else kind
    what = "it is not tagged as what it is"
    return differing(of_mark, place, _spelled(one), _spelled(two), what)


def _ana(tagged: Tagged) -> str:
    return dict(tagged.facts).get("ana", "")


def _spelled(tagged: Tagged | None) -> str:
    """What markup says, in one line: ``(S/NF) [ana=classification:S captions:NOFORN]``."""
    if tagged is None:
        return ""
    facts = "; ".join("=".join(pair) for pair in tagged.facts)
    return f"{tagged.raw} [{facts}]".strip()


# --- agreement of the file with itself ---------------------------------------------------------


def agreement(document: Document) -> Iterator[Finding]:
    """Checksum, what was supplied, and pointers that repeat what is written."""
    yield from _checksum(document)
    yield from _supplied(document)
    for element in document.text.iter(f"{T}*"):
        if element.get("type") == _PORTION:
            yield from _written(document, element)
        elif element.tag in _HOLDERS:
            yield from _held(document, element)


_PORTION = "portion-mark"
_HOLDERS = frozenset({f"{T}p", f"{T}item"})


def _checksum(document: Document) -> Iterator[Finding]:
    stated = [
        one.text or ""
        for one in document.header.iter(f"{T}idno")
        if (one.get("type"), one.get("subtype")) == ("sha256", "text")
    ]
    text = characters(document.text).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(text).hexdigest()
    if stated != [digest]:
        message = "the text is not the one whose checksum the header gives"
        yield Finding(FindingKind.TEXT_CHANGED, "text", " | ".join(stated), digest, message)


def _supplied(document: Document) -> Iterator[Finding]:
    """What the editor supplied is no text of the source: it may be the heading, once."""
    supplied = list(document.text.iter(f"{T}supplied"))
    right = [one for one in supplied if _is_heading(one.getparent())]
    if len(supplied) != 1 or len(right) != 1:
        others = [one for one in supplied if one not in right[:1]]
        shown = " | ".join("".join(map(str, one.itertext())) for one in others)
        what = "only the heading is supplied, and once"
        yield differing(FindingKind.TEXT_ADDED, "supplied", "", shown, what)


def _is_heading(parent: etree._Element | None) -> bool:
    return parent is not None and parent.tag == f"{T}head" and parent.get("type") == "editorial"


def _marking(document: Document, element: etree._Element) -> tuple[Pointed, ...]:
    """What the pointers of an element name of a marking."""
    every = document.pointed(element.get("ana"))
    return tuple(one for one in every if one[0] in MARKINGS)


def _written(document: Document, element: etree._Element) -> Iterator[Finding]:
    """A mark must point at what it spells."""
    raw = characters(element)
    mark = parse_portion_mark(" ".join(raw.split()))
    if mark is None:
        return
    # Whether FOUO stands for a level is told by the cable, not by its letters.
    spelled = _named(pointed(mark.level, mark.controls, mark.rel_to))
    shown = _named(_marking(document, element))
    if shown != spelled:
        what = f"the mark {raw} points at something else"
        yield differing(FindingKind.MARK_CHANGED, "portion mark", spelled, shown, what)


def _held(document: Document, element: etree._Element) -> Iterator[Finding]:
    """A paragraph or point must point at what the mark at its head points at, or at no marking."""
    shown = _marking(document, element)
    own = element.find(f"{T}seg[@type='{_PORTION}']")
    wanted = () if own is None or not _is_at_head(own) else _marking(document, own)
    if shown != wanted:
        place = f"{etree.QName(element).localname} {element.get('n') or ''}".strip()
        kind = FindingKind.MARK_CHANGED if wanted else FindingKind.MARK_ADDED
        what = "it points at another marking than that of its mark"
        yield differing(kind, place, _named(wanted), _named(shown), what)


def _named(pointers: Iterable[Pointed]) -> str:
    return " ".join(value for _, value in pointers)


def _is_at_head(mark: etree._Element) -> bool:
    """Whether only a number or label stands before a mark in its paragraph."""
    parent = mark.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    before = list(mark.itersiblings(preceding=True))
    return all(_is_no_word(x) and not (x.tail or "").strip() for x in before)


def _is_no_word(element: etree._Element) -> bool:
    return element.tag in _BEFORE_MARKS or element.get("type") == "furniture"


_BEFORE_MARKS = frozenset({f"{T}label", f"{T}lb", f"{T}pb", f"{T}fw", f"{T}stamp"})
