"""Telegrams filed as mails: the header of the mail says nothing about the telegram."""

from __future__ import annotations

import pytest

from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.source import Provenance
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.structure.telegram import finished, parse

TELEGRAM = """\
UNCLAS

VZCZCXRO0782
RR RUEHNOT
DE RUEHNOT #0126 0491942
ZNR UUUUU ZZH
R 181942Z FEB 08
FM AMEMBASSY EASTLAKE
TO RUEHC/SECSTATE WASHDC 3095
UNCLAS EASTLAKE 000126

SENSITIVE

E.O. 12958: N/A
TAGS: ECON XX
SUBJECT: A BARGE WON

1.(SBU) In a move.
"""

MAILS = (
    """\
Sent: Monday, February 18, 2008 9:42 PM
To: EACTEastlake(Main Room 2530)
Subject: EASTLAKE 00000126 R UN 18-FEB-08 A BARGE
WON BY A GULL [7039621]

""",
    """\
EASTLAKE 00000126 R UN 18-FEB-08 A BARGE [7039621]From: ROE, JANE [EACTAPP@example.gov]
Sent: Monday, February 18, 2008 9:42 PM
To: EACTEastlake
Subject: EASTLAKE 00000126 R UN 18-FEB-08 A BARGE [7039621]

""",
    """\
EASTLAKE 00000126 R UN 18-FEB-08 A BARGE [7039621]From:
ROE, JANE [EACTAPP@example.gov]
Sent: Monday, February 18, 2008 9:42 PM

""",
)


def read(text: str) -> Cable:
    cable = finished(parse(text), text, Provenance(source="test"))
    assert source_text(cable) == text
    return cable


@pytest.mark.parametrize("mail", MAILS)
def test_the_telegrams_own_head_is_read(mail: str) -> None:
    cable = read(mail + TELEGRAM)
    assert cable.mrn == "08EASTLAKE126"
    assert cable.subject is not None
    assert cable.subject.text == "A BARGE WON"
    assert [a.name for a in cable.header.action_addressees] == ["SECSTATE WASHDC"]
    assert cable.header.routing[0].indicators == ("RUEHNOT",)
    assert [c.name for c in cable.markings.captions] == ["SENSITIVE"]
    assert not [n for n in cable.notices if n.kind is NoticeKind.UNPARSED]
    assert [p.number for p in cable.paragraphs] == [1]


def test_the_mails_header_is_kept_as_attributes() -> None:
    found = {f.name: f.value_text for f in read(MAILS[0] + TELEGRAM).fields_of(FieldKind.ATTRIBUTE)}
    assert found == {
        "Sent": "Monday, February 18, 2008 9:42 PM",
        "To": "EACTEastlake(Main Room 2530)",
        "Subject": "EASTLAKE 00000126 R UN 18-FEB-08 A BARGE WON BY A GULL [7039621]",
    }
    glued = read(MAILS[1] + TELEGRAM).fields_of(FieldKind.ATTRIBUTE)
    assert [field.name for field in glued] == ["From", "Sent", "To", "Subject"]


@pytest.mark.parametrize(
    "head",
    [
        "Subject: A barge\nTo: the lake\n\n",
        "Sent: a barge\n\n",
        "words\nSent: x\nTo: y\n\n",
        "1. (U) Sent: x\nTo: y\n",
    ],
)
def test_other_lines_are_no_mail(head: str) -> None:
    assert not read(head + TELEGRAM).fields_of(FieldKind.ATTRIBUTE)


def test_a_mail_alone() -> None:
    cable = read("Sent: x\nTo: y")
    assert [f.name for f in cable.fields] == ["Sent", "To"]
