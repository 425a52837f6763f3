"""Proving a TEI file with lxml: each telegram in its profile, its header, and the whole file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import MappingProxyType

import attrs

from cableconv.model.cable import Cable
from cableconv.model.furniture import without_furniture
from cableconv.model.walk import source_text
from cableconv.verify import tei_frus, tei_overlay
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.tei_file import MARKINGS, Document, File, T, characters, checksum, read
from cableconv.verify.tei_ism import attributes
from cableconv.verify.tei_schema import dangling, invalid
from cableconv.verify.tei_words import category_words
from cableconv.verify.volume import Expected, Shown, prove_each, within
from cableconv.verify.words import words


def check(
    output: bytes,
    cable: Cable,
    *,
    furniture: str = "keep",
    profile: str = "overlay",
    ism: bool = False,
) -> list[Finding]:
    """The differences between a TEI file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        furniture: ``drop`` where the carrier's words were left out of it.
        profile: name of the profile that it was written in.
        ism: whether it must have the attributes of IC-ISM.
    """
    found = _read(output, profile)
    if isinstance(found, Finding):
        return [found]
    if found.is_corpus:
        return [_unfit(f"it is a corpus, of {len(found.documents)} telegrams")]
    kept = without_furniture(cable) if furniture == "drop" else cable
    return [*_differences(found.documents[0], kept, ism=ism), *_shared(found)]


def check_volume(
    output: bytes,
    cables: Sequence[Cable],
    *,
    furniture: str = "keep",
    profile: str = "overlay",
    ism: bool = False,
) -> list[Finding]:
    """The differences between a corpus and its cables; parameters as of ``check``."""
    found = _read(output, profile)
    if isinstance(found, Finding):
        return [found]
    if not found.is_corpus:
        return [_unfit("it is one telegram, and no corpus")]
    kept = [without_furniture(cable) if furniture == "drop" else cable for cable in cables]
    shown = [
        Shown(checksum(one), partial(_proof, one, ism=ism), _title(one)) for one in found.documents
    ]
    expected = [Expected(cable, tuple(filter(None, (cable.mrn, _digest(cable))))) for cable in kept]
    return [*prove_each(shown, expected), *_shared(found)]


def _read(output: bytes, profile: str) -> File | Finding:
    """The file; what is wrong where it cannot be read, or is of another profile."""
    found = read(output)
    if isinstance(found, File):
        others = {one.profile for one in found.documents} - {profile}
        if others:
            return _unfit(f"it is of the profile {others.pop()!r}, and not {profile!r}")
    return found


def _unfit(message: str) -> Finding:
    return Finding(FindingKind.UNREADABLE, "file", "", "", message)


def _digest(cable: Cable) -> str:
    return hashlib.sha256(source_text(cable).encode("utf-8", "surrogatepass")).hexdigest()


def _title(document: Document) -> str:
    titles = document.root.iterfind(f"{T}teiHeader/{T}fileDesc/{T}titleStmt/{T}title")
    return ", ".join(characters(title) for title in titles)


def _proof(document: Document, expected: Expected, *, ism: bool) -> Iterator[Finding]:
    return _differences(document, expected.cable, ism=ism)


def _differences(document: Document, cable: Cable, *, ism: bool) -> Iterator[Finding]:
    """The differences between a telegram and its cable, and where it contradicts itself."""
    profile = _PROFILES[document.profile]
    yield from profile.differences(document, cable)
    if document.profile == "overlay":
        yield from attributes(document, cable, demanded=ism)
    yield from profile.agreement(document)


@attrs.frozen
class _Profile:
    """How telegrams of a profile are proven."""

    differences: Callable[[Document, Cable], Iterator[Finding]]
    agreement: Callable[[Document], Iterator[Finding]]


_PROFILES: Mapping[str, _Profile] = MappingProxyType(
    {
        "overlay": _Profile(tei_overlay.differences, tei_overlay.agreement),
        "frus": _Profile(tei_frus.differences, tei_frus.agreement),
    }
)


def is_volume(output: bytes) -> bool:
    """Whether a file is a corpus."""
    found = read(output)
    return isinstance(found, File) and found.is_corpus


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a TEI file without its cable."""
    found = read(output)
    if isinstance(found, Finding):
        return [found]
    each = [list(_PROFILES[one.profile].agreement(one)) for one in found.documents]
    if found.is_corpus:
        each = [list(within(f"cable {number}", one)) for number, one in enumerate(each, 1)]
    return [*chain.from_iterable(each), *_shared(found)]


def _shared(file: File) -> Iterator[Finding]:
    """What is wrong with the file as a whole: words of its categories, its schema."""
    for category in file.categories.values():
        said = category_words(category.taxonomy, category.value)
        if words(category.said) != words(said):
            marking = category.taxonomy in MARKINGS
            kind = FindingKind.MARK_CHANGED if marking else FindingKind.HEADER
            what = "the category says something else than its name"
            yield differing(kind, "taxonomy", said, category.said, what)
    # The strict schema is that of the telegrams whose text is the source's.
    if all(one.profile == "overlay" for one in file.documents):
        yield from invalid(file.root)
    yield from dangling(file.root)
