"""The bracketed lines that a writer puts over a text: what they must say, and may not.

``[Classification: SECRET (from the portion marks)]`` says what no line of the text states.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cableconv.model.blocks import (
    Field,
    FieldKind,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import NO_MARKING, Basis, overall_marking
from cableconv.model.markings import Banner, Caption, Marking
from cableconv.model.walk import iter_blocks
from cableconv.verify.finding import Finding, FindingKind, differing
from cableconv.verify.rows import stamps_of
from cableconv.verify.words import words

_EDITORIAL = re.compile(
    r"\[(Classification|Captions|Date|From|On page lines|Release stamp): (\S[^\n]*)\]"
    r"|\[(No classification marking)\]"
)
"""Matches "[Classification: SECRET (from the portion marks)]", a line that a writer added."""

_NOTED = " (from a note)"

_STAMP = "Release stamp"
"""The only line that may stand more than once: once for each stamp."""

_BASIS = {
    Basis.ENTIRE_TEXT: "from the statement on the entire text",
    Basis.SECURITY_LINE: "from the security line",
    Basis.PORTIONS: "from the portion marks",
    Basis.CAPTIONS: "from the captions",
    Basis.STATED: "from a page line",
}

Added = Sequence[tuple[str, str]]
"""Names and words of such lines, in order."""


def added_lines(lines: Iterable[str], cable: Cable) -> list[tuple[str, str]]:
    """The lines at the head of a text that a writer added; the cable may have read some itself."""
    own = Counter(words(field.raw) for field in cable.fields if field.raw.startswith("["))
    found: list[re.Match[str]] = []
    for line in filter(str.strip, lines):
        added = _EDITORIAL.fullmatch(line)
        if added is None:
            break
        found.append(added)
    while found and own[words(found[-1][0])]:  # the cable's own follow those that were added
        own[words(found.pop()[0])] -= 1
    return [(line[1] or "Classification", line[2] or line[3]) for line in found]


def head(cable: Cable, added: Added, *, page_lines: bool) -> Iterator[Finding]:
    """What is wrong with these lines.

    Args:
        cable: what the text must hold.
        added: the lines.
        page_lines: whether the text keeps page lines, and banners with them.
    """
    yield from _repeated(added)
    shown, _, noted = _markings(cable, page_lines=page_lines)
    said = dict(added)
    yield from _classification(cable, shown, noted, said.get("Classification", ""))
    yield from _said_for_it(cable, shown, noted, said)
    yield from on_page_lines(cable, said.get("On page lines", ""), page_lines=page_lines)
    yield from _stamps(cable, [text for name, text in added if name == _STAMP])


def _repeated(added: Added) -> Iterator[Finding]:
    """A line that stands twice: what the one says the other may take back."""
    for name, count in Counter(name for name, _ in added).items():
        if count > 1 and name != _STAMP:
            texts = " | ".join(text for one, text in added if one == name)
            message = f"the line {name} stands {count} times: {texts}"
            yield Finding(FindingKind.BANNER, "head of the text", "", texts, message)


def on_page_lines(cable: Cable, told: str, *, page_lines: bool) -> Iterator[Finding]:
    """Markings that stand on page lines only, and are left out with them, must be said."""
    shown, hidden, noted = _markings(cable, page_lines=page_lines)
    known = {_named(leaf) for leaf in (*shown, *noted)}
    if cable.markings.banner is not None:
        known.add(_named(cable.markings.banner))
    lost = [leaf for leaf in hidden if _named(leaf) not in known]
    expected = "; ".join(dict.fromkeys(" ".join(leaf.raw.split()) for leaf in lost))
    if words(expected) != words(told):
        what = "markings that stand only on page lines"
        yield differing(FindingKind.BANNER, "head of the text", expected, told, what)


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
    signs = "".join(f", {sign.name}" for sign in cable.dtg.precedence) if cable.dtg else ""
    facts = {
        "Date": f"{when:%Y-%m-%d %H:%M} UTC{signs}" if when else "",
        "From": named.name if named else "",
    }
    for name, fact in facts.items():
        if name in said and words(said[name]) != words(fact):
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
