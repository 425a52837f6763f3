"""When a text or DOCX that was read back says the same as its cable: values, words and marks.

Not compared, because no such format keeps them: where lines end, how many blanks stand between
words, how a value was spelled where its typed value is the same (``RUEHC/SECSTATE WASHDC`` in an
address line, ``SECSTATE WASHDC (RUEHC)`` in a key block), what the holder or site put around the
cable, and whether the dashes under a heading are a line of their own. A mark counts as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs

from cableconv.conversion import dumps, loads
from cableconv.model.blocks import FieldKind, Heading, Item, Paragraph, Preformatted, Table
from cableconv.model.cable import Cable
from cableconv.model.content import reading_text, without_banners
from cableconv.model.effective import overall_marking
from cableconv.model.leaf import Leaf, one_line
from cableconv.model.markings import Declassification, PortionMark
from cableconv.model.walk import iter_blocks
from cableconv.writers.keyblock import release_stamps

_RULE = re.compile(r"[-=_*~]{2,}")
"""Matches the line under a heading."""


def again(cable: Cable, to: str) -> Cable:
    """The cable written and read back."""
    return loads(dumps(cable, to), **hints(cable))


def hints(cable: Cable) -> dict[str, Any]:
    """What a reader is told of a cable, for no line of the formats states it in full."""
    sent = cable.dtg.utc if cable.dtg else None
    return {"mrn": cable.mrn, "year": sent.year if sent else None}


def content(cable: Cable) -> dict[str, object]:
    """What must be the same, by name."""
    header, markings = cable.header, cable.markings
    subject = cable.subject
    mark = written(subject.portion_mark) if subject else None
    overall = overall_marking(cable)
    return {
        "subject": (mark, words(subject.text)) if subject and (mark or subject.text) else None,
        "dtg": cable.dtg and cable.dtg.utc,
        "precedence": cable.dtg and cable.dtg.precedence,
        "station": values([header.station] if header.station else []),
        "from": header.originator and words(header.originator.name),
        "to": values(header.action_addressees),
        "info": values(header.info_addressees),
        "tags": [tag.name for tag in cable.tags],
        "references": [(r.kind, r.letter, r.mrn, r.notal) for r in cable.references],
        "banner": (overall.text, overall.level, overall.controls),
        "captions": [caption.name for caption in markings.captions],
        "authority": authority(cable),
        "declassification": values(declassification(cable)),
        "stamps": release_stamps(cable),
        "paragraphs": [(p.number, written(p.portion_mark)) for p in marked(cable)],
        "items": [written(item.portion_mark) for item in items(cable) if item.portion_mark],
        "headings": [plain(heading.text) for heading in cable.headings],
        "text": running_text(cable),
        "signature": [words(name) for name in cable.signature],
    }


def differences(one: Cable, other: Cable) -> dict[str, tuple[object, object]]:
    """The names whose values differ, with both values."""
    first, second = content(one), content(other)
    return {name: (first[name], second[name]) for name in first if first[name] != second[name]}


def words(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A heading without the line under it."""
    return words(_RULE.sub(" ", text))


def values(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The leaves by their values only."""
    return [attrs.evolve(leaf, raw="") for leaf in leaves]


def authority(cable: Cable) -> tuple[object, ...]:
    """By whom, from what and why it is classified, in words and values."""
    stated = cable.markings.authority
    named = [[words(x.raw) for x in part] for part in (stated.classified_by, stated.derived_from)]
    return (*named, stated.reasons)


def declassification(cable: Cable) -> list[Leaf]:
    """What the cable's own lines state; the attributes of a holder repeat it."""
    fields = (field for field in cable.fields if field.kind is not FieldKind.ATTRIBUTE)
    return [leaf for f in fields for leaf in f.content if isinstance(leaf, Declassification)]


def written(mark: PortionMark | None) -> str | None:
    """A mark as written; where its line ended does not count."""
    return one_line(mark.raw) if mark else None


def marked(cable: Cable) -> list[Paragraph]:
    """The paragraphs that have a number or a mark."""
    return [p for p in cable.paragraphs if p.number is not None or p.portion_mark is not None]


def items(cable: Cable) -> list[Item]:
    """All points of paragraphs."""
    return [block for block in iter_blocks(cable.blocks) if isinstance(block, Item)]


def running_text(cable: Cable) -> str:
    """The characters of the text in order, whatever blocks and lines they were cut into."""
    kinds = (Paragraph, Item, Heading, Preformatted, Table)
    blocks = (b for b in iter_blocks(cable.blocks) if isinstance(b, kinds))
    return _RULE.sub("", "".join(squeezed(block) for block in blocks))


def squeezed(block: Paragraph | Item | Heading | Preformatted | Table) -> str:
    """The characters of a block's own content without blanks and the signs between cells."""
    if isinstance(block, Table):
        text = " ".join(reading_text(row.content) for row in block.rows)
    else:
        text = reading_text(without_banners(block.content))
    return "".join(text.replace("|", " ").split())
