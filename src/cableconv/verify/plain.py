"""Proving a text file with the lines of a telegram: each part at its place, on lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Quoted,
    Section,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import NO_MARKING, Basis, overall_marking
from cableconv.model.leaf import Furniture
from cableconv.model.markings import Banner, Caption, Marking
from cableconv.model.walk import iter_blocks
from cableconv.verify import plain_reading
from cableconv.verify.around import stamps_of
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, Unit, units
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.words import words

_EDITORIAL = re.compile(
    r"\[(Classification|Captions|Date|From|On page lines|Release stamp): ([^\n]*)\]"
    r"|\[(No classification marking)\]"
)
"""Matches "[Classification: SECRET (from the portion marks)]", a line that a writer added."""

_NOTED = " (from a note)"

_BASIS = {
    Basis.ENTIRE_TEXT: "from the statement on the entire text",
    Basis.SECURITY_LINE: "from the security line",
    Basis.PORTIONS: "from the portion marks",
    Basis.CAPTIONS: "from the captions",
    Basis.STATED: "from a page line",
}


def check(
    output: bytes, cable: Cable, *, page_lines: bool = False, style: str = "telegram"
) -> list[Finding]:
    """The differences between a text file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        page_lines: whether page lines, and the banners printed with them, are kept in it.
        style: ``telegram``, ``reading``, or ``facsimile``, which always keeps them.
    """
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"it is no text in UTF-8: {error}"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    if style == "reading":
        return plain_reading.check(text, cable)
    page_lines = page_lines or style == "facsimile"
    lines = text.split("\n")
    added = list(_editorial_lines(lines))
    if style == "facsimile":
        parts = list(_lines_of_source(cable))
    else:
        parts = list(units(cable, Scope(fields=True, page_lines=page_lines, pipes=True)))
    shown = lines[_end(lines, len(added)) :]
    if style != "facsimile":
        shown = _without_names(shown, cable)
    return [
        *_head(cable, added, page_lines=page_lines),
        *compare(parts, stream(shown, divided=False)),
    ]


def _lines_of_source(cable: Cable) -> Iterator[Unit]:
    """The lines of the source without furniture; parts may share one."""
    text = cable.lead + "".join(_kept(cable.blocks))
    for number, line in enumerate(text.split("\n"), 1):
        yield Unit(f"line {number}", line, whole=False)


def _kept(blocks: Iterable[Block]) -> Iterator[str]:
    for block in iter_blocks(blocks):
        if isinstance(block, (Paratext, Section, Quoted)):
            continue
        for row in block.rows if isinstance(block, Table) else ():
            yield from (leaf.raw for leaf in row.content)
            yield row.tail
        content = () if isinstance(block, Table) else block.content
        yield from (leaf.raw for leaf in content if not isinstance(leaf, Furniture))
        yield block.tail


_ENTRY = re.compile(
    r"\[(?:Record, (?P<name>[^:\n]{1,60})|Title|Note|Dateline|Message number): (?P<words>[^\n]*)\]"
)
"""Matches "[Record, Created: 2/8/2006 21:47]": an entry of a holder's record, or a title."""


def _without_names(lines: Iterable[str], cable: Cable) -> list[str]:
    """The lines, of a title or an entry of a record only what the cable itself has."""
    attributes = iter([f for f in cable.fields if f.kind is FieldKind.ATTRIBUTE])
    out = []
    for line in lines:
        found = _ENTRY.fullmatch(line)
        name = str(found["name"] or "") if found else ""
        field = next((f for f in attributes if f.name == name), None) if name else None
        own = ""
        if field is not None and field.text.startswith(name):
            own = name + (":" if field.text[len(name) :].startswith(":") else "")
        out.append(f"{own} {found['words']}" if found else line)
    return out


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a text file without its cable: only that it is no text."""
    try:
        output.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"it is no text in UTF-8: {error}"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]
    return []


def _editorial_lines(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and words of the bracketed lines at the head."""
    for line in lines:
        if not line.strip():
            continue
        found = _EDITORIAL.fullmatch(line)
        if found is None:
            return
        yield found[1] or "Classification", found[2] or found[3]


def _end(lines: Sequence[str], count: int) -> int:
    """How many lines stand up to the end of the first ``count`` that are not blank."""
    at = 0
    while count:
        count -= bool(lines[at].strip())
        at += 1
    return at


