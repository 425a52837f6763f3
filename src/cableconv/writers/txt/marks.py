"""The bracketed editorial lines at the head of a text: a marking that no line of it states."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.grammar.dtg import parse_dtg
from cableconv.model.blocks import Field, FieldKind, Item, PageBreak, Paragraph, Paratext
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import NO_MARKING, Basis, overall_marking
from cableconv.model.header import DateTimeGroup
from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    PortionMark,
    Reasons,
)
from cableconv.model.walk import own_content
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.editorial import NOTED, PAGED, date_line, line
from cableconv.structure.record import attribute
from cableconv.writers.keyblock import classification_words, release_stamps

_MARKINGS = frozenset({
    Banner, Caption, ClassifiedBy, Declassification, DerivedFrom, EntireText, PortionMark, Reasons,
})  # fmt: skip


_UNSTATED = frozenset({FieldKind.NOTE, FieldKind.TITLE})
"""Lines of edited documents, in which a marking is a word of a sentence: no layout states it so."""


def head_lines(cable: Cable, *, pages: bool) -> tuple[list[str], list[Notice]]:
    """Editorial lines for what the text below does not state, with the notices that say so.

    Args:
        cable: the cable.
        pages: True where the text keeps page lines and the banners printed with them.

    Returns:
        No line where the text states its classification; else
        ``[Classification: SECRET (from the portion marks)]`` or ``[No classification marking]``;
        then captions that stand only in notes, the lines of ``hidden_lines`` and ``stamp_lines``,
        and a date that no telegram spells so.
    """
    shown, hidden, noted = _split(cable, pages=pages)
    below = [
        *_noted_captions(shown, noted),
        *_on_page_lines(cable, [*shown, *noted], hidden),
        *stamp_lines(cable),
        *_dates(cable),
        *_originators(cable),
    ]
    overall = overall_marking(cable)
    first = cable.markings.banner
    if first is not None and _words([first]) <= _words(shown):
        return below, []
    words = classification_words(overall)
    if first is not None:
        words = overall.text + (NOTED if first in noted else PAGED)
    text, kind = line("Classification", words), NoticeKind.BANNER_DERIVED
    message = f"the text begins with a line of its own: {words}"
    if overall.basis is Basis.NONE:
        text, kind = f"[{NO_MARKING}]", NoticeKind.UNMARKED
    return [text, *below], [Notice(kind, message, Severity.WARNING)]


def hidden_lines(cable: Cable, *, pages: bool) -> list[str]:
    """``[On page lines: SECRET]`` for markings that stand only there and are left out with them.

    The first banner of a cable is not among them: each text begins with it, or with its words.
    """
    shown, hidden, noted = _split(cable, pages=pages)
    return _on_page_lines(cable, [*shown, *noted], hidden)


def _noted_captions(shown: Iterable[Inline], noted: Iterable[Inline]) -> list[str]:
    own = {leaf.name for leaf in shown if isinstance(leaf, Caption)}
    names = [leaf.name for leaf in noted if isinstance(leaf, Caption) and leaf.name not in own]
    return [line("Captions", ", ".join(dict.fromkeys(names)) + NOTED)] if names else []


def _dates(cable: Cable) -> list[str]:
    """``[Date: 1984-11-07 15:29 UTC]`` where the date's own words do not tell it to a reader."""
    group = cable.dtg
    if group is None or group.utc is None:
        return []
    holder = next(field for field in cable.fields if group in field.content)
    if holder.raw.startswith("["):
        return []
    again: Iterable[Inline | None] = [parse_dtg(group.raw)]
    if holder.kind is FieldKind.ATTRIBUTE:
        again = attribute(holder.name, group.raw).content
    told = next((one for one in again if isinstance(one, DateTimeGroup)), None)
    is_told = told is not None and (holder.kind is FieldKind.DTG or told.utc == group.utc)
    return [] if is_told else [date_line(group)]


def _originators(cable: Cable) -> list[str]:
    """``[From: Embassy in Exempland]`` where only a title names the originator."""
    named = cable.header.originator
    titles = [leaf for f in cable.fields_of(FieldKind.TITLE) for leaf in f.content]
    return [line("From", named.name)] if named is not None and named in titles else []


def stamp_lines(cable: Cable) -> list[str]:
    """``[Release stamp: RELEASED IN FULL]`` for each stamp that stands on no line of the cable."""
    own = {" ".join(field.text.split()) for field in cable.fields_of(FieldKind.RELEASE)}
    return [line("Release stamp", stamp) for stamp in release_stamps(cable) if stamp not in own]


def _on_page_lines(cable: Cable, shown: list[Inline], hidden: list[Inline]) -> list[str]:
    if not hidden:
        return []
    first = cable.markings.banner
    rest = _words(hidden) - _words(shown if first is None else [first, *shown])
    if not rest:
        return []
    words = "; ".join(dict.fromkeys(x.raw for x in hidden if _words([x]) & rest))
    return [line("On page lines", words)]


def _words(leaves: Iterable[Inline]) -> set[tuple[type, str]]:
    """What the markings among some leaves say, whatever their spelling."""
    return {(type(x), _canonical(x)) for x in leaves}


def _canonical(leaf: Inline) -> str:
    if isinstance(leaf, Banner):
        return leaf.words or leaf.raw
    return leaf.name if isinstance(leaf, Caption) else leaf.raw


def _split(cable: Cable, *, pages: bool) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """Markings whose text is shown, that go with page lines and paratext, and in notes."""
    shown: list[Inline] = []
    hidden: list[Inline] = []
    noted: list[Inline] = []
    for block in cable.all_blocks:
        found = [leaf for leaf in own_content(block) if type(leaf) in _MARKINGS]
        if not found:  # which is so for most lines
            continue
        if isinstance(block, Paratext) or (isinstance(block, PageBreak) and not pages):
            hidden += found
        elif isinstance(block, Field) and block.kind in _UNSTATED:
            noted += found
        elif isinstance(block, (Paragraph, Item)) and not pages:
            for leaf in found:
                (hidden if type(leaf) is Banner else shown).append(leaf)
        else:
            shown += found
    return shown, hidden, noted


def omitted(cable: Cable, *, pages: bool) -> list[Notice]:
    """Notices of the furniture that a text leaves out, and of page lines unless it keeps them."""
    foreign = [x for x in cable.furniture if x.kind is not FurnitureKind.EDITORIAL]
    notices = []
    if foreign:
        message = f"{_counted(foreign, 'piece')} of furniture left out: {_kinds(foreign)}"
        notices.append(Notice(NoticeKind.OMITTED, message))
    if cable.page_markers and not pages:
        message = f"{_counted(cable.page_markers, 'page line')} left out"
        notices.append(Notice(NoticeKind.OMITTED, message))
    return notices


def _counted(things: Iterable[object], noun: str) -> str:
    count = len(tuple(things))
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _kinds(pieces: Iterable[Furniture]) -> str:
    return ", ".join(dict.fromkeys(piece.kind.value for piece in pieces))
