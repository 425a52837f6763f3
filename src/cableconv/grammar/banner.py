"""Banners: the classification of a whole cable, solid or letter-spaced, with its controls.

ACP 127(G), 209a, prescribes the letter-spacing of ``C O N F I D E N T I A L``; it is no noise.
"""

from __future__ import annotations

import re

import attrs

from cableconv.grammar.caption import parse_caption
from cableconv.grammar.marking_words import parse_words
from cableconv.model.markings import CONTROL_WORDS, Banner, is_instruction


def spaced_pattern(words: str) -> str:
    """A pattern for some words, each solid or letter-spaced: ``S E C R E T`` as ``SECRET``."""
    return " {0,3}".join(words.replace(" ", ""))


_LEVEL_WORDS = (
    "SENSITIVE BUT UNCLASSIFIED",
    "LIMITED OFFICIAL USE",
    "LIMITED OFFFICIAL USE",
    "FOR OFFICIAL USE ONLY",
    "OFFICIAL USE ONLY",
    "TOP SECRET",
    "SECRET",
    "CONFIDENTIAL",
    "RESTRICTED",
    "UNCLASSIFIED",
    "UNCLAS",
    "CUI",
)
FIRST_LETTERS = frozenset(words[0] for words in _LEVEL_WORDS)
"""Signs with which a banner begins."""

_HEADS = frozenset(head for words in _LEVEL_WORDS for head in (words[:2], words[0] + " "))
"""The first two signs of a banner, solid or letter-spaced."""

_SLIPS = {"LIMITED OFFFICIAL USE": "LIMITED OFFICIAL USE"}
"""Slips of the source that leave no doubt (aad_txt_layout/1974LAPAZ01325.txt)."""

_LEVEL = re.compile(
    "(?:" + "|".join(f"({spaced_pattern(words)})" for words in _LEVEL_WORDS) + ")(?![A-Za-z0-9])"
)
"""Matches ``C O N F I D E N T I A L``, ``T O P S E C R E T``, ``UNCLAS``: a group for each."""

_LONE_LETTER = re.compile(r" {1,3}[A-Z](?: |$)")
"""Matches `` A `` after ``S E C R E T`` in ``S E C R E T A R Y``: another word, letter-spaced."""

_BESIDE_WORDS = ("EFTO", "NOFORN", "FOUO", "SBU", "FOR OFFICIAL USE ONLY")
_BESIDE = re.compile(
    " {1,4}(?:" + "|".join(f"({spaced_pattern(words)})" for words in _BESIDE_WORDS) + ")(?![\\w-])"
)
"""Matches `` E F T O`` in ``UNCLAS E F T O LONDON 000123``: controls that need no slashes."""

_SPACED_NEXT = re.compile(
    " {1,4}(?:" + "|".join(map(spaced_pattern, (*_BESIDE_WORDS, "SECTION", "FINAL"))) + ")"
)
"""Matches `` S E C T I O N`` and `` E F T O``, which may follow a letter-spaced level."""

_SLASHED = re.compile(r" ?(?://?|-{1,2}) ?([A-Z0-9][A-Z0-9 ,.-]{0,80})")
"""Matches ``//REL TO USA, GBR`` and `` - NOFORN``, with what follows up to the next slash."""

_REL_LIST = re.compile(
    r"REL(?:EASABLE)?(?: TO)? [A-Z]{2,20}(?:(?:, ?(?:AND )?| AND )[A-Z]{2,20}){0,40}"
)
"""Matches ``REL TO USA, GBR AND CAN``, countries of one word."""

_CLOSING = re.compile(r" ?//?(?=[ \t]*$)")
"""Matches the slashes at the end of ``UNCLASSIFIED//``."""

_COUNTRY = re.compile(r"[A-Z]{3,4}")
"""Matches ``GBR`` in ``REL TO USA/GBR``."""

_LONG_FORMS = {words: control for control, words in CONTROL_WORDS.items()}
_LONGEST = 400


