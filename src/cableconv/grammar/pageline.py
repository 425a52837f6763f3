"""Page lines: ``MEXICO 00004390  002 OF 004`` of the 2000s, ``PAGE 02  LA PAZ 05838`` of the 1970s.

They stand at every hundredth line or so, mostly inside a sentence, and are no part of the text.
"""

from __future__ import annotations

import re

import attrs

from cableconv.grammar.banner import match_banner, parse_banner, spaced_pattern
from cableconv.grammar.procedure import LINE_END, line_words
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Text
from cableconv.model.markings import Banner

_NAME = r"[A-Z][A-Z.'-]{0,19}(?: [A-Z][A-Z.'-]{0,19}){0,3}"

_LEVELS = ("TOP SECRET", "SECRET", "CONFIDENTIAL", "RESTRICTED")

CLASS_WORD = (
    rf"(?:UNCLAS(?:SIFIED)?|{'|'.join(map(spaced_pattern, _LEVELS))})(?![A-Z]| {{1,3}}[A-Z](?: |$))"
)
"""Matches ``UNCLAS``, ``S E C R E T``; not the beginning of ``S E C R E T A R Y``."""

_IN_LINE = re.compile(
    r" {1,4}(?P<serial>[0-9]{8}) {1,2}(?P<page>[0-9]{3})(?:\.[0-9])? OF (?P<pages>[0-9]{3})"
    r"(?![0-9])(?: \\(?=\s|$))?"
    rf"|(?<![A-Z0-9])PAGE [0-9]{{2}} {{1,12}}{_NAME} {{1,6}}[0-9]{{4,6}} {{1,6}}"
    r"(?:[0-9]{2} OF [0-9]{2} {1,6})?[0-9]{6}Z(?![A-Z0-9])"
    rf"|(?<![A-Z0-9])PAGE [0-9]{{2}} [QRU][A-Z]{{3,7}}[0-9]{{4}} {CLASS_WORD}"
)
"""Matches `` 00004390  002.2 OF 004 \\`` after the name of a post, and a whole PAGE line.

Also ``PAGE 02 RUEXAAA6406 UNCLAS``, which stands amid the text in naval messages.
"""

_SIGN = re.compile(r"[0-9] OF [0-9]|PAGE [0-9]")
"""Matches in every page line; to look for it is cheaper than for the whole, and mostly enough."""

_BEFORE_SIGN = 24
"""``_IN_LINE`` takes no more before the sign: blanks, serial, blanks, page and a tenth."""

_NAME_BEFORE = re.compile(rf"{_NAME}$")
"""Matches the capitals at the end of ``the whole of PORT OF SPAIN``."""

_PAGE = re.compile(
    rf"PAGE ([0-9]{{1,3}})(?: (?:({_NAME}) ([0-9]{{1,6}}[A-Z]?)|([QRU][A-Z]{{3,7}})([0-9]{{4}}))"
    r"(?: [0-9]{1,2} OF [0-9]{1,2})?(?: [0-9]{6}Z)?)?(?: ([A-Z].*))?"
)
"""Matches ``PAGE 02 LA PAZ 05838 01 OF 02 082005Z`` and ``PAGE 2 RBDTRQ 115B R E S T R ...``.

The last group is a banner. Sources: field guide 2g and 2i; ACP 127(G), 208c.
"""

_WORD = re.compile(r"[^ \t\n\xa0]+")

_SERIAL = re.compile(r"[0-9]{4,8}")
_PAGE_NUMBER = re.compile(r"([0-9]{2,3})(?:\.[0-9])?")
_POST_WORD = re.compile(r"[A-Z][A-Z.'-]{0,19}")
_MOST_NAME_WORDS = 4
_NUMBER_WORDS = 4
_FULL_SERIAL = 8

_CUT_NAME = 10
"""Page lines of the 2000s cut the name of a post to ten characters (``ADDIS ABAB``)."""

_LONGEST_NAME = 40
_LONGEST = 200

_NAMES_OF_WORDS = frozenset(
    (
        "ABU DHABI", "ADDIS ABAB", "AIT TAIPEI", "BANDAR SER", "BELO HORIZ", "BUENOS AIR",
        "CAPE TOWN", "CIUDAD JUA", "DAR ES SAL", "HO CHI MIN", "HONG KONG", "KUALA LUMP",
        "LA PAZ", "NEW DELHI", "NUEVO LARE", "PHNOM PENH", "PORT AU PR", "PORT LOUIS",
        "PORT MORES", "PORT OF SP", "RIO DE JAN", "SAN JOSE", "SAN SALVAD", "SANTO DOMI",
        "SAO PAULO", "ST PETERSB", "TEL AVIV", "THE HAGUE", "UN ROME", "UNVIE VIEN",
        "USEU BRUSS", "USINT HAVA", "USUN NEW Y",
    )
)  # fmt: skip
"""Names of several words, as they are cut, for page lines that stand amid a text in capitals."""


