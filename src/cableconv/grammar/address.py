"""Originator and addressees: the FM, TO, INFO and XMT lines, format lines 6 to 9.

Source: ACP 127(G), Annex B; 5 FAH-1 H-221 (precedence words); 5 FAH-2 H-321 (message numbers).
"""

from __future__ import annotations

import re

import attrs

from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.classification_line import (
    find_glued_classification,
    scan_classification_line,
)
from cableconv.grammar.pageline import page_line_leaves, parse_page_line
from cableconv.grammar.procedure import is_routing_indicator, is_us_routing_indicator
from cableconv.grammar.scan import interleave, placed
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import Addressee, Originator, Precedence
from cableconv.model.leaf import Label

_ZEN = "ZEN"
"""Operating signal in the place of a routing indicator: delivered by other means."""

_PRECEDENCE_WORDS = {
    "FLASH": Precedence.FLASH,
    "IMMEDIATE": Precedence.IMMEDIATE,
    "PRIORITY": Precedence.PRIORITY,
    "ROUTINE": Precedence.ROUTINE,
}
_NIACT = "NIACT"

_NUMBER = re.compile(r"[0-9]{3,6}")
"""Matches ``8511``, the message number at the end of an addressee."""

_NUMBERED_NAMES = frozenset(("AIG", "CTF", "CTG", "CTU", "JTF", "CJTF", "TF", "BOX"))
"""Words before a number that belongs to the name: ``AIG 7234``."""

_NAME = re.compile(r"[A-Z0-9][A-Z0-9 .,'&()/=@_-]*")
"""Matches ``AMEMBASSY MEXICO`` and ``CNO WASHINGTON DC//N1//``; small letters are no address."""

_LETTERS = re.compile(r"[A-Z]{2}")

_SENTENCE_WORDS = frozenset(
    (
        "ARE", "AS", "BE", "BEEN", "BY", "FROM", "HAD", "HAS", "HAVE", "HE", "HIS", "INTO", "IS",
        "IT", "ITS", "NOT", "OR", "SHE", "THAT", "THEIR", "THEY", "THIS", "TO", "WAS", "WERE",
        "WHICH", "WILL", "WITH", "WOULD",
    )
)  # fmt: skip
"""Words of texts in capitals that stand in no address."""

_OPENING = re.compile(r"THE (?!WHITE )|AN? ")
"""Matches the head of ``THE HIGHEST LEVELS``; the one addressee with an article is no match."""

_OTHER_LINES = re.compile(
    r"(?:BT|NNNN?|PAGE|ACTION|ORIGIN|FM|FROM|DE|ZNR|ZNY|TAGS|SUBJ|SUBJECT|REF|REFS|REFTEL|EO|E\.O"
    r"|DRAFTED|APPROVED|CLASSIFIED|UNCLAS|UNCLASSIFIED|SUMMARY|MSGID|GENADMIN|PASS|ACCT)(?![A-Z0-9])"
    r"|[A-Z /,]{1,40} (?:FOR|PASS) |[A-Z]{1,20} [0-9]{1,4}/[0-9]{2}$"
)
"""Matches the head of lines that follow the addresses: ``E.O. 12958 N/A``, ``STATE FOR EUR/CE``.

Also ``NAVADMIN 062/18``, the number of a naval message.
"""

_CLASS_WORDS = re.compile(
    r"\b(?:SECRET(?! SERVICE)|CONFIDENTIAL|UNCLAS|UNCLASSIFIED|LIMITED|OFFICIAL USE)\b"
    r"|\b[A-Z] [A-Z] [A-Z]\b"
)
"""Matches in ``C O N F I D E N T AL LA PAZ 0123``: a misspelled classification is no addressee."""

_DISTRIBUTION = re.compile(r"[A-Z]{1,6}-[0-9]{2}")
"""Matches ``OCT-01``, an office and its copies: ``INFO OCT-01 ADS-00`` is no address line."""

_EDGES = " \t\r\n\\"
_LONGEST = 160
_MOST_WORDS = 12


@attrs.frozen
class _Ending:
    """What stands after the name of an addressee, and the words before it."""

    words: tuple[str, ...]
    precedence: Precedence | None = None
    niact: bool = False
    mcn: str | None = None