def _head(cable: Cable, added: Sequence[tuple[str, str]], *, page_lines: bool) -> Iterator[Finding]:
    """What the lines that a writer added must say, and may not."""
    shown, hidden, noted = _markings(cable, page_lines=page_lines)
    said = dict(added)
    yield from _classification(cable, shown, noted, said.get("Classification", ""))
    yield from _said_for_it(cable, shown, noted, said)
    known = {_named(leaf) for leaf in (*shown, *noted)}
    if cable.markings.banner is not None:
        known.add(_named(cable.markings.banner))
    lost = [leaf for leaf in hidden if _named(leaf) not in known]
    told = said.get("On page lines", "")
    expected = "; ".join(dict.fromkeys(" ".join(leaf.raw.split()) for leaf in lost))
    if words(expected) != words(told):
        what = "markings that stand only on page lines"
        yield differing(FindingKind.BANNER, "head of the text", expected, told, what)
    yield from _stamps(cable, [text for name, text in added if name == "Release stamp"])


def _said_for_it(
    cable: Cable, shown: Sequence[Inline], noted: Sequence[Inline], said: Mapping[str, str]
) -> Iterator[Finding]:
    """Captions that stand in notes only must be said; a date or originator, only as it is."""
    own = {_named(leaf) for leaf in shown}
    captions = [x.name for x in noted if isinstance(x, Caption) and _named(x) not in own]
    expected = ", ".join(dict.fromkeys(captions))
    told = said.get("Captions", "").removesuffix(_NOTED)
    if words(expected) != words(told):
        what = "captions that stand only in notes"
        yield differing(FindingKind.CAPTION, "head of the text", expected, told, what)
    when = cable.dtg.utc if cable.dtg else None
    named = cable.header.originator
    facts = {
        "Date": f"{when:%Y-%m-%d %H:%M} UTC" if when else "",
        "From": named.name if named else "",
    }
    for name, fact in facts.items():
        if name in said and words(said[name].partition(", ")[0]) != words(fact.partition(", ")[0]):
            what = "it is not that of the cable"
            yield differing(FindingKind.HEADER, f"line {name}", fact, said[name], what)


def _stamps(cable: Cable, told: Sequence[str]) -> Iterator[Finding]:
    """Stamps of release that no line of the cable holds must stand at the head."""
    own = {words(field.text) for field in cable.fields if field.kind is FieldKind.RELEASE}
    lost = [stamp for stamp in stamps_of(cable) if words(stamp) not in own]
    expected = " ; ".join(dict.fromkeys(lost))
    said = " ; ".join(told)
    if words(expected) != words(said):
        what = "stamps of release that stand on no line"
        yield differing(FindingKind.BANNER, "head of the text", expected, said, what)


def _classification(
    cable: Cable, shown: Sequence[Inline], noted: Sequence[Inline], said: str
) -> Iterator[Finding]:
    """The banner must stand in the text as the source states it, else at its head as concluded."""
    overall = overall_marking(cable)
    stated = cable.markings.banner
    if stated is not None and _named(stated) in {_named(leaf) for leaf in shown}:
        expected = ""
    elif stated is not None and stated in noted:
        expected = overall.text + _NOTED
    elif overall.basis is Basis.NONE:
        expected = NO_MARKING
    else:
        expected = f"{overall.text} ({_BASIS[overall.basis]})"
    if words(expected) != words(said):
        what = "the marking of the whole cable"
        yield differing(FindingKind.BANNER, "head of the text", expected, said, what)


def _markings(cable: Cable, *, page_lines: bool) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """Markings that the text below shows, that go with page lines and paratext, and in notes."""
    noted: list[Inline] = []
    shown: list[Inline] = []
    hidden: list[Inline] = []
    for block in iter_blocks(cable.blocks):
        apart = isinstance(block, Paratext) or (isinstance(block, PageBreak) and not page_lines)
        sentence = isinstance(block, (Paragraph, Item)) and not page_lines
        rows = block.rows if isinstance(block, Table) else ()
        for holder in rows or (block,):
            for leaf in filter(_is_marking, getattr(holder, "content", ())):
                if isinstance(block, Field) and block.kind in {FieldKind.NOTE, FieldKind.TITLE}:
                    noted.append(leaf)
                    continue
                gone = apart or (sentence and isinstance(leaf, Banner))
                (hidden if gone else shown).append(leaf)
    return shown, hidden, noted


def _is_marking(leaf: Inline) -> bool:
    return isinstance(leaf, (Marking, Caption)) or type(leaf).__name__ in _AUTHORITY


_AUTHORITY = frozenset({"ClassifiedBy", "DerivedFrom", "Reasons", "Declassification"})


def _named(leaf: Inline) -> tuple[str, str]:
    """What a marking says, whatever its spelling."""
    if isinstance(leaf, Banner):
        return "Banner", leaf.words or leaf.raw
    return type(leaf).__name__, leaf.name if isinstance(leaf, Caption) else leaf.raw
