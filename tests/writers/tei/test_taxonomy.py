"""Categories and ids."""

from __future__ import annotations

import time

import pytest

from cableconv.model.markings import Level
from cableconv.writers.tei.escape import Escape
from cableconv.writers.tei.taxonomy import Categories, Ids


def categories() -> Categories:
    return Categories(Ids(), Escape())


def test_ids_are_given_once() -> None:
    ids = Ids(["p1"])
    assert [ids.unique(name) for name in ("p1", "p1", "p2")] == ["p1-2", "p1-3", "p2"]


def test_ids_are_xml_names() -> None:
    ids = Ids()
    assert [ids.unique(name) for name in ("07 A", "ж", "", "r-1.4(b)")] == [
        "id-07A",
        "id-",
        "id--2",
        "r-1.4b",
    ]


def test_a_mark_points_at_level_and_controls_in_order() -> None:
    assert categories().marking(Level.S, ("ORCON", "NOFORN")) == "#cls-S #cap-ORCON #cap-NOFORN"


def test_sbu_stands_for_the_level_only_where_it_is_one() -> None:
    found = categories()
    assert found.marking(Level.U, ("SBU", "NOFORN")) == "#cls-SBU #cap-NOFORN"
    assert found.marking(Level.S, ("SBU",)) == "#cls-S #cap-SBU"
    assert found.marking(None, ("SBU",)) == "#cap-SBU"
    assert found.marking(Level.U, ()) == "#cls-U"


def test_countries_of_a_release_are_categories() -> None:
    found = categories().marking(Level.S, ("REL",), ("USA", "GBR"))
    assert found == "#cls-S #cap-REL #rel-USA #rel-GBR"


def test_nothing_points_at_nothing() -> None:
    assert categories().marking(None, ()) == ""


def test_only_what_was_used_is_declared_with_its_words() -> None:
    found = categories()
    found.marking(Level.U, ())
    found.marking(Level.TS, ("NOFORN",))
    declared = found.declarations()
    assert declared.index("TOP SECRET") < declared.index("UNCLASSIFIED")
    assert "not releasable to foreign nationals" in declared
    assert "CONFIDENTIAL" not in declared
    assert "precedence" not in declared


def test_a_value_that_is_no_name_is_kept_beside_its_id() -> None:
    found = categories()
    found.pointer("reasons", "1.4(b)")
    assert 'xml:id="r-1.4b" n="1.4(b)"' in found.declarations()


def test_an_unknown_order_is_named_by_its_number() -> None:
    found = categories()
    found.pointer("orders", "10501")
    assert "<catDesc>Executive Order 10501</catDesc>" in found.declarations()


def test_no_categories_no_declaration() -> None:
    assert categories().declarations() == ""


@pytest.mark.timing
def test_equal_ids_cost_no_more_than_others() -> None:
    def cost(count: int) -> float:
        ids, start = Ids(), time.process_time()
        for _ in range(count):
            ids.unique("p1")
        return time.process_time() - start

    cost(1000)
    assert cost(100_000) < 60 * max(cost(10_000), 0.001)
