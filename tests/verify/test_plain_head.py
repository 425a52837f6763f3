"""The bracketed lines over a text, and what a text to read says of its banner."""

from __future__ import annotations

from pathlib import Path

import pytest

from cableconv.conversion import dumps, loads, read_all
from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Number, Text
from cableconv.verify import FindingKind, verify
from cableconv.writers.txt import TxtOptions
from console import ROOT
from damaged import CABLE

K = FindingKind
CONCLUDED = loads("1. (S) Words of a cable without a banner.\n\n2. (C) More words.\n")
STYLES = ("telegram", "reading", "facsimile")
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix != ".md")

MADE_UP = {
    "without words": "[Classification: ]",
    "a blank": "[Classification:  ]",
    "another level": "[Classification: UNCLASSIFIED]",
    "page lines": "[On page lines: UNCLASSIFIED]",
    "caption": "[Captions: NODIS (from a note)]",
    "stamp": "[Release stamp: UNCLASSIFIED]",
    "originator": "[From: AMEMBASSY FICTIVIA]",
    "more than the originator": "[From: AMEMBASSY EXAMPLEVILLE, SECRET]",
    "more than the date": "[Date: 2009-01-20 14:15 UTC, PRIORITY, UNCLASSIFIED]",
    "other precedence": "[Date: 2009-01-20 14:15 UTC, ROUTINE]",
    "note": "[Note: UNCLASSIFIED]",
    "dateline": "[Dateline: UNCLASSIFIED]",
    "number": "[Message number: UNCLASSIFIED]",
    "title": "[Title: A NOTIONAL SUBJECT]",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", MADE_UP)
def test_a_line_that_is_made_up_is_found(name: str, style: str) -> None:
    options = TxtOptions(style=style)  # type: ignore[arg-type]  # one of them
    output = dumps(CABLE, "txt", options)
    assert verify(output, CABLE, "txt", options) == []
    first, _, rest = output.decode().partition("\n\n" if style == "reading" else "\n")
    for damaged in (
        f"{MADE_UP[name]}\n\n{output.decode()}",
        f"{first}\n\n{MADE_UP[name]}\n\n{rest}",
    ):
        assert verify(damaged.encode(), CABLE, "txt", options)


@pytest.mark.parametrize("first", [True, False])
def test_a_line_that_stands_twice_is_found(*, first: bool) -> None:
    output = dumps(CONCLUDED, "txt").decode()
    line, _, rest = output.partition("\n\n")
    assert line == "[Classification: SECRET (from the portion marks)]"
    other = "[Classification: UNCLASSIFIED (from the portion marks)]"
    head = f"{other}\n\n{line}" if first else f"{line}\n\n{other}"
    found = verify(f"{head}\n\n{rest}".encode(), CONCLUDED, "txt")
    assert K.BANNER in {finding.kind for finding in found}


def test_words_of_a_paragraph_set_as_a_note_are_found() -> None:
    output = dumps(CABLE, "txt").decode()
    damaged = output.replace(
        "3. Charlie paper has no mark here.", "[Note: 3. Charlie paper has no mark here.]"
    )
    assert damaged != output
    assert verify(damaged.encode(), CABLE, "txt")


def test_a_line_of_a_record_by_another_name_is_found() -> None:
    cable = next(read_all(ROOT / "samples" / "wikileaks-page.html"))
    output = dumps(cable, "txt").decode()
    assert "[Record, Created: " in output
    damaged = output.replace("[Record, Created: ", "[Record, Declassified: ")
    assert verify(damaged.encode(), cable, "txt")


@pytest.mark.parametrize(
    "new",
    [
        " (from the archive: declassified)",
        " (from the portion marks) UNCLASSIFIED",
        " (from the security line)",
    ],
)
@pytest.mark.parametrize("cable", [CABLE, CONCLUDED], ids=["stated", "concluded"])
def test_what_a_banner_rests_on_is_said_in_known_words(cable: Cable, new: str) -> None:
    options = TxtOptions(style="reading")
    output = dumps(cable, "txt", options).decode()
    first, _, rest = output.partition("\n")
    damaged = f"{first.partition(' (from')[0]}{new}\n{rest}"
    found = verify(damaged.encode(), cable, "txt", options)
    assert K.BANNER in {finding.kind for finding in found}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_text_of_a_text_passes(path: Path, style: str) -> None:
    """What was read from our text has the lines in brackets itself."""
    for cable in read_all(path):
        again = loads(dumps(cable, "txt"))
        options = TxtOptions(style=style)  # type: ignore[arg-type]  # one of them
        assert verify(dumps(again, "txt", options), again, "txt", options) == []


def test_a_line_in_brackets_of_the_source_may_stand_below_the_one_that_is_added() -> None:
    words = "[No classification marking]"
    cable = Cable(
        (
            Field(FieldKind.UNPARSED, (Text(words),), tail="\n\n"),
            Paragraph((Number("1.", 1), Text(" Words."))),
        )
    )
    output = dumps(cable, "txt").decode()
    assert output.count(words) == 2
    assert verify(output.encode(), cable, "txt") == []
    assert verify(output.replace(words, "", 1).encode(), cable, "txt")