def match_banner(text: str, at: int = 0) -> Banner | None:
    """The banner that begins at a place of a text: level, then controls that are known.

    Args:
        text: a line.
        at: where the banner begins.

    Returns:
        The banner, whose ``raw`` ends where the known words end; None where none begins here.
    """
    if text[at : at + 2] not in _HEADS:  # most lines: spare twelve alternatives
        return None
    match = _LEVEL.match(text, at)
    if match is None or match.lastindex is None:
        return None
    level = _LEVEL_WORDS[match.lastindex - 1]
    end = match.end()
    if " " in match[0] and _LONE_LETTER.match(text, end) and not _SPACED_NEXT.match(text, end):
        return None
    head = parse_words(_SLIPS.get(level, level))
    if head is None:
        return None
    controls, rel_to = list(head.controls), list(head.rel_to)
    while (found := _control(text, end, listed=bool(rel_to))) is not None:
        controls.extend(found.controls)
        rel_to.extend(found.rel_to)
        end += found.length
    closing = _CLOSING.match(text, end)
    end = closing.end() if closing else end
    return Banner(text[at:end], head.level, tuple(dict.fromkeys(controls)), tuple(rel_to))


@attrs.frozen
class _Control:
    """What a control states, and its length in the text."""

    controls: tuple[str, ...]
    rel_to: tuple[str, ...] = ()
    length: int = 0


def _control(text: str, at: int, *, listed: bool) -> _Control | None:
    """The control at a place; None where no known one begins there.

    Args:
        text: a line.
        at: the place.
        listed: True after REL TO, where a further country may follow a slash.
    """
    beside = _BESIDE.match(text, at)
    if beside is not None and beside.lastindex is not None:
        value = _value(_BESIDE_WORDS[beside.lastindex - 1], listed=False)
        return value and _Control(value.controls, value.rel_to, beside.end() - at)
    slashed = _SLASHED.match(text, at)
    if slashed is None:
        return None
    head, words = slashed.start(1) - at, slashed[1]
    country_list = _REL_LIST.match(words)
    size = country_list.end() if country_list else len(words)
    while size > 0:
        beginning = words[:size].rstrip(" ,.-")
        value = _value(beginning, listed=listed)
        if value is not None:
            return _Control(value.controls, value.rel_to, head + len(beginning))
        size = words.rfind(" ", 0, size)
    return None


def _value(words: str, *, listed: bool) -> _Control | None:
    """What the words of one control state; captions count, ``UNCLASSIFIED//SENSITIVE``."""
    name = _LONG_FORMS.get(words, words)
    if is_instruction(name):
        return _Control((name,))
    marking = parse_words(f"SECRET//{name}") if name else None
    if marking is not None and not marking.entire:
        return _Control(marking.controls, marking.rel_to)
    if listed and _COUNTRY.fullmatch(name):
        return _Control((), (name,))
    caption = parse_caption(name)
    return _Control((caption.name,)) if caption else None


def parse_banner(raw: str) -> Banner | None:
    """A banner and nothing else: ``S E C R E T``, ``UNCLAS EFTO``, ``SECRET//REL TO USA, GBR``.

    LIMITED OFFICIAL USE, SENSITIVE BUT UNCLASSIFIED and FOR OFFICIAL USE ONLY are controls on
    unclassified text: level ``U`` with ``LOU``, ``SBU``, ``FOUO``.

    Args:
        raw: the words; blanks around them are allowed and kept in ``raw``.

    Returns:
        None where any other word stands beside them, or small letters are used.
    """
    words = raw.strip()
    if words[:2] not in _HEADS or len(words) > _LONGEST:
        return None
    found = match_banner(words)
    if found is None or found.raw != words:
        return None
    return Banner(raw, found.level, found.controls, found.rel_to)


def format_banner(banner: Banner) -> str:
    """The banner in solid, canonical words: ``SECRET//NOFORN``, ``LIMITED OFFICIAL USE``."""
    return banner.words