def parse_page_line(line: str) -> PageMarker | None:
    r"""A whole line: ``MEXICO 00004390  002 OF 004 \``, ``PAGE 02  STATE  015113  182333Z``.

    ``page`` is the number after PAGE, or the section in ``002.2 OF 003``. A PAGE line does not
    say how many pages there are (its ``01 OF 02`` counts sections), so ``pages`` is None there.

    A line that lost its post (``00004390  002 OF 004``) counts; ``post`` is empty then.

    A banner at its end (``PAGE 02 RUEXAAA6406 UNCLAS``) is within ``raw``; ``page_line_leaves``
    sets it apart.

    Returns:
        None where the line is none, or holds more than a page line.
    """
    # Most lines are none: the words OF and PAGE, which each form holds, say so at once.
    if len(line) > _LONGEST or not ("OF" in line or "PAGE" in line):
        return None
    words = line_words(line)
    return _recent(line, words) or _older(line, " ".join(words))


def _recent(line: str, words: list[str]) -> PageMarker | None:
    name, numbers = words[:-_NUMBER_WORDS], words[-_NUMBER_WORDS:]
    if len(words) < _NUMBER_WORDS or len(name) > _MOST_NAME_WORDS or numbers[2] != "OF":
        return None
    page, pages = _PAGE_NUMBER.fullmatch(numbers[1]), _PAGE_NUMBER.fullmatch(numbers[3])
    if page is None or pages is None or not _SERIAL.fullmatch(numbers[0]):
        return None
    post = " ".join(name)
    if not all(map(_POST_WORD.fullmatch, name)) or name[:1] == ["PAGE"] or len(post) == 1:
        return None
    if not post and len(numbers[0]) < _FULL_SERIAL:
        return None
    return PageMarker(line, int(page[1]), int(pages[1]), post, numbers[0])


def _older(line: str, words: str) -> PageMarker | None:
    match = _PAGE.fullmatch(words)
    if match is None or (match[6] and parse_banner(match[6]) is None):
        return None
    return PageMarker(
        line, int(match[1]), None, match[2] or match[4] or "", match[3] or match[5] or ""
    )


def page_line_leaves(marker: PageMarker) -> tuple[PageMarker | Text | Banner, ...]:
    """The page line, and the banner at its end as a leaf of its own where it has one.

    ``PAGE 2 RBDTRQ 115B R E S T R I C T E D`` states a classification (ACP 127(G), 208c).
    """
    words = list(_WORD.finditer(marker.raw.rstrip(LINE_END)))
    match = _PAGE.fullmatch(" ".join([word[0] for word in words]))
    if match is None or not match[6]:
        return (marker,)
    at = words[-len(match[6].split())].start()
    banner = match_banner(marker.raw, at)
    if banner is None:
        return (marker,)
    # The gap stays with the page line: text that it interrupts gets no blank more.
    line, rest = marker.raw[:at], marker.raw[at + len(banner.raw) :]
    found = (attrs.evolve(marker, raw=line), banner, Text(rest))
    return found if rest else found[:2]


def find_page_line(text: str, start: int = 0) -> tuple[int, PageMarker] | None:
    """The next page line inside running text, where unwrapped copies have it.

    Strict, because it cuts a sentence: the name of a post, eight digits, three digits ``OF`` three
    digits; or a PAGE line complete with number and time. Amid capitals the name is one word,
    unless the words are a post's known name.

    Args:
        text: any text.
        start: where to begin.

    Returns:
        The place and the page line, its backslash included; None where there is no other.
    """
    first = _SIGN.search(text, start)
    if first is None:
        return None
    # The sign of a page line stands so many characters behind its beginning.
    for match in _IN_LINE.finditer(text, max(start, first.start() - _BEFORE_SIGN)):
        if match["serial"] is None:
            marker = parse_page_line(match[0])
            if marker is not None:
                return match.start(), marker
            continue
        name = _name_before(text, start, match.start())
        if name:
            at = match.start() - len(name)
            raw = text[at : match.end()]
            return at, PageMarker(raw, int(match["page"]), int(match["pages"]), name, match[1])
    return None


def _name_before(text: str, start: int, end: int) -> str:
    first = max(start, end - _LONGEST_NAME)
    match = _NAME_BEFORE.search(text[first:end])
    if match is None:
        return ""
    words = match[0].split(" ")
    before = text[max(0, first + match.start() - 2) : first + match.start()]
    set_off = before in ("", "  ") or before.endswith("\n")
    if set_off and 1 < len(match[0]) <= _CUT_NAME:
        return match[0]
    for count in range(len(words), 1, -1):
        name = " ".join(words[-count:])
        if name[:_CUT_NAME].rstrip() in _NAMES_OF_WORDS:
            return name
    return words[-1] if len(words[-1]) > 1 else ""


def format_page_line(marker: PageMarker) -> str:
    """``MEXICO 00004390  002 OF 004``, or ``PAGE 02    LA PAZ 05838`` where ``pages`` is None.

    A marker whose page cannot be told stays as written.
    """
    if marker.page is None:
        return marker.raw
    if marker.pages is not None:
        return f"{marker.post} {marker.serial}  {marker.page:03} OF {marker.pages:03}".lstrip()
    return f"PAGE {marker.page:02}    {marker.post} {marker.serial}".rstrip()
