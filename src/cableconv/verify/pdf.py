"""Reading a PDF file for verification: pages with their banners, and text by the tag tree."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import attrs
from pypdf import PdfReader

from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.verify import pdf_about, pdf_form, tei
from cableconv.verify.demand import Scope
from cableconv.verify.finding import Finding, FindingKind, differing, quoted
from cableconv.verify.pdf_tags import Element, Leaf, tag_tree
from cableconv.verify.pdf_text import Shown, shown_on
from cableconv.verify.printed import (
    Line,
    Meanings,
    Printed,
    Sheet,
    Zone,
    agreement,
    meanings_in,
    prove,
    said_otherwise,
)
from cableconv.verify.words import visible

_CODE_POINT = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
"""Matches "[U+4E2D]", which a page shows for a character that no face has."""

_BACK = ("Source of this copy", "Message lines as received", "Classification authority")
"""Titles of the blocks after the text, the last first; docs/formats.md promises them."""

_UNREADABLE = "it cannot be read as a PDF file: "

_SAME_HEIGHT = 1.0
"""Points within which two stretches of text stand on one line."""


@attrs.frozen
class _Text:
    """The text of marked contents, and where each begins.

    Attributes:
        by_leaf: stretches by page and identifier, in the order in which they are shown.
        stray: stretches that belong neither to an element nor to the page's furniture.
    """

    by_leaf: dict[Leaf, list[Shown]]
    stray: list[Shown]

    def of(self, leaves: Iterable[Leaf]) -> str:
        """The text of some marked contents, one after the other."""
        return "".join([one.text for leaf in leaves for one in self.by_leaf.get(leaf, ())])

    def top(self, leaf: Leaf) -> float:
        """Height of the first line of a marked content; 0 where it has no text."""
        return max((one.y for one in self.by_leaf.get(leaf, ())), default=0.0)


def check(output: bytes, cable: Cable, *, attach: str | None = None) -> list[Finding]:
    """The differences between a PDF file and its cable.

    Args:
        output: the file.
        cable: what it must hold.
        attach: what it must carry inside; None where nothing is known of it.
    """
    printed = _read(output, meanings_in(cable))
    if isinstance(printed, Finding):
        return [printed]
    found = prove(printed, cable, Scope(rules=False, apart=True), _without_ink)
    reader = PdfReader(io.BytesIO(output))
    return [
        *found,
        *pdf_about.about(reader, cable, _without_ink),
        *_carried(reader, cable, attach),
    ]


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a PDF file without its cable."""
    printed = _read(output)
    return [printed] if isinstance(printed, Finding) else list(agreement(printed))


def _carried(reader: PdfReader, cable: Cable, attach: str | None) -> Iterator[Finding]:
    """What is wrong with the TEI and the source text that a file carries, of one or none."""
    files = reader.attachments
    ends = {"tei": ".tei.xml", "source": ".txt"}
    if attach is not None and not any(name.endswith(ends[attach]) for name in files):
        message = f"the file carries no {attach}"
        yield Finding(FindingKind.TEXT_MISSING, "attached files", attach, "", message)
    for name, versions in files.items():
        for data in versions:
            if name.endswith(ends["tei"]):
                for found in tei.check(data, cable):
                    yield attrs.evolve(found, place=f"{name}, {found.place}")
            elif not name.endswith(ends["source"]) or data != source_text(cable).encode():
                message = "it is neither the TEI nor the text of the source"
                yield Finding(FindingKind.TEXT_CHANGED, name, "", "", message)


def _without_ink(text: str) -> str:
    """The text as a page can show it: named characters as they are, no format characters."""
    return visible(_CODE_POINT.sub(lambda match: _character(match[1]), text))


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else f"[U+{digits}]"  # noqa: PLR2004 - Unicode's end


def _read(output: bytes, own: Meanings | None = None) -> Printed | Finding:
    try:
        return read(output, own)
    except RecursionError:
        return Finding(FindingKind.UNREADABLE, "file", "", "", f"{_UNREADABLE}nested too deeply")
    except Exception as error:  # noqa: BLE001 - pypdf throws many kinds on damaged files
        message = f"{_UNREADABLE}{type(error).__name__}: {error}"
        return Finding(FindingKind.UNREADABLE, "file", "", "", message)


