"""The reader of bare telegram text: sniffing, hints, and the whole."""

from __future__ import annotations

import pytest

from cableconv.errors import NotACableError
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
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
