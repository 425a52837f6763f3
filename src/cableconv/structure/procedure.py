"""Lines of procedure around the text: BT, serial check, end marks, distribution, release stamps."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.excision import find_excisions
from cableconv.grammar.executive_order import scan_executive_order_line
from cableconv.grammar.scan import interleave, plain
from cableconv.grammar.subject import is_subject_line, scan_subject
from cableconv.grammar.tags import is_tags_line, scan_tags
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.header import MessageSerial, SectionOf
from cableconv.model.leaf import Label
from cableconv.structure.lines import Line
from cableconv.structure.names import is_mixed_name, is_upper_name
from cableconv.structure.paging import STAMP, page_leaf
from cableconv.structure.slices import Scan, field

_END = re.compile(r"N{3,4}(?:[A-Z]{1,10})?$|<< END OF DOCUMENT >>$|<END TRANSMISSION>$")
"""Matches "NNNN", "NNNNMAFVVZCZ", "<< END OF DOCUMENT >>"."""

_CHECK = re.compile(r"#\d{4,5}$")
"""Matches "#4390", the station serial repeated after the text."""

_OFFICE = r"[A-Z][A-Z/]{0,5}-\d\d"

_DISTRIBUTION = re.compile(
    rf"(?:ACTION|ORIGIN|INFO) {{1,4}}{_OFFICE}\b|"
    rf"{_OFFICE}(?: {{1,10}}{_OFFICE}){{0,12}}(?: {{1,10}}/\d{{3}} ?[A-Z])?$|/\d{{3}} ?[A-Z]$|"
    r"-{6,40} {0,9}[0-9A-Z]{5,9}(?: {1,4}[0-9A-Z]{5,9})?(?: {1,3}/\d\d)?$|"
    r"\d\d(?:[/-]\d\d)?$"
)
"""Matches "ACTION SS-25", "INFO OCT-01 ADS-00 /026 W", "/140 W", "------- 103473 082010Z /62".

