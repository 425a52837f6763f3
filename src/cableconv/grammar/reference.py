"""References: ``REF: A. STATE 015541  B. 06 MEXICO 862 (NOTAL)``, ``REFTEL: (A) BONN 14355``.

Sources: standards A5; field guide 2c (1,792 lettered lists, 264 that are no cables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cableconv.grammar.caption import parse_caption
from cableconv.grammar.entire_text import match_entire_text
from cableconv.grammar.mrn import format_mrn, parse_mrn
from cableconv.grammar.pageline import find_page_line, page_line_leaves
from cableconv.grammar.portion import match_portion_mark
from cableconv.grammar.scan import interleave, placed
from cableconv.model.content import Inline
from cableconv.model.header import Reference, ReferenceKind
from cableconv.model.leaf import Furniture, FurnitureKind, Label

_LABEL = re.compile(
    r"\s{0,80}(?P<label>(?:REFERENCES?|REFTELS?|REFS?|REF\(S\)|REFTEL\(S\))\s{0,3}:"
    r"|(?-i:REFERENCES?|REFTELS?|REFS?|REF\(S\))(?![A-Za-z])[.;]?)",
    re.IGNORECASE,
)
"""Matches ``REF:``, ``REFS:``, ``REFTEL:``, ``Ref:``; in capitals also without colon."""

_VALUE_HEAD = re.compile(
    r"\s{0,80}(?:[\u00b6(]{0,2}[A-Z][.):]|\(?[A-Z]\)|[A-Z] [0-9]{2}|[0-9]{2} ?[A-Z]"
    r"|[A-Z][A-Z.'-]{1,30}(?: [A-Z][A-Z.'-]{1,30}){0,3} [0-9]{2,8}|$)"
)
"""Matches how a list begins after ``REF`` without colon: ``A. STATE 1``, ``06 MEXICO 862``."""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DOUBLED = "|".join([*(f"A{second}" for second in "ABCDEFGHIJKL"), *(2 * x for x in _ALPHABET[1:])])
"""Letters of a list beyond Z: ``AA``, then ``BB`` or ``AB``."""

_LETTER = re.compile(
    r"(?<![A-Za-z0-9.'(\u00b6])\u00b6?"
    rf"(?:\((?P<closed>[A-Za-z]|{_DOUBLED})[).],?"
    rf"|(?P<open>[A-Za-z]|{_DOUBLED})[.):](?![A-Za-z]\.)\)?"
    rf"|(?P<bare>[A-Z]|{_DOUBLED})(?= {{1,3}}(?:[0-9]{{2}} ?[A-Z]|STATE )))\s{{0,9}}"
)
"""Matches ``A. ``, ``(A) ``, ``A) ``, ``A: `` and the ``A`` of ``A 06 MEXICO 862``; also ``AA.``"""

_NEXT_LETTERS = 2
"""A letter may be skipped; one further on is no letter of the list."""


def is_references_line(line: str) -> bool:
    """Whether a line begins with a label of references.

    Without a colon the label must be in capitals and a list must follow it.
    """
    match = _LABEL.match(line)
    if match is None:
        return False
    return match["label"].endswith(":") or _VALUE_HEAD.match(line, match.end()) is not None


def scan_references(text: str, year: int | None) -> tuple[Inline, ...]:
    """A field of references as leaves.

    Args:
        text: the field, with its label if it has one, and the lines that continue it.
        year: the cable's own, four digits; the year of references that give none.

    Returns:
        Label, references, and what separates them as text; page lines as ``PageMarker``. Their
        ``raw`` joined is ``text``.
    """
    found: list[tuple[int, Inline]] = []
    match = _LABEL.match(text)
    at = 0
    if match is not None:
        found.append((match.start("label"), Label(match["label"])))
        at = match.end()
    letters = ""
    while at < len(text):
        page = find_page_line(text, at)
        end = page[0] if page else len(text)
        for start, stop, letter in _items(text, at, end, letters):
            letters = letter or letters
            found.extend(_references(text, start, stop, year))
        if page:
            found.extend(placed(end, page_line_leaves(page[1])))
            end += len(page[1].raw)
        at = end
    return interleave(text, found)


def _items(text: str, start: int, end: int, last: str) -> Iterator[tuple[int, int, str]]:
    """Where each item begins and ends, and its letter; the text before the first is one too."""
    head, letter = start, ""
    for match in _LETTER.finditer(text, start, end):
        name = _named(match)
        first = not last and not text[start : match.start()].strip()
        if not first and not _follows(last, name):
            continue
        yield head, match.start(), letter
        head, letter, last = match.start(), name, name
    yield head, end, letter


def _follows(last: str, letter: str) -> bool:
    return 1 <= _order(letter) - _order(last) <= _NEXT_LETTERS


def _order(letter: str) -> int:
    """The place of a letter in a list: 1 for A, 27 for AA, 28 for both AB and BB; 0 for none."""
    return _ALPHABET.index(letter[-1]) + 1 + 26 * (len(letter) - 1) if letter else 0


def last_letter(line: str, before: str = "") -> str:
    """The last letter of the list on a line: ``B`` for ``REF: A. STATE 1 B. STATE 2``.

    Args:
        line: of a field of references, with its label or without.
        before: the last letter of the lines above it; given back where the line has none.
    """
    label = _LABEL.match(line)
    letter = before
    for _, _, found in _items(line, label.end() if label else 0, len(line), before):
        letter = found or letter
    return letter


def continues_list(letter: str, line: str) -> bool:
    """Whether a lettered line, ``(B) STATE 12``, is the next of a list.

    Its letter must be the next one. A letter in parentheses that is a portion mark too must be
    followed by a reference: ``(C) Poloff delivered reftel points`` begins the text.

    Args:
        letter: the last of the list so far; empty where it has none.
        line: without blanks around it.
    """
    match = _LETTER.match(line)
    if match is None or not _follows(letter, _named(match)):
        return False
    if match["closed"] is None or match_portion_mark(line) is None:
        return True
    words = line[match.end() :]
    return words.isupper() or parse_reference(line).kind is not ReferenceKind.OTHER


def _named(match: re.Match[str]) -> str:
    return (match["closed"] or match["open"] or match["bare"]).upper()


_EDGE = " \t\n,;:\\"

_TRAILING_AND = re.compile(r"[,;]?\s{1,9}(?:AND|and|&)$")
"""Matches the last word of ``STATE 1234 AND`` before ``B. ...``"""

_JOINT = re.compile(r"\s{0,9}(?:[,;\n]|:(?=\s)|(?<=\s)(?:AND|and|&)(?=\s))\s{0,9}")
"""Matches what separates two references: a comma, semicolon, colon, line end, or ``AND``."""


_STATEMENT = re.compile(
    r"(?<!\S)(?:SENSITIVE BUT UNCLASSIFIED|Sensitive [Bb]ut [Uu]nclassified|SBU(?![\w/)])"
    r"|CLASSIFIED BY|Classified [Bb]y|SENSITIVE(?!\w))"
)
"""Matches the head of a marking that unwrapped copies glue to the last reference."""


def _references(text: str, start: int, end: int, year: int | None) -> Iterator[tuple[int, Inline]]:
    raw = text[start:end]
    cut = _STATEMENT.search(raw)
    glued = _marking(text, start + cut.start(), end) if cut else None
    if cut:
        raw = raw[: cut.start()]
    yield from _references_only(raw, start, year)
    if glued:
        yield glued


def _marking(text: str, start: int, end: int) -> tuple[int, Inline] | None:
    """The statement or caption glued behind a list; None where its words are not wholly known."""
    statement = match_entire_text(text, start)
    if statement is not None and start + len(statement.raw) <= end:
        return start, statement
    words = text[start : min(end, start + _LONGEST)].strip(_EDGE + ".")
    caption = parse_caption(words)
    return (
        (start, caption) if caption and not text[start + len(words) : end].strip(" .\n") else None
    )


def _references_only(raw: str, start: int, year: int | None) -> Iterator[tuple[int, Inline]]:
    start += len(raw) - len(raw.lstrip(_EDGE))
    raw = raw.strip(_EDGE)
    ending = _TRAILING_AND.search(raw[-12:])
    if ending:
        raw = raw[: len(raw) - len(ending[0])].rstrip(_EDGE)
    if not any(map(str.isalnum, raw)):
        return
    if raw.startswith("\u00b6"):
        yield start, Furniture("\u00b6", FurnitureKind.PILCROW)
        start, raw = start + 1, raw[1:]
    for at, leaf in _divided(raw, year) or _apart(raw, year):
        yield start + at, leaf


def _apart(raw: str, year: int | None) -> Iterator[tuple[int, Reference]]:
    """References that semicolons separate, each whole: its commas are its own."""
    at = 0
    for part in raw.split(";"):
        words = part.strip(_EDGE)
        if words:
            yield at + part.index(words), parse_reference(words, year)
        at += len(part) + 1


def _divided(raw: str, year: int | None) -> list[tuple[int, Reference]]:
    """``STATE 1234, 1250`` as two references; empty unless each part is a cable."""
    found: list[tuple[int, Reference]] = []
    for at, part in _parts(raw):
        leaf = parse_reference(part, year)
        if found and _SERIAL.fullmatch(part) and _ends_in_number(found[-1][1].raw):
            leaf = _next_of(found[-1][1], part)
        if leaf.kind is not ReferenceKind.CABLE:
            return []
        letter = leaf.letter or (found[0][1].letter if found else None)
        found.append((at, attrs.evolve(leaf, letter=letter)))
    return found


def _parts(raw: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _JOINT.finditer(raw):
        if match.start() > at:
            yield at, raw[at : match.start()]
        at = match.end()
    if at < len(raw):
        yield at, raw[at:]


_SERIAL = re.compile(r"[0-9]{3,8}(?: \(NOTAL\))?")
"""Matches the ``1250`` of ``STATE 1234, 1250``."""


def _ends_in_number(raw: str) -> bool:
    # After the date of "MEXICO 12 OF MAY 5, 1974" a number is a year and no further cable.
    cable = _cable(_without_letter(" ".join(raw.split())))
    return _SERIAL.fullmatch(raw) is not None or (cable is not None and not cable["rest"])


def _next_of(before: Reference, raw: str) -> Reference:
    mrn = parse_mrn(before.mrn or "")
    serial = raw.split(" ", maxsplit=1)[0]
    number = format_mrn(mrn.year, mrn.post, serial) if mrn else None
    return Reference(raw, ReferenceKind.CABLE, before.letter, number, "NOTAL" in raw)


_CABLE = re.compile(
    r"(?:(?P<year>(?:19|20)?[0-9]{2})[ -]?)?"
    r"(?P<post>[A-Za-z][A-Za-z.'\u2019-]{0,30}(?: [A-Za-z][A-Za-z.'\u2019-]{0,30}){0,3}?)"
    r" ?(?P<serial>(?<=[ 0-9])A-?[0-9]{1,6}|[0-9]{1,8})(?![0-9A-Za-z/:-])(?P<rest>.*)"
)
"""Matches ``STATE 015541``, ``06 MEXICO 862 (NOTAL)``, ``08STATE1234``, ``BONN A-50``."""

_NO_POST = re.compile(
    r"\b(?:E-?MAILS?|TELCONS?|PHONCONS?|LETTERS?|MEMOS?|MEMORANDUM|FAX|IIR|TD|TDX|REPORT|PARAS?"
    r"|UNSCR|UNSC|RES|RESOLUTION|FAM|FAH|DTG|ROOM|PAGE|SECTION|NOTE|OF$|ON|DATED|AND|FROM|TO|JAN|FEB"
    r"|MAR|APR|MAY|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST"
    r"|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?![A-Za-z])",
    re.IGNORECASE,
)
"""Matches words that are no part of a post's name, but come before numbers: ``UNSCR 1701``."""

