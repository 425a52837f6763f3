"""The text of a generated cable: headings, paragraphs with marks, points and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from random import Random

import attrs

from generate import prose, shape, words
from generate.facts import Heading, Item, Paragraph, Passage, Quotation, Table

NOTIONAL = "This cable is notional: nothing in it is true but its form."
"""The first sentence of every cable."""

_PARAGRAPH = 850
"""Characters of a paragraph, about: 51,941 of them stand in 6,712 cables."""

Marks = Callable[[], str | None]


def marks(rng: Random, classification: str, *, numbered: bool, entire: str | None) -> Marks:
    """What gives a cable's marks, one after the other; None for each where it has none."""
    if entire or shape.happens(rng, shape.UNMARKED[classification]):
        return lambda: None
    weights = shape.MARK[classification]
    noforn = shape.SPELLING.draw(rng)
    # "(c)" without a number before it may be the letter of a point.
    lower = shape.happens(rng, 0.002) and numbered

    def mark() -> str:
        drawn = weights.draw(rng).replace("/NF", noforn)
        return drawn.lower() if lower else drawn

    return mark


def passages(rng: Random, size: int, mark: Marks, *, numbered: bool) -> tuple[Passage, ...]:
    """The passages of a text.

    Args:
        rng: what draws.
        size: characters in all, about.
        mark: gives a mark for each paragraph.
        numbered: whether paragraphs have numbers.
    """
    found = list(_passages(rng, size, mark, numbered=numbered))
    if shape.happens(rng, 0.15):
        found = [_excised(rng, one) for one in found]
    return tuple(found)


@attrs.define
class _Habits:
    """How the drafter of a cable writes.

    Attributes:
        rule: of the headings.
        headed: whether there are headings.
        summary: whether the first and last paragraphs are named summary and comment.
        listed: whether there are lists.
        tabled: whether there is a table still to come.
    """

    rule: str
    headed: bool
    summary: bool
    listed: bool
    tabled: bool


def _passages(rng: Random, size: int, mark: Marks, *, numbered: bool) -> Iterator[Passage]:
    habits = _Habits(
        # A heading without a rule shows by the numbers around it alone.
        rule=shape.RULE.draw(rng) if numbered else "under",
        headed=shape.happens(rng, 0.6),
        summary=shape.happens(rng, 0.62),
        listed=shape.happens(rng, 0.3),
        tabled=shape.happens(rng, 0.07),
    )
    left, shift = size, 0
    for number in count(1):
        first = number == 1
        want = min(left, int(_PARAGRAPH * rng.uniform(0.4, 1.6)))
        if habits.headed and not first and shape.happens(rng, 0.35):
            yield _heading(rng, habits, mark)
            left -= 60
        last = want + 200 >= left
        said = _said(rng, habits, want, first=first, last=last)
        own = mark()
        shift = _shift(rng, shift) if own and not first else 0
        yield Paragraph(number + shift if numbered else None, own, tuple(said))
        left -= sum(map(len, said)) + len(said) + 8
        if not first:
            for passage, length in _after(rng, habits, mark, last=last):
                yield passage
                left -= length
        if last or left <= 0:
            return


def _heading(rng: Random, habits: _Habits, mark: Marks) -> Heading:
    own = (mark() or "").upper() if shape.happens(rng, 0.05) else ""
    return Heading(rng.choice(words.HEADINGS), habits.rule, own or None)


def _said(rng: Random, habits: _Habits, length: int, *, first: bool, last: bool) -> list[str]:
    said = prose.sentences(rng, length)
    if first:
        said.insert(0, NOTIONAL)
    if habits.summary and (first or last):
        return _between(rng, "Summary" if first else "Comment", said)
    return said


def _after(
    rng: Random, habits: _Habits, mark: Marks, *, last: bool
) -> Iterator[tuple[Passage, int]]:
    """What follows a paragraph, with its length: points, a quotation, a table."""
    if habits.listed and shape.happens(rng, 0.15):
        for item in _items(rng, mark):
            yield item, sum(map(len, item.sentences)) + 8
    if not last and shape.happens(rng, 0.005):
        yield _quotation(rng), 500
    if habits.tabled and shape.happens(rng, 0.3):
        habits.tabled = False
        yield _table(rng), 250


def _shift(rng: Random, shift: int) -> int:
    """How far numbers are off: one stands twice, or is left out, in 1,009 of 6,712 cables."""
    return shift + rng.choice((-1, 1)) if shape.happens(rng, 0.012) else shift


def _between(rng: Random, part: str, said: list[str]) -> list[str]:
    """The sentences with the words that open and close a summary or comment."""
    style = rng.choice((str.upper, str.title, str.title))
    end = f"End {part.lower()}." if rng.random() < 0.4 else f"End {part}."
    if style is str.upper:
        end = end.upper()
    opened = f"{style(part)}: {said[0]}"
    return [opened, *said[1:], end]


def _items(rng: Random, mark: Marks) -> Iterator[Item]:
    sign = shape.POINTS.draw(rng)
    marked = shape.happens(rng, 0.25)
    for at in range(rng.randrange(2, 6)):
        label = sign.replace("A", "ABCDEF"[at]).replace("a", "abcdef"[at])
        yield Item(label, mark() if marked else None, tuple(prose.sentences(rng, 90)))


def _quotation(rng: Random) -> Quotation:
    style = rng.choice((str.upper, str.capitalize))
    said = (" ".join(prose.sentences(rng, 200)) for _ in range(rng.randrange(1, 4)))
    sign = rng.choice((":", "."))
    return Quotation((style(f"begin text{sign}"), *said, style("end text.")))


def _table(rng: Random) -> Table:
    kind = shape.TABLE.draw(rng)
    rows = [
        (name, str(rng.randrange(10, 9000)), str(rng.randrange(10, 9000)))
        for name in rng.sample(words.COLUMNS, rng.randrange(3, 7))
    ]
    if kind == "leaders":
        return Table(tuple(f"{name} {'.' * (40 - len(name))} {value}" for name, value, _ in rows))
    if kind == "blanks":
        head = f"{'':<24}{'2005':>10}{'2006':>10}"
        lines = (f"{name:<24}{one:>10}{two:>10}" for name, one, two in rows)
        return Table((head, *lines))
    sign = "\t" if kind == "tabs" else " | "
    return Table(tuple(sign.join(row) for row in rows))


def _excised(rng: Random, passage: Passage) -> Passage:
    """The passage with one name taken out, here and there."""
    if not isinstance(passage, Paragraph) or rng.random() < 0.5:
        return passage
    said = list(passage.sentences)
    at = rng.randrange(len(said))
    said[at] = said[at].replace("{surname}", prose.EXCISED)
    for surname in words.SURNAMES:
        if said[at].startswith(f"{surname} "):
            said[at] = prose.EXCISED + said[at][len(surname) :]
            break
    return Paragraph(passage.number, passage.mark, tuple(said))
