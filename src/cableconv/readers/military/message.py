"""The blocks of one message: transmission and sets, the text, and the lines after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import attrs

from cableconv.grammar.address import scan_address_line, scan_originator_line
from cableconv.grammar.banner import match_banner, parse_banner
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.scan import interleave, plain
from cableconv.grammar.station import parse_station
from cableconv.grammar.transmission import parse_routing, parse_security, parse_transmission_id
from cableconv.model.blocks import Block, Field, FieldKind, Inline, PageBreak
from cableconv.model.header import (
    DateTimeGroup,
    PageMarker,
    PassingInstruction,
    Precedence,
    SectionOf,
)
from cableconv.model.leaf import Label, Leaf, Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.military.pieces import PAGE, pieces
from cableconv.readers.military.sets import set_field, set_name
from cableconv.readers.military.text import text_blocks
from cableconv.structure.lines import BLANKS
from cableconv.structure.slices import split_tail
from cableconv.structure.starts import paragraph_start
from cableconv.structure.telegram import Parsed


def assembled(text: str, year: int | None) -> Parsed:
    """The blocks of a message.

    Args:
        text: with LF as line end.
        year: four digits, where the caller knows it.
    """
    reader = _Message(text, year)
    reader.head()
    reader.text()
    reader.end()
    return Parsed(reader.lead, tuple(reader.blocks), tuple(reader.notices), reader.year)


_TEXT_SETS = frozenset(("RMKS", "GENTEXT"))
"""After one of these the text begins."""

_SECTION = re.compile(
    r"(?P<final>FINAL )?SECTION (?:(?P<section>[0-9]{1,2}) )?OF (?P<of>[0-9]{1,2})$"
)
"""Matches "SECTION 2 OF 4" on a line of its own (NAV11166b)."""

_NUMBER = re.compile(r"(?P<series>[A-Z]{4,14}) [0-9]{1,4}/[0-9]{2,4}(?: ?//)?$")
"""Matches "NAVADMIN 062/18", the number of the message in its series."""

_DTG = re.compile(r"(?:DTG:? )?(?=[ZOPRY] [0-9]{6})")
"""Matches what stands before the group in "DTG R 292356Z JAN 14"."""

_PRECEDENCE_WORDS = {p.name: p for p in Precedence}

_PASS = re.compile(r"PASS\s{1,3}TO OFFICE CODES:")
"""Matches the line before addresses that name offices."""

_NOTE = re.compile(r"ATTENTION INVITED TO|ADMINISTRATIVE MESSAGE|QQQQ$|\*{3}THIS IS A ")
"""Matches lines that a gateway wrote: "***THIS IS A 2 SECTIONED MSG COLLATED BY MDS***"."""

_CHECK = re.compile(r"#[0-9]{4,5}$")
"""Matches "#0001", the station serial after the text."""

_SUBJECT = re.compile(r"SUBJ: ")
"""Matches the subject that a gateway repeats before the sets, often cut."""

_CLASSIFICATION = re.compile(r"CLASSIFICATION:")
"""Matches "CLASSIFICATION: UNCLASSIFIED/" (from 2022 on)."""


class _Message:
    """Reads piece after piece; each method leaves the first piece that is not its own."""

    def __init__(self, text: str, year: int | None) -> None:
        self.year = year
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self._pieces = pieces(text)
        self._at = 0
        while self._at < len(self._pieces) and not self._pieces[self._at].strip(BLANKS):
            self._at += 1
        self.lead = "".join(self._pieces[: self._at])
        self._line = 1 + self.lead.count("\n")
        self._breaks = 0
        self._address: FieldKind | None = None
        self._seen: set[FieldKind] = set()
        self._before_text: frozenset[FieldKind] = frozenset()
        self._has_subject_set = any(piece.startswith("SUBJ/") for piece in self._pieces)
        self._last_set = _last_set(self._pieces)

    # -- taking pieces -----------------------------------------------------------------------------

    def _words(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._pieces[at].strip(BLANKS) if at < len(self._pieces) else ""

    def _take(self, count: int = 1) -> tuple[str, str]:
        """The next pieces with the blank ones after them, as content and tail."""
        end = self._at + count
        while end < len(self._pieces) and not self._pieces[end].strip(BLANKS):
            end += 1
        raw = "".join(self._pieces[self._at : end])
        self._at = end
        self._line += raw.count("\n")
        return split_tail(raw)

    def _add(
        self, kind: FieldKind, scan: Callable[[str], object], *, count: int = 1, name: str = ""
    ) -> bool:
        """Append the field of the next pieces if ``scan`` knows them."""
        raw = "".join(self._pieces[self._at : self._at + count]).rstrip(BLANKS)
        words = raw.lstrip(BLANKS)
        leaves = _leaves(scan(words))
        if leaves is None:
            return False
        content, tail = self._take(count)
        indent = content[: len(content) - len(words)]
        leaves = (Text(indent), *leaves) if indent else leaves
        self.blocks.append(Field(kind, leaves, name, tail))
        self._seen.add(kind)
        return True

    # -- the head ----------------------------------------------------------------------------------

    def head(self) -> None:
        """Fields down to the line where the text begins."""
        self._fields()
        self._compare()

    def _compare(self) -> None:
        """Tell where the word for the precedence is not what line 5 says."""
        fields = [b for b in self.blocks if isinstance(b, Field)]
        words = [b.text for b in fields if b.name == "Precedence"]
        groups = [x for b in fields for x in b.content if isinstance(x, DateTimeGroup)]
        if words and groups and _PRECEDENCE_WORDS[words[0]] not in groups[0].precedence:
            stated = " ".join(p.name for p in groups[0].precedence) or "none"
            message = (
                f"the precedence is {words[0]} on its line and {stated} in the date-time group"
            )
            self.notices.append(Notice(NoticeKind.CONFLICT, message, Severity.WARNING))

    def _fields(self) -> None:
        while self._at < len(self._pieces):
            words = self._words()
            if words == "BT":
                if self._breaks:
                    return
                self._breaks += 1
                self._before_text = frozenset(self._seen)
                self._add(FieldKind.BREAK, Label)
            elif set_name(words) and self._set():
                if set_name(words) in _TEXT_SETS:
                    return
            elif not self._line_of_head(words):
                if self._at > self._last_set or paragraph_start(words):
                    return
                self._unparsed(words)

    def _set(self) -> bool:
        """A set, to its closing slashes, a blank line, or the next set."""
        count = 1
        if set_name(self._words()) in _TEXT_SETS:
            content, tail = self._take()
            self.blocks.append(set_field(content, tail))
            return True
        while not self._words(count - 1).endswith("//") and self._goes_on(count):
            count += 1
        content, tail = self._take(count)
        self.blocks.append(set_field(content, tail))
        self._address = None
        return True

    def _goes_on(self, ahead: int) -> bool:
        words = self._words(ahead)
        return bool(words) and not set_name(words) and not PAGE.match(words) and words != "BT"

    def _line_of_head(self, words: str) -> bool:
        found = next((True for recognise in _HEAD if recognise(self, words)), False)
        if found and not (self._seen_now() & _ADDRESSES):
            self._address = None
        return found

    def _seen_now(self) -> set[FieldKind]:
        last = self.blocks[-1]
        return {last.kind} if isinstance(last, Field) else set()

    def _unparsed(self, words: str) -> None:
        message = f"header line not recognised: {words[:60]!r}"
        self.notices.append(Notice(NoticeKind.UNPARSED, message, Severity.INFO, self._line))
        self._add(FieldKind.UNPARSED, lambda text: tuple(plain(text)))

    # -- recognisers: each appends its field and says so -------------------------------------------

    def page(self, words: str) -> bool:
        """A page line."""
        if not PAGE.fullmatch(words):
            return False
        content, tail = self._take()
        self.blocks.append(PageBreak((_page(content),), tail))
        return True

    def transmission(self, words: str) -> bool:
        """Format lines 1 to 4."""
        if self._breaks:
            return False
        return any(
            parse(words) is not None and self._add(kind, parse) for kind, parse in _TRANSMISSION
        )

    def dtg(self, words: str) -> bool:
        """Format line 5, with or without the label DTG."""
        found = _DTG.match(words)
        if found is None:
            return False
        group = parse_dtg(words[found.end() :], year=self.year)
        if group is None:
            return False
        self.year = self.year or group.year
        label = found[0].rstrip()
        leaves = [(0, Label(label))] if label else []
        return self._add(
            FieldKind.DTG, lambda text: interleave(text, [*leaves, (found.end(), group)])
        )

    def precedence(self, words: str) -> bool:
        """The word ROUTINE on a line of its own."""
        stated = _PRECEDENCE_WORDS.get(words)
        return stated is not None and self._add(FieldKind.ATTRIBUTE, _plain, name="Precedence")

    def number(self, words: str) -> bool:
        """The number in a series of messages."""
        found = _NUMBER.match(words)
        if found is None:
            return False
        series = found["series"]
        return self._add(
            FieldKind.ATTRIBUTE,
            lambda text: interleave(text, [(0, Label(series))]),
            name=series,
        )

    def classification(self, words: str) -> bool:
        """Format line 12, and the line that newer gateways write first."""
        del words
        return self._add(FieldKind.CLASSIFICATION, _classified)

    def section(self, words: str) -> bool:
        """The section on a line under the classification."""
        found = _SECTION.match(words)
        if found is None or not (found["section"] or found["final"]):
            return False
        leaf = SectionOf(
            words, int(found["section"] or found["of"]), int(found["of"]), bool(found["final"])
        )
        return self._add(FieldKind.CLASSIFICATION, lambda _: leaf)

    def caption(self, words: str) -> bool:
        """CORRECTED COPY and other captions."""
        del words
        return self._add(FieldKind.CAPTION, scan_caption_line)

    def note(self, words: str) -> bool:
        """A line of a gateway; a classification at its end keeps its type."""
        if not _NOTE.match(words):
            return False
        return self._add(FieldKind.NOTE, _with_banner)

    def subject(self, words: str) -> bool:
        """The subject that a gateway repeats; the cable's only where no set states one."""
        if not _SUBJECT.match(words):
            return False
        count = 1
        while self._goes_on(count) and not self._begins_field(self._words(count)):
            count += 1
        if self._has_subject_set:
            return self._add(
                FieldKind.ATTRIBUTE,
                lambda text: (Label("SUBJ:"), *plain(text[len("SUBJ:") :])),
                count=count,
                name="SUBJ",
            )
        return self._add(
            FieldKind.SUBJECT,
            lambda text: (Label("SUBJ:"), *plain(text[len("SUBJ:") :])),
            count=count,
        )

    def _begins_field(self, words: str) -> bool:
        return bool(
            _NUMBER.match(words)
            or words == "PASS"
            or _PASS.match(words)
            or scan_classification_line(words)
            or scan_originator_line(words)
            or scan_address_line(words, None)
            or words.startswith("UNCLAS")
        )

    def passing(self, words: str) -> bool:
        """PASS TO OFFICE CODES, and the addresses with offices under it."""
        if _PASS.match(words):
            both = not words.endswith("CODES:") or "\n" in words
            return self._add(FieldKind.PASSING, PassingInstruction, count=2 if both else 1)
        if words == "PASS" and self._words(1) == "TO OFFICE CODES:":
            return self._add(FieldKind.PASSING, PassingInstruction, count=2)
        return False

    def addresses(self, words: str) -> bool:
        """Format lines 6 to 8. Inside the text they repeat the head's, with office codes."""
        found = scan_address_line(words, self._address)
        kind = found[0] if found else FieldKind.ORIGINATOR
        leaves = found[1] if found else scan_originator_line(words)
        if leaves is None:
            return False
        if self._breaks and kind in self._before_text:
            return self._add(FieldKind.PASSING, PassingInstruction)
        self._address = kind if found else self._address
        return self._add(kind, lambda _: leaves)

    def delivered(self, words: str) -> bool:
        """An addressee served by other means, where no line TO stands before it (NAV07080)."""
        if not words.startswith("ZEN/"):
            return False
        found = scan_address_line(words, FieldKind.ACTION)
        if found is None:
            return False
        message = "an addressee without TO or INFO; read as an action addressee"
        self.notices.append(Notice(NoticeKind.DERIVED, message, Severity.WARNING, self._line))
        return self._add(FieldKind.ACTION, lambda _: found[1])

    # -- the text and what follows -----------------------------------------------------------------

    def text(self) -> None:
        """The text, to the last line BT, or to the lines of procedure at the end."""
        end = self._text_end()
        raw = "".join(self._pieces[self._at : end])
        if not raw:
            return
        blocks, notices = text_blocks(raw, self.year, continued=self._continued())
        self.blocks.extend(blocks)
        first = self._line - 1
        self.notices.extend(
            attrs.evolve(n, line=n.line + first if n.line else None) for n in notices
        )
        self._line += raw.count("\n")
        self._at = end

    def _continued(self) -> bool:
        """Whether this is a later section of a message."""
        leaves = [x for b in self.blocks if isinstance(b, Field) for x in b.content]
        return any(isinstance(x, SectionOf) and x.section > 1 for x in leaves)

    def _text_end(self) -> int:
        rest = range(self._at, len(self._pieces))
        words = [self._pieces[n].strip(BLANKS) for n in rest]
        if "BT" in words:
            return self._at + len(words) - 1 - words[::-1].index("BT")
        for n, word in enumerate(words):
            if _CHECK.match(word) or word == "NNNN":
                return self._at + n
        return len(self._pieces)

    def end(self) -> None:
        """BT, serial, NNNN, the banner again, and what a gateway added."""
        while self._at < len(self._pieces):
            words = self._words()
            for known, kind, scan in _END:
                if known(words) and self._add(kind, scan):
                    break


