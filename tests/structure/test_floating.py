"""What floats in a text is put aside and restored, wherever it stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.model.blocks import Field, Preformatted, Section, Table
from cableconv.model.leaf import Excision
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.structure.floating import Floating, covered, restored
from cableconv.structure.telegram import parse, parse_body

CODE = "B6"


def places(text: str) -> list[Floating]:
    found: list[Floating] = []
    at = text.find("<>")
    while at >= 0:
        found.append((at, Excision(CODE, (CODE,))))
        at = text.find("<>", at + 2)
    return found


def check(marked: str, cover: str, *, head: bool = False) -> str:
    """Restore B6 for each <> of the text; it must come back, and each code be a leaf."""
    found = places(marked)
    text = marked.replace("<>", CODE)
    read = parse if head else parse_body
    parsed = read(covered(text, found, cover))
    lead, blocks = restored(parsed.lead, parsed.blocks, found)
    assert lead + "".join(block.raw for block in blocks) == text
    codes = [leaf for leaf in iter_leaves(blocks) if isinstance(leaf, Excision)]
    filled = sum(leaf.raw.count(CODE) for leaf in iter_leaves(blocks))
    assert filled == len(found)
    return " ".join(code.raw for code in codes)


def test_in_a_line_break_a_tail_and_amid_words() -> None:
    text = "1. (U) He rowed          <>\nand sang.           <>\n\n2. (U) She <> rowed.\n"
    assert check(text, " ") == "B6 B6 B6"


def test_alone_on_a_line_inside_a_sentence() -> None:
    assert check("1. (U) He rowed the barge and\n                <>\nsang.\n", " ") == "B6"


def test_under_headings_in_tables_and_after_them() -> None:
    text = "A Heading        <>\n---------\n\na | b\nc | d\n        <>\n\n1. (U) x\n    A. y   <>\n"
    assert check(text, " ") == "B6 B6 B6"


def test_a_value_over_a_line_end_keeps_its_type_and_the_code() -> None:
    text = "SUBJECT: BARGES\nREF: A. STATE 123          <>\n\n1. (U) End          <>\nsummary.\n"
    check(text, " ", head=True)


LINES = st.lists(
    st.sampled_from(
        ["1. (U) He", "<>", "   <>", "sang  <>  loud", "Heading", "-----", "a | b<>", "-- x <>", "",
         "(C) marked <>", "END", "SUMMARY. <>", "    A.  (S) deep", "BT", "NNNN<>"]
    ),
    max_size=14,
)  # fmt: skip


@given(LINES, st.sampled_from([" ", "\ufffc"]), st.booleans())
@settings(max_examples=120, deadline=None)
def test_nothing_is_lost_and_each_code_comes_back(lines: list[str], cover: str, head: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    text = "\n".join([*lines, "end"])
    check(text, cover, head=head)


def test_nothing_afloat_leaves_the_blocks_alone() -> None:
    parsed = parse_body("1. (U) He rowed.\n")
    assert restored(parsed.lead, parsed.blocks, []) == ("", parsed.blocks)


def test_cover_keeps_the_length() -> None:
    assert covered("a B6 c", [(2, Excision("B6"))], "x") == "a xx c"


def test_kinds_of_blocks_are_met() -> None:
    """The texts above reach the branches for sections, tables and preformatted lines."""
    text = "A Heading\n---------\n\na | b\nc | d\n\nx     y\nz     w\n"
    kinds = {type(block) for block in iter_blocks(parse_body(text).blocks)}
    assert {Section, Table, Preformatted} <= kinds
    assert Field not in kinds
