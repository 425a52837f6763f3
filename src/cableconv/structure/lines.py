"""Lines of a telegram, and the cuts that bring glued text back to one structural thing a line.

Half of the WikiLeaks pages are unwrapped: a paragraph is one line of 500 to 3,000 characters, and
paragraph numbers, page lines and rules stand inside such lines (field guide, 2a.7 and 2a.8). A cut
splits such a line in two without changing a character; the first part then has no line end.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from cableconv.errors import LimitExceededError
from cableconv.grammar.classification_line import find_glued_classification
from cableconv.grammar.pageline import find_page_line
from cableconv.grammar.portion import match_portion_mark
from cableconv.notices import Notice, NoticeKind
from cableconv.structure.glued_fields import glued_fields, statement_cut
from cableconv.structure.glued_headings import capitals_cut, rule_cuts
from cableconv.structure.names import glued_name, stands_below_name

MAX_LINES = 1_000_000
"""More lines are refused: the longest known cable has 2,000, and each costs memory."""

BLANKS = " \t\n\xa0"
"""Characters that may stand in a block's tail."""

LONG_LINE = 160
"""Longer lines belong to the unwrapped regime: no telegram line is (ACP 127(G), 138f: 69)."""


class Line(NamedTuple):
    """One line, or a part of one that a cut has split.

    Attributes:
        text: without its line end.
        eol: the line end, LF; empty for the last line and before a cut.
        words: the text without the blanks around it; empty for a blank line.
    """

    text: str
    eol: str
    words: str


class LineNumbers:
    """The numbers of lines in the source, counted once, where the first is asked for.

    Args:
        lines: of the whole text; a line end may stand after several of them.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._numbers: list[int] = []

    def of(self, at: int) -> int:
        """The 1-based number of the line that begins with ``lines[at]``."""
        if not self._numbers:
            self._numbers = list(accumulate((x.eol == "\n" for x in self._lines), initial=1))
        return self._numbers[at]


_line = partial(tuple.__new__, Line)
"""A line from its three parts: lines are made by the thousand, and this costs half of a call."""


def split_lines(text: str) -> list[Line]:
    """The lines of a text; joined with their line ends they are the text again.

    Only LF ends a line: U+2028 and form feeds stand inside lines (field guide, 3.9).

    Raises:
        LimitExceededError: the text has more than a million lines.
    """
    if len(text) > MAX_LINES and text.count("\n") > MAX_LINES:
        raise LimitExceededError(
            f"the text of one cable has more than {MAX_LINES:,} lines",
            hint="Split the input: one cable has rarely more than 2,000 lines.",
        )
    parts = text.split("\n")
    lines = [_line((part, "\n", part.strip(BLANKS))) for part in parts]
    lines[-1] = lines[-1]._replace(eol="")
    glued = _maybe_glued(parts)
    if not parts[-1]:
        del lines[-1]
    if glued:
        lines = _cut_apart(lines, glued)
    if max(map(len, parts)) > LONG_LINE:
        lines = _with_headings_apart(lines)
    return _with_name_apart(lines)


def _cut_apart(lines: list[Line], glued: set[int]) -> list[Line]:
    cut: list[Line] = []
    after = 0
    for at in sorted(glued):
        cut += lines[after:at]
        cut += _cut(lines[at])
        after = at + 1
    return cut + lines[after:]


def cut_notices(lines: Sequence[Line]) -> Iterator[Notice]:
    """A notice for each line of the source that was cut into parts."""
    number = at = 0
    for first, line in enumerate(lines[:-1]):
        if line.eol or first < at:
            continue
        number += sum([x.eol == "\n" for x in lines[at:first]])
        at = first + 1
        while not lines[at - 1].eol and at < len(lines):
            at += 1
        parts = (x.words.strip("\f") for x in lines[first + 1 : at])
        apart = ", ".join(repr(words[:_SHOWN]) for words in parts if words)
        if apart and lines[first].words.strip("\f"):
            said = f"structure that is glued in one line was set apart: {apart}"
            yield Notice(NoticeKind.SPLIT, said, line=number + 1)
        number += 1


_SHOWN = 30
"""So many characters of a part are shown in its notice."""


def _with_headings_apart(lines: list[Line]) -> list[Line]:
    """The lines with headings in capitals cut off the ends of long lines."""
    out: list[Line] = []
    after = 0
    for n in [n for n, line in enumerate(lines) if len(line.text) > LONG_LINE]:
        text = lines[n].text
        at = capitals_cut(text, next((x.words for x in lines[n + 1 : n + 4] if x.words), ""))
        if at:
            out += [*lines[after:n], _part(text[:at], ""), _part(text[at:], lines[n].eol)]
            after = n + 1
    return out + lines[after:]


def _part(text: str, eol: str) -> Line:
    return Line(text, eol, text.strip(BLANKS))


def _with_name_apart(lines: list[Line]) -> list[Line]:
    """The lines with the signature cut off the last line of text; a banner may stand below."""
    read = (n for n in range(len(lines) - 1, -1, -1) if lines[n].words)
    last = next((n for n in read if not stands_below_name(lines[n].words)), None)
    if last is None:
        return lines
    text = lines[last].text
    at = glued_name(text, wrapped=_is_wrapped(lines, last))
    if at:
        lines[last : last + 1] = [_part(text[:at], ""), _part(text[at:], lines[last].eol)]
    return lines


def _is_wrapped(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the end of a hard-wrapped paragraph, and no paragraph of its own."""
    if len(lines[at].text) > LONG_LINE:
        return False
    above = lines[at - 1] if at else None
    if above is not None and above.words and above.eol and len(above.text) <= LONG_LINE:
        return True
    return all(len(line.text) <= LONG_LINE for line in lines)


