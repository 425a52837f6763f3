"""From paragraphs in order to nested blocks."""

from __future__ import annotations

import attrs
import pytest

from cableconv.model.blocks import Heading, Item, Paragraph, Quoted, Section
from cableconv.model.leaf import Text
from cableconv.readers.docx.nest import Placed, nested

ONE, TWO = Paragraph((Text("one"),)), Paragraph((Text("two"),))
POINT = Item((Text("point"),))
HEAD, UNDER = Heading((Text("head"),)), Heading((Text("under"),))


def test_items_stand_under_the_paragraph_before_them() -> None:
    blocks = nested([Placed(b) for b in (POINT, ONE, POINT, POINT, TWO, HEAD, POINT)])
    assert blocks == (
        POINT,
        Paragraph(ONE.content, (POINT, POINT)),
        TWO,
        Section(HEAD, (POINT,)),
    )


def test_quotations_and_sections_nest() -> None:
    placed = [
        Placed(HEAD, heading=1),
        Placed(ONE),
        Placed(TWO, quoted=1),
        Placed(POINT, quoted=2),
        Placed(POINT),
        Placed(UNDER, heading=2),
        Placed(TWO),
    ]
    quotation = Quoted((TWO, Quoted((POINT,))))
    assert nested(placed) == (Section(HEAD, (ONE, quotation, POINT, Section(UNDER, (TWO,)))),)


def test_a_paragraph_is_made_once_for_all_its_items(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counted(node: object, **changes: object) -> object:
        made.append(node)
        return evolve(node, **changes)

    evolve = attrs.evolve
    monkeypatch.setattr(attrs, "evolve", counted)
    (paragraph,) = nested([Placed(ONE), *[Placed(POINT)] * 500])
    assert isinstance(paragraph, Paragraph)
    assert len(paragraph.blocks) == 500
    assert len(made) == 2