Also the number of the print copy, "60" or "61/62", on a line of its own.
"""

_DRAFTING = re.compile(r"(?:DRAFTED|APPROVED|CLEARED|CLEARANCES)(?: BY\b|:)")
"""Matches "DRAFTED BY EUR/XX:JROE:AB"."""

_CLEARANCE = re.compile(r"[A-Z][A-Z0-9/]{0,15}(?: ?- ?|: ?)[A-Z(]")
"""Matches "S/PRS - MR. ROE" and "EUR/XX: J DOE (DRAFT)", clearances below the drafter."""

_HEADING = re.compile(r"Message (?:Text|Attributes)$")
"""Matches "Message Text", the heading of the Archives over a telegram; the next line is not its."""

_NOTE = re.compile(
    r"Message (?:Text|Attributes)$|NOTE BY OC/?T|\(\*\) ?#?AS RECEIVED|Visit .{1,80} Web ?[Ss]ite\b"
)
"""Matches "NOTE BY OC/T: PASSED ABOVE ADDRESSEE" and "Visit Embassy X's Classified Web Site at"."""

_KINDS = (
    (re.compile(r"BT$"), FieldKind.BREAK),
    (_END, FieldKind.END),
    (_CHECK, FieldKind.CHECK),
    (_NOTE, FieldKind.NOTE),
)

_FIRST_SIGNS = frozenset("BN<#M(V")
"""Signs with which these lines begin; most lines do not."""


def is_distribution(text: str) -> bool:
    """True for a line of a distribution block of the 1970s."""
    return _DISTRIBUTION.match(text[:200]) is not None


def is_drafting(text: str, *, inside: bool) -> bool:
    """True for a line of a drafting block.

    Args:
        text: the line.
        inside: whether the line above it is of one.
    """
    begins = _DRAFTING.match(text) is not None
    return begins or (inside and len(text) < _LONGEST_CLEARANCE and bool(_CLEARANCE.match(text)))


_LONGEST_CLEARANCE = 70


def end_field(lines: Sequence[Line], at: int) -> tuple[Field, int] | None:
    """The field of a line of procedure, and the line after it; None for any other line."""
    text = lines[at].words
    if text[:1] not in _FIRST_SIGNS:
        return None
    for pattern, kind in _KINDS:
        if pattern.match(text):
            return _taken(lines, at, kind)
    return None


def section_field(lines: Sequence[Line], at: int) -> tuple[Field, int] | None:
    """The field of a further classification line amid the text; None for any other line.

    Telegrams of several sections repeat it with section, or with post and number; a banner alone
    is that of a page.
    """
    leaves = scan_classification_line(lines[at].words)
    named = leaves and any(isinstance(leaf, (SectionOf, MessageSerial)) for leaf in leaves)
    return _taken(lines, at, FieldKind.CLASSIFICATION) if named else None


def caption_field(lines: Sequence[Line], at: int) -> tuple[Field, int] | None:
    """The field of a line of captions; None for any other line."""
    return _taken(lines, at, FieldKind.CAPTION) if scan_caption_line(lines[at].words) else None


_REPEATED: tuple[tuple[FieldKind, Callable[[str], bool], Scan], ...] = (
    (
        FieldKind.EXECUTIVE_ORDER,
        lambda line: scan_executive_order_line(line) is not None,
        scan_executive_order_line,
    ),
    (FieldKind.TAGS, is_tags_line, scan_tags),
    (FieldKind.SUBJECT, is_subject_line, scan_subject),
)
"""Fields that a section repeats below its classification line."""


def repeated_field(lines: Sequence[Line], at: int) -> tuple[Field, int] | None:
    """The field of a head line that is repeated with the classification line; None for any other.

    A subject goes on to the first blank line.
    """
    kind, _, scan = next((x for x in _REPEATED if x[1](lines[at].words)), (None, None, None))
    if kind is None or scan is None:
        return None
    end = at + 1
    while kind is FieldKind.SUBJECT and end < len(lines) and lines[end].words:
        end += 1
    while end < len(lines) and not lines[end].words:
        end += 1
    made = field(kind, lines[at:end], scan)
    return (made, end) if made else None


def release_field(lines: Sequence[Line], at: int) -> tuple[Field, int] | None:
    """The field of a release stamp, and the line after it; None for any other line."""
    if STAMP.match(lines[at].words):
        return _taken(lines, at, FieldKind.RELEASE)
    return None


_SCANS: dict[FieldKind, Scan] = {
    FieldKind.BREAK: lambda text: (Label(text),),
    FieldKind.END: lambda text: (Label(text),),
    FieldKind.CLASSIFICATION: scan_classification_line,
    FieldKind.CAPTION: scan_caption_line,
    FieldKind.NOTE: lambda text: interleave(text, find_excisions(text)),
}
"""How the text of a field becomes leaves; that of the other kinds is plain."""


def _goes_on(note: str, line: Line) -> bool:
    """Whether a line belongs to the note above it; under an address of a web site may be a name."""
    if not line.words or page_leaf(line.text) is not None:
        return False
    name = line.words.removesuffix(".")
    signs = is_upper_name(name) or is_mixed_name(name)
    return not (signs and note.startswith("Visit "))


def _taken(lines: Sequence[Line], at: int, kind: FieldKind) -> tuple[Field, int]:
    end = at + 1
    # A banner under a note, or under the heading of a document, is the telegram's.
    runs_on = kind is FieldKind.NOTE and not _HEADING.match(lines[at].words)
    while runs_on and end < len(lines) and _goes_on(lines[at].words, lines[end]):
        end += 1
    while end < len(lines) and not lines[end].words:
        end += 1
    made = field(kind, lines[at:end], _SCANS.get(kind, lambda text: tuple(plain(text))))
    if made is None:  # plain text is always known
        raise AssertionError(lines[at].text)
    return made, end