def _leaves(found: object) -> tuple[Inline, ...] | None:
    if found is None or isinstance(found, tuple):
        return found
    if isinstance(found, Leaf):
        return (found,)  # type: ignore[return-value]  # every leaf a parser gives is an Inline
    return None


def _plain(text: str) -> tuple[Inline, ...]:
    return tuple(plain(text))


def _page(raw: str) -> PageMarker:
    _, number, station, *_ = raw.split()
    return PageMarker(raw, int(number), None, station[:-4], station[-4:])


def _with_banner(text: str) -> tuple[Inline, ...]:
    head, _, last = text.rpartition(" ")
    banner = parse_banner(last)
    return interleave(text, [(len(head) + 1, banner)] if banner else [])


def _classified(words: str) -> tuple[Inline, ...] | None:
    """A classification line, with the label CLASSIFICATION or without; None for any other."""
    found = _CLASSIFICATION.match(words)
    if found is None:
        return scan_classification_line(words)
    banner = match_banner(words, len(words) - len(words[found.end() :].lstrip()))
    leaves: list[tuple[int, Inline]] = [(0, Label(found[0]))]
    if banner is not None:
        leaves.append((words.index(banner.raw, found.end()), banner))
    return interleave(words, leaves)


def _last_set(found: Sequence[str]) -> int:
    """Index of the last piece of the head that is certain: a set before the text, or BT."""
    last = -1
    broken = False
    for at, piece in enumerate(found[:_HEAD_PIECES]):
        words = piece.strip(BLANKS)
        name = set_name(words)
        if name in _TEXT_SETS:
            return at
        numbered = paragraph_start(words) is not None and "/" not in words[:8]
        if last >= 0 and (numbered or (broken and words == "BT")):
            return last
        broken = broken or words == "BT"
        if name or words == "BT" or parse_dtg(words) is not None:
            last = at
    return last


