"""The head of a telegram: which line is which field, down to where the text begins.

A head is read line by line through a table of recognisers. Lines that none of them knows are kept
as unparsed fields as long as a line that certainly belongs to the head still follows.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

from cableconv.grammar.address import is_listed, scan_address_line, scan_originator_line
from cableconv.grammar.authority import is_authority_start, scan_authority
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line, scan_filed_line
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.entire_text import parse_entire_text
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.pageline import parse_page_line
from cableconv.grammar.reference import (
    continues_list,
    is_references_line,
    last_letter,
    scan_references,
)
from cableconv.grammar.scan import plain
from cableconv.grammar.station import parse_station
from cableconv.grammar.subject import is_subject_line, scan_subject
from cableconv.grammar.tags import is_tags_line, scan_tags
from cableconv.grammar.transmission import (
    parse_routing,
    parse_security,
    parse_transmission_id,
)
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import PassingInstruction
from cableconv.model.leaf import Leaf
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.structure.continued import (
    continues_address,
    continues_passing,
    continues_reference,
    continues_references,
    continues_subject,
    continues_tags,
    is_passing,
    scan_cut_address,
)
from cableconv.structure.editorial import editorial_block, is_editorial
from cableconv.structure.formatted_sets import scan_set, set_kind
from cableconv.structure.head_lines import (
    ByFirstSign,
    begins_field,
    ends_subject,
    is_coined_caption,
    last_certain,
)
from cableconv.structure.lines import BLANKS, Line, LineNumbers
from cableconv.structure.paging import page_break, page_region
from cableconv.structure.procedure import end_field, is_distribution, is_drafting, release_field
from cableconv.structure.slices import field, field_of_line, joined, split_tail
from cableconv.structure.starts import marked_start, paragraph_start


class Front:
    """Reads the head of one telegram.

    Attributes:
        blocks: the fields and page breaks found so far, in order.
        notices: lines that were not recognised.
        year: four-digit year of the date-time group, or the caller's hint.
    """

    def __init__(self, lines: Sequence[Line], year: int | None) -> None:
        self.lines = lines
        self.year = year
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self._numbers = LineNumbers(lines)
        self._address: FieldKind | None = None
        self._last_certain = last_certain(lines)
        self._seen: set[FieldKind] = set()
        self._subject_seen = False

    def read(self, start: int) -> int:
        """Read fields from line ``start`` on; return the line where the text begins."""
        at = start
        while at < len(self.lines):
            taken = self._take(at)
            if not taken:
                break
            at = taken
        return at

    def _take(self, at: int) -> int:
        """The line after the field that begins at ``at``; 0 where the text begins."""
        if self._address and is_listed(self.lines[at].words) and (end := self.addresses(at)):
            return end
        region = page_region(self.lines, at)
        if region > at:
            self.blocks.append(page_break(self.lines[at:region]))
            return region
        if at > self._last_certain and self._begins_text(at):
            return 0
        for recognise in _BY_FIRST_SIGN.of(self.lines[at].words):
            end = recognise(self, at)
            if end:
                return end
        return self._unparsed(at) if at < self._last_certain else 0

    def one(self, kind: FieldKind, at: int, found: object) -> int:
        """Append a field of one line, if anything was ``found`` in its words."""
        leaves = None if found is None else _leaves(found)
        if leaves is None:
            return 0
        after = self._after_blank_lines(at + 1)
        return self._append(field_of_line(kind, self.lines[at:after], leaves), after)

    def _begins_text(self, at: int) -> bool:
        """Whether the line is that of a numbered paragraph, or a mark alone above its text."""
        words = self.lines[at].words
        if paragraph_start(self.lines[at].text) is not None:
            return True
        if not words.startswith("(") or at + 1 >= len(self.lines) or not self.lines[at + 1].words:
            return False
        start = marked_start(words)
        return start is not None and start.length == len(words)

    def add(self, kind: FieldKind, at: int, end: int, scan: Callable[[str], object]) -> int:
        """Append a field of the lines ``at`` to ``end`` with the blank lines after it."""
        after = self._after_blank_lines(end)
        made = field(kind, self.lines[at:after], lambda text: _leaves(scan(text)))
        return 0 if made is None else self._append(made, after)

    def _after_blank_lines(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].words:
            at += 1
        return at

    def _append(self, made: Field, after: int) -> int:
        self.blocks.append(made)
        self._seen.add(made.kind)
        if made.kind not in _ADDRESSES:
            self._address = None
        return after

    def following(
        self, at: int, belongs: Callable[[str], bool], ends: Callable[[str], bool] = begins_field
    ) -> int:
        """The line after ``at`` and the lines that continue it without a blank line between."""
        end = at + 1
        while self._reads_on(end, belongs, ends):
            end += 1
        return end

    def _reads_on(
        self, at: int, belongs: Callable[[str], bool], ends: Callable[[str], bool] = begins_field
    ) -> bool:
        """Whether line ``at`` continues the field on the line above it."""
        if at >= len(self.lines) or not self.lines[at].words or page_region(self.lines, at) > at:
            return False
        line = self.lines[at]
        return not ends(line.text) and belongs(line.words) and not self._text_begins(at)

    def _text_begins(self, at: int) -> bool:
        """Whether a cut before line ``at`` says that its mark is that of the text."""
        return self.lines[at - 1].eol == "" and marked_start(self.lines[at].text) is not None

    def _unparsed(self, at: int) -> int:
        text = self.lines[at].words
        if is_passing(text):
            return self._passing(at)
        self._tell(NoticeKind.UNPARSED, f"header line not recognised: {text[:60]!r}", at)
        return self.one(FieldKind.UNPARSED, at, tuple(plain(text)))

    def _tell(
        self, kind: NoticeKind, message: str, at: int, severity: Severity = Severity.INFO
    ) -> None:
        line = self._numbers.of(at)
        self.notices.append(Notice(kind, message, severity, line))

    def _passing(self, at: int) -> int:
        """A passing instruction with the lines that go on with it."""
        end = at + 1
        while end < self._last_certain and self._reads_on(end, continues_passing):
            end += 1
        return self.add(FieldKind.PASSING, at, end, PassingInstruction)

    # -- recognisers: each returns the line after its field, or 0 ---------------------------------

    def editorial(self, at: int) -> int:
        """A line that the text writer put over a cable without a stated banner."""
        if not is_editorial(self.lines[at].text):
            return 0
        end = self._after_blank_lines(at + 1)
        self.blocks.append(editorial_block(*split_tail(joined(self.lines[at:end]))))
        return end

    def transmission(self, at: int) -> int:
        """Format lines 1 to 4."""
        text = self.lines[at].words
        for kind, parse, begins in _PROCEDURE:
            found = parse(text) if text.startswith(begins) else None
            if found is not None:
                return self.one(kind, at, found)
        return 0

    def routing(self, at: int) -> int:
        """Format line 2 and its continuation: before the DE line only."""
        # That of a mail which carried the telegram does not count.
        classified = not self._seen.isdisjoint(_CLASSIFICATION)
        mailed = _TRANSMISSION in self._seen
        if not self._seen.isdisjoint(_LATE) or (classified and not mailed):
            return 0
        routing = parse_routing(self.lines[at].words)
        if routing is None or (routing.precedence is None and _ROUTING not in self._seen):
            return 0
        return self.one(FieldKind.ROUTING, at, routing)

    def dtg(self, at: int) -> int:
        """Format line 5; the first one dates the cable."""
        group = parse_dtg(self.lines[at].words, year=self.year)
        if group is None:
            return 0
        if self.year is None:
            self.year = group.year
            group = parse_dtg(self.lines[at].words, year=self.year)
        return self.one(FieldKind.DTG, at, group)

    def drafting(self, at: int) -> int:
        """Drafter, approver and clearances, before the date-time group (outgoing, 1970s)."""
        inside = bool(self.blocks) and _kind(self.blocks[-1]) is _DRAFTING
        if _DTG in self._seen or not is_drafting(self.lines[at].words, inside=inside):
            return 0
        return self.one(FieldKind.DRAFTING, at, tuple(plain(self.lines[at].words)))

    def addresses(self, at: int) -> int:
        """Format lines 6 to 9."""
        text = self.lines[at].words
        if is_distribution(text):
            return 0
        found = scan_address_line(text, self._address)
        if found is not None:
            kind = found[0]
            after = self._cut_address(at, kind) or self.one(kind, at, found[1])
            self._address = kind
            return after
        leaves = scan_originator_line(text)
        return self.one(FieldKind.ORIGINATOR, at, leaves) if leaves else 0

    def _cut_address(self, at: int, kind: FieldKind) -> int:
        """The line after an addressee whose ending was broken off to a line below; 0 for others."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if below is None or not continues_address(below.text) or not self.lines[at].eol:
            return 0
        before = self._address
        return self.add(kind, at, at + 2, lambda text: scan_cut_address(text, before))

    def distribution(self, at: int) -> int:
        """Distribution lines of the 1970s (aad_txt_layout)."""
        if self._subject_seen or not is_distribution(self.lines[at].words):
            return 0
        return self.one(FieldKind.DISTRIBUTION, at, tuple(plain(self.lines[at].words)))

    def procedure(self, at: int) -> int:
        """BT, stamps, and the sets of formatted military messages."""
        made = end_field(self.lines, at) or release_field(self.lines, at)
        if made is not None:
            self.blocks.append(made[0])
            return made[1]
        kind = set_kind(self.lines[at].words)
        if kind is None:
            return 0
        end = at + 1
        while not self.lines[end - 1].text.rstrip(BLANKS).endswith("//") and self._inside(end):
            end += 1
        self._subject_seen |= kind is FieldKind.SUBJECT
        return self.add(kind, at, end, lambda text: scan_set(text, kind))

    def _inside(self, at: int) -> bool:
        return at < len(self.lines) and self.lines[at].words != "" and self.lines[at - 1].eol != ""

    def classification(self, at: int) -> int:
        """Format line 12."""
        words = self.lines[at].words
        found = scan_classification_line(words) or scan_filed_line(words)
        return self.one(FieldKind.CLASSIFICATION, at, found) if found else 0

    def captions(self, at: int) -> int:
        """Captions, one or more on a line."""
        found = scan_caption_line(self.lines[at].words)
        return self.one(FieldKind.CAPTION, at, found) if found else 0

    def executive_order(self, at: int) -> int:
        """The E.O. line."""
        found = scan_executive_order_line(self.lines[at].words)
        return self.one(FieldKind.EXECUTIVE_ORDER, at, found) if found else 0

    def tags(self, at: int) -> int:
        """The TAGS line with its continuation."""
        if not is_tags_line(self.lines[at].words):
            return 0
        end = self.following(at, continues_tags)
        return self.add(FieldKind.TAGS, at, end, scan_tags)

    def subject(self, at: int) -> int:
        """The SUBJECT line with its continuation, to the first blank line; the first one counts."""
        if not is_subject_line(self.lines[at].words):
            return 0
        if self._subject_seen:
            message = f"a second subject: {self.lines[at].words[:60]!r}; the first is the cable's"
            self._tell(NoticeKind.CONFLICT, message, at, Severity.WARNING)
        self._subject_seen = True
        end = self.following(at, continues_subject, ends_subject)
        below = [n for n in range(at + 1, end) if scan_caption_line(self.lines[n].words)]
        captions = end < len(self.lines) and is_coined_caption(self.lines[end].words)
        while captions and below[-1:] == [end - 1]:  # what stands right above SIPDIS is one too
            end = below.pop()
        for n in below:
            message = f"{self.lines[n].words!r} below the subject was read as words of it"
            self._tell(NoticeKind.UNKNOWN_MARK, message, n, Severity.WARNING)
        return self.add(FieldKind.SUBJECT, at, end, scan_subject)

    def references(self, at: int) -> int:
        """The REF list; a blank line does not end it where a lettered reference follows."""
        if not is_references_line(self.lines[at].words):
            return 0
        letter = last_letter(self.lines[at].words)
        end = at + 1
        while (step := self._next_reference(end, letter)) > end:
            letter = last_letter(self.lines[step - 1].words, letter)
            end = step
        return self.add(
            FieldKind.REFERENCES, at, end, lambda text: scan_references(text, self.year)
        )

    def _next_reference(self, at: int, letter: str) -> int:
        """The line after the next one of a REF list that goes on at ``at``; ``at`` if none does."""
        if self._reads_on(at, lambda words: continues_references(words, letter)):
            return at + 1
        step = at
        while step < len(self.lines) and (
            not self.lines[step].words or parse_page_line(self.lines[step].words)
        ):
            step += 1
        words = self.lines[step].words if step < len(self.lines) else ""
        listed = continues_list(letter, words) or continues_reference(
            self.lines[at - 1].words, words
        )
        return step + 1 if listed and not is_authority_start(words) else at

    def authority(self, at: int) -> int:
        """Classified By, Derived From, Reason, Declassify On, with continuation lines."""
        if not is_authority_start(self.lines[at].words):
            return 0
        end = self.following(at, lambda text: paragraph_start(text) is None)
        return self.add(FieldKind.AUTHORITY, at, end, scan_authority)

    def entire_text(self, at: int) -> int:
        """A statement on the entire text, on one or two lines of its own."""
        words = self.lines[at].words
        end = self.one(FieldKind.ENTIRE_TEXT, at, parse_entire_text(words))
        if end or at + 1 >= len(self.lines) or not self.lines[at + 1].words:
            return end
        if parse_entire_text(f"{words} {self.lines[at + 1].words}") is None:
            return 0
        return self.add(FieldKind.ENTIRE_TEXT, at, at + 2, parse_entire_text)

    def passing(self, at: int) -> int:
        """A passing instruction after the subject, such as "STATE PASS USTR"."""
        text = self.lines[at].words
        if self._last_certain < 0 or text.upper() != text or not is_passing(text):
            return 0
        return self._passing(at)


