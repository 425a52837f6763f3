"""The source note of a telegram in FRUS: what the source is, its markings, and who it went to.

"Source: Country File. Secret; Immediate; Nodis." is how the editors put classification, precedence
and captions. Ours adds, a paragraph each, what they leave out and a cable must not lose: authority,
declassification, TAGS, words on a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import NO_MARKING, Basis, overall_marking
from cableconv.model.header import Addressee
from cableconv.model.leaf import Text
from cableconv.notation.key_block import PRECEDENCE_WORDS
from cableconv.writers.keyblock import classification_words, release_stamps

_ACRONYMS = frozenset({"SBU", "LOU", "FOUO", "CUI", "REL", "EFTO", "OUO"})


def source_note(cable: Cable) -> tuple[str, ...]:
    """The paragraphs of the note; the first begins with ``Source:``."""
    sentences = (_source(cable), *_markings(cable))
    first = " ".join(f"{sentence}." for sentence in sentences)
    return (f"Source: {first}", *_addressees(cable), *_statements(cable))


def _source(cable: Cable) -> str:
    name = cable.provenance.source if cable.provenance else ""
    parts = [part for part in (name, f"MRN {cable.mrn}" if cable.mrn else "") if part]
    return ", ".join(parts) or "unknown"


def _markings(cable: Cable) -> Iterator[str]:
    """A sentence for level, controls, precedence and captions.

    A marking that was concluded has one of its own, and says so: it must not read as stated.
    """
    overall = overall_marking(cable)
    stated = overall.basis is Basis.STATED
    parts = _divided(overall.text) if stated else []
    if not stated:
        concluded = overall.basis is not Basis.NONE
        yield _capitalised(classification_words(overall)) if concluded else NO_MARKING
    shown = {part.upper() for part in parts}
    if cable.dtg is not None:
        parts += [PRECEDENCE_WORDS[sign] for sign in cable.dtg.precedence]
    names = (caption.name for caption in cable.markings.captions)
    parts += [_capitalised(name) for name in names if name not in shown]
    if parts:
        yield "; ".join(parts)


def _divided(text: str) -> list[str]:
    """``SECRET//NOFORN/ORCON`` as ``Secret``, ``Noforn``, ``Orcon``."""
    parts = (part for group in text.split("//") for part in group.split("/"))
    return [_capitalised(part.strip()) for part in parts if part.strip()]


def _capitalised(words: str) -> str:
    if words in _ACRONYMS or words.startswith("REL TO"):
        return words
    capitalised = (word.capitalize() if word.isupper() else word for word in words.split(" "))
    return " ".join(capitalised).replace(" But ", " but ")


def _addressees(cable: Cable) -> Iterator[str]:
    header = cable.header
    rows = (
        ("Sent to", header.action_addressees),
        ("Repeated for information to", header.info_addressees),
        ("Not sent to", header.exempted),
    )
    for words, found in rows:
        if found:
            yield f"{words} {'; '.join(map(_addressee, found))}."
    passing = [leaf.raw for leaf in header.passing_instructions]
    if passing:
        yield f"Passing instructions: {'; '.join(_on_one_line(passing))}."


def _addressee(addressee: Addressee) -> str:
    """``SECSTATE WASHDC IMMEDIATE``."""
    sign = addressee.precedence
    words = "" if sign is None else ("NIACT " if addressee.niact else "") + sign.name
    name = addressee.name or addressee.raw
    return " ".join(f"{name} {words}".split())


def _statements(cable: Cable) -> Iterator[str]:
    for field in cable.fields_of(*_LABELS):
        # The captions themselves stand in the first paragraph.
        if field.text and (field.kind is not FieldKind.CAPTION or _has_more(field)):
            yield f"{_LABELS[field.kind]}{' '.join(field.text.split())}"
    if cable.tags:
        yield f"TAGS: {', '.join(_on_one_line(tag.raw for tag in cable.tags))}."
    for words in release_stamps(cable):
        yield f"Words on release in the source: {words}"


_LABELS = {
    FieldKind.CLASSIFICATION: "Classification line: ",
    FieldKind.CAPTION: "Caption line: ",
    FieldKind.EXECUTIVE_ORDER: "",
    FieldKind.AUTHORITY: "",
}
"""Lines that are given in full, and what is put before them."""


def _has_more(field: Field) -> bool:
    """Whether a caption line has words beside its captions: ``CORRECTED COPY (CITY ADDED)``."""
    return any(type(leaf) is Text and any(map(str.isalnum, leaf.raw)) for leaf in field.content)


def _on_one_line(texts: Iterable[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]