_DATE_FOLLOWS = re.compile(r"\s(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)", re.IGNORECASE)
_PLACE_OF = re.compile(r"(?:AMEMBASSY|EMBASSY|AMCONSUL|AMCONGEN|USMISSION|SECSTATE WASHDC) ")
_DTG_YEAR = re.compile(r"DTG:? ?[0-9]{6} ?Z ?[A-Z]{3} ?((?:19|20)?[0-9]{2})(?![0-9])")
"""Matches ``DTG 031628Z SEP 75`` inside a reference."""

_YEAR_AFTER = re.compile(
    r"^ ?\(((?:19|20)?[0-9]{2})\)"
    r"|^,? ?\(?(?:OF |of |DATED |dated )?(?:[A-Za-z]{3,9}\.? [0-9]{1,2},? ?)?((?:19|20)[0-9]{2})"
    r"(?![0-9])"
)
"""Matches the year after ``LAKEPORT 123 (05)`` and ``LAKEPORT 123 OF MAY 5, 1974``."""

_KINDS = (
    (ReferenceKind.EMAIL, re.compile(r"\bE-?MAILS?\b", re.IGNORECASE)),
    (ReferenceKind.TELCON, re.compile(r"\b(?:TEL-?|TELE|PHONE? ?)CONS?\b", re.IGNORECASE)),
    (ReferenceKind.REPORT, re.compile(r"\b(?:IIR\b|TDX?-?[0-9]|REPORTS?\b)", re.IGNORECASE)),
)
"""Words that say what a reference is, looked for before it is taken for a cable."""

