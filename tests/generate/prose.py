"""Sentences of generated cables, out of forms with places to fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from generate import words

EXCISED = "XXXXXXXXXXXX"
"""What stands where an editor took a name out."""

Part = str | tuple[str, ...] | Callable[[Random], str]


def _count(rng: Random) -> str:
    return str(rng.randrange(2, 90))


def _amount(rng: Random) -> str:
    return f"{rng.randrange(1, 60)}.{rng.randrange(10)} million"


def _sum(rng: Random) -> str:
    return f"{rng.randrange(10, 900)},000"


def _date(rng: Random) -> str:
    return f"{rng.choice(words.MONTHS)} {rng.randrange(1, 29)}"


def _year(rng: Random) -> str:
    return str(rng.randrange(1961, 1999))


_SLOTS: dict[str, tuple[str, ...] | Callable[[Random], str]] = {
    "who": words.WHO,
    "said": words.SAID,
    "claim": words.CLAIM,
    "when": words.WHEN,
    "thing": words.THING,
    "so": words.AND_SO,
    "country": words.COUNTRIES,
    "surname": words.SURNAMES,
    "count": _count,
    "amount": _amount,
    "sum": _sum,
    "date": _date,
    "year": _year,
}

_FORMS = (
    "{when}, {who} {said} {claim}.",
    "{when}, {who} {said} {claim}, {so}.",
    "{who} {said} {claim}, and {who} agreed.",
    "{surname} did not think that {claim}.",
    "{surname} {said} {claim}; {who} {said} {claim}.",
    "The cost of {thing} is put at {amount} crowns (about {sum} dollars), {so}.",
    "According to {who}, {count} of the 90 members are for {thing} and the rest want a study.",
    "{surname}, who has followed {thing} since {year}, {said} {claim}.",
    'Of {thing} he said only that it was "a matter of honor."',
    "Asked about {thing}, {who} replied that {claim} (ref A).",
    "{country} has not replied to the note of {date}, {so}.",
    "We have asked {who} for the text, and expect it by {date}.",
    "Poloffs who visited the site on {date} report that {claim}.",
    "{thing} needs 90 signatures, of which {count} are missing, and {who} expects no more of them.",
    "In {year} the same board had refused {thing}, {so}.",
    "If {country} accepts {thing}, {who} expects that others will follow; if not, {claim}.",
    "The government's own paper, whose editor is close to {who}, wrote on {date} that {claim}.",
    "He added that {thing} would take {count} weeks at best, that {claim}, and that {who} knew it.",
    "{who} asked whether the Department could send an expert on {thing}.",
    "Emboffs underlined that the U.S. had no view on {thing} as such.",
    "About {count} percent of the members of the orchard union have signed the letter on {thing}.",
    "{surname}'s own party is divided: {who} {said} {claim}, while {who} holds the opposite.",
)  # fmt: skip


def _cut(form: str) -> tuple[Part, ...]:
    pieces = re.split(r"\{([a-z]+)\}", form)
    return tuple(_SLOTS[piece] if at % 2 else piece for at, piece in enumerate(pieces))


_CUT = tuple(map(_cut, _FORMS))


def filled(rng: Random, form: tuple[Part, ...]) -> str:
    """A form with its places filled."""
    draw = rng.random
    found = []
    for part in form:
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, tuple):
            found.append(part[int(draw() * len(part))])
        else:
            found.append(part(rng))
    return "".join(found)


def sentence(rng: Random) -> str:
    """One sentence, 30 to 250 characters long."""
    text = filled(rng, _CUT[int(rng.random() * len(_CUT))])
    return text[0].upper() + text[1:]


def sentences(rng: Random, length: int) -> list[str]:
    """Sentences of about this many characters in all; at least one."""
    found = [sentence(rng)]
    left = length - len(found[0])
    while left > 60:
        found.append(sentence(rng))
        left -= len(found[-1]) + 1
    return found


def person(rng: Random) -> str:
    """``Lotte Brink``."""
    return f"{rng.choice(words.GIVEN)} {rng.choice(words.SURNAMES)}"


def subject(rng: Random, post: str) -> str:
    """A subject in lower case, without its first word ``NOTIONAL``."""
    return rng.choice(words.SUBJECTS).format(
        country=rng.choice(words.COUNTRIES),
        thing=rng.choice(words.THING),
        person=person(rng),
        place=post.title(),
    )
