"""The classification line, format line 12: banner, section, post and serial number, captions.

Source: ACP 127(G), 208 and 209; field guide 2c and 2g for the forms that occur.
"""

from __future__ import annotations

import re

from cableconv.grammar.banner import FIRST_LETTERS, match_banner, spaced_pattern
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.remembered import remembered
from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.header import MessageSerial, SectionOf
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.model.markings import Banner, Caption

_BLANKS = re.compile(r"[ \t]*")
_BLANK_SIGNS = frozenset((" ", "\t"))

_SECTION = re.compile(
    rf"{spaced_pattern('SECTION')} {{1,3}}([0-9]{{1,2}}) {{0,2}}(?:OF|0F|GF) {{0,2}}([0-9]{{1,2}})"
    r"(?![0-9A-Z])"
)
"""Matches ``SECTION 01 OF 04``, and ``SECTION 01GF 02`` as one copy has it."""

_FINAL = re.compile(
    rf"FINAL {{1,2}}{spaced_pattern('SECTION')} {{1,3}}OF {{1,3}}([0-9]{{1,2}})(?![0-9A-Z])"
)
"""Matches ``FINAL SECTION OF 2``."""

_SERIAL = re.compile(r"((?:[A-Z][A-Z.'-]{0,19} {1,6}){1,4})([0-9]{1,8})(?![0-9])")
"""Matches ``MEXICO 004390`` and ``USUN NEW YORK 0123``."""

_NO_POST = frozenset(
    (
        "A", "AN", "AND", "ARE", "AS", "AT", "BY", "FOR", "FROM", "HAS", "HAVE", "HELD", "IN",
        "IS", "ON", "OR", "SECTION", "SINCE", "THAT", "TO", "UNTIL", "WAS", "WERE", "WITH",
    )
)  # fmt: skip
"""Words that no post's name holds: ``SECRET TALKS IN BONN 1974`` is no classification line."""

_BARE_SERIAL = re.compile(r"[0-9]{3,8}(?=[ \t\\]*$)")
"""Matches the number of ``LIMITED OFFICIAL USE 5838``, a line whose post is lost."""

_PART = re.compile(r"/([0-9]{1,2})(?![0-9])")
"""Matches the section after the slash of ``LA PAZ 1234/1``."""

_REST = re.compile(
    r"//N[0-9]{5}//?(?![A-Z0-9])|[A-Z]{3}[0-9]{4}(?![A-Z0-9])|\\(?=[ \t]*$)"
    r"|POSS DUPE(?![A-Z])|[-,]{1,3}(?= {0,3}[A-Z])"
)
"""Matches ``//N05800//`` (a subject code), ``PTQ9982`` (a copy number), and a closing backslash.

Also a dash or comma before further words, which must be known themselves.
"""

_PROTECT = re.compile(r"PLEASE PROTECT ACCORDINGLY(?![A-Z])|\.(?=[ \t]*$|[ \t]{1,4}NOT FOR )")
"""Matches what follows ``SENSITIVE BUT UNCLASSIFIED`` on a line of its own: words, a full stop."""

_WORD = re.compile(r"[^ \t]{1,40}")
_CAPTION_WORDS = 20
_FULL_SERIAL = 6
_LOOK_AHEAD = 80


def scan_classification_line(line: str) -> tuple[Inline, ...] | None:
    """The leaves of a line such as ``S E C R E T SECTION 01 OF 04 MEXICO 004390``.

    A ``Banner``, then in any order ``SectionOf``, ``MessageSerial`` and ``Caption`` leaves, with
    text between them. A banner alone is such a line; a sentence (``SECRET talks``) is not. Where
    letter-spacing, section, or post and number leave no doubt, whatever follows on the line is
    kept as text: unwrapped copies have the next header lines there.

    Returns:
        Leaves whose ``raw`` joined is the line; None for any other line.
    """
    # Most lines begin with another letter.
    return _scanned(line) if line.lstrip(" \t")[:1] in FIRST_LETTERS else None


@remembered
def _scanned(line: str) -> tuple[Inline, ...] | None:
    at = _blanks_end(line, 0)
    banner = match_banner(line, at)
    if banner is None:
        return None
    found: list[tuple[int, Inline]] = [(at, banner)]
    at = _blanks_end(line, at + len(banner.raw))
    while at < len(line):
        leaf = _next(line, at, found)
        if leaf is None:
            break
        if not isinstance(leaf, Text):
            found.append((at, leaf))
        at = _blanks_end(line, at + len(leaf.raw))
    if at < len(line) and not _certain(found, line[at : at + _LOOK_AHEAD]):
        return None
    return interleave(line, found)


_FILED = re.compile(r"(Telegram)(Restricted by caption\. )?(?=[A-Z])")
"""Matches the words of a mailer in ``TelegramUNCLASSIFIED   TRIPOLI   00000014`` (25 pages)."""