def read(output: bytes, own: Meanings | None = None) -> Printed:
    """What a PDF file shows. Raises what pypdf raises where the file is damaged.

    Args:
        output: the file.
        own: the meanings of the marks of its cable; None where that is not known.
    """
    reader = PdfReader(io.BytesIO(output))
    contents = [page.get_contents() for page in reader.pages]
    pages = [
        list(shown_on(page, content)) if content is not None else []
        for page, content in zip(reader.pages, contents, strict=True)
    ]
    text = _gathered(pages)
    tree = tag_tree(reader)
    if tree is None:
        tree = Element("")
    lines = list(_lines(tree, text))
    tagged = set(tree.leaves())
    loose = [one for leaf, shown in text.by_leaf.items() if leaf not in tagged for one in shown]
    extra = [Line(Zone.TEXT, one.text) for one in (*text.stray, *loose) if one.text.strip()]
    troubles = [
        *_out_of_order(tree, text),
        *(found for shown in pages for one in shown for found in _said_otherwise(one, own)),
        *_misplaced(pages),
        *pdf_form.misformed(reader, contents),
    ]
    return Printed([_sheet(at, shown) for at, shown in enumerate(pages, 1)], [*lines, *extra],
                   troubles)  # fmt: skip


def _gathered(pages: Sequence[Sequence[Shown]]) -> _Text:
    text = _Text({}, [])
    for at, shown in enumerate(pages):
        for one in shown:
            if one.mcid is not None:
                text.by_leaf.setdefault((at, one.mcid), []).append(one)
            elif not one.artifact:
                text.stray.append(one)
    return text


# --- pages -------------------------------------------------------------------------------------


def _sheet(number: int, shown: Sequence[Shown]) -> Sheet:
    """Head and foot of a page: the lines of its furniture in its upper and lower half."""
    heights = [one.y for one in shown]
    middle = (max(heights, default=0.0) + min(heights, default=0.0)) / 2
    furniture = [one for one in shown if one.mcid is None and one.artifact]
    top = _by_height([one for one in furniture if one.y >= middle])
    foot = _by_height([one for one in furniture if one.y < middle])
    return Sheet(f"page {number}", top, foot)


def _by_height(shown: Sequence[Shown]) -> list[str]:
    """Lines from the top down, as they are copied: what is right to left is shown mirrored.

    Where the page itself shows another text, ``_said_otherwise`` tells it.
    """
    lines: list[tuple[float, str]] = []
    for one in sorted(shown, key=lambda one: -one.y):
        if lines and lines[-1][0] - one.y < _SAME_HEIGHT:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {_without_ink(one.text)}")
        else:
            lines.append((one.y, _without_ink(one.text)))
    return [text for _, text in lines]


def _misplaced(pages: Sequence[Sequence[Shown]]) -> Iterator[Finding]:
    """Pages on which text stands above the head or below the foot."""
    for number, shown in enumerate(pages, 1):
        text = [one.y for one in shown if one.mcid is not None or not one.artifact]
        furniture = [one.y for one in shown if one.mcid is None and one.artifact]
        if text and furniture and not min(furniture) < min(text) <= max(text) < max(furniture):
            message = "the banner does not stand above and below the text"
            yield Finding(FindingKind.BANNER, f"page {number}", "", "", message)


# --- text --------------------------------------------------------------------------------------


def _lines(tree: Element, text: _Text) -> Iterator[Line]:
    """The paragraphs, rows and points of the tree in order."""
    blocks = _document(tree)
    start = _front(blocks)
    end = _back(blocks, text, start)
    for at, block in enumerate(blocks):
        for element, words, label in _parts(block, text):
            if start <= at < end:
                yield Line(Zone.TEXT, words)
            elif block.tag == "H1":
                yield Line(Zone.TITLE, words)
            elif element.tag == "TR":
                yield Line(Zone.ROW, words, label)
            else:
                yield Line(Zone.RECEIVED, words)


