"""A volume of this library back as its cables: a section with the title of a cable begins each."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.docx.document import SectionText, WordText
from cableconv.readers.docx.own import VOLUME_TITLE, own
from cableconv.readers.docx.story import Line, Part


def is_volume(found: WordText) -> bool:
    """Whether cables follow each other in it, each under the title of a volume's cable."""
    return any(_begins(part) for part in found.body)


def _begins(part: Part) -> bool:
    return isinstance(part, Line) and part.style == VOLUME_TITLE


def volume(found: WordText, source: Source, origin: Provenance) -> Iterator[Cable]:
    """The cables in order.

    The list of cables before the first is the volume's, and left out with a notice. Notes and
    comments go with the last cable.
    """
    before, each = _parted(found)
    for number, section in enumerate(each, 1):
        last = number == len(each)
        alone = WordText(
            body=section.body,
            headers=section.headers,
            footers=section.footers,
            notes=found.notes if last else (),
            comments=found.comments if last else (),
            hidden=found.hidden if last else 0,
            deleted=found.deleted if last else 0,
        )
        cable = own(alone, source, origin)
        if before and number == 1:
            message = f"the volume's list of cables is left out: {before} paragraphs"
            notice = Notice(NoticeKind.OMITTED, message)
            cable = attrs.evolve(cable, notices=(notice, *cable.notices))
        yield cable


def _parted(found: WordText) -> tuple[int, list[SectionText]]:
    """How many paragraphs stand before the first cable, and what belongs to each cable."""
    before = 0
    each: list[SectionText] = []
    for section in found.sections:
        if any(map(_begins, section.body)):
            each.append(section)
        elif each:  # somebody broke a cable into sections
            each[-1] = _joined(each[-1], section)
        else:
            before += len(section.body)
    return before, each


def _joined(first: SectionText, second: SectionText) -> SectionText:
    headers = dict.fromkeys((*first.headers, *second.headers))
    footers = dict.fromkeys((*first.footers, *second.footers))
    return SectionText((*first.body, *second.body), tuple(headers), tuple(footers))
