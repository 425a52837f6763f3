"""Draws the facts of a cable from a seed and a number: the same ones each time, on any machine."""

from __future__ import annotations

import datetime as dt
from random import Random

from generate import body, prose, shape, words
from generate.facts import Cable, Reference, Style

FOREIGN_RULE = 2003
"""From this year reasons are of section 1.4, before it of 1.5 (E.O. 13292 amended E.O. 12958)."""

NEW_ORDER = 2010
"""From this year the order is E.O. 13526."""


def cable(seed: int, number: int, used: set[str]) -> Cable:
    """The facts of cable ``number`` (from 1).

    Args:
        seed: of the corpus.
        number: of the cable.
        used: the reference numbers that are given away; the new one is added.
    """
    rng = Random(f"{seed}/{number}")  # noqa: S311 - to be foreseen is the point
    post = _post(rng)
    sent = _sent(rng)
    serial = _serial(rng, post, sent, used)
    classification = shape.CLASSIFICATION.draw(rng)
    kind = shape.HEADER.draw(rng)
    size = shape.length(rng)
    count = shape.sections(size)
    paged = count > 1 and shape.happens(rng, 0.43)
    style = _style(rng)
    numbered = not shape.happens(rng, 0.053)
    entire = _entire(rng, classification)
    mark = body.marks(rng, classification, numbered=numbered, entire=entire)
    precedence = shape.PRECEDENCE.draw(rng)
    authority, until = _authority(rng, classification, sent)
    classified = not classification.startswith("U")
    subject, subject_mark = _subject(rng, post, classification)
    return Cable(
        number=number,
        mrn=_mrn(sent.year, post, serial),
        post=post,
        mission=_mission(post),
        serial=serial,
        sent=sent,
        kind=kind,
        precedence=precedence,
        addressees=("RUEHC/SECSTATE WASHDC",),
        informed=_informed(rng, post),
        classification=classification,
        sections=count,
        captions=_captions(rng, classification),
        corrected=shape.happens(rng, 0.0045),
        entire=entire,
        pass_lines=_pass_lines(rng),
        order="13526" if sent.year >= NEW_ORDER else "12958",
        authority=authority,
        declassify_on=until,
        tags=_tags(rng),
        subject=subject,
        subject_mark=subject_mark,
        references=_references(rng, post, sent.year),
        title=rng.choice(words.TITLES),
        officer=prose.person(rng) if classified else None,
        reasons=_reasons(rng, sent) if classified else (),
        passages=body.passages(rng, size - 450, mark, numbered=numbered),
        pages=tuple(range(2, count + 1)) if paged else (),
        signature=_signature(rng),
        style=style,
    )


def _post(rng: Random) -> str:
    # The first post sends about a fifth of all, the last few hundredths of a per cent.
    return words.POSTS[min(int(rng.expovariate(0.09)), len(words.POSTS) - 1)]


def _mission(post: str) -> str:
    return "AMCONSUL" if words.POSTS.index(post) % 4 == 1 else "AMEMBASSY"


def _sent(rng: Random) -> dt.datetime:
    year = shape.YEAR.draw(rng)
    last = 59 if year == 2010 else 365
    day = dt.datetime(year, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=rng.randrange(last))
    hour = min(23, max(0, int(rng.gauss(13, 4))))
    return day.replace(hour=hour, minute=rng.randrange(60))


def _serial(rng: Random, post: str, sent: dt.datetime, used: set[str]) -> int:
    serial = rng.randrange(1, 4500)
    while (mark := _mrn(sent.year, post, serial)) in used:
        serial += 1
    used.add(mark)
    return serial


def _mrn(year: int, post: str, serial: int) -> str:
    return f"{year % 100:02}{post.replace(' ', '')}{serial}"


def _informed(rng: Random, post: str) -> tuple[str, ...]:
    others = [one for one in words.POSTS if one != post]
    posts = rng.sample(others, min(int(rng.expovariate(0.4)), 12))
    found = [
        f"RUEH{_letters(one)}/{_mission(one)} {one} {rng.randrange(1, 9999):04}" for one in posts
    ]
    found += rng.sample(words.AGENCIES[1:], rng.randrange(3))
    return tuple(found)


