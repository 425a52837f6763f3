"""The TAGS line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.tags import format_tags, is_tags_line, scan_tags
from cableconv.model.content import raw_text
from cableconv.model.header import Tag
from cableconv.model.leaf import Label


def names(text: str) -> list[str]:
    leaves = scan_tags(text)
    assert raw_text(leaves) == text
    return [leaf.name for leaf in leaves if isinstance(leaf, Tag)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAGS: PREL, PGOV, XX", ["PREL", "PGOV", "XX"]),
        ("TAGS PREL PGOV XX", ["PREL", "PGOV", "XX"]),
        ("Tags: prel, PGOV", ["PREL", "PGOV"]),
        ("TAGS: PREL,PGOV,,XX.", ["PREL", "PGOV", "XX"]),
        ("TAGS: PREL,\n      PGOV\n XX", ["PREL", "PGOV", "XX"]),
        ("TAGS: UNESCO (ROE, JANE Q) AFL-CIO", ["UNESCO", "ROE, JANE Q", "AFL-CIO"]),
        ("TAGS: (ROE, JANE\n Q), GM-1", ["ROE, JANE Q", "GM-1"]),
        ("TAGS: PFOR, (ROE, JANE", ["PFOR", "ROE, JANE"]),
        ("TAGS: ECON, COLOMBO PLAN, XX", ["ECON", "COLOMBO PLAN", "XX"]),
        ("TAGS: PREL/PGOV", ["PREL", "PGOV"]),
        ("TAGS: N/A", []),
        ("TAGS:", []),
        ("PREL, PGOV", ["PREL", "PGOV"]),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_label_and_spelling_are_kept() -> None:
    leaves = scan_tags(" TAGS : (Roe, Jane)")
    assert Label("TAGS :") in leaves
    assert Tag("(Roe, Jane)", "ROE, JANE") in leaves


@pytest.mark.parametrize("line", ["TAGS: PREL", "TAGS PREL", "Tags: x", "TAGS:", " TAGS", "TAG: X"])
def test_tags_lines(line: str) -> None:
    assert is_tags_line(line)


@pytest.mark.parametrize("line", ["", "PREL, PGOV", "Tags were torn.", "TAGSPREL", "STAGS: X"])
def test_other_lines(line: str) -> None:
    assert not is_tags_line(line)


@given(
    st.lists(
        st.sampled_from(["PREL", "XX", "AFL-CIO", "GM-1", "ROE, JANE Q", "COLOMBO PLAN", "KDEM"])
    )
)
def test_format_and_scan_are_inverse(terms: list[str]) -> None:
    written = format_tags(Tag("", term) for term in terms)
    assert names(f"TAGS: {written}") == terms
    assert names(written) == terms


@given(st.text("TAGS:PREL, ()/&-\n1", max_size=40))
def test_no_character_is_lost(text: str) -> None:
    names(text)
    is_tags_line(text)


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("EFINECONCS", ["EFIN", "ECON", "CS"]),
        ("PHUMBA", ["PHUM", "BA"]),
        ("KFRDKIRFCVISCMGT", ["KFRD", "KIRF", "CVIS", "CMGT"]),
    ],
)
def test_glued_terms_are_told_apart_where_all_are_known(term: str, names: list[str]) -> None:
    leaves = scan_tags(f"TAGS: {term}, XX")
    tags = [leaf for leaf in leaves if isinstance(leaf, Tag)]
    assert [tag.name for tag in tags] == [*names, "XX"]
    assert "".join(tag.raw for tag in tags) == term + "XX"


@pytest.mark.parametrize("term", ["MERCOSUR", "UNESCO", "ASEAN", "CARICOM", "TERREP", "PRELX"])
def test_a_long_term_is_one(term: str) -> None:
    tags = [leaf for leaf in scan_tags(f"TAGS: {term}") if isinstance(leaf, Tag)]
    assert [tag.name for tag in tags] == [term]