def _document(tree: Element) -> list[Element]:
    children = tree.children()
    return children[0].children() if len(children) == 1 else children


def _front(blocks: Sequence[Element]) -> int:
    """Where the text begins: after the title and the key block."""
    tags = [block.tag for block in blocks[:4]]
    at = tags.index("H1") + 1 if "H1" in tags else 0
    return at + 1 if at < len(blocks) and _is_key_block(blocks[at]) else at


def _back(blocks: Sequence[Element], text: _Text, start: int) -> int:
    """Where the text ends: at the first of the titled blocks after it."""
    end = len(blocks)
    for title in _BACK:
        if end - 2 >= start and text.of(blocks[end - 2].leaves()).strip() == title:
            wanted = "P" if title.startswith("Message") else "Table"
            end -= 2 if blocks[end - 1].tag == wanted else 0
    return end


def _is_key_block(block: Element) -> bool:
    rows = block.children()
    return block.tag == "Table" and any(cell.tag == "TH" for row in rows for cell in row.children())


def _parts(element: Element, text: _Text) -> Iterator[tuple[Element, str, str]]:
    """Paragraphs, points and rows below an element, each with its text and label."""
    if element.tag == "TR":
        cells = element.children()
        label = " ".join(text.of(cell.leaves()) for cell in cells if cell.tag == "TH")
        values = (_of_cell(cell, text) for cell in cells if cell.tag != "TH")
        yield element, " ".join(values), label.strip()
    elif element.tag == "LI":
        inner = (_own(child, text) for child in element.children())
        yield element, " ".join(inner), ""
        for child in element.children():
            for below in child.children():
                yield from _parts(below, text)
    elif element.tag == "P" or element.tag[:1] == "H":
        yield element, text.of(element.leaves()), ""
    else:
        for child in element.children():
            yield from _parts(child, text)


def _own(element: Element, text: _Text) -> str:
    """The text right in an element of a point, lists in it left out."""
    return text.of(element.leaves(without="L"))


def _of_cell(cell: Element, text: _Text) -> str:
    inner = cell.children()
    return "\n".join(text.of(p.leaves()) for p in inner) if inner else text.of(cell.leaves())


def _out_of_order(tree: Element, text: _Text) -> Iterator[Finding]:
    """Parts that stand on the page above what the tree has before them."""
    before = (-1, 0.0)
    for block in _document(tree):
        for element, words, _ in _parts(block, text):
            leaves = [leaf for leaf in element.leaves(without="L") if leaf in text.by_leaf]
            # The cells of a row stand beside each other, and each begins at the top.
            for leaf in leaves[:1] if element.tag == "TR" else leaves:
                at = (leaf[0], -text.top(leaf))
                if at < (before[0], before[1] - 2 * _SAME_HEIGHT):
                    message = f"it stands on the page before what it follows: {quoted(words)}"
                    yield Finding(FindingKind.MOVED, f"page {leaf[0] + 1}", words, words, message)
                before = max(at, before)


# --- what is said and what is shown ------------------------------------------------------------


def _says_the_same(shown: Shown) -> bool:
    """Whether replaced text is what the page shows, from the left or from the right.

    Brackets are drawn turned in right-to-left writing; which way is not compared there.
    """
    text = visible(shown.text)
    if _without_ink(shown.inked) == text:
        return True
    return _unbracketed(_without_ink(shown.turned)) == _unbracketed(text)


def _unbracketed(text: str) -> str:
    return "".join(char for char in text if not unicodedata.mirrored(char))


def _said_otherwise(shown: Shown, own: Meanings | None) -> Iterator[Finding]:
    """A mark that is read aloud as another, or a replacement that is not what the page shows."""
    if shown.text != shown.inked and not _says_the_same(shown):
        what = "copying gives another text than the page shows"
        yield differing(FindingKind.TEXT_CHANGED, "page", shown.inked, shown.text, what)
    yield from said_otherwise(shown.inked, shown.spoken, "page", own)
