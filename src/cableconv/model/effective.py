"""Conclusions from markings: what banner a cable must show, and what mark speaks for a paragraph.

These are answers, not facts of the source: they are never written into the model's nodes.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

import attrs

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    Paragraph,
    Preformatted,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.header import Security
from cableconv.model.markings import (
    CONTROL_WORDS,
    Banner,
    EntireText,
    Level,
    Marking,
    PortionMark,
    category,
    marking_words,
    register_order,
)
from cableconv.model.walk import own_content

NO_MARKING = "No classification marking"
"""What is shown for a cable that states no marking; the phrase of FRUS. Never UNCLASSIFIED."""

BANNER_CAPTIONS = {
    "NODIS": "NODIS",
    "EXDIS": "EXDIS",
    "LIMDIS": "LIMDIS",
    "STADIS": "STADIS",
    "NOFORN": "NOFORN",
    "ORCON": "ORCON",
    "SENSITIVE": "SENSITIVE",
    "SBU": "SBU",
    "SENSITIVE BUT UNCLASSIFIED": "SBU",
    "LIMITED OFFICIAL USE": "LOU",
    "FOUO": "FOUO",
    "FOR OFFICIAL USE ONLY": "FOUO",
}
"""Captions that restrict who may see a cable and so belong to its banner. SIPDIS does not."""


class Basis(enum.Enum):
    """What a banner rests on."""

    STATED = "stated"
    ENTIRE_TEXT = "entire-text"
    SECURITY_LINE = "security-line"
    PORTIONS = "portions"
    CAPTIONS = "captions"
    NONE = "none"


@attrs.frozen
class OverallMarking:
    """The marking of a whole cable, as each page of an output must show it.

    Attributes:
        text: the banner in full (``SECRET//NOFORN``), or ``No classification marking``.
        level: None where no level can be told.
        controls: canonical controls, captions that restrict distribution included.
        basis: what it rests on.
    """

    text: str
    level: Level | None
    controls: tuple[str, ...]
    basis: Basis


def overall_marking(cable: Cable) -> OverallMarking:
    """The banner of the source, with the captions that restrict it; else what its text proves.

    A stated banner is never lowered: where a holder's attribute states a higher one, or a control
    that the text does not have, that counts too. Without a banner, the highest counts of: the
    sentence or mark for the entire text, the security line, the portion marks; then captions
    alone. SBU and LOU on unclassified portions vanish in a classified banner (CAPCO register 2016,
    H.9); NOFORN on any portion stays, whatever the level rests on.
    """
    stated = cable.markings.banner
    if stated is not None:
        return _stated(stated, cable)
    entire = cable.markings.entire_text
    security = security_level(cable.security)
    marks = list(portion_marks(cable))
    levels = {
        Basis.ENTIRE_TEXT: entire.level if entire else None,
        Basis.SECURITY_LINE: security,
        Basis.PORTIONS: _highest(marks),
    }
    known = {basis: level for basis, level in levels.items() if level is not None}
    if not known:
        basis = Basis.CAPTIONS if caption_controls(cable) else Basis.NONE
        controls = rolled_up(marks, Level.U)
        return _overall(None, controls, (), cable, Basis.PORTIONS if controls else basis)
    basis = max(known, key=lambda source: known[source])
    if entire is None:
        return _overall(known[basis], rolled_up(marks, known[basis]), (), cable, basis)
    controls = rolled_up((entire, *marks), known[basis])
    if basis is not Basis.ENTIRE_TEXT:
        return _overall(known[basis], controls, (), cable, basis)
    controls = _added(_released(entire, controls, marks), controls)
    return _overall(entire.level, controls, entire.rel_to, cable, basis)


def _released(
    entire: Marking, controls: tuple[str, ...], marks: Iterable[Marking]
) -> tuple[str, ...]:
    """The controls of a statement; its release only where no classified mark says otherwise."""
    others = [mark for mark in marks if _rank(mark) > Level.U and mark.rel_to != entire.rel_to]
    kept = entire.controls if not others and "NOFORN" not in controls else ()
    return kept or tuple(control for control in entire.controls if control != "REL")


def _stated(banner: Banner, cable: Cable) -> OverallMarking:
    """The highest of all banners: classification lines, pages, attributes; with what they add."""
    held = cable.markings.banners
    highest = max((banner, *held), key=_rank)
    entire = cable.markings.entire_text
    spoken = (entire,) if entire and entire.level is Level.U else ()
    stated = (highest, banner, *spoken, *held)
    controls = _added(highest.controls, (c for one in stated for c in one.controls))
    if "REL" not in highest.controls or "NOFORN" in set(controls) - set(highest.controls):
        # A release to some countries holds only where the highest banner says so.
        controls = tuple(c for c in controls if c != "REL")
    holders = {id(leaf) for field in cable.fields_of(FieldKind.ATTRIBUTE) for leaf in field.content}
    own_banners = (banner, *(one for one in held if id(one) not in holders))
    own = {*caption_controls(cable), *(c for one in (*own_banners, *spoken) for c in one.controls)}
    if _rank(highest) > Level.U:
        dropped = {*CONTROL_WORDS, "SENSITIVE"} - set(highest.controls)
    else:
        # A holder's FOUO is its word for the SENSITIVE of the text (field guide, 2a.2).
        dropped = {"FOUO"} - own if own & _SENSITIVE else set()
    kept = tuple(control for control in controls if control not in dropped)
    return _overall(highest.level, kept, highest.rel_to, cable, Basis.STATED)


def spoken_marks(cable: Cable) -> list[PortionMark | EntireText]:
    """The portion marks, and the statement on the entire text where it is none of them."""
    entire = cable.markings.entire_text
    return [*([entire] if isinstance(entire, EntireText) else []), *portion_marks(cable)]


def missing_controls(cable: Cable) -> set[str]:
    """The controls that marks on its text give the banner of a cable, and the stated one has not.

    The words for sensitive unclassified text stand for each other.
    """
    overall = overall_marking(cable)
    level = Level.U if overall.level is None else overall.level
    missing = {*rolled_up(spoken_marks(cable), level)} - {*overall.controls}
    return missing - _UNCLASSIFIED if _UNCLASSIFIED & {*overall.controls} else missing


def highest_marking(markings: Sequence[OverallMarking]) -> OverallMarking:
    """The marking of a page that speaks of several cables: the highest level, all controls.

    The same rules as for portions count: SBU and its like vanish in a classified banner, NOFORN
    stays, and a release to some countries does not hold for all.
    """
    first = markings[0]
    if all(one.text == first.text for one in markings):
        return first
    highest = max(markings, key=lambda one: -1 if one.level is None else one.level)
    level = highest.level
    controls = rolled_up(markings, Level.U if level is None else level)
    if any("LIMDIS" in one.controls for one in markings):
        # Of a cable it is the caption LIMDIS, not the mark that no classified banner has.
        controls = _added(controls, ("LIMDIS",))
    text = marking_words(level, controls) or NO_MARKING
    return OverallMarking(text, level, controls, highest.basis)


_SENSITIVE = {"SENSITIVE", "SBU", "LOU"}
_UNCLASSIFIED = {*_SENSITIVE, "FOUO", "OUO"}
"""Controls of unclassified text, which a classified banner does not show (CAPCO 2016, H.9)."""


def _rank(marking: Marking) -> int:
    return -1 if marking.level is None else marking.level


def _highest(marks: Iterable[Marking]) -> Level | None:
    """The highest level; SBU, LOU, FOUO and CUI without a level are on unclassified text."""
    levels = [Level.U if _is_unclassified(mark) else mark.level for mark in marks]
    return max((level for level in levels if level is not None), default=None)


def _is_unclassified(mark: Marking) -> bool:
    return mark.level is None and any(control in CONTROL_WORDS for control in mark.controls)


def rolled_up(marks: Iterable[Marking | OverallMarking], level: Level) -> tuple[str, ...]:
    """The controls that marks give the banner of a whole at a level; a release holds for its own.

    SBU and its like vanish in a classified banner; all others stay (CAPCO register 2016, D.2, H.9).
    """
    found = dict.fromkeys(c for mark in marks for c in mark.controls)
    if "NOFORN" in found:
        found.pop("REL", None)
    dropped = {*_UNCLASSIFIED, "LIMDIS"} if level > Level.U else set()
    kept = (c for c in found if c not in dropped and c != "REL")
    return tuple(sorted(kept, key=register_order))


def _overall(
    level: Level | None,
    controls: tuple[str, ...],
    rel_to: tuple[str, ...],
    cable: Cable,
    basis: Basis,
) -> OverallMarking:
    captions = caption_controls(cable)
    if level not in (Level.U, None):
        captions = tuple(c for c in captions if c not in _UNCLASSIFIED)
    merged = _added(controls, captions)
    if "SBU" in merged:
        merged = tuple(c for c in merged if c != "SENSITIVE")
    text = marking_words(level, merged, rel_to) or NO_MARKING
    if level in (Level.U, None):
        # The caption SENSITIVE says what the mark SBU says (field guide: 1,124 of 1,154 pages);
        # the banner keeps the source's word for it.
        merged = tuple("SBU" if c == "SENSITIVE" else c for c in merged)
    return OverallMarking(text, level, merged, basis)


def _added(controls: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """The controls with those that another place adds, each where its category stands."""
    merged = list(dict.fromkeys(controls))
    for control in more:
        if control not in merged:
            before = [
                at for at, other in enumerate(merged, 1) if category(other) <= category(control)
            ]
            merged.insert(max(before, default=0), control)
    return tuple(merged)


def caption_controls(cable: Cable) -> tuple[str, ...]:
    """The captions that restrict distribution, in source order."""
    names = (caption.name for caption in cable.markings.captions)
    return tuple(BANNER_CAPTIONS[name] for name in names if name in BANNER_CAPTIONS)


_LETTERS = {"U": Level.U, "E": Level.U, "R": Level.R, "C": Level.C, "S": Level.S, "T": Level.TS}


def security_level(security: Security | None) -> Level | None:
    """Level of a security line by its redundancy letters (ACP 127(G), 124 and 203a).

    E stands for EFTO, which is unclassified. None without a line or with letters unknown.
    """
    if security is None or not security.letters:
        return None
    return _LETTERS.get(security.letters[0])


_SUBJECT = FieldKind.SUBJECT


def portion_marks(cable: Cable) -> Iterable[PortionMark]:
    """The marks at the head of paragraphs, items, headings and the subject, in order.

    Each line of preformatted text and each row of a table may have its own. Those of quotations
    count: the cable holds their text, if not their banner.
    """
    return (mark for block in cable.all_blocks for mark in _marks_of(block))


def _marks_of(block: Block) -> Iterable[PortionMark]:
    if isinstance(block, (Paragraph, Item, Heading)):
        return () if block.portion_mark is None else (block.portion_mark,)
    inside = isinstance(block, (Preformatted, Table))
    if inside or (isinstance(block, Field) and block.kind is _SUBJECT):
        return [leaf for leaf in own_content(block) if isinstance(leaf, PortionMark)]
    return ()


def effective_mark(cable: Cable, node: Paragraph | Item) -> PortionMark | EntireText | None:
    """The mark that speaks for a paragraph or item of a cable.

    Its own; else, for an item, that of the point it stands under, else of its paragraph; else that
    of the entire text. None where none does. Nothing is written into the node.
    """
    return node.portion_mark or cable.inherited_marks.get(id(node)) or cable.markings.entire_text