_SIGNS = (
    "---", " OF ", "//", "SECTION", "TAGS:", "SUBJ", "REF", "CLASSIFIED", "lassified",
    "RMKS/", "GENTEXT/", "\f", "SENSITIVE ", " SIPDIS", " UNCLAS", "SIPDISE", "SIPDIS E",
    "ACCORDINGLY", "ccordingly",
)  # fmt: skip
"""One of these stands on each short line in which something may be glued."""

_SMALL = string.ascii_lowercase.encode()
_CAPITALS = tuple((sign, sign.encode().translate(None, _SMALL)) for sign in _SIGNS)


def _maybe_glued(parts: Sequence[str]) -> set[int]:
    """The few lines that are worth a closer look; to ask a whole text for a sign costs little."""
    short = [n for n, part in enumerate(parts) if len(part) <= LONG_LINE]
    found = set(range(len(parts))).difference(short)
    text = "\n".join([parts[n] for n in short])
    ends = list(accumulate([len(parts[n]) + 1 for n in short]))
    for sign in _signs_in(text):
        at = text.find(sign)
        while at >= 0:
            line = bisect_right(ends, at)
            found.add(short[line])
            at = text.find(sign, ends[line])
    return found


def _signs_in(text: str) -> list[str]:
    """The signs that may stand in a text: without its small letters, a quarter is left to read."""
    capitals = text.encode("utf-8", "surrogatepass").translate(None, _SMALL)
    return [sign for sign, bare in _CAPITALS if bare in capitals]


_INNER_START = re.compile(
    r"(?:(?<=[.!?:\"”)'-])[ \t]{1,4}|(?<=[^\s.!?:\"”)'-])[ \t]{2,4})"
    r"(?=(?:¶ ?)?\d{1,3}[.)][ \t]{0,3}\()"
)
"""Matches the blanks before "2. (SBU)" in "End Summary.  2. (SBU) In" and in "AT LAST  2. (U)"."""

_INNER_HEADING = re.compile(r"[.!?][\"”)]?[ \t]{2,4}(?=[A-Z][A-Z0-9 ,'&/:-]{3,80}$)")
"""Matches the blanks before the heading in "End Summary.  DONE DEAL - AT LAST"."""

_RULE_FIRST = re.compile(r"^-{8,}(?: -+){0,4}(?= +[A-Z0-9(¶])(?! +\d{5,6}(?: |$))")
"""Matches the dashes of "------------ 3. (C) The minister said"."""


