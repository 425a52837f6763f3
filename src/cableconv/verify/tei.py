"""Proving a TEI file with lxml: the string value of its text, each marking with its pointers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

import attrs
from lxml import etree

from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.furniture import without_furniture
from cableconv.model.markings import Banner, Caption, Level, Marking, PortionMark
from cableconv.model.walk import iter_leaves, source_text
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import all_parts
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.tei_schema import invalid
from cableconv.verify.volume import Expected, Shown, prove_each, within
from cableconv.verify.words import words

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

_MARKED = {"portion-mark", "classification", "banner", "handling", "caption"}
"""Types of the elements around markings (docs/tei.md)."""

_STAND_FOR_U = frozenset({"SBU", "LOU", "FOUO", "OUO", "EFTO", "CUI"})
"""Controls that stand in the place of the level of an unclassified text (docs/tei.md)."""

_TAXONOMIES = frozenset({"classification", "captions", "releasability"})

_CORPUS = f"{_T}teiCorpus"

_UNREADABLE = "it cannot be read as a TEI file: "


def check(output: bytes, cable: Cable, *, furniture: str = "keep") -> list[Finding]:
    """The differences between a TEI file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        furniture: ``drop`` where the carrier's words were left out of it.
    """
    found = _read(output)
    if isinstance(found, Finding):
        return [found]
    if len(found.documents) != 1 or found.is_corpus:
        message = f"it is a corpus, of {len(found.documents)} telegrams"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    kept = without_furniture(cable) if furniture == "drop" else cable
    return [*_differences(found.documents[0], kept), *_shared(found)]


def check_volume(
    output: bytes, cables: Sequence[Cable], *, furniture: str = "keep"
) -> list[Finding]:
    """The differences between a corpus and its cables; parameters as of ``check``."""
    found = _read(output)
    if isinstance(found, Finding):
        return [found]
    if not found.is_corpus:
        message = "it is one telegram, and no corpus"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    kept = [without_furniture(cable) if furniture == "drop" else cable for cable in cables]
    shown = [
        Shown(_characters(document.text), partial(_proof, document)) for document in found.documents
    ]
    expected = [
        Expected(cable, tuple(filter(None, (cable.mrn, source_text(cable))))) for cable in kept
    ]
    return [*prove_each(shown, expected), *_shared(found)]


def _proof(document: _Document, expected: Expected) -> Iterator[Finding]:
    return _differences(document, expected.cable)


def _differences(document: _Document, cable: Cable) -> Iterator[Finding]:
    """The differences between a telegram and its cable, and where it contradicts itself."""
    yield from _text(document, cable)
    yield from _markings(document, cable)
    yield from _overall(document, cable)
    yield from _agreement(document)


def is_volume(output: bytes) -> bool:
    """Whether a file is a corpus."""
    found = _read(output)
    return isinstance(found, _File) and found.is_corpus


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a TEI file without its cable."""
    found = _read(output)
    if isinstance(found, Finding):
        return [found]
    if not found.is_corpus:
        return [*_agreement(found.documents[0]), *_shared(found)]
    each = (
        within(f"cable {number}", _agreement(document))
        for number, document in enumerate(found.documents, 1)
    )
    return [*chain.from_iterable(each), *_shared(found)]


_Categories = dict[str, tuple[str, str, str]]
"""Taxonomy, value and words of each category, by its pointer."""


@attrs.frozen
class _File:
    """A file that was read.

    Attributes:
        root: its root element.
        documents: its telegrams, in order.
        categories: all that are declared in it.
    """

    root: etree._Element
    documents: Sequence[_Document]
    categories: _Categories

    @property
    def is_corpus(self) -> bool:
        """Whether it is made to hold many telegrams."""
        return bool(self.root.tag == _CORPUS)


@attrs.frozen
class _Document:
    """A telegram that was read.

    Attributes:
        root: its element ``TEI``.
        text: its element ``text``.
        categories: those that it may point at.
    """

    root: etree._Element
    text: etree._Element
    categories: _Categories

    def values(self, pointers: str | None) -> tuple[str, ...]:
        """The marking values that pointers name: level, controls, countries; others left out."""
        known = (self.categories.get(one) for one in (pointers or "").split())
        return tuple(found[1] for found in known if found and found[0] in _TAXONOMIES)


def _read(output: bytes) -> _File | Finding:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(output, parser)
    except etree.XMLSyntaxError as error:
        return Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}{error}")
    categories = dict(_categories(root))
    documents = []
    for telegram in root.findall(f"{_T}TEI") if root.tag == _CORPUS else [root]:
        text = telegram.find(f"{_T}text")
        if text is None:
            return Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}it has no text")
        documents.append(_Document(telegram, text, categories))
    return _File(root, documents, categories)


def _shared(file: _File) -> Iterator[Finding]:
    """What is wrong with the file as a whole: words of its categories, its schema."""
    for taxonomy, value, said in file.categories.values():
        level = Level.__members__.get(value)
        if taxonomy == "classification" and level is not None and said != level.word:
            what = "the category says another level than its name"
            yield differing(FindingKind.MARK_CHANGED, "taxonomy", level.word, said, what)
    yield from invalid(file.root)


def _categories(root: etree._Element) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for taxonomy in root.iter(f"{_T}taxonomy"):
        for category in taxonomy.iter(f"{_T}category"):
            name = str(category.get(_ID))
            value = category.get("n") or name.partition("-")[2]
            said = "".join(map(str, category.itertext())).strip()
            yield f"#{name}", (str(taxonomy.get("n") or taxonomy.get(_ID)), value, said)


