"""Cutting the head of a message into pieces: one structural thing each, a line or a part of one.

Gateways ran lines together: sets (``REF/A/...// REF/B/...//``), addresses (``UNCLASSIFIED/ FM ...
TO ... INFO ...``), page lines inside sets. A cut changes no character.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cableconv.grammar.pageline import CLASS_WORD

SETS = (
    "MSGID", "SUBJ", "REF", "NARR", "AMPN", "POC", "RMKS", "GENTEXT", "PASS", "DISTRIBUTION",
    "CANX", "EXER", "OPER", "GEOLOC", "AKNLDG", "DECL",
)  # fmt: skip
"""Names of sets that such messages use."""

_SET = rf"(?:{'|'.join(SETS)})/"

PAGE = re.compile(
    r"PAGE[ \t]{1,3}[0-9]{2,3}[ \t]{0,3}(?:\n|[ \t])[ \t]{0,3}"
    r"R[A-Z]{6}[0-9]{4}[ \t]{0,3}(?:\n|[ \t])[ \t]{0,3}" + CLASS_WORD
)
"""Matches "PAGE 03 RUENAAA6404 UNCLAS", also with a line end inside (NAV07079)."""

_OFFICES = r"PASS\s{1,3}TO OFFICE CODES:"

_CUTS = re.compile(
    r"\n(?:[ \t]{0,4}BT[ \t]{1,4}(?=UNCLAS)|(?:RMKS|GENTEXT/[A-Z]{1,20})/(?=[^/\n]))?"
    rf"|//[ \t]{{0,4}}(?={_SET})"
    rf"| (?={_OFFICES})|\t(?={_OFFICES})"
)
"""Matches the end of a piece: of a line, with BT or the name of the text's set on the next one
where the text follows it there; before a set; before PASS.

Each begins with a line end, slash or blank, written as one sign each, so that letters cost nothing.
"""

_GLUED = re.compile(r"UNCLAS(?:SIFIED)?/{1,2}[ \t]{1,3}FM ")
"""Matches the head of "UNCLASSIFIED/ FM CNO WASHINGTON DC//N1// TO NAVADMIN ..." (NAV13070)."""

_ADDRESS = re.compile(r"(?<=[ \t])(?=(?:FM|TO|INFO) [A-Z])")


def pieces(text: str) -> list[str]:
    """The pieces in order, each with its line end; joined they are the text again."""
    cuts: set[int] = set()
    for match in _CUTS.finditer("\n" + text):
        cuts.add(match.end() - 1)
        if match[0].startswith("\n"):
            cuts.add(match.start())
    for match in PAGE.finditer(text):
        inside = range(match.start() + 1, match.end())
        cuts.difference_update(inside)
        cuts.update((match.start(), match.end()))
    out: list[str] = []
    at = 0
    for cut in sorted(cuts | {len(text)}):
        if cut > at:
            out.extend(_addresses(text[at:cut]))
            at = cut
    return out


def _addresses(piece: str) -> list[str]:
    if not _GLUED.match(piece):
        return [piece]
    cuts = [0, *(match.start() for match in _ADDRESS.finditer(piece)), len(piece)]
    return [piece[a:b] for a, b in pairwise(cuts)]
