"""Markings as attributes of IC-ISM: right where there is a token, and never invented."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import examples
import strategies
import tei_schema
from cableconv.conversion import loads
from cableconv.grammar.banner import parse_banner
from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.model.markings import Banner, Caption, Level, PortionMark
from cableconv.notices import Notice, NoticeKind
from cableconv.verify.tei_schema import schema
from cableconv.writers.tei import TeiOptions, TeiWriter
from cableconv.writers.tei import ism_tokens as tokens
from cableconv.writers.tei.ism import ISM, ism_marking

GOLDEN = re.compile(r"(.*?) +=> \((\(.*\))\) \| (.*)")

LISTS = {"releasableTo", "displayOnlyTo", "FGIsourceOpen"}


def written(cable: Cable) -> tuple[etree._Element, list[Notice]]:
    out = io.BytesIO()
    notices = TeiWriter(TeiOptions(ism=True)).write(cable, out)
    return etree.fromstring(out.getvalue()), notices


def attributes(element: etree._Element) -> dict[str, str]:
    return {
        str(k).removeprefix(f"{{{ISM}}}"): str(v) for k, v in element.attrib.items() if ISM in k
    }


def resource(cable: Cable) -> etree._Element | None:
    return written(cable)[0].find(".//{urn:cableconv:ism}resource")


@pytest.fixture(scope="session")
def domain(corpus: Path) -> Path:
    folder = corpus.parent / "domain"
    if not (folder / "golden_ism_render.txt").is_file():
        pytest.skip(f"the golden renderings of ISM are not in {folder}")
    return folder


def as_sets(found: dict[str, str]) -> dict[str, object]:
    return {k: sorted(v.split()) if k in LISTS else v for k, v in found.items()}


def golden(folder: Path) -> list[tuple[dict[str, str], str, str]]:
    """Attributes, portion mark and banner of each case that the standard's own stylesheet gave."""
    cases = []
    for line in (folder / "golden_ism_render.txt").read_text(encoding="utf-8").splitlines():
        match = GOLDEN.fullmatch(line.strip())
        if match is None:
            continue
        stated = re.findall(r"(\w+)=((?:(?! \w+=).)*)", match[1])
        found = {str(key): str(value).strip() for key, value in stated}
        cases.append(({"ownerProducer": "USA"} | found, match[2], match[3]))
    return cases


def test_golden_renderings_give_their_attributes_back(domain: Path) -> None:
    exact = 0
    for expected, portion, banner in golden(domain):
        # The stylesheet renders these as nothing, so that they cannot be read.
        if "SARIdentifier" in expected or "ACCM" in expected.get("nonICmarkings", ""):
            continue
        for mark in (parse_portion_mark(portion), parse_banner(banner)):
            if mark is None:
                continue  # joint and foreign owners are not in the grammar of cables
            found = ism_marking(mark.level, mark.controls, mark.rel_to)
            if found.missing:
                assert found.missing == ("LIMDIS",)  # DS is another LIMDIS
                assert not found.attributes
                continue
            assert as_sets(found.attributes) == as_sets(expected), (portion, banner)
            exact += 1
    assert exact >= 67


def test_tokens_are_those_of_the_vocabularies(domain: Path) -> None:
    known = json.loads((domain / "ism_cve_v10.json").read_text(encoding="utf-8"))

    def values(name: str) -> list[str]:
        return [row[0] for row in known[name]]

    dissemination = values("CVEnumISMDissem")
    assert [t for t in dissemination if t in tokens.DISSEMINATION.values()] == list(
        tokens.DISSEMINATION.values()
    )
    assert [t for t in values("CVEnumISMNonIC") if t in tokens.NON_IC.values()] == list(
        tokens.NON_IC.values()
    )
    assert set(values("CVEnumISMRelTo")) == tokens.COUNTRIES | tokens.ORGANIZATIONS
    assert set(values("CVEnumISM25X")) >= tokens.EXCEPTIONS
    assert set(values("CVEnumISMNonUSControls")) >= tokens.NON_US
    assert set(values("CVEnumISMAtomicEnergyMarkings")) >= set(tokens.ATOMIC.values())
    patterns = [re.compile(pattern) for pattern in values("CVEnumISMSCIControls")]
    for token in ("SI", "SI-G", "SI-G-ABCD", "TK", "HCS", "KDK-BLFH-1A", "RSV-ABC"):
        assert tokens.SCI.fullmatch(token)
        assert any(pattern.fullmatch(token) for pattern in patterns)


