"""A Word file as the reader sees it: its body, what stands around the pages, its notes."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cableconv.notation.word_package import Element, Package
from cableconv.readers.docx.markup import attribute, child, local
from cableconv.readers.docx.numbering import Numbering
from cableconv.readers.docx.story import Line, Part, Story
from cableconv.readers.docx.styles import Styles


@attrs.frozen
class WordText:
    """What a Word file says.

    Attributes:
        body: paragraphs and tables in order.
        headers, footers: paragraphs of all headers and footers that sections use, each once.
        notes: for each foot- or endnote in the order of anchors, its paragraphs.
        comments: paragraphs of comments.
        hidden: characters that Word hides; they are kept.
        deleted: pieces that were deleted with changes tracked; they are not.
        sections: the same body and what stands around it, section by section.
    """

    body: tuple[Part, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    comments: tuple[str, ...]
    hidden: int
    deleted: int
    sections: tuple[SectionText, ...] = ()


@attrs.frozen
class SectionText:
    """What one section says.

    Attributes:
        body: its paragraphs and tables in order.
        headers, footers: paragraphs of the headers and footers that its pages show.
    """

    body: tuple[Part, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]


def word_text(package: Package) -> WordText:
    """The text of a Word file; errors as of ``Package.xml``."""
    root = package.xml(package.main)
    styles = Styles(_first(package.related("styles")))
    story = Story(styles, Numbering(_first(package.related("numbering"))))
    body = child(root, "body")
    parts = () if body is None else tuple(story.parts(body))
    return WordText(
        body=parts,
        headers=_around(package, story, "header"),
        footers=_around(package, story, "footer"),
        notes=_notes(package, story),
        comments=tuple(
            text for comment in package.related("comments") for text in _texts(story, comment)
        ),
        hidden=story.hidden,
        deleted=story.deleted,
        sections=tuple(_sections(package, story, parts, child(body, "sectPr"))),
    )


def _sections(
    package: Package, story: Story, parts: tuple[Part, ...], last: Element | None
) -> Iterator[SectionText]:
    """The sections; one that names no header or footer has those of the section before it."""
    shown: dict[tuple[str, str], tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    begin = 0
    ends = [(at + 1, p.section) for at, p in enumerate(parts) if isinstance(p, Line)]
    for end, properties in (*(e for e in ends if e[1] is not None), (len(parts), last)):
        for reference in () if properties is None else properties:
            kind = local(reference).removesuffix("Reference")
            if kind in {"header", "footer"}:
                rid = attribute(reference, "id") or ""
                if rid not in found:
                    root = package.part_of(rid)
                    found[rid] = () if root is None else tuple(_texts(story, root))
                shown[kind, attribute(reference, "type") or "default"] = found[rid]
        around = (
            tuple(dict.fromkeys(t for key, texts in shown.items() if key[0] == kind for t in texts))
            for kind in ("header", "footer")
        )
        yield SectionText(parts[begin:end], *around)
        begin = end


def _first(found: list[Element]) -> Element | None:
    return found[0] if found else None


def _around(package: Package, story: Story, kind: str) -> tuple[str, ...]:
    texts = (text for part in package.related(kind) for text in _texts(story, part))
    return tuple(dict.fromkeys(texts))


def _notes(package: Package, story: Story) -> tuple[tuple[str, ...], ...]:
    """The notes that are anchored somewhere, in that order; the others after them."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    anchored = list(story.notes)
    for kind in ("footnote", "endnote"):
        for root in package.related(f"{kind}s"):
            for note in root:
                if local(note) == kind and attribute(note, "type") in {None, "normal"}:
                    found[kind, attribute(note, "id") or ""] = tuple(_texts(story, note))
    ordered = [found.pop(key, ()) for key in anchored]
    return (*ordered, *found.values())


def _texts(story: Story, element: Element) -> list[str]:
    out: list[str] = []
    waiting = list(story.parts(element))
    for part in waiting:
        if isinstance(part, Line):
            out.append(part.text)
        else:
            waiting.extend(inner for row in part.rows for cell in row for inner in cell)
    return [text for text in out if text.strip()]
