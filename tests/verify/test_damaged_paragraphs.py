"""Each way in which a paragraph may be damaged is found, in each format; undamaged ones pass."""

from __future__ import annotations

import re

import attrs
import pytest

from cableconv.conversion import dumps
from cableconv.verify import FindingKind, verify
from damaged import CABLE, DAMAGERS, Damage, Para, with_streams


def marked(at: int, mark: str) -> Damage:
    return lambda paras: [
        attrs.evolve(para, mark=mark) if n == at else para for n, para in enumerate(paras)
    ]


def worded(at: int, words: str) -> Damage:
    return lambda paras: [
        attrs.evolve(para, words=words) if n == at else para for n, para in enumerate(paras)
    ]


def moved(paras: list[Para]) -> list[Para]:
    return marked(2, "(S/NF)")(marked(1, "")(paras))


def swapped(paras: list[Para]) -> list[Para]:
    return [paras[0], paras[3], paras[2], paras[1]]


K = FindingKind

DAMAGES: dict[str, tuple[Damage, set[FindingKind], str]] = {
    # name: the damage, kinds of which one must be found, where
    "mark removed": (marked(1, ""), {K.MARK_MISSING}, "paragraph 2"),
    "mark moved to another paragraph": (moved, {K.MARK_MISSING, K.MARK_ADDED}, "paragraph"),
    "level raised": (marked(0, "(S)"), {K.MARK_CHANGED}, "paragraph 1"),
    "level lowered": (marked(1, "(C/NF)"), {K.MARK_CHANGED}, "paragraph 2"),
    "control dropped": (marked(1, "(S)"), {K.MARK_CHANGED}, "paragraph 2"),
    "mark added where none is": (marked(2, "(U)"), {K.MARK_ADDED}, "paragraph 3"),
    "paragraph cut short": (worded(1, "Bravo gauge stands"), {K.TEXT_MISSING}, "paragraph 2"),
    "negation lost": (
        worded(2, "Charlie paper has mark here."),
        {K.TEXT_MISSING, K.TEXT_CHANGED},
        "paragraph 3",
    ),
    "words added": (worded(3, "Delta regatta is not in June."), {K.TEXT_ADDED}, "paragraph 4"),
    "paragraphs swapped": (swapped, set(K), "paragraph"),
}


@pytest.mark.parametrize("to", [*DAMAGERS, "json"])
def test_an_undamaged_output_has_no_finding(to: str) -> None:
    assert verify(dumps(CABLE, to), CABLE, to) == []


@pytest.mark.parametrize("to", DAMAGERS)
def test_the_damagers_change_nothing_by_themselves(to: str) -> None:
    data = DAMAGERS[to](dumps(CABLE, to), lambda paras: paras)
    assert verify(data, CABLE, to) == []


@pytest.mark.parametrize("to", DAMAGERS)
@pytest.mark.parametrize("name", DAMAGES)
def test_damage_to_a_paragraph_is_found_where_it_is(to: str, name: str) -> None:
    damage, kinds, place = DAMAGES[name]
    findings = verify(DAMAGERS[to](dumps(CABLE, to), damage), CABLE, to)
    told = [one for one in findings if one.kind in kinds and place in one.place]
    assert told, findings


@pytest.mark.parametrize("to", DAMAGERS)
def test_a_moved_mark_is_told_at_both_places(to: str) -> None:
    found = {
        one.place: one.kind for one in verify(DAMAGERS[to](dumps(CABLE, to), moved), CABLE, to)
    }
    assert found["paragraph 2"] is K.MARK_MISSING
    assert found["paragraph 3"] is K.MARK_ADDED


def test_paragraphs_that_only_stand_at_each_others_place_are_found_in_pdf() -> None:
    def change(stream: str) -> str:
        one, two = HEIGHT.findall(stream)[1:3]
        return stream.replace(one, "@").replace(two, one).replace("@", two)

    data = with_streams(dumps(CABLE, "pdf"), change, pages=slice(0, 1))
    assert K.MOVED in {finding.kind for finding in verify(data, CABLE, "pdf")}


HEIGHT = re.compile(r"1 0 0 1 112 [\d.]+ Tm")