@pytest.mark.parametrize(
    ("level", "controls", "missing"),
    [
        (Level.U, ("LOU",), ("LOU",)),
        (Level.U, ("EFTO",), ("EFTO",)),
        (Level.U, ("SBU", "LIMDIS"), ("LIMDIS",)),
        (Level.R, ("NOFORN",), ("RESTRICTED", "NOFORN")),
        (None, ("NOFORN",), ("NOFORN",)),
    ],
)
def test_what_would_look_less_restricted_is_not_expressed(
    level: Level | None, controls: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    found = ism_marking(level, controls)
    assert found.attributes == {}
    assert found.missing == missing


def test_a_classified_marking_names_what_has_no_token() -> None:
    found = ism_marking(Level.S, ("NOFORN", "STADIS", "LIMDIS"))
    assert found.attributes["disseminationControls"] == "NF"
    assert found.missing == ("STADIS", "LIMDIS")


@pytest.mark.parametrize("rel_to", [(), ("USA",), ("GBR",), ("USA", "UK"), ("USA", "ALLIES")])
def test_a_list_of_countries_that_is_not_certain_is_not_expressed(rel_to: tuple[str, ...]) -> None:
    found = ism_marking(Level.S, ("REL",), rel_to)
    assert "releasableTo" not in found.attributes
    assert found.missing == ("REL",)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("(S//OC/NF)", "disseminationControls=OC NF"),
        ("(S//NF/OC)", "disseminationControls=OC NF"),
        ("(U//SBU-NF)", "nonICmarkings=SBU-NF"),
        ("(U//LES)", "nonICmarkings=LES"),
        ("(C//SBU/NF)", "disseminationControls=NF nonICmarkings=SBU"),
        ("(S//NF//XD)", "disseminationControls=NF nonICmarkings=XD"),
        ("(TS//SI/TK//NF)", "SCIcontrols=SI TK disseminationControls=NF"),
        ("(TS//SI-G ABCD DEFG)", "SCIcontrols=SI SI-G SI-G-ABCD SI-G-DEFG"),
        ("(S//RD-CNWDI)", "atomicEnergyMarkings=RD RD-CNWDI"),
        ("(S//RD)", "atomicEnergyMarkings=RD"),
        ("(S//FRD-SG 14 18)", "atomicEnergyMarkings=FRD FRD-SG-14 FRD-SG-18"),
        ("(S//TFNI)", "atomicEnergyMarkings=TFNI"),
        ("(S//FGI DEU GBR)", "FGIsourceOpen=DEU GBR"),
        ("(S//FGI)", "FGIsourceProtected=FGI"),
        ("(S//REL TO USA, NATO, GBR)", "disseminationControls=REL releasableTo=USA GBR NATO"),
        ("(S//DISPLAY ONLY AFG, IRQ)", "disseminationControls=DISPLAYONLY displayOnlyTo=AFG IRQ"),
        ("(//CTS//BOHEMIA)", "nonUSControls=BOHEMIA"),
    ],
)  # fmt: skip
def test_marks_of_the_register_have_tokens(mark: str, expected: str) -> None:
    parsed = parse_portion_mark(mark)
    assert parsed is not None
    found = ism_marking(parsed.level, parsed.controls, parsed.rel_to)
    assert found.missing == ()
    rest = {
        k: v for k, v in found.attributes.items() if k not in {"classification", "ownerProducer"}
    }
    assert " ".join(f"{k}={v}" for k, v in rest.items()) == expected
    owner = "NATO" if mark.startswith("(//") else "USA"
    assert found.attributes["ownerProducer"] == owner


