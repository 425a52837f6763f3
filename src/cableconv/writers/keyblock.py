"""What a printed cable shows around its text: key block, authority, transmission, provenance.

DOCX, PDF and plain text show the same rows in the same order; each writer only sets them.
"""

from __future__ import annotations

from collections import Counter

import attrs

from cableconv.grammar.months import MONTHS
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text
from cableconv.model.effective import Basis, OverallMarking, overall_marking
from cableconv.model.header import Addressee, DateTimeGroup
from cableconv.model.leaf import FurnitureKind, Label
from cableconv.model.markings import PortionMark
from cableconv.notation.key_block import PRECEDENCE_WORDS

BASIS_WORDS = {
    Basis.STATED: "",
    Basis.ENTIRE_TEXT: "from the statement on the entire text",
    Basis.SECURITY_LINE: "from the security line",
    Basis.PORTIONS: "from the portion marks",
    Basis.CAPTIONS: "from the captions",
    Basis.NONE: "",
}


@attrs.frozen
class KeyRow:
    """One row of a key block.

    Attributes:
        label: ``From``, ``Classification`` ...
        values: one or more; a writer sets each on its own line.
    """

    label: str
    values: tuple[str, ...]


def key_rows(cable: Cable, overall: OverallMarking | None = None) -> tuple[KeyRow, ...]:
    """The rows at the head of the cable, in order; rows without a value are left out.

    Args:
        cable: the cable.
        overall: its overall marking, where the caller has it already.
    """
    header = cable.header
    overall = overall or overall_marking(cable)
    rows = (
        ("Cable", (cable.mrn or "",)),
        ("From", (header.originator.name if header.originator else "",)),
        ("To", tuple(map(addressee_words, header.action_addressees))),
        ("Info", tuple(map(addressee_words, header.info_addressees))),
        ("Exempted", tuple(map(addressee_words, header.exempted))),
        ("Date", (dtg_words(header.dtg),)),
        ("Precedence", (precedence_words(header.dtg),)),
        ("Classification", (classification_words(overall),)),
        ("Release", release_stamps(cable)),
        ("Captions", (", ".join(caption.name for caption in cable.markings.captions),)),
        ("Pass", tuple(leaf.raw for leaf in header.passing_instructions)),
        *_labelled(cable, FieldKind.EXECUTIVE_ORDER),
        ("TAGS", (", ".join(tag.raw for tag in cable.tags),)),
        ("Subject", (subject_words(cable),)),
        ("Ref", tuple(reading_text((ref,)) for ref in cable.references)),
    )
    return _rows(rows)


def _rows(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[KeyRow, ...]:
    kept = ((label, tuple(v for v in values if v)) for label, values in rows)
    return tuple(KeyRow(label, values) for label, values in kept if values)


def _labelled(cable: Cable, *kinds: FieldKind) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (_label(field) or "Note", (field.value_text,)) for field in cable.fields_of(*kinds)
    )


def _label(field: Field) -> str:
    begun = [leaf for leaf in field.content[:2] if leaf.raw.strip()]
    words = [leaf.raw for leaf in begun[:1] if isinstance(leaf, Label)]
    return words[0].strip(": ") if words else ""


def subject_words(cable: Cable) -> str:
    """The subject with its mark: ``(C) THE GAUGE AT THE ROCK``; empty where there is none."""
    subject = cable.subject
    return _marked(subject.portion_mark, subject.text) if subject else ""


def _marked(mark: PortionMark | None, words: str) -> str:
    return f"{mark.raw} {words}".rstrip() if mark else words


def title_parts(cable: Cable) -> tuple[PortionMark | None, str]:
    """The subject's mark where the subject is the title, and the words of the title.

    A title that is not the subject has only the mark that its own line has, among its words.
    """
    subject, title = cable.subject, cable.title or ""
    is_subject = subject is not None and subject.text == title
    return (subject.portion_mark if subject and is_subject else None), title


