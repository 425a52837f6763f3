"""What the TEI writer promises: valid, lossless, the same bytes each time."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import examples
import strategies
import tei_schema
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.testing import check_writer
from cableconv.verify.tei_schema import schema as strict_schema
from cableconv.writers.base import Writer
from cableconv.writers.tei import TeiOptions, TeiWriter, string_value


def written(cable: Cable, **options: Any) -> bytes:
    out = io.BytesIO()
    TeiWriter(TeiOptions(**options)).write(cable, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    """The strict schema; tests/writers/tei/test_schema.py shows it to be a subset of tei_all."""
    return strict_schema()


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
def test_examples_without_furniture_are_valid(name: str, schema: etree.RelaxNG) -> None:
    check(written(examples.ALL[name], furniture="drop"), schema)


@pytest.mark.parametrize("name", examples.ALL)
def test_string_value_of_examples_is_the_source(name: str) -> None:
    assert string_value(written(examples.ALL[name])) == source_text(examples.ALL[name])


def test_the_conformance_kit_finds_nothing() -> None:
    check_writer(TeiWriter(), string_value)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cable=strategies.cables())
def test_any_cable_is_valid_and_whole(cable: Cable, schema: etree.RelaxNG) -> None:
    data = written(cable)
    assert string_value(data) == source_text(cable)
    assert written(cable) == data
    check(data, schema)
    check(written(cable, furniture="drop"), schema)
