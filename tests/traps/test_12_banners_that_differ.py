"""Trap 12: a banner amid the text that is higher than the classification line."""

from __future__ import annotations

import pytest

import cableconv as cc
from cableconv.model.effective import overall_marking
from cableconv.notices import NoticeKind
from traps.telegrams import LONG, read

HEAD = """\
VZCZCXRO1234
PP RUEHXX
DE RUEHEX #4390/01 2281831
ZNY CCCCC ZZH
P 161831Z AUG 07
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 8511
BT
C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE 004390

SIPDIS

E.O. 12958: DECL: 08/16/2017
TAGS: PREL, XX
SUBJECT: NOTIONAL

"""

TEXT = "1. (C) The minister said that he would go to the\n\n{}\n\nlake and fish there.\n\nROE\n"

PAGES = (
    "SECRET\n\nEXAMPLEVIL 00004390  002 OF 002",
    "PAGE 02 RUEHEX4390 S E C R E T",
    "PAGE 02 RUEHEX4390 SECRET",
)


def test_banner_amid_a_running_line_counts() -> None:
    line = f"1. (C) {LONG}The ferry went to the PAGE 02 RUEHEX4390 S E C R E T lake at noon."
    cable = read(f"{HEAD}{line}\n\nROE\n")
    assert overall_marking(cable).text == "SECRET"
    assert cable.paragraphs[0].text.endswith("The ferry went to the  lake at noon.")
    assert cc.loads(cc.dumps(cable, "tei"), format="tei") == cable


def test_banner_of_a_page_of_a_military_message_counts() -> None:
    text = (
        "RTAUZYUW RUEWXYZ3647 2941606-UUUU--RHMFIUU.\nZNR UUUUU\nR 201606Z OCT 04\n"
        "FM CNO WASHINGTON DC\nTO NAVADMIN\nBT\nUNCLAS\nMSGID/GENADMIN/CNO//\n"
        "SUBJ/NOTIONAL//\nRMKS/1.  THE DRILL PAGE 02 RUEWXYZ3647 S E C R E T IS AT NOON.//\n"
        "BT\n#0001\nNNNN\n"
    )
    cable = cc.loads(text, format="military")
    assert overall_marking(cable).text == "SECRET"
    assert "S E C R E T" in [banner.raw for banner in cable.markings.banners]


@pytest.mark.parametrize("page", PAGES)
def test_banner_of_a_page_is_never_lowered(page: str) -> None:
    cable = read(HEAD + TEXT.format(page))
    assert overall_marking(cable).text == "SECRET"
    assert cable.paragraphs[0].text.replace("\n", " ").endswith("go to the lake and fish there.")
    told = [n.message for n in cable.notices if n.kind is NoticeKind.CONFLICT]
    assert any("CONFIDENTIAL, SECRET" in message for message in told)
    assert b"SECRET" in cc.dumps(cable, "html")
    for name in ("json", "tei"):
        assert cc.loads(cc.dumps(cable, name), format=name) == cable
