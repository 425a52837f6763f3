"""The source that a DOCX file carries is compared as JSON is, in whatever part it stands."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest

import console
from cableconv.conversion import dumps, loads, read
from cableconv.model.cable import Cable
from cableconv.verify import Finding, FindingKind, verify, verify_volume
from cableconv.writers.docx import DocxOptions, write_volume
from damaged import with_part

SOURCE = "customXml/item1.xml"
EMBED = DocxOptions(embed="source")


@cache
def cable() -> Cable:
    return read(console.ROOT / "samples" / "secret-noforn-derivative.txt")


@cache
def written() -> bytes:
    return dumps(cable(), "docx", EMBED)


def changed(old: str, new: str) -> bytes:
    return with_part(written(), lambda xml: xml.replace(old, new, 1), SOURCE)


def renamed(data: bytes, name: str) -> bytes:
    """The file with the source under another name, as another program may write it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            if entry.endswith(".rels"):
                part = part.replace(b"../customXml/item1.xml", f"/{name}".encode())
            new.writestr(name if entry == SOURCE else entry, part)
    return out.getvalue()


def kinds(findings: list[Finding]) -> set[FindingKind]:
    return {finding.kind for finding in findings}


def test_an_undamaged_source_passes() -> None:
    assert verify(written(), cable(), "docx") == []
    assert verify(written(), cable(), "docx", EMBED) == []


MARK = '"raw":"(S//NF)","level":"S","controls":["NOFORN"]'


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (MARK, '"raw":"(U)","level":"U"', FindingKind.MARK_CHANGED),
        (MARK, '"raw":"(S//NF)","level":"U"', FindingKind.MARK_CHANGED),
        ("new, has no window", "new", FindingKind.TEXT_MISSING),
        ('"year":2009', '"year":1999', FindingKind.HEADER),
        ("<json>", "<json>x", FindingKind.UNREADABLE),
        ("<cable>", "<cable/><cable>", FindingKind.TEXT_CHANGED),
    ],
)
def test_a_changed_source_is_found(old: str, new: str, kind: FindingKind) -> None:
    findings = verify(changed(old, new), cable(), "docx")
    assert kind in kinds(findings)
    assert all(finding.place.startswith("embedded source") for finding in findings)


@pytest.mark.parametrize("name", ["customXml/item7.xml", "word/source.xml", "source.bin"])
def test_a_changed_source_is_found_under_another_name(name: str) -> None:
    damaged = renamed(changed(MARK, '"raw":"(U)","level":"U"'), name)
    assert loads(damaged).markings != cable().markings or loads(damaged) != cable()
    assert FindingKind.MARK_CHANGED in kinds(verify(damaged, cable(), "docx"))


def test_a_source_that_was_demanded_is_missed() -> None:
    (finding,) = verify(dumps(cable(), "docx"), cable(), "docx", EMBED)
    assert (finding.kind, finding.place) == (FindingKind.TEXT_MISSING, "embedded source")


def test_the_sources_of_a_volume_are_compared_one_by_one() -> None:
    out = BytesIO()
    cables = [cable(), read(console.ROOT / "samples" / "unclas-oneliner.txt")]
    write_volume(cables, out, EMBED, title="Two")
    data = out.getvalue()
    assert verify_volume(data, cables) == []
    damaged = with_part(data, lambda xml: xml.replace('"year":2005', '"year":1999', 1), SOURCE)
    assert kinds(verify_volume(damaged, cables)) == {FindingKind.HEADER}
