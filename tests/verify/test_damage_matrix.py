"""Each damage, in each format: a file that was right is changed in its own format, and found out.

docs/verify.md shows the matrix; a test here holds it to what is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from cableconv.conversion import dumps
from cableconv.verify import Finding, verify
from cableconv.writers.txt import TxtOptions
from damaged import CABLE, PIECES, Piece, put_lines, take_lines

BANNER = "SECRET//NOFORN"
FORMATS = ("txt", "docx", "pdf", "html", "tei", "json")
PRINTED = frozenset({"docx", "pdf", "html"})
DOCS = Path(__file__).parents[2] / "docs" / "verify.md"

Damage = Callable[[Sequence[Piece]], list[str]]

SEAM = "\x00"
"""Stands between pieces while a damage looks at the text as a whole."""


def whole(damage: Callable[[str], str]) -> Damage:
    """A damage to the text as a whole, which leaves the pieces apart."""

    def done(pieces: Sequence[Piece]) -> list[str]:
        text = SEAM.join(piece.text for piece in pieces)
        return damage(text).split(SEAM)

    return done


def replaced(old: str, new: str, *, near: str = "") -> Damage:
    """The last ``old`` that stands before ``near``, or each where that is not given."""

    def changed(text: str) -> str:
        assert old in text, old
        if not near:
            return text.replace(old, new)
        head, found, rest = text.partition(near)
        assert found, near
        before, hit, after = head.rpartition(old)
        assert hit, old
        return f"{before}{new}{after}{found}{rest}"

    return whole(changed)


def moved(text: str) -> str:
    return text.replace("(S/NF)", "").replace("Charlie", "(S/NF) Charlie")


def span(text: str, number: str, first: str, last: str) -> tuple[int, int]:
    """Where a paragraph stands, from its number to its last words."""
    return text.rindex(number, 0, text.index(first)), text.index(last) + len(last)


def cut(text: str) -> str:
    start, end = span(text, "2.", "Bravo", "at night.")
    return text[:start] + SEAM * text.count(SEAM, start, end) + text[end:]


def swapped(text: str) -> str:
    a, b = span(text, "2.", "Bravo", "at night.")
    c, d = span(text, "4.", "Delta", "in June.")
    assert text.count(SEAM, a, b) == text.count(SEAM, c, d)
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def without_banner(at: int) -> Damage:
    """The banner taken off one page: of PDF the second, of others the head or foot there is."""

    def done(pieces: Sequence[Piece]) -> list[str]:
        texts = [piece.text for piece in pieces]
        paged = [n for n, piece in enumerate(pieces) if piece.place == 1]
        apart = [n for n, piece in enumerate(pieces) if piece.place in ("head", "foot")]
        shown = [n for n in paged or apart or range(len(texts)) if texts[n].strip() == BANNER]
        texts[shown[at]] = ""
        return texts

    return done


def without_classification(pieces: Sequence[Piece]) -> list[str]:
    """The marking of the whole taken out of the body: the row of the key block, or its line."""
    texts = [piece.text for piece in pieces]
    body = [n for n, piece in enumerate(pieces) if piece.place in ("body", 0)]
    rows = [n for n in body if texts[n].strip() == BANNER]
    if rows:  # where heads of pages are among them, the row stands after the first
        texts[rows[len(rows) > 1]] = ""
    else:
        at = next(n for n in body if "S E C R E T" in texts[n])
        texts[at] = texts[at].replace("S E C R E T", "")
    return texts


DAMAGES: dict[str, Damage] = {
    "Mark removed": replaced("(S/NF)", ""),
    "Mark moved to the next paragraph": whole(moved),
    "Level lowered": replaced("(S/NF)", "(C/NF)"),
    "Level raised": replaced("(U)", "(TS)", near="Delta"),
    "Control dropped": replaced("(S/NF)", "(S)"),
    "Mark made up": replaced("Charlie", "(U) Charlie"),
    "Mark of the subject lowered": replaced("(C)", "(U)", near="A NOTIONAL"),
    "Marking of the whole removed": without_classification,
    "Banner missing at the top of one page": without_banner(0),
    "Banner missing at the foot of one page": without_banner(-1),
    "Caption removed": replaced("SIPDIS", ""),
    "Authority changed": replaced("Jane Roe", "John Roe"),
    "Reason changed": replaced("1.4 (b)", "1.4 (a)"),
    "Declassification changed": replaced("01/20/2019", "01/20/2029"),
    "Paragraph cut": whole(cut),
    "Sentence cut": replaced("It hums at night.", ""),
    "Word lost": replaced("has no mark", "has mark"),
    "Word added": replaced("It is in June", "It is not in June"),
    "Paragraphs swapped": whole(swapped),
    "Number of a paragraph changed": replaced("2.", "7.", near="Bravo"),
    "Number in a sentence changed": replaced("25 boats", "52 boats"),
    "Addressee changed": replaced("SECSTATE WASHDC", "SECDEF WASHDC"),
}
"""Name in the documentation, and what is done."""

ON_PAGES = frozenset(name for name in DAMAGES if name.startswith("Banner missing"))
CELLS = [(name, to) for name in DAMAGES for to in FORMATS]


@cache
def written(to: str) -> bytes:
    return dumps(CABLE, to)


@cache
def found(name: str, to: str) -> tuple[Finding, ...]:
    """What verification says of a damaged output."""
    take, put = PIECES[to]
    pieces = take(written(to))
    texts = DAMAGES[name](pieces)
    assert texts != [piece.text for piece in pieces], "nothing was damaged"
    return tuple(verify(put(written(to), texts), CABLE, to))


def cell(name: str, to: str) -> str:
    """What the documentation says of a damage in a format: kinds of findings, in order."""
    if name in ON_PAGES and to not in PRINTED:
        return "no pages"
    return ", ".join(dict.fromkeys(f"`{finding.kind.value}`" for finding in found(name, to)))


@pytest.mark.parametrize("to", FORMATS)
def test_taking_texts_out_and_putting_them_in_damages_nothing(to: str) -> None:
    take, put = PIECES[to]
    data = put(written(to), [piece.text for piece in take(written(to))])
    assert verify(data, CABLE, to) == []


@pytest.mark.parametrize(("name", "to"), CELLS)
def test_the_damage_is_found(name: str, to: str) -> None:
    assert cell(name, to)


@pytest.mark.parametrize("style", ["reading", "facsimile"])
@pytest.mark.parametrize("name", DAMAGES)
def test_the_damage_is_found_in_texts_of_other_styles(name: str, style: str) -> None:
    if name in ON_PAGES and style == "facsimile":
        name = "Marking of the whole removed"  # it has no pages
    options = TxtOptions(style="reading" if style == "reading" else "facsimile")
    data = dumps(CABLE, "txt", options)
    assert verify(data, CABLE, "txt", options) == []
    texts = DAMAGES[name](take_lines(data))
    assert verify(put_lines(data, texts), CABLE, "txt", options)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Mark removed", "paragraph 2"),
        ("Level lowered", "paragraph 2"),
        ("Level raised", "paragraph 4"),
        ("Mark made up", "paragraph 3"),
        ("Sentence cut", "paragraph 2"),
        ("Word lost", "paragraph 3"),
        ("Number in a sentence changed", "paragraph 4"),
    ],
)
@pytest.mark.parametrize("to", FORMATS)
def test_the_damage_is_found_where_it_is(name: str, place: str, to: str) -> None:
    assert place in {finding.place for finding in found(name, to)}


@pytest.mark.parametrize("to", FORMATS)
def test_a_moved_mark_is_told_at_both_places(to: str) -> None:
    kinds = {one.place: one.kind.value for one in found("Mark moved to the next paragraph", to)}
    assert kinds["paragraph 2"] == "mark-missing"
    assert kinds["paragraph 3"] == "mark-added"


def test_the_matrix_of_the_documentation_is_what_is_found() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    head = lines.index(f"| Damage | {' | '.join(FORMATS)} |")
    rows = [f"| {name} | {' | '.join(cell(name, to) for to in FORMATS)} |" for name in DAMAGES]
    assert lines[head + 2 : head + 2 + len(rows)] == rows
    assert not re.match(r"\|", lines[head + 2 + len(rows)])