def parse_addressee(raw: str) -> Addressee | None:
    """One addressee: ``RUEHC/SECSTATE WASHDC PRIORITY 8511``, ``SECDEF WASHDC//ISA/ABLAGG//``.

    Where ``ZEN/`` stands for the routing indicator, that is its value. Small letters are allowed
    only after a routing indicator.

    Returns:
        None where the words are no addressee.
    """
    words = raw.strip(_EDGES)
    indicator, words = _indicator(words)
    if not _is_address(words if indicator is None else words.upper()):
        return None
    name, slashes, rest = words.partition("//")
    offices, _, after = rest.partition("//")
    ending = _after_offices(_ending(name), after) if slashes else _ending(name)
    name = " ".join(ending.words) if ending else ""
    if ending is None or not _LETTERS.search(name.upper()):
        return None
    return Addressee(
        raw,
        name,
        indicator,
        ending.precedence,
        ending.niact,
        ending.mcn,
        tuple(office.strip() for office in offices.split("/") if office.strip()),
    )


def _indicator(words: str) -> tuple[str | None, str]:
    head, slash, rest = words.partition("/")
    head, rest = head.rstrip(), rest.lstrip()
    if slash and head == _ZEN:  # one file of the corpus has ZEN//
        return head, rest.lstrip("/ ")
    if slash and not rest.startswith("/") and is_routing_indicator(head):
        return head, rest
    return None, words


def _is_address(words: str) -> bool:
    return len(words) <= _LONGEST and _NAME.fullmatch(words) is not None


def _ending(text: str) -> _Ending:
    """Take message number and precedence from the end of some words, in either order."""
    words = text.split()
    mcn: str | None = None
    precedence: Precedence | None = None
    niact = False
    while len(words) > 1:
        last, before = words[-1], words[-2]
        if mcn is None and _NUMBER.fullmatch(last) and before not in _NUMBERED_NAMES:
            mcn = last
        elif precedence in (None, _PRECEDENCE_WORDS.get(last)) and last in _PRECEDENCE_WORDS:
            precedence = _PRECEDENCE_WORDS[last]  # also where the word stands twice
        elif not niact and last == _NIACT and precedence in (None, Precedence.IMMEDIATE):
            niact, precedence = True, Precedence.IMMEDIATE
        else:
            break
        words.pop()
    return _Ending(tuple(words), precedence, niact, mcn)


def _after_offices(ending: _Ending, after: str) -> _Ending | None:
    """The ending that follows ``//J5//``; None where other words follow."""
    # The dash stands for the name, so that the ending may be all there is.
    further = _ending(f"- {after}")
    if further.words != ("-",):
        return None
    return attrs.evolve(
        ending,
        precedence=further.precedence or ending.precedence,
        niact=further.niact or ending.niact,
        mcn=further.mcn or ending.mcn,
    )


def format_addressee(addressee: Addressee) -> str:
    """``RUEHC/SECSTATE WASHDC PRIORITY 8511``."""
    indicator = f"{addressee.routing_indicator}/" if addressee.routing_indicator else ""
    offices = "/".join(addressee.office_symbols)
    words = [indicator + addressee.name + (f"//{offices}//" if offices else "")]
    if addressee.niact:
        words.append(_NIACT)
    if addressee.precedence:
        words.append(addressee.precedence.name)
    if addressee.mcn:
        words.append(addressee.mcn)
    return " ".join(words)


def parse_originator(raw: str) -> Originator | None:
    """The originator: ``AMEMBASSY MEXICO``, ``CNO WASHINGTON DC//N1//``.

    Returns:
        None where the words are no address; small letters are allowed only after a routing
        indicator.
    """
    indicator, words = _indicator(raw.strip(_EDGES))
    proper = words if indicator is None else words.upper()
    if not _is_address(proper) or not _LETTERS.search(proper):
        return None
    return Originator(raw, " ".join(words.split()), indicator)


def format_originator(originator: Originator) -> str:
    """``AMEMBASSY MEXICO``, with its routing indicator where it has one."""
    indicator = f"{originator.routing_indicator}/" if originator.routing_indicator else ""
    return indicator + originator.name


_ORIGINATOR_LABEL = re.compile(r"[ \t]{0,80}(FM:?|From:|FROM:)(?=[ \t])")
"""Matches the label of ``FM AMEMBASSY MEXICO`` and ``From: AMCONSUL TIJUANA``."""

_ADDRESS_LABEL = re.compile(r"[ \t]{0,80}(TO|INFO|XMT)(?![A-Za-z0-9-])(:?)|[ \t]{0,80}(To|Info):")
"""Matches the label of ``TO RUEHC/SECSTATE WASHDC``, ``XMT/AMEMBASSY SOFIA``, ``To: STATE``."""

