"""Hypothesis strategies for the content of blocks, and for header fields of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from hypothesis import strategies as st

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import (
    Originator,
)
from cableconv.model.leaf import (
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Text,
)
from strategy_leaves import (
    BOOLEANS,
    CLASSIFIED_BY,
    DERIVED,
    EXCISIONS,
    MARKERS,
    MESSAGE_SERIAL,
    PASSING,
    REASONS,
    SECTION_OF,
    SECURITY,
    TAG,
    TRANSMISSION,
    Content,
    T,
    addressees,
    banners,
    captions,
    date_time_groups,
    declassifications,
    entire_texts,
    few,
    line_breaks,
    page_markers,
    portion_marks,
    references,
    routings,
    stations,
    tails,
    texts,
    words,
)

# --- content ----------------------------------------------------------------------------------


@cache
def _text_leaves() -> st.SearchStrategy[Text]:
    return texts().map(Text)


_RUNNING: st.SearchStrategy[Inline] = st.one_of(
    _text_leaves(),
    _text_leaves(),
    _text_leaves(),
    line_breaks(),
    line_breaks(),
    MARKERS,
    EXCISIONS,
    references(),
    st.just(Furniture("¶", FurnitureKind.PILCROW)),
)


def tidy(leaves: Iterable[Inline]) -> Content:
    """Two texts side by side become one; line breaks stand neither side by side nor at the ends."""
    tidy: list[Inline] = []
    for leaf in leaves:
        last = tidy[-1] if tidy else None
        if isinstance(leaf, LineBreak) and (last is None or isinstance(last, LineBreak)):
            continue
        if isinstance(leaf, Text) and isinstance(last, Text):
            tidy[-1] = Text(last.raw + leaf.raw)
            continue
        tidy.append(leaf)
    while tidy and isinstance(tidy[-1], LineBreak):
        tidy.pop()
    return tuple(tidy)


@cache
@st.composite
def _page_interruptions(draw: st.DrawFn) -> list[Inline]:
    marker: list[Inline] = [LineBreak("\n\n"), draw(page_markers()), LineBreak("\n\n")]
    if draw(BOOLEANS):
        return [LineBreak("\n"), draw(banners()), *marker]
    return marker


@cache
@st.composite
def running_texts(draw: st.DrawFn, *, pages: bool = True) -> Content:
    """Content of a paragraph or item after its head, never empty; page lines in between."""
    leaves: list[Inline] = [Text(draw(texts()))]
    leaves += draw(few(_RUNNING, 0, 5))
    if pages and draw(st.integers(0, 4)) == 0:
        leaves += draw(_page_interruptions())
        leaves.append(Text(draw(texts())))
    return tidy(leaves)


def marked(draw: st.DrawFn, head: list[Inline], rest: Content) -> Content:
    if draw(BOOLEANS):
        return tidy([*head, draw(portion_marks()), Text(" "), *rest])
    return tidy([*head, *rest])


# --- fields -----------------------------------------------------------------------------------

_LABELS: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.TITLE: ("Cablegate:",),
    FieldKind.ORIGINATOR: ("FM",),
    FieldKind.ACTION: ("TO", ""),
    FieldKind.INFO: ("INFO", ""),
    FieldKind.EXEMPTED: ("XMT",),
    FieldKind.DISTRIBUTION: ("ACTION",),
    FieldKind.DRAFTING: ("DRAFTED BY",),
    FieldKind.EXECUTIVE_ORDER: ("E.O. 12958:", "EO 12958"),
    FieldKind.TAGS: ("TAGS:", "TAGS"),
    FieldKind.SUBJECT: ("SUBJECT:", "SUBJ:", "Subject:"),
    FieldKind.REFERENCES: ("REF:", "REFS:", "REFTEL"),
    FieldKind.AUTHORITY: ("Classified By:", "CLASSIFIED BY", ""),
}


def _listed(values: st.SearchStrategy[T], separator: Inline) -> st.SearchStrategy[list[T | Inline]]:
    def spread(found: list[T]) -> list[T | Inline]:
        spaced: list[T | Inline] = [found[0]]
        for value in found[1:]:
            spaced += [separator, value]
        return spaced

    return few(values, 1, 3).map(spread)


def _one(values: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return values.map(lambda value: [value])


@cache
@st.composite
def _classification_values(draw: st.DrawFn) -> list[Inline]:
    leaves: list[Inline] = [draw(banners())]
    leaves += [Text(" "), draw(SECTION_OF)] if draw(BOOLEANS) else []
    leaves += [Text(" "), draw(MESSAGE_SERIAL)] if draw(BOOLEANS) else []
    return leaves


@cache
@st.composite
def _subject_values(draw: st.DrawFn) -> list[Inline]:
    mark: list[Inline] = [draw(portion_marks()), Text(" ")] if draw(BOOLEANS) else []
    return [*mark, *draw(running_texts(pages=False))]


@cache
@st.composite
def _authority_values(draw: st.DrawFn) -> list[Inline]:
    leaves: list[Inline] = [draw(st.one_of(CLASSIFIED_BY, DERIVED))]
    leaves += [Text(" for reasons "), draw(REASONS)] if draw(BOOLEANS) else []
    leaves += [Text("; "), draw(declassifications())] if draw(BOOLEANS) else []
    return leaves


@cache
def _originators() -> st.SearchStrategy[Originator]:
    return words().map(lambda post: Originator(f"AMEMBASSY {post}", f"AMEMBASSY {post}"))


@cache
def _plain_values() -> st.SearchStrategy[list[Inline]]:
    return _one(_text_leaves())


_VALUES: dict[FieldKind, Callable[[], st.SearchStrategy[list[Inline]]]] = {
    FieldKind.TRANSMISSION: lambda: _one(TRANSMISSION),
    FieldKind.ROUTING: lambda: _one(routings()),
    FieldKind.STATION: lambda: _one(stations()),
    FieldKind.SECURITY: lambda: _one(SECURITY),
    FieldKind.DTG: lambda: _one(date_time_groups()),
    FieldKind.ORIGINATOR: lambda: _one(_originators()),
    FieldKind.ACTION: lambda: _one(addressees()),
    FieldKind.INFO: lambda: _one(addressees()),
    FieldKind.EXEMPTED: lambda: _one(addressees()),
    FieldKind.BREAK: lambda: st.just([Label("BT")]),
    FieldKind.CLASSIFICATION: _classification_values,
    FieldKind.CAPTION: lambda: _one(captions()),
    FieldKind.PASSING: lambda: _one(PASSING),
    FieldKind.EXECUTIVE_ORDER: lambda: _one(declassifications()),
    FieldKind.TAGS: lambda: _listed(TAG, Text(", ")),
    FieldKind.SUBJECT: _subject_values,
    FieldKind.REFERENCES: lambda: _listed(references(), LineBreak("\n     ")),
    FieldKind.AUTHORITY: _authority_values,
    FieldKind.ENTIRE_TEXT: lambda: _one(entire_texts()),
    FieldKind.END: lambda: st.just([Label("NNNN")]),
}
"""Values by kind; a kind that is not here holds plain text."""


@cache
def _values(kind: FieldKind) -> st.SearchStrategy[list[Inline]]:
    return _VALUES.get(kind, _plain_values)()


@cache
@st.composite
def fields(draw: st.DrawFn, kinds: tuple[FieldKind, ...] = tuple(FieldKind)) -> Field:
    """A field of one of these kinds, with label and typed values."""
    kind = draw(st.sampled_from(kinds))
    label = draw(st.sampled_from(_LABELS.get(kind, ("",))))
    values = draw(_values(kind))
    head: list[Inline] = [Label(label), Text(" ")] if label else []
    name = draw(st.sampled_from(("Original Classification", "Enclosure")))
    name = name if kind is FieldKind.ATTRIBUTE else ""
    return Field(kind, tidy([*head, *values]), name, draw(tails()))


FOOT = (FieldKind.BREAK, FieldKind.CHECK, FieldKind.END, FieldKind.ATTRIBUTE, FieldKind.RELEASE)
HEAD = tuple(kind for kind in FieldKind if kind not in (FieldKind.CHECK, FieldKind.END))