# --- text --------------------------------------------------------------------------------------


def _characters(element: etree._Element) -> str:
    """The string value: ``g`` as its character, what the editor supplied left out."""
    if element.tag == f"{_T}supplied":
        return ""
    if element.tag == f"{_T}g":
        digits = str(element.get("ref")).rpartition("-")[2]
        return chr(int(digits, 16)) if digits and not digits.strip("0123456789ABCDEF") else ""
    parts = [element.text or ""]
    for child in element:
        parts += (_characters(child), child.tail or "")
    return "".join(parts)


def _text(document: _Document, cable: Cable) -> list[Finding]:
    """The string value must be the source, character for character."""
    found = _characters(document.text)
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


def _markings(document: _Document, cable: Cable) -> Iterator[Finding]:
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


def _added_marks(document: _Document, cable: Cable) -> Iterator[Finding]:
    """Marks that are tagged where the cable has none."""
    expected = [x.raw for x in iter_leaves(cable.blocks) if isinstance(x, PortionMark)]
    found = [_characters(x) for x in document.text.iter(f"{_T}*") if x.get("type") == _PORTION]
    if len(found) > len(expected):
        what = "marks tagged that the cable does not have"
        one, two = " ".join(expected), " ".join(found)
        yield differing(FindingKind.MARK_ADDED, "portion marks", one, two, what)


_PORTION = "portion-mark"


def _tagged(document: _Document) -> Iterator[_Marking]:
    for element in document.text.iter(f"{_T}*"):
        if element.get("type") in _MARKED:
            yield _characters(element), document.values(element.get("ana"))


def _values(leaf: Marking | Caption) -> tuple[str, ...]:
    """What the pointers of a marking must name."""
    if isinstance(leaf, Caption):
        return (leaf.name,)
    return _named(leaf.level, leaf.controls, leaf.rel_to)


def _named(
    level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...] = ()
) -> tuple[str, ...]:
    replaced = level is Level.U and controls[:1] and controls[0] in _STAND_FOR_U
    head = () if level is None or replaced else (level.name,)
    return (*head, *controls, *rel_to)


def _spelled(raw: str, values: tuple[str, ...]) -> str:
    return f"{raw} [{' '.join(values)}]"


def _overall(document: _Document, cable: Cable) -> Iterator[Finding]:
    """The header must give the marking of the whole cable: as a note, and as pointers."""
    overall = overall_marking(cable)
    notes = document.root.iterfind(f"{_T}teiHeader//{_T}note[@type='classification']")
    said = " | ".join(_characters(note) for note in notes)
    place = "note of type classification"
    if words(said)[: len(words(overall.text))] != words(overall.text):
        yield differing(FindingKind.BANNER, place, overall.text, said, "it is another marking")
    expected = _named(overall.level, overall.controls) or ("none",)
    references = document.root.iterfind(f"{_T}teiHeader//{_T}catRef")
    found = [document.values(one.get("target")) for one in references]
    if not any(values[: len(expected)] == expected for values in found):
        shown = " | ".join(" ".join(values) for values in found)
        what = "no pointer of the header gives it"
        yield differing(FindingKind.BANNER, "catRef", " ".join(expected), shown, what)


# --- agreement of the file with itself ---------------------------------------------------------


def _agreement(document: _Document) -> Iterator[Finding]:
    """Checksum, and pointers that repeat what is written."""
    yield from _checksum(document)
    for element in document.text.iter(f"{_T}*"):
        if element.get("type") == _PORTION:
            yield from _written(document, element)
        elif element.tag in _HOLDERS:
            yield from _held(document, element)


_HOLDERS = frozenset({f"{_T}p", f"{_T}item"})


def _checksum(document: _Document) -> Iterator[Finding]:
    stated = document.root.find(f"{_T}teiHeader//{_T}idno[@type='sha256'][@subtype='text']")
    if stated is None:
        return
    found = _characters(document.text).encode("utf-8", "surrogatepass")
    expected = _characters(stated)
    digest = hashlib.sha256(found).hexdigest()
    if digest != expected:
        message = "the text is not the one whose checksum the header gives"
        yield Finding(FindingKind.TEXT_CHANGED, "text", expected, digest, message)


def _written(document: _Document, element: etree._Element) -> Iterator[Finding]:
    """A mark must point at what it spells."""
    raw = _characters(element)
    mark = parse_portion_mark(" ".join(raw.split()))
    pointed = document.values(element.get("ana"))
    if mark is not None and pointed != _named(mark.level, mark.controls, mark.rel_to):
        expected = " ".join(_named(mark.level, mark.controls, mark.rel_to))
        what = f"the mark {raw} points at something else"
        yield differing(FindingKind.MARK_CHANGED, "portion mark", expected, " ".join(pointed), what)


def _held(document: _Document, element: etree._Element) -> Iterator[Finding]:
    """A paragraph or point must point at what the mark at its head points at, or at no marking."""
    pointed = document.values(element.get("ana"))
    own = element.find(f"{_T}seg[@type='{_PORTION}']")
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


_BEFORE_MARKS = frozenset({f"{_T}label", f"{_T}lb", f"{_T}pb", f"{_T}fw", f"{_T}stamp"})