_KINDS = {"TO": FieldKind.ACTION, "INFO": FieldKind.INFO, "XMT": FieldKind.EXEMPTED}


def scan_originator_line(line: str) -> tuple[Inline, ...] | None:
    """The leaves of ``FM AMEMBASSY MEXICO``: label and originator.

    Returns:
        Leaves whose ``raw`` joined is the line; None for any other line.
    """
    match = _ORIGINATOR_LABEL.match(line)
    if match is None:
        return None
    at, words = _value(line, match.end())
    originator = parse_originator(words) if _is_plain(words) else None
    if originator is None:
        return None
    return interleave(line, [(match.start(1), Label(match[1])), (at, originator)])


def scan_address_line(
    line: str, current: FieldKind | None
) -> tuple[FieldKind, tuple[Inline, ...]] | None:
    """The leaves of an address line, and whether it is an action, info or exempted addressee.

    A label alone is such a line. After a label a page line may stand (``TO PAGE 02  STATE
    015113  182333Z``). Where a classification line is glued to the addressee, its leaves follow;
    ``find_glued_classification`` tells the place.

    Args:
        line: the line.
        current: kind of the line before; a line without a label continues it where it is ACTION,
            INFO or EXEMPTED, and is none otherwise.

    Returns:
        The kind, and leaves whose ``raw`` joined is the line; None for any other line, such as a
        distribution line (``INFO OCT-01 ADS-00``), a banner, caption or E.O. line.
    """
    match = _ADDRESS_LABEL.match(line)
    if match is not None:
        return _labelled(line, match)
    if current not in _KINDS.values() or current is None:
        return None
    at, words = _value(line, 0)
    found = _addressees(at, words) if _may_continue(words) else None
    return None if found is None else (current, interleave(line, found))


def is_listed(line: str) -> bool:
    """Whether a line begins as only a further addressee does: ``RUEHC/SECSTATE WASHDC``."""
    head, slash, rest = line.partition("/")
    return slash != "" and not rest.startswith("/") and is_us_routing_indicator(head)


def _labelled(line: str, match: re.Match[str]) -> tuple[FieldKind, tuple[Inline, ...]] | None:
    raw = match[0].lstrip(" \t")
    kind = _KINDS[raw.rstrip(":").upper()]
    label: list[tuple[int, Inline]] = [(match.end() - len(raw), Label(raw))]
    at, words = _value(line, match.end())
    if not words:
        return kind, interleave(line, label)
    page = parse_page_line(words)
    if page is not None:
        return kind, interleave(line, [*label, *placed(at, page_line_leaves(page))])
    found = _addressees(at, words)
    return None if found is None else (kind, interleave(line, [*label, *found]))


def _value(line: str, start: int) -> tuple[int, str]:
    """Place and words of what stands after a label, without slash and blanks around it."""
    rest = line[start:]
    words = rest.lstrip(" \t/" if rest.startswith("/") else " \t")
    return start + len(rest) - len(words), words.rstrip(_EDGES)


def _addressees(at: int, words: str) -> list[tuple[int, Inline]] | None:
    glued = find_glued_classification(words)
    address = words if glued is None else words[:glued].rstrip(_EDGES)
    addressee = parse_addressee(address) if _is_plain(address) else None
    if addressee is None:
        return None
    found: list[tuple[int, Inline]] = [(at, addressee)]
    if glued is not None:
        found += placed(at + glued, scan_classification_line(words[glued:]) or ())
    return found


def _is_plain(words: str) -> bool:
    """False for sentences in capitals and for distribution lines."""
    parts = words.split(maxsplit=_MOST_WORDS)
    if not parts or len(parts) > _MOST_WORDS or _DISTRIBUTION.fullmatch(parts[0]):
        return False
    if words[-1] in ".,;:" or ". " in words.replace("ST. ", "") or _OPENING.match(words):
        return False
    return _SENTENCE_WORDS.isdisjoint(parts)


def _may_continue(words: str) -> bool:
    """True where a line without a label can be an addressee, and no other line of a cable."""
    if not words or len(words) > _LONGEST or not words[0].isalpha():
        return False
    if _indicator(words)[0] is not None:
        return True
    if ":" in words or _OTHER_LINES.match(words) or scan_caption_line(words) is not None:
        return False
    if scan_classification_line(words) is not None or parse_page_line(words) is not None:
        return False
    return _CLASS_WORDS.search(words[: find_glued_classification(words)]) is None
