"""The head of a message: transmission lines, addresses, and sets down to where the text begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cableconv.grammar.address import scan_address_line, scan_originator_line
from cableconv.grammar.banner import match_banner, parse_banner
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.pageline import page_line_leaves
from cableconv.grammar.scan import interleave, plain
from cableconv.grammar.station import parse_station
from cableconv.grammar.transmission import parse_routing, parse_security, parse_transmission_id
from cableconv.model.blocks import Field, FieldKind, PageBreak
from cableconv.model.content import Inline
from cableconv.model.header import (
    DateTimeGroup,
    PageMarker,
    PassingInstruction,
    Precedence,
    SectionOf,
)
from cableconv.model.leaf import Label
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.military.pieces import PAGE
from cableconv.readers.military.sets import set_field, set_name
from cableconv.readers.military.taking import Taking, as_text
from cableconv.structure.lines import BLANKS
from cableconv.structure.starts import paragraph_start

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

_SUBJECT = re.compile(r"SUBJ: ")
"""Matches the subject that a gateway repeats before the sets, often cut."""

_CLASSIFICATION = re.compile(r"CLASSIFICATION:")
"""Matches "CLASSIFICATION: UNCLASSIFIED/" (from 2022 on)."""


class Head(Taking):
    """Reads the head; each method leaves the first piece that is not its own.

    Attributes:
        year: four-digit year of the date-time group, or the caller's hint.
    """

    def __init__(self, text: str, year: int | None) -> None:
        super().__init__(text)
        self.year = year
        self._breaks = 0
        self._address: FieldKind | None = None
        self._before_text: frozenset[FieldKind] = frozenset()
        self._has_subject_set = any(piece.startswith("SUBJ/") for piece in self.pieces)
        self._last_set = _last_set(self.pieces)

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
        while self.at < len(self.pieces):
            words = self.words()
            if words == "BT":
                if self._breaks:
                    return
                self._breaks += 1
                self._before_text = frozenset(self.seen)
                self.add(FieldKind.BREAK, Label)
            elif set_name(words):
                self._set()
                if set_name(words) in _TEXT_SETS:
                    return
            elif not self._line_of_head(words):
                if self.at > self._last_set or paragraph_start(words):
                    return
                self._unparsed(words)

    def _set(self) -> None:
        """A set, to its closing slashes, a blank line, or the next set."""
        count = 1
        if set_name(self.words()) not in _TEXT_SETS:
            while not self.words(count - 1).endswith("//") and self._goes_on(count):
                count += 1
            self._address = None
        content, tail = self.take(count)
        self.blocks.append(set_field(content, tail))

    def _goes_on(self, ahead: int) -> bool:
        words = self.words(ahead)
        return bool(words) and not set_name(words) and not PAGE.match(words) and words != "BT"

    def _line_of_head(self, words: str) -> bool:
        found = next((True for recognise in _HEAD if recognise(self, words)), False)
        if found and not (self._last_kind() & _ADDRESSES):
            self._address = None
        return found

    def _last_kind(self) -> set[FieldKind]:
        last = self.blocks[-1]
        return {last.kind} if isinstance(last, Field) else set()

    def _unparsed(self, words: str) -> None:
        message = f"header line not recognised: {words[:60]!r}"
        self.say(NoticeKind.UNPARSED, message, Severity.INFO)
        self.add(FieldKind.UNPARSED, as_text)

    # -- recognisers: each appends its field and says so -------------------------------------------

    def page(self, words: str) -> bool:
        """A page line."""
        if not PAGE.fullmatch(words):
            return False
        content, tail = self.take()
        self.blocks.append(PageBreak(page_line_leaves(_page(content)), tail))
        return True

    def transmission(self, words: str) -> bool:
        """Format lines 1 to 4."""
        if self._breaks:
            return False
        return any(
            parse(words) is not None and self.add(kind, parse) for kind, parse in _TRANSMISSION
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
        return self.add(
            FieldKind.DTG, lambda text: interleave(text, [*leaves, (found.end(), group)])
        )

    def precedence(self, words: str) -> bool:
        """The word ROUTINE on a line of its own."""
        stated = _PRECEDENCE_WORDS.get(words)
        return stated is not None and self.add(FieldKind.ATTRIBUTE, as_text, name="Precedence")

    def number(self, words: str) -> bool:
        """The number in a series of messages."""
        found = _NUMBER.match(words)
        if found is None:
            return False
        series = found["series"]
        return self.add(
            FieldKind.ATTRIBUTE,
            lambda text: interleave(text, [(0, Label(series))]),
            name=series,
        )

    def classification(self, words: str) -> bool:
        """Format line 12, and the line that newer gateways write first."""
        del words
        return self.add(FieldKind.CLASSIFICATION, classified)

    def section(self, words: str) -> bool:
        """The section on a line under the classification."""
        found = _SECTION.match(words)
        if found is None or not (found["section"] or found["final"]):
            return False
        leaf = SectionOf(
            words, int(found["section"] or found["of"]), int(found["of"]), bool(found["final"])
        )
        return self.add(FieldKind.CLASSIFICATION, lambda _: leaf)

    def caption(self, words: str) -> bool:
        """CORRECTED COPY and other captions."""
        del words
        return self.add(FieldKind.CAPTION, scan_caption_line)

    def note(self, words: str) -> bool:
        """A line of a gateway; a classification at its end keeps its type."""
        if not _NOTE.match(words):
            return False
        return self.add(FieldKind.NOTE, _with_banner)

    def subject(self, words: str) -> bool:
        """The subject that a gateway repeats; the cable's only where no set states one."""
        if not _SUBJECT.match(words):
            return False
        count = 1
        while self._goes_on(count) and not self._begins_field(self.words(count)):
            count += 1
        again = self._has_subject_set
        return self.add(
            FieldKind.ATTRIBUTE if again else FieldKind.SUBJECT,
            lambda text: (Label("SUBJ:"), *plain(text[len("SUBJ:") :])),
            count=count,
            name="SUBJ" if again else "",
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
            return self.add(FieldKind.PASSING, PassingInstruction, count=2 if both else 1)
        if words == "PASS" and self.words(1) == "TO OFFICE CODES:":
            return self.add(FieldKind.PASSING, PassingInstruction, count=2)
        return False

    def addresses(self, words: str) -> bool:
        """Format lines 6 to 8. Inside the text they repeat the head's, with office codes."""
        found = scan_address_line(words, self._address)
        kind = found[0] if found else FieldKind.ORIGINATOR
        leaves = found[1] if found else scan_originator_line(words)
        if leaves is None:
            return False
        if self._breaks and kind in self._before_text:
            return self.add(FieldKind.PASSING, PassingInstruction)
        self._address = kind if found else self._address
        return self.add(kind, lambda _: leaves)

    def delivered(self, words: str) -> bool:
        """An addressee served by other means, where no line TO stands before it (NAV07080)."""
        if not words.startswith("ZEN/"):
            return False
        found = scan_address_line(words, FieldKind.ACTION)
        if found is None:
            return False
        message = "an addressee without TO or INFO; read as an action addressee"
        self.say(NoticeKind.DERIVED, message)
        return self.add(FieldKind.ACTION, lambda _: found[1])


def _page(raw: str) -> PageMarker:
    _, number, station, *_ = raw.split()
    return PageMarker(raw, int(number), None, station[:-4], station[-4:])


def _with_banner(text: str) -> tuple[Inline, ...]:
    head, _, last = text.rpartition(" ")
    banner = parse_banner(last)
    return interleave(text, [(len(head) + 1, banner)] if banner else [])


def classified(words: str) -> tuple[Inline, ...] | None:
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

_HEAD: tuple[Callable[[Head, str], bool], ...] = (
    Head.page,
    Head.precedence,
    Head.transmission,
    Head.dtg,
    Head.number,
    Head.note,
    Head.subject,
    Head.passing,
    Head.section,
    Head.classification,
    Head.caption,
    Head.addresses,
    Head.delivered,
)
