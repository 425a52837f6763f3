"""Any word of any cable, in any format: lost or changed, it is found out.

Hypothesis picks the cable, the format, the word and the damage. Words that an output adds by
itself (labels, page numbers, where the copy is from) are no words of the cable and are not damaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import examples
from cableconv.conversion import dumps, read_all
from cableconv.model.blocks import Block, Paragraph, Quoted, Section
from cableconv.model.cable import Cable
from cableconv.model.leaf import Label, Number, Text
from cableconv.model.markings import Level, PortionMark
from cableconv.verify import verify
from cableconv.verify.words import vocabulary
from damaged import PIECES, Piece

SAMPLES = Path(__file__).parents[2] / "samples"
WORD = re.compile(r"\b[^\W\d_]\w*")

OWN = vocabulary("""
    diplomatic cable untitled telegram skip to the text page of from to info exempted date
    precedence classification captions pass tags subject ref note release created exempted cable
    emergency flash immediate priority routine action niact utc as received message lines source
    this copy provenance sha encoding reader notices classification authority statement on entire
    security line portion marks captions original january february march april may june july august
    september october november december unclassified restricted confidential secret top no marking
    sensitive but limited official use only for not releasable foreign nationals originator
    controlled jan feb mar apr jun jul aug sep oct nov dec
""")
"""Words that an output may add, whatever the cable says."""


@cache
def cables() -> dict[str, Cable]:
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")
    found = {f"{p.name} {n}": c for p in paths for n, c in enumerate(read_all(p), 1)}
    return found | {name: cable for name, cable in examples.ALL.items() if cable.blocks}


@attrs.frozen
class Target:
    """A word of an output that may be damaged: its piece, and where it begins and ends in it."""

    piece: int
    start: int
    end: int


def added(cable: Cable) -> set[str]:
    """Words that an output adds: facts on the copy, names of fields, labels of lines."""
    facts = [cable.mrn or ""]
    if cable.provenance is not None:
        origin = cable.provenance
        facts += [origin.source, origin.sha256, origin.encoding, origin.reader]
    facts += [notice.kind.value for notice in cable.notices]
    for field in cable.fields:
        facts.append(field.name)
        facts += [leaf.raw for leaf in field.content if isinstance(leaf, Label)]
    return OWN.union(*map(vocabulary, facts))


def targets(pieces: Sequence[Piece], cable: Cable) -> Iterator[Target]:
    """The words of the cable in an output that stand there only once."""
    own = added(cable)
    whole = "\n".join(piece.text for piece in pieces).casefold()
    for at, piece in enumerate(pieces):
        for found in WORD.finditer(piece.text):
            known = found[0].casefold() in own
            if not known and whole.count(value_around(piece.text, found.start())) == 1:
                yield Target(at, found.start(), found.end())


def value_around(text: str, at: int) -> str:
    """The line around a place in small letters, without a label at its head."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else None]
    return line.rpartition(": ")[2].strip().casefold()


def changed(word: str) -> str:
    """Another word."""
    return ("Q" if word[0] not in "Qq" else "Z") + word[1:]


@cache
def prepared(name: str, to: str) -> tuple[bytes, list[Piece], list[Target]]:
    data = dumps(cables()[name], to)
    pieces = PIECES[to][0](data)
    return data, pieces, list(targets(pieces, cables()[name]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_a_word_lost_or_changed_anywhere_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(cables())), "cable")
    to = data.draw(st.sampled_from(sorted(PIECES)), "format")
    output, pieces, places = prepared(name, to)
    if not places:
        return
    target = data.draw(st.sampled_from(places), "word")
    lost = data.draw(st.booleans(), "lost")
    texts = [piece.text for piece in pieces]
    text = texts[target.piece]
    word = "" if lost else changed(text[target.start : target.end])
    texts[target.piece] = text[: target.start] + word + text[target.end :]
    assert verify(PIECES[to][1](output, texts), cables()[name], to)


def test_words_of_every_sample_and_format_can_be_damaged() -> None:
    counts = {(name, to): len(prepared(name, to)[2]) for name in cables() for to in PIECES}
    few = [key for key, count in counts.items() if count < 3]
    assert not few


# --- damage to what is written -------------------------------------------------------------------

Edit = Callable[[Paragraph, Paragraph], tuple[Paragraph | None, Paragraph | None]]
"""Takes a paragraph and the one after it in the text; None is a paragraph that is cut."""


def without_mark(one: Paragraph) -> Paragraph:
    return attrs.evolve(one, content=tuple(x for x in one.content if x is not one.portion_mark))


def with_mark(one: Paragraph, mark: PortionMark) -> Paragraph:
    content = [x for x in one.content if x is not one.portion_mark]
    at = next((n for n, x in enumerate(content, 1) if isinstance(x, Number)), 0)
    return attrs.evolve(one, content=(*content[:at], Text(" "), mark, Text(" "), *content[at:]))


def raised(one: Paragraph, two: Paragraph) -> tuple[Paragraph, Paragraph]:
    mark = one.portion_mark
    other = PortionMark("(C)", Level.C) if mark and mark.raw == "(TS)" else TOP
    return with_mark(one, other), two


TOP = PortionMark("(TS)", Level.TS)

EDITS: dict[str, Edit] = {
    "mark dropped": lambda one, two: (without_mark(one), two),
    "mark moved": lambda one, two: (without_mark(one), with_mark(two, one.portion_mark or TOP)),
    "level changed": raised,
    "cut": lambda _, two: (None, two),
    "swapped": lambda one, two: (two, one),
    "cut short": lambda one, two: (attrs.evolve(one, content=one.content[:-1]), two),
}


def edited(blocks: Iterable[Block], new: dict[int, Paragraph | None]) -> Iterator[Block]:
    """The blocks with some paragraphs, known by their identity, in the form of others."""
    for block in blocks:
        found: Block | None = new.get(id(block), block) if isinstance(block, Paragraph) else block
        if isinstance(found, (Section, Quoted, Paragraph)):
            yield attrs.evolve(found, blocks=tuple(edited(found.blocks, new)))
        elif found is not None:
            yield found


def says(paragraph: Paragraph) -> bool:
    last = paragraph.content[-1:]
    return bool(last) and isinstance(last[0], Text) and bool(WORD.search(last[0].raw))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_an_output_of_another_cable_is_found(data: st.DataObject) -> None:
    cable = cables()[data.draw(st.sampled_from(sorted(cables())), "cable")]
    to = data.draw(st.sampled_from(sorted(PIECES)), "format")
    plain = [p for p in cable.paragraphs if not p.blocks and says(p)]
    edit = data.draw(st.sampled_from(sorted(EDITS)), "edit")
    needs_mark = edit in ("mark dropped", "mark moved")
    pairs = [
        (one, two)
        for one, two in pairwise(plain)
        if one.text != two.text and (one.portion_mark or not needs_mark)
    ]
    if not pairs:
        return
    one, two = data.draw(st.sampled_from(pairs), "paragraph")
    first, second = EDITS[edit](one, two)
    blocks = tuple(edited(cable.blocks, {id(one): first, id(two): second}))
    damaged = dumps(attrs.evolve(cable, blocks=blocks), to)
    assert verify(damaged, cable, to)
