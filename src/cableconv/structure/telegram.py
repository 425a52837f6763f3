"""The text of a telegram as a cable: head, text, what is derived, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from cableconv.errors import InternalError
from cableconv.model.blocks import Block
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.model.walk import source_text
from cableconv.notices import Notice
from cableconv.structure.backslashes import backslash_notice, backslashes
from cableconv.structure.build import Builder, nested
from cableconv.structure.conclude import conclusions, derived_mrn
from cableconv.structure.cut import Cutter
from cableconv.structure.editorial import editorial_blocks
from cableconv.structure.floating import covered, restored
from cableconv.structure.front import Front
from cableconv.structure.lines import cut_notices, split_lines
from cableconv.structure.mail_head import mail_fields
from cableconv.structure.slices import joined


@attrs.frozen
class Parsed:
    """The blocks of a telegram's text.

    Attributes:
        lead: blank lines before the first block.
        blocks: in order, nested.
        notices: of head and text; their lines count from the first line of this text.
        year: four-digit year of the telegram; None where it is not known.
    """

    lead: str
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    year: int | None


def parse(text: str, *, year: int | None = None) -> Parsed:
    """Read any text as a telegram: whole, or a fragment of one.

    Args:
        text: with LF as line end.
        year: four-digit year, where the caller knows it.

    Raises:
        LimitExceededError: the text has more than a million lines; nothing else fails.
    """
    strays = backslashes(text)
    if not strays:
        return _parsed(text, year)
    parsed = _parsed(covered(text, strays), year)
    lead, blocks = restored(parsed.lead, parsed.blocks, strays)
    notices = (backslash_notice(text, strays), *parsed.notices)
    return attrs.evolve(parsed, lead=lead, blocks=blocks, notices=notices)


def _parsed(text: str, year: int | None) -> Parsed:
    lines = split_lines(text)
    start = 0
    while start < len(lines) and not lines[start].words:
        start += 1
    above, begin = editorial_blocks(lines, start)
    mail, begin = mail_fields(lines, begin)
    front = Front(lines, year)
    body = front.read(begin)
    cutter = Cutter(lines, body)
    cutter.cut()
    blocks = (*above, *mail, *front.blocks, *nested(Builder(cutter).blocks()))
    notices = (*cut_notices(lines), *front.notices, *cutter.notices)
    return Parsed(joined(lines[:start]), blocks, notices, front.year)


def parse_body(text: str, *, year: int | None = None, continued: bool = False) -> Parsed:
    """Read the text of a telegram whose head stands elsewhere, such as in labels. Never fails.

    Args:
        text: with LF as line end; no line of it is taken for a header line.
        year: four-digit year, where the caller knows it.
        continued: True for a later section, whose paragraphs may begin with any number.
    """
    lines = split_lines(text)
    start = 0
    while start < len(lines) and not lines[start].words:
        start += 1
    cutter = Cutter(lines, start, continued=continued)
    cutter.cut()
    blocks = nested(Builder(cutter).blocks())
    notices = (*cut_notices(lines), *cutter.notices)
    return Parsed(joined(lines[:start]), blocks, notices, year)


def _nothing(_: Cable) -> Iterable[Notice]:
    return ()


def finished(
    parsed: Parsed,
    text: str,
    provenance: Provenance,
    notices: tuple[Notice, ...] = (),
    *,
    mrn: str | None = None,
    further: Callable[[Cable], Iterable[Notice]] = _nothing,
) -> Cable:
    """The cable of parsed blocks, with everything that was derived, joined or found in conflict.

    Args:
        parsed: lead, blocks and notices.
        text: the decoded source, which the blocks must give back character for character.
        provenance: with the reader's name.
        notices: of decoding.
        mrn: message reference number, where the caller knows it.
        further: what else there is to say about the cable, such as where a record differs.

    Raises:
        InternalError: the blocks do not give the source back.
    """
    cable = Cable(parsed.blocks, mrn, parsed.lead, provenance=provenance)
    if source_text(cable) != text:
        raise InternalError(
            "the reader did not keep every character",
            source=provenance.source,
            hint="Please report this, with the input if you can.",
        )
    found, told = (mrn, ()) if mrn else derived_mrn(cable, parsed.year)
    told = (*notices, *parsed.notices, *further(cable), *told, *conclusions(cable))
    in_order = tuple(sorted(told, key=lambda notice: notice.line or 0))
    return Cable(cable.blocks, found, cable.lead, in_order, provenance)
