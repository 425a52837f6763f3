"""What the TEI writer promises: valid, lossless, the same bytes each time."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import examples
import strategies
import tei_schema
from cableconv.conversion import read_all
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.testing import check_writer
from cableconv.writers.base import Writer
from cableconv.writers.tei import TeiOptions, TeiWriter, string_value


def written(cable: Cable, **options: bool) -> bytes:
    out = io.BytesIO()
    TeiWriter(TeiOptions(**options)).write(cable, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    try:
        return tei_schema.validator()
    except tei_schema.SchemaUnavailableError as error:
        pytest.skip(f"TEI IS NOT VALIDATED: {error}")


def check(data: bytes, schema: etree.RelaxNG) -> None:
    tree = etree.ElementTree(etree.fromstring(data))
    assert schema.validate(tree), f"{schema.error_log}\n{data.decode()}"
    assert tei_schema.pointer_faults(tree.getroot()) == []


def test_it_is_a_writer() -> None:
    assert isinstance(TeiWriter(), Writer)


@pytest.mark.parametrize("name", examples.ALL)
def test_examples_are_valid(name: str, schema: etree.RelaxNG) -> None:
    check(written(examples.ALL[name]), schema)


@pytest.mark.parametrize("name", examples.ALL)
def test_examples_without_paratext_are_valid(name: str, schema: etree.RelaxNG) -> None:
    check(written(examples.ALL[name], paratext=False), schema)


@pytest.mark.parametrize("name", examples.ALL)
def test_string_value_of_examples_is_the_source(name: str) -> None:
    assert string_value(written(examples.ALL[name])) == source_text(examples.ALL[name])


def test_the_conformance_kit_finds_nothing() -> None:
    check_writer(TeiWriter(), string_value)


CORPUS = Path(os.environ.get("CABLECONV_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"NO CORPUS at {CORPUS}: set CABLECONV_CORPUS")
@pytest.mark.parametrize(
    ("folder", "reader"),
    [
        ("scoop_txt", "scoop"),
        ("aad_txt_layout", "telegram"),
        ("alx_txt", "telegram"),
        ("foia_email_txt", "telegram"),
        ("navadmin", "telegram"),
    ],
)
def test_real_cables_are_valid_and_whole(folder: str, reader: str, schema: etree.RelaxNG) -> None:
    files = sorted((CORPUS / folder).iterdir())[:6]
    assert files
    for file in files:
        for cable in read_all(file, format=reader):
            data = written(cable)
            assert string_value(data) == source_text(cable)
            check(data, schema)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cable=strategies.cables())
def test_any_cable_is_valid_and_whole(cable: Cable, schema: etree.RelaxNG) -> None:
    data = written(cable)
    assert string_value(data) == source_text(cable)
    assert written(cable) == data
    check(data, schema)
    check(written(cable, paratext=False), schema)