def title_words(cable: Cable) -> str:
    """The title with its mark; empty where the cable has neither title nor subject.

    What names a cable outside of its text (a window, an outline, a catalogue) shows this.
    """
    return _marked(*title_parts(cable))


def addressee_words(addressee: Addressee) -> str:
    """An addressee on one line: ``SECSTATE WASHDC  PRIORITY 8537 (RUEHC)``."""
    precedence = ""
    if addressee.precedence:
        precedence = ("NIACT " if addressee.niact else "") + addressee.precedence.name
    station = f"({addressee.routing_indicator})" if addressee.routing_indicator else ""
    offices = "//" + "/".join(addressee.office_symbols) + "//" if addressee.office_symbols else ""
    words = (addressee.name + offices, precedence, addressee.mcn or "", station)
    return " ".join(word for word in words if word) or addressee.raw


def dtg_words(dtg: DateTimeGroup | None) -> str:
    """``16 August 2007, 18:31 UTC (161831Z AUG 07)``; empty for None."""
    if dtg is None:
        return ""
    prosigns = " ".join(p.value for p in dtg.precedence)
    group = dtg.raw.removeprefix(prosigns).strip()
    when = dtg.utc
    if when is None:
        return group
    day = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
    return f"{day}, {when.hour:02}:{when.minute:02} UTC ({group})"


def precedence_words(dtg: DateTimeGroup | None) -> str:
    """``Priority``, or ``Immediate (action), Routine (info)``; empty where not stated."""
    if dtg is None or not dtg.precedence:
        return ""
    words = [PRECEDENCE_WORDS[p] for p in dtg.precedence]
    if len(words) == 1:
        return words[0]
    return f"{words[0]} (action), {words[1]} (info)"


def classification_words(overall: OverallMarking) -> str:
    """The overall marking, and what it rests on where the source does not state it."""
    basis = BASIS_WORDS[overall.basis]
    return f"{overall.text} ({basis})" if basis else overall.text


def release_stamps(cable: Cable) -> tuple[str, ...]:
    """What stamps of release or declassification say, in the source's words, each once, in order.

    Empty where the source has none. Where there is one, no output shows the marking without it.
    """
    lines = [field.text for field in cable.fields_of(FieldKind.RELEASE)]
    lines += [leaf.raw for leaf in cable.furniture if leaf.kind is FurnitureKind.STAMP]
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


MOST_STAMPS = 4
"""Stamps that stand with the banner on each page; the row ``Release`` has all of them."""


def banner_stamps(cable: Cable) -> tuple[str, ...]:
    """The first of ``release_stamps``, for each page: none shows the old marking alone."""
    return release_stamps(cable)[:MOST_STAMPS]


IN_FULL = (FieldKind.AUTHORITY, FieldKind.ENTIRE_TEXT)
"""Kinds of fields that are shown in full, in a block of their own."""


def authority_rows(cable: Cable) -> tuple[KeyRow, ...]:
    """Statements of authority, derivation, reason and declassification, each in full."""
    return _rows(_labelled(cable, *IN_FULL))


SOURCE_HEADING = "Source of this copy"
"""Stands over ``provenance_rows``."""


def provenance_rows(cable: Cable) -> tuple[KeyRow, ...]:
    """Source, checksum, encoding, and what was taken out or repaired, by count."""
    origin = cable.provenance
    counts = Counter([notice.kind.value for notice in cable.notices])
    noted = ", ".join(f"{kind} ({n})" for kind, n in sorted(counts.items()))
    source = (origin.source, origin.sha256, origin.encoding, origin.reader) if origin else [""] * 4
    rows = (
        ("Source", (source[0],)),
        ("SHA-256", (source[1],)),
        ("Encoding", (source[2],)),
        ("Reader", (source[3],)),
        ("Notices", (noted,)),
    )
    return _rows(rows)
