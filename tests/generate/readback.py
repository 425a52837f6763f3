"""Compares what a reader found in a generated cable with what the generator put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import cableconv as cc
from cableconv.model.blocks import Heading, Item, Paragraph, Preformatted, Quoted, Table
from cableconv.model.effective import overall_marking
from cableconv.model.walk import iter_blocks
from generate import facts, setting

Told = tuple[str, object, object]
"""What is compared, what was put in, and what was read."""


def disagreements(put: facts.Cable, read: cc.Cable, *, record: bool) -> list[str]:
    """What differs, a line each; empty where the reader found all that was put in, and no more.

    Args:
        put: the facts.
        read: the cable as read.
        record: whether its published record was read as well (cables.csv, a page).
    """
    pairs = [*_head(put, read, record=record), *_text(put, read)]
    return [
        f"{put.mrn} {what}: put {expected!r}, read {found!r}"
        for what, expected, found in pairs
        if expected != found
    ]


def _head(put: facts.Cable, read: cc.Cable, *, record: bool) -> Iterator[Told]:
    whole = put.kind in {"XRO", "XYZ"}
    found = cc.summarize(read)
    if record or put.kind != "extract":
        yield "mrn", put.mrn, found["mrn"]
    if put.kind == "extract":
        # A record tells the hour; the minutes of some pages are wrong (field guide, 2a).
        yield (
            "hour",
            f"{put.sent:%Y-%m-%dT%H}" if record else None,
            found["dtg"] and found["dtg"][:13],
        )
    else:
        yield "dtg", f"{put.sent:%Y-%m-%dT%H:%M:00Z}", found["dtg"]
    if whole:
        yield "originator", f"{put.mission} {put.post}", found["originator"]
        yield "action", [_name(one) for one in put.addressees], _names(found["action_addressees"])
        yield "info", [_name(one) for one in put.informed], _names(found["info_addressees"])
    yield from _markings(put, read, record=record)
    yield "order", put.order if put.authority else None, found["executive_order"]
    until = put.declassify_on.isoformat() if put.declassify_on else None
    yield "declassify_on", until, found["declassify_on"]
    yield "tags", list(put.tags), found["tags"]
    yield "subject", put.subject, found["subject"]
    yield "subject mark", put.subject_mark, found["subject_mark"]
    # Without a year of its own, a cable cannot tell that of its references.
    dated = record or put.kind != "extract"
    yield (
        "references",
        [(r.letter, dated and r.mrn) for r in put.references],
        [(r["letter"], dated and r["id"]) for r in found["references"]],
    )
    officer = put.officer and (put.officer.upper() if put.style.capitals else put.officer)
    yield "classified by", [officer] if officer else [], found["classified_by"]
    yield "reasons", list(put.reasons), found["reasons"]
    yield "signature", [put.signature] if put.signature else [], found["signature"]


def _name(addressee: str) -> str:
    name = addressee.partition("/")[2]
    return name[:-5] if name[-4:].isdigit() else name


def _names(addressees: Sequence[dict[str, object]]) -> list[object]:
    return [one["name"] for one in addressees]


def _markings(put: facts.Cable, read: cc.Cable, *, record: bool) -> Iterator[Told]:
    marking = overall_marking(read)
    yield "level", put.level, None if marking.level is None else marking.level.word
    control = put.classification.partition("//")[2]
    if control and ("SENSITIVE" in put.captions or put.entire):
        yield "controls", ["SBU"], list(marking.controls)
    elif record or "NOFORN" in put.captions or not control:
        expected = [control.replace("FOR OFFICIAL USE ONLY", "FOUO")] if control else []
        yield "controls", expected, list(marking.controls)
    captions = [caption.name for caption in read.markings.captions]
    expected = list(dict.fromkeys(put.captions)) + ["CORRECTED COPY"] * put.corrected
    if put.style.stray and "SIPDIS" in captions and "SIPDIS" not in put.captions:
        expected.append("SIPDIS")
    yield "captions", expected, captions
    entire = read.markings.entire_text
    yield "entire text", put.entire, entire.raw if entire else None


def _text(put: facts.Cable, read: cc.Cable) -> Iterator[Told]:
    yield "pages", len(put.pages), len(read.page_markers)
    shouted = str.upper if put.style.shouted else str
    curled = setting.curled if put.style.curly else str

    def plain(text: str) -> str:
        return curled(shouted(text))

    expected = [one for passage in put.passages for one in _expected(passage, plain, shouted)]
    found = [one for block in iter_blocks(read.blocks) for one in _found(block)]
    if len(expected) != len(found):
        kinds = [one[0] for one in expected], [one[0] for one in found]
        yield "passages", *kinds
    for at, (one, other) in enumerate(zip(expected, found, strict=False), 1):
        if one != other:
            yield f"passage {at}", *_parted(one, other)
            return


def _expected(
    passage: facts.Passage, plain: Callable[[str], str], shouted: Callable[[str], str]
) -> Iterator[tuple[object, ...]]:
    match passage:
        case facts.Heading(text=text, mark=mark):
            yield "heading", mark, shouted(text)
        case facts.Paragraph(number=number, mark=mark, sentences=said):
            yield "paragraph", number, mark, plain(" ".join(said))
        case facts.Item(label=label, mark=mark, sentences=said):
            yield "item", label, mark, plain(" ".join(said))
        case facts.Quotation(paragraphs=paragraphs):
            yield ("quotation",)
            for text in paragraphs:
                yield "paragraph", None, None, plain(text)
        case facts.Table(lines=lines):
            yield "table", *(" ".join(line.split()) for line in lines)


def _found(block: object) -> Iterator[tuple[object, ...]]:
    match block:
        case Heading():
            mark = block.portion_mark.raw if block.portion_mark else None
            yield "heading", mark, block.text
        case Paragraph():
            mark = block.portion_mark.raw if block.portion_mark else None
            yield "paragraph", block.number, mark, " ".join(block.text.split())
        case Item():
            mark = block.portion_mark.raw if block.portion_mark else None
            yield "item", block.label, mark, " ".join(block.text.split())
        case Quoted():
            yield ("quotation",)
        case Table() | Preformatted():
            yield "table", *(" ".join(line.split()) for line in block.raw.rstrip().split("\n"))


def _parted(one: tuple[object, ...], other: tuple[object, ...]) -> tuple[object, object]:
    """Two passages from where they part."""
    first, second = " ".join(map(str, one)), " ".join(map(str, other))
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return first[max(0, at - 40) : at + 80], second[max(0, at - 40) : at + 80]
