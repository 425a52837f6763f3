"""An invented head of a telegram, and what is asked of a text that was read."""

from __future__ import annotations

from cableconv.model.blocks import Field
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.model.walk import iter_blocks
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse

HEAD = """\
VZCZCXRO1234
PP RUEHDBU
DE RUEHZZ #0123/01 0451530
ZNY CCCCC ZZH
P 141530Z FEB 06
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 0456
BT
C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE 000123

SIPDIS

E.O. 12958: DECL: 02/14/2016
TAGS: PREL, XX
SUBJECT: AN EXAMPLE

Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).

"""


def read(text: str, year: int | None = None) -> Cable:
    """The cable of some telegram text; fails where a character is lost."""
    return finished(parse(text, year=year), text, Provenance(source="test"))


def body(text: str) -> Cable:
    return read(HEAD + text)


def kinds(cable: Cable) -> list[str]:
    return [type(b).__name__ for b in iter_blocks(cable.blocks) if not isinstance(b, Field)]


def notice_kinds(cable: Cable) -> set[NoticeKind]:
    return {notice.kind for notice in cable.notices}
