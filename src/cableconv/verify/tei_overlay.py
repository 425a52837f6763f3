"""Proving a telegram in TEI: its string value, and each marking with its pointers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.cable import Cable
from cableconv.model.markings import Banner, Caption, Marking, PortionMark
from cableconv.model.walk import iter_leaves, source_text
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import all_parts
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.tei_file import Document, T, characters, named

_MARKED = {"portion-mark", "classification", "banner", "handling", "caption"}
"""Types of the elements around markings (docs/tei.md)."""


def differences(document: Document, cable: Cable) -> Iterator[Finding]:
    """The differences between the text of a telegram and its cable."""
    yield from _text(document, cable)
    yield from _markings(document, cable)


# --- text --------------------------------------------------------------------------------------


def _text(document: Document, cable: Cable) -> list[Finding]:
    """The string value must be the source, character for character."""
    found = characters(document.text)
    if found == source_text(cable):
        return []
    parts = list(all_parts(cable.blocks))
    findings = compare(parts, stream(found.split("\n"), divided=False))
    if findings:
        return findings
    expected = source_text(cable)
    at = next(
        (n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    message = f"blanks or line ends differ from character {at + 1} on: {quoted(expected[at:])}"
    return [Finding(FindingKind.TEXT_CHANGED, "text", expected, found, message)]


# --- markings ----------------------------------------------------------------------------------

_Marking = tuple[str, tuple[str, ...]]
"""The spelling of a marking, and its values."""


def _markings(document: Document, cable: Cable) -> Iterator[Finding]:
    """Each marking must be tagged as one, with pointers that say what it says."""
    shown = list(_tagged(document))
    at = 0
    for leaf in iter_leaves(cable.blocks):
        if not isinstance(leaf, (Marking, Caption)):
            continue
        expected = (leaf.raw, _values(leaf))
        rest = shown[at:]
        if expected in rest:
            at += rest.index(expected) + 1
            continue
        place = type(leaf).__name__.lower()
        kind = FindingKind.MARK_MISSING
        same = next((one for one in rest if one[0] == leaf.raw), None)
        kind = FindingKind.MARK_CHANGED if same else kind
        kind = FindingKind.BANNER if isinstance(leaf, Banner) else kind
        kind = FindingKind.CAPTION if isinstance(leaf, Caption) else kind
        found = _spelled(*same) if same else ""
        yield differing(kind, place, _spelled(*expected), found, "it is not tagged as such")
    yield from _added_marks(document, cable)


def _added_marks(document: Document, cable: Cable) -> Iterator[Finding]:
    """Marks that are tagged where the cable has none."""
    expected = [x.raw for x in iter_leaves(cable.blocks) if isinstance(x, PortionMark)]
    found = [characters(x) for x in document.text.iter(f"{T}*") if x.get("type") == _PORTION]
    if len(found) > len(expected):
        what = "marks tagged that the cable does not have"
        one, two = " ".join(expected), " ".join(found)
        yield differing(FindingKind.MARK_ADDED, "portion marks", one, two, what)


_PORTION = "portion-mark"


def _tagged(document: Document) -> Iterator[_Marking]:
    for element in document.text.iter(f"{T}*"):
        if element.get("type") in _MARKED:
            yield characters(element), document.values(element.get("ana"))


def _values(leaf: Marking | Caption) -> tuple[str, ...]:
    """What the pointers of a marking must name."""
    if isinstance(leaf, Caption):
        return (leaf.name,)
    return named(leaf.level, leaf.controls, leaf.rel_to)


def _spelled(raw: str, values: tuple[str, ...]) -> str:
    return f"{raw} [{' '.join(values)}]"


# --- agreement of the file with itself ---------------------------------------------------------


def agreement(document: Document) -> Iterator[Finding]:
    """Checksum, and pointers that repeat what is written."""
    yield from _checksum(document)
    for element in document.text.iter(f"{T}*"):
        if element.get("type") == _PORTION:
            yield from _written(document, element)
        elif element.tag in _HOLDERS:
            yield from _held(document, element)


_HOLDERS = frozenset({f"{T}p", f"{T}item"})


def _checksum(document: Document) -> Iterator[Finding]:
    stated = document.root.find(f"{T}teiHeader//{T}idno[@type='sha256'][@subtype='text']")
    if stated is None:
        return
    found = characters(document.text).encode("utf-8", "surrogatepass")
    expected = characters(stated)
    digest = hashlib.sha256(found).hexdigest()
    if digest != expected:
        message = "the text is not the one whose checksum the header gives"
        yield Finding(FindingKind.TEXT_CHANGED, "text", expected, digest, message)


def _written(document: Document, element: etree._Element) -> Iterator[Finding]:
    """A mark must point at what it spells."""
    raw = characters(element)
    mark = parse_portion_mark(" ".join(raw.split()))
    pointed = document.values(element.get("ana"))
    if mark is not None and pointed != named(mark.level, mark.controls, mark.rel_to):
        expected = " ".join(named(mark.level, mark.controls, mark.rel_to))
        what = f"the mark {raw} points at something else"
        yield differing(FindingKind.MARK_CHANGED, "portion mark", expected, " ".join(pointed), what)


def _held(document: Document, element: etree._Element) -> Iterator[Finding]:
    """A paragraph or point must point at what the mark at its head points at, or at no marking."""
    pointed = document.values(element.get("ana"))
    own = element.find(f"{T}seg[@type='{_PORTION}']")
    expected = () if own is None or not _is_at_head(own) else document.values(own.get("ana"))
    if pointed != expected:
        place = f"{etree.QName(element).localname} {element.get('n') or ''}".strip()
        kind = FindingKind.MARK_CHANGED if expected else FindingKind.MARK_ADDED
        what = "it points at another marking than that of its mark"
        yield differing(kind, place, " ".join(expected), " ".join(pointed), what)


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