_LONGEST = 300


def parse_reference(raw: str, year: int | None = None) -> Reference:
    """One reference, with or without its letter.

    Args:
        raw: ``B. 06 MEXICO 862 (NOTAL)``; blanks and line ends inside count as one blank.
        year: of the cable that refers; counts where the reference gives none.

    Returns:
        A cable where a post and number can be read, with its number unless the year is unknown;
        else by its words an e-mail, conversation or report, else ``OTHER``.
    """
    words = " ".join(raw[:_LONGEST].split())
    match = _LETTER.match(words)
    letter = _named(match) if match else None
    body = _without_letter(words)
    notal = "NOTAL" in raw.upper()
    for kind, pattern in _KINDS:
        if pattern.search(body):
            return Reference(raw, kind, letter, None, notal)
    cable = _cable(body)
    if cable is None:
        return Reference(raw, ReferenceKind.OTHER, letter, None, notal)
    return Reference(raw, ReferenceKind.CABLE, letter, _mrn(cable, year), notal)


def _without_letter(words: str) -> str:
    # Twice, because editors number lists that have letters: "A. A) MEXICO 3747".
    for _ in range(2):
        match = _LETTER.match(words)
        words = words[match.end() :] if match else words
    return words


def _cable(body: str) -> re.Match[str] | None:
    match = _CABLE.fullmatch(body)
    if match is None or _NO_POST.search(match["post"]) or _DATE_FOLLOWS.match(match["rest"]):
        return None
    post = match["post"]
    if len(post) < 2 or post[-1] in "-'\u2019" or _POSSESSIVE.search(post):  # noqa: PLR2004
        return None
    # A post is written in capitals or as a name; words of a sentence are neither.
    return match if post.isupper() or _LINKS.sub(" ", post).istitle() else None


