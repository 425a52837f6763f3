"""Damage to what a file says beside its text: values, kinds of lines, pointers, the header."""

from __future__ import annotations

from functools import cache

import pytest

import console
from cableconv.conversion import dumps, read
from cableconv.model.cable import Cable
from cableconv.verify import FindingKind, verify

K = FindingKind


@cache
def cable() -> Cable:
    return read(console.ROOT / "samples" / "secret-noforn-derivative.txt")


@cache
def written(to: str) -> str:
    return dumps(cable(), to).decode()


def kinds(damaged: str, to: str) -> set[FindingKind]:
    return {finding.kind for finding in verify(damaged.encode(), cable(), to)}


def replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


JSON = {
    "year of the date": ('"year":2009', '"year":1999', K.HEADER),
    "exemption": ('["25X1"]', '["25X9"]', K.DECLASSIFICATION),
    "executive order": ('"executive_order":"12958"', '"executive_order":"1"', K.DECLASSIFICATION),
    "officer": ('"names":["John Roe"]', '"names":["Jane Roe"]', K.AUTHORITY),
    "office": ('"title":"Political Counselor"', '"title":"Clerk"', K.AUTHORITY),
    "reference": ('"mrn":"09EXAMPLEVILLE12"', '"mrn":"09EXAMPLEVILLE13"', K.HEADER),
    "number of a paragraph": ('"value":4', '"value":99', K.TEXT_CHANGED),
    "mark of the entire text": ('"level":"U"}', '"level":"U","entire_text":true}', K.MARK_CHANGED),
    "redundancy letters": ('"letters":"SSSSS"', '"letters":"UUUUU"', K.HEADER),
    "kind of a line": ('"kind":"classification"', '"kind":"note"', K.HEADER),
    "countries": ('"rel_to":["USA","FVEY"]', '"rel_to":["USA"]', K.MARK_CHANGED),
    "level as a number": ('"level":"U"', '"level":0', K.MARK_CHANGED),
    "notice": ('"kind":"derived"', '"kind":"conflict"', K.TEXT_CHANGED),
    "notice lost": ('"notices":[', '"notices":[],"x":[', K.HEADER),
    "field made up": ('"schema"', '"classification":"UNCLASSIFIED","schema"', K.HEADER),
    "version": ('"version":"1.0"', '"version":"2.0"', K.UNREADABLE),
}


@pytest.mark.parametrize("name", JSON)
def test_changed_values_of_json_are_found(name: str) -> None:
    old, new, kind = JSON[name]
    assert kind in kinds(replaced(written("json"), old, new), "json")


def test_a_changed_value_is_told_by_its_leaf_and_name() -> None:
    damaged = replaced(written("json"), '"year":2009', '"year":1999')
    (finding,) = verify(damaged.encode(), cable(), "json")
    assert str(finding) == (
        'DateTimeGroup "O 201415Z JAN 09": year: expected "2009", found "1999" [header]'
    )
