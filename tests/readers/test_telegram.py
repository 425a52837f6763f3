"""The reader of bare telegram text: sniffing, hints, and the whole."""

from __future__ import annotations

import pytest

from cableconv.conversion import loads, loads_all
from cableconv.errors import ManyCablesError, NotACableError
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.telegram import TelegramReader

TEXT = """\
DE RUEHZZ #0123/01 0451530
FM AMEMBASSY LAKEPORT
C O N F I D E N T I A L LAKEPORT 000123

SUBJECT: BARGES

1. (C) The minister rowed.
"""


def read(text: str, source: Source) -> Cable:
    (cable,) = TelegramReader().read(text.encode(), source=source)
    return cable


@pytest.mark.parametrize(
    ("head", "name", "score"),
    [
        (b"DE RUEHZZ #0123\nFM AMEMBASSY LAKEPORT\n", "", 50),
        (b"x\nSUBJECT: BARGES\n", "", 30),
        (b"Any text", "a.txt", 5),
        (b"Any text", "a.dat", 1),
    ],
)
def test_sniffing(head: bytes, name: str, score: int) -> None:
    assert TelegramReader().sniff(head, name) == score


def test_the_whole_text_is_kept() -> None:
    cable = read("\n\n" + TEXT, Source("x.txt"))
    assert source_text(cable) == "\n\n" + TEXT
    assert cable.lead == "\n\n"
    assert cable.provenance is not None
    assert cable.provenance.reader == "telegram"


def test_hints_count_where_the_text_is_silent() -> None:
    assert read(TEXT, Source()).mrn is None
    assert read(TEXT, Source(year=2007)).mrn == "07LAKEPORT123"
    assert read(TEXT, Source(mrn="06LAKEPORT9")).mrn == "06LAKEPORT9"


def test_any_text_is_a_cable() -> None:
    cable = read("A letter about barges.", Source())
    assert [p.text for p in cable.paragraphs] == ["A letter about barges."]


def test_empty_input_is_refused() -> None:
    with pytest.raises(NotACableError, match="empty"):
        read(" \n", Source())


FIRST = """\
VZCZCXYZ0013
OO RUEHC
DE RUEHLA #0013 0201415
ZNY SSSSS ZZH
O 201415Z JAN 09
FM AMEMBASSY LAKEPORT
TO RUEHC/SECSTATE WASHDC IMMEDIATE
BT
S E C R E T LAKEPORT 000013

SUBJECT: BARGES

1. (S) The minister rowed.

ROE
BT
#0013
NNNN

"""
SECOND = """\
VZCZCXYZ0014
RR RUEHC
DE RUEHLA #0014 0211415
ZNR UUUUU ZZH
R 211415Z JAN 09
FM AMEMBASSY LAKEPORT
TO RUEHC/SECSTATE WASHDC
BT
UNCLAS LAKEPORT 000014

SUBJECT: A FEAST

1. (U) The minister ate (P).

2. (X) He slept.

ROE
BT
#0014
NNNN
"""


def read_both(text: str, source: Source) -> list[Cable]:
    return list(TelegramReader().read(text.encode(), source=source))


def test_two_whole_telegrams_are_two_cables() -> None:
    text = FIRST + SECOND
    cables = read_both(text, Source("two.txt"))
    assert [cable.mrn for cable in cables] == ["09LAKEPORT13", "09LAKEPORT14"]
    assert [overall_marking(cable).text for cable in cables] == ["SECRET", "UNCLASSIFIED"]
    assert "".join(source_text(cable) for cable in cables) == text
    alone = [read(FIRST, Source()), read(SECOND, Source())]
    assert [cable.blocks for cable in cables] == [cable.blocks for cable in alone]
    assert [c.provenance and c.provenance.member for c in cables] == ["1", "2"]
    assert [notice.kind.value for notice in cables[0].notices] == ["derived"]


def test_lines_of_notices_are_those_of_the_file() -> None:
    alone = next(n for n in read(SECOND, Source()).notices if n.kind is NoticeKind.UNKNOWN_MARK)
    _, second = read_both(FIRST + SECOND, Source())
    found = next(n for n in second.notices if n.kind is NoticeKind.UNKNOWN_MARK)
    assert found.line is not None
    assert (FIRST + SECOND).split("\n")[found.line - 1].startswith("2. (X)")
    assert found.line == (alone.line or 0) + FIRST.count("\n")


def test_line_ends_of_windows_are_told_of_once() -> None:
    first, second = read_both((FIRST + SECOND).replace("\n", "\r\n"), Source())
    assert NoticeKind.NEWLINES in {notice.kind for notice in first.notices}
    assert NoticeKind.NEWLINES not in {notice.kind for notice in second.notices}


def test_who_gives_an_mrn_knows_that_there_is_one_cable() -> None:
    cable = read(FIRST + SECOND, Source(mrn="09LAKEPORT13"))
    assert cable.mrn == "09LAKEPORT13"
    assert overall_marking(cable).text == "SECRET"
    [told] = [n for n in cable.notices if "a second message" in n.message]
    assert told.line == FIRST.count("\n") + 1


def test_a_second_head_without_an_end_above_it_is_told_of() -> None:
    unended = FIRST.replace("BT\n#0013\nNNNN\n", "")
    cable = read(unended + SECOND, Source())
    assert overall_marking(cable).text == "SECRET"
    [told] = [n for n in cable.notices if "a second message" in n.message]
    assert (unended + SECOND).split("\n")[(told.line or 0) - 1] == "VZCZCXYZ0014"


def test_one_cable_is_asked_for_and_two_are_there() -> None:
    with pytest.raises(ManyCablesError):
        loads(FIRST + SECOND)
    assert len(list(loads_all((FIRST + SECOND).encode()))) == 2
