"""Damage to what a file says beside its text: values, kinds of lines, pointers, the header."""

from __future__ import annotations

from functools import cache

import pytest

import console
from cableconv.conversion import dumps, loads, read
from cableconv.model.cable import Cable
from cableconv.verify import FindingKind, verify, verify_alone
from cableconv.writers.tei import TeiOptions

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


CAT_REF = '<catRef scheme="#classification"'
NOTE = '<note type="classification">SECRET//NOFORN</note>'
MARK_3 = '<portion corresp="#mark3"'

TEI = {
    "second pointer of the whole": (
        CAT_REF, f'{CAT_REF} target="#cls-U"/>{CAT_REF}', K.BANNER,
    ),
    "pointer of the whole to more": (
        'target="#cls-S #cap-NOFORN" ana', 'target="#cls-S #cap-NOFORN #cls-U" ana', K.BANNER,
    ),
    "pointer of the whole to less": (
        'target="#cls-S #cap-NOFORN" ana', 'target="#cls-S" ana', K.BANNER,
    ),
    "pointer of captions": ('target="#cap-SIPDIS"/>', 'target="#cap-SIPDIS #cap-REL"/>', K.CAPTION),
    "marking of the whole with more words": (
        "SECRET//NOFORN</note>", "SECRET//NOFORN declassified to UNCLASSIFIED</note>", K.BANNER,
    ),
    "second marking of the whole": (
        NOTE, f'{NOTE}<note type="classification">UNCLASSIFIED</note>', K.BANNER,
    ),
    "level of the security line": (
        '"security-prosign" ana="#cls-S"', '"security-prosign" ana="#cls-U"', K.HEADER,
    ),
    "declassification not pointed at": (' ana="#eo-12958 #ex-25X1"', "", K.DECLASSIFICATION),
    "order not pointed at": ('"#eo-12958 #ex-25X1"', '"#ex-25X1"', K.DECLASSIFICATION),
    "date of the cable": (
        'type="dtg" when="2009-01-20T14:15:00Z"', 'type="dtg" when="1999-01-20T14:15:00Z"',
        K.HEADER,
    ),
    "date in the header": (
        '<creation><date when="2009', '<creation><date when="1999', K.HEADER,
    ),
    "number of a paragraph": ('<p n="4" xml:id="p4"', '<p n="5" xml:id="p4"', K.TEXT_CHANGED),
    "words supplied in a paragraph": (
        "The harbor master", "<supplied>(U) invented </supplied>The harbor master", K.TEXT_ADDED,
    ),
    "words supplied in the heading": (
        "Telegram 09EXAMPLEVILLE29, 20 January 2009</supplied>",
        "Telegram 09EXAMPLEVILLE29, UNCLASSIFIED</supplied>",
        K.TEXT_ADDED,
    ),
    "words of a category": (
        "<catDesc>not releasable to foreign nationals<", "<catDesc>releasable to all<",
        K.MARK_CHANGED,
    ),
    "words of an exemption": ("<catDesc>25X1<", "<catDesc>25X9<", K.HEADER),
    "reference": (
        'type="cable" target="mrn:09EXAMPLEVILLE12"', 'type="cable" target="mrn:09EXAMPLEVILLE13"',
        K.HEADER,
    ),
    "TAGS": ('<term type="tag" key="PINR">PINR</term>, ', '<term type="tag" key="X">PINR</term>, ',
             K.HEADER),
    "precedence": (
        '<seg type="precedence" ana="#prec-O">IMM', '<seg type="precedence" ana="#prec-P">IMM',
        K.HEADER,
    ),
    "officer": ("<persName>John Roe</persName>", "John Roe", K.AUTHORITY),
    "mark of the entire text": (
        'type="portion-mark"', 'type="portion-mark" subtype="entire-text"', K.MARK_CHANGED,
    ),
    "text called the carrier's": (
        "told Poloff on", '<seg type="furniture" subtype="site">told</seg> Poloff on',
        K.TEXT_CHANGED,
    ),
    "caption that is none": (
        "told Poloff", '<seg type="caption" ana="#cap-SIPDIS">told</seg> Poloff', K.CAPTION,
    ),
    "mark of another paragraph": (
        '<p n="6" xml:id="p6" ana="#cls-U">', '<p n="6" xml:id="p6" ana="#cls-C">', K.MARK_CHANGED,
    ),
    "number of the cable": ('<idno type="mrn">09EXAMPLEVILLE29', '<idno type="mrn">09X1', K.HEADER),
    "originator in the header": (
        '<correspAction type="sent">\n        <orgName ref="#RUEHEX">AMEMBASSY EXAMPLEVILLE',
        '<correspAction type="sent">\n        <orgName ref="#RUEHEX">CIA WASHDC',
        K.HEADER,
    ),
    "reference in the header": (
        'type="prev" target="mrn:09EXAMPLEVILLE12"', 'type="prev" target="mrn:09EXAMPLEVILLE1"',
        K.HEADER,
    ),
    "marking in the prose of the header": (
        "<p>Machine conversion", "<p>DECLASSIFIED. Machine conversion", K.BANNER,
    ),
    "title": ('<title type="main">(U) NOTIONAL', '<title type="main">(U) SECRET', K.TEXT_CHANGED),
    "release made up": (
        "<p>Classification and handling", "<p><q>RELEASED</q></p><p>Classification and handling",
        K.HEADER,
    ),
    "notice lost": ('<note type="derived"', '<note type="numbering"', K.TEXT_CHANGED),
    "checksum lost": (' subtype="text"', ' subtype="file"', K.TEXT_CHANGED),
}  # fmt: skip

