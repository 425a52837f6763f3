"""A short fuzzing of every reader with damaged samples; ``make fuzz`` runs a long one."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cableconv as cc
from cableconv.registry import reader_names
from fuzz import harness

PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [
            b"\n\n", b"\r\n", b"\f", b"\0", b"\xb6", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8",
            b"<pre>", b"</pre>", b"<!--", b"&#x000A;", b"&#0;", b"]]>", b"<a>", b'\\"', b'",',
            b"1. (C) ", b"-- ", b"REF: ", b"SUBJECT: ", b"SECRET\n", b"SIPDIS\n", b"BT\n",
            b"LAKEPORT 00000123  002 OF 002\n", b"PAGE 02        LAKEPORT  03294  201049Z\n",
            b"{", b"}", b"null", b"1e999", b"/Length 99999", b"PK\x05\x06", b"99999999999999999",
        ]
    ),
)  # fmt: skip
"""What is put in: any bytes, and the signs that readers look for."""

EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6)
"""Edits of an input: where, as a part of its length; how many bytes go; what comes instead."""


@functools.cache
def own_samples(reader: str) -> list[bytes]:
    return harness.own_samples(reader)


def damaged(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for part, gone, piece in edits:
        at = int(part * len(data))
        data = data[:at] + piece + data[at + gone :]
    return data


@pytest.mark.parametrize("reader", reader_names())
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_samples_raise_our_errors_only(reader: str, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(own_samples(reader)))
    assert harness.read_all(reader, damaged(sample, data.draw(EDITS))) >= 0


@pytest.mark.parametrize("reader", reader_names())
@given(data=st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_bytes_raise_our_errors_only(reader: str, data: bytes) -> None:
    assert harness.read_all(reader, data) >= 0


@pytest.mark.parametrize("reader", reader_names())
def test_a_sample_cut_off_anywhere_raises_our_errors_only(reader: str) -> None:
    for sample in own_samples(reader)[:3]:
        for twelfth in range(12):
            assert harness.read_all(reader, sample[: len(sample) * twelfth // 12]) >= 0


@pytest.mark.parametrize(
    ("reader", "data"),
    [
        ("military", b"ZNR UUUUU\nR 041305Z MAY 06\nFM LAKEPORT\n  RMKS/1. AN INDENTED SET\n"),
        ("military", b"RMKS//"),
        ("military", b"SUBJ//"),
        ("military", b"REF//"),
        ("military", b"RMKS/1. \n2."),
        ("scoop", b"<!DOCTYPE html><title>A page without text</title>"),
        ("scoop", b"<html>\n\n<p>A page without a title"),
    ],
)
def test_what_fuzzing_found_stays_mended(reader: str, data: bytes) -> None:
    assert harness.read_all(reader, data) >= 0


def test_an_unknown_kind_of_addressee_in_tei_is_an_addressee() -> None:
    page = cc.dumps(cc.loads(harness.CABLE), "tei").decode()
    assert 'ana="#addr-to"' in page
    assert harness.read_all("tei", page.replace("addr-to", "addr-towards").encode()) == 1


def test_samples_are_read() -> None:
    assert all(
        sum(harness.read_all(reader, sample) for sample in own_samples(reader)) > 0
        for reader in ("telegram", "scoop", "json")
    )
