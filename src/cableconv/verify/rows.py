"""The rows that a printed output shows around the text, to the last word, and the lines below it.

They are made from the cable's leaves; the writers' own arrangement is not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import attrs

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.content import raw_text
from cableconv.model.header import Addressee, PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, Label
from cableconv.verify.finding import Finding, FindingKind, differing, excerpt
from cableconv.verify.words import words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@attrs.frozen
class Row:
    """A line around the text.

    Attributes:
        zone: ``title``, ``row`` or ``received``.
        label: of a row; empty where it has none, or has it in its text.
        text: its words without the label.
    """

    zone: str
    label: str
    text: str


KINDS = {
    FieldKind.AUTHORITY: FindingKind.AUTHORITY,
    FieldKind.ENTIRE_TEXT: FindingKind.AUTHORITY,
    FieldKind.EXECUTIVE_ORDER: FindingKind.DECLASSIFICATION,
    FieldKind.CAPTION: FindingKind.CAPTION,
}
"""Kinds of findings for header lines; all others are ``HEADER``."""

_APART = frozenset({"classification", "captions", "subject"})
"""Rows that are looked at by themselves."""

_HEADINGS = (
    "Diplomatic cable", "Message lines as received", "As received:", "Source of this copy",
    "Classification authority", "Notices",
)  # fmt: skip


def stamps_of(cable: Cable) -> list[str]:
    """What stamps of release or declassification say, in the words of the source."""
    fields = [field.text for field in cable.fields if field.kind is FieldKind.RELEASE]
    furniture = [leaf.raw for leaf in cable.furniture if leaf.kind is FurnitureKind.STAMP]
    return [" ".join(text.split()) for text in (*fields, *furniture) if text.strip()]


# --- rows with labels --------------------------------------------------------------------------


def rows_of(cable: Cable) -> Iterator[tuple[str, str, FindingKind]]:
    """Label and words of each row of the key block, and the kind of a fault in it."""
    header = cable.header
    tags = ", ".join(tag.raw for tag in cable.tags)
    simple = {
        "cable": (cable.mrn or "",),
        "from": (header.originator.name if header.originator else "",),
        "to": tuple(map(_addressee, header.action_addressees)),
        "info": tuple(map(_addressee, header.info_addressees)),
        "exempted": tuple(map(_addressee, header.exempted)),
        "date": (_date(cable),),
        "precedence": (_precedence(cable),),
        "release": tuple(dict.fromkeys(stamps_of(cable))),
        "pass": tuple(leaf.raw for leaf in header.passing_instructions),
        "tags": (tags,),
        "ref": tuple(reference.raw for reference in cable.references),
    }
    for label, values in simple.items():
        yield label, " ".join(values), FindingKind.HEADER
    for field in cable.fields_of(FieldKind.EXECUTIVE_ORDER):
        yield _label(field), field.value_text, KINDS[field.kind]


def rows_beside(cable: Cable) -> Iterator[tuple[str, str, FindingKind]]:
    """Rows that an output may show: statements of authority, and where this copy comes from."""
    for field in cable.fields_of(FieldKind.AUTHORITY, FieldKind.ENTIRE_TEXT):
        yield _label(field), field.value_text, KINDS[field.kind]
    origin = cable.provenance
    if origin is not None:
        yield "source", origin.source, FindingKind.HEADER
        yield "sha-256", origin.sha256, FindingKind.HEADER
        yield "encoding", origin.encoding, FindingKind.HEADER
        yield "reader", origin.reader, FindingKind.HEADER
    counts = Counter(notice.kind.value for notice in cable.notices)
    told = ", ".join(f"{kind} ({counts[kind]})" for kind in sorted(counts))
    yield "notices", told, FindingKind.HEADER


def _label(field: Field) -> str:
    first = [leaf for leaf in field.content[:2] if leaf.raw.strip()]
    label = first[0].raw if first and isinstance(first[0], Label) else ""
    return plain_label(label) or "note"


def plain_label(label: str) -> str:
    """A label as labels are compared: no colon, small letters, single blanks."""
    return " ".join(label.strip(" :\n\t").casefold().split())


def _addressee(one: Addressee) -> str:
    precedence = one.precedence.name if one.precedence else ""
    parts = (
        one.name + (f"//{'/'.join(one.office_symbols)}//" if one.office_symbols else ""),
        f"NIACT {precedence}" if one.niact and precedence else precedence,
        one.mcn or "",
        f"({one.routing_indicator})" if one.routing_indicator else "",
    )
    return " ".join(filter(None, parts)) or one.raw


def _date(cable: Cable) -> str:
    dtg = cable.dtg
    if dtg is None:
        return ""
    signs = " ".join(sign.value for sign in dtg.precedence)
    group = dtg.raw.removeprefix(signs).strip()
    when = dtg.utc
    if when is None:
        return group
    return f"{when.day} {MONTHS[when.month - 1]} {when:%Y, %H:%M} UTC ({group})"


def _precedence(cable: Cable) -> str:
    names = [sign.name.capitalize() for sign in cable.dtg.precedence] if cable.dtg else []
    if len(names) > 1:
        return f"{names[0]} (action), {names[1]} (info)"
    return "".join(names)


def wrong_rows(cable: Cable, rows: Sequence[Row], form: Callable[[str], str]) -> Iterator[Finding]:
    """Each label whose rows do not say what the cable does, in order and to the last word."""
    demanded = _by_label(rows_of(cable), form)
    allowed = _by_label(rows_beside(cable), form)
    kinds = {plain_label(form(label)): kind for label, _, kind in rows_beside(cable)}
    kinds |= {plain_label(form(label)): kind for label, _, kind in rows_of(cable)}
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.zone == "row" and plain_label(row.label) not in _APART:
            found.setdefault(plain_label(row.label), []).append(row.text)
    for label in dict.fromkeys((*demanded, *found)):
        shown = [squeezed(text) for text in found.get(label, ())]
        must, may = demanded.get(label, []), allowed.get(label, [])
        if shown not in ([squeezed(x) for x in must], [squeezed(x) for x in (*must, *may)]):
            yield differing(
                kinds.get(label, FindingKind.HEADER),
                f"row {label}",
                " | ".join(must or may),
                " | ".join(found.get(label, ())),
                "it does not say what the cable does",
            )


def _by_label(
    rows: Iterator[tuple[str, str, FindingKind]], form: Callable[[str], str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, text, _ in rows:
        shown = form(text)
        if squeezed(shown):
            found.setdefault(plain_label(form(label)), []).append(shown)
    return found


def squeezed(text: str) -> str:
    """The words of a text without blanks: a line may be broken, or go on, anywhere."""
    return "".join(words(text))


# --- lines as received -------------------------------------------------------------------------


def made_up_lines(
    cable: Cable, rows: Sequence[Row], form: Callable[[str], str]
) -> Iterator[Finding]:
    """Lines around the text that are no header lines of the cable, nor said of it."""
    lines = [_forms(field, form) for field in cable.fields]
    said = {squeezed(form(text)).casefold() for text in (*_HEADINGS, *map(str, cable.notices))}
    said.add(squeezed(form(f"{_HEADINGS[0]} {cable.mrn or ''}")).casefold())
    for row in rows:
        text = squeezed(row.text)
        if row.zone != "received" or text.casefold() in said:
            continue
        text = text.removeprefix(squeezed("As received:"))
        end = _made_of(text, lines)
        if end < len(text):
            message = f'it is no line of the cable: "{excerpt(text[end:])}"'
            yield Finding(FindingKind.TEXT_ADDED, row.zone, "", row.text, message)


def _forms(field: Field, form: Callable[[str], str]) -> set[str]:
    """What an output may show of a header line, without blanks."""
    own = [leaf for leaf in field.content if not isinstance(leaf, Furniture)]
    read = [leaf for leaf in own if not isinstance(leaf, PageMarker)]
    texts = {field.raw, raw_text(field.content), raw_text(tuple(own)), raw_text(tuple(read))}
    named = {f"{field.name}: {text}" for text in texts} if field.name else set()
    return {squeezed(form(text)) for text in texts | named} - {""}


_MOST_ENDS = 32
"""Ends that are followed: a cable may have the same line a thousand times."""


def _made_of(text: str, lines: Sequence[set[str]]) -> int:
    """How far a text is made of some of the lines, each whole and in their order."""
    ends = {0}
    for forms in lines:
        ends |= {end + len(one) for end in ends for one in forms if text.startswith(one, end)}
        if len(ends) > _MOST_ENDS:
            ends = set(sorted(ends)[-_MOST_ENDS:])
    return max(ends)