def _letters(post: str) -> str:
    at = words.POSTS.index(post)
    return chr(ord("A") + at // 26) + chr(ord("A") + at % 26) + "X"


def routing_indicator(post: str) -> str:
    """``RUEHAAX``, each post's own."""
    return f"RUEH{_letters(post)}"


def _entire(rng: Random, classification: str) -> str | None:
    if "OFFICIAL" in classification and shape.happens(rng, 0.075):
        return "Sensitive but unclassified, entire text."
    return None


def _captions(rng: Random, classification: str) -> tuple[str, ...]:
    found = ["SIPDIS"] if shape.happens(rng, 0.9) else []
    if "OFFICIAL" in classification and shape.happens(rng, 0.97):
        found.append("SENSITIVE")
    if "NOFORN" in classification and shape.happens(rng, 0.93):
        found.append("NOFORN")
    rng.shuffle(found)
    if "SIPDIS" in found and shape.happens(rng, 0.19):
        found.append("SIPDIS")
    return tuple(found)


def _pass_lines(rng: Random) -> tuple[str, ...]:
    if not shape.happens(rng, 0.4):
        return ()
    found = [f"DEPT FOR {rng.choice(words.OFFICES)}"]
    if shape.happens(rng, 0.3):
        found.append("TREASURY PASS TO OFFICE OF NOTIONAL AFFAIRS")
    return tuple(found)


def _authority(
    rng: Random, classification: str, sent: dt.datetime
) -> tuple[str | None, dt.date | None]:
    """What follows ``E.O. 12958:``, and the date in it."""
    if shape.happens(rng, 0.043):
        return None, None
    if classification.startswith("U"):
        return "N/A", None
    if shape.happens(rng, 0.004):
        return "DECL: X1", None
    years = 20 if shape.happens(rng, 0.15) else 10
    until = dt.date(sent.year + years, sent.month, min(sent.day, 28))
    if shape.happens(rng, 0.003):
        return "DECL: TWENTY YEARS", None
    form = "%Y/%m/%d" if shape.happens(rng, 0.05) else "%m/%d/%Y"
    return f"DECL: {until.strftime(form)}", until


def _tags(rng: Random) -> tuple[str, ...]:
    if shape.happens(rng, 0.03):
        return ()
    drawn = [words.TAGS[min(int(rng.expovariate(0.18)), 22)] for _ in range(rng.randrange(1, 9))]
    return tuple(dict.fromkeys((*drawn, rng.choice(words.TAGS[-2:]))))


def _subject(rng: Random, post: str, classification: str) -> tuple[str, str | None]:
    text = f"notional: {prose.subject(rng, post)}"
    least = shape.SUBJECT_LINES.draw(rng)
    while len(text) < least:
        text += f"; {prose.subject(rng, post)}"
    text = text.upper() if not shape.happens(rng, 0.093) else text[0].upper() + text[1:]
    mark = "(U)" if shape.happens(rng, 0.021 if classification.startswith("U") else 0.025) else None
    return text, mark


def _references(rng: Random, post: str, year: int) -> tuple[Reference, ...]:
    count = shape.REFERENCES.draw(rng)
    lettered = count > 1 or (count == 1 and shape.happens(rng, 0.2))
    found = []
    for at in range(count):
        raw, mrn = _reference(rng, post, year)
        found.append(Reference(raw, chr(ord("A") + at) if lettered else None, mrn))
    return tuple(found)


def _reference(rng: Random, post: str, year: int) -> tuple[str, str | None]:
    if shape.happens(rng, 0.04):
        return f"{rng.choice(words.SURNAMES).upper()}-POE E-MAIL OF MARCH 3, {year}", None
    other = post if shape.happens(rng, 0.5) else rng.choice(("STATE", *words.POSTS))
    serial = rng.randrange(1, 9999)
    earlier = shape.happens(rng, 0.25)
    then = year - rng.randrange(1, 3) if earlier else year
    digits = f"{serial:04}" if shape.happens(rng, 0.2) else str(serial)
    raw = f"{other} {digits}"
    if earlier or shape.happens(rng, 0.2):
        raw = f"{then % 100:02} {raw}"
    if shape.happens(rng, 0.05):
        raw += " (NOTAL)"
    return raw, _mrn(then, other, serial)


def _reasons(rng: Random, sent: dt.datetime) -> tuple[str, ...]:
    section = "1.4" if sent.year > FOREIGN_RULE else "1.5"
    letters = rng.choice(("b", "d", "bd", "bd", "bd", "bd", "bcd"))
    return tuple(f"{section}({letter})" for letter in letters)


def _signature(rng: Random) -> str | None:
    if not shape.happens(rng, 0.65):
        return None
    name = rng.choice(words.SURNAMES)
    return name if shape.happens(rng, 0.14) else name.upper()


def _style(rng: Random) -> Style:
    regime = shape.REGIME.draw(rng)
    capitals = regime == "unwrapped" and shape.happens(rng, 0.2)
    return Style(
        regime=regime,
        width=rng.randrange(58, 69),
        blank=" " if shape.happens(rng, 0.9) else "",
        between="" if capitals else shape.BETWEEN.draw(rng),
        dot=shape.DOT.draw(rng),
        capitals=capitals,
        shouted=shape.happens(rng, 0.016),
        glued=regime == "unwrapped" and shape.happens(rng, 0.095),
        page_blanks=shape.happens(rng, 0.74),
        old_pages=shape.happens(rng, 0.04),
        curly=shape.happens(rng, 0.09),
        stray=shape.happens(rng, 0.016),
        site=shape.SITE.draw(rng) if shape.happens(rng, 0.041) else None,
    )
