"""Sensitivity labels come from the user's map only."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

import cableconv as cc
import console
import examples
from cableconv.errors import OptionError
from cableconv.model.cable import Cable
from cableconv.notices import NoticeKind
from cableconv.writers.docx import DocxOptions, Label, Labels
from validators.docx_invariants import read_parts, violations
from writers.docx.inspection import audit, write

ID, OTHER, SITE = (f"{n}2345678-1234-abcd-ABCD-1234567890ab" for n in "123")
SECRET = {"CONFIDENTIAL": (ID, SITE, "Of the house"), "unclassified": (OTHER, SITE, "Plain")}


def custom(cable: Cable, labels: object) -> tuple[str, list[str], bytes]:
    data, notices = write(cable, DocxOptions(labels=labels))
    return read_parts(data)["docProps/custom.xml"].decode(), [n.message for n in notices], data


def test_the_label_of_the_level_is_written_in_both_places() -> None:
    xml, _, data = custom(examples.FULL, SECRET)
    for name, value in {
        "Enabled": "true", "SetDate": "2006-02-14T15:30:00Z", "Method": "Privileged",
        "Name": "Of the house", "SiteId": SITE, "ContentBits": "3",
    }.items():  # fmt: skip
        assert f'name="MSIP_Label_{ID}_{name}"><vt:lpwstr>{value}</vt:lpwstr>' in xml
    info = read_parts(data)["docMetadata/LabelInfo.xml"].decode()
    assert f'id="{{{ID}}}"' in info
    assert f'siteId="{{{SITE}}}"' in info
    assert violations(data) == []
    assert audit(data) == []


def test_without_a_map_there_is_none() -> None:
    data, _ = write(examples.FULL)
    assert b"MSIP" not in read_parts(data)["docProps/custom.xml"]
    assert "docMetadata/LabelInfo.xml" not in read_parts(data)


@pytest.mark.parametrize("name", ["unmarked", "reprint"])
def test_a_marking_without_a_label_gets_none_and_says_so(name: str) -> None:
    """SENSITIVE BUT UNCLASSIFIED never takes the label of plain UNCLASSIFIED."""
    xml, told, data = custom(examples.ALL[name], SECRET)
    assert "MSIP" not in xml
    assert "docMetadata/LabelInfo.xml" not in read_parts(data)
    assert any(m.startswith("no label is given for ") for m in told)


def test_the_words_of_the_banner_go_before_the_level() -> None:
    labels = SECRET | {"confidential//noforn": (OTHER, SITE, "Narrow")}
    assert "Narrow" in custom(examples.FULL, labels)[0]


def test_a_volume_has_the_label_of_its_highest_marking(tmp_path: Path) -> None:
    path = tmp_path / "v.docx"
    cables = [cc.read(console.ROOT / "samples" / "unclas-oneliner.txt"), examples.FULL]
    cc.write_volume(cables, path, options=DocxOptions(labels=SECRET))
    assert f"MSIP_Label_{ID}_Name" in read_parts(path.read_bytes())["docProps/custom.xml"].decode()
    assert violations(path.read_bytes()) == []


def test_a_map_in_a_file_and_by_option(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"CONFIDENTIAL": {"id": ID, "site": SITE, "name": "Filed"}}))
    data = cc.dumps(examples.FULL, "docx", {"labels": str(path)})
    assert b"Filed" in read_parts(data)["docProps/custom.xml"]
    labels = Labels((("CONFIDENTIAL", Label(ID, SITE, "Filed")),))
    assert cc.dumps(examples.FULL, "docx", {"labels": labels}) == data


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"SECRET": ("no guid", SITE, "X")}, "'no guid' is no GUID"),
        ({"SECRET": (ID, SITE, " ")}, "a label has no name"),
        ({"SECRET": (ID, SITE)}, "is no label"),
        ({"SECRET": {"id": ID}}, "is no label"),
        (["SECRET"], "no mapping"),
        ("nowhere.json", "nowhere.json cannot be read"),
    ],
)
def test_what_is_no_label_is_an_error(labels: object, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        DocxOptions(labels=labels)


def test_without_a_date_of_the_cable_the_label_has_none() -> None:
    blocks = tuple(b for b in examples.FULL.blocks if getattr(b, "kind", None) is None)
    cable = attrs.evolve(examples.FULL, blocks=(*blocks[:3],))
    data, notices = write(cable, DocxOptions(labels=SECRET | {"SECRET": (ID, SITE, "X")}))
    assert b"SetDate" not in read_parts(data)["docProps/custom.xml"]
    assert NoticeKind.NOT_EXPRESSIBLE not in {n.kind for n in notices}
