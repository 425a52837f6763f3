"""Each level has one look, in all formats, and each can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cableconv
from cableconv.model.effective import Basis, OverallMarking
from cableconv.model.markings import Level
from cableconv.writers.level_look import LOOKS, LevelLook, level_look


def overall(level: Level | None, *controls: str) -> OverallMarking:
    return OverallMarking("", level, controls, Basis.STATED)


@pytest.mark.parametrize(
    ("marking", "name"),
    [
        (overall(None), "unmarked"),
        (overall(None, "EXDIS"), "unmarked"),
        (overall(Level.U), "unclassified"),
        (overall(Level.U, "SBU"), "controlled"),
        (overall(Level.R), "restricted"),
        (overall(Level.C, "NOFORN"), "confidential"),
        (overall(Level.S), "secret"),
        (overall(Level.TS), "top-secret"),
        (overall(Level.TS, "SI"), "compartmented"),
    ],
)
def test_levels_have_looks_of_their_own(marking: OverallMarking, name: str) -> None:
    assert level_look(marking).key == name


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS, ids=[look.key for look in LOOKS])
def test_words_stand_out_by_wcag(look: LevelLook) -> None:
    assert contrast(look.fill, look.ink) >= 4.5
    assert contrast("FFFFFF", look.on_white) >= 4.5


_RULE = re.compile(r"^[.](\S+) [{] --fill: #(\w+); --on-fill: #(\w+); [}]$", re.MULTILINE)
"""Matches ``.secret { --fill: #c8102e; --on-fill: #fff; }``."""


@pytest.mark.parametrize("sheet", ["writers/html/page.css", "batch/export/page/page.css"])
def test_style_sheets_have_these_colours(sheet: str) -> None:
    text = (Path(cableconv.__file__).parent / sheet).read_text(encoding="utf-8")
    found = {key: (six(fill), six(ink)) for key, fill, ink in _RULE.findall(text)}
    # What has no level takes the colours of the page.
    assert found == {look.key: (look.fill, look.ink) for look in LOOKS if look.key != "unmarked"}


def six(colour: str) -> str:
    return (colour if len(colour) == 6 else "".join(sign * 2 for sign in colour)).upper()