@pytest.mark.parametrize(
    "control",
    [
        "RD-SIGMA 99",
        "RD-X",
        "FRD-SG",
        "FGI XYZW",
        "DISPLAY ONLY ALLIES",
        "SI-toolong",
        "ORCON-USGOV",
    ],
)
def test_what_looks_like_a_token_and_is_none_is_missing(control: str) -> None:
    assert ism_marking(Level.S, (control,)).missing == (control,)


controls = st.lists(
    st.sampled_from(
        ("SBU", "NOFORN", "LOU", "REL", "EXDIS", "SI-G ABCD", "RD-SIGMA 14 99", "FGI", "ROGER", "")
    ),
    max_size=5,
)


@given(st.sampled_from([None, *Level]), controls)
def test_each_control_is_a_token_or_is_missing(level: Level | None, given_: list[str]) -> None:
    found = ism_marking(level, tuple(given_), ("USA", "GBR"))
    for name, value in found.attributes.items():
        assert value, name
        assert len(value.split()) == len(set(value.split()))
    assert {"LOU", "ROGER", ""} & set(given_) <= set(found.missing)


def test_a_full_cable_has_a_resource_and_portions() -> None:
    root, notices = written(examples.FULL)
    found = root.find(".//{urn:cableconv:ism}resource")
    assert found is not None
    got = attributes(found)
    assert got["classification"] == "C"
    assert got["disseminationControls"] == "NF"
    assert got["DESVersion"] == "10"
    assert got["resourceElement"] == "true"
    assert "classifiedBy" in got
    assert found.get("basis") == "stated"
    marks = [
        leaf for leaf in root.iter(f"{tei_schema.TEI}seg") if leaf.get("type") == "portion-mark"
    ]
    pointed = [str(portion.get("corresp"))[1:] for portion in found]
    assert pointed == [str(mark.get(f"{tei_schema.XML}id")) for mark in marks]
    assert [n.kind for n in notices] == [NoticeKind.NOT_EXPRESSIBLE]
    assert "SIPDIS" in notices[0].message


def test_without_the_option_nothing_of_it_is_written() -> None:
    out = io.BytesIO()
    assert TeiWriter().write(examples.FULL, out) == []
    assert b"xenoData" not in out.getvalue()
    assert b'xml:id="mark' not in out.getvalue()


def test_a_limited_official_use_cable_has_no_attributes() -> None:
    banner = Field(FieldKind.CLASSIFICATION, (Banner("LIMITED OFFICIAL USE", Level.U, ("LOU",)),))
    cable = Cable((banner, Paragraph((PortionMark("(U)", Level.U), Text(" a")))))
    root, notices = written(cable)
    assert root.find(f".//{tei_schema.TEI}xenoData") is None
    assert "LOU" in notices[0].message
    assert "no createDate" in notices[1].message


def test_a_state_caption_is_named_and_not_expressed() -> None:
    banner = Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S),))
    caption = Field(FieldKind.CAPTION, (Caption("LIMDIS", "LIMDIS"),))
    found = resource(Cable((banner, caption)))
    assert found is not None
    assert found.get("notExpressed") == "LIMDIS"
    assert "nonICmarkings" not in attributes(found)


def test_derived_authority_and_exemptions() -> None:
    text = (
        "S E C R E T\n\nClassified by: John Roe, Counselor\nDerived from: Multiple Sources\n"
        "Declassify on: 25X1, X1\n\n1. (S) Text of the cable.\n"
    )
    found = resource(loads(text.encode()))
    assert found is not None
    got = attributes(found)
    assert got["derivedFrom"] == "Multiple Sources"
    assert "classificationReason" not in got
    assert "classifiedBy" not in got


@given(cable=strategies.cables())
def test_any_cable_is_valid_with_it(cable: Cable) -> None:
    root, _ = written(cable)
    assert schema().validate(root), str(schema().error_log)
    assert tei_schema.pointer_faults(root) == []
    portions = root.iter("{urn:cableconv:ism}portion")
    ids = [mark.get(f"{tei_schema.XML}id") for mark in root.iter(f"{tei_schema.TEI}seg")]
    assert all(str(portion.get("corresp"))[1:] in ids for portion in portions)
