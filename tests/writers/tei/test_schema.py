"""The strict schema that ships: built from its ODD, a subset of tei_all, and really strict."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import console
import examples
import tei_odd
import tei_schema
from cableconv.conversion import read_all
from cableconv.model.cable import Cable
from cableconv.verify.tei_schema import schema
from cableconv.writers.tei import TeiOptions, TeiWriter, write_corpus
from tei_schema import TEI, XML
from validators import jing

SAMPLES = sorted(p for p in (console.ROOT / "samples").iterdir() if p.name != "README.md")


def written(cable: Cable, options: TeiOptions | None = None) -> bytes:
    out = io.BytesIO()
    TeiWriter(options or TeiOptions()).write(cable, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def all_of_tei() -> etree.RelaxNG:
    try:
        return tei_schema.validator()
    except tei_schema.SchemaUnavailableError as error:
        pytest.skip(f"THE SCHEMA IS NOT COMPARED WITH TEI_ALL: {error}")


@pytest.mark.usefixtures("all_of_tei")
def test_the_shipped_schema_is_the_one_built_from_the_odd() -> None:
    assert tei_odd.RNG.read_bytes() == tei_odd.written(tei_odd.built())


@pytest.mark.usefixtures("all_of_tei")
def test_the_odd_is_valid_tei() -> None:
    used = {etree.QName(e).localname for e in etree.parse(tei_odd.ODD).getroot().iter(f"{TEI}*")}
    grammar = tei_schema.pruned(tei_schema.tei_all(), frozenset(used))
    relaxng = etree.RelaxNG(grammar)
    assert relaxng.validate(etree.parse(tei_odd.ODD)), str(relaxng.error_log)


def test_the_licence_of_tei_stands_in_the_schema() -> None:
    head = tei_odd.RNG.read_text(encoding="utf-8")[:2500]
    for words in (
        "TEI Consortium",
        "BSD 2-Clause",
        "creativecommons.org/licenses/by/3.0",
        '"as is"',
    ):
        assert words in head


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_valid(path: Path) -> None:
    for cable in read_all(path):
        for options in (TeiOptions(ism=True), TeiOptions(furniture="drop")):
            tree = etree.fromstring(written(cable, options))
            assert schema().validate(tree), str(schema().error_log)


def document() -> etree._Element:
    return etree.fromstring(written(examples.FULL, TeiOptions(ism=True)))


def mutants() -> Iterator[tuple[str, etree._Element]]:
    """One change a time: none of them is what the writer writes."""
    root = document()
    count = len(list(root.iter(f"{TEI}*")))
    for at in range(count):
        for name in ("rename", "attribute", "style", "type", "required", "text"):
            changed = copy.deepcopy(root)
            element = list(changed.iter(f"{TEI}*"))[at]
            if _changed(element, name):
                yield f"{name} of {etree.QName(element).localname}", changed


_REQUIRED = {"idno": "type", "text": f"{XML}space", "seg": "type", "category": f"{XML}id"}
_NO_TEXT = {
    "TEI",
    "div",
    "table",
    "row",
    "address",
    "listOrg",
    "fileDesc",
    "teiHeader",
    "classDecl",
}


def _changed(element: etree._Element, how: str) -> bool:
    kind = etree.QName(element).localname
    if how == "rename":
        element.tag = f"{TEI}hi"
    elif how == "attribute":
        element.set("rendition", "#r")
    elif how == "style":
        element.set("style", "color: white")
    elif how == "type":
        if element.get("type") is None or kind == "note":  # kinds of notices may be added
            return False
        element.set("type", "other-type")
    elif how == "required":
        if kind not in _REQUIRED:
            return False
        del element.attrib[_REQUIRED[kind]]
    else:
        if kind not in _NO_TEXT:
            return False
        element.text = "stray"
    return True


def test_mutants_are_rejected() -> None:
    assert schema().validate(document())
    count = 0
    for name, mutant in mutants():
        assert not schema().validate(mutant), name
        count += 1
    assert count > 1000


def _twin(element: etree._Element) -> etree._Element:
    """A copy without the ids, which a file may have once."""
    made = copy.deepcopy(element)
    for inner in made.iter(f"{TEI}*"):
        inner.attrib.pop(f"{XML}id", "")
    return made


VALUES = ("banner", "top", "portion-mark", "x", "#cls-C", "2006", "")


def random_mutant(root: etree._Element, chance: random.Random) -> etree._Element:
    """The document with a random change that may be valid."""
    changed = copy.deepcopy(root)
    found = list(changed.iter(f"{TEI}*"))
    element, other = chance.choice(found[1:]), chance.choice(found)
    parent = element.getparent()
    assert parent is not None
    how = chance.randrange(6)
    if how == 0:
        parent.remove(element)
    elif how == 1:
        parent.insert(0, _twin(element))
    elif how == 2:
        element.tag = other.tag
    elif how == 3 and element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]
    elif how == 4:
        name = chance.choice(["type", "subtype", "n", "ana", "when", "place", "rend", "unit"])
        element.set(name, chance.choice(VALUES))
    else:
        parent.append(_twin(other) if other not in found[:3] else etree.Element(f"{TEI}p"))
    return changed


def test_what_is_valid_here_is_valid_in_tei_all(all_of_tei: etree.RelaxNG) -> None:
    root, chance = document(), random.Random(4)  # noqa: S311 - the same mutants each time
    verdicts = [0, 0]
    for _ in range(600):
        mutant = etree.fromstring(etree.tostring(random_mutant(root, chance)))
        strict = schema().validate(mutant)
        verdicts[strict] += 1
        if strict:
            assert all_of_tei.validate(mutant), etree.tostring(mutant)
    assert min(verdicts) > 30


@pytest.mark.usefixtures("all_of_tei")
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('ident="when" ', 'ident="whenever" '), "no attribute whenever of"),
        (
            ('<attDef ident="version"', '<attDef ident="subtype"'),
            "wants these attributes of application",
        ),
        (("standOff", "standIn"), "no such elements"),
        (('<valItem ident="unknown"/>', '<valItem ident="open"/>'), "does not allow all values"),
        (('<valItem ident="top"/>', '<valItem ident="at top"/>'), "is not one word"),
    ],
)
def test_an_odd_that_adds_something_is_refused(
    change: tuple[str, str], message: str, tmp_path: Path
) -> None:
    text = tei_odd.ODD.read_text(encoding="utf-8")
    assert change[0] in text
    odd = tmp_path / "changed.odd"
    odd.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(tei_odd.OddError, match=message):
        tei_odd.built(odd)


# --- by another validator -----------------------------------------------------------------------


@pytest.fixture
def _jing() -> None:
    if missing := jing.missing():
        pytest.skip(f"JING DOES NOT VALIDATE: {missing}")


def invalid(files: list[Path], grammar: Path | None = None) -> set[str]:
    """The names of the files that jing finds invalid."""
    return {path.name for path, said in jing.run(files, grammar).items() if said}


def _kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.tools
@pytest.mark.usefixtures("_jing")
def test_jing_finds_all_samples_valid_against_unmodified_tei_all(tmp_path: Path) -> None:
    cables = [cable for path in SAMPLES for cable in read_all(path)]
    files = [
        _kept(tmp_path, f"{n}-{o}.xml", written(cable, options))
        for n, cable in enumerate([*cables, *examples.ALL.values()])
        for o, options in enumerate((TeiOptions(ism=True), TeiOptions(furniture="drop")))
    ]
    corpus = io.BytesIO()
    write_corpus(cables, corpus, TeiOptions(ism=True))
    files += [_kept(tmp_path, "corpus.xml", corpus.getvalue()), tei_odd.ODD]
    assert invalid(files) == set()
    assert invalid(files[:-1], tei_odd.RNG) == set()


@pytest.mark.tools
@pytest.mark.usefixtures("_jing")
def test_jing_finds_real_cables_valid_against_unmodified_tei_all(
    tmp_path: Path, corpus: Path
) -> None:
    paths = [p for p in sorted(corpus.rglob("*")) if p.suffix in {".txt", ".html", ".pdf"}][::6]
    files = [
        _kept(tmp_path, f"{n}-{m}.xml", written(cable, TeiOptions(ism=True)))
        for n, path in enumerate(paths)
        for m, cable in enumerate(read_all(path))
    ]
    assert len(files) > 20
    assert invalid(files) == set()


@pytest.mark.tools
@pytest.mark.usefixtures("_jing")
def test_jing_and_libxml2_agree_on_mutants(tmp_path: Path) -> None:
    root, chance = document(), random.Random(9)  # noqa: S311 - the same mutants each time
    expected, files = set(), []
    for number in range(200):
        data = etree.tostring(random_mutant(root, chance))
        files.append(_kept(tmp_path, f"{number}.xml", data))
        if not schema().validate(etree.fromstring(data)):
            expected.add(f"{number}.xml")
    assert invalid(files, tei_odd.RNG) == expected