ISM = {
    "level of a portion": (
        f'{MARK_3} ism:classification="S"',
        f'{MARK_3} ism:classification="U"',
        K.MARK_CHANGED,
    ),
    "level of the whole": (
        '"2009-01-20" ism:classification="S"',
        '"2009-01-20" ism:classification="U"',
        K.MARK_CHANGED,
    ),
    "control of a portion": (' ism:disseminationControls="NF"/>', "/>", K.MARK_CHANGED),
    "control made up": (
        ' ism:disseminationControls="NF"/>',
        ' ism:disseminationControls="OC NF"/>',
        K.MARK_CHANGED,
    ),
    "countries": ('releasableTo="USA FVEY"', 'releasableTo="USA"', K.MARK_CHANGED),
    "portion lost": (
        f'{MARK_3} ism:classification="S" ism:ownerProducer="USA" ism:disseminationControls="NF"/>',
        "",
        K.MARK_MISSING,
    ),
    "portion of no mark": ('corresp="#mark3"', 'corresp="#p3"', K.MARK_ADDED),
    "exemption": ('ism:declassException="25X1"', 'ism:declassException="25X9"', K.AUTHORITY),
    "officer": (
        'derivativelyClassifiedBy="John Roe',
        'derivativelyClassifiedBy="Jane Roe',
        K.AUTHORITY,
    ),
}


@pytest.mark.parametrize("name", TEI)
def test_changed_values_of_tei_are_found(name: str) -> None:
    old, new, kind = TEI[name]
    assert kind in kinds(replaced(written("tei"), old, new), "tei")


@cache
def with_ism() -> str:
    return dumps(cable(), "tei", TeiOptions(ism=True)).decode()


@pytest.mark.parametrize("name", ISM)
def test_changed_attributes_of_ism_are_found(name: str) -> None:
    old, new, kind = ISM[name]
    damaged = replaced(with_ism(), old, new)
    assert kind in kinds(damaged, "tei")


def test_attributes_of_ism_that_were_demanded_are_missed() -> None:
    head, begin, rest = with_ism().partition("  <xenoData")
    damaged = head + rest.partition("</xenoData>\n")[2]
    assert begin
    options = TeiOptions(ism=True)
    found = verify(damaged.encode(), cable(), "tei", options)
    assert {finding.kind for finding in found} == {K.BANNER}
    assert verify(with_ism().encode(), cable(), "tei", options) == []


def test_a_mark_tagged_at_another_place_of_the_same_letters_is_found() -> None:
    """The text is the same, the tags are as many, and each points at what it spells."""
    source = b"1. (C) Alpha says (C) is a mark.\n\n2. Bravo has none.\n"
    other = loads(source)
    text = dumps(other, "tei").decode()
    mark = '<seg type="portion-mark" ana="#cls-C">(C)</seg>'
    damaged = replaced(replaced(text, "says (C)", f"says {mark}"), f"{mark} Alpha", "(C) Alpha")
    damaged = replaced(damaged, ' ana="#cls-C"><label type="number">1.', '><label type="number">1.')
    kinds_found = {finding.kind for finding in verify(damaged.encode(), other, "tei")}
    assert {K.MARK_MISSING, K.MARK_ADDED} <= kinds_found


def test_what_contradicts_itself_in_tei_is_found_without_the_input() -> None:
    for name in ("words supplied in a paragraph", "words of a category", "words of an exemption"):
        old, new, _ = TEI[name]
        assert verify_alone(replaced(written("tei"), old, new).encode(), "tei").findings, name
