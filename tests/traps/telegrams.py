"""An invented telegram, which each trap damages in its own way."""

from __future__ import annotations

import cableconv as cc
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text

HEAD = """\
VZCZCXRO1234
RR RUEHXX
DE RUEHLP #0123/01 0451530
ZNR UUUUU ZZH
R 141530Z FEB 06
FM AMEMBASSY LAKEPORT
TO RUEHC/SECSTATE WASHDC 0456
BT
UNCLAS SECTION 01 OF 02 LAKEPORT 000123

SENSITIVE
SIPDIS

E.O. 12958: N/A
TAGS: PREL, XX
SUBJECT: THE FERRY AND ITS MAST

"""

LONG = "The harbor master spoke at length about the ferry and about its long history. " * 4
"""A paragraph of an unwrapped copy."""


def read(text: str, **hints: int | str) -> Cable:
    """The cable of a telegram's text, of which every character is kept."""
    cable = cc.loads(text, format="telegram", **hints)  # type: ignore[arg-type]  # mrn or year
    assert source_text(cable) == text
    return cable


def body(text: str) -> Cable:
    """The cable of a text below the invented head."""
    return read(HEAD + text)