_REMARKS = re.compile(r"(?:RMKS|GENTEXT/[A-Z ]{1,20})/(?=\S)")
"""Matches the set name of "RMKS/1. PER REF A, ...", on whose line the text begins (navadmin)."""

_HEAD_LINE = re.compile(r"[ \t]*(?:E\.?O\.? ?1|TAGS|SUBJ|REF|Ref)")
"""Matches the head of a line in which the next field may be glued."""

_GLUED_FIELD = re.compile(
    r"(?<=\S)[ \t]{1,8}"
    r"(?=(?:TAGS|SUBJECT|SUBJ|REFS?|REFTELS?):|(?:CLASSIFIED|Classified) [Bb][Yy]\b)"
)
"""Matches the blank before TAGS in "E.O. 12958: N/A TAGS: PREL" (field guide, 2c and 2a.8)."""

_REFERENCES = re.compile(r"\bREF(?:S|TELS?)?: ?")
_MARKED_TEXT = re.compile(
    r"(?<=[ \t])(?:\([A-Z/ ]{1,9}\) {1,2}[A-Z][a-z]|\([A-Z/ ]{2,9}\)(?=[ \t]*$))"
)
"""Matches the mark in "REF: STATE 1234 (SBU) On May 1, we delivered", where the text begins.

The text may begin on the next line; one letter is then more likely that of a reference.
"""

_NUMBER_BEFORE = re.compile(r"(?<![\w.])\d{1,3}[.)][ \t]{0,3}$")
"""Matches the number of "STATE 1234  1. (SBU) On May 1"."""

_CAPTIONS_FIRST = re.compile(
    r"[ \t]{0,8}(?:(?:(?:SIPDIS|SENSITIVE|NOFORN) ){2,6}(?=[A-Z]{2})|SENSITIVE (?=[A-Z]{2,6} FOR ))"
)
"""Matches the captions of "SIPDIS SENSITIVE SIPDIS DEPT FOR EXAMPLE DEPT PASS TO USTR"."""

_CAPTIONS_LAST = re.compile(
    r"(?<=\S) (?=(?:SENSITIVE|NOFORN) (?:SIPDIS|SENSITIVE|NOFORN)[ \t]{0,4}$)"
)
"""Matches the blank before the captions of "SOUTHCOM ALSO FOR POLAD SENSITIVE SIPDIS"."""


_FEED = re.compile(r"\f[ \t\f]{0,8}(?=(?:¶ ?)?\d{1,3}[.)][ \t(]|(?:--? |[A-Za-z][.)] )? {0,4}\()")
"""Matches the form feed (FF) of "He rowed.<FF>2. (S) She", "<FF>(S) She" and "<FF>-- (S) She"."""

_SITE_NOTE = re.compile(
    r"(?:(?<=[.!?\"'”])[ \t]|[ \t]{2})[ \t]{0,8}"
    r"(?=Visit [A-Z][^.\n]{1,60}Classified Web ?[Ss]ite\b)"
)
"""Matches the blanks before the note in "find this helpful.  Visit X's Classified Website:"."""

_HEAD_ROOM = 400
"""Glued references are looked for in so many characters, and the text after them too."""

_HEADING_ROOM = 100
"""A heading that is glued before a number is looked for in so many characters."""


def _cut(line: Line) -> Iterator[Line]:
    """The line whole, or its parts where structure is glued."""
    text = line.text
    at = 0
    for cut in sorted(set(_cuts(text))):
        if cut > at:
            yield Line(text[at:cut], "", text[at:cut].strip(BLANKS))
            at = cut
    yield line if at == 0 else Line(text[at:], line.eol, text[at:].strip(BLANKS))


def _cuts(text: str) -> Iterator[int]:
    said = statement_cut(text) if "ccordingly" in text or "ACCORDINGLY" in text else 0
    yield from [said] if said else []
    yield from (said + at for at in _cuts_of(text[said:]))