_PROCEDURE: tuple[tuple[FieldKind, Callable[[str], object], tuple[str, ...]], ...] = (
    (FieldKind.TRANSMISSION, parse_transmission_id, ("V", "R", "P", "O", "Z")),
    (FieldKind.STATION, parse_station, ("DE ",)),
    (FieldKind.SECURITY, parse_security, ("ZN",)),
)

_TRANSMISSION, _ROUTING = FieldKind.TRANSMISSION, FieldKind.ROUTING
_DTG, _DRAFTING = FieldKind.DTG, FieldKind.DRAFTING
_ADDRESSES = frozenset((FieldKind.ACTION, FieldKind.INFO, FieldKind.EXEMPTED))
_CLASSIFICATION = frozenset((FieldKind.CLASSIFICATION,))
_LATE = frozenset((FieldKind.STATION, FieldKind.DTG))

RECOGNISERS: tuple[tuple[Callable[[Front, int], int], str], ...] = (
    (Front.editorial, "["),
    (Front.procedure, "(<#ABCDGMNPRSUV"),
    (Front.transmission, "DOPRVZ"),
    (Front.routing, "OPQRUYZ"),
    (Front.dtg, "OPRYZopryz" + string.digits),
    (Front.executive_order, "Ee"),
    (Front.tags, "Tt"),
    (Front.subject, "Ss"),
    (Front.references, "Rr"),
    (Front.authority, "(CDR"),
    (Front.entire_text, string.ascii_letters),
    (Front.classification, "CFLORSTU"),
    (Front.captions, string.ascii_letters + string.punctuation),
    (Front.distribution, "/-" + string.digits + string.ascii_uppercase),
    (Front.drafting, string.ascii_uppercase),
    (Front.addresses, "/" + string.ascii_letters),
    (Front.passing, string.ascii_uppercase),
)
"""Tried in this order, each on lines that begin with one of its signs.

The address lines come late because a bare PLAD looks like much else.
"""

_BY_FIRST_SIGN = ByFirstSign(RECOGNISERS)


def _kind(block: Block) -> FieldKind | None:
    return block.kind if isinstance(block, Field) else None


def _leaves(found: object) -> tuple[Inline, ...] | None:
    if found is None or isinstance(found, tuple):
        return found
    if isinstance(found, Leaf):
        return (found,)  # type: ignore[return-value]  # every leaf a parser gives is an Inline
    return None
