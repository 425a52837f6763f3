from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.model.blocks import Paragraph, block_text
from cableconv.structure.sections import find_heads, folded, unfolded
from cableconv.structure.telegram import parse

FIRST = "SECRET\n\nPAGE 01 MODELT 00417 01 OF 02 121640Z\nACTION EUR-12\n"
LINE = "S E C R E T SECTION 1 OF 2 MODELTOWN 0417\n\n"
SECOND = (
    "SECRET\n\nNNN\n\nSECRET\n\nPAGE 01 MODELT 00417 02 OF 02 121655Z\nACTION EUR-12\n"
    "R 121410Z MAR 75\nFM AMEMBASSY MODELTOWN\nTO SECSTATE WASHDC 3019\n\n"
    "S E C R E T SECTION 2 OF 2 MODELTOWN 0417\n\nEXDIS\n\nSTATE FOR EUR/XX\n\n"
)


def both(text: str) -> str:
    heads = find_heads(text)
    parsed = parse(folded(text, heads))
    blocks = unfolded(parsed.blocks, heads)
    assert parsed.lead + "".join(block.raw for block in blocks) == text
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    return "\n".join(map(block_text, paragraphs))


def test_a_head_reaches_from_the_end_mark_to_captions_and_passing_lines() -> None:
    text = FIRST + LINE + "1. HE SAID\n" + SECOND + "SO.\n"
    (head,) = find_heads(text)
    assert text[head.start : head.end].startswith("NNN\n")
    assert text[head.start : head.end].endswith("STATE FOR EUR/XX")
    assert folded(text, [head]).count("\n") == text.count("\n") - head.hidden_lines


def test_the_first_head_is_none_of_them() -> None:
    assert find_heads(FIRST + LINE + "1. HE SAID SO.\n") == ()


def test_later_pages_are_no_heads() -> None:
    text = FIRST + LINE + "1. HE\nSECRET\n\nPAGE 02 MODELT 00417 01 OF 02 121640Z\n\nSAID SO.\n"
    assert find_heads(text) == ()


def test_a_page_line_without_a_head_stays() -> None:
    text = FIRST + LINE + "1. HE\nPAGE 01 MODELT 00999 131640Z\n\n2. (S) SAID SO.\n"
    assert find_heads(text) == ()


def test_a_new_paragraph_after_a_head() -> None:
    text = FIRST + LINE + "1. HE SAID SO.\n\n" + SECOND + "2. SHE DID NOT.\n"
    assert both(text).split("\n")[-2:] == ["1. HE SAID SO.", "2. SHE DID NOT."]


def test_a_page_line_split_in_two() -> None:
    page = "SECRET\nPAGE 02\nSTATE 000417\n"
    text = f"SECRET\nPAGE 01\nSTATE 000417\n{LINE}1. HE SAID THAT\n{page}THE ICE HELD LONG.\nROE\n"
    assert len(find_heads(text)) == 2
    assert both(text) == "1. HE SAID THAT THE ICE HELD LONG."


PIECES = st.sampled_from(
    [FIRST, LINE, SECOND, "1. HE\n", "SAID.\n", "\n", "PAGE 01\n", "STATE 0417\n", "NNN\n", "\f\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_every_character_is_kept_or_nothing_is_folded(pieces: list[str]) -> None:
    text = "".join(pieces)
    heads = find_heads(text)
    assert all(a.end <= b.start for a, b in pairwise(heads))
    parts = "".join(h.before + h.page_raw + h.after for h in heads)
    assert len(folded(text, heads)) == len(text) - len(parts) + sum(len(h.page_line) for h in heads)


def seconds(count: int) -> float:
    text = FIRST + LINE + (SECOND + "MORE TEXT\n") * count
    start = time.perf_counter()
    find_heads(text)
    return time.perf_counter() - start


@pytest.mark.timing
def test_time_grows_with_the_text() -> None:
    assert seconds(2000) < 25 * max(seconds(200), 0.002)
