"""Where the markings of a finished cable contradict each other, each told with its line."""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import missing_controls, security_level, spoken_marks
from cableconv.model.markings import Caption, Level
from cableconv.model.walk import line_of
from cableconv.notices import Notice, NoticeKind, Severity, conflict


def conflicts(cable: Cable) -> Iterator[Notice]:
    """What portion marks, security line and other banners say against the banner of a cable."""
    banner = cable.markings.banner
    if banner is None or banner.level is None:
        return
    place = "classification line" if banner in _of_lines(cable) else "banner"
    yield from _portions(cable, banner.level, place)
    security = security_level(cable.security)
    if security is not None and security != banner.level:
        said = f"the security line says {security.word}, the {place} {banner.level.word}"
        yield conflict(said, line_of(cable, cable.security))
    others = [one for one in cable.markings.banners if one.level not in (None, banner.level)]
    if others:
        levels = {banner.level, *(one.level for one in others if one.level is not None)}
        words = ", ".join(level.word for level in sorted(levels))
        said = f"classification lines, page banners or attributes differ: {words}"
        yield conflict(said, line_of(cable, others[0]))


def _portions(cable: Cable, stated: Level, place: str) -> Iterator[Notice]:
    marks = spoken_marks(cable)
    level = max((mark.level for mark in marks if mark.level is not None), default=Level.U)
    if level > stated:
        highest = next(mark for mark in marks if mark.level is level)
        said = f"a portion is marked {level.word}, the {place} {stated.word}"
        yield conflict(said, line_of(cable, highest))
    missing = missing_controls(cable)
    for mark in marks:
        if found := [control for control in mark.controls if control in missing]:
            yield conflict(
                f"a portion says {', '.join(found)}, the {place} does not", line_of(cable, mark)
            )
            return


def _of_lines(cable: Cable) -> list[Inline]:
    return [leaf for field in cable.fields_of(FieldKind.CLASSIFICATION) for leaf in field.content]


def captions_of_text(cable: Cable) -> Iterator[Notice]:
    """Captions between paragraphs that the head does not have."""
    known: set[str] = set()
    text = False
    for block in cable.all_blocks:
        text = text or isinstance(block, Paragraph)
        if not isinstance(block, Field) or block.kind is not FieldKind.CAPTION:
            continue
        names = [leaf.name for leaf in block.content if isinstance(leaf, Caption)]
        for name in names:
            if text and name not in known:
                said = f"the caption {name} stands amid the text and not in the head; it is kept"
                yield Notice(NoticeKind.CONFLICT, said, Severity.WARNING)
        known.update(names)
