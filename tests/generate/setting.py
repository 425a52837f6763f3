"""Sets the facts of a cable as text: a header and a body, in the forms that real ones have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from generate.draw import routing_indicator
from generate.facts import Cable, Heading, Item, Paragraph, Passage, Quotation, Reference, Table
from generate.shape import LETTERS

EXTRACT = (
    "This record is a partial extract of the original cable. The full text of the original cable "
    "is not available."
)
_WORDS = {"O": "IMMEDIATE", "P": "PRIORITY", "R": "", "Z": "FLASH"}
_CLASS = {"U": "ZNR UUUUU ZZH", "C": "ZNY CCCCC ZZH", "S": "ZNY SSSSS ZZH"}
_FAR = 3000
"""Characters before a stray SIPDIS."""

_TALL, _LONG = 9, 250
"""Lines of a wrapped paragraph, or characters of one on one line, that hold the end of a page.

A heading, a point or a table has fewer.
"""

_LONG_RULE = 45
"""A longer rule is printed as 45 dashes, a blank, and the rest (field guide, 2d)."""


_OPENING = re.compile(r'(?<!\S)"')
"""Matches the first quote of ``"a matter of honor."``."""


def header(cable: Cable) -> str:
    """The header of a cable, without a line end after it."""
    if cable.kind == "extract":
        return EXTRACT
    group = f"{cable.precedence} {_dtg(cable)}"
    if cable.kind == "bare":
        return _dtg(cable)
    word = _WORDS[cable.precedence[0]]
    sort = "XRO" if cable.kind == "XRO" else "XYZ"
    station = f"DE {routing_indicator(cable.post)} #{cable.serial:04}"
    if cable.sections > 1:
        station += "/01"
    double = cable.precedence[0] * 2
    routed = "RUEHWEB" if sort == "XYZ" else " ".join(_routes(cable)) or "RUEHC"
    lines = [
        f"VZCZC{sort}{cable.serial % 10_000:04}",
        f"{double} {routed}",
        *([""] if sort == "XYZ" else []),
        f"{station} {cable.sent:%j%H%M}",
        _CLASS[cable.level[0]],
        group,
        f"FM {cable.mission} {cable.post}",
    ]
    first = " ".join(filter(None, (cable.addressees[0], word, f"{cable.serial % 9000 + 1:04}")))
    lines.append(f"TO {first}")
    for at, one in enumerate(cable.informed):
        lines.append(one if at else f"INFO {one}")
    return "\n".join(lines)


def _routes(cable: Cable) -> Iterator[str]:
    for one in cable.informed[:6]:
        yield one.partition("/")[0]


def _dtg(cable: Cable) -> str:
    return f"{cable.sent:%d%H%M}Z {cable.sent:%b}".upper() + f" {cable.sent:%y}"


def body(cable: Cable) -> str:
    """The body of a cable, from its classification line to its signature."""
    rng = Random(cable.mrn)  # noqa: S311 - to be foreseen is the point
    lines = [*_head(cable, rng), *_text(cable)]
    if cable.style.site:
        post = cable.post.title().replace(" ", "")
        lines += cable.style.site.format(rule="=" * 41, post=post).split("\n")
    if cable.signature:
        lines.append(cable.signature)
    blank = cable.style.blank
    return "\n".join(f"{line}{blank}" for line in lines[:-1]) + "\n" + lines[-1]


def telegram(cable: Cable) -> str:
    """The whole telegram, as one text."""
    if cable.kind in {"extract", "bare"}:
        return f"{header(cable)}\n\n{body(cable)}\n"
    return f"{header(cable)}\nBT\n{body(cable)}\nBT\n#{cable.serial:04}\n\n\nNNNN\n"


def _head(cable: Cable, rng: Random) -> Iterator[str]:
    style = cable.style
    point = "" if style.capitals else ":"
    yield _classification_line(cable)
    yield ""
    yield from cable.captions
    if cable.corrected:
        yield "C O R R E C T E D  COPY"
    if cable.captions or cable.corrected:
        yield ""
    yield from cable.pass_lines
    if cable.pass_lines:
        yield ""
    if cable.authority:
        order = f"EO {cable.order}" if style.capitals else f"E.O. {cable.order}:"
        yield f"{order} {cable.authority}"
    if cable.tags:
        comma = style.capitals or rng.random() < 0.5
        yield from wrapped(f"TAGS{point} " + (", " if comma else " ").join(cable.tags), style.width)
    mark = f"{cable.subject_mark} " if cable.subject_mark else ""
    yield from wrapped(f"SUBJECT: {mark}{cable.subject}", style.width)
    yield ""
    if cable.references:
        yield from _references(cable.references, rng)
        yield ""
    if cable.officer:
        yield from _officer(cable, rng)
        yield ""
    if cable.entire:
        yield cable.entire
        yield ""


def _classification_line(cable: Cable) -> str:
    level = {"UNCLASSIFIED": "UNCLAS"}.get(cable.level, " ".join(cable.level))
    if cable.number % 50 == 0:  # solid: about 130 of 6,712
        level = cable.level
    section = f" SECTION 01 OF {cable.sections:02}" if cable.sections > 1 else ""
    return f"{level}{section} {cable.post} {cable.serial:06}"


def _references(references: Sequence[Reference], rng: Random) -> Iterator[str]:
    form = LETTERS.draw(rng)
    set_ = [(form.format(one.letter) if one.letter else "") + one.raw for one in references]
    label = "REF: " if len(set_) == 1 or rng.random() < 0.6 else "REFS: "
    if rng.random() < 0.35 and all(one.mrn for one in references):
        yield from wrapped(label + "  ".join(set_), 68)
        return
    indent = " " * len(label) if rng.random() < 0.7 else ""
    yield label + set_[0]
    for one in set_[1:]:
        yield indent + one


def _officer(cable: Cable, rng: Random) -> Iterator[str]:
    section = cable.reasons[0][:3]
    letters = [one[4] for one in cable.reasons]
    spelled = rng.choice(
        (
            f"{section} " + " and ".join(f"({one})" for one in letters),
            f"{section} " + ", ".join(f"({one})" for one in letters),
            f"{section} ({','.join(letters)})",
            f"{section} ({'/'.join(letters)})",
        )
    )
    joined = rng.choice((" for reasons {}.", ".  Reasons: {}.", ", reasons {}."))
    text = f"{cable.title} {cable.officer}{joined.format(spelled)}"
    if cable.style.capitals:
        yield from wrapped(f"CLASSIFIED BY: {text.upper().replace(spelled.upper(), spelled)}", 68)
    else:
        yield from wrapped(f"Classified By: {text}", cable.style.width)


def wrapped(text: str, width: int, held: tuple[str, ...] = ()) -> list[str]:
    """The lines of a text, as long as the width allows; the words ``held`` begin none."""
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.split(" "):
        if not word and not room:
            continue
        if line and len(word) + 1 > room and word not in held:
            lines.append(" ".join(line))
            line, room = [], width
        room -= len(word) + (1 if line else 0)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def _text(cable: Cable) -> Iterator[str]:
    """The lines of the passages, with page lines where pages end."""
    style = cable.style
    half = len(cable.passages) // 2
    blocks: list[list[str]] = []
    for at, passage in enumerate(cable.passages):
        unwrapped = style.regime == "unwrapped" or (style.regime == "mixed" and at >= half)
        lines = list(_passage(cable, passage, unwrapped=unwrapped))
        if style.glued and unwrapped and at == 1 and _can_be_glued(cable.passages[0], passage):
            blocks[-1][-1] += f"  {lines[0]}"
        else:
            blocks.append(lines)
    _page(cable, blocks)
    for lines in blocks:
        yield from lines
        yield ""


def _can_be_glued(before: Passage, passage: Passage) -> bool:
    """True for a numbered, marked paragraph after a summary: nothing else shows inside a line."""
    if not isinstance(before, Paragraph) or not isinstance(passage, Paragraph):
        return False
    shows = passage.number is not None and passage.mark is not None
    return shows and before.sentences[-1].lower().startswith("end ")


def _passage(cable: Cable, passage: Passage, *, unwrapped: bool) -> Iterator[str]:
    style = cable.style
    match passage:
        case Heading(text=text, rule=rule, mark=mark):
            said = text.upper() if style.shouted else text
            yield from _heading(f"{mark} {said}" if mark else said, rule, unwrapped=unwrapped)
        case Table(lines=lines):
            yield from lines
        case Quotation(paragraphs=paragraphs):
            for at, said in enumerate(paragraphs):
                yield from [""] if at else []
                yield from _set(cable, "", (said,), unwrapped=unwrapped)
        case Paragraph(number=number, mark=mark, sentences=said):
            numbered = "" if number is None else f"{number}{style.dot}"
            gap = style.between if number is not None and mark else " " if number else ""
            start = f"{numbered}{gap}{mark or ''}{' ' if mark else ''}"
            # "by February 2." must not look like the beginning of a paragraph or list.
            held = ("1.", f"{(number or 0) + 1}.")
            yield from _set(cable, start, said, unwrapped=unwrapped, held=held)
        case Item(label=label, mark=mark, sentences=said):
            start = f"{label} {mark} " if mark else f"{label} "
            yield from _set(cable, start, said, unwrapped=unwrapped)


def _set(
    cable: Cable, start: str, said: Sequence[str], *, unwrapped: bool, held: tuple[str, ...] = ()
) -> Iterator[str]:
    text = start + (" " if unwrapped else "  ").join(said)
    if cable.style.shouted:
        text = start + text[len(start) :].upper()
    if cable.style.curly:
        text = curled(text)
    if unwrapped:
        yield text
    else:
        yield from wrapped(text, cable.style.width, held)


def curled(text: str) -> str:
    """The text with curly quotes and apostrophes."""
    text = _OPENING.sub("\N{LEFT DOUBLE QUOTATION MARK}", text)
    text = text.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _heading(text: str, rule: str, *, unwrapped: bool) -> Iterator[str]:
    dashes = "-" * len(text)
    if len(text) > _LONG_RULE:
        dashes = f"{'-' * _LONG_RULE} {'-' * (len(text) - _LONG_RULE)}"
    if rule == "under" and unwrapped and len(text) % 2:
        yield f"{text} {dashes}"
        return
    if rule == "box":
        yield dashes
    yield text
    if rule in {"box", "under"}:
        yield dashes


def _stray(blocks: list[list[str]]) -> None:
    """Put a line SIPDIS into a sentence, as far behind the head as real ones stand; in place."""
    far = 0
    for lines in blocks:
        if far > _FAR and len(lines) > _TALL:
            lines[3:3] = ["SIPDIS"]
            return
        far += sum(map(len, lines))


def _page(cable: Cable, blocks: list[list[str]]) -> None:
    """Put page lines into paragraphs, as evenly as they come; in place."""
    room = [""] if cable.style.page_blanks else []
    if cable.style.stray:
        _stray(blocks)
    gap = "  " if cable.number % 3 == 0 else " "
    # At a blank line of a quotation no reader could tell whether a paragraph goes on.
    tall = (at for at, lines in enumerate(blocks) if "" not in lines)
    open_ = [at for at in tall if len(blocks[at]) > _TALL or len(blocks[at][0]) > _LONG]
    for page in cable.pages:
        mark = f"{cable.code} {cable.serial:08}{gap}{page:03} OF {cable.sections:03}"
        if cable.style.old_pages:
            of = f"{page:02} OF {cable.sections:02}"
            mark = (
                f"PAGE {page:02}        {cable.code}  {cable.serial:05}  {of}  {cable.sent:%d%H%M}Z"
            )
        lines = blocks[open_[len(open_) * (page - 1) // cable.sections]]
        cut = len(lines) // 2
        if len(lines[0]) > _LONG:
            words = lines[0].split(" ")
            middle = len(words) // 2
            while words[middle][:1].isdigit():  # "by June 1." must not look like a beginning
                middle += 1
            halves = [" ".join(words[:middle]), " ".join(words[middle:])]
            lines[:1] = [halves[0], *room, mark, *room, halves[1]]
        else:
            lines[cut:cut] = [*room, mark, *room]