def scan_filed_line(line: str) -> tuple[Inline, ...] | None:
    """The line that a mailer put over a telegram: its first word is furniture, a restriction text.

    Returns:
        Leaves whose ``raw`` joined is the line; None for any other line.
    """
    words = _FILED.match(line)
    leaves = scan_classification_line(line[words.end() :]) if words else None
    if words is None or leaves is None or not isinstance(leaves[-1], MessageSerial):
        return None
    restricted = [Text(words[2])] if words[2] else []
    return (Furniture(words[1], FurnitureKind.MAIL), *restricted, *leaves)


def _blanks_end(line: str, at: int) -> int:
    if line[at : at + 1] not in _BLANK_SIGNS:
        return at
    match = _BLANKS.match(line, at)
    return match.end() if match else at


def _next(line: str, at: int, found: list[tuple[int, Inline]]) -> Inline | None:
    kinds = {type(leaf) for _, leaf in found}
    first = found[0][1]
    sbu = isinstance(first, Banner) and "SBU" in first.controls
    rest = _REST.match(line, at) or (_PROTECT.match(line, at) if sbu else None)
    if rest is not None:
        return Text(rest[0])
    section = None if SectionOf in kinds else _section(line, at, found)
    if section is not None:
        return section
    serial = None if MessageSerial in kinds else _serial(line, at)
    if serial is not None and serial.post in _SERIES:
        return serial
    return _caption(line, at) or serial


_SERIES = ("SECTO",)
"""Telegrams of the Secretary's party count as ``SECTO``, which is a caption elsewhere."""


def _section(line: str, at: int, found: list[tuple[int, Inline]]) -> SectionOf | None:
    if match := _SECTION.match(line, at):
        return SectionOf(match[0], int(match[1]), int(match[2]))
    if match := _FINAL.match(line, at):
        return SectionOf(match[0], int(match[1]), int(match[1]), final=True)
    after_serial = isinstance(found[-1][1], MessageSerial)
    if after_serial and (match := _PART.match(line, at)):
        return SectionOf(match[0], int(match[1]))
    return None


def _serial(line: str, at: int) -> MessageSerial | None:
    if match := _SERIAL.match(line, at):
        words = match[1].split()
        named = _NO_POST.isdisjoint(words)
        return MessageSerial(match[0], " ".join(words), match[2]) if named else None
    if match := _BARE_SERIAL.match(line, at):
        return MessageSerial(match[0], "", match[0])
    return None


def _caption(line: str, at: int) -> Caption | None:
    """The longest caption in capitals that begins at a place."""
    ends: list[int] = []
    end = at
    while len(ends) < _CAPTION_WORDS and (word := _WORD.match(line, _blanks_end(line, end))):
        end = word.end()
        ends.append(end)
    for end in reversed(ends):
        raw = line[at:end]
        caption = parse_caption(raw) if raw.isupper() else None
        if caption is not None:
            return caption
    return None


def _certain(found: list[tuple[int, Inline]], rest: str) -> bool:
    """True where the line cannot be a sentence, although its rest is unknown."""
    word = found[0][1].raw
    if word[1:2] == " ":  # a letter-spaced word; that of an entire-text statement is no banner
        return "ENTIRE" not in rest.upper()
    if rest.startswith("//"):  # no sentence goes on so; the control is unknown and stays text
        return True
    if any(isinstance(leaf, SectionOf) for _, leaf in found):
        return True
    digits = [len(leaf.serial) for _, leaf in found if isinstance(leaf, MessageSerial)]
    short = word.split()[0] == "UNCLAS"
    return bool(digits) and (short or digits[0] >= _FULL_SERIAL)


_GLUED = re.compile(
    rf"(?<=[ /])(?:{spaced_pattern('TOP SECRET')}"
    rf"|{spaced_pattern('UNCLAS')}|{spaced_pattern('CONFIDENTIAL')}"
    rf"|{spaced_pattern('SECRET')}|LIMITED OFFICIAL USE)(?![A-RT-Z])"
)
"""Matches the place in ``SECDEF WASHDC//ISA//UNCLAS SECTION 01 OF 02 HANOI 003294``."""

_GLUED_WORDS = ("UNCLAS", "CONFIDENTIAL", "SECRET", "LIMITEDOFFICIALUSE")
"""One of these stands on each line where ``_GLUED`` matches, once the blanks are gone."""

_LONGEST_ADDRESS = 400


def find_glued_classification(line: str) -> int | None:
    """Where a classification line begins that is glued to the end of an address line.

    It counts only with a section or with post and number, so that no name of an addressee does.

    Returns:
        The place of the banner; None where there is none.
    """
    head = line[:_LONGEST_ADDRESS]
    letters = head.replace(" ", "")
    if not [word for word in _GLUED_WORDS if word in letters]:  # most lines
        return None
    for match in _GLUED.finditer(head):
        if head[: match.start()].replace(" ", "").endswith("TOP"):
            continue  # the SECRET of a line that begins with TOP SECRET
        leaves = scan_classification_line(head[match.start() :])
        if leaves and any(isinstance(leaf, (SectionOf, MessageSerial)) for leaf in leaves):
            return match.start()
    return None
