"""The second copy of a cable that editors left in its body, with a list of database fields.

One WikiLeaks page in twenty holds one (field guide, 2a.9): a teaser cut off by ``...``, a field
list, often the header again, and then the whole text. The last copy is the cable. A line counts as
copied only where the same words stand in what is kept, so that nothing is set apart unseen.
"""

from __future__ import annotations

import re
import string

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.classification_line import find_glued_classification
from cableconv.structure.lines import BLANKS

_ID = re.compile(r"(id: ?)?\d{1,7}$")
"""Matches "17734" and "id: 54459", a row number of the database."""

_ID_SIGNS = frozenset(BLANKS + "i" + string.digits)
"""Signs with which its line begins."""

_DATE = re.compile(
    r"(?:date: ?)?(\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}/\d{1,2}/\d{4}(?: \d{1,2}:\d{2})?)$"
)
"""Matches "2006-02-08 21:47:00", "2004-06-10" and "date: 2/27/2006 13:14"."""

_REFERENCE_ID = re.compile(r"(?:refid: ?)?\d{2}[A-Z0-9]{2,40}$")
"""Matches "refid: 06EXAMPLEVILLE680"."""

_NAMED = re.compile(r"(?:origin|classification|destination|header):")
"""Matches "destination: 08STATE50522", where a name tells what it is."""

_MARKS = re.compile(r"\d{2}[A-Z0-9]{2,40}(?:\|\d{2}[A-Z0-9]{2,40}){0,99}$")
"""Matches "05EXAMPLEVILLE2800|05STATE6432", the column of references."""

_HEADER_END = re.compile(r"-{4,40} ?header ends ?-{4,40}$")
"""Matches "----------------- header ends ----------------"."""

_ORIGIN_LENGTH = 80
_NOT_WORDS = re.compile(r"[\W_]+")

_LONGEST_TEASER = 20_000
"""A longer beginning is compared as a whole only, to keep the cost linear."""


@attrs.frozen
class Copied:
    """What stands before the cable's own text in a body.

    Attributes:
        end: where the cable's own text begins.
        created: date, often with the time, as the field list has it.
        classification: as the field list has it; empty where it has none.
        missing: lines of the copy that the kept text does not have.
    """

    end: int
    created: str
    classification: str
    missing: tuple[str, ...]


def find_copied(header: str, body: str) -> Copied | None:
    """The copy before the cable's own text; None where there is none, or where it is no copy.

    Args:
        header: lines of the header that stand elsewhere; copies of them belong to the list.
        body: the text in which a field list may stand.
    """
    lines = body.split("\n")
    start = _last_list(lines)
    if start is None:
        return _teaser(lines) if _CUT_OFF in body else None
    at, created, classification = _list_end(lines, start)
    at = _header_end(lines, at, header)
    at = _after_blanks(lines, at)
    if at >= len(lines):
        return None
    missing = _missing("\n".join(lines[:start]), "\n".join(lines[at:]))
    if missing is None:
        return None
    end = sum(len(line) + 1 for line in lines[:at])
    return Copied(end, created, classification, missing)


_CUT_OFF = "..."

_TEASER_LINES = 80
"""The cut-off beginning of a cable is no longer."""


def _teaser(lines: list[str]) -> Copied | None:
    """A beginning cut off by ``...`` before the whole text, without a list between them.

    The text begins again with the same classification line, and has every word of the beginning.
    """
    first = _after_blanks(lines, 0)
    begins = lines[first].strip(BLANKS) if first < len(lines) else ""
    if find_glued_classification(" " + begins) is None:
        return None
    for at in range(first, min(first + _TEASER_LINES, len(lines) - 1)):
        if not lines[at].rstrip(BLANKS).endswith(_CUT_OFF):
            continue
        again = _after_blanks(lines, at + 1)
        if again < len(lines) and lines[again].strip(BLANKS).startswith(begins):
            teaser = _squashed("\n".join(lines[: at + 1]))
            same = teaser in _squashed("\n".join(lines[again:]))
            return (
                Copied(sum(len(line) + 1 for line in lines[:again]), "", "", ()) if same else None
            )
    return None


def _last_list(lines: list[str]) -> int | None:
    """Index of the line on which the last field list begins."""
    found = None
    for at in [n for n, line in enumerate(lines) if line[:1] in _ID_SIGNS]:
        if not _is(_ID, lines[at]):
            continue
        date = _after_blanks(lines, at + 1)
        mark = _after_blanks(lines, date + 1)
        if mark < len(lines) and _is(_DATE, lines[date]) and _is(_REFERENCE_ID, lines[mark]):
            found = at
    return found


def _is(pattern: re.Pattern[str], line: str) -> bool:
    return len(line) <= _ORIGIN_LENGTH and pattern.match(line.strip(BLANKS)) is not None


_MOST_BLANKS = 8


def _after_blanks(lines: list[str], at: int) -> int:
    """The next line that is not blank; the bound keeps a body of blank lines linear."""
    for _ in range(_MOST_BLANKS):
        if at >= len(lines) or lines[at].strip(BLANKS):
            break
        at += 1
    return at


def _list_end(lines: list[str], start: int) -> tuple[int, str, str]:
    """The line after the field list that begins at ``start``, its date and classification."""
    date = _after_blanks(lines, start + 1)
    found = _DATE.match(lines[date].strip(BLANKS))
    created = found[1] if found else ""
    at = _after_blanks(lines, date + 1) + 1
    classification = ""
    if lines[start].strip(BLANKS).startswith("id:"):
        while (step := _after_blanks(lines, at)) < len(lines) and _NAMED.match(lines[step]):
            name, _, value = lines[step].partition(":")
            classification = value.strip(BLANKS) if name == "classification" else classification
            at = step + 1
        return at, created, classification
    origin = _after_blanks(lines, at)
    banner = _after_blanks(lines, origin + 1)
    if banner < len(lines) and parse_banner(lines[banner].strip(BLANKS)) is not None:
        classification = lines[banner].strip(BLANKS)
        at = banner + 1
    marks = _after_blanks(lines, at)
    if marks < len(lines) and _MARKS.match(lines[marks].strip(BLANKS)):
        at = marks + 1
    return at, created, classification


def _header_end(lines: list[str], at: int, header: str) -> int:
    """The line after the copy of the header that follows a field list."""
    known = {line.strip(BLANKS) for line in header.split("\n")}
    while (step := _after_blanks(lines, at)) < len(lines):
        words = lines[step].strip(BLANKS)
        if words not in known and not _HEADER_END.match(words) and not _repeated(lines, step):
            return at
        at = step + 1
    return at


def _repeated(lines: list[str], at: int) -> bool:
    """True for a TAGS line that the list puts over the text, and the text has again."""
    words = lines[at].strip(BLANKS)
    rest = lines[at + 1 : at + 60]
    return words.startswith("TAGS") and words in {line.strip(BLANKS) for line in rest}


def _missing(teaser: str, kept: str) -> tuple[str, ...] | None:
    """The lines of the teaser that are not kept; None where so many are that it is no copy."""
    have = _squashed(kept)
    if _squashed(teaser) in have:
        return ()
    if len(teaser) > _LONGEST_TEASER or len(kept) > 50 * _LONGEST_TEASER:
        return None
    lines = [line.strip(BLANKS) for line in teaser.split("\n") if line.strip(BLANKS)]
    missing = tuple(line for line in lines if _squashed(line) not in have)
    return missing if len(missing) * 5 <= len(lines) else None


def _squashed(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