_LINKS = re.compile(r" (?:of|es|au|de) ")
"""Matches the small words of ``Port of Spain``, ``Dar es Salaam``, ``Port au Prince``."""


_POSSESSIVE = re.compile(r"['\u2019][Ss]$")
"""Matches the end of ``POST'S`` before an airgram's number."""


def _mrn(cable: re.Match[str], year: int | None) -> str | None:
    stated = _YEAR_AFTER.match(cable["rest"]) or _DTG_YEAR.search(cable["rest"])
    digits = cable["year"] or (stated[stated.lastindex or 1] if stated else "")
    if digits:
        year = int(digits)
    if year is None:
        return None
    post = cable["post"].upper()
    post = "STATE" if post in {"SECSTATE", "SECSTATE WASHDC"} else _PLACE_OF.sub("", post)
    return format_mrn(year, post, cable["serial"].replace("-", ""))


def format_reference(reference: Reference) -> str:
    """The reference in its usual form: ``B. 06 MEXICO 862 (NOTAL)``.

    References without a number of their own keep their words, single-spaced.
    """
    words = " ".join(reference.raw.split())
    body = _without_letter(words)
    mrn = parse_mrn(reference.mrn or "")
    if mrn is not None:
        serial = mrn.serial.replace("A", "A-")
        body = f"{mrn.year % 100:02} {mrn.post} {serial}"
    if reference.notal and "NOTAL" not in body.upper():
        body += " (NOTAL)"
    return f"{reference.letter}. {body}" if reference.letter else body