_HEAD_PIECES = 300

_ADDRESSES = frozenset((FieldKind.ACTION, FieldKind.INFO, FieldKind.EXEMPTED))

_TRANSMISSION: tuple[tuple[FieldKind, Callable[[str], object]], ...] = (
    (FieldKind.TRANSMISSION, parse_transmission_id),
    (FieldKind.STATION, parse_station),
    (FieldKind.SECURITY, parse_security),
    (FieldKind.ROUTING, parse_routing),
)

_HEAD: tuple[Callable[[_Message, str], bool], ...] = (
    _Message.page,
    _Message.precedence,
    _Message.transmission,
    _Message.dtg,
    _Message.number,
    _Message.note,
    _Message.subject,
    _Message.passing,
    _Message.section,
    _Message.classification,
    _Message.caption,
    _Message.addresses,
    _Message.delivered,
)

_END: tuple[tuple[Callable[[str], object], FieldKind, Callable[[str], object]], ...] = (
    (lambda words: words == "BT", FieldKind.BREAK, Label),
    (lambda words: words == "NNNN", FieldKind.END, Label),
    (_CHECK.match, FieldKind.CHECK, _plain),
    (_classified, FieldKind.CLASSIFICATION, _classified),
    (lambda _: True, FieldKind.NOTE, _plain),
)
"""What stands after the text; the last takes any line."""
