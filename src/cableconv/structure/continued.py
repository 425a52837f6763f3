"""How far a field of the head goes on over the next lines, by what each of them says."""

from __future__ import annotations

import re

import attrs

from cableconv.grammar.address import scan_address_line
from cableconv.grammar.classification_line import (
    find_glued_classification,
    scan_classification_line,
)
from cableconv.grammar.reference import continues_list
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import Addressee
from cableconv.structure.lines import LONG_LINE
from cableconv.structure.starts import is_rule, marked_start

_PASSING = re.compile(
    r"(?:PLEASE |PLS )?PASS(?: TO)?:? [A-Z]|(?:FOR|For|ALSO FOR) [A-Z][A-Z/]{1,9}(?![a-z])"
    r"|(?:STATE|DEPT\.?|Department|DEPARTMENT):? (?:PASS |for |FOR |ALSO |[A-Z]{1,5}/)"
    r"|[A-Z][A-Z0-9/,;&. -]{0,60}(?<! NOT) (?:FOR|PASS(?:ED)?(?: TO)?|PLS PASS|PLEASE PASS|ALSO FOR"
    r"|also for):? [A-Z0-9]"
)
"""Matches "DEPT FOR WHA/MEX", "STATE PASS USTR", "PLEASE PASS TO NSC", "FOR EUR/XX (ROE)".

"NOT FOR" limits who may have the cable, and passes nothing.
"""

_OFFICE = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9-]{1,12}){0,4}(?: ?- ?[A-Z])?(?![a-z])|\(|AND |and ")
"""Matches what goes on with a passing instruction: "AND EB", "(ROE), EUR/XX", "EUR/YY", "ROE"."""


def is_passing(words: str) -> bool:
    """Whether a line is a passing instruction; many sentences in capitals look like one."""
    return _PASSING.match(words) is not None


def continues_passing(words: str) -> bool:
    """Whether a line right below a passing instruction is the rest of it, and no other line."""
    other = is_passing(words) or scan_classification_line(words) is not None
    return not other and _OFFICE.match(words) is not None


def continues_subject(words: str) -> bool:
    """Whether a line reads on in a subject; a rule and a classification line with post do not."""
    return not is_rule(words) and find_glued_classification(" " + words) != 1


_ENDING = re.compile(
    r"[ \t]{1,80}(?=\S)(?:WASHDC|WASHINGTON,? D\.?C\.?)?[ \t]{0,4}(?:NIACT[ \t]{1,4})?"
    r"(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE)?[ \t]{0,4}(?:[0-9]{1,4})?[ \t]{0,80}$"
)
"""Matches "  PRIORITY 8537" and "  WASHDC", the ending of an addressee on a line of its own."""


def continues_address(text: str) -> bool:
    """Whether an indented line below an addressee is no addressee of its own, but its ending."""
    return _ENDING.match(text) is not None


def scan_cut_address(text: str, current: FieldKind | None) -> tuple[Inline, ...] | None:
    """The leaves of an address line and of the line below it, which has the addressee's ending.

    None where the two lines are not one addressee.
    """
    found = scan_address_line(text.replace("\n", " "), current)
    if found is None:
        return None
    leaves: list[Inline] = []
    at = 0
    for leaf in found[1]:
        leaves.append(attrs.evolve(leaf, raw=text[at : at + len(leaf.raw)]))
        at += len(leaf.raw)
    whole = any(isinstance(leaf, Addressee) and "\n" in leaf.raw for leaf in leaves)
    return tuple(leaves) if whole else None


_TERMS = re.compile(r"[^a-z:]{1,79}$")
"""Matches a line that continues TAGS: "IN, PK (ROE, JANE Q)"; no field's label."""


def continues_tags(words: str) -> bool:
    """Whether a line right below TAGS holds more of them."""
    return _TERMS.match(words) is not None


def continues_references(words: str, letter: str) -> bool:
    """Whether a line reads on in a REF list; a paragraph on one line, or one with a mark, does not.

    Args:
        words: the line; its mark of one letter may be the letter of a reference.
        letter: the last of the list.
    """
    start = marked_start(words) if words.startswith("(") else None
    marked = start is not None and start.mark is not None
    return len(words) <= LONG_LINE and (not marked or continues_list(letter, words))


_BROKEN_OFF = re.compile(r"(?:^|[ .):;])[0-9]{2}$")
"""Matches the end of "B. STATE 12; C. 08", a year whose post stands on another line."""

_POST = re.compile(r"[A-Z][A-Z.'-]{1,30}(?: [A-Z][A-Z.'-]{1,30}){0,3} [0-9]{2,8}\b")
"""Matches "SAO LAKEPORT 0590", the post."""


def continues_reference(above: str, words: str) -> bool:
    """Whether a line over a blank line is the rest of a reference that broke off after its year."""
    return _BROKEN_OFF.search(above[-4:]) is not None and _POST.match(words) is not None