def _cuts_of(text: str) -> Iterator[int]:
    if "\f" in text:
        yield from _page_cuts(text)
    if len(text) > LONG_LINE:
        yield from _start_cuts(text)
    yield from _field_cuts(text)
    if "Visit " in text:
        yield from (match.end() for match in _SITE_NOTE.finditer(text))
    if "---" in text:
        rule = _RULE_FIRST.search(text)
        yield from [rule.end()] if rule else []
        yield from rule_cuts(text, long=len(text) > LONG_LINE)
    if " OF " in text or "PAGE " in text:
        yield from _page_line_cuts(text)


def _page_cuts(text: str) -> Iterator[int]:
    """Behind a form feed that begins a line, and around one after which a paragraph begins."""
    if text[:1] == "\f" and len(text) > 1:
        yield 1
    for match in _FEED.finditer(text, 1):
        after = match.end()
        opened = text.find("(", after, after + _NUMBER_ROOM)
        if text[after] in "¶0123456789" or match_portion_mark(text, opened, lower=False):
            yield from (match.start(), after)


def _start_cuts(text: str) -> Iterator[int]:
    """Where a numbered and marked paragraph begins inside a long line."""
    for match in _inner_starts(text):
        if match_portion_mark(text, text.index("(", match.end())) is not None:
            before = text[max(0, match.start() - _HEADING_ROOM) : match.start()]
            heading = _INNER_HEADING.search(before)
            if heading:
                yield match.start() - len(before) + heading.end()
            yield match.end()


_WHOLE = ("[Title: ", "[Note: ", "[Record, ")
"""Lines that the text writer puts around words of a site or edition: none of them is a field."""


def _inner_starts(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_INNER_START``, looked for only where a parenthesis follows a number."""
    at = text.find("(")
    while at >= 0:
        number = text[max(0, at - _NUMBER_ROOM) : at].rstrip(" \t")
        if number[-1:] in {".", ")"} and number[-2:-1].isdigit():
            yield from _INNER_START.finditer(text, max(0, at - _NUMBER_ROOM), at + 1)
        at = text.find("(", at + 1)


_NUMBER_ROOM = 16
"""Characters that ``_INNER_START`` may need before the parenthesis: blanks, pilcrow and number."""


def _field_cuts(text: str) -> Iterator[int]:
    """Where a line of the head runs into the next field, or into the text."""
    if text.startswith(_WHOLE):
        return
    if _HEAD_LINE.match(text):
        yield from (match.end() for match in _GLUED_FIELD.finditer(text))
    glued = find_glued_classification(text) if "//" in text or "SECTION" in text else None
    if glued is not None:
        yield glued
    if "SIPDIS" in text or "SENSITIVE" in text:
        captions = (_CAPTIONS_FIRST.match(text), _CAPTIONS_LAST.search(text))
        yield from (match.end() for match in captions if match)
    yield from glued_fields(text)
    yield from _text_cuts(text)
    remarks = _REMARKS.match(text)
    if remarks:
        yield remarks.end()


def _text_cuts(text: str) -> Iterator[int]:
    """Where the first mark after unlettered references begins the text."""
    if "REF" not in text:  # most lines
        return
    closed = text.rstrip(BLANKS).endswith(")")
    label = _REFERENCES.search(text, 0, _HEAD_ROOM) if closed or len(text) > LONG_LINE else None
    if label is None:
        return
    first = text.find("(", label.end(), label.end() + _HEAD_ROOM)
    last = text.rfind("(", label.end()) if closed else -1
    for mark in (first, last):
        if mark > label.end() and _MARKED_TEXT.match(text, mark):
            known = match_portion_mark(text, mark) is not None
            # A number before the mark is the paragraph's; the cut stands before it.
            yield from [mark] if known and not _NUMBER_BEFORE.search(text, mark - 8, mark) else []
            return


def _page_line_cuts(text: str) -> Iterator[int]:
    begin = len(text) - len(text.lstrip(BLANKS))
    end = len(text.rstrip(BLANKS + "\\"))
    start = 0
    while (found := find_page_line(text, start)) is not None:
        at, marker = found
        start = at + len(marker.raw)
        if at > begin:
            yield at
        if start < end:
            yield start
